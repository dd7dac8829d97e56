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

from bot.advice.readiness import STAGES, Result, ThemeScore, questions, result_of_themes, score
from bot.knowledge.records import KnowledgeBase, Readiness
from bot.pictures.names import FOLDER, drawn, map_picture, readiness_picture
from bot.pictures.png import FONT_STACK, png
from bot.pictures.readiness_chart import readiness_chart, readiness_words
from bot.pictures.region_map import colour, contrast, figures, readable_on, region_map, region_map_words
from bot.pictures.svg import INK, PETROL
from tests.content import own_content

KB = own_content()
LANDS = sorted(code for code in KB.regions if code != "DE")
SVG = "{http://www.w3.org/2000/svg}"


def with_figures(values: dict[str, float], year: int = 2030) -> KnowledgeBase:
    regions = {
        code: replace(KB.regions[code], readiness=(Readiness("Testindex", year, values[code], None, "https://a.de/x"),))
        for code in values
    }
    return replace(KB, regions=regions)


def value_of(text: str) -> float:
    return float(text.replace(",", "."))


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
        assert value_of(shown[place + 1]) == data.values[code]
        assert re.fullmatch(r"\d\d,\d", shown[place + 1]), "all with one decimal, as the index has it"
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
        assert value_of(shown[shown.index(code.removeprefix("DE-")) + 1]) == value
    for one in LANDS:
        for other in LANDS:
            if data[one] < data[other]:
                assert all(a >= b for a, b in zip(parts(fills[one]), parts(fills[other]), strict=True)), "darker"


def parts(fill: str | None) -> list[int]:
    return [int(str(fill)[place : place + 2], 16) for place in (1, 3, 5)]


def test_the_scale_runs_from_white_to_dark_red() -> None:
    assert colour(49.6, 49.6, 73.5) == "#ffffff"
    red, green, blue = parts(colour(73.5, 49.6, 73.5))
    assert red > 100 > 40 > max(green, blue)
    svg = region_map(KB, None)
    data = figures(KB)
    assert data is not None
    low, high = (f"{end:.1f}".replace(".", ",") for end in (min(data.values.values()), max(data.values.values())))
    assert f"weniger digital: {low}" in texts(svg)
    assert f"digitaler: {high}" in texts(svg)


def test_the_newest_complete_index_is_drawn() -> None:
    both = {
        code: replace(
            KB.regions[code],
            readiness=(
                Readiness("Alt", 2020, 10.0, None, "https://a.de/x"),
                Readiness("Neu", 2029, 20.0, None, "https://b.de/x"),
                *([Readiness("Lücke", 2031, 30.0, None, "https://c.de/x")] if code != "DE-BY" else []),
                Readiness("Ohne Wert", 2032, None, "1", "https://d.de/x"),
            ),
        )
        for code in LANDS
    }
    data = figures(replace(KB, regions=both))
    assert data is not None
    assert (data.name, data.year, set(data.values.values())) == ("Neu", 2029, {20.0})


def land_at() -> dict[tuple[int, int], str]:
    """Return the Land at each point of the outlines, as drawn: city states above the Land around them."""
    shades = {code: f"#{place + 1:02x}0000" for place, code in enumerate(LANDS)}
    shapes = "".join(
        f'<path d="{path.get("d")}" fill="{shades[str(path.get("data-land"))]}"/>'
        for path in ET.fromstring(region_map(KB, None)).iter(f"{SVG}path")
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 586 793" shape-rendering="crispEdges">'
        f'<rect width="586" height="793" fill="#ffffff"/>{shapes}</svg>'
    )
    image = Image.open(io.BytesIO(png(svg, 586))).convert("RGB")
    pixels = {(x, y): image.getpixel((x, y))[0] for x in range(586) for y in range(793)}  # type: ignore[index]
    return {point: LANDS[shade - 1] for point, shade in pixels.items() if 1 <= shade <= len(LANDS)}


def test_each_label_stands_in_its_land_or_is_led_to_it() -> None:
    lands = land_at()
    root = ET.fromstring(region_map(KB, None))
    group = next(root.iter(f"{SVG}g"))
    written = {text.text: text for text in group.iter(f"{SVG}text")}
    dots = [(float(str(dot.get("cx"))), float(str(dot.get("cy")))) for dot in group.iter(f"{SVG}circle")]
    beside = {lands.get((round(x), round(y))) for x, y in dots}
    assert beside == {"DE-BE", "DE-HB", "DE-HH", "DE-SL"}
    for code in LANDS:
        x, y = (float(str(written[code.removeprefix("DE-")].get(place))) for place in "xy")
        corners = {(round(x + dx), round(y + dy)) for dx in (-23, 0, 23) for dy in (-16, 0, 22)}
        found = {lands.get(corner) for corner in corners}
        assert found == ({None} if code in beside else {code}), f"{code} stands in {found}"


