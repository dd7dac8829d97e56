"""What is said before several processes start, and that nginx accepts what is written for it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.commands import proxy
from bot.commands.serving import Ports, serve
from tests.conftest import free_port, free_ports


def test_ports_of_one_and_of_several() -> None:
    assert Ports(5005, 5055).of_rasa == [5005]
    several = Ports(5005, 5055, processes=3)
    assert (several.of_rasa, several.of_actions) == ([5006, 5007, 5008], [5055, 5056, 5057])


def test_several_processes_need_redis(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOTSE_REDIS_URL", raising=False)
    assert serve(free_ports(2), demo=False) == 1
    assert "LOTSE_REDIS_URL" in capsys.readouterr().err


def test_no_process_is_no_bot(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(Ports(free_port(), free_port(), processes=0), demo=False) == 1
    assert "mindestens 1" in capsys.readouterr().err


def test_nginx_accepts_the_configuration(tmp_path: Path) -> None:
    nginx = proxy.find_nginx()
    if nginx is None:
        pytest.skip("no nginx (Debian: apt-get install nginx-light)")
    command = proxy.command(nginx, f"127.0.0.1:{free_port()}", [5006, 5007], tmp_path / "nginx")
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
