"""The n-grams and their weights are those of scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.language.text.ngrams import NGrams, pieces_of_words, words_and_pairs

TEXTS = (
    "wie sichern wir unsere daten",
    "wer sichert daten fuer uns",
    "gibt es einen zuschuss fuer software",
    "zuschuss fuer einen neuen rechner",
    "was kostet ein rechner",
)
KINDS = {
    "pieces": (pieces_of_words, {"analyzer": "char_wb", "ngram_range": (1, 5)}),
    "words": (words_and_pairs, {"ngram_range": (1, 2), "token_pattern": r"\S+"}),
}
letters = st.text("abdw äß1-", max_size=30).map(lambda text: " ".join(text.split()))
asked = st.one_of(st.sampled_from(TEXTS), letters)


@pytest.mark.parametrize("kind", KINDS)
@given(text=asked)
def test_the_same_n_grams(kind: str, text: str) -> None:
    analyse, options = KINDS[kind]
    assert sorted(analyse(text)) == sorted(TfidfVectorizer(**options).build_analyzer()(text))


@pytest.mark.parametrize("kind", KINDS)
@given(text=asked)
def test_the_same_weights(kind: str, text: str) -> None:
    analyse, options = KINDS[kind]
    theirs = TfidfVectorizer(**options, sublinear_tf=True, min_df=2).fit(TEXTS)
    ours = NGrams.learn(analyse, TEXTS, min_df=2)
    names = {column: gram for gram, column in ours.columns.items()}
    found = {names[column]: weight for column, weight in zip(*ours.weights(text), strict=True)}
    row = theirs.transform([text]).tocoo()
    expected = {name: row.data[place] for place, name in enumerate(theirs.get_feature_names_out()[row.col])}
    assert found == pytest.approx(expected, abs=1e-6)


def test_what_no_text_shares_with_the_known_ones_weighs_nothing() -> None:
    columns, weights = NGrams.learn(words_and_pairs, TEXTS, min_df=2).weights("xyz")
    assert columns.shape == weights.shape == (0,)
    assert weights.dtype == np.float32