@pytest.mark.parametrize("home", ["DE-BE", "DE-HB", "DE-BY"])
def test_the_outline_of_the_home_land_hides_no_other_land(home: str) -> None:
    drawn_in_order = list(ET.fromstring(region_map(KB, home)).iter(f"{SVG}path"))
    assert drawn_in_order[-1].get("data-home") == home
    assert drawn_in_order[-1].get("fill") == "none"
    order = [path.get("data-land") for path in drawn_in_order]
    assert order.index("DE-BE") > order.index("DE-BB")
    assert order.index("DE-HB") > order.index("DE-NI")


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


def test_the_stage_reached_stands_out_and_every_word_is_readable() -> None:
    root = ET.fromstring(readiness_chart(result(30, 30, 30, 30)))
    bold = {text.text for text in root.iter(f"{SVG}text") if text.get("font-weight") == "700"}
    stages = {name for _, name in STAGES}
    assert bold & stages == {"Erste Schritte"}
    assert stages <= set(texts(readiness_chart(result(30, 30, 30, 30))))
    grounds = {str(box.get("fill")) for box in root.iter(f"{SVG}rect")} - {PETROL}
    for text in root.iter(f"{SVG}text"):
        ink = str(text.get("fill"))
        assert float(str(text.get("font-size"))) >= 18, "9 pixels on a phone"
        if ink != "#ffffff":
            assert min(contrast(ink, ground) for ground in grounds) >= 4.5
        else:
            assert contrast(ink, PETROL) >= 4.5


def test_a_value_beside_a_short_bar_is_dark_and_within_a_long_one_white() -> None:
    inks = {
        text.text: text.get("fill") for text in ET.fromstring(readiness_chart(result(0, 8, 40, 97))).iter(f"{SVG}text")
    }
    assert (inks["8"], inks["40"], inks["97"]) == (INK, "#ffffff", "#ffffff")


@given(st.lists(st.none() | st.integers(0, 100), min_size=4, max_size=4))
@settings(max_examples=40, deadline=None)
def test_the_chart_stays_within_its_frame(percents: list[int | None]) -> None:
    root = ET.fromstring(readiness_chart(result(*percents)))
    assert root.get("viewBox") == "0 0 720 420"
    for box in root.iter(f"{SVG}rect"):
        assert float(str(box.get("x"))) + float(str(box.get("width"))) <= 720
        assert float(str(box.get("y"))) + float(str(box.get("height"))) <= 420
    assert texts(readiness_chart(result(*percents))).count("keine Angabe") == percents.count(None)


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
    data = png(svg, 720)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(data) > 10_000
    image = Image.open(io.BytesIO(data)).convert("L")
    assert image.width == 720
    dark = sum(image.histogram()[:90])
    assert dark > 500
    headline = image.crop((0, 0, 720, 48))
    assert sum(headline.histogram()[:90]) > 300, "there is no dark ink, so the letters were not drawn"


def test_both_bundled_fonts_are_used() -> None:
    def inked(weight: str) -> int:
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60"><text x="5" y="40" font-size="32" '
            f'font-family="{FONT_STACK}" font-weight="{weight}">Länderkarte</text></svg>'
        )
        return sum(Image.open(io.BytesIO(png(svg))).convert("L").histogram()[:90])

    assert Image.open(io.BytesIO(png(region_map(KB, None)))).width == 1000
    assert 0 < inked("400") < 0.9 * inked("700")


def test_a_picture_is_found_by_its_name() -> None:
    stem = readiness_picture(score({questions()[0].id: 3})).removeprefix(FOLDER).removesuffix(".svg")
    assert re.fullmatch(r"reife(-(x|\d+)){4}", stem)
    assert drawn(stem, KB) == readiness_chart(result(100, None, None, None))
    assert drawn(map_picture("DE-ST").removeprefix(FOLDER).removesuffix(".svg"), KB) == region_map(KB, "DE-ST")
    for unknown in ("", "laenderkarte-DE-XX", "reife-1-2-3", "reife-1-2-3-101", "../index", "reife-1-2-3-4-5"):
        assert drawn(unknown, KB) is None
