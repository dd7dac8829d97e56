"""Saving a record: checked as the files are, live at once or waiting for a second person, noted, and taken back.

A form carries a code of the record it was made from (:func:`bot.desk.contents.kinds.state_of`). Where somebody has changed the
record since, fields that only one of both has touched are put together; where both have touched the same, the second is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.core.databases import reason
from bot.desk.contents import faults as said
from bot.desk.contents import git
from bot.desk.contents.fields import fields_of
from bot.desk.contents.forms import changes, is_empty, is_same
from bot.desk.contents.history import Edit, What, row_of
from bot.desk.contents.kinds import Found, Kind, Row, state_of
from bot.desk.contents.stock import all_of, new_id
from bot.desk.desk import Desk
from bot.knowledge.checking import BrokenContent
from bot.knowledge.files import UnreadableFile
from bot.knowledge.writing import record_file
from bot.knowledge.writing.changing import ChangedMeanwhile
from bot.knowledge.writing.record_file import CannotEdit, block_of, with_block, with_changes, with_record
from bot.knowledge.writing.whole import SomebodyWrites

Read = Callable[[str], str]
_WRITING = {"changed": "geändert", "added": "angelegt", "checked": "geprüft", "undone": "zurückgenommen",
            "removed": "gelöscht"}  # fmt: skip
_HEADING = "# Feldliste und Regeln: data/knowledge/README.md\n"


class Refused(Exception):  # noqa: N818
    """Nothing was saved. ``faults``: what is wrong, in German, by the name of the input; "" for what belongs to none."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = dict(faults)


class Stale(Exception):  # noqa: N818
    """Somebody has changed the same fields since.

    ``now``: what the record says; ``fields``: which differ; ``merged``: what to go on with.
    """

    def __init__(self, now: Row, fields: Sequence[str], merged: Row) -> None:
        super().__init__(", ".join(fields))
        self.now, self.fields, self.merged = now, tuple(fields), dict(merged)


class Gone(Exception):  # noqa: N818
    """There is no such record any more."""


@dataclass(frozen=True)
class Saved:
    """What came of it. ``edit``: number of the change, None where nothing was different; ``in_git``: whether it is committed."""

    record: str
    edit: int | None
    is_waiting: bool = False
    in_git: bool = True


def save(
    desk: Desk, who: str, kind: Kind, id_: str, wanted: Row, stand: str, now: float, what: What = "changed"
) -> Saved:
    """Change a record to what a form says.

    Args:
        desk: what all works with.
        who: name of the account.
        kind: of the record.
        id_: its name.
        wanted: all its fields as the form has them.
        stand: code of the record that the form was made from.
        now: seconds since 1970.
        what: is noted to have been done.

    Raises:
        Refused: something is wrong with it.
        Stale: somebody has changed the same since.
        Gone: it is not there any more.
    """
    record = current(desk, kind, id_)
    wanted = {**wanted, **{name: record.row.get(name) for name in kind.kept}}
    if state_of(record.row) != stand:
        wanted = _merged(desk, kind, id_, record.row, wanted, stand)
    values = changes(record.row, wanted)
    if not values:
        return Saved(id_, None)
    _check(kind, record.row, {**record.row, **values})
    return _write(desk, who, kind, record, values, what, now)


def add(desk: Desk, who: str, kind: Kind, wanted: Row, now: float, question_ids: Sequence[int] = ()) -> Saved:
    """Add a record; the open questions it answers are settled.

    Raises:
        Refused: something is wrong with it.
    """
    row = {
        field.name: wanted.get(field.name, field.empty)
        for field in fields_of(kind.code)
        if field.name not in kind.optional or not is_empty(wanted.get(field.name))
    }
    if "id" in row and not row["id"]:
        row["id"] = new_id(desk.content, kind, row)
    _check(kind, {}, row)
    name = kind.file_of(row)
    id_ = kind.key(row)
    if any(one.id == id_ for one in all_of(desk.content, kind)):
        place = "id" if "id" in row else kind.title
        raise Refused(
            {place: "Diesen Eintrag gibt es schon. Ändern Sie den vorhandenen, oder nehmen Sie einen anderen Namen."}
        )
    waits = desk.two_eyes

    def edit(read: Read) -> Mapping[str, str]:
        return {name: with_record(read(name) or _HEADING, row, kind.key)}

    texts = apply(desk, kind, id_, edit, waits)
    block = block_of(texts[name], id_, kind.key)
    number = desk.edits.add(
        who, (kind.code, id_, name), "added", "waiting" if waits else "live", ("", block), "", now, question_ids
    )
    if waits:
        desk.audit.note(who, "content proposed", f"{kind.code}/{id_}", now)
        return Saved(id_, number, True)
    desk.questions.settle(question_ids, "answered", now)
    return Saved(id_, number, in_git=done(desk, who, kind, id_, name, "added", now))


