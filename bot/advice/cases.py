"""Examples from other firms: as a list to choose from, and one in full. Which ones: ``bot.advice.case_match``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.advice.case_match import (
    CaseHit,
    has_kindred_sector,
    has_sector,
    has_topic,
    has_trade,
    is_craft,
    is_other_trade,
    match,
    region_is_guessed,
    sector_text,
    works_alike,
)
from bot.advice.profile import FirmProfile
from bot.advice.reply import Button, Card, Reason, Reply, Row
from bot.advice.wording import (
    REGION_NAMES,
    SECTOR_NAMES,
    TOPIC_NAMES,
    count,
    employees_text,
    euro,
    join_words,
    sentence,
)
from bot.knowledge.records import CaseStudy, Source

__all__ = ["CaseHit", "case_list_reply", "case_name", "case_reply", "match", "short_name"]

ANOTHER_BUTTON = Button("Noch ein Beispiel", "noch eins")

_UNNAMED = re.compile(r"\s*\((?:\w+ )?nicht (?:veröffentlicht|genannt)\)|^(?:\w+ )?nicht (?:veröffentlicht|genannt)$")
_GUESSED_YEAR = re.compile(r"Jahr[^.;]*(?:geschätzt|Beitrags)|Datum ist[^.;]*erschlossen")
_LONG_NAME = 36

# What a note means for somebody who wants to do the same, in the order of its weight.
_QUESTIONS = {
    "geschaeftsmodelle": "Wie finden wir Ideen für neue digitale Angebote?",
    "datensicherheit": "Was sind die wichtigsten Schritte für mehr IT-Sicherheit?",
    "akzeptanz": "Wie nehmen wir unsere Leute bei der Digitalisierung mit?",
    "prozesse": "Wo fangen wir mit der Digitalisierung am besten an?",
    "vertrieb-online": "Wie starten wir einen eigenen Onlineshop?",
    "ki": "Wie führen wir KI ein, ohne viel Geld auszugeben?",
    "qualifizierung": "Wie planen wir Schulungen, die wirklich ankommen?",
    "vernetzung": "Brauchen wir Partner, und wie finden wir sie?",
}
"""Topic to a question the owner may go on with; search answers it."""


def case_list_reply(
    hits: Sequence[CaseHit], profile: FirmProfile, offset: int = 0, page: int = 3, lead: str | None = None
) -> Reply:
    """Show ``page`` examples from ``offset`` on. Each page numbers from 1, as "das zweite" refers to what is seen.

    ``lead``: what to say first; by default how near the examples come to the firm.
    """
    shown = hits[offset : offset + page]
    if not shown:
        return _no_more(offset, lead)
    left = len(hits) - offset - len(shown)
    lead = lead or _lead(hits, profile, offset, len(shown))
    tail = _tail(profile, left)
    items = [f"{index}. {_item(hit)}" for index, hit in enumerate(shown, start=1)]
    buttons = [_more_button(hit.case) for hit in shown]
    if left:
        buttons.append(ANOTHER_BUTTON)
    return Reply(
        kind="case_study_list",
        texts=(lead, *items, tail),
        ids=tuple(hit.case.id for hit in shown),
        sources=_unique(source for hit in shown for source in hit.case.sources[:1]),
        buttons=tuple(buttons),
        cards=tuple(_card(hit) for hit in shown),
        lead=lead,
        tail=tail,
    )


def list_again(cases: Sequence[CaseStudy], lead: str) -> Reply:
    """Name up to three examples once more in one line each, after something else was asked for."""
    shown = cases[:3]
    lines = [f"{index}. {case_heading(case)}: {sentence(case.title)}" for index, case in enumerate(shown, start=1)]
    return Reply(
        kind="case_study_list",
        texts=(lead, "\n".join(lines)),
        ids=tuple(case.id for case in shown),
        sources=_unique(source for case in shown for source in case.sources[:1]),
        buttons=tuple(_more_button(case) for case in shown),
    )


def case_reply(case: CaseStudy, reasons: Sequence[Reason] = ()) -> Reply:
    """Tell one example: what it was about, what the firm did and gained, what to take away, and how sure that is."""
    texts = [
        f"{case_heading(case)}: {sentence(case.title)}\nDas Problem: {case.problem}",
        f"Das hat der Betrieb gemacht: {case.solution}\nDas hat es gebracht: {case.result}",
        f"Das können Sie mitnehmen: {case.lesson}",
    ]
    why = _why(reasons)
    if why:
        texts.append(why)
    texts.append("Gut zu wissen: " + " ".join(_frame(case)))
    return Reply(
        kind="case_study",
        texts=tuple(texts),
        ids=(case.id,),
        sources=case.sources,
        buttons=(ANOTHER_BUTTON, *_topic_buttons(case)),
    )


def case_name(case: CaseStudy) -> str:
    """Return the firm's name, or its trade where the name is not public."""
    return _UNNAMED.sub("", case.company).strip() or case.sector_detail or "Ein Betrieb"


