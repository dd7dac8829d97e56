"""The key that signs sessions and links to files, and the keys that are made from it."""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

ALGORITHM = "HS256"
"""HMAC with SHA-256, for JSON Web Tokens (RFC 7519)."""

SHORTEST = 32
"""Characters that a key has at least."""


def server_secret(folder: Path) -> str:
    """Return ``LOTSE_SECRET``, or a secret made once and kept in ``folder``, readable only for this user.

    Several processes that serve the same website need the same ``LOTSE_SECRET`` or the same folder.

    Raises:
        ValueError: ``LOTSE_SECRET`` is too short to be safe.
        OSError: the folder cannot be written.
    """
    given = os.environ.get("LOTSE_SECRET")
    if given is not None:
        if len(given) < SHORTEST:
            raise ValueError(
                f"LOTSE_SECRET muss mindestens {SHORTEST} Zeichen lang sein, zum Beispiel aus: openssl rand -hex 32"
            )
        return given
    path = folder / "secret"
    folder.mkdir(parents=True, exist_ok=True)
    return _kept(path) or _made(path)


def derived_key(folder: Path, purpose: str) -> str:
    """Return a key for one ``purpose``: who learns it can neither sign sessions nor guess the keys for others."""
    return hmac.new(server_secret(folder).encode(), purpose.encode(), "sha256").hexdigest()


def _kept(path: Path) -> str | None:
    """Return the secret in ``path``; None where there is none, or only what a full disk has left of one (R13)."""
    try:
        kept = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    return kept if len(kept) >= SHORTEST else None


def _made(path: Path) -> str:
    """Write a new secret aside and put it in place whole; of several processes that do so at once, the first wins."""
    part = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}.part")
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        if path.exists() and _kept(path) is None:
            part.replace(path)
        else:
            with suppress(FileExistsError):
                os.link(part, path)
    finally:
        part.unlink(missing_ok=True)
    kept = _kept(path)
    assert kept is not None
    return kept
