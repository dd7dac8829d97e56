"""The sums for programmes that were shown: what is left to pay, and taking the sum that was asked for."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer
from actions.programmes.meant import latest_page, named_programmes, subject, talked_of
from actions.programmes.picking import on_the_sheet
from actions.turn import Turn
from bot.advice.payback_questions import read_money
from bot.advice.profile import profile_of
from bot.advice.programmes.own_share import OWN_SHARE, share, share_reply
from bot.language.asked.list_talk import asks_for_payback, asks_for_share, wants_cheaper
from bot.language.facts.money import has_begun

_LEAST_EURO = 100
"""A bare number below this is no sum to spend."""
_SHORT = 6
"""Words up to which a message may only answer the question for the sum."""


def on_sum(turn: Turn) -> Answer | None:
    """Return the sums for the amount that was just asked for ("25000"); None where the message holds none."""
    if turn.asked != OWN_SHARE or len(turn.text.split()) > _SHORT or has_begun(turn.text):
        return None
    amount = turn.value("amount") or read_money(turn.text)
    ids = tuple(id_ for id_ in (turn.answered or {}).get("ids") or () if id_ in turn.knowledge.programmes)
    if not amount or amount < _LEAST_EURO or not ids:
        return None
    before = {name: turn.slots.get(name) for name in turn.told}  # "25000" is no head count
    profile = profile_of(turn.slots).with_facts(amount=int(amount))
    turn = replace(turn, profile=profile, told={})
    answer = _shares(turn, ids)
    return replace(answer, slots={**before, **answer.slots, "amount": int(amount)})


def on_share(turn: Turn, named: tuple[str, ...]) -> Answer | None:
    """Return what is left to pay with the programmes meant; None where the message does not ask for that."""
    cheaper = wants_cheaper(turn.text) and not named
    if has_begun(turn.text) or not (cheaper or asks_for_share(turn.text)):
        return None
    return _shares(turn, latest_page(turn)) if cheaper and latest_page(turn) else reckoned(turn, named)


def wants_sums(turn: Turn) -> bool:
    """Return whether "rechnen Sie mir das mal durch" is about the grants just shown, not about when a purchase pays."""
    return talked_of(turn) and turn.shown.kind == "programme" and not asks_for_payback(turn.text)


def reckoned(turn: Turn, named: tuple[str, ...] | None = None) -> Answer | None:
    """Return the sums for the programmes named, else for the one on the screen, else for the grants of the last page."""
    named = named_programmes(turn) if named is None else named
    ids = named or tuple(filter(None, (subject(turn),))) or latest_page(turn)
    return _shares(turn, ids) if ids else None


def _shares(turn: Turn, ids: tuple[str, ...]) -> Answer:
    programmes = [turn.knowledge.programmes[id_] for id_ in ids]
    with_sums = [programme for programme in programmes if share(programme, turn.profile)]
    reply = share_reply(with_sums if len(ids) > 1 and with_sums else programmes, turn.profile, turn.knowledge)
    answer = Answer(reply, {"focus": ids[0]} if len(ids) == 1 else {})
    return on_the_sheet(turn, answer, ids[0]) if len(ids) == 1 and with_sums else answer
