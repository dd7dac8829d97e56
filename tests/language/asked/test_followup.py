from __future__ import annotations

import pytest

from bot.language.asked.followup import read_ordinals
from bot.language.text.sentence import Sentence

PHRASES: list[tuple[str, int]] = [
    ("das zweite", 2),
    ("das zweite bitte", 2),
    ("Das 2.", 2),
    ("das 2te", 2),
    ("2.", 2),
    ("den ersten", 1),
    ("die erste", 1),
    ("das erste", 1),
    ("zum ersten mehr bitte", 1),
    ("mehr zum dritten", 3),
    ("erzähl mir was über das dritte", 3),
    ("letztes", -1),
    ("das letzte", -1),
    ("den letzten bitte", -1),
    ("Nr. 3", 3),
    ("nr 3", 3),
    ("Nummer 3", 3),
    ("nummer drei", 3),
    ("#2", 2),
    ("Option 2", 2),
    ("punkt 4", 4),
    ("Treffer 2", 2),
    ("Programm 1", 1),
    ("die dritte option", 3),
    ("das erste programm", 1),
    ("das vierte genauer", 4),
    ("zweites", 2),
    ("erstes", 1),
    ("das fünfte", 5),
    ("das fuenfte", 5),
    ("nehme das zweite", 2),
    ("Das Erste klingt gut", 1),
    ("was ist mit dem zweiten?", 2),
    ("das allererste", 1),
    ("das siebte", 7),
    ("dritter Vorschlag", 3),
]

NO_ORDINAL = [
    "am 3. Mai",
    "3. Oktober 2024",
    "zum ersten Mal",
    "das erste Mal",
    "erste Schritte",
    "Erste Hilfe",
    "erste hilfe 4.0",
    "letztes Jahr",
    "letzte Woche",
    "im ersten Jahr",
    "in erster Linie",
    "der erste Schritt",
    "die zweite Halle brennt ab",
    "die letzte Rechnung war falsch",
    "zweitens brauchen wir Geld",
    "14 Leute",
    "14",
    "Rechnung Nr. 12345",
    "KfW 380",
    "wir sind zu dritt",
    "acht Leute",
    "geben Sie acht",
    "",
]


@pytest.mark.parametrize(("text", "value"), PHRASES, ids=[row[0] for row in PHRASES])
def test_reads_ordinal(text: str, value: int) -> None:
    assert [entity.value for entity in read_ordinals(Sentence.of(text))] == [value]


@pytest.mark.parametrize("text", NO_ORDINAL)
def test_is_no_ordinal(text: str) -> None:
    assert read_ordinals(Sentence.of(text)) == []
