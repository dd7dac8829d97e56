"""Links to files that are made for one conversation: signed, good for a day, and of no use after deletion.

The link names the conversation and nothing else; the file is made from what is stored when somebody asks for it.
"""

from __future__ import annotations

import datetime as dt

import jwt

from bot.settings import VAR_DIR
from bot.web.secret import ALGORITHM, server_secret

SHEET, EXPORT = "merkzettel.pdf", "gespeicherte-daten.json"
"""What there is to download, by the name of the file."""
FOLDER = "/ui/datei/"
_LIFETIME = dt.timedelta(days=1)
_AUDIENCE = "file"


class BrokenLinkError(Exception):
    """The link is forged or too old."""


def download_path(conversation: str, file: str) -> str:
    """Return the path of ``file`` for a conversation."""
    expires = dt.datetime.now(dt.timezone.utc) + _LIFETIME
    claims = {"sub": conversation, "aud": _AUDIENCE, "file": file, "exp": expires}
    return f"{FOLDER}{jwt.encode(claims, server_secret(VAR_DIR), algorithm=ALGORITHM)}/{file}"


def conversation_of(token: str, file: str) -> str:
    """Return the conversation that a link to ``file`` belongs to.

    Raises:
        BrokenLinkError: the signature is wrong, the day is over, or it is a link to another file.
    """
    try:
        claims = jwt.decode(token, server_secret(VAR_DIR), algorithms=[ALGORITHM], audience=_AUDIENCE)
    except jwt.InvalidTokenError as error:
        raise BrokenLinkError(type(error).__name__) from error
    if claims.get("file") != file:
        raise BrokenLinkError("another file")
    return str(claims["sub"])
