"""The search for what answers a message, and the answer made from it."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer, shown
from actions.in_talk.beside import CASE, with_nearest_example, with_second
from actions.in_talk.none_of_ours import is_none_of_ours
from actions.services import article_search
from actions.turn import CHOICE, Turn
from actions.verdicts import with_verdict
from bot.advice.among import everything_in, of_incidents, of_other_lands, of_theme
from bot.advice.articles import (
    article_reply,
    articles_of,
    did_you_mean_reply,
    further,
    nearest_reply,
    not_found_reply,
    told_reply,
    topic_reply,
    with_question,
)
from bot.advice.emergencies import meanwhile
from bot.advice.emergencies.authority import kinds_of_article, with_authority
from bot.advice.emergencies.case import Case
from bot.advice.emergencies.first import incident_reply
from bot.advice.emergencies.reading import NOTHING, case_reader
from bot.advice.emergencies.whom_to_call import CALLED, with_land
from bot.advice.glossary import find_term, glossary_reply
from bot.advice.narrow import passage_on, step_like
from bot.advice.reply import Button
from bot.advice.worry import WORRIES, with_next_steps
from bot.knowledge.codes import FUNDING_THEME
from bot.knowledge.emergencies.records import EmergencyKind
from bot.knowledge.records import Article, Topic
from bot.knowledge.search.index import Findings
from bot.knowledge.search.outcome import OFFERED, SURE, SURE_IN_TALK, Decision, Outcome, decide, decide_in_talk
from bot.knowledge.search.signals import Talk
from bot.language.asked.anaphora import asked_of_it, is_named, points_back, says_little
from bot.language.asked.concerns import asking_part, questions_in, without_announcement
from bot.language.asked.rejecting import read_rejection
from bot.language.asked.subject import leaves_subject
from bot.language.facts.money import has_begun, names_public_money, speaks_of_funding

TERM = "term:"
TOLD: Decision = "told"
"""Nothing but what was told in this talk already fits."""
ANOTHER = 0.12
"""Probability from which another article is told where the best one was told already."""
_CLOSE = 0.5
"""Share of the best one's probability from which another article comes close to one that was told longer ago."""
SURE_OF_OTHER = 0.75
"""How sure another theme must be while an incident is open."""
SURE_IN_CASE = 0.6
"""How sure an answer must be while an incident is open."""
LIKELY_FACET = 0.3
"""Probability of a facet from which "und wie lange dauert das?" asks for it of the topic just talked about."""
_TURNED_DOWN = frozenset({"article", "question", "centre", "fallback"})
"""Kinds of answers whose articles are barred where the message says that they were about the wrong thing."""
_TWO = 2
INCIDENT = ("datensicherheit", "notfall")
"""Theme and facet of the articles on what has already happened."""
_ORDERED = "foerderung-schon-bestellt"
"""The article on what was ordered before the application."""
CHECK_ARTICLE = "reifegrad-check"
CHECK_BUTTON = Button("Check hier im Chat starten", "Check starten")


def find(turn: Turn, theme: str | None = None, text: str | None = None, anywhere: bool = False) -> Findings:
    """Search for the latest message, given what was talked about just before.

    Args:
        turn: the message and what came before it.
        theme: restricts what is searched. While an incident is open, whatever else a message seems to be about has to be
            quite sure.
        text: the part of the message that asks; the whole of it by default.
        anywhere: what is answered for another Land than the firm's is found, too.
    """
    kb = turn.knowledge
    text = text or without_announcement(turn.text)
    barred = turned_down(turn)
    topic = None if leaves_subject(turn.text) else turn.topic
    talk = Talk(topic, turn.said_before, told_in(turn), turn.shown.focus or "") if topic else None
    by_heart = not (topic and points_back(text))

    def search(among: frozenset[str] | None) -> Findings:
        asked = (text, among, talk, by_heart)
        if asked not in turn.searched:
            turn.searched[asked] = article_search().find(text, kb, among, talk, by_heart)
        return turn.searched[asked]

    elsewhere = barred if anywhere else of_elsewhere(turn) | barred
    everything = everything_in(kb) - elsewhere if elsewhere else None
    findings = search(of_theme(kb, theme) - elsewhere if theme else everything)
    if theme or not turn.slots.get(CASE) or not findings.hits or findings.sure >= SURE_OF_OTHER:
        return findings
    if turn.topic and turn.shown.focus not in of_incidents(kb):  # something else is talked about by now
        return findings
    if findings.hits[0].article_id not in of_incidents(kb):
        findings = search(of_incidents(kb) - elsewhere)
    # In an emergency a wrong answer does harm: what is not quite sure counts as what comes nearest.
    return replace(findings, sure=min(findings.sure, SURE - 0.01)) if findings.sure < SURE_IN_CASE else findings


