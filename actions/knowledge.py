"""Questions that the articles answer."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.base import Answer, LotseAction, shown
from actions.services import article_search
from actions.turn import Turn
from bot.advice.articles import article_reply, did_you_mean_reply, not_found_reply
from bot.advice.aspects import OUTCOME, case_aspect
from bot.advice.glossary import find_term, glossary_reply
from bot.advice.reply import Button
from bot.advice.worry import WORRIES, with_next_steps
from bot.knowledge.search.outcome import Outcome, decide
from bot.language.normalise import fold

CENTRE_THEME = "zentrum"
CHECK_ARTICLE = "reifegrad-check"
CHECK_BUTTON = Button("Check hier im Chat starten", "Check starten")
# "Was hat's gebracht?" right after an example asks about that firm, whatever else it might mean.
_ABOUT_THE_EXAMPLE = re.compile(
    r"(?:und )?(?:was|wie) ?(?:haben|hat|hats|hat's|kam|lief|viel|lange?)?(?: (?:die|der|das|denn|es|sie|da|dort|hat))*"
    r" (?:gebracht|gemacht|gelaufen|geschafft|erreicht|raus|dabei raus|dabei rausgekommen|gedauert)\W*"
)


def look_up(turn: Turn, theme: str | None = None) -> Outcome:
    """Search the articles for the latest message; ``theme`` restricts them."""
    return decide(article_search().find(turn.text, turn.knowledge, theme))


def answer_from(turn: Turn, outcome: Outcome) -> Answer:
    """Turn the outcome of a search into an answer: the article, a question back, or an honest "not found"."""
    articles = [turn.knowledge.articles[article_id] for article_id in outcome.article_ids]
    if outcome.decision == "answer":
        reply = article_reply(articles[0], turn.knowledge, turn.today)
        if articles[0].id in WORRIES:
            reply = with_next_steps(reply, turn.profile, turn.knowledge, turn.today)
        elif articles[0].id == CHECK_ARTICLE:
            reply = replace(reply, buttons=(CHECK_BUTTON, *reply.buttons))
        return Answer(reply, shown("article", (articles[0].id,)))
    if outcome.decision == "ask_back":
        return Answer(did_you_mean_reply(articles), shown("choice", tuple(article.id for article in articles)))
    return Answer(not_found_reply(turn.failures + 1), {"failures": turn.failures + 1})


class AnswerQuestion(LotseAction):
    """Answers a question on any theme."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_answer_question"

    def answer(self, turn: Turn) -> Answer:
        """Search the articles; a question that is only one term is explained from the glossary."""
        if turn.shown.focus in turn.knowledge.case_studies and _ABOUT_THE_EXAMPLE.fullmatch(fold(turn.text)):
            return Answer(case_aspect(turn.knowledge.case_studies[turn.shown.focus], OUTCOME))
        outcome = look_up(turn)
        if outcome.decision != "answer":
            term = find_term(turn.text, turn.knowledge)
            if term is not None and len(turn.text.split()) <= 4:
                return Answer(glossary_reply(term, turn.knowledge), shown("glossary", (term.id,)))
        return answer_from(turn, outcome)


class AnswerCentre(LotseAction):
    """Answers a question about the centre in Magdeburg."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_answer_centre"

    def answer(self, turn: Turn) -> Answer:
        """Give the centre's best article even where the search is not sure: all of them are about the centre."""
        everywhere = article_search().find(turn.text, turn.knowledge)
        if everywhere and everywhere[0].exact:
            return answer_from(turn, decide(everywhere))
        hits = article_search().find(turn.text, turn.knowledge, CENTRE_THEME)
        return answer_from(turn, Outcome("answer", tuple(hit.article_id for hit in hits)))


class ExplainTerm(LotseAction):
    """Explains a term in two plain sentences."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_explain_term"

    def answer(self, turn: Turn) -> Answer:
        """Prefer an article that asks exactly this, then the glossary, then the search."""
        hits = article_search().find(turn.text, turn.knowledge)
        if hits and hits[0].exact:
            return answer_from(turn, decide(hits))
        named = turn.value("term")
        term = find_term(turn.text, turn.knowledge) or (turn.knowledge.terms.get(str(named)) if named else None)
        if term is None:
            return answer_from(turn, decide(hits))
        return Answer(glossary_reply(term, turn.knowledge), shown("glossary", (term.id,)))
