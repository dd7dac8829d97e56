"""What happens with the data, what is stored, and deleting all of it."""

from __future__ import annotations

import datetime as dt

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import Answer, LotseAction
from actions.turn import FACTS, Turn
from bot.advice.funding_replies import profile_text
from bot.advice.reply import Button, Reply
from bot.advice.wording import date_text
from bot.privacy.conversations import retention_days

DELETE = "delete"
"""What the question back before deleting is about (``Reply.asks``)."""

_LEAVE_FORM = (ActiveLoop(None), SlotSet("requested_slot", None))
_SHOWN = ("shown_kind", "shown_ids", "hit_ids", "hit_offset", "focus", "reminders")
_DELETE_BUTTON = Button("Alles löschen", "Löschen Sie alles")


def erase() -> Answer:
    """Forget the firm at once; the tracker store deletes the conversation when the turn ends."""
    text = (
        "Das Gespräch und alle Angaben zu Ihrem Betrieb sind gelöscht. "
        "Wenn Sie wieder etwas wissen wollen, schreiben Sie einfach."
    )
    events = (*_LEAVE_FORM, SlotSet("erase", True))
    return Answer(Reply("privacy", (text,)), dict.fromkeys((*FACTS, *_SHOWN)), events)


class DeleteData(LotseAction):
    """Asks once, because what is deleted cannot be brought back, and then deletes."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_delete_data"

    def answer(self, turn: Turn) -> Answer:
        """Ask back, or delete when this is the answer to the question."""
        if turn.asked == DELETE:
            return erase()
        text = (
            "Soll ich das ganze Gespräch und alle Angaben zu Ihrem Betrieb löschen? Zurückholen lässt sich das nicht."
        )
        buttons = (Button("Ja, alles löschen", "Ja, alles löschen"), Button("Nein, behalten", "Nein, behalten"))
        return Answer(Reply("privacy", (text,), buttons=buttons, asks=DELETE), {}, _LEAVE_FORM)


class ExplainPrivacy(LotseAction):
    """Says what is stored, where, how long, and who can read it."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_explain_privacy"

    def answer(self, turn: Turn) -> Answer:
        """Tell the truth about this installation."""
        text = (
            "Ihre Nachrichten bleiben auf dem Rechner, auf dem dieses Programm läuft. Kein fremder Dienst liest mit. "
            "Gespeichert werden nur das Gespräch und die Angaben zum Betrieb, die Sie selbst machen. "
            f"{retention_days()} Tage nach der letzten Nachricht wird beides gelöscht, auf Wunsch sofort. "
            "Schreiben Sie bitte keine Namen, Telefonnummern oder Kontodaten."
        )
        return Answer(Reply("privacy", (text,), buttons=(_STORED_BUTTON, _DELETE_BUTTON)))


_STORED_BUTTON = Button("Was ist gespeichert?", "Was wissen Sie über mich?")


class ShowStored(LotseAction):
    """Shows what is known about the firm, and how much of the conversation is stored."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_show_profile"

    def answer(self, turn: Turn) -> Answer:
        """List facts, messages and the time they are kept."""
        known = profile_text(turn.profile)
        facts = (
            f"Notiert habe ich: {known}. Stimmt etwas nicht, schreiben Sie es einfach."
            if known
            else "Über Ihren Betrieb weiß ich noch nichts. Erzählen Sie gern, was Sie machen, wo Sie sitzen und wie groß Sie sind."
        )
        began = dt.datetime.fromtimestamp(turn.messages_since).date() if turn.messages_since else turn.today
        number = "eine Nachricht" if turn.messages == 1 else f"{turn.messages} Nachrichten"
        stored = (
            f"Gespeichert sind außerdem {number} von Ihnen und meine Antworten, seit {date_text(began)}. "
            f"{retention_days()} Tage nach der letzten Nachricht wird alles gelöscht."
        )
        return Answer(Reply("privacy", (facts, stored), buttons=(_DELETE_BUTTON,)))
