"""One request to the desk as its pages see it, and what they answer."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.desk import rendering
from bot.desk.accounts import Account
from bot.desk.roles import Role
from bot.desk.sessions import Session

if TYPE_CHECKING:
    from bot.desk.desk import Desk

ROOT = "/redaktion"
NOTICES = {
    "abgemeldet": "Sie sind abgemeldet.",
    "abgelaufen": "Ihre Sitzung ist zu Ende. Bitte melden Sie sich noch einmal an.",
    "abgelegt": "Die Fragen sind abgelegt.",
    "wieder-offen": "Die Fragen sind wieder offen.",
    "schon-abgelegt": "Das hat inzwischen schon jemand anderes getan.",
    "uebernommen": "Sie kümmern sich jetzt um diesen Rückruf.",
    "zurueckgegeben": "Das Gespräch ist zurückgegeben. Der Chat antwortet wieder.",
    "gespraech-vergeben": "In diesem Gespräch schreibt inzwischen jemand anderes.",
    "vergeben": "Um diesen Rückruf kümmert sich inzwischen jemand anderes.",
    "abgegeben": "Der Rückruf ist wieder frei.",
    "erledigt": "Der Rückruf ist erledigt.",
    "notiert": "Die Notiz ist gespeichert.",
    "angestossen": "Die E-Mail wird in den nächsten Sekunden noch einmal verschickt.",
    "passwort": "Das neue Passwort gilt. Alle anderen Sitzungen sind beendet.",
    "faktor-an": "Der zweite Faktor ist eingeschaltet. Bei der nächsten Anmeldung brauchen Sie den Code aus der App.",
    "faktor-aus": "Der zweite Faktor ist ausgeschaltet.",
    "zugang": "Die Änderung am Zugang gilt ab sofort.",
    "gespeichert": "Gespeichert. Der Chat sagt es ab sofort so.",
    "angelegt": "Angelegt. Der Chat findet es ab sofort mit diesen Worten, in ein paar Minuten auch in anderen.",
    "geloescht": "Gelöscht. Der Chat kennt den Eintrag nicht mehr. „Zurücknehmen“ holt ihn wieder.",
    "unveraendert": "Es war nichts anders als vorher.",
    "vorgeschlagen": "Vorgeschlagen. Es gilt, sobald jemand anderes es freigibt.",
    "freigegeben": "Freigegeben. Der Chat sagt es ab sofort so.",
    "abgelehnt": "Der Vorschlag ist abgelehnt.",
    "geprueft": "Als heute geprüft eingetragen.",
    "frist": "Die neue Frist gilt ab sofort.",
    "rueckgaengig": "Zurückgenommen. Es gilt wieder, was vorher dort stand.",
    "ohne-git": "Gespeichert und sofort gültig. Ins Git-Archiv kam es nicht, bitte der Person sagen, die den Server betreut.",
    "zurueckgenommen": "Die Zuordnung ist zurückgenommen. Die Fragen sind wieder offen.",
}
"""What a page says after something was done, by the code in its address: no text of anybody else's gets there."""


@dataclass(frozen=True)
class Visit:
    """A request that has been let in.

    ``form``, ``query``: each name with its first value, ``forms``: with all; ``path``: what its address names; ``prefix``:
    what the proxy has put before ``/redaktion``; ``address``: the visitor's, normalised; ``session``: None on pages that
    need no login.
    """

    desk: Desk
    here: str
    query: Mapping[str, str]
    path: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    prefix: str = ""
    address: str = ""
    session: Session | None = None
    now: float = field(default_factory=time.time)

    @property
    def account(self) -> Account:
        """Return who it is; for pages that need a login."""
        assert self.session is not None
        return self.session.account

    def may(self, role: Role) -> bool:
        """Whether they may do what ``role`` is needed for."""
        return self.session is not None and self.session.account.role.may(role)

    def to(self, path: str, **query: str | int) -> str:
        """Return the address of a page of the desk."""
        return f"{self.prefix}{ROOT}{path}" + (f"?{urlencode(query)}" if query else "")

    def note(self, what: str, target: str) -> None:
        """Write into the trail what they did."""
        self.desk.audit.note(self.account.name, what, target, self.now)


def page(visit: Visit, template: str, status: int = 200, **values: object) -> Response:
    """Return a page made of a template."""
    return HTMLResponse(rendering.html(template, visit, values), status)


def go(visit: Visit, path: str, **query: str | int) -> Response:
    """Return the answer to a form that was sent: have a look there. Reloading sends nothing again."""
    return RedirectResponse(visit.to(path, **query), 303)


def refused(visit: Visit, status: int, heading: str, text: str) -> Response:
    """Return a page that says why not."""
    return page(visit, "refused.html", status, heading=heading, text=text)
