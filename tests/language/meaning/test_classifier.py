"""The classifier of intents and articles, with the real encoder and a handful of sentences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.meaning.classifier import Guess, SentenceClassifier, square_root_weights
from bot.language.meaning.encoder import shared_encoder
from bot.language.meaning.features import Sample
from bot.language.text.pipeline import GermanPipeline
from bot.settings import ROOT

NLU = ROOT / "data" / "nlu"
PIPELINE = GermanPipeline()


def examples_of(intent: str) -> list[str]:
    """Return the training sentences of an intent, without marks of entities."""
    blocks = (yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"] for file in sorted(NLU.glob("*.yml")))
    found = [block["examples"] for part in blocks for block in part if block.get("intent") == intent]
    return [line[2:] for text in found for line in text.splitlines()]


KNOWN = {
    "money": ("Gibt es Zuschüsse?", "wer zahlt was dazu", "Fördergeld für Software", "gibts da geld vom land"),
    "safety": ("Wie sichern wir unsere Daten?", "brauch ich ein backup", "Schutz vor Hackern", "passwörter verwalten"),
    "other": ("Wie wird das Wetter?", "erzähl einen witz", "Wer gewinnt am Samstag?", "rezept für apfelkuchen"),
}
# With a dozen sentences, spelling and sound tell next to nothing; these are what the bot itself learns from.
for label, intent in (("money", "find_funding"), ("safety", "emergency"), ("other", "out_of_scope")):
    KNOWN[label] = (*KNOWN[label], *examples_of(intent)[:60])


def sample(text: str) -> Sample:
    return Sample(text, " ".join(token.lemma for token in PIPELINE.tokens(text)))


def trained(**options: object) -> SentenceClassifier:
    samples = [sample(text) for texts in KNOWN.values() for text in texts]
    labels = [label for label, texts in KNOWN.items() for _ in texts]
    return SentenceClassifier.train(samples, labels, shared_encoder(), shared_encoder().encode_all, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def classifier() -> SentenceClassifier:
    return trained()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("bekommen wir einen Zuschuss für neue Software?", "money"),
        ("alle dateien sind verschlüsselt, hilfe", "safety"),
        ("regnet es morgen", "other"),
    ],
)
def test_a_new_sentence_gets_the_class_of_its_meaning(classifier: SentenceClassifier, text: str, label: str) -> None:
    assert classifier.guesses(sample(text))[0].label == label


@settings(max_examples=50, deadline=None)
@given(
    text=st.one_of(st.sampled_from(["backup backup", "gibts da geld vom land", "xyz", "", " "]), st.text(max_size=40))
)
def test_one_sentence_has_the_row_that_it_has_among_many(classifier: SentenceClassifier, text: str) -> None:
    features = classifier._features
    among_many = features.rows([sample("Wie wird das Wetter?"), sample(text)], shared_encoder().encode_all)[1]
    assert np.allclose(features.row(sample(text)), among_many, atol=1e-3)


def test_probabilities_add_up_and_fall(classifier: SentenceClassifier) -> None:
    odds = [guess.probability for guess in classifier.guesses(sample("backup"))]
    assert sum(odds) == pytest.approx(1.0, abs=1e-5)
    assert odds == sorted(odds, reverse=True)


def test_a_known_sentence_is_as_similar_as_can_be(classifier: SentenceClassifier) -> None:
    best = classifier.guesses(sample("brauch ich ein backup"))[0]
    assert best.label == "safety"
    assert best.similarity == pytest.approx(1.0, abs=0.01)


def test_only_the_classes_asked_for(classifier: SentenceClassifier) -> None:
    found = classifier.guesses(sample("was tun gegen hacker"), among=frozenset({"money", "other"}))
    assert {guess.label for guess in found} == {"money", "other"}
    assert sum(guess.probability for guess in found) == pytest.approx(1.0, abs=1e-5)


def test_a_lift_moves_its_class_up() -> None:
    def share(guesses: list[Guess]) -> float:
        return next(guess.probability for guess in guesses if guess.label == "other")

    question = sample("was tun gegen hacker")
    assert share(trained(lift={"other": 2.0}).guesses(question)) > share(trained().guesses(question))


def test_saved_and_loaded_it_says_the_same(classifier: SentenceClassifier, tmp_path: Path) -> None:
    classifier.save(tmp_path)
    again = SentenceClassifier.load(tmp_path, shared_encoder())
    for text in ("Wer fördert das?", "", "hacker!!", "onlinshop", "🙂"):
        before, after = classifier.guesses(sample(text)), again.guesses(sample(text))
        assert [guess.label for guess in before] == [guess.label for guess in after]
        assert [guess.probability for guess in before] == pytest.approx(
            [guess.probability for guess in after], abs=0.02
        )


def test_a_damaged_file_is_an_error_and_not_a_guess(classifier: SentenceClassifier, tmp_path: Path) -> None:
    classifier.save(tmp_path)
    (tmp_path / "weights.npz").write_bytes(b"nothing")
    with pytest.raises((OSError, ValueError, KeyError)):
        SentenceClassifier.load(tmp_path, shared_encoder())


def test_rare_classes_are_lifted_by_half() -> None:
    weights = square_root_weights(["a"] * 9 + ["b"])
    assert weights["b"] / weights["a"] == pytest.approx(3.0)
