"""Whether a duty concerns this firm: the verdict before the article's text, and what has to be known for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.turn import Turn
from bot.advice.articles import host_name
from bot.advice.reply import Button, Reply
from bot.knowledge.records import Article, Source
from bot.knowledge.verdicts.engine import judge
from bot.knowledge.verdicts.facts import DONT_KNOW, FACTS, FactValue
from bot.knowledge.verdicts.files import rules_of_topic
from bot.knowledge.verdicts.records import Question, Verdict, VerdictRule
from bot.language.text.normalise import fold

ASKS = "verdict"
"""In a reply: the question that stands open is one for a fact of the firm."""
SLOT = "verdict"

_FACETS = frozenset({"pflicht", "frist", "ausnahmen", "folgen"})
_OF_PROFILE = {
    "employees": "employees",
    "turnover_eur": "turnover",
    "balance_eur": "balance",
    "sector": "sector",
    "region": "region",
    "group_member": "group_member",
}
_ANSWERS = (Button("Ja", "Ja"), Button("Nein", "Nein"), Button("Weiß ich nicht", "Weiß ich nicht"))
_YES, _NO = (
    ("ja", "jo", "jep", "klar", "stimmt", "haben wir", "machen wir"),
    ("nein", "nee", "ne", "nö", "noe", "kein", "keine"),
)


def _rule(turn: Turn, article: Article) -> VerdictRule | None:
    """Return the rule on the main question of the article's topic."""
    return next(iter(rules_of_topic(turn.knowledge.verdicts, article.topic or "")), None)


def with_verdict(turn: Turn, article: Article, reply: Reply) -> tuple[Reply, dict[str, Any]]:
    """Return an article's reply with the verdict for this firm before it, or the question for what is missing after it."""
    rule = _rule(turn, article)
    if rule is None or article.facet not in _FACETS:
        return reply, {}
    judgement = judge(rule, _facts(turn), turn.today)
    state: dict[str, Any] = turn.slots.get(SLOT) or {}
    if judgement.verdict is not None:
        if state.get("said") == judgement.verdict.sentence:  # what was said once is not put before every further answer
            return reply, {}
        texts = (judgement.verdict.sentence, *reply.texts, _change(judgement.verdict))
        said = {SLOT: _said(state, judgement.verdict, article)}
        return replace(reply, texts=texts, sources=(_source(judgement.verdict), *reply.sources)), said
    assert judgement.question is not None
    first = (judgement.provisional.sentence,) if judgement.provisional else ()
    texts = (*first, *reply.texts, f"Damit ich es für Ihren Betrieb sagen kann: {judgement.question.text}")
    asked = replace(reply, texts=texts, asks=ASKS, buttons=_buttons(judgement.question) or reply.buttons)
    return asked, {SLOT: _open(turn, judgement.question, article)}


def go_on(turn: Turn) -> tuple[Reply, dict[str, Any]] | None:
    """Return what follows the answer to a question for a fact; None if there is no such question or no answer to it."""
    state: dict[str, Any] = turn.slots.get(SLOT) or {}
    article = turn.knowledge.articles.get(str(state.get("article")))
    rule = _rule(turn, article) if article else None
    if turn.asked != ASKS or article is None or rule is None:
        return None
    value = _answer(turn, str(state.get("fact")))
    if value is None:
        return None
    facts = {**_facts(turn), str(state["fact"]): value}
    kept = {**dict(state.get("facts") or {}), str(state["fact"]): value}
    slots: dict[str, Any] = {SLOT: {"facts": kept}, **_profile_slots(str(state["fact"]), value)}
    judgement = judge(rule, facts, turn.today)
    if judgement.question is not None:
        reply = Reply("question", (judgement.question.text,), asks=ASKS, buttons=_buttons(judgement.question))
        return replace(reply, topic=article.topic, facet=article.facet), {
            **slots,
            SLOT: {**_open(turn, judgement.question, article), "facts": kept},
        }
    assert judgement.verdict is not None
    slots[SLOT] = _said({"facts": kept}, judgement.verdict, article)
    return _verdict_reply(judgement.verdict, article), slots


