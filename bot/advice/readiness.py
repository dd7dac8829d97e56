"""How digital is the firm? Twelve questions over four themes, and what the answers say.

Method, stages and the published models behind them: ``docs/readiness.md``. The questions are content
(``data/knowledge/readiness.yaml``).
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Extra, ValidationError, conlist, constr
from rapidfuzz import fuzz

from bot.knowledge.checking import Defect
from bot.knowledge.files import UnreadableFile, read_file
from bot.knowledge.records import KnowledgeBase
from bot.language.facts.topic import TOPIC_NAMES
from bot.language.text.words import plain
from bot.settings import KNOWLEDGE_DIR, VAR_DIR

logger = logging.getLogger(__name__)

FILE = "readiness.yaml"
SKIPPED = -1
"""Stands for "I don't know": it counts as not answered."""
HIGHEST = 3
QUESTIONS, THEMES = 12, 4
LONGEST_LABEL = 28
"""Characters that fit on a button on a phone."""
STAGES = ((0, "Am Anfang"), (25, "Erste Schritte"), (50, "Gut unterwegs"), (75, "Weit vorn"))
"""Percent from which a stage begins, and its name."""

_FILLERS = re.compile(r"(?:(?:also|na ja|naja|tja|leider|eher|wohl|ich glaube|ich denke|ich wuerde sagen|bei uns) )+")
_SKIP = re.compile(
    r"(?:(?:ich |wir |das |dazu )?(?:weiss|wissen) (?:(?:ich|wir|es|das|leider|gerade|so|genau) )*(?:nicht|net|nit|ned)"
    r"|(?:ich |wir )?(?:habe |haben )?(?:leider )?keinen? (?:ahnung|plan|angabe)|k ?a"
    r"|(?:bitte )?(?:ueberspringen|weiter)(?: bitte)?|(?:ich )?(?:kann|moechte) (?:ich )?(?:das )?nicht sagen|unklar"
    r"|(?:das )?trifft (?:auf uns |bei uns |hier )?nicht zu|(?:das )?passt (?:alles |bei uns )?nicht|nicht zutreffend"
    r"|(?:das )?gibt es (?:bei uns )?nicht)"
)
_PLACES = {
    **dict.fromkeys(("1", "a", "eins", "erste"), 0),
    **dict.fromkeys(("2", "b", "zwei", "zweite"), 1),
    **dict.fromkeys(("3", "c", "drei", "dritte"), 2),
    **dict.fromkeys(("4", "d", "vier", "vierte", "letzte"), 3),
}
_PLACE = re.compile(
    r"(?:ich (?:nehme|waehle) )?(?:die |das |der )?(?:(?:antwort|nummer|nr|option|moeglichkeit) )?"
    r"(?:(?P<count>[1-4]|[a-d]|eins|zwei|drei|vier)|(?P<order>erste|zweite|dritte|vierte|letzte)[srn]?)"
    r"(?: (?:antwort|option|moeglichkeit))?(?: bitte)?"
)
_YES_OR_NO = ("ja", "nein")
_SURE, _AHEAD = 82, 8
"""How alike (0 to 100) a typed answer must be to a label, and how much more than to any other."""


@dataclass(frozen=True)
class Option:
    """An answer. ``level``: 0 (not at all) to 3 (fully)."""

    level: int
    label: str


@dataclass(frozen=True)
class Question:
    """One question. ``why`` says what it is asked for, ``article`` and ``topic`` what helps, ``step`` what to do next."""

    id: str
    theme: str
    text: str
    why: str
    options: tuple[Option, ...]
    topic: str
    article: str
    step: str


@dataclass(frozen=True)
class ThemeScore:
    """How far a theme is. ``percent``: None if nothing was answered."""

    theme: str
    percent: int | None
    answered: int
    asked: int


@dataclass(frozen=True)
class Result:
    """The whole picture. ``percent`` and ``stage`` are None if nothing was answered."""

    themes: tuple[ThemeScore, ...]
    percent: int | None
    stage: str | None
    unanswered: int


@dataclass(frozen=True)
class ReadinessCheck:
    """All questions in the order in which they are asked."""

    questions: tuple[Question, ...]


class _QuestionModel(BaseModel):
    id: constr(regex=r"^[a-z][a-z-]*$")  # type: ignore[valid-type]
    theme: constr(min_length=1)  # type: ignore[valid-type]
    text: constr(min_length=5)  # type: ignore[valid-type]
    why: constr(min_length=5)  # type: ignore[valid-type]
    answers: conlist(constr(min_length=1, max_length=LONGEST_LABEL), min_items=HIGHEST + 1, max_items=HIGHEST + 1)  # type: ignore[valid-type]
    topic: str
    article: str
    step: constr(min_length=5)  # type: ignore[valid-type]

    class Config:
        extra = Extra.forbid

    def record(self) -> Question:
        options = tuple(Option(level, label) for level, label in enumerate(self.answers))
        return Question(self.id, self.theme, self.text, self.why, options, self.topic, self.article, self.step)


_PROBLEMS = {
    "value_error.missing": "dieses Feld erwartet, es fehlt",
    "value_error.extra": "kein Feld dieses Namens vorgesehen",
    "type_error.none.not_allowed": "ein Wert erwartet",
    "type_error.list": "eine Liste erwartet",
    "type_error": "ein Eintrag mit Feldern erwartet",
    "type_error.str": "ein Text erwartet, notfalls in Anführungszeichen",
    "value_error.any_str.min_length": "ein Text mit mindestens {limit_value} Zeichen erwartet",
    "value_error.any_str.max_length": "ein Text mit höchstens {limit_value} Zeichen erwartet",
    "value_error.list.min_items": "genau {limit_value} Antworten erwartet",
    "value_error.list.max_items": "genau {limit_value} Antworten erwartet",
    "value_error.str.regex": "eine Kennung aus kleinen Buchstaben und Bindestrichen erwartet",
}
"""What staff read for each kind of error that the model above can find."""


class BrokenCheckError(ValueError):
    """The questions have faults; the message (German) names file, question and field."""


def load_check(path: Path) -> ReadinessCheck:
    """Return the questions in a file.

    Raises:
        BrokenCheckError: with a line for each fault.
    """
    try:
        rows = read_file(path.parent, path.name).data
    except UnreadableFile as error:
        raise BrokenCheckError(str(error)) from error
    if not isinstance(rows, list):
        raise BrokenCheckError(f"{path.name}: eine Liste von Fragen erwartet, jede beginnt mit „- “")
    defects: list[Defect] = []
    found: list[Question] = []
    for place, row in enumerate(rows, start=1):
        name = str(row.get("id") or f"Frage {place}") if isinstance(row, dict) else f"Frage {place}"
        try:
            found.append(_QuestionModel.parse_obj(row).record())
        except ValidationError as error:
            defects += [_defect(path.name, name, row, item) for item in error.errors()]
    if defects:
        raise BrokenCheckError("\n".join(map(str, defects)))
    return ReadinessCheck(tuple(found))


def _defect(file: str, name: str, row: Any, error: Mapping[str, Any]) -> Defect:
    path = [part for part in error["loc"] if part != "__root__"]
    problem = _PROBLEMS.get(error["type"], error["msg"]).format(**error.get("ctx", {}))
    for part in path:
        try:
            row = row[part]
        except (KeyError, IndexError, TypeError):
            row = None
    return Defect(file, name, ".".join(map(str, path)), problem, row if isinstance(row, str) else None)


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions in a file; raises like :func:`load_check`."""
    return load_check(path).questions


