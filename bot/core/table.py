"""Every setting there is, as data: what is checked, shown by ``lotse settings`` and read by the code comes from here."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from bot.core import office_hours, readers

T = TypeVar("T")

_TABLES = ("smtp", "mail", "telegram")
"""Settings whose names begin alike stand in a table of their own in the file."""


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting.

    ``name``: of the environment's variable. ``read``: turns its text into a value, or raises ValueError with what is wrong.
    ``default``: the value where nothing is set. ``purpose``: what it is for, in German. ``example``: for the help and the
    example file. ``preset``: what the default means, where the value itself does not say it. ``secret``: whether the value
    is never shown. ``show``: the text as it may be shown. ``in_file``: whether the settings file may hold it.
    """

    name: str
    read: Callable[[str], T]
    default: T
    purpose: str
    example: str
    preset: str = ""
    secret: bool = False
    show: Callable[[str], str] = str
    in_file: bool = True

    @property
    def key(self) -> str:
        """Return its key in the file, such as ``retention_days`` or ``smtp.host``."""
        key = self.name.removeprefix("LOTSE_").lower()
        first, _, rest = key.partition("_")
        return f"{first}.{rest}" if first in _TABLES else key

    def text(self) -> str | None:
        """Return what the environment says; None where it says nothing."""
        return os.environ.get(self.name, "").strip() or None

    def value(self) -> T:
        """Return the value that counts.

        Raises:
            ValueError: it cannot be right; the message is one German sentence and never shows a secret.
        """
        given = self.text()
        if given is None:
            return self.default
        try:
            return self.read(given)
        except ValueError as error:
            there = "" if self.secret or self.show is not str else f"; dort steht: {given}"
            raise ValueError(f"{self.name} {error}{there}") from error

    def holds_secret(self, given: str) -> bool:
        """Return whether ``given`` may not be read by others."""
        return self.secret or self.show(given) != given


