"""The map and the chart: drawn from the records, readable for eyes and screen readers, on the page and as PNG."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.advice.readiness import Result, ThemeScore, questions, result_of_themes, score
from bot.advice.wording import number
from bot.knowledge.checking import read_knowledge
from bot.knowledge.records import KnowledgeBase, Readiness
from bot.pictures.names import FOLDER, drawn, map_picture, readiness_picture
from bot.pictures.png import png
from bot.pictures.readiness_chart import readiness_chart, readiness_words
from bot.pictures.region_map import colour, contrast, figures, readable_on, region_map, region_map_words
from bot.settings import KNOWLEDGE_DIR

KB = read_knowledge(KNOWLEDGE_DIR)
LANDS = sorted(code for code in KB.regions if code != "DE")
SVG = "{http://www.w3.org/2000/svg}"


def with_figures(values: dict[str, float], year: int = 2030) -> KnowledgeBase:
    regions = {
        code: replace(KB.regions[code], readiness=(Readiness("Testindex", year, values[code], None, "https://a.de/x"),))
        for code in values
    }
    return replace(KB, regions=regions)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_map_shows_every_land_with_its_recorded_value_source_and_year() -> None:
    data = figures(KB)
    assert data is not None
    assert sorted(data.values) == LANDS
    svg = region_map(KB, "DE-ST")
    assert {path.get("data-land") for path in ET.fromstring(svg).iter(f"{SVG}path")} - {None} == set(LANDS)
    shown = texts(svg)
    for code in LANDS:
        recorded = {
            f.value for f in KB.regions[code].readiness if f.year == data.year and f.index_name.startswith(data.name)
        }
        assert recorded == {data.values[code]}
        place = shown.index(code.removeprefix("DE-"))
        assert shown[place + 1] == number(data.values[code])
    assert any(str(data.year) in text and "Quelle" in text for text in shown)
    assert any("CC BY 4.0" in text for text in shown), "the licence of the outlines asks for credit"


@pytest.mark.parametrize("home", [*LANDS, None, "DE-XX"])
def test_the_home_land_alone_is_outlined_and_named_first(home: str | None) -> None:
    outlined = [
        path.get("data-home")
        for path in ET.fromstring(region_map(KB, home)).iter(f"{SVG}path")
        if path.get("data-home")
    ]
    assert outlined == ([home] if home in LANDS else [])
    words = region_map_words(KB, home)
    if home in LANDS:
        assert words.index(KB.regions[str(home)].name) < words.index("Alle Länder")
    assert all(KB.regions[code].name in words for code in LANDS)


@given(st.lists(st.floats(0, 100).map(lambda value: round(value, 1)), min_size=16, max_size=16))
@settings(max_examples=25, deadline=None)
def test_values_and_colours_follow_the_records(values: list[float]) -> None:
    data = dict(zip(LANDS, values, strict=True))
    svg = region_map(with_figures(data), None)
    shown = texts(svg)
    fills = {path.get("data-land"): path.get("fill") for path in ET.fromstring(svg).iter(f"{SVG}path")}
    for code, value in data.items():
        assert shown[shown.index(code.removeprefix("DE-")) + 1] == number(value)
    for one in LANDS:
        for other in LANDS:
            if data[one] < data[other]:
                assert int(str(fills[one])[3:5], 16) >= int(str(fills[other])[3:5], 16), "more digital is darker"


def test_an_index_that_lacks_a_land_is_not_drawn() -> None:
    kb = with_figures(dict.fromkeys(LANDS[:15], 5.0))
    assert figures(kb) is None
    assert "keine Kennzahl" in region_map(kb, None)


@given(st.floats(0, 1))
def test_labels_stand_out_from_every_colour_of_the_map(share: float) -> None:
    fill = colour(share, 0, 1)
    assert contrast(readable_on(fill), fill) >= 4.5


def result(*percents: int | None) -> Result:
    themes = list(dict.fromkeys(question.theme for question in questions()))
    return result_of_themes(
        tuple(ThemeScore(t, p, 0 if p is None else 3, 3) for t, p in zip(themes, percents, strict=True))
    )


def test_the_chart_shows_each_theme_on_the_scale() -> None:
    svg = readiness_chart(result(0, 33, 100, None))
    bars = [r for r in ET.fromstring(svg).iter(f"{SVG}rect") if r.get("rx") == "3"]
    widths = [float(str(bar.get("width"))) for bar in bars]
    assert widths[2] == pytest.approx(672)
    assert widths[1] == pytest.approx(672 * 0.33, abs=0.1)
    assert widths[0] > 0, "nothing at all is still a mark to see"
    assert "keine Angabe" in texts(svg)
    words = readiness_words(result(0, 33, 100, None))
    assert "Datensicherheit: 100 von 100" in words
    assert "Team: keine Angabe" in words


@pytest.mark.parametrize(
    "svg", [region_map(KB, "DE-BE"), readiness_chart(result(10, 40, 70, 90))], ids=["map", "chart"]
)
def test_pictures_are_announced_and_become_a_png(svg: str) -> None:
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title") is not None
    assert len(str(root.findtext(f"{SVG}desc"))) > 40
    image = Image.open(io.BytesIO(png(svg, 720))).convert("L")
    assert image.width == 720
    dark = sum(image.histogram()[:90])
    assert dark > 500, "there is no dark ink, so the letters were not drawn"


def test_a_picture_is_found_by_its_name() -> None:
    stem = readiness_picture(score({questions()[0].id: 3})).removeprefix(FOLDER).removesuffix(".svg")
    assert re.fullmatch(r"reife(-(x|\d+)){4}", stem)
    assert drawn(stem, KB) == readiness_chart(result(100, None, None, None))
    assert drawn(map_picture("DE-ST").removeprefix(FOLDER).removesuffix(".svg"), KB) == region_map(KB, "DE-ST")
    for unknown in ("", "laenderkarte-DE-XX", "reife-1-2-3", "reife-1-2-3-101", "../index", "reife-1-2-3-4-5"):
        assert drawn(unknown, KB) is None
