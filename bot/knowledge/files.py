"""Reading the YAML files that staff maintain, as plain data or as checked records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from bot.knowledge import yaml_faults
from bot.knowledge.records import Article
from bot.knowledge.schema import ArticleModel

_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

PROGRAMMES, CASES, ARTICLES, PHRASINGS, KNOWLEDGE_TOPICS = (
    "programmes",
    "case_studies.yaml",
    "articles",
    "phrasings",
    "topics",
)
GLOSSARY, REGIONS, CONTACTS = "glossary.yaml", "regions.yaml", "emergency_contacts.yaml"
VERDICTS, APPLICATIONS = "verdicts.yaml", "applications.yaml"
EMERGENCIES = "emergencies"
KINDS, QUESTIONS, OTHER = (f"{EMERGENCIES}/{name}.yaml" for name in ("kinds", "questions", "other"))
READ_ELSEWHERE = ("readiness.yaml",)
"""Files beside the content that have a reader of their own."""


class UnreadableFile(Exception):  # noqa: N818
    """A file is missing or no valid YAML. ``place`` names file and line, ``problem`` what is wrong, in German."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place
        self.problem = problem


class Loader(_BaseLoader):  # type: ignore[misc]
    """Reads YAML strictly where staff could lose content without noticing."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """Refuse a field that stands twice: YAML itself would silently keep only the last one."""
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is not None and key in seen:
                problem = f"„{key}“ steht doppelt"
                raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)

    def construct_yaml_timestamp(self, node: Any) -> Any:
        """Keep a date that does not exist as text, so that the check can name record and field."""
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return str(node.value)


Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_yaml_timestamp)


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
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UnreadableFile(name, f"eine Datei erwartet, sie fehlt unter {path}") from None
    except UnicodeDecodeError as error:
        raise _unreadable(name, yaml_faults.of_encoding(error)) from None
    except OSError as error:
        raise UnreadableFile(name, f"eine lesbare Datei erwartet: {error.strerror or error}") from None
    if conflict := yaml_faults.of_conflict(text):
        raise _unreadable(name, conflict)
    try:
        data = yaml.load(text, Loader=Loader)
    except yaml.YAMLError as error:
        raise _unreadable(name, yaml_faults.of_yaml(error, text)) from None
    if cut := yaml_faults.of_cut_text(text):
        raise _unreadable(name, cut)
    return RawFile(name, data)


def _unreadable(name: str, fault: yaml_faults.Fault) -> UnreadableFile:
    return UnreadableFile(name + fault.place, fault.problem)


def digest(folder: Path) -> str:
    """Return a hash over all files of ``folder`` as they are, without reading what is in them.

    Raises:
        OSError: one of them cannot be read.
    """
    found = sha256()
    for path in sorted(folder.rglob("*.yaml")):
        content = path.read_bytes()
        found.update(f"{path.relative_to(folder)} {len(content)} ".encode() + content)
    return found.hexdigest()


def read_folder(folder: Path, name: str) -> Iterator[RawFile]:
    """Read all YAML files of a sub-folder in the order of their names; a missing sub-folder has none."""
    for file_name in names(folder, name):
        yield read_file(folder, file_name)


def names(folder: Path, name: str) -> list[str]:
    """Return the YAML files below a sub-folder, relative to ``folder`` and sorted."""
    return [str(path.relative_to(folder)) for path in sorted((folder / name).rglob("*.yaml"))]


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
