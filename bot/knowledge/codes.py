"""The codes that records may use. Their meaning for readers: ``data/knowledge/README.md``."""

from __future__ import annotations

THEMES = (
    "geschaeftsmodelle",
    "datensicherheit",
    "akzeptanz",
    "einstieg",
    "prozesse",
    "recht",
    "ki",
    "zentrum",
    "foerderung",
)
CENTRE_THEME, FUNDING_THEME = "zentrum", "foerderung"
"""Themes that code speaks of by name."""
TOPICS = (
    "geschaeftsmodelle",
    "datensicherheit",
    "akzeptanz",
    "prozesse",
    "vertrieb-online",
    "ki",
    "qualifizierung",
    "innovation",
    "finanzierung",
    "vernetzung",
)
FACETS = (
    "kurz",
    "nutzen",
    "pflicht",
    "frist",
    "ausnahmen",
    "kosten",
    "schritte",
    "auswahl",
    "fehler",
    "folgen",
    "sicherheit",
    "team",
    "notfall",
    "nachweis",
    "zahlen",
    "vorlage",
    "branche",
)
SECTORS = (
    "handwerk",
    "bau",
    "holz",
    "metall",
    "maschinenbau",
    "elektro",
    "sanitaer",
    "kfz",
    "lebensmittel",
    "gastgewerbe",
    "handel",
    "logistik",
    "gesundheit",
    "koerperpflege",
    "dienstleistung",
    "it",
    "medien",
    "industrie",
    "chemie",
    "landwirtschaft",
    "bildung",
    "textil",
    "energie",
    "sonstige",
)
LANDS = ("BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH")
REGIONS = ("DE", *(f"DE-{land}" for land in LANDS))
GROUPS = (
    "gewerbe",
    "freie-berufe",
    "heilberufe",
    "rechts-und-steuerberufe",
    "planungsberufe",
    "apotheken",
    "kliniken",
    "pflegeheime",
    "unternehmensberatung",
    "landwirtschaft",
    "kreativwirtschaft",
    "vereine",
    "gemeinnuetzige",
    "kirchliche",
    "oeffentliche",
    "juristische-personen",
    "selbststaendige",
    "gruendungen",
    "nachfolge",
    "vor-gruendung",
    "bestehende",
    "uebliche-digitalisierung",
    "hochschulen",
    "studierende",
    "beschaeftigte",
    "arbeitslose",
    "investoren",
)
"""Groups of applicants that a programme may be for or not for; their names: ``bot.advice.wording.GROUP_NAMES``."""
SIZE_LIMITS: dict[str, int | None] = {"kleinst": 9, "klein": 49, "kmu": 249, "alle": None}
"""Sizes a programme may be for, with the most heads of each (EU recommendation 2003/361/EC: fewer than 10, 50, 250)."""
CHAMBERS = ("ihk", "hwk")
