"""Coming in and going out."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from bot.desk.accounts import Account
from bot.desk.gate import COOKIE, LOGIN, safe_return
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.sessions import WHOLE_SECONDS
from bot.desk.visit import ROOT, Visit, go, page

WRONG = "Name, Passwort oder Code stimmen nicht."
WAIT = "Das waren zu viele Versuche. Bitte warten Sie eine Viertelstunde."
_LONGEST = 300
"""Characters of a field that are looked at; a password has 200 at most."""


def show(visit: Visit) -> Response:
    """Show the form; who is in already goes on."""
    if visit.session is not None:
        return go(visit, "/")
    return page(visit, "login.html", fault="", name="", back=safe_return(visit.query.get("weiter", "/")))


def log_in(visit: Visit) -> Response:
    """Let somebody in, or say that something is wrong, never what."""
    name, password, code = (visit.form.get(field, "")[:_LONGEST] for field in ("name", "password", "code"))
    back = safe_return(visit.form.get("weiter", "/"))
    desk = visit.desk
    known = desk.accounts.get(name)
    # What is typed in the wrong field may be a password: only names that there are get into the trail.
    who = known.name if known else "unbekannt"
    if desk.attempts.are_too_many(name, visit.address, visit.now):
        desk.audit.note(who, "login refused", "", visit.now)
        return page(visit, "login.html", 429, fault=WAIT, name=name, back=back)
    desk.attempts.note(name, visit.address, visit.now)
    account = desk.accounts.let_in(name, password, code, visit.now)
    if account is None:
        desk.audit.note(who, "login failed", "", visit.now)
        return page(visit, "login.html", 401, fault=WRONG, name=name, back=back)
    desk.attempts.forget(account.name, visit.address)
    desk.audit.note(account.name, "login", "", visit.now)
    desk.meaning.wake()
    answer = RedirectResponse(f"{visit.prefix}{ROOT}{back}", 303)
    set_session(visit, answer, account)
    return answer


def set_session(visit: Visit, answer: Response, account: Account) -> None:
    """Begin a new session and hand it to the browser; one that was there before is over."""
    if visit.session is not None:
        visit.desk.sessions.end(visit.session.key)
    answer.set_cookie(
        COOKIE,
        visit.desk.sessions.begin(account.name, visit.now),
        max_age=int(WHOLE_SECONDS),
        path=f"{visit.prefix}{ROOT}/",
        secure=True,
        httponly=True,
        samesite="strict",
    )


def log_out(visit: Visit) -> Response:
    """End the session, here and in the browser."""
    assert visit.session is not None
    visit.note("logout", "")
    visit.desk.sessions.end(visit.session.key)
    answer = go(visit, LOGIN, meldung="abgemeldet")
    answer.delete_cookie(COOKIE, path=f"{visit.prefix}{ROOT}/", secure=True, httponly=True, samesite="strict")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


ROUTES = (
    Route(LOGIN, show, None),
    Route(LOGIN, log_in, None, "POST"),
    Route("/abmelden", log_out, Role.READ, "POST"),
)
