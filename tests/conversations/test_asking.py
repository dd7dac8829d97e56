"""From any message about money to the right list: the findings of the trials by their ids, each in several wordings.

Each row holds the messages of one talk and what has to stand in its last answer. Amounts (F12-F18), heads (F19-F22) and kinds
of money
(F23) have their own tests in ``tests/language/facts``; here it is seen that they reach the search.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Any

import pytest

QUESTIONS = {"region": "welchem Bundesland", "employees": "Wie viele Menschen", "topic": "Wofür brauchen"}


@dataclass(frozen=True)
class Said:
    """The last answer of a talk."""

    kind: str
    ids: list[str]
    text: str
    asked: str | None


def talk(bot: Any, *messages: str) -> Said:
    async def hold() -> list[dict[str, Any]]:
        for message in messages:
            answer, _ = await bot.answer(message, "asking " + " / ".join(messages))
        return list(answer)

    answer = asyncio.run(hold())
    facts = next(message["custom"] for message in answer if message.get("custom"))
    text = "\n".join(str(message.get("text") or "") for message in answer)
    asked = next((fact for fact, words in QUESTIONS.items() if words in text), None)
    return Said(facts["kind"], facts["ids"], text, asked)


@pytest.mark.parametrize(
    "text",
    [
        "förderung nrw 20 leute software",
        "förderung 20 mitarbeiter nrw software",
        "förderung mv 20 leute software",
        "zuschuss sachsen 8 leute onlineshop",
        "hessen, 12 MA, IT-Sicherheit, fördergeld",
    ],
)
def test_a_few_words_with_a_word_of_funding_are_a_search(in_process_bot: Any, text: str) -> None:  # F1
    assert talk(in_process_bot, text).kind == "programme_list"


@pytest.mark.parametrize("text", ["und förderung in sachsen", "und zuschüsse in thüringen?", "fördergeld in bayern"])
def test_a_land_and_a_word_of_funding_are_a_search_within_another_talk(in_process_bot: Any, text: str) -> None:  # F2
    assert talk(in_process_bot, "Was ist ein ERP?", text).asked == "topic"


@pytest.mark.parametrize(
    "text",
    [
        "Mecklenburg hotel 25 Mitarbeiter wollen neues Buchungssystem",
        "Rheinland-Pfalz weingut onlineshop",
        "Tischlerei in Stendal, 8 Leute, brauchen neue Software",
    ],
)
def test_a_wish_and_two_facts_are_a_search(in_process_bot: Any, text: str) -> None:  # F3
    assert talk(in_process_bot, text).kind == "programme_list"


def test_a_question_with_facts_is_a_question(in_process_bot: Any) -> None:  # F3
    text = "wir sind ne kleine bäckerei in wernigerode 12 leute, brauchn wir ne eigene website"
    assert talk(in_process_bot, text).kind == "article"


@pytest.mark.parametrize("land", ["mv", "sh", "warnemünde", "S-H", "nrw", "meck-pomm", "in der nähe von köln"])
def test_the_question_for_the_land_takes_any_name_of_it(in_process_bot: Any, land: str) -> None:  # F4
    said = talk(in_process_bot, "ich suche fördergeld", land)
    assert said.asked == "topic"
    assert "Notiert" in said.text


@pytest.mark.parametrize(
    "text", ["und als gmbh", "wir sind eine GbR", "gründe gerade", "nur Zuschuss bitte", "noch eins"]
)
def test_what_can_be_no_project_is_none(in_process_bot: Any, text: str) -> None:  # F5
    said = talk(in_process_bot, "ich suche fördergeld", "Bayern", text)
    assert said.asked == "topic" or "Wofür" in said.text
    assert text.lower() not in said.text.lower()


@pytest.mark.parametrize("text", ["und wenn wir nur ehrenamtliche haben", "wir haben nur Ehrenamtliche"])
def test_volunteers_are_no_staff(in_process_bot: Any, text: str) -> None:  # F6
    said = talk(in_process_bot, "gibts förderung für vereine", "Berlin", text)
    assert "nicht zuordnen" not in said.text
    assert "Aushilfen" not in said.text


@pytest.mark.parametrize("text", ["Wir sind kein KMU", "wir sind ein Großunternehmen"])
def test_who_is_no_small_firm_is_told_what_is_left(in_process_bot: Any, text: str) -> None:  # F7
    said = talk(in_process_bot, "Fördergeld, Maschinenbau, 400 Leute, Sachsen, Software", text)
    assert "nicht zuordnen" not in said.text
    assert said.kind in {"article", "programme_list"}


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Gibt es einen Digitalbonus in Sachsen?", "sn-digi-z"),  # F8
        ("gibts den digitalbonus auch in thüringen", "th-digitalbonus"),  # F8
        ("Sachsen-Anhalt Digital Innovation was ist das", "st-digital-innovation"),  # F9
        ("was ist digital innovation sachsen-anhalt", "st-digital-innovation"),  # F9
        ("Wo stelle ich in Sachsen-Anhalt einen Antrag für Digitalisierung?", "foerderung-antrag-st"),  # F10
        ("wo beantragt man in sachsen-anhalt fördergeld", "foerderung-antrag-st"),  # F10
    ],
)
def test_what_is_named_with_its_land_is_of_that_land(in_process_bot: Any, text: str, id_: str) -> None:
    assert talk(in_process_bot, text).ids[0].startswith(id_)


@pytest.mark.parametrize(
    ("messages", "id_"),
    [
        (["Zuschuss für eine Wärmepumpe?"], "foerderung-energie-kurz"),
        (["PV auf die Werkstatt, was gibts da vom Staat"], "foerderung-energie-kurz"),
        (["ich brauche Fördergeld", "Thüringen", "eine neue Heizung"], "foerderung-energie-kurz"),
        (["Förderung Fachkraft einstellen"], "foerderung-personal-kurz"),
        (["gibts geld wenn ich einen gesellen einstelle"], "foerderung-personal-kurz"),
        (["zuschuss für einen neuen transporter"], "foerderung-fahrzeuge-kurz"),
        (["zuschuss neue halle"], "foerdergebiet-kurz"),
        (["Gibt es Fördergeld, wenn wir an die Werkstatt anbauen?"], "foerdergebiet-kurz"),
    ],
)
def test_what_is_not_digital_gets_one_true_pointer(in_process_bot: Any, messages: list[str], id_: str) -> None:  # F11
    said = talk(in_process_bot, *messages)
    assert said.kind == "article"
    assert said.ids[0] == id_
    assert said.asked is None


def test_a_pointer_leaves_no_project_behind(in_process_bot: Any) -> None:  # F11
    said = talk(in_process_bot, "Zuschuss für eine Wärmepumpe?", "Welche Förderung passt zu uns?", "Sachsen")
    assert said.asked == "topic"


def test_money_for_a_household_is_not_ours(in_process_bot: Any) -> None:  # F11
    assert talk(in_process_bot, "wärmepumpe förderung eigenheim").kind == "out_of_scope"


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("ERP für 30,000 Euro, Förderung?", "30.000 €"),  # F12
        ("ERP für eine Million fünfhunderttausend Euro, Förderung?", "1.500.000 €"),  # F13
        ("ERP für zwanzig tausend fünfhundert Euro, Förderung?", "20.500 €"),  # F14
        ("Onlineshop für dreizig tausend Euro, Zuschuss?", "30.000 €"),  # F15
        ("ERP für siebeneinhalbtausend Euro, Förderung?", "7.500 €"),  # F16
        ("Software für 20 000,- Euro, gibts Förderung?", "20.000 €"),  # F17
        ("Firewall für zwölfeinhalbtausend Euro, Zuschuss?", "12.500 €"),  # F18
    ],
)
def test_the_sum_reaches_the_search(in_process_bot: Any, text: str, noted: str) -> None:
    said = talk(in_process_bot, text)
    assert said.asked == "region"
    assert noted in said.text


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        (
            "Unser größter Kunde hat 500 Mitarbeiter. Wir sind eine Tischlerei in Stendal und wollen ein ERP. Gibt es Fördergeld?",
            None,
        ),  # F19
        (
            "Wir beliefern einen Konzern mit 3000 Mitarbeitern. Metallbau, Stendal, ERP 30.000 €, Förderung?",
            None,
        ),  # F20
        ("Letztes Jahr waren wir 20 Leute, heute nur noch 14. Tischlerei in Stendal, ERP, Fördergeld?", 14),  # F21
        ("Tischlerei in Stendal, 8 Leute, nein warte, 9, ERP, Fördergeld?", 9),  # F22
        ("Bäckerei Dessau, so um die 14, mit Aushilfen 18, neue Kasse, Zuschuss?", 14),
    ],
)
def test_the_heads_are_the_firms_and_todays(in_process_bot: Any, text: str, heads: int | None) -> None:
    said = talk(in_process_bot, text)
    found = re.search(r"(\d[\d.]*) Beschäftigte,", said.text.splitlines()[0] + said.text)
    assert said.kind == "programme_list"
    assert (int(found[1].replace(".", "")) if found else None) == heads


def test_it_is_said_who_counts(in_process_bot: Any) -> None:
    said = talk(in_process_bot, "ich suche fördergeld", "Bayern", "Software", "so um die 14, mit Aushilfen 18")
    assert "14 Beschäftigte" in said.text
    assert "anteilig" in said.text


@pytest.mark.parametrize(
    "text",
    [
        "Ich will keinen Kredit, nur Zuschuss. Tischlerei, 8 Leute, Stendal, ERP für 30.000 €",
        "Wir brauchen keinen Kredit, sondern Zuschüsse. Bäckerei, 12 Leute, Dessau, Onlineshop für 15.000 €",
        "Kein Darlehen bitte: Metallbau, 20 Leute, Halle (Saale), ERP 50.000 €, Förderung?",
    ],
)
def test_a_kind_of_money_is_a_filter_and_no_project(in_process_bot: Any, text: str) -> None:  # F23
    said = talk(in_process_bot, text)
    assert said.kind == "programme_list"
    assert "Weggelassen habe ich" in said.text or "weggelassen:" in said.text
    assert "Kredit," not in said.text.splitlines()[0]


@pytest.mark.parametrize("text", ["Gibt es Zuschüsse und keine Kredite?", "Bitte ohne Kredite"])
def test_a_filter_begins_a_search_and_narrows_a_list(in_process_bot: Any, text: str) -> None:  # F23
    assert talk(in_process_bot, text).asked == "region"
    said = talk(in_process_bot, "Tischlerei, 8 Leute, Stendal, ERP, Förderung?", text)
    assert said.kind == "programme_list"
    assert "Darlehen" in said.text.splitlines()[-1]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Muss ich die Förderung zurückzahlen?", "rueckzahlung"),  # F24
        ("muss man das geld irgendwann zurückgeben", "rueckzahlung"),  # F24
        ("Darf ich zwei Förderungen kombinieren?", "foerderung-kombinieren"),  # F24
        ("kann man 2 zuschüsse gleichzeitig nehmen", "foerderung-kombinieren"),  # F24
        ("Darf ich schon vor dem Bescheid anfangen?", "foerderung-beginn"),  # F24
        ("Ich habe schon bestellt, kann ich trotzdem noch Förderung beantragen?", "foerderung-schon-bestellt"),  # F24
        ("kriegt man das geld auch wenn schon unterschrieben ist", "foerderung-schon-bestellt"),  # F24
        ("Bis wann muss ich den Antrag stellen?", "foerderantrag-frist"),  # F24
        ("Wem gehört die Idee, wenn wir mit einer Hochschule was entwickeln?", "hochschule-rechte"),  # F25
        ("Wie lange dauert es, bis das Fördergeld kommt?", "foerderung-geld-wann"),  # F26
        ("Meine Hausbank will den KfW-Kredit nicht beantragen", "zuschuss-oder-kredit"),  # F26
        ("Wie schreibe ich einen guten Förderantrag?", "foerder"),  # F26
        ("Bin ich überhaupt ein KMU mit 30 Leuten?", "kmu-pruefen"),  # F27
        ("zählen wir als kmu", "kmu-pruefen"),  # F27
    ],
)
def test_a_rule_that_is_asked_for_is_told_and_begins_no_form(in_process_bot: Any, text: str, id_: str) -> None:
    said = talk(in_process_bot, text)
    assert said.ids[0].startswith(id_)
    assert said.asked is None


@pytest.mark.parametrize(
    ("text", "told", "asked"),
    [
        ("Bekomme ich Zuschuss, wenn ich die Software schon bestellt habe?", "In der Regel nein", "region"),
        ("Gibt es Geld für eine neue Internetseite?", "Nur selten für eine einfache Webseite", "region"),
    ],
)
def test_the_rule_comes_before_the_search(in_process_bot: Any, text: str, told: str, asked: str | None) -> None:  # F25
    said = talk(in_process_bot, text)
    assert told in said.text
    assert said.asked == asked


@pytest.mark.parametrize(
    "text",
    [
        "ich habe eine Wäscherei und will die Steuerung von unserer Waschstraße erneuern. Gibts da Geld vom Staat?",
        "digitale Türschlösser für 15.000 Euro, gibts da Fördergeld?",
        "Fördergeld für einen Verkaufsautomaten mit Kartenzahlung?",
        "Gibt es einen Zuschuss für eine Baggersteuerung mit GPS?",
    ],
)
def test_a_project_in_own_words_is_not_asked_for_again(in_process_bot: Any, text: str) -> None:
    first = talk(in_process_bot, text)
    assert first.asked == "region"
    assert "Gründungszuschuss" not in first.text
    assert talk(in_process_bot, text, "Sachsen-Anhalt").kind == "programme_list"


@pytest.mark.parametrize(
    "answer",
    [
        "hab ich doch geschrieben, neue Steuerung für die Waschmaschinen",
        "Abläufe und Software. Aber nicht für den Start, ich bin ja schon da",
        "Spinde mit Zahlencode für die Gäste",
        "weiß ich noch nicht",
    ],
)
def test_the_answer_to_the_question_for_the_project_is_one(in_process_bot: Any, answer: str) -> None:
    assert talk(in_process_bot, "Welche Förderung passt zu uns?", "Sachsen-Anhalt", answer).kind == "programme_list"


@pytest.mark.parametrize(
    "answer",
    ["neue Steuerung für die Waschmaschinen brauchen wir", "Wir wollen digitale Türschlösser einbauen", "Software"],
)
def test_a_project_told_to_another_question_counts(in_process_bot: Any, answer: str) -> None:
    said = talk(in_process_bot, "ich suche fördergeld", answer, "Sachsen-Anhalt")
    assert said.kind == "programme_list"


@pytest.mark.parametrize("answer", ["weiß nicht", "keine Ahnung", "möchte ich nicht sagen", "noch offen", "egal"])
def test_not_known_is_an_answer_to_every_question(in_process_bot: Any, answer: str) -> None:
    assert talk(in_process_bot, "ich suche fördergeld", answer).asked == "topic"
    assert talk(in_process_bot, "ich suche fördergeld", answer, answer).kind == "programme_list"
    assert talk(in_process_bot, "ich suche fördergeld", "Bayern", "Software", answer).kind == "programme_list"


@pytest.mark.parametrize(
    "text",
    [
        "ich mach übrigens handgemachte Seifen und Kerzen. Ändert das was?",
        "wir vermieten übrigens auch Boote, macht das einen Unterschied?",
    ],
)
def test_whether_something_matters_is_asked_of_the_search(in_process_bot: Any, text: str) -> None:
    within = talk(in_process_bot, "ich suche fördergeld", text)
    assert "ändert das nichts" in within.text
    assert within.asked == "region"
    after = talk(in_process_bot, "Tischlerei, 8 Leute, Stendal, ERP, Förderung?", text)
    assert "ändert das nichts" in after.text


def test_what_changes_the_list_is_said_to(in_process_bot: Any) -> None:
    said = talk(in_process_bot, "Fördergeld, Sachsen, 8 Leute, Software", "wir sind jetzt 400 Leute, ändert das was?")
    assert said.text.startswith("Ja, das ändert")
    assert said.kind == "programme_list"


@pytest.mark.parametrize(
    "text",
    [
        "Filmproduktion in Hamburg, 31 Leute. Schnittserver absichern, 60.000 Euro. Wer beteiligt sich an sowas?",
        "gerüstbauer kassel, 30 mann, handwerkersoftware, kostet 6900. krieg ich da was wieder?",
        "Unverpacktladen in Homburg, drei Leute. Wir brauchen ein Bestellsystem. 3000 sind da, 4000 fehlen mir.",
    ],
)
def test_who_asks_who_pays_with_it_is_searched_for(in_process_bot: Any, text: str) -> None:
    assert talk(in_process_bot, text).kind == "programme_list"


def test_a_question_in_between_leaves_the_open_one_open(in_process_bot: Any) -> None:
    """The question that was chosen comes again, not the first of the form."""
    said = talk(in_process_bot, "ich suche fördergeld", "Bayern", "Software", "Was ist ein ERP?")
    assert said.asked == "employees"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Dachdeckerei in Berlin, 9 Leute, wir wollen neue Tablets für die Monteure. Zuschuss?",
            "Neue Tablets für die Monteure",
        ),
        (
            "Kaffeerösterei in Bremen, 5 Leute. Möchten einen Röster kaufen, 65 000 EUR. Die Hausbank zögert, Förderung?",
            "Röster",
        ),
    ],
)
def test_the_list_is_headed_by_the_owners_own_words(in_process_bot: Any, text: str, words: str) -> None:
    said = talk(in_process_bot, text)
    assert said.kind == "programme_list"
    headline = next(line for line in said.text.splitlines() if "Für Ihren Betrieb" in line)
    assert words in headline
    assert "Hausbank" not in headline


OFFERED = (
    "Tischlerei, wir wollen weg von der Zettelwirtschaft, alles in eine Software. Gibts da Geld für?",
    "bei Meiningen. muss ich erst einen Antrag stellen, bevor ich das Gerät kaufe? hab den Laser schon bestellt letzte Woche",
)
"""Its answer ends in "Soll ich zeigen, was passt?"."""


@pytest.mark.parametrize(
    "text",
    [
        "ja zeigen sie mal",
        "ja bitte zeigen",
        "gerne her damit",
        "ok",
        "klar, warum nicht",
        "ja, wir sind übrigens 8 Leute",
    ],
)
def test_who_agrees_to_the_offer_gets_what_was_offered(in_process_bot: Any, text: str) -> None:
    said = talk(in_process_bot, *OFFERED, text)
    assert said.kind == "programme_list"
    assert "th-digitalbonus" in said.ids


def test_the_offer_is_made_after_a_long_answer(in_process_bot: Any) -> None:
    assert "Soll ich zeigen, was passt?" in talk(in_process_bot, *OFFERED).text


def test_who_wants_something_else_than_the_offer_gets_that(in_process_bot: Any) -> None:
    assert talk(in_process_bot, *OFFERED, "ja, zeigen Sie mir Beispiele").kind == "case_study_list"
    assert talk(in_process_bot, *OFFERED, "nein danke").kind != "programme_list"


MOULDER = (
    "Wir stellen Kunststoffteile her (Spritzguss) und wollen unsere Maschinen endlich vernetzen. Kosten ca 120.000. "
    "Was kann man da an Zuschuss kriegen",
    "57368 Lennestadt",
)


@pytest.mark.parametrize(
    "text",
    [
        "wir planen jetzt doch nur die hälfte, also 60.000, erst mal 6 maschinen. gibts da was in NRW?",
        "doch nur 60.000 jetzt. was gibts da an Förderung?",
        "jetzt doch nur die Hälfte der Summe, was gibts da für Zuschüsse?",
    ],
)
def test_a_smaller_plan_changes_the_sum_and_leaves_the_project(in_process_bot: Any, text: str) -> None:
    said = talk(in_process_bot, *MOULDER, text)
    assert "Maschinen endlich vernetzen, 60.000 €" in said.text
    assert "120.000" not in said.text


@pytest.mark.parametrize(
    "text",
    [
        "60.000 nicht 120.000. und mit weiterbildung hat das nix zu tun",
        "nein, mit Weiterbildung hat das nichts zu tun",
        "Weiterbildung brauchen wir nicht",
    ],
)
def test_a_topic_that_is_denied_is_no_project_and_ranks_nothing(in_process_bot: Any, text: str) -> None:
    said = talk(in_process_bot, *MOULDER, text)
    assert "Weiterbildung," not in said.text
    assert "weiterbildung-beschaeftigter-qcg" not in said.ids[:3]


def test_an_answer_with_reproach_and_a_monthly_sum_is_taken_in_full(in_process_bot: Any) -> None:
    before = "Ich bin in Rostock. 2 Ärzte, 5 MFA. Gibt es einen Zuschuss für meine Praxis?"
    answer = "na für den Telefonassistenten, hab ich doch gesagt. so 250 Euro im Monat plus 3000 Einrichtung"
    said = talk(in_process_bot, before, answer)
    assert said.kind == "programme_list"
    assert "Telefonassistenten, 6.000 €)" in said.text
    assert "6.000 € im ersten Jahr: 3.000 € einmalig und 12-mal 250 €" in said.text
    assert "hab ich doch" not in said.text


@pytest.mark.parametrize("text", ["wir sind 9 Leute", "Tischlerei in Stendal, 9 Leute, Software, gibts da Geld?"])
def test_the_same_list_is_not_given_twice_in_a_row(in_process_bot: Any, text: str) -> None:
    before = "Tischlerei in Stendal, 8 Leute, Software, gibts da Geld?"
    first = talk(in_process_bot, before)
    said = talk(in_process_bot, before + " ", text)
    assert said.ids == first.ids
    assert "bleiben dieselben wie eben" in said.text
    assert "9 Beschäftigte" in said.text, "what was told is noted"
    assert "Status:" not in said.text
    assert said.text.count("?") == 1, "and what would help is asked"


def test_who_wants_to_see_the_list_again_sees_it(in_process_bot: Any) -> None:
    before = "Tischlerei in Stendal, 8 Leute, Software, gibts da Geld?"
    assert "Status:" in talk(in_process_bot, before, "zeig mir die Liste nochmal").text


def test_the_same_side_of_a_programme_is_not_given_twice_in_a_row(in_process_bot: Any) -> None:
    before = ("Tischlerei in Meiningen, 8 Leute, Software, gibts da Geld?", "mehr zum dritten")
    asked = ("für wen ist das gedacht?", "wer darf das beantragen?")
    first = talk(in_process_bot, *before, asked[0])
    said = talk(in_process_bot, *before, *asked)
    assert said.ids == first.ids
    assert said.text != first.text
    assert "nicht mehr als eben" in said.text


@pytest.mark.parametrize(
    ("foreign", "near"),
    [
        ("Wie lange ist die Kündigungsfrist für unseren Fahrer?", "Wie kündigen wir unsere Buchhaltungssoftware?"),
        ("Meine Waschmaschine zeigt einen Fehler an", "Unser Server zeigt einen Fehler an und niemand kann arbeiten"),
        ("Rezept für Kürbissuppe", "Rezepte der Backstube digital verwalten"),
        ("wie viel verdient ein elektriker", "wie viel kostet ein programm für elektriker"),
        (
            "darf ich meinem azubi kündigen wenn er klaut",
            "darf ich ein programm nehmen das die arbeitszeit aufschreibt",
        ),
    ],
)
def test_the_same_words_may_be_ours_or_not(in_process_bot: Any, foreign: str, near: str) -> None:
    assert talk(in_process_bot, foreign).kind == "out_of_scope"
    assert talk(in_process_bot, near).kind in {"article", "emergency", "question"}


def test_the_second_thing_that_is_not_ours_offers_a_person(in_process_bot: Any) -> None:
    said = talk(in_process_bot, "Wie backe ich einen Käsekuchen?", "Und wie entkalke ich eine Kaffeemaschine?")
    assert said.kind == "out_of_scope"
    assert "Mensch" in said.text


def test_inside_a_talk_a_short_question_is_about_what_was_talked_about(in_process_bot: Any) -> None:
    assert talk(in_process_bot, "Was kostet ein Onlineshop?", "und wie lange dauert das?").kind == "article"
