"""How hard texts are to read, against published examples of what is easy and what is hard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.texts import code_texts
from bot.language.readable.jargon import unexplained_jargon
from bot.language.readable.limits import AVERAGE, LONGEST, faults
from bot.language.readable.readability import measure
from bot.settings import ROOT

EASY = (
    "Fangen Sie klein an. Nehmen Sie sich einen Ablauf vor. Fragen Sie Ihr Team, wo es klemmt. Schreiben Sie drei Dinge auf. "
    "Testen Sie vier Wochen lang mit zwei Leuten. Danach sehen Sie, ob es hilft. Wenn nicht, lassen Sie es wieder sein."
)
HARD = (
    "Die Inanspruchnahme der Förderung setzt die Antragstellung vor Vorhabenbeginn sowie die Einreichung vollständiger "
    "Unterlagen einschließlich der betriebswirtschaftlichen Auswertungen voraus, wobei die Bewilligungsbehörde "
    "jederzeit ergänzende schriftliche Nachweise hinsichtlich der Zuwendungsfähigkeit anfordern kann."
)


def test_officialese_is_harder_than_plain_words_by_every_measure() -> None:
    easy, hard = measure(EASY), measure(HARD)
    assert easy.vienna is not None and hard.vienna is not None and easy.flesch is not None and hard.flesch is not None
    assert easy.vienna < 6 < 12 < hard.vienna
    assert hard.flesch < 30 < 70 < easy.flesch
    assert easy.sentence_length < 10 < hard.sentence_length
    assert easy.long_words < 0.2 < hard.long_words


def test_the_check_lets_the_easy_pass_and_names_what_is_hard() -> None:
    assert faults(EASY) == []
    found = "; ".join(faults(HARD))
    for part in ("Wörter, erlaubt sind 20", "Wörter je Satz", "Wiener", "Flesch", "lange Wörter"):
        assert part in found


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("Das gilt z. B. am 3. Oktober. Mehr nicht.", 7),
        ("Merken Sie sich die Regel 3-2-1. Halten Sie drei Kopien.", 8),
        ("Siehe Abs. 2 und Nr. 4 dort.", 7),
        ("Zwei Punkte:\n- erstens das\n- zweitens jenes", 2),
        ("**Fett** und https://a.de/b?c=d zählen nicht", 4),
        ("", 0),
    ],
)
def test_where_sentences_end(text: str, longest: int) -> None:
    assert measure(text).longest == longest


@given(st.integers(1, 40))
def test_the_limit_on_the_longest_sentence(words: int) -> None:
    text = " ".join(["Haus"] * words) + "."
    assert bool(faults(text)) == (words > LONGEST or (words >= 30 and words > AVERAGE))


@given(st.text(max_size=300))
def test_any_text_can_be_measured(text: str) -> None:
    found = measure(text)
    assert 0 <= found.long_words <= 1
    assert found.longest <= found.words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Planen Sie den Rollout mit einer Roadmap.", ["Roadmap"]),
        ("Planen Sie mit einer Roadmap (einem Plan über die Zeit).", []),
        ("Ein Programm für alle Abläufe (ERP) hilft.", []),
        ("Ein ERP hilft.", []),
        ("Der Server steht im Keller.", []),
        ("Das Machine Learning lernt aus Daten.", ["Machine Learning"]),
    ],
)
def test_jargon_needs_an_explanation(text: str, found: list[str]) -> None:
    assert unexplained_jargon(text, {"erp"}) == found


def test_sentences_in_the_code_are_found_and_patterns_are_not() -> None:
    texts = [text.text for text in code_texts(ROOT / "actions" / "contact_dialogue.py")]
    assert any("Sind Sie einverstanden?" in text for text in texts)
    assert any("Das Zentrum darf" in text for text in texts)
    assert not any("Purpose" in text or '"""' in text for text in texts)
    assert not any(text.startswith("Ask for consent first") for text in texts), "docstrings are not said to owners"
