"""The records as JSON-LD in the words of schema.org, each property only where schema.org defines it for the type.

A whole export is a ``DataFeed``: a ``Dataset``, so it carries licence and date, whose elements may be things of any type.

A programme is a ``Service``, because that type has provider, area served, audience and category. A grant is a ``MonetaryGrant``
as well (funder, amount); a loan is a ``LoanOrCredit``, a share in the firm an ``InvestmentOrDeposit``, a guarantee a
``FinancialProduct`` (all of them services), a tax relief a ``GovernmentService``. Its dates, the place to apply and what
schema.org has no word for stand in its ``Offer`` (``validFrom``, ``validThrough``, ``additionalProperty``). The pages that a
programme was read on are ``subjectOf``: ``isBasedOn`` is a property of texts alone. So is its way to the money, a ``HowTo``.

An example is an ``Article`` (schema.org has no case study) in parts about a ``LocalBusiness``, and ``isBasedOn`` its sources.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from bot.advice.funding_replies import KIND_NAMES, status_text
from bot.advice.wording import (
    CHAMBER_NAMES,
    FORM_NAMES,
    GROUP_NAMES,
    LINKED_NAMES,
    REGION_NAMES,
    SECTOR_NAMES,
    SIZE_NAMES,
    TOPIC_NAMES,
)
from bot.exchange.edition import Edition
from bot.knowledge.applications.records import TEXTS as APPLICATION_TEXTS
from bot.knowledge.applications.records import Application
from bot.knowledge.for_whom import ForWhom
from bot.knowledge.records import CaseStudy, KnowledgeBase, Programme, Source
from bot.knowledge.validity import validity

Node = dict[str, Any]

_CONTEXT = "https://schema.org"
_TYPES = {
    "zuschuss": ("Service", "MonetaryGrant"),
    "darlehen": ("LoanOrCredit",),
    "beteiligung": ("InvestmentOrDeposit",),
    "buergschaft": ("FinancialProduct",),
    "steuer": ("GovernmentService",),
    "beratung": ("Service",),
    "kostenloses-angebot": ("Service",),
}
_HAS_AMOUNT = frozenset({"MonetaryGrant", "LoanOrCredit", "InvestmentOrDeposit"})
# Only what is certain: schema.org has no word for "nobody has confirmed it" and "the sources do not say".
_AVAILABILITY = {"open": "InStock", "paused": "OutOfStock", "not_yet": "PreOrder", "ended": "Discontinued"}
_PARTS = (
    ("problem", "Ausgangslage"),
    ("solution", "Lösung"),
    ("result", "Ergebnis"),
    ("lesson", "Was andere daraus lernen"),
    ("caution", "Bitte beachten"),
)
_COURSES = {"klein-angefangen": "klein angefangen", "schiefgegangen": "schiefgegangen"}


def programmes_feed(knowledge: KnowledgeBase, edition: Edition) -> Node:
    """Return all programmes as a feed, each with its status on the day of the edition."""
    applications = knowledge.applications
    elements = [_programme(row, applications.get(row.id), edition) for row in knowledge.programmes.values()]
    about = f"Ob ein Programm offen ist, gilt für den {edition.day:%d.%m.%Y}. Verbindlich ist die Seite des Anbieters."
    return _feed("#programme", "Förderprogramme und kostenlose Angebote für Betriebe", about, elements, edition)


def cases_feed(knowledge: KnowledgeBase, edition: Edition) -> Node:
    """Return all examples as a feed."""
    elements = [_case(case) for case in knowledge.case_studies.values()]
    about = "Betriebe, die es schon gemacht haben, und was dabei schiefging. Jedes Beispiel nennt seine Quellen."
    return _feed("#beispiele", "Beispiele aus Betrieben", about, elements, edition)


def document(*feeds: Node) -> str:
    """Return one feed, or several together, as the text of a JSON-LD document."""
    root = {"@context": _CONTEXT, **feeds[0]} if len(feeds) == 1 else {"@context": _CONTEXT, "@graph": list(feeds)}
    return json.dumps(root, ensure_ascii=False, indent=1) + "\n"


def _feed(id_: str, name: str, description: str, elements: list[Node], edition: Edition) -> Node:
    licence = {"@type": "CreativeWork", "name": edition.licence, "url": edition.licence_address}
    return _known(
        {
            "@id": id_,
            "@type": "DataFeed",
            "name": name,
            "description": description,
            "inLanguage": "de",
            "license": _known(licence),
            "dateModified": _iso(edition.content_as_of),
            "version": edition.version,
            "dataFeedElement": elements,
        }
    )


def _programme(programme: Programme, application: Application | None, edition: Edition) -> Node:
    types = _TYPES[programme.kind]
    provider = {"@type": "Organization", "name": programme.provider}
    related = dict.fromkeys(filter(None, (programme.successor_id, *programme.related_ids)))
    return _known(
        {
            "@id": _programme_id(programme.id),
            "@type": types[0] if len(types) == 1 else list(types),
            "identifier": programme.id,
            "name": programme.name,
            "alternateName": list(dict.fromkeys((programme.short_name, *programme.aliases))),
            "serviceType": KIND_NAMES[programme.kind],
            "category": [TOPIC_NAMES[topic] for topic in programme.topics],
            "provider": provider,
            "funder": provider if "MonetaryGrant" in types else None,
            "amount": _money(programme) if _HAS_AMOUNT & set(types) else None,
            "areaServed": [_area(code) for code in programme.regions],
            "audience": _audience(programme),
            "url": programme.apply_url,
            "termsOfService": " ".join(programme.conditions) or None,
            "isRelatedTo": [{"@id": _programme_id(id_)} for id_ in related],
            "subjectOf": [
                *_pages(programme.sources),
                *([_how_to_apply(application, programme)] if application else []),
            ],
            "offers": _offer(programme, edition),
        }
    )


def _how_to_apply(application: Application, programme: Programme) -> Node:
    """Return the steps with their papers, and what is known of time and money, as instructions."""
    steps = [
        _known(
            {"@type": "HowToStep", "position": place, "text": step.text, "description": _aside(step.who, step.takes)}
        )
        for place, step in enumerate(application.steps, start=1)
    ]
    texts = (getattr(application, field) for field in APPLICATION_TEXTS)
    pages = [Source(proof.title, proof.url, proof.date) for proof in application.sources]
    return _known(
        {
            "@type": "HowTo",
            "name": f"Antrag: {programme.short_name}",
            "inLanguage": "de",
            "step": steps,
            "supply": [{"@type": "HowToSupply", "name": paper} for paper in application.papers],
            "description": " ".join(filter(None, texts)) or None,
            "isBasedOn": _pages(pages),
        }
    )


def _aside(who: str | None, takes: str | None) -> str | None:
    """Return with whom a step is done, and how long it takes; None where neither is known."""
    return ". ".join(filter(None, (who, takes))) or None


def _offer(programme: Programme, edition: Edition) -> Node:
    state = validity(programme, edition.day)
    availability = _AVAILABILITY.get(state.state)
    status = {"description": status_text(programme, state), "valueReference": edition.day.isoformat()}
    money = _money(programme) if not _HAS_AMOUNT & set(_TYPES[programme.kind]) else None
    return _known(
        {
            "@type": "Offer",
            "validFrom": _iso(programme.valid_from),
            "validThrough": _iso(programme.valid_until),
            "url": programme.apply_url,
            "availability": f"{_CONTEXT}/{availability}" if availability else None,
            "additionalProperty": list(
                filter(
                    None,
                    (
                        _property("status_today", "Stand am genannten Tag", state.state, **status),
                        _property("status", "Stand laut Quelle", programme.status),
                        _property("status_as_of", "Datum der Quelle zum Stand", _iso(programme.status_as_of)),
                        _property("level", "Ebene", programme.level),
                        _range("rate_percent", "Anteil", programme.rate_percent_min, programme.rate_percent_max, "P1"),
                        _property("amount", "Betrag", money),
                        _range("project_months", "Laufzeit des Vorhabens", None, programme.project_months_max, "MON"),
                        _range("balance_eur", "Bilanzsumme des Betriebs", None, programme.max_balance_eur, "EUR"),
                        _property("sectors", "Nur für", [SECTOR_NAMES[code] for code in programme.sectors]),
                        _property("excluded", "Ausgeschlossen", programme.excluded),
                        *_for_whom(programme.for_whom),
                        _property("apply_via", "Antrag bei", programme.apply_via),
                        _property("successor_id", "Nachfolger", programme.successor_id),
                        _property("former_ids", "Frühere Kennungen", list(programme.former_ids)),
                        _property("confidence", "Verlässlichkeit der Angaben", programme.confidence),
                        _property("caution", "Bitte beachten", programme.caution),
                    ),
                )
            ),
        }
    )


def _for_whom(said: ForWhom) -> list[Node | None]:
    """Return the fields on whom it is for, in the names of the record; the codes stand beside the words for machines."""

    def groups(name: str, label: str, codes: Sequence[str]) -> Node | None:
        more = {"valueReference": list(codes)} if codes else {}
        return _property(f"for_whom.{name}", label, [GROUP_NAMES[code] for code in codes], **more)

    return [
        groups("only", "Nur für", said.only),
        groups("including", "Ausdrücklich auch für", said.including),
        groups("excluding", "Nicht für", said.excluding),
        _property(
            "for_whom.partly", "Nur eingeschränkt", [f"{GROUP_NAMES[code]}: {text}" for code, text in said.partly]
        ),
        _property("for_whom.legal_forms", "Nur für Rechtsformen", [FORM_NAMES[code] for code in said.legal_forms]),
        _property("for_whom.size", "Größe", SIZE_NAMES[said.size] if said.size else None),
        _property("for_whom.linked_firms", "Verbundene Firmen", LINKED_NAMES.get(said.linked_firms or "")),
        _range("for_whom.age_months", "Alter des Betriebs", said.min_age_months, said.max_age_months, "MON"),
        _property("for_whom.places", "Gilt sicher in", list(said.places)),
        _property("for_whom.area", "Gilt nur", said.area),
        _property("for_whom.chambers", "Mitglied der", [CHAMBER_NAMES[code] for code in said.chambers]),
    ]


def _case(case: CaseStudy) -> Node:
    address = {
        "@type": "PostalAddress",
        "addressLocality": case.place,
        "addressRegion": REGION_NAMES[case.region] if case.region and case.region != "DE" else None,
        "addressCountry": "DE",
    }
    facts = (
        _property("region", "Land (ISO 3166-2)", case.region),
        _property("sector", "Branche", SECTOR_NAMES[case.sector], description=case.sector_detail),
        _range("cost_eur", "Kosten des Vorhabens", None, case.cost_eur, "EUR", exact=True),
        _range("duration_months", "Dauer des Vorhabens", None, case.duration_months, "MON", exact=True),
        _property("supported_by", "Unterstützt von", case.supported_by),
        _property("confidence", "Verlässlichkeit der Angaben", case.confidence),
    )
    firm = {
        "@type": "LocalBusiness",
        "name": case.company,
        "alternateName": list(case.aliases),
        "address": _known(address),
        "numberOfEmployees": None
        if case.employees is None
        else {"@type": "QuantitativeValue", "value": case.employees},
        "additionalProperty": list(filter(None, facts)),
    }
    return _known(
        {
            "@id": f"#beispiel-{case.id}",
            "@type": "Article",
            "identifier": case.id,
            "headline": case.title,
            "genre": "Beispiel aus einem Betrieb",
            "inLanguage": "de",
            "keywords": [
                *(TOPIC_NAMES[topic] for topic in case.topics),
                *filter(None, [_COURSES.get(case.course or "")]),
            ],
            "temporalCoverage": str(case.year) if case.year else None,
            "about": _known(firm),
            "hasPart": [
                {"@type": "CreativeWork", "name": name, "text": text}
                for field, name in _PARTS
                if (text := getattr(case, field))
            ],
            "isBasedOn": _pages(case.sources),
        }
    )


def _programme_id(id_: str) -> str:
    return f"#programm-{id_}"


def _area(code: str) -> Node:
    type_ = "Country" if code == "DE" else "State"
    return {"@type": type_, "name": REGION_NAMES[code], "identifier": code}


def _audience(programme: Programme) -> Node:
    size = _quantity(programme.min_employees, programme.max_employees)
    return _known(
        {
            "@type": "BusinessAudience",
            "audienceType": programme.beneficiaries,
            "numberOfEmployees": size,
            "yearlyRevenue": _quantity(None, programme.max_revenue_eur, "EUR"),
        }
    )


def _money(programme: Programme) -> Node | None:
    low, high = programme.amount_min_eur, programme.amount_max_eur
    if low is None and high is None:
        return None
    return _known({"@type": "MonetaryAmount", "currency": "EUR", "minValue": low, "maxValue": high})


def _quantity(low: float | None, high: float | None, unit: str | None = None) -> Node | None:
    if low is None and high is None:
        return None
    return _known({"@type": "QuantitativeValue", "minValue": low, "maxValue": high, "unitCode": unit})


def _property(id_: str, name: str, value: Any, **more: Any) -> Node | None:
    """Return a property that schema.org has no word for; None where the value is unknown. ``id_``: the field of the record."""
    if value in (None, [], ()):
        return None
    return _known({"@type": "PropertyValue", "propertyID": id_, "name": name, "value": value, **more})


def _range(id_: str, name: str, low: float | None, high: float | None, unit: str, exact: bool = False) -> Node | None:
    """Return such a property with bounds and the code of its unit (UN/CEFACT, ISO 4217); with ``exact`` ``high`` is its value."""
    if low is None and high is None:
        return None
    bounds = {"value": high} if exact else {"minValue": low, "maxValue": high}
    return _known({"@type": "PropertyValue", "propertyID": id_, "name": name, **bounds, "unitCode": unit})


def _pages(sources: Sequence[Source]) -> list[Node]:
    """Return the pages that something was read on, with the date that each gives itself."""
    pages: Iterable[Node] = (
        {"@type": "WebPage", "name": source.title, "url": source.url or None, "datePublished": source.date}
        for source in sources
    )
    return [_known(page) for page in pages]


def _iso(date: Any) -> str | None:
    return date.isoformat() if date else None


def _known(node: Node) -> Node:
    """Leave out what is unknown: in JSON-LD as in the records, no value means that nobody knows it."""
    known = {name: value for name, value in node.items() if value not in (None, [], {})}
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value for name, value in known.items()
    }
