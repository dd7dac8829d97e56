"""Which programmes a message means: by name, by a part of it, by their place in the last list, or the one on the screen."""

from __future__ import annotations

from typing import Any

from actions.answer import shown
from actions.targets import listed
from actions.turn import Turn
from bot.knowledge.codes import FUNDING_THEME
from bot.language.asked.list_talk import means_two, places
from bot.language.asked.naming import named_in

_LAST = -1
_BOTH = 2


def page(turn: Turn) -> tuple[str, ...]:
    """Return the programmes that a number counts through: the list on the screen, else the last list of programmes."""
    among = tuple(id_ for id_ in listed(turn) if id_ in turn.knowledge.programmes)
    if len(among) > 1 or turn.listing.kind != "programme":
        return among
    seen = turn.listing.hits[: turn.listing.offset] if turn.listing.offset else turn.listing.ids
    return tuple(id_ for id_ in seen if id_ in turn.knowledge.programmes)


def latest_page(turn: Turn) -> tuple[str, ...]:
    """Return the programmes of the page that was shown last."""
    shown = turn.shown.ids if turn.shown.kind == "programme" and len(turn.shown.ids) > 1 else turn.listing.ids
    return tuple(id_ for id_ in shown if id_ in turn.knowledge.programmes)


def named_programmes(turn: Turn, wide: bool = False) -> tuple[str, ...]:
    """Return the programmes that the message names or counts to, in its order; empty where it does neither.

    ``wide``: a part of a name may be that of any programme which fits the firm, not only of those shown so far.
    """
    named = [(item["start"], str(item["value"])) for item in turn.entities if _is_programme(turn, item)]
    found = [id_ for _, id_ in sorted(named)]
    among = page(turn)
    if among and _counts_programmes(turn):
        found += [among[place - 1] if place != _LAST else among[-1] for place in places(turn.text, len(among))]
    if not found:
        fitting = tuple(id_ for id_ in turn.listing.hits if wide and id_ in turn.knowledge.programmes)
        part = named_in(turn.text, {id_: str(turn.name_of(id_)) for id_ in (*among, *_kin(turn), *fitting)})
        found += [part] if part else []
    if len(found) < _BOTH and means_two(turn.text) and len(among) >= _BOTH:
        found = [*found, *(id_ for id_ in latest_page(turn) if id_ not in found)][:_BOTH]
    return tuple(dict.fromkeys(found))


def subject(turn: Turn) -> str | None:
    """Return the single programme on the screen; None where there is a list or something else."""
    focus = turn.shown.focus
    return focus if focus in turn.knowledge.programmes else None


def talked_of(turn: Turn) -> bool:
    """Return whether programmes were shown in this talk."""
    return turn.listing.kind == "programme" or turn.shown.kind == "programme" or subject(turn) is not None


def speaks_of_them(turn: Turn) -> bool:
    """Return whether the talk is about programmes now: they stand on the screen, or a rule of funding asked about in between."""
    if turn.shown.kind == "programme":
        return True
    article = turn.knowledge.articles.get(turn.shown.focus or "")
    return turn.listing.kind == "programme" and article is not None and article.theme == FUNDING_THEME


def remember(turn: Turn, ids: tuple[str, ...]) -> dict[str, Any]:
    """Return the slots for programmes just spoken of: the list stays what numbers count through, one alone is the subject."""
    if not set(ids) <= set(page(turn)):
        return {name: value for name, value in shown("programme", ids).items() if name != "listing"}
    slots: dict[str, Any] = {"focus": ids[0] if len(ids) == 1 else None}
    if turn.shown.kind != "programme":  # after an answer in between the list is what is spoken of again
        last = turn.listing
        slots |= {
            "shown_kind": "programme",
            "shown_ids": list(last.ids),
            "hit_ids": list(last.hits),
            "hit_offset": last.offset,
        }
    return slots


def _is_programme(turn: Turn, item: dict[str, object]) -> bool:
    return item["entity"] == "programme" and item["value"] in turn.knowledge.programmes and "start" in item


def _counts_programmes(turn: Turn) -> bool:
    """Whether a number can mean a programme: no other list stands on the screen."""
    return turn.shown.kind == "programme" or len(turn.shown.ids) <= 1


def _kin(turn: Turn) -> tuple[str, ...]:
    """Return the relatives of the programme on the screen: "der Standard" beside "Digitalbonus Plus"."""
    of = turn.knowledge.programmes.get(subject(turn) or "")
    if of is None:
        return ()
    return (of.id, *(id_ for id_ in of.related_ids if id_ in turn.knowledge.programmes))
