"""What a message means at a step of the call-back: a detail, a correction, a refusal, a question, a wish to wait or to stop.

Knows nothing of Rasa: the dialogue (``actions.contact_dialogue``) asks here and says what comes back.
"""

from __future__ import annotations

import re

from bot.contact.changes import Understood, corrected, doubted
from bot.contact.correcting import denies, without_denial
from bot.contact.fields import State, details_called
from bot.contact.questions import answer_about_call
from bot.contact.reading import (
    Details,
    introduced_name,
    read_details,
    without_said_before,
)
from bot.contact.setting import dropped, given, reached
from bot.contact.steering import declines, sends, stops, waits
from bot.contact.validation import ContactError, read_matter, read_name, read_reach, read_time
from bot.contact.wording import (
    HOW_TO_CHANGE,
    MAIL_DOES,
    NO_MATTER,
    NO_NAME,
    NO_TIME,
    NOTED,
    OPEN_TIME,
    PHONE_DOES,
    SAY_AGAIN,
    WAITS,
    WHO_ARE_YOU,
    WITHOUT_MATTER,
    WITHOUT_NAME,
)
from bot.language.facts.when import is_time

_NOTE = re.compile(
    r"(?:\b(?:noch )?dazu(?:schreiben)?|\bergänz\w*|\bergaenz\w*|\bhinzu\w*|\bzusätzlich|\baußerdem|\banmerkung"
    r"|\bhinweis|\bbemerkung|\bnotiz|\bps)\b"
    r"(?: sie)?(?: bitte)?(?: noch)?\s*[:,]?\s*(?:dass )?(?P<said>.{3,})$",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[^.!?;,]*\?")
_A_SENTENCE = 5
"""Words from which an answer to "Wie heißen Sie?" that shows no name is something else."""


def understand(text: str, step: str, state: State, *, agrees: bool = False, asks_back: bool = False) -> Understood:
    """Return what a message means at a step.

    Args:
        text: the message.
        step: what was asked for: name, reach, time, matter, or send (the last look).
        state: the details so far.
        agrees: whether the message sounds like a yes.
        asks_back: whether it sounds like a question that has nothing to do with the call.
    """
    line = without_said_before(text)
    if not line and any(char.isalnum() for char in text):
        return Understood("repeats", state, SAY_AGAIN)
    line = line or text
    answer = answer_about_call(text, step)
    if answer is not None and not read_details(text).reach:
        return Understood("asks", state, answer)
    if answer is not None:
        line = _QUESTION.sub("", line).strip(" ,")
    if waits(line):
        return Understood("waits", state, WAITS)
    if _ends(line, step):
        return Understood("stops", state)
    if asks_back:
        return Understood("unread", state)
    found = _settled(line, step, state, agrees) or corrected(line, step, state)
    if found is None:
        found = _last_look(line, state, agrees) if step == "send" else _answered(line, step, state)
    return found if answer is None else Understood(found.act, found.state, f"{answer} {found.hint or ''}".strip())


def changed_afterwards(text: str, state: State) -> State:
    """Return the details of a request that was sent, with what a message changes; what it only names is missing."""
    found = corrected(without_said_before(text), "send", state)
    if found is not None and found.state != state:
        return found.state
    return next((dropped(state, detail) for detail in details_called(text)), state)


def is_detail(text: str, step: str) -> bool:
    """Whether a message surely belongs to the call-back, whatever else it sounds like: a time, a number, a wish to wait."""
    return (
        waits(text)
        or (step == "time" and _is_only_time(text))
        or (step == "reach" and read_details(text).reach is not None)
    )


def _is_only_time(text: str) -> bool:
    when = read_details(text).time
    return when is not None and (is_time(text) or text.strip().lower().startswith(when.lower()))


def _ends(line: str, step: str) -> bool:
    if not stops(line):
        return False
    if step == "matter" and line.strip(" .!").lower() in {"nein", "nee", "ne", "nö"}:
        return False
    return step == "send" or not declines(line, step)


def _settled(line: str, step: str, state: State, agrees: bool) -> Understood | None:
    """Return the state after "Meinten Sie …?" was answered; None if that was not asked, or something else is said."""
    if "suggested" not in state:
        return None
    written, meant = state["suggested"]
    rest = {name: value for name, value in state.items() if name != "suggested"}
    if step != "reach" or "@" in line or any(char.isdigit() for char in line):
        return None
    if sends(line, agrees) and not denies(line):
        return Understood("fills", reached(rest, None, meant), NOTED)
    if denies(line) or "so" in line.lower().split():
        return Understood("fills", reached(rest, None, written), NOTED)
    return None


def _last_look(line: str, state: State, agrees: bool) -> Understood:
    if sends(line, agrees):
        return Understood("sends", state)
    note = _NOTE.search(line)
    remark = note["said"].strip(" .") if note else read_details(line).remark
    if remark:
        known = state.get("remark")
        return Understood("fills", {**state, "remark": f"{known}; {remark}" if known else remark}, NOTED)
    if line.rstrip().endswith("?"):
        return Understood("unread", state)
    return Understood("repeats", state, HOW_TO_CHANGE)


def _answered(line: str, step: str, state: State) -> Understood:
    if declines(line, step):
        return _declined(line, step, state)
    details = read_details(line)
    if (
        line.rstrip().endswith("?")
        and not (details.reach or details.doubt or details.time or details.name)
        and step != "matter"
    ):
        return Understood("unread", state)
    try:
        read = {"name": _name, "reach": _reach, "time": _time, "matter": _matter}[step](line, details, state)
    except ContactError as error:
        kept = {**state, **given(details, state, without=(step,))}
        return Understood("repeats", kept, str(error))
    return read


def _declined(line: str, step: str, state: State) -> Understood:
    called = [detail for detail in details_called(line) if detail in {"phone", "email"}]
    if step in {"name", "reach"} and called and "name" not in details_called(line):
        both = len(called) > 1 and re.search(r"\b(?:weder|beides|und auch)\b", line.lower())
        if not both:
            return Understood("repeats", state, PHONE_DOES if called[0] == "email" else MAIL_DOES)
    if step == "reach":
        if state.get("phone") or state.get("email"):
            return Understood("fills", {**state, "reach": True})
        return Understood("stops", state)
    instead = {"name": (WITHOUT_NAME, NO_NAME), "time": (OPEN_TIME, NO_TIME), "matter": (WITHOUT_MATTER, NO_MATTER)}
    value, hint = instead[step]
    return Understood("fills", {**state, step: value}, hint)


def _name(line: str, details: Details, state: State) -> Understood:
    others = given(details, state, without=("name",))
    if details.doubt is not None and details.name is not None:
        return doubted({**state, **others, "name": read_name(details.name)}, details)
    bare = without_denial(line)
    name = introduced_name(line) or details.name
    if name is None and details.matter and not details.reach and len(line.split()) >= _A_SENTENCE and "," not in line:
        return Understood("repeats", {**state, **others}, WHO_ARE_YOU)
    if name is None:
        alone = details.reach is None and (details.time is None or len(bare.split()) == 1)
        name = bare if alone else details.rest
        others = {} if alone else others
    return Understood("fills", {**state, **others, "name": read_name(name)})


def _reach(line: str, details: Details, state: State) -> Understood:
    if details.doubt is not None:
        return doubted(state, details)
    reach = read_reach(line)
    others = given(details, state, without=("reach", "name"))
    if (named := introduced_name(line)) is not None:
        others["name"] = read_name(named)
    return Understood("fills", {**reached(state, reach.phone, reach.email), **others})


def _time(line: str, details: Details, state: State) -> Understood:
    if details.matter and details.says_matter:
        kept = {**state, "matter": read_matter(details.matter)}
        if details.time is None:
            return Understood("repeats", kept, NOTED)
        return Understood("fills", {**kept, "time": details.time})
    said = without_denial(line) if denies(line) else line
    return Understood("fills", {**state, "time": read_time(said or line)})


def _matter(line: str, details: Details, state: State) -> Understood:
    return Understood("fills", {**state, "matter": read_matter(line)})
