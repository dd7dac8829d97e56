"""How a private table says what happens to its rows: who they belong to, when they end, what a person is handed over.

Said beside the table (``Table(..., info=private(...))``), so that a new table cannot be forgotten: ``bot.privacy.keeping``
walks over all tables, and a test fails for one that says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import MetaData, Table

PRIVATE = MetaData()
"""All private tables: those of ``bot.privacy.tables`` and of ``bot.privacy.desk_tables``."""

_NAME = "keeping"


@dataclass(frozen=True)
class Ends:
    """When rows end.

    ``since``: the column with the time (seconds since 1970) from which ``days`` count; None: the days of
    ``LOTSE_RETENTION_DAYS``. A row without that time stays. ``with_conversation``: only where nothing of its conversation is
    stored any more. ``nameless``: the row stays and forgets its conversation. ``empty``: only rows where this column is NULL.
    """

    since: str
    days: float | None = None
    with_conversation: bool = False
    nameless: bool = False
    empty: str | None = None


@dataclass(frozen=True)
class Keeping:
    """What a table says of its rows.

    ``title``: what they are, in German, for those who answer for the data. ``conversation``: the column that names the
    conversation; None where rows name nobody. ``ends``: when rows end; none for rows that are replaced and never pile up.
    ``struck``: SQLite overwrites deleted rows where they lie (``bot.privacy.traces``).
    """

    title: str
    conversation: str | None
    ends: tuple[Ends, ...]
    struck: bool = False


def private(title: str, *ends: Ends, conversation: str | None = "conversation", struck: bool = False) -> dict[str, Any]:
    """Return the ``info`` of a table that says this. Arguments as in :class:`Keeping`."""
    return {_NAME: Keeping(title, conversation, ends, struck)}


def keeping_of(table: Table) -> Keeping:
    """Return what a table says.

    Raises:
        KeyError: it says nothing.
    """
    found: Keeping = table.info[_NAME]
    return found
