"""What has to be looked up again: one click for "heute geprüft", two for a new deadline, and one to take it back."""

from __future__ import annotations

import datetime as dt

from starlette.responses import Response

from bot.clock import today
from bot.desk import freshness
from bot.desk.contents import saving
from bot.desk.contents.forms import iso_day
from bot.desk.contents.history import What
from bot.desk.contents.kinds import KINDS, state_of
from bot.desk.contents.saving import Gone, Refused, Stale
from bot.desk.contents.stock import found
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.visit import Visit, go, page

_SHOWN = 40
_CHANGED = "Diesen Eintrag hat inzwischen jemand geändert. Sehen Sie ihn sich noch einmal an."
_WRONG_DAY = "Schreiben Sie den Tag als 31.12.2027. Diesen Tag muss es geben."
_PAST = "Dieser Tag ist schon vorbei. Ist das Programm zu Ende, nehmen Sie „Beendet“."


def show(visit: Visit) -> Response:
    """Show what has to be looked up."""
    return _shown(visit)


def settle(visit: Visit) -> Response:
    """Note that something was looked up today, and what came of it."""
    day, doing, typed = today(), visit.form.get("tun", ""), visit.form.get("frist", "").strip()
    code, id_ = visit.form.get("art", ""), visit.form.get("id", "")
    kind = KINDS.get(code)
    record = found(visit.desk.content, kind, id_) if kind else None
    if kind is None or record is None or code not in ("programm", "artikel", "kontakt"):
        return _shown(visit, "", "Diesen Eintrag gibt es nicht mehr.")
    key = f"{code}-{id_}"
    if state_of(record.row) != visit.form.get("stand", ""):
        return _shown(visit, key, _CHANGED, typed)
    url = visit.form.get("quelle") or None
    what: What = "checked"
    if code != "programm" or doing == "geprueft":
        row = freshness.checked(code, record.row, url, day)
    elif doing == "frist":
        until = _day(typed)
        if until is None or until < day:
            return _shown(visit, key, _WRONG_DAY if until is None else _PAST, typed)
        row, what = freshness.with_deadline(record.row, url, until, day), "changed"
    elif doing in ("beendet", "offen"):
        made = freshness.ended if doing == "beendet" else freshness.opened
        row, what = made(record.row, url, day), "changed"
    else:
        return _shown(visit, key, "Wählen Sie, was Sie gefunden haben.", typed)
    try:
        saved = saving.save(visit.desk, visit.account.name, kind, id_, row, state_of(record.row), visit.now, what)
    except Refused as error:
        return _shown(visit, key, " ".join(error.faults.values()), typed)
    except (Stale, Gone):
        return _shown(visit, key, _CHANGED, typed)
    if saved.edit is None:
        return go(visit, "/frische", meldung="unveraendert")
    notice = "vorgeschlagen" if saved.is_waiting else "frist" if doing == "frist" else "geprueft"
    return go(visit, "/frische", meldung=notice if saved.in_git else "ohne-git", aenderung=saved.edit)


def _shown(visit: Visit, key: str = "", fault: str = "", typed: str = "") -> Response:
    number = visit.query.get("aenderung", "")
    edit = visit.desk.edits.get(int(number)) if number.isdecimal() and len(number) < 16 else None
    return page(visit, "freshness.html", 400 if fault else 200, all=freshness.freshness(visit.desk, today()), most=_SHOWN,
                edit=edit if edit and edit.state == "live" else None, key=key, fault=fault, typed=typed,
                may_edit=visit.may(Role.EDIT))  # fmt: skip


def _day(typed: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso_day(typed))
    except ValueError:
        return None


ROUTES = (
    Route("/frische", show, Role.READ, title="Frische"),
    Route("/frische", settle, Role.EDIT, "POST"),
)
