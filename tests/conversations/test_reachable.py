"""Everything in the knowledge base can be found by asking for it by its name."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.advice.cases import more_payload
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.store import shared_store


@pytest.fixture(scope="module")
def knowledge(in_process_bot: Any) -> KnowledgeBase:
    return shared_store().snapshot()


def ids_shown(bot: Any, questions: dict[str, str]) -> dict[str, tuple[str, list[str]]]:
    """Ask each question in a conversation of its own; returns what was shown, and the kind of answer."""

    async def ask_all() -> dict[str, tuple[str, list[str]]]:
        shown = {}
        for id_, question in questions.items():
            messages, _ = await bot.answer(question, f"reach {question}")
            facts = next(message["custom"] for message in messages if message.get("custom"))
            shown[id_] = (facts["kind"], facts["ids"])
        return shown

    return asyncio.run(ask_all())


def missing(questions: dict[str, str], shown: dict[str, tuple[str, list[str]]], kinds: set[str]) -> str:
    """Return a line for each record that was not shown when asked for; empty if all were."""
    return "\n".join(
        f"{id_}: „{questions[id_]}“ gave {kind} {ids}"
        for id_, (kind, ids) in shown.items()
        if id_ not in ids or kind not in kinds
    )


def test_every_programme_by_its_name(in_process_bot: Any, knowledge: KnowledgeBase) -> None:
    questions = {p.id: f"Was ist {p.name}?" for p in knowledge.programmes.values()}
    assert missing(questions, ids_shown(in_process_bot, questions), {"programme"}) == ""


def test_every_example_by_its_firm(in_process_bot: Any, knowledge: KnowledgeBase) -> None:
    by_name = {c.id: more_payload(c) for c in knowledge.case_studies.values()}
    assert missing(by_name, ids_shown(in_process_bot, by_name), {"case_study"}) == ""
    by_title = {c.id: f"Mehr zum Beispiel {c.title}" for c in knowledge.case_studies.values()}
    assert missing(by_title, ids_shown(in_process_bot, by_title), {"case_study"}) == ""


def test_an_example_of_another_trade_by_its_firm(in_process_bot: Any, knowledge: KnowledgeBase) -> None:
    """Who has told of a trade and a project is shown any example they name; those that are far from it were not found."""
    strayed = []
    some = sorted(knowledge.case_studies.values(), key=lambda case: case.id)[::5]
    for number, case in enumerate(some):
        told = ("Wir sind ein Hotel und wollen unsere Daten sichern", "Wir sind ein Maschinenbauer und planen KI")[
            number % 2
        ]
        talk = f"another trade {case.id}"
        asyncio.run(in_process_bot.answer(told, talk))
        messages, _ = asyncio.run(in_process_bot.answer(more_payload(case), talk))
        facts: dict[str, Any] = next((message["custom"] for message in messages if message.get("custom")), {})
        if case.id not in facts.get("ids", ()):
            strayed.append((case.id, facts.get("kind")))
    assert not strayed


def test_every_article_by_its_question(in_process_bot: Any, knowledge: KnowledgeBase) -> None:
    questions = {a.id: a.question for a in knowledge.articles.values()}
    assert missing(questions, ids_shown(in_process_bot, questions), {"article", "centre", "region", "emergency"}) == ""


def test_every_term(in_process_bot: Any, knowledge: KnowledgeBase) -> None:
    names = {name for p in knowledge.programmes.values() for name in (p.name, p.short_name)}
    terms = [t.term for t in knowledge.terms.values() if t.term not in names]
    questions = {f"term:{term}": f"Was ist {term}?" for term in terms}
    shown = ids_shown(in_process_bot, questions)
    by_glossary = {id_: answer for id_, answer in shown.items() if answer[0] not in {"article", "centre"}}
    assert missing(questions, by_glossary, {"glossary"}) == ""
    # Where an article says what a thing is, it answers in place of the glossary.
    by_article = {id_: answer[1][0] for id_, answer in shown.items() if answer[0] in {"article", "centre"}}
    assert {id_ for id_, article in by_article.items() if knowledge.articles[article].facet != "kurz"} == set()
