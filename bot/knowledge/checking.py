"""Checking all files at once: every defect is reported with file, record, field, what was expected and what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.knowledge import files, schema
from bot.knowledge.records import KnowledgeBase
from bot.language.normalise import fold

_MESSAGES = {
    "value_error.missing": "dieses Feld erwartet, es fehlt",
    "value_error.extra": "kein Feld dieses Namens vorgesehen",
    "type_error.none.not_allowed": "ein Wert erwartet",
    "type_error.integer": "eine ganze Zahl erwartet",
    "type_error.float": "eine Zahl erwartet",
    "type_error.list": "eine Liste erwartet",
    "type_error.str": "ein Text erwartet",
    "value_error.any_str.min_length": "ein Text erwartet, der nicht leer ist",
    "value_error.date": "ein Datum der Form JJJJ-MM-TT erwartet",
    "value_error.number.not_ge": "eine Zahl ab 0 erwartet",
}


@dataclass(frozen=True)
class Defect:
    """One thing wrong with the content."""

    file: str
    record: str
    field: str
    problem: str
    found: str | None = None

    def __str__(self) -> str:
        """Return one line for staff."""
        place = " › ".join(part for part in (self.file, self.record, self.field) if part)
        return f"{place}: {self.problem}" + (f"; dort steht: {self.found}" if self.found is not None else "")


class BrokenContent(Exception):
    """The content has defects; nothing was loaded."""

    def __init__(self, defects: Iterable[Defect]) -> None:
        self.defects = tuple(defects)
        super().__init__("\n".join(str(defect) for defect in self.defects))


class ContentCheck:
    """Reads and checks a folder of knowledge files."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds the files as described in ``data/knowledge/README.md``."""
        self._folder = folder
        self._defects: list[Defect] = []
        self._digest = sha256()

    def knowledge(self) -> KnowledgeBase:
        """Return the whole content.

        Raises:
            BrokenContent: with all defects found, not only the first.
        """
        programmes = self._models(self._list(files.PROGRAMMES), schema.ProgrammeModel)
        cases = self._models(self._list(files.CASES), schema.CaseStudyModel)
        articles = self._models(self._list(files.ARTICLES), schema.ArticleModel)
        terms = self._models(self._list(files.GLOSSARY), schema.TermModel, "term")
        regions = self._models(self._list(files.REGIONS), schema.RegionModel, "code")
        phrasings = self._phrasings(articles)
        self._references(programmes, articles)
        if self._defects:
            raise BrokenContent(self._defects)
        return KnowledgeBase(
            version=self._digest.hexdigest(),
            programmes={id_: model.record() for id_, model in programmes.items()},
            case_studies={id_: model.record() for id_, model in cases.items()},
            articles={id_: model.record(phrasings.get(id_, ())) for id_, model in articles.items()},
            terms={id_: model.record() for id_, model in terms.items()},
            regions={id_: model.record() for id_, model in regions.items()},
        )

    def _list(self, name: str) -> list[files.RawFile]:
        try:
            found = [files.read_file(self._folder, name)] if name.endswith(".yaml") else list(files.read_folder(self._folder, name))
        except files.UnreadableFile as error:
            self._defects.append(Defect("", "", "", str(error)))
            return []
        if not found:
            self._defects.append(Defect(name, "", "", "mindestens eine Datei erwartet, der Ordner ist leer oder fehlt"))
        for file in found:
            self._digest.update(repr((file.name, file.data)).encode())
        return found

    def _models(self, raw: list[files.RawFile], model: Any, key: str = "id") -> dict[str, Any]:
        models: dict[str, Any] = {}
        for file in raw:
            if not isinstance(file.data, list):
                self._defects.append(Defect(file.name, "", "", "eine Liste von Einträgen erwartet, jeder beginnt mit „- “"))
                continue
            for number, row in enumerate(file.data, start=1):
                name = str(row.get(key) or f"Eintrag {number}") if isinstance(row, dict) else f"Eintrag {number}"
                if not isinstance(row, dict):
                    self._defects.append(Defect(file.name, name, "", "ein Eintrag mit Feldern erwartet", str(row)[:80]))
                    continue
                if name in models:
                    self._defects.append(Defect(file.name, name, key, "eine Kennung erwartet, die nur einmal vorkommt"))
                    continue
                self._parse(file.name, name, row, model, models)
        return models

    def _parse(self, file: str, name: str, row: dict[str, Any], model: type[BaseModel], models: dict[str, Any]) -> None:
        try:
            models[name] = model.parse_obj(row)
        except ValidationError as error:
            self._defects.extend(_defects(file, name, row, error))

    def _phrasings(self, articles: dict[str, Any]) -> dict[str, list[str]]:
        collected: dict[str, list[str]] = {}
        try:
            raw = list(files.read_folder(self._folder, files.PHRASINGS))
        except files.UnreadableFile as error:
            self._defects.append(Defect("", "", "", str(error)))
            return collected
        for file in raw:
            self._digest.update(repr((file.name, file.data)).encode())
            for article_id, texts in (file.data or {}).items() if isinstance(file.data, dict) else ():
                if article_id not in articles:
                    self._defects.append(Defect(file.name, str(article_id), "", "die Kennung eines Artikels erwartet"))
                elif not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
                    self._defects.append(Defect(file.name, article_id, "", "eine Liste von Sätzen erwartet"))
                else:
                    collected.setdefault(article_id, []).extend(texts)
        self._unique_phrasings(articles, collected)
        return collected

    def _unique_phrasings(self, articles: dict[str, Any], more: dict[str, list[str]]) -> None:
        owners: dict[str, str] = {}
        for article_id, article in articles.items():
            for text in (article.question, *article.alt_questions, *more.get(article_id, ())):
                owner = owners.setdefault(fold(text), article_id)
                if owner != article_id:
                    problem = f"eine Frage erwartet, die nicht schon zu „{owner}“ gehört"
                    self._defects.append(Defect("articles/phrasings", article_id, "", problem, text))

    def _references(self, programmes: dict[str, Any], articles: dict[str, Any]) -> None:
        for id_, programme in programmes.items():
            targets = [("successor_id", programme.successor_id)] if programme.successor_id else []
            targets += [("related_ids", target) for target in programme.related_ids]
            for field, target in targets:
                if target not in programmes:
                    self._defects.append(Defect("programmes", id_, field, "die Kennung eines Programms erwartet", target))
        for id_, article in articles.items():
            for target in article.related or ():
                if target not in articles:
                    self._defects.append(Defect("articles", id_, "related", "die Kennung eines Artikels erwartet", target))


def _defects(file: str, name: str, row: dict[str, Any], error: ValidationError) -> Iterator[Defect]:
    for item in error.errors():
        path = [str(part) for part in item["loc"] if part != "__root__"]
        problem = _MESSAGES.get(item["type"])
        if problem is None and "permitted" in item.get("ctx", {}):
            problem = "einer dieser Werte erwartet: " + ", ".join(item["ctx"]["permitted"])
        yield Defect(file, name, ".".join(path), problem or item["msg"], _found(row, item["loc"]))


def _found(row: Any, path: tuple[Any, ...]) -> str | None:
    for part in path:
        try:
            row = row[part]
        except (KeyError, IndexError, TypeError):
            return None
    text = "nichts" if row is None else str(row)
    return text if len(text) <= 80 else text[:77] + "…"


def read_knowledge(folder: Path) -> KnowledgeBase:
    """Read and check the files in ``folder``.

    Raises:
        BrokenContent: the content has defects.
    """
    return ContentCheck(folder).knowledge()
