from __future__ import annotations

import pytest

from bot.language.facts.postal_codes import _RANGES, land_of_postal_code
from bot.language.facts.region import RegionReader
from bot.language.text.sentence import Sentence

# (text, regions without "DE-", places)
PHRASES: list[tuple[str, str, str]] = [
    ("Sachsen-Anhalt", "ST", ""),
    ("sachsen anhalt", "ST", ""),
    ("Sachsen Anhalt bitte", "ST", ""),
    ("SachsenAnhalt", "ST", ""),
    ("sachen-anhalt", "ST", ""),
    ("saxen anhalt", "ST", ""),
    ("wir sind aus S-A", "ST", ""),
    ("LSA", "ST", ""),
    ("in lsa", "ST", ""),
    ("sachsen-anhaltische Betriebe", "ST", ""),
    ("die Förderung Sachsen-Anhalts", "ST", ""),
    ("Sachsen", "SN", ""),
    ("und in sachsen?", "SN", ""),
    ("Niedersachsen", "NI", ""),
    ("Nieder-Sachsen", "NI", ""),
    ("NRW", "NW", ""),
    ("nordrhein westfalen", "NW", ""),
    ("BaWü", "BW", ""),
    ("Ba-Wü", "BW", ""),
    ("baden wurttemberg", "BW", ""),
    ("MeckPomm", "MV", ""),
    ("Meck-Pomm", "MV", ""),
    ("in mv", "MV", ""),
    ("Mecklenburg", "MV", ""),
    ("Schleswig Holstein", "SH", ""),
    ("wir sitzen in SH", "SH", ""),
    ("RLP", "RP", ""),
    ("thueringen", "TH", ""),
    ("Türingen", "TH", ""),
    ("THÜRINGEN", "TH", ""),
    ("doch thüringen", "TH", ""),
    ("Bayern oder Hessen", "BY HE", ""),
    ("nicht Sachsen, sondern Thüringen", "TH", ""),
    ("nicht in Sachsen sondern in Sachsen-Anhalt", "ST", ""),
    ("Saarland", "SL", ""),
    ("Hansestadt Bremen", "HB", ""),
    ("Magdeburg", "ST", "Magdeburg"),
    ("magdeborg", "ST", "Magdeburg"),
    ("magdebrug", "ST", "Magdeburg"),
    ("Stendahl", "ST", "Stendal"),
    ("stendal", "ST", "Stendal"),
    ("wir sind ein Betrieb aus Genthin", "ST", "Genthin"),
    ("calbe", "ST", "Calbe (Saale)"),
    ("Zeitz", "ST", "Zeitz"),
    ("in Burg bei Magdeburg", "ST", "Burg|Magdeburg"),
    ("Tischlerei, Burg, 5 Leute", "ST", "Burg"),
    ("wir sitzen in halle", "ST", "Halle (Saale)"),
    ("Halle (Saale)", "ST", "Halle (Saale)"),
    ("halle/saale", "ST", "Halle (Saale)"),
    ("Halle an der Saale", "ST", "Halle (Saale)"),
    ("tischlerei halle 14 leute", "ST", "Halle (Saale)"),
    ("Halle", "ST", "Halle (Saale)"),
    ("wir sind in Leipzig und Halle", "SN ST", "Leipzig|Halle (Saale)"),
    ("dessau", "ST", "Dessau-Roßlau"),
    ("wittenberg", "ST", "Wittenberg"),
    ("lutherstadt wittenberg", "ST", "Lutherstadt Wittenberg"),
    ("Wittenberge", "BB", "Wittenberge"),
    ("bitterfeld", "ST", "Bitterfeld-Wolfen"),
    ("köthen", "ST", "Köthen (Anhalt)"),
    ("Kothen", "ST", "Köthen (Anhalt)"),
    ("wernigerode im harz", "ST", "Wernigerode|Harz"),
    ("halberstatt", "ST", "Halberstadt"),
    ("Salzwedel, Altmark", "ST", "Salzwedel|Altmark"),
    ("Landkreis Börde", "ST", "Börde"),
    ("aus dem Jerichower Land", "ST", "Jerichower Land"),
    ("im Harz", "ST", "Harz"),
    ("Harz", "ST", "Harz"),
    ("Westharz", "NI", "Westharz"),
    ("Goslar im Harz", "NI", "Goslar"),
    ("Harz, Niedersachsen", "NI", ""),
    ("Frankfurt (Oder)", "BB", "Frankfurt (Oder)"),
    ("frankfurt oder", "BB", "Frankfurt (Oder)"),
    ("Frankfurt am Main", "HE", "Frankfurt am Main"),
    ("frankfurt", "HE", "Frankfurt am Main"),
    ("Frankfurt in Brandenburg", "BB", "Frankfurt (Oder)"),
    ("brandenburg an der havel", "BB", "Brandenburg an der Havel"),
    ("St. Wendel", "SL", "St. Wendel"),
    ("sankt wendel", "SL", "St. Wendel"),
    ("munchen", "BY", "München"),
    ("Koeln", "NW", "Köln"),
    ("Firma in Essen", "NW", "Essen"),
    ("aus Hof", "BY", "Hof"),
    ("Weiden in der Oberpfalz", "BY", "Weiden in der Oberpfalz"),
    ("Berlin-Mitte", "BE", "Mitte"),
    ("Ruhrgebiet", "NW", "Ruhrgebiet"),
    ("39104", "ST", ""),
    ("39104 Magdeburg", "ST", "Magdeburg"),
    ("PLZ 06484", "ST", ""),
    ("D-06556", "TH", ""),
    ("29410 Salzwedel", "ST", "Salzwedel"),
    ("aus 38300 Wolfenbüttel", "NI", "Wolfenbüttel"),
    ("HRO", "MV", "Rostock"),
    ("Betrieb in SDL", "ST", "Stendal"),
    ("wir kommen aus MD", "ST", "Magdeburg"),
    ("HAL", "ST", "Halle (Saale)"),
    ("magdeburger Betrieb", "ST", "Magdeburg"),
    ("eine Thüringer Tischlerei", "TH", ""),
    ("sächsischer Handwerksbetrieb", "SN", ""),
    ("ich bin Stendaler", "ST", "Stendal"),
    ("hallesche Firma", "ST", "Halle (Saale)"),
]

