"""Reading the YAML files that staff maintain, as plain data or as checked records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.knowledge.records import Article
from bot.knowledge.schema import ArticleModel

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

PROGRAMMES, CASES, ARTICLES, PHRASINGS = "programmes", "case_studies.yaml", "articles", "phrasings"
GLOSSARY, REGIONS = "glossary.yaml", "regions.yaml"


class UnreadableFile(Exception):
    """A file is missing or no valid YAML; the message says which one and where."""


@dataclass(frozen=True)
class RawFile:
    """One file with its data as YAML gives it. ``name`` is relative to the folder of the knowledge base."""

    name: str
    data: Any


def read_file(folder: Path, name: str) -> RawFile:
    """Read one YAML file.

    Raises:
        UnreadableFile: with a message for staff, naming file and line.
    """
    path = folder / name
    try:
        return RawFile(name, yaml.load(path.read_text(encoding="utf-8"), Loader=Loader))
    except FileNotFoundError:
        raise UnreadableFile(f"{name}: Die Datei fehlt. Erwartet wird sie unter {path}.") from None
    except UnicodeDecodeError:
        raise UnreadableFile(f"{name}: Die Datei ist nicht als UTF-8 gespeichert.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", Zeile {mark.line + 1}, Spalte {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "nicht lesbar"
        raise UnreadableFile(
            f"{name}{line}: Das ist kein gültiges YAML ({problem}). Häufig fehlt eine Einrückung oder ein Anführungszeichen."
        ) from None


def read_folder(folder: Path, name: str) -> Iterator[RawFile]:
    """Read all YAML files of a sub-folder in the order of their names; a missing sub-folder has none."""
    for path in sorted((folder / name).glob("*.yaml")):
        yield read_file(folder, f"{name}/{path.name}")


def phrasings(folder: Path) -> dict[str, list[str]]:
    """Return the additional phrasings by article id."""
    collected: dict[str, list[str]] = {}
    for file in read_folder(folder, PHRASINGS):
        for article_id, texts in (file.data or {}).items():
            collected.setdefault(article_id, []).extend(texts)
    return collected


def read_articles(folder: Path) -> list[Article]:
    """Return all articles with their phrasings, for building training data without a data base."""
    more = phrasings(folder)
    return [
        ArticleModel.parse_obj(row).record(more.get(row["id"], ()))
        for file in read_folder(folder, ARTICLES)
        for row in file.data
    ]
