"""Handing a reply to Rasa, and what is said when something went wrong."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher

from bot.advice.reply import Button, Reply

APOLOGY = Reply(
    kind="fallback",
    texts=(
        "Entschuldigung, ich komme gerade nicht an meine Unterlagen. Was Sie geschrieben haben, ist nicht verloren. "
        "Bitte versuchen Sie es in ein paar Minuten noch einmal. "
        "Wenn es eilt, fragen Sie Ihre Kammer oder das Zentrum: https://digitalzentrum-magdeburg.de/",
    ),
    buttons=(Button("Mit einem Menschen sprechen", "Ich möchte mit einem Menschen sprechen"),),
)


def send(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Send the bubbles; buttons hang on the last one, the machine-readable part goes with it."""
    for text in reply.texts[:-1]:
        dispatcher.utter_message(text=text)
    last = reply.texts[-1] if reply.texts else ""
    buttons = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
    dispatcher.utter_message(text=last, buttons=buttons, image=reply.image, json_message=reply.custom())
