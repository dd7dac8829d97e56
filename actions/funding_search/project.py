"""The project of a search for money in the owner's own words: its topic, and where to ask if we have nothing for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.answer import Answer
from actions.searching import answer_from
from actions.told import stated_facts
from actions.turn import Turn
from bot.advice.profile import NOT_SAID
from bot.advice.understanding import reader_for
from bot.knowledge.codes import FUNDING_THEME
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.search.outcome import Outcome
from bot.language.asked.anaphora import points_back
from bot.language.asked.denied import is_denied
from bot.language.project.told import named_beside_money, own_words, told_project
from bot.language.project.topics import BUILDING, ENERGY, NOT_DIGITAL, OTHER, STAFF, VEHICLES, topic_by_meaning

FINANCE = "finanzierung"
_FULLER = 50
"""Letters up to which the words around a topic stand for it in the list's first line."""
_ELSEWHERE = {
    ENERGY: "foerderung-energie-kurz",
    STAFF: "foerderung-personal-kurz",
    VEHICLES: "foerderung-fahrzeuge-kurz",
    BUILDING: "foerdergebiet-kurz",
}
"""The article that says where there is money for a project that is not digital."""
_SUMS = frozenset({"amount"})
_THEMES = frozenset({"topic"})
_OF_FIRM = frozenset(
    {"region", "place", "sector", "employees", "number", "turnover", "balance", "company", "programme"}
)


def project_facts(
    entities: Sequence[Mapping[str, Any]], text: str, known: Mapping[str, Any], answers: bool = False
) -> dict[str, Any]:
    """Return ``topic`` and ``project`` as the owner tells them; nothing if no project is told.

    Args:
        entities: what was read in the message.
        text: the message.
        known: the facts that were read. A topic among them stands, and only its words are made fuller, unless it is but the bank.
        answers: whether the message answers the question for the project: then all of it may be one.

    Returns:
        The topic is a code of the topics; a kind of project that is not digital, which no profile may hold; or ``NOT_SAID`` where
        the words are kept but have no topic.
    """
    words, sure = _told(entities, text, answers)
    if not words:
        beside = None if known.get("topic") else named_beside_money(text)
        kind = topic_by_meaning(beside) if beside else None
        return {"topic": kind, "project": beside} if kind in NOT_DIGITAL else {}
    named = str(known.get("project") or "")
    if known.get("topic") not in {None, FINANCE}:
        return {"project": words} if sure and named in words and len(words) <= _FULLER else {}
    if known.get("topic") and named in words:
        return {}
    topic = topic_by_meaning(words)
    if topic is None and not sure:
        return {}
    return {"topic": FINANCE if topic == OTHER else topic or NOT_SAID, "project": words}


def talked_of(text: str, focus: str | None, knowledge: KnowledgeBase) -> dict[str, Any]:
    """Return ``topic`` and ``project`` of what was talked about before a message that points back to it; nothing for any other.

    After "Was kostet ein Onlineshop?", "Welche Förderung gibt es dafür?" looks for money for an online shop.

    Args:
        text: the message.
        focus: the article that was answered with last.
        knowledge: where its question stands, of which the topic is read as if the owner had written it.
    """
    back = points_back(
        text.lower().replace("gibt es", "gibt")
    )  # "Welche Förderung gibt es?" speaks of nothing before it
    article = knowledge.articles.get(focus or "") if back else None
    if article is None or article.theme == FUNDING_THEME:
        return {}
    found = reader_for(knowledge).read(article.question)
    named = [{"entity": one.name, "value": one.value, "start": one.start, "end": one.end} for one in found]
    facts = stated_facts(named, article.question)
    return {name: facts[name] for name in ("topic", "project") if facts.get("topic")}


def _told(entities: Sequence[Mapping[str, Any]], text: str, answers: bool) -> tuple[str | None, bool]:
    def spans(names: frozenset[str]) -> list[tuple[int, int]]:
        named = [item for item in entities if item["entity"] in names and "start" in item]
        return [(item["start"], item["end"]) for item in named if not is_denied(text, item["start"], item["end"])]

    found = told_project(text, spans(_OF_FIRM), spans(_SUMS), spans(_THEMES))
    if found is not None:
        return found.words, found.sure
    return (own_words(text), True) if answers else (None, False)


def elsewhere(turn: Turn) -> Answer | None:
    """Return where there is money for the project of this message, where our programmes are not for it; None for any other."""
    answers = (turn.answered or {}).get("fact") == "topic"
    if turn.intent != "find_funding" and not answers:
        return None
    kind = project_facts(turn.entities, turn.text, turn.told, answers).get("topic")
    id_ = _ELSEWHERE.get(kind or "", "")
    if id_ not in turn.knowledge.articles:
        return None
    found = answer_from(turn, Outcome("answer", (id_,)))
    return replace(found, reply=replace(found.reply, texts=(_NOT_OURS, *found.reply.texts)))


_NOT_OURS = "Meine Programme sind für digitale Vorhaben. Für Ihr Vorhaben sind andere Stellen zuständig:"
