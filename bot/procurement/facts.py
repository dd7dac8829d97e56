"""What the papers say that is not written by hand: read from the code, its declarations and its tests."""

from __future__ import annotations

import ast
import datetime as dt
import platform
import re
from collections.abc import Sequence
from importlib.metadata import version

from sqlalchemy import Table

from bot.core.table import MAIL_TO, PER_MINUTE, RETENTION_DAYS
from bot.privacy.declaration import PRIVATE, Ends, keeping_of
from bot.privacy.tables import READING_DAYS
from bot.procurement.components import OURS, Component
from bot.settings import ROOT
from bot.version import VERSION

_RASA_FOLDERS = ("bot/rasa", "actions")
_ACCESSIBILITY = ROOT / "tests" / "browser" / "test_accessibility.py"
_STATES = {
    "greeting": "Begrüßung",
    "funding": "Förderliste als Karten",
    "example": "Beispiel eines Betriebs",
    "article": "Antwort mit Quelle",
    "emergency": "Notfall mit Schritten und Nummern",
    "comparison": "Vergleich als Tabelle",
    "map": "Karte",
    "check": "Selbsttest",
    "connection cut": "unterbrochene Verbindung",
    "deleting": "Gespräch löschen",
}
"""German names of the states that the tests name in English."""


def facts(parts: Sequence[Component], today: dt.date) -> dict[str, str]:
    """Return the facts by the names that the papers use in double braces.

    Args:
        parts: what the program needs at run time.
        today: the day of the papers.
    """
    private = [(table, keeping_of(table)) for table in PRIVATE.sorted_tables]
    return {
        "version": VERSION,
        "date": f"{today:%d.%m.%Y}",
        "tables": _table(
            ("Tabelle", "Art der Daten", "Felder", "Frist"),
            [(f"`{table.name}`", keeping.title, _fields(table), _periods(keeping.ends)) for table, keeping in private],
        ),
        "deletion": _table(
            ("Art der Daten", "Tabelle", "Frist", "sie beginnt mit"),
            [
                (keeping.title, f"`{table.name}`", _period(ends), _begins(ends))
                for table, keeping in private
                for ends in keeping.ends or (None,)
            ],
        ),
        "kinds": ", ".join(keeping.title for _, keeping in private if keeping.conversation),
        "retention_days": str(RETENTION_DAYS.value()),
        "reading_days": str(READING_DAYS),
        "backup_days": _backup_days(),
        "per_minute": str(PER_MINUTE.value()),
        "mail_to": ", ".join(MAIL_TO.value() or ()) or "[vom Zentrum auszufüllen: LOTSE_MAIL_TO ist nicht gesetzt]",
        "axe_rules": ", ".join(_constant("RULES")),
        "axe_states": "\n".join(
            f"- {_STATES.get(state, state)} → `test_axe_finds_nothing[{state}]`" for state in _constant("STATES")
        ),
        "models": _models(),
        "rasa": version("rasa"),
        "python": platform.python_version(),
        "rasa_share": _table(("Ordner", "Zeilen", "Anteil"), _lines()),
        "rasa_parts": f"{_only_for_rasa(parts)} von {len(parts)} Paketen",
    }


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _fields(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)


def _periods(ends: Sequence[Ends]) -> str:
    return "; ".join(f"{_period(one)} ab {_begins(one)}" for one in ends) or _period(None)


def _period(ends: Ends | None) -> str:
    if ends is None:
        return "endet nicht von selbst; bleibt, bis es ersetzt oder entfernt wird"
    days = RETENTION_DAYS.value() if ends.days is None else ends.days
    text = f"{days:g} Tage".replace(".", ",") if days != 1 else "1 Tag"
    text += ", danach ohne Bezug zum Gespräch" if ends.nameless else ""
    return text + (", wenn das Gespräch gelöscht ist" if ends.with_conversation else "")


def _begins(ends: Ends | None) -> str:
    if ends is None:
        return "–"
    only = f", wenn `{ends.empty}` leer ist" if ends.empty else ""
    return f"`{ends.since}`{only}"


def _backup_days() -> str:
    unit = (ROOT / "deploy" / "systemd" / "lotse-backup.service").read_text(encoding="utf-8")
    found = re.search(r"--keep (\d+)", unit)
    assert found, "the unit for back-ups says for how long they are kept"
    return found[1]


def _constant(name: str) -> list[str]:
    """Return the texts of a list, or the keys of a mapping, that the accessibility tests define."""
    for node in ast.parse(_ACCESSIBILITY.read_text(encoding="utf-8")).body:
        target = (
            node.targets[0]
            if isinstance(node, ast.Assign)
            else node.target
            if isinstance(node, ast.AnnAssign)
            else None
        )
        if isinstance(target, ast.Name) and target.id == name and isinstance(node, (ast.Assign, ast.AnnAssign)):
            value = node.value
            items = value.keys if isinstance(value, ast.Dict) else value.elts if isinstance(value, ast.List) else []
            return [str(item.value) for item in items if isinstance(item, ast.Constant)]
    raise KeyError(name)


def _models() -> str:
    weights = ROOT / "bot" / "encoder" / "tuned.npz"
    size = f"{weights.stat().st_size / 1e6:.1f}".replace(".", ",")
    return f"ein Satzmodell ({size} MB, bot/encoder/tuned.md) und lineare Modelle aus Fragen an dieses Wissen"


def _lines() -> list[tuple[str, str, str]]:
    counts = {"bot/rasa": 0, "actions": 0, "alles andere in bot": 0}
    for folder in ("bot", "actions"):
        for path in (ROOT / folder).rglob("*.py"):
            place = path.relative_to(ROOT).as_posix()
            part = next((known for known in _RASA_FOLDERS if place.startswith(f"{known}/")), "alles andere in bot")
            counts[part] += len(path.read_text(encoding="utf-8").splitlines())
    whole = sum(counts.values())
    return [(part, f"{count:,}".replace(",", "."), f"{100 * count / whole:.0f} %") for part, count in counts.items()]


def _only_for_rasa(parts: Sequence[Component]) -> int:
    """Return how many packages nobody needs but Rasa: those that are not reached without it."""
    by_name = {part.name: part for part in parts}
    ours = {name for name in _direct() if name in by_name and not name.startswith("rasa")}
    reached: set[str] = set()
    while ours - reached:
        name = (ours - reached).pop()
        reached.add(name)
        ours |= set(by_name[name].needs)
    return len(parts) - len(reached)


def _direct() -> set[str]:
    from importlib.metadata import requires

    from packaging.requirements import Requirement

    from bot.procurement.components import normalised

    return {normalised(Requirement(line).name) for line in requires(OURS) or []}
