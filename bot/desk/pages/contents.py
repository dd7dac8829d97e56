"""The content: searched and filtered, one record with how the chat tells it, its history, and what waits for a second person."""

from __future__ import annotations

from starlette.responses import Response

from bot.advice.reply import Card, Reply
from bot.clock import today
from bot.desk.contents import removing, saving
from bot.desk.contents.faults import of_model
from bot.desk.contents.fields import fields_of
from bot.desk.contents.forms import german_day, is_same, shown
from bot.desk.contents.history import Edit
from bot.desk.contents.kinds import KINDS, Found, Row, state_of
from bot.desk.contents.labels import THEME_NAMES, codes_of, label_of
from bot.desk.contents.preview import hard_to_read, preview
from bot.desk.contents.saving import Gone, Refused, Saved
from bot.desk.contents.stock import STATE_NAMES, Wanted, checked_on, found, searched, states
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.visit import Visit, go, page, refused
from bot.language.facts.topic import TOPIC_NAMES

_SHOWN = 60
_TONES = {"offen": "good", "beendet": "bad", "unklar": "soso", "unsicher": "soso", "alt": "soso", "frisch": ""}
_SAID = {"offen": "offen", "beendet": "beendet", "unklar": "unklar", "unsicher": "nicht geklärt", "alt": "prüfen"}


def listed(visit: Visit) -> Response:
    """Show what is looked for."""
    wanted = Wanted(*(visit.query.get(name, "").strip()[:120] for name in ("art", "bereich", "stand", "suche")))
    knowledge, day = visit.desk.snapshot(), today()
    hits = searched(visit.desk.content, knowledge, wanted, day)
    rows = [(one, badges(sorted(states(one, knowledge, day))), german_day(checked_on(one))) for one in hits[:_SHOWN]]
    return page(visit, "contents.html", rows=rows, count=len(hits), more=max(0, len(hits) - _SHOWN), wanted=wanted,
                kinds=list(KINDS.values()), themes={**TOPIC_NAMES, **THEME_NAMES}, states=STATE_NAMES,
                waiting=len(visit.desk.edits.waiting()), may_edit=visit.may(Role.EDIT))  # fmt: skip


def badges(said: list[str]) -> list[tuple[str, str]]:
    """Return what is shown of a record's state, each with its colour."""
    return [(_TONES[one], _SAID[one]) for one in said if one in _SAID]


def one(visit: Visit) -> Response:
    """Show one record."""
    record = wanted_record(visit, visit.query.get("id", ""))
    if record is None:
        return no_record(visit)
    return shown_record(visit, record)


def shown_record(visit: Visit, record: Found, fault: str = "") -> Response:
    """Show a record as the chat tells it, with its history."""
    knowledge = visit.desk.snapshot()
    reply: Reply | None = None
    cards: tuple[Card, ...] = ()
    hard: dict[str, list[str]] = {}
    if not of_model(record.kind, record.row):
        reply, cards = preview(record.kind, record.row, knowledge, today())
        hard = hard_to_read(record.kind, record.row, knowledge)
    edits = visit.desk.edits.of_record(record.kind.code, record.id)
    return page(visit, "content.html", 409 if fault else 200, record=record, reply=reply, cards=cards,
                hard=[(label_of(record.kind.code, name), problems) for name, problems in hard.items()],
                edits=[(edit, differences(edit)) for edit in edits], fault=fault,
                may_edit=visit.may(Role.EDIT), two_eyes=visit.desk.two_eyes, stand=state_of(record.row),
                states=badges(sorted(states(record, knowledge, today()))))  # fmt: skip


def differences(edit: Edit) -> list[tuple[str, str, str]]:
    """Return what a change has changed: name of the field, before, after."""
    return differing(edit.kind.code, edit.old, edit.new)


def differing(kind: str, old: Row, new: Row) -> list[tuple[str, str, str]]:
    """Return the fields in which two states of a record differ: name, the one, the other."""
    return [
        (field.label, said(kind, field.name, old), said(kind, field.name, new))
        for field in fields_of(kind)
        if not is_same(old.get(field.name), new.get(field.name))
    ]


def said(kind: str, name: str, row: Row) -> str:
    """Return a value of a record in words, lists line by line."""
    field = next(field for field in fields_of(kind) if field.name == name)
    codes = codes_of(kind, name) or {}
    found_texts = shown((field,), row)
    if field.widget == "records":
        return "\n".join(" · ".join(str(value) for value in part.values() if value) for part in row.get(name) or ())
    texts = [text for key, some in found_texts.items() for text in some if not key.endswith(".zuerst")]
    return "\n".join(codes.get(text, text) for text in texts if text)


