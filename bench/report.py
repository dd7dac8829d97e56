"""The comparison as a table and a picture in ``bench/results``."""

from __future__ import annotations

import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
_PACKAGES = ("rasa", "spacy", "scikit-learn", "numpy", "sqlalchemy")

GOALS = {
    "start, s": ("at most", 1 / 4),
    "memory after 1000+ messages, MB": ("at most", 1 / 2),
    "message median, ms": ("at most", 1 / 3),
    "message p95, ms": ("at most", 1 / 3),
    "messages/s, 8 at once": ("at least", 4.0),
    "messages/s, 32 at once": ("at least", 4.0),
    "training, whole, processor s": ("at most", 1 / 6),
    "training, after one example, processor s": ("at most", 1 / 6),
}
"""What is to be reached, as ours : stock."""


def keep(name: str, found: dict[str, Any]) -> None:
    """Write figures as JSON, with the versions they were measured with."""
    RESULTS.mkdir(exist_ok=True)
    versions = {"python": platform.python_version(), **{package: version(package) for package in _PACKAGES}}
    text = json.dumps({**found, "versions": versions}, ensure_ascii=False, indent=2)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def table(speed: dict[str, dict[str, Any]]) -> str:
    """Return the comparison as a Markdown table. ``speed``: median, min and max by contender and figure."""
    lines = ["| figure | ours | stock | ours : stock | goal |", "| --- | --- | --- | --- | --- |"]
    for name, ours in speed["ours"].items():
        stock = speed["stock"].get(name)
        if stock is None:
            continue
        ratio = ours["median"] / stock["median"]
        lines.append(f"| {name} | {_spread(ours)} | {_spread(stock)} | {ratio:.2f} | {_goal(name, ratio)} |")
    return "\n".join(lines)


def errors_table(robustness: dict[str, Any]) -> str:
    """Return the errors by variant as a Markdown table, in percent."""
    lines = ["| variant | intent: ours | stock | ratio | scope: ours | stock | ratio |", "| --- " * 7 + "|"]
    for variant, ours in robustness["ours"].items():
        stock = robustness["stock"][variant]
        cells = [variant]
        for kind in ("intent_errors", "scope_errors"):
            cells += [f"{ours[kind]:.1%}", f"{stock[kind]:.1%}", f"{ours[kind] / max(1e-9, stock[kind]):.2f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def plot(speed: dict[str, dict[str, Any]], robustness: dict[str, Any] | None) -> None:
    """Draw both bots side by side into ``comparison.png``; for the environment of stock Rasa, which has Matplotlib."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    names = [name for name in speed["ours"] if name in speed["stock"]]
    columns = 4
    cells = len(names) + (robustness is not None)
    rows = -(-cells // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(4 * columns, 3 * rows))
    places = list(axes.flat)
    for name, place in zip(names, places, strict=False):
        medians = [speed[who][name]["median"] for who in ("ours", "stock")]
        spread = [[speed[who][name]["median"] - speed[who][name]["min"] for who in ("ours", "stock")]]
        spread.append([speed[who][name]["max"] - speed[who][name]["median"] for who in ("ours", "stock")])
        bars = place.bar(["ours", "stock"], medians, yerr=spread, capsize=4, color=["#00695c", "#9e9e9e"])
        place.bar_label(bars, fmt="%.4g", padding=3)
        place.set_title(name, fontsize=10)
        place.margins(y=0.2)
    if robustness is not None:
        _draw_errors(places[len(names)], robustness)
    for place in places[cells:]:
        place.axis("off")
    figure.tight_layout()
    figure.savefig(RESULTS / "comparison.png", dpi=110)
    plt.close(figure)


def _draw_errors(place: Any, robustness: dict[str, Any]) -> None:
    variants = list(robustness["ours"])
    for offset, (who, color) in enumerate((("ours", "#00695c"), ("stock", "#9e9e9e"))):
        heights = [robustness[who][variant]["intent_errors"] * 100 for variant in variants]
        place.barh([row + offset * 0.4 for row in range(len(variants))], heights, 0.4, label=who, color=color)
    place.set_yticks([row + 0.2 for row in range(len(variants))], variants, fontsize=8)
    place.invert_yaxis()
    place.set_title("intent errors, %", fontsize=10)
    place.legend(fontsize=8)


def _spread(figure: dict[str, float]) -> str:
    if figure["min"] == figure["max"]:
        return f"{figure['median']:.4g}"
    return f"{figure['median']:.4g} ({figure['min']:.4g}–{figure['max']:.4g})"


def _goal(name: str, ratio: float) -> str:
    if name not in GOALS:
        return ""
    direction, goal = GOALS[name]
    reached = ratio <= goal if direction == "at most" else ratio >= goal
    return f"{direction} {goal:.2f}: {'reached' if reached else 'missed'}"


def main() -> None:
    """Draw what the parts have found, and write it as tables."""
    read = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in RESULTS.glob("*.json")}
    speed = read["speed"]
    for who, figures in (read.get("training") or {}).items():
        if who in speed:
            speed[who] |= figures
    plot(speed, read.get("robustness"))
    parts = [table(speed)] + ([errors_table(read["robustness"])] if "robustness" in read else [])
    (RESULTS / "comparison.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
