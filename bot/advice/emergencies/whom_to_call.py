"""Whom to call: the numbers of the owner's own Land, and what an article says of another one's authorities.

The articles are written in Sachsen-Anhalt. A firm elsewhere gets its own authority, and not that of Sachsen-Anhalt beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.advice.articles import PERSON_BUTTON
from bot.advice.reply import Reply
from bot.advice.wording import has_aged, sentences, stand
from bot.knowledge.records import ContactKind, EmergencyContact, KnowledgeBase
from bot.language.text.normalise import fold

_OWN = {"it": "n IT-Dienstleister", "bank": " Bank", "versicherung": " Versicherung, dort die Notfallnummer"}
"""Whom the owner knows the number of, after "Ihre"."""
_OTHERS = {
    "polizei": "Die Polizei vor Ort oder die Onlinewache Ihres Landes",
    "anbieter": "Den Anbieter des Kontos oder Dienstes",
    "webanbieter": "Ihren Webdienstleister, sonst den Anbieter Ihres Webspeichers",
    "anwalt": "Eine Anwaltskanzlei",
}
_OF_LAND: dict[str, ContactKind] = {"zac": "zac", "datenschutzaufsicht": "datenschutzaufsicht"}
_NATIONWIDE: dict[str, ContactKind] = {"hotline": "hotline", "sperren": "sperren"}
ALL_CALLS = ("it", "zac", "hotline")
"""Whom to call where no kind of emergency is known."""
HOME = "DE-ST"
"""The Land whose numbers are shown as long as nobody has named another."""
CALLED = "called"
"""In a reply: the numbers stand there; they need not be told again at once."""
ELSEWHERE = "Sitzt Ihr Betrieb in einem anderen Land? Schreiben Sie mir, in welchem."

_AUTHORITY = re.compile(
    r"Landesbeauftragte[^.]*(?:Magdeburg|Sachsen-Anhalt)|Sachsen-Anhalt sitzt diese Aufsicht|0391 81803"
)
"""Names the data protection authority of :data:`HOME` in a sentence of an article."""
_POLICE = re.compile(r"Landeskriminalamt[^.]*Sachsen-Anhalt|Sachsen-Anhalt[^.]*0391 250|0391 250[^.]*Sachsen-Anhalt")
_CAUTION = re.compile(r"Polizei in Sachsen-Anhalt")
_MANY_MONTHS = 12


def contact_lines(
    calls: Sequence[str], region: str | None, kb: KnowledgeBase, today: dt.date, said: str = ""
) -> list[str]:
    """Return one line for each of the roles ``calls`` in their order, the emergency number last.

    Those whose number only the owner has are named; those on record come with the number of the Land, or nationwide.
    ``said``: the message; an IT service that it tells to be out of reach is not named.
    """
    land = region or HOME
    lines: list[str] = []
    for role in calls:
        if role == "it" and is_unreachable(said):
            continue
        if role in _OWN:
            lines.append(f"• {'Ihre' if lines else 'Zuerst Ihre'}{_OWN[role]}")
        elif role in _OTHERS:
            lines.append(f"• {_OTHERS[role]}")
        elif role in _OF_LAND:
            lines += _of_kind(_OF_LAND[role], land, kb, today)
        else:
            found = [one for one in kb.contacts if _is(one, _NATIONWIDE[role], "DE") and one.phone]
            lines += [contact_line(contact, kb, today) for contact in (found[:1] if role == "sperren" else found)]
    if {"zac", "polizei"} & set(calls):
        lines.append("• Wenn Gefahr droht oder niemand abnimmt: 110")
    if region is None and set(_OF_LAND) & set(calls):
        lines.append(ELSEWHERE)
    return lines


_ASKS_FOR_NUMBER = re.compile(r"\b(?:nummer|telefon\w*|hotline|polizei|zac|wen|wo|wohin|behoerde|aufsicht)\b")
_WANTS_NUMBER = re.compile(
    r"\b(?:wen|wo|wem|welche nummer)\b[^.?!]*\b(?:ruf\w*|anruf\w*)|\btelefonnummer\w*|\bnummer (?:von|der|vom|war)\b"
)
_UNREACHABLE = re.compile(
    r"\b(?:geht|gehen|ist|is|haben|hab)\b[^.!?]*\b"
    r"(?:(?:nicht|ned|net|nich) ran|nicht erreichbar|im urlaub|krank|kein\w* (?:it|edv)\b)"
    r"|\b(?:it|edv)\b[^.!?]*\bkein\w*"
)


def asks_for_number(text: str) -> bool:
    """Return whether a message that speaks of calling wants to know whom to call, not to be called."""
    return bool(_ASKS_FOR_NUMBER.search(fold(text)))


def wants_number(text: str) -> bool:
    """Return whether a message asks whom to call, or for a number."""
    return bool(_WANTS_NUMBER.search(fold(text)))


def is_unreachable(text: str) -> bool:
    """Return whether somebody tells that the firm's IT service does not answer, or that there is none."""
    return bool(_UNREACHABLE.search(fold(text)))


