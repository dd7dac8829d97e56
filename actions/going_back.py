"""Going back to what was talked about before: "zurück zu den Kosten", "nochmal zu der Sache mit dem Shop"."""

from __future__ import annotations

from actions.answer import Answer
from actions.base import LotseAction
from actions.follow_up import show_record
from actions.funding import list_programmes
from actions.searching import answer_from, find
from actions.turn import PROGRAMMES, Turn
from bot.advice.reply import Button, Reply
from bot.knowledge.codes import FUNDING_THEME
from bot.knowledge.search.outcome import POSSIBLE, Outcome, decide

_OFFERED = 3
"""Records offered where it is not clear what is meant."""
_NAMES_NOTHING = 3
"""Words up to which a message says "zurück" and names nothing."""


class GoBack(LotseAction):
    """Returns to what the message names among all that was talked about; to the one before if it names nothing."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_go_back"

    def answer(self, turn: Turn) -> Answer:
        """Find what is meant; offer what was talked about where that is not clear."""
        earlier = [id_ for id_ in turn.earlier if turn.name_of(id_)]
        named = turn.value("programme") or turn.value("company")
        if named in earlier:
            return show_record(turn, str(named))
        findings = find(turn)
        best = turn.knowledge.articles.get(findings.hits[0].article_id) if findings.hits else None
        if PROGRAMMES in turn.earlier and best is not None and best.theme == FUNDING_THEME:
            return list_programmes(turn)
        topics = {turn.knowledge.articles[id_].topic for id_ in earlier if id_ in turn.knowledge.articles}
        meant = [hit for hit in findings.hits if hit.topic in topics and hit.probability >= POSSIBLE]
        if meant:
            return answer_from(turn, Outcome("answer", (meant[0].article_id,), meant[0].topic, meant[0].facet))
        if len(turn.text.split()) <= _NAMES_NOTHING and earlier:
            return show_record(turn, earlier[0])
        if not earlier:
            return answer_from(turn, decide(findings))
        names = [str(turn.name_of(id_)) for id_ in earlier[:_OFFERED]]
        return Answer(Reply("question", ("Wohin zurück?",), buttons=tuple(Button(name, name) for name in names)))
