"""What must work whatever is broken: having everything deleted, and reaching a person.

A message that surely asks for one of them leads to its action without asking the rules. If the action cannot be run either,
the answer comes from here: deleting needs nothing but the store of conversations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa.shared.core.events import ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.conversations.tracker_store import ERASE

DELETE = "delete"
"""What the question back before deleting is about (``actions.privacy.DELETE``)."""

CENTRE = "https://digitalzentrum-magdeburg.de/"

ASK_BACK = "Soll ich alles löschen, was zu diesem Gespräch gespeichert ist? Zurückholen lässt sich das nicht."
DELETED = "Alles ist gelöscht. Wenn Sie wieder etwas wissen wollen, schreiben Sie einfach."
PERSON = f"Einen Rückruf kann ich gerade nicht aufnehmen. Das Zentrum erreichen Sie hier: {CENTRE}"
APOLOGY = (
    "Entschuldigung, bei mir ist gerade etwas ausgefallen. Bitte schreiben Sie Ihre letzte Nachricht noch einmal. "
    f"Wenn es eilt, fragen Sie Ihre Kammer oder das Zentrum: {CENTRE}"
)
APOLOGY_AGAIN = (
    "Entschuldigung, das hat wieder nicht geklappt. Bitte versuchen Sie es in ein paar Minuten noch einmal. "
    f"Wenn es eilt, fragen Sie Ihre Kammer oder das Zentrum: {CENTRE}"
)

_ACTIONS = {"delete_data": "action_delete_data", "talk_to_person": "contact_form"}
_DECIDE = {"affirm": "action_affirm", "deny": "action_deny"}
_SURE = 1.0
"""The confidence of what is understood without statistics, like the texts of buttons (``bot.rasa.nlu.intent_rules``)."""


@dataclass(frozen=True)
class Wish:
    """What the latest message wants, as far as it is for no rule to decide.

    ``intent``: its name; ``sure``: whether it was understood without statistics; ``asked``: the matter of the question that
    stood open before it (``bot.advice.reply.Reply.asks``).
    """

    intent: str
    sure: bool
    asked: str | None

    @classmethod
    def of(cls, tracker: DialogueStateTracker) -> Wish:
        """Read the latest message of a conversation."""
        intent = (tracker.latest_message.intent if tracker.latest_message else None) or {}
        return cls(str(intent.get("name")), intent.get("confidence") == _SURE, _asked(tracker))

    def action(self) -> str | None:
        """Return the action that it asks for whatever the rules say; None if that is up to them."""
        decided = _DECIDE.get(self.intent) if self.asked == DELETE else None
        return decided or _ACTIONS.get(self.intent)

    def answer(self) -> tuple[BotUttered, list[Event]] | None:
        """Return an answer that needs no action, and what follows from it; None where there is none."""
        if self.asked == DELETE and self.intent in {"affirm", "delete_data"}:
            return _said(DELETED, "privacy"), [ActiveLoop(None), SlotSet(ERASE, True)]
        if self.intent == "delete_data":
            asks_back = _said(ASK_BACK, "privacy", ("Ja, alles löschen", "Nein, behalten"), DELETE)
            return asks_back, [ActiveLoop(None)]
        return (_said(PERSON, "handover"), []) if self.intent == "talk_to_person" else None

    def apology(self, again: bool) -> BotUttered:
        """Return what is said where a turn failed.

        Args:
            again: the turn before has failed, too; else what was asked stays asked, so that it can be answered once more.
        """
        if again:
            return _said(APOLOGY_AGAIN, "fallback")
        return _said(APOLOGY, "fallback", ("Ich möchte mit einem Menschen sprechen",), self.asked)


def _said(text: str, kind: str, buttons: tuple[str, ...] = (), asks: str | None = None) -> BotUttered:
    custom: dict[str, Any] = {"kind": kind, "ids": [], "sources": []}
    if asks:
        custom["asks"] = asks
    titles = [{"title": title, "payload": title} for title in buttons]
    return BotUttered(text, {"buttons": titles, "custom": custom}, {})


def _asked(tracker: DialogueStateTracker) -> str | None:
    """Return what the bot has asked right before the latest message."""
    messages = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            messages += 1
        elif isinstance(event, BotUttered) and messages == 1:
            custom = event.data.get("custom") or {}
            if custom.get("kind"):
                return custom.get("asks")
        if messages > 1:
            break
    return None
