"""Lists of examples, and one in full; what of them the talk has heard already is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.answer import Answer, shown
from actions.searching import find
from actions.turn import Turn
from bot.advice.case_choice import Asked, choose, excluded_by
from bot.advice.case_match import CaseHit, compare, kinds_of_case
from bot.advice.cases import case_list_reply, case_reply
from bot.advice.profile import FirmProfile
from bot.advice.reply import Button, Reply
from bot.knowledge.codes import CENTRE_THEME, FUNDING_THEME, TOPICS
from bot.knowledge.records import Topic
from bot.language.asked.anaphora import is_named
from bot.language.asked.denied import is_denied
from bot.language.asked.examples import ExampleWish, read_example_wish
from bot.language.facts.trade.kinds import kinds_of_trade

PAGE = 3
EXAMPLES = "examples"
"""Slot of what the talk has heard of examples: ``told``, their ids; ``without``, what is not wanted; ``wish``, what waits for a
fact of the firm."""
_NO_SUBJECT = frozenset({CENTRE_THEME, FUNDING_THEME})
"""Themes that no firm is an example of."""
_WHICH_FIRM = "Dafür muss ich Ihren Betrieb kennen: Was machen Sie, und wie viele Leute sind Sie?"
_WHICH_SIZE = "Wie viele Leute arbeiten bei Ihnen? Dann suche ich Betriebe in Ihrer Größe."
_WHICH_LAND = "Aus welchem Ort oder Bundesland kommen Sie? Dann suche ich Beispiele von dort."
_SURE_OF_TOPIC = 0.6
"""How sure a topic has to be that a wish for examples does not name word for word ("Beispiele aus dem Handwerk" names none)."""


def told_examples(turn: Turn) -> tuple[str, ...]:
    """Return the ids of the examples that the talk has named, the first one first."""
    return tuple((turn.slots.get(EXAMPLES) or {}).get("told") or ())


def list_cases(turn: Turn, offset: int = 0, wish: ExampleWish | None = None) -> Answer:
    """Return one page of examples for the firm, as the message or ``wish`` wants them.

    Those come first that have to do with what was just talked about. A list that was shown already is not shown again.

    Args:
        turn: the message and what came before it.
        offset: how many of the last list were shown before.
        wish: what is wanted of them; by default what the message says, or what waited for the fact that it tells.
    """
    if offset:
        return _next_page(turn, offset)
    wish = wish or _waiting(turn) or read_example_wish(turn.text)
    question = _question_first(turn, wish)
    if question is not None:
        return question
    without = _without(turn)
    topic, names_topic = _topic(turn, wish)
    before = turn.knowledge.case_studies.get(turn.shown.focus or "")
    asked = Asked(wish, topic, names_topic, before, without)
    choice = choose(_in_context(turn), asked, turn.knowledge)
    hits, lead = list(choice.hits), choice.lead
    again = not turn.told and (wish.another or not wish.narrows)
    if again:
        told = {*told_examples(turn), *turn.listing.ids}
        hits.sort(key=lambda hit: hit.case.id in told)
        if lead is None and hits and hits[0].case.id not in told and any(hit.case.id in told for hit in hits):
            lead = "Außer den schon genannten kenne ich diese:"
    if hits and turn.listing.kind == "case_study" and tuple(hit.case.id for hit in hits[:PAGE]) == turn.listing.ids:
        hits = [hit for hit in hits[PAGE:] if hit.case.id not in told_examples(turn)]
        lead = (
            "Diese kamen noch nicht vor:" if hits else "Andere Beispiele, die passen, kenne ich nicht. Sie stehen oben."
        )
    if excludes(turn):
        lead = "Das lasse ich weg. Diese bleiben:"
    reply = case_list_reply(hits, turn.profile, page=PAGE, lead=lead)
    if topic is not None and not hits:
        reply = replace(reply, buttons=(*_of_topic(turn, topic), *reply.buttons))
    if not hits:
        return Answer(reply, _kept(turn, without))
    return Answer(reply, {**_shown(reply, hits, PAGE), **_kept(turn, without)})


def show_case(turn: Turn, case_id: str) -> Answer:
    """Return one example with what makes it similar to the firm: it was named, so it is shown, however far it is."""
    hit = compare(turn.profile, turn.knowledge.case_studies[case_id])
    slots = {"focus": case_id} if case_id in turn.shown.ids and turn.shown.kind == "case_study" else None
    return Answer(case_reply(hit.case, hit.reasons), slots or shown("case_study", (case_id,)))


def cases_of_trade(turn: Turn) -> Answer | None:
    """Return the examples of the trade that a message names without a firm ("der Blumenladen"); None if there are none."""
    kinds = kinds_of_trade(turn.text)
    cases = [case for case in turn.knowledge.case_studies.values() if kinds & kinds_of_case(case)]
    if len(cases) == 1:
        return show_case(turn, cases[0].id)
    hits = sorted((compare(turn.profile, case) for case in cases), key=lambda hit: -hit.score)
    if not hits:
        return None
    reply = case_list_reply(hits, turn.profile, page=PAGE, lead="Welchen Betrieb meinen Sie? Diese kenne ich:")
    return Answer(reply, _shown(reply, hits, PAGE))


def _next_page(turn: Turn, offset: int) -> Answer:
    cases = (turn.knowledge.case_studies.get(id_) for id_ in turn.shown.hits)
    hits = [compare(turn.profile, case) for case in cases if case is not None]
    reply = case_list_reply(hits, turn.profile, offset=offset, page=PAGE)
    return Answer(reply, _shown(reply, hits, offset + PAGE) if reply.ids else {})


def _shown(reply: Reply, hits: Sequence[CaseHit], offset: int) -> dict[str, Any]:
    return shown("case_study", reply.ids, tuple(hit.case.id for hit in hits), offset)


def _question_first(turn: Turn, wish: ExampleWish) -> Answer | None:
    """Ask for the fact of the firm that the wish compares with; None where it is known."""
    firm = turn.profile
    if wish.own_size and firm.employees is None:
        return _asking(turn, "own_size", _WHICH_SIZE)
    if wish.near and firm.region is None:
        return _asking(turn, "near", _WHICH_LAND)
    if wish.like_us and firm.sector is None:
        return _asking(turn, "like_us", _WHICH_FIRM)
    return None


def _asking(turn: Turn, wish: str, text: str) -> Answer:
    # What comes next is taken up by the list, so that stays what is talked about.
    kept = {"shown_kind": "case_study", EXAMPLES: {**(turn.slots.get(EXAMPLES) or {}), "wish": wish}}
    return Answer(Reply("question", (text,)), kept)


def _waiting(turn: Turn) -> ExampleWish | None:
    """Return the wish that waited for a fact which the message tells; None if none did."""
    name = (turn.slots.get(EXAMPLES) or {}).get("wish")
    return ExampleWish(**{name: True}) if name and turn.told else None


def _without(turn: Turn) -> tuple[str, ...]:
    """Return what was not wanted so far, and what the message denies ("nicht Handwerk")."""
    kept = list((turn.slots.get(EXAMPLES) or {}).get("without") or ())
    for item in turn.entities:
        if item["entity"] == "sector" and "start" in item and is_denied(turn.text, item["start"], item["end"]):
            kept += excluded_by(turn.text[item["start"] : item["end"]], item["value"])
        elif item["entity"] == "sector" and "start" in item:  # asked for, so wanted again
            again = excluded_by(turn.text[item["start"] : item["end"]], item["value"])
            kept = [what for what in kept if what not in again]
    return tuple(dict.fromkeys(kept))


def excludes(turn: Turn) -> bool:
    """Return whether the message says which trade is not wanted."""
    return len(_without(turn)) > len((turn.slots.get(EXAMPLES) or {}).get("without") or ())


def _kept(turn: Turn, without: Sequence[str]) -> dict[str, Any]:
    before = turn.slots.get(EXAMPLES) or {}
    kept = {**before, "without": list(without), "wish": None}
    return {EXAMPLES: kept} if kept != before and (without or before) else {}


def _topic(turn: Turn, wish: ExampleWish) -> tuple[Topic | None, bool]:
    """Return the topic that the message names, else the one just talked about, and whether it was named."""
    findings = find(turn)
    named = turn.knowledge.topics.get(findings.hits[0].topic) if findings.sure >= _SURE_OF_TOPIC else None
    if named is not None and named.theme in _NO_SUBJECT:
        named = None
    # "die sind mir alle zu groß" sounds like large firms, but names nothing
    asks_for_examples = turn.intent == "find_case_study" and not wish.wants_others
    if named is not None and (asks_for_examples or is_named(turn.text, (named.name, *named.aliases))):
        return named, True
    before = turn.knowledge.topics.get(turn.topic or _before_example(turn) or "")
    return (before if before is None or before.theme not in _NO_SUBJECT else None), False


def _before_example(turn: Turn) -> str | None:
    """Return the topic of the answer that led to the example on the screen: "hat das jemand in meiner Größe?" is about it."""
    if turn.shown.kind != "case_study":
        return None
    last = next((id_ for id_ in turn.earlier if id_ not in turn.knowledge.case_studies), None)
    article = turn.knowledge.articles.get(last or "")
    return article.topic if article else None


def _of_topic(turn: Turn, topic: Topic) -> tuple[Button, ...]:
    articles = [article for article in turn.knowledge.articles.values() if article.topic == topic.id]
    return tuple(Button(article.question, article.question) for article in articles[:2])


def _in_context(turn: Turn) -> FirmProfile:
    """Return what is known of the firm; its project is what was just talked about, where it told of none."""
    article = turn.knowledge.articles.get(turn.shown.focus or "")
    if article is None or turn.profile.topic is not None or article.theme not in TOPICS:
        return turn.profile
    return turn.profile.with_facts(topic=article.theme)