def of_elsewhere(turn: Turn) -> frozenset[str]:
    """Return the articles that answer for another Land than the firm's; empty where that is not known."""
    region = turn.profile.region
    return of_other_lands(turn.knowledge, region) if region in turn.knowledge.regions else frozenset()


def turned_down(turn: Turn) -> frozenset[str]:
    """Return the articles of the last answer, which the message says was about the wrong thing; empty for any other message."""
    if turn.picked is not None or read_rejection(turn.text) is None:
        return frozenset()
    answered = turn.answered or {}
    ids = answered.get("ids") or () if answered.get("kind") in _TURNED_DOWN else ()
    return frozenset(id_ for id_ in ids if id_ in turn.knowledge.articles)


def look_up(turn: Turn, text: str | None = None) -> Outcome:
    """Return what to do with what the search finds for the latest message, or for the part ``text`` of it.

    A message that asks two things gets both answers; one that answers a question of ours and asks something besides is searched
    for by what it asks. A grant for a till is a question about funding, not about tills. What was told in this talk already gives
    way to what comes next.
    """
    if text is None and turn.asked:
        text = asking_part(turn.text)
    if text is None and (rejection := read_rejection(turn.text)) is not None:
        text = rejection.wanted or None
    findings = find(turn, text=text)
    if _ORDERED in turn.knowledge.articles and _asks_after_ordering(turn, text or turn.text):
        return Outcome("answer", (_ORDERED,))
    if _of_funding(turn, findings, text or turn.text):
        of_funding = find(turn, FUNDING_THEME, text=text)
        if of_funding.sure >= SURE:
            return decide(of_funding)
    exact = bool(findings.hits) and findings.hits[0].exact
    several = None if exact or text is not None else _several(turn)
    of_topic = None if several else _of_topic(turn, findings, text or turn.text)
    told = told_in(turn)
    in_talk = turn.topic and not turn.slots.get(CASE)
    outcome = several or of_topic or (decide_in_talk(findings, told) if in_talk else decide(findings))
    if of_topic is not None and of_topic.decision == "answer" and of_topic.article_ids[0] in told:
        return Outcome(TOLD, of_topic.article_ids, of_topic.topic, of_topic.facet)
    if outcome.decision not in {"answer", "nearest"} or findings.hits[0].exact or outcome.article_ids[0] not in told:
        return outcome
    others = [hit for hit in findings.hits if hit.article_id in turn.knowledge.articles and hit.article_id not in told]
    others = [hit for hit in others if hit.probability >= OFFERED]
    ids = tuple(hit.article_id for hit in others)
    # What was told longer ago is told again in short, unless something else comes close to it.
    stays = (
        outcome.article_ids[0] != turn.shown.focus
        and others
        and others[0].probability < _CLOSE * findings.hits[0].probability
    )
    if not others or stays or passage_on(turn.knowledge.articles[outcome.article_ids[0]], turn.text):
        return Outcome(TOLD, (outcome.article_ids[0], *ids), outcome.topic, outcome.facet)
    decision: Decision = "answer" if others[0].probability >= ANOTHER else "ask_back" if in_talk else "nearest"
    return Outcome(decision, ids, others[0].topic, others[0].facet)


def _asks_after_ordering(turn: Turn, text: str) -> bool:
    """Whether a question is whether there is still money for what is ordered or signed already, whatever else is near it."""
    if not has_begun(text) or not questions_in(text) or _ORDERED in told_in(turn):
        return False
    return names_public_money(text)


def _of_funding(turn: Turn, findings: Findings, text: str) -> bool:
    """Whether a question is about funding though what was found first is not: it names it, or programmes are on the screen."""
    if (
        not findings.hits
        or findings.hits[0].exact
        or findings.hits[0].article_id in of_theme(turn.knowledge, FUNDING_THEME)
    ):
        return False
    about_programmes = turn.shown.kind == "programme" or turn.listing.kind == "programme"
    begun = about_programmes and has_begun(text)
    return speaks_of_funding(text) or begun or (findings.sure < SURE and turn.shown.kind == "programme")


