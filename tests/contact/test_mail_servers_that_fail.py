"""S2: whatever goes wrong with one call-back is a failed attempt of that one; the others go out, and nothing waits for ever.

The servers here are real sockets that answer as no mail server should.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.contact import mail
from bot.contact.mail import MailSettings
from bot.contact.queue import PAUSES, Delivery, deliver
from bot.contact.requests import ContactRequest, ContactStore
from bot.privacy.tables import open_database
from tests.contact.mail_server import Mailbox, Server

NOW = 1_795_500_000.0
REQUEST = ContactRequest("web-1", "Eva Muster", None, "eva@muster.de", "egal", "ERP", None, "Ja")


@pytest.fixture
def store(tmp_path: Path) -> ContactStore:
    return ContactStore(open_database(f"sqlite:///{tmp_path / 'private.db'}"))


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(Mailbox())
    running.start()
    yield running
    running.stop()


Behaviour = Callable[[socket.socket, threading.Event], None]


@contextmanager
def listening(behave: Behaviour) -> Iterator[int]:
    """A port on which each connection is treated by ``behave`` until the test ends."""
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    threads: list[threading.Thread] = []

    def treat(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            behave(connection, over)

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threads.append(threading.Thread(target=treat, args=(connection,), daemon=True))
            threads[-1].start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield listener.getsockname()[1]
    finally:
        over.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join()
        for thread in threads:
            thread.join()


def silent(connection: socket.socket, over: threading.Event) -> None:
    over.wait()


def drips(connection: socket.socket, over: threading.Event) -> None:
    """One letter after another, for as long as anybody listens: no single wait is long."""
    while not over.wait(0.02):
        connection.sendall(b"2")


def never_comes_to_the_point(connection: socket.socket, over: threading.Event) -> None:
    while not over.wait(0.02):
        connection.sendall(b"220-one moment please\r\n")


def nonsense(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"\xff\xfe\x00HTTP/1.1 400 Bad Request\r\n\r\n")


def busy(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"421 come back later\r\n")


def closes_at_once(connection: socket.socket, over: threading.Event) -> None:
    pass


def closes_after_data(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"220 hello\r\n")
    for line in connection.makefile("rb"):
        if line.upper().startswith(b"DATA"):
            return
        connection.sendall(b"250 OK\r\n")


def answers_in_odd_bytes(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"220 hello\r\n")
    for _ in connection.makefile("rb"):
        connection.sendall(b"2\xff0 \xe4\xf6\r\n")


@pytest.mark.parametrize("tls", ["none", "tls", "starttls"])
@pytest.mark.parametrize(
    "behaviour",
    [
        silent,
        drips,
        never_comes_to_the_point,
        nonsense,
        busy,
        closes_at_once,
        closes_after_data,
        answers_in_odd_bytes,
    ],
)
def test_a_server_that_misbehaves_is_a_failed_attempt(
    store: ContactStore, monkeypatch: pytest.MonkeyPatch, behaviour: Behaviour, tls: str
) -> None:
    """S2: without a limit for the whole e-mail this test would not end with a server that drips."""
    monkeypatch.setattr(mail, "SECONDS", 0.5)
    monkeypatch.setattr(mail, "TOTAL_SECONDS", 1.0)
    number = store.add(REQUEST, NOW)
    with listening(behaviour) as port:
        settings = MailSettings("127.0.0.1", port, None, None, tls, "chat@zentrum.de", ("team@zentrum.de",))
        assert deliver(store, settings, NOW) == Delivery(failed=1)
        assert deliver(store, settings, NOW + PAUSES[0] - 1) == Delivery()
    stored = store.get(number)
    assert stored is not None
    assert stored.sent is None
    assert stored.last_error
    assert "muster" not in stored.last_error.lower()


def test_what_was_taken_is_sent_even_if_the_farewell_fails(store: ContactStore) -> None:
    """S2: an answer to QUIT that nobody understands must not send the e-mail again."""

    def rude(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"220 hello\r\n")
        in_data = False
        for line in connection.makefile("rb"):
            if in_data and line != b".\r\n":
                continue
            in_data = line.upper().startswith(b"DATA")
            connection.sendall(
                b"354 go on\r\n" if in_data else b"554 no\r\n" if line.upper().startswith(b"QUIT") else b"250 OK\r\n"
            )

    store.add(REQUEST, NOW)
    with listening(rude) as port:
        settings = MailSettings("127.0.0.1", port, None, None, "none", "chat@zentrum.de", ("team@zentrum.de",))
        assert deliver(store, settings, NOW) == Delivery(sent=1)


def test_one_of_two_recipients_is_refused(store: ContactStore, server: Server) -> None:
    """S2: whoever is known gets it, once; what was refused is noted without the address."""
    server.mailbox.unknown = {"weg@zentrum.de"}
    settings = MailSettings(**{**vars(server.settings), "recipients": ("weg@zentrum.de", "team@zentrum.de")})
    number = store.add(REQUEST, NOW)
    assert deliver(store, settings, NOW) == Delivery(sent=1)
    stored = store.get(number)
    assert stored is not None
    assert stored.last_error == "partly refused 550"
    server.mailbox.unknown.add("team@zentrum.de")
    store.add(REQUEST, NOW)
    assert deliver(store, settings, NOW) == Delivery(failed=1)
    assert {item.last_error for item in store.all()} == {"partly refused 550", "SMTPRecipientsRefused 550"}


def test_a_row_that_cannot_be_read_or_written_as_a_mail_stops_nobody(
    store: ContactStore, server: Server, tmp_path: Path
) -> None:
    """S2: the request before and the one after go out; the broken ones wait and say by their kind what is wrong."""
    numbers = [store.add(REQUEST, NOW + place) for place in range(4)]
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'private.db'}")
    with engine.begin() as connection:
        # Text in a column of numbers, and bytes that are no UTF-8: SQLite keeps both.
        connection.execute(sa.text("UPDATE contacts SET created = 'gestern' WHERE id = :id"), {"id": numbers[1]})
        connection.execute(
            sa.text("UPDATE contacts SET matter = CAST(x'c3' AS TEXT) WHERE id = :id"), {"id": numbers[2]}
        )
    assert deliver(store, server.settings, NOW + 9) == Delivery(sent=2, failed=2)
    with engine.connect() as connection:
        failed = connection.execute(
            sa.text("SELECT last_error, next_attempt, attempts FROM contacts WHERE sent IS NULL")
        )
        rows = list(failed)
    assert sorted(row.last_error for row in rows) == ["OperationalError", "TypeError"]
    assert [(row.next_attempt, row.attempts) for row in rows] == [(NOW + 9 + PAUSES[0], 1)] * 2
    assert deliver(store, server.settings, NOW + 10) == Delivery()


def test_a_round_ends_and_the_rest_waits_for_the_next(store: ContactStore, server: Server) -> None:
    """S2: many requests at a server that hangs must not keep whoever sends them for hours."""
    for place in range(3):
        store.add(REQUEST, NOW + place)
    assert deliver(store, server.settings, NOW + 9, seconds=-1) == Delivery()
    assert deliver(store, server.settings, NOW + 9) == Delivery(sent=3)
