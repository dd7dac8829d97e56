"""The owner and whoever works beside: "ich und mein Sohn" (2), "Meister und zwei Gesellen" (3), "wir zwei plus Azubi" (3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.facts.people import FAMILY, ROLES
from bot.language.text.sentence import Sentence


@dataclass(frozen=True)
class Count:
    """People counted at ``folded[start:end]``; ``total``: everybody in the firm rather than one kind of people."""

    value: int
    start: int
    end: int
    total: bool


PLUS = re.compile(
    r"\s?(?:,?\s?und(?:\snoch|\sdazu|\szusaetzlich)?|plus|\+|&|sowie|dazu|,\s?plus|zuzueglich|zzgl\.?|u\.?)\s(?:noch\s)?"
)
COMMA = re.compile(r"\s?,\s?")


_OTHERS = re.compile(
    r"(?:(?:noch|eben)\s)?(?:mein(?:e[nm]?)?|die|der|den|ein(?:e[nm]?|er)?|unser(?:e[nm]?)?|ne)\s(?P<who>[a-z]+)"
)
_POSSESSIVE = re.compile(
    r"(?:meine|unsere|die|noch)\s(?=[\da-z]+\s)(?:noch\s)?(?=\d|zwei|drei|vier|fuenf|sechs|sieben|acht)"
)
_OWNER_FIRST = re.compile(
    r"\b(?P<owner>ich|chef(?:in)?|inhaber(?:in)?|meister(?:in)?)(?:\sselbst|\sselber)?(?P<link>\s?(?:und|,|plus|\+|mit|&)\s)"
)
_OWNER_LAST = re.compile(
    r"\s?(?:,|und|plus|\+)\s(?:ich|meine wenigkeit|der chef|die chefin|chef|chefin|inhaber|meister)\b"
)


def owner_and_others(sentence: Sentence, counts: list[Count]) -> Count | None:
    """Read "ich und mein Sohn" (2), "meine Frau und ich" (2), "Meister und zwei Gesellen" (3), "5 Leute und ich"."""
    text = sentence.folded
    by_start = {count.start: count for count in counts}
    for owner in _OWNER_FIRST.finditer(text):
        only_counts = owner["owner"] != "ich"
        end, others = _walk_others(text, owner.end(), by_start, only_counts)
        if others:
            return Count(1 + others, owner.start(), end, False)
    for last in _OWNER_LAST.finditer(text):
        for count in counts:
            if count.end == last.start():
                return Count(count.value + 1, count.start, last.end(), False)
        match = re.search(r"\bmeine?\s([a-z]+)$", text[: last.start()])
        if not counts and match and match[1] in FAMILY and "ich" in last.group():
            return Count(2, match.start(), last.end(), False)
    return None


def _walk_others(text: str, offset: int, by_start: dict[int, Count], only_counts: bool) -> tuple[int, int]:
    """Add up whoever follows "ich und": counted people and members of the family."""
    total, end = 0, offset
    while True:
        possessive = _POSSESSIVE.match(text, offset)
        offset = possessive.end() if possessive else offset
        count = by_start.get(offset)
        other = None if count or only_counts else _OTHERS.match(text, offset)
        if count:
            total, end = total + count.value, count.end
        elif other and other["who"] in FAMILY:
            total, end = total + 1, other.end()
        else:
            return end, total
        link = PLUS.match(text, end) or COMMA.match(text, end)
        if not link:
            return end, total
        offset = link.end()


_WE_FEW = re.compile(
    r"\bwir\s(?P<we>beide[n]?|zwei|drei|vier|fuenf|sechs)(?:\s(?:chefs?|inhaber|meister|gruender|brueder|geschwister|partner|maenner|frauen))?"
    r"(?P<rest>(?:\s?(?:plus|\+|und|mit|&|,)\s(?:noch\s)?(?:(?:ein|unser|der|die|mein)\w*\s)?(?P<who>[a-z]+))?)(?=\s?(?:$|[.,;!?)]))"
)
_FEW = {"beide": 2, "beiden": 2, "zwei": 2, "drei": 3, "vier": 4, "fuenf": 5, "sechs": 6}


def we_and_others(sentence: Sentence, counts: list[Count]) -> Count | None:
    """Read "wir zwei plus Azubi" (3) and "wir beide" (2) where nothing else is counted."""
    if any(count.value > 1 for count in counts):
        return None
    few = _WE_FEW.search(sentence.folded)
    if few is None:
        return None
    who = few["who"]
    if who is not None and who not in ROLES | FAMILY:
        return None
    return Count(_FEW[few["we"]] + (who is not None), few.start(), few.end(), False)
