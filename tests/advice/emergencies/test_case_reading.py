"""What is told and asked is understood from the ways that were written; those measured here were not among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.advice.emergencies.reading import NOTHING, CaseReader, case_reader
from bot.language.meaning.classifier import Guess
from tests.content import own_content

KB = own_content()
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def reader() -> CaseReader:
    return case_reader(KB)


def results(read: Callable[[str], list[Guess]], ways: dict[str, list[str]]) -> list[tuple[bool, float]]:
    """Return, for each sentence, whether it was understood, and how sure that was."""
    found = [(label, read(str(text))[0]) for label, texts in ways.items() for text in texts]
    return [(guess.label == label, guess.probability) for label, guess in found]


@pytest.mark.parametrize(
    ("hand", "tells", "asks"),
    [("second_hand.yaml", 0.85, 0.68), ("third_hand.yaml", 0.85, 0.85)],
)
def test_other_sentences_are_understood(reader: CaseReader, hand: str, tells: float, asks: float) -> None:
    written = yaml.safe_load((HERE / hand).read_text(encoding="utf-8"))
    for read, part, least in ((reader.kinds, "tells", tells), (reader.questions, "asks", asks)):
        right = results(read, {**written[part], NOTHING: written["none"]})
        assert sum(ok for ok, _ in right) / len(right) >= least
        sure = [ok for ok, probability in right if probability >= 0.7]
        assert sum(sure) / len(sure) >= 0.95


@pytest.mark.parametrize(
    "text",
    [
        "ich hab die schnauze voll",
        "die bürokratie bringt mich noch um",
        "Ich will gründen",
        "ohne dass alle meckern",
        "mein lieferant bringt mich zur weißglut",
        "Unser Rechner startet langsam",
        "Müssen wir E-Mails verschlüsseln?",
        "der laden brummt, wir kommen nicht hinterher",
    ],
)
def test_idioms_and_plain_questions_tell_of_nothing(reader: CaseReader, text: str) -> None:
    """C27, E3: what sounds alarming and is not."""
    best = reader.kinds(text)[0]
    assert best.label == NOTHING or best.probability < 0.6


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("instagram gehackt", "konto"),
        ("amazon verkäuferkonto gehackt", "konto"),
        ("handy vom außendienst verloren", "geraet"),
        ("meine buchhalterin hat grad 23000 überwiesen", "geld"),
        ("laptop von nem außendienstler geklaut", "geraet"),
        ("server geht nicht mehr an", "ausfall"),
        ("kassensystem abgestürzt, kunden stehen schlange", "ausfall"),
        ("feuer im serverraum", "ausfall"),
        ("wir wurden gehackt was jetzt", "verschluesselt"),
        ("Mitarbeiterin hat die Lohnabrechnung an den falschen Kollegen gemailt", "fehlversand"),
        ("Azubi hat auf der falschen Bankseite die PIN eingetippt", "angeklickt"),
    ],
)
def test_what_happened(reader: CaseReader, text: str, kind: str) -> None:
    """E2, E3, E4: each got the card of another kind, or none."""
    assert reader.kinds(text)[0].label == kind


def test_buttons_are_certain(reader: CaseReader) -> None:
    for kind in KB.emergencies.kinds.values():
        assert reader.kinds(kind.button)[0] == Guess(kind.id, 1.0, 1.0)
    for question in KB.emergencies.questions.values():
        assert reader.questions(question.button)[0] == Guess(question.id, 1.0, 1.0)


def test_what_was_measured_was_not_learnt() -> None:
    known = {text for kind in KB.emergencies.kinds.values() for text in kind.tells}
    known |= {text for question in KB.emergencies.questions.values() for text in question.asks}
    written = yaml.safe_load((HERE / "third_hand.yaml").read_text(encoding="utf-8"))
    measured = {text for part in ("tells", "asks") for texts in written[part].values() for text in texts}
    assert not measured & known
