"""Who talks in the website's chat: conversation ids that the server issues and signs.

A browser never chooses its conversation, so nobody joins somebody else's talk by guessing an id (DESIGN 9). The token is a
JSON Web Token (RFC 7519) with HMAC-SHA256; it lives in the page's memory, there is no cookie.
"""

from __future__ import annotations

import datetime as dt
import secrets

import jwt

from bot.web.secret import ALGORITHM

LIFETIME = dt.timedelta(hours=24)
"""How long a token is good for after the last message."""


class SessionError(Exception):
    """The token is missing, forged or expired."""


class Sessions:
    """Issues and reads tokens."""

    def __init__(self, secret: str) -> None:
        """``secret``: the key of the signature, at least 32 characters."""
        self._secret = secret

    def new(self) -> str:
        """Return a token for a conversation that is new."""
        return self.renew(secrets.token_hex(16))

    def renew(self, conversation_id: str) -> str:
        """Return a fresh token for a conversation that goes on."""
        expires = dt.datetime.now(dt.timezone.utc) + LIFETIME
        return jwt.encode({"sub": conversation_id, "exp": expires}, self._secret, algorithm=ALGORITHM)

    def conversation_of(self, token: object) -> str:
        """Return the id (32 hexadecimal digits) of the conversation that ``token`` belongs to.

        Raises:
            SessionError: the token is missing, forged or expired.
        """
        try:
            claims = jwt.decode(str(token), self._secret, algorithms=[ALGORITHM], options={"require": ["sub", "exp"]})
        except (jwt.InvalidTokenError, ValueError) as error:  # ValueError: half a surrogate pair
            raise SessionError(type(error).__name__) from error
        return str(claims["sub"])
