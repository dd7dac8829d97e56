"""Changing the details of a call-back: set, added, dropped to be asked again, left out for good; each time in a new state."""

from __future__ import annotations

import contextlib

from bot.contact.correcting import corrected_phone, puts_right
from bot.contact.fields import State, step_of
from bot.contact.reading import Details
from bot.contact.validation import (
    EITHER,
    ContactError,
    phones_in,
    read_matter,
    read_name,
    read_reach,
    read_time,
    with_number,
)
from bot.contact.wording import (
    ANY_TIME,
    BY_MAIL,
    CHANGED,
    NO_NAME,
    ONE_MUST_STAY,
    OPEN_TIME,
    WITHOUT_MATTER,
    WITHOUT_NAME,
)
from bot.language.facts.when import time_in

_NO_TIMES = frozenset({ANY_TIME, OPEN_TIME, BY_MAIL})
_OTHER = {"phone": "email", "email": "phone"}


def with_detail(state: State, detail: str, value: str, *, beside: bool = False) -> State:
    """Return the state with one detail in the words it was given; a number ``beside`` the one that is known.

    Raises:
        ContactError: it cannot be used.
    """
    if detail in _OTHER:
        reach = read_reach(value)
        return reached(state, reach.phone, reach.email, beside=beside)
    readers = {"name": read_name, "time": read_time, "matter": read_matter, "remark": read_matter}
    return {**state, detail: readers[detail](value)}


def reached(state: State, phone: str | None, email: str | None, *, beside: bool = False) -> State:
    """Return the state with a number, an address or both.

    Args:
        state: the details so far; a new number leaves the address as it is, and the other way round.
        phone: the new number.
        email: the new address.
        beside: whether the number comes to the one that is known, instead of taking its place.
    """
    known = state.get("phone")
    number = with_number(known, phone) if phone and beside else phone or known
    changed = {**state, "reach": True, "phone": number, "email": email or state.get("email")}
    changed.pop("suggested", None)
    if number is None and "time" not in state:
        changed["time"] = BY_MAIL
    if phone and not known and state.get("time") == BY_MAIL:
        del changed["time"]
    return changed


def with_time(state: State, when: str) -> State:
    """Return the state with another time; one that only says when not to call comes to the one that is known."""
    known = state.get("time")
    found = time_in(when)
    if known and known not in _NO_TIMES and found is not None and found.forbids and when not in known:
        return {**state, "time": read_time(f"{known}, {when}")}
    return {**state, "time": read_time(when)}


def dropped(state: State, detail: str) -> State:
    """Return the state without a detail, so that it is asked for again."""
    kept = {name: value for name, value in state.items() if name != step_of(detail)}
    return {**kept, detail: None} if detail in _OTHER else kept


def left_out(state: State, detail: str) -> tuple[State, str]:
    """Return the state without a detail for good, and what to say; number and address cannot both go."""
    if detail == "name":
        return {**state, "name": WITHOUT_NAME}, NO_NAME
    if detail in {"time", "matter"}:
        return {**state, detail: ANY_TIME if detail == "time" else WITHOUT_MATTER}, CHANGED
    if not state.get(_OTHER[detail]):
        return state, ONE_MUST_STAY
    changed = {**state, detail: None}
    if detail == "email" and changed.get("time") == BY_MAIL:
        del changed["time"]
    return changed, CHANGED


def put_right(state: State, text: str, *, sure: bool = False) -> str | None:
    """Return the known number, or numbers, with the digits put right that a message speaks of; None if it puts none right.

    Args:
        state: holds a number.
        text: the message.
        sure: whether the message must speak of digits that were wrong.
    """
    if (sure and not puts_right(text)) or phones_in(text):
        return None
    numbers = str(state["phone"]).split(EITHER)
    for place, number in reversed(list(enumerate(numbers))):
        plain, _, extension = number.partition(" Durchwahl ")
        right = corrected_phone(plain, text)
        if right is not None:
            numbers[place] = f"{right} Durchwahl {extension}" if extension else right
            return EITHER.join(numbers)
    return None


def given(details: Details, state: State, without: tuple[str, ...] = ()) -> State:
    """Return what a line says for the steps of the dialogue. Whoever gives an address alone is written to: any time will do.

    Args:
        details: of the line.
        state: the details so far; what is known already stays, unless the line gives it anew.
        without: steps that are read in another way.
    """
    found: State = {}
    if details.reach is not None and "reach" not in without:
        found.update(reached({}, details.reach.phone, details.reach.email))
        found["email"] = details.reach.email or state.get("email")
        found["phone"] = details.reach.phone or state.get("phone")
    if details.reach is not None and details.reach.phone is None and not state.get("phone") and "time" not in state:
        found["time"] = BY_MAIL
    if details.time is not None and "time" not in without:
        found["time"] = details.time
    if details.name is not None and "name" not in without:
        found["name"] = details.name
    if details.matter is not None and "matter" not in without and "matter" not in state:
        with contextlib.suppress(ContactError):
            found["matter"] = read_matter(details.matter)
    if details.remark is not None:
        found["remark"] = details.remark
    return found
