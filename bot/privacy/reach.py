"""Telephone numbers and e-mail addresses in a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.privacy.figures import Figures, Run
from bot.privacy.spans import Span, said_before

PHONE, EMAIL = "[Telefon]", "[E-Mail]"

_CUE = re.compile(
    r"\b(?:tel\b|telefon|telefonnummer|telefonnr|fon|phone|handy|handynummer|handynr|mobil|mobilnummer"
    r"|mobilfunknummer|rufnummer"
    r"|durchwahl|fax|faxnummer|whats?app|signal|vorwahl|festnetz|nebenstelle|meine? (?:neue )?(?:nummer|nr)"
    r"|unsere (?:nummer|nr)"
    r"|anrufen|anzurufen|r(?:ü|ue)ckruf|zur(?:ü|ue)ckrufen|rufen sie|rufen sie mich an|ruf mich|ruft mich|erreichbar"
    r"|zu erreichen|(?:mich|uns) (?:\w+ )?unter|erreichen sie (?:mich|uns)|erreicht man)\b",
    re.IGNORECASE,
)
_CUE_AFTER = re.compile(
    r"\W{1,3}(?:(?:ist|w(?:ä|ae)re|lautet|das ist)\s)?(?:meine?|unsere?|die)\s(?:\w+\s)?"
    r"(?:telefon|tel|handy|mobil|rufnummer|nummer|nr|durchwahl|fax)",
    re.IGNORECASE,
)
_AREA_CODE = re.compile(r"\bvorwahl\b", re.IGNORECASE)
_MOBILE_WITH_COUNTRY = re.compile(r"49(?:1[5-7]\d{8,9})")
_FOR_EVERYBODY = re.compile(r"116\d{3}")
"""Numbers of emergency and help lines."""
_BEGINNING = re.compile("0[1-9]|00[1-9]|49")
_SHORTEST, _SHORTEST_WITH_CUE, _LONGEST = 7, 6, 15
_ENOUGH = 9
"""Figures after which a comma ends a number: what follows is a postal code or something else."""

_TLD = (
    r"(?:de|com|net|org|eu|info|biz|at|ch|online|email|gmbh|shop|io|berlin|hamburg|bayern|koeln|saarland|nrw"
    r"|fr|nl|be|it|es|pl|cz"
    r"|dk|se|uk|us|co|me|tv|cloud|digital|tech|app|dev|mobi|name|pro)"
)
_AT = re.compile(
    r"\s?@{1,3}\s?|\s?[\[({<]\s?(?:at|(?:ä|ae)t|@|klammeraffe)\s?[\])}>]\s?"
    r"|\s?[\s_-]\s?(?:at|(?:ä|ae)t|klammeraffe|affenschwanz)(?:\s?[_-]\s?|\s)",
    re.IGNORECASE,
)
_DOT = r"(?:\.{1,2}|\s?[\[({<]\s?(?:punkt|dot|\.)\s?[\])}>]\s?|\s(?:punkt|dot)\s)"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:{_DOT}{_LABEL}){{1,5}}", re.IGNORECASE)
_LOOSE_DOMAIN = re.compile(
    rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,4}}(?:{_DOT}|\s?[.,]\s?){_TLD}(?![^\W_])", re.IGNORECASE
)  # fmt: skip
_LONGEST_LOCAL = 80


def find_emails(text: str) -> Iterator[Span]:
    """Yield e-mail addresses, also such that are written around spam filters ("eva (at) muster punkt de")."""
    done = 0
    for at in _AT.finditer(text):
        if at.start() < done:
            continue
        domain = _domain(text, at)
        start = _local_start(text, done, at.start())
        if domain is not None and start is not None:
            yield Span(start, domain, EMAIL)
            done = domain


def _domain(text: str, at: re.Match[str]) -> int | None:
    """Return where the domain after an "@" ends."""
    loose = _LOOSE_DOMAIN.match(text, at.end())
    is_sign = "@" in at[0] or at[0].strip()[0] in "[({<"
    if not is_sign:
        return loose.end() if loose else None
    strict = _DOMAIN.match(text, at.end())
    if loose or strict:
        return max(match.end() for match in (loose, strict) if match)
    # "eva@muster": forgotten endings count where nothing stands between.
    label = re.compile(r"[^\W\d_][\w-]{1,60}").match(text, at.end()) if at[0] == "@" else None
    return label.end() if label else None


def _local_start(text: str, earliest: int, end: int) -> int | None:
    """Return where the part before an "@" begins."""
    first = max(earliest, end - _LONGEST_LOCAL)
    position = end
    while True:
        word = position
        while word > first and (text[word - 1].isalnum() or text[word - 1] in "._+'%&-"):
            word -= 1
        if word == position:
            break
        start = word
        linked = _LINK_BEFORE.search(text, max(first, word - 16), word)
        if linked is None or linked.end() != word:
            return start if any(char.isalnum() for char in text[start:end]) else None
        position = linked.start()
    return None if position == end else position


_LINK_BEFORE = re.compile(
    r"(?:\s?[\[({<]\s?(?:punkt|dot)\s?[\])}>]\s?|\s(?:punkt|dot|\.|unterstrich|minus|bindestrich)\s)\Z", re.IGNORECASE
)


def find_phones(text: str, runs: Sequence[Run]) -> Iterator[Span]:
    """Yield telephone numbers: with an area code, with a country's code, or beside a word that announces one."""
    for run in runs:
        yield from _phones_in(text, run)