def _of_topic(turn: Turn, findings: Findings, text: str) -> Outcome | None:
    """Return what the topic just talked about has on the facet that a question asks for which names nothing itself.

    Where it has nothing, that is said: the facet of some other topic would be no answer. Where the facet is not clear, what the
    topic has is offered. None for any other question.
    """
    topic = turn.knowledge.topics.get(turn.topic or "")
    if topic is None or not findings.hits or not points_back(text):
        return None
    best = findings.hits[0]
    if best.topic == topic.id and best.article_id in turn.knowledge.articles:
        return None
    names_it = asked_of_it(text) is not None and not says_little(text)
    if names_it and findings.sure >= SURE_IN_TALK and best.article_id in turn.knowledge.articles:
        return None  # "gilt das auch für das GPS im Firmenwagen?" names what has an answer of its own
    other = turn.knowledge.topics.get(best.topic)
    if other is not None and asked_of_it(text) is None and is_named(text, (other.name, *other.aliases)):
        return None
    elsewhere = of_elsewhere(turn)
    own = [article for article in articles_of(topic, turn.knowledge) if article.id not in elsewhere]
    facet = asked_of_it(text) or findings.facet
    asked = _on_facet(topic, facet, turn)
    if findings.facet_odds < LIKELY_FACET and asked_of_it(text) is None:
        offered = [article.id for article in own if article.id not in told_in(turn)]
        return Outcome("ask_back", tuple(offered), topic.id, facet) if offered else None
    if asked is not None:
        return Outcome("answer", (asked,), topic.id, facet)
    return Outcome("topic", tuple(article.id for article in own), topic.id, facet)


def _on_facet(topic: Topic, facet: str, turn: Turn) -> str | None:
    """Return the article that answers a facet of a topic: one of its own, or of another topic that covers it; None if none does.

    What is answered for another Land is no answer here.
    """
    covered = {id_: its_facet for its_facet, id_ in topic.covers}
    elsewhere = of_elsewhere(turn)
    return next(
        (
            article.id
            for article in articles_of(topic, turn.knowledge)
            if article.id not in elsewhere
            and (article.facet if article.topic == topic.id else covered.get(article.id)) == facet
        ),
        None,
    )


def _several(turn: Turn) -> Outcome | None:
    """Return the outcome for a message that asks two things, each of which has an answer of its own; None for any other."""
    asked = questions_in(turn.text)
    if len(asked) < _TWO:
        return None
    found = [find(turn, text=part) for part in asked]
    sure = [(part, one) for part, one in zip(asked, found, strict=True) if one.sure >= SURE]
    answers = [(part, decide(one)) for part, one in sure]
    first = next((outcome for _, outcome in answers), None)
    if first is None or first.decision != "answer" or first.article_ids[0].startswith(TERM):
        return None
    for part, other in answers[1:]:
        if points_back(part):  # "und was kostet das?" is about what the first part names
            second = side_of(turn, first.topic, part)
        else:
            second = next((id_ for id_ in other.article_ids if id_ in turn.knowledge.articles), None)
        if second is not None and second not in {first.article_ids[0], first.second}:
            return replace(first, second=second, second_question=part)
    return None


def side_of(turn: Turn, topic_id: str, text: str) -> str | None:
    """Return the article on the facet that a question asks for of a topic; None where there is none."""
    topic = turn.knowledge.topics.get(topic_id)
    asked = article_search().find(text, turn.knowledge, None, Talk(topic_id), False)
    if topic is None or asked.facet_odds < LIKELY_FACET:
        return None
    return _on_facet(topic, asked.facet, turn)


def quoted_from_case(turn: Turn) -> str:
    """Return the step of the open incident that a question is about, as a sentence to put first; empty where none is near."""
    case, kb = Case.of(turn.slots.get(CASE)), turn.knowledge
    kinds = meanwhile.kinds_of(case, kb) if case else []
    main = next((kb.articles[id_] for kind in kinds for id_ in kind.articles if id_ in kb.articles), None)
    step = step_like(main, turn.text) if main else None
    return f"Oben steht dazu: „{step}“ " if step else ""


def _opened_by(turn: Turn, article: Article) -> tuple[EmergencyKind | None, Case]:
    """Return the kind that an article on an incident belongs to, and the case with it; else the kind that the message tells of."""
    kinds, open_case = turn.knowledge.emergencies.kinds, Case.of(turn.slots.get(CASE)) or Case()
    own = next((kind for kind in kinds.values() if article.id in (*kind.articles[:1], *kind.special)), None)
    if own is None:
        told = (guess.label for guess in case_reader(turn.knowledge).kinds(turn.text) if guess.label != NOTHING)
        own = next((kinds[id_] for id_ in told), None)
    return own, open_case.with_kind(own.id) if own else open_case


