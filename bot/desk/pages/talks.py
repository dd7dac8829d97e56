"""Talks that may be read: only with the owner's consent in the talk, and every reading stands in the trail."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from bot.clock import german_time, today
from bot.core.office_hours import is_open, said
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.talks import MOST_LINES, as_conversation, lines_of
from bot.desk.visit import Visit, page, refused
from bot.privacy.reading_consent import Consent


def listed(visit: Visit) -> Response:
    """Show which talks may be read, with nothing of what stands in them."""
    visit.desk.persons.end_silent(visit.now)
    return page(visit, "talks.html", talks=visit.desk.talks.talks(visit.now), days=visit.desk.talks.days)


def one(visit: Visit) -> Response:
    """Show what was said; that somebody reads it is noted first, for staff and owner."""
    visit.desk.persons.end_silent(visit.now)
    found = _read(visit, "talk read")
    if found is None:
        return _gone(visit)
    consent, events = found
    lines = lines_of(events)
    hours = visit.desk.hours
    return page(visit, "talk.html", consent=consent, lines=lines[-MOST_LINES:], left_out=max(0, len(lines) - MOST_LINES),
                reaches=consent.may_write and visit.desk.persons.reaches(consent.conversation),
                is_mine=consent.taken_by == visit.account.name, called=called(visit.account.name),
                closed="" if is_open(hours, german_time(visit.now)) else said(hours))  # fmt: skip


def called(account: str) -> str:
    """Return what somebody is probably called, from the name of an account: "M. Beispiel" for "m.beispiel"."""
    first, dot, last = account.rpartition(".")
    initials = "".join(f"{part[:1].upper()}. " for part in first.split("."))
    return f"{initials}{last.title()}" if dot and len(first) < 3 else account.replace(".", " ").title()


def as_test(visit: Visit) -> Response:
    """Return the talk as a masked conversation for the tests, as a file."""
    found = _read(visit, "talk copied")
    if found is None:
        return _gone(visit)
    consent, events = found
    text = as_conversation(events, f"aus Gespräch {consent.number}", today())
    headers = {"Content-Disposition": f'attachment; filename="gespraech-{consent.number}.yml"'}
    return Response(text, media_type="text/yaml; charset=utf-8", headers=headers)


def _read(visit: Visit, noted: str) -> tuple[Consent, list[dict[str, Any]]] | None:
    number = visit.path["id"]
    found = visit.desk.talks.read(int(number), visit.now) if number.isdecimal() and len(number) < 10 else None
    if found is not None:
        visit.note(noted, str(found[0].number))
    return found


def _gone(visit: Visit) -> Response:
    text = "Die Person hat nicht zugestimmt, die Erlaubnis zurückgenommen, oder das Gespräch ist gelöscht."
    return refused(visit, 404, "Dieses Gespräch darf niemand lesen", text)


ROUTES = (
    Route("/gespraeche", listed, Role.EDIT, title="Gespräche"),
    Route("/gespraeche/{id}", one, Role.EDIT),
    Route("/gespraeche/{id}/testgespraech", as_test, Role.EDIT, "POST"),
)
