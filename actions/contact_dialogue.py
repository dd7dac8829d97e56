"""A call-back: consent first, then name, how to be reached, when, and about what; sent only after a last look."""

from __future__ import annotations

from actions.dialogue import Dialogue, State, Taken
from actions.searching import CASE
from actions.turn import Turn
from bot.advice.funding_replies import profile_text
from bot.advice.reply import Button, Reply
from bot.advice.whom_to_call import asks_for_number
from bot.advice.wording import sentence
from bot.contact.correcting import corrected_phone, puts_right
from bot.contact.reading import Details, is_refusal, named_fields, read_details, without_said_before
from bot.contact.validation import ContactError, read_matter, read_name, read_reach, read_time
from bot.language.normalise import fold
from bot.privacy.conversations import retention_days

CONSENT = (
    "Das Zentrum darf meinen Namen, meine Telefonnummer oder E-Mail-Adresse und mein Anliegen speichern. "
    "Es darf sie nur nutzen, um sich bei mir zu melden."
)
CENTRE = "https://digitalzentrum-magdeburg.de/"
NUMBERS = "numbers"
"""Instead of a decision to send: the numbers to call are wanted, not a call."""
BY_MAIL = "per E-Mail"
"""When somebody is best reached who gives no number."""
STEPS = ("consent", "name", "reach", "time", "matter", "send")
_ASKS = "contact-"
"""Before the name of a step in ``Reply.asks``. Answers to these questions are not kept in the conversation
(``bot.privacy.redaction``)."""
_SEND = frozenset(
    {"abschicken", "absenden", "senden", "schicken", "schicken sie es ab", "ja abschicken", "ab damit", "passt"}
)
_SEND_ENDINGS = ("schicken sie es ab", "schicken sie es so ab", "so ab", "dann ab damit", "abschicken bitte")
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
        """Ask for consent first, or go on where consent was given; in an emergency, whoever asks for a number gets it."""
        if turn.slots.get(CASE) and asks_for_number(turn.text):
            return Taken({"send": NUMBERS}, done=True)
        return Taken(self.state(turn))

    def take(self, turn: Turn, state: State) -> Taken | None:
        """Read the answer to the open step, and whatever other detail the line holds."""
        step = open_step(state)
        if turn.asked != _ASKS + step:
            return None
        if step == "consent":
            return _consent(turn, state)
        if step == "send":
            return _decision(turn, state)
        if is_refusal(turn.text) and step != "matter":
            return Taken({**state, "send": "no"}, done=True)
        if _is_question(turn):
            return None
        corrected = _corrected(turn.text, state) if step != "matter" or puts_right(turn.text) else None
        if corrected is not None:
            return corrected
        said = without_said_before(turn.text)
        if not said and any(char.isalnum() for char in turn.text):
            return Taken(state, "Vor Ihrer Zustimmung durfte ich davon nichts behalten. Bitte noch einmal:")
        try:
            return Taken({**state, **_read(step, said or turn.text)})
        except ContactError as error:
            return Taken(state, str(error))

    def is_own_command(self, turn: Turn) -> bool:
        """Whether an incident is what the call is to be about."""
        return turn.intent == "emergency" and turn.asked == f"{_ASKS}matter"

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
        "name": (
            "Wie heißen Sie? Gern alles in einer Zeile: Name, Telefon oder E-Mail, wann es passt, worum es geht.",
            (),
        ),
        "reach": ("Wie erreichen wir Sie? Schreiben Sie eine Telefonnummer mit Vorwahl oder eine E-Mail-Adresse.", ()),
        "time": ("Wann passt es Ihnen am besten?", _TIMES),
        "matter": ("Worum geht es? Ein Satz genügt.", ()),
    }[step]


def _consent(turn: Turn, state: State) -> Taken | None:
    if turn.intent == "affirm" or fold(turn.text).startswith(("ja", "einverstanden", "gern")):
        given = {**state, "consent": CONSENT}
        details = read_details(turn.text)
        return Taken({**given, **(_of(details) if details.reach else {})}, "Danke.")
    if turn.intent in {"deny", "cannot_say"} or fold(turn.text).startswith("nein"):
        return Taken({**state, "consent": None, "send": "no"}, done=True)
    return None


