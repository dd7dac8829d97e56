"""Head counts as strangers tell them: abbreviations, dialect, a word for the team, who is permanent, who is somebody else's.

One convention: whoever works in the firm and is named counts, the owner included ("ich und zwei Gesellen" are three), because the
limits of programmes count owners who work there (EU recommendation 2003/361/EC, annex, article 5). An owner who is not named is
not added. Of people of the season and of the whole year, those of the whole year count.
"""

from __future__ import annotations

import pytest

from bot.language.facts.reader import Reader

HEADS: list[tuple[str, int]] = [
    # Abbreviations.
    ("Druckerei Suhl, 67 AN, neue Software", 67),
    ("Wäscherei mit 120 AN in Berlin. Förderung?", 120),
    ("Schafhof, 2 AK, GPS-Halsbänder", 2),
    ("Spedition Emden 85 Mitarb. Telematik", 85),
    ("Metallbau, 31 Beschäft., MES", 31),
    ("Dachdecker, 9 Pers., Drohne", 9),
    ("Spielestudio in Köln, 22 ppl", 22),
    ("Elektro Weber, 14 Angest. und 2 Azubis", 16),
    # Dialect and endearment.
    ("mir sin 6 Leid in da Werkstatt", 6),
    ("Wir sind 12 Leutchen", 12),
    ("mit unsre 8 Leutle", 8),
    ("wir sind 6 leude, brauchen neue kasse", 6),
    ("Schreinerei, 12 Gsella ond 2 Lehrbuba", 14),
    ("wir sind 14 Nasen im Betrieb", 14),
    # A word for the team.
    ("Wir sind ein Dreierteam aus Jena", 3),
    ("Viererteam, Agentur in Halle", 4),
    ("Wir arbeiten im Zweierteam", 2),
    ("Wir sind ein Trio und bauen eine App", 3),
    ("wir sind ein kleines Duo", 2),
    ("Fünferbande, Tischlerei in Kiel", 5),
    # Professions are staff.
    ("Physiopraxis, 5 Therapeuten und eine Anmeldekraft", 6),
    ("Praxis in Trier: 7 Therapeuten und 1 Anmeldung", 8),
    ("Zahnarztpraxis, 2 Behandler + 9 ZFA", 11),
    ("Genossenschaft, 38 Fährleute", 38),
    ("Forstbetrieb, zwei Harvester, 5 Fahrer", 5),
    ("Praxis mit 3 Logopädinnen und einer Bürokraft", 4),
    ("Kita-Träger, 14 Erzieherinnen, 2 Hausmeister", 16),
    ("Hafenfirma mit 11 Bergleuten und zwei Schweißern", 13),
    ("Sportverein, 900 Mitglieder, zwei Hauptamtliche", 2),
    ("Steinmetz in Bautzen. Angestellte drei.", 3),
    # The only one.
    ("Wir sind ein Verein mit nur einer Minijobberin in der Geschäftsstelle", 1),
    ("Musikschule, Lehrer auf Honorar, fest angestellt ist nur Frau Weber im Büro", 1),
    ("Ich habe nur eine Angestellte.", 1),
    ("Verein, wir haben nur eine bezahlte Kraft", 1),
    ("angestellt ist nur meine Schwester", 1),
    ("Das Museum hat 40 Ehrenamtliche und nur eine Angestellte", 1),
    # Alone, but with somebody.
    ("bin alleine mit ner azubine", 2),
    ("Arbeite allein mit meinem Lehrling", 2),
    ("Ich bin solo mit zwei Aushilfen", 3),
    ("Bin alleine mit einer Bürokraft", 2),
    ("i bin alloa, allein mit ana Verkäuferin", 2),
    ("allein mit 3 Minijobbern", 4),
    # Owner and others, their age beside them.
    ("Ich (61), meine Frau und ein Lehrling", 3),
    ("ich (34) und zwei Gesellen", 3),
    ("Mein Mann (58), ich und 2 Verkäuferinnen", 4),
    ("Tierarzt, 2 TFA in Teilzeit und ich", 3),
    ("Unser Team besteht aus 5 Leuten plus mir", 6),
    ("Wir sind 2 Geschäftsführer und 17 Angestellte", 19),
    ("Familienbetrieb + 4 Angestellte", 4),
    # Permanent against seasonal.
    ("Baumschule, 16 fest und im Frühjahr nochmal 20 Saisonkräfte", 16),
    ("Vermittlung mit 7 fest, dazu etwa 30 freie", 7),
    ("Campingplatz, 5 ganzjährig Beschäftigte", 5),
    ("Gärtnerei, 22 Leute und in der Saison nochmal so viele", 22),
    ("Obsthof: 4 fest angestellt, zur Ernte 40 Polen", 4),
    ("Im Sommer 28, ganzjährig 11 Leute im Hotel", 11),
    ("Eisdiele, 3 dauerhaft, im Sommer 9 Aushilfen", 3),
    # Today against before, without a noun.
    ("letztes Jahr warens noch 31 Leute, jetzt sinds 23 weil wir zwei Filialen zugemacht haben", 23),
    ("Letztes Jahr waren wir noch 58, jetzt sind es 47. Wir wollen investieren", 47),
    ("der Vater hatte mal 19 Leute, heut sinds noch mir drei. Nu wolln mor", 3),
    ("Damals waren wir 11, heute sind wir noch neun", 9),
    ("früher 40 Leute, heut bloß noch 12", 12),
    ("vor Corona waren wir 25, mittlerweile sind es 18.", 18),
    # Somebody else's people beside ours.
    ("Werkstatt, 6 Mann. Unser größter Kunde, ein Autohaus mit 90 Mitarbeitern, hat was bekommen", 6),
    ("Detektei, zu zweit. Unser Kunde, ein Versicherer mit 5000 Mitarbeitern, verlangt ISO", 2),
    ("Tischlerei, 9 Leute. Ein Kunde (ein Hotel mit 60 Angestellten) zahlt nicht", 9),
    ("Wir vermitteln 30 Dolmetscher und sind selbst 7 Leute", 7),
    ("zuschuss webshop brautmode köln 3 ma 8k", 3),
]
NOBODY = [
    "im Sommer 28 Angestellte, im Winter 11. Neues Buchungssystem",
    "Hotel in Binz, 42 Betten, im Sommer 19 Angestellte im Winter 8",
    "in der Saison 9 Leute, im Winter nur die Familie zu dritt",
    "Hotel mit 62 Zimmern und je nach Saison 35 bis 50 Leuten",
    "im Winter 4 Leute, in der Hochsaison 15",
    "im Winter zu zweit, im Sommer 12 Leute",
    "Weingut, Familie plus zwei Feste, im Herbst bis zu 15 Erntehelfer",
    "Hofladen: Familie + 3 Angestellte",
    "67 an der Zahl, Kisten im Lager",
    "Wir beliefern 30 Bäcker in der Region",
    "Wir betreuen rund 40 Architekten mit unserer Software",
    "Software für 12 Steuerberater",
    "Der Drehtermin mit dem Trio ist am Montag",
    "Beratung für 20 Eheleute",
    "nur ein Mitarbeiter kennt sich mit der Anlage aus",
    "Nur eine Angestellte will nicht mitmachen",
    "Das tut mir leid",
    "Unser Lieferant, eine Firma mit 300 Leuten, stellt um",
    "22 Lehrkräfte, davon 6 fest. Kurs für alle",
    "ca 6k für die Kasse",
    "Ich bin allein mit dem Problem",
    "640 Mitglieder, 260 Schüler und 140 Patienten",
]


def heads(reader: Reader, text: str) -> list[str | int]:
    return list(dict.fromkeys(entity.value for entity in reader.read(text) if entity.name == "employees"))


@pytest.mark.parametrize(("text", "count"), HEADS, ids=[row[0] for row in HEADS])
def test_reads_the_head_count_that_is_told(reader: Reader, text: str, count: int) -> None:
    assert heads(reader, text) == [count]


@pytest.mark.parametrize("text", NOBODY)
def test_takes_no_other_number_for_the_head_count(reader: Reader, text: str) -> None:
    assert heads(reader, text) == []
