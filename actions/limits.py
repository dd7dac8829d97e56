"""What the bot did not understand, and what is not its business."""

from __future__ import annotations

from actions.answer import Answer, shown
from actions.base import LotseAction
from actions.scope import is_ours, refusal, refused
from actions.searching import answer_from, find, look_up
from actions.showing import show_programme
from actions.turn import Turn
from bot.advice.articles import not_found_reply
from bot.advice.glossary import find_term, glossary_reply
from bot.knowledge.search.outcome import decide


class Fallback(LotseAction):
    """Answers a message whose intent is not clear: by search where it finds something, else honestly."""

    failure = True

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_fallback"

    def answer(self, turn: Turn) -> Answer:
        """Try names and articles before giving up; only giving up counts as a failure."""
        programme = turn.value("programme")
        if programme in turn.knowledge.programmes:
            answer = show_programme(turn, str(programme))
            return Answer(answer.reply, {**answer.slots, "failures": 0})
        if any(char.isalpha() for char in turn.text):
            term = find_term(turn.text, turn.knowledge) if len(turn.text.split()) <= 3 else None
            if term is not None:
                return Answer(glossary_reply(term, turn.knowledge), {**shown("glossary", (term.id,)), "failures": 0})
            if (declined := refused(turn)) is not None:
                return declined
            outcome = look_up(turn)
            if outcome.decision != "nothing":
                answer = answer_from(turn, outcome)
                return Answer(answer.reply, {**answer.slots, "failures": 0})
        return Answer(not_found_reply(turn.failures + 1))


class OutOfScope(LotseAction):
    """Says kindly what is not the bot's business; a question it knows word for word is answered all the same.

    Owners may well have asked for something of ours, so it counts as a misunderstanding, and the second one in a row
    offers a person.
    """

    failure = True

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_out_of_scope"

    def answer(self, turn: Turn) -> Answer:
        """Answer what is ours all the same (it may be newer than the training), decline everything else."""
        findings = find(turn)
        if not is_ours(turn, findings):
            return refusal(turn)
        answer = answer_from(turn, decide(findings))
        return Answer(answer.reply, {**answer.slots, "failures": 0})
