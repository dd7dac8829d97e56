"""The questions of a set as people with other phones and other habits would write them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ß": "ss"})
_KEYBOARD = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
_CENTRAL_GERMAN = (
    (r"\bich\b", "isch"),
    (r"\bmich\b", "misch"),
    (r"\bnicht\b", "nich"),
    (r"\bnichts\b", "nüscht"),
    (r"\bein(e|en|er|em|)\b", r"n\1"),
    (r"\bhabe?n?\b", "ham"),
    (r"\bist\b", "is"),
    (r"\bwir\b", "mir"),
    (r"\bauch\b", "ooch"),
    (r"\bkein", "keen"),
    (r"\bwas\b", "wat"),
    (r"\bdas\b", "det"),
    (r"\bgut", "jut"),
    (r"\bg(e)(?=[bfhlmnrst])", r"j\1"),
)
"""How people around Magdeburg speak, as far as rules can say it; spelling for the ear, not a study of dialect."""

Perturb = Callable[[str, random.Random], str]


def variants() -> dict[str, Perturb]:
    """Return the ways to write, by name; "as written" comes first."""
    return {
        "as written": lambda text, rng: text,
        "no capitals": lambda text, rng: text.lower(),
        "ae oe ue": lambda text, rng: text.translate(_UMLAUTS),
        "no dots": lambda text, rng: text.translate(_BARE),
        "no punctuation": lambda text, rng: re.sub(r"[^\w\s]", "", text),
        "typos 5 %": lambda text, rng: with_typos(text, 0.05, rng),
        "typos 10 %": lambda text, rng: with_typos(text, 0.10, rng),
        "dialect": lambda text, rng: in_dialect(text),
    }


def with_typos(text: str, rate: float, rng: random.Random) -> str:
    """Return ``text`` with about ``rate`` of its letters swapped, left out, doubled or hit beside the key."""
    letters = list(text)
    for place in range(len(letters)):
        if not letters[place].isalpha() or rng.random() >= rate:
            continue
        kind = rng.choice(("swap", "drop", "double", "neighbour"))
        if kind == "swap" and place + 1 < len(letters):
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
        elif kind == "drop":
            letters[place] = ""
        elif kind == "double":
            letters[place] *= 2
        else:
            letters[place] = _neighbour(letters[place], rng)
    return "".join(letters)


def in_dialect(text: str) -> str:
    """Return ``text`` as somebody from around Magdeburg might type it."""
    text = text.lower()
    for pattern, spoken in _CENTRAL_GERMAN:
        text = re.sub(pattern, spoken, text)
    return text


def _neighbour(letter: str, rng: random.Random) -> str:
    for row in _KEYBOARD:
        place = row.find(letter.lower())
        if place >= 0:
            return rng.choice([row[other] for other in (place - 1, place + 1) if 0 <= other < len(row)])
    return letter
