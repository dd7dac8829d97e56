"""Answers about one side of a record: conditions, deadline, amount, who may apply, where, and the source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.advice.articles import article_sources
from bot.advice.cases import case_heading, case_name, case_reply, caveats, is_anonymous
from bot.advice.funding_replies import conditions_text, money_text, not_for, rough_sum, status_text, to_check
from bot.advice.profile import FirmProfile
from bot.advice.reply import Button, Kind, Reply
from bot.advice.wording import date_text, euro, sources_line
from bot.knowledge.records import Article, CaseStudy, Programme
from bot.knowledge.validity import Validity, validity

_NO_COSTS = "Was es gekostet hat, nennt bei keinem dieser Beispiele die Quelle."
OUTCOME = "outcome"
"""Not an intent: what a firm did and what it brought, asked for right after its example ("was hat's gebracht?")."""


def programme_aspect(programme: Programme, intent: str, profile: FirmProfile, today: dt.date) -> Reply:
    """Answer a follow-up (by its ``intent``) about a programme, from its record alone."""
    state = validity(programme, today)
    wordings = {
        "ask_conditions": lambda: conditions_text(programme) or "Zu den Bedingungen steht in meinen Unterlagen nichts.",
        "ask_deadline": lambda: _deadline(programme, state),
        "ask_amount": lambda: _amount(programme, profile),
        "ask_eligibility": lambda: _eligibility(programme, profile),
        "ask_link": lambda: f"{_where(programme)} {_deadline(programme, state)}",
    }
    text = wordings.get(intent, lambda: _source(programme))()
    if programme.caution and intent != "ask_link":
        text += f"\n\nBitte beachten Sie: {programme.caution}"
    return Reply(
        kind="programme",
        texts=("\n".join(filter(None, (not_for(programme, profile), f"**{programme.short_name}**", text))),),
        ids=(programme.id,),
        sources=programme.sources,
        buttons=(Button(f"Alles zu {programme.short_name}", f"Mehr zu {programme.short_name}"),),
    )


def _deadline(programme: Programme, state: Validity) -> str:
    until = (
        f"Das Programm läuft bis {date_text(programme.valid_until)}."
        if programme.valid_until
        else "Ein Enddatum ist nicht bekannt."
    )
    return f"{until} Status: {status_text(programme, state)}."


def _amount(programme: Programme, profile: FirmProfile) -> str:
    money = money_text(programme)
    if money is None:
        return "Wie viel Geld es gibt, steht nicht in meinen Unterlagen. Fragen Sie bei der Stelle nach, die den Antrag annimmt."
    text = money[0].upper() + money[1:] + "."
    rough = rough_sum(programme, profile)
    if rough is not None:
        return f"{text}\nGrob gerechnet: {rough.text}. Das ist keine Zusage."
    if programme.kind == "darlehen":
        return f"{text} Ein Darlehen zahlen Sie zurück."
    return text if profile.amount else f"{text}\nNennen Sie mir Ihre geplanten Ausgaben, dann rechne ich grob."


def _eligibility(programme: Programme, profile: FirmProfile) -> str:
    excluded = f"Nicht gefördert: {programme.excluded}" if programme.excluded else ""
    return "\n".join(filter(None, (programme.beneficiaries, to_check(programme, profile), excluded)))


def _where(programme: Programme) -> str:
    parts = []
    if programme.apply_via:
        parts.append(f"Zuständig: {programme.apply_via}.")
    parts.append(
        f"Link: {programme.apply_url}"
        if programme.apply_url
        else "Eine Internetadresse für den Antrag ist nicht bekannt."
    )
    return " ".join(parts)


def _source(programme: Programme) -> str:
    return sources_line(programme.sources, limit=len(programme.sources)) + "."


def case_aspect(case: CaseStudy, intent: str) -> Reply:
    """Answer a follow-up about an example."""
    if intent == "ask_source":
        text = sources_line(case.sources, limit=len(case.sources)) + "."
    elif intent == "ask_amount":
        text = (
            f"Gekostet hat es {euro(case.cost_eur)}."
            if case.cost_eur
            else "Was es gekostet hat, nennt die Quelle nicht."
        )
    elif intent == OUTCOME:
        text = f"Das hat der Betrieb gemacht: {case.solution}\n\nDas hat es gebracht: {case.result}"
    else:
        return case_reply(case)
    named = "" if is_anonymous(case) else f"{case_heading(case)}: "
    text = " ".join([named + text, *caveats(case)])
    return Reply("case_study", (text,), ids=(case.id,), sources=case.sources)


def costs_of(cases: Sequence[CaseStudy]) -> Reply:
    """Answer "was hat das gekostet?" about a list of examples."""
    known = [f"• {case_heading(case)}: {euro(case.cost_eur)}" for case in cases if case.cost_eur]
    rest = "Bei den anderen nennt die Quelle nichts." if known else ""
    text = "\n".join(["So viel hat es gekostet:", *known, rest]).strip() if known else _NO_COSTS
    ids, sources = tuple(case.id for case in cases), tuple(source for case in cases for source in case.sources[:1])
    return Reply("case_study_list", (text,), ids=ids, sources=sources)


def places_of(cases: Sequence[CaseStudy]) -> Reply:
    """Answer "wo sitzen die?" about one example or a list."""
    lines = [_place_of(case) for case in cases]
    text = lines[0] if len(lines) == 1 else "\n".join(f"• {line}" for line in lines)
    ids, sources = tuple(case.id for case in cases), tuple(source for case in cases for source in case.sources[:1])
    return Reply("case_study" if len(cases) == 1 else "case_study_list", (text,), ids=ids, sources=sources)


def _place_of(case: CaseStudy) -> str:
    heading = case_heading(case)
    return f"{heading}." if heading != case_name(case) else f"{heading}: Der Ort ist nicht bekannt."


def article_aspect(article: Article, intent: str, today: dt.date) -> Reply:
    """Answer a follow-up about an article: its source, or what else is recorded."""
    kind: Kind = "centre" if article.theme == "zentrum" else "article"
    sources = article_sources((article,))
    if intent == "ask_link" and article.links:
        text = "Hier steht mehr:\n" + "\n".join(f"- {link.title}: {link.url}" for link in article.links)
    elif intent in {"ask_source", "ask_link"}:
        text = sources_line(sources, limit=5) + "."
        if article.valid_as_of:
            text += f" Zuletzt durchgesehen am {date_text(article.valid_as_of)}."
    else:
        facts = [f"- {fact.claim}: {fact.value}" for fact in article.facts]
        text = (
            "Dazu habe ich diese Angaben:\n" + "\n".join(facts)
            if facts
            else "Mehr steht dazu nicht in meinen Unterlagen."
        )
    return Reply(kind, (text,), ids=(article.id,), sources=sources)
