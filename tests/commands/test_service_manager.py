"""systemd hears that the servers are ready and alive, and nothing of that where they are not."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.processes.service_manager import ServiceManager


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    """The socket on which systemd would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(20)
        yield listening


def given(manager: socket.socket, **more: str) -> dict[str, str]:
    return {"NOTIFY_SOCKET": manager.getsockname(), **more}


def test_ready_then_signs_of_life_then_the_end(manager: socket.socket) -> None:
    with ServiceManager(lambda: True, given(manager, WATCHDOG_USEC="30000", WATCHDOG_PID=str(os.getpid()))):
        assert [manager.recv(100) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]
    said = manager.recv(100)
    while said == b"WATCHDOG=1":
        said = manager.recv(100)
    assert said == b"STOPPING=1"


def test_servers_that_answer_nobody_give_no_sign_of_life(manager: socket.socket) -> None:
    asked = []

    def hangs() -> bool:
        asked.append(1)
        return False

    with ServiceManager(hangs, given(manager, WATCHDOG_USEC="30000")):
        assert manager.recv(100) == b"READY=1"
        while len(asked) < 3:
            pass
    assert manager.recv(100) == b"STOPPING=1"


def test_the_watchdog_of_another_process_is_not_ours(manager: socket.socket) -> None:
    with ServiceManager(lambda: True, given(manager, WATCHDOG_USEC="30000", WATCHDOG_PID="1")):
        assert manager.recv(100) == b"READY=1"
    assert manager.recv(100) == b"STOPPING=1"


@pytest.mark.parametrize("address", ["", "/gibt/es/nicht"])
def test_without_systemd_all_goes_on(address: str) -> None:
    with ServiceManager(lambda: True, {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "kein Wert"}):
        pass


def test_an_address_without_a_file_is_understood() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(f"\0lotse-test-{os.getpid()}")
        listening.settimeout(20)
        with ServiceManager(lambda: True, {"NOTIFY_SOCKET": f"@lotse-test-{os.getpid()}"}):
            assert listening.recv(100) == b"READY=1"
