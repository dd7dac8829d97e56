"""The tables of the desk: who of the staff may do what, what they did, and counters. Nothing in them says anything of owners.

They live beside the other private tables and say as those do how long they are kept (``bot.privacy.declaration``); times are
seconds since 1970.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Integer, String, Table, Text

from bot.privacy.declaration import PRIVATE, Ends, private

YEAR = 365.0
"""Days for which it can be looked up who changed what."""

DESK_ACCOUNTS = Table(
    "desk_accounts",
    PRIVATE,
    Column("name", String(64), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("password", Text, nullable=False),
    Column("created", Float, nullable=False),
    Column("changed", Float, nullable=False),
    Column("totp_salt", String(64)),
    Column("totp_pending", String(64)),
    Column("totp_step", BigInteger),
    Column("locked", Float),
    info=private("Zugänge der Redaktion", conversation=None),
)
"""Who may come in, until an account is removed. ``password``: its hash; ``totp_salt``: what the second factor is made of
together with the server's secret, so that the data base alone does not give it away; ``totp_pending``: the same before it is
confirmed; ``totp_step``: the last code that was used; ``locked``: since when nobody may come in by it."""

DESK_SESSIONS = Table(
    "desk_sessions",
    PRIVATE,
    Column("key", String(64), primary_key=True),
    Column("account", String(64), nullable=False, index=True),
    Column("created", Float, nullable=False),
    Column("seen", Float, nullable=False),
    info=private("Sitzungen der Redaktion", Ends("created", days=1), conversation=None),
)
"""Who is in at the moment. ``key``: hash of what the browser holds."""

DESK_ATTEMPTS = Table(
    "desk_attempts",
    PRIVATE,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, index=True),
    Column("created", Float, nullable=False),
    info=private("Fehlversuche beim Anmelden", Ends("created", days=1), conversation=None),
)
"""Logins that failed, under keyed hashes of the account and the network address."""

DESK_AUDIT = Table(
    "desk_audit",
    PRIVATE,
    Column("id", Integer, primary_key=True),
    Column("created", Float, nullable=False, index=True),
    Column("account", String(64), nullable=False),
    Column("what", String(40), nullable=False),
    Column("target", String(120), nullable=False),
    info=private("Protokoll der Redaktion", Ends("created", days=YEAR), conversation=None),
)
"""Who did what to which record: names of accounts, codes and ids, never what an owner wrote."""

DESK_CHANGES = Table(
    "desk_changes",
    PRIVATE,
    Column("id", Integer, primary_key=True),
    Column("created", Float, nullable=False),
    Column("account", String(64), nullable=False),
    Column("article", String(120), nullable=False),
    Column("texts", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("question_ids", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("undone", Float),
    info=private("Zuordnungen der Redaktion", Ends("created", days=YEAR), conversation=None),
)
"""Phrasings that were added to an article, so that it can be taken back. ``texts`` (JSON list) stand in the content as well;
``before`` and ``after``: how the chat answered ``question`` then (JSON); ``question_ids``: the open questions that it settled."""

DESK_EDITS = Table(
    "desk_edits",
    PRIVATE,
    Column("id", Integer, primary_key=True),
    Column("created", Float, nullable=False),
    Column("account", String(64), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("record", String(200), nullable=False, index=True),
    Column("file", String(120), nullable=False),
    Column("what", String(20), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("base", String(32), nullable=False),
    Column("question_ids", Text, nullable=False),
    Column("decided", Float),
    Column("decided_by", String(64)),
    Column("more", Text),
    info=private("Änderungen der Redaktion an Inhalten", Ends("created", days=YEAR), conversation=None),
)
"""What staff changed in a record, so that it can be seen and taken back. ``before``, ``after``: its lines in its file, empty where
there was none; ``base``: code of what it said before; ``state``: "live", "waiting" (for a second person), "declined" or
"undone", with who decided so; ``question_ids``: open questions that a new article has settled; ``more``: what else went with a
record that was removed, as JSON (``bot.desk.contents.history.More``)."""

FIGURES = Table(
    "figures",
    PRIVATE,
    Column("day", String(10), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("count", Integer, nullable=False),
    info=private("Tageszahlen", conversation=None),
)
"""Counters of a day (2027-01-31) by name: how many talks, how many answers of a kind. They name nobody, so they stay."""

TABLES = (DESK_ACCOUNTS, DESK_SESSIONS, DESK_ATTEMPTS, DESK_AUDIT, DESK_CHANGES, DESK_EDITS, FIGURES)
