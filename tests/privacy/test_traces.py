"""Deleted means gone: no byte of a deleted text or name is in any file of SQLite, at once and without writing the file anew.

Findings: security S5, reliability R5 (``VACUUM`` stopped everybody), security S4.
"""

from __future__ import annotations

import random
import re
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.privacy import compacting, traces
from bot.privacy.compacting import compact
from bot.privacy.conversations import StoredConversations
from bot.privacy.keeping import erase, purge
from bot.privacy.tables import ANSWERS, CLOCK, EVENTS, QUESTIONS, TELEGRAM_CALLS, TELEGRAM_CHOICES, open_database
from bot.privacy.traces import NOBODY, writing

DAY = 86_400.0
NOW = 1_800_000_000.0
SIZES = {
    "events as they are": (180, 200, 250, 300, 350, 600, 900, 2800, 4500),
    "short": (40, 60, 80, 120),
    "longer than a page": (2100, 4000, 4100, 9000, 100, 100),
}
TALKS = 60
MESSAGES = 200


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path / 'private.db'}")


def name_of(talk: int) -> str:
    return f"web-{talk:05d}w"


def text_of(talk: int, length: int) -> str:
    """Return a text of which every seven letters say whose it is."""
    return (f"<{talk:05d}>" * (length // 7 + 1))[:length]


def talks_in(folder: Path) -> set[int]:
    """Return the talks of which a text, a part of one or the name is in a file."""
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    return {int(first or last) for first, last in re.findall(rb"[<-](\d{5})|(\d{5})[>w]", content)}


class Life:
    """Many people who talk at the same time, a part of whom goes."""

    def __init__(self, engine: Engine, sizes: tuple[int, ...], seed: int) -> None:
        self.engine, self.sizes, self.random = engine, sizes, random.Random(seed)
        self.gone: set[int] = set()
        self.alive: list[int] = []
        self.told = 0

    def messages(self, steps: int) -> Iterator[int]:
        """Let people talk, as the servers write it; yields after each message."""
        for step in range(steps):
            talk = min(TALKS - 1, step * TALKS // steps + self.random.randrange(20))
            if talk in self.gone:
                continue
            if talk not in self.alive:
                self.alive.append(talk)
            self._say(talk)
            yield step

    def erase(self, talk: int) -> None:
        erase(self.engine, name_of(talk))
        self.alive.remove(talk)
        self.gone.add(talk)

    def _say(self, talk: int) -> None:
        self.told += 1
        name, sizes = name_of(talk), self.random.choices(self.sizes, k=9)
        events = [
            {"sender_id": name, "type_name": "user", "timestamp": NOW + self.told, "data": text_of(talk, size)}
            for size in sizes
        ]
        owned = {"conversation": name, "created": NOW}
        with self.engine.begin() as connection:
            connection.execute(EVENTS.insert(), events)
            answer = {**owned, "message_id": f"m-{self.told}", "body": text_of(talk, 900)}
            connection.execute(ANSWERS.insert().values(answer))
            connection.execute(QUESTIONS.insert().values(**owned, text=text_of(talk, 90)))
            choice = {**owned, "code": f"code {self.told}", "title": text_of(talk, 21), "payload": "x"}
            connection.execute(TELEGRAM_CHOICES.insert().values(choice))
            connection.execute(TELEGRAM_CALLS.insert().values(**owned, bot=1, body=text_of(talk, 700)))
            # Sent is deleted, as Telegram's process does it: what that leaves behind must go with the talk, too.
            oldest = sa.select(sa.func.min(TELEGRAM_CALLS.c.id)).scalar_subquery()
            if self.told > 20:
                connection.execute(TELEGRAM_CALLS.delete().where(TELEGRAM_CALLS.c.id == oldest))


@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
def test_after_each_deletion_nothing_is_left_in_the_files(
    engine: Engine, tmp_path: Path, sizes: tuple[int, ...]
) -> None:
    """S4, S5: random order, others writing on, the nightly duty in between."""
    life = Life(engine, sizes, 1)
    size = removed = 0
    for step in life.messages(MESSAGES):
        if life.random.random() < 0.2 and len(life.alive) > 3:
            life.erase(life.random.choice(life.alive))
            assert not talks_in(tmp_path) & life.gone
        if step % 40 == 39:
            for talk in [talk for talk in life.alive[:-10] if life.random.random() < 0.9]:
                life.erase(talk)
            size = max(size, (tmp_path / "private.db").stat().st_size)
            removed += _compacted(engine)
            assert not talks_in(tmp_path) & life.gone
    assert set(life.alive) <= talks_in(tmp_path)
    assert len(life.gone) > TALKS / 2
    assert removed or sizes == SIZES["short"], "nothing was ever removed: the test says nothing about it"
    for talk in life.alive:
        told = StoredConversations(engine)
        with engine.connect() as connection:
            mine = sa.select(EVENTS.c.data).where(EVENTS.c.sender_id == name_of(talk))
            assert all(text_of(talk, len(text)) == text for text in connection.execute(mine).scalars())
        assert told.messages(name_of(talk))[0] % 9 == 0
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def _compacted(engine: Engine) -> int:
    """Run the nightly duty and return how many struck rows it has removed."""
    count = sa.select(sa.func.count()).select_from(EVENTS)
    with engine.connect() as connection:
        before = int(connection.execute(count).scalar() or 0)
    compact(engine, 60)
    with engine.connect() as connection:
        return before - int(connection.execute(count).scalar() or 0)


def test_what_is_purged_leaves_nothing_and_the_file_gets_smaller(engine: Engine, tmp_path: Path) -> None:
    """S5: the texts are gone at once, the space in the night, without a rewrite of the file."""
    life = Life(engine, SIZES["events as they are"], 3)
    for _ in life.messages(MESSAGES):
        pass
    with engine.begin() as connection:
        connection.execute(CLOCK.insert().values(id=1, seen=NOW + 31 * DAY))
        late = EVENTS.update().where(EVENTS.c.sender_id.in_([name_of(talk) for talk in life.alive[-10:]]))
        connection.execute(late.values(timestamp=NOW + 31 * DAY))
    full = (tmp_path / "private.db").stat().st_size
    purged = purge(engine, 30, NOW + 31 * DAY)
    life.gone.update(life.alive[:-10])
    assert purged.conversations == len(life.gone)
    left = talks_in(tmp_path) & life.gone
    with engine.connect() as connection:
        kept = set(connection.execute(sa.select(QUESTIONS.c.text)).scalars())
    assert left <= {int(text[1:6]) for text in kept}, "questions stay, nameless"
    assert not re.search(rb"web-0000\dw", (tmp_path / "private.db").read_bytes())
    compact(engine, 60)
    assert (tmp_path / "private.db").stat().st_size < full / 2


def test_others_write_while_one_deletes_and_the_duty_compacts(engine: Engine, tmp_path: Path) -> None:
    """R5: a writer who is not even ready to wait for half a second finds no lock that is held longer."""
    life = Life(engine, SIZES["events as they are"], 4)
    for _ in life.messages(MESSAGES):
        pass
    failed: list[str] = []
    done = threading.Event()

    def write() -> None:
        other = open_database(str(engine.url))
        while not done.is_set():
            try:
                with writing(other) as connection:
                    event = {"sender_id": "web-other", "type_name": "user", "timestamp": NOW, "data": '"x"'}
                    connection.execute(EVENTS.insert().values(event))
            except sa.exc.OperationalError as error:
                failed.append(str(error))
            time.sleep(0.005)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for talk in life.alive[:30]:
            erase(engine, name_of(talk))
        compact(engine, 60)
    finally:
        done.set()
        writer.join()
    assert failed == []
    with engine.connect() as connection:
        ids = sa.select(EVENTS.c.id).where(EVENTS.c.sender_id == "web-other").order_by(EVENTS.c.id)
        found = list(connection.execute(ids).scalars())
    assert len(found) > 10
    assert found == sorted(found)


def test_no_page_with_texts_is_near_a_row_that_is_removed(engine: Engine) -> None:
    """S4: margins towards both sides, none where nothing comes before; nothing at all of a short run."""
    rows = [(NOBODY, 120), (name_of(1), 3), (NOBODY, 60), (name_of(2), 1), (NOBODY, 300)]
    with engine.begin() as connection:
        for name, count in rows:
            row = {"sender_id": name, "type_name": "user", "data": "x" * 2_000}
            connection.execute(EVENTS.insert(), [row] * count)
        margin = -(-traces.MARGIN // 480)
        assert list(traces.removable(connection)) == [(1, 120 - margin), (185 + margin, 484 - margin)]


def test_an_older_file_is_converted_once_and_not_while_somebody_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S5: only a file that is small, or when nobody has written for a while."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    old = sa.create_engine(url)
    with old.begin() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = OFF")
        connection.exec_driver_sql(str(sa.schema.CreateTable(EVENTS).compile(old)))
        connection.exec_driver_sql("CREATE INDEX ix_events_conversation ON events (sender_id, id)")
        row = {"sender_id": "a", "type_name": "user", "timestamp": time.time(), "data": "Geheimsache " * 50}
        connection.execute(EVENTS.insert(), [row])
        connection.execute(EVENTS.delete())
        connection.execute(EVENTS.insert(), [row | {"data": "bleibt"}])
    assert b"Geheimsache" in (tmp_path / "old.db").read_bytes()
    engine = open_database(url)
    monkeypatch.setattr(compacting, "_QUICK_PAGES", 0)
    compact(engine, 10)
    assert _auto_vacuum(engine) == 0, "somebody has just written"
    monkeypatch.setattr(compacting, "QUIET", -1.0)
    compact(engine, 10)
    assert _auto_vacuum(engine) == 2
    assert b"Geheimsache" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"bleibt" in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def _auto_vacuum(engine: Engine) -> int:
    with sa.create_engine(engine.url).connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA auto_vacuum").scalar() or 0)


def test_files_are_readable_for_their_owner_alone(engine: Engine, tmp_path: Path) -> None:
    """O14: the data base, its log and its index, also one that was readable before."""
    erase(engine, "a")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}
    engine.dispose()
    (tmp_path / "private.db").chmod(0o644)
    open_database(str(engine.url))
    assert stat.S_IMODE((tmp_path / "private.db").stat().st_mode) == 0o600


@pytest.mark.postgres
def test_postgresql_has_no_row_left_and_uses_the_space_again(postgres_url: str) -> None:
    """S5: after the nightly duty no dead row is left; the table does not grow when the same is written again."""
    engine = open_database(postgres_url)
    sizes = []
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE events SET (autovacuum_enabled = false)")
    for _ in range(3):
        with engine.begin() as connection:
            row = {"sender_id": "a", "type_name": "user", "timestamp": NOW, "data": text_of(1, 900)}
            connection.execute(EVENTS.insert(), [row] * 2_000)
        erase(engine, "a")
        compact(engine, 10)
        with engine.connect() as connection:
            assert connection.execute(sa.select(sa.func.count()).select_from(EVENTS)).scalar() == 0
            sizes.append(connection.exec_driver_sql("SELECT pg_relation_size('events')").scalar())
    assert max(sizes) <= 2_000 * 2_000
