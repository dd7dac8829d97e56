"""Five folds of the training data: each bot learns four fifths and is asked the rest.

Stock needs most of an hour for all sentences, so both learn a sample of them, the same for both, every intent in its share.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from sklearn.model_selection import StratifiedKFold, train_test_split

from bench.contenders import STOCK, STOCK_PYTHON, stock_environment
from bench.methods import trained_classifier, training_data
from bench.understanding import NOT_OURS
from bot.language.meaning.features import Sample
from bot.settings import ROOT

FOLDS = 5
SENTENCES = 2_000
THRESHOLD = 0.3
"""Below this probability both say that they have not understood (config.yml)."""

Data = tuple[list[Sample], list[str], list[float]]


def measure() -> dict[str, Any]:
    """Return the errors of both over all folds, seconds of training by fold, and what is taken for what most often."""
    data = _sample(training_data())
    samples, labels, weights = data
    folds = list(StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(samples, labels))
    found: dict[str, Any] = {"sentences": len(samples), "intents": len(set(labels))}
    for name, guess in (("ours", _ours), ("stock", _stock)):
        pairs: list[tuple[str, str]] = []
        seconds = []
        for number, (known, asked) in enumerate(folds):
            began = time.monotonic()
            learnt = tuple([part[i] for i in known] for part in (samples, labels, weights))
            guessed = guess(learnt, [samples[i] for i in asked])  # type: ignore[arg-type]
            seconds.append(round(time.monotonic() - began, 1))
            pairs += zip((labels[i] for i in asked), guessed, strict=True)
            print(f"  {name}, fold {number + 1} of {FOLDS}: {_errors(pairs)}", flush=True)
        found[name] = {**_errors(pairs), "seconds": seconds, "confused": _confused(pairs)}
    return found


def _sample(data: Data) -> Data:
    """Return every intent in its share; those with fewer than two sentences for each fold are left out."""
    samples, labels, weights = data
    enough = {label for label, count in Counter(labels).items() if count * SENTENCES / len(labels) >= FOLDS}
    rows = [i for i, label in enumerate(labels) if label in enough]
    kept, _ = train_test_split(rows, train_size=SENTENCES, stratify=[labels[i] for i in rows], random_state=0)
    return [samples[i] for i in kept], [labels[i] for i in kept], [weights[i] for i in kept]


def _errors(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    wrong_side = sum((guess in NOT_OURS) != (expected == "out_of_scope") for expected, guess in pairs)
    return {
        "intent_errors": round(sum(expected != guess for expected, guess in pairs) / len(pairs), 4),
        "scope_errors": round(wrong_side / len(pairs), 4),
    }


def _confused(pairs: Sequence[tuple[str, str]]) -> list[str]:
    counts = Counter(pair for pair in pairs if pair[0] != pair[1])
    return [f"{expected} as {guess}: {count}" for (expected, guess), count in counts.most_common(8)]


def _ours(learnt: Data, asked: Sequence[Sample]) -> list[str]:
    classifier = trained_classifier(*learnt)
    best = [classifier.guesses(sample, limit=1)[0] for sample in asked]
    return [guess.label if guess.probability >= THRESHOLD else "nlu_fallback" for guess in best]


def _stock(learnt: Data, asked: Sequence[Sample]) -> list[str]:
    """Train the pipeline of ``bench/stock/config.yml`` in a process of its own, because TensorFlow keeps its memory."""
    samples, labels, _ = learnt
    with TemporaryDirectory() as name:
        folder = Path(name)
        config = yaml.safe_load((STOCK / "config.yml").read_text(encoding="utf-8"))
        # Without the importer, which would add all phrasings of the articles, those asked included.
        config = {key: value for key, value in config.items() if key not in {"importers", "policies"}}
        (folder / "config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        examples = {
            label: [sample.text for sample, other in zip(samples, labels, strict=True) if other == label]
            for label in set(labels)
        }
        nlu = [
            {"intent": label, "examples": "".join(f"- {' '.join(text.split())}\n" for text in texts)}
            for label, texts in examples.items()
        ]
        (folder / "nlu.yml").write_text(
            yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True), encoding="utf-8"
        )
        (folder / "asked.json").write_text(json.dumps([sample.text for sample in asked]), encoding="utf-8")
        command = [str(STOCK_PYTHON), "-m", "bench.folds", name]
        environment = {**stock_environment(), "PYTHONPATH": str(ROOT)}
        subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return list(json.loads((folder / "guessed.json").read_text(encoding="utf-8")))


def _stock_process(folder: Path) -> None:
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    from bot.rasa.logs import keep_quiet

    keep_quiet()
    os.chdir(folder)  # Rasa keeps its cache where it works
    model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
    assert model is not None
    agent = Agent.load(model)
    texts = json.loads((folder / "asked.json").read_text(encoding="utf-8"))

    async def guesses() -> list[str]:
        return [str((await agent.parse_message(text))["intent"]["name"]) for text in texts]

    (folder / "guessed.json").write_text(json.dumps(asyncio.run(guesses())), encoding="utf-8")


if __name__ == "__main__":
    _stock_process(Path(sys.argv[1]))
