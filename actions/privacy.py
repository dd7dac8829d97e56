"""What happens with the data, what is stored, and deleting all of it."""

from __future__ import annotations

import datetime as dt

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import Answer, LotseAction
from actions.dialogues import DIALOGUE_SLOTS
from actions.services import private_database
from actions.turn import Turn
from bot.advice.funding_replies import profile_text
from bot.advice.profile import FACTS
from bot.advice.reply import Button, Download, Reply
from bot.advice.wording import count, date_text
from bot.privacy.conversations import StoredConversations, retention_days
from bot.web.download_link import EXPORT, download_path

DELETE = "delete"
"""What the question back before deleting is about (``Reply.asks``)."""

_LEAVE_FORM = (ActiveLoop(None), SlotSet("requested_slot", None))
_SHOWN = ("shown_kind", "shown_ids", "hit_ids", "hit_offset", "focus", "reminders", "kept", *DIALOGUE_SLOTS)
_DELETE_BUTTON = Button("Alles löschen", "Löschen Sie alles")


def erase() -> Answer:
    """Forget the firm at once; the tracker store deletes the conversation when the turn ends."""
    text = (
        "Alles ist gelöscht: das Gespräch, die Angaben zu Ihrem Betrieb, der Merkzettel, Rückrufbitten und Bewertungen. "
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
            "Gespeichert werden das Gespräch und die Angaben zum Betrieb, die Sie selbst machen. "
            f"{retention_days()} Tage nach der letzten Nachricht wird beides gelöscht, auf Wunsch sofort. "
            "Name und Telefonnummer speichere ich nur für einen Rückruf, und nur wenn Sie zustimmen. "
            "Schreiben Sie sonst bitte keine Namen, Nummern oder Kontodaten."
        )
        return Answer(Reply("privacy", (text,), buttons=(_STORED_BUTTON, _DELETE_BUTTON)))


_EXPORT_BUTTON = Button("Als Datei", "Exportieren Sie meine Daten")
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
        messages, since = _messages(turn)
        began = dt.datetime.fromtimestamp(since).date() if since else turn.today
        number = "eine Nachricht" if messages == 1 else f"{messages} Nachrichten"
        stored = (
            f"Gespeichert sind außerdem {number} von Ihnen und meine Antworten, seit {date_text(began)}. "
            f"{retention_days()} Tage nach der letzten Nachricht wird alles gelöscht."
        )
        return Answer(Reply("privacy", (facts, *_beside(turn), stored), buttons=(_EXPORT_BUTTON, _DELETE_BUTTON)))


def _messages(turn: Turn) -> tuple[int, float | None]:
    """Return how many messages the owner has written, and when the first: the tracker holds the latest only."""
    stored, since = StoredConversations(private_database()).messages(turn.conversation)
    this_one = 1
    return max(turn.messages, stored + this_one), since or turn.messages_since


def _beside(turn: Turn) -> list[str]:
    """Say what is stored beside the conversation itself."""
    database = StoredConversations(private_database()).export_all(turn.conversation)
    kept = [name for id_ in turn.slots.get("kept") or () if (name := turn.name_of(id_))]
    found = []
    if kept:
        found.append(f"Auf Ihrem Merkzettel stehen: {'; '.join(kept)}.")
    for row in database["contacts"]:
        reach = " und ".join(filter(None, (row["phone"], row["email"])))
        found.append(f"Für einen Rückruf: {row['name']}, {reach}, Anliegen: {row['matter']}.")
    if database["feedback"]:
        found.append(f"Bewertet haben Sie {count(len(database['feedback']), 'Antwort', 'Antworten')}.")
    if database["questions"]:
        found.append(
            f"{count(len(database['questions']), 'Frage', 'Fragen')} ohne Antwort sieht das Zentrum, ohne Namen und Nummern."
        )
    return found


class ExportData(LotseAction):
    """Hands over everything that is stored of this conversation."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_export_data"

    def answer(self, turn: Turn) -> Answer:
        """Offer the file."""
        text = (
            "Hier ist alles, was zu diesem Gespräch gespeichert ist, als Datei. Der Link gilt einen Tag. "
            "Die Datei ist im Format JSON, einem Textformat für Programme. Jeder Texteditor öffnet sie."
        )
        download = Download("Gespeicherte Daten", download_path(turn.conversation, EXPORT))
        return Answer(Reply("privacy", (text,), buttons=(_DELETE_BUTTON,), download=download))
