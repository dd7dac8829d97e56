"""The memory sheet ("Merkzettel"): what an owner kept, with everything needed to act on it. How it is drawn: ``bot.documents``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.advice.articles import article_sources
from bot.advice.cases import case_name, caveats
from bot.advice.funding import exclusions
from bot.advice.funding_replies import KIND_NAMES, badge, kind_of_firm, money_text, newest_source, rough_sum, tone_of
from bot.advice.profile import FirmProfile
from bot.advice.programmes.deadlines import day_to_keep
from bot.advice.programmes.own_share import share
from bot.advice.reply import Tone
from bot.advice.wording import (
    LAND_NAMES,
    SECTOR_NAMES,
    TOPIC_NAMES,
    date_text,
    employees_text,
    euro,
    sentence,
    sentences,
    stand,
)
from bot.knowledge.records import Article, CaseStudy, KnowledgeBase, Programme, Source
from bot.knowledge.validity import validity

CENTRE = "mittelstand-digital-zentrum-magdeburg"
_MOST_STEPS, _MOST_ENDS = 6, 2
_APPLY_FIRST = "Erst den Antrag stellen, dann bestellen."


@dataclass(frozen=True)
class SheetProgramme:
    """One programme. ``rows``: label and value; ``against``: what rules the firm out; ``doubt``: what is unsure."""

    name: str
    status: str
    tone: Tone
    rows: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]
    against: tuple[str, ...]
    doubt: str | None
    url: str | None
    source: str


@dataclass(frozen=True)
class SheetText:
    """An example, an article or a term: a headline, paragraphs, and where it comes from."""

    title: str
    paragraphs: tuple[str, ...]
    url: str | None
    source: str


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet, in the order of the page."""

    date: dt.date
    profile: tuple[tuple[str, str], ...]
    programmes: tuple[SheetProgramme, ...]
    examples: tuple[SheetText, ...]
    articles: tuple[SheetText, ...]
    steps: tuple[str, ...]
    centre: SheetText | None


def build_sheet(kept: Sequence[str], profile: FirmProfile, knowledge: KnowledgeBase, today: dt.date) -> Sheet:
    """Put together what was kept (ids of records, in order); ids that no longer exist are left out."""
    programmes = [knowledge.programmes[id_] for id_ in kept if id_ in knowledge.programmes]
    cases = [knowledge.case_studies[id_] for id_ in kept if id_ in knowledge.case_studies]
    articles = [knowledge.articles[id_] for id_ in kept if id_ in knowledge.articles]
    terms = [knowledge.terms[name] for id_ in kept if (name := id_.removeprefix("term:")) in knowledge.terms]
    return Sheet(
        date=today,
        profile=tuple(_profile(profile)),
        programmes=tuple(_programme(programme, profile, today) for programme in programmes),
        examples=tuple(_example(case) for case in cases),
        articles=(
            *(_article(article) for article in articles),
            *(SheetText(term.term, (term.plain,), None, "Glossar") for term in terms),
        ),
        steps=tuple(_steps([p for p in programmes if not exclusions(p, profile)], articles, today)),
        centre=_centre(knowledge),
    )


def _profile(profile: FirmProfile) -> list[tuple[str, str]]:
    rows = [
        ("Branche", SECTOR_NAMES[profile.sector] if profile.sector else None),
        ("Betrieb", ", ".join(kind_of_firm(profile))),
        ("Größe", employees_text(profile.employees) if profile.employees is not None else None),
        ("Ort", ", ".join(filter(None, (profile.place, LAND_NAMES[profile.region] if profile.region else None)))),
        ("Vorhaben", profile.project or (TOPIC_NAMES[profile.topic] if profile.topic else None)),
        ("Ausgaben", euro(profile.amount) if profile.amount else None),
    ]
    return [(label, value) for label, value in rows if value]


def _programme(programme: Programme, profile: FirmProfile, today: dt.date) -> SheetProgramme:
    state = validity(programme, today)
    rough, sums = rough_sum(programme, profile), share(programme, profile)
    money = money_text(programme)
    rows = [
        ("Art", KIND_NAMES[programme.kind]),
        ("Geld", money[0].upper() + money[1:] if money else None),
        ("Grob gerechnet", f"{rough.text}, keine Zusage" if rough else None),
        ("Ihr Anteil", sums.own_text if sums else None),
        ("Zuerst zu zahlen", f"{euro(sums.spending)}; der Zuschuss kommt meist erst am Ende" if sums else None),
        ("Für wen", programme.beneficiaries),
        ("Läuft bis", date_text(programme.valid_until) if programme.valid_until else None),
        ("Antrag bei", programme.apply_via),
    ]
    conditions = [*programme.conditions]
    if programme.excluded:
        conditions.append(f"Nicht gefördert: {programme.excluded}")
    return SheetProgramme(
        name=programme.name,
        status=badge(programme, state),
        tone=tone_of(state),
        rows=tuple((label, value) for label, value in rows if value),
        conditions=tuple(conditions),
        against=exclusions(programme, profile),
        doubt=sentences(programme.caution)[0] if programme.caution and programme.confidence != "high" else None,
        url=programme.apply_url,
        source=_source(newest_source(programme)),
    )


def _example(case: CaseStudy) -> SheetText:
    paragraphs = [
        f"{case_name(case)}: {case.result}",
        f"Das können Sie mitnehmen: {case.lesson}",
        " ".join(caveats(case)),
    ]
    source = case.sources[0] if case.sources else None
    return SheetText(
        sentence(case.title), tuple(filter(None, paragraphs)), source.url if source else None, _source(source)
    )


def _article(article: Article) -> SheetText:
    sources = article_sources((article,))
    return SheetText(
        article.question,
        tuple(filter(None, (article.answer, article.caution))),
        sources[0].url if sources else None,
        _source(sources[0] if sources else None),
    )


def _steps(programmes: Sequence[Programme], articles: Sequence[Article], today: dt.date) -> list[str]:
    steps = [
        f"Bis {date_text(day)}: Antrag für {name} stellen, danach endet das Programm"
        for day, name in _ends(programmes, today)
    ]
    for programme in programmes:
        state = validity(programme, today).state
        if state in {"unconfirmed", "unclear"} and programme.apply_via:
            steps.append(f"{programme.short_name}: nachfragen, ob Anträge möglich sind ({programme.apply_via})")
    if any(programme.kind == "zuschuss" and validity(programme, today).may_be_offered for programme in programmes):
        steps.append(_APPLY_FIRST)
    own = [step for article in articles for step in article.next_steps[:2]]
    return [*steps[: _MOST_STEPS - 2], *own][:_MOST_STEPS]


def _ends(programmes: Sequence[Programme], today: dt.date) -> list[tuple[dt.date, str]]:
    """Return the recorded ends that are worth keeping, the next one first; of programmes that end later, later."""
    days = [(day, programme.short_name) for programme in programmes if (day := day_to_keep(programme, today))]
    return sorted(days)[:_MOST_ENDS]


def _centre(knowledge: KnowledgeBase) -> SheetText | None:
    centre = knowledge.programmes.get(CENTRE)
    if centre is None:
        return None
    return SheetText(centre.name, (), centre.apply_url, _source(newest_source(centre)))


def _source(source: Source | None) -> str:
    return f"{source.title} ({stand(source)})" if source else "Praxiswissen des Zentrums"
