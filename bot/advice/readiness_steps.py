"""The three next steps after the readiness check, each with an article, a programme and an example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.advice.case_match import CaseHit
from bot.advice.case_match import match as match_cases
from bot.advice.funding import ProgrammeHit
from bot.advice.funding import match as match_programmes
from bot.advice.profile import FirmProfile
from bot.advice.readiness import HIGHEST, SKIPPED, Question, questions
from bot.knowledge.records import Article, KnowledgeBase

STEPS = 3
_FIRST = "datensicherheit"
"""Between equals this topic comes first: a lost customer file hurts more than a missing app."""


@dataclass(frozen=True)
class NextStep:
    """What to do, and what helps. ``programme`` and ``case`` are None where nothing fits."""

    question: Question
    text: str
    article: Article
    programme: ProgrammeHit | None
    case: CaseHit | None


def next_steps(
    answers: Mapping[str, int], profile: FirmProfile, knowledge: KnowledgeBase, today: dt.date
) -> tuple[NextStep, ...]:
    """Return the steps for the weakest answers, of different themes where there are as many; none twice, none for the best."""
    weakest = sorted(
        (question for question in questions() if SKIPPED < answers.get(question.id, SKIPPED) < HIGHEST),
        key=lambda question: (answers[question.id], question.topic != _FIRST),
    )
    firsts = list({question.theme: question for question in reversed(weakest)}.values())
    firsts.sort(key=weakest.index)
    chosen = [*firsts, *(question for question in weakest if question not in firsts)][:STEPS]
    shown: set[str] = set()
    return tuple(_step(question, profile, knowledge, today, shown) for question in chosen)


def _step(
    question: Question, profile: FirmProfile, knowledge: KnowledgeBase, today: dt.date, shown: set[str]
) -> NextStep:
    firm = replace(profile, topic=question.topic, project=None, amount=None)
    programmes = (hit for hit in match_programmes(firm, knowledge, today) if question.topic in hit.programme.topics)
    programme = next((hit for hit in programmes if hit.programme.id not in shown), None)
    cases = (hit for hit in match_cases(firm, knowledge) if question.topic in hit.case.topics)
    case = next((hit for hit in cases if hit.case.id not in shown), None)
    shown.update(hit.programme.id for hit in [programme] if hit)
    shown.update(hit.case.id for hit in [case] if hit)
    return NextStep(question, question.step, knowledge.articles[question.article], programme, case)
