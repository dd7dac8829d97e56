"""The form of one record: filled from the record or an open question, checked, previewed, saved; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from bot.advice.reply import Card, Reply
from bot.clock import today
from bot.desk.contents import faults as wrong
from bot.desk.contents import forms, saving
from bot.desk.contents.fields import Field, fields_of
from bot.desk.contents.kinds import KINDS, Kind, Row, state_of, title_of
from bot.desk.contents.labels import label_of
from bot.desk.contents.preview import hard_to_read, preview
from bot.desk.contents.saving import Gone, Refused, Stale
from bot.desk.pages.contents import no_record, said, to_record, wanted_record
from bot.desk.pages.questions import group_with, usable
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.visit import Visit, go, page
from bot.feedback.settling import NumberedQuestion

_EMPTY_ROWS = 1
_LISTS = {"topic": "thema", "successor_id": "programm"}
"""Fields that hold the id of a record of another kind: it can be picked by its name."""


def edit(visit: Visit) -> Response:
    """Show the form of a record, with a proposal filled in where one is named."""
    record = wanted_record(visit, visit.query.get("id", ""))
    if record is None:
        return no_record(visit)
    row: Row = record.row
    number = visit.query.get("vorschlag", "")
    proposed = visit.desk.edits.get(int(number)) if number.isdecimal() and len(number) < 16 else None
    if proposed and proposed.record == record.id:
        row = {**row, **forms.changes(proposed.old, proposed.new)}
    typed = forms.shown(form_fields(record.kind), row)
    return _form(visit, record.kind, typed, id_=record.id, stand=state_of(record.row), title=record.title)


def save(visit: Visit) -> Response:
    """Save a record, or only check it; a refused form keeps what was typed."""
    id_, stand = visit.form.get("datensatz", ""), visit.form.get("stand", "")
    record = wanted_record(visit, id_)
    if record is None:
        return no_record(visit)
    kind, typed = record.kind, visit.forms
    wanted = forms.read(form_fields(kind), typed, record.row)
    more: dict[str, Any] = {"id_": id_, "stand": stand, "title": record.title}
    if visit.form.get("tun") == "zeile":
        return _form(visit, kind, typed, extra=2, **more)
    if visit.form.get("tun") == "pruefen":
        return _checked(visit, kind, {**record.row, **wanted}, record.row, typed, **more)
    try:
        saved = saving.save(visit.desk, visit.account.name, kind, id_, wanted, stand, visit.now)
    except Refused as error:
        return _form(visit, kind, typed, error.faults, **more)
    except Gone:
        return no_record(visit)
    except Stale as stale:
        merged = {**typed, **forms.shown(form_fields(kind), stale.merged)}
        theirs = {name: said(kind.code, name, stale.now) or "nichts" for name in stale.fields}
        last = next(iter(visit.desk.edits.of_record(kind.code, id_, 1)), None)
        more["stand"] = state_of(stale.now)
        return _form(visit, kind, merged, theirs=theirs, who=last.account if last else "", **more)
    notice = "vorgeschlagen" if saved.is_waiting else "gespeichert" if saved.edit else "unveraendert"
    return to_record(visit, kind.code, saved, notice)


def new(visit: Visit) -> Response:
    """Show an empty form, filled as far as known where it comes from an open question."""
    kind = KINDS.get(visit.path["art"])
    if kind is None:
        return no_record(visit)
    row: dict[str, Any] = {"confidence": "medium"}
    if kind.code == "artikel":
        row["valid_as_of"] = today()
    ids = ""
    group = group_with(visit, visit.query.get("frage", "")) if kind.code == "artikel" else None
    if group is not None:
        texts = usable(group)
        row.update(question=texts[0] if texts else "", alt_questions=texts[1:])
        likely = visit.desk.meaning.likely(group.label, visit.desk.snapshot(), most=1)
        if likely:
            near = visit.desk.snapshot().articles[likely[0].id]
            row.update(theme=near.theme, topic=near.topic)
        ids = ",".join(map(str, group.ids))
    return _form(visit, kind, forms.shown(form_fields(kind), row), questions=ids)


def add(visit: Visit) -> Response:
    """Add a record, or only check it; a refused form keeps what was typed."""
    kind = KINDS.get(visit.path["art"])
    if kind is None:
        return no_record(visit)
    typed, given = visit.forms, visit.form.get("fragen", "")
    wanted = {**forms.read(form_fields(kind), typed, {}), **dict.fromkeys(kind.kept)}
    if visit.form.get("tun") == "zeile":
        return _form(visit, kind, typed, questions=given, extra=2)
    if visit.form.get("tun") == "pruefen":
        row = {**wanted, **dict.fromkeys(kind.kept, "neuer-eintrag")}
        return _checked(visit, kind, row, {}, typed, questions=given)
    numbers = [int(part) for part in given.split(",") if part.isdecimal() and len(part) < 16][:500]
    known: set[int] = {one.id for one in _open(visit)}
    try:
        saved = saving.add(
            visit.desk, visit.account.name, kind, wanted, visit.now, [number for number in numbers if number in known]
        )
    except Refused as error:
        return _form(visit, kind, typed, error.faults, questions=given)
    if saved.is_waiting:
        return go(visit, "/inhalte/vorschlaege", meldung="vorgeschlagen")
    return to_record(visit, kind.code, saved, "angelegt")


def form_fields(kind: Kind) -> tuple[Field, ...]:
    """Return the fields that a form of a kind has: ids are made once and stay."""
    return tuple(field for field in fields_of(kind.code) if field.name not in kind.kept)


def _open(visit: Visit) -> list[NumberedQuestion]:
    return visit.desk.questions.open(visit.now - 30 * 86_400.0)


def _checked(visit: Visit, kind: Kind, row: Row, before: Row, typed: forms.Typed, **more: Any) -> Response:
    """Show the form again with what is wrong, or with how the chat would tell it."""
    found = dict(wrong.required(form_fields(kind), row))
    for name, problem in {**wrong.of_model(kind, row), **wrong.source_missing(kind, before, row)}.items():
        found.setdefault(name, problem)
    return _form(visit, kind, typed, found, row=row, **more)


def _form(
    visit: Visit,
    kind: Kind,
    typed: forms.Typed,
    faults: Mapping[str, str] | None = None,
    *,
    id_: str = "",
    stand: str = "",
    title: str = "",
    questions: str = "",
    theirs: Mapping[str, str] | None = None,
    who: str = "",
    extra: int = _EMPTY_ROWS,
    row: Row | None = None,
) -> Response:
    fields, knowledge = form_fields(kind), visit.desk.snapshot()
    faults = dict(faults or {})
    reply: Reply | None = None
    cards: tuple[Card, ...] = ()
    hard: dict[str, list[str]] = {}
    if row is not None:
        hard = hard_to_read(kind, row, knowledge)
        if not faults:
            reply, cards = preview(kind, row, knowledge, today())
    rows = {field.name: forms.rows_shown(typed, field.name, extra) for field in fields if field.widget == "records"}
    return page(
        visit,
        "editing.html",
        409 if theirs else 400 if faults else 200,
        kind=kind,
        fields=fields,
        typed=typed,
        rows=rows,
        faults=faults,
        elsewhere=[problem for name, problem in faults.items() if not name],
        wrong=[(name, label_of(kind.code, name.split(".")[0]), problem) for name, problem in faults.items() if name],
        theirs=dict(theirs or {}),
        who=who,
        id=id_,
        stand=stand,
        title=title or title_of(kind, {}),
        questions=questions,
        reply=reply,
        cards=cards,
        hard=[(label_of(kind.code, name), problems) for name, problems in hard.items()],
        open_groups={name.split(".")[0] for name, texts in typed.items() if "." in name and any(texts)},
        was_checked=row is not None,
        lists={name: _names(visit, code) for name, code in _LISTS.items() if any(f.name == name for f in fields)},
        two_eyes=visit.desk.two_eyes,
    )


def _names(visit: Visit, code: str) -> Sequence[tuple[str, str]]:
    knowledge = visit.desk.snapshot()
    if code == "thema":
        return [(topic.id, topic.name) for topic in knowledge.topics.values()]
    return [(programme.id, programme.short_name) for programme in knowledge.programmes.values()]


ROUTES = (
    Route("/inhalte/{art}/bearbeiten", edit, Role.EDIT),
    Route("/inhalte/{art}/bearbeiten", save, Role.EDIT, "POST"),
    Route("/inhalte/{art}/neu", new, Role.EDIT),
    Route("/inhalte/{art}/neu", add, Role.EDIT, "POST"),
)
