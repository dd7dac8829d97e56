"""The group of the staff learns that somebody waits, once, and nothing of who it is."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import insert, update

from bot.core.table import TELEGRAM_STAFF
from bot.privacy.reading_consent import ReadingConsents
from bot.privacy.tables import CONTACTS, open_database
from bot.telegram import texts
from bot.telegram.queue import Queue
from bot.telegram.settings import TelegramSettings
from bot.telegram.staff import RECENT_SECONDS, StaffGroup, desk_address
from tests.telegram.api_double import TOKEN, Double, message_in
from tests.telegram.running import KEY, RasaDouble, channel

BOT, GROUP, NOW = 1, -1001234567890, 1_764_316_800.0
DESK = "https://chat.beispiel.de/redaktion"


def asks_for_call(url: str, created: float = NOW, **values: object) -> None:
    row = {
        "conversation": "web-1",
        "created": created,
        "name": "Eva Muster",
        "phone": "0391 5678901",
        "matter": "Kasse",
        "consent": "ja",
        "next_attempt": 0.0,
        **values,
    }
    with open_database(url).begin() as connection:
        connection.execute(insert(CONTACTS).values(row))


def told(url: str, now: float = NOW) -> list[str]:
    """Look once; return what goes to the group."""
    StaffGroup(open_database(url), BOT, GROUP, DESK).tell(now)
    queue, found = Queue(open_database(url), BOT, KEY), []
    while call := queue.next_call(GROUP):
        found.append(call.parameters["text"])
        queue.sent(call)
    return found


def test_somebody_who_waits_is_told_of_once(url: str) -> None:
    asks_for_call(url)
    assert told(url) == [
        "Jemand wartet auf einen Rückruf, seit 28.11., 09:00 Uhr. Alles Weitere steht nur in der Redaktion: "
        "https://chat.beispiel.de/redaktion/rueckrufe/1"
    ]
    assert told(url, NOW + 20) == []


def test_an_open_talk_is_told_of(url: str) -> None:
    ReadingConsents(open_database(url), 30).give("telegram-7", "Darf jemand lesen?", NOW)
    (text,) = told(url)
    assert "hat Ihnen ein Gespräch geöffnet" in text and f"{DESK}/gespraeche/" in text


def test_nothing_of_the_person_goes_to_telegram(url: str) -> None:
    asks_for_call(url)
    said = " ".join(told(url))
    assert not any(word in said for word in ("Eva", "Muster", "0391", "Kasse", "web-1"))


@pytest.mark.parametrize(
    "values", [{"done": NOW}, {"claimed_by": "m.beispiel"}, {"created": NOW - RECENT_SECONDS - 1}], ids=str
)
def test_who_does_not_wait_is_not_told_of(url: str, values: dict[str, object]) -> None:
    asks_for_call(url)
    with open_database(url).begin() as connection:
        connection.execute(update(CONTACTS).values(values))
    assert told(url) == []


def test_the_message_reaches_the_group(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    asks_for_call(sqlite_url, time.time())
    with channel(double, rasa, sqlite_url, staff=GROUP):
        (sent,) = double.wait(1, GROUP)
    assert "wartet auf einen Rückruf" in sent.text


def test_the_group_is_told_its_number(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    with channel(double, rasa, sqlite_url):
        double.deliver({"message": message_in(GROUP, "@erste_hilfe_bot Nummer")})
        assert double.wait(1, GROUP)[0].text == texts.GROUP_NUMBER.format(GROUP)


@pytest.mark.parametrize(("desk", "group"), [("true", GROUP), ("false", None)])
def test_there_is_a_group_only_beside_the_desk(monkeypatch: pytest.MonkeyPatch, desk: str, group: int | None) -> None:
    monkeypatch.setenv("LOTSE_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("LOTSE_DESK", desk)
    monkeypatch.setenv("LOTSE_TELEGRAM_STAFF", str(GROUP))
    settings = TelegramSettings.from_environment()
    assert settings is not None and settings.staff == group


@pytest.mark.parametrize("given", ["5", "1001234567890", "-", "-1", "gruppe", "-1_000_000"])
def test_what_is_no_group_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("LOTSE_TELEGRAM_STAFF", given)
    with pytest.raises(ValueError, match="Nummer einer Gruppe"):
        TELEGRAM_STAFF.value()


@pytest.mark.parametrize(
    ("hosts", "address"),
    [("chat.beispiel.de", "https://chat.beispiel.de/redaktion"), ("", "http://127.0.0.1:5075/redaktion")],
)
def test_the_link_leads_to_where_the_desk_is(monkeypatch: pytest.MonkeyPatch, hosts: str, address: str) -> None:
    monkeypatch.setenv("LOTSE_HOSTS", hosts)
    assert desk_address() == address
