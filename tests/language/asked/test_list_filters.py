"""A shown list is narrowed and widened in any words; what says anything else is no such wish."""

from __future__ import annotations

import pytest

from bot.language.asked.list_filters import ListWish, read_kinds, read_list_wish

LOANS, BANK, GRANTS = frozenset({"darlehen"}), frozenset({"darlehen", "buergschaft"}), frozenset({"zuschuss"})

WISHES: dict[str, ListWish] = {
    "nur Zuschüsse": ListWish(only=GRANTS),
    "Nur Zuschüsse bitte": ListWish(only=GRANTS),
    "zeigen Sie mir nur die Zuschüsse": ListWish(only=GRANTS),
    "Zuschüsse bitte": ListWish(only=GRANTS),
    "ich möchte lieber nur einen Zuschuss": ListWish(only=GRANTS),
    "was wir nicht zurückzahlen müssen": ListWish(only=GRANTS),
    "nur Zuschüsse und Beratung": ListWish(only=GRANTS | {"beratung"}),
    "nur kostenlose Angebote": ListWish(only=frozenset({"kostenloses-angebot"})),
    "keine Kredite": ListWish(without=LOANS),
    "bitte keine Darlehen": ListWish(without=LOANS),
    "Ohne Kredite bitte": ListWish(without=LOANS),
    "Kredite bitte weglassen": ListWish(without=LOANS),
    "Kredite weg": ListWish(without=LOANS),
    "einen Kredit wollen wir nicht": ListWish(without=LOANS),
    "ohne Bank": ListWish(without=BANK),
    "geht das auch ohne Hausbank": ListWish(without=BANK),
    "keine Steuern und keine Beratung": ListWish(without=frozenset({"steuer", "beratung"})),
    "nur Zuschüsse, keine Darlehen": ListWish(only=GRANTS, without=LOANS),
    "keinen Kredit, sondern Zuschüsse": ListWish(only=GRANTS, without=LOANS),
    "Zuschüsse statt Kredite": ListWish(only=GRANTS, without=LOANS),
    "Gibt es Zuschüsse und keine Kredite?": ListWish(only=GRANTS, without=LOANS),
    "auch Kredite": ListWish(again=LOANS),
    "Auch Darlehen zeigen": ListWish(again=LOANS),
    "Kredite doch auch": ListWish(again=LOANS),
    "doch wieder mit Krediten": ListWish(again=LOANS),
    "nur offene": ListWish(surely_open=True),
    "nur was sicher offen ist": ListWish(surely_open=True),
    "was ist sicher offen": ListWish(surely_open=True),
    "Welche davon sind wirklich offen?": ListWish(surely_open=True),
    "ohne die unklaren": ListWish(surely_open=True),
    "auch die unklaren": ListWish(surely_open=False),
    "auch nicht bestätigte": ListWish(surely_open=False),
    "nicht nur die offenen": ListWish(surely_open=False),
    "nicht nur Zuschüsse": ListWish(everything=True),
    "wieder auch die unsicheren": ListWish(surely_open=False),
    "nur offene Zuschüsse": ListWish(only=GRANTS, surely_open=True),
    "auch kleinere": ListWish(at_least=0),
    "Betrag egal": ListWish(at_least=0),
    "wieder alle": ListWish(everything=True),
    "Wieder alles zeigen": ListWish(everything=True),
    "alle zeigen": ListWish(everything=True),
    "ohne Filter": ListWish(everything=True),
    # issue 14: wordings of strangers
    "lass die Darlehen weg": ListWish(without=LOANS),
    "Kredite interessieren mich nicht": ListWish(without=LOANS),
    "ich will mich nicht verschulden": ListWish(without=LOANS),
    "ohne dass ich zur Bank muss": ListWish(without=BANK),
    "nichts mit der Hausbank": ListWish(without=BANK),
    "nix mit Bank": ListWish(without=BANK),
    "Beratung brauch ich nicht": ListWish(without=frozenset({"beratung"})),
    "nur was jetzt beantragt werden kann": ListWish(surely_open=True),
    "welche kann ich heute noch beantragen": ListWish(surely_open=True),
    "die unsicheren können weg": ListWish(surely_open=True),
    "Darlehen dürfen doch dabei sein": ListWish(again=LOANS),
    "nimm die Kredite wieder mit rein": ListWish(again=LOANS),
    "weniger Papierkram": ListWish(without=BANK | {"beteiligung"}),
    "nur vom Land": ListWish(levels=frozenset({"land"})),
    "nur Bundesprogramme": ListWish(levels=frozenset({"bund"})),
    "was vom Bund": ListWish(levels=frozenset({"bund"})),
    "ohne EU": ListWish(no_levels=frozenset({"eu"})),
    "unter 5000 lohnt nicht": ListWish(at_least=5_000),
    "nichts unter 5000": ListWish(at_least=5_000),
}


