"""What an owner does with programmes that were shown, whatever intent the message seems to have.

Two together, two side by side, the sums, the order, the last day, the list again. Each is read from the words
(``bot.language.asked.list_talk``) and answered from the records (``bot.advice.programmes``).
"""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer
from actions.programmes.meant import latest_page, named_programmes, page, remember, speaks_of_them, subject, talked_of
from actions.programmes.money import on_named_sum, on_share, on_sum
from actions.programmes.picking import on_the_sheet
from actions.searching import find
from actions.showing import list_again, list_programmes, show_programme, show_record
from actions.turn import Turn
from bot.advice.funding_why import why_reply
from bot.advice.programmes.combining import combining_reply
from bot.advice.programmes.deadlines import day_to_keep, deadline_reply
from bot.advice.programmes.ordering import ordering_reply
from bot.advice.programmes.picked import asked_of_reply
from bot.advice.programmes.side_by_side import compare_reply, effort_reply, kinds_reply, speed_reply
from bot.advice.wording import euro
from bot.knowledge.codes import FUNDING_THEME
from bot.knowledge.records import Programme
from bot.knowledge.search.outcome import SURE
from bot.language.asked import list_talk as said
from bot.language.asked.concerns import asking_part
from bot.language.facts.money import has_begun, speaks_of_funding
from bot.language.text.normalise import fold

_OTHER_MATTERS = frozenset(
    {
        "emergency",
        "crisis",
        "cancel",
        "start_over",
        "delete_data",
        "export_data",
        "show_sheet",
        "keep_item",
        "unkeep_item",
        "rate_helpful",
        "rate_unhelpful",
        "request_contact",
        "ask_why",
        "shorter",
        "simpler",
        "again",
        "go_back",
        "find_case_study",
        "start_check",
    }
)
"""Intents that mean something else, however the words lie, where they are rather sure."""
_RATHER_SURE = 0.75
_BACK = frozenset({"again", "go_back"})
_ORDERED, _COMBINING = "foerderung-schon-bestellt", "foerderung-kombinieren-kurz"
_OPEN_QUESTIONS = frozenset({"ask_knowledge", "out_of_scope", "nlu_fallback", "not_understood", "ask_details"})
_TWO = 2
_FEW_WORDS, _MANY_WORDS = 4, 12
"""Words up to which a message points at what is on the screen, and from which it tells of something by itself."""
_LONG = 14
"""Words from which a message that names no programme is no follow-up, but tells a case of its own."""
_FIRM = frozenset({"region", "employees", "sector"})
_SURELY = 0.95
"""Probability from which a short message is a question on another theme, though programmes are on the screen."""


def on_programmes(turn: Turn) -> Answer | None:
    """Return the answer to a message about programmes that were shown; None for any other."""
    if turn.loop is not None or turn.picked is not None or fold(turn.text) in turn.knowledge.questions:
        return None  # a question of an article in its own words, as on a button, is that question
    answer = on_sum(turn)
    if answer is not None:
        return answer
    named = named_programmes(turn)
    answer = on_named_sum(turn, named)
    if answer is not None:
        return answer
    if turn.intent in _OTHER_MATTERS and turn.confidence >= _RATHER_SURE:
        return _list_again(turn, named) if turn.intent in _BACK else None
    if not talked_of(turn):
        return _together(turn, named) if len(named) >= _TWO else None
    if _tells_of_a_firm(turn) or (not named and len(turn.text.split()) > _LONG):
        return None  # a request of its own
    on_screen = speaks_of_them(turn) and not _about_another_matter(turn, named)
    for answer in (
        _calendar(turn, named) if named or on_screen else None,
        _together(turn, named) if named or on_screen else None,
        _side_by_side(turn, named),
        _by_field(turn, named) if on_screen else None,
        _fits(turn, named),
        on_share(turn, named) if named or on_screen else None,
        _order(turn, named) if named or on_screen else None,
        _kind(turn, named) if named or on_screen or turn.shown.kind == "glossary" else None,
        _list_again(turn, named),
        _picked(turn, named),
    ):
        if answer is not None:
            return answer
    return None


