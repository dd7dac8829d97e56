"""Upgrades of the private data base: no row is lost, a step that fails changes nothing, a later release's is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from bot.privacy import layout
from bot.privacy.layout import HEAD, STEPS, VERSION, LayoutError, layout_of, upgrade
from bot.privacy.tables import CONTACTS, open_database

RENAMES = """
from alembic import op
revision, down_revision = "next", "0001"

def upgrade():
    with op.batch_alter_table("contacts") as table:
        table.alter_column("matter", new_column_name="subject")
"""
FAILS = """
from alembic import op
revision, down_revision = "broken", "next"

def upgrade():
    op.execute("DELETE FROM contacts")
    op.execute("ALTER TABLE contacts ADD COLUMN half TEXT")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""


def test_the_number_in_the_code_is_that_of_the_last_step() -> None:
    assert ScriptDirectory(STEPS, version_locations=[STEPS]).get_current_head() == HEAD


def test_a_new_data_base_has_todays_layout(url: str) -> None:
    assert layout_now(url) == HEAD
    assert not upgrade(open_database(url))


def test_a_step_keeps_every_row(url: str, tmp_path: Path) -> None:
    engine = with_a_call_back(url)
    assert upgrade(engine, steps(tmp_path, RENAMES), "next")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name, subject FROM contacts").all() == [("Eva Muster", "ERP")]
        assert layout_of(connection) == "next"


def test_a_step_that_fails_leaves_everything_as_it_was(url: str, tmp_path: Path) -> None:
    """The step before it, which went well, is taken back with it: the release before goes on with the data base."""
    engine = with_a_call_back(url)
    before = described(engine)
    with pytest.raises(LayoutError, match=r"unverändert.*nowhere"):
        upgrade(engine, steps(tmp_path, RENAMES, FAILS), "broken")
    assert described(engine) == before
    with open_database(url).connect() as connection:
        assert connection.execute(sa.select(CONTACTS.c.name, CONTACTS.c.matter)).all() == [("Eva Muster", "ERP")]


def test_a_data_base_of_a_later_release_is_not_touched(url: str) -> None:
    engine = with_a_call_back(url)
    with engine.begin() as connection:
        connection.execute(sa.update(VERSION).values(version_num="9999"))
    before = described(engine)
    with pytest.raises(LayoutError, match=r"neueren Version \(Stand 9999\)"):
        open_database(url)
    assert described(engine) == before


def test_one_of_before_the_numbers_gets_one(url: str) -> None:
    engine = with_a_call_back(url)
    VERSION.drop(engine)
    assert layout_now(url) == HEAD


def test_no_open_of_todays_layout_needs_alembic(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_database(sqlite_url)
    monkeypatch.setattr(layout, "_run_steps", None)
    open_database(sqlite_url)


def with_a_call_back(url: str) -> sa.engine.Engine:
    engine = open_database(url)
    row = {
        "conversation": "a",
        "created": 1.0,
        "name": "Eva Muster",
        "matter": "ERP",
        "consent": "Ja",
        "next_attempt": 1.0,
    }
    with engine.begin() as connection:
        connection.execute(sa.insert(CONTACTS), {**row, "attempts": 0})
    return engine


def steps(folder: Path, *further: str) -> Path:
    for path in STEPS.glob("s*.py"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    for number, text in enumerate(further):
        (folder / f"further{number}.py").write_text(text, encoding="utf-8")
    return folder


def described(engine: sa.engine.Engine) -> object:
    """Everything that stands in the data base: columns and rows by table."""
    found = sa.inspect(engine)
    with engine.connect() as connection:
        return {
            name: (
                sorted(column["name"] for column in found.get_columns(name)),
                connection.exec_driver_sql(f"SELECT * FROM {name}").all(),
            )
            for name in sorted(found.get_table_names())
        }


def layout_now(url: str) -> str | None:
    with open_database(url).connect() as connection:
        return layout_of(connection)