NOT_PLACES = [
    "In der Halle steht eine Maschine",
    "unsere Halle ist zu klein",
    "Lagerhalle",
    "neue Produktionshalle",
    "Maschine in Halle 3",
    "2 mio für eine neue halle",
    "wir waren schon da",
    "essen gehen",
    "beim Essen",
    "wir essen in der Kantine",
    "auf dem Hof",
    "in der Mitte",
    "Mitte Mai",
    "auf der Heide",
    "die sachen sind kaputt",
    "wir planen das",
    "wie heißen Sie",
    "wie heissen die",
    "wir wachsen gerade",
    "die bremsen quietschen",
    "meine Bauern",
    "das dauert lange zeit",
    "seit langen Jahren",
    "die Kasse",
    "wir brennen dafür",
    "Wir verkaufen Berliner und Hamburger",
    "thüringer bratwurst",
    "Harzer Käse",
    "Halberstädter Würstchen",
    "Berliner Straße 5",
    "Epoxidharz",
    "wir arbeiten mit Harz",
    "8 MA",
    "IT und KI",
    "die Mark",
    "30000 euro",
    "20000 Kunden",
    "Rechnung Nr 39104",
    "DIN SPEC 27076",
    "0391 12345",
    "die meisten wissen das",
    "das lohnt sich nicht",
    "hochburg der Technik",
    "in der Stadt",
    "zeit ist geld",
    "wir gießen Beton",
    "die anderen",
    "nicht Sachsen",
]


@pytest.mark.parametrize(("text", "regions", "places"), PHRASES, ids=[row[0] for row in PHRASES])
def test_reads_region_and_place(region_reader: RegionReader, text: str, regions: str, places: str) -> None:
    entities = region_reader.read(Sentence.of(text))
    assert [str(entity.value) for entity in entities if entity.name == "region"] == ["DE-" + c for c in regions.split()]
    assert "|".join(str(entity.value) for entity in entities if entity.name == "place") == places


@pytest.mark.parametrize("text", NOT_PLACES)
def test_ordinary_words_are_no_places(region_reader: RegionReader, text: str) -> None:
    assert region_reader.read(Sentence.of(text)) == []


@pytest.mark.parametrize(
    ("code", "land"),
    [
        ("06108", "DE-ST"), ("06556", "DE-TH"), ("06571", "DE-TH"), ("06577", "DE-TH"), ("06578", "DE-TH"),
        ("06618", "DE-ST"), ("38820", "DE-ST"), ("38855", "DE-ST"), ("38640", "DE-NI"), ("38486", "DE-ST"),
        ("29410", "DE-ST"), ("39638", "DE-ST"), ("04626", "DE-TH"), ("04910", "DE-BB"), ("01968", "DE-BB"),
        ("19322", "DE-BB"), ("23966", "DE-MV"), ("96515", "DE-TH"), ("63739", "DE-BY"), ("14715", None),
        ("99999", None), ("14000", None), ("00000", None), ("1234", None), ("abcde", None), ("٣٩١٠٤", None), ("", None),
    ],
)  # fmt: skip
def test_postal_codes(code: str, land: str | None) -> None:
    assert land_of_postal_code(code) == land


def test_postal_ranges_are_sorted_and_do_not_overlap() -> None:
    flat = [bound for low, high, _ in _RANGES for bound in (low, high)]
    assert flat == sorted(flat)
    assert all(low <= high for low, high, _ in _RANGES)
    assert len({low for low, _, _ in _RANGES}) == len(_RANGES)


def test_all_sixteen_laender_are_known(region_reader: RegionReader, gazetteer: object) -> None:
    lands = gazetteer.lands  # type: ignore[attr-defined]
    assert len(lands) == 16
    for land in lands:
        (entity, *_) = region_reader.read(Sentence.of(land.name))
        assert entity.value == land.code


def test_every_place_of_the_knowledge_base_is_found_in_its_land(region_reader: RegionReader, gazetteer: object) -> None:
    missed = []
    for land in gazetteer.lands:  # type: ignore[attr-defined]
        for place in land.places:
            values = {entity.value for entity in region_reader.read(Sentence.of(f"Wir sitzen in {place}."))}
            if land.code not in values:
                missed.append((place, land.code, values))
    assert not [row for row in missed if row[0] not in {"Mitte"}]
