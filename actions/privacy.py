"""What happens with the data, what is stored, and deleting all of it."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from actions.answer import LEAVE_FORM, Answer
from actions.base import LotseAction
from actions.dialogues import TALK_SLOTS
from actions.reading_along import END_BUTTON, stored_line
from actions.searching import answer_from, find, look_up
from actions.services import private_database
from actions.turn import Turn
from bot.advice.articles import PERSON_BUTTON
from bot.advice.funding_replies import profile_text
from bot.advice.reply import Button, Download, Reply
from bot.advice.wording import count, date_text
from bot.clock import german_time
from bot.core.responsible import LINES, PAGES, Matter, named
from bot.knowledge.codes import CENTRE_THEME
from bot.knowledge.search.outcome import SURE, decide
from bot.language.asked.own_data import speaks_of_chat
from bot.language.asked.this_chat import asked_of_chat
from bot.privacy.conversations import StoredConversations, retention_days
from bot.privacy.keeping import export
from bot.privacy.tables import CONTACTS, FEEDBACK, QUESTIONS
from bot.web.download_link import EXPORT

DELETE = "delete"
"""What the question back before deleting is about (``Reply.asks``)."""

_SURE_OF_CHAT, _LONG = 0.7, 6
"""Probability of the intent from which a question is about this chat, and words from which another may be meant."""
_DELETE_BUTTON = Button("Alles löschen", "Löschen Sie alles")


def erase() -> Answer:
    """Forget the firm at once; the tracker store deletes the conversation when the turn ends."""
    text = (
        "Alles ist gelöscht: das Gespräch, die Angaben zu Ihrem Betrieb, der Merkzettel, Rückrufbitten und Bewertungen. "
        "Wenn Sie wieder etwas wissen wollen, schreiben Sie einfach."
    )
    events = (*LEAVE_FORM, SlotSet("erase", True))
    return Answer(Reply("privacy", (text,)), dict.fromkeys((*TALK_SLOTS, "reminders", "kept")), events)


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
        return Answer(Reply("privacy", (text,), buttons=buttons, asks=DELETE), {}, LEAVE_FORM)


class ExplainPrivacy(LotseAction):
    """Says what is stored, where, how long, and who can read it."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_explain_privacy"

    def answer(self, turn: Turn) -> Answer:
        """Tell the truth about this installation, unless the question is surely about the data of the firm.

        A mere "Datenschutz?" after something else asks for the privacy of that.
        """
        matter = asked_of_chat(turn.text)
        if matter is not None:
            return Answer(responsible_reply(matter))
        topic = turn.knowledge.topics.get(turn.topic or "")
        if topic is not None and not speaks_of_chat(turn.text) and topic.theme != CENTRE_THEME:
            outcome = look_up(turn, f"{topic.name}: {turn.text}")
            if outcome.decision in {"answer", "ask_back", "nearest", "topic", "told"}:
                return answer_from(turn, outcome)
        if turn.confidence < _SURE_OF_CHAT and len(turn.text.split()) >= _LONG:
            findings = find(turn)
            best = turn.knowledge.articles.get(findings.hits[0].article_id) if findings.hits else None
            if findings.sure >= SURE and best is not None and best.theme != CENTRE_THEME:
                return answer_from(turn, decide(findings))
        text = (
            "Ihre Nachrichten bleiben auf dem Rechner, auf dem dieses Programm läuft. Kein fremder Dienst liest mit. "
            "Gespeichert werden das Gespräch und die Angaben zum Betrieb, die Sie selbst machen. "
            f"{retention_days()} Tage nach der letzten Nachricht wird beides gelöscht, auf Wunsch sofort. "
            "Das Zentrum liest ein Gespräch nur, wenn Sie es hier erlauben. "
            "Name und Telefonnummer speichere ich nur für einen Rückruf, und nur wenn Sie zustimmen. "
            "Schreiben Sie sonst bitte keine Namen, Nummern oder Kontodaten."
        )
        return Answer(Reply("privacy", (text,), buttons=(_STORED_BUTTON, _DELETE_BUTTON)))


