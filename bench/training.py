"""What training costs, in seconds of processor time, which other work on the machine does not change."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.contenders import STOCK_COST, train_stock
from bot.language.meaning.encoder import VECTORS
from bot.settings import ROOT

_TRAIN = """
import sys
import bot.rasa
from rasa.model_training import train
data, out = sys.argv[1:]
result = train(domain="domain.yml", config="config.yml", training_files=[data, "data/stories"], output=out, force_training=False)
sys.exit(result.code)
"""
_NEW_EXAMPLE = """version: "3.1"
nlu:
  - intent: find_funding
    examples: |
      - Wer zahlt mir einen Teil vom neuen Kassensystem für den Hofladen?
"""


def measure() -> dict[str, Any]:
    """Return processor and wall-clock seconds by contender: the whole, and after one more example.

    Rasa keeps what it has computed between trainings, and ours keeps the vectors of known sentences; a first training on a new
    machine computes these, too. Stock Rasa trains its network anew whatever has changed, so its one figure stands for both.
    """
    if not STOCK_COST.exists():
        train_stock()
    stock = json.loads(STOCK_COST.read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder:
        data = Path(folder) / "nlu"
        shutil.copytree(ROOT / "data" / "nlu", data)
        kept = Path(folder) / "vectors.npz"
        if VECTORS.exists():
            shutil.move(VECTORS, kept)
        first = _ours(data, Path(folder) / "models", fresh=True)
        whole = _ours(data, Path(folder) / "models", fresh=True)
        (data / "one_more.yml").write_text(_NEW_EXAMPLE, encoding="utf-8")
        again = _ours(data, Path(folder) / "models", fresh=False)
        if kept.exists():
            shutil.move(kept, VECTORS)
    figures = {"first on this machine": first, "whole": whole, "after one example": again}
    ours = {f"training, {name}, processor s": _one(seconds[0]) for name, seconds in figures.items()}
    ours |= {f"training, {name}, wall clock s": _one(seconds[1]) for name, seconds in figures.items()}
    theirs = {name: _one(stock["processor"]) for name in ours if "processor" in name}
    return {"ours": ours, "stock": theirs}


def _ours(data: Path, models: Path, fresh: bool) -> tuple[float, float]:
    if fresh:
        shutil.rmtree(ROOT / ".rasa" / "cache", ignore_errors=True)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([sys.executable, "-c", _TRAIN, str(data), str(models)], cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return processor, time.monotonic() - began


def _one(value: float) -> dict[str, float]:
    return {"median": round(value, 1), "min": round(value, 1), "max": round(value, 1)}
