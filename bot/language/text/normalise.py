"""Turning what people type into text the readers can rely on.

Two forms are built, and both keep the way back to the original characters:

* ``normalise``: the same sentence in clean writing (composed umlauts, no invisible characters, no emoji, single
  spaces, plain quotes and dashes), case kept;
* ``fold``: a key for comparing, in which ``foerderung``, ``Förderung`` and ``FÖRDERUNG`` are equal.

Both are total: any ``str`` is accepted, lone surrogates included, and nothing is ever raised.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
_PLAIN = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("„“”‟«»″＂", '"'),
    **dict.fromkeys("‚‘’‛‹›′´`＇", "'"),
    **dict.fromkeys("⁄∕", "/"),
    "…": "...",
}
_FRACTIONS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3"}
_JOINERS = {"\u00ad", "\u200d", "\ufe0e", "\ufe0f", "\u20e3"}
_KEPT_SYMBOLS = set("€$£§°+<>=|~^©®™%&№")
_MAX_RUN = 2


@dataclass(frozen=True)
class Aligned:
    """A text made from ``original``; character ``i`` of ``text`` stems from ``original[starts[i]:ends[i]]``."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in ``original`` of ``text[start:end]``; ``0 <= start < end <= len(text)`` is expected."""
        return self.starts[start], self.ends[end - 1]

    def surface(self, start: int, end: int) -> str:
        """Return the original characters behind ``text[start:end]``."""
        first, last = self.origin(start, end)
        return self.original[first:last]


_Piece = tuple[str, int, int]


def normalise(text: str) -> str:
    """Return ``text`` in clean writing. Idempotent."""
    return align(text).text


_ORDINARY = re.compile(r"[ -~äöüßÄÖÜ–„“…]*")
_FOLDED = str.maketrans({char: _UMLAUTS.get(char) or _PLAIN[char] for char in "äöüß–„“…"})
_LONG_VOWEL, _LONG_CONSONANT = re.compile(r"([aeiouy])\1{2,}"), re.compile(r"([b-df-hj-np-tv-xz])\1{2,}")


@lru_cache(maxsize=8_192)  # texts of the knowledge base are folded for every question
def fold(text: str) -> str:
    """Return the key under which spellings of the same words are equal. Idempotent."""
    if not _ORDINARY.fullmatch(text):
        return align_folded(text).text
    # The same without the way back, thirty times as fast: learning folds a hundred thousand texts.
    key = " ".join(text.lower().translate(_FOLDED).split())
    return _LONG_CONSONANT.sub(r"\1\1", _LONG_VOWEL.sub(r"\1", key))


_FOLDED_UMLAUT = re.compile("(a|o)e|(?<![aeq])(u)e")


def without_umlauts(key: str) -> str:
    """Return a folded key as somebody without umlauts on the keyboard writes it: "baeckerei" becomes "backerei"."""
    return _FOLDED_UMLAUT.sub(lambda match: match[1] or match[2], key)


def align(text: str) -> Aligned:
    """Like ``normalise``, with offsets into ``text``."""
    return _assemble(text, _squeeze(_clean_pieces(text)))


def align_folded(text: str) -> Aligned:
    """Like ``fold``, with offsets into ``text``."""
    if text.isascii() and text.isprintable():
        # The common case needs no table look-ups: every character stands for itself.
        pieces = [(char, index, index + 1) for index, char in enumerate(text.lower())]
    else:
        pieces = [
            (char, start, end) for piece, start, end in _clean_pieces(text) for char in _fold_cluster(piece, start, end)
        ]
    return _assemble(text, _squeeze(_shorten_runs(_squeeze(pieces))))


def _fold_cluster(cluster: str, start: int, end: int) -> list[str]:
    if cluster.isascii():
        return list(cluster.lower())
    folded = ""
    for char in cluster.lower():
        if char in _UMLAUTS:
            folded += _UMLAUTS[char]
        elif char in _FRACTIONS:
            folded += _FRACTIONS[char]
        else:
            folded += _strip_marks(char)
    return [_PLAIN.get(char, char) for char in folded]


def _strip_marks(char: str) -> str:
    """Drop accents. Repeated until stable, because decomposing can bring forth capitals and further marks."""
    previous = None
    while char != previous:
        previous = char
        char = "".join(
            _UMLAUTS.get(part, part)
            for part in unicodedata.normalize("NFKD", char).lower()
            if unicodedata.category(part) not in {"Mn", "Me", "Cf"}
        )
    return char


def _clean_pieces(text: str) -> list[_Piece]:
    """Split into clusters of a base character with its marks, each composed and cleaned."""
    pieces: list[_Piece] = []
    cluster, start, end = "", 0, 0
    for index, char in enumerate(text):
        kept = _clean_char(char)
        if not kept:
            continue
        if cluster and not kept.isascii() and unicodedata.combining(kept[0]) and not cluster.isspace():
            cluster, end = cluster + kept, index + 1
            continue
        _flush(pieces, cluster, start, end)
        cluster, start, end = kept, index, index + 1
    _flush(pieces, cluster, start, end)
    return pieces


def _flush(pieces: list[_Piece], cluster: str, start: int, end: int) -> None:
    if cluster:
        composed = cluster if cluster.isascii() else unicodedata.normalize("NFC", cluster)
        pieces.extend((char, start, end) for char in composed)


def _clean_char(char: str) -> str:
    """Return what stays of a non-ASCII character: itself, its plain form, a space, or nothing."""
    if char.isascii():
        return char if char.isprintable() else (" " if char.isspace() else "")
    if char in _PLAIN:
        return _PLAIN[char]
    if char in _JOINERS:
        return ""
    if char in _KEPT_SYMBOLS:
        return char
    category = unicodedata.category(char)
    if category.startswith("Z"):
        return " "
    if category == "Cc":
        return " " if char.isspace() else ""
    if category in {"Cf", "Cs", "Co", "Cn"}:
        return ""
    if category in {"So", "Sk"}:
        # Emoji and pictures separate words but mean nothing to the readers.
        return " "
    return char


def _squeeze(pieces: list[_Piece]) -> list[_Piece]:
    """Make every run of white space one space and trim both ends."""
    result: list[_Piece] = []
    for char, start, end in pieces:
        if char.isspace():
            if result and result[-1][0] != " ":
                result.append((" ", start, end))
            continue
        result.append((char, start, end))
    if result and result[-1][0] == " ":
        result.pop()
    return result


def _shorten_runs(pieces: list[_Piece]) -> list[_Piece]:
    """Shorten three or more equal letters to one vowel or two consonants: "sooo" is "so", "schnellll" is "schnell"."""
    result: list[_Piece] = []
    index = 0
    while index < len(pieces):
        char = pieces[index][0]
        stop = index + 1
        while stop < len(pieces) and pieces[stop][0] == char:
            stop += 1
        keep = stop - index
        if keep > _MAX_RUN and char.isalpha():
            keep = 1 if char in "aeiouy" else _MAX_RUN
        run = pieces[index : index + keep]
        run[-1] = (char, run[-1][1], pieces[stop - 1][2])
        result.extend(run)
        index = stop
    return result


def _assemble(original: str, pieces: list[_Piece]) -> Aligned:
    return Aligned(
        original=original,
        text="".join(piece[0] for piece in pieces),
        starts=tuple(piece[1] for piece in pieces),
        ends=tuple(piece[2] for piece in pieces),
    )
