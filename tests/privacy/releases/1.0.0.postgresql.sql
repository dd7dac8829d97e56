SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.answers (
    conversation character varying(255) NOT NULL,
    message_id character varying(128) NOT NULL,
    created double precision NOT NULL,
    body text
);
CREATE TABLE public.clock (
    id integer NOT NULL,
    seen double precision NOT NULL,
    doubted double precision,
    jumps integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.contacts (
    id integer NOT NULL,
    conversation character varying(255) NOT NULL,
    created double precision NOT NULL,
    name text NOT NULL,
    phone text,
    email text,
    best_time text,
    matter text NOT NULL,
    summary text,
    consent text NOT NULL,
    sent double precision,
    attempts integer NOT NULL,
    next_attempt double precision NOT NULL,
    last_error text,
    message_id text,
    claimed_by character varying(64),
    claimed double precision,
    done double precision,
    note text
);
CREATE SEQUENCE public.contacts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.contacts_id_seq OWNED BY public.contacts.id;
CREATE TABLE public.desk_accounts (
    name character varying(64) NOT NULL,
    role character varying(20) NOT NULL,
    password text NOT NULL,
    created double precision NOT NULL,
    changed double precision NOT NULL,
    totp_salt character varying(64),
    totp_pending character varying(64),
    totp_step bigint,
    locked double precision
);
CREATE TABLE public.desk_attempts (
    id integer NOT NULL,
    key character varying(64) NOT NULL,
    created double precision NOT NULL
);
CREATE SEQUENCE public.desk_attempts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.desk_attempts_id_seq OWNED BY public.desk_attempts.id;
CREATE TABLE public.desk_audit (
    id integer NOT NULL,
    created double precision NOT NULL,
    account character varying(64) NOT NULL,
    what character varying(40) NOT NULL,
    target character varying(120) NOT NULL
);
CREATE SEQUENCE public.desk_audit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.desk_audit_id_seq OWNED BY public.desk_audit.id;
CREATE TABLE public.desk_changes (
    id integer NOT NULL,
    created double precision NOT NULL,
    account character varying(64) NOT NULL,
    article character varying(120) NOT NULL,
    texts text NOT NULL,
    question text NOT NULL,
    question_ids text NOT NULL,
    before text,
    after text,
    undone double precision
);
CREATE SEQUENCE public.desk_changes_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.desk_changes_id_seq OWNED BY public.desk_changes.id;
CREATE TABLE public.desk_edits (
    id integer NOT NULL,
    created double precision NOT NULL,
    account character varying(64) NOT NULL,
    kind character varying(20) NOT NULL,
    record character varying(200) NOT NULL,
    file character varying(120) NOT NULL,
    what character varying(20) NOT NULL,
    state character varying(20) NOT NULL,
    before text NOT NULL,
    after text NOT NULL,
    base character varying(32) NOT NULL,
    question_ids text NOT NULL,
    decided double precision,
    decided_by character varying(64),
    more text
);
CREATE SEQUENCE public.desk_edits_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.desk_edits_id_seq OWNED BY public.desk_edits.id;
CREATE TABLE public.desk_sessions (
    key character varying(64) NOT NULL,
    account character varying(64) NOT NULL,
    created double precision NOT NULL,
    seen double precision NOT NULL
);
CREATE TABLE public.erased (
    key character varying(64) NOT NULL,
    created double precision NOT NULL
);
CREATE TABLE public.events (
    id integer NOT NULL,
    sender_id character varying(255) NOT NULL,
    type_name character varying(255) NOT NULL,
    "timestamp" double precision,
    intent_name character varying(255),
    action_name character varying(255),
    data text
);
CREATE SEQUENCE public.events_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.events_id_seq OWNED BY public.events.id;
CREATE TABLE public.feedback (
    id integer NOT NULL,
    conversation character varying(255),
    created double precision NOT NULL,
    helpful boolean NOT NULL,
    kind character varying(40) NOT NULL,
    ids text NOT NULL,
    reason character varying(20)
);
CREATE SEQUENCE public.feedback_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.feedback_id_seq OWNED BY public.feedback.id;
CREATE TABLE public.figures (
    day character varying(10) NOT NULL,
    name character varying(40) NOT NULL,
    count integer NOT NULL
);
CREATE TABLE public.layout_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.questions (
    id integer NOT NULL,
    conversation character varying(255),
    created double precision NOT NULL,
    text text NOT NULL,
    outcome character varying(20),
    settled double precision
);
CREATE SEQUENCE public.questions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.questions_id_seq OWNED BY public.questions.id;
CREATE TABLE public.readers (
    id integer NOT NULL,
    conversation character varying(255) NOT NULL,
    created double precision NOT NULL,
    consent text NOT NULL,
    times_read integer NOT NULL,
    last_read double precision,
    may_write boolean,
    taken_by character varying(64),
    taken_name text,
    taken_since double precision,
    last_word double precision
);
CREATE TABLE public.telegram_calls (
    id integer NOT NULL,
    bot bigint NOT NULL,
    conversation character varying(255) NOT NULL,
    created double precision NOT NULL,
    body text NOT NULL
);
CREATE SEQUENCE public.telegram_calls_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.telegram_calls_id_seq OWNED BY public.telegram_calls.id;
CREATE TABLE public.telegram_choices (
    code character varying(32) NOT NULL,
    conversation character varying(255) NOT NULL,
    created double precision NOT NULL,
    title text NOT NULL,
    payload text NOT NULL
);
CREATE TABLE public.telegram_said (
    fingerprint character varying(64) NOT NULL,
    conversation character varying(255) NOT NULL,
    received double precision NOT NULL
);
CREATE TABLE public.telegram_updates (
    bot bigint NOT NULL,
    update_id bigint NOT NULL,
    conversation character varying(255),
    received double precision NOT NULL,
    body text,
    album character varying(64)
);
ALTER TABLE ONLY public.contacts ALTER COLUMN id SET DEFAULT nextval('public.contacts_id_seq'::regclass);
ALTER TABLE ONLY public.desk_attempts ALTER COLUMN id SET DEFAULT nextval('public.desk_attempts_id_seq'::regclass);
ALTER TABLE ONLY public.desk_audit ALTER COLUMN id SET DEFAULT nextval('public.desk_audit_id_seq'::regclass);
ALTER TABLE ONLY public.desk_changes ALTER COLUMN id SET DEFAULT nextval('public.desk_changes_id_seq'::regclass);
ALTER TABLE ONLY public.desk_edits ALTER COLUMN id SET DEFAULT nextval('public.desk_edits_id_seq'::regclass);
ALTER TABLE ONLY public.events ALTER COLUMN id SET DEFAULT nextval('public.events_id_seq'::regclass);
ALTER TABLE ONLY public.feedback ALTER COLUMN id SET DEFAULT nextval('public.feedback_id_seq'::regclass);
ALTER TABLE ONLY public.questions ALTER COLUMN id SET DEFAULT nextval('public.questions_id_seq'::regclass);
ALTER TABLE ONLY public.telegram_calls ALTER COLUMN id SET DEFAULT nextval('public.telegram_calls_id_seq'::regclass);
INSERT INTO public.answers VALUES ('rest-tischlerei', '{"text": "Größe „5“ ''x''"}', 1795850000.25, '{"text": "Größe „5“ ''x''"}');
INSERT INTO public.clock VALUES (1000001, 1795850000.25, 1795850000.25, 7);
INSERT INTO public.contacts VALUES (1000002, 'rest-tischlerei', 1795850000.25, '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', 1795850000.25, 7, 1795850000.25, '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', 1795850000.25, 1795850000.25, '{"text": "Größe „5“ ''x''"}');
INSERT INTO public.desk_accounts VALUES ('{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ', '{"text": "Größe „5“ ''x''"}', 1795850000.25, 1795850000.25, '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', 7, 1795850000.25);
INSERT INTO public.desk_attempts VALUES (1000004, '{"text": "Größe „5“ ''x''"}', 1795850000.25);
INSERT INTO public.desk_audit VALUES (1000005, 1795850000.25, '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}');
INSERT INTO public.desk_changes VALUES (1000006, 1795850000.25, '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', 1795850000.25);
INSERT INTO public.desk_edits VALUES (1000007, 1795850000.25, '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ', '{"text": "Größe „5“ ', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', 1795850000.25, '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}');
INSERT INTO public.desk_sessions VALUES ('{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', 1795850000.25, 1795850000.25);
INSERT INTO public.erased VALUES ('{"text": "Größe „5“ ''x''"}', 1795850000.25);
INSERT INTO public.events VALUES (1, 'rest-tischlerei', 'action', 1795854547.6267457, NULL, 'action_session_start', '{"event": "action", "timestamp": 1795854547.6267457, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "action_session_start", "policy": null, "confidence": 1.0, "action_text": null, "hide_rule_turn": false}');
INSERT INTO public.events VALUES (2, 'rest-tischlerei', 'session_started', 1795854547.626789, NULL, NULL, '{"event": "session_started", "timestamp": 1795854547.626789, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}}');
INSERT INTO public.events VALUES (3, 'rest-tischlerei', 'action', 1795854547.6268032, NULL, 'action_listen', '{"event": "action", "timestamp": 1795854547.6268032, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "action_listen", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO public.events VALUES (4, 'rest-tischlerei', 'user', 1795854547.631652, 'inform', NULL, '{"event": "user", "timestamp": 1795854547.631652, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "text": "Wir sind eine Tischlerei in Stendal mit 12 Leuten.", "parse_data": {"intent": {"name": "inform", "confidence": 1.0}, "entities": [{"entity": "sector", "value": "holz", "start": 14, "end": 24, "extractor": "GermanEntityExtractor"}, {"entity": "place", "value": "Stendal", "start": 28, "end": 35, "extractor": "GermanEntityExtractor"}, {"entity": "region", "value": "DE-ST", "start": 28, "end": 35, "extractor": "GermanEntityExtractor"}, {"entity": "employees", "value": 12, "start": 40, "end": 49, "extractor": "GermanEntityExtractor"}], "text": "Wir sind eine Tischlerei in Stendal mit 12 Leuten.", "message_id": "1795854547.6199508-0", "metadata": {}, "text_tokens": [[0, 3], [4, 8], [9, 13], [14, 24], [25, 27], [28, 35], [36, 39], [40, 42], [43, 49], [49, 50]], "intent_ranking": [{"name": "inform", "confidence": 1.0}]}, "input_channel": "rest", "message_id": "1795854547.6199508-0"}');
INSERT INTO public.events VALUES (5, 'rest-tischlerei', 'user_featurization', 1795854547.6375217, NULL, NULL, '{"event": "user_featurization", "timestamp": 1795854547.6375217, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "use_text_for_featurization": false}');
INSERT INTO public.events VALUES (6, 'rest-tischlerei', 'action', 1795854547.637539, NULL, 'action_note_facts', '{"event": "action", "timestamp": 1795854547.637539, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "action_note_facts", "policy": "QuickRulePolicy", "confidence": 1.0, "action_text": null, "hide_rule_turn": true}');
INSERT INTO public.events VALUES (7, 'rest-tischlerei', 'bot', 1795854547.6376238, NULL, NULL, '{"event": "bot", "timestamp": 1795854547.6376238, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "text": "Notiert: Holz und M\u00f6bel, 12 Besch\u00e4ftigte, Sachsen-Anhalt. Was m\u00f6chten Sie wissen?", "data": {"elements": null, "quick_replies": null, "buttons": [{"title": "F\u00f6rdergeld finden", "payload": "Welche F\u00f6rderung passt zu uns?"}, {"title": "Beispiele ansehen", "payload": "Zeigen Sie mir Beispiele"}], "attachment": null, "image": null, "custom": {"kind": "question", "ids": [], "sources": [], "topic": null, "facet": null}}}');
INSERT INTO public.events VALUES (8, 'rest-tischlerei', 'slot', 1795854547.6376278, NULL, 'region', '{"event": "slot", "timestamp": 1795854547.6376278, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "region", "value": "DE-ST"}');
INSERT INTO public.events VALUES (9, 'rest-tischlerei', 'slot', 1795854547.637632, NULL, 'place', '{"event": "slot", "timestamp": 1795854547.637632, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "place", "value": "Stendal"}');
INSERT INTO public.events VALUES (10, 'rest-tischlerei', 'slot', 1795854547.6376333, NULL, 'sector', '{"event": "slot", "timestamp": 1795854547.6376333, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "sector", "value": "holz"}');
INSERT INTO public.events VALUES (11, 'rest-tischlerei', 'slot', 1795854547.6376345, NULL, 'employees', '{"event": "slot", "timestamp": 1795854547.6376345, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "employees", "value": 12}');
INSERT INTO public.events VALUES (12, 'rest-tischlerei', 'slot', 1795854547.6376355, NULL, 'trade', '{"event": "slot", "timestamp": 1795854547.6376355, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "trade", "value": "Tischlerei"}');
INSERT INTO public.events VALUES (13, 'rest-tischlerei', 'slot', 1795854547.6376367, NULL, 'failures', '{"event": "slot", "timestamp": 1795854547.6376367, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "failures", "value": 0}');
INSERT INTO public.events VALUES (14, 'rest-tischlerei', 'action', 1795854547.6387959, NULL, 'action_listen', '{"event": "action", "timestamp": 1795854547.6387959, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "action_listen", "policy": "QuickRulePolicy", "confidence": 1.0, "action_text": null, "hide_rule_turn": true}');
INSERT INTO public.events VALUES (15, 'rest-tischlerei', 'user', 1795854547.6507072, 'ask_knowledge', NULL, '{"event": "user", "timestamp": 1795854547.6507072, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "text": "Was kostet ein Onlineshop?", "parse_data": {"intent": {"name": "ask_knowledge", "confidence": 0.9949939250946045}, "entities": [{"entity": "term", "value": "Onlineshop", "start": 15, "end": 25, "extractor": "GermanEntityExtractor"}, {"entity": "topic", "value": "vertrieb-online", "start": 15, "end": 25, "extractor": "GermanEntityExtractor"}], "text": "Was kostet ein Onlineshop?", "message_id": "1795854547.6455395-1", "metadata": {}, "text_tokens": [[0, 3], [4, 10], [11, 14], [15, 25], [25, 26]], "intent_ranking": [{"name": "ask_knowledge", "confidence": 0.9949939250946045}, {"name": "inform", "confidence": 0.003351134480908513}, {"name": "ask_centre", "confidence": 0.0011057679075747728}, {"name": "out_of_scope", "confidence": 0.00041813685675151646}, {"name": "find_funding", "confidence": 7.095234468579292e-05}]}, "input_channel": "rest", "message_id": "1795854547.6455395-1"}');
INSERT INTO public.events VALUES (16, 'rest-tischlerei', 'user_featurization', 1795854547.6692715, NULL, NULL, '{"event": "user_featurization", "timestamp": 1795854547.6692715, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "use_text_for_featurization": false}');
INSERT INTO public.events VALUES (17, 'rest-tischlerei', 'action', 1795854547.669296, NULL, 'action_answer_question', '{"event": "action", "timestamp": 1795854547.669296, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "action_answer_question", "policy": "QuickRulePolicy", "confidence": 1.0, "action_text": null, "hide_rule_turn": true}');
INSERT INTO public.events VALUES (18, 'rest-tischlerei', 'bot', 1795854547.6693914, NULL, NULL, '{"event": "bot", "timestamp": 1795854547.6693914, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "text": "Ein gemieteter Shop kostet als Erfahrungswert 10 bis 50 Euro im Monat. Ein Shop von der Agentur kostet schnell f\u00fcnfstellig, ein Ratgeber nennt 20.000 bis 80.000 Euro in drei Jahren. Dazu kommen Bezahldienste mit einigen Prozent je Verkauf, Verpackung, Rechtstexte und Werbung. Der gr\u00f6\u00dfte Posten ist meist Ihre Zeit f\u00fcr Bilder, Texte und Versand. Starten Sie mit einem Mietshop ohne lange Laufzeit. Rechnen Sie vorher aus, wie viel je Paket \u00fcbrig bleibt.", "data": {"elements": null, "quick_replies": null, "buttons": null, "attachment": null, "image": null, "custom": null}}');
INSERT INTO public.events VALUES (19, 'rest-tischlerei', 'bot', 1795854547.6693943, NULL, NULL, '{"event": "bot", "timestamp": 1795854547.6693943, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "text": "N\u00e4chster Schritt: Eine Tabelle anlegen: Miete, Bezahldienst, Porto, Verpackung, Werbung, Stunden. Danach: Gewinn je Paket ausrechnen.", "data": {"elements": null, "quick_replies": null, "buttons": null, "attachment": null, "image": null, "custom": null}}');
INSERT INTO public.events VALUES (20, 'rest-tischlerei', 'bot', 1795854547.6693952, NULL, NULL, '{"event": "bot", "timestamp": 1795854547.6693952, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "text": "Das ist nicht abschlie\u00dfend gekl\u00e4rt. Bitte fragen Sie vor einer Entscheidung nach.", "data": {"elements": null, "quick_replies": null, "buttons": [{"title": "Lohnt sich ein eigener Onlineshop f\u00fcr einen kleinen Betrieb?", "payload": "Lohnt sich ein eigener Onlineshop f\u00fcr einen kleinen Betrieb?"}, {"title": "Welches Shopsystem passt zu uns?", "payload": "Welches Shopsystem passt zu uns?"}, {"title": "Was muss ein Onlineshop rechtlich alles haben?", "payload": "Was muss ein Onlineshop rechtlich alles haben?"}], "attachment": null, "image": null, "custom": {"kind": "article", "ids": ["onlineshop-kosten"], "sources": [{"title": "drweb.de", "url": "https://www.drweb.de/beste-software-finden/shopsystem-auswahl-ratgeber-vergleich/", "date": "2025-11-21"}, {"title": "sayweb.de", "url": "https://sayweb.de/shopify/payments/", "date": "2025-06-25"}], "topic": "onlineshop", "facet": "kosten", "alternatives": ["term:Onlineshop", "onlineshop-nutzen", "online-shop", "shop-pflege"]}}}');
INSERT INTO public.events VALUES (21, 'rest-tischlerei', 'slot', 1795854547.669396, NULL, 'shown_kind', '{"event": "slot", "timestamp": 1795854547.669396, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "shown_kind", "value": "article"}');
INSERT INTO public.events VALUES (22, 'rest-tischlerei', 'slot', 1795854547.6694014, NULL, 'shown_ids', '{"event": "slot", "timestamp": 1795854547.6694014, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "shown_ids", "value": ["onlineshop-kosten"]}');
INSERT INTO public.events VALUES (23, 'rest-tischlerei', 'slot', 1795854547.669403, NULL, 'hit_ids', '{"event": "slot", "timestamp": 1795854547.669403, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "hit_ids", "value": ["onlineshop-kosten"]}');
INSERT INTO public.events VALUES (24, 'rest-tischlerei', 'slot', 1795854547.6694045, NULL, 'hit_offset', '{"event": "slot", "timestamp": 1795854547.6694045, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "hit_offset", "value": 0}');
INSERT INTO public.events VALUES (25, 'rest-tischlerei', 'slot', 1795854547.669406, NULL, 'focus', '{"event": "slot", "timestamp": 1795854547.669406, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "focus", "value": "onlineshop-kosten"}');
INSERT INTO public.events VALUES (26, 'rest-tischlerei', 'action', 1795854547.6708338, NULL, 'action_listen', '{"event": "action", "timestamp": 1795854547.6708338, "metadata": {"model_id": "8e301c833e2541c8b23cfa59afcebe05", "assistant_id": "erste-hilfe-4-0"}, "name": "action_listen", "policy": "QuickRulePolicy", "confidence": 1.0, "action_text": null, "hide_rule_turn": true}');
INSERT INTO public.feedback VALUES (1000011, 'rest-tischlerei', 1795850000.25, true, '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ');
INSERT INTO public.figures VALUES ('{"text": "', '{"text": "Größe „5“ ''x''"}', 7);
INSERT INTO public.layout_version VALUES ('0001');
INSERT INTO public.questions VALUES (1000013, 'rest-tischlerei', 1795850000.25, '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ', 1795850000.25);
INSERT INTO public.readers VALUES (1000014, 'rest-tischlerei', 1795850000.25, '{"text": "Größe „5“ ''x''"}', 7, 1795850000.25, true, '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}', 1795850000.25, 1795850000.25);
INSERT INTO public.telegram_calls VALUES (1000015, 1000015, 'rest-tischlerei', 1795850000.25, '{"text": "Größe „5“ ''x''"}');
INSERT INTO public.telegram_choices VALUES ('{"text": "Größe „5“ ''x''"}', 'rest-tischlerei', 1795850000.25, '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}');
INSERT INTO public.telegram_said VALUES ('{"text": "Größe „5“ ''x''"}', 'rest-tischlerei', 1795850000.25);
INSERT INTO public.telegram_updates VALUES (1000018, 1000018, 'rest-tischlerei', 1795850000.25, '{"text": "Größe „5“ ''x''"}', '{"text": "Größe „5“ ''x''"}');
SELECT pg_catalog.setval('public.contacts_id_seq', 1, false);
SELECT pg_catalog.setval('public.desk_attempts_id_seq', 1, false);
SELECT pg_catalog.setval('public.desk_audit_id_seq', 1, false);
SELECT pg_catalog.setval('public.desk_changes_id_seq', 1, false);
SELECT pg_catalog.setval('public.desk_edits_id_seq', 1, false);
SELECT pg_catalog.setval('public.events_id_seq', 26, true);
SELECT pg_catalog.setval('public.feedback_id_seq', 1, false);
SELECT pg_catalog.setval('public.questions_id_seq', 1, false);
SELECT pg_catalog.setval('public.telegram_calls_id_seq', 1, false);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_pkey PRIMARY KEY (conversation, message_id);
ALTER TABLE ONLY public.clock
    ADD CONSTRAINT clock_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_accounts
    ADD CONSTRAINT desk_accounts_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.desk_attempts
    ADD CONSTRAINT desk_attempts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_audit
    ADD CONSTRAINT desk_audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_changes
    ADD CONSTRAINT desk_changes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_edits
    ADD CONSTRAINT desk_edits_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_sessions
    ADD CONSTRAINT desk_sessions_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.erased
    ADD CONSTRAINT erased_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.figures
    ADD CONSTRAINT figures_pkey PRIMARY KEY (day, name);
ALTER TABLE ONLY public.layout_version
    ADD CONSTRAINT layout_version_pkey PRIMARY KEY (version_num);
ALTER TABLE ONLY public.questions
    ADD CONSTRAINT questions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.readers
    ADD CONSTRAINT readers_conversation_key UNIQUE (conversation);
ALTER TABLE ONLY public.readers
    ADD CONSTRAINT readers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.telegram_calls
    ADD CONSTRAINT telegram_calls_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.telegram_choices
    ADD CONSTRAINT telegram_choices_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.telegram_said
    ADD CONSTRAINT telegram_said_pkey PRIMARY KEY (fingerprint);
ALTER TABLE ONLY public.telegram_updates
    ADD CONSTRAINT telegram_updates_pkey PRIMARY KEY (bot, update_id);
CREATE INDEX ix_answers_created ON public.answers USING btree (created);
CREATE INDEX ix_contacts_conversation ON public.contacts USING btree (conversation);
CREATE UNIQUE INDEX ix_contacts_once ON public.contacts USING btree (conversation, message_id);
CREATE INDEX ix_desk_attempts_key ON public.desk_attempts USING btree (key);
CREATE INDEX ix_desk_audit_created ON public.desk_audit USING btree (created);
CREATE INDEX ix_desk_edits_record ON public.desk_edits USING btree (record);
CREATE INDEX ix_desk_edits_state ON public.desk_edits USING btree (state);
CREATE INDEX ix_desk_sessions_account ON public.desk_sessions USING btree (account);
CREATE INDEX ix_erased_created ON public.erased USING btree (created);
CREATE INDEX ix_events_conversation ON public.events USING btree (sender_id, id);
CREATE INDEX ix_feedback_conversation ON public.feedback USING btree (conversation);
CREATE INDEX ix_questions_conversation ON public.questions USING btree (conversation);
CREATE INDEX ix_telegram_calls_conversation ON public.telegram_calls USING btree (conversation);
CREATE INDEX ix_telegram_choices_conversation ON public.telegram_choices USING btree (conversation);
CREATE INDEX ix_telegram_said_conversation ON public.telegram_said USING btree (conversation);
CREATE INDEX ix_telegram_updates_conversation ON public.telegram_updates USING btree (conversation);
