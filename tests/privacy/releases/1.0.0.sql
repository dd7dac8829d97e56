BEGIN TRANSACTION;
CREATE TABLE answers (
	conversation VARCHAR(255) NOT NULL, 
	message_id VARCHAR(128) NOT NULL, 
	created FLOAT NOT NULL, 
	body TEXT, 
	PRIMARY KEY (conversation, message_id)
);
INSERT INTO "answers" VALUES('rest-tischlerei','{"text": "Größe „5“ ''x''"}',1795850000.25,'{"text": "Größe „5“ ''x''"}');
CREATE TABLE clock (
	id INTEGER NOT NULL, 
	seen FLOAT NOT NULL, 
	doubted FLOAT, 
	jumps INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "clock" VALUES(1000001,1795850000.25,1795850000.25,7);
CREATE TABLE contacts (
	id INTEGER NOT NULL, 
	conversation VARCHAR(255) NOT NULL, 
	created FLOAT NOT NULL, 
	name TEXT NOT NULL, 
	phone TEXT, 
	email TEXT, 
	best_time TEXT, 
	matter TEXT NOT NULL, 
	summary TEXT, 
	consent TEXT NOT NULL, 
	sent FLOAT, 
	attempts INTEGER NOT NULL, 
	next_attempt FLOAT NOT NULL, 
	last_error TEXT, 
	message_id TEXT, 
	claimed_by VARCHAR(64), 
	claimed FLOAT, 
	done FLOAT, 
	note TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "contacts" VALUES(1000002,'rest-tischlerei',1795850000.25,'{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}',1795850000.25,7,1795850000.25,'{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}',1795850000.25,1795850000.25,'{"text": "Größe „5“ ''x''"}');
CREATE TABLE desk_accounts (
	name VARCHAR(64) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	password TEXT NOT NULL, 
	created FLOAT NOT NULL, 
	changed FLOAT NOT NULL, 
	totp_salt VARCHAR(64), 
	totp_pending VARCHAR(64), 
	totp_step BIGINT, 
	locked FLOAT, 
	PRIMARY KEY (name)
);
INSERT INTO "desk_accounts" VALUES('{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ','{"text": "Größe „5“ ''x''"}',1795850000.25,1795850000.25,'{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}',7,1795850000.25);
CREATE TABLE desk_attempts (
	id INTEGER NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	created FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "desk_attempts" VALUES(1000004,'{"text": "Größe „5“ ''x''"}',1795850000.25);
CREATE TABLE desk_audit (
	id INTEGER NOT NULL, 
	created FLOAT NOT NULL, 
	account VARCHAR(64) NOT NULL, 
	what VARCHAR(40) NOT NULL, 
	target VARCHAR(120) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "desk_audit" VALUES(1000005,1795850000.25,'{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}');
CREATE TABLE desk_changes (
	id INTEGER NOT NULL, 
	created FLOAT NOT NULL, 
	account VARCHAR(64) NOT NULL, 
	article VARCHAR(120) NOT NULL, 
	texts TEXT NOT NULL, 
	question TEXT NOT NULL, 
	question_ids TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	undone FLOAT, 
	PRIMARY KEY (id)
);
INSERT INTO "desk_changes" VALUES(1000006,1795850000.25,'{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}',1795850000.25);
CREATE TABLE desk_edits (
	id INTEGER NOT NULL, 
	created FLOAT NOT NULL, 
	account VARCHAR(64) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	record VARCHAR(200) NOT NULL, 
	file VARCHAR(120) NOT NULL, 
	what VARCHAR(20) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	base VARCHAR(32) NOT NULL, 
	question_ids TEXT NOT NULL, 
	decided FLOAT, 
	decided_by VARCHAR(64), 
	more TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "desk_edits" VALUES(1000007,1795850000.25,'{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ','{"text": "Größe „5“ ','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}',1795850000.25,'{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}');
CREATE TABLE desk_sessions (
	"key" VARCHAR(64) NOT NULL, 
	account VARCHAR(64) NOT NULL, 
	created FLOAT NOT NULL, 
	seen FLOAT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "desk_sessions" VALUES('{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}',1795850000.25,1795850000.25);
CREATE TABLE erased (
	"key" VARCHAR(64) NOT NULL, 
	created FLOAT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "erased" VALUES('{"text": "Größe „5“ ''x''"}',1795850000.25);
CREATE TABLE events (
	id INTEGER NOT NULL, 
	sender_id VARCHAR(255) NOT NULL, 
	type_name VARCHAR(255) NOT NULL, 
	timestamp FLOAT, 
	intent_name VARCHAR(255), 
	action_name VARCHAR(255), 
	data TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "events" VALUES(1,'rest-tischlerei','action',1.79585454441317701346e+09,NULL,'action_session_start','{"event": "action", "timestamp": 1795854544.413177, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "action_session_start", "policy": null, "confidence": 1.0, "action_text": null, "hide_rule_turn": false}');
INSERT INTO "events" VALUES(2,'rest-tischlerei','session_started',1.7958545444132277965e+09,NULL,NULL,'{"event": "session_started", "timestamp": 1795854544.4132278, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}}');
INSERT INTO "events" VALUES(3,'rest-tischlerei','action',1.79585454441324353217e+09,NULL,'action_listen','{"event": "action", "timestamp": 1795854544.4132435, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "action_listen", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO "events" VALUES(4,'rest-tischlerei','user',1.79585454580040240289e+09,'inform',NULL,'{"event": "user", "timestamp": 1795854545.8004024, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "text": "Wir sind eine Tischlerei in Stendal mit 12 Leuten.", "parse_data": {"intent": {"name": "inform", "confidence": 1.0}, "entities": [{"entity": "sector", "value": "holz", "start": 14, "end": 24, "extractor": "GermanEntityExtractor"}, {"entity": "place", "value": "Stendal", "start": 28, "end": 35, "extractor": "GermanEntityExtractor"}, {"entity": "region", "value": "DE-ST", "start": 28, "end": 35, "extractor": "GermanEntityExtractor"}, {"entity": "employees", "value": 12, "start": 40, "end": 49, "extractor": "GermanEntityExtractor"}], "text": "Wir sind eine Tischlerei in Stendal mit 12 Leuten.", "message_id": "1795854544.4048636-0", "metadata": {}, "text_tokens": [[0, 3], [4, 8], [9, 13], [14, 24], [25, 27], [28, 35], [36, 39], [40, 42], [43, 49], [49, 50]], "intent_ranking": [{"name": "inform", "confidence": 1.0}]}, "input_channel": "rest", "message_id": "1795854544.4048636-0"}');
INSERT INTO "events" VALUES(5,'rest-tischlerei','user_featurization',1.79585454585391736037e+09,NULL,NULL,'{"event": "user_featurization", "timestamp": 1795854545.8539174, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "use_text_for_featurization": false}');
INSERT INTO "events" VALUES(6,'rest-tischlerei','action',1.79585454585394835476e+09,NULL,'action_note_facts','{"event": "action", "timestamp": 1795854545.8539484, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "action_note_facts", "policy": "QuickRulePolicy", "confidence": 1.0, "action_text": null, "hide_rule_turn": true}');
INSERT INTO "events" VALUES(7,'rest-tischlerei','bot',1.79585454585404014592e+09,NULL,NULL,'{"event": "bot", "timestamp": 1795854545.8540401, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "text": "Notiert: Holz und M\u00f6bel, 12 Besch\u00e4ftigte, Sachsen-Anhalt. Was m\u00f6chten Sie wissen?", "data": {"elements": null, "quick_replies": null, "buttons": [{"title": "F\u00f6rdergeld finden", "payload": "Welche F\u00f6rderung passt zu uns?"}, {"title": "Beispiele ansehen", "payload": "Zeigen Sie mir Beispiele"}], "attachment": null, "image": null, "custom": {"kind": "question", "ids": [], "sources": [], "topic": null, "facet": null}}}');
INSERT INTO "events" VALUES(8,'rest-tischlerei','slot',1.79585454585404658313e+09,NULL,'region','{"event": "slot", "timestamp": 1795854545.8540466, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "region", "value": "DE-ST"}');
INSERT INTO "events" VALUES(9,'rest-tischlerei','slot',1.79585454585405516624e+09,NULL,'place','{"event": "slot", "timestamp": 1795854545.8540552, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "place", "value": "Stendal"}');
INSERT INTO "events" VALUES(10,'rest-tischlerei','slot',1.79585454585405731196e+09,NULL,'sector','{"event": "slot", "timestamp": 1795854545.8540573, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "sector", "value": "holz"}');
INSERT INTO "events" VALUES(11,'rest-tischlerei','slot',1.7958545458540587425e+09,NULL,'employees','{"event": "slot", "timestamp": 1795854545.8540587, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "employees", "value": 12}');
INSERT INTO "events" VALUES(12,'rest-tischlerei','slot',1.79585454585406088835e+09,NULL,'trade','{"event": "slot", "timestamp": 1795854545.854061, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "trade", "value": "Tischlerei"}');
INSERT INTO "events" VALUES(13,'rest-tischlerei','slot',1.79585454585406279568e+09,NULL,'failures','{"event": "slot", "timestamp": 1795854545.8540628, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "failures", "value": 0}');
INSERT INTO "events" VALUES(14,'rest-tischlerei','action',1.79585454585560464857e+09,NULL,'action_listen','{"event": "action", "timestamp": 1795854545.8556046, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "action_listen", "policy": "QuickRulePolicy", "confidence": 1.0, "action_text": null, "hide_rule_turn": true}');
INSERT INTO "events" VALUES(15,'rest-tischlerei','user',1.79585454586948227882e+09,'ask_knowledge',NULL,'{"event": "user", "timestamp": 1795854545.8694823, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "text": "Was kostet ein Onlineshop?", "parse_data": {"intent": {"name": "ask_knowledge", "confidence": 0.9949955940246582}, "entities": [{"entity": "term", "value": "Onlineshop", "start": 15, "end": 25, "extractor": "GermanEntityExtractor"}, {"entity": "topic", "value": "vertrieb-online", "start": 15, "end": 25, "extractor": "GermanEntityExtractor"}], "text": "Was kostet ein Onlineshop?", "message_id": "1795854545.860042-1", "metadata": {}, "text_tokens": [[0, 3], [4, 10], [11, 14], [15, 25], [25, 26]], "intent_ranking": [{"name": "ask_knowledge", "confidence": 0.9949955940246582}, {"name": "inform", "confidence": 0.003349019680172205}, {"name": "ask_centre", "confidence": 0.0011060801334679127}, {"name": "out_of_scope", "confidence": 0.0004183606361038983}, {"name": "find_funding", "confidence": 7.094342436175793e-05}]}, "input_channel": "rest", "message_id": "1795854545.860042-1"}');
INSERT INTO "events" VALUES(16,'rest-tischlerei','user_featurization',1.79585454654433035849e+09,NULL,NULL,'{"event": "user_featurization", "timestamp": 1795854546.5443304, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "use_text_for_featurization": false}');
INSERT INTO "events" VALUES(17,'rest-tischlerei','action',1.79585454654436349865e+09,NULL,'action_answer_question','{"event": "action", "timestamp": 1795854546.5443635, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "action_answer_question", "policy": "QuickRulePolicy", "confidence": 1.0, "action_text": null, "hide_rule_turn": true}');
INSERT INTO "events" VALUES(18,'rest-tischlerei','bot',1.79585454654448080065e+09,NULL,NULL,'{"event": "bot", "timestamp": 1795854546.5444808, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "text": "Ein gemieteter Shop kostet als Erfahrungswert 10 bis 50 Euro im Monat. Ein Shop von der Agentur kostet schnell f\u00fcnfstellig, ein Ratgeber nennt 20.000 bis 80.000 Euro in drei Jahren. Dazu kommen Bezahldienste mit einigen Prozent je Verkauf, Verpackung, Rechtstexte und Werbung. Der gr\u00f6\u00dfte Posten ist meist Ihre Zeit f\u00fcr Bilder, Texte und Versand. Starten Sie mit einem Mietshop ohne lange Laufzeit. Rechnen Sie vorher aus, wie viel je Paket \u00fcbrig bleibt.", "data": {"elements": null, "quick_replies": null, "buttons": null, "attachment": null, "image": null, "custom": null}}');
INSERT INTO "events" VALUES(19,'rest-tischlerei','bot',1.79585454654448390008e+09,NULL,NULL,'{"event": "bot", "timestamp": 1795854546.544484, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "text": "N\u00e4chster Schritt: Eine Tabelle anlegen: Miete, Bezahldienst, Porto, Verpackung, Werbung, Stunden. Danach: Gewinn je Paket ausrechnen.", "data": {"elements": null, "quick_replies": null, "buttons": null, "attachment": null, "image": null, "custom": null}}');
INSERT INTO "events" VALUES(20,'rest-tischlerei','bot',1.79585454654448485375e+09,NULL,NULL,'{"event": "bot", "timestamp": 1795854546.5444849, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "text": "Das ist nicht abschlie\u00dfend gekl\u00e4rt. Bitte fragen Sie vor einer Entscheidung nach.", "data": {"elements": null, "quick_replies": null, "buttons": [{"title": "Lohnt sich ein eigener Onlineshop f\u00fcr einen kleinen Betrieb?", "payload": "Lohnt sich ein eigener Onlineshop f\u00fcr einen kleinen Betrieb?"}, {"title": "Welches Shopsystem passt zu uns?", "payload": "Welches Shopsystem passt zu uns?"}, {"title": "Was muss ein Onlineshop rechtlich alles haben?", "payload": "Was muss ein Onlineshop rechtlich alles haben?"}], "attachment": null, "image": null, "custom": {"kind": "article", "ids": ["onlineshop-kosten"], "sources": [{"title": "drweb.de", "url": "https://www.drweb.de/beste-software-finden/shopsystem-auswahl-ratgeber-vergleich/", "date": "2025-11-21"}, {"title": "sayweb.de", "url": "https://sayweb.de/shopify/payments/", "date": "2025-06-25"}], "topic": "onlineshop", "facet": "kosten", "alternatives": ["term:Onlineshop", "onlineshop-nutzen", "online-shop", "shop-pflege"]}}}');
INSERT INTO "events" VALUES(21,'rest-tischlerei','slot',1.79585454654448556897e+09,NULL,'shown_kind','{"event": "slot", "timestamp": 1795854546.5444856, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "shown_kind", "value": "article"}');
INSERT INTO "events" VALUES(22,'rest-tischlerei','slot',1.79585454654449319837e+09,NULL,'shown_ids','{"event": "slot", "timestamp": 1795854546.5444932, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "shown_ids", "value": ["onlineshop-kosten"]}');
INSERT INTO "events" VALUES(23,'rest-tischlerei','slot',1.79585454654449534414e+09,NULL,'hit_ids','{"event": "slot", "timestamp": 1795854546.5444953, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "hit_ids", "value": ["onlineshop-kosten"]}');
INSERT INTO "events" VALUES(24,'rest-tischlerei','slot',1.79585454654449725147e+09,NULL,'hit_offset','{"event": "slot", "timestamp": 1795854546.5444973, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "hit_offset", "value": 0}');
INSERT INTO "events" VALUES(25,'rest-tischlerei','slot',1.79585454654449892036e+09,NULL,'focus','{"event": "slot", "timestamp": 1795854546.544499, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "focus", "value": "onlineshop-kosten"}');
INSERT INTO "events" VALUES(26,'rest-tischlerei','action',1.79585454654601550097e+09,NULL,'action_listen','{"event": "action", "timestamp": 1795854546.5460155, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "action_listen", "policy": "QuickRulePolicy", "confidence": 1.0, "action_text": null, "hide_rule_turn": true}');
CREATE TABLE feedback (
	id INTEGER NOT NULL, 
	conversation VARCHAR(255), 
	created FLOAT NOT NULL, 
	helpful BOOLEAN NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	ids TEXT NOT NULL, 
	reason VARCHAR(20), 
	PRIMARY KEY (id)
);
INSERT INTO "feedback" VALUES(1000011,'rest-tischlerei',1795850000.25,1,'{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ');
CREATE TABLE figures (
	day VARCHAR(10) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	count INTEGER NOT NULL, 
	PRIMARY KEY (day, name)
);
INSERT INTO "figures" VALUES('{"text": "','{"text": "Größe „5“ ''x''"}',7);
CREATE TABLE layout_version (
	version_num VARCHAR(32) NOT NULL, 
	PRIMARY KEY (version_num)
);
INSERT INTO "layout_version" VALUES('0001');
CREATE TABLE questions (
	id INTEGER NOT NULL, 
	conversation VARCHAR(255), 
	created FLOAT NOT NULL, 
	text TEXT NOT NULL, 
	outcome VARCHAR(20), 
	settled FLOAT, 
	PRIMARY KEY (id)
);
INSERT INTO "questions" VALUES(1000013,'rest-tischlerei',1795850000.25,'{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ',1795850000.25);
CREATE TABLE readers (
	id INTEGER NOT NULL, 
	conversation VARCHAR(255) NOT NULL, 
	created FLOAT NOT NULL, 
	consent TEXT NOT NULL, 
	times_read INTEGER NOT NULL, 
	last_read FLOAT, 
	may_write BOOLEAN, 
	taken_by VARCHAR(64), 
	taken_name TEXT, 
	taken_since FLOAT, 
	last_word FLOAT, 
	PRIMARY KEY (id), 
	UNIQUE (conversation)
);
INSERT INTO "readers" VALUES(1000014,'rest-tischlerei',1795850000.25,'{"text": "Größe „5“ ''x''"}',7,1795850000.25,1,'{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}',1795850000.25,1795850000.25);
CREATE TABLE telegram_calls (
	id INTEGER NOT NULL, 
	bot BIGINT NOT NULL, 
	conversation VARCHAR(255) NOT NULL, 
	created FLOAT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "telegram_calls" VALUES(1000015,1000015,'rest-tischlerei',1795850000.25,'{"text": "Größe „5“ ''x''"}');
CREATE TABLE telegram_choices (
	code VARCHAR(32) NOT NULL, 
	conversation VARCHAR(255) NOT NULL, 
	created FLOAT NOT NULL, 
	title TEXT NOT NULL, 
	payload TEXT NOT NULL, 
	PRIMARY KEY (code)
);
INSERT INTO "telegram_choices" VALUES('{"text": "Größe „5“ ''x''"}','rest-tischlerei',1795850000.25,'{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}');
CREATE TABLE telegram_said (
	fingerprint VARCHAR(64) NOT NULL, 
	conversation VARCHAR(255) NOT NULL, 
	received FLOAT NOT NULL, 
	PRIMARY KEY (fingerprint)
);
INSERT INTO "telegram_said" VALUES('{"text": "Größe „5“ ''x''"}','rest-tischlerei',1795850000.25);
CREATE TABLE telegram_updates (
	bot BIGINT NOT NULL, 
	update_id BIGINT NOT NULL, 
	conversation VARCHAR(255), 
	received FLOAT NOT NULL, 
	body TEXT, 
	album VARCHAR(64), 
	PRIMARY KEY (bot, update_id)
);
INSERT INTO "telegram_updates" VALUES(1000018,1000018,'rest-tischlerei',1795850000.25,'{"text": "Größe „5“ ''x''"}','{"text": "Größe „5“ ''x''"}');
CREATE INDEX ix_answers_created ON answers (created);
CREATE INDEX ix_contacts_conversation ON contacts (conversation);
CREATE UNIQUE INDEX ix_contacts_once ON contacts (conversation, message_id);
CREATE INDEX ix_desk_attempts_key ON desk_attempts ("key");
CREATE INDEX ix_desk_audit_created ON desk_audit (created);
CREATE INDEX ix_desk_edits_record ON desk_edits (record);
CREATE INDEX ix_desk_edits_state ON desk_edits (state);
CREATE INDEX ix_desk_sessions_account ON desk_sessions (account);
CREATE INDEX ix_erased_created ON erased (created);
CREATE INDEX ix_events_bucket ON events (((unicode(substr('0000000000000000' || sender_id, -1)) * 31 + unicode(substr('0000000000000000' || sender_id, -2)) * 961 + unicode(substr('0000000000000000' || sender_id, -3)) * 5218 + unicode(substr('0000000000000000' || sender_id, -4)) * 6129 + unicode(substr('0000000000000000' || sender_id, -5)) * 1606 + unicode(substr('0000000000000000' || sender_id, -6)) * 640 + unicode(substr('0000000000000000' || sender_id, -7)) * 3458 + unicode(substr('0000000000000000' || sender_id, -8)) * 715 + unicode(substr('0000000000000000' || sender_id, -9)) * 5783 + unicode(substr('0000000000000000' || sender_id, -10)) * 7262 + unicode(substr('0000000000000000' || sender_id, -11)) * 3965 + unicode(substr('0000000000000000' || sender_id, -12)) * 50 + unicode(substr('0000000000000000' || sender_id, -13)) * 1550 + unicode(substr('0000000000000000' || sender_id, -14)) * 7095 + unicode(substr('0000000000000000' || sender_id, -15)) * 6979 + unicode(substr('0000000000000000' || sender_id, -16)) * 3383) % 8191), id);
CREATE INDEX ix_feedback_conversation ON feedback (conversation);
CREATE INDEX ix_questions_conversation ON questions (conversation);
CREATE INDEX ix_telegram_calls_conversation ON telegram_calls (conversation);
CREATE INDEX ix_telegram_choices_conversation ON telegram_choices (conversation);
CREATE INDEX ix_telegram_said_conversation ON telegram_said (conversation);
CREATE INDEX ix_telegram_updates_conversation ON telegram_updates (conversation);
COMMIT;