HOME = Setting[Path | None](
    "LOTSE_HOME",
    readers.folder,
    None,
    "Ordner mit Inhalten (data/knowledge), Modell und var/",
    "/srv/lotse",
    preset="der Ordner des Programms",
)
DB_URL = Setting[str | None](
    "LOTSE_DB_URL",
    readers.database_address,
    None,
    "Datenbank der Inhalte",
    "postgresql://lotse@localhost/inhalte",
    preset="var/lotse.db",
    show=readers.without_password,
)
TRACKER_URL = Setting[str | None](
    "LOTSE_TRACKER_URL",
    readers.database_address,
    None,
    "Datenbank der Gespräche, Rückrufbitten und offenen Fragen",
    "postgresql://lotse@localhost/lotse",
    preset="var/conversations.db",
    show=readers.without_password,
)
RETENTION_DAYS = Setting[int](
    "LOTSE_RETENTION_DAYS",
    readers.whole_number(1, 3650),
    30,
    "Tage nach der letzten Nachricht, bis ein Gespräch gelöscht wird",
    "14",
)
SECRET = Setting[str | None](
    "LOTSE_SECRET",
    readers.secret,
    None,
    "Schlüssel für Sitzungen und Verweise auf Dateien",
    "aus: openssl rand -hex 32",
    preset="einmal erzeugt in var/secret",
    secret=True,
)
PORT = Setting[int]("LOTSE_PORT", readers.port, 5005, "Port von Rasa auf diesem Rechner", "5006")
PROCESSES = Setting[int](
    "LOTSE_PROCESSES",
    readers.whole_number(1, 64),
    1,
    "Zahl der Rasa-Prozesse; mehrere brauchen Redis und nginx",
    "2",
)
REDIS_URL = Setting[str | None](
    "LOTSE_REDIS_URL",
    readers.redis_address,
    None,
    "Redis-Server, den mehrere Prozesse teilen",
    "redis://localhost:6379/0",
    show=readers.without_password,
)
ORIGINS = Setting[tuple[str, ...]](
    "LOTSE_ORIGINS",
    readers.origins,
    (),
    "Websites, die den Chat einbetten dürfen",
    "https://www.beispiel.de",
    preset="keine",
)
HOSTS = Setting[tuple[str, ...]](
    "LOTSE_HOSTS",
    readers.hosts,
    (),
    "Namen, unter denen der Chat von außen erreicht wird",
    "chat.beispiel.de",
    preset="nur dieser Rechner",
)
PROXIES = Setting[int](
    "LOTSE_PROXIES",
    readers.whole_number(0, 9),
    0,
    "Zahl der eigenen Proxys vor den Servern, damit die Grenzen je Besucher gelten",
    "1",
)
PER_MINUTE = Setting[int](
    "LOTSE_PER_MINUTE",
    readers.whole_number(1),
    120,
    "Nachrichten je Minute von einer Adresse; alle anderen Grenzen wachsen mit",
    "240",
)
REST = Setting[bool](
    "LOTSE_REST", readers.yes_or_no, False, "REST-Kanal für eigene Programme auf diesem Rechner", "true", preset="false"
)
DESK = Setting[bool](
    "LOTSE_DESK",
    readers.yes_or_no,
    False,
    "Arbeitsplatz der Redaktion unter /redaktion/, Zugänge gibt „lotse desk add“",
    "true",
    preset="false",
)
DESK_PORT = Setting[int](
    "LOTSE_DESK_PORT", readers.port, 5075, "Port des Arbeitsplatzes der Redaktion auf diesem Rechner", "5076"
)
DESK_TWO_EYES = Setting[bool](
    "LOTSE_DESK_TWO_EYES",
    readers.yes_or_no,
    False,
    "Änderungen an Inhalten gibt in der Redaktion eine zweite Person frei",
    "true",
    preset="false",
)
DESK_GIT = Setting[bool](
    "LOTSE_DESK_GIT",
    readers.yes_or_no,
    False,
    "Jede Änderung der Redaktion wird ein Commit, wenn die Inhalte in einem Git-Ordner liegen",
    "true",
    preset="false",
)
DESK_WEEKLY = Setting[bool](
    "LOTSE_DESK_WEEKLY",
    readers.yes_or_no,
    False,
    "Jeden Montag eine E-Mail an LOTSE_MAIL_TO: die fünf Angaben, deren Prüfung am meisten bringt",
    "true",
    preset="false",
)
OFFICE_HOURS = Setting[tuple[office_hours.Span, ...]](
    "LOTSE_OFFICE_HOURS",
    office_hours.read,
    (),
    "Wann jemand vom Zentrum im Chat selbst antworten kann; zu anderen Zeiten bietet der Chat einen Rückruf an",
    "Mo-Do 9-17, Fr 9-14",
    preset="keine, der Chat nennt keine Zeiten",
)
DATA_LICENCE = Setting[str](
    "LOTSE_DATA_LICENCE",
    readers.one_line,
    "Noch keine Lizenz festgelegt, bitte vor einer Weiterverwendung beim Zentrum nachfragen.",
    "Lizenz der Daten unter /ui/daten/, die das Zentrum festlegen muss: Name und Webadresse",
    "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/deed.de",
    preset="noch keine Lizenz festgelegt",
)
CONTROLLER = Setting[str | None](
    "LOTSE_CONTROLLER",
    readers.one_line,
    None,
    "Wer für den Chat verantwortlich ist (DSGVO): Name, Anschrift, E-Mail",
    "Zentrum Beispiel, Musterstraße 1, 39104 Magdeburg, chat@beispiel.de",
)
PRIVACY_OFFICER = Setting[str | None](
    "LOTSE_PRIVACY_OFFICER",
    readers.one_line,
    None,
    "Die datenschutzbeauftragte Person: Name oder Stelle, E-Mail oder Telefon",
    "Datenschutz im Zentrum Beispiel, datenschutz@beispiel.de",
)
AUTHORITY = Setting[str | None](
    "LOTSE_AUTHORITY",
    readers.one_line,
    None,
    "Die Behörde, die den Datenschutz beaufsichtigt und Beschwerden annimmt",
    "Landesbeauftragte für den Datenschutz Sachsen-Anhalt, Magdeburg",
)
IMPRINT_PAGE = Setting[str | None](
    "LOTSE_IMPRINT_PAGE",
    readers.web_address("https", "http"),
    None,
    "Adresse des Impressums",
    "https://www.beispiel.de/impressum",
)
PRIVACY_PAGE = Setting[str | None](
    "LOTSE_PRIVACY_PAGE",
    readers.web_address("https", "http"),
    None,
    "Adresse der Datenschutzerklärung, in der dieser Chat vorkommt",
    "https://www.beispiel.de/datenschutz",
)
ACCESSIBILITY_PAGE = Setting[str | None](
    "LOTSE_ACCESSIBILITY_PAGE",
    readers.web_address("https", "http"),
    None,
    "Adresse der Erklärung zur Barrierefreiheit",
    "https://www.beispiel.de/barrierefreiheit",
)
SMTP_HOST = Setting[str | None](
    "LOTSE_SMTP_HOST",
    readers.host,
    None,
    "Mailserver für Rückrufbitten",
    "mail.beispiel.de",
    preset="keiner, die Bitten stehen in „lotse contacts list“",
)
SMTP_PORT = Setting[int]("LOTSE_SMTP_PORT", readers.port, 587, "Port des Mailservers", "465")
SMTP_USER = Setting[str | None]("LOTSE_SMTP_USER", readers.text, None, "Benutzer am Mailserver", "chat@beispiel.de")
SMTP_PASSWORD = Setting[str | None](
    "LOTSE_SMTP_PASSWORD", readers.text, None, "Passwort am Mailserver", "das Passwort", secret=True
)
SMTP_TLS = Setting[str](
    "LOTSE_SMTP_TLS",
    readers.tls,
    "starttls",
    "Verschlüsselung: starttls, tls oder (nur auf diesem Rechner) none",
    "tls",
)
MAIL_TO = Setting[tuple[str, ...] | None](
    "LOTSE_MAIL_TO", readers.addresses, None, "Wohin Rückrufbitten gehen", "team@beispiel.de"
)
MAIL_FROM = Setting[str | None](
    "LOTSE_MAIL_FROM",
    readers.address,
    None,
    "Absender der E-Mails",
    "chat@beispiel.de",
    preset="wie LOTSE_MAIL_TO",
)
TELEGRAM_TOKEN = Setting[str | None](
    "LOTSE_TELEGRAM_TOKEN",
    readers.telegram_token,
    None,
    "Token des Bots von @BotFather",
    "das Token",
    secret=True,
)
TELEGRAM_WEBHOOK = Setting[str | None](
    "LOTSE_TELEGRAM_WEBHOOK",
    readers.web_address("https"),
    None,
    "Öffentliche Adresse, die Telegram aufruft",
    "https://chat.beispiel.de/telegram",
    preset="keine, wir fragen Telegram",
)
TELEGRAM_SECRET = Setting[str | None](
    "LOTSE_TELEGRAM_SECRET",
    readers.telegram_secret,
    None,
    "Was Telegram dabei mitschicken muss",
    "aus: openssl rand -hex 32",
    secret=True,
)
TELEGRAM_PORT = Setting[int](
    "LOTSE_TELEGRAM_PORT", readers.port, 5065, "Port für die Aufrufe von Telegram auf diesem Rechner", "5066"
)
TELEGRAM_API = Setting[str](
    "LOTSE_TELEGRAM_API",
    readers.web_address("https", "http"),
    "https://api.telegram.org",
    "Server der Bot-API",
    "https://telegram.beispiel.de",
)
TELEGRAM_STAFF = Setting[int | None](
    "LOTSE_TELEGRAM_STAFF",
    readers.telegram_group,
    None,
    "Nummer der Gruppe, in der das Team erfährt, dass jemand wartet; nur mit LOTSE_DESK",
    "-1001234567890",
)
TODAY = Setting[dt.date | None](
    "LOTSE_TODAY", readers.date, None, "Ein anderer Tag als heute, zum Ausprobieren", "2027-01-31", preset="heute"
)
BACKUP_PASSPHRASE = Setting[str | None](
    "LOTSE_BACKUP_PASSPHRASE",
    readers.passphrase,
    None,
    "Passphrase der Sicherungen (lotse backup); ohne sie sind Sicherungen nicht einzuspielen",
    "aus: openssl rand -base64 24",
    preset="keine, Sicherungen sind unverschlüsselt",
    secret=True,
)
ALARM_TO = Setting[tuple[str, ...] | None](
    "LOTSE_ALARM_TO",
    readers.addresses,
    None,
    "Wohin „lotse doctor --mail“ schreibt",
    "technik@beispiel.de",
    preset="wie LOTSE_MAIL_TO",
)
SPACY_WHEEL = Setting[Path | None](
    "LOTSE_SPACY_WHEEL",
    readers.wheel,
    None,
    "Datei des deutschen Sprachmodells, nur für die Einrichtung",
    "/srv/pakete/de_core_news_sm-3.7.0-py3-none-any.whl",
)
CHROMIUM = Setting[str | None]("LOTSE_CHROMIUM", readers.text, None, "Browser der Tests", "/usr/bin/chromium")
SETTINGS_FILE = Setting[str | None](
    "LOTSE_SETTINGS",
    readers.text,
    None,
    "Datei mit den Einstellungen",
    "/etc/lotse/lotse.toml",
    preset="lotse.toml im Ordner des Programms, sonst /etc/lotse/lotse.toml",
    in_file=False,
)

