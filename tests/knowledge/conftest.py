"""Content to break, and empty data bases to load it into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from knowledge_samples import Content
from postgres_server import PostgresServer, find_programs


@pytest.fixture
def content(tmp_path: Path) -> Content:
    made = Content(tmp_path / "knowledge")
    made.write()
    return made


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'var' / 'test.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty data base, once for SQLite and once for a real PostgreSQL."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    return postgres_server.new_database()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A private PostgreSQL server that listens on a socket in a temporary folder only."""
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server below /usr/lib/postgresql or in PATH (Debian: apt-get install postgresql)")
    server = PostgresServer(programs)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the date of today."""
    return lambda day: monkeypatch.setenv("LOTSE_TODAY", day)
