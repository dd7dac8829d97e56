"""Questions about applying, as owners type them: in short, in dialect, with typos, without a question mark."""

from __future__ import annotations

import pytest

from bot.language.asked.application import asked_of_application, speaks_of_applying
from bot.language.asked.small_aid import asks_what_is_left, says_nothing_received, speaks_of_farming, tells_received

ASKED = {
    "steps": (
        "wie beantrage ich das", "wie beantarge ich das", "wie beantrag ich des", "wie stelle ich den antrag", "wie läuft das ab",
        "wie geht das jetzt weiter", "was muss ich jetzt machen", "wie komm ich an das geld", "schritt für schritt bitte",
        "was sind die nächsten schritte", "das will ich beantragen", "Wie funktioniert die Antragstellung?",
    ),
    "papers": (
        "welche unterlagen brauche ich", "welche unterlgen brauch ich", "was brauch ich alles", "was muss ich da einreichen",
        "was für dokumente wollen die haben", "und die unterlagen", "was muss ich zum termin mitbringen", "gibt es ein formular",
    ),
    "duration": (
        "wie lange dauert das", "wie lang dauert des", "wie lange dauerd das", "wie lange muss ich warten", "wie schnell geht das",
        "wann bekomme ich bescheid", "dauert das lange", "wie ist die bearbeitungszeit",
    ),
    "payout": (
        "wann kommt das geld", "wann komt das gelt", "wann wird ausgezahlt", "wann krieg ich die kohle", "muss ich das vorstrecken",
        "muss ich in vorleistung gehen", "wie lange dauert es bis das geld da ist",
    ),
    "repayment": (
        "muss ich das zurückzahlen", "mus ich das zurück zahlen", "ist das geschenkt", "muss ich das geld zurückgeben",
        "zurückzahlen?", "muss ich das irgendwann wieder zurückzahlen",
    ),
    "ordered": (
        "ich habe schon bestellt", "hab schon bestelt", "wir haben die maschine schon gekauft", "der auftrag ist schon raus",
        "und wenn ich schon bestellt habe", "habe bereits angezahlt",
    ),
    "may_order": (
        "darf ich schon bestellen", "kann ich jetzt schon anfangen", "wann darf ich loslegen", "darf ich vorher unterschreiben",
        "muss ich auf den bescheid warten",
    ),
    "combination": (
        "kann ich das kombinieren", "kombinirbar?", "darf ich noch eine andere förderung nehmen", "kann ich beides beantragen",
        "geht das zusammen mit einem kredit", "kann man das kumulieren",
    ),
    "refused": (
        "wurde abgelehnt was nun", "mein antrag wurde abgelent", "was wenn das abgelehnt wird", "wir haben eine absage bekommen",
        "kann ich widerspruch einlegen",
    ),
    "where": (
        "wo muss ich da hin", "wo mus ich hin", "wo beantrage ich das", "an wen muss ich mich wenden", "wer ist da zuständig",
        "bei wem beantrage ich das", "wo stelle ich den antrag",
    ),
    "house_bank": (
        "muss das über die hausbank", "mus das über die hausbak", "geht das nur über die bank", "muss ich zur bank",
        "geht das ohne hausbank", "läuft das über meine sparkasse", "meine hausbank will den kredit nicht beantragen",
    ),
    "de_minimis": ("was ist de minimis, wie viel darf ich noch", "zählt das zu deminimis", "fällt das unter de-minimis"),
}  # fmt: skip
OF_SOMETHING_ELSE = (
    "was kostet das", "bis wann läuft das", "wie lange läuft das noch", "wie lange dauert die einführung",
    "welche unterlagen brauche ich für die dsgvo", "wie beantrage ich eine markenanmeldung", "der kunde hat mein angebot abgelehnt",
    "kann ich shop und kasse verbinden", "nichts, was ich zurückzahlen muss", "ohne bank", "nur zuschüsse", "das zweite",
    "wie hoch ist der zuschuss", "gilt das auch für mich", "wo steht das", "muss ich das melden", "wie geht es ihnen",
    "wie lange muss ich rechnungen aufheben", "Tischlerei in Stendal 8 Leute ERP förderung", "keine kredite",
    "wie bekomme ich mehr kunden", "was brauche ich für einen onlineshop", "wie läuft eine schulung ab",
)  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in ASKED.items() for text in texts])
def test_a_question_about_applying(kind: str, text: str) -> None:
    for said in (text, text.capitalize() + ("" if text.endswith("?") else "?"), text.upper()):
        assert asked_of_application(said)[:1] == (kind,)


@pytest.mark.parametrize("text", OF_SOMETHING_ELSE)
def test_a_message_about_something_else(text: str) -> None:
    assert asked_of_application(text) == ()


def test_two_questions_in_one_message() -> None:
    assert asked_of_application("welche unterlagen brauche ich und wie lange dauert das") == ("papers", "duration")


def test_the_name_of_a_programme_is_no_other_subject() -> None:
    assert asked_of_application("welche unterlagen brauche ich für digi-bonus xy", ["digi-bonus xy"]) == ("papers",)
    assert asked_of_application("welche unterlagen brauche ich für digi-bonus xy") == ()


def test_what_speaks_of_money_needs_no_programme() -> None:
    assert speaks_of_applying("wie lange dauert der antrag")
    assert not speaks_of_applying("wie lange dauert das")


@pytest.mark.parametrize(
    ("text", "left", "received", "nothing", "farm"),
    [
        ("wie viel darf ich noch", True, False, False, False),
        ("wieviel deminimis ist noch frei", True, False, False, False),
        ("wir haben schon 80.000 Euro bekommen", False, True, False, False),
        ("noch nichts", False, False, True, False),
        ("wir haben noch nichts bekommen", False, True, True, False),
        ("unser bauernhof hat 20.000 erhalten, wie viel noch", True, True, False, True),
    ],
)
def test_small_aid(text: str, left: bool, received: bool, nothing: bool, farm: bool) -> None:
    assert (asks_what_is_left(text), tells_received(text)) == (left, received)
    assert (says_nothing_received(text), speaks_of_farming(text)) == (nothing, farm)
