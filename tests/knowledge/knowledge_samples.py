"""A small, complete folder of content to break."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.checking import BrokenContent, Defect, read_knowledge

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
    "beneficiaries": "Kleine Betriebe.",
    "min_employees": 1,
    "max_employees": 49,
    "max_revenue_eur": 10_000_000_000,
    "max_balance_eur": None,
    "sectors": ["metall", "bau"],
    "excluded": None,
    # Every field, so that none is lost on the way to the data base, into a table and back.
    "for_whom": {
        "only": ["gewerbe", "freie-berufe"],
        "including": ["gruendungen"],
        "excluding": ["landwirtschaft", "vereine"],
        "partly": {"heilberufe": "nur zum Qualitätsmanagement", "planungsberufe": "nur bis 10 Beschäftigte"},
        "legal_forms": ["gmbh", "ug"],
        "size": "klein",
        "linked_firms": "zaehlen-mit",
        "min_age_months": 12,
        "max_age_months": 59,
        "places": ["Magdeburg"],
        "area": "im Norden des Landes",
        "chambers": ["ihk"],
    },
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
    "caution": "Die Mittel reichen oft nur bis zum Herbst.",
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
    "for_whom": None,
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
    "problem": "Zettel.",
    "solution": "Programm.",
    "result": "Ruhe.",
    "lesson": "Klein anfangen.",
    "cost_eur": None,
    "duration_months": None,
    "supported_by": None,
    "year": 2024,
    "sources": [SOURCE],
    "confidence": "medium",
    "caution": "Das Jahr ist geschätzt.",
    "note": None,
}
ARTICLE = {
    "id": "wo-anfangen",
    "topic": "einstieg",
    "facet": "schritte",
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
    "sector_detail": "Tischlerei",
    "caution": "Planen Sie genug Zeit ein.",
    "note": "Nur für uns.",
}
OTHER_ARTICLE = ARTICLE | {
    "id": "backup",
    "topic": "datensicherung",
    "facet": "kosten",
    "theme": "datensicherheit",
    "question": "Wie sichere ich Daten?",
    "alt_questions": ["Backup machen"],
    "facts": [],
    "links": [],
    "related": [],
    "sector_detail": None,
    "caution": None,
    "note": None,
}
TOPIC: dict[str, Any] = {
    "id": "datensicherung",
    "theme": "datensicherheit",
    "name": "Datensicherung",
    "aliases": ["Sicherungskopie", "Backup-Konzept"],
    "summary": "Eine Datensicherung ist eine Kopie an einem zweiten Ort.",
    "covers": {"schritte": "wo-anfangen"},
    "related": ["einstieg"],
}
OTHER_TOPIC = TOPIC | {
    "id": "einstieg",
    "theme": "einstieg",
    "name": "Einstieg",
    "aliases": [],
    "summary": "Der Einstieg beginnt mit einem Ablauf.",
    "covers": {},
    "related": [],
}
CONTACT = {
    "region": "DE-ST",
    "kind": "zac",
    "name": "Polizei für Firmen",
    "phone": "0391 1",
    "email": "zac@example.org",
    "web": None,
    "hours": "rund um die Uhr",
    "source_title": "Polizei: Ansprechstellen",
    "source_url": "https://example.org/polizei",
    "source_date": "2026-05",
    "confidence": "high",
    "note": "Zuletzt angerufen im Mai.",
}
OTHER_CONTACT = CONTACT | {
    "region": "DE-SN",
    "phone": None,
    "email": None,
    "web": "https://example.org/zac",
    "hours": None,
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


VERDICT: dict[str, Any] = {
    "id": "meldepflicht",
    "topic": "datensicherung",
    "title": "Müssen wir das melden?",
    "asks": ["employees"],
    "cases": [
        {
            "when": {"employees": {"at_least": 50}},
            "result": "ja",
            "sentence": "Ja, ab 50 Leuten müssen Sie das melden.",
            "changes": "Unter 50 Leuten gilt das nicht.",
            "source_url": "https://example.org/gesetz",
            "source_date": "2026-05",
            "confidence": "high",
        },
        {
            "result": "nein",
            "sentence": "Nein, unter 50 Leuten müssen Sie das nicht melden.",
            "changes": "Ab 50 Leuten gilt das.",
            "source_url": "https://example.org/gesetz",
            "source_date": "2026-05",
            "confidence": "high",
        },
    ],
}


EMERGENCY = {
    "id": "geraet",
    "name": "Ein Gerät ist weg",
    "button": "Gerät weg",
    "first": ["Sperren Sie das Gerät.", "Ändern Sie die Passwörter.", "Zeigen Sie es an."],
    "next": ["Rufen Sie den Makler an.", "Schreiben Sie es auf.", "Melden Sie es."],
    "never": ["Warten Sie nicht.", "Fahren Sie nicht hin.", "Zahlen Sie nicht."],
    "calls": ["it", "zac"],
    "told": "Melden Sie es der Aufsicht.",
    "say": "Uns wurde ein Gerät gestohlen.",
    "after": "Danach bekommt jedes Gerät eine Sperre.",
    "likely": ["melden"],
    "articles": ["wo-anfangen"],
    "tells": [f"Laptop {number} ist weg" for number in "abcdefghijklmnopqrst"],
}
CASE_QUESTION = {
    "id": "melden",
    "name": "Melden",
    "button": "Muss ich das melden?",
    "answers": [{"text": "Ja, meist.", "again": "Wie gesagt: ja.", "articles": ["wo-anfangen"]}],
    "asks": [f"muss ich das {way} melden" for way in "abcdefghijklmnopqrst"],
}


def _separate(value: Any) -> Any:
    """Copy everything, so that changing one record leaves the others alone."""
    if isinstance(value, dict):
        return {key: _separate(part) for key, part in value.items()}
    return [_separate(part) for part in value] if isinstance(value, list) else value


APPLICATION: dict[str, Any] = {
    "programme": "st-digi",
    "steps": [
        {"text": "Rufen Sie an.", "who": "Bank"},
        {"text": "Stellen Sie den Antrag.", "who": "Bank", "papers": ["Angebot"], "takes": "zwei Wochen"},
    ],
    "start": "zusage",
    "duration": None,
    "payout": "Das Geld kommt am Ende.",
    "repayment": "Nein, es ist ein Zuschuss.",
    "combination": None,
    "refused": None,
    "house_bank": None,
    "de_minimis": None,
    "sources": [
        {
            "title": "Merkblatt",
            "url": "https://example.org/merkblatt",
            "date": "2026-05",
            "of": ["steps", "papers", "start", "payout", "repayment"],
        }
    ],
    "checked": "2026-05-02",
    "confidence": "high",
    "caution": None,
    "note": "Nur für uns.",
}


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
                "topics/alle.yaml": [TOPIC, OTHER_TOPIC],
                "emergency_contacts.yaml": [CONTACT, OTHER_CONTACT],
                "verdicts.yaml": [VERDICT],
                "applications.yaml": [APPLICATION],
                "emergencies/kinds.yaml": [EMERGENCY],
                "emergencies/questions.yaml": [CASE_QUESTION],
                "emergencies/other.yaml": ["guten Tag", "was kostet ein Onlineshop"],
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


def defects(content: Content) -> tuple[Defect, ...]:
    """Return what is found wrong with ``content``."""
    with pytest.raises(BrokenContent) as raised:
        read_knowledge(content.folder)
    return raised.value.defects


def the_defect(content: Content) -> Defect:
    """Return the only thing that is found wrong."""
    found = defects(content)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]
