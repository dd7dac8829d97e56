"""Checking all files: every defect is reported with file, record, field, what was expected and what was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.knowledge import files, schema
from bot.knowledge.applications.schema import ApplicationModel
from bot.knowledge.emergencies.faults import faults_of
from bot.knowledge.emergencies.schema import CaseQuestionModel, EmergencyKindModel, Written
from bot.knowledge.plausible import damaged, is_talk
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.verdicts.schema import VerdictRuleModel
from bot.language.text.normalise import fold

_MESSAGES = {
    "value_error.missing": "dieses Feld erwartet, es fehlt",
    "value_error.extra": "kein Feld dieses Namens vorgesehen",
    "type_error.none.not_allowed": "ein Wert erwartet",
    "type_error.integer": "eine ganze Zahl erwartet",
    "type_error.float": "eine Zahl erwartet",
    "type_error.list": "eine Liste erwartet",
    "type_error.dict": "ein Eintrag mit Feldern erwartet",
    "type_error.str": "ein Text erwartet, notfalls in Anführungszeichen",
    "value_error.any_str.min_length": "ein Text erwartet, der nicht leer ist",
    "value_error.any_str.max_length": "höchstens {limit_value} Zeichen erwartet",
    "value_error.number.not_ge": "eine Zahl ab {limit_value} erwartet",
    "value_error.number.not_le": "eine Zahl bis {limit_value} erwartet",
}
_NO_LIST = "eine Liste von Einträgen erwartet, jeder beginnt mit „- “"
_LONGEST_FINDING = 80
_NO_CONTENT = re.compile(r"\..*|.*~|~\$.*|#.*#|.*\.md|thumbs\.db|desktop\.ini", re.IGNORECASE)
"""Files that hold nothing for owners: what editors and systems leave behind, and notes for staff."""
_ONCE_TOO_OFTEN = 2
"""Records that two files share before one of them is a copy; a single one is a slip in its id."""
_TALK_AT_ANY_TIME = "eine Frage erwartet; das hier sagt man in jedem Gespräch"

ReadFile = Callable[[Path, str], files.RawFile]
"""Reads a file of a folder, as ``bot.knowledge.files.read_file`` does."""


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


class BrokenContent(Exception):  # noqa: N818
    """The content has defects; nothing was loaded."""

    def __init__(self, defects: Iterable[Defect]) -> None:
        self.defects = tuple(defects)
        super().__init__("\n".join(str(defect) for defect in self.defects))


class _Kind:
    """All records of one kind: ``models`` the sound ones, ``file_of`` the file of every one, broken ones included."""

    def __init__(self) -> None:
        self.models: dict[str, Any] = {}
        self.file_of: dict[str, str] = {}
        self.complete = True

    def may_know(self, target: str) -> bool:
        """Whether ``target`` exists. A file that cannot be read may hold it: one defect must not cause twenty."""
        return target in self.file_of or not self.complete


class ContentCheck:
    """Reads and checks a folder of knowledge files. For one use."""

    def __init__(self, folder: Path, read: ReadFile = files.read_file) -> None:
        """``folder`` holds the files as described in ``data/knowledge/README.md``; ``read`` reads one of them."""
        self._folder = folder
        self._read_file = read
        self._defects: list[Defect] = []
        self._digest = sha256()

    def knowledge(self) -> KnowledgeBase:
        """Return the whole content.

        Raises:
            BrokenContent: with all defects found, not only the first.
        """
        programmes = self._kind(files.PROGRAMMES, schema.ProgrammeModel)
        cases = self._kind(files.CASES, schema.CaseStudyModel)
        articles = self._kind(files.ARTICLES, schema.ArticleModel)
        topics = self._kind(files.KNOWLEDGE_TOPICS, schema.TopicModel)
        terms = self._kind(files.GLOSSARY, schema.TermModel, "term")
        regions = self._kind(files.REGIONS, schema.RegionModel, "code")
        rules = self._kind(files.VERDICTS, VerdictRuleModel)
        applications = self._kind(files.APPLICATIONS, ApplicationModel, "programme")
        contacts = self._unnamed(files.CONTACTS, schema.EmergencyContactModel)
        phrasings = self._phrasings(articles)
        emergencies = self._emergencies(articles)
        self._programme_references(programmes, regions)
        self._unique_names(programmes, ("name", "short_name", "aliases"))
        self._unique_names(terms, ("term", "synonyms"))
        self._former_ids(programmes)
        for id_, case in cases.models.items():
            self._reference(cases, id_, "region", case.region, regions, "ein Land aus regions.yaml")
            for target in case.articles:
                self._reference(cases, id_, "articles", target, articles, "die Kennung eines Artikels")
        for id_, article in articles.models.items():
            for target in article.related or ():
                self._reference(articles, id_, "related", target, articles, "die Kennung eines Artikels")
            self._reference(articles, id_, "topic", article.topic, topics, "die Kennung eines Themas aus topics/")
        self._topics(topics, articles)
        for id_, rule in rules.models.items():
            self._reference(rules, id_, "topic", rule.topic, topics, "die Kennung eines Themas aus topics/")
        for id_ in applications.models:
            self._reference(applications, id_, "programme", id_, programmes, "die Kennung eines Programms")
        self._unknown_files()
        if self._defects:
            raise BrokenContent(self._defects)
        return KnowledgeBase(
            version=self._digest.hexdigest(),
            programmes={id_: model.record() for id_, model in programmes.models.items()},
            case_studies={id_: model.record() for id_, model in cases.models.items()},
            articles={id_: model.record(phrasings.get(id_, ())) for id_, model in articles.models.items()},
            verdicts={id_: model.record() for id_, model in rules.models.items()},
            applications={id_: model.record() for id_, model in applications.models.items()},
            emergencies=emergencies.record(),
            contacts=tuple(model.record() for model in contacts),
            topics={id_: model.record() for id_, model in topics.models.items()},
            terms={id_: model.record() for id_, model in terms.models.items()},
            regions={id_: model.record() for id_, model in regions.models.items()},
        )

    def _report(self, file: str, record: str, field: str, problem: str, found: Any = None) -> None:
        self._defects.append(Defect(file, record, field, problem, None if found is None else _short(found)))

    def _read(self, name: str) -> tuple[list[files.RawFile], bool]:
        """Return the readable files of a folder or the one file, and whether all could be read."""
        names = [name] if name.endswith(".yaml") else files.names(self._folder, name)
        readable = []
        for file_name in names:
            try:
                file = self._read_file(self._folder, file_name)
            except files.UnreadableFile as error:
                self._report(error.place, "", "", error.problem)
                continue
            self._digest.update(repr((file.name, file.data)).encode())
            readable.append(file)
        return readable, len(readable) == len(names)

    def _kind(self, name: str, model: type[BaseModel], key: str = "id") -> _Kind:
        kind = _Kind()
        raw, kind.complete = self._read(name)
        if not raw and kind.complete:
            self._report(name, "", "", "mindestens eine Datei erwartet, der Ordner ist leer oder fehlt")
            kind.complete = False
        for file in self._without_copies(raw, key):
            if isinstance(file.data, list):
                for number, row in enumerate(file.data, start=1):
                    self._row(file.name, number, row, model, key, kind)
            else:
                self._report(file.name, "", "", _NO_LIST)
                kind.complete = False
        return kind

    def _without_copies(self, raw: list[files.RawFile], key: str) -> list[files.RawFile]:
        """Return the files less those whose records mostly stand in another one: one defect, and the copy gets the blame (O27)."""
        rows = {file.name: file.data if isinstance(file.data, list) else [] for file in raw}
        ids = {name: {str(row.get(key)) for row in found if isinstance(row, dict)} for name, found in rows.items()}
        originals = []
        for file in raw:
            shorter = [
                name for name in ids if len(name) < len(file.name)
            ]  # "bund - Kopie.yaml" is the copy of "bund.yaml"
            shared = {name: len(ids[name] & ids[file.name]) for name in shorter}
            original = max(shared, key=lambda name: shared[name], default="")
            if shared.get(original, 0) >= max(_ONCE_TOO_OFTEN, len(ids[file.name]) / 2):
                problem = f"eine Kopie von {original}; bitte löschen und neue Einträge dort eintragen"
                self._report(file.name, "", "", problem)
            else:
                originals.append(file)
        return originals

    def _row(self, file: str, number: int, row: Any, model: type[BaseModel], key: str, kind: _Kind) -> None:
        name = f"Eintrag {number}"
        if not isinstance(row, dict):
            return self._report(file, name, "", "ein Eintrag mit Feldern erwartet", row)
        if isinstance(row.get(key), str) and row[key].strip():
            name = row[key].strip()
        if name in kind.file_of and row.get(key):
            problem = f"eine Kennung erwartet, die nur einmal vorkommt; sie steht schon in {kind.file_of[name]}"
            return self._report(file, name, key, problem)
        kind.file_of[name] = file
        try:
            kind.models[name] = model.parse_obj(row)
        except ValidationError as error:
            self._defects.extend(defects_of(file, name, row, error))

    def _unnamed(self, name: str, model: type[BaseModel]) -> list[Any]:
        """Return the records of a file in which several may have the same name."""
        found = []
        for file in self._read(name)[0]:
            if not isinstance(file.data, list):
                self._report(file.name, "", "", _NO_LIST)
                continue
            for number, row in enumerate(file.data, start=1):
                try:
                    found.append(model.parse_obj(row))
                except ValidationError as error:
                    self._defects.extend(defects_of(file.name, f"Eintrag {number}", row, error))
        return found

    def _emergencies(self, articles: _Kind) -> Written:
        """Return what is known of emergencies, as far as it is sound."""
        kinds = self._kind(files.KINDS, EmergencyKindModel)
        questions = self._kind(files.QUESTIONS, CaseQuestionModel)
        other = [text for file in self._read(files.OTHER)[0] for text in self._sentences(file)]
        known = articles.models if articles.complete and len(articles.models) == len(articles.file_of) else {}
        sound = all(kind.complete and len(kind.models) == len(kind.file_of) for kind in (kinds, questions))
        if sound:  # one defect must not cause twenty
            for record, field, problem, found in faults_of(kinds.models, questions.models, known):
                file = files.KINDS if record in kinds.file_of else files.QUESTIONS
                self._report(file, record, field, problem, found)
        return Written(kinds=list(kinds.models.values()), questions=list(questions.models.values()), other=other)

    def _sentences(self, file: files.RawFile) -> list[str]:
        if not isinstance(file.data, list) or not all(isinstance(text, str) and text.strip() for text in file.data):
            self._report(file.name, "", "", "eine Liste von Sätzen erwartet", _not_a_sentence(file.data))
            return []
        return list(file.data)

    def _phrasings(self, articles: _Kind) -> dict[str, list[str]]:
        collected: dict[str, list[str]] = {}
        owners: dict[str, str] = {}
        for id_, article in articles.models.items():
            for text in (article.question, *article.alt_questions):
                self._claim(owners, articles.file_of[id_], id_, text)
        for file in self._read(files.PHRASINGS)[0]:
            if file.data is not None and not isinstance(file.data, dict):
                self._report(file.name, "", "", "je Artikel eine Zeile „kennung:“ und darunter die Fragen erwartet")
                continue
            for article_id, texts in (file.data or {}).items():
                if not articles.may_know(article_id):
                    self._report(file.name, str(article_id), "", "die Kennung eines vorhandenen Artikels erwartet")
                elif not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
                    self._report(
                        file.name, str(article_id), "", "eine Liste von Sätzen erwartet", _not_a_sentence(texts)
                    )
                else:
                    collected.setdefault(article_id, []).extend(texts)
                    for text in texts:
                        self._claim(owners, file.name, article_id, text)
                        if problem := damaged(text):
                            self._report(file.name, article_id, "", problem, text)
        return collected

    def _claim(self, owners: dict[str, str], file: str, article_id: str, text: str) -> None:
        compared, is_said_anywhere = _compared(text)
        if is_said_anywhere:
            return self._report(file, article_id, "", _TALK_AT_ANY_TIME, text)
        owner = owners.setdefault(compared, article_id)
        if owner != article_id:
            self._report(
                file, article_id, "", f"eine Frage erwartet, die nicht schon zum Artikel „{owner}“ gehört", text
            )

    def _topics(self, topics: _Kind, articles: _Kind) -> None:
        self._unique_names(topics, ("name", "aliases"))
        for id_, topic in topics.models.items():
            for target in topic.related:
                self._reference(topics, id_, "related", target, topics, "die Kennung eines Themas")
            for facet, target in topic.covers.items():
                self._reference(topics, id_, f"covers.{facet}", target, articles, "die Kennung eines Artikels")

    def _unknown_files(self) -> None:
        """Report files that nothing reads: what stands in them would be missed by nobody (O22)."""
        read = {files.CASES, files.GLOSSARY, files.REGIONS, files.CONTACTS, files.VERDICTS, files.APPLICATIONS}
        read |= {*files.READ_ELSEWHERE, files.KINDS, files.QUESTIONS, files.OTHER}
        for folder in (files.PROGRAMMES, files.ARTICLES, files.PHRASINGS, files.KNOWLEDGE_TOPICS):
            read.update(files.names(self._folder, folder))
        for path in sorted(self._folder.rglob("*")):
            name = str(path.relative_to(self._folder))
            is_hidden = any(part.startswith(".") for part in path.relative_to(self._folder).parts)  # such as .git
            if path.is_file() and not is_hidden and name not in read and not _NO_CONTENT.fullmatch(path.name):
                self._report(name, "", "", "eine Datei erwartet, die zum Inhalt gehört; diese liest niemand")

    def _programme_references(self, programmes: _Kind, regions: _Kind) -> None:
        for id_, programme in programmes.models.items():
            self._reference(
                programmes, id_, "successor_id", programme.successor_id, programmes, "die Kennung eines Programms"
            )
            for target in programme.related_ids:
                self._reference(programmes, id_, "related_ids", target, programmes, "die Kennung eines Programms")
            for code in programme.regions:
                if code != "DE":
                    self._reference(programmes, id_, "regions", code, regions, "ein Land aus regions.yaml")

    def _reference(self, kind: _Kind, id_: str, field: str, target: str | None, targets: _Kind, expected: str) -> None:
        if target is not None and not targets.may_know(target):
            self._report(kind.file_of[id_], id_, field, f"{expected} erwartet", target)
        elif target == id_ and kind is targets:
            self._report(kind.file_of[id_], id_, field, "einen anderen Eintrag als sich selbst erwartet", target)

    def _unique_names(self, kind: _Kind, fields: Sequence[str]) -> None:
        owners: dict[str, str] = {}
        for field in fields:  # a record's own name before the other names of all others
            for id_, model in kind.models.items():
                value = getattr(model, field)
                for name in [value] if isinstance(value, str) else value:
                    owner = owners.setdefault(fold(name), id_)
                    if owner != id_:
                        problem = f"einen Namen erwartet, der nicht schon „{owner}“ meint"
                        self._report(kind.file_of[id_], id_, field, problem, name)

    def _former_ids(self, programmes: _Kind) -> None:
        owners = {id_: id_ for id_ in programmes.file_of}
        for id_, programme in programmes.models.items():
            for former in programme.former_ids:
                if owners.setdefault(former, id_) != id_:
                    problem = "eine frühere Kennung erwartet, die kein anderer Eintrag trägt"
                    self._report(programmes.file_of[id_], id_, "former_ids", problem, former)


@lru_cache(maxsize=2**17)
def _compared(text: str) -> tuple[str, bool]:
    """Return how a question is compared, and whether it is said in any talk; the desk checks the same fifty thousand often."""
    return fold(text), is_talk(text)


def defects_of(file: str, name: str, row: dict[str, Any], error: ValidationError) -> Iterator[Defect]:
    """Yield what is wrong with one record: ``name`` of ``file``, given as ``row``, which its model has refused with ``error``."""
    for item in error.errors():
        path = [part for part in item["loc"] if part != "__root__"]
        context = item.get("ctx", {})
        problem = _MESSAGES.get(item["type"], "").format(**context) or item["msg"]
        if "permitted" in context:
            problem = "einer dieser Werte erwartet: " + ", ".join(context["permitted"])
        yield Defect(file, name, ".".join(map(str, path)), problem, _found(row, path))


def _found(row: Any, path: Iterable[Any]) -> str | None:
    for part in path:
        try:
            row = row[part]
        except (KeyError, IndexError, TypeError):
            return None
    return "nichts" if row is None else _short(row)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_FINDING else text[: _LONGEST_FINDING - 1] + "…"


def _not_a_sentence(texts: Any) -> Any:
    if not isinstance(texts, list):
        return "nichts" if texts is None else texts
    return next((repr(text) for text in texts if not (isinstance(text, str) and text.strip())), None)


def read_knowledge(folder: Path, read: ReadFile = files.read_file) -> KnowledgeBase:
    """Read and check the files in ``folder``; ``read`` reads one of them.

    Raises:
        BrokenContent: the content has defects.
    """
    return ContentCheck(folder, read).knowledge()
