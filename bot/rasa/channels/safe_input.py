"""What a message has to look like before it enters a conversation.

Rasa reads ``/intent{"slot": "value"}`` in any message as a command, from anybody. Here nobody may steer the bot that way:
buttons carry plain text that an owner could have typed, and a leading slash is just a slash (DESIGN 9).
"""

from __future__ import annotations

import unicodedata

MAX_CHARACTERS = 1000
"""Longest message in characters that is passed on to the bot."""

TOO_LONG = (
    "Das ist sehr viel Text auf einmal. Bitte schreiben Sie Ihre Frage in höchstens 1.000 Zeichen, "
    "am besten in ein oder zwei Sätzen."
)
EMPTY = "Bei mir ist kein Text angekommen. Schreiben Sie mir einfach, worum es geht."


def clean_text(text: str) -> str:
    """Return ``text`` without control and format characters, white space folded, and without a leading slash.

    Line breaks become spaces. Never raises for any str, lone surrogates included.
    """
    kept = (" " if char in "\n\r\t" else char for char in text)
    visible = "".join(char for char in kept if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return " ".join(unicodedata.normalize("NFC", visible).split()).lstrip("/ ")


def objection(text: str) -> str | None:
    """Return a friendly German hint where ``text`` (cleaned) cannot be passed on, else None."""
    if not text:
        return EMPTY
    if len(text) > MAX_CHARACTERS:
        return TOO_LONG
    return None
