"""The log of a server in trouble stays readable (finding R17)."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator

import pytest

from bot.rasa.repeats import MOST_KINDS, SUMMED_UP_SECONDS, Repeats, sum_up_repeats


class Minutes:
    """What waits for the end of the minute; the test lets it pass."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def later(self, seconds: float, work: Callable[[], None]) -> None:
        assert seconds == SUMMED_UP_SECONDS
        self.waiting.append(work)

    def one_passes(self) -> None:
        due, self.waiting = self.waiting, []
        for work in due:
            work()


class Log:
    """A logger with the filter. ``lines``: what it has written."""

    def __init__(self) -> None:
        self._stream = io.StringIO()
        self.minutes = Minutes()
        handler = logging.StreamHandler(self._stream)
        self.repeats = Repeats(handler, self.minutes.later)
        handler.addFilter(self.repeats)
        self.logger = logging.Logger("test", logging.INFO)
        self.logger.addHandler(handler)

    @property
    def lines(self) -> list[str]:
        return self._stream.getvalue().splitlines()


@pytest.fixture
def log() -> Log:
    return Log()


def test_the_first_at_once_then_a_sum_a_minute(log: Log) -> None:
    """Finding R17: 97 lines in six seconds become two."""
    for number in range(97):
        log.logger.error("A message on channel '%s' failed after %d ms: %s", f"c{number}", number, "OperationalError")
    assert log.lines == ["A message on channel 'c0' failed after 0 ms: OperationalError"]
    log.minutes.one_passes()
    assert len(log.lines) == 2
    assert "96 times" in log.lines[1]
    assert "OperationalError" in log.lines[1]
    log.logger.error("A message on channel '%s' failed after %d ms: %s", "x", 1, "OperationalError")
    assert len(log.lines) == 2
    log.minutes.one_passes()
    assert "once" in log.lines[2]


def test_after_a_quiet_minute_the_next_is_a_first(log: Log) -> None:
    for _ in range(3):
        log.logger.error("gone")
        log.minutes.one_passes()
    assert log.lines == ["gone"] * 3
    assert not log.minutes.waiting


def test_other_causes_are_seen_at_once(log: Log) -> None:
    log.logger.error("failed: %s", "TimeoutError")
    log.logger.error("failed: %s", "OperationalError")
    log.logger.warning("failed: %s", "OperationalError")
    try:
        raise KeyError("x")
    except KeyError:
        log.logger.exception("failed: %s", "OperationalError")
    shown = [line for line in log.lines if line.startswith("failed")]
    assert len(shown) == 4


def test_no_traceback_comes_twice(log: Log) -> None:
    for _ in range(20):
        try:
            raise KeyError("x")
        except KeyError:
            log.logger.exception("failed")
    log.minutes.one_passes()
    assert sum(line.startswith("Traceback") for line in log.lines) == 1


def test_what_is_no_trouble_is_not_summed_up(log: Log) -> None:
    for _ in range(5):
        log.logger.info("served")
    assert log.lines == ["served"] * 5


def test_what_is_counted_is_bounded(log: Log) -> None:
    for number in range(MOST_KINDS + 50):
        log.logger.error("kind %s", "a" * (number + 1))
    assert len(log.minutes.waiting) == MOST_KINDS
    assert len(log.lines) == MOST_KINDS + 50


def test_at_the_end_of_the_process_the_sums_are_written(log: Log) -> None:
    for _ in range(4):
        log.logger.error("gone")
    log.repeats.flush()
    assert len(log.lines) == 2
    assert "3 times" in log.lines[1]


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    logger = logging.getLogger()
    before = logger.handlers[:]
    logger.handlers = [logging.StreamHandler(io.StringIO())]
    yield logger
    logger.handlers = before


def test_handlers_of_the_root_get_it_once(root: logging.Logger) -> None:
    sum_up_repeats()
    sum_up_repeats()
    assert [type(known) for known in root.handlers[0].filters] == [Repeats]
