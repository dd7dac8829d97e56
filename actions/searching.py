"""The search for what answers a message, and the answer made from it."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer, shown
from actions.services import article_search
from actions.turn import Turn
from actions.verdicts import with_verdict
from bot.advice.articles import (
    article_reply,
    did_you_mean_reply,
    further,
    nearest_reply,
    not_found_reply,
    told_reply,
    topic_reply,
)
from bot.advice.emergency import incident_reply, with_land
from bot.advice.glossary import find_term, glossary_reply
from bot.advice.narrow import passage_on
from bot.advice.reply import Button, Reply
from bot.advice.wording import sentences
from bot.advice.worry import WORRIES, with_next_steps
from bot.knowledge.codes import FUNDING_THEME
from bot.knowledge.search.index import Findings
from bot.knowledge.search.outcome import SURE, Decision, Outcome, decide

TERM = "term:"
TOLD: Decision = "told"
"""Nothing but what was told in this talk already fits."""
ANOTHER = 0.12
"""Probability from which another article is told where the best one was told already."""
INCIDENT = ("datensicherheit", "notfall")
"""Theme and facet of the articles on what has already happened."""
CASE = "case"
"""Slot of the incident that is open; it is closed by an answer on something else."""
_OF_CASES = frozenset({"datensicherheit", "recht"})
_SAID_OF_SECOND = 3
"""Sentences of a second answer: its first one answers, the next two give the figures."""
CHECK_ARTICLE = "reifegrad-check"
CHECK_BUTTON = Button("Check hier im Chat starten", "Check starten")


def find(turn: Turn, theme: str | None = None) -> Findings:
    """Search for the latest message, given what was talked about just before; ``theme`` restricts what is searched."""
    return article_search().find(turn.text, turn.knowledge, theme, turn.topic)


def look_up(turn: Turn) -> Outcome:
    """Return what to do with what the search finds for the latest message.

    While programmes are on the screen, "was muss ich vor der Bestellung beachten?" is a question about funding. What was told
    in this talk already gives way to what comes next.
    """
    findings = find(turn)
    if findings.sure < SURE and turn.shown.kind == "programme":
        of_funding = find(turn, FUNDING_THEME)
        if of_funding.sure >= SURE:
            return decide(of_funding)
    outcome = decide(findings)
    told = _told(turn)
    if outcome.decision not in {"answer", "nearest"} or findings.hits[0].exact or outcome.article_ids[0] not in told:
        return outcome
    others = tuple(hit for hit in findings.hits if hit.article_id not in told and hit.probability >= ANOTHER)
    if not others:
        return Outcome(TOLD, outcome.article_ids[:1], outcome.topic, outcome.facet)
    return Outcome("answer", tuple(hit.article_id for hit in others), others[0].topic, others[0].facet)


def _told(turn: Turn) -> frozenset[str]:
    """Return the articles that were told in this talk."""
    return frozenset(id_ for id_ in (turn.shown.focus, *turn.earlier) if id_ in turn.knowledge.articles)


def with_second(turn: Turn, reply: Reply, outcome: Outcome) -> Reply:
    """Return an article's reply with the beginning of a second one behind its answer, where the question is about both.

    What stands on the screen already is not said again.
    """
    kb = turn.knowledge
    second = kb.articles.get(outcome.second)
    if second is None or second.id in {turn.shown.focus, *turn.shown.ids, *turn.earlier}:
        return reply
    said = " ".join(sentences(second.answer)[:_SAID_OF_SECOND])
    behind = reply.texts.index(kb.articles[reply.ids[0]].answer) + 1
    texts = (*reply.texts[:behind], f"Dazu gehört auch: {said}", *reply.texts[behind:])
    more = Button(second.question, second.question)
    buttons = (more, *(button for button in reply.buttons if button != more))
    return replace(reply, texts=texts, ids=(*reply.ids, second.id), buttons=buttons[:3])


def answer_from(turn: Turn, outcome: Outcome) -> Answer:
    """Turn the outcome of a search into an answer: article, term, topic, a question back, or an honest "not found"."""
    if outcome.decision == "answer" and outcome.article_ids[0].startswith(TERM):
        # A name that stands in the question says more than the search: "Phishing" is not "Spear-Phishing".
        term = find_term(turn.text, turn.knowledge) or turn.knowledge.terms[outcome.article_ids[0].removeprefix(TERM)]
        return Answer(glossary_reply(term, turn.knowledge), shown("glossary", (term.id,)))
    if outcome.decision == "topic" and outcome.topic in turn.knowledge.topics:
        reply = topic_reply(turn.knowledge.topics[outcome.topic], outcome.facet, turn.knowledge)
        return Answer(reply, shown("article", reply.ids))
    articles = [turn.knowledge.articles[id_] for id_ in outcome.article_ids if id_ in turn.knowledge.articles]
    if outcome.decision == TOLD:
        told = _told(turn)
        others = [other for other in further(articles[0], turn.knowledge) if other.id not in told]
        return Answer(told_reply(articles[0], passage_on(articles[0], turn.text), others))
    if outcome.decision == "answer":
        acute = turn.intent == "emergency" or outcome.asked in {"", INCIDENT[1]}
        if (articles[0].theme, articles[0].facet) == INCIDENT and acute:
            incident = incident_reply(articles[0], turn.knowledge, turn.today, turn.profile.region)
            return Answer(incident, {**shown("article", (articles[0].id,)), CASE: articles[0].id})
        reply = with_second(turn, article_reply(articles[0], turn.knowledge, turn.today), outcome)
        if articles[0].id in WORRIES:
            reply = with_next_steps(reply, turn.profile, turn.knowledge, turn.today)
        elif articles[0].id == CHECK_ARTICLE:
            reply = replace(reply, buttons=(CHECK_BUTTON, *reply.buttons))
        reply = with_land(reply, articles[0], turn.profile.region, turn.knowledge, turn.today)
        reply, facts = with_verdict(turn, articles[0], replace(reply, alternatives=outcome.article_ids[1:]))
        closed = {} if articles[0].theme in _OF_CASES else {CASE: None}
        return Answer(reply, {**shown("article", (articles[0].id,)), **facts, **closed})
    if outcome.decision == "nearest" and articles:
        reply = with_second(turn, nearest_reply(articles, turn.knowledge, turn.today), outcome)
        return Answer(reply, shown("article", (articles[0].id,)))
    if outcome.decision in {"ask_back", "nearest", "topic"} and articles:
        return Answer(did_you_mean_reply(articles), shown("choice", tuple(article.id for article in articles)))
    return Answer(not_found_reply(turn.failures + 1), {"failures": turn.failures + 1})
