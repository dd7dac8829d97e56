"""Data bases of releases: how they are made (``python -m tests.privacy.release_data``) and how they are loaded again.

A release keeps one of SQLite and one of PostgreSQL, as SQL: a talk that an owner has had, and a row in every table.
"""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.privacy.declaration import PRIVATE
from bot.privacy.tables import EVENTS, open_database
from bot.version import VERSION

FOLDER = Path(__file__).parent / "releases"
TALK = "rest-tischlerei"
SAID = ("Wir sind eine Tischlerei in Stendal mit 12 Leuten.", "Was kostet ein Onlineshop?")
MOMENT = 1_795_850_000.25
"""What stands in columns of times, so that two dumps of the same release differ in the talk alone."""


def main() -> None:
    """Write both files of this version."""
    from bot.rasa.logs import keep_quiet
    from tests.postgres_server import find_programs, running_server

    keep_quiet()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "release.db"
        fill(f"sqlite:///{path}")
        with closing(sqlite3.connect(path)) as connection:
            (FOLDER / f"{VERSION}.sql").write_text("\n".join(connection.iterdump()) + "\n", encoding="utf-8")
    programs = find_programs()
    assert programs is not None, "PostgreSQL is needed"
    with running_server() as server:
        url = server.new_database()
        fill(url)
        parts = sa.engine.make_url(url)
        command = [str(programs / "pg_dump"), "--inserts", "--no-owner", "-U", "lotse", "-p", parts.query["port"]]
        command += ["-h", parts.query["host"], str(parts.database)]
        dumped = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        text = re.sub(r"^(\\|SET |--).*\n|^\n", "", dumped, flags=re.M)
        (FOLDER / f"{VERSION}.postgresql.sql").write_text(text, encoding="utf-8")


def fill(url: str) -> None:
    """Have the talk, and put a row into each other table."""
    asyncio.run(talk(url, SAID))
    with open_database(url).begin() as connection:
        for number, table in enumerate(PRIVATE.sorted_tables):
            if table is EVENTS:
                continue
            connection.execute(sa.delete(table))
            connection.execute(sa.insert(table), {column.name: value(column, number) for column in table.columns})


def value(column: Any, number: int) -> object:
    """Return what stands in a column: something of its kind, with umlauts and quotes where it is a text."""
    if column.name == "conversation":
        return TALK
    if column.name in {"id", "update_id", "bot"}:
        return 10**6 + number
    if isinstance(column.type, sa.Boolean):
        return True
    if isinstance(column.type, sa.Float):
        return MOMENT
    if isinstance(column.type, sa.Integer):
        return 7
    return '{"text": "Größe „5“ \'x\'"}'[: getattr(column.type, "length", None)]


async def talk(url: str, texts: tuple[str, ...]) -> list[str]:
    """Say ``texts`` in the talk as a server would; returns the answers."""
    from bot.learning.model_files import MODEL
    from bot.rasa import agent as serving
    from bot.rasa.conversations.asking import ask
    from bot.rasa.conversations.locks import LocalLocks
    from bot.rasa.conversations.tracker_store import LiveTrackerStore
    from bot.rasa.in_process import InProcessActions

    os.environ["LOTSE_TRACKER_URL"] = url
    serving.ANSWER_SECONDS = 300.0  # nobody waits here, however busy the machine is
    agent = serving.LotseAgent(LiveTrackerStore(host=url), LocalLocks(), InProcessActions())  # type: ignore[arg-type]
    agent.load_model(MODEL)
    answers = []
    for number, text in enumerate(texts):
        messages = await ask(agent.handle_message, text, TALK, "rest", message_id=f"{time.time()}-{number}")
        answers.append(" ".join(str(message.get("text", "")) for message in messages))
    return answers


def load(path: Path, url: str) -> None:
    """Fill the empty data base at ``url`` with a file of a release."""
    engine = sa.create_engine(url)
    connection = engine.raw_connection()
    try:
        text = path.read_text(encoding="utf-8")
        if engine.dialect.name == "sqlite":
            connection.connection.executescript(text)
        else:
            connection.cursor().execute(text)
        connection.commit()
    finally:
        connection.close()
        engine.dispose()


if __name__ == "__main__":
    main()
