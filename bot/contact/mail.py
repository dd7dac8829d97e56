"""The e-mail that tells the centre whom to call back.

What an owner wrote stands in the body alone. Every header is ours: a fixed sentence with the number of the request, addresses
from the settings that were read strictly, a date, a hash. Python's header objects decode and fold what they are given, so
that a word like ``=?l1?q?=0ABcc:…?=`` in one of them would become a header of its own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import Any

from bot.clock import german_time
from bot.contact.requests import StoredRequest
from bot.contact.validation import one_line
from bot.core.rules import fault_of_mail
from bot.core.table import MAIL_FROM, MAIL_TO, SMTP_HOST, SMTP_PASSWORD, SMTP_PORT, SMTP_TLS, SMTP_USER

SECONDS = 10.0
"""How long the mail server may be silent."""
TOTAL_SECONDS = 40.0
"""How long one e-mail may take from the connection to "taken", however busily the server talks."""


@dataclass(frozen=True)
class MailSettings:
    """Where e-mails go. ``tls``: "starttls", "tls", or "none" for a server on this machine.

    ``sender``, ``recipients``: plain addresses in ASCII, as :meth:`from_environment` reads them.
    """

    host: str
    port: int
    user: str | None
    password: str | None = field(repr=False)
    tls: str
    sender: str
    recipients: tuple[str, ...]

    @classmethod
    def from_environment(cls) -> MailSettings | None:
        """Return the settings of ``LOTSE_SMTP_*`` and ``LOTSE_MAIL_*``; None where host or recipient is not set.

        Raises:
            ValueError: a variable is broken; the message (German) names it.
        """
        fault = fault_of_mail()
        if fault:
            raise ValueError(fault)
        host, recipients = SMTP_HOST.value(), MAIL_TO.value()
        if not host or not recipients:
            return None
        return cls(
            host=host,
            port=SMTP_PORT.value(),
            user=SMTP_USER.value(),
            password=SMTP_PASSWORD.value(),
            tls=SMTP_TLS.value(),
            sender=MAIL_FROM.value() or recipients[0],
            recipients=recipients,
        )


def message(stored: StoredRequest, settings: MailSettings) -> EmailMessage:
    """Return the e-mail. A repeated one has the same Message-ID, so that a mailbox can tell it is the same."""
    created = german_time(stored.created)
    digest = sha256(f"{stored.id} {stored.created!r} {stored.request.conversation!a}".encode()).hexdigest()[:32]
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = f"Rückrufbitte Nr. {stored.id:d} aus dem Chat"
    mail["From"] = settings.sender
    mail["To"] = ", ".join(settings.recipients)
    mail["Date"] = format_datetime(created)
    mail["Message-ID"] = f"<{digest}@{settings.sender.rpartition('@')[2]}>"
    mail.set_content(_body(stored, created), cte="base64")
    return mail


def _body(stored: StoredRequest, created: dt.datetime) -> str:
    """Return the text. Each answer stays on its line, so that nobody can pretend to be another line of the e-mail."""
    request = stored.request
    lines = [
        "Jemand bittet im Chat „Erste Hilfe 4.0“ um einen Rückruf.",
        "",
        f"Name: {one_line(request.name)}",
        f"Telefon: {one_line(request.phone or '') or 'nicht angegeben'}",
        f"E-Mail: {one_line(request.email or '') or 'nicht angegeben'}",
        f"Beste Zeit: {one_line(request.best_time)}",
        f"Anliegen: {one_line(request.matter)}",
    ]
    if request.summary:
        lines += ["", f"Zusammenfassung des Gesprächs: {one_line(request.summary)}"]
    asked = f"Gefragt am {created:%d.%m.%Y um %H:%M} Uhr."
    lines += ["", f"{asked} Zugestimmt wurde: „{one_line(request.consent)}“"]
    return "\n".join(lines) + "\n"


def send(mail: EmailMessage, settings: MailSettings) -> str | None:
    """Hand the e-mail to the mail server, within ``TOTAL_SECONDS`` and the time it takes to look up the server's name.

    Returns:
        What the server said against some of the recipients ("550"), None where all were accepted.

    Raises:
        smtplib.SMTPException, OSError: the server is down, refuses everybody, takes too long, or the connection broke.
    """
    with _connected(settings) as server:
        _log_in(server, settings)
        refused = server.sendmail(settings.sender, settings.recipients, mail.as_bytes())
    return str(next(iter(refused.values()))[0]) if refused else None


def probe(settings: MailSettings) -> None:
    """Do all that sending an e-mail begins with, and send none.

    Raises:
        smtplib.SMTPException, OSError: the server is down, does not let us in, or takes too long.
    """
    with _connected(settings) as server:
        _log_in(server, settings)
        server.noop()


def _log_in(server: smtplib.SMTP, settings: MailSettings) -> None:
    if settings.tls == "starttls":
        server.starttls(context=ssl.create_default_context())
    if settings.user:
        server.login(settings.user, settings.password or "")


@contextlib.contextmanager
def _connected(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    server = _TlsServer() if settings.tls == "tls" else _Server()
    try:
        server.connect(settings.host, settings.port)
        yield server
        # It has been taken: what the server says or does not say to our farewell changes nothing.
        with contextlib.suppress(smtplib.SMTPException, OSError):
            server.quit()
    finally:
        server.end()


class _Server(smtplib.SMTP):
    """A connection that ends when its time is up; the timeout of a socket alone begins anew with each byte."""

    def __init__(self, **options: Any) -> None:
        self._until = time.monotonic() + TOTAL_SECONDS
        self._watched: socket.socket | None = None
        self._timer: threading.Timer | None = None
        super().__init__(timeout=SECONDS, **options)

    def connect(self, host: str = "localhost", port: int = 0, source_address: Any = None) -> tuple[int, bytes]:
        """Connect; the certificate is checked against ``host``.

        Raises:
            smtplib.SMTPException, OSError: nobody answers there, or not as a mail server does that is ready.
        """
        self._host = host
        code, greeting = super().connect(host, port, source_address)
        if code != 220:
            raise smtplib.SMTPConnectError(code, greeting)
        return code, greeting

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Return a connected socket (``smtplib`` calls this) and see to it that it ends in time."""
        found = self._first_that_answers(host, port)
        # A copy: TLS puts another object in the place of the socket, and both are the same connection.
        self._watched = found.dup()
        self._timer = threading.Timer(max(0.0, self._until - time.monotonic()), self._cut)
        self._timer.daemon = True
        self._timer.start()
        return found

    def _first_that_answers(self, host: str, port: int) -> socket.socket:
        refusal: OSError = TimeoutError("no time left to connect")
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM):
            left = self._until - time.monotonic()
            if left <= 0:
                break
            candidate = socket.socket(family, kind, protocol)
            candidate.settimeout(min(SECONDS, left))
            try:
                candidate.connect(address)
            except OSError as error:
                candidate.close()
                refusal = error
            else:
                candidate.settimeout(SECONDS)
                return candidate
        raise refusal

    def _cut(self) -> None:
        if self._watched is not None:
            with contextlib.suppress(OSError):
                self._watched.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """Close everything."""
        if self._timer is not None:
            self._timer.cancel()
        self.close()
        if self._watched is not None:
            self._watched.close()


class _TlsServer(smtplib.SMTP_SSL, _Server):
    """The same with TLS from the first byte: ``SMTP_SSL`` wraps the socket that ``_Server`` returns."""

    def __init__(self) -> None:
        super().__init__(context=ssl.create_default_context())
