"""Who may read a talk: nobody without the owner's yes, nobody after their no, and every reading is counted."""

from __future__ import annotations

import json
import time
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from actions import reading_along
from actions.reading_along import READER, on_reader
from bot.privacy.keeping import erase, export, purge
from bot.privacy.reading_consent import ReadingConsents
from bot.privacy.tables import EVENTS, READERS, open_database

NOW, DAY = 1_800_000_000.0, 86_400.0
TALK, OTHER = "web-1", "web-2"


@pytest.fixture
def engine(url: str) -> Engine:
    made = open_database(url)
    with made.begin() as connection:
        for talk in (TALK, OTHER):
            event = {"event": "user", "text": f"Frage in {talk}", "timestamp": NOW}
            row = {"sender_id": talk, "type_name": "user", "timestamp": NOW, "data": json.dumps(event)}
            connection.execute(EVENTS.insert().values(row))
    return made


@pytest.fixture
def consents(engine: Engine) -> ReadingConsents:
    return ReadingConsents(engine, days=30)


def number_of(consents: ReadingConsents, talk: str = TALK) -> int:
    consents.give(talk, "Darf jemand lesen?", NOW)
    held = consents.of(talk, NOW)
    assert held is not None
    return held.number


def test_without_a_yes_there_is_no_list_and_no_text(consents: ReadingConsents) -> None:
    assert consents.talks(NOW) == []
    assert all(consents.read(number, NOW) is None for number in (0, 1, 2, 100_000))


def test_with_a_yes_this_talk_is_read_and_no_other(consents: ReadingConsents) -> None:
    number = number_of(consents)
    assert [talk.consent.conversation for talk in consents.talks(NOW)] == [TALK]
    found = consents.read(number, NOW)
    assert found is not None
    assert [event["text"] for event in found[1]] == ["Frage in web-1"]


def test_every_reading_is_counted(consents: ReadingConsents) -> None:
    number = number_of(consents)
    consents.read(number, NOW + 5)
    consents.read(number, NOW + 9)
    held = consents.of(TALK, NOW + 9)
    assert held is not None and (held.times_read, held.last_read) == (2, NOW + 9)


def test_a_second_yes_keeps_the_first(consents: ReadingConsents) -> None:
    number = number_of(consents)
    consents.read(number, NOW)
    assert number_of(consents) == number
    assert consents.of(TALK, NOW).times_read == 1  # type: ignore[union-attr]


def test_after_a_no_nothing_is_read_and_nothing_is_left(consents: ReadingConsents, engine: Engine) -> None:
    number = number_of(consents)
    assert consents.take_back(TALK)
    assert consents.read(number, NOW) is None
    assert not consents.take_back(TALK)
    with engine.connect() as connection:
        assert connection.execute(sa.select(READERS)).all() == []


def test_another_yes_gets_another_number(consents: ReadingConsents) -> None:
    """The trail names numbers: one must not mean two talks."""
    numbers = set()
    for _ in range(5):
        numbers.add(number_of(consents))
        consents.take_back(TALK)
    assert len(numbers) == 5


def test_it_ends_by_itself_even_before_it_is_deleted(consents: ReadingConsents, engine: Engine) -> None:
    number = number_of(consents)
    assert consents.read(number, NOW + 14 * DAY - 1) is not None
    assert consents.read(number, NOW + 14 * DAY) is None
    assert consents.of(TALK, NOW + 14 * DAY) is None
    assert consents.talks(NOW + 14 * DAY) == []
    purge(engine, 30, NOW + 15 * DAY, believe_clock=True)
    with engine.connect() as connection:
        assert connection.execute(sa.select(READERS)).all() == []


def test_it_never_outlives_the_talk(engine: Engine) -> None:
    short = ReadingConsents(engine, days=7)
    short.give(TALK, "Darf jemand lesen?", NOW)
    assert short.of(TALK, NOW + 7 * DAY) is None


def test_a_yes_after_the_end_holds_again(consents: ReadingConsents) -> None:
    number_of(consents)
    consents.give(TALK, "Darf jemand lesen?", NOW + 40 * DAY)
    assert consents.of(TALK, NOW + 40 * DAY) is not None


def test_it_is_handed_over_and_erased_with_the_talk(consents: ReadingConsents, engine: Engine) -> None:
    number = number_of(consents)
    assert export(engine, TALK)["readers"][0]["consent"] == "Darf jemand lesen?"
    erase(engine, TALK)
    assert consents.read(number, NOW) is None
    assert not any(export(engine, TALK).values())


@pytest.fixture
def said(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what says a message in a talk: with its intent, and what the bot has just asked."""
    engine = open_database(sqlite_url)
    monkeypatch.setattr(reading_along, "private_database", lambda: engine)

    def say(text: str, intent: str = "ask_privacy", asked: str | None = None, loop: str | None = None) -> str | None:
        turn = SimpleNamespace(text=text, intent=intent, asked=asked, loop=loop, conversation=TALK)
        found = on_reader(turn)  # type: ignore[arg-type]
        if found is None:
            return None
        held = ReadingConsents(engine, 30).of(TALK, time.time())
        return f"{'erlaubt' if held else 'verboten'}: {found.reply.texts[0]}"

    return say


@pytest.mark.parametrize(
    ("text", "intent"), [("ja", "affirm"), ("Ja, mitlesen erlauben", "ask_privacy"), ("ok", "affirm")]
)
def test_a_yes_to_the_question_allows_it(said: Any, text: str, intent: str) -> None:
    assert said("Gespräch lesen lassen").startswith("verboten: Darf jemand vom Zentrum")
    assert said(text, intent, asked=READER).startswith("erlaubt: Danke")
    assert said("Gespräch lesen lassen").startswith("erlaubt: Seit ")
    assert said("nicht mehr mitlesen").startswith("verboten: Erledigt")


@pytest.mark.parametrize(
    ("text", "intent", "asked"),
    [
        ("ja", "affirm", None),
        ("ja", "affirm", "delete"),
        ("ja, aber nur die letzte Frage", "affirm", READER),
        ("nein", "deny", READER),
        ("Nein, niemand soll mitlesen", "deny", READER),
        ("Ja, mitlesen erlauben", "ask_privacy", None),
        ("Was ist ein ERP?", "ask_glossary", READER),
    ],
)
def test_nothing_else_allows_it(said: Any, text: str, intent: str, asked: str | None) -> None:
    assert not (said(text, intent, asked) or "").startswith("erlaubt")


def test_the_question_says_what_is_seen_and_how_it_ends(said: Any) -> None:
    asked = said("Gespräch lesen lassen")
    for told in ("verdeckt", "dass es Ihr Gespräch ist", "festgehalten", "14 Tagen", "nicht mehr mitlesen"):
        assert told in asked


def test_within_a_dialogue_it_waits_but_a_no_does_not(said: Any) -> None:
    assert "eins nach dem anderen" in said("Gespräch lesen lassen", loop="funding_form")
    said("ja", "affirm", asked=READER)
    assert said("nicht mehr mitlesen", loop="funding_form").startswith("verboten: Erledigt")
