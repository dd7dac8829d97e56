"""The settings file: one TOML file that every command, every server and the service read.

``LOTSE_SETTINGS`` names it; otherwise it is ``lotse.toml`` in the project's folder, or else ``/etc/lotse/lotse.toml``. What it
says goes into the environment where that says nothing, so the environment wins and processes that are started inherit it.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import tomli

from bot.core.table import HOME, SETTINGS, SETTINGS_FILE, Setting

NAME = "lotse.toml"
SYSTEM = Path("/etc/lotse") / NAME
CODE = Path(__file__).resolve().parents[2]
"""The folder of the code."""

_BY_KEY = {setting.key: setting for setting in SETTINGS if setting.in_file}


@dataclass
class SettingsFile:
    """What was read.

    ``path``: None where there is no file. ``values``: by name of the variable, as its text. ``faults``: what stands in the
    way of using it, ``notes``: what was mended, each a German sentence.
    """

    path: Path | None = None
    values: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find() -> Path | None:
    """Return the file that counts; one that is named need not be there."""
    named = SETTINGS_FILE.text()
    if named:
        return Path(named).expanduser().absolute()
    here = Path(HOME.text() or CODE) / NAME
    return next((path for path in (here, SYSTEM) if os.path.lexists(path)), None)


def read(path: Path | None) -> SettingsFile:
    """Read a file; what is wrong with it is in the result."""
    found = SettingsFile(path)
    if path is None:
        return found
    try:
        content = tomli.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        found.faults.append(f"Die Datei mit den Einstellungen gibt es nicht: {path} (LOTSE_SETTINGS)")
    except OSError as error:
        hint = "Rufen Sie den Befehl als der Benutzer auf, dem sie gehört" if isinstance(error, PermissionError) else ""
        found.faults.append(f"Die Datei mit den Einstellungen lässt sich nicht lesen: {path}. {hint}".rstrip(". "))
    except UnicodeDecodeError:
        found.faults.append(f"{path} ist nicht als UTF-8 gespeichert. Bitte im Editor so speichern")
    except tomli.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f"Zeile {line[1]}" if line else "Am Ende fehlt etwas"
        found.faults.append(
            f'{path}, {where}: Das ist kein TOML. So ist es richtig: port = 5006, und Text in Anführungszeichen: to = "…"'
        )
    else:
        for key, value in _flat(content):
            _take(found, key, value)
        _protect(found)
    return found


def apply(found: SettingsFile) -> None:
    """Put the values into the environment where it says nothing. A variable without content counts as not set."""
    for setting in SETTINGS:
        if setting.name in os.environ and not setting.text():
            del os.environ[setting.name]
    for name, value in found.values.items():
        if name not in os.environ:
            os.environ[name] = value
            _ORIGINS[name] = found.path


_ORIGINS: dict[str, Path | None] = {}


def origin(setting: Setting[Any]) -> str:
    """Return where the value of a setting comes from, in German."""
    if setting.text() is None:
        return "Vorgabe"
    path = _ORIGINS.get(setting.name)
    return str(path) if path else "Umgebung"


def nearest(given: str) -> str | None:
    """Return the known key that was probably meant by an unknown one."""
    plain = {key.replace(".", "_"): key for key in _BY_KEY}
    wanted = given.lower().removeprefix("lotse_").replace(".", "_").replace("-", "_")
    close = get_close_matches(wanted, plain, n=1, cutoff=0.5)
    return plain[close[0]] if close else None


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _take(found: SettingsFile, key: str, value: Any) -> None:
    setting = _BY_KEY.get(key)
    if setting is None:
        meant = nearest(key)
        hint = f"Meinten Sie „{meant}“?" if meant else "„lotse settings“ zeigt alle"
        found.faults.append(f"{found.path}: Eine Einstellung „{key}“ gibt es nicht. {hint}")
        return
    text = _text(value)
    if text is None:
        found.faults.append(
            f"{found.path}: „{key}“ muss ein Text, eine Zahl, true oder false oder eine Liste davon sein"
        )
    elif text:
        found.values[setting.name] = text


def _text(value: Any) -> str | None:
    """Return a value as it would stand in the environment; None for what no setting can be."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ",".join(value)
    return None


def _protect(found: SettingsFile) -> None:
    """See to it that nobody else reads the secrets in the file; without that it is not used.

    Usual in ``/etc`` is a file of root that the service's group may read, which is as good as 0600.
    """
    by_name = {setting.name: setting for setting in SETTINGS}
    if found.path is None or not any(by_name[name].holds_secret(value) for name, value in found.values.items()):
        return
    status = found.path.stat()
    of_service = status.st_uid == 0 and status.st_gid != 0
    allowed = stat.S_IMODE(status.st_mode) & (0o740 if of_service else 0o700)
    if stat.S_IMODE(status.st_mode) == allowed or not stat.S_ISREG(status.st_mode):
        return
    try:
        found.path.chmod(allowed)
    except OSError:
        found.faults.append(
            f"{found.path} enthält Geheimnisse, und andere können sie lesen. Als Eigentümer der Datei: chmod 600 {found.path}"
        )
    else:
        found.notes.append(f"{found.path} enthält Geheimnisse und war für andere lesbar; jetzt nicht mehr.")
