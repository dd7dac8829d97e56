"""How digital is the firm? Twelve questions over four themes, and what the answers say.

Method, stages and the published models behind them: ``docs/readiness.md``. The questions are content
(``data/knowledge/readiness.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, Extra, ValidationError, conlist, constr
from rapidfuzz import fuzz

from bot.knowledge.records import KnowledgeBase
from bot.language.normalise import fold
from bot.language.topic import TOPIC_NAMES
from bot.settings import KNOWLEDGE_DIR

FILE = "readiness.yaml"
SKIPPED = -1
"""Stands for "I don't know": it counts as not answered."""
HIGHEST = 3
QUESTIONS, THEMES = 12, 4
LONGEST_LABEL = 28
"""Characters that fit on a button on a phone."""
STAGES = ((0, "Am Anfang"), (25, "Erste Schritte"), (50, "Gut unterwegs"), (75, "Weit vorn"))
"""Percent from which a stage begins, and its name."""

_SKIP = re.compile(
    r"(?:(?:das )?wei(?:ss|s) (?:ich )?(?:das )?(?:nicht|net|nit|ned)|keine ahnung|ka|kein plan|ueberspringen|weiter|keine angabe"
    r"|trifft (?:bei uns )?nicht zu|passt (?:alles )?nicht|gibt es (?:bei uns )?nicht|kann ich nicht sagen|unklar)"
)
_PLACES = {
    "eins": 0,
    "erste": 0,
    "a": 0,
    "zwei": 1,
    "zweite": 1,
    "b": 1,
    "drei": 2,
    "dritte": 2,
    "c": 2,
    "vier": 3,
    "vierte": 3,
    "d": 3,
}
_PLACE = re.compile(
    r"(?:die |das |der )?(?:(?:antwort|nummer|nr|stufe) )?"
    r"(?P<place>[1-4]|[a-d]|eins|zwei|drei|vier|(?:erste|zweite|dritte|vierte)[sr]?)"
)
_SURE, _AHEAD = 82, 8
"""How alike (0 to 100) a typed answer must be to a label, and how much more than to any other."""


@dataclass(frozen=True)
class Option:
    """An answer. ``level``: 0 (not at all) to 3 (fully)."""

    level: int
    label: str


@dataclass(frozen=True)
class Question:
    """One question. ``article`` and ``topic`` say what helps, ``step`` what to do next."""

    id: str
    theme: str
    text: str
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


class _QuestionModel(BaseModel):
    id: constr(regex=r"^[a-z][a-z-]*$")  # type: ignore[valid-type]
    theme: constr(min_length=1)  # type: ignore[valid-type]
    text: constr(min_length=5)  # type: ignore[valid-type]
    answers: conlist(constr(min_length=1, max_length=LONGEST_LABEL), min_items=4, max_items=4, unique_items=True)  # type: ignore[valid-type]
    topic: str
    article: str
    step: constr(min_length=5)  # type: ignore[valid-type]

    class Config:
        extra = Extra.forbid


class BrokenCheckError(ValueError):
    """The questions have faults; the message (German) names file, question and field."""


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions in a file.

    Raises:
        BrokenCheckError: with a line for each fault.
    """
    faults: list[str] = []
    questions: list[Question] = []
    for place, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")) or (), start=1):
        name = row.get("id", f"Frage {place}") if isinstance(row, dict) else f"Frage {place}"
        try:
            model = _QuestionModel.parse_obj(row)
        except ValidationError as error:
            faults += [f"{path.name} › {name} › {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
            continue
        options = tuple(Option(level, label) for level, label in enumerate(model.answers))
        questions.append(Question(model.id, model.theme, model.text, options, model.topic, model.article, model.step))
    if faults:
        raise BrokenCheckError("\n".join(faults))
    return tuple(questions)


def faults_of(questions: tuple[Question, ...], knowledge: KnowledgeBase) -> list[str]:
    """Return what does not fit together: numbers of questions, unknown topics and articles."""
    found = []
    if len(questions) != QUESTIONS or len({question.theme for question in questions}) != THEMES:
        found.append(f"{FILE}: {QUESTIONS} Fragen zu {THEMES} Themen erwartet")
    if len({question.id for question in questions}) != len(questions):
        found.append(f"{FILE}: jede Frage braucht eine eigene id")
    for question in questions:
        if question.topic not in TOPIC_NAMES:
            found.append(f"{FILE} › {question.id} › topic: kein bekanntes Thema; dort steht: {question.topic}")
        if question.article not in knowledge.articles:
            found.append(f"{FILE} › {question.id} › article: kein bekannter Artikel; dort steht: {question.article}")
    return found


@lru_cache(maxsize=1)
def questions() -> tuple[Question, ...]:
    """Return the questions in order, read once in this process."""
    return read_questions(KNOWLEDGE_DIR / FILE)


def read_answer(question: Question, text: str) -> int | None:
    """Return the level that ``text`` chooses, ``SKIPPED`` for "I don't know", or None if it is no answer."""
    words = " ".join(re.findall(r"\w+", fold(text)))
    labels = {" ".join(re.findall(r"\w+", fold(option.label))): option.level for option in question.options}
    if words in labels:
        return labels[words]
    if _SKIP.fullmatch(words):
        return SKIPPED
    place = _PLACE.fullmatch(words)
    if place:
        return _level(place["place"])
    if "?" in text or not words:
        return None
    ranked = sorted(((fuzz.ratio(words, label), level) for label, level in labels.items()), reverse=True)
    (best, level), (second, _) = ranked[:2]
    return level if best >= _SURE and best - second >= _AHEAD else None


def _level(place: str) -> int:
    return int(place) - 1 if place.isdigit() else _PLACES[place if place in _PLACES else place[:-1]]


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
