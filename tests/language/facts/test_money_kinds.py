"""Kinds of money that are wanted and refused, in any wording (F23)."""

from __future__ import annotations

import pytest

from bot.language.facts.money import money_kinds, names_money, wants_no_money

KINDS: list[tuple[str, str, str]] = [
    ("Ich will keinen Kredit, nur Zuschuss. Tischlerei, 8 Leute, Stendal, ERP für 30.000 €", "grant", "loan"),  # F23
    ("Wir brauchen keinen Kredit, sondern Zuschüsse. Bäckerei, 12 Leute", "grant", "loan"),  # F23
    ("Kein Darlehen bitte: Metallbau, 20 Leute, Halle (Saale), ERP 50.000 €, Förderung?", "", "loan"),  # F23
    ("nur Zuschüsse bitte, keine Darlehen", "grant", "loan"),  # F23
    ("Gibt es Zuschüsse und keine Kredite?", "grant", "loan"),  # F23
    ("Bitte ohne Kredite", "", "loan"),  # F23
    ("ohne Bank", "", "loan"),
    ("nichts was ich zurückzahlen muss", "grant", "loan"),
    ("geschenktes Geld", "grant", ""),
    ("bloß keine Schulden", "", "loan"),
    ("Darlehen wäre ok", "loan", ""),
    ("keine Beratung", "", "advice"),
    ("nur Beratung", "advice", ""),
    ("weder Kredit noch Bürgschaft", "", "guarantee loan"),
    ("keine Kredite, Bürgschaften oder Beteiligungskapital", "", "equity guarantee loan"),
    ("Kredit oder Bürgschaft will ich nicht", "", "guarantee loan"),
    ("einen Investor suchen wir nicht", "", "equity"),
    ("auf einen Kredit können wir verzichten", "", "loan"),
    ("Kredit? Nein danke, Zuschuss", "grant", "loan"),
    ("nicht nur Zuschüsse, auch Kredite", "grant loan", ""),
    ("statt Kredit lieber Zuschuss", "grant", "loan"),
    ("lieber Zuschuss als Kredit", "grant", ""),
    ("Zuschuss oder Kredit", "grant loan", ""),
    ("steuerlich absetzen", "tax", ""),
    ("egal ob Zuschuss oder Kredit", "", ""),
    ("Gibt es denn keine Zuschüsse?", "grant", ""),
    ("Muss ich die Förderung zurückzahlen?", "", ""),
    ("Die Bank gibt mir keinen Kredit", "", ""),
    ("Meine Hausbank will den KfW-Kredit nicht beantragen", "", ""),
    ("wir haben schon einen Kredit", "", ""),
    ("Unternehmensberatung, 3 Leute, Magdeburg, CRM, Förderung?", "", ""),
    ("Kreditkartenterminal für den Laden", "", ""),
    ("Förderung für ein ERP", "", ""),
    ("auf keinen Fall Bankkredit, lieber stille Beteiligung", "equity", "loan"),
    ("Kredit hab ich schon genug laufen, danke nein", "", "loan"),
    ("will kein Darlehen hab schon 2 laufen", "", "loan"),
    ("Geit's do an Zuschuss? Schulda mach i koine!", "grant", "loan"),
    ("Zuschuss natürlich, nix zum Zurückzahle", "grant", "loan"),
    ("Investitionszuschuss ja/nein?", "grant", ""),
    ("Zuschuss ja oder nein", "grant", ""),
    ("am liebsten ein stiller Teilhaber", "equity", ""),
    ("Gibts wen der für uns bürgt?", "guarantee", ""),
    ("ich bräuchte jemanden, der mich berät", "advice", ""),
    ("Wir sind Leute, die andere beraten", "", ""),
    ("wir haben bereits ein Darlehen", "", ""),
]


@pytest.mark.parametrize(("text", "wanted", "refused"), KINDS, ids=[row[0] for row in KINDS])
def test_reads_wanted_and_refused_kinds(text: str, wanted: str, refused: str) -> None:
    kinds = money_kinds(text)
    assert (" ".join(sorted(kinds.wanted)), " ".join(sorted(kinds.refused))) == (wanted, refused)
    assert bool(kinds) == bool(wanted or refused)


@pytest.mark.parametrize(
    ("words", "is_money"), [("Kredit", True), ("Zuschüsse", True), ("ERP", False), ("Hausbank", False)]
)
def test_a_kind_of_money_is_known_by_its_word(words: str, is_money: bool) -> None:
    assert names_money(words) == is_money


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("Ich such keine Förderung", True),
        ("wir brauchen doch gar kein Geld.", True),
        ("Es geht mir nicht um Fördergeld", True),
        ("Gibt es keine Förderung für Vereine?", False),
        ("Wir suchen Förderung, aber keinen Kredit", False),
    ],
)
def test_who_looks_for_no_money_says_so(text: str, none: bool) -> None:
    assert wants_no_money(text) is none
