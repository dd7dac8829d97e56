"""Servers that are killed, hang or give up: real processes, kept by the code that keeps the bot's."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from bot.processes import sockets
from bot.processes.sockets import RunFolder, tcp_socket, unix_socket
from bot.processes.watchdog import BUSY_SECONDS, STILL_SECONDS, Load, Watchdog, load_of
from bot.settings import ROOT
from tests.rasa.raw_http import PATIENCE, Target


class Kept:
    """A running supervisor with its servers."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.commands.kept", *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.targets = [Target(int(port), "/", "/") for port in self.process.stdout.readline().split()]

    def next(self, event: str) -> dict[str, Any]:
        """Return the next event of that name, passing over others."""
        assert self.process.stdout
        for line in self.process.stdout:
            told: dict[str, Any] = json.loads(line)
            if told["event"] == event:
                return told
        raise AssertionError(f"it ended without {event}: {self.process.stderr.read() if self.process.stderr else ''}")

    def pid(self, place: int = 0) -> int:
        """Ask a server for its process id."""
        return int(self.ask("/", place).rpartition(b"\r\n")[2])

    def ask(self, path: str, place: int = 0) -> bytes:
        """Ask a server; empty when it dies over it."""
        request = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        return self.targets[place].answer(request.encode())


@pytest.fixture
def keep() -> Iterator[Callable[..., Kept]]:
    started: list[Kept] = []

    def start(*arguments: str) -> Kept:
        started.append(Kept(*arguments))
        return started[-1]

    yield start
    for kept in started:
        kept.process.kill()
        kept.process.wait()
        for pipe in (kept.process.stdin, kept.process.stdout, kept.process.stderr):
            if pipe:
                pipe.close()


@pytest.mark.parametrize(
    ("number", "pauses"),
    [
        pytest.param(signal.SIGSEGV, (1.0, 2.0, 4.0), id="its own fault: it would do so again and again"),
        pytest.param(signal.SIGKILL, (0.0, 0.0, 0.0), id="killed by somebody else"),
    ],
)
def test_a_server_that_dies_is_started_again_and_nobody_is_refused(
    keep: Callable[..., Kept], number: signal.Signals, pauses: tuple[float, ...]
) -> None:
    """R6: more than five kills a minute ended all; a connection that comes meanwhile waits in the socket's queue."""
    kept = keep("a=good", "b=good")
    assert {kept.next("ready")["server"], kept.next("ready")["server"]} == {"a", "b"}
    other = kept.pid(1)
    for pause in pauses:
        os.kill(kept.pid(), number)
        before = kept.next("ended")
        assert (before["server"], before["reason"], before["pause"]) == ("a", f"signal {number:d}", pause)
        assert kept.pid() > 0, "it was not started again"
        assert kept.next("restarted")["server"] == "a"
        assert kept.next("ready")["server"] == "a"
    assert kept.pid(1) == other, "the other one has nothing to do with that"


def test_more_kills_than_five_do_not_end_it(keep: Callable[..., Kept]) -> None:
    """R6: with several servers, eight kills within seconds."""
    kept = keep("a=good", "b=good", "c=good", "d=good")
    for _ in range(2):
        for place in range(4):
            os.kill(kept.pid(place), signal.SIGKILL)
    assert all(kept.pid(place) for place in range(4))
    assert kept.process.poll() is None


def test_a_server_that_gives_up_at_the_first_start_ends_all(keep: Callable[..., Kept]) -> None:
    """R6: with its reason, and nothing is left."""
    kept = keep("a=good", "b=broken")
    told = kept.next("failed")
    assert told == {"event": "failed", "server": "b", "reason": "es fehlt etwas"}
    assert kept.process.wait(PATIENCE) == 1
    with pytest.raises(ConnectionRefusedError):
        kept.pid()


def test_an_endless_loop_is_noticed_and_ended(keep: Callable[..., Kept]) -> None:
    """S3: an event loop that goes round no more is killed, and a new server answers; where it hung is in the log."""
    kept = keep("a=good", "--busy", "2")
    before = kept.pid()
    assert kept.ask("/spin") == b""
    assert kept.next("ended")["reason"] == "hung"
    assert kept.pid() != before
    kept.process.terminate()
    _, errors = kept.process.communicate()
    assert "antwortet nicht mehr" in errors
    assert "in obedient" in errors


