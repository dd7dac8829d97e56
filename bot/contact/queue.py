"""Sending what waits: again and again with growing pauses, until the mail server takes it. Nothing is dropped."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass

from bot.contact.mail import MailSettings, message, send
from bot.contact.requests import ContactStore, StoredRequest

PAUSES = (60.0, 300.0, 900.0, 3600.0)
"""Seconds to wait after the first, second, ... failure; the last one for all further ones."""
CLAIM = 120.0
"""Seconds for which a request is reserved while it is being sent: longer than a mail server may take."""


@dataclass(frozen=True)
class Delivery:
    """How many requests were sent and how many failed."""

    sent: int = 0
    failed: int = 0


def deliver(store: ContactStore, settings: MailSettings, now: float) -> Delivery:
    """Send all requests whose turn it is. Several processes may do this at once: each request goes out once.

    If the process dies between the server's "taken" and our note of it, the request is sent again with the same
    Message-ID: a person called twice is better than one forgotten.
    """
    sent = failed = 0
    for stored in store.waiting(now):
        if not store.claim(stored, now + CLAIM):
            continue
        try:
            send(message(stored, settings), settings)
        except (smtplib.SMTPException, OSError) as error:
            store.mark_failed(stored.id, _cause(error), now + _pause(stored))
            failed += 1
        else:
            store.mark_sent(stored.id, now)
            sent += 1
    return Delivery(sent, failed)


def _pause(stored: StoredRequest) -> float:
    return PAUSES[min(stored.attempts, len(PAUSES) - 1)]


def _cause(error: Exception) -> str:
    """Return what went wrong without anything personal: servers repeat addresses in their refusals."""
    code = getattr(error, "smtp_code", None)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next((reply[0] for reply in error.recipients.values()), None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
