"""The private data base in a file of one moment, from SQLite and PostgreSQL and into both, while others write."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event as Flag
from threading import Thread
from typing import Any

import pytest
import sqlalchemy as sa

from bot.operations.private_copy import CopyError, copy_out, counts, prepare, put_in_place
from bot.privacy.declaration import PRIVATE
from bot.privacy.keeping import erase
from bot.privacy.layout import VERSION
from bot.privacy.tables import CONTACTS, EVENTS, FEEDBACK, open_database
from bot.rasa.conversations.event_log import EventLog

NOW = time.time()
DAY = 86_400.0


@pytest.fixture
def other_url(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> str:
    """The other kind of data base: what is copied from one goes into the other."""
    if "postgres" in url:
        return f"sqlite:///{tmp_path / 'other' / 'test.db'}"
    return str(request.getfixturevalue("postgres_url"))


def test_everything_comes_over(url: str, other_url: str, tmp_path: Path) -> None:
    """From SQLite to PostgreSQL and from PostgreSQL to SQLite, with a row in each table."""
    fill(url)
    copy = tmp_path / "copy.db"
    assert copy_out(url, copy, 30, NOW).talks == 1
    prepare(copy, other_url, 30, NOW)
    put_in_place(copy, other_url)
    before, after = everything(url), everything(other_url)
    before.pop("clock"), after.pop("clock")
    assert after == before
    assert all(before.values()), "a table is empty, so that nothing is shown of it"


def test_rows_that_come_after_it_get_numbers_of_their_own(url: str, tmp_path: Path) -> None:
    fill(url)
    copy = tmp_path / "copy.db"
    copy_out(url, copy, 30, NOW)
    put_in_place(copy, url)
    log = EventLog(url)
    log.append("talk", [{"event": "user", "text": "weiter", "timestamp": NOW}], None)
    assert counts(url).talks == 1


def test_it_is_of_one_moment_while_others_write(url: str, tmp_path: Path) -> None:
    """Each turn is written in one transaction of three events: a copy never holds a part of one, nor gaps."""
    stop, written = Flag(), [0]
    log = EventLog(url)

    def write() -> None:
        while not stop.is_set():
            turn = [{"event": "user", "text": f"{written[0]}", "timestamp": NOW} for _ in range(3)]
            log.append(f"talk-{written[0] % 20}", turn, None)
            written[0] += 1

    writer = Thread(target=write)
    writer.start()
    try:
        seen: list[int] = []
        for number in range(4):
            while written[0] < 40 * (number + 1):
                time.sleep(0.01)
            done_before = written[0]
            copy = tmp_path / f"copy{number}.db"
            copy_out(url, copy, 30, NOW)
            with sa.create_engine(f"sqlite:///{copy}").connect() as connection:
                turns = (
                    connection.execute(sa.select(sa.func.count()).select_from(EVENTS).group_by(EVENTS.c.data))
                    .scalars()
                    .all()
                )
                ids = connection.execute(sa.select(EVENTS.c.id)).scalars().all()
            assert set(turns) == {3}
            assert len(turns) >= done_before
            assert sorted(ids) == list(range(min(ids), min(ids) + len(ids)))
            seen.append(len(turns))
    finally:
        stop.set()
        writer.join()
    assert seen == sorted(seen)
    assert written[0] > seen[0]


def test_what_was_kept_long_enough_is_not_in_it(url: str, tmp_path: Path) -> None:
    log = EventLog(url)
    log.append("old", [{"event": "user", "text": "Lackiererei Ohlsen", "timestamp": NOW - 31 * DAY}], None)
    log.append("new", [{"event": "user", "text": "Bäckerei", "timestamp": NOW - DAY}], None)
    copy = tmp_path / "copy.db"
    assert copy_out(url, copy, 30, NOW).talks == 1
    assert b"Lackiererei" not in copy.read_bytes()


def test_a_clock_that_has_leapt_loses_nothing(url: str, tmp_path: Path) -> None:
    """A month ahead, every talk looks too old; a back-up without them would be the end of them."""
    EventLog(url).append("new", [{"event": "user", "text": "a", "timestamp": NOW}], None)
    assert copy_out(url, tmp_path / "copy.db", 30, NOW + 40 * DAY).talks == 1


def test_who_was_deleted_since_does_not_come_back(url: str, tmp_path: Path) -> None:
    log = EventLog(url)
    for name in ("goes", "stays"):
        log.append(name, [{"event": "user", "text": name, "timestamp": NOW}], None)
    copy = tmp_path / "copy.db"
    copy_out(url, copy, 30, NOW)
    erase(open_database(url), "goes")
    assert prepare(copy, url, 30, NOW).talks == 1
    put_in_place(copy, url)
    assert log_of(url) == ["stays"]


def test_the_layout_of_another_release_is_not_copied(postgres_url: str, tmp_path: Path) -> None:
    with open_database(postgres_url).begin() as connection:
        connection.execute(sa.update(VERSION).values(version_num="9999"))
    with pytest.raises(CopyError, match="anderen Version"):
        copy_out(postgres_url, tmp_path / "copy.db", 30, NOW)


def test_before_the_first_start_there_is_nothing(sqlite_url: str, tmp_path: Path) -> None:
    assert copy_out(sqlite_url, tmp_path / "copy.db", 30, NOW).talks == 0
    assert not Path(str(sa.engine.make_url(sqlite_url).database)).exists()


def fill(url: str) -> None:
    """Put a row into each table, with umlauts, quotes and large numbers."""
    with open_database(url).begin() as connection:
        for number, table in enumerate(PRIVATE.sorted_tables):
            connection.execute(sa.delete(table))
            connection.execute(sa.insert(table), {c.name: value_of(c, number) for c in table.columns})


def value_of(column: Any, number: int) -> object:
    if column.name in {"id", "update_id", "bot"}:
        return 10**9 + number
    if column.name in {"sender_id", "conversation"}:
        return "talk"
    if isinstance(column.type, sa.Boolean):
        return True
    if isinstance(column.type, sa.Float):
        return NOW - 60.25
    if isinstance(column.type, sa.Integer):
        return 7
    return '{"text": "Größe „5“ \'x\' 🙂"}'[: getattr(column.type, "length", None)]


def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    with open_database(url).connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
            for table in PRIVATE.sorted_tables
        }


def log_of(url: str) -> list[str]:
    with open_database(url).connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(CONTACTS)).scalar() == 0
        assert connection.execute(sa.select(sa.func.count()).select_from(FEEDBACK)).scalar() == 0
        return sorted(connection.execute(sa.select(EVENTS.c.sender_id.distinct())).scalars())
