"""Names of people in a plain text.

A name counts where a word announces it ("Herr", "ich heiße", "Ansprechpartner:") or where a frequent first name stands before
something that can be a surname. How sure the announcement is decides what counts as a name after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.language.facts.person_names import persons
from bot.language.text.lemmas import is_listed
from bot.language.text.wordset import word_set
from bot.privacy.spans import Span

NAME = "[Name]"
_HIDDEN = re.compile(r"\[[A-Z][\w-]+\]")
"""What already stands for something personal, in a text that is masked again."""

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_PARTICLES = word_set("von vom van de der den zu zum zur al el la da di ten")
_NOBLE = word_set("von van de zu")
_TITLES = word_set("dr prof dipl ing med doktor professor rer nat mag")
_NO_NAMES = word_set("""
    aber alle alles als also am an andere anders auch auf aus außerdem bei beide beim bis bitte bloß da dafür
    dagegen damit danke dann daran darum das dass dazu dein dem den denn der des die dies diese dieser doch dort du
    egal ein eine einem einen einer eines er es etwas euch euer für gar geheim geht genau genug gern gerne gibt gut
    guten habe haben hallo hat hier hin hinter ich ihm ihn ihnen ihr ihre im immer in ins irgendwie ist ja jede
    jeder jetzt kann kaum kein keine keiner können lieber man mehr mein meine mich mir mit muss nach nein neu nicht
    nichts nie noch nun nur ob oder ohne programm schon sehr seit sich sie sind so soll über um und uns unser unsere
    unter unwichtig viel vom von vor wann war warum was weg weil weiß welche wenn wer werden wie wieder will wir
    wird wo wohl zu zum zur zwei hase schall selbst tut tätig zuständig krank alt dabei fertig bereit raus weder
    kommt sagt macht fragt meint möchte sucht braucht leitet führt hatte wurde würde chef chefin meister meisterin
    inhaber inhaberin geschäftsführer geschäftsführerin kollege kollegin mitarbeiter mitarbeiterin direktor doktor
    professor bürgermeister minister ober nachbar frau herr mann telefon handy mail email firma adresse nummer
    """)
_ROLE = word_set("""
    chef chefin kollege kollegin kollegen mitarbeiter mitarbeiterin mitarbeiters azubi lehrling auszubildender
    auszubildende auszubildenden geselle gesellin meister meisterin buchhalter buchhalterin inhaber inhaberin
    geschäftsführer geschäftsführerin gf ansprechpartner ansprechpartnerin sohn tochter frau mann bruder schwester
    vater mutter schwager schwägerin neffe nichte onkel tante cousin partner partnerin kunde kundin kunden nachbar
    nachbarin steuerberater steuerberaterin sekretärin sekretär vorarbeiter vorarbeiterin polier praktikant
    praktikantin verantwortlich verantwortlicher verantwortliche kontakt kontaktperson bearbeiter bearbeiterin
    sachbearbeiter sachbearbeiterin unterschrift absender name vorname nachname zuname familie liebe lieber hallo
    moin geehrter geehrte senior junior seniorchef juniorchef betriebsleiter betriebsleiterin prokurist prokuristin
    gesellschafter gesellschafterin verkäufer verkäuferin techniker technikerin monteur lieferantin fahrer fahrerin
    büroleiterin büroleiter assistentin assistent freund freundin vertreter vertreterin leiter leiterin anwalt
    anwältin notar
    """)
_LINKS = word_set("ist heißt heisst war namens name lautet wäre")
_HERR = word_set("herr herrn frau hr fr familie eheleute fräulein")
_NO_SURNAME_AFTER_FIRST = word_set("""
    und oder ist hat will macht geht kommt sagt arbeitet kann soll muss wird mit von aus in im am an auf bei für
    hier der die das nicht auch schon mein meine deere
    """)
_SELF = re.compile(
    r"\b(?:ich hei(?:ß|ss)e|(?:mein|der) name ist|mein name w(?:ä|ae)re|man nennt mich|nennen sie mich"
    r"|ich werde \w+ genannt|hier spricht"
    r"|mein name:|am apparat ist|es spricht|gez(?:eichnet)?\.?|gru(?:ß|ss) von)\s+(?:der |die |nun mal )?",
    re.IGNORECASE,
)
_MAYBE_SELF = re.compile(
    r"\b(?:ich bin(?:'s)?|bin|hier ist|hier|bims|i bims|wenden sie sich an|wende dich an|melden sie sich bei"
    r"|an|von|f(?:ü|ue)r|bei|mit|durch)"
    r"[,:]?\s+(?:der |die |den |dem |ein gewisser |eine gewisse )?",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"\b(?:(?:viele|liebe|beste|freundliche|sch(?:ö|oe)ne|herzliche) gr(?:ü|ue)(?:ß|ss)e"
    r"|(?:mit )?freundlichen gr(?:ü|ue)(?:ß|ss)en|gr(?:ü|ue)(?:ß|ss)e|gru(?:ß|ss)|mfg|lg|vg|hg"
    r"|bg)\b[\s,.!-]*(?:(?:aus \w+|von|dein|ihr|ihre|der|die)\s+)?",
    re.IGNORECASE,
)
_FAREWELL_NAME = re.compile(r"(?:[^\W\d_]\.\s?)?[^\W\d_]+(?:[' -][^\W\d_]+){0,2}(?=[\s.!]*\Z)")
_SHORT = re.compile("(?:mfg|lg|vg|hg|bg)", re.IGNORECASE)
"""After these only a known name counts: "LG Kiel" is a court."""


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    text: str
    low: str

    @property
    def is_big(self) -> bool:
        return self.text[0].isupper()

    def is_in(self, names: frozenset[str]) -> bool:
        """Whether the word, or each part of a double name, is one of the names."""
        return self.low in names or ("-" in self.low and any(part in names for part in self.low.split("-")))


def find_names(text: str) -> Iterator[Span]:
    """Yield names of people without the words that announce them."""
    words = [_Word(m.start(), m.end(), m[0], m[0].lower()) for m in _WORD.finditer(text)]
    at = {word.start: place for place, word in enumerate(words)}
    yield from _after(text, words, at, _SELF, _sure)
    yield from _farewells(text)
    for place, word in enumerate(words):
        if word.low in _HERR:
            yield from _spans(_titled(text, words, place))
        elif word.low in _ROLE:
            yield from _spans(_of_role(text, words, place))
        elif word.low in _TITLES and word.is_big and text[word.end : word.end + 1] == ".":
            yield from _spans(_titled(text, words, place))
        if word.is_in(_first_names()):
            yield from _spans(_full_name(text, words, place))
    yield from _before_my_name(text, words)
    yield from _after(text, words, at, _MAYBE_SELF, _known)
    hidden = [match.span() for match in _HIDDEN.finditer(text)]
    for start, end in persons(text):
        if not any(first <= start and end <= last for first, last in hidden):
            yield Span(start, end, NAME)


def _spans(words: Sequence[_Word]) -> Iterator[Span]:
    if words:
        yield Span(words[0].start, words[-1].end, NAME)


def _after(text: str, words: Sequence[_Word], at: dict[int, int], cue: re.Pattern[str], read: object) -> Iterator[Span]:
    for match in cue.finditer(text):
        place = at.get(match.end())
        if place is not None:
            yield from _spans(read(text, words, place))  # type: ignore[operator]


def _sure(text: str, words: Sequence[_Word], place: int) -> Sequence[_Word]:
    """Read the name after words that nothing but a name follows."""
    if words[place].low in _HERR:
        return _titled(text, words, place)
    if words[place].low in _NO_NAMES:
        return ()
    return _extended(text, words, place, loose=True)


def _known(text: str, words: Sequence[_Word], place: int) -> Sequence[_Word]:
    """Read the name after words that much else may follow: only what is known as a first name counts."""
    word = words[place]
    if word.low in _TITLES and word.is_big and text[word.end : word.end + 1] == ".":
        return _extended(text, words, place, loose=True)
    return _extended(text, words, place, loose=word.is_big) if word.is_in(_first_names()) else ()


def _titled(text: str, words: Sequence[_Word], place: int) -> Sequence[_Word]:
    """Read the name after "Herr" or "Frau"."""
    first = place + 1
    if first >= len(words) or not _is_beside(text, words[place], words[first]):
        return ()
    word = words[first]
    if word.low in _NOBLE:
        noble = next((other for other in words[first + 1 : first + 3] if other.low not in _PARTICLES), None)
        return _extended(text, words, first, loose=False) if noble is not None and noble.is_big else ()
    if word.low in _NO_NAMES:
        return ()
    if word.is_big and (words[place].is_big or word.is_in(_names())):
        return _extended(text, words, first, loose=False)
    return _extended(text, words, first, loose=False) if word.is_in(_names()) else ()


def _of_role(text: str, words: Sequence[_Word], place: int) -> Sequence[_Word]:
    """Read the name after "Kollege", "Ansprechpartner:", "mein Chef heißt"."""
    first = place + 1
    if first >= len(words):
        return ()
    with_colon = re.fullmatch(r"\s?:\s{0,2}", text[words[place].end : words[first].start]) is not None
    is_named = words[first].low in {"heißt", "heisst", "namens"}
    if words[first].low in _LINKS and first + 1 < len(words):
        first += 1
        if words[first].low in _ROLE and first + 1 < len(words):
            first += 1
    elif not with_colon and not _is_beside(text, words[place], words[first], sign=","):
        return ()
    word = words[first]
    if word.low in _HERR or word.low in _NO_NAMES or word.low in _PARTICLES:
        return ()
    if word.is_in(_first_names()) or word.low in _TITLES:
        return _extended(text, words, first, loose=True)
    if is_named:
        return _extended(text, words, first, loose=False)
    is_surname = word.is_in(_surnames()) and word.is_big and words[place + 1] is word
    two_big = with_colon and word.is_big and first + 1 < len(words) and words[first + 1].is_big
    return _extended(text, words, first, loose=two_big) if is_surname or two_big else ()


def _before_my_name(text: str, words: Sequence[_Word]) -> Iterator[Span]:
    """Yield the surname in "Lehmann mein Name"."""
    for word, mine, name in zip(words, words[1:], words[2:], strict=False):
        if (mine.low, name.low) == ("mein", "name") and word.is_in(_names()):
            yield Span(word.start, word.end, NAME)


def _full_name(text: str, words: Sequence[_Word], place: int) -> Sequence[_Word]:
    """Read a first name with what follows, if that is a surname; else it is not taken for a name."""
    found = _extended(text, words, place, loose=False)
    return found if len(found) > 1 else ()


def _extended(text: str, words: Sequence[_Word], first: int, loose: bool) -> Sequence[_Word]:
    """Return the words of the name that begins at ``first``.

    ``loose``: a second word in capitals counts whatever it is; else it must be known as a name.
    """
    last, place = first, first + 1
    names = _names()
    while place < len(words) and place - first < 6:
        word, before = words[place], words[place - 1]
        if not _is_beside(text, before, word, sign="." if before.low in _TITLES or len(before.low) == 1 else ""):
            break
        if word.low in _PARTICLES or word.low in _TITLES or before.low in _TITLES:
            if before.low in _TITLES and word.low not in _TITLES:
                last = place
            place += 1
            continue
        after_particle = before.low in _PARTICLES and word.is_big
        is_name = word.is_in(names) and (word.is_big or words[first].is_in(_first_names()))
        if word.low in _NO_SURNAME_AFTER_FIRST or word.low in _NO_NAMES:
            break
        if not (
            is_name
            or after_particle
            or (loose and word.is_big and last == first)
            or _unknown_surname(words, first, word)
        ):
            break
        last = place
        place += 1
    return words[first : last + 1]


_SURNAME_ENDINGS = (
    "mann", "meier", "meyer", "maier", "mayer", "ski", "sky", "czyk", "wicz", "ow", "itz", "oglu", "ic", "ić", "escu", "enko",
    "iak", "opoulos", "sen", "hardt", "bauer", "müller", "schmidt", "hoff", "brecht", "knecht", "wald", "ova",
)  # fmt: skip


def _unknown_surname(words: Sequence[_Word], first: int, word: _Word) -> bool:
    """Whether a word in capitals after a first name in capitals may be a surname that no list has."""
    if not (words[first].is_in(_first_names()) and words[first].is_big and word.is_big):
        return False
    return word.low.endswith(_SURNAME_ENDINGS) or not is_listed(word.text)


def _is_beside(text: str, before: _Word, word: _Word, sign: str = "") -> bool:
    return (
        0 < word.start - before.end <= 3
        and text[before.end : word.start].strip(" \t" + sign + ("." if len(before.low) < 3 else "")) == ""
    )


def _farewells(text: str) -> Iterator[Span]:
    for match in _FAREWELL.finditer(text):
        name = _FAREWELL_NAME.match(text, match.end())
        if name is None:
            continue
        words = [word.lower() for word in _WORD.findall(name[0])]
        if words[0] in _NO_NAMES or any(word in _NO_SURNAME_AFTER_FIRST for word in words):
            continue
        known = _names()
        if (name[0][0].isupper() and not _SHORT.match(match[0])) or any(
            part in known for word in words for part in word.split("-")
        ):
            yield Span(name.start(), name.end(), NAME)


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return _read("first_names.txt")


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return _first_names() | _surnames()


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return _read("surnames.txt")


def _read(name: str) -> frozenset[str]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
