"""Bringing an older data base into the layout of today (``bot.privacy.tables``), without losing a row."""

from __future__ import annotations

from sqlalchemy import Table, inspect
from sqlalchemy.engine import Connection
from sqlalchemy.schema import CreateTable

NO_BOT = 0
"""Stands for the bot in rows of a time when they did not name one; the next bot that starts takes them over."""


def upgrade_telegram(connection: Connection, updates: Table, calls: Table) -> None:
    """Give the rows of Telegram's tables a bot, where they have none.

    Args:
        connection: within a transaction; on PostgreSQL one that keeps others from doing the same.
        updates: the table of updates; its primary key changes.
        calls: the table of what waits to be sent.
    """
    if not (_lacks(connection, calls, "bot") or _lacks(connection, updates, "bot")):
        return
    if connection.dialect.name == "sqlite":  # whose driver begins no transaction by itself before a layout is changed
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    if _lacks(connection, calls, "bot"):
        connection.exec_driver_sql(f"ALTER TABLE {calls.name} ADD COLUMN bot BIGINT NOT NULL DEFAULT {NO_BOT}")
    if not _lacks(connection, updates, "bot"):
        return
    name = updates.name
    if connection.dialect.name == "sqlite":  # which cannot exchange a primary key
        connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {name}_before")
        for index in updates.indexes:
            connection.exec_driver_sql(f"DROP INDEX IF EXISTS {index.name}")
        connection.execute(CreateTable(updates))
        connection.exec_driver_sql(
            f"INSERT INTO {name} (bot, update_id, conversation, received, body) "
            f"SELECT {NO_BOT}, update_id, conversation, received, body FROM {name}_before"
        )
        connection.exec_driver_sql(f"DROP TABLE {name}_before")
        return
    key = inspect(connection).get_pk_constraint(name)["name"]
    connection.exec_driver_sql(
        f"ALTER TABLE {name} ADD COLUMN bot BIGINT NOT NULL DEFAULT {NO_BOT}, ADD COLUMN album VARCHAR(64), "
        f'DROP CONSTRAINT "{key}", ADD PRIMARY KEY (bot, update_id)'
    )


def _lacks(connection: Connection, table: Table, column: str) -> bool:
    """Return whether the table is there without the column."""
    found = inspect(connection)
    return found.has_table(table.name) and column not in {each["name"] for each in found.get_columns(table.name)}