def proposals(visit: Visit) -> Response:
    """Show what waits for a second person, and what was changed last."""
    desk = visit.desk
    return page(visit, "proposals.html", waiting=[(edit, differences(edit)) for edit in desk.edits.waiting()],
                latest=[edit for edit in desk.edits.latest(40) if edit.state != "waiting"],
                two_eyes=desk.two_eyes, may_edit=visit.may(Role.EDIT))  # fmt: skip


def accept(visit: Visit) -> Response:
    """Make a waiting change live."""
    edit = _edit_of(visit)
    if edit is None:
        return _no_edit(visit)
    try:
        do = removing.accept if edit.is_removal else saving.accept
        saved = do(visit.desk, visit.account.name, edit, visit.now)
    except Refused as error:
        return refused(visit, 409, "Das geht gerade nicht", str(error))
    except Gone:
        return no_record(visit)
    if edit.is_removal:
        return go(visit, "/inhalte/vorschlaege", meldung="geloescht" if saved.in_git else "ohne-git")
    return to_record(visit, edit.kind.code, saved, "freigegeben")


def decline(visit: Visit) -> Response:
    """Put a waiting change away."""
    edit = _edit_of(visit)
    if edit is None:
        return _no_edit(visit)
    done = saving.decline(visit.desk, visit.account.name, edit, visit.now)
    return go(visit, "/inhalte/vorschlaege", meldung="abgelehnt" if done else "schon-abgelegt")


def take_back(visit: Visit) -> Response:
    """Take a live change back, and show what stands there again."""
    edit = _edit_of(visit)
    if edit is None:
        return _no_edit(visit)
    try:
        do = removing.put_back if edit.is_removal else saving.undo
        saved = do(visit.desk, visit.account.name, edit, visit.now)
    except Refused as error:
        record = found(visit.desk.content, edit.kind, edit.record)
        return shown_record(visit, record, str(error)) if record else refused(visit, 409, "Das geht nicht", str(error))
    if not edit.before:
        return go(visit, "/inhalte", art=edit.kind.code, meldung="rueckgaengig")
    if visit.form.get("zurueck") == "frische":
        return go(visit, "/frische", meldung="rueckgaengig")
    return to_record(visit, edit.kind.code, saved, "rueckgaengig")


def remove(visit: Visit) -> Response:
    """Take a record out of the content; the page it leads to takes that back with one click."""
    record = wanted_record(visit, visit.form.get("id", ""))
    if record is None:
        return no_record(visit)
    stand = visit.form.get("stand", "")
    try:
        saved = removing.remove(visit.desk, visit.account.name, record.kind, record.id, stand, visit.now)
    except Refused as error:
        return shown_record(visit, record, str(error))
    except Gone:
        return no_record(visit)
    notice = "vorgeschlagen" if saved.is_waiting else "geloescht" if saved.in_git else "ohne-git"
    return go(visit, "/inhalte/vorschlaege", meldung=notice)


def to_record(visit: Visit, kind: str, saved: Saved, notice: str) -> Response:
    """Go to a record after something was done to it."""
    notice = notice if saved.in_git else "ohne-git"
    return go(visit, f"/inhalte/{kind}/eintrag", id=saved.record, meldung=notice)


def wanted_record(visit: Visit, id_: str) -> Found | None:
    """Return the record that a page or a form is about; None where there is none."""
    kind = KINDS.get(visit.path["art"])
    return found(visit.desk.content, kind, id_) if kind else None


def no_record(visit: Visit) -> Response:
    """Say that there is no such record."""
    text = "Vielleicht heißt er jetzt anders. Suchen Sie ihn unter „Inhalte“."
    return refused(visit, 404, "Diesen Eintrag gibt es nicht", text)


def _edit_of(visit: Visit) -> Edit | None:
    number = visit.path["id"]
    return visit.desk.edits.get(int(number)) if number.isdecimal() and len(number) < 16 else None


def _no_edit(visit: Visit) -> Response:
    return refused(visit, 404, "Diese Änderung gibt es nicht", "Änderungen werden ein Jahr lang aufgehoben.")


ROUTES = (
    Route("/inhalte", listed, Role.READ, title="Inhalte"),
    Route("/inhalte/vorschlaege", proposals, Role.READ),
    Route("/inhalte/aenderung/{id}/zuruecknehmen", take_back, Role.EDIT, "POST"),
    Route("/inhalte/aenderung/{id}/freigeben", accept, Role.EDIT, "POST"),
    Route("/inhalte/aenderung/{id}/ablehnen", decline, Role.EDIT, "POST"),
    Route("/inhalte/{art}/eintrag", one, Role.READ),
    Route("/inhalte/{art}/loeschen", remove, Role.EDIT, "POST"),
)
