"""What staff read says nothing about who asked, and still everything about what was asked."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.checking import read_knowledge
from bot.privacy.masking import mask
from bot.settings import KNOWLEDGE_DIR, ROOT

# Training texts that really name somebody.
NAMES_SOMEBODY = {
    "Guten Tag, mein Name ist Krause, ich leite einen Sanitärbetrieb in Haldensleben mit neun Monteuren.",
    "Wäre es möglich, dass mich Herr oder Frau Soundso aus dem Team morgen zurückruft?",
}


@pytest.mark.parametrize(
    ("text", "gone", "stays"),
    [
        ("Ich heiße thomas müller und brauche Hilfe", "thomas", "brauche Hilfe"),
        ("mein Name ist Eva-Maria Groß, wir suchen ERP", "Groß", "wir suchen ERP"),
        ("Herr Kaiser sagt, ZIM ist aus", "Kaiser", "ZIM ist aus"),
        ("Frau Dr. Özdemir kommt morgen", "Özdemir", "kommt morgen"),
        ("Welche Software? Viele Grüße Thomas Müller", "Müller", "Welche Software?"),
        ("hilfe bitte, mfg Sabine", "Sabine", "hilfe bitte"),
        ("unser Chef heißt Lehmann und will nicht", "Lehmann", "will nicht"),
        ("Rufen Sie an: 0391/12 34 56 78", "34 56", "Rufen Sie an"),
        ("+49 (0)171 2345678 ist meine Nummer", "2345678", "meine Nummer"),
        ("0171-2345678", "2345678", ""),
        ("meine mail ist meier (at) firma punkt de", "meier", "meine mail ist"),
        ("info@tischlerei-meier.de geht nicht mehr", "meier", "geht nicht mehr"),
        ("von DE12 5001 0517 0648 4898 90 abgebucht", "5001", "abgebucht"),
        ("de12500105170648489890", "50010517", ""),
        ("Otto-von-Guericke-Str. 12 in Magdeburg", "Guericke", "in Magdeburg"),
        ("Kundennummer 123456789012", "123456789012", "Kundennummer"),
        ("https://kunde.de/rechnung?name=meier ist tot", "meier", "ist tot"),
    ],
)
def test_masked(text: str, gone: str, stays: str) -> None:
    masked = mask(text)
    assert gone not in masked
    assert stays in masked
    assert mask(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "30.000 € für ZIM bis 2026, wir sind 14 Leute",
        "Umsatz 1.200.000 Euro, 39104 Magdeburg",
        "§ 13 ErbStG, DIN SPEC 27076, ISO 27001, EN 16931, Verordnung 2024/1689",
        "die Frau am Empfang und der Herr im Lager",
        "am 31.12.2026 um 14:30 Uhr",
        "ich bin der Chef und will eine Website",
    ],
)
def test_what_the_centre_needs_stays(text: str) -> None:
    assert mask(text) == text


def test_ordinary_questions_stay_as_they_are() -> None:
    texts = [text for a in read_knowledge(KNOWLEDGE_DIR).articles.values() for text in (a.question, *a.phrasings)]
    for file in (ROOT / "data" / "nlu").glob("*.yml"):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            texts += [line[2:] for line in block["examples"].splitlines()]
    assert len(texts) > 5000
    assert {text for text in texts if mask(text) != text} == NAMES_SOMEBODY


digits = st.integers(0, 9).map(str)
frames = st.sampled_from(["{}", "Meine Nummer: {}", "bitte {} anrufen, danke", "Erreichbar unter {}!"])


@given(
    frames, st.sampled_from(["0391", "0171", "+49 391", "0049 171", "03901"]), st.lists(digits, min_size=6, max_size=8)
)
def test_no_phone_number_gets_through(frame: str, prefix: str, rest: list[str]) -> None:
    number = "".join(rest)
    for written in (
        f"{prefix} {number}",
        f"{prefix}/{number}",
        f"{prefix} {number[:3]} {number[3:]}",
        f"{prefix}-{number}",
    ):
        assert number not in mask(frame.format(written)).replace(" ", "")


@given(frames, st.lists(digits, min_size=18, max_size=18))
def test_no_account_number_gets_through(frame: str, rest: list[str]) -> None:
    number = "".join(rest)
    grouped = "DE" + number[:2] + " " + " ".join(number[2:][i : i + 4] for i in range(0, 16, 4))
    for written in (f"DE{number}00", grouped):
        assert number[4:12] not in mask(frame.format(written)).replace(" ", "")


@given(st.text(max_size=200))
def test_anything_can_be_masked(text: str) -> None:
    assert isinstance(mask(text), str)