def responsible_reply(matter: Matter) -> Reply:
    """Return who is responsible for this chat: first what was asked, then the rest that is set."""
    asked = named(matter)
    others = [found for each in (*LINES, *PAGES) if each != matter and (found := named(each)) is not None]
    first = _SET[matter].format(asked.value) if asked else _NOT_SET
    rest = "\n".join(("Außerdem:", *(f"• {found.title}: {found.value}" for found in others))) if others else ""
    own = _FOR_OWN_FIRM.get(matter)
    buttons = (*((PERSON_BUTTON,) if asked is None else ()), *((own,) if own else ()))
    return Reply("privacy", tuple(filter(None, (first, rest))), buttons=buttons)


_SET: dict[Matter, str] = {
    "controller": "Verantwortlich für diesen Chat: {}",
    "officer": "Bei Fragen zum Datenschutz dieses Chats hilft Ihnen: {}",
    "authority": "Beschweren können Sie sich hier: {}",
    "imprint": "Das Impressum zu diesem Chat: {}",
    "privacy": "Die Datenschutzerklärung zu diesem Chat: {}",
    "accessibility": "Wie barrierefrei dieser Chat ist, und wo Sie Mängel melden: {}",
}
_NOT_SET = "Das ist für diesen Chat noch nicht eingetragen. Das Zentrum kann es Ihnen sagen, ich verbinde Sie gern."
_FOR_OWN_FIRM: dict[Matter, Button] = {
    "officer": Button("Und in unserem Betrieb?", "Brauchen wir einen Datenschutzbeauftragten?"),
    "imprint": Button("Und auf unserer Website?", "Was muss auf unserer Webseite stehen?"),
    "privacy": Button("Und auf unserer Website?", "Brauchen wir eine Datenschutzerklärung auf der Website?"),
    "accessibility": Button("Und unsere Website?", "Muss unsere Website barrierefrei sein?"),
}
"""The same question about the owner's firm, which is told from this one."""
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
        began = german_time(since).date() if since else turn.today
        number = "eine Nachricht" if messages == 1 else f"{messages} Nachrichten"
        stored = (
            f"Gespeichert sind außerdem {number} von Ihnen und meine Antworten, seit {date_text(began)}. "
            f"{retention_days()} Tage nach der letzten Nachricht wird alles gelöscht."
        )
        reader = stored_line(turn)
        texts = (facts, *_beside(turn), *((reader,) if reader else ()), stored)
        buttons = (_EXPORT_BUTTON, _DELETE_BUTTON, *((END_BUTTON,) if reader else ()))
        return Answer(Reply("privacy", texts, buttons=buttons))


def _messages(turn: Turn) -> tuple[int, float | None]:
    """Return how many messages the owner has written, and when the first: the tracker holds the latest only."""
    stored, since = StoredConversations(private_database()).messages(turn.conversation)
    this_one = 1
    return max(turn.messages, stored + this_one), since or turn.messages_since


def _beside(turn: Turn) -> list[str]:
    """Say what is stored beside the conversation itself."""
    database = export(private_database(), turn.conversation, (CONTACTS, FEEDBACK, QUESTIONS))
    kept = [name for id_ in turn.slots.get("kept") or () if (name := turn.name_of(id_))]
    found = []
    if kept:
        found.append(f"Auf Ihrem Merkzettel stehen: {'; '.join(kept)}.")
    if database["contacts"]:
        found.append("\n".join(_contact(row) for row in database["contacts"]))
    if database["feedback"]:
        found.append(f"Bewertet haben Sie {count(len(database['feedback']), 'Antwort', 'Antworten')}.")
    if database["questions"]:
        found.append(
            f"{count(len(database['questions']), 'Frage', 'Fragen')} ohne Antwort sieht das Zentrum, ohne Namen und Nummern."
        )
    return found


def _contact(row: dict[str, Any]) -> str:
    reach = " und ".join(filter(None, (row["phone"], row["email"])))
    return f"Für einen Rückruf: {row['name']}, {reach}, Anliegen: {row['matter']}."


class ExportData(LotseAction):
    """Hands over everything that is stored of this conversation."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_export_data"

    def answer(self, turn: Turn) -> Answer:
        """Offer the file."""
        text = (
            "Hier ist alles, was zu diesem Gespräch gespeichert ist, als Datei. "
            "Die Datei ist im Format JSON, einem Textformat für Programme. Jeder Texteditor öffnet sie."
        )
        download = Download("Gespeicherte Daten", EXPORT)
        return Answer(Reply("privacy", (text,), buttons=(_DELETE_BUTTON,), download=download))
