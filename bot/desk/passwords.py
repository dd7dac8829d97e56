"""Passwords of staff: what is good enough, and Argon2id hashes (RFC 9106, OWASP's choice)."""

from __future__ import annotations

import secrets
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
"""Characters of a password."""
_WORDS = (
    "passwort", "password", "kennwort", "geheim", "willkommen", "digitalzentrum", "redaktion", "erstehilfe", "lotse",
    "qwertz", "qwerty", "asdfgh", "yxcvbn", "123456", "654321", "abcdef", "iloveyou", "hallo", "admin", "master", "sommer",
    "winter", "fruehling", "frühling", "herbst", "schatz", "fussball", "fußball", "magdeburg", "letmein", "welcome",
)  # fmt: skip
"""What the passwords that are guessed first are made of; what is left without them has to be long enough by itself."""
_LEAST_BESIDE = 8
_LEAST_DIFFERENT = 6
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"

_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
"""64 MB and three rounds: a tenth of a second here, and dear for whoever tries millions."""
_at_once = BoundedSemaphore(2)
"""So many are reckoned at once: more would cost the machine its memory."""
_NOBODY = _hasher.hash(secrets.token_urlsafe(32))
"""The hash of nobody's password: an unknown name takes as long as a known one."""


def fault_of(password: str, name: str) -> str | None:
    """Return why a password is not good enough, one German sentence; None where it is.

    Args:
        password: the new one.
        name: of the account.
    """
    if len(password) < SHORTEST:
        return f"Das Passwort braucht mindestens {SHORTEST} Zeichen. Gut sind vier Wörter, die nichts miteinander zu tun haben."
    if len(password) > LONGEST:
        return f"Das Passwort darf höchstens {LONGEST} Zeichen haben."
    rest = password.casefold()
    for word in sorted((*_WORDS, name.casefold()), key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(rest) < _LEAST_BESIDE or len(set(rest)) < _LEAST_DIFFERENT:
        return "Dieses Passwort ist leicht zu erraten. Nehmen Sie vier Wörter, die nichts miteinander zu tun haben."
    return None


def made() -> str:
    """Return a new password that can be read out: twenty letters and figures in groups, about 100 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(4))


def hashed(password: str) -> str:
    """Return what is stored of a password."""
    with _at_once:
        return _hasher.hash(password)


def is_right(password: str, stored: str | None) -> bool:
    """Whether a password is the stored one. It takes the same time for ``stored`` None, an account that there is not."""
    with _at_once:
        try:
            _hasher.verify(stored or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(stored)
