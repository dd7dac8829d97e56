"""Who did what and when. Names of accounts, codes and ids; never what an owner wrote, never a password."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.engine import Engine

from bot.privacy.desk_tables import DESK_AUDIT

SAID = {
    "login": "hat sich angemeldet",
    "login failed": "Anmeldung gescheitert",
    "login refused": "Anmeldung abgewiesen, zu viele Versuche",
    "logout": "hat sich abgemeldet",
    "password": "hat das Passwort geändert",
    "second factor on": "hat den zweiten Faktor eingeschaltet",
    "second factor off": "hat den zweiten Faktor ausgeschaltet",
    "account added": "hat einen Zugang eingerichtet",
    "account removed": "hat einen Zugang entfernt",
    "account locked": "hat einen Zugang gesperrt",
    "account unlocked": "hat einen Zugang wieder geöffnet",
    "role": "hat eine Rolle geändert",
    "questions assigned": "hat offene Fragen einem Artikel zugeordnet",
    "assignment undone": "hat eine Zuordnung zurückgenommen",
    "questions settled": "hat offene Fragen abgelegt",
    "questions reopened": "hat Fragen wieder geöffnet",
    "content changed": "hat einen Eintrag geändert",
    "content added": "hat einen Eintrag angelegt",
    "content checked": "hat einen Eintrag geprüft",
    "content undone": "hat eine Änderung zurückgenommen",
    "content removed": "hat einen Eintrag gelöscht",
    "content proposed": "hat eine Änderung vorgeschlagen",
    "content declined": "hat einen Vorschlag abgelehnt",
    "call-back seen": "hat eine Rückrufbitte gelesen",
    "call-back claimed": "hat einen Rückruf übernommen",
    "call-back released": "hat einen Rückruf abgegeben",
    "call-back done": "hat einen Rückruf erledigt",
    "call-back reopened": "hat einen Rückruf wieder geöffnet",
    "call-back noted": "hat eine Notiz geschrieben",
    "call-back sent again": "hat die E-Mail noch einmal angestoßen",
    "talk read": "hat ein Gespräch gelesen",
    "talk taken": "hat ein Gespräch übernommen",
    "talk given back": "hat ein Gespräch zurückgegeben",
    "talk copied": "hat aus einem Gespräch ein Testgespräch gemacht",
    "refused": "hat etwas versucht, was die Rolle nicht erlaubt",
}
"""All there is to note, and how it is told."""
CONSOLE = "Konsole"
_LONGEST = 120


@dataclass(frozen=True)
class Entry:
    """One thing that somebody did. ``created``: seconds since 1970."""

    created: float
    account: str
    what: str
    target: str

    @property
    def said(self) -> str:
        """Return it in German."""
        return SAID.get(self.what, self.what)


class Audit:
    """The trail in one data base (``bot.privacy.tables.open_database``)."""

    def __init__(self, engine: Engine) -> None:
        """``engine``: an engine with the tables in place."""
        self._engine = engine

    def note(self, account: str, what: str, target: str, now: float) -> None:
        """Note something.

        Args:
            account: who did it.
            what: one of :data:`SAID`.
            target: the id of the record, with nothing of what stands in it.
            now: seconds since 1970.

        Raises:
            KeyError: there is no such thing to note.
        """
        _ = SAID[what]
        row = {"created": now, "account": account[:64], "what": what, "target": target[:_LONGEST]}
        with self._engine.begin() as connection:
            connection.execute(insert(DESK_AUDIT).values(row))

    def latest(self, most: int, account: str = "") -> list[Entry]:
        """Return what was done last, the latest first; of one account where it is named."""
        query = select(DESK_AUDIT).order_by(DESK_AUDIT.c.id.desc()).limit(most)
        if account:
            query = query.where(DESK_AUDIT.c.account == account)
        with self._engine.connect() as connection:
            return [Entry(row.created, row.account, row.what, row.target) for row in connection.execute(query)]