def calls_reply(
    region: str | None, kb: KnowledgeBase, today: dt.date, said: str = "", calls: Sequence[str] = ALL_CALLS
) -> Reply:
    """Answer "wo muss ich da anrufen?": whom ``calls`` names, and where a data breach is reported."""
    others = [role for role in calls if role != "datenschutzaufsicht"]
    texts = ["Wen Sie anrufen:\n" + "\n".join(contact_lines(others, region, kb, today, said))]
    authority = _of_kind("datenschutzaufsicht", region or HOME, kb, today)
    if authority:
        texts.append("Wo Sie eine Datenpanne melden:\n" + "\n".join(authority))
    return Reply("emergency", tuple(texts), buttons=(PERSON_BUTTON,), asks=CALLED)


def with_land(reply: Reply, region: str | None, kb: KnowledgeBase, today: dt.date) -> Reply:
    """Put the authority of the owner's Land where an article names the one of Sachsen-Anhalt."""
    authority, police = (any(pattern.search(text) for text in reply.texts) for pattern in (_AUTHORITY, _POLICE))
    if region == HOME or not (authority or police):
        return reply
    if region is None:
        return (
            reply if any(ELSEWHERE in text for text in reply.texts) else replace(reply, texts=(*reply.texts, ELSEWHERE))
        )
    own = [
        *(_of_kind("datenschutzaufsicht", region, kb, today) if authority else ()),
        *(_of_kind("zac", region, kb, today) if police and reply.kind != "emergency" else ()),
    ]
    land = kb.regions[region].name if region in kb.regions else "Ihr Land"
    texts = tuple(text for text in map(_without_home, reply.texts) if text)
    return replace(reply, texts=((f"Für {land} ist zuständig:\n" + "\n".join(own),) if own else ()) + texts)


def authorities_in(texts: Iterable[str]) -> tuple[ContactKind, ...]:
    """Return the kinds of authorities of :data:`HOME` that texts name: in another Land these are others."""
    said = tuple(texts)
    patterns: tuple[tuple[ContactKind, re.Pattern[str]], ...] = (("datenschutzaufsicht", _AUTHORITY), ("zac", _POLICE))
    return tuple(kind for kind, pattern in patterns if any(pattern.search(text) for text in said))


def _without_home(text: str) -> str:
    """Return a text without the sentences on authorities of :data:`HOME`; numbered steps stay as they are."""
    lines = (line if line[:1].isdecimal() else _sentences_elsewhere(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _sentences_elsewhere(line: str) -> str:
    patterns = (_AUTHORITY, _POLICE, _CAUTION)
    return " ".join(part for part in sentences(line) if not any(pattern.search(part) for pattern in patterns))


def _of_kind(kind: ContactKind, region: str, kb: KnowledgeBase, today: dt.date) -> list[str]:
    return [contact_line(contact, kb, today) for contact in kb.contacts if _is(contact, kind, region)]


def _is(contact: EmergencyContact, kind: ContactKind, region: str) -> bool:
    return contact.kind == kind and contact.region == region


def contact_line(contact: EmergencyContact, kb: KnowledgeBase, today: dt.date) -> str:
    """Return the line for one number: whose it is, where, when, and whether it is confirmed."""
    land = kb.regions.get(contact.region)
    label = {"zac": "Polizei für Firmen", "datenschutzaufsicht": "Aufsicht für Datenschutz"}.get(
        contact.kind, contact.name
    )
    where = f" ({land.name})" if land else ""
    if contact.phone is None:
        web = f", {contact.web}" if contact.web else ""
        instead = " Rufen Sie sonst die 110 an." if contact.kind == "zac" else ""
        return f"• {label}{where}: Eine Nummer habe ich nicht{web}.{instead}"
    remarks = [contact.hours] if contact.hours else []
    if contact.source and contact.source.date:
        remarks.append(stand(contact.source))
    date = contact.source.date if contact.source else None
    if contact.confidence == "low" or (date and has_aged(date, today, _MANY_MONTHS)):
        remarks.append("nicht bestätigt")
    return f"• {label}{where}: {contact.phone}" + (f" ({', '.join(remarks)})" if remarks else "")
