"""What is reached over a network: our own servers, the certificate, the mail server, Telegram."""

from __future__ import annotations

import datetime as dt
import json
import smtplib
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from cryptography import x509

from bot.contact.mail import MailSettings, probe
from bot.core.table import PORT
from bot.operations.doctor.finding import Finding, fault, good, hint
from bot.telegram.state import telegram_state
from bot.web.hosts import LOOPBACK, allowed_hosts

_SECONDS = 5.0
_SOON_DAYS, _VERY_SOON_DAYS = 21, 7
"""Let's Encrypt renews 30 days before the end: less than three weeks mean that it has failed for some time."""
_PARTS = {
    "actions": "der Server der Antworten",
    "knowledge": "die Inhalte",
    "conversations": "die Datenbank der Gespräche",
    "model": "das Modell",
    "disk": "Platz auf dem Datenträger",
}


def servers() -> Iterator[Finding]:
    """Look whether the chat answers, and what it lacks."""
    address = f"http://127.0.0.1:{PORT.value()}/health/ready"
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS):
            yield good("servers", f"Der Chat antwortet unter 127.0.0.1:{PORT.value()}.")
    except urllib.error.HTTPError as error:
        try:
            said = json.load(error)
            lacking = [_PARTS.get(name, name) for name, state in said.get("checks", {}).items() if state != "ok"]
        except (ValueError, AttributeError):
            said, lacking = {}, []
        if said.get("status") == "starting":
            yield hint("servers", f"Der Chat bereitet sich noch vor: {said.get('text')} ({said.get('percent')} %).")
        else:
            yield fault(
                "servers", f"Der Chat kann gerade nicht antworten. Es fehlt: {', '.join(lacking) or 'unbekannt'}."
            )
    except (urllib.error.URLError, OSError):
        yield fault(
            "servers", f"Unter 127.0.0.1:{PORT.value()} antwortet niemand. Laufen die Server (systemctl status lotse)?"
        )


def certificates(file: Path | None) -> Iterator[Finding]:
    """Look how long the certificates are good.

    Args:
        file: a file with the certificate, for a machine that cannot reach itself by its outer name.
    """
    if file is not None:
        try:
            yield _age(str(file), x509.load_pem_x509_certificate(file.read_bytes()))
        except (OSError, ValueError) as error:
            yield fault("certificate", f"Das Zertifikat {file} ist nicht zu lesen ({type(error).__name__}).")
        return
    for host in sorted(allowed_hosts(), key=lambda host: host.name):
        if host.name not in LOOPBACK:
            yield _of_host(host.name.strip("[]"), int(host.port or 443))


def _of_host(name: str, port: int) -> Finding:
    try:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # an expired one has to be read, too
        with (
            socket.create_connection((name, port), timeout=_SECONDS) as connection,
            context.wrap_socket(connection, server_hostname=name) as secured,
        ):
            found = x509.load_der_x509_certificate(secured.getpeercert(binary_form=True) or b"")
    except (OSError, ValueError) as error:
        return hint("certificate", f"{name}:{port} ist von hier aus nicht zu erreichen ({type(error).__name__}).")
    aged = _age(name, found)
    if aged.level == "fault":
        return aged
    try:
        with socket.create_connection((name, port), timeout=_SECONDS) as connection:
            ssl.create_default_context().wrap_socket(connection, server_hostname=name).close()
    except ssl.SSLCertVerificationError as error:
        return fault("certificate", f"Browser trauen dem Zertifikat von {name} nicht: {error.verify_message}.")
    except OSError:
        pass
    return aged


def _age(name: str, found: x509.Certificate) -> Finding:
    end = found.not_valid_after_utc
    left = (end - dt.datetime.now(dt.timezone.utc)).total_seconds() / 86_400
    day = f"{end:%d.%m.%Y}"
    if left < 0:
        return fault("certificate", f"Das Zertifikat von {name} ist am {day} abgelaufen. Bitte erneuern.")
    if left < _VERY_SOON_DAYS:
        return fault("certificate", f"Das Zertifikat von {name} läuft am {day} ab. Bitte jetzt erneuern.")
    if left < _SOON_DAYS:
        return hint("certificate", f"Das Zertifikat von {name} läuft am {day} ab. Erneuert es sich noch von selbst?")
    return good("certificate", f"Das Zertifikat von {name} gilt bis {day}.")


def mail() -> Iterator[Finding]:
    """Look whether the mail server lets us in; nothing is sent."""
    try:
        settings = MailSettings.from_environment()
    except ValueError:
        return  # named by the look at the settings
    if settings is None:
        yield hint("mail", "Kein Mailserver eingerichtet: Rückrufbitten stehen nur in „lotse contacts list“.")
        return
    where = f"Der Mailserver {settings.host}:{settings.port}"
    try:
        probe(settings)
    except smtplib.SMTPAuthenticationError:
        yield fault("mail", f"{where} nimmt Benutzer und Passwort nicht an (LOTSE_SMTP_USER, LOTSE_SMTP_PASSWORD).")
    except ssl.SSLError as error:
        cause = getattr(error, "verify_message", "") or error.reason
        yield fault("mail", f"{where}: Die Verschlüsselung kommt nicht zustande ({cause}).")
    except OSError:
        yield fault("mail", f"{where} ist nicht erreichbar (LOTSE_SMTP_HOST, LOTSE_SMTP_PORT).")
    else:
        yield good("mail", f"{where} nimmt unsere E-Mails an.")


def telegram() -> Iterator[Finding]:
    """Look whether Telegram knows us and gets through."""
    state = telegram_state()
    if state.is_configured:
        yield (good if state.good else fault)("telegram", f"Telegram: {state.text.rstrip('.')}.")
