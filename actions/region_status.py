"""How digital a Land is, by the recorded figures."""

from __future__ import annotations

from actions.answer import Answer
from actions.base import LotseAction
from actions.searching import answer_from, look_up
from actions.turn import Turn
from bot.advice.regions import region_reply
from bot.language.asked.standing import asks_how_digital

_FOUND = frozenset({"answer", "nearest", "ask_back", "told"})


class RegionStatus(LotseAction):
    """Says where a Land stands."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_region_status"

    def answer(self, turn: Turn) -> Answer:
        """Answer for the Land named, else for the firm's; a Land in another question is only where the firm sits."""
        if not asks_how_digital(turn.text):  # "unser Internet ist mies hier in der Südpfalz, geht das dann überhaupt?"
            outcome = look_up(turn)
            if outcome.decision in _FOUND:
                return answer_from(turn, outcome)
        return Answer(region_reply(turn.profile.region, turn.knowledge))
