"""How long others wait while somebody is deleted: ``python -m bench.deletion`` (SQLite, 25,000 messages, about 125 MB).

Prints for deletions one by one, a purge of half the conversations and the nightly duty how long they took, and how long
another writer had to wait meanwhile.
"""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from bot.privacy.compacting import compact
from bot.privacy.keeping import erase, purge
from bot.privacy.tables import ANSWERS, EVENTS, open_database
from bot.privacy.traces import writing

MESSAGES = 25_000
EVENTS_A_MESSAGE = 9
MESSAGES_A_TALK = 7
ANSWERS_KEPT = 850
ERASED = 50
DAY = 86_400.0


def main() -> None:
    """Fill a data base, delete in it, print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "conversations.db"
        _fill(path)
        print(f"{MESSAGES} messages, {path.stat().st_size / 1e6:.0f} MB")
        engine, now = open_database(f"sqlite:///{path}"), time.time()

        def erase_some() -> None:
            for talk in range(2_000, 2_000 + ERASED):
                erase(engine, _name(talk))
                time.sleep(0.3)

        _measure(path, "nothing", lambda: time.sleep(3))
        _measure(path, f"{ERASED} deletions, one every 0.3 s", erase_some)
        _measure(path, "purge of half", lambda: purge(engine, 30, now, believe_clock=True))
        _measure(path, "nightly duty", lambda: compact(engine, 600))


def _name(talk: int) -> str:
    return f"web-{talk:032x}"


def _fill(path: Path) -> None:
    chance, now, talks = random.Random(1), time.time(), MESSAGES // MESSAGES_A_TALK
    engine = open_database(f"sqlite:///{path}")
    with engine.begin() as connection:
        for message in range(MESSAGES):
            talk = min(talks - 1, message // MESSAGES_A_TALK + chance.randrange(30))
            moment = now - 60 * DAY * (1 - message / MESSAGES)
            row = {"sender_id": _name(talk), "type_name": "user", "timestamp": moment}
            sizes = [chance.choice((180, 250, 300, 400, 500, 600, 700)) for _ in range(EVENTS_A_MESSAGE)]
            connection.execute(EVENTS.insert(), [{**row, "data": ("lorem ipsum " * 60)[:size]} for size in sizes])
        kept = [
            {"conversation": _name(talks - 1), "message_id": str(number), "created": now, "body": "x" * 1_500}
            for number in range(ANSWERS_KEPT)
        ]
        connection.execute(ANSWERS.insert(), kept)
    engine.dispose()


def _measure(path: Path, what: str, work: Callable[[], object]) -> None:
    waited: list[float] = []
    done = threading.Event()

    def write() -> None:
        other = open_database(f"sqlite:///{path}")
        row = {"sender_id": "web-other", "type_name": "user", "timestamp": time.time(), "data": "{}"}
        while not done.is_set():
            began = time.perf_counter()
            with writing(other) as connection:
                connection.execute(EVENTS.insert().values(row))
            waited.append(time.perf_counter() - began)
            time.sleep(0.01)

    writer = threading.Thread(target=write)
    writer.start()
    began = time.perf_counter()
    work()
    took = time.perf_counter() - began
    done.set()
    writer.join()
    waits = sorted(waited)
    print(
        f"{what}: {took:.1f} s; another writer: median {waits[len(waits) // 2] * 1000:.0f} ms, "
        f"worst {waits[-1] * 1000:.0f} ms of {len(waits)}; file {path.stat().st_size / 1e6:.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
