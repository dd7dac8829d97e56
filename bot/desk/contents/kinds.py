"""The kinds of content that staff look after: which model a record has, in which file it stands, what it is called."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bot.exchange.changes import programme_file
from bot.knowledge import files
from bot.knowledge.schema import (
    ArticleModel,
    CaseStudyModel,
    EmergencyContactModel,
    ProgrammeModel,
    TermModel,
    TopicModel,
)
from bot.knowledge.writing.record_file import Key, by_id

Row = Mapping[str, Any]
"""A record as the files give it."""


@dataclass(frozen=True)
class Kind:
    """One kind of content.

    ``code``: in addresses; ``one``, ``many``: German; ``place``: folder or file; ``key``: names a record within its file;
    ``title``: the field that staff know a record by; ``kept``: fields that never change once they are there; ``optional``:
    fields the files leave out where they hold nothing; ``file_of``: where a new record belongs.
    """

    code: str
    one: str
    many: str
    new: str
    place: str
    model: type[BaseModel]
    key: Key
    title: str
    kept: tuple[str, ...]
    file_of: Callable[[Row], str]
    optional: frozenset[str] = frozenset()

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields of a record in the order of the files."""
        return tuple(self.model.__fields__)

    def names(self, folder: Path) -> list[str]:
        """Return the files that hold such records."""
        return [self.place] if self.place.endswith(".yaml") else files.names(folder, self.place)


def _by_term(row: Row) -> str:
    return str(row.get("term", "")).strip()


def _by_contact(row: Row) -> str:
    return "|".join(str(row.get(name) or "") for name in ("region", "kind", "name", "phone"))


def _themed(folder: str) -> Callable[[Row], str]:
    return lambda row: f"{folder}/{row['theme']}.yaml"


def _always(name: str) -> Callable[[Row], str]:
    return lambda row: name


KINDS = {
    kind.code: kind
    for kind in (
        Kind("artikel", "Artikel", "Artikel", "Neuer Artikel", files.ARTICLES, ArticleModel, by_id, "question", ("id",),
             _themed(files.ARTICLES), frozenset({"sector_detail"})),
        Kind("thema", "Thema", "Themen", "Neues Thema", files.KNOWLEDGE_TOPICS, TopicModel, by_id, "name", ("id",),
             _themed(files.KNOWLEDGE_TOPICS)),
        Kind("programm", "Programm", "Programme", "Neues Programm", files.PROGRAMMES, ProgrammeModel, by_id, "short_name",
             ("id",), programme_file, frozenset({"former_ids", "related_ids", "for_whom"})),
        Kind("beispiel", "Beispiel", "Beispiele", "Neues Beispiel", files.CASES, CaseStudyModel, by_id, "title", ("id",),
             _always(files.CASES), frozenset({"course", "articles"})),
        Kind("begriff", "Begriff", "Begriffe", "Neuer Begriff", files.GLOSSARY, TermModel, _by_term, "term", (),
             _always(files.GLOSSARY)),
        Kind("kontakt", "Kontakt", "Kontakte", "Neuer Kontakt", files.CONTACTS, EmergencyContactModel, _by_contact, "name",
             (), _always(files.CONTACTS)),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """One record with the file it stands in."""

    kind: Kind
    file: str
    row: Row

    @property
    def id(self) -> str:
        """Return what it is named by."""
        return self.kind.key(self.row)

    @property
    def title(self) -> str:
        """Return what staff know it by."""
        return title_of(self.kind, self.row)


def title_of(kind: Kind, row: Row) -> str:
    """Return what staff know a record by."""
    return str(row.get(kind.title) or kind.key(row) or kind.new)


def state_of(row: Row) -> str:
    """Return a code for what a record says: a form carries it, so that nobody overwrites what they have not seen."""
    said = json.dumps(row, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def rows_of(kind: Kind, name: str, data: Any) -> Iterator[Found]:
    """Yield the records of a file that was read."""
    for row in data if isinstance(data, list) else ():
        if isinstance(row, dict):
            yield Found(kind, name, row)
