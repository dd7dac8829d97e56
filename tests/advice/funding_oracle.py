"""Which programmes a firm may be offered, said once more and as plainly as possible, to hold ``bot.advice.funding`` against.

It is written from the schema (``data/knowledge/README.md``) alone and imports nothing of the matching: the trades behind a code
are listed here a second time on purpose.
"""

from __future__ import annotations

import datetime as dt

from for_whom_oracle import ruled_out

from bot.advice.profile import FirmProfile
from bot.knowledge.records import Programme

MEANS = {
    "handwerk": "handwerk bau holz metall elektro sanitaer kfz lebensmittel koerperpflege textil",
    "industrie": "industrie maschinenbau metall chemie holz textil lebensmittel",
    "dienstleistung": "dienstleistung it medien bildung koerperpflege gesundheit logistik",
}
"""Codes in ``sectors`` that stand for several trades; every other one for itself."""
FOR_ANY_PURPOSE = ("finanzierung", "innovation")


def may_be_offered(programme: Programme, firm: FirmProfile, day: dt.date) -> bool:
    """Return whether the fields of the record allow ``programme`` for ``firm`` on ``day``; what was not told forbids nothing."""
    if programme.status not in ("offen", "unklar"):
        return False
    if programme.valid_until is not None and day > programme.valid_until:
        return False
    if programme.valid_from is not None and day < programme.valid_from:
        return False
    if firm.region is not None and firm.region not in programme.regions and "DE" not in programme.regions:
        return False
    if firm.employees is not None:
        if programme.max_employees is not None and firm.employees > programme.max_employees:
            return False
        if programme.min_employees is not None and firm.employees < programme.min_employees:
            return False
    if firm.sector is not None and programme.sectors:
        trades = " ".join(MEANS.get(code, code) for code in programme.sectors).split()
        if firm.sector not in trades:
            return False
    if ruled_out(programme, firm):
        return False
    if firm.topic is not None and firm.topic not in programme.topics:
        return any(topic in programme.topics for topic in FOR_ANY_PURPOSE)
    return True
