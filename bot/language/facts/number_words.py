"""Numbers written as words: "zwanzigtausend", "zwei hundert fünfzig tausend", "zwölfeinhalbtausend", also misspelt.

German number words are long, so people misspell them ("dreizig", "fünzigtausend", "achzig", "sechzen") and cut them up. A word
that reads as one of them and as nothing else becomes it; ordinary German words never do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from text_to_num import text2num

from bot.language.text.spelling import Speller

_ATOM = (
    "ein|zwei|zwo|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|elf|zwoelf|sech(?=zehn|zig)|sieb(?=zehn|zig)|zwanzig"
    "|dreissig|(?<=[a-z])zig|hundert|tausend"
)
NUMBER_WORD = re.compile(rf"(?:eins|(?:{_ATOM})(?:(?:und)?(?:{_ATOM}))*)")
_MISSPELT = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        (r"zich(?=$|[a-z])", "zig"),
        (r"zen(?=$|tausen)", "zehn"),
        (r"tausent|tauesnd|tausned|dausend", "tausend"),
        (r"hunderd|hunder(?=$|[a-su-z])", "hundert"),
        (r"funf", "fuenf"),
        (r"zwolf|zwoef(?!l)", "zwoelf"),
        (r"fuff?(?=zig|zehn)|fuen(?=zig|zehn)", "fuenf"),
        (r"drei(?:zig|sig|szig)|dressig|dreissg", "dreissig"),
        (r"ach(?=zig|zehn)", "acht"),
        (r"sechs(?=zig|zehn)|sec(?=zig|zehn)", "sech"),
        (r"sieben(?=zig|zehn)", "sieb"),
        (r"zwansig|zwantzig|swanzig|zwanzg|zwazig", "zwanzig"),
    )
)
"""What people write for a part of a number word, by ear or in a hurry, and the part that was meant."""
_HALVES = re.compile(
    r"(?:(?P<whole>[a-z]+?)(?:und)?einhalb|(?P<one>anderthalb|eineinhalb|einundeinhalb))(?P<thousand>tausend)?"
)
_QUARTERS = {"dreiviertel": 0.75, "halbe": 0.5, "halbes": 0.5, "halben": 0.5, "viertel": 0.25}
QUARTERS = frozenset(_QUARTERS)
_MILLIONS = re.compile(r"(?P<part>dreiviertel|viertel|halb(?:e|en)?)million(?:en)?")
_LEAST_MENDED = 7
"""Letters from which a word is compared with all number words; shorter ones are too near to other words."""


@lru_cache(maxsize=2000)
def word_value(key: str) -> float | None:
    """Return the value of one German number word in folded spelling ("zwanzigtausend"), or None."""
    if not NUMBER_WORD.fullmatch(key):
        return None
    try:
        return float(text2num(key.replace("fuenf", "fünf").replace("zwoelf", "zwölf").replace("zwo", "zwei"), "de"))
    except ValueError:
        return None


def _vocabulary() -> list[str]:
    """Return the number words that a typo is mended to: the tens and teens, and those with "hundert" and "tausend"."""
    ones = ["ein", "zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun"]
    teens = ["dreizehn", "vierzehn", "fuenfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
    tens = ["zwanzig", "dreissig", "vierzig", "fuenfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
    mixed = [f"{one}und{ten}" for one in ones for ten in tens]
    hundreds = ["hundert", *(one + "hundert" for one in ones)]
    small = [*ones, "zehn", "elf", "zwoelf", *teens, *tens, *mixed, *hundreds]
    small += [hundred + "fuenfzig" for hundred in hundreds]
    return [*teens, *tens, *mixed, *hundreds, "tausend", *(word + "tausend" for word in small)]


_SPELLER = Speller(_vocabulary(), _LEAST_MENDED, folded=True)


_DIALECT = {
    "dree": "drei", "twee": "zwei", "zwoa": "zwei", "zwee": "zwei", "zwoo": "zwei", "veer": "vier", "viere": "vier",
    "fief": "fuenf", "fimf": "fuenf", "fuemf": "fuenf", "fuenfe": "fuenf", "soess": "sechs", "sechse": "sechs",
    "soeven": "sieben", "negen": "neun",
    "siebene": "sieben", "teihn": "zehn", "zehne": "zehn", "dreie": "drei", "oelf": "elf", "zwoelfe": "zwoelf",
}  # fmt: skip


@lru_cache(maxsize=4096)
def mended(key: str) -> str:
    """Return the number word meant by ``key`` ("fuenzigtausend"), or ``key`` itself where it is right or no number."""
    if key in _DIALECT:
        return _DIALECT[key]
    if len(key) < 4 or word_value(key) is not None or not key.isalpha():
        return key
    meant = key
    for pattern, right in _MISSPELT:
        meant = pattern.sub(right, meant)
    if meant != key and (word_value(meant) is not None or _HALVES.fullmatch(meant)):
        return meant
    return _SPELLER.closest(key) or key


_TENS = frozenset({20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0})


@lru_cache(maxsize=2000)
def half_value(key: str) -> float | None:
    """Return the value of "anderthalb", "siebeneinhalb" or "zwölfeinhalbtausend", or None."""
    halves = _HALVES.fullmatch(mended(key))
    if halves is None:
        parts = _MILLIONS.fullmatch(key)
        return _QUARTERS.get(parts["part"], 0.5) * 1_000_000 if parts else None
    whole = 1.0 if halves["one"] else word_value(halves["whole"])
    if whole is None:
        return None
    return (whole + 0.5) * (1_000 if halves["thousand"] else 1)


def quarter_value(key: str) -> float:
    """Return the part of one that a word of ``QUARTERS`` names ("dreiviertel" is 0.75)."""
    return _QUARTERS[key]


def run_value(keys: Sequence[str]) -> tuple[int, float]:
    """Add up number words that stand side by side and form one number ("zwei", "hundert", "fünfzig", "tausend").

    Returns:
        How many of the words belong to it (0 if the first is no number word) and its value. "drei vier" are two numbers,
        and so are "zwanzigtausend zwölf": behind thousands, only hundreds go on.
    """
    thousands, current, used = 0.0, 0.0, 0
    for place, key in enumerate(keys):
        following = word_value(mended(keys[place + 1])) if place + 1 < len(keys) else None
        if key == "und" and used and 0 < current % 100 < 10 and following in _TENS:
            used += 1  # "fünf und zwanzig tausend"
            continue
        if used and keys[place - 1] == "und":
            current, used = current + (word_value(mended(key)) or 0.0), used + 1
            continue
        word = mended(key)
        value = word_value(word) if word != "ein" else None
        if value is None:
            break
        if word == "tausend" and used:
            if thousands or not 0 < current < 1_000:
                break
            thousands, current = current * 1_000, 0.0
        elif word == "hundert" and used and 0 < current < 20:
            current *= 100
        elif used == 0:
            thousands, current = (value, 0.0) if value >= 1_000 and value % 1_000 == 0 else (0.0, value)
        elif value < 100 <= current < 1_000 and current % 100 == 0 and not thousands:
            current += value
        elif thousands and not current and 100 <= value < 1_000:
            current = value
        else:
            break
        used += 1
    return used, thousands + current
