"""The real content and a fixed day."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.knowledge.records import KnowledgeBase
from tests.content import own_content


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return own_content()


@pytest.fixture
def today() -> dt.date:
    return dt.date(2026, 11, 24)