def _tells_of_a_firm(turn: Turn) -> bool:
    """Whether a message tells facts of a firm beside anything else: then it looks for programmes, or asks about those elsewhere."""
    return bool(_FIRM & set(turn.told)) and len(turn.text.split()) > _FEW_WORDS


def _about_another_matter(turn: Turn, named: tuple[str, ...]) -> bool:
    """Whether a message that names no programme is surely a question on another theme ("Kunde hat bestellt und storniert")."""
    if named or len(turn.text.split()) <= _FEW_WORDS or speaks_of_funding(turn.text):
        return False
    findings = find(turn)
    article = turn.knowledge.articles.get(findings.hits[0].article_id) if findings.hits else None
    sure = _SURELY if len(turn.text.split()) <= _MANY_WORDS else SURE
    return article is not None and article.theme != FUNDING_THEME and findings.sure >= sure


def _records(turn: Turn, ids: tuple[str, ...]) -> list[Programme]:
    return [turn.knowledge.programmes[id_] for id_ in ids]


def _calendar(turn: Turn, named: tuple[str, ...]) -> Answer | None:
    """Return the last day of the programme meant; of a list, of the first that has one."""
    if not said.wants_calendar(turn.text):
        return None
    ids = named or tuple(filter(None, (subject(turn),))) or latest_page(turn)
    programmes = _records(turn, ids)
    if not programmes:
        return None
    chosen = next((one for one in programmes if day_to_keep(one, turn.today)), programmes[0])
    return on_the_sheet(turn, Answer(deadline_reply(chosen, turn.today), remember(turn, (chosen.id,))), chosen.id)


def _together(turn: Turn, named: tuple[str, ...]) -> Answer | None:
    """Return whether the programmes meant go together; one alone is asked about beside the one on the screen."""
    named = named or named_programmes(turn, wide=True)
    if not said.asks_to_combine(turn.text, len(named)):
        return None
    about = subject(turn) or next((id_ for id_ in turn.earlier if id_ in turn.knowledge.programmes), None)
    if len(named) == 1 and about and about != named[0]:
        named = (about, named[0])
    ids = named[:_TWO] or tuple(filter(None, (about,)))
    if not ids:  # one of a list beside something that is in no record: the general rule
        return show_record(turn, _COMBINING)
    unknown = said.names_unknown_part(turn.text)
    reply = combining_reply(_records(turn, ids), turn.profile, turn.knowledge, unknown)
    return Answer(reply, remember(turn, ids))


def _side_by_side(turn: Turn, named: tuple[str, ...]) -> Answer | None:
    """Return two programmes in comparison, the answer to which is better first."""
    weighs = said.asks_which_is_better(turn.text)
    if not named and weighs:
        named = named_programmes(turn, wide=True)
    if len(named) == 1 and (weighs or said.sets_against(turn.text)):
        before = ((turn.answered or {}).get("ids") or ()) if turn.shown.kind == "programme" else ()
        others = (subject(turn), *before, *page(turn))
        other = next((id_ for id_ in others if id_ in turn.knowledge.programmes and id_ != named[0]), None)
        named = (named[0], other) if other else named
    both = turn.intent == "select_item" and said.means_two(turn.text)  # "nur die ersten beiden"
    if len(named) < _TWO or not (weighs or both or said.asks_to_compare(turn.text)):
        return None
    first, second = _records(turn, named[:_TWO])
    reply = compare_reply(first, second, turn.profile, turn.today, weigh=weighs or turn.intent != "compare")
    return Answer(reply, remember(turn, (first.id, second.id)))


def _by_field(turn: Turn, named: tuple[str, ...]) -> Answer | None:
    """Return what is on record of the speed or the effort of each programme on the page."""
    ids = named if len(named) > 1 else latest_page(turn)
    quick = said.asks_for_the_quickest(turn.text)
    if len(ids) < _TWO or not (quick or said.asks_for_the_easiest(turn.text)):
        return None
    reply = speed_reply(_records(turn, ids), turn.today) if quick else effort_reply(_records(turn, ids), turn.today)
    return Answer(reply, remember(turn, ids))