def told_in(turn: Turn) -> frozenset[str]:
    """Return the articles that were told in this talk."""
    focus = None if turn.shown.kind == CHOICE else turn.shown.focus
    return frozenset(id_ for id_ in (focus, *turn.earlier) if id_ in turn.knowledge.articles)


def _or_else(turn: Turn, outcome: Outcome) -> list[Article]:
    """Return the articles beside an answer that may have been meant, without those told already."""
    told = told_in(turn)
    return [
        turn.knowledge.articles[id_] for id_ in outcome.or_else if id_ in turn.knowledge.articles and id_ not in told
    ]


def answer_from(turn: Turn, outcome: Outcome) -> Answer:
    """Turn the outcome of a search into an answer: article, term, topic, a question back, or an honest "not found"."""
    if outcome.decision == "answer" and outcome.article_ids[0].startswith(TERM):
        # A name that stands in the question says more than the search: "Phishing" is not "Spear-Phishing".
        term = find_term(turn.text, turn.knowledge) or turn.knowledge.terms[outcome.article_ids[0].removeprefix(TERM)]
        return Answer(glossary_reply(term, turn.knowledge), shown("glossary", (term.id,)))
    if outcome.decision == "topic" and outcome.topic in turn.knowledge.topics:
        known = outcome.topic == turn.topic
        reply = topic_reply(turn.knowledge.topics[outcome.topic], outcome.facet, turn.knowledge, known)
        return Answer(reply, shown("article", reply.ids))
    articles = [turn.knowledge.articles[id_] for id_ in outcome.article_ids if id_ in turn.knowledge.articles]
    if outcome.decision == TOLD and turn.slots.get(CASE):
        around = meanwhile.Circumstances(turn.knowledge, turn.today, turn.profile.region, turn.text)
        case = Case.of(turn.slots[CASE]) or Case()
        reply, case = meanwhile.unknown(case, around, quoted_from_case(turn), turn.asked == CALLED)
        return Answer(reply, {CASE: case.as_slot() or None})
    if outcome.decision == TOLD:
        told = told_in(turn)
        others = [*articles[1:], *(other for other in further(articles[0], turn.knowledge) if other.id not in told)]
        by_land = turn.profile.region is not None and bool(kinds_of_article(articles[0]))
        is_above = turn.shown.focus == articles[0].id and not by_land
        again = told_reply(articles[0], passage_on(articles[0], turn.text), others, is_above)
        return Answer(with_authority(again, articles[0], turn.profile.region, turn.knowledge, turn.today))
    if outcome.decision == "answer":
        acute = (turn.intent == "emergency" or outcome.asked in {"", INCIDENT[1]}) and (
            outcome.exact or not is_none_of_ours(turn)
        )
        if (articles[0].theme, articles[0].facet) == INCIDENT and acute:
            kind, case = _opened_by(turn, articles[0])
            incident = incident_reply(articles[0], turn.knowledge, turn.today, turn.profile.region, kind)
            incident = with_land(incident, turn.profile.region, turn.knowledge, turn.today)
            return Answer(incident, {**shown("article", (articles[0].id,)), CASE: case.as_slot() or None})
        reply = article_reply(articles[0], turn.knowledge, turn.today, _or_else(turn, outcome))
        if not outcome.exact:
            reply = replace(reply, texts=(with_question(reply.texts[0], articles[0], "**{}**\n"), *reply.texts[1:]))
        reply = with_second(turn, reply, outcome)
        if articles[0].id in WORRIES:
            reply = with_next_steps(reply, turn.profile, turn.knowledge, turn.today)
        elif articles[0].id == CHECK_ARTICLE:
            reply = replace(reply, buttons=(CHECK_BUTTON, *reply.buttons))
        reply = with_land(reply, turn.profile.region, turn.knowledge, turn.today)
        reply, facts = with_verdict(turn, articles[0], replace(reply, alternatives=outcome.article_ids[1:]))
        reply = with_nearest_example(turn, articles[0], reply)
        return Answer(reply, {**shown("article", (articles[0].id,)), **facts})
    if outcome.decision == "nearest" and articles:
        reply = with_second(turn, nearest_reply(articles, turn.knowledge, turn.today), outcome)
        reply = with_land(reply, turn.profile.region, turn.knowledge, turn.today)
        return Answer(reply, shown("article", (articles[0].id,)))
    if outcome.decision in {"ask_back", "nearest", "topic"} and articles:
        choice = did_you_mean_reply(articles)
        return Answer(choice, {**shown(CHOICE, choice.ids), "focus": articles[0].id})
    return Answer(not_found_reply(turn.failures + 1, articles), {"failures": turn.failures + 1})
