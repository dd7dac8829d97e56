"""How much one chat may send, so that nobody can keep the bot from answering the others."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Literal

PER_MINUTE = 30
"""Messages of one chat that are answered within a minute; as many as on the website."""

_SECONDS = 60.0

Room = Literal["yes", "say", "no"]
"""Whether a message may pass; "say": it may not, and that has not been said yet."""


@dataclass
class _Window:
    moments: deque[float] = field(default_factory=deque)
    album: str | None = None
    said: bool = False


class ChatLimit:
    """Counts the messages of each chat within the last minute."""

    def __init__(self, per_minute: int = PER_MINUTE, chats: int = 10_000) -> None:
        """``chats``: how many are remembered; the one that has been silent longest goes first."""
        self._per_minute = per_minute
        self._chats = chats
        self._windows: OrderedDict[int, _Window] = OrderedDict()

    def count(self, chat: int, album: str | None = None, now: float | None = None) -> Room:
        """Count a message and return whether there is room for it. An album counts once.

        Args:
            chat: its number.
            album: of which the message is a part.
            now: seconds of a clock that never goes back; the present by default.
        """
        moment = time.monotonic() if now is None else now
        window = self._windows.setdefault(chat, _Window())
        self._windows.move_to_end(chat)
        while len(self._windows) > self._chats:
            self._windows.popitem(last=False)
        while window.moments and moment - window.moments[0] >= _SECONDS:
            window.moments.popleft()
        if album is not None and album == window.album:
            return "no" if window.said else "yes"
        window.album = album
        if len(window.moments) < self._per_minute:
            window.moments.append(moment)
            window.said = False
            return "yes"
        room: Room = "no" if window.said else "say"
        window.said = True
        return room
