"""``make bench``: what the bot understands and what it costs, against Rasa's stock configuration.

``python -m bench`` runs all parts; ``python -m bench understanding`` (or another name) only that one. The stock model is trained
when it is missing, which takes an hour on two cores.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable

from bench import report
from bench.contenders import STOCK_MODEL, STOCK_PYTHON, train_stock
from bot.quiet import set_variables
from bot.settings import ROOT


def main() -> int:
    """Run the parts that the command line names, or all."""
    set_variables()
    asked = [name for name in sys.argv[1:] if not name.startswith("--")] or list(PARTS)
    unknown = [name for name in asked if name not in PARTS]
    if unknown:
        print(f"There is no part {', '.join(unknown)}. There are: {', '.join(PARTS)}", file=sys.stderr)
        return 1
    for name in asked:
        print(f"\n== {name}", flush=True)
        PARTS[name]()
    return 0


def _understanding() -> None:
    from bench import understanding

    understanding.main()


def _training() -> None:
    from bench import training

    _need_stock()
    report.keep("training", training.measure())


def _robustness() -> None:
    from bench import robustness

    _need_stock()
    found = robustness.measure()
    report.keep("robustness", found)
    print(report.errors_table(found))


def _speed() -> None:
    from bench import speed

    _need_stock()
    found = {who: speed.summary(figures) for who, figures in speed.measure().items()}
    report.keep("speed", found)
    print(report.table(found))


def _methods() -> None:
    from bench import methods

    report.keep("methods", {"methods": methods.compare()})


def _folds() -> None:
    from bench import folds

    _need_stock()
    report.keep("folds", folds.measure())


def _search() -> None:
    from bench import search

    report.keep("search", {"growth": search.growth()})


def _processes() -> None:
    from bench import processes

    report.keep("processes", processes.measure())


def _channels() -> None:
    from bench import channels

    found = channels.measure()
    report.keep("channels", found)
    print(json.dumps(found, indent=2))


def _content_change() -> None:
    from bench import content_change

    found = content_change.measure()
    report.keep("content_change", found)
    print(json.dumps(found, indent=2))


def _nasty() -> None:
    from bench import nasty

    found = nasty.measure()
    report.keep("nasty", found)
    print(json.dumps(found, indent=2, ensure_ascii=False))


def _turns() -> None:
    """Say everything wherever a talk can stand, and walk hundreds of random talks."""
    tests = "tests/conversations/test_every_turn_ends.py"
    everything = {**os.environ, "LOTSE_EVERY_TURN": "1"}
    subprocess.run([sys.executable, "-m", "pytest", "-q", tests], cwd=ROOT, env=everything, check=True)


def _requests() -> None:
    from bench import requests

    requests.main()


def _hardening(name: str) -> Callable[[], None]:
    def run() -> None:
        found = importlib.import_module(f"bench.{name}").measure()
        report.keep(name, found)
        print(json.dumps(found, indent=2))

    return run


def _plot() -> None:
    subprocess.run([str(STOCK_PYTHON), "-m", "bench.report"], check=True)


def _need_stock() -> None:
    if not STOCK_PYTHON.exists():
        print("Stock Rasa gets its environment: 3 GB, a few minutes.", file=sys.stderr)
        subprocess.run(["bash", "scripts/stock.sh"], cwd=ROOT, check=True)
    if not STOCK_MODEL.exists():
        train_stock()


PARTS: dict[str, Callable[[], None]] = {
    "understanding": _understanding,
    "training": _training,
    "robustness": _robustness,
    "methods": _methods,
    "folds": _folds,
    "search": _search,
    "speed": _speed,
    "processes": _processes,
    "channels": _channels,
    "content_change": _content_change,
    "nasty": _nasty,
    "turns": _turns,
    "requests": _requests,
    "fuzzing": _hardening("fuzzing"),
    "soak": _hardening("soak"),
    "kills": _hardening("kills"),
    "first_start": _hardening("first_start"),
    "plot": _plot,
}

if __name__ == "__main__":
    sys.exit(main())