def _fits(turn: Turn, named: tuple[str, ...]) -> Answer | None:
    """Return whether the one programme that is named or counted to is one for this firm, and why."""
    if len(named) != 1 or not said.asks_whether_it_fits(turn.text):
        return None
    programme = turn.knowledge.programmes[named[0]]
    return Answer(why_reply(programme, turn.profile, turn.knowledge, turn.today), remember(turn, named))


def _order(turn: Turn, named: tuple[str, ...]) -> Answer | None:
    """Return whether one may order for the programme picked; for what is ordered, the rule and that no grant is reckoned."""
    ordered = has_begun(turn.text) and (bool(named) or said.tells_of_own(turn.text))
    if not ordered and not said.asks_to_order(turn.text, picks=bool(named)):
        return None
    about = named[0] if named else subject(turn)
    slots: dict[str, object] = {}
    noted = ""
    if ordered and (turn.slots.get("amount") or turn.told.get("amount")):
        slots["amount"] = None
        noted = "Für das, was schon bestellt oder bezahlt ist, rechne ich keinen Zuschuss mehr."
    elif not ordered and turn.value("amount") == turn.profile.amount and turn.profile.amount:
        noted = f"Notiert: {euro(turn.profile.amount)}."
    if about is None:
        answer = show_record(turn, _ORDERED)
        texts = tuple(filter(None, (noted, *answer.reply.texts)))
        return replace(answer, reply=replace(answer.reply, texts=texts), slots={**answer.slots, **slots})
    profile = turn.profile.with_facts(amount=None) if ordered else turn.profile
    reply = ordering_reply(turn.knowledge.programmes[about], turn.knowledge, turn.today, profile, ordered, noted)
    return on_the_sheet(turn, Answer(reply, {**remember(turn, (about,)), **slots}), about)


def _kind(turn: Turn, named: tuple[str, ...]) -> Answer | None:
    """Return which of the programmes on the page is a grant, a loan or something else; for one alone its own aspects say it."""
    ids = named or latest_page(turn)
    if len(ids) < _TWO or subject(turn) or not said.asks_for_kind(turn.text):
        return None
    return Answer(kinds_reply(_records(turn, ids)), remember(turn, ids))


def _list_again(turn: Turn, named: tuple[str, ...]) -> Answer | None:
    """Return the list of programmes again, or what it holds beyond what was shown, whatever came in between."""
    if turn.listing.kind != "programme" or named or turn.told or turn.shown.kind == "case_study":
        return None
    if said.wants_the_rest(turn.text):
        return list_programmes(turn, turn.listing.offset)
    if not said.wants_the_list(turn.text):
        return None
    return list_again(turn)


def _picked(turn: Turn, named: tuple[str, ...]) -> Answer | None:
    """Return what the record says on a question beside a choice ("das zweite klingt gut, gilt das auch für …?")."""
    if len(named) != 1 or not page(turn):
        return None
    if turn.intent in _OPEN_QUESTIONS and said.likes(turn.text):
        return _asked_of(turn, named[0])
    if said.likes(turn.text) and turn.intent in {"select_item", "keep_item", "inform"}:
        return on_the_sheet(turn, show_programme(turn, named[0]), named[0])
    return None


def _asked_of(turn: Turn, id_: str) -> Answer:
    """Answer a question about the programme picked: from its record, else from the rules of funding, else honestly not."""
    programme = turn.knowledge.programmes[id_]
    asked = asking_part(turn.text) or turn.text
    findings = find(turn, FUNDING_THEME, text=asked)
    article = turn.knowledge.articles.get(findings.hits[0].article_id) if findings.sure >= SURE else None
    reply = asked_of_reply(programme, asked, article, turn.knowledge, turn.today)
    return on_the_sheet(turn, Answer(reply, remember(turn, (id_,))), id_)
