"""A call-back: consent first, then name, how to be reached, when, and about what; sent only after a last look."""

from __future__ import annotations

from actions.dialogue import Dialogue, State, Taken
from actions.turn import Turn
from bot.advice.funding_replies import profile_text
from bot.advice.reply import Button, Reply
from bot.advice.wording import sentence
from bot.contact.validation import ContactError, read_matter, read_name, read_reach, read_time
from bot.language.normalise import fold
from bot.privacy.conversations import retention_days

CONSENT = (
    "Das Zentrum darf meinen Namen, meine Telefonnummer oder E-Mail-Adresse und mein Anliegen speichern. "
    "Es darf sie nur nutzen, um sich bei mir zu melden."
)
CENTRE = "https://digitalzentrum-magdeburg.de/"
STEPS = ("consent", "name", "reach", "time", "matter", "send")
_ASKS = "contact-"
"""Before the name of a step in ``Reply.asks``. Answers to these questions are not kept in the conversation
(``bot.privacy.redaction``)."""
_SEND = frozenset(
    {"abschicken", "absenden", "senden", "schicken", "schicken sie es ab", "ja abschicken", "ab damit", "passt"}
)
_WITHOUT = frozenset({"ohne zusammenfassung", "ohne zusammenfassung abschicken", "zusammenfassung weglassen"})
_DISCARD = frozenset({"nicht abschicken", "nein nicht abschicken", "verwerfen", "loeschen"})
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
_TIMES = ("Vormittags", "Nachmittags", "Egal wann")


def open_step(state: State) -> str:
    """Return the step that stands open."""
    return next(step for step in STEPS if step not in state)


class ContactDialogue(Dialogue):
    """Asks for what a call-back needs."""

    form = "contact_form"
    resumed_by = "talk_to_person"

    def begin(self, turn: Turn) -> Taken:
        """Ask for consent first, or go on where consent was given."""
        return Taken(self.state(turn))

    def take(self, turn: Turn, state: State) -> Taken | None:
        """Read the answer to the open step."""
        step = open_step(state)
        if turn.asked != _ASKS + step:
            return None
        if step == "consent":
            return _consent(turn, state)
        if step == "send":
            return _decision(turn, state)
        if turn.intent == "deny" and step != "matter":
            return Taken({**state, "send": "no"}, done=True)
        if _is_question(turn):
            return None
        try:
            return Taken({**state, **_read(step, turn.text)})
        except ContactError as error:
            return Taken(state, str(error))

    def ask(self, turn: Turn, state: State) -> Reply:
        """Return the question of the open step."""
        step = open_step(state)
        if step == "send":
            return _last_look(turn, state)
        text, titles = _question(step)
        kind_buttons = tuple(Button(title, title) for title in titles)
        return Reply("handover", (text,), buttons=kind_buttons, asks=_ASKS + step)


def _question(step: str) -> tuple[str, tuple[str, ...]]:
    return {
        "consent": (
            "Gern. Jemand aus dem Zentrum ruft Sie zurück oder schreibt Ihnen. Dafür speichere ich Ihren Namen, "
            "Telefonnummer oder E-Mail-Adresse und Ihr Anliegen, sonst nichts und für nichts anderes. "
            f"{retention_days()} Tage nach dem Versand wird es gelöscht. Sind Sie einverstanden?\n"
            f"Lieber selbst melden? Das Zentrum erreichen Sie hier: {CENTRE}",
            ("Ja, einverstanden", "Nein, lieber nicht"),
        ),
        "name": ("Wie heißen Sie?", ()),
        "reach": ("Wie erreichen wir Sie? Schreiben Sie eine Telefonnummer mit Vorwahl oder eine E-Mail-Adresse.", ()),
        "time": ("Wann passt es Ihnen am besten?", _TIMES),
        "matter": ("Worum geht es? Ein Satz genügt.", ()),
    }[step]


def _consent(turn: Turn, state: State) -> Taken | None:
    if turn.intent == "affirm" or fold(turn.text).startswith(("ja", "einverstanden", "gern")):
        return Taken({**state, "consent": CONSENT}, "Danke.")
    if turn.intent in {"deny", "cannot_say"} or fold(turn.text).startswith("nein"):
        return Taken({**state, "consent": None, "send": "no"}, done=True)
    return None


def _is_question(turn: Turn) -> bool:
    """Whether the owner asks something back instead of answering; a name or a matter may look like anything else."""
    looks_like_one = turn.text.rstrip().endswith("?") or fold(turn.text).startswith(_QUESTION_WORDS)
    return turn.intent in _ASKS_BACK and looks_like_one


def _read(step: str, text: str) -> State:
    if step == "name":
        return {"name": read_name(text)}
    if step == "reach":
        reach = read_reach(text)
        return {"reach": True, "phone": reach.phone, "email": reach.email}
    if step == "time":
        return {"time": read_time(text)}
    return {"matter": read_matter(text)}


def _decision(turn: Turn, state: State) -> Taken | None:
    text = fold(turn.text).strip(" .!")
    if text in _WITHOUT:
        return Taken({**state, "send": "yes", "summary": False}, done=True)
    if text in _DISCARD or turn.intent == "deny":
        return Taken({**state, "send": "no"}, done=True)
    if text in _SEND or turn.intent == "affirm":
        return Taken({**state, "send": "yes", "summary": True}, done=True)
    try:
        reach = read_reach(turn.text)
    except ContactError:
        return None if _is_question(turn) else Taken(state, "Bitte wählen Sie aus, ob ich das abschicken soll.")
    return Taken({**state, "phone": reach.phone or state["phone"], "email": reach.email or state["email"]}, "Geändert.")


def _last_look(turn: Turn, state: State) -> Reply:
    summary = summary_of(turn)
    lines = ["**Das schicke ich an das Zentrum:**", f"- Name: {state['name']}"]
    if state["phone"]:
        lines.append(f"- Telefon: {state['phone']}")
    if state["email"]:
        lines.append(f"- E-Mail: {state['email']}")
    lines += [f"- Beste Zeit: {state['time']}", f"- Anliegen: {state['matter']}"]
    if summary:
        lines.append(f"- Zusammenfassung des Gesprächs: {summary}")
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
