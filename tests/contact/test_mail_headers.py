"""S2: nothing that an owner or a setting says becomes a header. What a real SMTP server received is read byte by byte."""

from __future__ import annotations

import email
import os
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contact.mail import MailSettings, message
from bot.contact.queue import Delivery, deliver
from bot.contact.requests import ContactRequest, ContactStore, StoredRequest
from bot.privacy.tables import open_database
from tests.contact.mail_server import Mailbox, Server

NOW = 1_795_500_000.0
PLAIN = ContactRequest("web-1", "Eva Muster", "+49 391 7654321", "eva@muster.de", "egal", "ERP", "8 Leute", "Ja")
OURS = {
    b"Subject", b"From", b"To", b"Date", b"Message-ID",
    b"MIME-Version", b"Content-Type", b"Content-Transfer-Encoding",
}  # fmt: skip
LABELS = ("Name: ", "Telefon: ", "E-Mail: ", "Beste Zeit: ", "Anliegen: ", "Zusammenfassung", "Gefragt am ")
NASTY = [
    "=?l1?q?=0AFrom:_Chef_=3Cchef=40zentrum.example=3E?=",
    "=?utf-8?q?=0D=0ABcc:_alle=40example.org?=",
    "=?utf-8?b?DQpCY2M6IGFsbGVAZXhhbXBsZS5vcmc=?=",
    "=?utf-8?q?=0A=0AEin_eigener_Text?=",
    "=?utf-8?q?x=0AContent-Type:_text/html?= =?utf-8?q?=0A=0A<b>x</b>?=",
    "=?utf-8*de?q?=0AX-Injected:_1?=",
    "=?l1?q?=0ATo:_x=40example.org?=@example.org",
    '"=?l1?q?=0ATo:_x?="@example.org',
    "x\r\nBcc: alle@example.org",
    "x\nBcc: alle@example.org\n\nText",
    "x\r\n.\r\nMAIL FROM:<a@b.de>",
    "x\x0bBcc: a@b.de\x0cBcc: a@b.de\x85Bcc: a@b.de\u2028Bcc: a@b.de\u2029Bcc: a@b.de\x1cBcc: a@b.de",
    "=0A=0D=0ABcc: alle@example.org",
    "%0ABcc: alle@example.org",
    "\\r\\nBcc: alle@example.org",
    "a\x00b",
    "half \ud83d of a sign, \udc80 another",
    "\u202eBcc: alle@example.org",
    "Anliegen: anderes\nTelefon: 0190 123456",
    "A" * 50_000,
    "=?utf-8?q?" + "=0A" * 5_000 + "?=",
    "=?=" * 3_000,
    "ä" * 2_000,
    "eva@bücher.de",
    "ünüsual@muster.de",
    "",
]
texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(), max_size=80),
    st.lists(
        st.sampled_from(["=?l1?q?", "?=", "=0A", "=0D=0A", "\r", "\n", "Bcc:", " ", "a@b.de", "\x00", "\ud800"])
    ).map("".join),
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server(Mailbox())
    running.start()
    yield running
    running.stop()


def head_and_body(raw: bytes) -> tuple[bytes, str]:
    head, _, body = raw.partition(b"\r\n\r\n")
    decoded = email.message_from_bytes(raw).get_payload(decode=True)
    assert isinstance(decoded, bytes)
    assert b"\n\n" not in body.replace(b"\r\n", b"\n").strip(b"\n"), "the body has a second part"
    return head, decoded.decode("utf-8")


def names(head: bytes) -> list[bytes]:
    """Read the names of the headers without Python's e-mail package, as any program may that reads lines."""
    lines = head.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return [line.partition(b":")[0] for line in lines if not line.startswith((b" ", b"\t"))]


def check(raw: bytes, plain: bytes) -> None:
    head, body = head_and_body(raw)
    assert head == head_and_body(plain)[0]
    assert sorted(names(head)) == sorted(OURS)
    written = [line for line in body.splitlines() if line]
    assert len(written) == 1 + len(LABELS)
    assert all(line.startswith(label) for line, label in zip(written[1:], LABELS, strict=True))


def received(server: Server, request: ContactRequest) -> bytes:
    """Store the request in a new data base, send it, and return the bytes that arrived."""
    store = ContactStore(open_database("sqlite://"))
    store.add(request, NOW)
    before = len(server.mailbox.raw)
    assert deliver(store, server.settings, NOW) == Delivery(sent=1)
    assert len(server.mailbox.raw) == before + 1
    return server.mailbox.raw[-1]


@given(name=texts, phone=texts, address=texts, best_time=texts, matter=texts, summary=texts)
@settings(max_examples=120, deadline=None)
def test_the_headers_are_the_same_whatever_an_owner_writes(
    server: Server, name: str, phone: str, address: str, best_time: str, matter: str, summary: str
) -> None:
    """S2: free text is in the body alone, each answer on its own line."""
    request = ContactRequest("web-1", name, phone, address, best_time, matter, f"x {summary}", "Ja")
    check(received(server, request), received(server, PLAIN))


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_each_known_trick(server: Server, nasty: str) -> None:
    """S2: in every field at once, and from rows that were stored before anything was cleaned."""
    everywhere = {name: nasty for name in vars(PLAIN) if name != "conversation"}
    request = ContactRequest(
        **{**everywhere, "conversation": "web-1", "summary": f"x {nasty}", "consent": f"Ja {nasty}"}
    )
    plain = received(server, PLAIN)
    check(received(server, request), plain)
    stored = StoredRequest(1, NOW, request, None, 0, NOW, None)
    check(message(stored, server.settings).as_bytes(), plain)


@given(recipient=texts, sender=texts)
@settings(max_examples=150, deadline=None)
def test_settings_are_addresses_or_refused(server: Server, recipient: str, sender: str) -> None:
    """S2: an address of the settings is plain, or the settings are refused with the name of the variable."""
    variables = {
        "LOTSE_SMTP_HOST": "127.0.0.1",
        "LOTSE_SMTP_PORT": str(server.port),
        "LOTSE_SMTP_TLS": "none",
        "LOTSE_MAIL_TO": recipient,
        "LOTSE_MAIL_FROM": sender,
    }
    if any("\x00" in value or (not value.isascii() and _is_broken(value)) for value in variables.values()):
        return  # no environment can hold it
    with patch.dict(os.environ, variables):
        try:
            found = MailSettings.from_environment()
        except ValueError as error:
            assert "LOTSE_MAIL_" in str(error)
            return
    if found is None:
        return
    store = ContactStore(open_database("sqlite://"))
    store.add(PLAIN, NOW)
    assert deliver(store, found, NOW) == Delivery(sent=1)
    head, _ = head_and_body(server.mailbox.raw[-1])
    assert sorted(names(head)) == sorted(OURS)
    assert b"=?" not in head.replace(b"Subject: =?utf-8?", b"")


def _is_broken(value: str) -> bool:
    try:
        value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return True
    return False


def test_a_word_that_is_an_address_and_a_header_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """S2: RFC 2047 words may be valid addresses."""
    for variable in ("LOTSE_MAIL_TO", "LOTSE_MAIL_FROM"):
        for address in ("=?l1?q?=0ABcc:_x?=@zentrum.de", "a@zentrum.de\nBcc: x@y.de", "Team <a@zentrum.de>"):
            given_: dict[str, Any] = {"LOTSE_SMTP_HOST": "mail.zentrum.de", "LOTSE_MAIL_TO": "a@zentrum.de"}
            with patch.dict(os.environ, {**given_, variable: address}), pytest.raises(ValueError, match=variable):
                MailSettings.from_environment()
