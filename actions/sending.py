"""Handing a reply to Rasa, and what is said when something went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from bot.advice.reply import Button, Reply

APOLOGY = Reply(
    kind="fallback",
    texts=(
        "Entschuldigung, ich komme gerade nicht an meine Unterlagen. "
        "Was Sie bisher geschrieben haben, ist nicht verloren. "
        "Bitte schicken Sie Ihre letzte Nachricht in ein paar Minuten noch einmal. "
        "Wenn es eilt, fragen Sie Ihre Kammer oder das Zentrum: https://digitalzentrum-magdeburg.de/",
    ),
    buttons=(Button("Mit einem Menschen sprechen", "Ich möchte mit einem Menschen sprechen"),),
    fault=True,
)

MOST_BUBBLES = 6
"""How much is said in one turn at most. After a long answer no question is put again."""


def has_room(events: Sequence[dict[str, Any]], bubbles: int = 1) -> bool:
    """Return whether so many more bubbles may follow what the bot has said since the latest message.

    Args:
        events: the conversation, as Rasa tells it to actions. Each paragraph of a text becomes a bubble.
        bubbles: how many would follow.
    """
    latest = takewhile(lambda event: event["event"] != "user", reversed(events))
    texts = [event.get("text") or "" for event in latest if event["event"] == "bot"]
    return sum(text.count("\n\n") + 1 for text in texts if text) + bubbles <= MOST_BUBBLES


def send(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Send the bubbles; buttons hang on the last one, the machine-readable part goes with it."""
    for text in reply.texts[:-1]:
        dispatcher.utter_message(text=text)
    last = reply.texts[-1] if reply.texts else ""
    buttons = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
    dispatcher.utter_message(text=last, buttons=buttons, image=reply.image, json_message=reply.custom())
