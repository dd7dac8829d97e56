"""The image, part by part: no engine runs on the machines that test this. Where podman can build, it is built and started."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import ROOT
from tests.conftest import free_port

CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
STAGES = re.split(r"^FROM ", CONTAINERFILE, flags=re.M)[1:]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return content


def test_the_image_is_made_of_the_lock_file_and_leaves_behind_what_builds() -> None:
    build, final = STAGES
    assert len(re.findall(r"uv sync .*--locked.*--no-default-groups", build)) == 2
    for tool in ("uv", "gcc", "build-essential", "pip install"):
        assert not re.search(rf"\b{re.escape(tool)}\b", re.sub(r"pip uninstall", "", final).split("COPY --from")[0]), (
            tool
        )
    assert "pip uninstall" in final


def test_it_runs_as_nobody_in_particular_and_says_whether_it_is_healthy() -> None:
    final = STAGES[1]
    assert re.search(r"^USER 10001:10001$", final, re.M)
    assert final.index("USER ") < final.index("ENTRYPOINT")
    assert "HEALTHCHECK" in final and "deploy/container/healthy.py" in final


def test_everything_that_is_copied_is_there_and_all_that_runs_is_copied() -> None:
    copied = set()
    for line in re.findall(r"^COPY (?!--from)(.+)$", STAGES[0], re.M):
        *sources, _ = line.split()
        copied |= set(sources)
    for source in copied:
        assert "[" in source or (ROOT / source).exists(), source
    needed = {
        "bot",
        "actions",
        "data",
        "domain",
        "deploy",
        "config.yml",
        "domain.yml",
        "endpoints.yml",
        "credentials.yml",
    }
    assert needed <= copied
    assert (ROOT / ".dockerignore").read_text() == (ROOT / ".containerignore").read_text()
    ignored = (ROOT / ".containerignore").read_text(encoding="utf-8").split("\n")
    assert {"var", "models", ".git", ".env", "lotse.toml"} <= set(ignored)
    assert not needed & set(ignored)


@pytest.mark.parametrize("name", ["bot", "proxy", "db", "redis"])
def test_each_service_is_shut_in(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert service["read_only"] is True
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"] and service["restart"] == "unless-stopped"
    if name != "db":  # PostgreSQL's image gives its rights up by itself
        assert service["cap_drop"] == ["ALL"]


def test_only_the_proxy_s_ports_are_open_and_the_rest_is_among_itself(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert {name for name, service in services.items() if "ports" in service} == {"bot"}
    assert services["bot"]["ports"] == ["80:80", "443:443"]
    assert services["proxy"]["network_mode"] == "service:bot"  # the bot listens on loopback alone
    assert services["db"]["networks"] == services["redis"]["networks"] == ["inside"]
    assert compose["networks"]["inside"]["internal"] is True
    assert set(compose["volumes"]) == {"state", "backups", "database", "certificates"}


def test_settings_of_the_bot_are_settings(compose: dict[str, Any]) -> None:
    from bot.core.table import SETTINGS

    assert set(compose["services"]["bot"]["environment"]) <= {setting.name for setting in SETTINGS}
    assert "{$LOTSE_NAME:" in (ROOT / "deploy/https/Caddyfile").read_text(encoding="utf-8")


def healthy(port: int) -> int:
    script = ROOT / "deploy" / "container" / "healthy.py"
    return subprocess.run([sys.executable, script], env={"LOTSE_PORT": str(port)}, check=False).returncode


def test_healthy_means_that_people_are_answered(tmp_path: Path) -> None:
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/ui/health" else 404)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.handle_request).start()
        assert healthy(server.server_address[1]) == 0
    assert healthy(free_port()) == 1
