"""What is due while the servers run: call-backs are sent, conversations whose time is up are deleted.

In a thread of its own: a mail server that does not answer holds up nothing but the next duty, and no error of a duty ends
the servers.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from threading import Event, Thread

from sqlalchemy.engine import Engine

from bot.clock import german_time
from bot.contact.mail import MailSettings
from bot.contact.queue import deliver
from bot.contact.requests import ContactStore
from bot.operations.replaced import forget_old
from bot.privacy import compacting, keeping
from bot.privacy.conversations import retention_days
from bot.privacy.tables import open_database
from bot.settings import tracker_url

NIGHT = range(2, 5)
"""Hours of the day in Germany at which room is given back."""
COMPACTING_SECONDS = 300.0


@dataclass(frozen=True)
class Duty:
    """``work`` is done every ``seconds``; ``failed`` is what its failure means, German, for the console."""

    work: Callable[[], object]
    seconds: float
    failed: str


class Duties:
    """The thread; use it with ``with``."""

    def __init__(self, duties: tuple[Duty, ...]) -> None:
        """``duties``: each is done at once and then at its intervals."""
        self._duties = duties
        self._stop = Event()
        self._said: dict[str, str] = {}

    def __enter__(self) -> Duties:
        """Begin."""
        Thread(target=self._run, name="duties", daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        """End after the duty that is being done."""
        self._stop.set()

    def _run(self) -> None:
        due = dict.fromkeys(self._duties, 0.0)
        while not self._stop.is_set():
            for duty in self._duties:
                if time.monotonic() >= due[duty]:
                    self._do(duty)
                    due[duty] = time.monotonic() + duty.seconds
            self._stop.wait(0.5)

    def _do(self, duty: Duty) -> None:
        """Do it; the same failure is said once, until it succeeds or fails in another way."""
        try:
            duty.work()
            self._said.pop(duty.failed, None)
        except Exception as error:
            cause = str(error) if isinstance(error, ValueError) else type(error).__name__
            if self._said.get(duty.failed) != cause:
                print(f"{duty.failed}: {cause}", file=sys.stderr, flush=True)
            self._said[duty.failed] = cause


def deliver_contacts() -> None:
    """Send the call-backs that wait; the queue itself waits longer after each failure."""
    settings = MailSettings.from_environment()
    if settings is not None:
        deliver(ContactStore(_database(tracker_url())), settings, time.time())


def purge() -> None:
    """Keep the promise about how long data are stored; a clock that has leapt is not believed at once."""
    keeping.purge(_database(tracker_url()), retention_days(), time.time())


def compact() -> None:
    """Give back the room of what was deleted, at night, in portions that nobody has to wait for."""
    if german_time(time.time()).hour in NIGHT:
        compacting.compact(_database(tracker_url()), COMPACTING_SECONDS)


@lru_cache(maxsize=1)
def _database(url: str) -> Engine:
    return open_database(url)


DUTIES = (
    Duty(purge, 3600.0, "Alte Gespräche konnten nicht gelöscht werden"),
    Duty(compact, 3600.0, "Der Platz gelöschter Gespräche konnte nicht freigegeben werden"),
    Duty(forget_old, 3600.0, "Alte Sicherungen von vor einem „lotse restore“ konnten nicht gelöscht werden"),
    Duty(deliver_contacts, 5.0, "Rückrufbitten konnten nicht verschickt werden"),
)
