"""Why a programme fits or does not, and two programmes side by side."""

from __future__ import annotations

from actions.answer import Answer, shown
from actions.base import LotseAction
from actions.programmes.meant import latest_page, named_programmes, remember, subject, talked_of
from actions.searching import answer_from, look_up
from actions.targets import listed, targets
from actions.turn import Turn
from bot.advice.cases import case_reply
from bot.advice.funding import match
from bot.advice.funding_why import why_list_reply, why_reply
from bot.advice.programmes.side_by_side import compare_reply
from bot.advice.reply import Button, Reply
from bot.language.asked.choosing import means_the_list

_FIND = Button("Fördergeld finden", "Welche Förderung passt zu uns?")
_NOTHING = Reply(
    "question",
    ("Welches Programm meinen Sie? Nennen Sie mir den Namen, oder lassen Sie mich zuerst suchen.",),
    buttons=(_FIND,),
)
_TWO_PLEASE = Reply(
    "question",
    ("Welche zwei Programme soll ich vergleichen? Nennen Sie die Namen oder „das erste und das zweite“.",),
    buttons=(_FIND,),
)


class ExplainWhy(LotseAction):
    """Gives the reasons for or against a programme, or what made an example similar."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_explain_why"

    def answer(self, turn: Turn) -> Answer:
        """Explain the record meant; a question about the whole list gets the rules of the list."""
        meant = () if means_the_list(turn.text) else targets(turn)
        if meant and meant[0] in turn.knowledge.programmes:
            programme = turn.knowledge.programmes[meant[0]]
            reply = why_reply(programme, turn.profile, turn.knowledge, turn.today)
            # A list on the screen stays what "das zweite" counts through.
            keeps_list = programme.id in listed(turn) or len(turn.shown.ids) > 1
            return Answer(reply, {"focus": programme.id} if keeps_list else shown("programme", meant[:1]))
        if meant and meant[0] in turn.knowledge.case_studies:
            return Answer(case_reply(turn.knowledge.case_studies[meant[0]]), {"focus": meant[0]})
        if turn.shown.kind == "programme" and turn.shown.hits:
            return Answer(why_list_reply(turn.profile, len(match(turn.profile, turn.knowledge, turn.today))))
        return Answer(_NOTHING)


class Compare(LotseAction):
    """Compares two programmes."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_compare"

    def answer(self, turn: Turn) -> Answer:
        """Compare the two named or counted; a single one with the one on the screen, else with the first of the list."""
        meant = [*named_programmes(turn)]
        if len(meant) < 2:
            among = (subject(turn), *latest_page(turn)) if talked_of(turn) else turn.shown.ids
            meant += [id_ for id_ in among if id_ in turn.knowledge.programmes and id_ not in meant]
        if (
            len(meant) < 2 and turn.topic and not talked_of(turn)
        ):  # "Threema oder Signal, taugt das was?" compares no programmes
            outcome = look_up(turn)
            return answer_from(turn, outcome) if outcome.decision != "nothing" else Answer(_TWO_PLEASE)
        if len(meant) < 2:
            return Answer(_TWO_PLEASE)
        first, second = (turn.knowledge.programmes[id_] for id_ in meant[:2])
        return Answer(compare_reply(first, second, turn.profile, turn.today), remember(turn, (first.id, second.id)))
