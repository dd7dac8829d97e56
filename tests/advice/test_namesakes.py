"""Which of several programmes with one name is meant: the talk decides, not the order of the files."""

from __future__ import annotations

import pytest

from bot.advice.programmes.namesakes import meant_among
from tests.content import own_content

PROGRAMMES = own_content().programmes
BAYERN, THUERINGEN = "by-digitalbonus-standard", "th-digitalbonus"
MID_ST, MID_NW = "st-mid-digital-2030", "nw-mid-digitalisierung"


@pytest.mark.parametrize(
    ("id_", "said", "shown", "region", "meant"),
    [
        (BAYERN, "digitalbonus", (), "DE-TH", THUERINGEN),  # the firm's own Land
        (BAYERN, "Digitalbonus", (), "DE-BY", BAYERN),
        (BAYERN, "Digitalbonus", (), None, BAYERN),  # nothing is known
        (BAYERN, "Digitalbonus", (), "DE-HH", BAYERN),  # no namesake there: it is said that it is Bavarian
        (MID_ST, "MID", (MID_NW,), None, MID_NW),  # what was shown
        (MID_ST, "MID", (MID_NW,), "DE-ST", MID_NW),
        (MID_ST, "MID", (MID_ST, MID_NW), "DE-NW", MID_ST),  # shown itself
        (MID_ST, "MID", ("grw",), "DE-ST", MID_ST),
        ("zim", "ZIM", (MID_NW,), "DE-NW", "zim"),  # a name of its own
    ],
)
def test_a_shared_name(id_: str, said: str, shown: tuple[str, ...], region: str | None, meant: str) -> None:
    assert meant_among(id_, said, shown, region, PROGRAMMES) == meant
