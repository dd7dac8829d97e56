"""Names of persons, as spaCy's trained German model sees them, where it is installed.

``de_core_news_sm`` is published only as a release file of the spaCy models project, so most machines do not have it. What it sees
is added to what the rules find (:mod:`bot.privacy.persons`) and never takes anything away: both halves hide, none reveals.
"""

from __future__ import annotations

import importlib.util
import logging
from functools import lru_cache
from typing import Any

TRAINED = "de_core_news_sm"
_PERSON = "PER"
_NOT_NEEDED = ["parser", "lemmatizer", "attribute_ruler", "morphologizer", "tagger"]

logger = logging.getLogger(__name__)


def is_installed() -> bool:
    """Return whether the trained model is there."""
    return importlib.util.find_spec(TRAINED) is not None


def persons(text: str) -> list[tuple[int, int]]:
    """Return start and end (characters) of each name of a person that the trained model sees; none where it is not installed."""
    model = _model(TRAINED)
    if model is None:
        return []
    return [(entity.start_char, entity.end_char) for entity in model(text).ents if entity.label_ == _PERSON]


@lru_cache(maxsize=1)
def _model(name: str) -> Any | None:
    """Return the model, an installed package or a folder; None where there is none."""
    import spacy

    try:
        model = spacy.load(name)
    except OSError:
        return None
    for part in set(_NOT_NEEDED) & set(model.pipe_names):
        model.disable_pipe(part)
    return model
