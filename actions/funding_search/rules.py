"""What a message asks beside its search for money: a rule ("darf ich schon bestellen?"), or whether a fact changes the list."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer
from actions.searching import find
from actions.showing import list_programmes
from actions.turn import Turn
from bot.advice.amounts import by_the_year
from bot.advice.articles import article_reply
from bot.advice.asking.remarks import SIZE_ARTICLE, on_change, on_helpers
from bot.advice.funding_replies import PAGE
from bot.advice.narrowing import Narrowing, programmes_for
from bot.advice.profile import FACTS
from bot.advice.reply import Reply
from bot.knowledge.codes import CENTRE_THEME, FUNDING_THEME, THEMES
from bot.knowledge.records import Article
from bot.knowledge.search.outcome import SURE_IN_TALK
from bot.language.asked.anaphora import says_little
from bot.language.asked.concerns import questions_in
from bot.language.asked.matters import asks_whether_it_matters, tells_of_firm
from bot.language.asked.plain_search import is_plain_search
from bot.language.facts.firm.kind import read_firm_kind
from bot.language.facts.heads.helping_hands import names_helpers
from bot.language.facts.money import asks_who_pays, has_begun, speaks_of_funding
from bot.language.project.planned import first_year_sum
from bot.language.text.normalise import fold

_LONG, _TWO = 6, 2
"""Words, and questions, from which a message can ask for more than a search."""
_ORDERED = "foerderung-schon-bestellt"
_FOR_FOUNDERS = frozenset({"gruendung-foerderung"})
"""Topics of which somebody whose firm is running wants to know nothing."""
_RULES = frozenset({"kurz", "pflicht", "frist", "ausnahmen", "fehler", "folgen", "nachweis", "branche"})
"""Facets of the rules of funding; what it costs or brings, and what to choose, the search for programmes says."""
_ANSWERED_FIRST = frozenset(THEMES) - {CENTRE_THEME}


def remarks_on(turn: Turn, told: frozenset[str]) -> tuple[str, ...]:
    """Return what a message of the search makes worth saying beside the next question or the list.

    Args:
        told: the facts that were taken from the message.
    """
    found: list[str | None] = []
    year = first_year_sum(turn.text) if "amount" in told else None
    if year is not None:
        found.append(by_the_year(year))
    if "employees" in told and names_helpers(fold(turn.text)):
        found.append(on_helpers(turn.knowledge.articles.get(SIZE_ARTICLE)))
    if asks_whether_it_matters(turn.text):
        found.append(_whether_it_matters(turn, told & frozenset(FACTS)))
    return tuple(filter(None, found))


def on_matters(turn: Turn) -> Answer | None:
    """Return whether what is told changes the list on the screen, where a message asks that after a list; else None."""
    if turn.loop is not None or turn.shown.kind != "programme" or not asks_whether_it_matters(turn.text):
        return None
    told = frozenset(turn.told) - {"topic", "project"}
    if not told and not tells_of_firm(turn.text):
        return None
    said = _whether_it_matters(turn, told)
    if not told:
        return Answer(Reply("question", (said,)))
    found = list_programmes(turn)
    return replace(found, reply=replace(found.reply, texts=(said, *found.reply.texts)))


def _whether_it_matters(turn: Turn, told: frozenset[str]) -> str:
    limits = Narrowing.of(turn.limits)
    profiles = (turn.profile.with_facts(**dict.fromkeys(told)), turn.profile)
    before, after = (
        [hit.programme.id for hit in programmes_for(profile, limits, turn.knowledge, turn.today).hits[:PAGE]]
        for profile in profiles
    )
    return on_change(bool(told), before, after)


def rules_of(turn: Turn) -> str | None:
    """Return what is on record about the rules that the message asks for; None for a plain search.

    Who has ordered already is told first that this ends most grants. Another question beside the one for money is answered, too.
    """
    if turn.intent != "find_funding" or len(turn.text.split()) < _LONG:
        return None
    ordered = turn.knowledge.articles.get(_ORDERED) if has_begun(turn.text) else None
    article = ordered or _rule(turn) or _beside(turn)
    return article_reply(article, turn.knowledge, turn.today).texts[0] if article else None


def _rule(turn: Turn) -> Article | None:
    """Return the article on the rule that the asking part of the message is about."""
    questions = questions_in(turn.text)
    asked = [question for question in questions if not is_plain_search(question)]
    if questions and not asked:
        return None  # "Gibts da Geld vom Staat?" asks for no rule, however near some article is
    findings = find(turn, FUNDING_THEME, text=" ".join(asked) or None)
    if findings.sure < SURE_IN_TALK or findings.hits[0].facet not in _RULES:
        return None
    article = turn.knowledge.articles.get(findings.hits[0].article_id)
    founds = read_firm_kind(turn.text).get("stage") in {"planned", "founding", "young"}
    return None if article and article.topic in _FOR_FOUNDERS and not founds else article


def _beside(turn: Turn) -> Article | None:
    """Return the article on what a message asks beside its search for money ("Was brauche ich, und zahlt da jemand mit?")."""
    questions = questions_in(turn.text)
    of_money = [part for part in questions if speaks_of_funding(part) or asks_who_pays(part) or is_plain_search(part)]
    beside = [part for part in questions if part not in of_money and not says_little(part)]
    if len(questions) < _TWO or not beside:
        return None
    findings = find(turn, text=" ".join(beside))
    article = turn.knowledge.articles.get(findings.hits[0].article_id) if findings.hits else None
    return (
        article if article is not None and findings.sure >= SURE_IN_TALK and article.theme in _ANSWERED_FIRST else None
    )
