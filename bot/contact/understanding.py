"""What a message means at a step of the call-back: a detail, a correction, a refusal, a question, a wish to wait or to stop.

Knows nothing of Rasa: the dialogue (``actions.contact_dialogue``) asks here and says what comes back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from bot.contact.correcting import denies, replaced, without_denial
from bot.contact.fields import State, details_called, lines_of, named_details, numbered, removed, step_of
from bot.contact.questions import answer_about_call
from bot.contact.reading import (
    Details,
    introduced_name,
    looks_like_name,
    read_details,
    without_said_before,
)
from bot.contact.setting import dropped, given, left_out, put_right, reached, with_detail, with_time
from bot.contact.steering import declines, sends, stops, waits
from bot.contact.validation import ContactError, read_matter, read_name, read_reach, read_time
from bot.contact.wording import (
    CHANGED,
    HOW_TO_CHANGE,
    MAIL_DOES,
    NO_MATTER,
    NO_NAME,
    NO_SUCH_LINE,
    NO_TIME,
    NOTED,
    OPEN_TIME,
    PHONE_DOES,
    SAME,
    SAY_AGAIN,
    WAITS,
    WHO_ARE_YOU,
    WITHOUT_MATTER,
    WITHOUT_NAME,
)
from bot.language.when import is_time

Act = Literal["fills", "repeats", "stops", "waits", "asks", "sends", "unread"]
"""What a message does: gives or changes details, gives none, ends the matter, wants a moment, asks something about the call, sends,
or belongs to somebody else."""

_ADDS = re.compile(
    r"\b(?:noch|auch|zweite|weitere|außerdem|ausserdem|zusätzlich|zusaetzlich|alternativ|oder|dazu)\b", re.IGNORECASE
)
_NOTE = re.compile(
    r"(?:\b(?:noch )?dazu(?:schreiben)?|\bergänz\w*|\bergaenz\w*|\bhinzu\w*|\bzusätzlich|\baußerdem|\banmerkung"
    r"|\bhinweis|\bbemerkung|\bnotiz|\bps)\b"
    r"(?: sie)?(?: bitte)?(?: noch)?\s*[:,]?\s*(?:dass )?(?P<said>.{3,})$",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[^.!?;,]*\?")
_NO_VALUE = frozenset(
    ["geschrieben", "so", "verkehrt", "worden", "leider", "falsch", "wieder", "noch", "doch", "anders", "neu"]
)
_A_SENTENCE = 5
"""Words from which an answer to "Wie heißen Sie?" that shows no name is something else."""
_SHORT = 8
"""Words up to which a line at another step may be a correction."""
_ALIKE = 0.5
"""Share of letters that a name has in common with the one it puts right."""


@dataclass(frozen=True)
class Understood:
    """What a message does, the details after it, and what to say before the next question."""

    act: Act
    state: State
    hint: str | None = None


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
    found = _settled(line, step, state, agrees) or _corrected(line, step, state)
    if found is None:
        found = _last_look(line, state, agrees) if step == "send" else _answered(line, step, state)
    return found if answer is None else Understood(found.act, found.state, f"{answer} {found.hint or ''}".strip())


def changed_afterwards(text: str, state: State) -> State:
    """Return the details of a request that was sent, with what a message changes; what it only names is missing."""
    found = _corrected(without_said_before(text), "send", state)
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


def _corrected(line: str, step: str, state: State) -> Understood | None:
    """Return the state with details that were given before and are now corrected, left out, or named; None if there are none."""
    readers = (_struck, _by_number, _by_name, _exchanged, _renamed, _other_reach, _other_time)
    return next((found for read in readers if (found := read(line, step, state)) is not None), None)


def _struck(line: str, step: str, state: State) -> Understood | None:
    detail = removed(line)
    if detail is None and declines(line, step):
        detail = next((name for name in details_called(line) if state.get(name)), None)
    if detail is None or (step == "matter" and not state.get(detail)) or step_of(detail) == step != "send":
        return None
    if step == "matter" and len(line.split()) > _SHORT // 2 and not denies(line):
        return None
    details = read_details(line)
    now = reached(state, details.reach.phone, details.reach.email) if details.reach else state
    changed, hint = left_out(now, detail)
    return Understood("repeats" if changed == state else "fills", changed, hint)


def _by_number(line: str, step: str, state: State) -> Understood | None:
    if (
        step != "send"
        or (named := numbered(without_denial(line) or line)) is None
        or (read_details(line).reach and named[1] == "")
    ):
        return None
    number, value = named
    rows = lines_of(state)
    if number > len(rows):
        return Understood("repeats", state, NO_SUCH_LINE.format(last=len(rows)))
    return _set(state, {rows[number - 1 if number > 0 else -1][0]: value})


def _by_name(line: str, step: str, state: State) -> Understood | None:
    named = named_details(line)
    labelled = ":" in line
    for detail, value in list(named.items()):
        known = step_of(detail) in state
        if not labelled and not _fits(detail, value):
            named[detail] = value = ""
        if (not known and not (labelled and value)) or (
            step == "matter" and not labelled and not _may_correct(line, detail, value)
        ):
            del named[detail]
    if step == "matter" and "time" in named and named["time"] and not denies(line) and not is_time(named["time"]):
        return None
    return _set(state, named, line) if named else None


def _may_correct(line: str, detail: str, value: str) -> bool:
    return denies(line) or (
        len(line.split()) <= _SHORT
        and (bool(value) or line.split()[0].lower() in {"die", "der", "das", "meine", "mein"})
    )


def _fits(detail: str, value: str) -> bool:
    """Whether words behind the name of a detail can be its value: "ist falsch geschrieben" gives none."""
    if detail == "name":
        return looks_like_name(value) or (0 < len(value.split()) <= 3 and not _NO_VALUE & set(value.lower().split()))
    if detail == "time":
        return not _NO_VALUE & set(value.lower().split())
    return True


def _set(state: State, named: dict[str, str], line: str = "") -> Understood:
    """Return the state with each named detail changed; what is named without a value that can be read is asked for again."""
    changed, hints = dict(state), []
    for detail, value in named.items():
        right = put_right(changed, value or line) if detail == "phone" and changed.get("phone") else None
        if right is not None:
            changed = {**changed, "phone": right}
            continue
        if not value:
            changed = dropped(changed, detail)
            continue
        beside = bool(_ADDS.search(line)) and not denies(line)
        try:
            changed = with_detail(changed, detail, value, beside=beside)
        except ContactError as error:
            changed = changed if beside else dropped(changed, detail)
            hints.append(str(error))
    if hints:
        return Understood("repeats", changed, hints[0])
    if (
        any(not value for value in named.values())
        and "reach" in state
        and changed != state
        and any(step_of(d) not in changed for d in named)
    ):
        return Understood("repeats", changed)
    return Understood("fills", changed, CHANGED if changed != state else SAME)


def _exchanged(line: str, step: str, state: State) -> Understood | None:
    for detail in ("name", "time", "matter"):
        known = state.get(detail)
        if known and (new := replaced(known, line)) is not None:
            return Understood("fills", {**state, detail: new}, CHANGED)
    may = step != "matter" or denies(line)
    phone = (
        put_right(state, line, sure=not may)
        if state.get("phone") and "reach" in state and read_details(line).reach is None
        else None
    )
    if phone is None:
        return None
    when = read_details(line).time
    return Understood(
        "fills", {**state, "phone": phone, **({"time": when} if when and step in {"time", "send"} else {})}, CHANGED
    )


def _renamed(line: str, step: str, state: State) -> Understood | None:
    """Return the state with a name given once more; at the last look one alone counts if it is much like the first."""
    known = state.get("name")
    if not known or step == "name":
        return None
    name = introduced_name(line)
    bare = without_denial(line).strip(" .,!")
    if name is None and (step == "send" or denies(line)) and looks_like_name(bare):
        alike = max(OSA.normalized_similarity(bare.lower(), part.lower()) for part in (known, known.split()[-1]))
        name = bare if alike >= _ALIKE else None
    if name is None or (step == "matter" and not denies(line) and len(line.split()) > _SHORT):
        return None
    try:
        changed = {**state, "name": read_name(name)}
    except ContactError:
        return None
    details = read_details(line)
    if details.reach is not None:
        changed = reached(changed, details.reach.phone, details.reach.email)
    return Understood("fills", changed, CHANGED if changed != state else SAME)


def _other_reach(line: str, step: str, state: State) -> Understood | None:
    """Return the state with another number or address, in place of the first or beside it, and whatever else the line says."""
    if "reach" not in state:
        return None
    details = read_details(line)
    if details.doubt is not None:
        return _doubted(dropped(state, "email"), details)
    if details.reach is None:
        return None
    beside = not denies(line) and (step == "matter" or bool(_ADDS.search(line)))
    changed = reached(state, details.reach.phone, details.reach.email, beside=beside)
    if details.time and step in {"time", "send"}:
        changed = with_time(changed, details.time)
    if details.remark:
        changed["remark"] = details.remark
    if step == "matter" and details.matter:
        changed["matter"] = details.matter
    return Understood("fills", changed, (NOTED if beside else CHANGED) if changed != state else SAME)


def _other_time(line: str, step: str, state: State) -> Understood | None:
    if "time" not in state or step not in {"matter", "send"}:
        return None
    bare = without_denial(line)
    when = read_details(bare).time
    if when is None or not (is_time(bare) or (len(line.split()) <= _SHORT and (step == "send" or denies(line)))):
        return None
    return Understood("fills", with_time(state, when), CHANGED)


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
        return _doubted({**state, **others, "name": read_name(details.name)}, details)
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
        return _doubted(state, details)
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


def _doubted(state: State, details: Details) -> Understood:
    assert details.doubt is not None
    kept = {name: value for name, value in state.items() if name != "reach"}
    return Understood("repeats", {**kept, "suggested": [details.doubt.given, details.doubt.meant]}, str(details.doubt))
