"""What a message means while examples are talked about: one of those shown, another one, or a question about it."""

from __future__ import annotations

from collections.abc import Sequence

from actions.answer import Answer, shown
from actions.examples.listing import excludes, list_cases, show_case, told_examples
from actions.targets import named
from actions.turn import Turn
from bot.advice.aspects import OUTCOME, case_aspect, costs_of, places_of
from bot.advice.case_meeting import meeting_reply
from bot.advice.cases import list_again
from bot.knowledge.records import CaseStudy
from bot.language.asked.examples import (
    ExampleWish,
    matter_pointed_at,
    names_example,
    points_at_them,
    points_at_town,
    read_example_wish,
    tells_of,
)
from bot.language.facts.trade.kinds import kinds_of_trade
from bot.language.text.normalise import fold

_OF_THEIR_OWN = frozenset(
    {
        "find_funding",
        "emergency",
        "crisis",
        "delete_data",
        "export_data",
        "keep_item",
        "unkeep_item",
        "show_sheet",
        "start_check",
        "start_calculation",
        "go_back",
        "ask_programme",
        "start_over",
        "goodbye",
    }
)
"""Intents of messages that want something else, whatever words they share with a wish for examples."""
_CASES = frozenset({"case_study", "case_study_list"})
_LONGEST = 12
"""Words up to which a message in a talk about examples wants something of them, if it sounds like that."""
_PLACES = frozenset({"place", "region"})


def on_examples(turn: Turn) -> Answer | None:
    """Return what a message wants of the examples shown; None where it wants something else."""
    if turn.loop is not None or turn.picked is not None or turn.intent in _OF_THEIR_OWN:
        return None
    known = _shown_cases(turn)
    if not known:
        return None
    wish = read_example_wish(turn.text)
    short = len(turn.text.split()) <= _LONGEST
    meant = _meant(turn, known)
    if meant is not None:
        return _about(turn, meant, wish)
    missing = _missing_place(turn, known)
    if missing is not None:
        return Answer(list_again(_listed(turn) or known, missing))
    if not short or not _in_talk(turn):
        return None
    subject = _subject(turn)
    if wish.meet:
        return Answer(meeting_reply((subject,) if subject else _listed(turn) or known[:1]), _focus(subject))
    if wish.where and (subject or _listed(turn)):
        return Answer(places_of((subject,) if subject else _listed(turn)), _focus(subject))
    if subject is None and wish.cost and _listed(turn):
        return Answer(costs_of(_listed(turn)))
    if subject is not None and (wish.cost or wish.outcome) and not wish.narrows:
        return _about(turn, subject, wish)
    if wish.narrows or wish.like_us or wish.another or excludes(turn):
        return list_cases(turn, wish=wish)
    return None


def _shown_cases(turn: Turn) -> tuple[CaseStudy, ...]:
    """Return the examples that the talk has named, those on the screen first, then the latest list, then the latest told."""
    ids = (*turn.shown.ids, *turn.listing.ids, *reversed(told_examples(turn)))
    cases = turn.knowledge.case_studies
    return tuple(cases[id_] for id_ in dict.fromkeys(ids) if id_ in cases)


def _listed(turn: Turn) -> tuple[CaseStudy, ...]:
    """Return the examples of the list on the screen."""
    if turn.shown.kind != "case_study" or len(turn.shown.ids) <= 1:
        return ()
    return tuple(turn.knowledge.case_studies[id_] for id_ in turn.shown.ids if id_ in turn.knowledge.case_studies)


def _in_talk(turn: Turn) -> bool:
    """Whether the last answer was about examples, or named one and the message speaks of it."""
    answered = turn.answered or {}
    if answered.get("kind") in _CASES or turn.shown.kind == "case_study":
        return True
    wish = read_example_wish(turn.text)
    return bool(_beside(turn)) and (names_example(turn.text) or wish.meet or wish.where)


def _beside(turn: Turn) -> CaseStudy | None:
    """Return the example that stood under the last answer, if that was about something else."""
    answered = turn.answered or {}
    ids = () if answered.get("kind") in _CASES else answered.get("ids") or ()
    return next((turn.knowledge.case_studies[id_] for id_ in ids if id_ in turn.knowledge.case_studies), None)