def short_name(case: CaseStudy) -> str:
    """Return a name that fits on a button and that the readers recognise as this example."""
    name = case_name(case)
    without_remark = re.sub(r"\s*\([^)]*\)$", "", name)
    if len(without_remark) <= _LONG_NAME or not case.aliases:
        return without_remark
    return case.aliases[0]


def is_anonymous(case: CaseStudy) -> bool:
    """Return whether the firm's name is not public."""
    return _UNNAMED.search(case.company) is not None


def year_text(case: CaseStudy) -> str:
    """Return the year, "etwa 2018" where the note says it is an estimate, empty if unknown."""
    if case.year is None:
        return ""
    return f"etwa {case.year}" if _GUESSED_YEAR.search(case.note or "") else str(case.year)


def _lead(hits: Sequence[CaseHit], profile: FirmProfile, offset: int, shown: int) -> str:
    cases = [hit.case for hit in hits]
    if offset:
        return "Hier ist noch ein Beispiel:" if shown == 1 else "Hier sind weitere Beispiele:"
    sector, topic = profile.sector, profile.topic
    in_sector = [case for case in cases if has_sector(profile, case)]
    on_topic = [case for case in cases if has_topic(profile, case)]
    closest = "Dieses Beispiel kommt am nächsten:" if shown == 1 else "Diese Beispiele kommen am nächsten:"
    page = cases[:shown]
    if profile.trade and in_sector and all(is_other_trade(profile, case) for case in page):
        elsewhere = any(has_trade(profile, case) for case in cases)
        return f"{_without_trade(profile.trade, elsewhere)} {_why_still(profile, page)}"
    if sector and sector != "sonstige" and not in_sector:
        name = SECTOR_NAMES.get(sector, sector)
        missing = f"Aus der Branche {name} kenne ich noch kein Beispiel."
        if topic and not on_topic:
            missing = (
                f"Aus der Branche {name} und zum Thema „{TOPIC_NAMES.get(topic, topic)}“ kenne ich noch kein Beispiel."
            )
        if not topic and any(has_kindred_sector(profile, case) and is_craft(case) for case in cases[:shown]):
            return f"{missing} Andere Handwerksbetriebe kommen am nächsten:"
        return f"{missing} {closest}"
    if topic and not on_topic:
        return f"Zum Thema „{TOPIC_NAMES.get(topic, topic)}“ kenne ich noch kein Beispiel. {closest}"
    if in_sector and on_topic and not any(has_topic(profile, case) for case in in_sector):
        return f"Ein Beispiel aus Ihrer Branche zu genau diesem Thema kenne ich nicht. {closest}"
    if not (sector or topic):
        return (
            "Dieser Betrieb hat es schon gemacht:" if shown == 1 else "Diese Betriebe haben schon Erfahrung gesammelt:"
        )
    return "Dieses Beispiel passt zu Ihnen:" if shown == 1 else "Diese Beispiele passen am besten zu Ihnen:"


def _without_trade(trade: str, elsewhere: bool) -> str:
    """Say that there is none of the owner's trade.

    ``elsewhere``: whether there is one, but further down, because it is about something else.
    """
    trade = trade[:1].upper() + trade[1:]
    if elsewhere:
        return f"Aus Ihrem Fach („{trade}“) kenne ich nur Beispiele zu anderen Themen."
    return f"Ein Beispiel aus Ihrem Fach („{trade}“) kenne ich noch nicht."


def _why_still(profile: FirmProfile, cases: Sequence[CaseStudy]) -> str:
    """Say why firms of another trade may help all the same."""
    if profile.topic and all(has_topic(profile, case) for case in cases):
        return "Diese Betriebe hatten dasselbe Thema, deshalb können sie helfen:"
    if all(is_craft(case) for case in cases):
        return "Diese sind auch Handwerk. Büro, Aufträge und Kundschaft sind oft ähnlich:"
    if all(works_alike(profile, case) for case in cases):
        return "Diese arbeiten in einer verwandten Branche, manches lässt sich übertragen:"
    return "Diese kommen am nächsten:"


