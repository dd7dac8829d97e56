"""Learning when the search is not believed, because a message is none of ours (``python -m bench.scope``).

Each hand of ``data/scope`` is judged by a classifier of intents that has not learnt it, and so is every question of
``data/questions``, every turn that begins a talk and every example of what is none of ours: four folds, by file. From their odds
and from what the search found, :mod:`bot.knowledge.search.scope` learns how probably a message is ours. ``--folds`` judges each
fold by what the others gave, prints the figures, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from bench.methods import trained_classifier, training_data
from bench.understanding import SETS, questions
from bot.encoder.arrays import FloatArray
from bot.knowledge.search.index import open_index, sample_of
from bot.knowledge.search.scope import EVIDENCE, FILE, OURS, evidence_of_scope
from bot.knowledge.store import shared_store
from bot.knowledge.written import QUESTIONS, SCOPE, TURNS
from bot.language.meaning.encoder import shared_encoder, training_cache
from bot.language.text.pipeline import GermanPipeline
from bot.quiet import set_variables
from bot.rasa.nlu.turn_examples import intent_of
from bot.settings import ROOT, VAR_DIR

FOLDS = 4
FOREIGN = "out_of_scope"
_STRENGTH = 1.0
_WORTH_OF_NEAR = 8.0
"""How much a near miss counts that is ours: they are few, and the ones that are taken for others'."""
_WRITTEN = ROOT / "data" / "nlu" / "out_of_scope.yml"


@dataclass(frozen=True)
class Message:
    """A first message. ``hand``: who wrote it; ``fold``: whose classifier has not learnt it, None for the question sets."""

    hand: str
    text: str
    ours: bool
    fold: int | None


def messages() -> list[Message]:
    """Return all first messages of which it is known whether they are ours."""
    found = [Message(hand, text, intent != FOREIGN, fold) for hand, text, intent, fold in _learnt()]
    for name in SETS:
        found += [Message(name, row["text"], row["intent"] != FOREIGN, None) for row in questions(name)]
    return found


def _learnt() -> Iterator[tuple[str, str, str, int]]:
    for number, file in enumerate(sorted(SCOPE.glob("*.yaml"))):
        for row in _rows(file):
            yield f"scope {file.stem}", row["text"], row["intent"], number % FOLDS
    for number, file in enumerate(sorted(QUESTIONS.glob("*.yaml"))):
        for row in _rows(file):
            yield "questions", row["text"], "ask_knowledge", number % FOLDS
    for number, file in enumerate(sorted(TURNS.glob("*.yaml"))):
        for row in _rows(file):
            intent = intent_of(row)
            if intent == FOREIGN or (intent and not (row.get("context") or {}).get("said")):
                yield "turns", row["user"], intent, number % FOLDS
    for part in yaml.safe_load(_WRITTEN.read_text(encoding="utf-8"))["nlu"]:
        for number, line in enumerate(part["examples"].splitlines()):
            yield "examples", line.removeprefix("- "), FOREIGN, number % FOLDS


def _rows(file: Path) -> list[dict[str, str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return list(yaml.load(file.read_text(encoding="utf-8"), Loader=loader))


def foreign_odds(asked: Sequence[Message]) -> list[float]:
    """Return how probably each message is none of ours, by a classifier of intents that has not learnt it."""
    samples, labels, weights = training_data()
    pipeline = GermanPipeline()
    mine = [sample_of(one.text, pipeline) for one in asked]
    for sample, vector in zip(mine, training_cache().encode_all([sample.text for sample in mine]), strict=True):
        shared_encoder()._known[sample.text] = vector
    fold_of = {one.text: one.fold for one in reversed(asked)}
    odds = [0.0] * len(asked)
    for fold in (*range(FOLDS), None):
        kept = [n for n, sample in enumerate(samples) if fold is None or fold_of.get(sample.text) != fold]
        classifier = trained_classifier(*([part[n] for n in kept] for part in (samples, labels, weights)))
        for place, one in enumerate(asked):
            if one.fold == fold:
                odds[place] = next(g.probability for g in classifier.guesses(mine[place]) if g.label == FOREIGN)
        print(f"  classifier without fold {fold}" if fold is not None else "  classifier of all", flush=True)
    return odds


def evidence(asked: Sequence[Message]) -> FloatArray:
    """Return what tells whether each message is ours, in the order of :data:`EVIDENCE`."""
    pipeline = GermanPipeline()
    index = open_index(
        shared_store().snapshot(), VAR_DIR / "index", pipeline, shared_encoder(), training_cache().encode_all
    )
    found = (index.find(sample_of(one.text, pipeline), by_heart=False) for one in asked)
    return np.asarray([evidence_of_scope(odds, one) for odds, one in zip(foreign_odds(asked), found, strict=True)])


def learn(rows: FloatArray, ours: Sequence[bool], worth: FloatArray) -> FloatArray:
    """Return the weights of :data:`EVIDENCE` and of nothing, learnt on its scale. ``worth``: how much each row counts."""
    scale = rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(rows / scale, list(ours), sample_weight=worth)
    return np.append(model.coef_[0] / scale, model.intercept_[0])


def report(asked: Sequence[Message], sure: FloatArray) -> None:
    """Print, for each hand, how much that is not ours is refused, and how much that is ours."""
    groups: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for one, probability in zip(asked, sure, strict=True):
        groups[one.hand].append((one.ours, bool(probability < OURS)))
    for hand, pairs in sorted(groups.items()):
        refused = {side: [gone for ours, gone in pairs if ours == side] for side in (False, True)}
        line = "  ".join(
            f"{name} {np.mean(refused[side]):.3f} of {len(refused[side])}"
            for side, name in ((False, "not ours refused"), (True, "ours refused"))
            if refused[side]
        )
        print(f"{hand:16} {line}")


def main() -> None:
    """Learn, report by folds, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", action="store_true", help="write nothing")
    options = parser.parse_args()
    set_variables()
    asked = messages()
    rows = evidence(asked)
    ours = np.asarray([one.ours for one in asked])
    fold = np.asarray([-1 if one.fold is None else one.fold for one in asked])
    near = np.asarray([one.ours and one.hand.startswith("scope") for one in asked])
    worth = np.where(near, _WORTH_OF_NEAR, 1.0)
    sure = np.zeros(len(asked))
    for number in (*range(FOLDS), -1):
        known = (fold != number) & (fold >= 0)
        weights = learn(rows[known], ours[known], worth[known])
        asked_now = fold == number
        sure[asked_now] = 1 / (1 + np.exp(-(rows[asked_now] @ weights[:-1] + weights[-1])))
    report(asked, sure)
    if not options.folds:
        weights = learn(rows[fold >= 0], ours[fold >= 0], worth[fold >= 0])
        values = dict(zip((*EVIDENCE, "base"), (round(float(weight), 4) for weight in weights), strict=True))
        FILE.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
