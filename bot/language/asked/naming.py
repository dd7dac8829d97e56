"""Which of several named things a message means, when it gives only a part of the name: "mehr zu Overath"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

_WORD = re.compile(r"[a-z0-9]+")
_ABBREVIATION = re.compile(r"\b[A-ZÄÖÜ]{3}\b")
_LEAST = 4
"""Letters of a word that tells one name from another."""
_SAYS_NOTHING = word_set(
    "gmbh firma unternehmen verwaltung digital digitale digitaler bonus programm betrieb handwerk mittelstand und fuer der die das"
    " zentren zentrum innovation foerderung kredit beratung"
)
"""Words that stand in many names and in ordinary sentences."""
_AROUND = word_set(
    "mehr zu zum zur ueber von vom bei ich ihnen meine meinte mein mit dem den das die der ein eine eines und noch mal nochmal"
    " bitte falsch nein nee doch ja alles details detail zeigen zeig sie mir erzaehlen erzaehl was ist war hat haben wer"
    " erklaeren erklaer heisst bedeutet"
    " zurueck nicht sondern eher da es um geht ging genau ok okay gut naeher info infos ach hae waren erste ersten zweite zweiten"
    " dritte dritten vierte vierten letzte letzten nr nummer eins zwei drei 1 2 3 4 5 beispiel programm betrieb firma liste"
)
"""Words around a name in a message that only wants to see it."""


def named_in(text: str, names: Mapping[str, str]) -> str | None:
    """Return the key of the one name of which a word of its own stands in ``text``; None if there is none, or several.

    Args:
        text: a message.
        names: what the things are called, by their keys.
    """
    words = {key: _words(name) for key, name in names.items()}
    shared = Counter(word for own in words.values() for word in own)
    said = set(_WORD.findall(fold(text)))
    found = [key for key, own in words.items() if any(shared[word] == 1 and word in said for word in own)]
    return found[0] if len(found) == 1 else None


def only_names(text: str, name: str) -> bool:
    """Whether a message says nothing but a name, or a part of it, and that it wants to see it."""
    own = set(_WORD.findall(fold(name)))
    return set(_WORD.findall(fold(text))) <= own | _AROUND


def _words(name: str) -> set[str]:
    """Return the words that tell a name from others; a short one only if it is an abbreviation ("ERP", "GRW")."""
    short = {fold(word) for word in _ABBREVIATION.findall(name)}
    return {
        word
        for word in _WORD.findall(fold(name))
        if (len(word) >= _LEAST or word in short) and word not in _SAYS_NOTHING
    }
