"""All readers together: whole sentences as owners write them, conflicts, properties, speed."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.facts.entity import Entity
from bot.language.facts.reader import Reader
from bot.language.text.sentence import overlaps

SENTENCES: list[tuple[str, dict[str, object]]] = [
    (
        "Wir sind eine Tischlerei aus Stendal mit 14 Leuten und wollen für 30.000 € ein ERP einführen",
        {
            "sector": "holz", "place": "Stendal", "region": "DE-ST", "employees": 14, "amount": 30_000,
            "topic": "prozesse", "term": "term:ERP",
        },
    ),
    (
        "tischlerei halle 14 leute erp 30k",
        {
            "sector": "holz", "place": "Halle (Saale)", "region": "DE-ST", "employees": 14, "amount": 30_000,
            "topic": "prozesse", "term": "term:ERP",
        },
    ),
    (
        "Ich bin Friseurin in Wernigerode, allein, will Onlinebuchung für 5000 euro",
        {
            "sector": "koerperpflege", "place": "Wernigerode", "region": "DE-ST", "employees": 0,
            "topic": "vertrieb-online", "amount": 5_000,
        },
    ),
    (
        "hotel im harz 12 mann brauchen neues kassensystem",
        {"sector": "gastgewerbe", "place": "Harz", "region": "DE-ST", "employees": 12, "topic": "prozesse"},
    ),
    (
        "Maschinenbauer, 39104 Magdeburg, 48 MA, KI",
        {
            "sector": "maschinenbau", "region": "DE-ST", "place": "Magdeburg", "employees": 48, "topic": "ki",
            "term": "term:KI",
        },
    ),
    ("14", {"number": 14}),
    ("14 leute", {"employees": 14}),
    ("12 Leute, davon 3 in Teilzeit", {"employees": 12}),
    ("nein, 14 nicht 40", {"number": 14}),
    ("nein 14", {"number": 14}),
    ("so ca. 20", {"number": 20}),
    ("zwölf", {"number": 12}),
    ("20-25", {"number": 25}),
    ("30000", {"number": 30_000}),
    ("30.000", {"number": 30_000}),
    ("39104", {"region": "DE-ST"}),
    ("30.000 €", {"amount": 30_000}),
    ("ich meinte 40 tausend", {"amount": 40_000}),
    ("stendal", {"place": "Stendal", "region": "DE-ST"}),
    ("und in sachsen?", {"region": "DE-SN"}),
    ("doch Thüringen", {"region": "DE-TH"}),
    ("tischlerei", {"sector": "holz"}),
    ("das zweite", {"ordinal": 2}),
    ("Nr. 3", {"ordinal": 3}),
    ("Was ist mit ZIM", {"programme": "zim"}),
    ("KfW 380", {"programme": "kfw-380"}),
    ("Digitalbonus Bayern", {"programme": "by-digitalbonus"}),
    ("digitalbonus in thüringen", {"programme": "th-digitalbonus", "region": "DE-TH"}),
    ("was hat bäckerei förch gemacht", {"company": "foerch"}),
    ("Handwerkskammer Hannover", {"company": "hwk-hannover"}),
    ("Mittelstand-Digital Zentrum Magdeburg", {"programme": "mdz-magdeburg"}),
    ("Zukunftszentrum Sachsen-Anhalt", {"programme": "st-zukunftszentrum"}),
    ("was heißt DSGVO", {"term": "term:DSGVO", "topic": "datensicherheit"}),
    ("20.000 Euro, 8 Leute", {"amount": 20_000, "employees": 8}),
    ("8000 euro und 8000 kunden", {"amount": 8_000}),
]  # fmt: skip

NOTHING = [
    "", " ", "\n", "...", "?!?!", "😀😀", "\u200b", "---", "€", "%", "(((", "ja", "nein", "hallo", "danke", "mehr",
    "wie bitte", "was kostet das", "weiß nicht", "egal", "abbrechen", "bis wann", "von vorn", "14 Uhr", "in 3 Monaten",
    "In der Halle steht eine Maschine", "wir waren essen", "2024 war schwer", "Seite 3", "50 %", "3.5.2024", "§ 7",
    "wer sind sie", "erzähl einen witz", "ein paar Leute", "vor 3 Jahren", "0391 1234567",
]  # fmt: skip


def as_dict(entities: list[Entity]) -> dict[str, object]:
    found: dict[str, object] = {}
    for entity in entities:
        assert entity.name not in found, entities
        found[entity.name] = entity.value
    return found


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_reads_whole_sentences(reader: Reader, text: str, expected: dict[str, object]) -> None:
    assert as_dict(reader.read(text)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_finds_nothing_where_nothing_is_said(reader: Reader, text: str) -> None:
    assert reader.read(text) == []


def test_offsets_point_into_the_original_text(reader: Reader) -> None:
    text = "😀 Wir (14\u00a0Leute) sind aus Fo\u0308rde… äh Halle (Saale)."
    found = {entity.name: text[entity.start : entity.end] for entity in reader.read(text)}
    assert found["employees"] == "14\u00a0Leute"
    assert found["place"] == found["region"] == "Halle (Saale)"


def test_alternatives_of_an_ambiguous_name(reader: Reader) -> None:
    (ids,) = reader.alternatives("gibt es den digitalbonus in niedersachsen")
    assert ids[0] == "ni-digitalbonus"
    assert len(ids) == 3
    assert reader.alternatives("Was ist mit ZIM") == []


def test_umlauts_do_not_matter(reader: Reader) -> None:
    for one, other in (
        ("Bäckerei in Köthen", "baeckerei in koethen"),
        ("Thüringen, fünf Beschäftigte", "thueringen, fuenf beschaeftigte"),
        ("für zwölftausend Euro", "fuer zwoelftausend euro"),
    ):
        assert [(e.name, e.value) for e in reader.read(one)] == [(e.name, e.value) for e in reader.read(other)]


ALPHABET = "abdehikmnorstuzäöüß AEHKMS0123456789 .,;:-/()€%§&@+'\"\n\u00ad\u0308\u200b😀½"
PIECES = [
    "14", "Leute", "Halle", "in", "der", "Sachsen-Anhalt", "39104", "30.000", "€", "k", "Mio", "Tischlerei",
    "und", ",", ".", "zu", "dritt", "Digital", "Jetzt", "Harz", "ich", "mein", "Sohn", "keine", "Mitarbeiter",
    "das", "zweite", "KI", "bis", "-", "ein", "Dutzend", "halbe", "Million", "Bäckerei", "Förch", "Frankfurt",
    "(Oder)", "nicht", "S-A", "MD", "½", "zwanzig",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(), max_size=80),
    st.text(ALPHABET, max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
)
NAMES = {
    "region", "place", "sector", "employees", "amount", "topic", "programme", "company", "term", "number", "ordinal",
}  # fmt: skip
OF_FIRM = {"legal_form", "profession", "non_profit", "stage", "age_months", "group_member", "farm"}
"""What kind of firm it is (``bot.language.facts.firm``): of other types, and told by words that may name a trade, too."""
MAY_OVERLAP = {frozenset(pair) for pair in (("region", "place"), ("term", "topic"), ("sector", "topic"))}


@settings(max_examples=400, deadline=None)
@given(text=TEXTS)
def test_reading_is_total_and_consistent(reader: Reader, text: str) -> None:
    read = reader.read(text)
    assert read == sorted(read, key=lambda entity: (entity.start, entity.end, entity.name))
    assert read == reader.read(text)
    entities = [entity for entity in read if entity.name not in OF_FIRM]
    for entity in entities:
        assert entity.name in NAMES
        assert 0 <= entity.start < entity.end <= len(text)
        assert isinstance(entity.value, int if entity.name in {"employees", "amount", "number", "ordinal"} else str)
        if entity.name in {"employees", "amount", "number"}:
            assert isinstance(entity.value, int)
            assert entity.value >= 0
    for one, other in combinations(entities, 2):
        if overlaps(one, other):
            assert frozenset({one.name, other.name}) in MAY_OVERLAP, (text, one, other)


@given(text=st.text(".,;:!?-–—…()[]{}/\\|*#'\"„“”‚‘’%&§$€+=<>~^°_@ \n\t", max_size=60))
def test_punctuation_alone_says_nothing(reader: Reader, text: str) -> None:
    assert reader.read(text) == []


@settings(max_examples=200, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join))
def test_invisible_characters_change_nothing(reader: Reader, text: str) -> None:
    plain = [(entity.name, entity.value) for entity in reader.read(text)]
    assert [
        (entity.name, entity.value) for entity in reader.read("\u200b" + text.replace(" ", "\u00a0 ") + "😀")
    ] == plain


@pytest.mark.parametrize(
    "text", ["9" * 2000, "a" * 2000, "ein " * 500, "14 Leute und " * 150, "-" * 2000, "1.000." * 300, "zu " * 600]
)
def test_long_nonsense_is_read(reader: Reader, text: str) -> None:
    """What it costs is measured by ``python -m bench nasty`` (M5: no test depends on the speed of a machine)."""
    assert reader.read(text) == reader.read(text)
