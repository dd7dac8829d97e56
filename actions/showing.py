"""Showing records: one, or a page of those that fit the firm, with what to remember of it."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer, shown
from actions.examples.listing import list_cases as list_cases
from actions.examples.listing import show_case
from actions.searching import TERM, answer_from
from actions.turn import LIMITS, Turn
from bot.advice.funding_list import programme_list
from bot.advice.funding_replies import PAGE, programme_reply
from bot.advice.narrowing import Narrowing, programmes_for
from bot.advice.programmes.deadlines import with_deadline
from bot.advice.reply import Button, Reply, led_by
from bot.knowledge.search.outcome import Outcome
from bot.language.asked.list_filters import read_kinds

_SEARCHES = frozenset({"find_funding", "inform", "correct"})
"""Intents of messages that tell what is looked for, beside anything else."""
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
