"""Links to files that are made for one conversation, signed by the server that holds the conversation.

An action names the file only; which conversation it belongs to is known where the answer goes out. The link is good for ten
minutes, because it stands in the logs of whatever proxy it passes: the chat's page asks for a new one with its session when
somebody presses the link (``POST /ui/file``), so for an owner it works as long as the talk does.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import jwt

from bot.settings import VAR_DIR
from bot.web.secret import ALGORITHM, derived_key

SHEET, EXPORT = "merkzettel.pdf", "gespeicherte-daten.json"
"""What there is to download, by the name of the file; besides, the day on which a programme ends (:func:`deadline_file`)."""
_DEADLINE = re.compile(r"frist-(?P<programme>[a-z0-9-]{1,80})\.ics")
FOLDER = "/ui/datei/"
PARAMETER = "schluessel"
LIFETIME = dt.timedelta(minutes=10)
_AUDIENCE = "file"
_LEEWAY_SECONDS = 30
"""By which the clocks of several machines may differ."""


class BrokenLinkError(Exception):
    """The link is forged or too old."""


@dataclass(frozen=True)
class Ticket:
    """What a link is good for. ``issued``: seconds since 1970; a talk that began later is another one."""

    conversation: str
    issued: float


def deadline_file(programme: str) -> str:
    """Return the name of the calendar file for a programme, by its id."""
    return f"frist-{programme}.ics"


def programme_of(file: str) -> str | None:
    """Return the id of the programme that a calendar file is for; None for other files."""
    found = _DEADLINE.fullmatch(file)
    return found["programme"] if found else None


def _is_ours(file: object) -> bool:
    return isinstance(file, str) and (file in (SHEET, EXPORT) or programme_of(file) is not None)


def download_path(conversation: str, file: str) -> str:
    """Return the path of ``file`` for a conversation, its key included."""
    now = time.time()
    claims = {"sub": conversation, "aud": _AUDIENCE, "file": file, "iat": now, "exp": now + LIFETIME.total_seconds()}
    return f"{FOLDER}{file}?{PARAMETER}={jwt.encode(claims, _key(), algorithm=ALGORITHM)}"


def ticket_of(token: str, file: str, of_any_age: bool = False) -> Ticket:
    """Return what the key of a link to ``file`` is good for.

    Args:
        token: the key.
        file: name of the file.
        of_any_age: whether one whose time is over counts, too: our own process may fetch late what an answer offers.

    Raises:
        BrokenLinkError: the signature is wrong, the time is over, or it is a link to another file.
    """
    options: Any = {"require": ["sub", "iat", "exp"], "verify_exp": not of_any_age}
    try:
        claims = jwt.decode(
            token, _key(), algorithms=[ALGORITHM], audience=_AUDIENCE, options=options, leeway=_LEEWAY_SECONDS
        )
    except (jwt.InvalidTokenError, ValueError) as error:  # ValueError: half a surrogate pair
        raise BrokenLinkError(type(error).__name__) from error
    if claims.get("file") != file:
        raise BrokenLinkError("another file")
    return Ticket(str(claims["sub"]), float(claims["iat"]))


def with_links(messages: Sequence[dict[str, Any]], conversation: str) -> list[dict[str, Any]]:
    """Return the bot's messages with a link for each file that they offer, signed for ``conversation``.

    What is no file of ours is left out, whatever an answer of the action server may say.
    """
    return [_with_link(message, conversation) for message in messages]


def _with_link(message: dict[str, Any], conversation: str) -> dict[str, Any]:
    facts = message.get("custom")
    if not isinstance(facts, dict) or "download" not in facts:
        return message
    offered = facts["download"]
    rest = {name: value for name, value in facts.items() if name != "download"}
    file = offered.get("file") if isinstance(offered, dict) else None
    if not _is_ours(file):
        return {**message, "custom": rest}
    download = {"title": str(offered.get("title")), "file": file, "url": download_path(conversation, str(file))}
    return {**message, "custom": {**rest, "download": download}}


def _key() -> str:
    return derived_key(VAR_DIR, "file")
