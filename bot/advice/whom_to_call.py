"""Whom to call: the numbers of the owner's own Land, and what an article says of another one's authorities.

The articles are written in Sachsen-Anhalt. A firm elsewhere gets its own authority, and not that of Sachsen-Anhalt beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Literal

from bot.advice.articles import PERSON_BUTTON
from bot.advice.reply import Reply
from bot.advice.wording import has_aged, sentences, stand
from bot.knowledge.records import ContactKind, EmergencyContact, KnowledgeBase
from bot.language.text.normalise import fold

Incident = Literal["ransomware", "phishing", "money", "breach"]
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
    incident: Incident, region: str | None, kb: KnowledgeBase, today: dt.date, said: str = ""
) -> list[str]:
    """Return one line for each number on record: of the Land, nationwide, the emergency number last.

    ``said``: the message; an IT service that it tells to be out of reach is not named first.
    """
    land = region or HOME
    if incident == "breach":
        return _of_kind("datenschutzaufsicht", land, kb, today)
    lines = []
    if incident != "money" and not is_unreachable(said):
        lines.append("• Zuerst Ihren IT-Dienstleister")
    lines += _of_kind("zac", land, kb, today)
    lines += [
        contact_line(contact, kb, today) for contact in kb.contacts if _is(contact, "hotline", "DE") and contact.phone
    ]
    if incident in {"money", "phishing"}:
        lines += _of_kind("sperren", "DE", kb, today)[:1]
    lines.append("• Wenn Gefahr droht oder niemand abnimmt: 110")
    if region is None:
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


def calls_reply(region: str | None, kb: KnowledgeBase, today: dt.date, said: str = "") -> Reply:
    """Answer "wo muss ich da anrufen?" while an incident is open: police, nationwide help, and the data protection authority."""
    authority = _of_kind("datenschutzaufsicht", region or HOME, kb, today)
    texts = ["Wen Sie anrufen:\n" + "\n".join(contact_lines("ransomware", region, kb, today, said))]
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
