"""The words of a verdict: what is known of the firm filled in, in German writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.knowledge.verdicts.facts import FACTS, FactValue
from bot.knowledge.verdicts.records import Result

PLACEHOLDERS = {
    "employees": "employees",
    "turnover": "turnover_eur",
    "turnover_now": "turnover_now_eur",
    "balance": "balance_eur",
    "data_people": "data_people",
    "sector": "sector",
}
"""Placeholder → the fact it shows. All read after a preposition with the dative; ``sector`` brings its own."""

_SECTORS = {
    "handwerk": "im Handwerk",
    "bau": "am Bau",
    "holz": "im Holzgewerbe",
    "metall": "in der Metallverarbeitung",
    "maschinenbau": "im Maschinenbau",
    "elektro": "im Elektrohandwerk",
    "sanitaer": "bei Sanitär und Heizung",
    "kfz": "im Kfz-Gewerbe",
    "lebensmittel": "bei Lebensmitteln",
    "gastgewerbe": "im Gastgewerbe",
    "handel": "im Handel",
    "logistik": "in der Logistik",
    "gesundheit": "im Gesundheitswesen",
    "koerperpflege": "bei Friseur und Kosmetik",
    "dienstleistung": "bei Dienstleistungen",
    "it": "in der IT",
    "medien": "in den Medien",
    "industrie": "in der Industrie",
    "chemie": "in der Chemie",
    "landwirtschaft": "in der Landwirtschaft",
    "bildung": "in der Bildung",
    "textil": "im Textilgewerbe",
    "energie": "in der Energie",
    "sonstige": "in Ihrer Branche",
}
_MILLION = 1_000_000
_AGREED: dict[Result, str] = {
    "ja": "Ja, das gilt für Sie auch ohne die fehlende Angabe.",
    "nein": "Nein, das gilt für Sie nicht, auch ohne die fehlende Angabe.",
    "wahrscheinlich_ja": "Wahrscheinlich ja, auch wenn noch eine Angabe fehlt.",
    "wahrscheinlich_nein": "Wahrscheinlich nein, auch wenn noch eine Angabe fehlt.",
    "kommt_darauf_an": "Das kommt darauf an, hier muss jemand den Einzelfall prüfen.",
}
WHEN_KNOWN = "Sobald Sie das wissen, können wir es genauer sagen."
_NAMED_AT_MOST = 2


def agreed(result: Result) -> str:
    """Return the sentence where several cases are possible and all lead to the same result."""
    return _AGREED[result]


def depends_on(facts: Sequence[str]) -> str:
    """Return the sentences that name what a verdict depends on; the most important two."""
    if not facts:
        return agreed("kommt_darauf_an")
    clauses = " und ".join(FACTS[fact].depends for fact in facts[:_NAMED_AT_MOST])
    return f"Das kommt darauf an. Entscheidend ist, {clauses}."


def fill(template: str, known: Mapping[str, FactValue]) -> str:
    """Return a sentence with what is known.

    What stands in square brackets is shown only if all its facts are known. Several ways of saying it are separated by
    ``|``, the first that is known is shown: ``[ bei {employees} und {turnover} Umsatz| bei {employees}]``.
    """
    shown = {name: in_words(name, known[fact]) for name, fact in PLACEHOLDERS.items() if known.get(fact) is not None}
    return "".join(part if plain else _first_known(part, shown) for plain, part in parts(template))


def parts(template: str) -> Iterator[tuple[bool, str]]:
    """Yield the parts of a template: whether it is plain text (or stood in brackets), and the text."""
    rest = template
    while rest:
        before, _, rest = rest.partition("[")
        if before:
            yield True, before
        inside, _, rest = rest.partition("]")
        if inside:
            yield False, inside


def _first_known(choices: str, shown: Mapping[str, str]) -> str:
    for choice in choices.split("|"):
        try:
            return choice.format_map(shown)
        except KeyError:
            continue
    return ""


def in_words(placeholder: str, value: FactValue) -> str:
    """Return a value as it stands in a sentence."""
    if placeholder == "sector":
        return _SECTORS[str(value)]
    assert isinstance(value, int)
    if PLACEHOLDERS[placeholder].endswith("_eur"):
        return euro(value)
    return {0: "null Angestellten", 1: "einer Person"}.get(value, f"{_thousands(value)} Leuten")


def euro(amount: int) -> str:
    """Return an amount: 600000 is "600.000 Euro", 1200000 is "1,2 Millionen Euro", 1234567 is "1.234.567 Euro"."""
    millions, rest = divmod(amount, _MILLION)
    if not millions or rest % 10_000:
        return f"{_thousands(amount)} Euro"
    decimals = f"{rest // 10_000:02}".rstrip("0")
    noun = "Million" if amount == _MILLION else "Millionen"
    return f"{_thousands(millions)}{',' if decimals else ''}{decimals} {noun} Euro"


def _thousands(value: int) -> str:
    return f"{value:,}".replace(",", ".")
