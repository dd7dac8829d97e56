"""What the funding form and the facts of a turn take from a message, and what they leave (F4, F5, F23, several sums)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.funding_search.form import ValidateFundingForm
from actions.funding_search.project import talked_of
from actions.told import stated_facts, unsettled
from bot.language.facts.gazetteer import Gazetteer
from bot.language.facts.reader import Reader
from tests.content import own_content

REGIONS = Path(__file__).parents[2] / "data" / "knowledge" / "regions.yaml"


@pytest.fixture(scope="module")
def entities() -> Any:
    reader = Reader(Gazetteer.from_mappings(yaml.safe_load(REGIONS.read_text(encoding="utf-8"))))
    return lambda text: [
        {"entity": item.name, "value": item.value, "start": item.start, "end": item.end} for item in reader.read(text)
    ]


def slots(entities: Any, text: str, requested: str, intent: str = "inform") -> dict[str, Any]:
    """Return the slots that the form sets for an answer to the question for ``requested``."""
    message = {"text": text, "intent": {"name": intent}, "entities": entities(text)}
    tracker = Tracker(
        "someone", {"requested_slot": requested}, message, [], False, None, {"name": "funding_form"}, "action_listen"
    )
    events = ValidateFundingForm().run(CollectingDispatcher(), tracker, {})
    if asyncio.iscoroutine(events):
        events = asyncio.run(events)
    return {event["name"]: event["value"] for event in events}


@pytest.mark.parametrize(
    ("text", "code"), [("mv", "DE-MV"), ("sh", "DE-SH"), ("in bw", "DE-BW"), ("warnemünde", "DE-MV"), ("nrw", "DE-NW")]
)
def test_the_question_for_the_land_takes_any_abbreviation(entities: Any, text: str, code: str) -> None:  # F4
    assert slots(entities, text, "region", intent="ask_knowledge")["region"] == code


def test_elsewhere_two_letters_are_no_land(entities: Any) -> None:
    assert "region" not in slots(entities, "mv", "topic")


def test_what_cannot_be_a_purpose_is_none(entities: Any) -> None:  # F5
    told = slots(entities, "nur Zuschuss bitte", "topic")
    assert told["reminders"] == 0 and not {"topic", "project"} & set(told)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("und als gmbh", {"legal_form": "gmbh"}),
        ("gründe gerade", {"stage": "founding"}),
        ("wir sind ein Verein", {"legal_form": "ev", "sector": "sonstige"}),  # F6
        ("Wir sind kein KMU", {"small": False}),  # F7
    ],
)
def test_what_kind_of_firm_it_is_is_kept_and_is_no_purpose(entities: Any, text: str, facts: dict[str, Any]) -> None:
    told = slots(entities, text, "topic")
    assert told.items() >= facts.items()
    assert not {"topic", "project"} & set(told)


def test_own_words_for_the_project_are_kept(entities: Any) -> None:
    assert slots(entities, "eine neue Fräse", "topic")["project"] == "neue Fräse"


def test_a_kind_of_money_is_never_the_project(entities: Any) -> None:  # F23
    text = "Ich will keinen Kredit, nur Zuschuss. Tischlerei, 8 Leute, Stendal, ERP für 30.000 €"
    facts = stated_facts(entities(text), text)
    assert (facts["project"], facts["topic"], facts["employees"], facts["amount"]) == ("ERP", "prozesse", 8, 30_000)
    assert "topic" not in stated_facts(entities("Gibt es auch Kredite?"), "Gibt es auch Kredite?")


def test_of_several_sums_none_is_taken_in_silence(entities: Any) -> None:
    text = "Software 12.000 €, Hardware 8.000 €"
    assert "amount" not in stated_facts(entities(text), text)
    assert unsettled(entities(text), text) == {"amount": (12_000, 8_000)}
    total = text + ", zusammen 20.000 €"
    assert stated_facts(entities(total), total)["amount"] == 20_000
    assert unsettled(entities(total), total) == {}


def test_of_several_bare_numbers_none_is_the_head_count(entities: Any) -> None:
    assert "employees" not in slots(entities, "12.000, 8.000", "employees")
    assert slots(entities, "8", "employees")["employees"] == 8


@pytest.mark.parametrize(
    ("text", "focus", "topic"),
    [
        ("Welche Förderung gibt es dafür?", "onlineshop-kosten", "vertrieb-online"),
        ("gibts da geld für", "onlineshop-kosten", "vertrieb-online"),
        ("Welche Förderung gibt es?", "onlineshop-kosten", None),
        ("Welche Förderung gibt es dafür?", "eigenanteil-kosten", None),
        ("Welche Förderung gibt es dafür?", None, None),
    ],
)
def test_what_was_talked_about_is_what_the_money_is_for(text: str, focus: str | None, topic: str | None) -> None:
    assert talked_of(text, focus, own_content()).get("topic") == topic
