"""The weekly e-mail, by a real SMTP server: once a week, what helps most, nothing of any owner, and off by default."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from bot.contact.requests import ContactStore
from bot.core.rules import fault_of_weekly
from bot.core.table import DESK_WEEKLY
from bot.desk.desk import Desk
from bot.desk.weekly import send_when_due
from bot.privacy.tables import FEEDBACK
from tests.contact.mail_server import Mailbox, Server
from tests.desk.conftest import asked
from tests.desk.test_callbacks import REQUEST

ADDRESS = "https://chat.beispiel.de/redaktion"


def at(day: str, hour: int = 8) -> float:
    return dt.datetime.fromisoformat(f"{day}T{hour:02d}:00").replace(tzinfo=ZoneInfo("Europe/Berlin")).timestamp()


MONDAY = at("2028-03-06")
"""A day on which the small content has aged (``tests.desk.test_freshness``)."""


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("LOTSE_TODAY", "2028-03-06")
    made = Server(mailbox)
    made.start()
    yield made
    made.stop()


def test_the_most_useful_checks_come_with_source_and_link_and_without_any_owner(
    desk: Desk, server: Server, mailbox: Mailbox
) -> None:
    asked(desk, "Ich bin Erika Mustermann, wo ist mein Geld?")
    ContactStore(desk.engine).add(REQUEST, MONDAY)
    with desk.engine.begin() as connection:
        row = {"conversation": "web-geheim", "created": 1.0, "helpful": True, "kind": "article", "ids": '["drohne"]'}
        connection.execute(insert(FEEDBACK).values(row))
    assert send_when_due(desk, server.settings, ADDRESS, MONDAY)
    (mail,) = mailbox.taken
    body = mail.get_content()
    assert "1. Artikel: " in body, "what was rated comes first"
    assert "https://" in body and f"{ADDRESS}/frische" in body
    assert 1 <= sum(line[:1].isdigit() for line in body.splitlines()) <= 5
    for secret in ("Erika", "Mustermann", REQUEST.name, str(REQUEST.phone), REQUEST.conversation, "web-geheim"):
        assert secret not in body + str(mail["Subject"])


def test_it_comes_once_a_week(desk: Desk, server: Server, mailbox: Mailbox) -> None:
    assert not send_when_due(desk, server.settings, ADDRESS, at("2028-03-06", 6)), "nobody is there at six"
    for day in ("2028-03-06", "2028-03-06", "2028-03-08", "2028-03-12"):
        send_when_due(desk, server.settings, ADDRESS, at(day))
    assert len(mailbox.taken) == 1
    assert send_when_due(desk, server.settings, ADDRESS, at("2028-03-15")), "a Monday that was missed is made up for"
    assert len({str(mail["Message-ID"]) for mail in mailbox.taken}) == 2


def test_several_processes_send_it_once(desk: Desk, server: Server, mailbox: Mailbox) -> None:
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(lambda _: send_when_due(desk, server.settings, ADDRESS, MONDAY), range(4)))
    assert sent.count(True) == len(mailbox.taken) == 1


def test_what_the_server_refuses_is_tried_again(desk: Desk, server: Server, mailbox: Mailbox) -> None:
    mailbox.replies = ["451 later"]
    with pytest.raises(smtplib.SMTPException):
        send_when_due(desk, server.settings, ADDRESS, MONDAY)
    assert mailbox.taken == []
    assert send_when_due(desk, server.settings, ADDRESS, MONDAY + 600)
    assert len(mailbox.taken) == 1


def test_it_is_off_unless_switched_on_and_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert DESK_WEEKLY.default is False
    monkeypatch.setenv("LOTSE_DESK_WEEKLY", "true")
    assert "LOTSE_DESK=true" in str(fault_of_weekly())
    monkeypatch.setenv("LOTSE_DESK", "true")
    assert "LOTSE_SMTP_HOST" in str(fault_of_weekly())
    monkeypatch.setenv("LOTSE_SMTP_HOST", "mail.beispiel.de")
    assert fault_of_weekly() is None
