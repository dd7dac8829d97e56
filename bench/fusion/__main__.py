"""Learning what each signal of the search is worth, and how sure an answer is (``python -m bench.fusion``).

The questions beside this file and in ``data/questions`` were written by people who saw neither articles nor phrasings: three had a
topic and a facet for each line, eight wrote what somebody types next in a talk. Each of them is judged by weights that the others
gave (``--folds``); what is kept, in ``bot/knowledge/search/fusion.json``, is learnt from all.

``talks-*`` are the questions of talks that strangers played against the bot before 28.11.2026 (``bench/talks``); somebody who
knew no verdict read the nearest articles and noted which answer it, and which help. For learning they count most.

Every question is also asked where its article is known by five phrasings only, as a new one is, and where its topic is not there
at all: then nothing is right, and sureness has to be low.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.optimize import minimize

from bot.encoder.arrays import FloatArray
from bot.knowledge.checking import read_knowledge
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.search.candidates import candidates
from bot.knowledge.search.follow_ups import follow_ups
from bot.knowledge.search.fusion import AS_WELL, FILE, SURENESS, Fusion, evidence_beside, evidence_of
from bot.knowledge.search.index import sample_of
from bot.knowledge.search.signals import NAMES, Found, Signals, Talk
from bot.language.meaning.encoder import shared_encoder, training_cache
from bot.language.text.pipeline import GermanPipeline
from bot.settings import KNOWLEDGE_DIR, ROOT

FOLDER, QUESTIONS = Path(__file__).parent, ROOT / "data" / "questions"
FEW = 5
_PENALTY = 2e-4
_OWNERS = "owner"
"""Begins the names of the files in which all articles that help are named."""
_TALKS, _TURNS = "talks", "turns"
"""Begin the names of the files with questions of whole talks, for which somebody has read all that was near, and of turns."""
_WORTH_OF_TALKS, _WORTH_OF_TURNS = 4.0, 0.2
"""Measured by leaving out hands: turns are shorter than what people type in a talk."""
_BESIDE = 4
"""Candidates after the best that may be needed beside it."""
_NOT_THERE, _NOT_OURS = 0.35, 0.5
"""How much a question counts whose topic is not there, and one that is none of ours, against one that has an answer."""


@dataclass(frozen=True)
class Asked:
    """A question with what it found. ``right``: places on the short list that answer it; ``several``: whether somebody has looked
    for all that answer it. ``helps``: of a question of a talk, the places that answer it or a part of it.
    """

    writer: str
    text: str
    signals: Signals
    found: Found
    topics: list[str]
    facets: list[str]
    before: str | None
    right: tuple[int, ...]
    weight: float = 1.0
    few: bool = False
    several: bool = False
    helps: tuple[int, ...] | None = None

    @property
    def worth(self) -> float:
        """How much the question counts for what is learnt: real talks most, turns written one by one little."""
        return _WORTH_OF_TALKS if self.helps is not None else _WORTH_OF_TURNS if self.writer.startswith(_TURNS) else 1.0


class Asking:
    """Asks questions of all candidates: with all phrasings, with few of a third of the articles, and without a topic."""

    def __init__(self, knowledge: KnowledgeBase, seed: int = 0) -> None:
        """Learn all candidates twice. ``seed``: of the choice of those with few phrasings."""
        chance = random.Random(seed)
        self._pipeline = GermanPipeline()
        full = candidates(knowledge)
        self._reduced = {id_ for id_ in knowledge.articles if chance.random() < 1 / 3}
        few = [replace(one, phrasings=one.phrasings[:FEW]) if one.id in self._reduced else one for one in full]
        lemmas = {text: sample_of(text, self._pipeline).lemmas for one in full for text in one.phrasings}
        cache = training_cache()
        passages = partial(cache.encode_all, passages=True)
        self._full, self._few = (
            Signals.learn(each, cache.encode_all, passages, lemmas, follow_ups()) for each in (full, few)
        )
        self._ids = [one.id for one in full]
        self._topics = [one.topic for one in full]
        self._facets = [one.facet for one in full]

    def all(self, writer: str, row: dict[str, Any]) -> Iterator[Asked]:
        """Yield what one question finds, in each of the ways."""
        gold = {row.get("article"), *row.get("also", ())} - {None}
        if row.get("any_facet"):
            topics = {topic for id_, topic in zip(self._ids, self._topics, strict=True) if id_ in gold}
            gold = {id_ for id_, topic in zip(self._ids, self._topics, strict=True) if topic in topics}
        if writer.startswith(_TALKS):
            yield self._one(self._full, writer, row, gold, None, 1.0, False)
            return
        if not gold:
            yield self._one(self._full, writer, row, gold, None, _NOT_OURS, False)
            return
        yield self._one(self._full, writer, row, gold, None, 1.0, False)
        if gold & self._reduced:
            yield self._one(self._few, writer, row, gold, None, 1.0, True)
        without = {topic for id_, topic in zip(self._ids, self._topics, strict=True) if id_ in gold}
        among = np.asarray([topic not in without for topic in self._topics])
        yield self._one(self._full, writer, row, set(), among, _NOT_THERE, False)

    def _one(
        self,
        signals: Signals,
        writer: str,
        row: dict[str, Any],
        gold: set[str],
        among: FloatArray | None,
        weight: float,
        few: bool,
    ) -> Asked:
        text, before = row["text"], row.get("before")
        talk = (
            Talk(before, row.get("said", ""), frozenset(row.get("told", ())), row.get("last", "")) if before else None
        )
        with_said = shared_encoder().encode(talk.with_said(text)) if talk and talk.said else None
        found = signals.of(sample_of(text, self._pipeline), shared_encoder().encode(text), among, talk, with_said)
        right = tuple(n for n, place in enumerate(found.places) if self._ids[place] in gold)
        topics, facets = ([of[place] for place in found.places] for of in (self._topics, self._facets))
        several = writer.startswith(_OWNERS) and weight == 1.0 and not few
        helps = None
        if writer.startswith(_TALKS):
            useful = gold | set(row.get("helps", ()))
            helps = tuple(n for n, place in enumerate(found.places) if self._ids[place] in useful)
        return Asked(writer, text, signals, found, topics, facets, before, right, weight, few, several, helps)


def ask_all(knowledge: KnowledgeBase) -> list[Asked]:
    """Return all questions beside this file and in ``data/questions`` with what they find."""
    asking = Asking(knowledge)
    return [
        one
        for file in sorted([*FOLDER.glob("*.yaml"), *QUESTIONS.glob("*.yaml")])
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))
        for one in asking.all(file.stem, row)
    ]


def learn(asked: Sequence[Asked]) -> Fusion:
    """Return weights and sureness learnt from ``asked``.

    What holds inside a talk is learnt as a difference from what holds everywhere: of such questions there are fewer.
    """
    ranked = [
        (_with_difference(one.found.signals, one.found.in_talk), list(one.right), one.worth)
        for one in asked
        if one.right
    ]
    both = minimize(_ranking_loss, np.zeros(2 * len(NAMES)), args=(ranked,), jac=True, method="L-BFGS-B").x
    weights, in_talk = (
        part.astype(np.float32) for part in (both[: len(NAMES)], both[: len(NAMES)] + both[len(NAMES) :])
    )
    unknown = np.zeros(len(SURENESS) + 1)
    fusion = Fusion(weights, unknown, np.zeros(len(AS_WELL) + 1), in_talk, unknown)
    rows = np.asarray([[*evidence(fusion, one), 1.0] for one in asked])
    talking = np.asarray([one.found.in_talk for one in asked])
    right = np.asarray([float(_is_right(fusion, one)) for one in asked])
    importance = np.asarray([one.weight * one.worth for one in asked])
    both = _logistic(np.hstack([rows, rows * talking[:, None]]), right, importance)
    sureness, sureness_in_talk = both[: rows.shape[1]], both[: rows.shape[1]] + both[rows.shape[1] :]
    fusion = replace(fusion, sureness=sureness, sureness_in_talk=sureness_in_talk)
    beside = [pair for one in asked if one.several for pair in _beside(fusion, one)]
    rows, needed = (np.asarray(column) for column in zip(*beside, strict=True))
    return replace(fusion, as_well=_logistic(rows, needed, np.ones(len(rows))))


def _with_difference(columns: FloatArray, in_talk: bool) -> FloatArray:
    return np.hstack([columns, columns * in_talk])


def _logistic(rows: FloatArray, right: FloatArray, importance: FloatArray) -> FloatArray:
    return np.asarray(minimize(_sureness_loss, np.zeros(rows.shape[1]), args=(rows, right, importance), jac=True).x)


def _beside(fusion: Fusion, one: Asked) -> Iterator[tuple[list[float], float]]:
    """Yield, for each of the next candidates after the best, its evidence and whether it answers the question, too."""
    probabilities = fusion.probabilities(one.found)
    best, *others = np.argsort(-probabilities)[: _BESIDE + 1].tolist()
    places = [int(one.found.places[other]) for other in others]
    added = one.signals.added(one.text, int(one.found.places[best]), places)
    for other, gain in zip(others, added, strict=True):
        same = (one.topics[other] == one.topics[best], one.facets[other] == one.facets[best])
        evidence = evidence_beside(one.found, probabilities, best, other, same, gain, len(one.text.split()))
        yield [*evidence, 1.0], float(other in one.right)


def evidence(fusion: Fusion, one: Asked) -> list[float]:
    """Return what tells how sure the best candidate is."""
    return evidence_of(one.found, fusion.probabilities(one.found), one.topics, len(one.text.split()), one.before)


def _is_right(fusion: Fusion, one: Asked) -> bool:
    """Whether the best candidate is of the right topic: another facet of it helps, too, and offers the one that was meant.

    Of a talk's question it is known what helps.
    """
    best = int(np.argmax(fusion.probabilities(one.found)))
    if one.helps is not None:
        return best in one.helps
    return one.topics[best] in {one.topics[place] for place in one.right}


def _ranking_loss(
    weights: FloatArray, asked: Sequence[tuple[FloatArray, list[int], float]]
) -> tuple[float, FloatArray]:
    loss, gradient = 0.0, np.zeros_like(weights)
    for signals, right, worth in asked:
        scores = signals @ weights
        odds = np.exp(scores - scores.max())
        odds /= odds.sum()
        share = odds[right].sum()
        wanted = np.zeros_like(odds)
        wanted[right] = odds[right] / max(1e-12, share)
        loss -= worth * np.log(max(1e-12, share))
        gradient -= worth * ((wanted - odds) @ signals)
    size = sum(worth for *_, worth in asked)
    return loss / size + _PENALTY * float(weights @ weights), gradient / size + 2 * _PENALTY * weights


def _sureness_loss(
    weights: FloatArray, rows: FloatArray, right: FloatArray, importance: FloatArray
) -> tuple[float, FloatArray]:
    odds = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
    loss = -(importance * (right * np.log(odds + 1e-9) + (1 - right) * np.log(1 - odds + 1e-9))).sum()
    size = importance.sum()
    gradient = rows.T @ (importance * (odds - right)) / size
    return loss / size + 1e-3 * float(weights @ weights), gradient + 2e-3 * weights


def _named(names: Sequence[str], numbers: FloatArray) -> dict[str, float]:
    return {name: round(float(number), 4) for name, number in zip(names, numbers, strict=True)}


def report(asked: Sequence[Asked], fusions: dict[str, Fusion]) -> None:
    """Print how often the right one comes first and among three, and how wrong what is given for certain is."""
    groups: dict[str, list[tuple[int, float, bool]]] = defaultdict(list)
    for one in asked:
        fusion = fusions.get(one.writer, fusions["all"])
        order = np.argsort(-fusion.probabilities(one.found)).tolist()
        rank = min((order.index(place) for place in one.right), default=99)
        sure = fusion.sure(evidence(fusion, one), one.found.in_talk)
        kind = (
            "talk"
            if one.helps is not None
            else "few"
            if one.few
            else "not ours"
            if one.weight == _NOT_OURS
            else "not there"
            if one.weight < 1
            else "known"
        )
        result = (rank, sure, _is_right(fusion, one))
        for name in (kind, f"{kind} {'in a talk' if one.before else 'alone'}", f"{kind} {one.writer}"):
            groups[name].append(result)
    for name, results in sorted(groups.items()):
        ranks, sures, topics = (np.asarray(column) for column in zip(*results, strict=True))
        line = f"{name:38} {len(results):5}  first {np.mean(ranks == 0):.3f}  three {np.mean(ranks < 3):.3f}"
        line += f"  topic {np.mean(topics):.3f}"
        for limit in (0.4, 0.5, 0.6):
            given = sures >= limit
            line += f"  >{limit}: given {given.mean():.2f} of a wrong topic {np.mean(given & ~topics):.3f}"
        print(line)


def report_second(asked: Sequence[Asked], fusions: dict[str, Fusion]) -> None:
    """Print how often a second answer is told of, and how often it is one that helps, by how sure it has to be."""
    judged = []
    for one in (one for one in asked if one.several):
        fusion = fusions.get(one.writer, fusions["all"])
        judged.append(max((fusion.needed(evidence[:-1]), helps) for evidence, helps in _beside(fusion, one)))
    for limit in (0.3, 0.4, 0.5, 0.6):
        told = [helps for needed, helps in judged if needed >= limit]
        print(f"second >{limit}: told of {len(told) / len(judged):.2f}, helps {np.mean(told or [0]):.2f}")


def main() -> None:
    """Learn, report by folds, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--folds", action="store_true", help="judge each writer by what the others gave, and write nothing"
    )
    options = parser.parse_args()
    asked = ask_all(read_knowledge(KNOWLEDGE_DIR))
    every = learn(asked)
    if options.folds:
        writers = sorted({one.writer for one in asked})
        fusions = {"all": every, **{w: learn([one for one in asked if one.writer != w]) for w in writers}}
        report(asked, fusions)
        report_second(asked, fusions)
        return
    values = {
        "signals": _named(NAMES, every.weights),
        "signals in talk": _named(NAMES, every.weights_in_talk),
        "sureness": _named((*SURENESS, "base"), every.sureness),
        "sureness in talk": _named((*SURENESS, "base"), every.sureness_in_talk),
        "as well": _named((*AS_WELL, "base"), every.as_well),
    }
    FILE.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
    report(asked, {"all": every})
    report_second(asked, {"all": every})


if __name__ == "__main__":
    main()
