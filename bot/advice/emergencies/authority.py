"""The authority of a Land as an answer of its own: for data protection, or the police for firms.

The numbers come from ``emergency_contacts.yaml``; each is told with its date, and with the doubt where it is not confirmed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from bot.advice.emergencies.whom_to_call import ELSEWHERE, HOME, authorities_in, contact_line
from bot.advice.reply import Reply
from bot.advice.wording import region_phrase
from bot.knowledge.records import Article, ContactKind, EmergencyContact, KnowledgeBase, Source

_HEADS: dict[ContactKind, str] = {
    "datenschutzaufsicht": "Aufsicht für Datenschutz",
    "zac": "Stelle für Firmen bei Angriffen aus dem Netz",
}
_UNDATED = "ohne Datum"
_FACET = "behoerde:"
"""In a reply: of which authorities the record is, for a Land that is named after it."""


def kinds_of_article(article: Article) -> tuple[ContactKind, ...]:
    """Return the authorities whose name or number in an article depends on the Land."""
    return authorities_in((article.answer, *article.next_steps))


def kinds_told(facet: str | None) -> tuple[ContactKind, ...]:
    """Return the authorities that an answer told of, by the facet of :func:`authority_reply`; empty for any other facet."""
    named = (facet or "").removeprefix(_FACET).split("+") if (facet or "").startswith(_FACET) else []
    kinds: tuple[ContactKind, ...] = ("datenschutzaufsicht", "zac")
    return tuple(kind for kind in kinds if kind in named)


def authority_reply(
    kinds: Iterable[ContactKind], region: str | None, kb: KnowledgeBase, today: dt.date, before: str = ""
) -> Reply | None:
    """Return who is responsible in a Land, with number, address and date; None where nothing is on record.

    Args:
        kinds: which authorities.
        region: the Land as ISO 3166-2; None: not known, then :data:`HOME` is told and the Land is asked for.
        kb: the content.
        today: against which the age of a number is judged.
        before: what is said first.
    """
    land = region or HOME
    kinds = tuple(kinds)
    found = [contact for kind in kinds for contact in kb.contacts if (contact.kind, contact.region) == (kind, land)]
    if not found:
        return None
    where = f"in {region_phrase(land)}".replace("in dem ", "im ")
    texts = [before] if before else []
    for kind in kinds:
        lines = [_record(contact, kb, today) for contact in found if contact.kind == kind]
        texts += ["\n".join((f"{_HEADS[kind]} {where}:", *lines))] if lines else []
    if region is None:
        texts.append(ELSEWHERE)
    return Reply("article", tuple(texts), sources=_sources(found), facet=_FACET + "+".join(kinds))


def with_authority(reply: Reply, article: Article, region: str | None, kb: KnowledgeBase, today: dt.date) -> Reply:
    """Put the authority of a known Land below a short reminder of an article that depends on it."""
    own = authority_reply(kinds_of_article(article), region, kb, today) if region else None
    return reply if own is None else replace(reply, texts=(*reply.texts, *own.texts))


def _record(contact: EmergencyContact, kb: KnowledgeBase, today: dt.date) -> str:
    """Return one authority by its name, with its number, and where to reach it besides."""
    line = contact_line(replace(contact, web=None), kb, today)
    said = f"• {contact.name}{line[line.index(':') :]}"
    if contact.phone and not (contact.source and contact.source.date):
        said = f"{said[:-1]}, {_UNDATED})" if said.endswith(")") else f"{said} ({_UNDATED})"
    beside = [part for part in (contact.email, contact.web) if part]
    return f"{said.rstrip('.')}. Auch: {', '.join(beside)}" if beside else said


def _sources(contacts: Iterable[EmergencyContact]) -> tuple[Source, ...]:
    return tuple({one.source.url: one.source for one in contacts if one.source}.values())
