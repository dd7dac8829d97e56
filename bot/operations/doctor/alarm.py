"""The e-mail about what is wrong: once when something new is wrong, once a day while it stays so, once when all is well again."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from bot.clock import german_time
from bot.contact.mail import MailSettings, send
from bot.core.table import ALARM_TO
from bot.operations.doctor.finding import TITLES, Finding
from bot.settings import VAR_DIR

SAID = VAR_DIR / "alarms.json"
"""What the last e-mail has said, and when."""
AGAIN_SECONDS = 86_400.0 - 600


class NoMailError(ValueError):
    """No e-mail can be sent because none is configured; says so in German."""


def alarm(found: Sequence[Finding], now: float, only: Sequence[str] = ()) -> str | None:
    """Send an e-mail where there is something new to say; returns its subject, None where none was due.

    Args:
        found: by the look of now.
        now: seconds since 1970.
        only: what was looked at, if not everything: each choice remembers by itself what it has said.

    Raises:
        NoMailError, ValueError: the settings of the mail server are missing or wrong.
        smtplib.SMTPException, OSError: it could not be sent; the next time tries again.
    """
    settings = MailSettings.from_environment()
    if settings is None:
        raise NoMailError("Für Alarme fehlt der Mailserver: LOTSE_SMTP_HOST und LOTSE_MAIL_TO.")
    settings = replace(settings, recipients=ALARM_TO.value() or settings.recipients)
    faults = [each for each in found if each.level == "fault"]
    areas = sorted({each.area for each in faults})
    choice = ",".join(sorted(only))
    said = _said()
    before, sent = said.get(choice, ([], 0.0))
    if areas == before and (not areas or now - sent < AGAIN_SECONDS):
        return None
    mail = message(faults, settings, now)
    send(mail, settings)
    SAID.write_text(json.dumps({**said, choice: (areas, now)}), encoding="utf-8")
    return str(mail["Subject"])


def message(faults: Sequence[Finding], settings: MailSettings, now: float) -> EmailMessage:
    """Return the e-mail. It says nothing of owners, and its headers hold nothing that came from outside."""
    machine = "".join(char for char in socket.gethostname() if char.isascii() and (char.isalnum() or char in ".-"))[:80]
    number = "eine Störung" if len(faults) == 1 else f"{len(faults)} Störungen"
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = f"Erste Hilfe 4.0 auf {machine}: {number if faults else 'alles wieder in Ordnung'}"
    mail["From"] = settings.sender
    mail["To"] = ", ".join(settings.recipients)
    mail["Date"] = format_datetime(german_time(now))
    mail["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    lines = [f"{TITLES.get(each.area, each.area)}: {each.text}" for each in faults] or ["Was gestört war, ist behoben."]
    when = f"Geprüft am {german_time(now):%d.%m.%Y um %H:%M} Uhr. Alles auf einmal zeigt auf dem Rechner: lotse doctor"
    mail.set_content("\n".join([*lines, "", when]) + "\n", cte="base64")
    return mail


def _said() -> dict[str, tuple[list[str], float]]:
    try:
        said = json.loads(SAID.read_text(encoding="utf-8"))
        return {str(choice): ([str(area) for area in areas], float(sent)) for choice, (areas, sent) in said.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
