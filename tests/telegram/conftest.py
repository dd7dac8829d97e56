"""The doubles of what stands on both sides of the channel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.telegram.api_double import CHAT, Double, running
from tests.telegram.running import RasaDouble, rasa_double


@pytest.fixture
def double() -> Iterator[Double]:
    with running() as found:
        yield found


@pytest.fixture
def rasa() -> Iterator[RasaDouble]:
    with rasa_double() as found:
        yield found


@pytest.fixture
def chat(request: pytest.FixtureRequest) -> int:
    """A number of its own for each test: they share the servers."""
    return CHAT + abs(hash(request.node.name)) % 1_000_000
