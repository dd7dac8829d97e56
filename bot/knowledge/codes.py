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
