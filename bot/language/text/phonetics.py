"""How words sound: the Kölner Phonetik (Postel 1969, "Die Kölner Phonetik", IBM-Nachrichten 19).

Dialect and hasty spelling change letters more than sounds: "Dorbäckere", "Torbäckerei" and "torbeckerei" have nearly the same
code. On real dialect n-grams over these codes are worth more than a sentence encoder (``bench/README.md``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.language.text.normalise import fold

_WORD = re.compile(r"[a-z]+")
_LONGEST, _SHORTEST = 6, 2


@lru_cache(maxsize=20_000)
def code(word: str) -> str:
    """Return the code of a folded word: digits, the vowels only at its beginning."""
    digits = []
    for place, letter in enumerate(word):
        before, after = word[place - 1 : place], word[place + 1 : place + 2]
        digits.append(_digit(letter, before, after, first=place == 0))
    joined = "".join(digits)
    without_doubles = "".join(digit for place, digit in enumerate(joined) if digit != joined[place - 1 : place])
    return without_doubles[:1] + without_doubles[1:].replace("0", "")


def pieces_of_sounds(text: str) -> list[str]:
    """Return all runs of 2 to 6 digits within the codes of the words of ``text``, each word with a blank before and behind it."""
    return [piece for word in _WORD.findall(fold(text)) for piece in _pieces(f" {code(word)} ")]


def _pieces(word: str) -> list[str]:
    return [
        word[start : start + length]
        for length in range(_SHORTEST, min(_LONGEST, len(word)) + 1)
        for start in range(len(word) - length + 1)
    ]


def _digit(letter: str, before: str, after: str, first: bool) -> str:
    """Return the digits of one letter between its neighbours; the empty string where it is silent."""
    simple = {
        **dict.fromkeys("aeijouy", "0"),
        "b": "1",
        **dict.fromkeys("fvw", "3"),
        **dict.fromkeys("gkq", "4"),
        "l": "5",
        **dict.fromkeys("mn", "6"),
        "r": "7",
        **dict.fromkeys("sz", "8"),
    }
    if letter in simple:
        return simple[letter]
    if letter == "p":
        return "3" if after == "h" else "1"
    if letter in "dt":
        return "8" if after and after in "csz" else "2"
    if letter == "x":
        return "8" if before and before in "ckq" else "48"
    if letter == "c":
        hard = "ahkloqrux" if first else "ahkoqux"
        if not first and before and before in "sz":
            return "8"
        return "4" if after and after in hard else "8"
    return ""
