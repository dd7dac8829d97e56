"""The sums for programmes that were shown: what is left to pay, and taking the sum that was asked for."""

from __future__ import annotations

from actions.answer import Answer
from actions.programmes.meant import latest_page, named_programmes, remember, subject, talked_of
from actions.programmes.picking import on_the_sheet
from actions.turn import Turn
from bot.advice.payback_questions import read_money
from bot.advice.profile import profile_of
from bot.advice.programmes.own_share import FACET, OWN_SHARE, ask_for_sum, share, share_reply
from bot.language.asked.list_talk import asks_for_payback, asks_for_share, means_the_remainder, wants_cheaper
from bot.language.facts.money import has_begun

_LEAST_EURO = 100
"""A bare number below this is no sum to spend."""
_SHORT = 6
"""Words up to which a message may only answer the question for the sum."""


def on_sum(turn: Turn) -> Answer | None:
    """Return the sums for the amount that was just asked for ("25000"), or for another one ("und bei 40.000?"); None for others."""
    answered = turn.answered or {}
    after_sums = turn.asked == OWN_SHARE or answered.get("facet") == FACET
    if not after_sums or len(turn.text.split()) > _SHORT or has_begun(turn.text):
        return None
    ids = tuple(id_ for id_ in answered.get("ids") or () if id_ in turn.knowledge.programmes)
    amount = sum_in(turn)
    if ids and amount is None and means_the_remainder(turn.text):
        return Answer(ask_for_sum([turn.knowledge.programmes[id_] for id_ in ids]))
    return _shares(turn, ids, amount) if amount and ids else None


def sum_in(turn: Turn) -> int | None:
    """Return the sum to spend that the message names, with or without "Euro"; None without one."""
    amount = turn.value("amount") or read_money(turn.text)
    return int(amount) if amount and amount >= _LEAST_EURO else None


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
    return _shares(turn, ids, sum_in(turn)) if ids else None


def _shares(turn: Turn, ids: tuple[str, ...], amount: int | None) -> Answer:
    """Return the sums; ``amount`` is what the message names, which is no other fact of the firm ("25000" is no head count)."""
    profile, facts = turn.profile, {}
    if amount is not None and amount != profile.amount:
        facts = {**{name: turn.slots.get(name) for name in turn.told}, "amount": amount}
        profile = profile_of(turn.slots).with_facts(amount=amount)
    programmes = [turn.knowledge.programmes[id_] for id_ in ids]
    with_sums = [programme for programme in programmes if share(programme, profile)]
    reply = share_reply(with_sums if len(ids) > 1 and with_sums else programmes, profile, turn.knowledge)
    answer = Answer(reply, {**remember(turn, ids), **facts})
    return on_the_sheet(turn, answer, ids[0]) if len(ids) == 1 and with_sums else answer
