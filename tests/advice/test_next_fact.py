"""The next question of the funding search: what an answer tells of the first programmes, and how few questions lead to the list."""

from __future__ import annotations

import dataclasses
import datetime as dt
import statistics
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.advice.asking.next_fact import FIRST, LEAST_BITS, LIKELY, entropy, information, next_fact
from bot.advice.funding import match
from bot.advice.narrowing import Narrowing
from bot.advice.profile import FirmProfile
from bot.knowledge.codes import REGIONS, TOPICS
from bot.knowledge.records import KnowledgeBase, Programme
from bot.language.facts.gazetteer import Gazetteer
from bot.language.facts.reader import Reader
from bot.settings import KNOWLEDGE_DIR, ROOT
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
ASKED = ("region", "topic", "employees")
PLAIN = Programme(
    id="plain",
    name="Modell",
    short_name="Modell",
    provider="Amt",
    level="bund",
    regions=("DE",),
    kind="zuschuss",
    topics=("prozesse", "vertrieb-online", "datensicherheit", "ki", "finanzierung"),
    beneficiaries="Unternehmen jeder Größe.",
    status="offen",
    confidence="medium",
    status_as_of=TODAY,
)


def with_programmes(*programmes: Programme) -> KnowledgeBase:
    return dataclasses.replace(KB, programmes={programme.id: programme for programme in programmes})


def made(id_: str, **fields: Any) -> Programme:
    return dataclasses.replace(PLAIN, id=id_, **fields)


def firms() -> list[FirmProfile]:
    """Return the firms of the expected lists and of the requests that strangers have written, as far as three facts go."""
    listed = yaml.safe_load((Path(__file__).parent / "expected_lists.yaml").read_text("utf-8"))
    found = [FirmProfile(**{name: row["firm"].get(name) for name in ASKED}) for row in listed]
    reader = Reader(Gazetteer.from_mappings(yaml.safe_load((KNOWLEDGE_DIR / "regions.yaml").read_text("utf-8"))))
    for file in sorted((ROOT / "bench" / "funding").glob("*.yaml")):
        for row in yaml.safe_load(file.read_text("utf-8")):
            topic = next((item.value for item in reader.read(row["project"]) if item.name == "topic"), None)
            found.append(FirmProfile(region=row["region"], employees=row["employees"], topic=topic))
    return found


def asked_of(firm: FirmProfile) -> tuple[list[str], FirmProfile]:
    """Return what a firm that has told nothing yet is asked, and what is known of it then; what it does not know stays unknown."""
    known, still_open, asked = FirmProfile(), list(ASKED), []
    while (fact := next_fact(known, still_open, KB, TODAY)) is not None:
        asked.append(fact)
        still_open.remove(fact)
        known = known.with_facts(**{fact: getattr(firm, fact)})
    return asked, known


def test_two_questions_lead_to_nearly_the_list_that_all_three_facts_give() -> None:
    questions, same = [], []
    for firm in firms():
        asked, known = asked_of(firm)
        questions.append(len(asked))
        lists = ({hit.programme.id for hit in match(profile, KB, TODAY)[:FIRST]} for profile in (known, firm))
        shown, complete = lists
        same.append(shown == complete)
    assert len(questions) >= 250
    assert statistics.median(questions) <= 2
    assert statistics.fmean(questions) <= 2.4
    assert statistics.fmean(same) >= 0.95


def test_an_answer_that_changes_nothing_tells_nothing_and_is_not_asked_for() -> None:
    everywhere = with_programmes(made("a"), made("b"))
    assert information("region", FirmProfile(), everywhere, TODAY) == pytest.approx(0.0)
    assert next_fact(FirmProfile(topic="prozesse"), ["region", "employees"], everywhere, TODAY) is None


def test_two_answers_with_a_list_of_their_own_tell_one_bit() -> None:
    small, large = made("small", max_employees=25), made("large", min_employees=26)
    halves = with_programmes(small, large)
    heads = LIKELY["employees"]
    share = sum(weight for answer, weight in heads.items() if int(answer) <= 25) / sum(heads.values())
    assert information("employees", FirmProfile(), halves, TODAY) == pytest.approx(
        entropy({"small": share, "large": 1 - share})
    )
    assert entropy({"a": 0.5, "b": 0.5}) == pytest.approx(1.0)


def test_a_list_that_some_answers_leave_empty_tells_too() -> None:
    only_small = with_programmes(made("small", max_employees=25))
    assert information("employees", FirmProfile(), only_small, TODAY) > LEAST_BITS


def test_the_question_that_tells_most_comes_first() -> None:
    by_land = [made(f"land-{code}", regions=(code,), level="land") for code in REGIONS if code != "DE"]
    assert next_fact(FirmProfile(), ["employees", "region"], with_programmes(*by_land), TODAY) == "region"
    by_size = [made("small", max_employees=20), made("large", min_employees=21)]
    assert next_fact(FirmProfile(), ["region", "employees"], with_programmes(*by_size), TODAY) == "employees"


def test_heads_are_asked_for_where_the_land_has_programmes_by_size() -> None:
    """Bavaria's Digitalbonus ends at 50 heads; in Sachsen-Anhalt only firms of 250 and more get another list."""
    firm = FirmProfile(topic="prozesse")
    assert next_fact(firm.with_facts(region="DE-BY"), ["employees"], KB, TODAY) == "employees"
    assert next_fact(firm.with_facts(region="DE-ST"), ["employees"], KB, TODAY) is None


def test_what_the_owner_does_not_know_is_not_asked_again() -> None:
    assert next_fact(FirmProfile(), ["topic"], KB, TODAY) == "topic"
    assert next_fact(FirmProfile(), [], KB, TODAY) is None


def test_the_list_as_the_owner_narrowed_it_counts() -> None:
    """Where only loans are wanted, what changes the grants is not asked for."""
    loans = [made("loan", kind="darlehen"), made("small", max_employees=20), made("large", min_employees=21)]
    both = with_programmes(*loans)
    assert next_fact(FirmProfile(), ["employees"], both, TODAY) == "employees"
    assert next_fact(FirmProfile(), ["employees"], both, TODAY, Narrowing(only=("darlehen",))) is None


def test_the_likely_answers_are_possible_ones() -> None:
    assert set(LIKELY["region"]) == set(REGIONS) - {"DE"}
    assert set(LIKELY["topic"]) <= set(TOPICS)
    assert all(weight > 0 for answers in LIKELY.values() for weight in answers.values())
