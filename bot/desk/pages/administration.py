"""Accounts and the trail, for those who administer. New accounts are made on the console, so that no page can make one."""

from __future__ import annotations

from starlette.responses import Response

from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.visit import Visit, go, page

_ENTRIES = 200


def accounts(visit: Visit) -> Response:
    """Show who may come in."""
    return _shown(visit)


def change(visit: Visit) -> Response:
    """Give another role, or lock an account or open it again. Nobody can lock themselves out."""
    name, wanted = visit.form.get("name", ""), visit.form.get("tun", "")
    known = visit.desk.accounts.get(name)
    if known is None:
        return _shown(visit, "Diesen Zugang gibt es nicht mehr.")
    if known.name == visit.account.name:
        return _shown(
            visit, "Den eigenen Zugang ändert jemand anderes, der verwalten darf. So sperrt sich niemand selbst aus."
        )
    if wanted == "sperren":
        visit.desk.accounts.set_locked(name, visit.now)
        visit.note("account locked", known.name)
    elif wanted == "oeffnen":
        visit.desk.accounts.set_locked(name, None)
        visit.note("account unlocked", known.name)
    elif wanted in {role.value for role in Role}:
        visit.desk.accounts.set_role(name, Role(wanted))
        visit.note("role", f"{known.name}: {known.role.value} → {wanted}")
    else:
        return _shown(visit, "Wählen Sie aus, was geändert werden soll.")
    return go(visit, "/zugaenge", meldung="zugang")


def trail(visit: Visit) -> Response:
    """Show who did what."""
    who = visit.query.get("wer", "")
    names = [account.name for account in visit.desk.accounts.all()]
    return page(
        visit, "trail.html", entries=visit.desk.audit.latest(_ENTRIES, who), who=who, names=names, most=_ENTRIES
    )


def _shown(visit: Visit, fault: str = "") -> Response:
    return page(
        visit, "accounts.html", 400 if fault else 200, accounts=visit.desk.accounts.all(), roles=list(Role), fault=fault
    )


ROUTES = (
    Route("/zugaenge", accounts, Role.MANAGE, title="Zugänge"),
    Route("/zugaenge", change, Role.MANAGE, "POST"),
    Route("/protokoll", trail, Role.MANAGE, title="Protokoll"),
)
