"""Examples of other firms."""

from __future__ import annotations

from actions.answer import Answer, shown
from actions.base import LotseAction
from actions.searching import find
from actions.turn import Turn
from bot.advice.case_topics import cases_about
from bot.advice.cases import case_list_reply, case_reply, match
from bot.advice.profile import FirmProfile
from bot.advice.reply import Button, Reply
from bot.knowledge.codes import TOPICS
from bot.knowledge.search.outcome import SURE

PAGE = 3
_ABOUT = 60
"""Points of an example whose story names the topic: more than its theme, less than the trade (``bot.advice.case_match``)."""


def list_cases(turn: Turn, offset: int = 0) -> Answer:
    """Return one page of examples for the firm, those first that have to do with what was just talked about."""
    hits = match(_in_context(turn), turn.knowledge)
    order = {id_: place for place, id_ in enumerate(turn.shown.hits)} if offset else {}
    about = frozenset() if offset else cases_about(_topic(turn), turn.knowledge)
    hits.sort(
        key=lambda hit: (order.get(hit.case.id, len(order)), -hit.score - (_ABOUT if hit.case.id in about else 0))
    )
    reply = case_list_reply(hits, turn.profile, offset=offset, page=PAGE)
    return Answer(reply, shown("case_study", reply.ids, tuple(hit.case.id for hit in hits), offset + PAGE))


def _topic(turn: Turn) -> str:
    """Return the topic that the message names, else the one just talked about."""
    findings = find(turn)
    return findings.hits[0].topic if findings.sure >= SURE else turn.topic or ""


def _in_context(turn: Turn) -> FirmProfile:
    """Return what is known of the firm; its project is what was just talked about, where it told of none."""
    article = turn.knowledge.articles.get(turn.shown.focus or "")
    if article is None or turn.profile.topic is not None or article.theme not in TOPICS:
        return turn.profile
    return turn.profile.with_facts(topic=article.theme)


def show_case(turn: Turn, case_id: str) -> Answer:
    """Return one example with what makes it similar to the firm."""
    hit = next(hit for hit in match(turn.profile, turn.knowledge) if hit.case.id == case_id)
    slots = {"focus": case_id} if case_id in turn.shown.ids else shown("case_study", (case_id,))
    return Answer(case_reply(hit.case, hit.reasons), slots)


class FindCaseStudies(LotseAction):
    """Shows examples that are close to the firm."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_find_case_studies"

    def answer(self, turn: Turn) -> Answer:
        """Return the first page."""
        return list_cases(turn)


class ShowCaseStudy(LotseAction):
    """Answers a question about a firm by its name."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_show_case_study"

    def answer(self, turn: Turn) -> Answer:
        """Show the firm named; without a known name offer the list."""
        named = turn.value("company")
        if named in turn.knowledge.case_studies:
            return show_case(turn, str(named))
        text = "Diesen Betrieb kenne ich nicht. Ich zeige Ihnen gern, wen ich kenne."
        return Answer(Reply("question", (text,), buttons=(Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"),)))
