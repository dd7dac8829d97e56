"""Corrections in a call-back: what was given before is changed, exchanged, left out, or named to be asked for again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from bot.contact.correcting import denies, replaced, says_mistake, without_denial
from bot.contact.fields import State, details_called, lines_of, named_details, numbered, removed, step_of
from bot.contact.reading import (
    Details,
    introduced_name,
    looks_like_name,
    read_details,
)
from bot.contact.setting import dropped, left_out, put_right, reached, with_detail, with_time
from bot.contact.steering import declines
from bot.contact.validation import EITHER, ContactError, read_name
from bot.contact.wording import (
    CHANGED,
    NO_SUCH_LINE,
    NOTED,
    SAME,
)
from bot.language.facts.when import is_time

Act = Literal["fills", "repeats", "stops", "waits", "asks", "sends", "unread"]
"""What a message does: gives or changes details, gives none, ends the matter, wants a moment, asks something about the call, sends,
or belongs to somebody else."""

_ADDS = re.compile(
    r"\b(?:noch|auch|zweite|weitere|außerdem|ausserdem|zusätzlich|zusaetzlich|alternativ|oder|dazu)\b", re.IGNORECASE
)
_NO_VALUE = frozenset(
    ["geschrieben", "so", "verkehrt", "worden", "leider", "falsch", "wieder", "noch", "doch", "anders", "neu"]
)
_ONLY = re.compile(r"\b(?:nur|bloß|lieber|allein) (?:die |unter |mit )*(?P<digits>\d[\d /-]+\d)", re.IGNORECASE)
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


def corrected(line: str, step: str, state: State) -> Understood | None:
    """Return the state with details that were given before and are now corrected, left out, or named; None if there are none."""
    readers = (_kept, _struck, _by_number, _by_name, _exchanged, _renamed, _other_reach, _other_time)
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


def _kept(line: str, step: str, state: State) -> Understood | None:
    """Return the state with the one of two numbers that a line wants to keep: "nur die 89"."""
    numbers = str(state.get("phone") or "").split(EITHER)
    wanted = _ONLY.search(line)
    if len(numbers) < 2 or wanted is None:
        return None
    found = [number for number in numbers if re.sub(r"\D", "", number).endswith(re.sub(r"\D", "", wanted["digits"]))]
    return Understood("fills", {**state, "phone": found[0]}, CHANGED) if len(found) == 1 else None


def _other_reach(line: str, step: str, state: State) -> Understood | None:
    """Return the state with another number or address, in place of the first or beside it, and whatever else the line says."""
    if "reach" not in state:
        return None
    details = read_details(line)
    if details.doubt is not None:
        return doubted(dropped(state, "email"), details)
    if details.reach is None:
        return None
    beside = not (denies(line) or says_mistake(line)) and (step == "matter" or bool(_ADDS.search(line)))
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


def doubted(state: State, details: Details) -> Understood:
    """Ask whether an address that is probably mistyped ends as it should; both readings are kept for the answer."""
    assert details.doubt is not None
    kept = {name: value for name, value in state.items() if name != "reach"}
    return Understood("repeats", {**kept, "suggested": [details.doubt.given, details.doubt.meant]}, str(details.doubt))
