"""A small, complete folder of content to break, and data bases to load it into."""

from __future__ import annotations

import copy
import datetime as dt
import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

SOURCE = {"title": "Amt: Merkblatt", "url": "https://example.org/merkblatt", "date": "2026-05"}
OTHER_SOURCE = {"title": "Amt: Älteres Blatt", "url": "https://example.org/alt", "date": None}
PROGRAMME: dict[str, Any] = {
    "id": "st-digi",
    "former_ids": ["digi-alt"],
    "name": "Digi-Zuschuss Sachsen-Anhalt",
    "short_name": "Digi-ST",
    "aliases": ["Digizuschuss"],
    "provider": "Investitionsbank",
    "level": "land",
    "regions": ["DE-ST", "DE-SN"],
    "kind": "zuschuss",
    # Not in alphabetical order: the order has a meaning and must survive.
    "topics": ["prozesse", "akzeptanz"],
    "beneficiaries": "Kleine Betriebe",
    "min_employees": 1,
    "max_employees": 49,
    "max_revenue_eur": 10_000_000_000,
    "max_balance_eur": None,
    "sectors": ["metall", "bau"],
    "excluded": None,
    "rate_percent_min": 40,
    "rate_percent_max": 50,
    "amount_min_eur": 2_000,
    "amount_max_eur": 70_000,
    "project_months_max": 12,
    "status": "offen",
    "valid_from": dt.date(2024, 1, 1),
    "valid_until": dt.date(2027, 12, 31),
    "status_as_of": dt.date(2026, 5, 2),
    "apply_via": "Portal",
    "apply_url": "https://example.org/antrag",
    "conditions": ["Erst beantragen, dann kaufen."],
    "successor_id": None,
    "related_ids": ["bund-digi"],
    "sources": [OTHER_SOURCE, SOURCE],
    "confidence": "high",
    "note": "Fußnote – „geprüft“",
}
FEDERAL = PROGRAMME | {
    "id": "bund-digi",
    "former_ids": [],
    "name": "Digi-Zuschuss des Bundes",
    "short_name": "Digi-Bund",
    "aliases": [],
    "level": "bund",
    "regions": ["DE"],
    "sectors": None,
    "successor_id": "st-digi",
    "related_ids": [],
    "sources": [SOURCE],
}
CASE = {
    "id": "tischlerei-muster",
    "company": "Tischlerei Muster",
    "aliases": ["Muster"],
    "place": "Stendal",
    "region": "DE-ST",
    "sector": "holz",
    "sector_detail": None,
    "employees": 12,
    "topics": ["prozesse", "akzeptanz"],
    "title": "Aufmaß am Telefon",
    "problem": "Zettel",
    "solution": "Programm",
    "result": "Ruhe",
    "lesson": "Klein anfangen",
    "cost_eur": None,
    "duration_months": None,
    "supported_by": None,
    "year": 2024,
    "sources": [SOURCE],
    "confidence": "medium",
    "note": None,
}
ARTICLE = {
    "id": "wo-anfangen",
    "theme": "einstieg",
    "question": "Wo fangen wir an?",
    "alt_questions": ["erster Schritt"],
    "answer": "Dort, wo es klemmt.",
    "facts": [
        {"claim": "Zeitmangel", "value": "60 %", "source_url": "https://example.org/umfrage", "source_date": "2025"}
    ],
    "next_steps": ["Einen Ablauf wählen"],
    "links": [{"title": "Mehr dazu", "url": "https://example.org/mehr"}],
    "related": ["backup"],
    "valid_as_of": dt.date(2026, 11, 23),
    "confidence": "high",
    "note": None,
}
OTHER_ARTICLE = ARTICLE | {
    "id": "backup",
    "theme": "datensicherheit",
    "question": "Wie sichere ich Daten?",
    "alt_questions": ["Backup machen"],
    "facts": [],
    "links": [],
    "related": [],
}
TERM = {
    "term": "ERP",
    "synonyms": ["Warenwirtschaft"],
    "plain": "Ein Programm für den ganzen Betrieb.",
    "theme": "prozesse",
}
REGION = {
    "code": "DE-ST",
    "name": "Sachsen-Anhalt",
    "synonyms": ["LSA"],
    "capital": "Magdeburg",
    "towns": ["Stendal", "Halle (Saale)"],
    "landkreise": ["Harz"],
    "chambers": ["IHK Magdeburg"],
    "region_group": "Ost",
    "readiness": [
        {
            "index_name": "Index",
            "year": 2024,
            "value": 52.2,
            "rank": "15",
            "source_url": "https://example.org",
            "note": None,
        }
    ],
}
OTHER_REGION = REGION | {"code": "DE-SN", "name": "Sachsen", "capital": "Dresden", "chambers": [], "readiness": []}


