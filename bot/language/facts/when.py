"""Times of the day and the week in people's own words: "ab halb drei", "Mo oder Di", "nicht vor 9, da ist Inventur".

A time is a run of words that all speak of time, with at least one that names one. What follows as its reason belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

_TOKEN = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.(?:\d{2,4})?|\d{1,2}[:.]\d{2}(?!\d)|\d{1,2}\.(?=\s+[A-ZÄÖÜ])|\d+(?:h\b)?|[^\W\d_]+\.?|[^\s\w]"
)
_DAYS = (*tuple(f"{day}tag" for day in ("mon", "diens", "donners", "frei", "sams", "sonn")), "mittwoch", "sonnabend")
_PARTS = ("morgen", "vormittag", "mittag", "nachmittag", "abend", "frueh")
_SHORT_DAYS = word_set("mo di mi do fr sa")
_NAMES_A_TIME = word_set("""
    heute uebermorgen werktags wochentags wochenende wochenends tagsueber jederzeit egal fruehmorgens
    sofort umgehend asap schnellstmoeglich baldmoeglichst baldigst nachher zeitnah
    januar februar maerz april juni juli august september oktober november dezember
    """)
_ROUTINE = word_set("""
    feierabend mittagspause pause fruehstueckspause fruehstueck ladenschluss geschaeftsschluss dienstschluss mittagessen
    bueroszeiten buerozeiten buerozeit geschaeftszeiten oeffnungszeiten arbeitszeit arbeitszeiten schicht
    """)
"""What a day is divided by: a time only after a word like "nach" or "in der"."""
_SPANS = word_set("woche wochen monat tagen tage tag stunde stunden minuten kw")
"""Times only with "nächste", "diese", "in" or a number before."""
_NEXT = word_set(
    "naechste naechsten naechster diese dieser diesen kommende kommenden uebernaechste uebernaechsten ganze jeden jede"
)
_BEFORE_HOUR = word_set(
    "ab an nach vor gegen um bis zwischen von ca circa etwa so und oder halb viertel dreiviertel seit kw ungefaehr"
)
_HOURS = word_set("ein eins zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf")
_LEADING = word_set("""
    ab an am nach vor gegen um bis zwischen von nicht nie nur erst immer kein keine keinen ausser im in zur zum der den dem
    waehrend ca circa spaetestens fruehestens jeden jede jeder naechste naechsten naechster diese dieser diesen kommende
    kommenden uebernaechste uebernaechsten ganz ganzen ganze meistens meist moeglichst halb viertel dreiviertel unter
    """)
_BETWEEN = _LEADING | word_set("""
    und oder bzw so etwa ungefaehr uhr h gern gerne besten lieber bitte auch noch wieder eher die das wann mal sonst aber dann doch
    """)
_COUNTED = word_set("""
    jahr jahre jahren leute leuten mitarbeiter mitarbeitern mitarbeitende beschaeftigte beschaeftigten euro prozent stueck
    personen mann azubis kassen rechner filialen angestellte angestellten leutchen
    """)
_MARKS = frozenset(",-/.–+&")
_GREETS = word_set("guten gute schoenen gutes schoen")
_REASON = re.compile(
    r"\s*,?\s*(?:da|weil|denn|wenn|sonst|falls|sobald|dann|danach|davor|vorher|(?:da |dann )?(?:bin|hab|habe|haben"
    r"|sind) (?:ich|wir))\b"
    r"(?!\s+(?:wegen|geht es um))[^.;!?\n]*",
    re.IGNORECASE,
)
_SAYS_NO = re.compile(r"(?:nicht|nie|ausser|kein|nur nicht)\b")
_LATEST_HOUR = 24


@dataclass(frozen=True)
class When:
    """A time in a text: ``text[start:end]``, without the words that only lead to it ("am besten")."""

    start: int
    end: int
    text: str

    @property
    def forbids(self) -> bool:
        """Whether it says when not to call."""
        return bool(_SAYS_NO.match(fold(self.text)))


def time_in(text: str) -> When | None:
    """Return the first time that a text names, together with its reason; None if it names none."""
    for run in _runs(text):
        start, end = run[0].start(), run[-1].end()
        if (reason := _REASON.match(text, end)) is not None and not _TOKEN.fullmatch(reason[0].strip(" ,")):
            end = reason.end()
            later = next(_runs(text[end:]), None)
            if later is not None and not text[end : end + later[0].start()].strip(" ,"):
                end += later[-1].end()
        return When(start, end, text[start:end].strip(" ,.-–"))
    return None


def is_time(text: str) -> bool:
    """Whether a text names a time and says nothing else beside it ("lieber mittwoch früh")."""
    found = time_in(text)
    if found is None:
        return False
    beside = text[: found.start] + " " + text[found.end :]
    return all(key in _BETWEEN or not key.isalnum() for key in map(_key, _TOKEN.findall(beside)))


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the words of each time, without what only surrounds it."""
    tokens = list(_TOKEN.finditer(text))
    keys = [_key(token[0]) for token in tokens]
    named = [_names_time(tokens, keys, place) for place in range(len(tokens))]
    place = 0
    while place < len(tokens):
        first = place
        while place < len(tokens) and (named[place] or keys[place] in _BETWEEN or keys[place] in _MARKS):
            place += 1
        last = place - 1
        place += 1
        while last >= first and not (named[last] or keys[last] in {"uhr", "h"}):
            last -= 1
        while first <= last and not _may_begin(keys, named, first, last):
            first += 1
        if any(named[first : last + 1]) and not _is_surname(tokens, keys, first, last):
            yield tokens[first : last + 1]


