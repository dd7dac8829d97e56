"""Updates that cannot be parsed stand in nobody's way (T3)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import TelegramError

from bot.telegram.api import _UpdatesRequest, pieces

parse = _UpdatesRequest.parse_json_payload
DEEP = '{"update_id":2,"message":' + "[" * 50_000 + "]" * 50_000 + "}"
LONG_NUMBER = '{"update_id":2,"message":{"date":' + "9" * 5000 + "}}"

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)


@given(st.lists(st.dictionaries(st.text(max_size=8), json_values, max_size=4), max_size=5), st.booleans())
def test_each_update_is_found(updates: list[dict[str, Any]], ascii_only: bool) -> None:
    text = json.dumps({"ok": True, "result": updates}, ensure_ascii=ascii_only)
    assert [json.loads(piece) for piece in pieces(text)] == updates


@pytest.mark.parametrize("bad", [DEEP, LONG_NUMBER, '{"update_id":2,"message":{"text":"\t\\"update_id\\":7"}}'])
def test_one_that_cannot_be_parsed_is_there_by_its_number(bad: str) -> None:
    """T2, T3: 50,000 brackets, a number of 5,000 digits, a raw control character."""
    found: Any = parse(f'{{"ok":true,"result":[{{"update_id":1,"a":"]"}},{bad},{{"update_id":3}}]}}'.encode())
    assert found["result"] == [{"update_id": 1, "a": "]"}, {"update_id": 2}, {"update_id": 3}]


def test_without_a_number_it_is_there_all_the_same() -> None:
    deep = "[" * 50_000 + "]" * 50_000
    found: Any = parse(f'{{"ok":true,"result":[{{"a":{deep}}},{{"update_id":3}}]}}'.encode())
    assert found["result"] == [{}, {"update_id": 3}]


@pytest.mark.parametrize(
    "payload", [b"", b"<html>", b"[]", b"null", b"\xff", b'{"ok":true}', b"[" * 50_000, b'{"x":["']
)
def test_what_is_no_answer_of_a_bot_api_is_refused(payload: bytes) -> None:
    with pytest.raises(TelegramError):
        parse(payload)
