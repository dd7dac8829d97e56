"""The calendar file of a deadline, read line by line as RFC 5545 has it, for every programme that has an end on record."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from bot.advice.programmes.deadlines import day_to_keep, deadline_reply, with_deadline
from bot.advice.reply import Reply
from bot.documents.calendar import deadline_ics
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
MADE = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.timezone.utc)
ENDING = sorted(id_ for id_, programme in KB.programmes.items() if day_to_keep(programme, TODAY))
ANY = KB.programmes["zim"]


def lines(content: bytes) -> list[str]:
    """Return the lines of a file with their folding taken back (3.1)."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def values(content: bytes) -> dict[str, str]:
    return dict(line.partition(":")[::2] for line in lines(content))


def test_there_are_programmes_with_an_end() -> None:
    assert len(ENDING) > 20


@pytest.mark.parametrize("id_", ENDING)
def test_an_event_of_a_whole_day_with_a_reminder(id_: str) -> None:
    programme = KB.programmes[id_]
    day = programme.valid_until
    assert day is not None
    content = deadline_ics(programme, day, "Quelle (Stand 01.02.2026)", MADE)
    read = lines(content)
    assert [line for line in read if line.startswith(("BEGIN", "END"))] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "BEGIN:VALARM",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in read
    assert f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}" in read, "the end is the day after (3.6.1)"
    assert {"VERSION:2.0", "DTSTAMP:20261124T093000Z", "TRIGGER:-P14D", "ACTION:DISPLAY"} <= set(read)
    assert sum(line.startswith("UID:") for line in read) == 1
    assert all(re.match(r"[A-Z-]+(?:;[A-Z]+=[A-Z]+)?:", line) for line in read), "every line is a property"


def test_what_means_something_in_the_format_is_escaped() -> None:
    programme = replace(ANY, short_name="A, B; C\\D\nE", apply_via="Amt; Zimmer 3, Hof")
    content = deadline_ics(programme, TODAY, "Quelle", MADE)
    assert values(content)["SUMMARY"] == "Frist: A\\, B\\; C\\\\D\\nE endet"
    assert any(line.startswith("DESCRIPTION:") and "Amt\\; Zimmer 3\\, Hof" in line for line in lines(content))


def test_a_letter_of_several_octets_is_never_torn() -> None:
    for length in range(60, 80):
        content = deadline_ics(replace(ANY, short_name="ä" * length + "€"), TODAY, "Quelle", MADE)
        assert "ä" * length + "€" in values(content)["SUMMARY"]


def test_the_same_day_again_is_the_same_entry() -> None:
    first = values(deadline_ics(ANY, TODAY, "Quelle", MADE))["UID"]
    assert first == values(deadline_ics(ANY, TODAY, "andere Quelle", MADE + dt.timedelta(days=1)))["UID"]
    assert first != values(deadline_ics(ANY, TODAY + dt.timedelta(days=1), "Quelle", MADE))["UID"]


def test_no_day_of_what_is_over_or_has_no_end() -> None:
    over = next(
        programme for programme in KB.programmes.values() if programme.valid_until and programme.valid_until < TODAY
    )
    endless = next(programme for programme in KB.programmes.values() if programme.valid_until is None)
    for programme in (over, endless):
        assert day_to_keep(programme, TODAY) is None
        assert deadline_reply(programme, TODAY).download is None
        assert with_deadline(Reply("programme", ("x",)), programme, TODAY).buttons == ()
    offered = with_deadline(Reply("programme", ("x",)), KB.programmes[ENDING[0]], TODAY)
    assert [button.title for button in offered.buttons] == ["Frist in den Kalender"]
