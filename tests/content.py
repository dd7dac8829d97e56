"""The project's own content, as many tests look at it: read and checked once in each process that runs tests."""

from __future__ import annotations

from functools import cache

from bot.knowledge.checking import read_knowledge
from bot.knowledge.records import KnowledgeBase
from bot.settings import KNOWLEDGE_DIR


@cache
def own_content() -> KnowledgeBase:
    """Return what ``data/knowledge`` holds. Reading takes seconds; nobody may change the object."""
    return read_knowledge(KNOWLEDGE_DIR)