def accept(desk: Desk, who: str, edit: Edit, now: float) -> Saved:
    """Make a waiting change live.

    Raises:
        Refused: it is one's own, decided already, or cannot be made any more.
        Gone: the record is not there any more.
    """
    if edit.account == who:
        raise Refused({"": "Den eigenen Vorschlag muss jemand anderes freigeben."})
    values = dict(edit.new) if not edit.before else changes(edit.old, edit.new)
    cleared = {name: None for name in edit.old if name not in edit.new}
    key = edit.kind.key

    def change(read: Read) -> Mapping[str, str]:
        text = read(edit.file)
        if not edit.before:
            return {edit.file: with_record(text or _HEADING, edit.new, key)}
        if state_of(row_of(block_of(text, edit.record, key))) != edit.base:
            raise Refused(
                {"": "Der Eintrag wurde inzwischen geändert. Öffnen Sie ihn und übernehmen Sie den Vorschlag von Hand."}
            )
        return {edit.file: with_changes(text, edit.record, {**values, **cleared}, edit.kind.fields, key)}

    if not desk.edits.decide(edit.id, "waiting", "live", who, now):
        raise Refused({"": "Darüber hat inzwischen schon jemand entschieden."})
    try:
        apply(desk, edit.kind, key(edit.new), change, False)
    except (Refused, Gone):
        desk.edits.decide(edit.id, "live", "waiting", who, now)
        raise
    desk.questions.settle(edit.question_ids, "answered", now)
    return Saved(key(edit.new), edit.id, in_git=done(desk, who, edit.kind, key(edit.new), edit.file, edit.what, now))


def decline(desk: Desk, who: str, edit: Edit, now: float) -> bool:
    """Put a waiting change away; False where somebody has decided before."""
    done = desk.edits.decide(edit.id, "waiting", "declined", who, now)
    if done:
        desk.audit.note(who, "content declined", f"{edit.kind.code}/{edit.record}", now)
    return done


def undo(desk: Desk, who: str, edit: Edit, now: float) -> Saved:
    """Take a live change back: the lines as they were, or only the fields where others have changed more since.

    Raises:
        Refused: it is taken back already, or others have changed the same since.
    """
    key, after = edit.kind.key, edit.kind.key(edit.new)
    before = edit.kind.key(edit.old) if edit.before else after
    if edit.state != "live":
        raise Refused({"": "Das ist schon zurückgenommen."})

    def change(read: Read) -> Mapping[str, str]:
        text = read(edit.file)
        found = block_of(text, after, key)
        if found == edit.after:
            return {edit.file: with_block(text, after, edit.before, key)}
        row = row_of(found)
        empty = {field.name: field.empty for field in fields_of(edit.kind.code)}
        touched = {
            name: edit.old.get(name, empty.get(name))
            for name in {*edit.old, *edit.new}
            if edit.old.get(name) != edit.new.get(name)
        }
        if not edit.before or any(not is_same(row.get(name), edit.new.get(name)) for name in touched):
            raise Refused(
                {"": "Das wurde inzwischen weiter geändert. Öffnen Sie den Eintrag und ändern Sie ihn von Hand."}
            )
        return {edit.file: with_changes(text, after, touched, edit.kind.fields, key)}

    apply(desk, edit.kind, before, change, False)
    if not desk.edits.decide(edit.id, "live", "undone", who, now):
        return Saved(before, edit.id)
    desk.questions.reopen(edit.question_ids)
    return Saved(before, edit.id, in_git=done(desk, who, edit.kind, before, edit.file, "undone", now))


def current(desk: Desk, kind: Kind, id_: str) -> Found:
    """Return a record as the files have it now.

    Raises:
        Gone: it is not there any more.
    """
    found = next((one for one in all_of(desk.content, kind) if one.id == id_), None)
    if found is None:
        raise Gone
    return found


def _merged(desk: Desk, kind: Kind, id_: str, current: Row, wanted: Row, stand: str) -> dict[str, Any]:
    """Return what a form says together with what others have changed since.

    Raises:
        Stale: both have changed the same, or nobody knows what the form was made from.
    """
    known = desk.edits.from_state(kind.code, id_, stand)
    base = known.old if known else None
    merged, both = dict(wanted), []
    for field in fields_of(kind.code):
        name = field.name
        theirs, mine = current.get(name), wanted.get(name)
        if is_same(theirs, mine):
            continue
        if base is not None and is_same(base.get(name), mine):
            merged[name] = theirs
        elif base is None or not is_same(base.get(name), theirs):
            both.append(name)
    if both:
        raise Stale(current, both, merged)
    return merged


