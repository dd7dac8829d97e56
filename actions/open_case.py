"""While an emergency is open, what is said belongs to it; and what plainly tells of one opens it."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer, shown
from actions.in_talk.beside import CASE
from actions.in_talk.no_incident import let_go, on_another_topic
from actions.in_talk.none_of_ours import is_none_of_ours
from actions.searching import answer_from, find, look_up, quoted_from_case
from actions.turn import Shown, Turn
from bot.advice.among import of_incidents
from bot.advice.emergencies import meanwhile
from bot.advice.emergencies.case import Case
from bot.advice.emergencies.first import NO_INCIDENT, NO_INCIDENT_REPLY, WHICH, first_reply, incident_reply, which_reply
from bot.advice.emergencies.meanwhile import Circumstances
from bot.advice.emergencies.reading import NOTHING, case_reader
from bot.advice.emergencies.whom_to_call import CALLED, is_unreachable, wants_number, with_land
from bot.advice.reply import Reply
from bot.knowledge.emergencies.records import EmergencyKind
from bot.knowledge.search.index import Findings
from bot.knowledge.search.outcome import SURE
from bot.language.asked.concerns import asking_part, marked_question, questions_in
from bot.language.asked.done import tells_it_is_over
from bot.language.asked.subject import changes_subject
from bot.language.meaning.classifier import Guess

SURE_OF_KIND, SURE_OF_TELLING = 0.5, 0.9
"""Probability from which a kind is taken for what has happened, where an emergency is told of; and where a message that sounds like
anything else tells of one. Calibrated on the ways of telling of another hand (``bench/README.md``)."""
SURE_OF_ANOTHER = 0.5
"""Probability from which another kind is added to an open case."""
SURE_OF_TWO = 0.8
"""Probability of two kinds together from which it is asked which of them a message tells of."""
LIKELY_KIND, MOST_KINDS = 0.08, 3
"""Probability from which a kind is offered where it is not clear what has happened, and how many are."""
SURE_OF_QUESTION, LIKELY_QUESTION = 0.5, 0.2
"""Probability from which a question is answered, and from which it is offered on a button."""
CERTAIN_QUESTION = 0.8
"""Probability from which it is answered although the message sounds like a matter of its own."""
_SURE_OF_OWN = 0.9
_OF_THEIR_OWN = frozenset(
    {
        "find_funding", "ask_programme", "find_case_study", "ask_case_study", "ask_region_status", "start_check",
        "start_calculation", "talk_to_person", "delete_data", "export_data", "start_over", "keep_item", "unkeep_item",
        "show_sheet", "rate_helpful", "rate_unhelpful", "ask_profile", "forget_fact", "foreign_language", "go_back",
        "shorter", "again", "challenge", "complain", "ask_privacy", "ask_centre", "ask_glossary", "goodbye", "ask_identity",
    }
)  # fmt: skip
"""Intents of messages that ask for something of their own, where they are sure."""
_TELLING = frozenset(
    {
        "ask_knowledge", "nlu_fallback", "not_understood", "out_of_scope", "inform", "cannot_say", "ask_link", "ask_centre",
        "smalltalk", "correct", "ask_privacy", "crisis", "complain", "abuse", "help",
    }
)  # fmt: skip
"""Intents that a message may seem to have which tells of an emergency."""
_SHORT = 8
"""Words up to which a message that asks nothing in its form may still be a question."""
_SURE_SEARCH = 0.6
_TWO = 2


def case_of(turn: Turn) -> Case | None:
    """Return the open case; None where there is none."""
    return Case.of(turn.slots.get(CASE))


def on_case(turn: Turn, sure_only: bool = False) -> Answer | None:
    """Return the answer to what is said while an emergency is open, or to what plainly tells of one; None for all else.

    ``sure_only``: only what is surely asked or told, because the message has a good answer of its own ("danke").
    """
    if turn.loop is not None or turn.picked is not None:
        return None
    case = case_of(turn)
    if case is None:
        return _on_telling(turn)
    if not case.kinds:
        return _decided(turn, case)
    return _belongs(turn, case, sure_only)


def open_with(turn: Turn, kind: EmergencyKind, case: Case | None = None) -> Answer:
    """Open a case, or add to it: the article on just this incident where there is one, else the first steps for its kind."""
    kb = turn.knowledge
    known = [kb.emergencies.kinds[id_] for id_ in (case.kinds if case else ()) if id_ in kb.emergencies.kinds]
    opened = (case or Case()).with_kind(kind.id)
    said = " ".join(part for part in (case.said if case else "", turn.text) if part)
    special = None if known else _special(turn, kind)
    if special is not None:
        reply = incident_reply(kb.articles[special], kb, turn.today, turn.profile.region, kind)
        reply = with_land(reply, turn.profile.region, kb, turn.today)
    else:
        reply = first_reply(kind, kb, turn.today, turn.profile.region, said, known)
    return Answer(reply, {**shown("article", reply.ids[:1]), CASE: opened.as_slot()})


def kinds_told(turn: Turn, text: str | None = None) -> list[Guess]:
    """Return what a message tells of, most probable first."""
    return case_reader(turn.knowledge).kinds(text or turn.text)


def which(turn: Turn, guesses: list[Guess]) -> Answer:
    """Ask once what has happened: between the likeliest kinds, or between those that happen most."""
    kinds = turn.knowledge.emergencies.kinds
    likely = [guess.label for guess in guesses if guess.label in kinds and guess.probability >= LIKELY_KIND][
        :MOST_KINDS
    ]
    reply = which_reply([kinds[id_] for id_ in likely], turn.knowledge)
    return Answer(reply, {CASE: Case(between=tuple(likely), said=turn.text).as_slot()})


def _on_telling(turn: Turn) -> Answer | None:
    """Return the first steps for a message that plainly tells of an emergency, whatever else it sounds like."""
    if turn.intent not in _TELLING or asking_part(turn.text) or turn.asked:
        return None
    if is_none_of_ours(turn):
        return None
    guesses = kinds_told(turn)
    if not guesses or guesses[0].label == NOTHING or _of_nothing(guesses) > 1.0 - SURE_OF_TELLING:
        return None
    findings = find(turn)
    if findings.hits and (findings.hits[0].exact or _is_of_something_else(turn, findings)):
        return None
    if guesses[0].probability >= SURE_OF_TELLING:
        return open_with(turn, turn.knowledge.emergencies.kinds[guesses[0].label])
    # Surely an emergency, but which: only where no article is surely the answer.
    of_incident = bool(findings.hits) and findings.hits[0].article_id in of_incidents(turn.knowledge)
    two = sum(guess.probability for guess in guesses[:_TWO] if guess.label != NOTHING)
    return which(turn, guesses) if of_incident and findings.sure < SURE and two >= SURE_OF_TWO else None


def _of_nothing(guesses: list[Guess]) -> float:
    """Return the probability that a message tells of no emergency."""
    return next((guess.probability for guess in guesses if guess.label == NOTHING), 0.0)


def _is_of_something_else(turn: Turn, findings: Findings) -> bool:
    """Return whether the search is sure that a message is about something that has nothing to do with incidents."""
    return findings.sure >= SURE and findings.hits[0].article_id not in of_incidents(turn.knowledge)


def _decided(turn: Turn, case: Case) -> Answer | None:
    """Read the answer to "what has happened?": a button, a number, more of the story; never ask twice."""
    kinds = turn.knowledge.emergencies.kinds
    if turn.asked != WHICH:
        return None
    place = turn.value("ordinal") or turn.value("number") or 0
    if 0 < place <= len(case.between):
        return open_with(turn, kinds[case.between[place - 1]], case)
    named = case_reader(turn.knowledge).named_kind(turn.text)
    if named is None and (
        turn.text.strip(" .!").casefold() == NO_INCIDENT.payload.casefold() or turn.intent in {"deny", "cancel"}
    ):
        return Answer(NO_INCIDENT_REPLY, {CASE: None})
    if named is None and (released := let_go(turn)) is not None:
        return released
    guesses = kinds_told(turn, turn.text if named else f"{case.said} {turn.text}")
    told = [guess.label for guess in guesses if guess.label in kinds]
    likely = [id_ for id_ in told if not case.between or id_ in case.between] or told
    return open_with(turn, kinds[named or likely[0]], case) if named or likely else None


def _belongs(turn: Turn, case: Case, sure_only: bool) -> Answer | None:
    """Return the answer to a message while a case is open; None where it asks for something of its own."""
    kb = turn.knowledge
    reader = case_reader(kb)
    around = Circumstances(kb, turn.today, turn.profile.region, turn.text)
    asked = asking_part(turn.text) or marked_question(turn.text)
    guesses = reader.questions(asked or turn.text)
    if changes_subject(turn.text) and (asked or turn.intent in _OF_THEIR_OWN):
        return _left(turn)
    released = None if reader.is_known_question(turn.text) else let_go(turn)
    if released is not None:
        return released
    elsewhere = None if sure_only else on_another_topic(turn)
    if elsewhere is not None:
        return elsewhere
    best, second = guesses[0], guesses[1] if len(guesses) > 1 else Guess(NOTHING, 0.0, 0.0)
    certain = reader.is_known_question(turn.text) or (best.label != NOTHING and best.probability >= CERTAIN_QUESTION)
    if not certain and tells_it_is_over(turn.text, turn.intent == "cancel"):
        return Answer(meanwhile.over(case, kb), {CASE: None})
    tells = "?" not in turn.text and not reader.is_known_question(turn.text)
    another = None if not tells else _another(turn, case, best)
    if another is not None:
        return open_with(turn, another, case)
    if not certain and turn.intent in _OF_THEIR_OWN and turn.confidence >= _SURE_OF_OWN:
        return None
    sure = best.label != NOTHING and best.probability >= SURE_OF_QUESTION
    if sure_only and not sure:
        return None
    if (
        asked is None and "region" in turn.told and not certain
    ):  # the Land was asked for: its numbers are what is wanted
        return _answered(*_with_numbers(case, around))
    if not certain and (wants_number(turn.text) or is_unreachable(turn.text)):
        return _answered(*meanwhile.calls(case, around))
    if tells and not sure and _told_again(turn, case):
        return _answered(*meanwhile.noted(case, around))
    several = _several(turn) if asked and not reader.is_known_question(turn.text) else []
    if sure or several:
        questions = [kb.emergencies.questions[id_] for id_ in several or [best.label]]
        if not several and second.label != NOTHING and meanwhile.is_exhausted(questions[0], case, kb):
            other = kb.emergencies.questions[second.label]
            if second.probability >= LIKELY_QUESTION and not meanwhile.is_exhausted(other, case, kb):
                questions = [other]
        return _answered(*meanwhile.answers(questions, case, around))
    found = _from_articles(turn, asked)
    if found is not None:
        return found
    offered = [one for one in (best, second) if one.label != NOTHING and one.probability >= LIKELY_QUESTION]
    if offered and (asked or len(turn.text.split()) <= _SHORT):
        if len(offered) == 1:
            return _answered(*meanwhile.answer(kb.emergencies.questions[offered[0].label], case, around))
        return _answered(*meanwhile.which_question([kb.emergencies.questions[one.label] for one in offered], case))
    if asked is None:
        return _answered(*meanwhile.noted(case, around))
    return _answered(*meanwhile.unknown(case, around, quoted_from_case(turn), turn.asked == CALLED))


def _left(turn: Turn) -> Answer | None:
    """Return the answer to what is asked after an emergency that the owner leaves ("erledigt. Andere Sache noch: …")."""
    left = replace(turn, slots={**turn.slots, CASE: None}, shown=Shown())
    answer = answer_from(left, look_up(left))
    return replace(answer, slots={**answer.slots, CASE: None})


def _told_again(turn: Turn, case: Case) -> bool:
    """Return whether a message tells more of what is known already."""
    guesses = kinds_told(turn)
    return bool(guesses) and guesses[0].label in case.kinds and guesses[0].probability >= SURE_OF_ANOTHER


def _several(turn: Turn) -> list[str]:
    """Return the two questions of a message that surely asks two different things; empty for any other."""
    found = []
    for part in questions_in(turn.text):
        best = case_reader(turn.knowledge).questions(part)[0]
        if best.label != NOTHING and best.probability >= SURE_OF_QUESTION and best.label not in found:
            found.append(best.label)
    return found[:_TWO] if len(found) >= _TWO else []


def _another(turn: Turn, case: Case, question: Guess) -> EmergencyKind | None:
    """Return a kind that a message tells of besides what is known ("und jetzt ist auch Geld weg"); None if it tells of none.

    ``question``: what the message most likely asks: where that is sure, the kind must be surer.
    """
    guesses = kinds_told(turn)
    best = guesses[0] if guesses else None
    if best is None or best.label == NOTHING or best.probability < SURE_OF_ANOTHER or best.label in case.kinds:
        return None
    if question.label != NOTHING and question.probability >= best.probability:
        return None
    return turn.knowledge.emergencies.kinds[best.label]


def _from_articles(turn: Turn, asked: str | None) -> Answer | None:
    """Return the answer of an article that is surely meant; None where none is."""
    findings = find(turn, text=asked)
    if not findings.hits or (findings.sure < _SURE_SEARCH and not findings.hits[0].exact):
        return None
    known = look_up(turn, asked)
    return answer_from(turn, known) if known.decision == "answer" else None


def _special(turn: Turn, kind: EmergencyKind) -> str | None:
    """Return the article on a narrower case of a kind that is surely told of."""
    findings = find(turn)
    best = findings.hits[0].article_id if findings.hits else ""
    return best if best in kind.special and findings.sure >= SURE else None


def _with_numbers(case: Case, around: Circumstances) -> tuple[Reply, Case]:
    """Return the next steps, with the numbers of the Land that was just named before them."""
    called, after = meanwhile.calls(case, around)
    steps, after = meanwhile.noted(after, around)
    reply = Reply("emergency", (*called.texts, *steps.texts), steps.ids, steps.sources, steps.buttons, asks=CALLED)
    return reply, after


def numbers(turn: Turn) -> Answer:
    """Return the numbers to call for the open case, or for any."""
    around = Circumstances(turn.knowledge, turn.today, turn.profile.region, turn.text)
    return _answered(*meanwhile.calls(case_of(turn) or Case(), around))


def _answered(reply: Reply, case: Case) -> Answer:
    return Answer(reply, {CASE: case.as_slot() or None})
