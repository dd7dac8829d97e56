"""Small towns, landscapes, dialect names; whose place it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.facts.places.towns import all_towns, is_town
from bot.language.facts.region import RegionReader
from bot.language.text.sentence import Sentence

OURS: list[tuple[str, str]] = [
    ("Tischlerei in Oberammergau, 4 Leute", "BY"),
    ("zuschuss onlineshop geigenbau markneukirchen", "SN"),
    ("Winzer bei Traben-Trarbach", "RP"),
    ("töpferei höhr-grenzhausen 3 mann", "RP"),
    ("Schlosserei in Hechingen mit neun Mann", "BW"),  # once taken for a misspelt Hecklingen
    ("Hopfenhof in da Hallertau", "BY"),
    ("Obsthof im Alten Land, 12 Leute", "NI"),
    ("Werbetechnik, Neustadt a.d. Weinstraße, 14 Leut", "RP"),
    ("Pension auf Föhr", "SH"),
    ("Verleih aus Ddorf", "NW"),
    ("Café en Kölle-Nippes", "NW"),
    ("Kanzlei HH-Altona", "HH"),
    ("Lager, Hamburg-Billbrook, 4 Hallen", "HH"),
    ("Maler HH, 5 Leute", "HH"),
    ("Praxis im Emsland. Die Kollegin in NRW hat die Hälfte bekommen", "NI"),
    ("Tiefbau aus Stendal, unser Auftraggeber aus Hessen schreibt das vor", "ST"),
    ("Ich bin Dienstleister aus Hessen", "HE"),
    ("Wir sind ein Zulieferer in Hessen", "HE"),
    ("mit meiner Schwester in Stade mache ich Kerzen", "NI"),
    ("Ich übernehme die Bäckerei meiner Tante in Zerbst", "ST"),
    ("Unsere Firma in Bayern", "BY"),
    ("Maschinenbauer auf der Schwäbischen Alb", "BW"),
    ("a kloine Mühle uff dr Alb, sechs Leit", "BW"),
    ("Schreinerei auf der Alb", "BW"),
]
NOBODYS = [
    "Mein Kumpel in Bayern bekommt alles bezahlt",
    "Unsere Konkurrenz in Niedersachsen bekommt Geld",
    "Hotel in Heringsdorf mit 62 Zimmern",  # on Usedom and in Holstein; and no misspelt Herzberg
    "MD-Netzwerk",
    "wenn ik na Dänemark föhr",
    "Viele Grüße, Sven Lindow",
    "Herr Markneukirchen hat angerufen",
    "Ware aus Übersee",
    "Wir speichern alles in Speicher 3",
    "Wir reisen von Kiel bis Passau",
    "Unsere Touren gehen von Hamburg bis München",
    "Ein Alb drückt mich nachts",
]


def lands(reader: RegionReader, text: str) -> list[str]:
    return [
        str(entity.value).removeprefix("DE-") for entity in reader.read(Sentence.of(text)) if entity.name == "region"
    ]


@pytest.mark.parametrize(("text", "land"), OURS, ids=[row[0] for row in OURS])
def test_reads_the_land_of_the_firm(region_reader: RegionReader, text: str, land: str) -> None:
    assert lands(region_reader, text) == [land]


@pytest.mark.parametrize("text", NOBODYS)
def test_takes_no_other_place_for_the_firms(region_reader: RegionReader, text: str) -> None:
    assert lands(region_reader, text) == []


@given(town=st.sampled_from(all_towns()))
def test_every_town_behind_a_preposition_tells_its_land_or_a_better_known_one(
    region_reader: RegionReader, town: tuple[str, str]
) -> None:
    name, code = town
    found = region_reader.read(Sentence.of(f"Wir sind eine Tischlerei in {name}."))
    assert [entity.value for entity in found if entity.name == "region"] == [code] or any(
        str(entity.value) != name for entity in found if entity.name == "place"
    )


def test_no_ordinary_word_is_a_town() -> None:
    words = "speicher kommen lachen brunnen weinberg altstadt bescheid anger fahren besitz winzer boden"
    assert not [word for word in words.split() if is_town(word)]
