"""How numbers, dates and codes are written in answers: German, short, always the same."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from bot.knowledge.records import Source
from bot.language.facts.legal_form import LEGAL_FORMS
from bot.language.facts.sector import SECTOR_NAMES as SECTOR_NAMES
from bot.language.facts.topic import TOPIC_NAMES as TOPIC_NAMES

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


REGION_NAMES = {
    "DE": "Deutschland",
    "DE-BW": "Baden-Württemberg",
    "DE-BY": "Bayern",
    "DE-BE": "Berlin",
    "DE-BB": "Brandenburg",
    "DE-HB": "Bremen",
    "DE-HH": "Hamburg",
    "DE-HE": "Hessen",
    "DE-MV": "Mecklenburg-Vorpommern",
    "DE-NI": "Niedersachsen",
    "DE-NW": "Nordrhein-Westfalen",
    "DE-RP": "Rheinland-Pfalz",
    "DE-SL": "Saarland",
    "DE-SN": "Sachsen",
    "DE-ST": "Sachsen-Anhalt",
    "DE-SH": "Schleswig-Holstein",
    "DE-TH": "Thüringen",
}
LAND_NAMES = REGION_NAMES
"""ISO 3166-2 codes as names; "DE" is the whole country."""

FORM_NAMES = LEGAL_FORMS
GROUP_NAMES = {
    "gewerbe": "gewerbliche Betriebe",
    "freie-berufe": "freie Berufe",
    "heilberufe": "Heilberufe",
    "rechts-und-steuerberufe": "Rechts- und Steuerberufe",
    "planungsberufe": "Planungsbüros",
    "apotheken": "Apotheken",
    "kliniken": "Kliniken",
    "pflegeheime": "Pflegeheime",
    "unternehmensberatung": "Beratungsunternehmen",
    "landwirtschaft": "Land- und Forstwirtschaft",
    "kreativwirtschaft": "die Kreativwirtschaft",
    "vereine": "Vereine",
    "gemeinnuetzige": "gemeinnützige Träger",
    "kirchliche": "kirchliche Träger",
    "oeffentliche": "öffentliche Träger",
    "juristische-personen": "juristische Personen wie GmbH, UG oder Verein",
    "selbststaendige": "Selbstständige",
    "gruendungen": "Gründungen",
    "nachfolge": "Betriebsübernahmen",
    "vor-gruendung": "Vorhaben vor der Gründung",
    "bestehende": "bestehende Betriebe",
    "uebliche-digitalisierung": "übliche Digitalisierung im eigenen Betrieb",
    "hochschulen": "Hochschulen",
    "studierende": "Studierende",
    "beschaeftigte": "einzelne Beschäftigte",
    "arbeitslose": "Menschen mit Arbeitslosengeld",
    "investoren": "private Geldgeber",
}
"""Groups of applicants as they stand behind "nur für", "nicht für" and "auch für"."""
SIZE_NAMES = {
    "kleinst": "Kleinstbetriebe",
    "klein": "kleine Betriebe",
    "kmu": "kleine und mittlere Betriebe",
    "alle": "Betriebe jeder Größe",
}
CHAMBER_NAMES = {"ihk": "Industrie- und Handelskammer", "hwk": "Handwerkskammer"}
STAGE_NAMES = {
    "planned": "Gründung geplant",
    "founding": "in Gründung",
    "young": "jung gegründet",
    "takeover": "Betriebsübernahme geplant",
}
"""A firm that has been running for long needs no name for that."""
LINKED_NAMES = {"zaehlen-mit": "zählen mit", "zaehlen-nicht-mit": "zählen nicht mit", "unklar": "nicht geklärt"}
_YEAR = 12
_COUNTS = ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$")


def in_land(code: str) -> str:
    """Return where something applies: "in Sachsen-Anhalt", but "im Saarland"."""
    return f"im {LAND_NAMES[code]}" if code == "DE-SL" else f"in {LAND_NAMES[code]}"


def age_text(months: int, ending: str = "") -> str:
    """Return an age: "fünf Jahre", "18 Monate"; ``ending`` "n" for the dative ("ab zwei Jahren")."""
    years, rest = divmod(months, _YEAR)
    count, unit = (months, "Monat") if rest else (years, "Jahr")
    if count == 1:
        return f"{'einem' if ending else 'ein'} {unit}"
    return f"{_COUNTS[count] if count < len(_COUNTS) else count} {unit}e{ending}"


def number(value: float, decimals: int | None = None) -> str:
    """Return ``value`` in German writing: 1234.5 is "1.234,5". ``decimals`` fixes the places after the comma."""
    if decimals is None:
        decimals = 0 if float(value).is_integer() else len(repr(float(value)).split(".")[-1])
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def euro(amount: float) -> str:
    """Return an amount in euro: 30000 is "30.000 €"; cents only where there are some."""
    return number(amount, 0 if float(amount).is_integer() else 2) + " €"


def percent(rate: float) -> str:
    """Return a rate in percent: 50 is "50 %", 12.5 is "12,5 %"."""
    return number(rate) + " %"


def count(value: int, one: str, many: str) -> str:
    """Return a counted noun: "1 Monat", "12 Monate"."""
    return f"{number(value)} {one if value == 1 else many}"


def employees_text(employees: int) -> str:
    """Return a head count in words; 0 means the owner works alone."""
    return "allein tätig" if employees == 0 else f"{number(employees)} Beschäftigte"


def date_text(value: str | dt.date) -> str:
    """Return a date as people write it; anything that is no ISO date stays as it is ("Sommer 2019").

    "2024-01-22" is "22.01.2024", "2024-01" is "Januar 2024", "2024" is "2024".
    """
    if isinstance(value, dt.date):
        return f"{value:%d.%m.}{value.year}"
    match = _ISO_DATE.fullmatch(value.strip())
    if match is None:
        return value.strip()
    year, month, day = match[1], match[2], match[3]
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return value.strip()
    return f"{int(day):02d}.{int(month):02d}.{year}" if day else f"{MONTHS[int(month) - 1]} {year}"


def stand(source: Source) -> str:
    """Return how old a source is: "Stand 22.01.2024" or "ohne Datum"."""
    return f"Stand {date_text(source.date)}" if source.date and source.date.strip() else "ohne Datum"


def join_words(words: Sequence[str], last: str = "und") -> str:
    """Return a list as one phrase: "a, b und c". ``last`` is the word before the last one."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def region_phrase(code: str) -> str:
    """Return the Land as it stands after "aus" or "in": "Sachsen-Anhalt", "dem Saarland"."""
    return "dem Saarland" if code == "DE-SL" else REGION_NAMES.get(code, code)


