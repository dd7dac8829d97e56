"""A person writes in a talk: only where its owner has agreed to that, one at a time, and until one of five things ends it."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from bot.privacy.keeping import erase, export
from bot.privacy.reading_consent import ReadingConsents
from bot.privacy.redaction import PLACEHOLDER, redacted
from bot.privacy.tables import open_database
from bot.privacy.taking_over import SILENT_SECONDS, TakingOver

NOW = 1_800_000_000.0
TALK = "web-1"


@pytest.fixture
def engine(url: str) -> Engine:
    return open_database(url)


@pytest.fixture
def persons(engine: Engine) -> TakingOver:
    return TakingOver(engine, days=30)


@pytest.fixture
def consents(engine: Engine) -> ReadingConsents:
    return ReadingConsents(engine, days=30)


def agreed(consents: ReadingConsents, talk: str = TALK, may_write: bool = True) -> int:
    consents.give(talk, "Darf jemand lesen und schreiben?", NOW, may_write)
    held = consents.of(talk, NOW)
    assert held is not None
    return held.number


def heard(persons: TakingOver, since: int = 0, now: float = NOW) -> list[tuple[str, str]]:
    return [(said["custom"]["what"], said["text"]) for said in persons.news(TALK, since, now).messages]


def test_nobody_takes_over_without_a_yes_to_that(persons: TakingOver, consents: ReadingConsents) -> None:
    assert persons.take(123_456, "anna", "A. Beispiel", NOW) == "gone"
    older = agreed(consents, may_write=False)
    assert persons.take(older, "anna", "A. Beispiel", NOW) == "gone", "who agreed to reading agreed to nothing else"
    assert persons.news(TALK, 0, NOW).is_open is False


def test_who_comes_writes_and_leaves_is_told_in_order(persons: TakingOver, consents: ReadingConsents) -> None:
    number = agreed(consents)
    assert persons.take(number, "anna", "A. Beispiel", NOW) == "taken"
    assert persons.say(number, "anna", "Guten Tag!", NOW + 1)
    person = persons.person(TALK, NOW + 2)
    assert person is not None and (person.account, person.name) == ("anna", "A. Beispiel")
    assert persons.leave(number, "anna", NOW + 3)
    assert persons.person(TALK, NOW + 4) is None
    told = heard(persons)
    assert [what for what, _ in told] == ["came", "said", "left"]
    assert "A. Beispiel vom Zentrum" in told[0][1] and told[1][1] == "Guten Tag!"
    assert heard(persons, since=2) == told[2:]


def test_the_second_one_sees_that_somebody_is_there(persons: TakingOver, consents: ReadingConsents) -> None:
    number = agreed(consents)
    persons.take(number, "anna", "A. Beispiel", NOW)
    assert persons.take(number, "bert", "B. Beispiel", NOW) == "other"
    assert not persons.say(number, "bert", "Hallo", NOW)
    assert not persons.leave(number, "bert", NOW)
    assert persons.take(number, "anna", "A. Beispiel", NOW) == "taken", "who reloads the page is still there"
    assert len(heard(persons)) == 1


def test_ten_minutes_without_a_word_end_it(persons: TakingOver, consents: ReadingConsents) -> None:
    number = agreed(consents)
    persons.take(number, "anna", "A. Beispiel", NOW)
    persons.say(number, "anna", "Moment", NOW + 300)
    assert persons.person(TALK, NOW + SILENT_SECONDS + 200) is not None
    later = NOW + 300 + SILENT_SECONDS + 1
    assert not persons.say(number, "anna", "Da bin ich wieder", later)
    assert persons.person(TALK, later) is None
    assert [what for what, _ in heard(persons, now=later)] == ["came", "said", "left"]


def test_an_owner_s_no_ends_it_at_once(persons: TakingOver, consents: ReadingConsents) -> None:
    number = agreed(consents)
    persons.take(number, "anna", "A. Beispiel", NOW)
    consents.take_back(TALK)
    assert persons.person(TALK, NOW) is None
    assert not persons.say(number, "anna", "Noch da?", NOW)
    assert consents.follow(number, "anna", NOW) is None


def test_a_deletion_takes_all_of_it(persons: TakingOver, consents: ReadingConsents, engine: Engine) -> None:
    number = agreed(consents)
    persons.take(number, "anna", "A. Beispiel", NOW)
    persons.say(number, "anna", "Guten Tag!", NOW)
    assert [event["text"] for event in export(engine, TALK)["events"]][-1] == "Guten Tag!"
    erase(engine, TALK)
    assert heard(persons) == []
    assert not persons.say(number, "anna", "Noch da?", NOW)


def test_following_is_one_reading(persons: TakingOver, consents: ReadingConsents) -> None:
    number = agreed(consents)
    persons.take(number, "anna", "A. Beispiel", NOW)
    for _ in range(5):
        assert consents.follow(number, "anna", NOW) is not None
    assert consents.follow(number, "bert", NOW) is None
    held = consents.of(TALK, NOW)
    assert held is not None and held.times_read == 1


def test_the_bot_s_own_question_stands_until_the_person_says_something(
    persons: TakingOver, consents: ReadingConsents, engine: Engine
) -> None:
    import json

    from bot.privacy.tables import EVENTS

    number = agreed(consents)
    persons.take(number, "anna", "A. Beispiel", NOW)
    assert not persons.bot_has_asked(TALK, NOW)
    event = {
        "event": "bot",
        "text": None,
        "timestamp": NOW + 1,
        "data": {"custom": {"kind": "privacy", "asks": "delete"}},
    }
    row = {"sender_id": TALK, "type_name": "bot", "timestamp": NOW + 1, "data": json.dumps(event)}
    with engine.begin() as connection:
        connection.execute(EVENTS.insert().values(row))
    assert persons.bot_has_asked(TALK, NOW)
    persons.say(number, "anna", "Wollen Sie das wirklich?", NOW + 2)
    assert not persons.bot_has_asked(TALK, NOW)


def test_words_reach_channels_that_do_not_ask_for_them(engine: Engine, consents: ReadingConsents) -> None:
    handed: list[tuple[str, str]] = []
    persons = TakingOver(engine, 30, lambda connection, talk, said: handed.append((talk, said["text"])))
    number = agreed(consents, "telegram-7")
    assert persons.take(number, "anna", "A. Beispiel", NOW) == "taken"
    persons.say(number, "anna", "Guten Tag!", NOW)
    assert [talk for talk, _ in handed] == ["telegram-7", "telegram-7"] and handed[1][1] == "Guten Tag!"


@pytest.mark.parametrize("talk", ["rest-1", "telegram-7"])
def test_a_talk_that_words_cannot_reach_is_not_taken_over(
    persons: TakingOver, consents: ReadingConsents, talk: str
) -> None:
    assert persons.take(agreed(consents, talk), "anna", "A. Beispiel", NOW) == "gone"


def test_what_is_written_to_a_person_is_no_detail_of_a_call_back() -> None:
    """The bot had asked for a name when the person came; their words must not be blanked out as the answer."""
    asked = {"event": "bot", "data": {"custom": {"kind": "handover", "asks": "contact-name"}}}
    came = {"event": "bot", "data": {"custom": {"kind": "person", "what": "came", "name": "A. Beispiel"}}}
    said = {"event": "user", "text": "Hallo, schön dass Sie da sind"}
    assert list(redacted([asked, came, said]))[-1]["text"] == said["text"]
    assert list(redacted([asked, said]))[-1]["text"] == PLACEHOLDER
