"""How the text of a setting becomes a value. A text that cannot be right raises ValueError, in German, without the text itself.

The message goes on after the name of the setting: "muss eine ganze Zahl ab 1 sein".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

SHORTEST_SECRET = 32
"""Characters that a key has at least."""
SHORTEST_PASSPHRASE = 12
"""Characters that the passphrase of a back-up has at least: scrypt makes each guess expensive."""

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?")
_HOST = re.compile(r"[^\W_]([\w.-]*[^\W_])?|\[[0-9A-Fa-f:.]+\]|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+")
_HOST_AND_PORT = re.compile(rf"(?:{_HOST.pattern})(:\d{{1,5}})?")
_TELEGRAM_TOKEN = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{30,60}")
_TELEGRAM_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,9}")
"""No character that means something in a header: no blank, bracket, quote, "=" or "?"."""
_TLS = ("starttls", "tls", "none")
_REDIS = ("redis", "rediss", "unix")
_DATABASES = "postgresql://lotse@localhost/lotse oder sqlite:////srv/lotse/var/gespraeche.db"


def text(given: str) -> str:
    """Return the text as it is."""
    return given


def one_line(given: str) -> str:
    """Return a text that may be shown to everybody: one line of at most 300 characters."""
    if len(given) > 300 or not given.isprintable():
        raise ValueError("muss ein Text von höchstens 300 Zeichen in einer Zeile sein")
    return given


def whole_number(least: int, most: int | None = None) -> Callable[[str], int]:
    """Return a reader of whole numbers from ``least`` to ``most``."""
    span = f"ab {least}" if most is None else f"von {least} bis {most}"

    def read(given: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", given) or int(given) < least or (most is not None and int(given) > most):
            raise ValueError(f"muss eine ganze Zahl {span} sein")
        return int(given)

    return read


port = whole_number(1, 65_535)
"""A port of TCP."""


def yes_or_no(given: str) -> bool:
    """Return whether it says true."""
    if given.lower() not in ("true", "false"):
        raise ValueError("muss true oder false sein")
    return given.lower() == "true"


def date(given: str) -> dt.date:
    """Return a day given as 2027-01-31."""
    try:
        return dt.date.fromisoformat(given)
    except ValueError as error:
        raise ValueError("muss ein Tag sein, den es gibt, in der Form 2027-01-31 (Jahr-Monat-Tag)") from error


def folder(given: str) -> Path:
    """Return a folder that is there."""
    path = Path(given).expanduser().absolute()
    if not path.is_dir():
        raise ValueError("muss ein Ordner sein, den es gibt")
    return path


def wheel(given: str) -> Path:
    """Return the path of a Python package; it need not be there any more after the set-up."""
    if not given.endswith(".whl"):
        raise ValueError("muss eine Datei nennen, die auf .whl endet")
    return Path(given).expanduser().absolute()


def secret(given: str) -> str:
    """Return a key that is long enough."""
    if len(given) < SHORTEST_SECRET:
        raise ValueError(f"muss mindestens {SHORTEST_SECRET} Zeichen lang sein, zum Beispiel aus: openssl rand -hex 32")
    return given


def passphrase(given: str) -> str:
    """Return a passphrase that cannot be guessed in a life."""
    if len(given) < SHORTEST_PASSPHRASE:
        raise ValueError(
            f"muss mindestens {SHORTEST_PASSPHRASE} Zeichen lang sein, zum Beispiel aus: openssl rand -base64 24"
        )
    return given


def origins(given: str) -> tuple[str, ...]:
    """Return addresses of websites such as https://www.beispiel.de, given with commas or blanks between them."""
    found = tuple(origin.lower() for origin in re.split(r"[,\s]+", given) if origin)
    if not all(_ORIGIN.fullmatch(origin) and _port_exists(origin) for origin in found):
        raise ValueError(
            "muss Adressen der Form https://www.beispiel.de nennen (ohne Pfad und Schrägstrich am Ende), "
            "mehrere mit Komma getrennt"
        )
    return found


def hosts(given: str) -> tuple[str, ...]:
    """Return names such as chat.beispiel.de or chat.beispiel.de:8443, given with commas or blanks between them.

    Names with umlauts become what browsers send for them (punycode).
    """
    found = tuple(host.lower() for host in re.split(r"[,\s]+", given) if host)
    try:
        if not all(_HOST_AND_PORT.fullmatch(host) and _port_exists(f"http://{host}") for host in found):
            raise ValueError
        return tuple(host if host.isascii() else host.encode("idna").decode("ascii") for host in found)
    except ValueError:
        raise ValueError(
            "muss Namen der Form chat.beispiel.de oder chat.beispiel.de:8443 nennen (ohne https:// und Pfad)"
        ) from None


