"""Asking the running chat as a visitor of the website would, so that staff see what owners see at this moment.

Each question is a talk of its own that is deleted at once: nothing of it is stored, counted, or noted as unanswered. The limits
of visitors are not for it (the server knows it by a key made of the secret that both have): a deletion must not be put off.
"""

from __future__ import annotations

import json
import logging
import secrets
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from bot.feedback.figures import UNCOUNTED
from bot.knowledge.store import KnowledgeUnavailable
from bot.settings import VAR_DIR
from bot.web.secret import derived_key

logger = logging.getLogger(__name__)

_SECONDS = 10.0
KINDS = {
    "article": "Antwort",
    "centre": "Antwort",
    "glossary": "Begriff erklärt",
    "programme_list": "Liste von Förderprogrammen",
    "programme": "Ein Förderprogramm",
    "case_study_list": "Liste von Beispielen",
    "case_study": "Ein Beispiel",
    "emergency": "Hilfe im Notfall",
    "region": "Angaben zu einem Land",
    "check": "Schritt im Check",
    "appointment": "Schritt zum Rückruf",
    "question": "Rückfrage",
    "smalltalk": "Gespräch",
    "privacy": "Auskunft zum Datenschutz",
    "handover": "Weitergabe an Menschen",
    "fallback": "Keine Antwort",
    "out_of_scope": "Nicht unser Thema",
}
"""What kinds of answers are called for staff."""


@dataclass(frozen=True)
class Shown:
    """How the chat answers a question. ``ids``: of the records shown; ``buttons``: what is offered below."""

    kind: str
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    buttons: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Return what kind of answer it is, in German."""
        return KINDS.get(self.kind, self.kind)

    def to_json(self) -> str:
        """Return it as it is stored beside a change."""
        return json.dumps({"kind": self.kind, "ids": self.ids, "texts": self.texts, "buttons": self.buttons})

    @classmethod
    def from_json(cls, text: str | None) -> Shown | None:
        """Return what was stored; None where nothing was."""
        if not text:
            return None
        data = json.loads(text)
        return cls(data["kind"], *(tuple(data[name]) for name in ("ids", "texts", "buttons")))


class Chat(Protocol):
    """Answers a question (:class:`RunningChat`)."""

    def ask(self, text: str) -> Shown | None:
        """Return the answer; None where the chat cannot be reached."""


class RunningChat:
    """The chat that a server on this machine answers for."""

    def __init__(self, address: str, version: Callable[[], str] | None = None) -> None:
        """``address``: of the server, such as http://127.0.0.1:5005; ``version``: of the content that answers are wanted from."""
        self._address = address.rstrip("/")
        self._version = version

    def ask(self, text: str) -> Shown | None:
        """Return how the chat answers at this moment; None where it cannot be reached."""
        try:
            token = str(self._post("session", {})["token"])
            message_id = f"{UNCOUNTED}{secrets.token_hex(8)}"
            try:
                # What was loaded just now reaches the servers within seconds; they answer this question when they have it.
                wanted = {"content": self._version()} if self._version else {}
                answer = self._post("message", {"token": token, "text": text, "id": message_id, **wanted})
            finally:
                self._post("delete", {"token": token})
        except (OSError, ValueError, KeyError, KnowledgeUnavailable) as error:
            logger.warning("The chat could not be asked: %s", type(error).__name__)
            return None
        return shown(answer["messages"])

    def _post(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(
            f"{self._address}/ui/{what}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {derived_key(VAR_DIR, 'desk')}"},
        )
        with urllib.request.urlopen(request, timeout=_SECONDS) as response:
            return dict(json.loads(response.read()))


def shown(messages: list[dict[str, Any]]) -> Shown:
    """Return what the bot's messages show, each as the channel of the website sends it."""
    facts: dict[str, Any] = next((m["custom"] for m in reversed(messages) if isinstance(m.get("custom"), dict)), {})
    buttons: list[dict[str, Any]] = next((m["buttons"] for m in reversed(messages) if m.get("buttons")), [])
    return Shown(
        str(facts.get("kind", "")),
        tuple(map(str, facts.get("ids") or ())),
        tuple(str(message["text"]) for message in messages if message.get("text")),
        tuple(str(button["title"]) for button in buttons),
    )
