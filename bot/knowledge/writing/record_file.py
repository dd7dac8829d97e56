"""Changing single records in a file that people maintain: only the lines of changed fields are replaced.

A library that writes whole files (PyYAML, ruamel.yaml) breaks every long line anew, and ruamel.yaml comes only with Rasa. So the
place of a field is asked of the parser, its lines are replaced, and the result is read again: it has to hold exactly what was
wanted. Comments, order and line breaks of everything else stay. A comment within the lines of a changed field goes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

import yaml

from bot.knowledge.files import Loader

_WIDTH = 120

Key = Callable[[Mapping[str, Any]], str]
"""Names a record within its file."""


def by_id(row: Mapping[str, Any]) -> str:
    """Return the id of a record."""
    return str(row.get("id", "")).strip()


class CannotEdit(Exception):  # noqa: N818
    """A record stands in the file in a form that cannot be changed line by line; ``record`` is its id."""

    def __init__(self, record: str) -> None:
        super().__init__(record)
        self.record = record


class _Dumper(yaml.SafeDumper):
    """Writes lists as the files have them: indented below their field."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def with_changes(text: str, id_: str, values: Mapping[str, Any], fields: Sequence[str], key: Key = by_id) -> str:
    """Return the text of a file in which fields of one record have new values.

    Args:
        text: of the file, a list of records.
        id_: of the record.
        values: the new values by field; a field that is not there yet is put in where ``fields`` has it.
        fields: all fields of such a record, in the order of the files.
        key: names the records.

    Raises:
        CannotEdit: the record is not found, or not written field by field.
    """
    record = _node(text, id_, key)
    lines, edits = text.split("\n"), []
    keys = [field for field, _ in record.value]
    starts = [field.start_mark.line for field in keys]
    ends = [_end(lines, start, after) for start, after in zip(starts, [*starts[1:], _after(text, record)], strict=True)]
    column = keys[0].start_mark.column
    places = {field.value: (start, end) for field, start, end in zip(keys, starts, ends, strict=True)}
    for position, (field, value) in enumerate(values.items()):
        written = _dumped({field: value}, column)
        if field in places:
            start, end = places[field]
            # The first field shares its line with the dash.
            edits.append((start, end, position, [lines[start][:column] + written[0][column:], *written[1:]]))
        else:
            before = fields[: fields.index(field)]
            end = max((places[name][1] for name in before if name in places), default=ends[0])
            edits.append((end, end, fields.index(field), written))
    for start, end, _, written in sorted(edits, key=lambda edit: (edit[0], edit[1] > edit[0], edit[2]), reverse=True):
        lines[start:end] = written
    changed = "\n".join(lines)
    _verify(text, changed, id_, values, key)
    return changed


def with_record(text: str, record: Mapping[str, Any], key: Key = by_id) -> str:
    """Return the text of a file with one record more, at its end.

    Raises:
        CannotEdit: the file is not written as a list, one record after the other.
    """
    body = text.rstrip("\n")
    changed = (f"{body}\n" if body else "") + _separator(body) + "\n".join(_dumped([dict(record)], 0)) + "\n"
    _verify(text, changed, key(record), record, key)
    return changed


def block_of(text: str, id_: str, key: Key = by_id) -> str:
    """Return the lines of one record as they stand in a file, without what is blank or a remark behind it.

    Raises:
        CannotEdit: the record is not found, or says nothing without lines elsewhere (YAML's anchors).
    """
    start, end = _span(text, id_, key)
    block = "\n".join(text.split("\n")[start:end]) + "\n"
    try:
        found = rows_in(block)
    except yaml.YAMLError as error:
        raise CannotEdit(id_) from error
    if len(found) != 1:
        raise CannotEdit(id_)
    return block


def with_block(text: str, id_: str, block: str, key: Key = by_id) -> str:
    """Return the text of a file in which the lines of one record are those of ``block``; empty: it is taken out.

    Raises:
        CannotEdit: the record is not found, or the block does not stand for one record.
    """
    start, end = _span(text, id_, key)
    lines = text.split("\n")
    if not block and start and not lines[start - 1].strip():
        start -= 1  # the blank line that parts it from the one before
    changed = "\n".join([*lines[:start], *(block.rstrip("\n").split("\n") if block else ()), *lines[end:]])
    new = yaml.load(block, Loader=Loader) if block else []
    wanted: list[Any] = []
    for row in rows_in(text):
        wanted += new if key(row) == id_ else [row]
    if list(_loaded(changed)) != wanted:
        raise CannotEdit(id_)
    return changed


