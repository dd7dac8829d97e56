"""Settings, room on the disk, the clock, back-ups: what the machine itself has to give."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator

from sqlalchemy import func, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.clock import german_time
from bot.core import entry
from bot.core import file as settings_file
from bot.core.preflight import ENOUGH_BYTES, fault_of_folder
from bot.operations.backup import LAST
from bot.operations.doctor.finding import Finding, fault, good, hint
from bot.privacy.tables import CLOCK, EVENTS
from bot.settings import ROOT, VAR_DIR, tracker_url
from bot.storage.engines import new_engine

LITTLE_BYTES = 10 * ENOUGH_BYTES
"""Free space below which it is time to make room."""
_FEW_FILES = 2_000
_OLD_BACKUP = 3 * 86_400.0
_MINUTE, _DAY = 60.0, 86_400.0
_APART = 2 * _MINUTE
"""Seconds that the clocks of two machines may be apart."""
_PURGE_SECONDS = 2 * _DAY


def settings() -> Iterator[Finding]:
    """Look at the settings file and at all settings."""
    read = settings_file.read(settings_file.find())
    faults = [*read.faults, *entry.check()]
    for sentence in faults:
        yield fault("settings", f"{sentence.rstrip('.')}.")
    for sentence in (*read.notes, *entry.unknown_variables()):
        yield hint("settings", sentence)
    if not faults:
        yield good("settings", f"Die Einstellungen passen zusammen (Datei: {read.path or 'keine'}).")


def disk() -> Iterator[Finding]:
    """Look at the room where the data lie."""
    problem = fault_of_folder(VAR_DIR)
    if problem:
        yield fault("disk", problem)
        return
    free = shutil.disk_usage(VAR_DIR).free
    counted = os.statvfs(VAR_DIR)
    if free < LITTLE_BYTES:
        yield fault(
            "disk", f"Auf dem Datenträger von {VAR_DIR} sind nur noch {_megabytes(free)} frei. Bitte Platz schaffen."
        )
    elif counted.f_files and counted.f_favail < _FEW_FILES:
        yield fault("disk", f"Auf dem Datenträger von {VAR_DIR} passen nur noch {counted.f_favail} Dateien (Inodes).")
    else:
        yield good("disk", f"Auf dem Datenträger von {VAR_DIR} sind {_megabytes(free)} frei.")


def clock() -> Iterable[Finding]:
    """Hold the clock against all that tells of the time: the code, the data base, its server, the system."""
    now = time.time()
    found = [*_against_code(now), *_against_data(now), *_synchronised()]
    return found or [good("clock", f"Die Uhr geht richtig: {german_time(now):%d.%m.%Y %H:%M}.")]


def backup() -> Iterator[Finding]:
    """Look when the last back-up was made."""
    try:
        last = json.loads(LAST.read_text(encoding="utf-8"))
        made, path = float(last["made"]), str(last["file"])
    except FileNotFoundError:
        yield hint("backup", "Es gibt noch keine Sicherung. „lotse backup DATEI“ macht eine, am besten jede Nacht.")
        return
    except (OSError, ValueError, KeyError, TypeError):
        yield hint("backup", f"Wann zuletzt gesichert wurde, ist nicht zu lesen ({LAST}).")
        return
    when = f"{german_time(made):%d.%m.%Y %H:%M}"
    if time.time() - made > _OLD_BACKUP:
        yield fault("backup", f"Die letzte Sicherung ist vom {when}. Läuft der Zeitplan noch (systemctl list-timers)?")
    else:
        yield good("backup", f"Zuletzt gesichert am {when}: {path}.")


def _against_code(now: float) -> Iterator[Finding]:
    built = (ROOT / "bot" / "version.py").stat().st_mtime
    if built - now > _DAY:
        yield fault(
            "clock",
            f"Die Uhr geht nach: Sie zeigt den {german_time(now):%d.%m.%Y}, das Programm ist aber vom "
            f"{german_time(built):%d.%m.%Y}. Bitte stellen (timedatectl).",
        )


def _against_data(now: float) -> Iterator[Finding]:
    engine = new_engine(tracker_url(), poolclass=NullPool)
    try:
        yield from _of_rows(engine, now)
    except SQLAlchemyError:
        return  # there is none yet, or it is named by the look at the data base
    finally:
        engine.dispose()


def _of_rows(engine: Engine, now: float) -> Iterator[Finding]:
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            there = float(connection.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar() or now)
            if abs(there - now) > _APART:
                yield fault(
                    "clock",
                    f"Die Uhr und die des Datenbankservers sind {abs(there - now) / _MINUTE:.0f} Minuten auseinander. "
                    "Eine von beiden geht falsch (timedatectl).",
                )
        row = connection.execute(select(CLOCK.c.seen, CLOCK.c.doubted)).first()
        newest = connection.execute(select(func.max(EVENTS.c.timestamp))).scalar()
    if row is not None and row.doubted is not None:
        yield fault(
            "clock",
            f"Die Uhr ist am {german_time(row.doubted):%d.%m.%Y} gesprungen, deshalb wird noch nichts gelöscht. "
            "Geht sie richtig: lotse privacy purge --clock-is-right.",
        )
    latest = max(newest or 0.0, row.seen if row is not None else 0.0)
    if latest - now > _APART:
        yield fault(
            "clock",
            f"Die Uhr geht nach: Sie zeigt den {german_time(now):%d.%m.%Y %H:%M}, gespeichert wurde aber schon am "
            f"{german_time(latest):%d.%m.%Y %H:%M}. Bitte stellen (timedatectl).",
        )
    elif row is not None and row.doubted is None and now - row.seen > _PURGE_SECONDS:
        yield fault(
            "clock",
            f"Seit dem {german_time(row.seen):%d.%m.%Y} wurde nichts mehr nach Frist gelöscht. Entweder liefen die Server "
            "seitdem nicht, oder die Uhr ist gesprungen (timedatectl).",
        )


def _synchronised() -> Iterator[Finding]:
    program = shutil.which("timedatectl")
    if program is None:
        return
    try:
        said = subprocess.run(
            [program, "show", "--property=NTPSynchronized"], capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    if said.returncode == 0 and "NTPSynchronized=no" in said.stdout:
        yield hint("clock", "Die Uhr wird nicht mit dem Netz abgeglichen (timedatectl set-ntp true).")


def _megabytes(count: int) -> str:
    return f"{count // 1024**2:,} MB".replace(",", ".")