def _of(details: Details) -> State:
    """Return what a line says for the steps of the dialogue. Whoever gives an address alone is written to: any time will do."""
    found: State = {}
    if details.reach is not None:
        found.update({"reach": True, "phone": details.reach.phone, "email": details.reach.email})
        if details.reach.phone is None:
            found["time"] = BY_MAIL
    for step, said in (("time", details.time), ("name", details.name), ("matter", details.matter)):
        if said is not None:
            found[step] = said
    return found


def _corrected(text: str, state: State) -> Taken | None:
    """Return the state with a detail that was given before and is now corrected; None if the message corrects none."""
    named = {step: value for step, value in named_fields(text).items() if step in state}
    put_right = _put_right(text, state) if not named or "reach" in named else None
    changed = dict(put_right.state if put_right else state)
    for step, value in named.items():
        if step == "reach" and put_right is not None:
            continue
        without = {key: kept for key, kept in changed.items() if key != step}
        if not value:
            return Taken(without)
        try:
            changed = _over(changed, _only(step, value))
        except ContactError as error:
            return Taken(without, str(error))
    if not named:
        return put_right
    return Taken(changed, "Geändert." if changed != state else "Das steht schon so da.")


def _only(step: str, value: str) -> State:
    """Return what a named detail is now, in the words it was given.

    Raises:
        ContactError: it cannot be used.
    """
    readers = {"name": read_name, "time": read_time, "matter": read_matter}
    if step == "reach":
        reach = read_reach(value)
        return {"reach": True, "phone": reach.phone, "email": reach.email}
    return {step: readers[step](value)}


def _put_right(text: str, state: State) -> Taken | None:
    """Return the state with another number or address, and whatever else the line says; None if it says none."""
    if "reach" not in state:
        return None
    read = _of(read_details(text))
    if "reach" not in read:
        phone = corrected_phone(state["phone"], text) if state.get("phone") else None
        if phone is None:
            return None
        read["phone"] = phone
    changed = _over(state, {name: value for name, value in read.items() if name not in {"name", "matter"}})
    return Taken(changed, "Geändert." if changed != state else "Das steht schon so da.")


def _over(state: State, read: State) -> State:
    """Return the state with what was just read; a new number leaves the address as it is, and the other way round."""
    return {**state, **{name: value for name, value in read.items() if value is not None}}


def _is_question(turn: Turn) -> bool:
    """Whether the owner asks something back instead of answering; a name or a matter may look like anything else."""
    looks_like_one = turn.text.rstrip().endswith("?") or fold(turn.text).startswith(_QUESTION_WORDS)
    return turn.intent in _ASKS_BACK and looks_like_one


def _read(step: str, text: str) -> State:
    """Return what the answer to the open step says, and what else the line holds.

    Raises:
        ContactError: it does not answer the step.
    """
    details = read_details(text)
    others = {name: value for name, value in _of(details).items() if name != step}
    if step == "name":
        if details.name is not None:
            return {**others, "name": read_name(details.name)}
        if details.reach is None and details.time is None:
            return {"name": read_name(text)}
        return {**others, "name": read_name(details.rest)}
    if step == "reach":
        reach = read_reach(text)
        return {**others, "reach": True, "phone": reach.phone, "email": reach.email}
    if step == "time":
        return {"time": read_time(text)}
    return {"matter": read_matter(text)}


def _decision(turn: Turn, state: State) -> Taken | None:
    text = fold(turn.text).strip(" .!")
    if text in _WITHOUT:
        return Taken({**state, "send": "yes", "summary": False}, done=True)
    if text in _DISCARD or is_refusal(turn.text):
        return Taken({**state, "send": "no"}, done=True)
    corrected = _corrected(turn.text, state)
    if corrected is not None:
        return corrected
    if text in _SEND or turn.intent == "affirm" or text.endswith(_SEND_ENDINGS):
        return Taken({**state, "send": "yes", "summary": True}, done=True)
    details = read_details(turn.text)
    if details.time is not None:
        return Taken({**state, "time": details.time}, "Geändert.")
    if _is_question(turn):
        return None
    hint = "Soll ich das so abschicken? Ändern können Sie es mit „Name: …“, „Telefon: …“, „Zeit: …“ oder „Anliegen: …“."
    return Taken(state, hint)


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
