"""Small answers and questions within a search for money: not known, whether it matters, nothing but the wish."""

from __future__ import annotations

import pytest

from bot.language.asked.concerns import says_need
from bot.language.asked.matters import asks_whether_it_matters, tells_of_firm
from bot.language.asked.plain_search import asks_for_any_money, is_plain_search
from bot.language.asked.unknown import says_unknown
from bot.language.facts.money import asks_who_pays, is_private


@pytest.mark.parametrize(
    "text",
    [
        "weiß nicht",
        "weiß ich noch nicht",
        "puh, keine Ahnung",
        "kann ich so nicht sagen",
        "egal",
        "?",
        "steht noch nicht fest",
        "woas i ned",
        "das ist noch offen",
        "möchte ich nicht sagen",
        "überspringen",
        "wissen wir noch nicht",
        "mal so mal so",
    ],
)
def test_not_known_is_an_answer(text: str) -> None:
    assert says_unknown(text)


@pytest.mark.parametrize(
    "text", ["14", "Software", "weiß", "egal ob Zuschuss oder Kredit", "ich weiß, dass wir 12 sind", "Wissen sichern"]
)
def test_is_no_such_answer(text: str) -> None:
    assert not says_unknown(text)


@pytest.mark.parametrize(
    "text",
    [
        "ich mach übrigens handgemachte Seifen und Kerzen. Ändert das was?",
        "wir sind auch Handel, macht das einen Unterschied",
        "Wir haben zwei Standorte. Spielt das eine Rolle?",
        "ich bin Freiberufler, ist das wichtig?",
        "und wir sind 52, ändert sich dann was",
    ],
)
def test_asks_whether_something_told_of_the_firm_matters(text: str) -> None:
    assert asks_whether_it_matters(text)
    assert tells_of_firm(text)


@pytest.mark.parametrize(
    "text", ["Was ändert sich bei der E-Rechnung?", "Wie ändere ich das?", "was ist wichtig bei einem Angebot"]
)
def test_asks_something_else(text: str) -> None:
    assert not asks_whether_it_matters(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gibts da Geld vom Staat?",
        "Was gibt es da?",
        "krieg ich da was",
        "Zahlt da der Staat was dazu?",
        "Gibt es dafür einen Zuschuss?",
        "Welche Förderprogramme kommen für uns in Betracht?",
        "Gibt es Zuschüsse und keine Kredite?",
    ],
)
def test_nothing_but_the_wish_for_money(text: str) -> None:
    assert is_plain_search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Darf ich schon unterschreiben?",
        "Wie lange dauert der Antrag?",
        "Kann man zwei Zuschüsse kombinieren?",
        "",
        "Gilt das für Vereine?",
    ],
)
def test_more_than_the_wish_for_money(text: str) -> None:
    assert not is_plain_search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Welche Förderung gibt es?",
        "Welche Förderung gibt es dafür?",
        "Gibt es dafür Förderung?",
        "welche zuschüsse kriegen wir denn",
        "Gibts da Geld für?",
    ],
)
def test_asks_which_money_there_is_and_nothing_else(text: str) -> None:
    assert asks_for_any_money(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wer bekommt Förderung?",
        "krieg ich das Geld wieder",
        "Gibt es auch 100 Prozent Förderung?",
        "keine Förderung bekommen",
        "Welche Förderung gibt es nicht mehr?",
        "Was kostet ein Förderantrag?",
    ],
)
def test_asks_something_else_about_money(text: str) -> None:
    assert not asks_for_any_money(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wer beteiligt sich an sowas?",
        "krieg ich da was wieder?",
        "Das können wir nicht stemmen",
        "Woher nehmen wir den Rest?",
        "wer hilft da?",
        "Das zahlen wir ungern ganz alleine.",
        "5000 fehlen mir.",
        "Was gibt es?",
        "Was kann man da holen?",
        "Ich frag mich, ob die Krankenkasse oder das Land da was dazugibt.",
        "Wissen Sie, ob die Gemeinde oder der Kreis etwas beisteuert?",
        "was krieg ich vom amt dazu",
        "Was bekomm ich da?",
        "Zahlt uns da irgendwer was?",
        "Übernimmt das jemand?",
        "und zahlt das wer?",
        "Oder bleiben wir wieder drauf sitzen?",
        "Bleibe ich auf den Kosten sitzen?",
        "Das ist uns zu viel auf einen Schlag.",
        "Mein Konto gibt das nicht her.",
        "Nach dem Umbau ist die Kasse leer.",
        "Ist der Topf schon wieder leer?",
        "Keine Lust auf 30 Seiten Formular. Lohnt das?",
        "Lohnt da überhaupt ein Antrag?",
        "Gibt es wen, der für uns bürgt?",
    ],
)
def test_asks_who_pays_with_it(text: str) -> None:
    assert asks_who_pays(text)


@pytest.mark.parametrize(
    "text",
    [
        "Was gibt es Neues bei der E-Rechnung?",
        "Wer hilft mir, ich hab 38.000 Euro an Betrüger überwiesen",
        "Was bekommt der Betriebsrat?",
        "Lohnt sich eine Website?",
        "Der Kopierer hat zu viel Papier auf einem Stapel",
        "Die Kasse ist kaputt",
        "Ob das Programm etwas taugt?",
        "Unser Konto wurde gesperrt",
        "Ich bürste die Maschine",
        "Wer sitzt in der Jury?",
    ],
)
def test_does_not_ask_who_pays(text: str) -> None:
    assert not asks_who_pays(text)


@pytest.mark.parametrize(
    "text",
    ["wärmepumpe förderung eigenheim", "Zuschuss fürs Bad meiner Mutter, ist mein Haus", "kredit eigentumswohnung"],
)
def test_money_for_a_household_is_private(text: str) -> None:
    assert is_private(text)
    assert not is_private("Wärmepumpe für die Werkstatt, Förderung?")


@pytest.mark.parametrize(
    ("text", "needs"), [("wir brauchen ein ERP", True), ("brauchn neue Kasse", True), ("brauchen wir eins", False)]
)
def test_what_is_needed_is_not_asked(text: str, needs: bool) -> None:
    assert says_need(text) is needs
