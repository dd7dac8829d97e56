"""No channel answers before it has said that a program answers (AI Act, Article 50); see ``tests/telegram/test_talking.py``."""

from __future__ import annotations

import subprocess
import sys
import uuid
from pathlib import Path

import pytest
import yaml

from bot.rasa.channels.rest_channel import MACHINE
from bot.rasa.channels.safe_input import MAX_CHARACTERS
from bot.rasa.conversations.once import OPENING
from bot.settings import ROOT
from tests.channels.talks import TALKS
from tests.conftest import Servers
from tests.conversations import talk
from tests.conversations.talk import Talk
from tests.telegram.api_double import Double, running
from tests.telegram.test_telegram import telegram
from tests.web.test_message_ids import rest
from tests.web.test_web_channel import call

pytestmark = pytest.mark.servers


def test_every_channel_is_looked_at_here() -> None:
    """A channel that is new has to say it, too, and to be added here."""
    channels = yaml.safe_load((ROOT / "credentials.yml").read_text(encoding="utf-8"))
    assert {name.rpartition(".")[2] for name in channels} == {"WebChannel", "TelegramChannel", "SafeRestInput"}
    assert talk.MACHINE == MACHINE


@pytest.mark.parametrize("texts", TALKS[::3], ids=[texts[0] for texts in TALKS[::3]])
def test_rest_says_it_first_and_once(servers: Servers, texts: tuple[str, ...]) -> None:
    held = Talk(servers, f"machine-{uuid.uuid4().hex}")
    turns = [held.say(text) for text in texts]
    first = turns[0]
    assert first.opening == MACHINE or OPENING in " ".join(first.texts)
    assert not any(turn.opening for turn in turns[1:])


def test_rest_says_it_again_to_who_asks_again_and_after_a_deletion(servers: Servers) -> None:
    sender = uuid.uuid4().hex
    first = rest(servers, sender, "Was ist Phishing?", "1").body
    assert first[0]["text"] == MACHINE
    assert rest(servers, sender, "Was ist Phishing?", "1").body == first
    second = rest(servers, sender, "Was ist eine Cloud?", "2").body
    assert rest(servers, sender, "Was ist eine Cloud?", "2").body == second
    assert MACHINE not in str(second)
    for text in ("Löschen Sie alles", "Ja, alles löschen"):
        assert MACHINE not in str(rest(servers, sender, text).body)
    assert rest(servers, sender, "Was ist Phishing?").body[0]["text"] == MACHINE


@pytest.mark.parametrize("text", ["", "x" * (MAX_CHARACTERS + 1)], ids=["empty", "too long"])
def test_rest_says_it_before_it_refuses(servers: Servers, text: str) -> None:
    assert rest(servers, uuid.uuid4().hex, text).body[0]["text"] == MACHINE


def test_the_website_says_it_before_anybody_can_write(servers: Servers) -> None:
    """Without the token of a session there is no answer, and with it comes the greeting, which the page shows first."""
    assert OPENING in call(f"{servers.rasa_url}/ui/notice").body["text"]
    session = call(f"{servers.rasa_url}/ui/session", {}, {"X-Forwarded-For": "192.0.2.61"}).body
    assert OPENING in session["greeting"]["text"]
    for token in ("", "x", None):
        assert call(f"{servers.rasa_url}/ui/message", {"token": token, "text": "Hallo", "id": "1"}).status in {400, 401}


def test_telegram_says_it_before_whatever_comes_first(servers: Servers, tmp_path: Path) -> None:
    chats = {1_000_000 + uuid.uuid4().int % 10**9 + number: texts[0] for number, texts in enumerate(TALKS[::8])}
    with running() as double, telegram(servers, double, tmp_path / "log"):
        for chat, text in chats.items():
            double.say(text, chat)
        for chat in chats:
            double.wait(1, chat, seconds=120)
            assert double.all_to(chat)[0] in double.notices(chat)
            assert len(double.notices(chat)) == 1


def test_a_link_leads_to_the_answer(servers: Servers, tmp_path: Path) -> None:
    """With the servers' own content."""
    chat = 1_000_000 + uuid.uuid4().int % 10**9
    with running() as double, telegram(servers, double, tmp_path / "log"):
        double.say("/start frage-ransomware-erste-hilfe", chat)
        question, answer = _two(double, chat)
        assert question.startswith("Ihre Frage: ")
        assert "Netzwerkkabel" in answer


def _two(double: Double, chat: int) -> list[str]:
    return [sent.text for sent in double.wait(2, chat, seconds=120)[:2]]


def test_the_console_says_it_first() -> None:
    command = [sys.executable, "-m", "bot.cli", "chat"]
    done = subprocess.run(command, cwd=ROOT, input="", capture_output=True, text=True, timeout=300)
    assert OPENING in done.stdout.splitlines()[0]