def host(given: str) -> str:
    """Return the name or number of one machine."""
    if not _HOST.fullmatch(given):
        raise ValueError("muss der Name eines Rechners sein, zum Beispiel mail.beispiel.de (ohne smtp:// und Port)")
    return given


def address(given: str) -> str:
    """Return an e-mail address in ASCII; a domain with umlauts becomes what servers call it."""
    local, _, domain = given.strip(" ").rpartition("@")
    try:
        found = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        found = ""
    if not _PLAIN_ADDRESS.fullmatch(found):
        raise ValueError("muss eine E-Mail-Adresse sein, zum Beispiel team@beispiel.de")
    return found


def addresses(given: str) -> tuple[str, ...]:
    """Return e-mail addresses, given with commas between them."""
    return tuple(address(part) for part in given.split(","))


def tls(given: str) -> str:
    """Return how a connection to the mail server is encrypted."""
    if given.lower() not in _TLS:
        raise ValueError(f"muss {', '.join(_TLS[:-1])} oder {_TLS[-1]} sein")
    return given.lower()


def web_address(*schemes: str) -> Callable[[str], str]:
    """Return a reader of addresses that begin with one of ``schemes``; a slash at the end is left out."""

    def read(given: str) -> str:
        parts = _split(given)
        if parts is None or parts[0] not in schemes or not parts[1]:
            raise ValueError(f"muss mit {' oder '.join(f'{scheme}://' for scheme in schemes)} beginnen")
        return given.rstrip("/")

    return read


def telegram_token(given: str) -> str:
    """Return a token of @BotFather."""
    if not _TELEGRAM_TOKEN.fullmatch(given):
        raise ValueError("sieht nicht wie ein Token aus. Es hat die Form 123456789:AbC… von @BotFather")
    return given


def telegram_secret(given: str) -> str:
    """Return what Telegram may send along."""
    if not _TELEGRAM_SECRET.fullmatch(given):
        raise ValueError(
            "muss aus 16 bis 256 Zeichen A–Z, a–z, 0–9, _ und - bestehen, zum Beispiel aus: openssl rand -hex 32"
        )
    return given


def telegram_group(given: str) -> int:
    """Return the number of a group in Telegram, which is below zero."""
    if not re.fullmatch(r"-[0-9]{3,15}", given):
        raise ValueError("muss die Nummer einer Gruppe sein, etwa -1001234567890; in der Gruppe nennt sie der Bot")
    return int(given)


def database_address(given: str) -> str:
    """Return an SQLAlchemy URL of a data base that this installation can open and that several processes can share."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    wanted = f"muss die Adresse einer Datenbank sein, zum Beispiel {_DATABASES}"
    try:
        url = make_url(given)
        url.get_dialect().dbapi()
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        if given.startswith("postgres://"):
            raise ValueError("muss mit postgresql:// beginnen statt mit postgres://") from error
        raise ValueError(wanted) from error
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise ValueError(f"muss eine Datei nennen, {wanted.removeprefix('muss ')}")
        if not Path(url.database).is_absolute():
            # Every command and server has a folder of its own where it was started.
            raise ValueError(
                "muss den ganzen Pfad nennen, mit vier Schrägstrichen: sqlite:////srv/lotse/var/gespraeche.db"
            )
    return given


def redis_address(given: str) -> str:
    """Return the URL of a Redis server."""
    parts = _split(given)
    number = parts[2].strip("/") if parts else ""
    found = parts is not None and (
        bool(parts[2]) if parts[0] == "unix" else bool(parts[1]) and not number.strip("0123456789")
    )
    if parts is None or parts[0] not in _REDIS or not found:
        raise ValueError("muss die Adresse eines Redis-Servers sein, zum Beispiel redis://localhost:6379/0")
    return given


def without_password(given: str) -> str:
    """Return an address fit to be shown."""
    if "?" in given:  # a password may be among the options as well
        given = f"{given.partition('?')[0]}?…"
    return re.sub(r"(://[^:/@]*):.*@", r"\1:…@", given)


def _split(given: str) -> tuple[str, str, str] | None:
    try:
        parts = urlsplit(given)
        _ = parts.port
    except ValueError:
        return None
    return parts.scheme, parts.hostname or "", parts.path


def _port_exists(address: str) -> bool:
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False
