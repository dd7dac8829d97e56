"""What a server counts and measures of itself, for ``/metrics``: numbers and names from the code, nothing of anybody.

Names of kinds and parts come from the code, so there are few of them; neither texts nor ids of talks become labels.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterator
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

REGISTRY = CollectorRegistry(auto_describe=True)
ProcessCollector(registry=REGISTRY)

Part = Literal["waiting", "reading", "understanding", "acting", "writing"]
"""Parts of an answer: waiting for the message before, reading the talk, understanding, actions, writing the talk."""

TALKS = Counter("lotse_talks", "Talks that have begun.", registry=REGISTRY)
ANSWERS = Counter("lotse_answers", "Answers by kind.", ["kind"], registry=REGISTRY)
REPEATED = Counter("lotse_answers_repeated", "Messages that came again and got the same answer.", registry=REGISTRY)
FAILURES = Counter(
    "lotse_failures", "Messages that were answered with an apology, by cause.", ["cause"], registry=REGISTRY
)
ERRORS = Counter("lotse_errors", "Errors in the log, by the part of the program.", ["where"], registry=REGISTRY)
ERRORS_OF_ACTIONS = Gauge(
    "lotse_actions_errors", "Errors in the log of the action server since its start.", registry=REGISTRY
)
UNDER_WAY = Gauge("lotse_messages_under_way", "Messages that are being answered.", registry=REGISTRY)
SECONDS = Histogram(
    "lotse_answer_seconds",
    "How long an answer took.",
    registry=REGISTRY,
    buckets=(0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 10.0),
)
PARTS = Histogram(
    "lotse_part_seconds",
    "How long a part of an answer took.",
    ["part"],
    registry=REGISTRY,
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 4.0),
)


@contextlib.contextmanager
def timed(part: Part) -> Iterator[None]:
    """Measure a part of an answer, however it ends."""
    began = time.perf_counter()
    try:
        yield
    finally:
        PARTS.labels(part).observe(time.perf_counter() - began)


def errors_so_far() -> int:
    """Return how many errors this process has logged."""
    return int(
        sum(sample.value for metric in ERRORS.collect() for sample in metric.samples if sample.name.endswith("_total"))
    )


class CountedErrors(logging.Handler):
    """Counts errors by the module that has logged them; the messages are not looked at."""

    def __init__(self) -> None:
        """Nothing below an error counts."""
        super().__init__(logging.ERROR)

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        ERRORS.labels(".".join(record.name.split(".")[:3])).inc()


def count_errors() -> None:
    """Count the errors of this process from now on."""
    root = logging.getLogger()
    if not any(isinstance(handler, CountedErrors) for handler in root.handlers):
        root.addHandler(CountedErrors())
