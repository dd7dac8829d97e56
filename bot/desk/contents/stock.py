"""All records of all kinds as the files have them now: one looked up, many searched and filtered."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.desk.contents.kinds import KINDS, Found, Kind, Row, rows_of, title_of
from bot.knowledge.fields import MAX_ID_LENGTH
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.validity import CONFIRMATION_DAYS, validity
from bot.knowledge.writing.changing import ContentFiles
from bot.language.text.normalise import fold

State = Literal["frisch", "alt", "offen", "beendet", "unklar", "unsicher"]
STATE_NAMES: dict[State, str] = {
    "frisch": "im letzten Jahr geprüft",
    "alt": "älter als ein Jahr oder ohne Datum",
    "offen": "Programm ist offen",
    "beendet": "Programm ist beendet oder pausiert",
    "unklar": "Programm: Stand unklar",
    "unsicher": "nicht abschließend geklärt",
}


@dataclass(frozen=True)
class Wanted:
    """What is looked for: empty fields ask for nothing."""

    kind: str = ""
    theme: str = ""
    state: str = ""
    text: str = ""


def found(content: ContentFiles, kind: Kind, id_: str) -> Found | None:
    """Return one record; None where there is none.

    Raises:
        UnreadableFile: a file cannot be read.
    """
    return next((one for one in all_of(content, kind) if one.id == id_), None)


def all_of(content: ContentFiles, kind: Kind) -> Iterator[Found]:
    """Yield all records of a kind.

    Raises:
        UnreadableFile: a file cannot be read.
    """
    for file in content.read(kind.names(content.folder)):
        yield from rows_of(kind, file.name, file.data)


def searched(content: ContentFiles, knowledge: KnowledgeBase, wanted: Wanted, today: dt.date) -> list[Found]:
    """Return what is looked for: what has the words in its title first, then what has them elsewhere.

    Args:
        content: the files.
        knowledge: as it is loaded; says whether a programme is open.
        wanted: what is looked for.
        today: the day it is.
    """
    kinds = [KINDS[wanted.kind]] if wanted.kind in KINDS else list(KINDS.values())
    words = fold(wanted.text).split()
    hits: list[tuple[bool, Found]] = []
    for kind in kinds:
        for one in all_of(content, kind):
            if (
                wanted.theme
                and wanted.theme != one.row.get("theme")
                and wanted.theme not in (one.row.get("topics") or ())
            ):
                continue
            if wanted.state and wanted.state not in states(one, knowledge, today):
                continue
            title = fold(f"{one.title} {one.id}")
            in_title = all(word in title for word in words)
            if in_title or all(word in _text(one) for word in words):
                hits.append((not in_title, one))
    return [one for _, one in sorted(hits, key=lambda hit: hit[0])]


def states(one: Found, knowledge: KnowledgeBase, today: dt.date) -> set[State]:
    """Return what can be said of a record's state."""
    said: set[State] = set()
    if one.row.get("confidence") == "low":
        said.add("unsicher")
    if one.kind.code == "programm" and one.id in knowledge.programmes:
        state = validity(knowledge.programmes[one.id], today).state
        if state in ("ended", "paused"):
            said.add("beendet")
        elif state in ("unclear", "not_yet"):
            said.add("unklar")
        else:
            said.add("offen")
    if one.kind.code in ("programm", "artikel", "kontakt"):
        said.add("frisch" if _is_fresh(one, today) else "alt")
    return said


def checked_on(one: Found) -> str:
    """Return the day on which a record was checked last, as the files write it; empty where nobody knows."""
    name = {"programm": "status_as_of", "artikel": "valid_as_of", "kontakt": "source_date"}.get(one.kind.code, "")
    return str(one.row.get(name) or "")


def _is_fresh(one: Found, today: dt.date) -> bool:
    try:
        day = dt.date.fromisoformat(checked_on(one))
    except ValueError:
        return False
    return 0 <= (today - day).days <= CONFIRMATION_DAYS


def _text(one: Found) -> str:
    parts = (str(value) for name, value in one.row.items() if value and name not in ("sources", "facts", "links"))
    return fold(" ".join(parts))


def new_id(content: ContentFiles, kind: Kind, row: Row) -> str:
    """Return an id made of what a record is called, that no other has.

    Raises:
        UnreadableFile: a file cannot be read.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", fold(title_of(kind, row))).strip("-")
    stem = plain[: MAX_ID_LENGTH - 20].rsplit("-", 1)[0] if len(plain) > MAX_ID_LENGTH - 20 else plain
    taken = {one.id for one in all_of(content, kind)}
    wanted, number = stem or kind.code, 2
    while wanted in taken:
        wanted, number = f"{stem or kind.code}-{number}", number + 1
    return wanted
