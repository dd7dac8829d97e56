"""Showing records: one, or a page of those that fit the firm, with what to remember of it."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer, shown
from actions.searching import TERM, answer_from, find
from actions.turn import LIMITS, Turn
from bot.advice.case_match import compare
from bot.advice.case_topics import cases_about
from bot.advice.cases import case_list_reply, case_reply
from bot.advice.cases import match as matching_cases
from bot.advice.funding_list import programme_list
from bot.advice.funding_replies import PAGE, programme_reply
from bot.advice.narrowing import Narrowing, programmes_for
from bot.advice.profile import FirmProfile
from bot.advice.programmes.deadlines import with_deadline
from bot.advice.reply import Button, Reply, led_by
from bot.knowledge.codes import TOPICS
from bot.knowledge.search.outcome import SURE, Outcome
from bot.language.asked.denied import denies
from bot.language.asked.list_filters import read_kinds

CASES_PAGE = 3
_SEARCHES = frozenset({"find_funding", "inform", "correct"})
"""Intents of messages that tell what is looked for, beside anything else."""
_ABOUT = 60
"""Points of an example whose story names the topic: more than its theme, less than the trade (``bot.advice.case_match``)."""

NOTHING_SHOWN = Reply(
    "question",
    ("Worauf beziehen Sie sich? Nennen Sie mir das Programm, den Betrieb oder Ihre Frage.",),
    buttons=(
        Button("Fördergeld finden", "Welche Förderung passt zu uns?"),
        Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"),
    ),
)


def show_record(turn: Turn, record_id: str) -> Answer:
    """Show one record of the kind that is on the screen."""
    if record_id in turn.knowledge.programmes:
        return show_programme(turn, record_id)
    if record_id in turn.knowledge.case_studies:
        return show_case(turn, record_id)
    if record_id in turn.knowledge.articles or record_id.removeprefix(TERM) in turn.knowledge.terms:
        return answer_from(turn, Outcome("answer", (record_id,)))
    return Answer(NOTHING_SHOWN)


def list_programmes(turn: Turn, offset: int = 0, narrowing: Narrowing | None = None) -> Answer:
    """Return one page of the programmes that fit the firm, limited as the owner wants it.

    Args:
        offset: how many were shown before.
        narrowing: what the list is limited to from now on; by default what it was limited to before.
    """
    limits = narrowing_of(turn) if narrowing is None else narrowing
    found = programmes_for(turn.profile, limits, turn.knowledge, turn.today)
    reply = programme_list(found, turn.profile, offset, limits)
    ids = tuple(hit.programme.id for hit in found.hits)
    same = reply.ids == turn.listing.ids and limits == Narrowing.of(turn.limits)
    if not offset and same and not set(turn.told) - {"topic", "project"}:
        reply = led_by(reply, "Andere Programme habe ich für Ihre Angaben nicht. Das ist die Liste von oben:")
    slots = shown("programme", reply.ids, ids, offset + PAGE)
    slots["listing"] = {**slots.get("listing", turn.slots.get("listing") or {}), LIMITS: limits.stored()}
    return Answer(reply, slots)


def list_again(turn: Turn) -> Answer:
    """Return the list of programmes from its beginning, for who asks to see it once more."""
    answer = list_programmes(turn)
    return replace(answer, reply=led_by(answer.reply, "Das ist Ihre Liste:")) if answer.reply.ids else answer


def narrowing_of(turn: Turn) -> Narrowing:
    """Return what the list is limited to: what was kept, changed by the kinds of money that a search names ("keinen Kredit")."""
    kept = Narrowing.of(turn.limits)
    return kept.changed_by(read_kinds(turn.text)) if turn.intent in _SEARCHES else kept


def show_programme(turn: Turn, programme_id: str) -> Answer:
    """Return everything about one programme, seen from this firm."""
    programme = turn.knowledge.programmes[programme_id]
    reply = with_deadline(programme_reply(programme, turn.knowledge, turn.today, turn.profile), programme, turn.today)
    slots = {"focus": programme_id}
    if turn.shown.kind != "programme" or programme_id not in turn.shown.ids:
        slots = shown("programme", (programme_id,))
    return Answer(reply, slots)


def list_cases(turn: Turn, offset: int = 0) -> Answer:
    """Return one page of examples for the firm, those first that have to do with what was just talked about."""
    hits = [
        hit
        for hit in matching_cases(_in_context(turn), turn.knowledge)
        if not denies(turn.text, hit.case.sector_detail or "")
    ]
    order = {id_: place for place, id_ in enumerate(turn.shown.hits)} if offset else {}
    about = frozenset() if offset else cases_about(_topic(turn), turn.knowledge)
    hits.sort(
        key=lambda hit: (order.get(hit.case.id, len(order)), -hit.score - (_ABOUT if hit.case.id in about else 0))
    )
    reply = case_list_reply(hits, turn.profile, offset=offset, page=CASES_PAGE)
    if not offset and reply.ids == turn.listing.ids:
        reply = led_by(reply, "Näher an Ihrem Betrieb habe ich leider kein Beispiel. Das sind die nächsten, von oben:")
    return Answer(reply, shown("case_study", reply.ids, tuple(hit.case.id for hit in hits), offset + CASES_PAGE))


def _topic(turn: Turn) -> str:
    """Return the topic that the message names, else the one just talked about."""
    findings = find(turn)
    return findings.hits[0].topic if findings.sure >= SURE else turn.topic or ""


def _in_context(turn: Turn) -> FirmProfile:
    """Return what is known of the firm; its project is what was just talked about, where it told of none."""
    article = turn.knowledge.articles.get(turn.shown.focus or "")
    if article is None or turn.profile.topic is not None or article.theme not in TOPICS:
        return turn.profile
    return turn.profile.with_facts(topic=article.theme)


def show_case(turn: Turn, case_id: str) -> Answer:
    """Return one example with what makes it similar to the firm."""
    hit = compare(
        turn.profile, turn.knowledge.case_studies[case_id]
    )  # named, so shown: however far it is from the firm
    slots = {"focus": case_id} if case_id in turn.shown.ids else shown("case_study", (case_id,))
    return Answer(case_reply(hit.case, hit.reasons), slots)
