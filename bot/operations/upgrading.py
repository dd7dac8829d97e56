"""Bringing the private data base into today's layout before any server starts: once, and with a sentence where it fails."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError

from bot.core.databases import described, reason
from bot.privacy.layout import LayoutError
from bot.privacy.tables import open_database
from bot.settings import tracker_url


def fault_of_layout() -> str | None:
    """Upgrade the data base of conversations where it is older; returns in German why the servers cannot start with it."""
    try:
        open_database(tracker_url()).dispose()
    except LayoutError as error:
        return str(error)
    except SQLAlchemyError as error:
        return f"Die Datenbank der Gespräche ({described(tracker_url())}) ist nicht zu gebrauchen: {reason(error)}"
    return None
