"""AI Act, Article 50: whoever writes has been told before the first answer that a machine answers. One test for each channel."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from bot.commands import asking
from bot.telegram import texts
from tests.browser.conftest import launched
from tests.conftest import Servers
from tests.web.test_web_channel import call

pytestmark = pytest.mark.servers

MACHINE = re.compile(r"Computerprogramm")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


def test_the_website_says_it_in_notice_greeting_and_heading(chromium: Browser, servers: Servers) -> None:
    """No message is taken without a session, and none is begun without the greeting."""
    refused = call(f"{servers.rasa_url}/ui/message", {"token": "x", "text": "Was ist ein ERP?", "id": "1"})
    assert refused.status == 401
    assert MACHINE.search(call(f"{servers.rasa_url}/ui/notice").body["text"])
    assert MACHINE.search(call(f"{servers.rasa_url}/ui/session", {}).body["greeting"]["text"])
    page = chromium.new_page()
    page.goto(f"{servers.rasa_url}/ui/")
    expect(page.get_by_role("button", name="Einverstanden")).to_be_visible()
    assert MACHINE.search(page.locator("lotse-chat header").inner_text())
    assert MACHINE.search(page.get_by_role("log").inner_text())
    expect(page.get_by_label("Ihre Frage", exact=True)).to_be_hidden()
    page.close()


def test_telegram_says_it_when_a_chat_begins() -> None:
    """Telegram shows no field before "Start" is pressed; what that is answered begins with the notice."""
    assert MACHINE.search(texts.privacy(30))


def test_the_console_says_it_before_it_asks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []

    async def converse(bot: object) -> int:
        said.append(capsys.readouterr().out)
        return 0

    monkeypatch.setattr(asking, "load_bot", lambda: object())
    monkeypatch.setattr(asking, "_converse", converse)
    assert asking._chat(asking.argparse.Namespace()) == 0
    assert MACHINE.search(said[0])


def test_programs_are_told_what_they_have_to_say(servers: Servers) -> None:
    """REST is for programs: whoever builds one shows this sentence before the first answer (docs/website.md)."""
    assert MACHINE.search(call(f"{servers.rasa_url}/webhooks/rest/").body["notice"])
