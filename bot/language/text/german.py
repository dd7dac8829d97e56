"""Whether a word is ordinary German: the guard of all typo correction.

"sachen" is one letter away from "Sachsen" and "planen" from "Plauen", yet neither is a typo. A word that the lemma
list of ``simplemma`` knows is therefore never corrected.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from bot.language.text.lemmas import is_listed
from bot.language.text.wordset import word_set

_SPELT_OUT = re.compile("ae|oe|ue|ss")
_UMLAUT = {"ae": "ä", "oe": "ö", "ue": "ü", "ss": "ß"}
_MAX_VARIANTS = 16
# Everyday chat words that the lemma list lacks, in folded spelling.
_ALSO_KNOWN = word_set("""
    hallo moin servus tschuess okay sowas irgendwas wieviel wieviele soviel garnicht zuviel gibts gehts hats machts
    wirds isses haben sachen digitalen digitale digitales unserm meinm nochmal hierfuer wofuer worum quasi bzw zb
    ggf euch ihnen foerdermittel foerdergelder zuschuesse bekommen bekomme homepage webseite onlineshop mailen
    googeln
    """)


@lru_cache(maxsize=20_000)
def known_german(key: str) -> bool:
    """Return whether the folded word ``key`` is an ordinary German word form, in any spelling of its umlauts."""
    if key in _ALSO_KNOWN:
        return True
    return any(_in_list(variant) for variant in spellings(key))


def spellings(key: str) -> list[str]:
    """Return the ways to write a folded key with and without umlauts, at most 16, the key itself first."""
    parts: list[tuple[str, ...]] = []
    position = 0
    for match in _SPELT_OUT.finditer(key):
        parts.append((key[position : match.start()],))
        parts.append((match.group(), _UMLAUT[match.group()]))
        position = match.end()
    parts.append((key[position:],))
    variants = []
    for combination in product(*parts):
        variants.append("".join(combination))
        if len(variants) == _MAX_VARIANTS:
            break
    return variants


def _in_list(word: str) -> bool:
    return is_listed(word) or is_listed(word.capitalize())
