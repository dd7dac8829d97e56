"""Sending what waits: again and again with growing pauses, until the mail server takes it. Nothing is dropped."""

from __future__ import annotations

import smtplib
import time
from dataclasses import dataclass

from bot.contact.mail import MailSettings, message, send
from bot.contact.requests import ContactStore

PAUSES = (60.0, 300.0, 900.0, 3600.0)
"""Seconds to wait after the first, second, ... failure; the last one for all further ones."""
CLAIM = 120.0
"""Seconds for which a request is reserved while it is being sent: longer than a mail server may take."""
ROUND = 60.0
"""Seconds after which no further request is begun: with a server that hangs, what is left waits for the next round."""


@dataclass(frozen=True)
class Delivery:
    """How many requests were sent and how many failed."""

    sent: int = 0
    failed: int = 0


def deliver(store: ContactStore, settings: MailSettings, now: float, seconds: float = ROUND) -> Delivery:
    """Send the requests whose turn it is. Several processes may do this at once: each request goes out once.

    Whatever goes wrong with one request is a failed attempt of that request, and the others go out.

    If the process dies between the server's "taken" and our note of it, the request is sent again with the same
    Message-ID: a person called twice is better than one forgotten.

    Args:
        store: where the requests are.
        settings: the mail server.
        now: seconds since 1970.
        seconds: after so many no further request is begun.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the data base cannot be read or written.
    """
    sent = failed = 0
    began = time.monotonic()
    for id_ in store.due(now):
        passed = time.monotonic() - began
        if passed > seconds:
            break
        if not store.claim(id_, now, now + passed + CLAIM):
            continue
        try:
            stored = store.get(id_)
            if stored is None:  # deleted meanwhile
                continue
            refused = send(message(stored, settings), settings)
        except Exception as error:  # a request nobody has foreseen must not hold up the others
            store.mark_failed(id_, _cause(error), now + _pause(store.attempts(id_)))
            failed += 1
        else:
            store.mark_sent(id_, now, f"partly refused {refused}" if refused else None)
            sent += 1
    return Delivery(sent, failed)


def _pause(attempts: int) -> float:
    return PAUSES[min(max(attempts, 1), len(PAUSES)) - 1]


def _cause(error: Exception) -> str:
    """Return what went wrong without anything personal: servers repeat addresses in their refusals."""
    code = getattr(error, "smtp_code", None)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next((reply[0] for reply in error.recipients.values()), None)
    return f"{type(error).__name__} {code}" if isinstance(code, int) else type(error).__name__
