"""Whether a short question names nothing and points back: "und wie lange dauert das?"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.lang.de.stop_words import STOP_WORDS

from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

_POINTS_BACK = re.compile(
    r"\b(?:das|des|dat|es|dafuer|davon|damit|dazu|daran|dabei|dagegen|darauf|sowas|so ?was|so ?etwas|da|hier)\b"
)
_WORD = re.compile(r"[a-z0-9]+")
_FUNCTION_WORDS = frozenset(fold(word) for word in STOP_WORDS)
_LEAD = r"(?:und |aber |ok |okay |ja |nein )*"
_OF_IT = {
    "ausnahmen": re.compile(_LEAD + r"(?:gilt|zaehlt|betrifft) (?:das|des|dat|dies)\b"),
    "pflicht": re.compile(
        _LEAD + r"(?:ist|is) (?:das|des|dat) (?:ueberhaupt |inzwischen |jetzt |denn |eigentlich |wirklich )*"
        r"(?:pflicht|vorgeschrieben|verboten|erlaubt)\b"
    ),
}
_CAME_OF_IT = re.compile(
    r"(?:und )?(?:was|wie) ?(?:haben|hat|hats|hat's|kam|lief|viel|lange?)?(?: (?:die|der|das|denn|es|sie|da|dort|hat))*"
    r" (?:gebracht|gemacht|gelaufen|geschafft|erreicht|raus|dabei raus|dabei rausgekommen|gedauert)\W*"
)
_LONGEST_OF_IT = 14
"""Words of a question that begins so."""
_LONGEST, _MOST_OF_ITS_OWN = 8, 2
"""Words of such a question, and those of them that are no mere function words."""
_STEM = 5
"""Letters in which a word and a name have to agree."""


def asked_of_it(text: str) -> str | None:
    """Return the facet that a message asks for of what was just said, whatever it names besides; None if it is no such question.

    "Gilt das auch für den Azubi?" asks for "ausnahmen", "ist das überhaupt Pflicht?" for "pflicht".
    """
    words = " ".join(_WORD.findall(fold(text)))
    if len(words.split()) > _LONGEST_OF_IT:
        return None
    return next((facet for facet, pattern in _OF_IT.items() if pattern.match(words)), None)


def asks_what_came_of_it(text: str) -> bool:
    """Return whether a message asks how what was just told of went: "und was hat's gebracht?" after an example."""
    return bool(_CAME_OF_IT.fullmatch(fold(text)))


def points_back(text: str) -> bool:
    """Return whether a question is about what was talked about before, whatever that was."""
    if asked_of_it(text):
        return True
    words = _WORD.findall(fold(text))
    own = [word for word in words if word not in _FUNCTION_WORDS]
    return len(words) <= _LONGEST and len(own) <= _MOST_OF_ITS_OWN and bool(_POINTS_BACK.search(" ".join(words)))


def says_little(text: str) -> bool:
    """Return whether a question names hardly anything of its own: "gibts den noch oder nicht", "geht das auch für eine Praxis".

    Alone it cannot be looked up; what it is about was said before it.
    """
    words = _WORD.findall(fold(text))
    own = {word for word in words if word not in _FUNCTION_WORDS and word not in _EMPTY}
    return not own or (len(own) == 1 and bool(_POINTS_BACK.search(" ".join(words))))


def is_named(text: str, names: Iterable[str]) -> bool:
    """Return whether all of one of the names stands in ``text``, however inflected. Words that name a facet alone are no name."""
    said = _stems(text)
    return any(name and name <= said for name in (_stems(name) - _OF_FACETS for name in names))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(fold(text)) if len(word) >= _STEM and word not in _FUNCTION_WORDS}


_EMPTY = word_set(
    "gibts gehts geht gilt zaehlt reicht kostet kosten kostets dauert taugt heisst bedeutet laeuft sowas ding dinger sache sachen"
    " nix nichts eigentlich ueberhaupt ungefaehr ca etwa sagen sie meinen genannt uebersehen bitte mal halt denn wieso warum"
    " weshalb gekostet gebracht gemacht brauch brauche brauchen darf duerfen muss muessen kriegt krieg bekommt bekomme oder nicht"
)
"""Words that say nothing about what a question is about."""
_OF_FACETS = frozenset(
    word[:_STEM]
    for word in word_set(
        "erste erstes kosten preise teuer ausgeben fristen termine pflicht verpflichtet vorschrift vorgeschrieben nutzen lohnen"
        " lohnt bringen schritte anfangen starten beginnen konkret auswahl programm anbieter fehler schief folgen strafe passiert"
        " leute team mitarbeiter nachweis dokumentieren vorlage muster checkliste ausnahmen sicherheit zahlen beispiel digital"
        " digitalisierung betrieb firma"
    )
)
"""Beginnings of words that ask for a facet of whatever is talked about."""
