"""A model that was learnt while the server runs is taken over; a broken one is not (O4)."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain

from bot.rasa.agent import QuickAgent
from bot.rasa.conversations.locks import LocalLocks
from bot.rasa.in_process import InProcessActions
from bot.rasa.renewal import follow


def put(source: Path | bytes, model: Path) -> None:
    """Put a model in the place of another, whole, as the learning does."""
    part = model.with_suffix(".part")
    if isinstance(source, bytes):
        part.write_bytes(source)
    else:
        shutil.copyfile(source, part)
    part.replace(model)


def test_a_new_model_is_taken_over_and_a_broken_one_is_not(model: Path, tmp_path: Path) -> None:
    async def scene() -> None:
        copy = tmp_path / "model.tar.gz"
        put(model, copy)
        store = InMemoryTrackerStore(Domain.empty())
        agent = QuickAgent(tracker_store=store, lock_store=LocalLocks(), action_endpoint=InProcessActions())
        agent.load_model(copy)
        first = agent.processor
        following = asyncio.create_task(follow(agent, copy, look_seconds=0.01))
        put(b"cut", copy)
        await asyncio.sleep(0.2)
        assert agent.processor is first
        assert (await agent.parse_message("Was ist ein ERP?"))["intent"]["name"]
        put(model, copy)
        while agent.processor is first:
            assert not following.done()
            await asyncio.sleep(0.05)
        assert (await agent.parse_message("Was ist ein ERP?"))["intent"]["name"]
        following.cancel()

    asyncio.run(scene())
