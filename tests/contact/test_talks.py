"""Whole call-backs, played in this process without servers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml

from actions.services import private_database
from tests.conversations.talk import Turn, check_always, compare

TALKS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "talks.yml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def bot(in_process_bot: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTSE_TRACKER_URL", f"sqlite:///{tmp_path_factory.mktemp('talks') / 'conversations.db'}")
        private_database.cache_clear()
        yield in_process_bot
    private_database.cache_clear()


@pytest.mark.parametrize(("name", "script"), [pytest.param(name, script, id=name) for name, script in TALKS.items()])
def test_call_back(bot: Any, name: str, script: list[dict[str, Any]]) -> None:
    conversation = uuid4().hex
    said = []
    for expected in script:
        messages, _ = asyncio.run(bot.answer(expected["owner"], conversation))
        turn = Turn(expected["owner"], messages)
        said += [f"> {turn.owner}", *turn.texts]
        try:
            check_always(turn)
            compare(turn, expected)
        except AssertionError as error:
            pytest.fail(f"{error}\n\n" + "\n".join(said), pytrace=False)
