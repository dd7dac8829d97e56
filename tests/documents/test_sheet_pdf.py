"""The memory sheet as a PDF, read back page by page."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advice.amounts import grant
from bot.advice.profile import FirmProfile
from bot.advice.programmes.own_share import share
from bot.advice.sheet import SheetText, build_sheet
from bot.advice.wording import date_text
from bot.documents.sheet_pdf import sheet_pdf
from bot.knowledge.validity import validity
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
JOINER = FirmProfile("DE-ST", "Stendal", "holz", 8, "prozesse", 30_000, "ERP")
USUAL = (
    "st-ib-digitalisierungsdarlehen",
    "zim",
    "by-digitalbonus-plus",
    "maler-oswald-geisenheim-tablet",
    "elektrobetrieb-ruhrgebiet-app-ohne-team",
    "angst-fehlinvestition",
    "backup-321",
)
IDS = sorted(
    [*KB.programmes, *KB.case_studies, *KB.articles, *(term.id for term in KB.terms.values()), "gibt-es-nicht"]
)


def pages(content: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(content)]


def made(kept: tuple[str, ...], profile: FirmProfile = JOINER, day: dt.date = TODAY) -> bytes:
    return sheet_pdf(build_sheet(kept, profile, KB, day))


def test_what_people_usually_keep_fits_three_pages_and_is_all_there() -> None:
    content = made(USUAL)
    found = pages(content)
    assert len(found) <= 3
    text = " ".join(found)
    for part in (
        "Stendal, Sachsen-Anhalt",
        "30.000 €",
        "8 Beschäftigte",
        "Ihr Merkzettel",
        "24.11.2026",
        f"Seite 2 von {len(found)}",
    ):
        assert part in text
    for id_ in USUAL[:3]:
        programme = KB.programmes[id_]
        assert " ".join(programme.name.split()) in text
        assert date_text(programme.status_as_of) in text  # type: ignore[arg-type]
        for condition in programme.conditions:
            assert condition in text
        assert str(programme.apply_url).encode() in content, "the address can be clicked"
    assert "Passt nicht zu Ihren Angaben: gilt nur in Bayern" in text
    assert KB.articles["backup-321"].question in text
    assert "Erst den Antrag stellen, dann bestellen" in text
    assert "digitalzentrum-magdeburg.de" in text


def test_what_is_over_is_marked_and_not_called_open() -> None:
    text = " ".join(pages(made(("digital-jetzt",))))
    assert "beendet, Stand" in text
    assert "Erst den Antrag stellen" not in text


def test_an_empty_sheet_and_unknown_records_make_a_page() -> None:
    (page,) = pages(made(("gibt-es-nicht",), FirmProfile()))
    assert "Ihr Merkzettel" in page


def test_it_is_the_same_each_time_and_says_its_language() -> None:
    assert made(USUAL) == made(USUAL)
    assert b"/Lang (de-DE)" in made(USUAL)


@pytest.mark.parametrize(
    "text", ["😀 中文 \ud800", "x" * 5000, "\x00\x07\n\t", "„Gänsefüßchen“ – 1.234,50 €", "** fett **"]
)
def test_any_text_can_be_drawn(text: str) -> None:
    sheet = build_sheet(USUAL, FirmProfile(project=text, topic="prozesse"), KB, TODAY)
    content = sheet_pdf(type(sheet)(**{**vars(sheet), "articles": (SheetText(text, (text,), text, text),)}))
    assert pages(content)


profiles = st.builds(
    FirmProfile,
    region=st.none() | st.sampled_from(["DE-ST", "DE-BY"]),
    employees=st.none() | st.integers(0, 500),
    amount=st.none() | st.integers(1000, 90_000),
)


@given(
    st.lists(st.sampled_from(IDS), max_size=7, unique=True),
    profiles,
    st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)),
)
@settings(max_examples=40, deadline=None)
def test_every_sum_of_money_is_recorded_or_follows_from_the_rule(
    kept: list[str], profile: FirmProfile, day: dt.date
) -> None:
    text = " ".join(pages(made(tuple(kept), profile, day)))
    shown = [KB.programmes[id_] for id_ in kept if id_ in KB.programmes]
    recorded: Any = [
        *shown,
        *(KB.case_studies.get(i) for i in kept),
        *(KB.articles.get(i) for i in kept),
        *KB.terms.values(),
    ]
    known = re.sub(r"\D+", " ", f"{recorded} {profile.amount}").split()
    known += re.sub(
        r"\D+", " ", " ".join(r.text for p in shown if (r := grant(p, profile.amount))).replace(".", "")
    ).split()
    sums = [found for p in shown if (found := share(p, profile))]
    known += [
        str(part) for found in sums for part in (found.low, found.high)
    ]  # the recorded rate and cap of the own sum
    known += [str(found.spending - part) for found in sums for part in (found.low, found.high) if part is not None]
    for amount in re.findall(r"(\d[\d.]*) ?€", text):
        assert amount.replace(".", "") in known, amount
    for programme in shown:
        if not validity(programme, day).may_be_offered:
            assert not re.search(rf"{re.escape(programme.name)} offen", text)
