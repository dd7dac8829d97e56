"""What a table changes in the content: found, checked as the files are, and written only if somebody wants it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.advice.wording import REGION_NAMES
from bot.exchange.columns import CASES, FOR_WHOM, SOURCES, Kind, UnevenSourcesError, for_whom, sources
from bot.exchange.reading import BrokenTable, Fault, Row, Table
from bot.knowledge import files
from bot.knowledge.checking import BrokenContent, Defect, defects_of, read_knowledge
from bot.knowledge.writing.record_file import with_changes, with_record
from bot.knowledge.writing.whole import WRITING, one_writer, write_whole
from bot.language.text.normalise import fold

_LEFT_OUT = frozenset({"former_ids", "related_ids", "course", "articles", FOR_WHOM})
"""Fields that the files do not have where they hold nothing."""


@dataclass(frozen=True)
class Change:
    """A record that becomes another one.

    ``row``: of the table; ``file``: where it stands or will stand; ``is_new``: whether there is none of its id yet. ``cells``:
    what changes, by column, as (before, after). ``values``: the new values by field; of a new record all of them.
    """

    row: Row
    file: str
    is_new: bool
    cells: dict[str, tuple[str, str]]
    values: dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """All that a table changes. ``texts``: the new text of each file that changes, by its name."""

    changes: tuple[Change, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


def plan(table: Table, folder: Path) -> Plan:
    """Return what ``table`` changes in the content of ``folder``, checked as a whole. Nothing is written.

    A column that the table does not have, and a record that it does not name, stay as they are. A cell that says what the
    export says of the old value is no change, however the file writes it.

    Raises:
        BrokenTable: a cell is wrong, by itself or together with the rest of the content.
        BrokenContent: the files have defects that do not come from the table.
        CannotEdit: a record stands in its file in a form that cannot be changed line by line.
        UnreadableFile: a file cannot be read.
    """
    old = _records(table.kind, folder)
    changes, faults = [], []
    for row in table.rows:
        found = _change(table, row, old.get(row.id))
        if isinstance(found, list):
            faults += found
        elif found is not None:
            changes.append(found)
    if faults:
        raise BrokenTable(faults)
    made = Plan(tuple(changes), _texts(table.kind, folder, changes))
    _check(table, made, folder)
    return made


def write(made: Plan, folder: Path) -> None:
    """Write the files of a plan, each in one step: whoever reads one gets the old or the new.

    Raises:
        OSError: a file cannot be written, those before it are; or somebody else is writing.
    """
    with one_writer(WRITING):
        for name, text in made.texts.items():
            write_whole(folder / name, text)


def _records(kind: Kind, folder: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return the records as the files give them, by id, each with its file."""
    names = [files.CASES] if kind is CASES else files.names(folder, files.PROGRAMMES)
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for name in names:
        rows = files.read_file(folder, name).data
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and isinstance(row.get("id"), str):
                found.setdefault(row["id"].strip(), (name, row))
    return found


def _change(table: Table, row: Row, old: tuple[str, dict[str, Any]] | None) -> Change | list[Fault] | None:
    """Return what a row changes, what is wrong with it, or None if it says what is there already."""
    before = old[1] if old else {}
    old_cells = table.kind.cells(before)
    given: dict[str, Any] = {}
    for column in table.kind.columns:
        if column.kind != "sources" and column.part is None and column.name in row.cells:
            given[column.field] = column.value(row.cells[column.name])
    if any(column.part is not None and column.name in row.cells for column in table.kind.columns):
        given[FOR_WHOM] = for_whom(row.cells, table.kind.columns, before.get(FOR_WHOM))
    if set(SOURCES) <= row.cells.keys():
        try:
            given["sources"] = sources(row.cells)
        except UnevenSourcesError as error:
            return [
                table.fault(row, "source_urls", f"gleich viele Teile in allen drei Spalten erwartet, es sind {error}")
            ]
    new_cells = table.kind.cells({**before, **given})
    differing = {
        column.name: (old_cells[column.name], new_cells[column.name])
        for column in table.kind.columns
        if old_cells[column.name] != new_cells[column.name]
    }
    if old and not differing:
        return None
    fields = {column.field for column in table.kind.columns if column.name in differing}
    values = {name: given[name] for name in given if name in fields} if old else _new_record(table.kind, given)
    wanted = {**before, **values}
    try:
        table.kind.model.parse_obj(wanted)
    except ValidationError as error:
        return [_fault(table, row, defect) for defect in defects_of("", row.id, wanted, error)]
    file = old[0] if old else _file_of(table.kind, wanted)
    return Change(row, file, old is None, differing, values)