SETTINGS: tuple[Setting[Any], ...] = (
    SETTINGS_FILE, HOME, DB_URL, TRACKER_URL, RETENTION_DAYS, SECRET, PORT, PROCESSES, REDIS_URL, ORIGINS, HOSTS,
    PROXIES, PER_MINUTE, REST, DESK, DESK_PORT, DESK_TWO_EYES, DESK_GIT, DESK_WEEKLY, OFFICE_HOURS, DATA_LICENCE,
    CONTROLLER, PRIVACY_OFFICER, AUTHORITY, IMPRINT_PAGE, PRIVACY_PAGE, ACCESSIBILITY_PAGE, TODAY, BACKUP_PASSPHRASE,
    ALARM_TO, SPACY_WHEEL, CHROMIUM, SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD, SMTP_TLS, MAIL_TO, MAIL_FROM,
    TELEGRAM_TOKEN, TELEGRAM_WEBHOOK, TELEGRAM_SECRET, TELEGRAM_PORT, TELEGRAM_API, TELEGRAM_STAFF,
)  # fmt: skip

INTERNAL = ("LOTSE_ACTIONS_SOCKET", "LOTSE_ACTIONS_URL", "LOTSE_DEMO")
"""Variables that the launcher sets for the servers it starts; nobody else has to."""
