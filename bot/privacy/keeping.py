"""Keeping what people have told us no longer than promised: purge, export and erase, each over all private tables.

What happens to a table stands beside it (``bot.privacy.declaration``), and the same functions serve the chat, the page,
Telegram, the console and the hourly duty. Deleted means gone: on SQLite the texts are in no file any more
(``bot.privacy.traces``); PostgreSQL removes the rows and uses their space again (``bot.privacy.compacting``).
"""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, delete, exists, func, insert, select, text, tuple_, update
from sqlalchemy.engine import Connection, Engine

from bot.clock import german_time
from bot.privacy.clock_check import looked
from bot.privacy.declaration import PRIVATE, Ends, keeping_of
from bot.privacy.tables import ANSWERS, ERASED, EVENTS
from bot.privacy.traces import NOBODY, SMALL, empty_log, needs_refill, refill, rows, strike, writing
from bot.settings import VAR_DIR
from bot.web.secret import derived_key

_DAY = 86_400.0
_HOLD = 0.05
"""Seconds for which a purge keeps others from writing, about; then it lets them for as long."""
_PORTION = 500
"""Rows that one statement of a purge deletes at most."""


class ClockDoubtedError(ValueError):
    """Nothing is deleted because the clock may be wrong; says so in German for whoever runs the servers."""


@dataclass
class Purged:
    """What a purge has done.

    ``conversations``: how many were deleted; ``deleted`` and ``nameless``: rows deleted, and rows that have forgotten whose
    they were, by the name of the table.
    """

    conversations: int = 0
    deleted: dict[str, int] = field(default_factory=dict)
    nameless: dict[str, int] = field(default_factory=dict)


def purge(engine: Engine, days: int, now: float, believe_clock: bool = False) -> Purged:
    """Delete in all tables what has been kept long enough, in portions that others need not wait for.

    Args:
        engine: of the data base, with the tables in place (``bot.privacy.tables.open_database``).
        days: how long conversations are kept after the last message, and contacts after they were sent.
        now: seconds since 1970.
        believe_clock: whether somebody has looked at the clock; else a leap of more than two days is doubted (``bot.clock``).

    Raises:
        ClockDoubtedError: the clock has leapt; nothing was deleted.
    """
    with writing(engine) as connection:
        known, before = looked(connection, now)
    if known.doubted is not None and not believe_clock:
        leap = f"vom {_day(before)} auf den {_day(now)}" if before is not None else f"auf den {_day(now)}"
        raise ClockDoubtedError(
            f"Die Uhr ist gesprungen: {leap}. Gelöscht wird erst, wenn sie von da an zwei Tage lang weitergegangen ist"
        )
    purged = Purged(_purge_conversations(engine, now - days * _DAY))
    for table in PRIVATE.sorted_tables:
        for ends in keeping_of(table).ends:
            if table is not EVENTS:
                count = _end_rows(engine, table, ends, now - (ends.days or days) * _DAY)
                kind = purged.nameless if ends.nameless else purged.deleted
                kind[table.name] = kind.get(table.name, 0) + count
    changed = {name for kind in (purged.deleted, purged.nameless) for name, count in kind.items() if count}
    with writing(engine) as connection:
        _refill_small(connection, [PRIVATE.tables[name] for name in sorted(changed)])
    _empty_log(engine)
    return purged


