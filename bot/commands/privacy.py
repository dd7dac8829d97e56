"""``lotse privacy purge | export``: for the people who answer for the data."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.privacy.conversations import StoredConversations, retention_days, tracker_url


def add_parser(subparsers: Any) -> None:
    """Add ``privacy`` with its commands."""
    parser = subparsers.add_parser("privacy", help="gespeicherte Gespräche löschen oder ausgeben")
    commands = parser.add_subparsers(dest="privacy_command", required=True, metavar="{purge,export}")
    purging = commands.add_parser("purge", help="Gespräche löschen, deren Frist abgelaufen ist")
    purging.add_argument(
        "--days", type=int, default=None, help="Tage seit der letzten Nachricht (LOTSE_RETENTION_DAYS)"
    )
    purging.set_defaults(run=purge)
    exporting = commands.add_parser("export", help="alles ausgeben, was zu einem Gespräch gespeichert ist, als JSON")
    exporting.add_argument("conversation", help="Kennung des Gesprächs")
    exporting.set_defaults(run=export)


def purge(arguments: argparse.Namespace) -> int:
    """Delete what has been kept long enough; exit code 1 if the data base cannot be reached."""
    try:
        days = retention_days() if arguments.days is None else arguments.days
    except ValueError as error:
        return _fail(str(error))
    if days < 1:
        return _fail("Die Frist beträgt mindestens einen Tag.")
    try:
        count = StoredConversations.at(tracker_url()).purge(days)
    except SQLAlchemyError as error:
        return _fail(f"Die Gespräche sind nicht erreichbar: {_cause(error)}")
    print(f"Gelöscht: {count} Gespräche, deren letzte Nachricht älter als {days} Tage war.")
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Print all events of one conversation; exit code 1 if there are none."""
    try:
        events = StoredConversations.at(tracker_url()).export(arguments.conversation)
    except SQLAlchemyError as error:
        return _fail(f"Die Gespräche sind nicht erreichbar: {_cause(error)}")
    if not events:
        return _fail("Zu dieser Kennung ist nichts gespeichert.")
    print(json.dumps(events, ensure_ascii=False, indent=2))
    return 0


def _fail(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


def _cause(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]
