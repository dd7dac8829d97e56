"""What a grant would bring for the firm's own sum, what is left to pay, and what has to be paid first.

Every figure comes from the recorded rate and cap and from the sum that the owner has named; nothing is promised. That grants are
paid after the invoices is the article ``foerderung-geld-wann``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.advice.funding_rank import below_minimum
from bot.advice.funding_replies import money_text, newest_source, not_for, rough_sum
from bot.advice.profile import FirmProfile
from bot.advice.programmes.fee import ask_for_fee, pays_for_advice
from bot.advice.programmes.shares import Share, share_from
from bot.advice.purposes import PAYS_FOR, pays_for_other
from bot.advice.reply import Button, Reply, Table
from bot.advice.wording import euro, sentences
from bot.knowledge.records import KnowledgeBase, Programme

OWN_SHARE = "own_share"
"""What the question for the planned sum asks for (``Reply.asks``)."""
FACET = "eigenanteil"
"""What the sums are of a programme (``Reply.facet``): a sum alone said after them is reckoned again."""
PAYBACK_BUTTON = Button("Rechnet sich das?", "Mit unseren Zahlen rechnen")
_PAID = "foerderung-geld-wann"
_OF_SUMS = re.compile(
    r"[Hh]öchst(?:betrag|satz|e[nr]? Zuschuss)|höchste Zuschuss|\b[Ss]atz\b|\bSätze\b|Prozentwert|\bBeträge\b|\bGrenze\b"
)
_NOT_PROMISED = "Das ist grob gerechnet und keine Zusage. Nicht alle Ausgaben zählen immer mit."


def share(programme: Programme, profile: FirmProfile) -> Share | None:
    """Return the sums for the firm's planned spending; None where no grant can be reckoned.

    What is ordered or paid already is no planned spending (``actions.programmes.talk`` forgets the sum), so it never comes here.
    """
    rough = rough_sum(programme, profile)
    if rough is None or below_minimum(programme, profile):
        return None
    return share_from(rough)


def share_reply(programmes: Sequence[Programme], profile: FirmProfile, kb: KnowledgeBase) -> Reply:
    """Return the sums for one programme or several side by side, and for the others why there are none."""
    if len(programmes) == 1 and pays_for_advice(programmes[0]):
        return ask_for_fee(programmes[0], profile, kb)
    if not profile.amount:
        return ask_for_sum(programmes)
    reckoned = [(programme, found) for programme in programmes if (found := share(programme, profile))]
    rest = [without_share(programme, profile) for programme in programmes if share(programme, profile) is None]
    paid = kb.articles.get(_PAID)
    notes = [*filter(None, (not_for(programme, profile) for programme in programmes)), *rest]
    if reckoned:
        notes += [f"Zur Auszahlung: {sentences(paid.answer)[0]}"] if paid else []
        notes += [f"Zu {programme.short_name}: {text}" for programme, _ in reckoned for text in unsure_sums(programme)]
        notes.append(_NOT_PROMISED)
    names = [programme.short_name for programme, _ in reckoned]
    lines = []
    for programme, found in reckoned:
        own = found.rows if len(reckoned) == 1 else found.rows[1:3]
        said = "\n".join(f"- {label}: {value}" for label, value in own)
        lines.append(f"**{programme.short_name}**\n{said}")
    lead = "So sieht die Rechnung aus:" if len(reckoned) == 1 else f"Gerechnet mit {euro(profile.amount)}:"
    table = None
    if reckoned:
        columns = [dict(found.rows) for _, found in reckoned]
        table = Table(("", *names), tuple((label, *(column[label] for column in columns)) for label in columns[0]))
    texts = ("\n".join((lead, *lines)), "\n".join(notes)) if reckoned else ("\n".join(notes),)
    return Reply(
        "programme",
        texts,
        ids=tuple(programme.id for programme in programmes),
        sources=tuple(newest_source(programme) for programme in programmes),
        buttons=(*(Button(f"Mehr zu {name}", f"Mehr zu {name}") for name in names[:3]), PAYBACK_BUTTON),
        table=table,
        lead=lead if table else None,
        tail="\n".join(notes) if table else None,
        facet=FACET,
    )


def unsure_sums(programme: Programme) -> list[str]:
    """Return what the record says is unsure about its rate or cap: who reckons with it has to know."""
    return [text for text in sentences(programme.caution or "") if _OF_SUMS.search(text)][:1]


def ask_for_sum(programmes: Sequence[Programme]) -> Reply:
    """Ask for what is to be spent, without what is ordered already: for that nothing is reckoned."""
    text = (
        "Wie viel wollen Sie ausgeben, in Euro? "
        "Zählen Sie nur, was noch nicht bestellt ist: Für schon Bestelltes rechne ich keinen Zuschuss."
    )
    return Reply("question", (text,), ids=tuple(programme.id for programme in programmes), asks=OWN_SHARE)


def without_share(programme: Programme, profile: FirmProfile) -> str:
    """Say in one line why no grant can be reckoned for a programme, as its record has it."""
    name, money = programme.short_name, money_text(programme)
    said = f"**{name}**: "
    if programme.kind == "darlehen":
        limits = f" ({money})" if money else ""
        return f"{said}Das ist ein Darlehen{limits}. Es senkt Ihre Kosten nicht, Sie zahlen es zurück."
    if programme.kind == "beratung":
        return f"{said}Das Geld ist für Beratung{f': {money}' if money else ''}. An der Anschaffung zahlt es nichts."
    if programme.kind == "kostenloses-angebot":
        return f"{said}Die Hilfe kostet nichts, bringt aber kein Geld für die Anschaffung."
    if programme.kind == "steuer":
        return f"{said}Das ist ein Steuervorteil. Wie viel er Ihnen bringt, rechnet Ihr Steuerbüro aus."
    if programme.kind in {"buergschaft", "beteiligung"}:
        return f"{said}Es hilft beim Finanzieren und ist kein Zuschuss."
    if purpose := pays_for_other(programme, profile):
        limits = f": {money}" if money else ""
        return f"{said}Das Geld ist für {PAYS_FOR[purpose]}{limits}. An einer Anschaffung zahlt es nichts."
    if below_minimum(programme, profile):
        return f"{said}Es beginnt erst bei {euro(programme.amount_min_eur or 0)}. Ihre Summe liegt darunter."
    ask = f" Fragen Sie nach bei: {programme.apply_via}." if programme.apply_via else ""
    return f"{said}Welchen Anteil es zahlt, steht nicht in meinen Unterlagen.{ask}"
