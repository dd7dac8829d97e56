"""What a machine learns of the real servers: alive, ready or not and why, and figures without a word of anybody."""

from __future__ import annotations

import json
import os
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.commands import serving
from bot.processes.waiting_page import WaitingPage
from bot.rasa.http import readiness
from bot.rasa.http.readiness import Readiness
from tests.conftest import Servers, free_port, start_servers
from tests.postgres_server import PostgresServer

SECRET_WORD = "Lackiererei-Ohlsen"


def get(address: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def say(servers: Servers, sender: str, text: str) -> list[dict[str, Any]]:
    body = json.dumps({"sender": sender, "message": text}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{servers.rasa_url}/webhooks/rest/webhook", body, headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        return list(json.load(response))


def figures(servers: Servers) -> dict[tuple[str, str], float]:
    """Return all figures by name and label."""
    status, text = get(f"{servers.rasa_url}/metrics")
    assert status == 200
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if "le" not in sample.labels
    }


@pytest.mark.servers
class TestRunning:
    def test_alive_and_ready(self, servers: Servers) -> None:
        assert get(f"{servers.rasa_url}/health/live") == (200, '{"status":"live"}')
        status, text = get(f"{servers.rasa_url}/health/ready")
        assert (status, json.loads(text)["status"]) == (200, "ready")
        parts = {"actions", "knowledge", "conversations", "model", "disk"}
        assert json.loads(text)["checks"] == dict.fromkeys(parts, "ok")

    def test_an_answer_counts(self, servers: Servers) -> None:
        before = figures(servers)
        say(servers, "operating", f"Hallo, hier {SECRET_WORD}. Was ist ein ERP?")
        after = figures(servers)

        def more(name: str, label: str = "") -> float:
            return after.get((name, label), 0.0) - before.get((name, label), 0.0)

        assert more("lotse_talks_total") == 1
        assert sum(more(*key) for key in after if key[0] == "lotse_answers_total") == 1
        assert more("lotse_answer_seconds_count") == 1
        for part in ("waiting", "understanding", "writing"):
            assert more("lotse_part_seconds_count", part) >= 1, part
        assert more("lotse_part_seconds_count", "acting") >= 1
        assert after[("lotse_messages_under_way", "")] == 0
        assert after[("lotse_disk_free_bytes", "")] > 0
        assert ("lotse_content_to_check", "programmes") in after
        assert after[("process_resident_memory_bytes", "")] > 1e6

    def test_nothing_of_anybody_is_in_them(self, servers: Servers) -> None:
        say(servers, "operating-private", f"{SECRET_WORD} sucht Förderung")
        text = get(f"{servers.rasa_url}/metrics")[1]
        assert "lotse_answers_total" in text
        assert not any(word in text for word in (SECRET_WORD, "operating-private", "Ohlsen"))

    @pytest.mark.parametrize(
        "headers", [{"X_Forwarded_For": "203.0.113.9"}, {"X_Real_IP": "203.0.113.9"}, {"Host": "evil.example"}]
    )
    def test_figures_are_for_this_machine_alone(self, servers: Servers, headers: dict[str, str]) -> None:
        """Nor for a page that lets a name of its own point to 127.0.0.1."""
        assert get(f"{servers.rasa_url}/metrics", **headers)[0] == 404


@pytest.mark.servers
@pytest.mark.postgres
def test_what_is_missing_is_named_and_may_come_back(
    model: Path, tmp_path: Path, postgres_server: PostgresServer
) -> None:
    """It lives all the time, so nobody restarts it: without its data base, then without its action server."""
    running = start_servers(tmp_path, LOTSE_TRACKER_URL=postgres_server.new_database())
    try:
        postgres_server.pause()
        try:
            assert until_unready(running) == ["conversations"]
            assert get(f"{running.rasa_url}/health/live")[0] == 200
        finally:
            postgres_server.resume()
        while get(f"{running.rasa_url}/health/ready")[0] != 200:
            time.sleep(0.2)
        assert say(running, "back", "Was ist ein ERP?")
        os.kill(running.actions_pid(), signal.SIGSTOP)
        assert until_unready(running) == ["actions"]
        assert get(f"{running.rasa_url}/health/live")[0] == 200
    finally:
        serving.stop(running.processes)


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Readiness(tmp_path / "none.sock", None, folder=tmp_path)  # type: ignore[arg-type]
    assert looked._has_room()
    monkeypatch.setattr(readiness, "LEAST_BYTES", 10**18)
    assert not looked._has_room()
    monkeypatch.undo()
    assert not Readiness(tmp_path, None, folder=tmp_path / "gone")._has_room()  # type: ignore[arg-type]


def test_while_it_learns_it_lives_and_is_not_ready(tmp_path: Path) -> None:
    """Whoever restarts what does not live must not restart what only takes its time."""
    port = free_port()
    with WaitingPage(("127.0.0.1", port), tmp_path / "progress"):
        assert get(f"http://127.0.0.1:{port}/health/live")[0] == 200
        assert get(f"http://127.0.0.1:{port}/health/ready")[0] == 503


def until_unready(servers: Servers) -> list[str]:
    """Wait until it is not ready; return what is missing."""
    while True:
        status, text = get(f"{servers.rasa_url}/health/ready")
        if status != 200:
            return [name for name, state in json.loads(text)["checks"].items() if state != "ok"]
        time.sleep(0.2)
