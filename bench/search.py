"""What finding an answer costs as articles grow (how good it is: ``bench.fusion``)."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from bench.understanding import questions
from bot.encoder.arrays import FloatArray
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.search.index import SearchIndex, sample_of
from bot.knowledge.store import shared_store
from bot.language.meaning.encoder import shared_encoder, training_cache
from bot.language.text.pipeline import GermanPipeline

SIZES = (763, 1_000, 2_000)
_QUESTIONS = 200


def growth() -> dict[str, dict[str, float]]:
    """Return milliseconds of a question beside its encoding, with copies of articles whose vectors have noise of their own."""
    pipeline = GermanPipeline()
    knowledge = shared_store().snapshot()
    asked = [sample_of(record["text"], pipeline) for record in questions("devset") if record.get("article")][
        :_QUESTIONS
    ]
    for sample in asked:
        shared_encoder().encode(sample.text)
    found: dict[str, dict[str, float]] = {}
    for size in SIZES:
        index = SearchIndex.build(_grown(knowledge, size), pipeline, shared_encoder(), _noisy)
        seconds = []
        for sample in asked:
            began = time.perf_counter()
            index.find(sample)
            seconds.append(time.perf_counter() - began)
        found[f"{size}"] = {
            "ms median": round(float(np.median(seconds)) * 1000, 2),
            "ms p95": round(float(np.quantile(seconds, 0.95)) * 1000, 2),
        }
        print(f"  {size}: {found[f'{size}']}", flush=True)
    return found


def _grown(knowledge: KnowledgeBase, size: int) -> KnowledgeBase:
    articles = list(knowledge.articles.values())
    copies = [replace(articles[number % len(articles)], id=f"copy-{number}") for number in range(size - len(articles))]
    return replace(knowledge, articles={article.id: article for article in (*articles, *copies)})


def _noisy(texts: list[str], passages: bool = False) -> FloatArray:
    rng = np.random.default_rng(len(texts))
    rows = training_cache().encode_all(texts, passages)
    return np.asarray(rows + rng.standard_normal(rows.shape) * 0.02, dtype=np.float32)
