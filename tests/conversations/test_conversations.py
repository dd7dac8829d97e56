"""Whole conversations through the running servers, as an owner would have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Servers
from tests.conversations.talk import Talk, conversations, play

SCRIPTS = conversations(Path(__file__).parent)


@pytest.mark.parametrize(("name", "script"), [pytest.param(name, turns, id=name) for name, turns in SCRIPTS.items()])
def test_conversation(servers: Servers, name: str, script: list[dict[str, Any]]) -> None:
    talk = Talk(servers, name)
    try:
        play(talk, script)
    except AssertionError as error:
        pytest.fail(f"{error}\n{talk}", pytrace=False)
