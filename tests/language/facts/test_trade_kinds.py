"""Which trades are the same, and which trades in a message are not the writer's."""

from __future__ import annotations

import pytest

from bot.language.facts.sector import sectors_named
from bot.language.facts.trade.kinds import kinds_of_trade


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Schreinerei", "Tischlerei (Möbel nach Maß, Innenausbau)"),
        ("Heizungsbauer", "Sanitär"),
        ("Metzger", "Fleischerei mit Partyservice"),
        ("Pension", "Hotel mit 18 Zimmern"),
        ("Gasthof", "Restaurant"),
        ("Elektriker", "Elektroinstallation"),
        ("Steuerbüro", "Steuerberatung"),
    ],
)
def test_the_same_work_in_other_words(one: str, other: str) -> None:
    assert kinds_of_trade(one) & kinds_of_trade(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bestatter", "Bio-Bäckerei (Handwerk)"),
        ("Fitnessstudio", "Steuerberatung"),
        ("Physiotherapie", "Zahnarztpraxis"),
        ("Elektriker", "Elektronikfertigung"),
        ("Steuerbüro", "IT-Dienstleister für Steuerkanzleien"),
        ("Tutor", "Tore und Türen"),
    ],
)
def test_another_line_of_work(one: str, other: str) -> None:
    assert not kinds_of_trade(one) & kinds_of_trade(other)


@pytest.mark.parametrize(
    "text",
    [
        "Ich siede Seife, Kerzen und Kosmetik selbst",
        "wir stellen Kosmetik her",
        "ich verkauf selbstgemachte Kosmetik aufm Markt",
        "seife ist doch kosmetik?? muss ich da nicht ein gutachten haben",
        "Wellness-Tees verkaufen wir",
    ],
)
def test_goods_are_no_salon(text: str) -> None:
    assert "koerperpflege" not in sectors_named(text)


@pytest.mark.parametrize(
    "text",
    [
        "wir liefern an Hotels und Restaurants",
        "wir beliefern Bäckereien mit Mehl",
        "wir machen Websites für Friseure",
        "wir bauen Hotels um",
        "wir verkaufen Software an Zahnarztpraxen",
    ],
)
def test_customers_are_not_the_firm(text: str) -> None:
    assert not sectors_named(text)


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Kosmetik", "koerperpflege"),
        ("Kosmetik, 3 Leute, Halle", "koerperpflege"),
        ("ich mache Kosmetik und Fußpflege", "koerperpflege"),
        ("unser Friseursalon verkauft auch Kosmetik", "koerperpflege"),
        ("Welche Software für Tischler gibt es", "holz"),
        ("Zuschuss für Friseure in Sachsen", "koerperpflege"),
        ("wir sind eine Bäckerei und liefern an Hotels", "lebensmittel"),
    ],
)
def test_the_owners_trade_is_still_read(text: str, sector: str) -> None:
    assert sectors_named(text) == {sector}
