"""What the bot did not understand, and what is not its business."""

from __future__ import annotations

from actions.answer import Answer, shown
from actions.base import LotseAction
from actions.searching import answer_from, find, look_up
from actions.showing import show_programme
from actions.turn import Turn
from bot.advice.articles import PERSON_BUTTON, not_found_reply
from bot.advice.glossary import find_term, glossary_reply
from bot.advice.reply import Button, Reply
from bot.knowledge.search.outcome import decide

SURE_NOT_OURS = 0.75
"""Probability of the intent from which the search is not believed any more."""
SURE_ALL_THE_SAME = 0.5
"""How sure the search must be to overrule that a message is none of ours."""

OUT_OF_SCOPE = Reply(
    "out_of_scope",
    (
        "Damit kenne ich mich nicht aus. Ich helfe Betrieben bei Digitalisierung, Datensicherheit, Fördergeld "
        "und der Frage, wie das Team mitzieht.",
    ),
    buttons=(
        Button("Fördergeld finden", "Welche Förderung passt zu uns?"),
        Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"),
        Button("Was können Sie?", "Was können Sie?"),
    ),
)

OUT_OF_SCOPE_AGAIN = Reply(
    "out_of_scope",
    (
        "Auch dazu weiß ich nichts. Geht es um Ihren Betrieb, schreiben Sie es gern in anderen Worten. "
        "Oder Sie sprechen mit einem Menschen.",
    ),
    buttons=(PERSON_BUTTON, *OUT_OF_SCOPE.buttons),
)


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
        """Answer what the search is sure of (it may be newer than the training), decline everything else."""
        findings = find(turn)
        exact = bool(findings.hits) and findings.hits[0].exact
        if exact or (findings.sure >= SURE_ALL_THE_SAME and turn.confidence < SURE_NOT_OURS):
            answer = answer_from(turn, decide(findings))
            return Answer(answer.reply, {**answer.slots, "failures": 0})
        return Answer(OUT_OF_SCOPE if turn.failures == 0 else OUT_OF_SCOPE_AGAIN)
