"""The real content and a fixed day."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.knowledge.checking import read_knowledge
from bot.knowledge.records import KnowledgeBase
from bot.settings import KNOWLEDGE_DIR


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return read_knowledge(KNOWLEDGE_DIR)


@pytest.fixture
def today() -> dt.date:
    return dt.date(2026, 11, 24)