@dataclass(frozen=True)
class Place:
    """Where a record stood in a file that it was taken out of.

    ``behind``: the record before it, empty for the first; ``line``: its first line; ``is_parted``: whether a blank line went
    with it; ``rest``: code of the text without it.
    """

    behind: str
    line: int
    is_parted: bool
    rest: str


def place_of(text: str, id_: str, key: Key = by_id) -> Place:
    """Return where a record stands, for :func:`with_block_at`.

    Raises:
        CannotEdit: the record is not found.
    """
    start, names = _span(text, id_, key)[0], [key(row) for row in rows_in(text)]
    number = names.index(id_)
    is_parted = bool(start) and not text.split("\n")[start - 1].strip()
    return Place(
        names[number - 1] if number else "", start - is_parted, is_parted, _code(with_block(text, id_, "", key))
    )


def with_block_at(text: str, block: str, place: Place, key: Key = by_id) -> str:
    """Return the text of a file with a record put back: on its old lines where nothing else has changed, else behind the record
    it stood behind, else at the end.

    Raises:
        CannotEdit: the file has such a record already, or is not written as a list.
    """
    (new,), rows = rows_in(block), rows_in(text)
    names, lines = [key(row) for row in rows], text.split("\n")
    if key(new) in names:
        raise CannotEdit(key(new))
    written = [*([""] if place.is_parted else ()), *block.rstrip("\n").split("\n")]
    if _code(text) == place.rest:
        index, line = (names.index(place.behind) + 1 if place.behind else 0), place.line
    elif place.behind in names:
        index, line = names.index(place.behind) + 1, _span(text, place.behind, key)[1]
    else:
        index, line = len(names), len(text.rstrip("\n").split("\n"))
    changed = "\n".join([*lines[:line], *written, *lines[line:]])
    if list(_loaded(changed)) != [*rows[:index], new, *rows[index:]]:
        raise CannotEdit(key(new))
    return changed


def _code(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


def _span(text: str, id_: str, key: Key) -> tuple[int, int]:
    record, lines = _node(text, id_, key), text.split("\n")
    start = int(record.start_mark.line)
    return start, _end(lines, start, _after(text, record))


def rows_in(text: str) -> list[dict[str, Any]]:
    """Return the records of a file; one that is none is empty."""
    return [row if isinstance(row, dict) else {} for row in _loaded(text)]


@lru_cache(maxsize=2)
def _loaded(text: str) -> tuple[Any, ...]:
    """Return what stands in a file. A change asks several times for the text before and after it; nobody alters what comes."""
    return tuple(yaml.load(text, Loader=Loader) or ())


@lru_cache(maxsize=2)
def _composed(text: str) -> Any:
    return yaml.compose(text, Loader=Loader)


def _separator(body: str) -> str:
    return "\n" if body and not body.splitlines()[-1].startswith("#") else ""


def _node(text: str, id_: str, key: Key) -> Any:
    root = _composed(text)
    if isinstance(root, yaml.SequenceNode):
        for node, row in zip(root.value, rows_in(text), strict=True):
            if key(row) == id_:
                if node.flow_style:
                    break
                return node
    raise CannotEdit(id_)


def _after(text: str, record: Any) -> int:
    """Return the first line that belongs to the next record, or the number of lines."""
    root = _composed(text)
    following = [node.start_mark.line for node in root.value if node.start_mark.line > record.start_mark.line]
    return min(following, default=len(text.split("\n")))


def _end(lines: Sequence[str], start: int, after: int) -> int:
    """Return the line behind a field: blank lines and comments before the next one belong to that."""
    end = after
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _dumped(data: Any, column: int) -> list[str]:
    text = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=_WIDTH - column
    )
    return [" " * column + line if line else line for line in text.rstrip("\n").split("\n")]


def _verify(before: str, after: str, id_: str, values: Mapping[str, Any], key: Key) -> None:
    """See that the new text holds the old records, and in the one record the new values.

    Raises:
        CannotEdit: it does not.
    """
    wanted, is_there = [], False
    for row in _loaded(before):
        is_it = isinstance(row, dict) and key(row) == id_
        is_there = is_there or is_it
        wanted.append({**row, **values} if is_it else row)
    if not is_there:
        wanted.append(dict(values))
    try:
        found = list(_loaded(after))
    except yaml.YAMLError as error:
        raise CannotEdit(id_) from error
    if found != wanted:
        raise CannotEdit(id_)
