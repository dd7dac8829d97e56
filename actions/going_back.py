"""Going back to what was talked about before: "zurück zu den Kosten", "nochmal zu der Sache mit dem Shop"."""

from __future__ import annotations

from actions.answer import Answer
from actions.base import LotseAction
from actions.searching import answer_from, find, look_up
from actions.showing import list_again, list_cases, show_record
from actions.targets import listed, named
from actions.turn import PROGRAMMES, Turn
from bot.advice.reply import Button, Reply
from bot.knowledge.codes import FUNDING_THEME
from bot.knowledge.search.outcome import POSSIBLE, Outcome, decide
from bot.language.asked.concerns import asking_part
from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

_OFFERED = 3
"""Records offered where it is not clear what is meant."""
_LIST = word_set("liste auswahl uebersicht programmen beispielen treffern")
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
        meant = named(turn)
        if meant is not None:
            return show_record(turn, meant)
        place, among = turn.value("ordinal"), listed(turn)
        if place is not None and 0 < place <= len(among):
            return show_record(turn, among[place - 1])
        if _LIST & set(fold(turn.text).split()) and turn.listing.ids:
            return list_again(turn) if turn.listing.kind == "programme" else list_cases(turn)
        findings = find(turn)
        best = turn.knowledge.articles.get(findings.hits[0].article_id) if findings.hits else None
        if PROGRAMMES in turn.earlier and best is not None and best.theme == FUNDING_THEME:
            return list_again(turn)
        topics = {turn.knowledge.articles[id_].topic for id_ in earlier if id_ in turn.knowledge.articles}
        known = [hit for hit in findings.hits if hit.topic in topics and hit.probability >= POSSIBLE]
        if known:
            return answer_from(turn, Outcome("answer", (known[0].article_id,), known[0].topic, known[0].facet))
        if len(turn.text.split()) <= _NAMES_NOTHING and earlier:
            return show_record(turn, earlier[0])
        asked = asking_part(turn.text)
        if asked is not None:  # "zurück zu den Aushilfen: was müssen die unterschreiben?" says all itself
            return answer_from(turn, look_up(turn, asked))
        if not earlier:
            return answer_from(turn, decide(findings))
        names = [str(turn.name_of(id_)) for id_ in earlier[:_OFFERED]]
        return Answer(Reply("question", ("Wohin zurück?",), buttons=tuple(Button(name, name) for name in names)))
