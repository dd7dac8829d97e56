"""The sentence of an answer that a narrower question is about: what was told in full is not told again word for word."""

from __future__ import annotations

import re

from spacy.lang.de.stop_words import STOP_WORDS

from bot.advice.wording import sentence, sentences
from bot.knowledge.records import Article
from bot.language.meaning.encoder import shared_encoder
from bot.language.text.normalise import fold

_WORD = re.compile(r"[a-z0-9]{4,}")
_STEM = 5
"""Letters of a word that have to agree: "Bußgeldes" and "Bußgeld"."""
_LEAST = 2
"""One new word shared, or two of the article's own question."""
_ALIKE, _APART = 0.26, 0.08
"""Cosine of a question and a sentence of an answer, and its distance from the mean of the answer's sentences, from which on the
sentence is taken to be about the question."""
_SHARE = 0.5
"""Part of the question's words that the sentence must hold: in a long question one word in common is chance."""


def passage_on(article: Article, question: str) -> str | None:
    """Return the sentence or recorded fact of ``article`` that shares most words with ``question``; None if it shares next to none.

    Words of the article's own question count half, because everything in it is about them.
    """
    asked, own = _stems(question), _stems(article.question)

    def shared(text: str) -> int:
        found = asked & _stems(text)
        return len(found) + len(found - own) if len(found) >= _SHARE * len(asked) else 0

    said = [*sentences(article.answer), *(sentence(f"{fact.claim}: {fact.value}") for fact in article.facts)]
    best = max(said, key=shared, default="")
    return best if shared(best) >= _LEAST else None


def step_like(article: Article, question: str) -> str | None:
    """Return the sentence of ``article`` that means most of what ``question`` asks, whatever its words; None if none is near.

    "Soll ich den Stecker ziehen?" shares no word with "Fahren Sie die Geräte nicht herunter". Measured on fifteen pairs only, so
    it is for what would otherwise stay without an answer, and is to be shown as a quotation.
    """
    said = sentences(article.answer)
    encoder = shared_encoder()
    alike = encoder.encode_all(said, passages=True) @ encoder.encode(question)
    best = int(alike.argmax())
    near = alike[best] >= _ALIKE and alike[best] - alike.mean() >= _APART
    return said[best] if near else None


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(fold(text)) if word not in STOP_WORDS}
