"""Nothing that fits is withheld and nothing unfit is shown: the list holds exactly what the fields of the records allow."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from typing import Any

import pytest
from for_whom_oracle import DOCTORS, LAWYERS, PHARMACY, PLANNERS
from funding_oracle import may_be_offered

from bot.advice.funding import match
from bot.advice.profile import FirmProfile
from bot.knowledge.codes import GROUPS, REGIONS, SECTORS, TOPICS
from bot.knowledge.for_whom import NOBODY_RULED_OUT, ForWhom
from bot.knowledge.records import KnowledgeBase
from bot.language.facts.firm.kind import NO_PROFESSION
from bot.language.facts.legal_form import LEGAL_FORMS
from tests.content import own_content

KB = own_content()
DAYS = (
    dt.date(2023, 12, 31),
    dt.date(2024, 1, 1),
    dt.date(2026, 11, 24),
    dt.date(2026, 12, 31),
    dt.date(2027, 1, 1),
    dt.date(2030, 1, 1),
)
LIMITS = sorted(
    {
        limit + step
        for programme in KB.programmes.values()
        for limit in (programme.min_employees, programme.max_employees)
        if limit is not None
        for step in (-1, 0, 1)
    }
)
"""Head counts around every limit on record: there an "off by one" shows."""


PROFESSIONS = [*DOCTORS, *LAWYERS, *PLANNERS, PHARMACY, "Dolmetscherin", NO_PROFESSION]
AGES = [0, 5, 11, 12, 13, 18, 19, 24, 35, 36, 59, 60, 61, 480]
"""Months around every limit on record."""


def kind_of_firm(dice: random.Random) -> dict[str, Any]:
    """Return some of the facts on the kind of the firm; most owners tell one or none of them (F5, F6, F7)."""
    facts = {
        "legal_form": dice.choice([*LEGAL_FORMS, "nicht-ev", "nicht-gmbh"]),
        "non_profit": dice.choice([True, False]),
        "profession": dice.choice(PROFESSIONS),
        "stage": dice.choice(["planned", "founding", "young", "running", "takeover"]),
        "age_months": dice.choice(AGES),
        "small": dice.choice([True, False]),
        "group_member": dice.choice([True, False]),
        "farm": dice.choice([True, False]),
        "place": dice.choice(["Leipzig", "Magdeburg"]),
        "project": dice.choice(["Software", "Gründung", "Betriebsübernahme"]),
    }
    told = dice.sample(sorted(facts), dice.choice([0, 1, 1, 2, 3]))
    return {name: facts[name] for name in told}


def for_whom(dice: random.Random) -> ForWhom:
    """Return fields as no record has them, so that each meets each."""

    def some(*values: Any) -> tuple[Any, ...]:
        return tuple(dice.sample(values, dice.choice([0, 0, 1, min(2, len(values))])))

    low = dice.choice([None, None, None, 12, 36])
    return ForWhom(
        only=some(*GROUPS),
        including=some(*GROUPS),
        excluding=some(*GROUPS),
        legal_forms=some("ev", "gmbh") if dice.random() < 0.3 else (),
        size=dice.choice([None, None, "kleinst", "klein", "kmu", "alle"]),
        linked_firms=dice.choice([None, "zaehlen-mit", "zaehlen-nicht-mit", "unklar"]),
        min_age_months=low,
        max_age_months=dice.choice([None, None, 59, 60]) if low is None else None,
        places=dice.choice([(), (), ("Leipzig",)]),
        area=dice.choice([None, "im Süden"]),
        chambers=dice.choice([(), (), (), ("ihk",), ("hwk",), ("ihk", "hwk")]),
    )


def firms(seed: int, count: int) -> list[FirmProfile]:
    dice = random.Random(seed)
    lands = [code for code in REGIONS if code != "DE"]
    return [
        FirmProfile(
            region=dice.choice([None, *lands]),
            sector=dice.choice([None, *SECTORS]),
            employees=dice.choice([None, 0, dice.randint(1, 3000), *LIMITS]),
            topic=dice.choice([None, *TOPICS]),
            amount=dice.choice([None, 500, 5_000, 30_000, 1_000_000]),
            **kind_of_firm(dice),
        )
        for _ in range(count)
    ]


def invented(seed: int, count: int = 120) -> KnowledgeBase:
    """Return records with limits, trades and dates in all combinations, of which the real ones have few."""
    dice = random.Random(seed)
    models = list(KB.programmes.values())
    programmes = {}
    for number in range(count):
        low = dice.choice([None, None, 1, 3, 10])
        programmes[f"p{number}"] = dataclasses.replace(
            dice.choice(models),
            id=f"p{number}",
            status=dice.choice(["offen", "unklar", "offen", "pausiert", "beendet"]),
            regions=tuple(dice.sample(REGIONS, dice.choice([1, 1, 2]))),
            sectors=tuple(dice.sample(SECTORS, dice.choice([0, 0, 1, 2]))),
            topics=tuple(dice.sample(TOPICS, dice.choice([1, 2, 3]))),
            min_employees=low,
            max_employees=dice.choice([None, (low or 0) + 1, 9, 49, 249]) if low != 10 else 249,
            valid_from=dice.choice([None, None, DAYS[2], DAYS[4]]),
            valid_until=dice.choice([None, None, DAYS[0], DAYS[3], DAYS[5]]),
            for_whom=for_whom(dice) if dice.random() < 0.7 else NOBODY_RULED_OUT,
        )
    return dataclasses.replace(KB, programmes=programmes)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("knowledge", [KB, invented(1), invented(2)], ids=["on record", "invented", "invented too"])
def test_the_list_is_exactly_what_the_records_allow(knowledge: KnowledgeBase, day: dt.date) -> None:
    for firm in firms(day.toordinal(), 400):
        shown = [hit.programme.id for hit in match(firm, knowledge, day)]
        allowed = {id_ for id_, programme in knowledge.programmes.items() if may_be_offered(programme, firm, day)}
        assert len(shown) == len(set(shown)), f"{firm}: a programme stands twice in the list"
        assert set(shown) - allowed == set(), f"{firm} on {day} is offered what does not fit"
        assert allowed - set(shown) == set(), f"{firm} on {day} is not told of what fits"


@pytest.mark.parametrize(("heads", "fits"), [(2, False), (3, True), (10, True), (11, False), (None, True)])
def test_a_firm_of_exactly_the_limit_fits(heads: int | None, fits: bool) -> None:
    """ "3 bis 10 Beschäftigte" takes in 3 and 10; a firm that has not told its size is refused nothing."""
    programme = dataclasses.replace(
        KB.programmes["zim"], min_employees=3, max_employees=10, valid_from=None, valid_until=None
    )
    one = dataclasses.replace(KB, programmes={"zim": programme})
    assert bool(match(FirmProfile(employees=heads), one, dt.date(2026, 11, 24))) is fits


@pytest.mark.parametrize(("day", "fits"), [(dt.date(2026, 12, 31), True), (dt.date(2027, 1, 1), False)])
def test_the_last_day_counts(day: dt.date, fits: bool) -> None:
    shown = {hit.programme.id for hit in match(FirmProfile(), KB, day)}
    assert ("bafa-unternehmensberatung" in shown) is fits
