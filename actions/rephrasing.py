"""Saying it differently: shorter, simpler, again, and "welche würden Sie nehmen?"."""

from __future__ import annotations

from abc import ABC, abstractmethod

from actions.answer import Answer
from actions.base import LotseAction
from actions.programmes.meant import latest_page, named_programmes, subject
from actions.searching import answer_from, look_up
from actions.showing import NOTHING_SHOWN, show_record
from actions.turn import Turn
from bot.advice.articles import PERSON_BUTTON
from bot.advice.funding_why import why_reply
from bot.advice.programmes.choosing import recommend_reply
from bot.advice.rephrasing import recommended, shorter, simpler
from bot.advice.reply import Reply
from bot.knowledge.records import Article, KnowledgeBase

_SURE_OF_WISH, _ASKS = 0.7, 4
"""Probability of the intent, and words, from which a message is a wish, or may be a question ("reicht PDF, ja oder nein?")."""
_UNCLEAR = Reply(
    "smalltalk",
    (
        "Dann war ich nicht klar genug. Welches Wort oder welcher Satz war unklar? "
        "Fragen Sie einfach „Was ist …?“, dann erkläre ich es in zwei Sätzen.",
    ),
    buttons=(PERSON_BUTTON,),
)


class _OfArticle(LotseAction, ABC):
    """Says the article on the screen in another way; another record is shown again."""

    @abstractmethod
    def say(self, article: Article, knowledge: KnowledgeBase) -> Reply:
        """Return the article in the other way."""

    def answer(self, turn: Turn) -> Answer:
        """Return the article in the other way; a question that only sounds like that wish is answered."""
        if turn.confidence < _SURE_OF_WISH and len(turn.text.split()) >= _ASKS:
            outcome = look_up(turn)
            if outcome.decision != "nothing":
                return answer_from(turn, outcome)
        focus = turn.subject
        if focus in turn.knowledge.articles:
            return Answer(self.say(turn.knowledge.articles[focus], turn.knowledge))
        return show_record(turn, focus) if focus else Answer(_UNCLEAR)


class SayShorter(_OfArticle):
    """Gives one sentence and the next step."""

    def say(self, article: Article, knowledge: KnowledgeBase) -> Reply:
        """Return the short form."""
        return shorter(article, knowledge)

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_say_shorter"


class SaySimpler(_OfArticle):
    """Gives the gist in simpler words."""

    def say(self, article: Article, knowledge: KnowledgeBase) -> Reply:
        """Return the simple form."""
        return simpler(article, knowledge)

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_say_simpler"


class SayAgain(LotseAction):
    """Shows once more what is on the screen."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_say_again"

    def answer(self, turn: Turn) -> Answer:
        """Show the record again."""
        focus = turn.subject
        return show_record(turn, focus) if focus else Answer(NOTHING_SHOWN)


class Recommend(LotseAction):
    """Answers "welche würden Sie nehmen?" from the facts."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_recommend"

    def answer(self, turn: Turn) -> Answer:
        """Name the programme that fits best with its reasons, or say how to choose."""
        meant = named_programmes(turn) or (latest_page(turn) if turn.shown.kind == "programme" else ())
        if len(meant) > 1:
            among = [turn.knowledge.programmes[id_] for id_ in meant]
            reply = recommend_reply(among, turn.profile, turn.knowledge, turn.today)
            return Answer(reply, {"focus": reply.ids[0]})
        one = next(iter(meant), None) or subject(turn)
        if one is not None:
            programme = turn.knowledge.programmes[one]
            return Answer(why_reply(programme, turn.profile, turn.knowledge, turn.today), {"focus": one})
        focus = turn.subject
        if focus in turn.knowledge.articles:
            return Answer(recommended(turn.knowledge.articles[focus], turn.knowledge))
        return show_record(turn, focus) if focus else Answer(NOTHING_SHOWN)
