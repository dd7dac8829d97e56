"""Ways to find the right article, and what finding costs as articles grow."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from bench.understanding import questions
from bot.knowledge.search.index import NEAREST_WEIGHT, SearchIndex, sample_of
from bot.knowledge.store import shared_store
from bot.language.arrays import FloatArray
from bot.language.classifier import SentenceClassifier
from bot.language.correction import Correction
from bot.language.encoder import USE_DIMENSIONS, shared_encoder, training_cache
from bot.language.features import Features, Sample
from bot.language.nearest import NearestExamples
from bot.language.normalise import fold
from bot.language.pipeline import GermanPipeline

Rank = Callable[[Sample], list[str]]
SIZES = (100, 1_000, 10_000, 100_000)
PHRASINGS = 6
"""Known ways to ask each article; as many as ours have."""


def compare_methods() -> dict[str, dict[str, float]]:
    """Return hit@1, hit@3, MRR and milliseconds of each method on the development set."""
    pipeline = GermanPipeline()
    articles = list(shared_store().snapshot().articles.values())
    pairs = [(article.id, text) for article in articles for text in (article.question, *article.phrasings)]
    samples = [sample_of(text, pipeline) for _, text in pairs]
    owners = [id_ for id_, _ in pairs]
    asked = [record for record in questions("devset") if record.get("article")]
    questions_ = [
        (sample_of(record["text"], pipeline), {record["article"], *(record.get("also") or ())}) for record in asked
    ]
    for sample, _ in questions_:
        shared_encoder().encode(sample.text)
    return {name: _judged(rank, questions_) for name, rank in _methods(samples, owners, articles, pipeline).items()}


def _methods(
    samples: list[Sample], owners: list[str], articles: list[Any], pipeline: GermanPipeline
) -> dict[str, Rank]:
    by_words = BM25([fold(sample.text) for sample in samples], owners, r"\w+")
    by_lemmas = BM25([fold(sample.lemmas) for sample in samples], owners, r"\S+")
    by_parts = BM25([fold(sample.text) for sample in samples], owners, None)
    mend = Correction.of(samples).mend
    vectors = training_cache().encode_all([sample.text for sample in samples])
    use, e5 = slice(0, USE_DIMENSIONS), slice(USE_DIMENSIONS, None)
    encoders = {
        name: _encoder(vectors, owners, part) for name, part in (("first", use), ("second", e5), ("both", slice(None)))
    }
    linear = SentenceClassifier.train(
        samples, owners, shared_encoder(), training_cache().encode_all, nearest_weight=0.0, balanced=False
    )
    ours = SearchIndex.build(articles, pipeline, shared_encoder(), training_cache().encode_all)
    return {
        "BM25, words": lambda sample: by_words.rank(fold(sample.text)),
        "BM25, lemmas": lambda sample: by_lemmas.rank(fold(sample.lemmas)),
        "BM25, lemmas, typos mended": lambda sample: by_lemmas.rank(fold(mend(sample).lemmas)),
        "BM25, parts of words (3 to 5 letters)": lambda sample: by_parts.rank(fold(sample.text)),
        "nearest phrasing, first encoder": encoders["first"],
        "nearest phrasing, second encoder": encoders["second"],
        "nearest phrasing, both encoders": encoders["both"],
        "BM25 lemmas and both encoders, fused": lambda sample: _fused(
            by_lemmas.rank(fold(mend(sample).lemmas)), encoders["both"](sample)
        ),
        "BM25 parts and both encoders, fused": lambda sample: _fused(
            by_parts.rank(fold(sample.text)), encoders["both"](sample)
        ),
        "linear model over spelling, words, meaning": lambda sample: [g.label for g in linear.guesses(sample)],
        "ours: linear model and nearest phrasing": lambda sample: [
            hit.article_id for hit in ours.find(sample, limit=151)
        ],
    }


class BM25:
    """The usual lexical search (Robertson and Zaragoza 2009), with their usual constants."""

    def __init__(self, texts: Sequence[str], owners: Sequence[str], token: str | None) -> None:
        """``token``: what counts as a word; None for pieces of words."""
        options: dict[str, Any] = {"token_pattern": token} if token else {"analyzer": "char_wb", "ngram_range": (3, 5)}
        self._counter = CountVectorizer(**options)
        counts = self._counter.fit_transform(texts).tocsc().astype(np.float32)
        self._owners = np.asarray(owners)
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        rare = np.log(1 + (len(texts) - counts.getnnz(axis=0) + 0.5) / (counts.getnnz(axis=0) + 0.5))
        damping = 1.2 * (1 - 0.75 + 0.75 * lengths / lengths.mean())
        counts.data = counts.data * 2.2 / (counts.data + damping[counts.indices])
        self._scores = counts.multiply(rare[None, :]).tocsr()

    def rank(self, text: str) -> list[str]:
        """Return all owners, best first."""
        scores = np.asarray((self._scores @ self._counter.transform([text]).T.sign()).todense()).ravel()
        return list(dict.fromkeys(self._owners[np.argsort(-scores)]))


def _encoder(vectors: FloatArray, owners: list[str], part: slice) -> Rank:
    centre = vectors.mean(axis=0)
    known = (vectors - centre)[:, part]
    known = known / np.linalg.norm(known, axis=1, keepdims=True)
    names = np.asarray(owners)

    def rank(sample: Sample) -> list[str]:
        asked = (shared_encoder().encode(sample.text) - centre)[part]
        return list(dict.fromkeys(names[np.argsort(-(known @ asked))]))

    return rank


def _fused(*rankings: list[str]) -> list[str]:
    """Return one ranking (reciprocal rank fusion, Cormack et al. 2009)."""
    scores: defaultdict[str, float] = defaultdict(float)
    for ranking in rankings:
        for place, name in enumerate(ranking):
            scores[name] += 1 / (60 + place)
    return sorted(scores, key=lambda name: -scores[name])


def _judged(rank: Rank, asked: Sequence[tuple[Sample, set[str]]]) -> dict[str, float]:
    places, began = [], time.perf_counter()
    for sample, accepted in asked:
        ranking = rank(sample)
        places.append(next((place for place, id_ in enumerate(ranking) if id_ in accepted), len(ranking)))
    seconds = (time.perf_counter() - began) / len(asked)
    return {
        "hit@1": round(float(np.mean([place == 0 for place in places])), 4),
        "hit@3": round(float(np.mean([place < 3 for place in places])), 4),
        "MRR": round(float(np.mean([1 / (1 + place) for place in places])), 4),
        "ms beside encoding": round(seconds * 1000, 2),
    }


def growth() -> dict[str, dict[str, float]]:
    """Return milliseconds of a question, and memory, with generated articles: real rows with noise of their own."""
    pipeline = GermanPipeline()
    articles = list(shared_store().snapshot().articles.values())
    samples = [sample_of(text, pipeline) for article in articles for text in (article.question, *article.phrasings)]
    features, real = Features.learn(samples, shared_encoder(), training_cache().encode_all)
    asked = [sample_of(record["text"], pipeline) for record in questions("devset") if record.get("article")][:100]
    rng = np.random.default_rng(0)
    found: dict[str, dict[str, float]] = {}
    for size in SIZES:
        rows = _generated(real, size * PHRASINGS, rng)
        owners = [f"article-{number // PHRASINGS:06d}" for number in range(len(rows))]
        labels = sorted(set(owners))
        nothing = np.zeros((rows.shape[1], 0), dtype=np.float32)
        bias = np.zeros(len(labels), dtype=np.float32)
        nearest = NearestExamples.of(rows, owners, labels)
        classifier = SentenceClassifier(
            features, Correction.of(samples), labels, nothing, bias, nearest, NEAREST_WEIGHT
        )
        seconds, same = [], 0
        for sample in asked:
            shared_encoder().encode(sample.text)
            began = time.perf_counter()
            best = classifier.guesses(sample, limit=3)[0].label
            seconds.append(time.perf_counter() - began)
            exact = owners[int((rows @ features.row(classifier._correction.mend(sample))).argmax())]
            same += best == exact
        found[f"{size}"] = {
            "ms median": round(float(np.median(seconds)) * 1000, 2),
            "ms p95": round(float(np.quantile(seconds, 0.95)) * 1000, 2),
            "same as exact search": same / len(asked),
            "MB of rows": round(rows.nbytes / 2**20),
        }
        print(f"  {size}: {found[f'{size}']}", flush=True)
    return found


def _generated(real: FloatArray, number: int, rng: np.random.Generator) -> FloatArray:
    rows = np.empty((number, real.shape[1]), dtype=np.float32)
    for start in range(0, number, 10_000):
        part = real[rng.integers(0, len(real), min(10_000, number - start))]
        noise = rng.standard_normal(part.shape, dtype=np.float32)
        part = part + noise * (0.6 / np.sqrt(real.shape[1]))
        rows[start : start + len(part)] = part * (np.sqrt(3.0) / np.linalg.norm(part, axis=1, keepdims=True))
    return rows
