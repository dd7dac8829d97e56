"""One's own account: another password, the second factor."""

from __future__ import annotations

from markupsafe import Markup
from starlette.responses import Response

from bot.desk import second_factor
from bot.desk.accounts import Account
from bot.desk.attempts import Attempts
from bot.desk.pages.entry import set_session
from bot.desk.passwords import SHORTEST
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.sessions import IDLE_SECONDS, WHOLE_SECONDS
from bot.desk.visit import Visit, go, page

_WRONG = "Das ist nicht Ihr jetziges Passwort."
_WAIT = "Das waren zu viele Versuche. Bitte warten Sie eine Viertelstunde."


def show(visit: Visit) -> Response:
    """Show it."""
    return _shown(visit)


def change_password(visit: Visit) -> Response:
    """Set another password, which ends all sessions but this one."""
    new, again = visit.form.get("neu", ""), visit.form.get("nochmal", "")
    if fault := _fault_of_own(visit):
        return _shown(visit, password_fault=fault)
    if new != again:
        return _shown(visit, password_fault="Die beiden neuen Passwörter sind verschieden. Bitte noch einmal tippen.")
    try:
        visit.desk.accounts.set_password(visit.account.name, new, visit.now)
    except ValueError as error:
        return _shown(visit, password_fault=str(error))
    visit.note("password", visit.account.name)
    answer = go(visit, "/konto", meldung="passwort")
    set_session(visit, answer, visit.account)
    return answer


def switch_on(visit: Visit) -> Response:
    """Switch the second factor on, when the app shows the right code."""
    if fault := _fault_of_own(visit):
        return _shown(visit, factor_fault=fault)
    if not visit.desk.accounts.confirm_second_factor(visit.account.name, visit.form.get("code", ""), visit.now):
        return _shown(
            visit,
            factor_fault="Dieser Code stimmt nicht. Er gilt nur eine halbe Minute: Nehmen Sie den, der jetzt dasteht.",
        )
    visit.note("second factor on", visit.account.name)
    return go(visit, "/konto", meldung="faktor-an")


def switch_off(visit: Visit) -> Response:
    """Switch it off, with the password."""
    if fault := _fault_of_own(visit):
        return _shown(visit, factor_fault=fault)
    visit.desk.accounts.drop_second_factor(visit.account.name)
    visit.note("second factor off", visit.account.name)
    return go(visit, "/konto", meldung="faktor-aus")


def _fault_of_own(visit: Visit) -> str:
    """Return why the password that is asked for again is not taken; tries count as at the login."""
    attempts: Attempts = visit.desk.attempts
    name = visit.account.name
    if attempts.are_too_many(name, visit.address, visit.now):
        return _WAIT
    attempts.note(name, visit.address, visit.now)
    if not visit.desk.accounts.has_password(name, visit.form.get("passwort", "")[:300]):
        return _WRONG
    attempts.forget(name, visit.address)
    return ""


def _shown(visit: Visit, password_fault: str = "", factor_fault: str = "") -> Response:
    account: Account | None = visit.desk.accounts.get(visit.account.name)
    assert account is not None
    salt = "" if account.second_factor else visit.desk.accounts.begin_second_factor(account.name)
    secret = second_factor.secret_of(salt) if salt else ""
    return page(
        visit,
        "account.html",
        400 if password_fault or factor_fault else 200,
        account=account,
        password_fault=password_fault,
        factor_fault=factor_fault,
        picture=Markup(second_factor.picture(salt, account.name))
        if salt
        else "",  # drawn by us, of letters and figures
        secret=" ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        shortest=SHORTEST,
        idle=int(IDLE_SECONDS // 60),
        whole=int(WHOLE_SECONDS // 3600),
    )


ROUTES = (
    Route("/konto", show, Role.READ, title="Mein Zugang"),
    Route("/konto/passwort", change_password, Role.READ, "POST"),
    Route("/konto/faktor", switch_on, Role.READ, "POST"),
    Route("/konto/faktor-aus", switch_off, Role.READ, "POST"),
)
