"""``lotse privacy purge | export | erase``: for the people who answer for the data."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.commands.databases import NoDatabaseError, fail, open_existing
from bot.privacy.conversations import retention_days
from bot.privacy.declaration import PRIVATE, keeping_of
from bot.privacy.keeping import ClockDoubtedError, Purged, erase, export, purge
from bot.settings import tracker_url

_NOTHING = "Zu dieser Kennung ist nichts gespeichert."


def add_parser(subparsers: Any) -> None:
    """Add ``privacy`` with its commands."""
    parser = subparsers.add_parser("privacy", help="Gespeichertes löschen oder ausgeben")
    commands = parser.add_subparsers(dest="privacy_command", required=True, metavar="{purge,export,erase}")
    purging = commands.add_parser("purge", help="in allen Tabellen löschen, was lange genug gespeichert war")
    purging.add_argument(
        "--days", type=int, default=None, metavar="TAGE", help="Tage seit der letzten Nachricht (LOTSE_RETENTION_DAYS)"
    )
    purging.add_argument(
        "--clock-is-right", action="store_true", help="auch nach einem Sprung der Uhr löschen: sie geht richtig"
    )
    purging.set_defaults(run=run_purge)
    for name, run, text in (
        ("export", run_export, "alles ausgeben, was zu einem Gespräch gespeichert ist, als JSON"),
        ("erase", run_erase, "alles löschen, was zu einem Gespräch gespeichert ist, auch offene Rückrufbitten"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("conversation", metavar="KENNUNG", help="Kennung des Gesprächs")
        command.set_defaults(run=run)


def run_purge(arguments: argparse.Namespace) -> int:
    """Delete what has been kept long enough; exit code 1 if that is refused or the data base cannot be reached."""
    try:
        days = retention_days() if arguments.days is None else arguments.days
    except ValueError as error:
        return _fail(str(error))
    if days < 1:
        return _fail("Die Frist beträgt mindestens einen Tag.")

    def work(engine: Engine) -> int:
        try:
            purged = purge(engine, days, time.time(), believe_clock=arguments.clock_is_right)
        except ClockDoubtedError as error:
            return _fail(f"{error}. Geht die Uhr richtig, hilft --clock-is-right.")
        print(f"Gelöscht: {purged.conversations} Gespräche, deren letzte Nachricht älter als {days} Tage war.")
        for line in _rest(purged):
            print(line)
        return 0

    return _with_database(work)


def run_export(arguments: argparse.Namespace) -> int:
    """Print everything stored of one conversation, by table; exit code 1 if there is nothing."""

    def work(engine: Engine) -> int:
        found = export(engine, arguments.conversation)
        if not any(found.values()):
            return _fail(_NOTHING)
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0

    return _with_database(work)


def run_erase(arguments: argparse.Namespace) -> int:
    """Delete everything stored of one conversation; exit code 1 if there is nothing."""

    def work(engine: Engine) -> int:
        count = erase(engine, arguments.conversation)
        if not count:
            return _fail(_NOTHING)
        print(f"Gelöscht: alles zu diesem Gespräch ({'ein Eintrag' if count == 1 else f'{count} Einträge'}).")
        return 0

    return _with_database(work)


def _with_database(work: Callable[[Engine], int]) -> int:
    """Do the work on the data base of conversations."""
    try:
        return work(open_existing(tracker_url()))
    except (SQLAlchemyError, NoDatabaseError) as error:
        return fail("Die Gespräche", error)


def _rest(purged: Purged) -> list[str]:
    """Say what else was deleted and what has forgotten whose it was, a line a kind; nothing of what there was none."""
    lines = []
    for counts, done in ((purged.deleted, "gelöscht"), (purged.nameless, "jetzt ohne Bezug zu einem Gespräch")):
        lines += [
            f"{keeping_of(PRIVATE.tables[name]).title}: {count} {done}" for name, count in counts.items() if count
        ]
    return lines


def _fail(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
