"""How digital a Land is, by the recorded figures."""

from __future__ import annotations

from actions.answer import Answer
from actions.base import LotseAction
from actions.turn import Turn
from bot.advice.regions import region_reply


class RegionStatus(LotseAction):
    """Says where a Land stands."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_region_status"

    def answer(self, turn: Turn) -> Answer:
        """Answer for the Land named, else for the firm's."""
        return Answer(region_reply(turn.profile.region, turn.knowledge))
