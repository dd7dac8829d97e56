"""Every release's data base is opened by this one: no row is lost, the layout is today's, and the old talk goes on."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.privacy.declaration import PRIVATE
from bot.privacy.layout import HEAD, VERSION, layout_of
from bot.privacy.tables import CONTACTS, EVENTS, open_database
from bot.settings import ROOT
from bot.version import VERSION as PROGRAM
from tests.privacy.release_data import FOLDER, MOMENT, TALK, load, talk

RELEASES = sorted({path.name.split(".postgresql")[0].removesuffix(".sql") for path in FOLDER.glob("*.sql")})
OF_A_DATA_BASE = {"ix_events_bucket", "ix_events_conversation"}
"""Each kind of data base has one of them (``bot.privacy.tables``)."""


@pytest.fixture(params=RELEASES)
def old(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> str:
    """The address of a data base as a release has left it."""
    (tmp_path / "var").mkdir(exist_ok=True)
    load(FOLDER / f"{request.param}{'.postgresql' if 'postgres' in url else ''}.sql", url)
    return url


def test_no_row_is_lost(old: str) -> None:
    engine = sa.create_engine(old)
    present = set(sa.inspect(engine).get_table_names()) - {VERSION.name}
    before = {name: rows(engine, name) for name in present}
    opened = open_database(old)
    assert {name: rows(opened, name) for name in present} == before
    assert all(before.values())
    with opened.connect() as connection:
        assert layout_of(connection) == HEAD
        [kept] = connection.execute(sa.select(CONTACTS.c.created, CONTACTS.c.name))
        assert (kept.created, kept.name) == (MOMENT, '{"text": "Größe „5“ \'x\'"}')


def test_the_layout_is_that_of_a_new_data_base(old: str) -> None:
    """What ``create_missing`` does not add by itself needs a step (``bot.privacy.steps``): a changed or a dropped column."""
    with open_database(old).connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION.name, "compare_type": True})
        different = [change for change in compare_metadata(context, PRIVATE) if not is_of_a_kind(change)]
    assert different == []


@pytest.mark.parametrize("release", RELEASES)
def test_an_old_talk_goes_on(release: str, model: Path, sqlite_url: str, tmp_path: Path, monkeypatch: Any) -> None:
    """What the firm has said is known, and "dafür" is what was talked about."""
    monkeypatch.setenv("LOTSE_TRACKER_URL", sqlite_url)
    (tmp_path / "var").mkdir()
    load(FOLDER / f"{release}.sql", sqlite_url)
    [answer] = asyncio.run(talk(sqlite_url, ("Welche Förderung gibt es dafür?",)))
    assert "Sachsen-Anhalt" in answer
    with open_database(sqlite_url).connect() as connection:
        said = connection.execute(
            sa.select(EVENTS.c.type_name).where(EVENTS.c.sender_id == TALK, EVENTS.c.type_name == "user")
        )
        assert len(said.all()) == 3


def test_each_release_has_its_data() -> None:
    """Those that the list of changes names, in both kinds of data bases; the present one from its release on."""
    named = re.findall(r"^## (\d+\.\d+\.\d+) ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert named[0] == PROGRAM
    assert f'\nversion = "{PROGRAM}"\n' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for version in named:
        assert {f"{version}.sql", f"{version}.postgresql.sql"} <= {path.name for path in FOLDER.iterdir()}


def rows(engine: sa.engine.Engine, table: str) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() or 0)


def is_of_a_kind(change: Any) -> bool:
    """Whether a difference is only one between kinds of data bases."""
    return isinstance(change, tuple) and str(change[0]).endswith("_index") and change[1].name in OF_A_DATA_BASE