def check_faults(check: ReadinessCheck, kb: KnowledgeBase) -> list[str]:
    """Return what does not fit together: numbers of questions, doubles, unknown topics and articles."""
    return [str(defect) for defect in (*_number_defects(check), *_question_defects(check, kb))]


def faults_of(questions: tuple[Question, ...], knowledge: KnowledgeBase) -> list[str]:
    """Return what does not fit together in these questions; see :func:`check_faults`."""
    return check_faults(ReadinessCheck(questions), knowledge)


def _number_defects(check: ReadinessCheck) -> Iterator[Defect]:
    each = QUESTIONS // THEMES
    themes = [question.theme for question in check.questions]
    in_blocks = [theme for theme in dict.fromkeys(themes) for _ in range(each)]
    if len(themes) != QUESTIONS or themes != in_blocks:
        problem = f"{QUESTIONS} Fragen zu {THEMES} Themen erwartet, je {each} hintereinander"
        yield Defect(FILE, "", "", problem, f"{len(themes)} Fragen zu {len(set(themes))} Themen")


def _question_defects(check: ReadinessCheck, kb: KnowledgeBase) -> Iterator[Defect]:
    seen: set[str] = set()
    for question in check.questions:
        if question.id in seen:
            yield Defect(FILE, question.id, "id", "eine Kennung erwartet, die nur einmal vorkommt")
        seen.add(question.id)
        if question.topic not in TOPIC_NAMES:
            yield Defect(FILE, question.id, "topic", "ein bekanntes Thema erwartet", question.topic)
        if question.article not in kb.articles:
            yield Defect(FILE, question.id, "article", "die Kennung eines Artikels erwartet", question.article)
        labels: set[str] = set()
        for option in question.options:
            if len(option.label) > LONGEST_LABEL:
                problem = f"ein Text mit höchstens {LONGEST_LABEL} Zeichen erwartet"
                yield Defect(FILE, question.id, "answers", problem, option.label)
            if plain(option.label) in labels:
                yield Defect(FILE, question.id, "answers", "vier verschiedene Antworten erwartet", option.label)
            labels.add(plain(option.label))


