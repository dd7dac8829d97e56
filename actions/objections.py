"""What follows when an owner is not content: the answer did not help, or somebody else says something different."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer
from actions.base import LotseAction
from actions.profile import noted
from actions.searching import answer_from, look_up
from actions.turn import Turn
from actions.verdicts import judged_again
from bot.advice.articles import PERSON_BUTTON, further
from bot.advice.objections import sorry_reply, source_reply
from bot.language.asked.concerns import asking_part

_ASKS = 6
"""Words from which a complaint may be a question of its own ("das hilft mir nicht, ich will wissen, was es kostet")."""


def _of_its_own(turn: Turn) -> Answer | None:
    """Return the answer to the question that the message holds besides; None if it holds none, or what was just told."""
    asked = asking_part(turn.text)
    if len(turn.text.split()) < _ASKS and asked is None:
        return None
    outcome = look_up(turn, asked)
    wanted = {"answer", "topic", "ask_back", "told"} if asked else {"answer"}
    return answer_from(turn, outcome) if outcome.decision in wanted else None


class Complain(LotseAction):
    """Says sorry in one sentence and offers what else may have been meant."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_complain"

    def answer(self, turn: Turn) -> Answer:
        """Answer the question in the complaint; else offer the other sides of the topic and a person."""
        asked = _of_its_own(turn)
        if asked is not None:
            first = "Entschuldigung, dann so:"
            return replace(asked, reply=replace(asked.reply, texts=(first, *asked.reply.texts)))
        article = turn.knowledge.articles.get(turn.subject or "")
        return Answer(sorry_reply(further(article, turn.knowledge) if article else ()))


class Challenge(LotseAction):
    """Names source and date when told that something is wrong, and who can settle it; nothing is talked away."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_challenge"

    def answer(self, turn: Turn) -> Answer:
        """Say on what the last answer rests; a fact that was put right counts at once."""
        verdict = judged_again(turn)
        if verdict is not None:
            return Answer(*verdict)
        if turn.told:
            return noted(turn)
        subject = turn.subject or ""
        record = turn.knowledge.articles.get(subject) or turn.knowledge.programmes.get(subject)
        # What "läuft bis 2027" is about stands on the screen; only a question may be about something else.
        asked = _of_its_own(turn) if record is None or turn.text.rstrip().endswith("?") else None
        if asked is not None:
            return asked
        if record is None:
            text = (
                "Das kann sein. Was genau stimmt nicht? Schreiben Sie es mir, "
                "oder sprechen Sie mit einem Menschen aus dem Zentrum."
            )
            return Answer(replace(sorry_reply(()), texts=(text,), buttons=(PERSON_BUTTON,)))
        return Answer(source_reply(record, turn.today))
