"""What stands around a number of people: a note between commas, the words of its clause, a limit."""

from __future__ import annotations

import re

from bot.language.text.sentence import Sentence
from bot.language.text.wordset import word_set

_NOTE_WORDS = word_set("ca circa zirka etwa rund knapp gut ungefaehr insgesamt derzeit aktuell")


def is_note(text: str, start: int, end: int) -> bool:
    """Whether the number stands between commas with nothing beside it, as in a note of facts (", ca. 180 MA,")."""
    marks = [text.rfind(mark, 0, start) for mark in ",;!?()"]
    before = text[max(marks) + 1 : start]
    after = re.match(r"\s*(?:[,;.!?()]|$)", text[end:])
    return max(marks) >= 0 and after is not None and set(re.findall(r"[a-z]+", before)) <= _NOTE_WORDS


def clause_words(text: str, start: int, end: int) -> set[str]:
    """Return the words between the commas and full stops around ``text[start:end]``."""
    first = max(text.rfind(mark, 0, start) for mark in ",.;!?()")
    stops = [position for mark in ",.;!?()" if (position := text.find(mark, end)) >= 0]
    return set(re.findall(r"[a-z]+", text[first + 1 : min(stops, default=len(text))]))


_LIMITS = word_set("bis ab unter ueber mindestens maximal hoechstens max min")


def limit_before(sentence: Sentence, first: int) -> str | None:
    """Return whether the word at ``first`` is bounded: "below" ("unter 10"), "above", "bound" ("bis 50") or None."""
    before, two_before = sentence.key(first - 1), sentence.key(first - 2)
    if before in {"unter"} or (before == "als" and two_before == "weniger"):
        return "below"
    if before in {"ueber"} or (before == "als" and two_before == "mehr"):
        return "above"
    return "bound" if before in _LIMITS or (before == "zu" and two_before == "bis") else None


_FAMILY_BESIDE = re.compile(r"\bfamilie\s?(?:plus|und|un|ond|\+|&|sowie)\s?(?:noch\s|ca\.?\s|etwa\s)?$")


def beside_a_family(text: str, start: int) -> bool:
    """Return whether people at ``start`` work beside a family that nobody counts ("Familie plus zwei Feste"): the bot asks."""
    return bool(_FAMILY_BESIDE.search(text[max(0, start - 40) : start]))


_SERVED = re.compile(
    r"\b(?:beliefer\w*|betreu\w*|vermittel\w*|verkauf\w*\s(?:an|ueber)|schulen|ausbild\w*|bilden|vernetz\w*|vermiet\w*|vertret\w*|kunden\w*|fuer|versorg\w*"
    r"|verwalt\w*|berat\w*|bedien\w*)\s(?:(?:an|rund|etwa|ca|knapp|ueber|gut|uns|ungefaehr|derzeit|aktuell|regelmaessig|sind|die)\.?\s)*$"
)


def of_those_served(text: str, start: int) -> bool:
    """Return whether people counted at ``start`` of a folded text are whom the firm works for ("wir beliefern 30 Bäcker")."""
    return bool(_SERVED.search(text[max(0, start - 60) : start]))
