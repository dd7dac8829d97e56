"""The sums for programmes that were shown: what is left to pay, and taking the sum that was asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.answer import Answer
from actions.programmes.meant import latest_page, named_programmes, remember, subject, talked_of
from actions.programmes.picking import on_the_sheet
from actions.turn import Turn
from bot.advice.amounts import by_the_year
from bot.advice.profile import profile_of
from bot.advice.programmes.fee import FEE, ask_for_fee, fee_reply, pays_for_advice
from bot.advice.programmes.own_share import FACET, OWN_SHARE, ask_for_sum, share, share_reply
from bot.language.asked.list_talk import asks_for_payback, asks_for_share, means_the_remainder, wants_cheaper
from bot.language.asked.paying import asks_what_it_pays
from bot.language.facts.money import has_begun
from bot.language.project.planned import Planned, leaves_something_open, planned_sum

_SHORT = 6
"""Words up to which a message after sums may only be another sum."""
_LONG = 25
"""Words up to which a message that was asked for a sum may tell it."""
_OF_SUMS = frozenset({"amount", "employees"})
"""Facts that a sum may be taken for: "25000" is no head count."""


def on_sum(turn: Turn) -> Answer | None:
    """Return the sums for the amount that was just asked for ("25000"), or for another one ("und bei 40.000?"); None for others.

    Where a sum was asked for, or something is said not to be ordered yet, it may stand in a longer message; what is ordered is left
    out of it.
    """
    answered = turn.answered or {}
    after_sums = turn.asked in {OWN_SHARE, FEE} or answered.get("facet") in {FACET, FEE}
    left = leaves_something_open(turn.text)
    if not after_sums or (has_begun(turn.text) and not left):
        return None
    words = len(turn.text.split())
    expected = words <= _LONG and (left or turn.asked in {OWN_SHARE, FEE})
    if words > _SHORT and not (expected and "?" not in turn.text):
        return None
    ids = tuple(id_ for id_ in answered.get("ids") or () if id_ in turn.knowledge.programmes)
    planned = planned_in(turn, asked=True)
    if ids and planned is None and means_the_remainder(turn.text):
        return Answer(ask_for_sum([turn.knowledge.programmes[id_] for id_ in ids]))
    return _shares(turn, ids, planned) if planned and ids else None


def on_named_sum(turn: Turn, named: tuple[str, ...]) -> Answer | None:
    """Return the sums where a message names both programme and sum ("3000 Euro Beratung, wieviel zahlt BAFA"), else None."""
    if (
        len(named) != 1
        or not asks_what_it_pays(turn.text)
        or (has_begun(turn.text) and not leaves_something_open(turn.text))
    ):
        return None
    planned = planned_in(turn)
    return _shares(turn, named, planned) if planned else None


def planned_in(turn: Turn, asked: bool = False) -> Planned | None:
    """Return what the message plans to spend, with or without "Euro" where it was ``asked`` for; None without a sum."""
    planned = planned_sum(turn.text, asked)
    amount = turn.value("amount")
    return planned or (Planned(int(amount)) if amount and not has_begun(turn.text) else None)


def on_share(turn: Turn, named: tuple[str, ...]) -> Answer | None:
    """Return what is left to pay with the programmes meant; None where the message does not ask for that."""
    cheaper = wants_cheaper(turn.text) and not named
    if has_begun(turn.text) or not (cheaper or asks_for_share(turn.text)):
        return None
    return reckoned(turn, latest_page(turn) if cheaper else named)


def wants_sums(turn: Turn) -> bool:
    """Return whether "rechnen Sie mir das mal durch" is about the grants just shown, not about when a purchase pays."""
    return talked_of(turn) and turn.shown.kind == "programme" and not asks_for_payback(turn.text)


def reckoned(turn: Turn, named: tuple[str, ...] | None = None) -> Answer | None:
    """Return the sums for the programmes named, else for the one on the screen, else for the grants of the last page."""
    named = named_programmes(turn) if named is None else named
    ids = named or tuple(filter(None, (subject(turn),))) or latest_page(turn)
    return _shares(turn, ids, planned_in(turn)) if ids else None


def _shares(turn: Turn, ids: tuple[str, ...], planned: Planned | None) -> Answer:
    """Return the sums; ``planned`` is what the message names, which is no other fact of the firm ("25000" is no head count)."""
    programmes = [turn.knowledge.programmes[id_] for id_ in ids]
    kept = {name: turn.slots.get(name) for name in turn.told if name in _OF_SUMS}
    if len(ids) == 1 and pays_for_advice(programmes[0]):
        firm = turn.profile.with_facts(**profile_values(turn, kept))
        if planned is None:
            return Answer(ask_for_fee(programmes[0], firm, turn.knowledge), {**remember(turn, ids), **kept})
        reply = fee_reply(programmes[0], planned.first_year, firm, turn.knowledge)
        return on_the_sheet(turn, Answer(reply, {**remember(turn, ids), **kept}), ids[0])
    profile, facts = turn.profile, {}
    if planned is not None and planned.first_year != profile.amount:
        facts = {**kept, "amount": planned.first_year}
        profile = profile.with_facts(**profile_values(turn, kept)).with_facts(amount=planned.first_year)
    with_sums = [programme for programme in programmes if share(programme, profile)]
    reply = share_reply(with_sums if len(ids) > 1 and with_sums else programmes, profile, turn.knowledge)
    if planned is not None and planned.monthly and profile.amount:
        reply = replace(reply, texts=(by_the_year(planned), *reply.texts))
    answer = Answer(reply, {**remember(turn, ids), **facts})
    return on_the_sheet(turn, answer, ids[0]) if len(ids) == 1 and with_sums else answer


def profile_values(turn: Turn, slots: dict[str, Any]) -> dict[str, Any]:
    """Return the values of slots as facts of a profile: what was not said is None."""
    stored = profile_of(turn.slots)
    return {name: getattr(stored, name) for name in slots}