def _check(kind: Kind, before: Row, row: Row) -> None:
    found = dict(said.required(fields_of(kind.code), row))
    for name, problem in {**said.of_model(kind, row), **said.source_missing(kind, before, row)}.items():
        found.setdefault(name, problem)
    if found:
        raise Refused(found)


def _write(desk: Desk, who: str, kind: Kind, current: Any, values: Row, what: What, now: float) -> Saved:
    id_, name = current.id, current.file
    after = kind.key({**current.row, **values})
    blocks: list[str] = []

    def edit(read: Read) -> Mapping[str, str]:
        text = read(name)
        blocks[:] = [block_of(text, id_, kind.key)]
        if state_of(row_of(blocks[0])) != state_of(current.row):
            raise ChangedMeanwhile
        return {name: with_changes(text, id_, values, kind.fields, kind.key)}

    waits = desk.two_eyes and what != "checked"
    texts = apply(desk, kind, after, edit, waits)
    blocks.append(block_of(texts[name], after, kind.key))
    number = desk.edits.add(
        who, (kind.code, after, name), what, "waiting" if waits else "live", (blocks[0], blocks[1]), state_of(current.row), now
    )  # fmt: skip
    if waits:
        desk.audit.note(who, "content proposed", f"{kind.code}/{after}", now)
        return Saved(id_, number, True)
    return Saved(after, number, in_git=done(desk, who, kind, after, name, what, now))


def done(desk: Desk, who: str, kind: Kind, id_: str, name: str, what: What, now: float) -> bool:
    """Note a change, have it learnt, and return whether it is committed or need not be."""
    desk.audit.note(who, f"content {what}", f"{kind.code}/{id_}", now)
    desk.learn()
    return not desk.git or git.commit(desk.content.folder, name, f"{kind.one} {_WRITING[what]}: {id_}", who)


def apply(
    desk: Desk, kind: Kind, id_: str, edit: Callable[[Read], Mapping[str, str]], only_check: bool
) -> Mapping[str, str]:
    """Write, or only check, and return the new texts.

    Raises:
        Refused: it cannot be.
        Gone: the record is not there any more.
    """
    texts: dict[str, str] = {}

    def noted(read: Read) -> Mapping[str, str]:
        texts.update(edit(read))
        return texts

    try:
        if only_check:
            desk.content.check(noted)
        else:
            desk.content.change(noted)
    except BrokenContent as broken:
        ours = [defect for defect in broken.defects if _is_of(texts, defect.file, defect.record, id_, kind)]
        if ours:
            raise Refused(said.of_defects(kind, ours)) from broken
        more = f" (und {len(broken.defects) - 1} weitere)" if len(broken.defects) > 1 else ""
        problem = f"Die Inhalte hätten dann einen Fehler, deshalb bleibt alles, wie es war: {broken.defects[0]}{more}"
        raise Refused({"": problem}) from broken
    except (SomebodyWrites, ChangedMeanwhile) as error:
        problem = "Gerade ändert jemand anderes dieselbe Datei. Bitte speichern Sie in einer Minute noch einmal."
        raise Refused({"": problem}) from error
    except CannotEdit as error:
        problem = "Dieser Eintrag ist in der Datei anders geschrieben als üblich. Bitte dort von Hand ändern."
        raise Refused({"": problem}) from error
    except UnreadableFile as error:
        raise Refused({"": f"Eine Datei lässt sich nicht lesen: {error}"}) from error
    except SQLAlchemyError as error:
        raise Refused({"": f"Die Datei ist geändert, aber noch nicht geladen: {reason(error)}"}) from error
    except OSError as error:
        problem = f"Die Datei lässt sich nicht schreiben: {error.strerror or type(error).__name__}"
        raise Refused({"": problem}) from error
    return texts


def _is_of(texts: Mapping[str, str], file: str, record: str, id_: str, kind: Kind) -> bool:
    """Whether a defect is of the record that changes; records without a name are counted in their file."""
    if file not in texts:
        return False
    if match := re.fullmatch(r"Eintrag (\d+)", record):
        rows = record_file.rows_in(texts[file])
        place = int(match[1]) - 1
        return place < len(rows) and kind.key(rows[place]) == id_
    return record == id_