def _new_record(kind: Kind, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as the files write it: all fields in their order, what the table does not say as unknown."""
    record: dict[str, Any] = {}
    for name, described in kind.model.__fields__.items():
        if name in _LEFT_OUT and not given.get(name):
            continue
        if name in given:
            record[name] = given[name]
        elif described.default_factory is not None:
            record[name] = []
        elif not described.required:
            record[name] = None
    return record


def _file_of(kind: Kind, record: Mapping[str, Any]) -> str:
    """Return where a new record belongs."""
    return files.CASES if kind is CASES else programme_file(record)


def programme_file(record: Mapping[str, Any]) -> str:
    """Return where a new programme belongs: one tied to a Land in that Land's file, whoever pays for it."""
    land = next((code for code in record["regions"] if code != "DE"), None)
    stem = "eu" if record["level"] == "eu" else "bund"
    if land is not None:
        stem = fold(REGION_NAMES[land]).replace(" ", "-")
    return f"{files.PROGRAMMES}/{stem}.yaml"


def _texts(kind: Kind, folder: Path, changes: Iterable[Change]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for change in changes:
        if change.file not in texts:
            path = folder / change.file
            stem = Path(change.file).stem
            heading = f"# Förderprogramme und Angebote: {stem}. Feldliste und Regeln: data/knowledge/README.md\n"
            texts[change.file] = _read(path) if path.exists() else heading
        text = texts[change.file]
        # Lines end as they did before.
        ending = "\r\n" if "\r\n" in text else "\n"
        text = text.replace("\r\n", "\n")
        text = (
            with_record(text, change.values)
            if change.is_new
            else with_changes(text, change.row.id, change.values, kind.fields)
        )
        texts[change.file] = text.replace("\n", ending)
    return texts


def _check(table: Table, made: Plan, folder: Path) -> None:
    """Check the whole content as it would be: names that must be unique, references to other records.

    Raises:
        BrokenTable, BrokenContent: as :func:`plan`.
    """
    if not made.changes:
        return
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "knowledge"
        shutil.copytree(folder, copy)
        for name, text in made.texts.items():
            write_whole(copy / name, text)
        try:
            read_knowledge(copy)
            return
        except BrokenContent as broken:
            defects = broken.defects
    rows = {change.row.id: change.row for change in made.changes}
    changed = {change.row.id: change.file for change in made.changes}
    ours = [defect for defect in defects if changed.get(defect.record) == defect.file]
    if ours:
        raise BrokenTable([_fault(table, rows[defect.record], defect) for defect in ours])
    raise BrokenContent(defects)


def _fault(table: Table, row: Row, defect: Defect) -> Fault:
    """Return a defect of a record as a fault of the cell that it comes from."""
    name, *rest = defect.field.split(".")
    if name == "sources":
        name = next((column for column, part in SOURCES.items() if part in rest), "source_urls")
    problem = defect.problem.rstrip(".") + (f"; dort steht: {defect.found}" if defect.found is not None else "")
    return table.fault(row, name, problem)


def _read(path: Path) -> str:
    # Not read_text, which makes every end of a line the same.
    return path.read_bytes().decode("utf-8")
