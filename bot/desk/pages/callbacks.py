"""Call-backs: who waits, who takes care, what was agreed to. Personal data, so only for those who call."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from bot.contact.handling import LONGEST_NOTE, Handled
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.visit import Visit, go, page, refused


def listed(visit: Visit) -> Response:
    """Show who waits, the longest first, without what they wrote."""
    found = visit.desk.callbacks.all()
    waiting = [one for one in found if one.done is None]
    done = [one for one in found if one.done is not None]
    return page(
        visit,
        "callbacks.html",
        waiting=waiting,
        done=done[-20:],
        sends_mail=visit.desk.sends_mail,
        days=visit.desk.days,
    )


def one(visit: Visit) -> Response:
    """Show one, as the owner saw it before they agreed; that somebody looked is noted."""
    found = _wanted(visit)
    if found is None:
        return _gone(visit)
    visit.note("call-back seen", str(found.stored.id))
    return _shown(visit, found)


def claim(visit: Visit) -> Response:
    """Take care of one."""
    return _do(
        visit,
        "call-back claimed",
        "uebernommen",
        lambda id_: visit.desk.callbacks.claim(id_, visit.account.name, visit.now),
    )


def release(visit: Visit) -> Response:
    """Let others take care."""
    return _do(visit, "call-back released", "abgegeben", visit.desk.callbacks.release)


def finish(visit: Visit) -> Response:
    """Note that the call was made."""
    return _do(
        visit, "call-back done", "erledigt", lambda id_: visit.desk.callbacks.finish(id_, visit.account.name, visit.now)
    )


def reopen(visit: Visit) -> Response:
    """Take that back."""
    return _do(visit, "call-back reopened", "wieder-offen", visit.desk.callbacks.reopen)


def send_again(visit: Visit) -> Response:
    """Let the e-mail be tried at once."""
    return _do(
        visit, "call-back sent again", "angestossen", lambda id_: visit.desk.callbacks.send_again(id_, visit.now)
    )


def write_note(visit: Visit) -> Response:
    """Write the note; one that somebody else has written meanwhile is not overwritten."""
    found = _wanted(visit)
    if found is None:
        return _gone(visit)
    text = visit.form.get("notiz", "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_NOTE:
        fault = f"Eine Notiz hat höchstens {LONGEST_NOTE} Zeichen. Diese hat {len(text)}. Bitte kürzen."
        return _shown(visit, found, text, fault)
    if not all(char.isprintable() or char == "\n" for char in text):
        return _shown(visit, found, text, "Hier stehen Zeichen, die man nicht sieht. Tippen Sie die Notiz bitte neu.")
    before = visit.form.get("vorher", "").replace("\r\n", "\n")
    if not visit.desk.callbacks.note(found.stored.id, text, before):
        fault = f"Inzwischen hat jemand geschrieben: „{found.note}“. Übernehmen Sie, was bleiben soll, und speichern Sie dann."
        return _shown(visit, found, text, fault)
    visit.note("call-back noted", str(found.stored.id))
    return go(visit, f"/rueckrufe/{found.stored.id}", meldung="notiert")


def _do(visit: Visit, noted: str, notice: str, work: Callable[[int], bool]) -> Response:
    found = _wanted(visit)
    if found is None:
        return _gone(visit)
    done = work(found.stored.id)
    if done:
        visit.note(noted, str(found.stored.id))
    return go(visit, f"/rueckrufe/{found.stored.id}", meldung=notice if done else "vergeben")


def _shown(visit: Visit, found: Handled, note: str | None = None, fault: str = "") -> Response:
    talk = visit.desk.talks.of(found.stored.request.conversation, visit.now)
    return page(visit, "callback.html", 400 if fault else 200, one=found, note=found.note if note is None else note, fault=fault,
                longest=LONGEST_NOTE, talk=talk, sends_mail=visit.desk.sends_mail,
                is_mine=found.claimed_by == visit.account.name)  # fmt: skip


def _wanted(visit: Visit) -> Handled | None:
    number = visit.path["id"]
    return visit.desk.callbacks.get(int(number)) if number.isdecimal() and len(number) < 16 else None


def _gone(visit: Visit) -> Response:
    text = "Sie ist zurückgezogen oder nach ihrer Frist gelöscht."
    return refused(visit, 404, "Diese Rückrufbitte gibt es nicht mehr", text)


ROUTES = (
    Route("/rueckrufe", listed, Role.EDIT, title="Rückrufe"),
    Route("/rueckrufe/{id}", one, Role.EDIT),
    Route("/rueckrufe/{id}/uebernehmen", claim, Role.EDIT, "POST"),
    Route("/rueckrufe/{id}/abgeben", release, Role.EDIT, "POST"),
    Route("/rueckrufe/{id}/erledigt", finish, Role.EDIT, "POST"),
    Route("/rueckrufe/{id}/oeffnen", reopen, Role.EDIT, "POST"),
    Route("/rueckrufe/{id}/mail", send_again, Role.EDIT, "POST"),
    Route("/rueckrufe/{id}/notiz", write_note, Role.EDIT, "POST"),
)