def _phones_in(text: str, run: Run) -> Iterator[Span]:
    groups = run.groups
    place = follows = 0
    while place < len(groups):
        last = _last_of_phone(text, run, place, place == follows)
        if last is None:
            place += 1
            continue
        yield Span(_opening(text, groups[place].start), _closing(text, groups[last].end), PHONE)
        place = follows = last + 1


def _last_of_phone(text: str, run: Run, first: int, is_free: bool) -> int | None:
    """Return the place of the last group of the number that begins with the group ``first``, or None if none does.

    ``is_free``: nothing stands before it, or another number that has ended.
    """
    groups = run.groups
    if not is_free and not _may_begin(text, groups, first):
        return None
    digits, last = groups[first].digits, first
    for place in range(first + 1, len(groups)):
        between = text[groups[place - 1].end : groups[place].start]
        is_next = groups[place].digits[0] == "0" and len(groups[place].digits) > 3
        if len(digits) + len(groups[place].digits) > _LONGEST:
            break
        if len(digits) >= _ENOUGH and (is_next or "," in between):
            break
        digits, last = digits + groups[place].digits, place
    ends_with_unit = run.has_unit and last == len(groups) - 1
    return last if _is_phone(text, groups, first, last, digits, ends_with_unit) else None


def _may_begin(text: str, groups: Sequence[Figures], first: int) -> bool:
    """Whether a number may begin in the middle of a run: after more than a dash or a point, with a zero or a plus."""
    between = text[groups[first - 1].end : groups[first].start]
    if not any(char.isspace() or char in ",;+(" for char in between):
        return False
    beginning = "".join(group.digits[:3] for group in groups[first : first + 3])
    return between.endswith("+") or _BEGINNING.match(beginning) is not None


def _is_phone(text: str, groups: Sequence[Figures], first: int, last: int, digits: str, has_unit: bool) -> bool:
    start, end = groups[first].start, groups[last].end
    if text[start - 1 : start] == "+" and len(digits) >= _SHORTEST:
        return True
    if has_unit:
        return False
    one = groups[first].digits
    decimal = one == "0" and text[groups[first].end : groups[first].end + 1] in {",", "."}
    is_area = digits[:1] == "0" and digits[1:2] not in {"", "0"} and len(digits) >= _SHORTEST
    is_abroad = digits[:2] == "00" and digits[2:3] not in {"", "0"} and len(digits) > _SHORTEST + 2
    if (is_area or is_abroad) and not decimal and text[start - 1 : start] not in {",", "."}:
        return True
    if _MOBILE_WITH_COUNTRY.fullmatch(digits):
        return True
    if digits[:1] == "0" and len(digits) > 2 and said_before(text, start, _AREA_CODE, 10):
        return True
    if len(digits) < _SHORTEST_WITH_CUE or decimal or _FOR_EVERYBODY.fullmatch(digits):
        return False
    return said_before(text, start, _CUE) is not None or _CUE_AFTER.match(text, end) is not None


def _opening(text: str, start: int) -> int:
    while start and text[start - 1] in "+(":
        start -= 1
    return start


def _closing(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == ")" and "(" in text[max(0, end - 8) : end] else end
