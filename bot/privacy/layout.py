"""Which layout the private tables have, and the way from an older one to today's without losing a row.

The number of the layout stands in a table of its own. Whoever opens an older data base runs the steps that are missing
(``bot.privacy.steps``, alembic), all in one transaction: a step that fails leaves everything as it was. Additions that may be
empty (tables, columns, indexes) need no step, ``bot.privacy.tables.create_missing`` makes them. A data base that a later release
has changed is not touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, String, Table, insert, inspect, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from bot.privacy.declaration import PRIVATE
from bot.storage.engines import new_engine

HEAD = "0001"
"""The layout that this code writes: the name of the latest step."""
STEPS = Path(__file__).parent / "steps"

CREATION_LOCK = 4_010_418
"""Any fixed number: whoever creates or changes tables on one PostgreSQL data base asks for the lock of this number."""
_STEP_SECONDS = 600.0
"""How long PostgreSQL may take for one statement of a step; everybody else has seconds (``bot.storage.engines``)."""

VERSION = Table("layout_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""One row: the layout of all private tables."""


class LayoutError(SQLAlchemyError):
    """The data base has a layout that this code cannot use; says in German why, and that nothing was changed."""


def layout_of(connection: Connection) -> str | None:
    """Return the layout of a data base; None where it is older than the numbers, or new."""
    if not inspect(connection).has_table(VERSION.name):
        return None
    found = connection.execute(select(VERSION.c.version_num)).scalar()
    return None if found is None else str(found)


def upgrade(engine: Engine, steps: Path = STEPS, head: str = HEAD) -> bool:
    """Bring an older data base into today's layout. Returns whether anything was done; a new data base needs nothing.

    Several processes may do so at once: the others wait for the first. Old processes that still run on PostgreSQL wait, too.

    Args:
        engine: of the data base.
        steps: the folder of the steps.
        head: the name of the last one.

    Raises:
        LayoutError: the data base is of a later release, or a step has failed; nothing is changed.
        sqlalchemy.exc.SQLAlchemyError: it cannot be reached.
    """
    with engine.connect() as connection:
        if _is_new(connection) or layout_of(connection) == head:
            return False
    # Only an older data base needs alembic: importing it takes longer than opening one. Not while others wait for the lock.
    import alembic.runtime.environment
    import alembic.script  # noqa: F401

    with _patient(engine) as patient, _alone(patient) as connection:
        found = layout_of(connection)
        if found == head:
            return False
        _run_steps(connection, found, steps)
    return True


def stamp(connection: Connection) -> None:
    """Write today's layout into a data base that has none yet: its tables were just made. Call it while holding others off."""
    connection.execute(CreateTable(VERSION, if_not_exists=True))
    if connection.execute(select(VERSION.c.version_num)).first() is None:
        row = insert(VERSION).values(version_num=HEAD)
        if connection.dialect.name == "sqlite":  # another process may have been quicker
            row = row.prefix_with("OR IGNORE")
        connection.execute(row)


def stamping() -> Sequence[str]:
    """Return the statements that do the same in a new file of SQLite."""
    creating = str(CreateTable(VERSION, if_not_exists=True).compile(dialect=sqlite.dialect()))
    return [creating, f"INSERT OR IGNORE INTO {VERSION.name} VALUES ('{HEAD}')"]


def hold_others_off(connection: Connection) -> None:
    """Let others who change the layout wait until this transaction ends; on SQLite it begins here."""
    if connection.dialect.name == "postgresql":
        # There "IF NOT EXISTS" fails where another one creates the same at the same time.
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": CREATION_LOCK})
    elif connection.dialect.name == "sqlite":  # whose driver begins no transaction by itself before a layout is changed
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _is_new(connection: Connection) -> bool:
    """Return whether none of our tables is there."""
    return not set(inspect(connection).get_table_names()).intersection(PRIVATE.tables)


@contextmanager
def _patient(engine: Engine) -> Iterator[Engine]:
    """Yield an engine whose statements may take long."""
    if engine.dialect.name == "sqlite":
        yield engine
        return
    patient = new_engine(
        engine.url.render_as_string(hide_password=False), _STEP_SECONDS, poolclass=NullPool, hide_parameters=True
    )
    try:
        yield patient
    finally:
        patient.dispose()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection, connection.begin():
        hold_others_off(connection)
        yield connection


def _run_steps(connection: Connection, found: str | None, steps: Path) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    script = ScriptDirectory(steps, version_locations=[steps])
    try:
        if found is not None:
            script.get_revision(found)
    except CommandError as error:
        raise LayoutError(
            f"Die Datenbank der Gespräche ist von einer neueren Version (Stand {found}). Sie bleibt, wie sie ist. "
            "Bitte die neuere Version verwenden oder eine Sicherung von vorher einspielen (lotse restore)."
        ) from error

    def missing(revision: Any, context: Any) -> Any:
        return script._upgrade_revs("head", revision)

    try:
        with EnvironmentContext(Config(), script, fn=missing) as environment:
            environment.configure(connection, transactional_ddl=True, version_table=VERSION.name)
            environment.run_migrations()
    except Exception as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__]
        raise LayoutError(
            "Die Datenbank der Gespräche ließ sich nicht auf den Stand dieser Version bringen. Sie ist unverändert; "
            f"die vorige Version kann weiter mit ihr arbeiten. Ursache: {cause[0]}"
        ) from error
