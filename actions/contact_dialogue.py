"""A call-back: consent first, then name, how to be reached, when, and about what; sent only after a last look."""

from __future__ import annotations

from actions.dialogue import Dialogue, State, Taken
from actions.examples.talk import meeting
from actions.in_talk.beside import CASE
from actions.office import closed_line
from actions.services import private_database
from actions.turn import Turn
from bot.advice.emergencies.whom_to_call import asks_for_number
from bot.advice.funding_replies import profile_text
from bot.advice.reply import Button, Reply
from bot.advice.wording import sentence
from bot.contact.afterwards import about_stored
from bot.contact.fields import lines_of
from bot.contact.questions import answer_about_call
from bot.contact.reading import read_details
from bot.contact.requests import ContactStore, StoredRequest
from bot.contact.setting import given
from bot.contact.steering import is_refusal, waits
from bot.contact.understanding import is_detail, understand
from bot.contact.wording import CENTRE, NOT_EVEN_ASKED
from bot.language.asked.reading_along import wish_for_reader
from bot.language.text.normalise import fold
from bot.privacy.conversations import retention_days

CONSENT = (
    "Das Zentrum darf meinen Namen, meine Telefonnummer oder E-Mail-Adresse und mein Anliegen speichern. "
    "Es darf sie nur nutzen, um sich bei mir zu melden."
)
NUMBERS = "numbers"
"""Instead of a decision to send: the numbers to call are wanted, not a call."""
MEETING = "meeting"
"""Instead of a decision to send: somebody of a firm shown as an example is wanted, not us."""
STEPS = ("consent", "name", "reach", "time", "matter", "send")
AFTERWARDS = "afterwards"
"""Instead of a decision to send: something is said about the call-back that was asked for already."""
REPLACES = "replaces"
"""The number of the request that this one takes the place of."""
_HEARD = "heard"
"""Whether what is stored, and for how long, was said: it is not said twice."""
_ASKS = "contact-"
"""Before the name of a step in ``Reply.asks``. Answers to these questions are not kept in the conversation
(``bot.privacy.redaction``)."""
_WITHOUT = frozenset({"ohne zusammenfassung", "ohne zusammenfassung abschicken", "zusammenfassung weglassen"})
_ASKS_BACK = frozenset(
    {
        "ask_knowledge",
        "ask_glossary",
        "ask_privacy",
        "ask_centre",
        "find_funding",
        "find_case_study",
        "help",
        "ask_identity",
    }
)
_QUESTION_WORDS = (
    "was ",
    "wie ",
    "warum ",
    "wieso ",
    "wer ",
    "wo ",
    "wann ",
    "welche",
    "kann ",
    "darf ",
    "muss ",
    "gibt ",
)
_SURE_OF_DESPAIR = 0.9
"""Probability from which words are taken for despair, whatever was asked for."""
_TIMES = ("Vormittags", "Nachmittags", "Egal wann")


def open_step(state: State) -> str:
    """Return the step that stands open."""
    return next(step for step in STEPS if step not in state)


class ContactDialogue(Dialogue):
    """Asks for what a call-back needs."""

    form = "contact_form"
    resumed_by = "talk_to_person"

    def begin(self, turn: Turn) -> Taken:
        """Ask for consent first, or go on where consent was given; in an emergency, whoever asks for a number gets it."""
        if turn.slots.get(CASE) and asks_for_number(turn.text):
            return Taken({"send": NUMBERS}, done=True)
        if self.state(turn).get("consent") is None and _is_about_stored(turn):
            return Taken({"send": AFTERWARDS}, done=True)
        if self.state(turn).get("consent") is None and meeting(turn) is not None:
            return Taken({"send": MEETING}, done=True)
        return Taken(self.state(turn))

    def take(self, turn: Turn, state: State) -> Taken | None:
        """Read the answer to the open step, a correction of an earlier one, and whatever other detail the line holds."""
        step = open_step(state)
        if turn.asked != _ASKS + step or wish_for_reader(turn.text):
            return None
        if step == "consent":
            return _consent(turn, state)
        if step == "send" and fold(turn.text).strip(" .!") in _WITHOUT:
            return Taken({**state, "send": "yes", "summary": False}, done=True)
        read = understand(turn.text, step, state, agrees=turn.intent == "affirm", asks_back=_is_question(turn))
        if read.act == "unread":
            return None
        if read.act == "stops":
            return Taken({**state, "send": "no"}, done=True)
        if read.act == "sends":
            return Taken({**state, "send": "yes", "summary": True}, done=True)
        return Taken(read.state, read.hint)

    def is_own_command(self, turn: Turn) -> bool:
        """Whether an incident is what the call is to be about, or a detail only sounds urgent ("halt", "heute noch, es brennt").

        Words that surely speak of despair are never a detail.
        """
        if not (turn.asked or "").startswith(_ASKS):
            return False
        step = turn.asked.removeprefix(_ASKS) if turn.asked else ""
        if turn.intent == "emergency" and step == "matter":
            return True
        guessed = turn.intent == "cancel" or (turn.intent == "crisis" and turn.confidence < _SURE_OF_DESPAIR)
        return guessed and is_detail(turn.text, step)

    def ask(self, turn: Turn, state: State) -> Reply:
        """Return the question of the open step."""
        step = open_step(state)
        if step == "send":
            return _last_look(turn, state)
        text, titles = _question("consent again" if step == "consent" and state.get(_HEARD) else step)
        closed = closed_line() if step == "consent" and not state.get(_HEARD) else None
        text = f"{closed}\n{text}" if closed else text
        kind_buttons = tuple(Button(title, title) for title in titles)
        return Reply("handover", (text,), buttons=kind_buttons, asks=_ASKS + step)


