"""What staff changed in records: who, when, what; and what waits for a second person."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import yaml
from sqlalchemy import insert, select, update
from sqlalchemy.engine import Engine

from bot.desk.contents.kinds import KINDS, Kind, Row, title_of
from bot.knowledge.files import Loader
from bot.knowledge.writing.record_file import Place
from bot.privacy.desk_tables import DESK_EDITS

What = Literal["changed", "added", "checked", "undone", "removed"]
State = Literal["live", "waiting", "declined", "undone"]
SAID: dict[str, str] = {
    "changed": "geändert",
    "added": "neu angelegt",
    "checked": "geprüft",
    "undone": "zurückgenommen",
    "removed": "gelöscht",
}


@dataclass(frozen=True)
class More:
    """What else is needed to put a record back: where it stood, and an article's ``phrasings`` by file."""

    place: Place = field(default_factory=lambda: Place("", 0, False, ""))
    phrasings: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Edit:
    """One change of one record. Fields: ``bot.privacy.desk_tables.DESK_EDITS``."""

    id: int
    created: float
    account: str
    kind: Kind
    record: str
    file: str
    what: What
    state: State
    before: str
    after: str
    base: str
    question_ids: tuple[int, ...]
    decided: float | None
    decided_by: str | None
    more: More = More()

    @property
    def said(self) -> str:
        """Return what was done, in German."""
        return SAID[self.what]

    @property
    def is_removal(self) -> bool:
        """Return whether the record was, or should be, taken out."""
        return self.what == "removed"

    @property
    def old(self) -> Row:
        """Return the record before; empty where there was none."""
        return row_of(self.before)

    @property
    def new(self) -> Row:
        """Return the record after; empty where there is none any more."""
        return row_of(self.after)

    @property
    def title(self) -> str:
        """Return what staff know the record by."""
        return title_of(self.kind, self.new or self.old)


def _more(stored: str | None) -> More:
    found = json.loads(stored) if stored else None
    return More(Place(**found["place"]), found["phrasings"]) if found else More()


def row_of(block: str) -> Row:
    """Return the record that some lines of a file are."""
    return dict(yaml.load(block, Loader=Loader)[0]) if block.strip() else {}


class Edits:
    """The changes in one data base (``bot.privacy.tables.open_database``)."""

    def __init__(self, engine: Engine) -> None:
        """``engine``: an engine with the tables in place."""
        self._engine = engine

    def add(
        self,
        account: str,
        place: tuple[str, str, str],
        what: What,
        state: State,
        blocks: tuple[str, str],
        base: str,
        now: float,
        question_ids: Sequence[int] = (),
        more: More | None = None,
    ) -> int:
        """Note a change and return its number.

        Args:
            account: who made it.
            place: code of the kind, name of the record, its file.
            what: was done.
            state: whether it is live.
            blocks: the lines of the record before and after.
            base: code of what it said before.
            now: seconds since 1970.
            question_ids: the open questions it settles.
            more: what else is needed to put it back, where it was removed.
        """
        row = {
            "created": now,
            "account": account,
            "kind": place[0],
            "record": place[1],
            "file": place[2],
            "what": what,
            "state": state,
            "before": blocks[0],
            "after": blocks[1],
            "base": base,
            "question_ids": json.dumps(list(question_ids)),
            "more": json.dumps(asdict(more)) if more else None,
        }
        with self._engine.begin() as connection:
            return int(connection.execute(insert(DESK_EDITS).values(row)).inserted_primary_key[0])

    def removed(self, id_: int, block: str, more: More) -> None:
        """Note what a removal has taken out in the end: others may have changed it since it was proposed."""
        with self._engine.begin() as connection:
            own = update(DESK_EDITS).where(DESK_EDITS.c.id == id_)
            connection.execute(own.values(before=block, more=json.dumps(asdict(more))))

    def get(self, id_: int) -> Edit | None:
        """Return one; None where there is none."""
        return next(iter(self._read(select(DESK_EDITS).where(DESK_EDITS.c.id == id_))), None)

    def of_record(self, kind: str, record: str, most: int = 30) -> list[Edit]:
        """Return what was done to one record, the last first."""
        own = (DESK_EDITS.c.kind == kind) & (DESK_EDITS.c.record == record)
        return self._read(select(DESK_EDITS).where(own).order_by(DESK_EDITS.c.id.desc()).limit(most))

    def waiting(self) -> list[Edit]:
        """Return what waits for a second person, the oldest first."""
        return self._read(select(DESK_EDITS).where(DESK_EDITS.c.state == "waiting").order_by(DESK_EDITS.c.id))

    def latest(self, most: int) -> list[Edit]:
        """Return what was done last."""
        return self._read(select(DESK_EDITS).order_by(DESK_EDITS.c.id.desc()).limit(most))

    def from_state(self, kind: str, record: str, base: str) -> Edit | None:
        """Return the change that was made to a record when it said ``base``; None where it was made elsewhere."""
        own = (DESK_EDITS.c.kind == kind) & (DESK_EDITS.c.record == record) & (DESK_EDITS.c.base == base)
        live = own & (DESK_EDITS.c.state == "live")
        return next(iter(self._read(select(DESK_EDITS).where(live).order_by(DESK_EDITS.c.id.desc()).limit(1))), None)

    def decide(self, id_: int, before: State, after: State, who: str, now: float) -> bool:
        """Bring a change from one state into another; False where it is not in that state any more."""
        mine = update(DESK_EDITS).where((DESK_EDITS.c.id == id_) & (DESK_EDITS.c.state == before))
        with self._engine.begin() as connection:
            return int(connection.execute(mine.values(state=after, decided=now, decided_by=who)).rowcount) == 1

    def _read(self, query: Any) -> list[Edit]:
        with self._engine.connect() as connection:
            return [
                Edit(
                    row.id,
                    row.created,
                    row.account,
                    KINDS[row.kind],
                    row.record,
                    row.file,
                    row.what,
                    row.state,
                    row.before,
                    row.after,
                    row.base,
                    tuple(json.loads(row.question_ids)),
                    row.decided,
                    row.decided_by,
                    _more(row.more),
                )
                for row in connection.execute(query)
                if row.kind in KINDS
            ]
