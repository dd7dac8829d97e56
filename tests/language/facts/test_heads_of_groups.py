"""Head counts that are told in groups, by season, by site and with the owner's family."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.facts.reader import Reader

TOLD: list[tuple[str, int]] = [
    ("6 Gesellen 1 Azubi", 7),
    ("65 Techniker und 10 im Büro", 75),
    ("140 gewerbliche + 22 Angestellte", 162),
    ("Tierarztpraxis, 7 TÄ und 10 TFA", 17),
    ("Kanzlei, 3 Berufsträger + 5 ReFas", 8),
    ("46 Näherinnen und Stricker insgesamt", 46),
    ("fahrschule cottbus 5 fahrlehrer simulator", 5),
    ("Friseursalon mit 3 Mädels", 3),
    ("5 Ärzte und 12 medizinische Fachangestellte", 17),
    ("12 Vollzeit + 4 Minijob", 16),
    ("wir sind 9 in der Backstube, 4 im Verkauf", 13),
    ("1 Entwickler + 1 Trainer, im Studio insgesamt 19 Leute", 19),
    ("Wir haben 22 Mitarbeiter. Drei Mechaniker sollen in einen Kurs", 22),
    # The owner and the family.
    ("ich, mein Vater und zwei feste", 4),
    ("i, mei Frau und da Bua", 3),
    ("dree Lüü un ik", 4),
    ("nur ich und eine Azubine", 2),
    ("drei Minijobber un ich", 4),
    ("mein Bruder und ich, dazu 3 Gesellen", 5),
    ("Chef, Frau und drei Gesellen", 5),
    ("außer mir noch 4 Leute", 5),
    ("wir sind mit mir 6", 6),
    ("Ich gründe gerade mit meiner Cousine einen Hof", 2),
    ("mein Mann und ich haben eine Manufaktur mit 12 Leuten", 12),
    ("vier Leute, ich bin 63", 4),
    ("drei Angestellte, und ich möchte eine Software", 3),
    ("15 Mann, der Inhaber blockiert jede Software", 15),
    ("bei 14 Mann, der Lehrling macht das", 14),
    ("ich mache mich selbständig, komplett allein, mit Laden", 0),
    ("meine Eltern und ich", 3),
    ("wir sind 2 Chefs und 7 Angestellte", 9),
    ("drei Gründer, noch keine Angestellten", 3),
    # By season and by site.
    ("4 Mann und im Sommer 6 Aushilfen", 4),
    ("In der Saison 90 Leute, ganzjährig 54", 54),
    ("Familienbetrieb zu viert und im Herbst 20 Erntehelfer", 4),
    ("vier Feste, im Winter zwölf Aushilfen", 4),
    ("saisonal 8 leute", 8),
    ("48 Mitglieder, davon arbeiten 23 im Betrieb", 23),
    ("400 Leute in der ganzen Gruppe, bei uns in Paderborn sinds 95", 95),
    ("80 Leute in der Gruppe, davon bei uns 20", 20),
    ("zwei Filialen mit je 6 Leuten", 12),
    ("Kabelkonfektion, ca. 180 MA, wegen NIS2", 180),
]
NOT_TOLD = [
    "Musikschule, 9 Honorarkräfte",
    "Sprachschule mit 22 Lehrkräften",
    "Wir haben 40 Kundinnen",
    "Termine mit je zwölf Personen",
    "8 Bauleiter-Tablets",
    "drei festen Aufgaben",
    "10 im Büro",
    "Vertrag mit zwei Partnern",
]
GROUPS = ("Gesellen", "Azubis", "Monteure", "Näherinnen", "Kranfahrer", "MFA", "Pflegekräfte", "Techniker")


def heads(reader: Reader, text: str) -> list[str | int]:
    return [entity.value for entity in reader.read(text) if entity.name == "employees"]


@pytest.mark.parametrize(("text", "count"), TOLD, ids=[row[0] for row in TOLD])
def test_reads_who_works_there(reader: Reader, text: str, count: int) -> None:
    assert heads(reader, text) == [count]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_counts_nobody_who_is_not_employed(reader: Reader, text: str) -> None:
    assert heads(reader, text) == []


@given(
    groups=st.lists(st.tuples(st.integers(2, 99), st.sampled_from(GROUPS)), min_size=2, max_size=4),
    link=st.sampled_from((", ", " und ", " + ", " plus ", " ")),
)
def test_groups_side_by_side_add_up(reader: Reader, groups: list[tuple[int, str]], link: str) -> None:
    told = link.join(f"{count} {name}" for count, name in groups)
    assert heads(reader, f"Betrieb in Stendal, {told}.") == [sum(count for count, _ in groups)]
