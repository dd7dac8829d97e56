"""A text in plain writing with the way back to the original, and pieces of it that must not remain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_PLAIN = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("‘’´`", "'"), **dict.fromkeys("。·∙•", "."), "∕": "/", "⁄": "/"}
)
_ODD = re.compile("[^\x00-\x7fäöüÄÖÜß€§°„“]")


@dataclass(frozen=True)
class Span:
    """A piece of a text, from ``start`` up to ``end``, and what it is replaced with."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Plain:
    """A text in plain writing. Character ``i`` of ``text`` stems from ``original[starts[i]:ends[i]]``."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def replaced(self, spans: Iterable[Span]) -> str:
        """Return the original with each of the spans (of ``text``) replaced; of two that overlap the first given wins."""
        taken: list[Span] = []
        free = bytearray(len(self.text))
        for span in spans:
            if span.start < span.end and not any(free[span.start : span.end]):
                free[span.start : span.end] = b"\x01" * (span.end - span.start)
                taken.append(span)
        pieces, done = [], 0
        for span in sorted(taken, key=lambda span: span.start):
            pieces += [self.original[done : self.starts[span.start]], span.label]
            done = self.ends[span.end - 1]
        return "".join([*pieces, self.original[done:]])


def plain(text: str) -> Plain:
    """Return ``text`` with one sign for what looks the same: NFKC, no invisible characters, plain dashes and figures."""
    if not _ODD.search(text):
        places = tuple(range(len(text) + 1))
        return Plain(text, text, places[:-1], places[1:])
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and unicodedata.category(text[end])[0] == "M":
            end += 1
        for sign in _written(text[position:end]):
            signs.append(sign)
            starts.append(position)
            ends.append(end)
        position = end
    return Plain(text, "".join(signs), tuple(starts), tuple(ends))


def _written(cluster: str) -> str:
    if cluster.isascii():
        return cluster
    composed = unicodedata.normalize("NFKC", cluster).translate(_PLAIN)
    kept = (char for char in composed if unicodedata.category(char) not in {"Cf", "Mn", "Me"})
    return "".join(_figure(char) for char in kept)


def _figure(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def said_before(text: str, start: int, cue: re.Pattern[str], within: int = 30) -> re.Match[str] | None:
    """Return the last match of ``cue`` that ends at most ``within`` characters before ``start``; None if there is none."""
    last = None
    for last in cue.finditer(text, max(0, start - within - 30), start):  # noqa: B007
        pass
    return last if last is not None and start - last.end() <= within else None
