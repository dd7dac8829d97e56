"""The German language pipeline: spaCy's trained model where it is installed, a light one from the package index else.

``de_core_news_sm`` is published only as a release file of the spaCy models project. Where it cannot be fetched, tokens
come from spaCy's rules for German and lemmas from simplemma's dictionary. A model trained with one must not run
with the other, because its features would differ: see :meth:`GermanPipeline.name`.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass

import spacy

from bot.language.lemmas import dictionary_form

TRAINED = "de_core_news_sm"
LIGHT = "spacy-de+simplemma"


@dataclass(frozen=True)
class GermanToken:
    """A word with its offsets (characters in the text) and its dictionary form in lower case."""

    text: str
    start: int
    end: int
    lemma: str


class GermanPipeline:
    """Splits German text into tokens with lemmas. Safe to share between threads after construction."""

    def __init__(self, name: str | None = None) -> None:
        """Load the pipeline ``name`` (:data:`TRAINED` or :data:`LIGHT`); by default the best one installed.

        Raises:
            OSError: the trained model was asked for and is not installed.
        """
        self.name = name or installed_pipeline()
        if self.name == TRAINED:
            self._nlp = spacy.load(TRAINED, exclude=["parser", "ner"])
        else:
            self._nlp = spacy.blank("de")

    def tokens(self, text: str) -> list[GermanToken]:
        """Return the tokens of ``text`` without white space."""
        return [
            GermanToken(token.text, token.idx, token.idx + len(token.text), self._lemma(token))
            for token in self._nlp(text)
            if not token.is_space
        ]

    def _lemma(self, token: spacy.tokens.Token) -> str:
        if self.name == TRAINED:
            return str(token.lemma_ or token.text).lower()
        return dictionary_form(token.text)


def installed_pipeline() -> str:
    """Return the name of the best pipeline on this machine."""
    return TRAINED if importlib.util.find_spec(TRAINED) else LIGHT
