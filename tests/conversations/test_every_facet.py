"""Every side of what was just told of can be asked for in words that name nothing: its answer comes, or that there is none (C1)."""

from __future__ import annotations

import asyncio
import os
from typing import Any

import pytest

from bot.knowledge.store import shared_store

EVERYTHING = bool(os.environ.get("LOTSE_EVERY_TURN"))
SAMPLED = 1 if EVERYTHING else 37
"""Which part of the topics is looked at: one in so many, other ones for each wording."""
ASKED = {
    "kosten": ("und was kostet das", "wie teuer ist das denn", "was muss ich dafür ausgeben"),
    "frist": ("und bis wann muss das gemacht sein", "ab wann gilt das"),
    "pflicht": ("bin ich dazu verpflichtet", "müssen wir das überhaupt", "ist das vorgeschrieben"),
    "nutzen": ("lohnt sich das für uns", "was bringt mir das"),
    "schritte": ("wie fange ich damit an", "wie geht das konkret", "was muss ich da als erstes machen"),
    "auswahl": ("welches Programm nehme ich dafür", "welchen Anbieter soll ich dafür nehmen"),
    "fehler": ("was geht dabei oft schief", "welche Fehler macht man dabei"),
    "folgen": ("und wenn ich das nicht mache", "welche Strafe droht dabei"),
    "team": ("wie sag ich das meinen Leuten", "und wenn die Leute das nicht wollen"),
    "nachweis": ("wie weise ich das nach", "muss ich das dokumentieren"),
    "vorlage": ("gibt es dafür eine Vorlage", "habt ihr eine Checkliste dazu"),
    "ausnahmen": ("gibt es davon Ausnahmen", "gilt das für alle"),
}
CASES = [
    (facet, wording, number)
    for number, (facet, wording) in enumerate((facet, wording) for facet, said in ASKED.items() for wording in said)
]


@pytest.mark.parametrize(("facet", "wording", "number"), CASES, ids=[wording for _, wording, _ in CASES])
def test_a_side_of_the_topic(in_process_bot: Any, facet: str, wording: str, number: int) -> None:
    kb = shared_store().snapshot()
    topics = [topic for topic in sorted(kb.topics) if any(article.topic == topic for article in kb.articles.values())]
    strayed = []
    for topic in topics[number % SAMPLED :: SAMPLED]:
        first = next(article for article in kb.articles.values() if article.topic == topic)
        answered = asyncio.run(_ask(in_process_bot, f"{topic}-{number}", first.question, wording))
        known = {article.id for article in kb.articles.values() if article.topic == topic}
        known |= {id_ for _, id_ in kb.topics[topic].covers}
        if not known & set(answered.get("ids") or ()):
            strayed.append((topic, answered.get("kind"), answered.get("ids")))
    assert len(strayed) <= len(topics[number % SAMPLED :: SAMPLED]) * STRAYING, strayed


STRAYING = 0.34
"""Part of the topics that a wording may leave: a few questions that name nothing do name something to the search."""


async def _ask(bot: Any, conversation: str, *texts: str) -> dict[str, Any]:
    for text in texts:
        messages, _ = await bot.answer(text, conversation)
    return next((message["custom"] for message in reversed(messages) if message.get("custom")), {})
