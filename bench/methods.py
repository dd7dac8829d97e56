"""Ways to tell what a sentence wants: features and classifiers, trained on the same data, on the same questions."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from rasa.shared.nlu.constants import INTENT, TEXT
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bench.perturbing import variants
from bench.understanding import questions
from bot.encoder.arrays import FloatArray
from bot.knowledge.search.index import sample_of
from bot.language.meaning.classifier import SentenceClassifier, square_root_weights
from bot.language.meaning.encoder import shared_encoder, training_cache
from bot.language.meaning.features import Sample
from bot.language.text.normalise import fold
from bot.language.text.pipeline import GermanPipeline
from bot.rasa.nlu.intent_classifier import GermanIntentClassifier
from bot.rasa.nlu.knowledge_importer import KnowledgeImporter
from bot.settings import ROOT

Predict = Callable[[Sequence[Sample]], list[str]]
SHOWN = ("as written", "ae oe ue", "typos 5 %", "typos 10 %", "dialect")


def training_data() -> tuple[list[Sample], list[str], list[float]]:
    """Return sentences, intents and weights as the model is trained on them."""
    importer = KnowledgeImporter(
        config_file=str(ROOT / "config.yml"),
        domain_path=str(ROOT / "domain.yml"),
        training_data_paths=[str(ROOT / "data" / "nlu")],
    )
    pipeline = GermanPipeline()
    examples = [example for example in importer.get_nlu_data().intent_examples if example.get(TEXT)]
    weight = GermanIntentClassifier.get_default_config()["knowledge_weight"]
    weights = [weight if (example.get("metadata") or {}).get("from_knowledge") else 1.0 for example in examples]
    return [sample_of(e.get(TEXT), pipeline) for e in examples], [e.get(INTENT) for e in examples], weights


def compare() -> dict[str, dict[str, float]]:
    """Return accuracy on the variants of the development set, F1 of "out of scope" and milliseconds, by method."""
    samples, labels, weights = training_data()
    pipeline = GermanPipeline()
    records = questions("devset")
    expected = [record["intent"] for record in records]
    sets: dict[str, list[Sample]] = {}
    for name in SHOWN:
        rng = random.Random(20261124)
        sets[name] = [sample_of(variants()[name](record["text"], rng), pipeline) for record in records]
        training_cache().encode_all([sample.text for sample in sets[name]])
    found: dict[str, dict[str, float]] = {}
    for name, fit in _methods().items():
        began = time.perf_counter()
        predict = fit(samples, labels, weights)
        row: dict[str, float] = {"training, s": round(time.perf_counter() - began, 1)}
        for variant, asked in sets.items():
            began = time.perf_counter()
            guessed = predict(asked)
            if variant == "as written":
                row["ms beside encoding"] = round((time.perf_counter() - began) / len(asked) * 1000, 2)
                row["F1 out of scope"] = _f1(expected, guessed, "out_of_scope")
            row[variant] = round(float(np.mean([a == b for a, b in zip(expected, guessed, strict=True)])), 4)
        found[name] = row
        print(f"  {name}: {row}", flush=True)
    return found


def _methods() -> dict[str, Callable[[list[Sample], list[str], list[float]], Predict]]:
    words, characters = _tfidf("words"), _tfidf("characters")
    return {
        "words": _linear([words]),
        "characters 1–5": _linear([characters]),
        "words, characters": _linear([words, characters]),
        "words, characters, 400 dimensions": _linear([words, characters], reduce=True),
        "encoder": _linear([], vectors=slice(None)),
        "words, characters, encoder": _linear([words, characters], reduce=True, vectors=slice(None)),
        "the same, classes balanced": _linear([words, characters], reduce=True, vectors=slice(None), weight="balanced"),
        "the same, classes half balanced": _linear(
            [words, characters], reduce=True, vectors=slice(None), weight="half"
        ),
        "and nearest sentence, typos mended, no head start": lambda *data: _predict(
            trained_classifier(*data, lift=False)
        ),
        "ours": lambda *data: _predict(trained_classifier(*data)),
    }


def trained_classifier(
    samples: list[Sample], labels: list[str], weights: list[float], lift: bool = True
) -> SentenceClassifier:
    """Return the classifier of intents as the bot trains it; ``lift``: whether two intents get their head start."""
    config = GermanIntentClassifier.get_default_config()
    return SentenceClassifier.train(
        samples,
        labels,
        shared_encoder(),
        training_cache().encode_all,
        sample_weight=weights,
        strength=config["strength"],
        nearest_weight=config["nearest_weight"],
        lift=config["lift"] if lift else None,
    )


def _predict(classifier: SentenceClassifier) -> Predict:
    def predict(asked: Sequence[Sample]) -> list[str]:
        for sample, vector in zip(asked, training_cache().encode_all([s.text for s in asked]), strict=True):
            shared_encoder()._known[sample.text] = vector
        return [classifier.guesses(sample, limit=1)[0].label for sample in asked]

    return predict


def _tfidf(kind: str) -> Callable[[], Any]:
    if kind == "words":
        return lambda: (
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\S+", min_df=2),
            "lemmas",
        )
    options = {"analyzer": "char_wb", "ngram_range": (1, 5), "sublinear_tf": True, "min_df": 3, "max_features": 30_000}
    return lambda: (TfidfVectorizer(**options), "text")


def _linear(
    makers: list[Callable[[], Any]], reduce: bool = False, vectors: slice | None = None, weight: str | None = None
) -> Callable[[list[Sample], list[str], list[float]], Predict]:
    def fit(samples: list[Sample], labels: list[str], weights: list[float]) -> Predict:
        from scipy import sparse

        lexical = [make() for make in makers]
        for vectorizer, field in lexical:
            vectorizer.fit([fold(getattr(sample, field)) for sample in samples])
        encoded = training_cache().encode_all([sample.text for sample in samples])
        centre = encoded.mean(axis=0)
        svd: TruncatedSVD | None = None

        def rows(asked: Sequence[Sample]) -> Any:
            blocks: list[Any] = [v.transform([fold(getattr(s, field)) for s in asked]) for v, field in lexical]
            if reduce and blocks:
                assert svd is not None
                blocks = [_unit(svd.transform(sparse.hstack(blocks)))]
            if vectors is not None:
                part = (training_cache().encode_all([s.text for s in asked]) - centre)[:, vectors]
                blocks.append(_unit(part))
            return (
                blocks[0]
                if len(blocks) == 1
                else (np.hstack(blocks) if reduce or not lexical else sparse.hstack(blocks))
            )

        if reduce:
            together = sparse.hstack([v.transform([fold(getattr(s, field)) for s in samples]) for v, field in lexical])
            svd = TruncatedSVD(400, random_state=0).fit(together)
        class_weight = {"balanced": "balanced", "half": square_root_weights(labels), None: None}[weight]
        model = LogisticRegression(C=10.0, max_iter=100, tol=1e-2, class_weight=class_weight)
        model.fit(rows(samples), labels, sample_weight=weights)
        return lambda asked: [str(label) for label in model.predict(rows(asked))]

    return fit


def _unit(block: FloatArray) -> FloatArray:
    return np.asarray(block / np.maximum(np.linalg.norm(block, axis=1, keepdims=True), 1e-9))


def _f1(expected: list[str], guessed: list[str], label: str) -> float:
    hits = sum(a == b == label for a, b in zip(expected, guessed, strict=True))
    return round(2 * hits / max(1, expected.count(label) + guessed.count(label)), 4)
