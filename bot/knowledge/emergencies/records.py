"""Kinds of emergencies and the questions that are asked in one, as immutable values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.records import Source


@dataclass(frozen=True)
class EmergencyKind:
    """What can have happened.

    ``button``: its name in a few words. ``first``: what to do at once, in order; ``next``: what comes then; ``never``: what not to
    do. ``calls``: whom to call, by role (:data:`bot.knowledge.emergencies.schema.ROLES`). ``told``: who must be told by when, empty
    if nobody. ``say``: a sentence for the telephone. ``after``: what comes when it is over. ``likely``: what is mostly
    asked next. ``articles``: where the facts stand.
    ``special``: articles on narrower cases of it, whose steps come before the general ones. ``tells``: how people tell of it;
    ``learns_from``: articles whose ways of asking tell of it, too.
    """

    id: str
    name: str
    button: str
    first: tuple[str, ...]
    next: tuple[str, ...]
    never: tuple[str, ...]
    calls: tuple[str, ...]
    told: str
    say: str
    after: str
    likely: tuple[str, ...]
    articles: tuple[str, ...]
    special: tuple[str, ...]
    learns_from: tuple[str, ...]
    tells: tuple[str, ...]


@dataclass(frozen=True)
class CaseAnswer:
    """An answer for some kinds, or for all that have none of their own (``kinds`` empty).

    ``text``: said first; ``again``: said the second time, shorter and with what is new. ``articles``, ``sources``: where it stands.
    """

    kinds: tuple[str, ...]
    text: str
    again: str
    articles: tuple[str, ...]
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class CaseQuestion:
    """Something that is asked in an emergency.

    ``answers``: empty where the answer is made from the kind: its next steps, or whom to call. ``calls``: whose numbers stand
    below the answer. ``learns_from``: articles whose ways of asking are ways of asking this, too.
    """

    id: str
    name: str
    button: str
    answers: tuple[CaseAnswer, ...]
    calls: tuple[str, ...]
    learns_from: tuple[str, ...]
    asks: tuple[str, ...]

    def answer_for(self, kind: str) -> CaseAnswer | None:
        """Return the answer for a kind: its own, else the one for all others; None where it is made from the kind."""
        own = next((answer for answer in self.answers if kind in answer.kinds), None)
        return own or next((answer for answer in self.answers if not answer.kinds), None)


@dataclass(frozen=True)
class Emergencies:
    """Everything on emergencies. ``other``: what is said without any emergency; ``written``: the rows of the files, as JSON."""

    kinds: dict[str, EmergencyKind] = field(default_factory=dict)
    questions: dict[str, CaseQuestion] = field(default_factory=dict)
    other: tuple[str, ...] = ()
    written: str = field(default="", compare=False, repr=False)
