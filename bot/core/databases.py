"""What a data base is called when people are told of it, and why it cannot be used."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy.engine import make_url

_REASONS = {
    r"connection refused|no such file or directory": "Dort antwortet niemand. Läuft PostgreSQL?",
    r"could not translate host name": "Diesen Rechner gibt es nicht.",
    r"timeout expired": "Der Rechner antwortet nicht.",
    r"password authentication failed": "Benutzer oder Passwort stimmen nicht.",
    r"no password supplied": "Es fehlt das Passwort.",
    r"peer authentication failed": "Dieser Benutzer darf sich dort nicht anmelden.",
    r"role .* does not exist": "Diesen Benutzer gibt es dort nicht.",
    r"database .* does not exist": "Diese Datenbank gibt es dort nicht.",
    r"not a database": "Die Datei ist beschädigt oder keine Datenbank.",
    r"malformed": "Die Datei ist beschädigt.",
    r"readonly database|permission denied": "Dieser Benutzer darf sie nicht beschreiben.",
    r"unable to open": "Die Datei lässt sich nicht öffnen.",
    r"disk i/o error": "Der Datenträger meldet einen Fehler.",
    r"disk is full": "Der Datenträger ist voll.",
    r"is locked": "Sie ist gerade gesperrt.",
}
"""What the drivers say, in German; the first that is found counts."""


def described(url: str) -> str:
    """Return which data base an SQLAlchemy URL names: the file, or name and machine; never a password."""
    parsed = make_url(url)
    path = sqlite_file(url)
    if path is not None:
        return str(path)
    machine = parsed.query.get("host") or parsed.host or "localhost"
    place = parsed.query.get("port") or parsed.port
    return f"{parsed.database or parsed.username} auf {machine}" + (f":{place}" if place else "")


def sqlite_file(url: str) -> Path | None:
    """Return the file of an SQLite data base; None for any other, and for one in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return None
    return Path(parsed.database).absolute()


def reason(error: Exception) -> str:
    """Return in German why a data base cannot be used; what the driver says where we do not know better."""
    lines = str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__]
    said = " ".join(lines).lower()
    return next((german for pattern, german in _REASONS.items() if re.search(pattern, said)), lines[0])
