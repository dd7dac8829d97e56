"""Purge, export and erase go over all private tables, on both kinds of data bases.

Findings: structure M1, operations O17 (export and purge forgot tables), reliability R5 (portions), R15 (clock), security S4
(what was deleted is remembered).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Boolean, Float, Integer, Table
from sqlalchemy.engine import Engine

from bot.cli import main
from bot.privacy import keeping
from bot.privacy.conversations import StoredConversations
from bot.privacy.declaration import keeping_of
from bot.privacy.keeping import erase, export, purge, was_erased
from bot.privacy.tables import (
    ANSWERS,
    CLOCK,
    CONTACTS,
    ERASED,
    EVENTS,
    FEEDBACK,
    PRIVATE,
    QUESTIONS,
    STAFF,
    open_database,
)

DAY = 86_400.0
NOW = 1_800_000_000.0
OLD, NEW = NOW - 60 * DAY, NOW
OF_OLD, OF_NEW = "web-alt", "web-neu"
TABLES = [table for table in PRIVATE.sorted_tables if keeping_of(table).conversation]


@pytest.fixture
def engine(url: str) -> Engine:
    return open_database(url)


def row(table: Table, conversation: str, moment: float, number: int) -> dict[str, Any]:
    """Return a row with a value in every column; every time in it is ``moment``."""
    values: dict[str, Any] = {}
    for column in table.columns:
        if isinstance(column.type, Boolean):
            values[column.name] = True
        elif isinstance(column.type, Float):
            values[column.name] = moment
        elif isinstance(column.type, Integer):
            values[column.name] = number
        else:
            values[column.name] = f"{column.name} {conversation}"
    values[str(keeping_of(table).conversation)] = conversation
    return {**values, "data": json.dumps({"text": conversation})} if table is EVENTS else values


def fill(engine: Engine) -> None:
    """Put a row of an old and one of a new conversation into every table."""
    with engine.begin() as connection:
        for table in TABLES:
            for number, (conversation, moment) in enumerate(((OF_OLD, OLD), (OF_NEW, NEW)), start=1):
                connection.execute(table.insert().values(row(table, conversation, moment, number)))
        connection.execute(CLOCK.insert().values(id=1, seen=NOW - 3_600))


def conversations_in(engine: Engine, table: Table) -> list[str | None]:
    """Return whose rows a table has, without those that are struck out."""
    owner = table.c[str(keeping_of(table).conversation)]
    with engine.connect() as connection:
        return [name for name in connection.execute(sa.select(owner)).scalars() if name != ""]


@pytest.mark.parametrize("table", PRIVATE.sorted_tables, ids=lambda table: str(table.name))
def test_every_table_says_what_happens_to_its_rows(table: Table) -> None:
    """M1: a new table cannot be forgotten."""
    said = keeping_of(table)
    assert said.title
    if said.conversation is None:
        assert {ERASED, CLOCK, *STAFF} & {table}, "only hashes, the clock and what the staff do are nobody's"
    else:
        assert said.conversation in table.c
        assert said.ends, "kept for ever"
    for ends in said.ends:
        assert ends.since in table.c
        assert ends.empty is None or ends.empty in table.c


def test_erase_deletes_in_every_table_and_leaves_the_others(engine: Engine) -> None:
    """M1, S4."""
    fill(engine)
    assert erase(engine, OF_OLD) == len(TABLES)
    for table in TABLES:
        assert conversations_in(engine, table) == [OF_NEW], table.name
    assert not any(export(engine, OF_OLD).values())
    assert all(export(engine, OF_NEW).values())
    assert erase(engine, OF_OLD) == 0


def test_export_shows_every_table(engine: Engine) -> None:
    """M1, O17."""
    fill(engine)
    found = export(engine, OF_OLD)
    assert set(found) == {table.name for table in TABLES}
    assert {name: len(rows) for name, rows in found.items()} == {table.name: 1 for table in TABLES}
    assert found["events"] == [{"text": OF_OLD}]
    assert found["contacts"][0]["name"] == f"name {OF_OLD}"
    assert OF_NEW not in json.dumps(found)


def test_purge_ends_what_is_old_in_every_table_and_nothing_else(engine: Engine) -> None:
    """M1, O17: one call for all tables."""
    fill(engine)
    purged = purge(engine, 30, NOW)
    assert purged.conversations == 1
    nameless = {FEEDBACK.name, QUESTIONS.name}
    for table in TABLES:
        left = conversations_in(engine, table)
        assert left == [OF_NEW] or (table.name in nameless and sorted(left, key=str) == [None, OF_NEW]), table.name
    assert {name for name, count in purged.nameless.items() if count} == nameless
    assert {name for name, count in purged.deleted.items() if count} == {table.name for table in TABLES} - nameless - {
        EVENTS.name
    }
    again = purge(engine, 30, NOW)
    assert not again.conversations
    assert not any((*again.deleted.values(), *again.nameless.values()))


def test_what_waits_and_what_is_alive_stays(engine: Engine) -> None:
    """A call-back that was not sent stays, a conversation counts from its last message, and its rows stay with it."""
    with engine.begin() as connection:
        connection.execute(CLOCK.insert().values(id=1, seen=NOW))
        waiting = {**row(CONTACTS, "a", OLD, 1), "sent": None, "done": None}
        connection.execute(CONTACTS.insert().values(waiting))
        for number, moment in enumerate((OLD, NOW - 29 * DAY), start=1):
            connection.execute(EVENTS.insert().values(row(EVENTS, "alive", moment, number)))
        connection.execute(FEEDBACK.insert().values(row(FEEDBACK, "alive", OLD, 1)))
        connection.execute(ANSWERS.insert().values(row(ANSWERS, "alive", NOW - 1.5 * DAY, 1)))
    assert purge(engine, 30, NOW).conversations == 0
    assert conversations_in(engine, CONTACTS) == ["a"]
    assert conversations_in(engine, EVENTS) == ["alive", "alive"]
    assert conversations_in(engine, FEEDBACK) == ["alive"]
    assert conversations_in(engine, ANSWERS) == [], "answers are for a day"


def test_a_purge_of_many_works_in_portions(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """R5: several transactions for many talks and rows, so that others can write in between."""
    with engine.begin() as connection:
        connection.execute(CLOCK.insert().values(id=1, seen=NOW))
        for number in range(1, 40):
            connection.execute(EVENTS.insert().values(row(EVENTS, f"talk {number}", OLD, number)))
            connection.execute(QUESTIONS.insert().values(row(QUESTIONS, f"talk {number}", OLD, number)))
    waits: list[float] = []
    monkeypatch.setattr(keeping, "_HOLD", 0.0)
    monkeypatch.setattr(keeping, "_PORTION", 10)
    monkeypatch.setattr(keeping, "_let_others", waits.append)
    purged = purge(engine, 30, NOW)
    assert purged.conversations == 39
    assert purged.nameless[QUESTIONS.name] == 39
    assert conversations_in(engine, EVENTS) == []
    assert len(waits) == 39 + 3


def test_somebody_who_writes_again_meanwhile_is_not_deleted(engine: Engine) -> None:
    """R5: between looking for old talks and deleting them, a message may come."""
    with engine.begin() as connection:
        connection.execute(EVENTS.insert().values(row(EVENTS, "back", NEW, 1)))
    with engine.begin() as connection:
        assert keeping._end_conversation(connection, "back", NOW - 30 * DAY) == 0
    assert conversations_in(engine, EVENTS) == ["back"]


def test_a_deleted_conversation_is_remembered_and_its_messages_with_it(engine: Engine) -> None:
    """S4: refused from then on, or not answered a second time; nobody can read from it who that was."""
    with engine.begin() as connection:
        connection.execute(ANSWERS.insert().values(row(ANSWERS, "rest-a", NOW, 1) | {"message_id": "m-1"}))
    assert not was_erased(engine, "rest-a")
    for _ in range(2):
        erase(engine, "rest-a", ["m-2"])
    assert was_erased(engine, "rest-a")
    assert was_erased(engine, "rest-a", "m-1")
    assert was_erased(engine, "rest-a", "m-2")
    assert not was_erased(engine, "rest-a", "m-3")
    assert not was_erased(engine, "rest-b")
    assert not was_erased(engine, "rest-b", "m-1")
    with engine.begin() as connection:
        found = [tuple(kept) for kept in connection.execute(sa.select(ERASED))]
        assert len(found) == 3
        assert "rest-a" not in str(found)
        assert "m-1" not in str(found)
        connection.execute(ERASED.update().values(created=NOW - 4 * DAY))
    purge(engine, 30, NOW)
    assert not was_erased(engine, "rest-a")


def test_another_secret_knows_nothing_of_it(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """S4: the hashes are keyed."""
    monkeypatch.setenv("LOTSE_SECRET", "a" * 32)
    erase(engine, "rest-a")
    monkeypatch.setenv("LOTSE_SECRET", "b" * 32)
    assert not was_erased(engine, "rest-a")


def test_a_conversation_begun_anew_is_a_new_one(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(EVENTS.insert().values(row(EVENTS, "rest-a", NOW, 1)))
    erase(engine, "rest-a")
    with engine.begin() as connection:
        connection.execute(EVENTS.insert().values(row(EVENTS, "rest-a", NOW, 2)))
    assert len(StoredConversations(engine).export("rest-a")) == 1


def test_a_clock_that_has_leapt_deletes_nothing(engine: Engine) -> None:
    """R15: a clock 31 days ahead; the first look at it and a later one."""
    fill(engine)
    ahead = NOW + 31 * DAY
    for moment in (ahead, ahead + 3_600):
        with pytest.raises(keeping.ClockDoubtedError, match="Uhr"):
            purge(engine, 30, moment)
    for table in TABLES:
        assert sorted(conversations_in(engine, table), key=str) == [OF_OLD, OF_NEW], table.name
    assert purge(engine, 30, NOW + 7_200).conversations == 1, "put right, it is believed at once"
    assert conversations_in(engine, EVENTS) == [OF_NEW]


def test_a_server_that_was_off_for_long_deletes_two_days_later(engine: Engine) -> None:
    """R15: or at once where somebody says that the clock is right."""
    fill(engine)
    later = NOW + 31 * DAY
    with pytest.raises(keeping.ClockDoubtedError):
        purge(engine, 30, later)
    with pytest.raises(keeping.ClockDoubtedError):
        purge(engine, 30, later + DAY)
    assert purge(engine, 30, later + 2 * DAY).conversations == 2
    fill_again = row(EVENTS, "c", NOW, 9)
    with engine.begin() as connection:
        connection.execute(EVENTS.insert().values(fill_again))
    assert purge(engine, 30, later + 60 * DAY, believe_clock=True).conversations == 1


def lotse(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["privacy", *arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_console_knows_all_tables(
    engine: Engine, url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """M1, O17: with one event, one sent contact and one rating, all 60 days old."""
    monkeypatch.setenv("LOTSE_TRACKER_URL", url)
    monkeypatch.setattr("bot.commands.privacy.time.time", lambda: NOW)
    fill(engine)
    code, out, err = lotse(capsys, "export", OF_OLD)
    assert code == 0
    assert set(json.loads(out)) == {table.name for table in TABLES}
    assert "Datenbank: " in err
    assert str(sa.engine.make_url(url).database) in err
    code, out, _ = lotse(capsys, "purge")
    assert code == 0
    assert out.splitlines() == [
        "Gelöscht: 1 Gespräche, deren letzte Nachricht älter als 30 Tage war.",
        "Antworten zum Wiederholen: 1 gelöscht",
        "Rückrufbitten: 1 gelöscht",
        "Erlaubnisse, ein Gespräch zu lesen: 1 gelöscht",
        "Nachrichten an Telegram: 1 gelöscht",
        "Knöpfe in Telegram: 1 gelöscht",
        "Spuren von Nachrichten in Telegram: 1 gelöscht",
        "Nachrichten von Telegram: 1 gelöscht",
        "Bewertungen: 1 jetzt ohne Bezug zu einem Gespräch",
        "Fragen ohne Antwort: 1 jetzt ohne Bezug zu einem Gespräch",
    ]
    assert lotse(capsys, "export", OF_OLD)[0] == 1
    code, out, _ = lotse(capsys, "erase", OF_NEW)
    assert (code, out) == (0, f"Gelöscht: alles zu diesem Gespräch ({len(TABLES)} Einträge).\n")
    code, _, err = lotse(capsys, "erase", OF_NEW)
    assert code == 1
    assert "nichts gespeichert" in err
    monkeypatch.setattr("bot.commands.privacy.time.time", lambda: NOW + 90 * DAY)
    code, _, err = lotse(capsys, "purge")
    assert code == 1
    assert "--clock-is-right" in err
    assert lotse(capsys, "purge", "--clock-is-right")[0] == 0


def test_a_mistyped_address_makes_no_data_base(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """O17: each command says what it has read."""
    monkeypatch.setenv("LOTSE_TRACKER_URL", f"sqlite:///{tmp_path / 'vertippt.db'}")
    for command in (["purge"], ["export", "a"], ["erase", "a"]):
        code, _, err = lotse(capsys, *command)
        assert code == 1
        assert "vertippt.db" in err
        assert "gibt es noch nicht" in err
    assert list(tmp_path.iterdir()) == []


def test_a_password_is_not_shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_TRACKER_URL", "postgresql+psycopg2://lotse:sesam@127.0.0.1:1/lotse")
    code, _, err = lotse(capsys, "export", "a")
    assert code == 1
    assert "lotse auf 127.0.0.1" in err
    assert "sesam" not in err