def export(engine: Engine, conversation: str, tables: Iterable[Table] | None = None) -> dict[str, list[dict[str, Any]]]:
    """Return everything stored of one conversation by the name of the table, oldest first; events as Rasa has written them.

    ``tables``: only what stands there. Who wants one figure should not load a talk of thousands of messages.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    with engine.connect() as connection:
        for table in PRIVATE.sorted_tables if tables is None else tables:
            owner = keeping_of(table).conversation
            if owner is not None:
                query = select(table).where(table.c[owner] == conversation).order_by(*table.primary_key)
                found[table.name] = [dict(row) for row in connection.execute(query).mappings()]
    if EVENTS.name in found:
        found[EVENTS.name] = [json.loads(row["data"]) for row in found[EVENTS.name]]
    return found


def erase(engine: Engine, conversation: str, message_ids: Iterable[str] = ()) -> int:
    """Delete everything of one conversation in all tables, waiting call-backs included; returns how many rows that were.

    Remembers for three days, as keyed hashes, that it was deleted and which messages it had answered
    (:func:`was_erased`). Whoever appends to a conversation on PostgreSQL waits for it and it for them.

    Args:
        engine: of the data base, with the tables in place (``bot.privacy.tables.open_database``).
        conversation: its id.
        message_ids: ids of messages beside those in ``answers``: of the one that asks for the deletion.
    """
    with writing(engine) as connection:
        _lock(connection, [conversation])
        answered = select(ANSWERS.c.message_id).where(ANSWERS.c.conversation == conversation)
        known = {*connection.execute(answered).scalars(), *message_ids}
        count = 0
        for table in PRIVATE.sorted_tables:
            owner = keeping_of(table).conversation
            if owner is None:
                continue
            if keeping_of(table).struck and engine.dialect.name == "sqlite":
                count += strike(connection, conversation)
            else:
                count += int(connection.execute(delete(table).where(table.c[owner] == conversation)).rowcount)
        _remember(connection, [_key(conversation), *(_key(conversation, id_) for id_ in known)])
        _refill_small(connection, PRIVATE.sorted_tables)
    _empty_log(engine)
    return count


def was_erased(engine: Engine, conversation: str, message_id: str | None = None) -> bool:
    """Return whether this conversation was deleted in the last three days, or this message of it.

    The first refuses a website's conversation whose token is still good. Telegram and programs go on under the same id; the
    second says which of their messages, sent again, belong to what was deleted and are answered with nothing.
    """
    with engine.connect() as connection:
        return is_erased(connection, conversation, message_id)


def is_erased(connection: Connection, conversation: str, message_id: str | None = None) -> bool:
    """Return the same within a transaction."""
    found = connection.execute(select(ERASED.c.key).where(ERASED.c.key == _key(conversation, message_id)))
    return found.first() is not None


def _purge_conversations(engine: Engine, limit: float) -> int:
    """Delete the events of all conversations whose last one is older than ``limit``; returns how many conversations."""
    latest = func.max(EVENTS.c.timestamp) < limit
    with engine.connect() as connection:
        query = select(EVENTS.c.sender_id).where(EVENTS.c.sender_id != NOBODY).group_by(EVENTS.c.sender_id)
        old = list(connection.execute(query.having(latest)).scalars())
    count = 0
    old.sort(reverse=True)
    while old:
        began = time.monotonic()
        with writing(engine) as connection:
            count += _end_conversation(connection, old.pop(), limit)
            while old and time.monotonic() - began < _HOLD:
                count += _end_conversation(connection, old.pop(), limit)
        _let_others(began)
    return count


def _end_conversation(connection: Connection, conversation: str, limit: float) -> int:
    """Delete the events of one conversation, unless something was said in it just now; returns 1 or 0."""
    _lock(connection, [conversation])
    last = connection.execute(select(func.max(EVENTS.c.timestamp)).where(EVENTS.c.sender_id == conversation)).scalar()
    if last is None or last >= limit:
        return 0
    if connection.dialect.name == "sqlite":
        strike(connection, conversation)
    else:
        connection.execute(delete(EVENTS).where(EVENTS.c.sender_id == conversation))
    return 1


def _end_rows(engine: Engine, table: Table, ends: Ends, limit: float) -> int:
    """Delete or make nameless the rows of a table that end, and return how many."""
    conditions = [table.c[ends.since] < limit]
    owner = keeping_of(table).conversation
    if ends.with_conversation and owner is not None:
        conditions += [table.c[owner].is_not(None), ~exists().where(EVENTS.c.sender_id == table.c[owner])]
    if ends.empty:
        conditions.append(table.c[ends.empty].is_(None))
    key = tuple_(*table.primary_key) if len(table.primary_key) > 1 else next(iter(table.primary_key))
    some = key.in_(select(*table.primary_key).where(*conditions).limit(_PORTION))
    change = update(table).values({owner: None}).where(some) if ends.nameless else delete(table).where(some)
    total = 0
    while True:
        began = time.monotonic()
        with writing(engine) as connection:
            count = int(connection.execute(change).rowcount)
        total += count
        if count < _PORTION:
            return total
        _let_others(began)


def _let_others(began: float) -> None:
    """Wait for as long as a transaction has taken that ``began`` then: others try again only every tenth of a second."""
    time.sleep(max(_HOLD, time.monotonic() - began))


def _lock(connection: Connection, conversations: Sequence[str]) -> None:
    """Wait for whoever appends to one of the conversations, and keep them waiting (``bot.rasa.conversations.event_log``)."""
    if connection.dialect.name == "postgresql":
        for conversation in sorted(conversations):
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:id))"), {"id": conversation})


def _remember(connection: Connection, keys: Sequence[str]) -> None:
    connection.execute(delete(ERASED).where(ERASED.c.key.in_(keys)))
    connection.execute(insert(ERASED), [{"key": key, "created": time.time()} for key in keys])


def _key(conversation: str, message_id: str | None = None) -> str:
    """Return what is remembered of a deleted conversation or message: who reads it learns neither."""
    what = json.dumps([conversation] if message_id is None else [conversation, message_id])
    return hmac.new(derived_key(VAR_DIR, "erased").encode(), what.encode(), "sha256").hexdigest()


def _refill_small(connection: Connection, tables: Iterable[Table]) -> None:
    """Leave nothing of deleted rows in small tables of SQLite; larger ones wait for the night (``bot.privacy.compacting``)."""
    if connection.dialect.name != "sqlite":
        return
    for table in tables:
        if needs_refill(table) and rows(connection, table, SMALL + 1) <= SMALL:
            refill(connection, table)


def _empty_log(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            empty_log(connection)


def _day(moment: float) -> str:
    return f"{german_time(moment):%d.%m.%Y}"
