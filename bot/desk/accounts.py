"""Who of the staff may come in, with which role. Accounts are made on the console (``lotse desk add``), never on a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.desk import passwords, second_factor
from bot.desk.roles import Role
from bot.privacy.desk_tables import DESK_ACCOUNTS, DESK_SESSIONS

NAME = re.compile(r"[a-zäöüß0-9][a-zäöüß0-9._-]{1,39}")
"""What an account may be called, in small letters: two to forty letters, figures, dots, dashes."""


@dataclass(frozen=True)
class Account:
    """Somebody who may come in. ``second_factor``: whether a code is asked for, too; ``locked``: since when nobody comes in."""

    name: str
    role: Role
    created: float
    second_factor: bool
    locked: float | None


class Accounts:
    """The accounts in one data base (``bot.privacy.tables.open_database``)."""

    def __init__(self, engine: Engine) -> None:
        """``engine``: an engine with the tables in place."""
        self._engine = engine

    def all(self) -> list[Account]:
        """Return all accounts by name."""
        with self._engine.connect() as connection:
            return [_account(row) for row in connection.execute(select(DESK_ACCOUNTS).order_by(DESK_ACCOUNTS.c.name))]

    def get(self, name: str) -> Account | None:
        """Return the account of that name."""
        row = self._row(name)
        return None if row is None else _account(row)

    def add(self, name: str, role: Role, password: str, now: float) -> None:
        """Add an account.

        Raises:
            ValueError: name or password cannot be taken, or there is one already; a German sentence.
        """
        name = spelt(name)
        if not NAME.fullmatch(name):
            raise ValueError(
                "Der Name besteht aus 2 bis 40 kleinen Buchstaben, Ziffern, Punkten oder Strichen, zum Beispiel m.beispiel"
            )
        if fault := passwords.fault_of(password, name):
            raise ValueError(fault)
        row = {"name": name, "role": role.value, "password": passwords.hashed(password), "created": now, "changed": now}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(DESK_ACCOUNTS).values(row))
        except IntegrityError as error:
            raise ValueError(f"Den Zugang „{name}“ gibt es schon.") from error

    def remove(self, name: str) -> bool:
        """Remove an account and end its sessions; False where there is none."""
        with self._engine.begin() as connection:
            connection.execute(delete(DESK_SESSIONS).where(DESK_SESSIONS.c.account == spelt(name)))
            gone = connection.execute(delete(DESK_ACCOUNTS).where(DESK_ACCOUNTS.c.name == spelt(name)))
        return int(gone.rowcount) == 1

    def set_role(self, name: str, role: Role) -> bool:
        """Give an account another role; False where there is none."""
        return self._change(name, role=role.value)

    def set_locked(self, name: str, since: float | None) -> bool:
        """Lock an account, which ends its sessions, or let it in again (None); False where there is none."""
        with self._engine.begin() as connection:
            if since is not None:
                connection.execute(delete(DESK_SESSIONS).where(DESK_SESSIONS.c.account == spelt(name)))
            mine = update(DESK_ACCOUNTS).where(DESK_ACCOUNTS.c.name == spelt(name)).values(locked=since)
            return int(connection.execute(mine).rowcount) == 1

    def set_password(self, name: str, password: str, now: float) -> bool:
        """Give an account another password and end its sessions; False where there is none.

        Raises:
            ValueError: the password is not good enough; a German sentence.
        """
        if fault := passwords.fault_of(password, spelt(name)):
            raise ValueError(fault)
        stored = passwords.hashed(password)
        with self._engine.begin() as connection:
            connection.execute(delete(DESK_SESSIONS).where(DESK_SESSIONS.c.account == spelt(name)))
            mine = update(DESK_ACCOUNTS).where(DESK_ACCOUNTS.c.name == spelt(name))
            return int(connection.execute(mine.values(password=stored, changed=now)).rowcount) == 1

    def let_in(self, name: str, password: str, code: str, now: float) -> Account | None:
        """Return the account whose name, password and code these are; None where any of them is wrong.

        An unknown name takes as long as a known one. A code is good once.
        """
        row = self._row(name)
        is_right = passwords.is_right(password, None if row is None else row.password)
        if row is None or not is_right or row.locked is not None:
            return None
        if row.totp_salt and not self._use(row, row.totp_salt, code, now):
            return None
        if passwords.is_outdated(row.password):
            self._change(row.name, password=passwords.hashed(password))
        return _account(row)

    def has_password(self, name: str, password: str) -> bool:
        """Whether it is the password of that account: asked again before something that matters."""
        row = self._row(name)
        return passwords.is_right(password, None if row is None else row.password)

    def begin_second_factor(self, name: str) -> str:
        """Return the salt of a second factor that is not confirmed yet; the same until it is."""
        row = self._row(name)
        pending = row.totp_pending if row is not None else None
        if pending is None:
            pending = second_factor.new_salt()
            self._change(name, totp_pending=pending)
        return str(pending)

    def confirm_second_factor(self, name: str, code: str, now: float) -> bool:
        """Switch the second factor on, where ``code`` shows that the app on the phone makes the right ones."""
        row = self._row(name)
        if row is None or row.totp_pending is None:
            return False
        step = second_factor.step_of(code, row.totp_pending, now, None)
        return step is not None and self._change(name, totp_salt=row.totp_pending, totp_pending=None, totp_step=step)

    def drop_second_factor(self, name: str) -> bool:
        """Switch the second factor off; False where there is no such account."""
        return self._change(name, totp_salt=None, totp_pending=None, totp_step=None)

    def _use(self, row: Any, salt: str, code: str, now: float) -> bool:
        step = second_factor.step_of(code, salt, now, row.totp_step)
        if step is None:
            return False
        later = DESK_ACCOUNTS.c.totp_step.is_(None) | (DESK_ACCOUNTS.c.totp_step < step)
        with self._engine.begin() as connection:  # of two who use the same code at once, one comes in
            mine = update(DESK_ACCOUNTS).where((DESK_ACCOUNTS.c.name == row.name) & later).values(totp_step=step)
            return int(connection.execute(mine).rowcount) == 1

    def _change(self, name: str, **values: Any) -> bool:
        with self._engine.begin() as connection:
            mine = update(DESK_ACCOUNTS).where(DESK_ACCOUNTS.c.name == spelt(name)).values(values)
            return int(connection.execute(mine).rowcount) == 1

    def _row(self, name: str) -> Any:
        with self._engine.connect() as connection:
            return connection.execute(select(DESK_ACCOUNTS).where(DESK_ACCOUNTS.c.name == spelt(name))).first()


def spelt(name: str) -> str:
    """Return the name of an account as it is stored, whatever letters were typed."""
    return name.strip().lower()


def _account(row: Any) -> Account:
    return Account(row.name, Role(row.role), row.created, row.totp_salt is not None, row.locked)