def test_a_server_that_sleeps_for_ever_is_noticed_and_ended(keep: Callable[..., Kept]) -> None:
    """S3, R3: waiting in the event loop for what never comes costs no processor time."""
    kept = keep("a=good", "--still", "2")
    before = kept.pid()
    assert kept.ask("/sleep") == b""
    assert kept.next("ended")["reason"] == "hung"
    assert kept.pid() != before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_ends_all(keep: Callable[..., Kept], number: int) -> None:
    """R8: also when the word comes to everybody, as from a console."""
    kept = keep("a=good", "b=good")
    children = [psutil.Process(kept.pid(place)) for place in range(2)]
    for child in children:
        child.send_signal(signal.SIGINT)
    assert [kept.pid(place) for place in range(2)] == [child.pid for child in children]
    kept.process.send_signal(number)
    assert kept.process.wait(PATIENCE) == 0
    assert not any(child.is_running() for child in children)


def test_nothing_outlives_a_killed_supervisor(keep: Callable[..., Kept]) -> None:
    """R6, T12: its servers are ended by the system, even one that spins, and their ports are free."""
    kept = keep("a=good", "b=good")
    children = [psutil.Process(kept.pid(place)) for place in range(2)]
    with kept.targets[0].connect() as connection:
        connection.sendall(b"GET /spin HTTP/1.1\r\nHost: x\r\n\r\n")
        kept.process.kill()
        _, alive = psutil.wait_procs(children, timeout=PATIENCE)
    assert not alive
    for target in kept.targets:
        assert isinstance(target.address, int)
        tcp_socket(target.address).close()


class TestWatchdog:
    """What counts as hanging, with times made up."""

    def test_before_the_first_sign_loading_may_take_its_time(self) -> None:
        dog = Watchdog(5)
        assert not any(dog.hangs(5, float(now), Load(float(now), "R")) for now in range(1000))

    def test_a_busy_machine_is_no_reason(self) -> None:
        """Without a sign for ten minutes, ready to run, but the machine gives it hardly any time."""
        dog = Watchdog(0)
        dog.hangs(1, 0.0, Load(10.0, "R"))
        assert not any(dog.hangs(1, float(now), Load(10.0 + now / 60, "R")) for now in range(600))

    def test_its_own_time_counts(self) -> None:
        dog = Watchdog(0)
        dog.hangs(1, 0.0, Load(10.0, "R"))
        assert not dog.hangs(1, 1.0, Load(10.0 + BUSY_SECONDS - 0.1, "R"))
        assert dog.hangs(1, 2.0, Load(10.0 + BUSY_SECONDS, "R"))
        assert not dog.hangs(2, 3.0, Load(10.0 + BUSY_SECONDS, "R")), "it has given a sign again"

    @pytest.mark.parametrize(("state", "hangs"), [("S", True), ("T", False), ("t", False), ("D", False), ("R", False)])
    def test_standing_still(self, state: str, hangs: bool) -> None:
        """Asleep, but not stopped (by a person or a debugger), nor waiting for a disk or the processor."""
        dog = Watchdog(0)
        dog.hangs(1, 0.0, Load(10.0, "S"))
        seen = [dog.hangs(1, float(now), Load(10.0, state)) for now in range(1, int(STILL_SECONDS) + 5)]
        assert any(seen) is hangs
        assert not any(seen[: int(STILL_SECONDS) - 1])

    def test_where_the_system_tells_nothing_nobody_is_killed(self) -> None:
        dog = Watchdog(0)
        assert not any(dog.hangs(1, float(now), None) for now in range(1000))

    def test_the_system_tells_of_this_process(self) -> None:
        load = load_of(os.getpid())
        assert load is not None
        assert load.cpu > 0
        assert load_of(2**22 + 1) is None


class TestRunFolder:
    """S6: the sockets lie where nobody else comes in."""

    @pytest.fixture
    def short(self) -> Iterator[Path]:
        """A folder whose path is short enough for a socket, wherever the tests' own temporary folder lies."""
        with tempfile.TemporaryDirectory(dir="/tmp") as folder:
            yield Path(folder)

    def test_it_is_private_even_if_it_was_not(self, short: Path) -> None:
        (short / "run").mkdir(mode=0o777)
        folder = RunFolder(short / "run")
        assert folder.path.stat().st_mode & 0o777 == 0o700
        path = folder.path / "a.sock"
        path.write_text("left by a killed process")
        with unix_socket(path):
            assert path.stat().st_mode & 0o777 == 0o600
        folder.remove([path])
        assert folder.path.exists()
        assert not path.exists()

    def test_a_long_path_is_replaced_by_a_short_one(self, tmp_path: Path) -> None:
        folder = RunFolder(tmp_path / ("x" * 100))
        path = folder.path / f"{'a' * (sockets._NAME_BYTES - 1)}"
        with unix_socket(path):
            assert folder.path.stat().st_mode & 0o777 == 0o700
        folder.remove([path])
        assert not folder.path.exists()

    def test_a_link_is_not_followed(self, short: Path) -> None:
        (short / "elsewhere").mkdir()
        (short / "run").symlink_to(short / "elsewhere")
        with pytest.raises(PermissionError):
            RunFolder(short / "run")
