"""What is said about a call-back that was asked for: when it comes, whether the number is right, changes, withdrawing."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop

from actions.answer import Answer
from actions.contact_dialogue import CONTACT, REPLACES, details_of
from actions.services import private_database
from actions.turn import Turn
from bot.advice.reply import Button, Reply
from bot.contact.afterwards import about_stored
from bot.contact.fields import lines_of
from bot.contact.requests import ContactStore, StoredRequest
from bot.contact.understanding import changed_afterwards
from bot.contact.wording import CENTRE

STORED = "stored-contact"
"""Before what was stored is shown (``Reply.asks``): such answers are not kept in the conversation (``bot.privacy.redaction``)."""
_CHANGE = Button("Etwas ändern", "Meine Nummer ändern")
_WITHDRAW = Button("Rückruf absagen", "Rückruf absagen")


def on_stored(turn: Turn) -> Answer | None:
    """Return the answer to what is said about the call-back of this conversation; None if there is none, or it is not meant."""
    about = (
        about_stored(turn.text, shown=turn.asked == STORED) if turn.loop is None or turn.loop == CONTACT.form else None
    )
    stored = ContactStore(private_database()).latest(turn.conversation) if about else None
    if stored is None:
        return None
    if about == "changes":
        return Answer(
            Reply("handover", ("Gern, das ändern wir. Bis Sie abschicken, bleibt Ihre erste Bitte bestehen.",)),
            {CONTACT.slot: {**changed_afterwards(turn.text, details_of(stored)), REPLACES: stored.id}},
            (ActiveLoop(CONTACT.form),),
        )
    if about == "withdraws":
        return _withdrawn(stored)
    return _when(stored) if about == "when" else _shown(stored)


def _when(stored: StoredRequest) -> Answer:
    sent = (
        "Ihre Bitte liegt dem Zentrum vor."
        if stored.sent
        else "Ihre Bitte ist gespeichert und geht gleich an das Zentrum."
    )
    text = (
        f"{sent} Einen festen Zeitpunkt kann ich nicht zusagen. Als Wunschzeit steht dabei: {stored.request.best_time}. "
        f"Wenn es eilt, melden Sie sich selbst: {CENTRE}"
    )
    return Answer(Reply("handover", (text,), buttons=(_CHANGE, _WITHDRAW), asks=STORED))


def _shown(stored: StoredRequest) -> Answer:
    rows = "\n".join(f"- {heading}: {value}" for _, heading, value in lines_of(details_of(stored)))
    text = f"**Das habe ich für den Rückruf notiert:**\n{rows}"
    return Answer(Reply("handover", (text,), buttons=(_CHANGE, _WITHDRAW), asks=STORED))


def _withdrawn(stored: StoredRequest) -> Answer:
    ContactStore(private_database()).withdraw(stored.id)
    text = "Ihre Rückrufbitte ist gelöscht, es ruft niemand an."
    if stored.sent is not None:
        text = (
            "Hier ist Ihre Rückrufbitte gelöscht. Die E-Mail dazu ist aber schon beim Zentrum. Rufen die Kolleginnen "
            "und Kollegen an, sagen Sie kurz "
            f"Bescheid, oder schreiben Sie vorher: {CENTRE}"
        )
    return Answer(Reply("handover", (text,)))
