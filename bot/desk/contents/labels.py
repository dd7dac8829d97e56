"""What fields and codes are called for staff, and what belongs into them (``data/knowledge/README.md`` in short)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.advice.funding_replies import KIND_NAMES
from bot.advice.wording import CHAMBER_NAMES, FORM_NAMES, GROUP_NAMES, LINKED_NAMES, REGION_NAMES, SIZE_NAMES
from bot.language.facts.sector import SECTOR_NAMES
from bot.language.facts.topic import TOPIC_NAMES

THEME_NAMES = {
    "geschaeftsmodelle": "Digitale Geschäftsmodelle",
    "datensicherheit": "Datensicherheit",
    "akzeptanz": "Akzeptanz im Team",
    "einstieg": "Einstieg",
    "prozesse": "Abläufe",
    "recht": "Recht",
    "ki": "Künstliche Intelligenz",
    "zentrum": "Das Zentrum",
    "foerderung": "Förderung",
}
FACET_NAMES = {
    "kurz": "kurz: Was ist das?",
    "nutzen": "Nutzen: Lohnt es sich, für wen?",
    "pflicht": "Pflicht: Müssen wir, dürfen wir, seit wann?",
    "frist": "Frist: bis wann, wie lange?",
    "ausnahmen": "Ausnahmen",
    "kosten": "Kosten",
    "schritte": "Schritte: Wie fangen wir an?",
    "auswahl": "Auswahl: welches Produkt, welcher Anbieter?",
    "fehler": "Fehler: Was geht schief?",
    "folgen": "Folgen: Was, wenn wir nichts tun?",
    "sicherheit": "Sicherheit: Schutz der Daten",
    "team": "Team",
    "notfall": "Notfall: Es ist passiert",
    "nachweis": "Nachweis: Was müssen wir festhalten?",
    "zahlen": "Zahlen",
    "vorlage": "Vorlage, Checkliste",
    "branche": "nur für eine Branche",
}
_CODES: dict[str, Mapping[str, str]] = {
    "theme": THEME_NAMES,
    "facet": FACET_NAMES,
    "topics": TOPIC_NAMES,
    "sectors": SECTOR_NAMES,
    "sector": SECTOR_NAMES,
    "regions": {"DE": "ganz Deutschland", **REGION_NAMES},
    "region": {"DE": "ganz Deutschland", **REGION_NAMES},
    "level": {"bund": "Bund", "eu": "EU", "land": "Land", "kammer": "Kammer", "kommune": "Kommune"},
    "programm.kind": KIND_NAMES,
    "kontakt.kind": {
        "zac": "Polizei für Firmen (ZAC)",
        "datenschutzaufsicht": "Datenschutzaufsicht",
        "hotline": "Hotline",
        "sperren": "Karten und Konten sperren",
        "krise": "Hilfe in einer Krise",
    },
    "status": {"offen": "offen", "beendet": "beendet", "pausiert": "pausiert", "unklar": "unklar"},
    "confidence": {
        "high": "hoch: steht so auf einer amtlichen Seite",
        "medium": "mittel: gute Quelle, nicht amtlich oder älter",
        "low": "gering: nicht abschließend geklärt",
    },
    "course": {"klein-angefangen": "klein angefangen", "schiefgegangen": "schiefgegangen"},
    "only": GROUP_NAMES,
    "including": GROUP_NAMES,
    "excluding": GROUP_NAMES,
    "legal_forms": FORM_NAMES,
    "size": SIZE_NAMES,
    "linked_firms": LINKED_NAMES,
    "chambers": CHAMBER_NAMES,
}
_SENTENCES = "Ganze, kurze Sätze mit Punkt."
_ONE_A_LINE = "Eine Angabe je Zeile."
_UNKNOWN = "Unbekanntes bleibt leer."
_LABELS: dict[str, tuple[str, str]] = {
    "id": ("Kennung", "Leer lassen: Sie wird aus dem Titel gebildet und ändert sich nie wieder."),
    "former_ids": ("Frühere Kennungen", _ONE_A_LINE),
    "name": ("Name", ""),
    "programm.name": ("Voller Name", "So steht er auf der Seite des Anbieters."),
    "short_name": ("Kurzer Name", "Steht in Listen, höchstens 40 Zeichen."),
    "aliases": ("Weitere Namen", "Wie Betriebe es nennen oder tippen. " + _ONE_A_LINE),
    "provider": ("Anbieter", "Wer das Geld oder die Hilfe gibt."),
    "level": ("Ebene", ""),
    "regions": ("Wo es gilt", ""),
    "region": ("Land", ""),
    "programm.kind": ("Art der Hilfe", ""),
    "kontakt.kind": ("Wofür", ""),
    "topics": ("Themen", "Das Wichtigste zuerst wählen."),
    "beneficiaries": ("Wer es bekommt", _SENTENCES),
    "excluded": ("Wer oder was ausgeschlossen ist", _SENTENCES),
    "for_whom": ("Für wen, zum Prüfen durch den Chat",
        "Sagt in Feldern dasselbe wie die Sätze. Was hier nicht steht, schließt niemanden aus."),
    "only": ("Nur für diese Gruppen", ""),
    "including": ("Ausdrücklich auch für", ""),
    "excluding": ("Nicht für", "Diese Betriebe sehen das Programm nicht."),
    "partly": ("Nur unter einer Bedingung", "Je Zeile: Gruppe: Bedingung. Zum Beispiel „heilberufe: nur zum Qualitätsmanagement“."),
    "legal_forms": ("Nur diese Rechtsformen", ""),
    "size": ("Größte Betriebsgröße", ""),
    "linked_firms": ("Verbundene Unternehmen", "Zählen Firmen derselben Gruppe bei der Größe mit?"),
    "min_age_months": ("Betrieb mindestens so alt", "In Monaten."),
    "max_age_months": ("Betrieb höchstens so alt", "In Monaten. „Noch keine fünf Jahre“ sind 59."),
    "places": ("Orte", _ONE_A_LINE),
    "area": ("Gebiet", "Wie es hinter „gilt nur“ steht: im nördlichen Sachsen-Anhalt."),
    "chambers": ("Mitglied in einer dieser Kammern", ""),
    "min_employees": ("Beschäftigte mindestens", _UNKNOWN),
    "max_employees": ("Beschäftigte höchstens", _UNKNOWN),
    "max_revenue_eur": ("Umsatz höchstens", "Euro im Jahr. " + _UNKNOWN),
    "max_balance_eur": ("Bilanzsumme höchstens", "Euro. " + _UNKNOWN),
    "sectors": ("Nur für diese Branchen", "Nur ankreuzen, wenn es wirklich darauf begrenzt ist."),
    "sector": ("Branche", ""),
    "sector_detail": ("Branche genauer", "Zum Beispiel „Tischlerei“."),
    "rate_percent_min": ("Anteil mindestens", "Prozent. Bei Darlehen und Bürgschaften der finanzierte oder verbürgte Anteil."),
    "rate_percent_max": ("Anteil höchstens", "Prozent. Zum Beispiel 50 oder 12,5."),
    "amount_min_eur": ("Betrag mindestens", "Euro Zuschuss oder Darlehen, nicht Kosten des Vorhabens."),
    "amount_max_eur": ("Betrag höchstens", "Euro Zuschuss oder Darlehen."),
    "project_months_max": ("Laufzeit des Vorhabens höchstens", "In Monaten."),
    "status": ("Stand laut Quelle", ""),
    "valid_from": ("Gilt ab", "TT.MM.JJJJ. " + _UNKNOWN),
    "valid_until": ("Frist, letzter Tag", "TT.MM.JJJJ. Danach bietet der Chat es nicht mehr als offen an."),
    "status_as_of": ("Geprüft am", "Datum der neuesten Quelle für den Stand."),
    "apply_via": ("Antrag bei", ""),
    "apply_url": ("Seite für den Antrag", "Mit https:// am Anfang."),
    "conditions": ("Bedingungen", "Ein Satz je Zeile, mit Punkt."),
    "successor_id": ("Nachfolger", "Kennung eines anderen Programms."),
    "related_ids": ("Verwandte Programme", "Eine Kennung je Zeile."),
    "sources": ("Quellen", "Mindestens eine: die Seite, auf der es steht, nicht nur die Startseite."),
    "sources.title": ("Titel der Seite", "Wer es sagt und wie die Seite heißt."),
    "links.title": ("Titel der Seite", ""),
    "beispiel.title": ("Titel", "In einem Satz: was der Betrieb gemacht hat."),
    "url": ("Adresse der Seite", "Mit https:// am Anfang."),
    "date": ("Datum der Quelle", "2024, 07.2024 oder 15.07.2024."),
    "confidence": ("Wie sicher", ""),
    "caution": ("Bitte beachten Sie", "Liest der Betrieb. " + _SENTENCES),
    "note": ("Notiz fürs Team", "Sagt der Chat niemandem."),
    "company": ("Betrieb", ""),
    "place": ("Ort", ""),
    "employees": ("Beschäftigte", _UNKNOWN),
    "articles": ("Gehört unter diese Artikel", "Eine Kennung je Zeile. Nur wenn die Geschichte zur Frage passt."),
    "problem": ("Das Problem", _SENTENCES),
    "solution": ("Was der Betrieb gemacht hat", _SENTENCES),
    "result": ("Was es gebracht hat", _SENTENCES),
    "lesson": ("Was andere mitnehmen können", _SENTENCES),
    "cost_eur": ("Kosten", "Euro. " + _UNKNOWN),
    "duration_months": ("Dauer", "In Monaten. " + _UNKNOWN),
    "supported_by": ("Unterstützt von", ""),
    "course": ("Verlauf", "Für Betriebe, die eine Fehlinvestition fürchten."),
    "year": ("Jahr", "Vier Ziffern."),
    "topic": ("Thema", "Worüber der Artikel spricht."),
    "facet": ("Was am Thema gefragt ist", ""),
    "theme": ("Bereich", ""),
    "question": ("Frage", "Wie ein Betrieb sie stellt, höchstens 120 Zeichen."),
    "alt_questions": ("Andere Formulierungen",
        "Eine je Zeile, so wie getippt wird. Je mehr, desto besser findet der Chat den Artikel."),
    "answer": ("Antwort", "Der erste Satz beantwortet die Frage: Ja, Nein, Nur wenn … Kurze Sätze."),
    "facts": ("Zahlen und Fakten mit Quelle", ""),
    "claim": ("Was", "Zum Beispiel „Bußgeld höchstens“."),
    "value": ("Wert", "Zum Beispiel „50.000 Euro“."),
    "source_url": ("Adresse der Quelle", ""),
    "source_date": ("Datum der Quelle", "2024, 07.2024 oder 15.07.2024."),
    "source_title": ("Quelle", "Wer es sagt: „Polizei: Ansprechstellen“."),
    "next_steps": ("Nächste Schritte", "Einer je Zeile, ohne Punkt."),
    "links": ("Zum Weiterlesen", ""),
    "related": ("Verwandte Artikel", "Eine Kennung je Zeile."),
    "thema.related": ("Verwandte Themen", "Eine Kennung je Zeile."),
    "valid_as_of": ("Geprüft am", "TT.MM.JJJJ, der Tag, an dem jemand es zuletzt nachgelesen hat."),
    "summary": ("Zusammenfassung", "Zwei oder drei Sätze."),
    "covers": ("Facetten, die ein anderer Artikel beantwortet",
        "Je Zeile: Facette: Kennung. Zum Beispiel „kosten: homepage-kosten“."),
    "term": ("Begriff", "Höchstens 40 Zeichen."),
    "synonyms": ("Andere Wörter dafür", _ONE_A_LINE),
    "plain": ("Erklärung", "Zwei einfache Sätze."),
    "phone": ("Telefon", ""),
    "email": ("E-Mail", ""),
    "web": ("Website", "Mit https:// am Anfang."),
    "hours": ("Zeiten", "Zum Beispiel „rund um die Uhr“."),
}  # fmt: skip
LONG = frozenset(
    {
        "beneficiaries",
        "excluded",
        "caution",
        "note",
        "problem",
        "solution",
        "result",
        "lesson",
        "answer",
        "summary",
        "plain",
    }
)
"""Fields of several lines."""


def label_of(kind: str, field: str) -> str:
    """Return what a field is called; its own name where the schema has one that nobody has named yet."""
    return _entry(kind, field)[0]


def help_of(kind: str, field: str) -> str:
    """Return what belongs into a field."""
    return _entry(kind, field)[1]


def codes_of(kind: str, field: str) -> Mapping[str, str] | None:
    """Return the codes that a field takes, with their names; None for one that takes anything."""
    return (
        _CODES.get(f"{kind}.{field}", _CODES.get(field)) if field != "kind" or kind in ("programm", "kontakt") else None
    )


def is_named(kind: str, field: str) -> bool:
    """Whether a field has a German name."""
    return f"{kind}.{field}" in _LABELS or field in _LABELS


def _entry(kind: str, field: str) -> tuple[str, str]:
    return _LABELS.get(f"{kind}.{field}", _LABELS.get(field, (field, "")))