def judged_again(turn: Turn) -> tuple[Reply, dict[str, Any]] | None:
    """Return the verdict that follows from a fact that was just corrected, or the question that is left for one.

    None if none was said or it stays the same.
    """
    state: dict[str, Any] = turn.slots.get(SLOT) or {}
    article = turn.knowledge.articles.get(str(state.get("about")))
    rule = _rule(turn, article) if article else None
    if article is None or rule is None or not set(turn.told) & set(_OF_PROFILE.values()):
        return None
    judgement = judge(rule, _facts(turn), turn.today)
    if judgement.question is not None:
        first = (judgement.provisional.sentence,) if judgement.provisional else ()
        reply = Reply("question", (*first, judgement.question.text), asks=ASKS, buttons=_buttons(judgement.question))
        asked = replace(reply, topic=article.topic, facet=article.facet)
        return asked, {SLOT: _open(turn, judgement.question, article)}
    if judgement.verdict is None or judgement.verdict.sentence == state.get("said"):
        return None
    return _verdict_reply(judgement.verdict, article), {SLOT: _said(state, judgement.verdict, article)}


def _said(state: Mapping[str, Any], verdict: Verdict, article: Article) -> dict[str, Any]:
    """Return what is remembered of a verdict, so that it is said once, and again when a fact changes it."""
    return {"facts": dict(state.get("facts") or {}), "said": verdict.sentence, "about": article.id}


def _verdict_reply(verdict: Verdict, article: Article) -> Reply:
    return Reply(
        "article",
        (verdict.sentence, _change(verdict)),
        ids=(article.id,),
        sources=(_source(verdict),),
        topic=article.topic,
        facet=article.facet,
    )


def _facts(turn: Turn) -> dict[str, FactValue]:
    """Return what is known of the firm: of its profile, and what was answered to such questions before."""
    told: dict[str, FactValue] = dict((turn.slots.get(SLOT) or {}).get("facts") or {})
    for fact, name in _OF_PROFILE.items():
        value = getattr(turn.profile, name)
        if value is not None:
            told[fact] = value
    return told


def _open(turn: Turn, question: Question, article: Article) -> dict[str, Any]:
    facts = dict((turn.slots.get(SLOT) or {}).get("facts") or {})
    return {"article": article.id, "fact": question.fact, "facts": facts}


def _answer(turn: Turn, name: str) -> FactValue:
    """Return the value that a message gives for a fact; None if it gives none."""
    kind = FACTS[name].kind
    words = fold(turn.text)
    if turn.intent == "cannot_say":
        return DONT_KNOW
    if kind == "yes_no":
        if turn.intent == "affirm" or words.startswith(_YES):
            return True
        return False if turn.intent == "deny" or words.startswith(_NO) else None
    if kind == "number":
        value = turn.value("employees") if turn.value("employees") is not None else turn.value("number")
        return int(value) if value is not None else None
    if kind == "amount":
        found = (turn.value(entity) for entity in ("turnover", "balance", "amount", "number"))
        return next((int(value) for value in found if value is not None), None)
    if kind == "choice":
        value = turn.value(name)
        return str(value) if value is not None and value in FACTS[name].choices else None
    return turn.text.strip() or None


def _profile_slots(fact: str, value: FactValue) -> Mapping[str, Any]:
    return {_OF_PROFILE[fact]: value} if fact in _OF_PROFILE and value != DONT_KNOW else {}


def _source(verdict: Verdict) -> Source:
    return Source(host_name(verdict.source.url), verdict.source.url, verdict.source.date)


def _change(verdict: Verdict) -> str:
    return f"Was das ändern würde: {verdict.changes}"


def _buttons(question: Question) -> tuple[Button, ...]:
    return _ANSWERS if FACTS[question.fact].kind == "yes_no" else ()
