"""What the rows on emergencies must have together: an answer for every kind, articles that exist, no figure of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.knowledge.emergencies.schema import MADE, CaseQuestionModel, EmergencyKindModel
from bot.language.text.normalise import fold

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NEVER_AGE = frozenset({"110", "112"})
Fault = tuple[str, str, str, str | None]
"""Record, field, what is wrong in German, what stands there."""


def faults_of(
    kinds: Mapping[str, EmergencyKindModel], questions: Mapping[str, CaseQuestionModel], articles: Mapping[str, Any]
) -> Iterator[Fault]:
    """Yield what is wrong. ``articles``: the models of all articles by id; none of them where they cannot be read."""
    for kind in kinds.values():
        texts = (*kind.first, *kind.next, *kind.never, kind.told, kind.say, kind.after)
        for asked in kind.likely:
            if asked not in questions:
                yield kind.id, "likely", "die Kennung einer Frage aus questions.yaml erwartet", asked
        yield from _of_text(kind.id, "articles", texts, kind.articles, articles)
        yield from _unknown(kind.id, "special", (*kind.special, *kind.learns_from), articles)
    for question in questions.values():
        yield from _unknown(question.id, "learns_from", question.learns_from, articles)
        yield from _uncovered(question, kinds)
        for number, answer in enumerate(question.answers, start=1):
            place = f"answers.{number}"
            yield from _of_text(question.id, place, (answer.text, answer.again), answer.articles, articles)
    yield from _twice(kinds, questions)


def _uncovered(question: CaseQuestionModel, kinds: Mapping[str, EmergencyKindModel]) -> Iterator[Fault]:
    named = [kind for answer in question.answers for kind in answer.kinds]
    for kind in named:
        if kind not in kinds:
            yield question.id, "answers", "die Kennung einer Art aus kinds.yaml erwartet", kind
        elif named.count(kind) > 1:
            yield question.id, "answers", "für jede Art nur eine Antwort erwartet", kind
    general = [answer for answer in question.answers if not answer.kinds]
    left_out = [kind for kind in kinds if kind not in named]
    if question.id not in MADE and left_out and not general:
        yield (
            question.id,
            "answers",
            "eine Antwort für jede Art erwartet, oder eine ohne „kinds“ für alle übrigen; es fehlt",
            (", ".join(left_out)),
        )
    if len(general) > 1:
        yield question.id, "answers", "nur eine Antwort ohne „kinds“ erwartet", str(len(general))


def _of_text(
    record: str, place: str, texts: Sequence[str], cited: Sequence[str], articles: Mapping[str, Any]
) -> Iterator[Fault]:
    """Yield articles that do not exist, and figures that stand in none of the articles named."""
    yield from _unknown(record, place, cited, articles)
    if not articles:
        return
    known = set(_NEVER_AGE)
    for id_ in cited:
        if id_ in articles:
            known |= set(_FIGURE.findall(articles[id_].json(ensure_ascii=False)))
    for text in texts:
        for figure in _FIGURE.findall(text):
            if figure not in known:
                yield record, place, "eine Zahl erwartet, die in einem der genannten Artikel steht", figure


def _unknown(record: str, place: str, named: Sequence[str], articles: Mapping[str, Any]) -> Iterator[Fault]:
    for id_ in named:
        if articles and id_ not in articles:
            yield record, place, "die Kennung eines vorhandenen Artikels erwartet", id_


def _twice(kinds: Mapping[str, EmergencyKindModel], questions: Mapping[str, CaseQuestionModel]) -> Iterator[Fault]:
    """Yield sentences that two kinds or two questions claim: nothing can be learnt from them."""
    groups = (
        ("tells", {kind.id: kind.tells for kind in kinds.values()}),
        ("asks", {question.id: [question.button, *question.asks] for question in questions.values()}),
    )
    for field, ways in groups:
        owners: dict[str, str] = {}
        for id_, texts in ways.items():
            for text in texts:
                owner = owners.setdefault(fold(text), id_)
                if owner != id_:
                    yield id_, field, f"einen Satz erwartet, der nicht schon bei „{owner}“ steht", text
