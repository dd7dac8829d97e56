"""The owner and whoever works beside: "ich und mein Sohn" (2), "Meister und zwei Gesellen" (3), "wir zwei plus Azubi" (3).

One convention: whoever works in the firm and is named counts, the owner included, because the limits of programmes count owners who
work there (EU recommendation 2003/361/EC, annex, article 5). An owner who is not named is not added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.facts.number_words import word_value
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
    r"\s?(?:,?\s?(?:und|un|ond|onn)(?:\snoch|\sdazu|\szusaetzlich)?|plus|\+|&|sowie|dazu|,\s?plus|,\s?dazu|zuzueglich|zzgl\.?|u\.?)\s(?:noch\s)?"
)
COMMA = re.compile(r"\s?,\s?")


_FOUNDING = re.compile(
    r"\b(?:gruenden?|mache?n?|starten?|eroeffnen?)\b(?:\s[a-z]+){0,4}?\s(?:(?:zusammen|gemeinsam)\s)?mit\smein(?:er|em)\s(?P<who>[a-z]+)"
)


def founding_together(text: str) -> Count | None:
    """Read "ich gründe gerade mit meiner Cousine" (2) in a folded text: who only founds has nobody else yet."""
    found = _FOUNDING.search(text)
    if (
        found is None
        or found["who"] not in FAMILY
        or not re.search(r"\bgruend\w+|\bselbst(?:st)?aendig|\beroeffn", text)
    ):
        return None
    return Count(2, found.start(), found.end(), False)


_OWNER = re.compile(
    r"\b(?P<me>ich|ik|ick|isch|mir(?=\s*(?:$|[.,;!?)]))|i(?=,?\s(?:und|un|ond|mei)\b)|meine wenigkeit)"
    r"(?:\sselbst|\sselber)?(?![^\W_])"
    r"|\b(?:der\s|die\s)?(?P<boss>chef(?:in)?|inhaber(?:in)?|meister(?:in)?)(?:\sselbst|\sselber)?(?![^\W_])"
)
_ARTICLE = r"(?:mein(?:e[nm]?)?|mei|moi|mi|mien|min|die|der|den|da|dr|de|ein(?:e[nm]?|er)?|unser(?:e[nm]?)?|ne)"
_RELATIVE = re.compile(rf"(?:(?:noch|eben|dazu)\s)?(?P<article>{_ARTICLE}\s)?(?P<who>[a-z]+)(?![^\W_])")
_POSSESSIVE = re.compile(
    r"(?:meine|unsere|die|noch)\s(?=[\da-z]+\s)(?:noch\s)?(?=\d|zwei|drei|vier|fuenf|sechs|sieben|acht)"
)
_WITH = re.compile(r"\s(?:mit|&)\s")
_AGE = re.compile(r"\s\((?:bin\s)?\d\d(?:\s(?:j\.?|jahre?))?\)|,\s\d\d(?:\s(?:j\.?|jahre?))?(?=,)")
"""Behind one of the people how old they are: "ich (61), meine Frau und ein Lehrling"."""
_BARE_FAMILY = re.compile(
    r"\b(?:vater|frau|mann|ehefrau|ehemann|bruder|schwester|sohn|tochter|mein(?:e)?|mei|moi|unser(?:e)?)\b"
)


@dataclass(frozen=True)
class _Chain:
    """People that follow each other: how many, where they stand, and which kinds are among them."""

    value: int
    start: int
    end: int
    me: bool
    boss: bool
    relatives: int
    bare: bool
    counted: bool
    last_counted: bool


def owner_and_others(sentence: Sentence, counts: list[Count]) -> Count | None:
    """Read "ich und mein Sohn" (2), "meine Frau und ich" (2), "Meister und zwei Gesellen" (3), "Vater, Sohn und 4 Gesellen" (6)."""
    text = sentence.folded
    by_start = {count.start: count for count in counts}
    starts = sorted(
        {match.start() for pattern in (_OWNER, _BARE_FAMILY) for match in pattern.finditer(text)} | set(by_start)
    )
    for start in starts:
        chain = _chain(text, start, by_start)
        if chain is not None and _is_whole_team(chain, bool(counts)) and not _speaks_on(text, chain):
            return Count(chain.value, chain.start, chain.end, False)
    return None


def _is_whole_team(chain: _Chain, others_counted: bool) -> bool:
    """Whether a chain tells who works in the firm rather than who speaks ("meine Frau und ich haben ein Hotel mit 12 Leuten")."""
    if not chain.counted:
        return chain.me and chain.relatives > 0 and not chain.bare and not others_counted
    return chain.me or chain.boss or chain.relatives > 1 or (chain.relatives == 1 and not chain.bare)


_NO_SENTENCE = re.compile(
    r"\s*(?:$|[.,;:!?()/–-]|\+)|\s(?:in|im|aus|bei|als|am|und|plus|mit|auf|allein\w*|zusammen|suchen|wollen|haben|hamm?|sind|brauchen|wuenschen"
    r"|moechten|planen|arbeiten|machen|betreiben|fuehren|noch|insgesamt|gesamt|foerder\w*|zuschu\w*)\b"
)
_NEW_CLAUSE = re.compile(r",\s(?:und|aber|denn|oder|doch)\s[a-z]+(?:\s[a-z]+)?$")


def _speaks_on(text: str, chain: _Chain) -> bool:
    """Whether the last of the people begins a new clause: "drei Angestellte, und ich möchte", "15 Mann, der Inhaber blockiert"."""
    if not chain.counted or chain.last_counted:
        return False
    return bool(_NEW_CLAUSE.search(text[: chain.end])) or not _NO_SENTENCE.match(text, chain.end)


def _chain(text: str, start: int, by_start: dict[int, Count]) -> _Chain | None:
    """Add up the people that stand side by side from ``start`` on: the owner, members of the family, counted people."""
    value = relatives = members = 0
    me = boss = bare = counted = last_counted = after_everybody = False
    offset = end = start
    while True:
        possessive = _POSSESSIVE.match(text, offset)
        offset = possessive.end() if possessive and possessive.end() in by_start else offset
        count, owner, other = by_start.get(offset), _OWNER.match(text, offset), _RELATIVE.match(text, offset)
        if count:
            value, end, counted = value + count.value, count.end, True
        elif owner and not (me and owner["me"]):
            value, end, me, boss = value + 1, owner.end(), me or bool(owner["me"]), boss or bool(owner["boss"])
        elif other and other["who"] in FAMILY and not after_everybody:
            value, end, relatives = value + 1 + other["who"].endswith("eltern"), other.end(), relatives + 1
            bare = bare or not other["article"]
        else:
            break
        age = None if count else _AGE.match(text, end)
        end = age.end() if age else end
        members += 1
        last_counted = count is not None
        comma = COMMA.match(text, end)
        after_everybody = bool(comma and count and count.total)  # "14 Mann, der Lehrling": one of them
        link = PLUS.match(text, end) or comma or (_WITH.match(text, end) if owner and members == 1 else None)
        if not link:
            break
        offset = link.end()
    return _Chain(value, start, end, me, boss, relatives, bare, counted, last_counted) if members > 1 else None


_ALONE_WITH = re.compile(
    r"\b(?:allein|alleine|solo)\s(?:nur\s)?mit\s(?P<count>\d{1,2}|[a-z]+)\s(?:(?:einzigen|festen|neuen|jungen)\s)?(?P<who>[a-z]+)(?![^\W_])"
)
_ONE = frozenset({"ein", "einer", "einem", "meiner", "meinem", "ner", "nem", "ana", "am", "oana", "oam"})


def alone_with(text: str) -> Count | None:
    """Read "bin alleine mit ner Azubine" (2) in a folded text: the owner and whoever is named beside."""
    for found in _ALONE_WITH.finditer(text):
        if found["who"] in ROLES | FAMILY:
            count = found["count"]
            beside = 1 if count in _ONE else int(count) if count.isdigit() else int(word_value(count) or 0)
            if beside:
                return Count(1 + beside, found.start(), found.end(), False)
    return None


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
