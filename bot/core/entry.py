"""What every program does first: private files, the settings file, a check of all settings."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from pathlib import Path

from bot.core import file
from bot.core.private import mend, private_files
from bot.core.rules import RULES
from bot.core.table import HOME, INTERNAL, SETTINGS


def begin() -> list[str]:
    """Call before anything that reads settings is imported. Returns what is wrong, one German sentence each.

    What could be mended, and what is merely odd, is said on standard error.
    """
    private_files()
    found = file.read(file.find())
    file.apply(found)
    faults = [*found.faults, *check()]
    notes = [*found.notes, *unknown_variables()]
    if not faults:
        home = HOME.value()
        if home is not None:  # processes that are started begin in another folder
            os.environ[HOME.name] = str(home)
        os.environ.setdefault("RASA_CACHE_DIRECTORY", str(Path(HOME.text() or file.CODE) / "var" / "cache" / "rasa"))
        notes += mend()
    for note in notes:
        print(note, file=sys.stderr)
    return [f"{fault.rstrip('.')}." for fault in faults]


def check() -> list[str]:
    """Return what is wrong with the settings that are in force: each by itself, then with each other."""
    faults = []
    for setting in SETTINGS:
        try:
            setting.value()
        except ValueError as error:
            place = file.origin(setting)
            where = "" if place == "Umgebung" else f" (Zeile „{setting.key}“ in {place})"
            faults.append(f"{error}{where}")
    for rule in RULES:
        try:
            fault = rule()
        except ValueError:
            continue  # said already
        if fault:
            faults.append(fault)
    return faults


def unknown_variables() -> list[str]:
    """Return a hint for each variable that looks like a setting of ours and is none."""
    known = {*INTERNAL, *(setting.name for setting in SETTINGS)}
    hints = []
    for name in sorted(os.environ):
        if name.startswith("LOTSE_") and name not in known:
            meant = get_close_matches(name, known, n=1)
            hints.append(
                f"{name} ist keine Einstellung und bleibt ohne Wirkung."
                + (f" Meinten Sie {meant[0]}?" if meant else "")
            )
    return hints
