"""A private PostgreSQL server for tests."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest


def find_programs() -> Path | None:
    """Return the folder of the newest server on this machine, None if there is none."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    found = str(installed[-1]) if installed else shutil.which("postgres")
    return Path(found).parent if found else None


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """A server of one's own; where none is installed, the test is skipped."""
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server below /usr/lib/postgresql or in PATH (Debian: apt-get install postgresql)")
    server = PostgresServer(programs)
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
        self._options = f"-p {self._port} -k {self._folder} -c listen_addresses='' -c fsync=off"
        self._databases = 0

    def start(self) -> None:
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self._folder, account.pw_uid, account.pw_gid)
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-A", "trust", "-U", "lotse", "-E", "UTF8", "--no-sync")
        self.resume()

    def pause(self) -> None:
        """Stop the server for a while; who is connected is thrown out."""
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "fast", "-w", "stop")

    def resume(self) -> None:
        """Start it, with the data that are there."""
        data = str(self._folder / "data")
        self._run("pg_ctl", "-D", data, "-o", self._options, "-l", str(self._folder / "log"), "-w", "start")

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

    def restart(self) -> None:
        """As after a crash: connections are cut, what was not committed is gone."""
        data = str(self._folder / "data")
        self._run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        self._run("pg_ctl", "-D", data, "-o", self._options, "-l", str(self._folder / "log"), "-w", "start")

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let every process of the server stand still while the block runs."""
        postmaster = psutil.Process(int((self._folder / "data" / "postmaster.pid").read_text().split()[0]))
        postmaster.suspend()  # first, so that no new process appears beside those in the list
        processes = [postmaster, *postmaster.children(recursive=True)]
        try:
            for process in processes[1:]:
                with suppress(psutil.NoSuchProcess):  # a worker of the server that has just ended
                    process.suspend()
            yield
        finally:
            for process in processes:
                with suppress(psutil.NoSuchProcess):
                    process.resume()

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
