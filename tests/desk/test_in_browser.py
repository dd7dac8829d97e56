"""The desk as staff use it: real servers, a real Chromium, the content of the centre in a folder of its own."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect
from sqlalchemy import insert

from bot.commands import serving
from bot.contact.requests import ContactStore
from bot.desk.accounts import Accounts
from bot.desk.live import RunningChat
from bot.desk.roles import Role
from bot.feedback.figures import add
from bot.knowledge.store import KnowledgeStore
from bot.privacy.tables import EVENTS, QUESTIONS, READERS, open_database
from bot.privacy.taking_over import TakingOver
from bot.rasa.channels.rate_limit import FILES_PER_MINUTE
from bot.settings import KNOWLEDGE_DIR, ROOT, VAR_DIR
from tests.browser.conftest import DESKTOP, launched
from tests.conftest import Servers, free_port, start_servers
from tests.desk.conftest import PASSWORD
from tests.desk.test_callbacks import REQUEST
from tests.desk.test_talks import TALK, bot, user

pytestmark = [pytest.mark.servers, pytest.mark.browser]

QUESTIONS_ASKED = (
    "wo bekomm ich blattgold her",
    "blattgold für den turm wer liefert",
    "Ich bin [Name], wer streicht mir den Zaun?",
)
READABLE = 123_456
"""The number of the talk that may be read."""
WRITTEN_IN = 234_567
"""The number of the talk that whoever manages the desk has taken over."""


@dataclass
class Running:
    address: str
    servers: Servers
    home: Path


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def running(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The servers and the desk, with a copy of the content. Nobody learns meanwhile: the test holds the lock of learning."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(KNOWLEDGE_DIR, home / "data" / "knowledge")
    (home / "var" / "index").mkdir(parents=True)
    (home / "var" / "run").mkdir(mode=0o700)
    (home / "var" / "cache").symlink_to(VAR_DIR / "cache")
    for index in (VAR_DIR / "index").iterdir():
        (home / "var" / "index" / index.name).symlink_to(index)
    with (home / "var" / "run" / "learning.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        servers = start_servers(home, LOTSE_HOME=str(home))
        port, url = free_port(), f"sqlite:///{home / 'conversations.db'}"
        fill(url)
        variables = {
            **os.environ,
            "LOTSE_HOME": str(home),
            "LOTSE_DB_URL": f"sqlite:///{servers.database}",
            "LOTSE_TRACKER_URL": url,
            "LOTSE_DESK_PORT": str(port),
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "bot.cli", "desk", "serve", "--rasa", servers.rasa_url]
        process = subprocess.Popen(command, cwd=ROOT, env=variables)
        try:
            until(lambda: bool(psutil.Process(process.pid).connections("tcp")))
            yield Running(f"http://127.0.0.1:{port}/redaktion", servers, home)
        finally:
            begun = [
                child for pid in (process.pid, servers.actions_pid()) for child in psutil.Process(pid).children(True)
            ]
            for child in begun:  # who waits to learn
                with suppress(psutil.NoSuchProcess):
                    child.kill()
            process.terminate()
            process.wait(20)
            serving.stop(servers.processes)


def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        time.sleep(0.05)


def fill(url: str) -> None:
    engine, now = open_database(url), time.time()
    for role in Role:
        Accounts(engine).add(role.value, role, PASSWORD, now)
    with engine.begin() as connection:
        for number, text in enumerate(QUESTIONS_ASKED):
            connection.execute(
                insert(QUESTIONS).values(conversation=f"web-{number}", created=now - 60 * number, text=text)
            )
        said = [user("Was kostet ein Onlineshop?", now), *bot("Etwa **50 Euro** im Monat.", "article")]
        for event in said:
            row = {"sender_id": TALK, "type_name": event["event"], "timestamp": now, "data": json.dumps(event)}
            connection.execute(insert(EVENTS).values(row))
        agreed = {"conversation": TALK, "created": now, "consent": "Darf jemand lesen?", "times_read": 0}
        connection.execute(insert(READERS).values(id=READABLE, **agreed))
        taken = {**agreed, "conversation": f"{TALK}-2", "may_write": True}
        connection.execute(insert(READERS).values(id=WRITTEN_IN, **taken))
        for event in said:
            row = {"sender_id": f"{TALK}-2", "type_name": event["event"], "timestamp": now, "data": json.dumps(event)}
            connection.execute(insert(EVENTS).values(row))
    TakingOver(engine, 30).take(WRITTEN_IN, Role.MANAGE.value, "M. Beispiel", now)
    ContactStore(engine).add(REQUEST, now - 3_600)
    from bot.clock import today

    add(engine, today(), {"talks": 12, "answered": 20, "asked_back": 3, "unanswered": 3, "speed:50": 26})


def come_in(page: Page, running: Running, role: Role) -> None:
    page.goto(f"{running.address}/")
    page.get_by_label("Name").fill(role.value)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("heading", name="Heute")).to_be_visible()


def test_from_an_open_question_to_a_live_answer_and_back(chromium: Chromium, running: Running) -> None:
    """Issue 15: at most five clicks there, and two back; the chat itself is asked, not the desk."""
    # Servers answer from the content of before until the new one is read: what was loaded last is asked for.
    chat = RunningChat(running.servers.rasa_url, KnowledgeStore(f"sqlite:///{running.servers.database}").version)
    question = QUESTIONS_ASKED[0]
    before = chat.ask(question)
    assert before is not None
    page = chromium.new_page(viewport=DESKTOP)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    clicks = []

    def click(what: str, name: str) -> None:
        clicks.append(name)
        page.get_by_role(what, name=name).first.click()  # type: ignore[arg-type]

    page.goto(f"{running.address}/")
    page.get_by_label("Name").fill(Role.EDIT.value)
    page.get_by_label("Passwort").fill(PASSWORD)
    click("button", "Anmelden")
    click("link", "Nicht beantwortet")
    click("link", "Anderer Artikel")
    page.get_by_label("Ein anderer Artikel").fill("Passwort")
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Passwort").first.check()
    clicks.append("a radio button")
    click("button", "Zuordnen")
    expect(page.get_by_role("heading", name="Live")).to_be_visible()
    assert len(clicks) <= 5
    expect(page.get_by_role("heading", name="Vorher")).to_be_visible()
    after = chat.ask(question)
    assert after is not None
    assert after.kind == "article" and after.ids != before.ids
    click("button", "Zurücknehmen")
    expect(page.get_by_role("heading", name="Zurückgenommen")).to_be_visible()
    # The search of before is opened beside the answers.
    until(lambda: (undone := chat.ask(question)) is not None and undone.ids == before.ids)
    assert problems == []
    page.close()


def test_the_keyboard_is_enough(chromium: Chromium, running: Running) -> None:
    page = chromium.new_page(viewport=DESKTOP)
    page.goto(f"{running.address}/")

    def go_to(name: str) -> None:
        """Press Tab until something of that name has the focus."""
        for _ in range(80):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim().replace(/\\s+/g, ' ')"
            )
            if str(focused).startswith(name):
                return
        raise AssertionError(f"{name} is not reached")

    go_to("Name")
    page.keyboard.type(Role.EDIT.value)
    go_to("Passwort")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Heute")).to_be_visible()
    go_to("Zum Inhalt")
    page.keyboard.press("Enter")
    go_to("Nicht beantwortet")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Offene Fragen")).to_be_visible()
    go_to("Nicht unser Thema")  # the tab of that name
    go_to("Erledigt")
    go_to("Kurz erklärt")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Alles lässt sich zurücknehmen")).to_be_visible()
    page.close()


def test_the_desk_s_own_questions_leave_no_trace(running: Running) -> None:
    from bot.privacy.keeping import export
    from bot.privacy.tables import EVENTS

    engine = open_database(f"sqlite:///{running.home / 'conversations.db'}")
    chat = RunningChat(running.servers.rasa_url)
    assert chat.ask("wer mäht mir heute den rasen auf dem mond") is not None
    with engine.connect() as connection:
        talks = {row.sender_id for row in connection.execute(EVENTS.select())} - {"", TALK, f"{TALK}-2"}
        asked = [row.text for row in connection.execute(QUESTIONS.select())]
    assert talks == set()
    assert not any("mond" in text for text in asked)
    assert export(engine, "web-0")["questions"], "what owners asked is still there"


def test_the_desk_is_not_held_up_by_the_limits_of_visitors(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deletion that is put off would leave what was tried out; a visitor from the same address is held up."""
    chat = RunningChat(running.servers.rasa_url)
    with pytest.raises(urllib.error.HTTPError, match="429"):
        for _ in range(FILES_PER_MINUTE + 1):
            chat._post("delete", {"token": chat._post("session", {})["token"]})
    monkeypatch.setattr("bot.desk.live.VAR_DIR", running.home / "var")
    for _ in range(FILES_PER_MINUTE + 1):
        assert chat._post("delete", {"token": chat._post("session", {})["token"]}) == {"deleted": True}