def _may_begin(keys: list[str], named: list[bool], place: int, last: int) -> bool:
    if named[place]:
        return True
    return keys[place] in _LEADING and place < last and (named[place + 1] or keys[place + 1] in _LEADING)


def _names_time(tokens: list[re.Match[str]], keys: list[str], place: int) -> bool:
    key, word = keys[place], tokens[place][0]
    before = keys[place - 1] if place else ""
    after = keys[place + 1] if place + 1 < len(keys) else ""
    if word[0].isdigit():
        return _is_hour_or_date(word, before, after, keys[place + 2] if place + 2 < len(keys) else "")
    if key in _SHORT_DAYS:
        return (
            word[0].isupper() or before in _LEADING | _SHORT_DAYS | {"und", "oder", "/", "-"} or after in _BEFORE_HOUR
        )
    if key in _HOURS:
        if before == "in" and after in _SPANS:
            return True
        return (
            before in _BEFORE_HOUR
            and after not in _COUNTED
            and not (before in {"und", "oder", "so", "an"} and after != "uhr")
        )
    if key == "wann" or (key == "so" and before in {"/", "-", "und"}):
        return before == "egal" or (key == "so" and word[0].isupper())
    if key in _SPANS:
        return (
            before in _NEXT
            or (before in _HOURS and keys[max(place - 2, 0)] == "in")
            or (before.isdigit() and keys[max(place - 2, 0)] == "in")
            or (key == "kw" and after.isdigit())
        )
    if key in _ROUTINE:
        return before in _LEADING
    if key in {"morgen", "abend"} and before in _GREETS:
        return False
    parts = key.removesuffix("s")
    return key in _NAMES_A_TIME or (parts.endswith(_DAYS + _PARTS) and not key.endswith("geburtstag"))


def _is_hour_or_date(word: str, before: str, after: str, next_but_one: str) -> bool:
    if word.count(".") == 2:  # 3.12.
        return True
    if word.endswith("."):  # the 3. of a month
        return after in _NAMES_A_TIME or before in {"am", "ab", "zum"}
    if any(mark in word for mark in ":.") and len(word) > 2:
        return before in _LEADING or after in {"uhr", "h", "-", "bis"} or before in {"-", "bis", "und"}
    hour = int(word.rstrip("h"))
    if (hour > _LATEST_HOUR and before != "kw") or after in _COUNTED:
        return False
    if word.endswith("h") or after in {"uhr", "h"} or before in _BEFORE_HOUR - {"und", "oder", "an", "so"}:
        return True
    if after in _SPANS and before == "in":
        return True
    linked = after in {"-", "bis", "und", "oder", "–"} and next_but_one.rstrip("h").isdigit()
    return linked or (before in {"-", "–", "und", "oder", "so"} and len(word) <= 2 and after not in _SPANS)


def _is_surname(tokens: list[re.Match[str]], keys: list[str], first: int, last: int) -> bool:
    """Whether the one word is part of a name: "Jürgen Freitag", "Frau Sonntag"."""
    if first != last or not tokens[first][0][0].isupper() or not first:
        return False
    gap = tokens[first - 1].end() == tokens[first].start() - 1
    return gap and tokens[first - 1][0][0].isupper() and keys[first - 1] not in _BETWEEN and len(keys[first - 1]) > 1


def _key(word: str) -> str:
    return fold(word).rstrip(".") or word
