"""Tokens and lemmas of German text: the same on every machine.

Tokens come from spaCy's rules for German, lemmas from simplemma's dictionary. The trained model ``de_core_news_sm``, which can be
fetched in some places only, has no part in them, so that what was measured here is what runs there; where it is installed, it
knows names of persons (:mod:`bot.language.facts.person_names`).
"""

from __future__ import annotations

from dataclasses import dataclass

import spacy

from bot.language.text.lemmas import dictionary_form

NAME = "spacy-de+simplemma"


@dataclass(frozen=True)
class GermanToken:
    """A word with its offsets (characters in the text) and its dictionary form in lower case."""

    text: str
    start: int
    end: int
    lemma: str


class GermanPipeline:
    """Splits German text into tokens with lemmas. Safe to share between threads after construction."""

    name = NAME

    def __init__(self) -> None:
        """Load spaCy's rules."""
        self._nlp = spacy.blank("de")

    def tokens(self, text: str) -> list[GermanToken]:
        """Return the tokens of ``text`` without white space."""
        return [
            GermanToken(token.text, token.idx, token.idx + len(token.text), dictionary_form(token.text))
            for token in self._nlp(text)
            if not token.is_space
        ]
