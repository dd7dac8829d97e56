"""The readiness check: asking, and the result as a picture, in words and in three next steps."""

from __future__ import annotations

from actions.answer import Answer
from actions.base import LotseAction
from actions.check_dialogue import CheckDialogue
from actions.dialogue import AskDialogue, ValidateDialogue
from actions.turn import Turn
from bot.advice.readiness_replies import result_reply

_CHECK = CheckDialogue()


class ValidateCheckForm(ValidateDialogue):
    """Reads the answers."""

    dialogue = _CHECK


class AskCheckQuestion(AskDialogue):
    """Asks the next question."""

    dialogue = _CHECK


class ShowCheckResult(LotseAction):
    """Shows the result when all questions are answered."""

    finishes = True

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_show_check"

    def answer(self, turn: Turn) -> Answer:
        """Weigh the answers."""
        answers = _CHECK.state(turn).get("answers") or {}
        return Answer(result_reply(answers, turn.profile, turn.knowledge, turn.today))
