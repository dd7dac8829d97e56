"""What a message asks about applying, answered for the programme that is talked about."""

from __future__ import annotations

from actions.answer import Answer, shown
from actions.targets import listed, named
from actions.turn import Turn
from bot.advice.applications.de_minimis import ASKS, left, question
from bot.advice.applications.replies import in_general, of_programme, of_several
from bot.advice.applications.sides import side
from bot.advice.reply import Reply, led_by
from bot.knowledge.records import Programme
from bot.language.asked.application import (
    Asked,
    asked_of_application,
    kind_of_money,
    names_other_things,
    speaks_of_applying,
)
from bot.language.asked.list_talk import asks_for_share
from bot.language.asked.small_aid import asks_what_is_left, says_nothing_received, speaks_of_farming, tells_received
from bot.language.text.normalise import fold

_FORM = "funding_form"
_ADVICE = "beratung"
_MORE_URGENT = frozenset({"emergency", "crisis", "delete_data", "start_over", "cancel"})
_LEAST_SUM = 100
_OF_AID = "de-minimis"
"""The topic of the articles on small aid."""
_FOR_ONE = frozenset({"steps", "where", "papers"})
"""Questions that are answered for one programme of a list: their answers are long."""
_NOTHING, _MEANING = "deny", "ask_glossary"
_KINDS = {"zuschuss": "grant", "beratung": "grant", "darlehen": "loan"}
_OF_MONEY = frozenset({"combination", "repayment", "de_minimis", "house_bank"})
"""Questions that may speak of another kind of money than the programme's."""


def belongs_to_list(turn: Turn) -> bool:
    """Whether the talk about a list (``actions.programmes``) has more to say of a question about applying.

    A sum is to be noted, forgotten or reckoned with, or more than one programme is to be put together.
    """
    asked = asked_of_application(turn.text, _names(turn))
    kind = asked[0] if asked else None
    if kind == "combination":
        meant = _meant(turn, asked)
        return len(meant) != 1 or turn.shown.focus not in {None, meant[0].id}
    if kind in {"may_order", "ordered"}:
        return bool(turn.told.get("amount") or (kind == "ordered" and turn.profile.amount))
    if kind != "payout" or not turn.profile.amount or not asks_for_share(turn.text):
        return False
    return all(programme.kind != _ADVICE for programme in _meant(turn, asked))


def on_application(turn: Turn) -> Answer | None:
    """Return the answer to a question about applying; None for any other message.

    It is about the programme that it names, else the one on the screen, else those of the list there. Where there is none, what
    holds in general is told, if the message says that it is about public money at all.
    """
    if turn.loop not in {None, _FORM} or turn.picked is not None or turn.intent in _MORE_URGENT:
        return None
    told = _received(turn)
    if told is not None:
        return told
    asked = asked_of_application(turn.text, _names(turn))
    if turn.topic == _OF_AID and (asks_what_is_left(turn.text) or (_sum(turn) and tells_received(turn.text))):
        asked = ("de_minimis",)
    explains = turn.intent == _MEANING and "de_minimis" not in asked
    if not asked or explains or _is_of_articles(turn):
        return None
    if "de_minimis" in asked:
        return _de_minimis(turn)
    meant = _meant(turn, asked)
    beside = turn.knowledge.programmes.get(turn.shown.focus or "")
    if asked[0] == "combination" and beside is not None and beside not in meant:
        meant = (beside, *meant)  # "kann ich das mit ZIM kombinieren?"
    if meant:
        return _of_meant(turn, meant, asked)
    known = fold(turn.text) in turn.knowledge.questions
    if known or not speaks_of_applying(turn.text) or names_other_things(turn.text, _names(turn)):
        return None
    reply = in_general(asked[0], turn.knowledge, turn.today, turn.profile.region)
    return Answer(reply, shown("article", reply.ids)) if reply else None


def _of_meant(turn: Turn, meant: tuple[Programme, ...], asked: tuple[Asked, ...]) -> Answer:
    listed_only = len(meant) > 1 and not turn.values("programme")
    if len(meant) > 1 and not (listed_only and asked[0] in _FOR_ONE):
        return Answer(of_several(meant, asked[0], turn.knowledge, turn.today), _untouched(turn))
    programme = meant[0]
    reply = of_programme(programme, asked, turn.knowledge, turn.today)
    if listed_only:
        reply = led_by(reply, f"Ich nehme das erste Programm der Liste.\n{reply.texts[0]}")
    on_screen = turn.shown.kind == "programme" and programme.id in turn.shown.ids
    slots = {"focus": programme.id} if on_screen else shown("programme", (programme.id,))
    return Answer(reply, {**_untouched(turn), **slots})


