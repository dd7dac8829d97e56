"""Messages in another language."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer
from actions.base import LotseAction
from actions.searching import answer_from, find
from actions.turn import Turn
from bot.advice.foreign import NOTICES, foreign_reply
from bot.knowledge.search.outcome import SURE, decide
from bot.language.text.foreign import foreign_language


class ForeignLanguage(LotseAction):
    """Says in the owner's language what this is; answers in German below, where the question is understood all the same."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_foreign_language"

    def answer(self, turn: Turn) -> Answer:
        """Return the notice, with the answer behind it where the search is sure."""
        language = foreign_language(turn.text) or "en"
        findings = find(turn)
        if findings.sure < SURE:
            return Answer(foreign_reply(language))
        answer = answer_from(turn, decide(findings))
        return replace(answer, reply=replace(answer.reply, texts=(NOTICES[language], *answer.reply.texts)))
