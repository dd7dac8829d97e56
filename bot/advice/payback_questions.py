"""The five questions behind the payback sum, and how their answers are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.advice.payback import WEEKS, WORKING_DAYS
from bot.language.facts.numbers import read_numbers
from bot.language.text.normalise import fold
from bot.language.text.sentence import Sentence

_FRACTIONS = {"dreiviertelstunde": 45.0, "viertelstunde": 15.0, "halbe stunde": 30.0, "halben stunde": 30.0}
_NOTHING = re.compile(r"\b(?:nichts?|nix|keine?|null|gar nicht|umsonst|kostenlos)\b")
_HOURS = re.compile(r"\b(?:stunden?|std|h)\b")
_PER_DAY = re.compile(r"\b(?:am tag|pro tag|taeglich|jeden tag|je tag|tag)\b|/ ?tag")
_PER_WEEK = re.compile(r"\b(?:in der woche|pro woche|woechentlich|jede woche|die woche|woche)\b|/ ?woche")
_PER_YEAR = re.compile(r"\b(?:im jahr|pro jahr|jaehrlich)\b|/ ?jahr")
_MOST = 100_000_000


@dataclass(frozen=True)
class PaybackQuestion:
    """``name``: field of :class:`bot.advice.payback.Payback`. ``examples``: answers on buttons."""

    name: str
    text: str
    help: str
    examples: tuple[str, ...]
    read: Callable[[str], float | None]


def read_number(text: str) -> float | None:
    """Return the last number in the text, or None; "ein" counts only where there is no other."""
    found = read_numbers(Sentence.of(re.sub(r"(\w{3,}?)mal\b", r"\1 mal", text, flags=re.IGNORECASE)))
    values = [number.value for number in found if not number.article] or [number.value for number in found]
    return float(values[-1]) if values and 0 <= values[-1] <= _MOST else None


def read_minutes(text: str) -> float | None:
    """Return minutes: "10", "eine halbe Stunde", "2 Std"; None without a time above zero."""
    folded = fold(text)
    for words, minutes in _FRACTIONS.items():
        if words in folded:
            return minutes
    value = read_number(text)
    if value is None and _HOURS.search(folded):
        value = 1.0
    if value is None or value <= 0:
        return None
    return value * 60 if _HOURS.search(folded) else value


def read_times(text: str) -> float | None:
    """Return how often a month: "40", "5 mal am Tag" (times working days), "zweimal die Woche"."""
    folded = fold(text)
    value = read_number(text)
    if value is None and (_PER_DAY.search(folded) or _PER_WEEK.search(folded)):
        value = 1.0
    if value is None or value <= 0:
        return None
    if _PER_DAY.search(folded):
        return value * WORKING_DAYS
    if _PER_WEEK.search(folded):
        return value * WEEKS
    return value / 12 if _PER_YEAR.search(folded) else value


def read_money(text: str) -> float | None:
    """Return euro; "nichts" is 0; a yearly sum is spread over twelve months by :func:`read_monthly` only."""
    value = read_number(text)
    return 0.0 if value is None and _NOTHING.search(fold(text)) else value


def read_monthly(text: str) -> float | None:
    """Return euro a month; "480 im Jahr" is 40."""
    value = read_money(text)
    return value / 12 if value and _PER_YEAR.search(fold(text)) else value


def read_hourly(text: str) -> float | None:
    """Return euro an hour, above zero."""
    value = read_number(text)
    return value if value else None


QUESTIONS = (
    PaybackQuestion(
        "minutes",
        "Wie viel Zeit sparen Sie jedes Mal?",
        "Schreiben Sie eine Zahl in Minuten. Eine Schätzung reicht.",
        ("5 Minuten", "15 Minuten", "30 Minuten", "1 Stunde"),
        read_minutes,
    ),
    PaybackQuestion(
        "times",
        "Wie oft kommt das im Monat vor?",
        "Zum Beispiel „40“ oder „5-mal am Tag“.",
        ("10-mal im Monat", "5-mal in der Woche", "5-mal am Tag"),
        read_times,
    ),
    PaybackQuestion(
        "hourly",
        "Was kostet Sie eine Arbeitsstunde?",
        "Gemeint ist der Lohn mit allen Nebenkosten, in Euro.",
        (),
        read_hourly,
    ),
    PaybackQuestion(
        "once",
        "Was kostet die Anschaffung einmalig?",
        "Rechnen Sie Einrichtung und Schulung mit. Wenn nichts anfällt, schreiben Sie 0.",
        (),
        read_money,
    ),
    PaybackQuestion(
        "monthly",
        "Was kostet sie danach jeden Monat?",
        "Miete, Wartung, Lizenz. Wenn nichts anfällt, schreiben Sie 0.",
        (),
        read_monthly,
    ),
)
