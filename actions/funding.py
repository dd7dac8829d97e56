"""Funding programmes: the list of what fits, and single programmes by name."""

from __future__ import annotations

from actions.base import Answer, LotseAction, shown
from actions.turn import Turn
from bot.advice.funding import match
from bot.advice.funding_replies import PAGE, programme_list, programme_reply
from bot.advice.reply import Button, Reply


def list_programmes(turn: Turn, offset: int = 0) -> Answer:
    """Return one page of the programmes that fit the firm."""
    hits = match(turn.profile, turn.knowledge, turn.today)
    reply = programme_list(hits, turn.profile, offset)
    ids = tuple(hit.programme.id for hit in hits)
    return Answer(reply, shown("programme", reply.ids, ids, offset + PAGE))


def show_programme(turn: Turn, programme_id: str) -> Answer:
    """Return everything about one programme, seen from this firm."""
    programme = turn.knowledge.programmes[programme_id]
    reply = programme_reply(programme, turn.knowledge, turn.today, turn.profile)
    slots = {"focus": programme_id}
    if turn.shown.kind != "programme" or programme_id not in turn.shown.ids:
        slots = shown("programme", (programme_id,))
    return Answer(reply, slots)


class FindFunding(LotseAction):
    """Shows the programmes that fit, when the form knows enough."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_find_funding"

    def answer(self, turn: Turn) -> Answer:
        """Return the first page."""
        return list_programmes(turn)


class ShowProgramme(LotseAction):
    """Answers a question about a programme by its name."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_show_programme"

    def answer(self, turn: Turn) -> Answer:
        """Show the programme named; without a known name say so and offer the search."""
        named = turn.value("programme")
        if named in turn.knowledge.programmes:
            return show_programme(turn, str(named))
        text = "Dieses Programm kenne ich nicht. Ich kann aber nachsehen, was heute zu Ihrem Betrieb passt."
        return Answer(
            Reply("question", (text,), buttons=(Button("Passende Programme", "Welche Förderung passt zu uns?"),))
        )
