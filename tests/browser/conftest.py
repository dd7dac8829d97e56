"""A real Chromium, and the page of the running servers in it."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bot.commands import serving
from tests.browser.website import Website
from tests.conftest import Servers, free_port, start_servers

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
_VISITORS = itertools.cycle(range(1, 255))
"""Each test visits from an address of its own, which the limits count by."""


@contextmanager
def launched() -> Iterator[Browser]:
    """A real Chromium. Playwright keeps an event loop running in this thread until it is closed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("LOTSE_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("no Chromium on this machine, and scripts/test-tools.sh could not install one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


# Its event loop must be gone before tests of other folders start theirs.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def size(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture()
def page(chromium: Browser, servers: Servers, size: Any) -> Iterator[Page]:
    """The demo page with an open chat; the test fails on any error in the console or against the content policy."""
    page = chromium.new_page(viewport=size, extra_http_headers={"X-Forwarded-For": f"10.0.0.{next(_VISITORS)}"})
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{servers.rasa_url}/ui/")
    if size == PHONE:
        page.get_by_role("button", name="Frage stellen").click()
    page.get_by_role("button", name="Einverstanden").click()
    page.get_by_text("Hier antwortet ein Computerprogramm des Zentrums").wait_for()
    page.problems = problems  # type: ignore[attr-defined]
    yield page
    page.close()
    assert not problems


@pytest.fixture(scope="package")
def website(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Website]:
    site = Website(tmp_path_factory.mktemp("website"), free_port())
    yield site
    site.close()


@pytest.fixture(scope="package")
def embedding(model: Path, website: Website, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    running = start_servers(tmp_path_factory.mktemp("embedding"), LOTSE_ORIGINS=website.origin)
    yield running
    serving.stop(running.processes)