class Content:
    """A folder of content; ``files`` holds what is written into it by :meth:`write`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, Any] = copy.deepcopy(
            {
                "programmes/sachsen-anhalt.yaml": [PROGRAMME],
                "programmes/bund.yaml": [FEDERAL],
                "case_studies.yaml": [CASE],
                "articles/einstieg.yaml": [ARTICLE],
                "articles/datensicherheit.yaml": [OTHER_ARTICLE],
                "phrasings/einstieg.yaml": {"wo-anfangen": ["womit losgehen"]},
                "glossary.yaml": [TERM],
                "regions.yaml": [REGION, OTHER_REGION],
            }
        )

    @property
    def programme(self) -> dict[str, Any]:
        row: dict[str, Any] = self.files["programmes/sachsen-anhalt.yaml"][0]
        return row

    def write(self) -> Path:
        for name, data in self.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return self.folder


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
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A private PostgreSQL server that listens on a socket in a temporary folder only."""
    programs = (
        sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres")) if Path("/usr/lib/postgresql").exists() else []
    )
    found = str(programs[-1]) if programs else shutil.which("postgres")
    if found is None:
        pytest.skip(
            "no PostgreSQL server found below /usr/lib/postgresql or in PATH (Debian: apt-get install postgresql)"
        )
    server = PostgresServer(Path(found).parent)
    try:
        server.start()
        yield server
    finally:
        server.stop()


class PostgresServer:
    """Starts and stops one server. As root it runs under the account ``postgres``, which the server insists on."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        # Below /tmp itself: the account of the server may not enter pytest's folders, and socket paths must be short.
        self._folder = Path(subprocess.check_output(["mktemp", "-d", "/tmp/lotse-pg-XXXXXX"], text=True).strip())
        self._port = _free_port()
        self._databases = 0

    def start(self) -> None:
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self._folder, account.pw_uid, account.pw_gid)
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-A", "trust", "-U", "lotse", "-E", "UTF8", "--no-sync")
        options = f"-p {self._port} -k {self._folder} -c listen_addresses='' -c fsync=off"
        self._run("pg_ctl", "-D", data, "-o", options, "-l", str(self._folder / "log"), "-w", "start")

    def stop(self) -> None:
        data = self._folder / "data"
        if (data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def new_database(self) -> str:
        self._databases += 1
        name = f"test{self._databases}"
        self._run("createdb", "-h", str(self._folder), "-p", str(self._port), "-U", "lotse", name)
        return f"postgresql+psycopg2://lotse@/{name}?host={self._folder}&port={self._port}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        # No pipes: the server would inherit them and keep the test waiting for their end.
        with (self._folder.parent / f"{self._folder.name}.out").open("w+") as output:
            try:
                subprocess.run(command, check=True, stdout=output, stderr=output, cwd="/", timeout=60)
            except subprocess.CalledProcessError:
                output.seek(0)
                raise AssertionError(f"{program} failed: {output.read()}") from None
            finally:
                Path(output.name).unlink(missing_ok=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the date of today."""
    return lambda day: monkeypatch.setenv("LOTSE_TODAY", day)
