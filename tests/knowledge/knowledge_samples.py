"""A small, complete folder of content to break."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

SOURCE = {"title": "Amt: Merkblatt", "url": "https://example.org/merkblatt", "date": "2026-05"}
OTHER_SOURCE = {"title": "Amt: Älteres Blatt", "url": "https://example.org/alt", "date": None}
PROGRAMME: dict[str, Any] = {
    "id": "st-digi",
    "former_ids": ["digi-alt"],
    "name": "Digi-Zuschuss Sachsen-Anhalt",
    "short_name": "Digi-ST",
    "aliases": ["Digizuschuss"],
    "provider": "Investitionsbank",
    "level": "land",
    "regions": ["DE-ST", "DE-SN"],
    "kind": "zuschuss",
    # Not in alphabetical order: the order has a meaning and must survive.
    "topics": ["prozesse", "akzeptanz"],
    "beneficiaries": "Kleine Betriebe",
    "min_employees": 1,
    "max_employees": 49,
    "max_revenue_eur": 10_000_000_000,
    "max_balance_eur": None,
    "sectors": ["metall", "bau"],
    "excluded": None,
    "rate_percent_min": 40,
    "rate_percent_max": 50,
    "amount_min_eur": 2_000,
    "amount_max_eur": 70_000,
    "project_months_max": 12,
    "status": "offen",
    "valid_from": dt.date(2024, 1, 1),
    "valid_until": dt.date(2027, 12, 31),
    "status_as_of": dt.date(2026, 5, 2),
    "apply_via": "Portal",
    "apply_url": "https://example.org/antrag",
    "conditions": ["Erst beantragen, dann kaufen."],
    "successor_id": None,
    "related_ids": ["bund-digi"],
    "sources": [OTHER_SOURCE, SOURCE],
    "confidence": "high",
    "note": "Fußnote – „geprüft“",
}
FEDERAL = PROGRAMME | {
    "id": "bund-digi",
    "former_ids": [],
    "name": "Digi-Zuschuss des Bundes",
    "short_name": "Digi-Bund",
    "aliases": [],
    "level": "bund",
    "regions": ["DE"],
    "sectors": None,
    "successor_id": "st-digi",
    "related_ids": [],
    "sources": [SOURCE],
}
CASE = {
    "id": "tischlerei-muster",
    "company": "Tischlerei Muster",
    "aliases": ["Muster"],
    "place": "Stendal",
    "region": "DE-ST",
    "sector": "holz",
    "sector_detail": None,
    "employees": 12,
    "topics": ["prozesse", "akzeptanz"],
    "title": "Aufmaß am Telefon",
    "problem": "Zettel",
    "solution": "Programm",
    "result": "Ruhe",
    "lesson": "Klein anfangen",
    "cost_eur": None,
    "duration_months": None,
    "supported_by": None,
    "year": 2024,
    "sources": [SOURCE],
    "confidence": "medium",
    "note": None,
}
ARTICLE = {
    "id": "wo-anfangen",
    "theme": "einstieg",
    "question": "Wo fangen wir an?",
    "alt_questions": ["erster Schritt"],
    "answer": "Dort, wo es klemmt.",
    "facts": [
        {"claim": "Zeitmangel", "value": "60 %", "source_url": "https://example.org/umfrage", "source_date": "2025"}
    ],
    "next_steps": ["Einen Ablauf wählen"],
    "links": [{"title": "Mehr dazu", "url": "https://example.org/mehr"}],
    "related": ["backup"],
    "valid_as_of": dt.date(2026, 11, 23),
    "confidence": "high",
    "note": None,
}
OTHER_ARTICLE = ARTICLE | {
    "id": "backup",
    "theme": "datensicherheit",
    "question": "Wie sichere ich Daten?",
    "alt_questions": ["Backup machen"],
    "facts": [],
    "links": [],
    "related": [],
}
TERM = {
    "term": "ERP",
    "synonyms": ["Warenwirtschaft"],
    "plain": "Ein Programm für den ganzen Betrieb.",
    "theme": "prozesse",
}
REGION = {
    "code": "DE-ST",
    "name": "Sachsen-Anhalt",
    "synonyms": ["LSA"],
    "capital": "Magdeburg",
    "towns": ["Stendal", "Halle (Saale)"],
    "landkreise": ["Harz"],
    "chambers": ["IHK Magdeburg"],
    "region_group": "Ost",
    "readiness": [
        {
            "index_name": "Index",
            "year": 2024,
            "value": 52.2,
            "rank": "15",
            "source_url": "https://example.org",
            "note": None,
        }
    ],
}
OTHER_REGION = REGION | {"code": "DE-SN", "name": "Sachsen", "capital": "Dresden", "chambers": [], "readiness": []}


def _separate(value: Any) -> Any:
    """Copy everything, so that changing one record leaves the others alone."""
    if isinstance(value, dict):
        return {key: _separate(part) for key, part in value.items()}
    return [_separate(part) for part in value] if isinstance(value, list) else value


class Content:
    """A folder of content; ``files`` holds what is written into it by :meth:`write`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, Any] = _separate(
            {
                "programmes/sachsen-anhalt.yaml": [PROGRAMME],
                "programmes/bund.yaml": [FEDERAL],
                "case_studies.yaml": [CASE],
                "articles/einstieg.yaml": [ARTICLE],
                "articles/datensicherheit.yaml": [OTHER_ARTICLE],
                "phrasings/einstieg.yaml": {"wo-anfangen": ["womit losgehen"]},
                "glossary.yaml": [TERM],
                "regions.yaml": [REGION, OTHER_REGION],
            }
        )

    @property
    def programme(self) -> dict[str, Any]:
        row: dict[str, Any] = self.files["programmes/sachsen-anhalt.yaml"][0]
        return row

    def write(self) -> Path:
        for name, data in self.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return self.folder
