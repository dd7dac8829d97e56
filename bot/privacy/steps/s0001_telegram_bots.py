"""Rows of Telegram's tables name their bot: before, there could be only one.

Data bases without a version are older than this step, or of before the first release; who needs nothing of it stays as it is.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from bot.privacy.upgrades import NO_BOT

revision = "0001"
down_revision = None

_UPDATES = (
    "CREATE TABLE telegram_updates (bot BIGINT NOT NULL, update_id BIGINT NOT NULL, conversation VARCHAR(255), "
    "received FLOAT NOT NULL, body TEXT, album VARCHAR(64), PRIMARY KEY (bot, update_id))"
)


def upgrade() -> None:
    """Give both tables the column, and the table of updates a key that holds it."""
    connection = op.get_bind()
    if _lacks_bot(connection, "telegram_calls"):
        op.execute(f"ALTER TABLE telegram_calls ADD COLUMN bot BIGINT NOT NULL DEFAULT {NO_BOT}")
    if not _lacks_bot(connection, "telegram_updates"):
        return
    if connection.dialect.name == "sqlite":  # which cannot exchange a primary key
        op.execute("ALTER TABLE telegram_updates RENAME TO telegram_updates_before")
        op.execute("DROP INDEX IF EXISTS ix_telegram_updates_conversation")
        op.execute(_UPDATES)
        op.execute(
            "INSERT INTO telegram_updates (bot, update_id, conversation, received, body) "
            f"SELECT {NO_BOT}, update_id, conversation, received, body FROM telegram_updates_before"
        )
        op.execute("DROP TABLE telegram_updates_before")
        return
    key = inspect(connection).get_pk_constraint("telegram_updates")["name"]
    op.execute(
        f"ALTER TABLE telegram_updates ADD COLUMN bot BIGINT NOT NULL DEFAULT {NO_BOT}, ADD COLUMN album VARCHAR(64), "
        f'DROP CONSTRAINT "{key}", ADD PRIMARY KEY (bot, update_id)'
    )


def _lacks_bot(connection: Connection, table: str) -> bool:
    found = inspect(connection)
    return found.has_table(table) and "bot" not in {column["name"] for column in found.get_columns(table)}