@pytest.mark.parametrize("text", WISHES)
def test_wishes(text: str) -> None:
    assert read_list_wish(text) == WISHES[text]


@pytest.mark.parametrize(
    "text",
    [
        "über 10.000",
        "mindestens 10.000 Euro",
        "nur über 10.000 €",
        "ab 10.000 Euro",
        "mehr als 10.000",
        "über zehntausend Euro",
    ],
)
def test_a_least_sum(text: str) -> None:
    assert read_list_wish(text, sums=[10_000]) == ListWish(at_least=10_000)


def test_a_sum_and_a_kind() -> None:
    assert read_list_wish("nur Zuschüsse über 5.000 Euro", sums=[5_000]) == ListWish(only=GRANTS, at_least=5_000)


@pytest.mark.parametrize("text", ["für die Schulung auch", "auch für die Schulung", "und auch was für Schulung bitte"])
def test_another_purpose_beside(text: str) -> None:
    assert read_list_wish(text, topics=[("Schulung", "qualifizierung")]) == ListWish(also=("qualifizierung",))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Was ist ein Zuschuss?",
        "Wie beantrage ich einen Zuschuss?",
        "Welche Zuschüsse gibt es?",
        "weitere Programme zeigen",
        "mehr",
        "das zweite",
        "Muss ich das nicht zurückzahlen?",
        "bis wann ist das offen?",
        "keine Ahnung",
        "Meine Bank will nicht",
        "Wir haben schon einen Kredit bei der Sparkasse",
        "nur wir zwei",
        "auch in Sachsen?",
        "alle drei merken",
        "mindestens 10 Leute",
        "nein",
        "ja bitte",
        "10.000 Euro",
        "danke",
    ],
)
def test_no_wish(text: str) -> None:
    assert read_list_wish(text, sums=[10_000] if "10.000" in text else []) is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        (
            "Ich will keinen Kredit, nur Zuschuss. Tischlerei, 8 Leute, Stendal, ERP für 30.000 €",
            ListWish(GRANTS, LOANS, first=GRANTS),
        ),
        (
            "Wir brauchen keinen Kredit, sondern Zuschüsse. Bäckerei, 12 Leute, Dessau",
            ListWish(GRANTS, LOANS, first=GRANTS),
        ),
        ("Kredit brauch ma ned, den gibt uns die Bank", ListWish(without=LOANS)),
        ("Geht da was, ohne dass ich einen Kredit aufnehmen muss?", ListWish(without=LOANS)),
        ("Kein Darlehen bitte: Metallbau, 20 Leute, Halle (Saale), ERP 50.000 €, Förderung?", ListWish(without=LOANS)),
        ("Zuschuss für Software in NRW, 20 Mitarbeiter", ListWish(first=GRANTS)),
        ("Wir suchen einen Kredit für eine Maschine", ListWish(first=LOANS)),
        ("Tischlerei ohne Homepage, gibt es einen Zuschuss?", ListWish(first=GRANTS)),
    ],
)
def test_kinds_of_money_anywhere_in_a_message(text: str, wish: ListWish) -> None:
    assert read_kinds(text) == wish
