"""What a server tells the process that keeps it running (``bot.processes.prefork``)."""

from __future__ import annotations

from typing import Any, Protocol


class Keeper(Protocol):
    """Hears of a server's life."""

    def alive(self) -> None:
        """Take note that the server's event loop goes round."""

    def tell(self, event: str, **details: Any) -> None:
        """Take note of what happens.

        Args:
            event: ``ready`` when the server answers, ``waiting`` (``what`` for), ``failed`` (``reason``) when it gives up.
            details: further facts, as JSON knows them.
        """


class Alone:
    """For a server that nobody keeps."""

    def alive(self) -> None:
        """Do nothing."""

    def tell(self, event: str, **details: Any) -> None:
        """Do nothing."""
