"""Forty talks through REST, the website's chat and Telegram: the same is said, only drawn differently.

Half of them also in a real browser, which shows what the website's chat is answered."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.telegram.rendering import Call, calls, following
from tests.browser.conftest import launched
from tests.browser.test_chat_page import ask
from tests.channels.talks import TALKS
from tests.conftest import Servers
from tests.conversations.talk import Talk, address_for
from tests.telegram.api_double import Double, Sent, running
from tests.telegram.test_telegram import telegram
from tests.web.test_web_channel import call

pytestmark = pytest.mark.servers

DRAWN = TALKS[:20]
"""Those that are also held in a browser."""

_MARKUP = re.compile(r"^(?:[-•–]|\d+\.) |\*\*|https://|/(?=$|\s)")
"""What the website draws: lists, bold headings, links without their beginning and end."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def double(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Double]:
    log = tmp_path_factory.mktemp("telegram") / "log"
    with running() as found, telegram(servers, found, log):
        yield found


@pytest.fixture(scope="module")
def expected(servers: Servers) -> dict[tuple[str, ...], list[list[dict[str, Any]]]]:
    """What REST says: the messages of each turn."""
    found = {}
    for conversation in TALKS:
        talk = Talk(servers, f"same-{uuid.uuid4().hex}")
        found[conversation] = [talk.say(text).messages for text in conversation]
    return found


def said(messages: list[dict[str, Any]]) -> Any:
    """Return a turn without what differs in every conversation: the signature in links."""
    kept = [{key: value for key, value in message.items() if key != "recipient_id"} for message in messages]
    return json.loads(re.sub(r"schluessel=[\w.-]+", "schluessel=x", json.dumps(kept)))


@pytest.mark.parametrize("conversation", TALKS, ids=[talk[0] for talk in TALKS])
def test_the_websites_chat_is_answered_the_same(
    servers: Servers, expected: dict[Any, Any], conversation: tuple[str, ...]
) -> None:
    visitor = {"X-Forwarded-For": address_for(uuid.uuid4().hex)}
    token = call(f"{servers.rasa_url}/ui/session", {}, visitor).body["token"]
    for number, (text, messages) in enumerate(zip(conversation, expected[conversation], strict=True)):
        body = {"token": token, "text": text, "id": str(number)}
        answer = call(f"{servers.rasa_url}/ui/message", body, visitor)
        assert said(answer.body["messages"]) == said(messages), text


@pytest.mark.parametrize("conversation", DRAWN, ids=[talk[0] for talk in DRAWN])
def test_the_website_shows_the_same(
    chromium: Browser, servers: Servers, expected: dict[Any, Any], conversation: tuple[str, ...]
) -> None:
    page = chromium.new_page()
    answers: list[Any] = []
    page.on("response", lambda got: answers.append(got) if got.url.endswith("/ui/message") else None)
    page.goto(f"{servers.rasa_url}/ui/")
    page.get_by_role("button", name="Einverstanden").click()
    page.get_by_text("Hier antwortet ein Computerprogramm des Zentrums").wait_for()
    for number, (text, messages) in enumerate(zip(conversation, expected[conversation], strict=True)):
        ask(page, text)
        expect(page.locator(".bot:not(.typing)")).to_have_count(number + 2)
        assert said(answers[number].json()["messages"]) == said(messages)
        shows(page, messages)
    page.close()


def shows(page: Page, messages: list[dict[str, Any]]) -> None:
    """Check that the last answer on the page shows all that the turn says."""
    turn = page.locator(".bot:not(.typing)").last
    facts = next(message["custom"] for message in messages if message.get("custom"))
    for card in facts.get("cards") or []:
        expect(turn.get_by_role("article", name=card["title"])).to_contain_text(card["badge"] or card["title"])
    if facts.get("table"):
        expect(turn.get_by_role("row")).to_have_count(1 + len(facts["table"]["rows"]))
    if not facts.get("cards") and not facts.get("table"):
        shown = " ".join(turn.inner_text().split())
        for message in messages:
            for line in filter(None, re.split(r"\n+", message.get("text") or "")):
                assert " ".join(_MARKUP.sub("", line).split()) in shown
    for message in messages:
        if message.get("image"):
            expect(turn.get_by_role("img")).to_have_attribute("alt", facts["image_words"])


@pytest.fixture(scope="module")
def in_telegram(double: Double, expected: dict[Any, Any]) -> dict[tuple[str, ...], list[list[Sent]]]:
    """What Telegram says, turn by turn: all talks side by side, because each chat gets one message a second."""
    first = 1_000_000 + uuid.uuid4().int % 10**9
    chats = {conversation: first + number for number, conversation in enumerate(TALKS)}
    found: dict[tuple[str, ...], list[list[Sent]]] = {conversation: [] for conversation in TALKS}
    for turn in range(max(map(len, TALKS))):
        going_on = [conversation for conversation in TALKS if turn < len(conversation)]
        for conversation in going_on:
            double.say(conversation[turn], chats[conversation])
        for conversation in going_on:
            seen = sum(map(len, found[conversation]))
            wanted = len(calls(expected[conversation][turn]))
            found[conversation].append(double.wait(seen + wanted, chats[conversation], seconds=60)[seen:])
    return found


@pytest.mark.parametrize("conversation", TALKS, ids=[talk[0] for talk in TALKS])
def test_telegram_says_the_same(
    in_telegram: dict[Any, Any], expected: dict[Any, Any], conversation: tuple[str, ...]
) -> None:
    for got, messages in zip(in_telegram[conversation], expected[conversation], strict=True):
        wanted = calls(messages)
        assert [sent.text for sent in got] == [call.text for call in wanted]
        assert [button["text"] for button in got[-1].keyboard] == [choice.title for choice in wanted[-1].choices]
        whole = everything(wanted)
        for message in messages:
            for line in filter(None, (message.get("text") or "").replace("**", "").splitlines()):
                assert line.strip() in whole


def everything(shown: Sequence[Call]) -> str:
    """Return all that an answer says, its rest behind buttons included."""
    said, waiting = [], list(shown)
    while waiting:
        one = waiting.pop(0)
        said.append(one.text)
        for choice in one.choices:
            waiting += following(choice.payload) or []
    return "\n".join(said)