def _subject(turn: Turn) -> CaseStudy | None:
    """Return the one example that is talked about."""
    focus = turn.knowledge.case_studies.get(turn.shown.focus or "")
    return focus or (None if _listed(turn) else _beside(turn))


def _focus(case: CaseStudy | None) -> dict[str, str]:
    return {"focus": case.id} if case else {}


def _about(turn: Turn, case: CaseStudy, wish: ExampleWish) -> Answer:
    """Return what the message wants to know of one example; all of it by default."""
    if wish.meet:
        reply = meeting_reply((case,))
    elif wish.cost:
        reply = case_aspect(case, "ask_amount")
    elif wish.outcome:
        reply = case_aspect(case, OUTCOME)
    else:
        return show_case(turn, case.id)
    on_screen = turn.shown.kind == "case_study" and case.id in turn.shown.ids
    return Answer(reply, _focus(case) if on_screen else shown("case_study", (case.id,)))


def _meant(turn: Turn, known: Sequence[CaseStudy]) -> CaseStudy | None:
    """Return the example that the message points at: by its name, its place in the list, its town, trade, size or matter."""
    wish = read_example_wish(turn.text)
    id_ = named(turn) if (wish.cost or wish.outcome or wish.meet) else None
    if id_ in turn.knowledge.case_studies:
        return turn.knowledge.case_studies[id_]
    listed = _listed(turn) or known
    ordinal = turn.value("ordinal")
    if ordinal and (wish.cost or wish.outcome or wish.meet) and -1 <= ordinal <= len(listed):
        return listed[ordinal - 1 if ordinal > 0 else -1]
    found = [case for case in known if _points_at(turn, case)]
    if len(found) > 1:  # "die Bäckerei" where several are shown: the one on the screen
        found = [case for case in found if case in _listed(turn)] or found
    if found:
        return found[0]
    if names_example(turn.text) and not (wish.another or wish.narrows or wish.like_us) and (beside := _beside(turn)):
        return beside
    place, matter = _place_pointed_at(turn), matter_pointed_at(turn.text)
    everywhere = turn.knowledge.case_studies.values()
    told = [case for case in everywhere if tells_of(matter, case.title)]
    if len(told) == 1:  # one that an earlier page or answer may have named
        return told[0]
    return next((case for case in everywhere if place and place in fold(case.place or "")), None)


def _points_at(turn: Turn, case: CaseStudy) -> bool:
    for item in turn.entities:
        if "start" not in item or not points_at_them(turn.text, item["start"], item["end"], item["entity"]):
            continue
        words = turn.text[item["start"] : item["end"]]
        if item["entity"] == "place" and fold(words) in fold(case.place or ""):
            return True
        if item["entity"] == "sector" and kinds_of_trade(words) & kinds_of_trade(
            f"{case.sector_detail} {case.company}"
        ):
            return True
        if item["entity"] == "employees" and item["value"] == case.employees:
            return True
    return points_at_town(turn.text, case.place or "") or tells_of(
        matter_pointed_at(turn.text), f"{case.title} {case.solution}"
    )


def _place_pointed_at(turn: Turn) -> str | None:
    for item in turn.entities:
        if item["entity"] == "place" and points_at_them(turn.text, item["start"], item["end"], "place"):
            return fold(turn.text[item["start"] : item["end"]])
    return None


def _missing_place(turn: Turn, known: Sequence[CaseStudy]) -> str | None:
    """Return what to say where the message points at a town from which no example comes; None for any other message."""
    for item in turn.entities:
        if item["entity"] == "place" and points_at_them(turn.text, item["start"], item["end"], "place"):
            return f"Ein Beispiel aus {turn.text[item['start'] : item['end']].title()} kenne ich nicht. Gezeigt habe ich diese:"
    return None


def meeting(turn: Turn) -> Answer | None:
    """Return whom to ask where "mit wem könnte ich reden?" is about the examples shown; None where a call-back is wanted."""
    known = _shown_cases(turn)
    if not known or not _in_talk(turn) or not read_example_wish(turn.text).meet:
        return None
    subject = _meant(turn, known) or _subject(turn)
    return Answer(meeting_reply((subject,) if subject else _listed(turn) or known[:1]), _focus(subject))
