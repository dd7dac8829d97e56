"""Conversations written down as YAML, and what must hold in every turn of every conversation."""

from __future__ import annotations

import ipaddress
import json
import re
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args
from zlib import crc32

import yaml

from bot.advice.reply import Kind
from tests.conftest import Servers

MACHINE = "Hier antwortet ein Computerprogramm des Zentrums, kein Mensch."
"""What the REST channel says first in each talk."""
KINDS = frozenset(get_args(Kind))
INTERNAL = re.compile(r"\bNone\b|\bnull\b|utter_|action_|Traceback|Exception|\{|\}|  |(?<!\.)\.\.(?!\.)|undefined")
_INFORMAL = re.compile(r"\b(?:du|dir|dich|dein|deine|deinen|deinem|deiner|euch|euer|eure)\b", re.IGNORECASE)
_MANY_MARKS = re.compile(r"!!|!.*!.*!")
_FIELDS = {"owner", "press", "kind", "ids", "not_ids", "contains", "lacks"}


@dataclass
class Turn:
    """What one message brought. ``facts``: the machine-readable part; ``text``: all bubbles, cards and buttons.

    ``opening``: that a program answers, which comes before the first answer of a talk (AI Act, Article 50).
    """

    owner: str
    messages: list[dict[str, Any]]
    opening: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        parts = [message["custom"] for message in self.messages if message.get("custom")]
        assert len(parts) == 1, f"{len(parts)} machine-readable parts instead of one"
        return dict(parts[0])

    @property
    def buttons(self) -> list[dict[str, str]]:
        return [button for message in self.messages for button in message.get("buttons") or ()]

    @property
    def texts(self) -> list[str]:
        return [message["text"] for message in self.messages if message.get("text")]


def _told(text: str, messages: list[dict[str, Any]]) -> Turn:
    """Return a turn, what opens the talk set apart."""
    opens = bool(messages) and messages[0].get("text") == MACHINE
    return Turn(text, messages[1:] if opens else messages, MACHINE if opens else "")


def address_for(name: str) -> str:
    """Return the address of a visitor, which the limits count by: each talk of the tests comes from another one."""
    return str(ipaddress.IPv4Address(0x0A00_0000 + crc32(name.encode()) % 2**24))


@dataclass
class Talk:
    """A conversation with the running servers over REST."""

    servers: Servers
    name: str
    turns: list[Turn] = field(default_factory=list)

    def say(self, text: str) -> Turn:
        body = json.dumps({"sender": f"talk {self.name}", "message": text}).encode()
        address = f"{self.servers.rasa_url}/webhooks/rest/webhook"
        headers = {"Content-Type": "application/json", "X-Forwarded-For": address_for(self.name)}
        request = urllib.request.Request(address, body, headers)
        with urllib.request.urlopen(request, timeout=30) as response:
            turn = _told(text, json.load(response))
        self.turns.append(turn)
        return turn

    def press(self, title: str) -> Turn:
        """Press a button of the last turn by its title."""
        payloads = {button["title"]: button["payload"] for button in self.turns[-1].buttons}
        assert title in payloads, f"no button „{title}“, only: {', '.join(payloads)}"
        return self.say(payloads[title])

    def __str__(self) -> str:
        lines = []
        for turn in self.turns:
            lines.append(f"  > {turn.owner[:200]}")
            lines += [f"    {line}" for text in turn.texts for line in text.splitlines()]
            lines += [f"    [{button['title']}] {button['payload']}" for button in turn.buttons]
            lines += [f"    {m['custom']['kind']} {m['custom']['ids']}" for m in turn.messages if m.get("custom")]
        return "\n".join(lines)


def conversations(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return all conversations below ``folder`` by name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for file in sorted(folder.glob("*.yml")):
        for name, turns in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            assert name not in found, f"two conversations are called {name}"
            for turn in turns:
                assert set(turn) <= _FIELDS, f"{file.name}, {name}: unknown fields {set(turn) - _FIELDS}"
            found[name] = turns
    return found


def play(talk: Talk, script: list[dict[str, Any]]) -> None:
    """Hold the conversation and compare each turn with what is expected."""
    for expected in script:
        turn = talk.press(expected["press"]) if "press" in expected else talk.say(expected["owner"])
        check_always(turn)
        compare(turn, expected)


def check_always(turn: Turn) -> None:
    """Check what holds for every answer of the bot."""
    assert turn.messages, "no answer"
    assert turn.facts["kind"] in KINDS, turn.facts["kind"]
    assert all(set(source) == {"title", "url", "date"} for source in turn.facts["sources"])
    for text in [*turn.texts, *(button["title"] for button in turn.buttons)]:
        assert not (found := INTERNAL.search(text)), f"„{found[0]}“ in: {text}"
        assert not (found := _INFORMAL.search(text)), f"„{found[0]}“ is not Sie-Form: {text}"
        assert not _MANY_MARKS.search(text), f"too many exclamation marks: {text}"
    assert len(turn.buttons) <= 6
    for button in turn.buttons:
        assert 0 < len(button["payload"]) <= 1000
        assert not button["payload"].startswith("/")


def compare(turn: Turn, expected: dict[str, Any]) -> None:
    """Compare a turn with what is expected of it."""
    facts, text = turn.facts, "\n".join([*turn.texts, *(button["title"] for button in turn.buttons)])
    if "kind" in expected:
        assert facts["kind"] in str(expected["kind"]).split("|"), f"kind {facts['kind']}, expected {expected['kind']}"
    for id_ in expected.get("ids", ()):
        assert id_ in facts["ids"], f"{id_} is not among {facts['ids']}"
    for id_ in expected.get("not_ids", ()):
        assert id_ not in facts["ids"], f"{id_} is among {facts['ids']}"
    for part in expected.get("contains", ()):
        assert part.lower() in text.lower(), f"„{part}“ is missing in: {text}"
    for part in expected.get("lacks", ()):
        assert part.lower() not in text.lower(), f"„{part}“ stands in: {text}"