def _meant(turn: Turn, asked: tuple[Asked, ...]) -> tuple[Programme, ...]:
    """Return the programmes that a message is about: those it names or counts to, else what is on the screen."""
    programmes = turn.knowledge.programmes
    whole = [str(value) for value in turn.values("programme") if value in programmes]
    part = named(turn)
    if not whole and part in programmes:
        whole = [str(part)]
    if not whole:
        among = listed(turn)
        positions = [int(value) for value in turn.values("ordinal")]
        whole = [among[place - 1] for place in positions if 0 < place <= len(among) and among[place - 1] in programmes]
    if not whole:
        seen = [turn.shown.focus] if turn.shown.focus else list(turn.shown.ids)
        whole = [id_ for id_ in seen if id_ in programmes]
        kind = kind_of_money(turn.text)
        if asked[0] not in _OF_MONEY and any(_is_another(programmes[id_], kind) for id_ in whole):
            # "und wie beantrage ich den Kredit?" after a grant means the one loan of the list, if there is one
            others = [id_ for id_ in turn.listing.ids if id_ in programmes and _KINDS.get(programmes[id_].kind) == kind]
            whole = others if len(others) == 1 else []
    return tuple(programmes[id_] for id_ in dict.fromkeys(whole))


def _is_another(programme: Programme, kind: str | None) -> bool:
    """Whether a message that speaks of a loan or a grant cannot mean this programme."""
    return kind is not None and _KINDS.get(programme.kind, kind) != kind


def _names(turn: Turn) -> list[str]:
    """Return the words by which a message calls programmes."""
    spans = [item for item in turn.entities if item["entity"] in {"programme", "term"} and "start" in item]
    names = [turn.text[item["start"] : item["end"]] for item in spans]
    part = named(turn)
    return [*names, *([turn.name_of(part) or ""] if part in turn.knowledge.programmes else [])]


def _is_of_articles(turn: Turn) -> bool:
    """Whether a message is the question of an article, as its button writes it."""
    owner = turn.knowledge.questions.get(fold(turn.text))
    return bool(owner) and fold(turn.knowledge.articles[str(owner)].question) == fold(turn.text)


def _de_minimis(turn: Turn) -> Answer | None:
    """Return what small aid means, whether the programme counts, and how much is left where the owner names what was received."""
    meant = _meant(turn, ("de_minimis",))
    programme = meant[0] if len(meant) == 1 else None
    sums = _sum(turn)
    if sums is not None and (tells_received(turn.text) or asks_what_is_left(turn.text)):
        reply = left(turn.knowledge, sums, speaks_of_farming(turn.text), programme)
        return Answer(reply, _as_before(turn)) if reply else None
    if programme is not None and not asks_what_is_left(turn.text):
        return _of_meant(turn, (programme,), ("de_minimis",))
    if not asks_what_is_left(turn.text):
        return None
    known = side(programme, turn.knowledge.applications.get(programme.id), "de_minimis") if programme else None
    about = f"**{programme.short_name}**: {known.text}" if programme and known and known.text else None
    explain = "was ist" in fold(turn.text) or "was heisst" in fold(turn.text) or "bedeutet" in fold(turn.text)
    asking = question(turn.knowledge, explain, about)
    return Answer(asking, _untouched(turn)) if asking else None


def _received(turn: Turn) -> Answer | None:
    """Return what is left after the sum that answers our question for it; None if none is open, or it is not answered."""
    if turn.asked != ASKS:
        return None
    meant = turn.knowledge.programmes.get(turn.shown.focus or "")
    sums = 0 if says_nothing_received(turn.text) or (turn.intent == _NOTHING and _sum(turn) is None) else _sum(turn)
    if sums is None:
        return None
    reply: Reply | None = left(turn.knowledge, sums, speaks_of_farming(turn.text), meant)
    return Answer(reply, _as_before(turn)) if reply else None


def _sum(turn: Turn) -> int | None:
    """Return the euros that a message names, added up; None if it names none. A bare small number is no sum."""
    total = turn.told.get("amount")
    if isinstance(total, int):
        return total
    amounts = [int(value) for value in turn.values("amount")]
    numbers = [int(value) for value in turn.values("number") if int(value) >= _LEAST_SUM]
    return sum(amounts + numbers) if amounts or numbers else None


def _untouched(turn: Turn) -> dict[str, object]:
    """Return slots that keep what is known of the firm: a question about applying tells no theme of it."""
    return {name: turn.slots.get(name) for name in ("topic", "project") if name in turn.told}


def _as_before(turn: Turn) -> dict[str, object]:
    """Return slots that undo what was read as facts of the project: aid received is no budget."""
    return {name: turn.slots.get(name) for name in turn.told}