def _tail(profile: FirmProfile, left: int) -> str:
    more = " Mit „noch eins“ geht es weiter." if left else ""
    if profile.sector is None:
        return f"Nennen Sie Ihre Branche, dann suche ich genauer.{more}"
    return f"Mehr erfahren Sie mit „mehr zum ersten“.{more}"


def _no_more(offset: int, lead: str | None = None) -> Reply:
    known = "Mehr passende Beispiele kenne ich zurzeit nicht." if offset else "Dazu kenne ich noch kein Beispiel."
    known = lead or known
    return Reply(
        kind="case_study_list",
        texts=(f"{known} Nennen Sie eine andere Branche oder ein anderes Thema, dann suche ich neu.",),
        buttons=(Button("Passende Förderung", "Welche Förderung passt zu mir?"),),
    )


def _item(hit: CaseHit) -> str:
    lines = [f"{case_heading(hit.case)}: {sentence(hit.case.title)}"]
    # What fits first, what does not last; each reason says itself which of the two it is.
    lines.extend(f"• {reason.text}" for fit in ("yes", "check", "no") for reason in hit.reasons if reason.fit == fit)
    return "\n".join(lines)


def _why(reasons: Sequence[Reason]) -> str:
    alike = [reason.text for reason in reasons if reason.fit == "yes"]
    if not alike:
        return ""
    return "Darum zeige ich Ihnen dieses Beispiel:\n" + "\n".join(f"• {text}" for text in alike)


def case_heading(case: CaseStudy) -> str:
    """Return "Tischlerei Kasper (Rhens, Rheinland-Pfalz)"; a guessed Land is left out, "Berlin" is not said twice."""
    name = case_name(case)
    land = REGION_NAMES.get(case.region or "") if not region_is_guessed(case) else None
    where = ", ".join(dict.fromkeys(part for part in (case.place, land) if part))
    if not where:
        return name
    return f"{name[:-1]}; {where})" if name.endswith(")") else f"{name} ({where})"


def _frame(case: CaseStudy) -> list[str]:
    """Return the sentences on size, time, money and help, and then on how sure the record is."""
    facts = []
    if case.employees is not None:
        facts.append(f"Größe: {employees_text(case.employees)}.")
    if year_text(case):
        facts.append(f"Jahr: {year_text(case)}.")
    if case.duration_months is not None:
        facts.append(f"Dauer: {count(case.duration_months, 'Monat', 'Monate')}.")
    facts.append(f"Kosten: {euro(case.cost_eur)}." if case.cost_eur is not None else "Die Kosten sind nicht bekannt.")
    if case.supported_by:
        facts.append(f"Unterstützt durch: {case.supported_by}.")
    return facts + caveats(case)


def caveats(case: CaseStudy) -> list[str]:
    """Return what an owner has to know about the record, in sentences."""
    found = ["Der Name des Betriebs ist nicht veröffentlicht."] if is_anonymous(case) else []
    if case.caution:
        found.append(case.caution)
    if case.confidence == "low":
        found.append("Das Beispiel ist schwach belegt. Stützen Sie keine Entscheidung allein darauf.")
    return found


def _more_button(case: CaseStudy) -> Button:
    return Button(f"Mehr zu {short_name(case)}", more_payload(case))


def more_payload(case: CaseStudy) -> str:
    """Return what opens the example. A firm without a public name goes by what it has done."""
    return f"Mehr zum Beispiel {case.title if is_anonymous(case) else short_name(case)}"


def _card(hit: CaseHit) -> Card:
    case = hit.case
    rows = [Row("Betrieb", case_heading(case)), Row("Branche", sector_text(case))]
    if case.employees is not None:
        rows.append(Row("Größe", employees_text(case.employees)))
    rows.append(Row("Thema", join_words([TOPIC_NAMES.get(topic, topic) for topic in case.topics])))
    if year_text(case):
        rows.append(Row("Jahr", year_text(case)))
    source = case.sources[0] if case.sources else None
    return Card(
        type="case_study",
        id=case.id,
        title=case.title,
        badge="schwach belegt" if case.confidence == "low" else "Beispiel",
        tone="plain",
        rows=tuple(rows),
        reasons=hit.reasons,
        payload=more_payload(case),
        keep=f"Merken Sie das: {case.title if is_anonymous(case) else short_name(case)}",
        url=source.url if source else None,
        source=source,
    )


def _topic_buttons(case: CaseStudy) -> tuple[Button, ...]:
    questions = [_QUESTIONS[topic] for topic in case.topics if topic in _QUESTIONS]
    return tuple(Button(question, question) for question in questions[:2])


def _unique(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(sources))
