"""``make bench``: what the bot understands and what it costs, against Rasa's stock configuration.

``python -m bench`` runs all parts; ``python -m bench understanding`` (or another name) only that one. The stock model is trained
when it is missing, which takes an hour on two cores.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from bench import report
from bench.contenders import STOCK_MODEL, train_stock
from bot.quiet import set_variables


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

    report.keep("folds", folds.measure())


def _search() -> None:
    from bench import search

    report.keep("search", {"methods": search.compare_methods(), "growth": search.growth()})


def _processes() -> None:
    from bench import processes

    report.keep("processes", processes.measure())


def _channels() -> None:
    from bench import channels

    found = channels.measure()
    report.keep("channels", found)
    print(json.dumps(found, indent=2))


def _plot() -> None:
    """Draw what the parts have found."""
    read = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in report.RESULTS.glob("*.json")}
    speed = read["speed"]
    for who, figures in (read.get("training") or {}).items():
        if who in speed:
            speed[who] |= figures
    report.plot(speed, read.get("robustness"))
    parts = [report.table(speed)] + ([report.errors_table(read["robustness"])] if "robustness" in read else [])
    (report.RESULTS / "comparison.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _need_stock() -> None:
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
    "plot": _plot,
}

if __name__ == "__main__":
    sys.exit(main())
