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