CONTACT = ContactDialogue()
"""The one call-back dialogue: it holds nothing itself."""


def details_of(stored: StoredRequest) -> State:
    """Return the details of a stored request as the dialogue holds them, up to the last look."""
    asked = stored.request
    return {
        "consent": asked.consent,
        "name": asked.name,
        "reach": True,
        "phone": asked.phone,
        "email": asked.email,
        "time": asked.best_time,
        "matter": asked.matter,
    }


def _is_about_stored(turn: Turn) -> bool:
    return (
        about_stored(turn.text) is not None and ContactStore(private_database()).latest(turn.conversation) is not None
    )


def _question(step: str) -> tuple[str, tuple[str, ...]]:
    return {
        "consent": (
            "Gern. Jemand aus dem Zentrum ruft Sie zurück oder schreibt Ihnen. Dafür speichere ich Ihren Namen, "
            "Telefonnummer oder E-Mail-Adresse und Ihr Anliegen, sonst nichts und für nichts anderes. "
            f"{retention_days()} Tage nach dem Versand wird es gelöscht. Sind Sie einverstanden?\n"
            f"Lieber selbst melden? Das Zentrum erreichen Sie hier: {CENTRE}",
            ("Ja, einverstanden", "Nein, lieber nicht"),
        ),
        "consent again": (
            "Sind Sie einverstanden, dass ich Ihren Namen, Telefonnummer oder E-Mail-Adresse und Ihr Anliegen für "
            "den Rückruf speichere?",
            ("Ja, einverstanden", "Nein, lieber nicht"),
        ),
        "name": (
            "Wie heißen Sie? Gern alles in einer Zeile: Name, Telefon oder E-Mail, wann es passt, worum es geht.",
            (),
        ),
        "reach": ("Wie erreichen wir Sie? Schreiben Sie eine Telefonnummer mit Vorwahl oder eine E-Mail-Adresse.", ()),
        "time": ("Wann passt es Ihnen am besten?", _TIMES),
        "matter": ("Worum geht es? Ein Satz genügt.", ()),
    }[step]


def _consent(turn: Turn, state: State) -> Taken | None:
    answer = answer_about_call(turn.text, "consent")
    if answer is not None:
        return Taken({**state, _HEARD: True}, answer)
    if waits(turn.text):
        return Taken({**state, _HEARD: True}, NOT_EVEN_ASKED)
    if is_refusal(turn.text):
        return Taken({**state, "consent": None, "send": "no"}, done=True)
    if turn.intent == "affirm" or fold(turn.text).startswith(("ja", "einverstanden", "gern")):
        agreed = {**state, "consent": CONSENT}
        details = read_details(turn.text)
        return Taken({**agreed, **(given(details, agreed) if details.reach else {})}, "Danke.")
    if turn.intent in {"deny", "cannot_say"} or fold(turn.text).startswith("nein"):
        return Taken({**state, "consent": None, "send": "no"}, done=True)
    return None


def _is_question(turn: Turn) -> bool:
    """Whether the owner asks something back instead of answering; a name or a matter may look like anything else."""
    looks_like_one = turn.text.rstrip().endswith("?") or fold(turn.text).startswith(_QUESTION_WORDS)
    return turn.intent in _ASKS_BACK and looks_like_one


def _last_look(turn: Turn, state: State) -> Reply:
    summary = summary_of(turn)
    rows = enumerate(lines_of(state), start=1)
    lines = [
        "**Das schicke ich an das Zentrum:**",
        *(f"{number}. {heading}: {value}" for number, (_, heading, value) in rows),
    ]
    if summary:
        lines.append(f"Zusammenfassung des Gesprächs: {summary}")
    buttons = [Button("Abschicken", "Abschicken")]
    if summary:
        buttons.append(Button("Ohne Zusammenfassung", "Ohne Zusammenfassung abschicken"))
    buttons.append(Button("Nicht abschicken", "Nicht abschicken"))
    return Reply("handover", ("\n".join(lines),), buttons=tuple(buttons), asks=_ASKS + "send")


def summary_of(turn: Turn) -> str | None:
    """Return what the talk was about, from the recorded facts alone: the firm, what was kept, what is on the screen."""
    parts = []
    known = profile_text(turn.profile)
    if known:
        parts.append(f"Betrieb: {known}.")
    kept = [name for id_ in turn.slots.get("kept") or () if (name := turn.name_of(id_))]
    if kept:
        parts.append(f"Gemerkt: {'; '.join(kept)}.")
    seen = [name for id_ in turn.shown.ids if (name := turn.name_of(id_)) and name not in kept]
    if seen:
        parts.append(sentence(f"Zuletzt angesehen: {'; '.join(seen)}"))
    return " ".join(parts) or None
