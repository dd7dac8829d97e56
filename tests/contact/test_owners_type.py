"""What owners type at each step: lines written before the code was read, each with what it should be read as."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.contact.afterwards import about_stored
from bot.contact.changes import Understood
from bot.contact.fields import State, lines_of
from bot.contact.understanding import understand
from bot.language.text.normalise import fold

ROWS: list[dict[str, Any]] = [
    row
    for name in ("owners_type.yaml", "owners_type_again.yaml")
    for row in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
]
STEPS = {"name": "name", "phone": "reach", "time": "time", "topic": "matter", "summary": "send"}
GIVEN: dict[str, State] = {
    "name": {"name": "Meier"},
    "phone": {"reach": True, "phone": "+49 391 1234567", "email": None},
    "time": {"time": "dienstag vormittag"},
    "topic": {"matter": "Kasse"},
}
ACTS = {"stops": "stops", "waits": "waits", "asks": "asks", "sends": "sends", "repeats": "repeats"}


def before(step: str) -> State:
    """Return the details given before a step."""
    state: State = {}
    for earlier, details in GIVEN.items():
        if earlier == step:
            break
        state |= details
    return state


def _plain(text: str) -> str:
    """Return a value in its letters and digits: how a number is grouped, and its 0 or +49, says nothing."""
    digits = "".join(char for char in fold(text).replace("+49", "0") if char.isalnum() or char == " ")
    return digits.replace(" ", "")


def _is_read(row: dict[str, Any], read: Understood) -> bool:
    state = before(row["step"])
    values = {detail: value for detail, _, value in lines_of(read.state)}
    wanted = {{"topic": "matter"}.get(name, name): value for name, value in row.get("want", {}).items()}
    if not all(_plain(value) in _plain(values.get(name) or "") for name, value in wanted.items()):
        return False
    act = row.get("act")
    if act == "declines":  # nothing that was typed becomes a detail
        return row["said"] not in values.values() and (read.act != "repeats" or bool(read.hint))
    if act == "forgets":
        return read.state != state and "Meier" not in values.values()
    if act == "repeats":
        return read.act == "repeats" or (STEPS[row["step"]] == "send" and bool(set(state) - set(read.state)))
    return act is None or read.act == ACTS[act]


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['step']}: {row['said']}") for row in ROWS])
def test_what_owners_type(row: dict[str, Any]) -> None:
    if row["step"] == "after":
        assert about_stored(row["said"]) == row["act"]
        return
    agrees = fold(row["said"]).startswith(("ja", "jo"))  # what the classifier makes of it
    read = understand(row["said"], STEPS[row["step"]], before(row["step"]), agrees=agrees)
    assert _is_read(row, read), read
