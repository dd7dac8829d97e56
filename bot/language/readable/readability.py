"""How hard a German text is to read, by the published measures.

Syllables come from the hyphenation patterns that ``textstat`` brings. Sentences shorter than a formula was made for give
wild values, so the formulas count only for texts of :data:`ENOUGH_WORDS` words or more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import textstat

ENOUGH_WORDS = 30
LONG_WORD = 6
"""A word with more letters than this is long (Wiener Sachtextformel; Bamberger and Vanecek 1984)."""

_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d[\d.,]*")
# A full stop after these ends no sentence.
_ABBREVIATIONS = re.compile(
    r"\b(?:z\. ?B|u\. ?a|d\. ?h|ggf|bzw|ca|Nr|Abs|Mio|Mrd|evtl|inkl|max|min|Std|Tel|Dr|St|Art|vgl|usw|etc|(?<!-)\d{1,2})\.(?=\s)"
)


@dataclass(frozen=True)
class Readability:
    """Measures of one text.

    ``words``: how many. ``longest``: words of the longest sentence. ``sentence_length``: words a sentence on average.
    ``long_words``: share of long words, 0 to 1. ``vienna``: first Wiener Sachtextformel, a school grade from 4 (very easy)
    to 15 (very hard). ``flesch``: reading ease after Amstad 1978, 0 (very hard) to 100 (very easy). The last two are None
    for short texts.
    """

    words: int
    longest: int
    sentence_length: float
    long_words: float
    vienna: float | None
    flesch: float | None


def measure(text: str) -> Readability:
    """Return the measures of ``text``; all zero for one without words. Marks of lists and bold count as nothing."""
    plain = re.sub(r"https?://\S+|\*\*|^[-•\d]+[.)]?\s", " ", text, flags=re.MULTILINE)
    sentences = [words for part in _sentences(plain) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Readability(0, 0, 0.0, 0.0, None, None)
    enough = len(words) >= ENOUGH_WORDS
    prepared = " ".join(" ".join(sentence) + "." for sentence in sentences)
    return Readability(
        words=len(words),
        longest=max(len(sentence) for sentence in sentences),
        sentence_length=len(words) / len(sentences),
        long_words=sum(len(word) > LONG_WORD for word in words) / len(words),
        vienna=_formula("wiener_sachtextformel", prepared) if enough else None,
        flesch=_formula("flesch_reading_ease", prepared) if enough else None,
    )


def _sentences(text: str) -> list[str]:
    protected = _ABBREVIATIONS.sub(lambda match: match[0].replace(".", "\u2024"), text)
    return [part.replace("\u2024", ".") for part in _SENTENCE_END.split(protected)]


def _formula(name: str, text: str) -> float:
    textstat.set_lang("de")
    if name == "wiener_sachtextformel":
        return float(textstat.wiener_sachtextformel(text, 1))
    return float(textstat.flesch_reading_ease(text))
