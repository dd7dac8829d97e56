"""Head counts that are the firm's and today's, and those that are not (F6, F19-F22)."""

from __future__ import annotations

import pytest

from bot.language.facts.reader import Reader

OF_THE_FIRM_TODAY: list[tuple[str, int]] = [
    ("Letztes Jahr waren wir 20 Leute, heute nur noch 14. Tischlerei in Stendal", 14),  # F21
    ("2019 waren wir 35 Mitarbeiter, jetzt sind es 9", 9),  # F21
    ("früher hatten wir 40 Leute, jetzt noch 25", 25),  # F21
    ("Früher zu zweit, heute zu fünft", 5),  # F21
    ("Ende des Jahres sind wir 20 Leute, aktuell 16 Mitarbeiter", 16),
    ("8 Leute, nein warte, 9", 9),  # F22
    ("8 Mitarbeiter, quatsch, 9 Mitarbeiter", 9),  # F22
    ("15 Angestellte, ich meinte 12", 12),  # F22
    ("Unser Wettbewerber hat 80 Leute, wir 12 Leute", 12),
    ("Unser Lieferant hat 200 Mitarbeiter, wir haben 15 Mitarbeiter", 15),
    ("die Firma meines Bruders hat 60 Leute, ich habe 4 Angestellte", 4),
    ("Wir sind ein Zulieferer mit 80 Mitarbeitern", 80),
    ("Als Dienstleister für Kunden aus der Industrie haben wir 12 Mitarbeiter", 12),
    ("Wir haben 200 Kunden und 12 Mitarbeiter", 12),
    ("Tischlerei, 8 Leute, unser größter Kunde will E-Rechnungen", 8),
    ("Unsere Kunden warten zu lange, Tischlerei mit 8 Leuten", 8),
    ("Bei uns arbeiten 40 Leute für einen großen Kunden", 40),
    ("bald brauchen wir für unsere 12 Leute ein CRM", 12),
    ("wir wollen ein ERP haben mit 14 Leuten", 14),
    ("Wir sind auf 12 Leute gewachsen", 12),
    ("Seit letztem Jahr sind wir 14", 14),
    ("wir zwei plus Azubi", 3),
    ("wir beide", 2),
    ("8 FTE", 8),
    ("5 Vollzeit und 3 Teilzeit", 8),
    ("ein Dutzend Leute", 12),
    ("vierhundert Mitarbeiter", 400),
    ("und wenn wir nur ehrenamtliche haben", 0),  # F6
    ("Soloselbständig", 0),
]
NOT_OF_THE_FIRM = [
    "Unser größter Kunde hat 500 Mitarbeiter. Wir sind eine Tischlerei in Stendal",  # F19
    "Unser Kunde, der 500 Mitarbeiter hat, verlangt ein Zertifikat",  # F19
    "Unser Kunde ist riesig. Der hat 5000 Leute.",  # F19
    "15 Mitarbeiter hat unser Kunde",  # F19
    "Wir beliefern einen Konzern mit 3000 Mitarbeitern. Metallbau, Stendal",  # F20
    "Wir gehören zu einem Konzern mit 2000 Beschäftigten",  # F20
    "In der Gruppe sind wir 300 Leute",  # F20
    "Der Konkurrent nebenan beschäftigt 40 Leute",
    "Die Muttergesellschaft hat 900 Mitarbeiter",
    "unser Steuerberater hat 10 Mitarbeiter",
    "nächstes Jahr sind wir 30 Leute",
    "im Vorjahr 20 Mitarbeiter",
    "wir wollen 50 Leute werden",
]


def heads(reader: Reader, text: str) -> list[str | int]:
    return [entity.value for entity in reader.read(text) if entity.name == "employees"]


@pytest.mark.parametrize(("text", "count"), OF_THE_FIRM_TODAY, ids=[row[0] for row in OF_THE_FIRM_TODAY])
def test_reads_the_firms_own_number_of_today(reader: Reader, text: str, count: int) -> None:
    assert heads(reader, text) == [count]


@pytest.mark.parametrize("text", NOT_OF_THE_FIRM)
def test_other_peoples_and_other_years_numbers_are_not_the_firms(reader: Reader, text: str) -> None:
    assert heads(reader, text) == []
