"""Which of several programmes that share a name is meant: one that was just shown, else the one of the firm's own Land.

"Digitalbonus" is a programme in Bayern and in Thüringen, "MID" one in Sachsen-Anhalt and one in Nordrhein-Westfalen. A reader of
single messages cannot know which; the talk can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.advice.funding import in_region
from bot.knowledge.records import Programme
from bot.language.text.normalise import fold
from bot.language.text.words import plain

_LEAST = 3
"""Letters of a name that several may share."""


def meant_among(
    id_: str, said: str, shown: Sequence[str], region: str | None, programmes: Mapping[str, Programme]
) -> str:
    """Return the id of the programme that a name means in this talk.

    Args:
        id_: what the name means by itself.
        said: the name as it was written.
        shown: the programmes shown in this talk, the latest first.
        region: the firm's Land (ISO 3166-2), if it is known.
        programmes: all by their ids.
    """
    words = tuple(plain(fold(said)).split())
    if id_ in shown or id_ not in programmes or len("".join(words)) < _LEAST:
        return id_
    named = [other for other in programmes.values() if _is_called(other, words)]
    seen = [other.id for other in sorted(named, key=lambda one: shown.index(one.id) if one.id in shown else len(shown))]
    if seen and seen[0] in shown:
        return seen[0]
    if region is None or in_region(programmes[id_], region):
        return id_
    own = [other.id for other in named if region in other.regions]
    return own[0] if len(own) == 1 else id_


def _is_called(programme: Programme, words: tuple[str, ...]) -> bool:
    names = (plain(fold(name)).split() for name in (programme.name, programme.short_name, *programme.aliases))
    return any(tuple(own[n : n + len(words)]) == words for own in names for n in range(len(own)))
