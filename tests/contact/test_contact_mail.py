"""Call-backs reach the centre's mailbox: with a real SMTP server that is up, down, refuses, or dies."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from sqlalchemy.engine import Engine

from bot.contact.mail import MailSettings
from bot.contact.queue import PAUSES, Delivery, deliver
from bot.contact.requests import ContactRequest, ContactStore
from bot.privacy.tables import open_database
from tests.contact.mail_server import Mailbox, Server

NOW = 1_795_500_000.0
REQUEST = ContactRequest(
    conversation="web-1",
    name="Jürgen Groß",
    phone="+49 391 5677890",
    email="juergen@gross-tischlerei.de",
    best_time="vormittags",
    matter="Wir möchten ein ERP einführen",
    summary="Betrieb: Holz und Möbel, 8 Beschäftigte.",
    consent="Das Zentrum darf …",
)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(Mailbox())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path / 'private.db'}")


@pytest.fixture
def store(engine: Engine) -> ContactStore:
    return ContactStore(engine)


def test_the_request_arrives_as_it_was_written(store: ContactStore, server: Server) -> None:
    store.add(REQUEST, NOW)
    assert deliver(store, server.settings, NOW) == Delivery(sent=1)
    (mail,) = server.mailbox.taken
    assert mail["To"] == "team@zentrum.de"
    assert mail["Subject"] == "Rückrufbitte Nr. 1 aus dem Chat"
    text = mail.get_content().replace("\r\n", "\n")
    for part in (
        "Name: Jürgen Groß\n",
        "Telefon: +49 391 5677890\n",
        "E-Mail: juergen@gross-tischlerei.de\n",
        "Beste Zeit: vormittags\n",
        "Anliegen: Wir möchten ein ERP einführen\n",
        "8 Beschäftigte",
        "Das Zentrum darf",
    ):
        assert part in text
    assert deliver(store, server.settings, NOW + 9e6) == Delivery()
    assert len(server.mailbox.taken) == 1


def test_what_was_struck_is_not_sent(store: ContactStore, server: Server) -> None:
    store.add(ContactRequest(**{**vars(REQUEST), "summary": None, "email": None}), NOW)
    deliver(store, server.settings, NOW)
    (mail,) = server.mailbox.taken
    assert "Zusammenfassung" not in mail.get_content()
    assert "E-Mail: nicht angegeben" in mail.get_content()


def test_nothing_is_lost_while_the_server_is_down(store: ContactStore, server: Server) -> None:
    server.stop()
    store.add(REQUEST, NOW)
    due = NOW
    for pause in (*PAUSES, PAUSES[-1]):
        assert deliver(store, server.settings, due) == Delivery(failed=1)
        assert deliver(store, server.settings, due + pause - 1) == Delivery(), "tried again too early"
        due += pause
    assert store.all()[0].last_error == "ConnectionRefusedError"
    server.start()
    assert deliver(store, server.settings, due) == Delivery(sent=1)
    assert len(server.mailbox.taken) == 1


@pytest.mark.parametrize("refusal", ["451 try later", "550 no such user juergen@gross-tischlerei.de"])
def test_a_refusal_is_tried_again_and_noted_without_addresses(
    store: ContactStore, server: Server, refusal: str
) -> None:
    server.mailbox.replies = [refusal]
    store.add(REQUEST, NOW)
    assert deliver(store, server.settings, NOW) == Delivery(failed=1)
    assert store.all()[0].last_error == f"SMTPDataError {refusal[:3]}"
    assert deliver(store, server.settings, NOW + 60) == Delivery(sent=1)


def test_a_lost_confirmation_sends_the_same_mail_again(store: ContactStore, server: Server) -> None:
    number = store.add(REQUEST, NOW)
    deliver(store, server.settings, NOW)
    store.mark_failed(number, "SMTPServerDisconnected", NOW)
    store._update(number, sent=None)  # as if the process had died before it could note the success
    deliver(store, server.settings, NOW)
    first, second = server.mailbox.taken
    assert first["Message-ID"] == second["Message-ID"]


def test_two_processes_send_it_once(tmp_path: Path, server: Server) -> None:
    url = f"sqlite:///{tmp_path / 'private.db'}"
    stores = [ContactStore(open_database(url)) for _ in range(4)]
    for number in range(12):
        stores[0].add(ContactRequest(**{**vars(REQUEST), "matter": f"Anliegen {number}"}), NOW)
    together = threading.Barrier(len(stores))

    def run(store: ContactStore) -> None:
        together.wait()
        deliver(store, server.settings, NOW)

    threads = [threading.Thread(target=run, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [mail["Subject"] for mail in server.mailbox.taken]
    assert len(numbers) == len(set(numbers)) == 12


def test_login() -> None:
    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        knows = isinstance(data, LoginPassword) and data.password == b"geheim"
        return AuthResult(success=knows, handled=False)

    mailbox = Mailbox()
    server = Server(mailbox, authenticator=check, auth_require_tls=False, auth_required=True)
    server.start()
    try:
        store = ContactStore(open_database("sqlite://"))
        store.add(REQUEST, NOW)
        base = vars(server.settings)
        assert deliver(store, MailSettings(**{**base, "user": "chat", "password": "falsch"}), NOW) == Delivery(failed=1)
        assert store.all()[0].last_error == "SMTPAuthenticationError 535"
        assert deliver(store, MailSettings(**{**base, "user": "chat", "password": "geheim"}), NOW + 60) == Delivery(
            sent=1
        )
    finally:
        server.stop()


def test_without_consent_nothing_is_stored(store: ContactStore) -> None:
    with pytest.raises(ValueError, match="consent"):
        store.add(ContactRequest(**{**vars(REQUEST), "consent": ""}), NOW)
    assert store.all() == []


def test_what_was_sent_is_deleted_in_time_and_leaves_no_trace(
    store: ContactStore, server: Server, tmp_path: Path
) -> None:
    store.add(REQUEST, NOW)
    waiting = store.add(ContactRequest(**{**vars(REQUEST), "name": "Wartende", "matter": "bleibt"}), NOW)
    deliver(store, server.settings, NOW)
    store._update(waiting, sent=None)
    assert store.purge(30, NOW + 29 * 86_400) == 0
    assert store.purge(30, NOW + 31 * 86_400) == 1
    assert [stored.request.name for stored in store.all()] == ["Wartende"]
    assert "Jürgen Groß".encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"LOTSE_SMTP_PORT": "abc"}, "LOTSE_SMTP_PORT"),
        ({"LOTSE_SMTP_TLS": "ssl"}, "LOTSE_SMTP_TLS"),
        ({"LOTSE_SMTP_TLS": "none"}, "LOTSE_SMTP_TLS"),
        ({"LOTSE_MAIL_TO": "team"}, "LOTSE_MAIL_TO"),
        ({"LOTSE_SMTP_PORT": "²"}, "LOTSE_SMTP_PORT"),
        ({"LOTSE_MAIL_FROM": "chat"}, "LOTSE_MAIL_FROM"),
        ({"LOTSE_MAIL_TO": "team@zentrum.de,,chef@zentrum.de"}, "LOTSE_MAIL_TO"),
    ],
)
def test_broken_settings_are_named(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], says: str) -> None:
    for name, value in {"LOTSE_SMTP_HOST": "mail.zentrum.de", "LOTSE_MAIL_TO": "team@zentrum.de", **variables}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=says):
        MailSettings.from_environment()


def test_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MailSettings.from_environment() is None
    monkeypatch.setenv("LOTSE_SMTP_HOST", "mail.zentrum.de")
    monkeypatch.setenv("LOTSE_MAIL_TO", "team@zentrum.de")
    found = MailSettings.from_environment()
    assert found is not None
    assert (found.port, found.tls, found.sender) == (587, "starttls", "team@zentrum.de")
    monkeypatch.setenv("LOTSE_MAIL_TO", "team@zentrum.de, chefin@börde.de")
    monkeypatch.setenv("LOTSE_MAIL_FROM", "chat@mail.zentrum.local")
    found = MailSettings.from_environment()
    assert found is not None
    assert (found.sender, found.recipients) == (
        "chat@mail.zentrum.local",
        ("team@zentrum.de", "chefin@xn--brde-5qa.de"),
    )
