"""Twenty conversations through REST, the website in a real browser and Telegram: the same is said, only drawn differently."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.telegram.rendering import calls
from tests.browser.conftest import launched
from tests.browser.test_chat_page import ask
from tests.conftest import Servers
from tests.conversations.talk import Talk
from tests.telegram.api_double import Double, running
from tests.telegram.test_telegram import telegram

pytestmark = pytest.mark.servers

CONVERSATIONS: tuple[tuple[str, ...], ...] = (
    ("Guten Tag", "Was können Sie?"),
    ("Wie sichern wir unsere Daten richtig?", "Woher weiß ich, ob unsere Datensicherung im Ernstfall funktioniert?"),
    ("Tischlerei, 8 Leute, Stendal, wollen ERP für 30.000 €, gibt's da was?", "mehr"),
    ("Welche Förderung passt zu uns?", "Sachsen-Anhalt", "abbrechen"),
    ("Was ist ZIM?", "Bis wann kann man das beantragen?"),
    ("Gibt es Digital Jetzt noch?",),
    ("Zeigen Sie mir Beispiele aus dem Handwerk", "das zweite", "Was hat es gebracht?"),
    ("alles verschlüsselt!",),
    ("Was ist ein ERP-System?", "Was ist Phishing?"),
    ("Wo steht Sachsen-Anhalt?",),
    ("Check starten", "2", "zurück"),
    ("Was ist der Unterschied zwischen ZIM und dem IB-Digitalisierungsdarlehen?",),
    ("Wie nehmen wir unsere Leute mit?", "Das hat geholfen"),
    ("Ich möchte mit einem Menschen sprechen", "nein"),
    ("Wie wird das Wetter morgen?", "asdf qwer"),
    ("Wir sind eine Bäckerei in Halle mit 12 Leuten", "Was wissen Sie über mich?"),
    ("Woran erkenne ich eine gefälschte Mail?", "danke"),
    ("Lohnt sich ein Onlineshop für uns?", "das ist mir zu teuer"),
    ("Was kostet die Beratung bei Ihnen?", "Wo sind Sie?"),
    ("löschen sie alles", "nein"),
)


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
    for conversation in CONVERSATIONS:
        talk = Talk(servers, f"same-{uuid.uuid4().hex}")
        found[conversation] = [talk.say(text).messages for text in conversation]
    return found


def said(messages: list[dict[str, Any]]) -> Any:
    """Return a turn without what differs in every conversation: the signature in links."""
    kept = [{key: value for key, value in message.items() if key != "recipient_id"} for message in messages]
    return json.loads(re.sub(r"schluessel=[\w.-]+", "schluessel=x", json.dumps(kept)))


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=[talk[0] for talk in CONVERSATIONS])
def test_the_website_says_the_same(
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


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=[talk[0] for talk in CONVERSATIONS])
def test_telegram_says_the_same(double: Double, expected: dict[Any, Any], conversation: tuple[str, ...]) -> None:
    chat = 500_000 + CONVERSATIONS.index(conversation) + int(uuid.uuid4().int % 10**9) * 100
    seen = 0
    for text, messages in zip(conversation, expected[conversation], strict=True):
        double.say(text, chat)
        wanted = calls(messages)
        got = double.wait(seen + len(wanted), chat)[seen:]
        assert [sent.text for sent in got] == [call.text for call in wanted]
        assert [button["text"] for button in got[-1].keyboard] == [choice.title for choice in wanted[-1].choices]
        seen += len(wanted)
