"""A record that is taken out of a file comes back on its lines, with every remark around it as it was."""

from __future__ import annotations

import pytest

from bot.knowledge.writing.record_file import (
    CannotEdit,
    block_of,
    place_of,
    rows_in,
    with_block,
    with_block_at,
    with_record,
)

FILE = """# Kopf der Datei
- id: a
  text: eins

# über b
- id: b   # hier
  text: >
    zwei
    Zeilen
- id: c
  text: drei

# am Ende
"""


@pytest.mark.parametrize("id_", ["a", "b", "c"])
def test_a_record_comes_back_on_its_lines(id_: str) -> None:

    block, place = block_of(FILE, id_), place_of(FILE, id_)
    without = with_block(FILE, id_, "")
    assert f"id: {id_}" not in without and "# Kopf der Datei" in without and "# am Ende" in without
    assert with_block_at(without, block, place) == FILE


@pytest.mark.parametrize(
    ("id_", "order"), [("a", ["b", "c", "d", "a"]), ("b", ["a", "b", "c", "d"]), ("c", ["a", "b", "c", "d"])]
)
def test_where_others_have_changed_the_file_it_comes_back_behind_its_neighbour(id_: str, order: list[str]) -> None:

    block, place = block_of(FILE, id_), place_of(FILE, id_)
    changed = with_record(with_block(FILE, id_, ""), {"id": "d", "text": "vier"})
    assert [row["id"] for row in rows_in(with_block_at(changed, block, place))] == order
    with pytest.raises(CannotEdit):
        with_block_at(FILE, block, place)
