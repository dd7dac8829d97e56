"""The e-mail that tells the centre whom to call back."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

from bot.contact.requests import StoredRequest

SECONDS = 10
"""How long the mail server may take for one answer."""
_SUBJECT_LENGTH = 60
_TLS = ("starttls", "tls", "none")


@dataclass(frozen=True)
class MailSettings:
    """Where e-mails go. ``tls``: "starttls", "tls", or "none" for a server on this machine."""

    host: str
    port: int
    user: str | None
    password: str | None
    tls: str
    sender: str
    recipient: str

    @classmethod
    def from_environment(cls) -> MailSettings | None:
        """Return the settings of ``LOTSE_SMTP_*`` and ``LOTSE_MAIL_*``; None where host or recipient is not set.

        Raises:
            ValueError: a variable is broken; the message (German) names it.
        """
        host, recipient = os.environ.get("LOTSE_SMTP_HOST"), os.environ.get("LOTSE_MAIL_TO")
        if not host or not recipient:
            return None
        port = os.environ.get("LOTSE_SMTP_PORT", "587")
        if not port.isdigit() or not 0 < int(port) < 65_536:
            raise ValueError(f"LOTSE_SMTP_PORT muss eine Zahl von 1 bis 65535 sein; dort steht: {port}")
        tls = os.environ.get("LOTSE_SMTP_TLS", "starttls").lower()
        if tls not in _TLS:
            raise ValueError(f"LOTSE_SMTP_TLS muss starttls, tls oder none sein; dort steht: {tls}")
        if tls == "none" and not _is_this_machine(host):
            raise ValueError("LOTSE_SMTP_TLS=none ist nur für einen Server auf diesem Rechner erlaubt.")
        for name, address in (
            ("LOTSE_MAIL_TO", recipient),
            ("LOTSE_MAIL_FROM", os.environ.get("LOTSE_MAIL_FROM", "@")),
        ):
            if "@" not in address:
                raise ValueError(f"{name} muss eine E-Mail-Adresse sein; dort steht: {address}")
        return cls(
            host=host,
            port=int(port),
            user=os.environ.get("LOTSE_SMTP_USER") or None,
            password=os.environ.get("LOTSE_SMTP_PASSWORD") or None,
            tls=tls,
            sender=os.environ.get("LOTSE_MAIL_FROM") or recipient,
            recipient=recipient,
        )


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def message(stored: StoredRequest, settings: MailSettings) -> EmailMessage:
    """Return the e-mail. A repeated one has the same Message-ID, so that a mailbox can tell it is the same."""
    request = stored.request
    created = dt.datetime.fromtimestamp(stored.created).astimezone()
    mail = EmailMessage()
    matter = request.matter if len(request.matter) <= _SUBJECT_LENGTH else request.matter[: _SUBJECT_LENGTH - 1] + "…"
    mail["Subject"] = f"Rückrufbitte aus dem Chat: {matter}"
    mail["From"] = settings.sender
    mail["To"] = settings.recipient
    if request.email:
        mail["Reply-To"] = request.email
    mail["Date"] = format_datetime(created)
    digest = sha256(f"{stored.id} {stored.created!r} {request.conversation}".encode()).hexdigest()[:32]
    mail["Message-ID"] = f"<{digest}@{settings.sender.rpartition('@')[2]}>"
    mail.set_content(_body(stored, created))
    return mail


def _body(stored: StoredRequest, created: dt.datetime) -> str:
    request = stored.request
    lines = [
        "Jemand bittet im Chat „Erste Hilfe 4.0“ um einen Rückruf.",
        "",
        f"Name: {request.name}",
        f"Telefon: {request.phone or 'nicht angegeben'}",
        f"E-Mail: {request.email or 'nicht angegeben'}",
        f"Beste Zeit: {request.best_time}",
        f"Anliegen: {request.matter}",
    ]
    if request.summary:
        lines += ["", f"Zusammenfassung des Gesprächs: {request.summary}"]
    lines += ["", f"Gefragt am {created:%d.%m.%Y um %H:%M} Uhr. Zugestimmt wurde: „{request.consent}“"]
    return "\n".join(lines) + "\n"


def send(mail: EmailMessage, settings: MailSettings) -> None:
    """Hand the e-mail to the mail server.

    Raises:
        smtplib.SMTPException, OSError: the server is down, refuses, or the connection broke.
    """
    context = ssl.create_default_context()
    if settings.tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, settings.port, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=SECONDS)
    with server:
        if settings.tls == "starttls":
            server.starttls(context=context)
        if settings.user:
            server.login(settings.user, settings.password or "")
        server.send_message(mail)
