"""What the bot says about funding programmes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.advice.amounts import grant
from bot.advice.funding import ProgrammeHit, alternatives, exclusions, reasons
from bot.advice.profile import FirmProfile
from bot.advice.reply import Button, Card, Reason, Reply, Row, Tone
from bot.advice.wording import (
    LAND_NAMES,
    SECTOR_NAMES,
    TOPIC_NAMES,
    date_text,
    employees_text,
    euro,
    join_words,
    percent,
    sentences,
)
from bot.knowledge.records import KnowledgeBase, Programme, Source
from bot.knowledge.validity import Validity, validity

PAGE = 3
"""Hits shown at once; more would not be read on a phone."""

KIND_NAMES = {
    "zuschuss": "Zuschuss",
    "darlehen": "Darlehen",
    "beratung": "geförderte Beratung",
    "steuer": "Steuervorteil",
    "buergschaft": "Bürgschaft",
    "beteiligung": "Beteiligung",
    "kostenloses-angebot": "kostenloses Angebot",
}
_FITS = {"yes": "Passt", "no": "Passt nicht", "check": "Bitte prüfen"}
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


def _rows(programme: Programme, profile: FirmProfile | None = None) -> tuple[Row, ...]:
    money = money_text(programme)
    rows = [Row("Art", KIND_NAMES[programme.kind])]
    if money:
        rows.append(Row("Geld", money[0].upper() + money[1:]))
    rough = grant(programme, profile.amount) if profile else None
    if rough:
        rows.append(Row("Grob", rough.text))
    rows.append(Row("Für wen", programme.beneficiaries))
    if programme.valid_until:
        rows.append(Row("Läuft bis", date_text(programme.valid_until)))
    if programme.apply_via:
        rows.append(Row("Antrag", programme.apply_via))
    return tuple(rows)


def programme_card(
    programme: Programme, state: Validity, reasons: Sequence[Reason] = (), profile: FirmProfile | None = None
) -> Card:
    """Return the programme as a card, with a rough sum where ``profile`` says what is to be spent."""
    doubts = tuple(Reason("check", doubt) for doubt in _doubt(programme))
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


def _doubt(programme: Programme) -> list[str]:
    """Return what is unsure about the programme, shortened to its first sentence; the details have all of it."""
    return sentences(programme.caution)[:1] if programme.caution and programme.confidence != "high" else []


def _hit_text(number: int, hit: ProgrammeHit, profile: FirmProfile) -> str:
    programme = hit.programme
    money = money_text(programme)
    lines = [f"**{number}. {programme.short_name}** – {KIND_NAMES[programme.kind]}" + (f", {money}" if money else "")]
    lines.append(f"Für wen: {programme.beneficiaries}")
    lines.append(f"Status: {status_text(programme, hit.validity)}")
    rough = grant(programme, profile.amount)
    if rough:
        lines.append(f"Grob gerechnet: {rough.text}")
    if programme.valid_until:
        lines.append(f"Läuft bis: {date_text(programme.valid_until)}")
    for fit in ("yes", "check"):
        texts = [reason.text for reason in hit.reasons if reason.fit == fit]
        if texts:
            lines.append(f"{_FITS[fit]}: {'; '.join(texts)}")
    lines += [f"Noch offen: {doubt}" for doubt in _doubt(programme)]
    return "\n".join(lines)


def profile_text(profile: FirmProfile) -> str:
    """Return the facts of the firm as one phrase: "Tischlerei, 8 Beschäftigte, Sachsen-Anhalt"; empty if nothing is known."""
    parts = []
    if profile.sector:
        parts.append(SECTOR_NAMES[profile.sector])
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


def programme_list(hits: Sequence[ProgrammeHit], profile: FirmProfile, offset: int = 0) -> Reply:
    """Return one page of hits. ``offset``: how many were shown before."""
    if not hits:
        return _no_programme(profile)
    page = hits[offset : offset + PAGE]
    if not page:
        return Reply("programme_list", ("Das waren alle Programme, die zu Ihren Angaben passen.",), buttons=(_PERSON,))
    facts = profile_text(profile)
    lead = f"Für Ihren Betrieb ({facts}) kommt das infrage:" if facts else "Das kommt infrage:"
    if offset:
        lead = "Außerdem kommt das infrage:"
    left = len(hits) - offset - len(page)
    tail = "Wichtig: Erst den Antrag stellen, dann bestellen. Fragen Sie vorher bei der Stelle nach, die den Antrag annimmt."
    if any(grant(hit.programme, profile.amount) for hit in page):
        tail += " Die Beträge sind grob gerechnet und keine Zusage."
    buttons = [Button(f"Mehr zu {hit.programme.short_name}", f"Mehr zu {hit.programme.short_name}") for hit in page]
    if left:
        buttons.append(Button("Weitere Programme", "Weitere Programme zeigen"))
    texts = (lead, *(_hit_text(offset + number, hit, profile) for number, hit in enumerate(page, start=1)), tail)
    return Reply(
        kind="programme_list",
        texts=texts,
        ids=tuple(hit.programme.id for hit in page),
        sources=tuple(newest_source(hit.programme) for hit in page),
        buttons=tuple(buttons),
        cards=tuple(programme_card(hit.programme, hit.validity, hit.reasons, profile) for hit in page),
        lead=lead,
        tail=tail,
    )


_PERSON = Button("Mit einem Menschen sprechen", "Ich möchte mit einem Menschen sprechen")


def _no_programme(profile: FirmProfile) -> Reply:
    facts = profile_text(profile)
    known = f" für Ihre Angaben ({facts})" if facts else ""
    text = (
        f"Ich habe{known} kein Programm gefunden, das heute infrage kommt. "
        "Das heißt nicht, dass es nichts gibt: Ihre Kammer berät kostenlos und kennt neue Programme oft zuerst."
    )
    return Reply("programme_list", (text,), buttons=(_PERSON, Button("Beispiele ansehen", "Zeigen Sie mir Beispiele")))


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
    against = exclusions(programme, firm)
    known = any(value is not None for value in (firm.region, firm.employees, firm.sector, firm.topic))
    state = validity(programme, today)
    over = state.state in {"ended", "paused", "not_yet"}
    others = alternatives(programme, knowledge, today) if over else []
    lead = f"**{programme.name}**"
    status = f"Status: {status_text(programme, state)}."
    lines = [lead, status]
    if over:
        lines[1] = f"Achtung: {status_text(programme, state)}."
    lines += [f"{row.label}: {row.value}" for row in _rows(programme, profile)]
    texts = ["\n".join(lines)]
    if against:
        texts.append(f"Zu Ihren Angaben passt es nicht: {join_words(list(against))}.")
    conditions = conditions_text(programme)
    if conditions:
        texts.append(conditions)
    if programme.caution:
        texts.append(f"Bitte beachten Sie: {programme.caution}")
    if others:
        texts.append("Stattdessen kommt infrage: " + join_words([hit.programme.short_name for hit in others]) + ".")
    buttons = [Button(f"Mehr zu {hit.programme.short_name}", f"Mehr zu {hit.programme.short_name}") for hit in others]
    buttons += [Button("Andere Programme", "Welche Förderung passt zu uns?"), _PERSON]
    rest = "\n\n".join(texts[1:]) or None
    return Reply(
        kind="programme",
        texts=tuple(texts),
        ids=(programme.id,),
        sources=tuple(dict.fromkeys((newest_source(programme), *programme.sources))),
        buttons=tuple(buttons),
        cards=(programme_card(programme, state, reasons(programme, firm) if known else (), profile),),
        lead=programme.name if programme.name != programme.short_name else None,
        tail=rest,
    )


def conditions_text(programme: Programme) -> str:
    """Return the recorded conditions as a list, or an empty text."""
    points = [*programme.conditions]
    if programme.excluded:
        points.append(f"Nicht gefördert: {programme.excluded}")
    return "Das sollten Sie wissen:\n" + "\n".join(f"- {point}" for point in points) if points else ""