def sentence(text: str) -> str:
    """Return ``text`` with a capital at the start and a full stop at the end, unless it ends like a sentence."""
    text = text.strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?:…“" else text + "."


def sources_line(sources: Sequence[Source], limit: int = 2) -> str:
    """Return the line that names the sources: "Quelle: Titel (Stand 22.01.2024)"; empty without sources."""
    named = [f"{source.title} ({stand(source)})" for source in sources[:limit]]
    if not named:
        return ""
    return f"{'Quelle' if len(named) == 1 else 'Quellen'}: {'; '.join(named)}"


_SENTENCE_END = re.compile(
    rf"(?<=[.!?])(?<!\b[^\W\d]\.)(?<!Nr\.)(?<!Abs\.)(?<!Art\.)\s+(?=[A-ZÄÖÜ„§])(?!(?:{'|'.join(MONTHS)})\b)"
)


def sentences(text: str) -> list[str]:
    """Split a text into its sentences; the points in "6. März" and "z. B." end none."""
    return [part for part in _SENTENCE_END.split(text.strip()) if part]


def has_aged(date: str | dt.date | None, today: dt.date, months: int = 12) -> bool:
    """Return whether something of that date is older than ``months``; unknown dates and text count as old.

    "2024" and "2024-05" stand for their last day.
    """
    if date is None:
        return True
    if isinstance(date, str):
        match = _ISO_DATE.fullmatch(date.strip())
        if match is None:
            return True
        year, month = int(match[1]), min(max(int(match[2] or 12), 1), 12)
    else:
        year, month = date.year, date.month
    return (today.year - year) * 12 + today.month - month > months
