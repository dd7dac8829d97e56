"""A list of programmes narrowed as the owner wants it: what is left out is counted, said, and can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.advice.amounts import grant, share_of
from bot.advice.funding import ProgrammeHit, match, ranked
from bot.advice.funding_rank import Stand
from bot.advice.profile import FirmProfile
from bot.advice.wording import euro, join_words
from bot.knowledge.records import KnowledgeBase
from bot.language.asked.list_filters import ListWish

KIND_PLURALS = {
    "zuschuss": "Zuschüsse",
    "darlehen": "Darlehen",
    "beratung": "geförderte Beratung",
    "steuer": "Steuervorteile",
    "buergschaft": "Bürgschaften",
    "beteiligung": "Beteiligungen",
    "kostenloses-angebot": "kostenlose Angebote",
}
LEVEL_NAMES = {
    "land": "Programme des Landes",
    "bund": "Programme des Bundes",
    "eu": "Programme der EU",
    "regional": "Programme der Region",
}
_MAY_BE_OPEN = frozenset({"open", "unconfirmed"})
_NO_MONEY = frozenset({"kostenloses-angebot"})


@dataclass(frozen=True)
class Narrowing:
    """What a list is limited to.

    ``only``: kinds of money that are shown; empty for all. ``without``: kinds that are not. ``surely_open``: only what is
    confirmed as open. ``at_least``: euro that the help can come to. ``also``: topics beside the firm's own. ``first``: kinds
    that were asked for; those that may be open come before the others. ``levels``: whose money alone is shown; ``no_levels``:
    whose is not ("land", "bund", "eu").
    """

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    surely_open: bool = False
    at_least: int = 0
    also: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    no_levels: tuple[str, ...] = ()

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> Narrowing:
        """Return the narrowing that :meth:`stored` has made; none where nothing was kept."""
        kept = stored or {}
        return cls(
            tuple(kept.get("only") or ()),
            tuple(kept.get("without") or ()),
            bool(kept.get("surely_open")),
            int(kept.get("at_least") or 0),
            tuple(kept.get("also") or ()),
            tuple(kept.get("first") or ()),
            tuple(kept.get("levels") or ()),
            tuple(kept.get("no_levels") or ()),
        )

    def stored(self) -> dict[str, Any]:
        """Return it as plain values for a slot; empty where nothing is narrowed."""
        values = {
            "only": list(self.only),
            "without": list(self.without),
            "surely_open": self.surely_open,
            "at_least": self.at_least,
            "also": list(self.also),
            "first": list(self.first),
            "levels": list(self.levels),
            "no_levels": list(self.no_levels),
        }
        return {name: value for name, value in values.items() if value}

    @property
    def leaves_out(self) -> bool:
        """Whether it can leave out anything."""
        return bool(self.only or self.without or self.surely_open or self.at_least or self.levels or self.no_levels)

    def changed_by(self, wish: ListWish) -> Narrowing:
        """Return what it becomes by a wish: the newer word counts, and what is said of one kind leaves the others alone."""
        if wish.everything:
            return Narrowing()
        only, without = frozenset(self.only), frozenset(self.without)
        if wish.only:
            only, without = wish.only, without - wish.only
        without = (without | wish.without) - wish.again
        only = (only | wish.again if only else only) - wish.without
        return replace(
            self,
            only=tuple(sorted(only)),
            without=tuple(sorted(without)),
            surely_open=self.surely_open if wish.surely_open is None else wish.surely_open,
            at_least=self.at_least if wish.at_least is None else wish.at_least,
            also=tuple(dict.fromkeys((*self.also, *wish.also))),
            first=tuple(sorted(wish.first or self.first)),
            levels=tuple(sorted(wish.levels or (set(self.levels) - wish.no_levels))),
            no_levels=tuple(sorted((set(self.no_levels) - wish.levels) | wish.no_levels)),
        )


@dataclass(frozen=True)
class NarrowedList:
    """The hits that are left, and how many were left out for which reason.

    A reason is a noun ("Darlehen") and what a sentence about it alone begins with ("Was nicht sicher offen ist,").
    """

    hits: tuple[ProgrammeHit, ...]
    left_out: tuple[tuple[tuple[str, str], int], ...] = ()

    @property
    def count(self) -> int:
        """How many were left out."""
        return sum(count for _, count in self.left_out)

    @property
    def said(self) -> str:
        """One sentence on what was left out; empty where nothing was."""
        if len(self.left_out) == 1:
            (_, alone), count = self.left_out[0]
            return f"{alone} habe ich weggelassen: {count}."
        named = [f"{noun} ({count})" for (noun, _), count in self.left_out]
        return f"Weggelassen habe ich {join_words(named)}." if named else ""


def programmes_for(
    profile: FirmProfile, narrowing: Narrowing, knowledge: KnowledgeBase, today: dt.date
) -> NarrowedList:
    """Return the programmes for a firm as the owner wants them, best first, with those for further topics among them."""
    hits = {hit.programme.id: hit for hit in match(profile, knowledge, today)}
    for topic in narrowing.also:
        # the sum is planned for the firm's own purpose
        for hit in match(replace(profile, topic=topic, project=None, amount=None), knowledge, today):
            before = hits.get(hit.programme.id)
            if before is None or ranked(hit) < ranked(before):
                hits[hit.programme.id] = hit

    def asked_for(hit: ProgrammeHit) -> bool:
        of_purpose = hit.stand > Stand.OTHER_PURPOSE
        return of_purpose and hit.programme.kind in narrowing.first and hit.validity.state in _MAY_BE_OPEN

    return narrowed(sorted(hits.values(), key=lambda hit: (not asked_for(hit), ranked(hit))), narrowing)


def narrowed(hits: Sequence[ProgrammeHit], narrowing: Narrowing) -> NarrowedList:
    """Leave out of ``hits`` what the owner does not want; each is counted for the first reason only."""
    kept: list[ProgrammeHit] = []
    counts: dict[tuple[str, str], int] = {}
    for hit in hits:
        reason = _against(hit, narrowing)
        if reason is None:
            kept.append(hit)
        else:
            counts[reason] = counts.get(reason, 0) + 1
    return NarrowedList(tuple(kept), tuple(counts.items()))


def _against(hit: ProgrammeHit, narrowing: Narrowing) -> tuple[str, str] | None:
    """Return in words what it is left out as, see :class:`NarrowedList`; None if it stays."""
    kind = hit.programme.kind
    if kind in narrowing.without:
        name = KIND_PLURALS[kind]
        return name, name[0].upper() + name[1:]
    if narrowing.only and kind not in narrowing.only:
        return "andere Arten von Hilfe", "Andere Arten von Hilfe"
    level = hit.programme.level
    if level in narrowing.no_levels or (narrowing.levels and level not in narrowing.levels):
        of = LEVEL_NAMES.get(level, "andere Stellen")
        return f"{of}", f"{of[0].upper()}{of[1:]}"
    if narrowing.surely_open and hit.validity.state != "open":
        return "nicht sicher Offenes", "Was nicht sicher offen ist,"
    if narrowing.at_least and _most(hit) < narrowing.at_least:
        least = euro(narrowing.at_least)
        return f"weniger als {least}", f"Was weniger als {least} bringt,"
    return None


def _most(hit: ProgrammeHit) -> float:
    """Return the most euro that the help can come to; without any limit on record that is open."""
    programme = hit.programme
    if programme.kind in _NO_MONEY:
        return 0
    most = float("inf") if programme.amount_max_eur is None else float(programme.amount_max_eur)
    rough = grant(programme, hit.profile.amount)
    return most if rough is None else min(most, share_of(rough.spending, rough.rate_high))