@lru_cache(maxsize=1)
def questions() -> tuple[Question, ...]:
    """Return the questions in order, read once in this process; where the file is broken, those that were sound last.

    Raises:
        BrokenCheckError: the file is broken, and never was anything else on this machine.
    """
    path, kept = KNOWLEDGE_DIR / FILE, VAR_DIR / "last-good" / FILE
    try:
        found = read_questions(path)
    except BrokenCheckError:
        if not kept.exists():
            raise
        logger.error("%s is broken; the questions of before are asked. 'lotse knowledge check' says more.", FILE)
        return read_questions(kept)
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, kept.with_suffix(".part"))
        kept.with_suffix(".part").replace(kept)
    return found


def read_answer(question: Question, text: str) -> int | None:
    """Return the level that ``text`` chooses, ``SKIPPED`` for "I don't know", or None if it is no answer.

    Apart from a label word for word, nothing with a question mark is an answer, so that it can be answered instead.
    """
    labels = {plain(option.label): option.level for option in question.options}
    words = plain(text)
    if words in labels:
        return labels[words]
    words = words[filler.end() :] if (filler := _FILLERS.match(words)) else words
    if "?" in text or not words:
        return None
    if words not in labels and _SKIP.fullmatch(words):
        return SKIPPED
    level = labels.get(words, _similar(words, labels))
    return level if level is not None else _chosen(words, labels)


def _similar(words: str, labels: Mapping[str, int]) -> int | None:
    """Return the level of the label that was meant in spite of typing errors, if no other comes close."""
    ranked = sorted(((fuzz.ratio(words, label), level) for label, level in labels.items()), reverse=True)
    (best, level), (second, _) = ranked[:2]
    return level if best >= _SURE and best - second >= _AHEAD else None


def _chosen(words: str, labels: Mapping[str, int]) -> int | None:
    """Return the level named by its place, or by "ja" or "nein" where just one label begins so."""
    place = _PLACE.fullmatch(words)
    if place:
        return _PLACES[place["count"] or place["order"]]
    if words in _YES_OR_NO:
        meant = [level for label, level in labels.items() if label.split()[0] == words]
        return meant[0] if len(meant) == 1 else None
    return None


def score(answers: Mapping[str, int]) -> Result:
    """Weigh the answers (question id to level). Each theme is the mean of its answered questions, the firm that of its themes."""
    themes = []
    for name in dict.fromkeys(question.theme for question in questions()):
        asked = [question.id for question in questions() if question.theme == name]
        levels = [answers[id_] for id_ in asked if answers.get(id_, SKIPPED) != SKIPPED]
        percent = round(100 * sum(levels) / (HIGHEST * len(levels))) if levels else None
        themes.append(ThemeScore(name, percent, len(levels), len(asked)))
    return result_of_themes(tuple(themes))


def result_of_themes(themes: tuple[ThemeScore, ...]) -> Result:
    """Put the themes together. Themes without an answer do not count."""
    percents = [theme.percent for theme in themes if theme.percent is not None]
    unanswered = sum(theme.asked - theme.answered for theme in themes)
    if not percents:
        return Result(themes, None, None, unanswered)
    overall = round(sum(percents) / len(percents))
    return Result(themes, overall, stage_of(overall), unanswered)


def stage_of(percent: int) -> str:
    """Return the name of the stage."""
    return next(name for start, name in reversed(STAGES) if percent >= start)


def result_words(result: Result) -> str:
    """Return the result in short sentences; the themes one by one stand in the picture."""
    if result.percent is None:
        return "Zu keiner Frage gab es eine Antwort."
    known = [theme for theme in result.themes if theme.percent is not None]
    best = max(known, key=lambda theme: theme.percent or 0)
    worst = min(known, key=lambda theme: theme.percent or 0)
    texts = [f"**Ihr Betrieb: {result.stage}** ({result.percent} von 100)."]
    if best.percent == worst.percent:
        texts.append("Alle Themen liegen gleichauf.")
    else:
        texts.append(f"Am weitesten sind Sie beim Thema „{best.theme}“ ({best.percent}).")
        texts.append(f"Am meisten zu holen ist beim Thema „{worst.theme}“ ({worst.percent}).")
    if result.unanswered:
        number = "Eine Frage" if result.unanswered == 1 else f"{result.unanswered} Fragen"
        texts.append(f"{number} ohne Antwort {'zählt' if result.unanswered == 1 else 'zählen'} nicht mit.")
    return " ".join(texts)
