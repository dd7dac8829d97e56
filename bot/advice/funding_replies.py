"""What the bot says about funding programmes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.advice.amounts import Grant, grant
from bot.advice.articles import PERSON_BUTTON
from bot.advice.for_whom import findings
from bot.advice.funding import alternatives, exclusions, reasons
from bot.advice.in_land import as_in
from bot.advice.profile import FirmProfile
from bot.advice.purposes import pays_for_other
from bot.advice.reply import Button, Card, Reason, Reply, Row, Tone
from bot.advice.wording import (
    FORM_NAMES,
    LAND_NAMES,
    SECTOR_NAMES,
    STAGE_NAMES,
    TOPIC_NAMES,
    age_text,
    date_text,
    employees_text,
    euro,
    join_words,
    percent,
    sentences,
)
from bot.knowledge.records import KnowledgeBase, Programme, Source
from bot.knowledge.validity import Validity, validity
from bot.language.facts.firm.kind import NO_PROFESSION, NOT

PAGE = 3
"""Hits shown at once; more would not be read on a phone."""

_YEAR, _TWO_YEARS = 12, 24
KIND_NAMES = {
    "zuschuss": "Zuschuss",
    "darlehen": "Darlehen",
    "beratung": "geförderte Beratung",
    "steuer": "Steuervorteil",
    "buergschaft": "Bürgschaft",
    "beteiligung": "Beteiligung",
    "kostenloses-angebot": "kostenloses Angebot",
}
_UNTIL = "Läuft bis"
_TONES: dict[str, Tone] = {
    "open": "open",
    "ended": "over",
    "paused": "over",
    "not_yet": "over",
}


def status_text(programme: Programme, state: Validity) -> str:
    """Return the status in words with its date; what nobody confirmed within a year is worded with care."""
    as_of = f"Stand {date_text(programme.status_as_of)}" if programme.status_as_of else "ohne Datum der Quelle"
    if state.state == "ended":
        until = f" seit {date_text(programme.valid_until)}" if programme.valid_until else ""
        return f"beendet{until} ({as_of})"
    if state.state == "paused":
        return f"zurzeit keine Anträge ({as_of})"
    if state.state == "not_yet":
        return (
            f"startet erst am {date_text(programme.valid_from)} ({as_of})"
            if programme.valid_from
            else f"noch nicht gestartet ({as_of})"
        )
    if state.state == "open":
        return f"offen ({as_of})"
    if state.state == "unconfirmed":
        return f"zuletzt offen, aber lange nicht bestätigt ({as_of}): bitte vor dem Antrag nachfragen"
    return f"unklar, ob gerade Anträge möglich sind ({as_of}): bitte vor dem Antrag nachfragen"


def status_line(programme: Programme, state: Validity) -> str:
    """Return the status in few words for a list, with the day on which it ends: who reads on a phone must not miss that."""
    as_of = f"Stand {date_text(programme.status_as_of)}" if programme.status_as_of else "ohne Datum der Quelle"
    until = f", läuft bis {date_text(programme.valid_until)}" if programme.valid_until else ""
    if state.state == "open":
        return f"offen ({as_of}){until}"
    if state.state == "unconfirmed":
        return f"zuletzt offen ({as_of}){until.replace('läuft', 'geplant')}, bitte nachfragen"
    if state.state == "unclear":
        return f"unklar ({as_of}){until.replace('läuft', 'geplant')}, bitte nachfragen"
    return status_text(programme, state)


def badge(programme: Programme, state: Validity) -> str:
    """Return the status as one or two words with its date, for a badge."""
    words = {
        "open": "offen",
        "ended": "beendet",
        "paused": "pausiert",
        "not_yet": "noch nicht gestartet",
        "unconfirmed": "nachfragen",
        "unclear": "unklar, nachfragen",
    }[state.state]
    return f"{words}, Stand {date_text(programme.status_as_of)}" if programme.status_as_of else f"{words}, ohne Datum"


def tone_of(state: Validity) -> Tone:
    """Return the colour of the status."""
    return _TONES.get(state.state, "unclear")


def money_text(programme: Programme) -> str | None:
    """Return rate and limits as recorded, or None if nothing is recorded."""
    share = {"darlehen": "finanziert werden", "buergschaft": "verbürgt werden"}.get(programme.kind, "")
    parts = []
    low, high = programme.rate_percent_min, programme.rate_percent_max
    if high is not None:
        rate = f"{percent(low)} bis {percent(high)}" if low is not None and low != high else f"bis {percent(high)}"
        if low == high:
            rate = percent(high)
        parts.append(f"{share} {rate}".strip())
    elif low is not None:
        parts.append(f"{share} ab {percent(low)}".strip())
    if programme.amount_min_eur is not None:
        parts.append(f"ab {euro(programme.amount_min_eur)}")
    if programme.amount_max_eur is not None:
        parts.append(f"höchstens {euro(programme.amount_max_eur)}")
    return ", ".join(parts) or None


def newest_source(programme: Programme) -> Source:
    """Return the source to name: the one with the newest date."""
    return max(programme.sources, key=lambda source: source.date or "")


def rough_sum(programme: Programme, profile: FirmProfile | None) -> Grant | None:
    """Return what a grant might bring for the firm's own sum; None where its rate is one of other costs.

    Advice pays a share of the adviser's bill, a programme for courses or research a share of theirs.
    """
    if profile is None or programme.kind != "zuschuss" or pays_for_other(programme, profile):
        return None
    return grant(programme, profile.amount)


def _rows(programme: Programme, profile: FirmProfile | None = None) -> tuple[Row, ...]:
    money = money_text(programme)
    rows = [Row("Art", KIND_NAMES[programme.kind])]
    if money:
        rows.append(Row("Geld", money[0].upper() + money[1:]))
    rough = rough_sum(programme, profile)
    if rough:
        rows.append(Row("Grob", rough.text))
    rows.append(Row("Für wen", programme.beneficiaries))
    if programme.valid_until:
        rows.append(Row(_UNTIL, date_text(programme.valid_until)))
    if programme.apply_via:
        rows.append(Row("Antrag", programme.apply_via))
    return tuple(rows)


def programme_card(
    programme: Programme, state: Validity, reasons: Sequence[Reason] = (), profile: FirmProfile | None = None
) -> Card:
    """Return the programme as a card, with a rough sum where ``profile`` says what is to be spent."""
    doubts = tuple(Reason("check", unsure) for unsure in doubt(programme))
    return Card(
        type="programme",
        id=programme.id,
        title=programme.short_name,
        badge=badge(programme, state),
        tone=tone_of(state),
        rows=_rows(programme, profile),
        reasons=(*reasons, *doubts),
        payload=f"Mehr zu {programme.short_name}",
        keep=f"Merken Sie das: {programme.short_name}",
        url=programme.apply_url,
        source=newest_source(programme),
    )


def doubt(programme: Programme) -> list[str]:
    """Return what is unsure about the programme, shortened to its first sentence; the details have all of it."""
    return sentences(programme.caution)[:1] if programme.caution and programme.confidence != "high" else []


def profile_text(profile: FirmProfile) -> str:
    """Return the facts of the firm as one phrase: "Tischlerei, 8 Beschäftigte, Sachsen-Anhalt"; empty if nothing is known."""
    kind = kind_of_firm(profile)
    parts = []
    named = profile.profession not in (None, NO_PROFESSION)
    if profile.sector and not named and not (kind and profile.sector == "sonstige"):
        parts.append(SECTOR_NAMES[profile.sector])
    parts += kind
    if profile.employees is not None:
        parts.append(employees_text(profile.employees))
    if profile.region:
        parts.append(LAND_NAMES[profile.region])
    if profile.project:
        parts.append(profile.project[0].upper() + profile.project[1:])
    elif profile.topic:
        parts.append(TOPIC_NAMES[profile.topic])
    if profile.amount:
        parts.append(euro(profile.amount))
    return ", ".join(parts)


def not_for(programme: Programme, firm: FirmProfile) -> str:
    """Return as one sentence that ``firm`` cannot have the programme, and why; empty where nothing rules it out."""
    against = exclusions(programme, firm)
    return f"Für Sie kommt {programme.short_name} nicht infrage: {join_words(list(against))}." if against else ""


def to_check(programme: Programme, firm: FirmProfile) -> str:
    """Return what speaks against the programme by what is known of this firm, though nothing rules it out; empty for nothing."""
    if firm == FirmProfile() or exclusions(programme, firm):
        return ""
    points = [finding.text for finding in findings(programme, firm) if finding.doubtful or finding.unsure]
    return f"Bitte prüfen: {'; '.join(points)}." if points else ""


def kind_of_firm(profile: FirmProfile) -> list[str]:
    """Return what kind of firm it is, each fact as a phrase: "Steuerkanzlei", "GmbH", "gegründet vor 2 Jahren"."""
    form, age = profile.legal_form, profile.age_months
    if age is not None and age > _TWO_YEARS:
        age -= age % _YEAR  # nobody says "29 months ago"
    parts = [
        profile.profession if profile.profession not in (None, NO_PROFESSION) else None,
        "kein freier Beruf" if profile.profession == NO_PROFESSION else None,
        FORM_NAMES.get(form) or f"nicht: {FORM_NAMES[form.removeprefix(NOT)]}" if form else None,
        None if profile.non_profit is None else "gemeinnützig" if profile.non_profit else "nicht gemeinnützig",
        "Landwirtschaft" if profile.farm and profile.sector != "landwirtschaft" else None,
        f"gegründet vor {age_text(age, 'n')}" if age else STAGE_NAMES.get(profile.stage or ""),
        None if profile.small is None else "KMU" if profile.small else "kein KMU",
        None if profile.group_member is None else "Teil einer Gruppe" if profile.group_member else "keine Gruppe",
    ]
    return [part for part in parts if part]


def programme_reply(
    programme: Programme,
    knowledge: KnowledgeBase,
    today: dt.date,
    profile: FirmProfile | None = None,
) -> Reply:
    """Return all about one programme; one that is over is said to be over, with what there is instead.

    ``profile``: the firm it is seen from; its facts decide what fits and what does not.
    """
    firm = profile or FirmProfile()
    known = firm != FirmProfile()
    programme = as_in(programme, firm.region, knowledge)
    state = validity(programme, today)
    over = state.state in {"ended", "paused", "not_yet"}
    others = alternatives(programme, knowledge, today) if over else []
    lead = f"**{programme.name}**"
    until = f", läuft bis {date_text(programme.valid_until)}" if state.state == "open" and programme.valid_until else ""
    status = (
        f"Achtung: {status_text(programme, state)}." if over else f"Status: {status_text(programme, state)}{until}."
    )
    ruled_out = not_for(programme, firm)
    lines = [lead, status]
    lines += [f"{row.label}: {row.value}" for row in _rows(programme, profile) if not (until and row.label == _UNTIL)]
    texts = ["\n".join(filter(None, (ruled_out, *lines)))]
    if points := to_check(programme, firm):
        texts.append(points)
    conditions = conditions_text(programme)
    if conditions:
        texts.append(conditions)
    if programme.caution:
        texts.append(f"Bitte beachten Sie: {programme.caution}")
    if others:
        texts.append("Stattdessen kommt infrage: " + join_words([hit.programme.short_name for hit in others]) + ".")
    buttons = [Button(f"Mehr zu {hit.programme.short_name}", f"Mehr zu {hit.programme.short_name}") for hit in others]
    buttons += [Button("Andere Programme", "Welche Förderung passt zu uns?"), PERSON_BUTTON]
    rest = "\n\n".join(texts[1:]) or None
    return Reply(
        kind="programme",
        texts=tuple(texts),
        ids=(programme.id,),
        sources=tuple(dict.fromkeys((newest_source(programme), *programme.sources))),
        buttons=tuple(buttons),
        cards=(programme_card(programme, state, reasons(programme, firm) if known else (), profile),),
        lead=ruled_out or (programme.name if programme.name != programme.short_name else None),
        tail=rest,
    )


def conditions_text(programme: Programme) -> str:
    """Return the recorded conditions as a list, or an empty text."""
    points = [*programme.conditions]
    if programme.excluded:
        points.append(f"Nicht gefördert: {programme.excluded}")
    return "Das sollten Sie wissen:\n" + "\n".join(f"- {point}" for point in points) if points else ""
