"""Questions that the articles answer."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import LEAVE_FORM, Answer, shown
from actions.base import LotseAction
from actions.in_talk.beside import CASE
from actions.in_talk.naming_land import on_other_land
from actions.in_talk.no_incident import within_reach
from actions.scope import refused
from actions.searching import answer_from, find, look_up
from actions.showing import show_programme
from actions.turn import Turn
from bot.advice.aspects import OUTCOME, case_aspect, programme_aspect
from bot.advice.glossary import explains, find_term, glossary_reply
from bot.advice.reply import Reply
from bot.knowledge.codes import CENTRE_THEME
from bot.knowledge.search.outcome import EXPLAINS, LONG, SURE, Outcome, decide
from bot.language.asked.anaphora import asks_what_came_of_it, points_back
from bot.language.asked.whose_incident import speaks_of_none_of_ours
from bot.language.facts.money import wants_no_money
from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

UNCLEAR = Reply("smalltalk", ("Das konnte ich nicht zuordnen.",))
_CENTRE = word_set("zentrum kompetenzzentrum ihr euch eure sie ihnen magdeburg mittelstand-digital")


class AnswerQuestion(LotseAction):
    """Answers a question on any theme."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_answer_question"

    def answer(self, turn: Turn) -> Answer:
        """Search articles and terms."""
        if turn.shown.focus in turn.knowledge.case_studies and asks_what_came_of_it(turn.text):
            return Answer(case_aspect(turn.knowledge.case_studies[turn.shown.focus], OUTCOME))
        elsewhere = on_other_land(turn)
        if elsewhere is not None:
            return elsewhere
        outcome = look_up(turn)
        if outcome.decision != "answer":
            term = find_term(turn.text, turn.knowledge)
            if term is not None and len(turn.text.split()) <= 4:
                return Answer(glossary_reply(term, turn.knowledge), shown("glossary", (term.id,)))
        if (refusal := refused(turn)) is not None:
            return refusal
        answer = answer_from(turn, outcome)
        if speaks_of_none_of_ours(turn.text) and not turn.slots.get(CASE):
            answer = within_reach(answer)
        if turn.loop and wants_no_money(
            turn.text
        ):  # "kein Geld, sondern rechtliche Hilfe": the search for money is over
            return replace(answer, events=LEAVE_FORM)
        return answer


class AnswerCentre(LotseAction):
    """Answers a question about the centre in Magdeburg."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_answer_centre"

    def answer(self, turn: Turn) -> Answer:
        """Give the centre's best article even where the search is not sure: all of them are about the centre."""
        of_us = bool(_CENTRE & set(fold(turn.text).split()))
        programme = turn.knowledge.programmes.get(turn.shown.focus or "")
        if programme is not None and not of_us:  # "wer ist da der Ansprechpartner?"
            return Answer(programme_aspect(programme, "ask_link", turn.profile, turn.today), {"focus": programme.id})
        if turn.topic and points_back(turn.text):  # "welchen Anbieter soll ich dafür nehmen?" asks nothing about us
            return answer_from(turn, look_up(turn))
        everywhere = find(turn)
        best = everywhere.hits[0].article_id if everywhere.hits else ""
        of_centre = best in turn.knowledge.articles and turn.knowledge.articles[best].theme == CENTRE_THEME
        if everywhere.sure >= SURE and not (of_centre or of_us):  # "und was kostet das?" is about what was talked about
            return answer_from(turn, decide(everywhere))
        hits = find(turn, CENTRE_THEME).hits
        return answer_from(turn, Outcome("answer", tuple(hit.article_id for hit in hits)))


class UnclearAnswer(LotseAction):
    """Takes what a form cannot use as a question, if it surely is one; else says that it cannot be used."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_unclear_answer"

    def answer(self, turn: Turn) -> Answer:
        """Answer "steuerlich irgendwas?" in the middle of the funding search."""
        findings = find(turn)
        return answer_from(turn, decide(findings)) if findings.sure >= SURE else Answer(UNCLEAR)


class ExplainTerm(LotseAction):
    """Explains a term in two plain sentences."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_explain_term"

    def answer(self, turn: Turn) -> Answer:
        """Prefer an article that asks exactly this, then the glossary, then the search."""
        findings = find(turn)
        if findings.hits and findings.hits[0].exact:
            return answer_from(turn, decide(findings))
        named = turn.value("term")
        term = find_term(turn.text, turn.knowledge) or (turn.knowledge.terms.get(str(named)) if named else None)
        explained = findings.sure >= SURE and findings.hits[0].facet == EXPLAINS
        if explained and term is not None and findings.words < LONG:  # a longer question asks more than what it is
            found = turn.knowledge.articles.get(findings.hits[0].article_id)
            explained = found is None or explains(found, term)
        programme = turn.value("programme")
        if term is None and not explained and programme in turn.knowledge.programmes:  # "erklären Sie mir GRW"
            return show_programme(turn, str(programme))
        if term is None or explained:
            return answer_from(turn, decide(findings))
        return Answer(glossary_reply(term, turn.knowledge), shown("glossary", (term.id,)))
