"""What is not the bot's business, and how it says so."""

from __future__ import annotations

from actions.answer import Answer
from actions.in_talk.beside import CASE
from actions.searching import find
from actions.turn import Turn
from bot.advice.articles import PERSON_BUTTON
from bot.advice.reply import Button, Reply
from bot.knowledge.search.index import Findings
from bot.knowledge.search.scope import OURS, ours

SURELY_NOT_OURS, FOUND_IN_TALK = 0.8, 0.35
"""Inside a talk a message is refused from this probability of the intent, and below this sureness of the search. A wrong refusal
costs more there than three offers: of 1,410 turns in talks of strangers, which all were ours, the intent alone refused 24."""

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


def is_ours(turn: Turn, findings: Findings) -> bool:
    """Return whether a message is answered that is a question or surely none of ours, by its intent.

    A first message is judged by its intent and by what the search found (:mod:`bot.knowledge.search.scope`). Inside a talk, where
    questions name nothing, both have to say so.
    """
    if findings.hits and findings.hits[0].exact:
        return True
    if begins(turn) and findings.evidence:
        return ours(turn.foreign, findings) >= OURS
    return turn.intent != "out_of_scope" or turn.foreign < SURELY_NOT_OURS or findings.sure >= FOUND_IN_TALK


def begins(turn: Turn) -> bool:
    """Return whether nothing was talked about before, so that a message has to say by itself what it is about."""
    before = turn.topic or turn.slots.get(CASE) or turn.loop or turn.asked or turn.shown.kind or turn.listing.kind
    return not before


def refusal(turn: Turn) -> Answer:
    """Return the kind refusal; the second one in a row offers a person."""
    reply = OUT_OF_SCOPE if turn.failures == 0 else OUT_OF_SCOPE_AGAIN
    return Answer(reply, {"failures": turn.failures + 1})


def refused(turn: Turn) -> Answer | None:
    """Return the refusal of a question that is none of ours after all; None for any other."""
    return None if is_ours(turn, find(turn)) else refusal(turn)
