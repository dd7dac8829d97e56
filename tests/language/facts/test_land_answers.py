"""Länder as people abbreviate them, districts, and parts of towns (F1, F4)."""

from __future__ import annotations

import pytest

from bot.language.facts.districts import DISTRICTS, town_parts
from bot.language.facts.gazetteer import Gazetteer
from bot.language.facts.reader import Reader
from bot.language.facts.region_answer import answered_region

ABBREVIATED: list[tuple[str, str]] = [
    ("mv", "DE-MV"),  # F4: was read as minimum viable product
    ("sh", "DE-SH"),  # F4
    ("S.-H.", "DE-SH"),
    ("in bw", "DE-BW"),
    ("b-w", "DE-BW"),
    ("nds", "DE-NI"),
    ("nrw", "DE-NW"),
    ("rlp", "DE-RP"),
    ("lsa", "DE-ST"),
    ("thü", "DE-TH"),
    ("thür.", "DE-TH"),
    ("Meck-Pom", "DE-MV"),
    ("wir sind in bb", "DE-BB"),
    ("saar", "DE-SL"),
]
NO_LAND = ["sa", "ja", "nein danke", "was ist ein mvp", "he was soll das", "mv oder sh", "8", "weiß nicht", ""]
PLACES: list[tuple[str, str, str]] = [
    ("warnemünde", "DE-MV", "Rostock"),  # F4
    ("Hotel in Warnemünde", "DE-MV", "Rostock"),
    ("Bäckerei Sudenburg 8 Leute", "DE-ST", "Magdeburg"),
    ("Buckau", "DE-ST", "Magdeburg"),
    ("Halle-Neustadt", "DE-ST", "Halle (Saale)"),
    ("Köpenick", "DE-BE", "Köpenick"),
    ("Connewitz", "DE-SN", "Leipzig"),
    ("Rhein-Sieg-Kreis", "DE-NW", "Rhein-Sieg-Kreis"),
    ("Landkreis Harburg", "DE-NI", "Landkreis Harburg"),
    ("Main-Kinzig-Kreis", "DE-HE", "Main-Kinzig-Kreis"),
    ("Kreis Mettmann", "DE-NW", "Mettmann"),
]
NO_PLACE = [
    "Wir pflanzen Linden",
    "wir sitzen am Rhein",
    "bei Regen",
    "Nippes und Deko",
    "b/w Druck",
    "ein shop mit sh script",
]


@pytest.mark.parametrize(("text", "code"), ABBREVIATED)
def test_an_abbreviation_answers_the_question_for_the_land(text: str, code: str) -> None:
    assert answered_region(text) == code


@pytest.mark.parametrize("text", NO_LAND)
def test_anything_else_is_no_land(text: str) -> None:
    assert answered_region(text) is None


@pytest.mark.parametrize(("text", "code", "place"), PLACES)
def test_reads_district_and_part_of_town(reader: Reader, text: str, code: str, place: str) -> None:
    found = {entity.name: entity.value for entity in reader.read(text)}
    assert (found.get("region"), str(found.get("place")).casefold()) == (code, place.casefold())


@pytest.mark.parametrize("text", NO_PLACE)
def test_words_that_are_also_names_stay_words(reader: Reader, text: str) -> None:
    assert [entity.value for entity in reader.read(text) if entity.name == "region"] == []


@pytest.mark.parametrize(
    "text", ["förderung mv 20 leute software", "zuschuss bw Bäckerei", "Fördermittel sh onlineshop"]
)
def test_small_letters_are_a_land_beside_a_word_of_funding(reader: Reader, text: str) -> None:  # F1
    assert [entity.name for entity in reader.read(text)].count("region") == 1


def test_every_district_and_part_is_read_as_its_land(reader: Reader, gazetteer: Gazetteer) -> None:
    wanted = [(name, short) for short, names in DISTRICTS.items() for name in names]
    wanted += [(f"Betrieb in {part}", short) for short, _, part in town_parts()]
    wrong = [
        text
        for text, short in wanted
        if f"DE-{short}" not in {entity.value for entity in reader.read(text) if entity.name == "region"}
    ]
    assert wrong == []


def test_a_part_lies_in_a_town_the_gazetteer_knows(reader: Reader) -> None:
    unknown = {
        town for _, town, _ in town_parts() if not any(item.name == "place" for item in reader.read(f"in {town}"))
    }
    assert unknown == set()
