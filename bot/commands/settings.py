"""``lotse settings``: every setting, the value in force and where it comes from."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from bot.core import file
from bot.core.entry import check
from bot.core.table import SETTINGS, Setting


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("settings", help="zeigt alle Einstellungen, ihre Werte und woher sie kommen")
    parser.add_argument("--example", action="store_true", help="gibt eine Datei mit allen Einstellungen als Muster aus")
    parser.set_defaults(run=_run)


def _run(parsed: argparse.Namespace) -> int:
    """Print them; exit code 1 where one of them is wrong, with the reason on standard error."""
    if parsed.example:
        print(example())
        return 0
    read = file.read(file.find())
    print(f"Datei mit Einstellungen: {read.path or 'keine'}\n")
    for setting in SETTINGS:
        print(f"{setting.name} = {effective(setting)}")
        print(
            f"    {setting.purpose}. In der Datei: {setting.key if setting.in_file else '–'}. Quelle: {file.origin(setting)}."
        )
    faults = [*read.faults, *check()]
    for fault in faults:
        print(f"{fault.rstrip('.')}.", file=sys.stderr)
    return 1 if faults else 0


def effective(setting: Setting[Any]) -> str:
    """Return the value in force as it may be shown."""
    given = setting.text()
    if given is not None:
        return "gesetzt" if setting.secret else setting.show(given)
    return preset(setting)


def preset(setting: Setting[Any]) -> str:
    """Return what holds where nothing is set."""
    return setting.preset or ("nicht gesetzt" if setting.default is None else str(setting.default))


def example() -> str:
    """Return a settings file with every key, its meaning and an example, all of it commented out."""
    lines = [
        "# Einstellungen von „Erste Hilfe 4.0“, als lotse.toml im Ordner des Programms oder als /etc/lotse/lotse.toml.",
        "# Nur der Benutzer des Dienstes darf die Datei lesen: chmod 600 lotse.toml",
        "# Was gelten soll, ohne „# “ am Anfang. Die Umgebung (LOTSE_…) geht vor.",
    ]
    table = ""
    for setting in (setting for setting in SETTINGS if setting.in_file):
        first, _, key = setting.key.rpartition(".")
        if first != table:
            table = first
            lines += ["", f"[{table}]"]
        lines += ["", f"# {setting.purpose} (Vorgabe: {preset(setting)})", f"# {key} = {_toml(setting)}"]
    return "\n".join(lines)


def _toml(setting: Setting[Any]) -> str:
    if isinstance(setting.default, int):  # numbers, true and false
        return setting.example
    if isinstance(setting.default, tuple):
        return f'["{setting.example}"]'
    return f'"{setting.example}"'
