"""The key that signs sessions and links to files."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

ALGORITHM = "HS256"
"""HMAC with SHA-256, for JSON Web Tokens (RFC 7519)."""


def server_secret(folder: Path) -> str:
    """Return ``LOTSE_SECRET``, or a secret made once and kept in ``folder``, readable only for this user.

    Several processes that serve the same website need the same ``LOTSE_SECRET`` or the same folder.

    Raises:
        ValueError: ``LOTSE_SECRET`` is too short to be safe.
        OSError: the folder cannot be written.
    """
    given = os.environ.get("LOTSE_SECRET")
    if given is not None:
        if len(given) < 32:
            raise ValueError("LOTSE_SECRET needs at least 32 characters, for example from: openssl rand -hex 32")
        return given
    path = folder / "secret"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        secret = secrets.token_hex(32)
        file.write(secret)
    return secret
