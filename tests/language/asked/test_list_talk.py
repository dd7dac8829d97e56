"""What a message wants of programmes that were shown, in the words of many owners, and what only sounds like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language.asked import list_talk as said

PLACES: dict[str, tuple[int, ...]] = {
    "das erste klingt gut": (1,),
    "Vergleichen Sie 1 und 3": (1, 3),
    "1 oder 2?": (1, 2),
    "nummer 2 gefällt mir": (2,),
    "das dritte nehm ich": (3,),
    "was ist mit dem letzten": (-1,),
    "Nummer zwei und Nummer drei": (2, 3),
    "eins oder drei": (1, 3),
    "beim zweiten und beim dritten": (2, 3),
    "Programm 3 bitte": (3,),
    # no places in a list
    "BAFA Modul 3": (),
    "wir sind 3 Leute": (),
    "hab ein Angebot über 64.000 da": (),
    "45% klingt besser": (),
    "in 2 Wochen": (),
    "das erste Mal": (),
    "im dritten Quartal": (),
    "2 Maschinen für 5 Filialen": (),
    "Nummer 9": (),
    "Dürfen wir Gekündigten schon vor dem letzten Arbeitstag Zugänge sperren?": (),
    "darf ich für die zweite Filiale schon bestellen": (),
    "das zweite Programm": (2,),
    "Kaffee im Abo, 3 Sorten je Monat": (),
    "hab am 2. bestellt": (),
    "kasse schon bestellt am 3. kann ich den zuschuss noch beantragen": (),
    "Industriekaufleute 2. Lehrjahr": (),
}


@pytest.mark.parametrize("text", PLACES)
def test_places(text: str) -> None:
    assert said.places(text, most=6) == PLACES[text]


READS: dict[Callable[[str], bool], tuple[list[str], list[str]]] = {
    said.asks_for_share: (
        [
            "was muss ich selber zahlen",
            "und was zahl ich dann noch selbst?",
            "wie viel bekomme ich raus",
            "wie viel krieg ich da raus",
            "was bleibt an mir hängen",
            "wie hoch ist mein Eigenanteil",
            "was kommt am Ende für mich raus?",
            "rechnen Sie mir das mal durch",
            "was kostet mich das dann unterm Strich",
            "muss ich das vorstrecken?",
            "muss ich erst alles selbst bezahlen?",
            "wieviel zuschuss wär das bei 40.000 Euro",
            "können Sie das mal vorrechnen",
            "wie viel muss ich aus eigener Tasche dazutun",
            "muss ich in Vorleistung gehen",
            "Was zahl ich am Ende wirklich?",
        ],
        [
            "welche Unterlagen brauche ich",
            "wo stelle ich den Antrag",
            "bis wann muss der Antrag raus sein",
            "wer zahlt das Geld aus?",
            "Nummer 2 bitte",
            "können wir das selbst machen?",
        ],
    ),
    said.asks_to_order: (
        [
            "kann ich die anlage jetz schon bestellen?",
            "darf ich den Auftrag schon unterschreiben?",
            "ab wann darf ich kaufen",
            "sollen wir mit dem Kauf noch warten oder gleich bestellen",
            "muss ich erst den Bescheid haben, bevor ich loslege",
            "darf ich schon anfangen",
            "können wir den Vertrag jetzt machen",
        ],
        ["welches nehmen Sie", "was kostet das", "wer hat das gekauft", "Auftragsbuch führen wir auf Papier"],
    ),
    said.asks_which_is_better: (
        [
            "ist der Standard nicht passender für uns?",
            "wäre das zweite nicht besser?",
            "passt das dritte nicht eher zu uns?",
            "ist Nummer 2 nicht sinnvoller",
            "lieber das zweite?",
            "lohnt sich das dritte für uns mehr?",
        ],
        ["mehr zum zweiten", "das zweite", "was ist das dritte"],
    ),
    said.wants_the_rest: (
        [
            "weitere Programme",
            "mehr davon",
            "die anderen",
            "was gab es denn noch für Programme",
            "zeigen Sie mir die übrigen Programme",
            "und die restlichen?",
            "andere Förderungen",
            "noch mehr Programme",
        ],
        ["was machen die Leute", "andere Frage", "mehr zu 1", "noch was zum Datenschutz"],
    ),
    said.wants_the_list: (
        [
            "zurück zur Liste",
            "zeigen Sie die Liste nochmal",
            "nochmal die Programme bitte",
            "was war noch auf der Liste",
            "die Programme von vorhin",
        ],
        ["was kostet das nochmal", "wieder was gelernt", "nochmal zum ersten"],
    ),
    said.wants_calendar: (
        [
            "Frist in den Kalender",
            "kann ich mir die Frist in den Kalender eintragen",
            "erinnern Sie mich an die Frist",
            "haben Sie das als ics für Outlook",
            "bitte einen Termin eintragen",
        ],
        ["bis wann läuft das", "Termin beim Steuerberater", "ich erinnere mich nicht"],
    ),
    said.asks_for_payback: (
        ["rechnet sich das", "Mit unseren Zahlen rechnen", "wann hat sich das amortisiert", "lohnt sich das"],
        ["rechnen Sie mir das mal durch", "was bleibt übrig"],
    ),
    said.wants_cheaper: (
        ["günstiger", "was Günstigeres", "gibts was billigeres", "geht es günstiger?"],
        ["ist der Digitalbonus günstiger als ein Kredit für uns", "günstig einkaufen"],
    ),
    said.likes: (
        ["das erste klingt gut", "nummer 2 gefällt mir", "das dritte nehm ich", "das zweite wär was"],
        ["was ist das erste", "gilt das zweite noch"],
    ),
}
CASES = [(reader, text, True) for reader, (yes, _) in READS.items() for text in yes]
CASES += [(reader, text, False) for reader, (_, no) in READS.items() for text in no]


@pytest.mark.parametrize(("reader", "text", "meant"), CASES, ids=[f"{r.__name__}: {t}" for r, t, _ in CASES])
def test_reads(reader: Callable[[str], bool], text: str, meant: bool) -> None:
    assert reader(text) is meant


@pytest.mark.parametrize(
    ("text", "named", "meant"),
    [
        ("kann ich das mit dem Digitalbonus zusammen nehmen?", 1, True),
        ("darf man beides kombinieren, digitalbonus und BAFA modul 3", 2, True),
        ("geht 1 und 2 gleichzeitig?", 2, True),
        ("kann ich beide nehmen", 0, True),
        ("lassen sich die zwei kombinieren?", 0, True),
        ("darf ich da noch einen Kredit dazu nehmen", 0, True),
        ("schließen sich die aus? geht nebeneinander?", 2, True),
        ("können zwei Leute gleichzeitig damit arbeiten", 0, False),
        ("was gehört noch dazu?", 0, False),
        ("Wir haben zwei Firmen in der Familie. Zählen sie bei der Förderung zusammen?", 0, False),
        ("Bekommen Arztpraxen neben der TI-Pauschale noch Förderung?", 0, False),
        ("arbeiten Sie mit der Bank zusammen", 0, False),
        (
            "kann das Programm auch parallel Rechnungen schreiben",
            1,
            True,
        ),  # it names a programme, in the talk of programmes
    ],
)
def test_asks_to_combine(text: str, named: int, meant: bool) -> None:
    assert said.asks_to_combine(text, named) is meant


def test_a_part_of_a_programme_is_quoted_as_it_was_said() -> None:
    assert said.names_unknown_part("und BAFA Modul 3?") == "Modul 3"
    assert said.names_unknown_part("und BAFA?") is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("darf ich schon bestellen?", True),
        ("derf i scho bstelln?", True),
        ("Darf ich den Termin mit dem Kassenverkäufer schon festmachen und bestellen?", True),
        ("können wir jetzt gleich loslegen", True),
        ("kann ich die Maschine vorher kaufen", True),
        ("Ich soll Digitalbeauftragte werden. Wo fange ich an, wo lerne ich das?", False),
        ("Müssen wir an Kunden aus anderen EU-Ländern verkaufen und liefern?", False),
        ("Müssen freie Übersetzer oder Berater einen AV-Vertrag mit Kontrollen zuhause unterschreiben?", False),
        ("wann startet das Programm?", False),
    ],
)
def test_an_order_without_a_name_needs_just_that_question(text: str, meant: bool) -> None:
    assert said.asks_to_order(text, picks=False) is meant
