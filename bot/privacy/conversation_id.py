"""The column that names a conversation, found without an index that holds the names.

SQLite moves the entries of an index between its pages and leaves copies behind, which ``secure_delete`` does not reach. So the
index on SQLite holds a number from 0 to 8190 that is made of the name: it finds the few rows in question and tells nobody
apart. A comparison with the column (``==``) compares that number, too. PostgreSQL has an index of names.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Integer, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

_BUCKETS = 8191
_LETTERS = 16
"""How many letters, from the end, count: ids of the same channel differ there."""


class Bucket(FunctionElement):
    """The number made of a conversation's name, in the SQL of SQLite."""

    type = Integer()
    name = "bucket"
    inherit_cache = True


class _IsConversation(FunctionElement):
    """Whether a column (first) names a conversation (second)."""

    type = Boolean()
    name = "is_conversation"
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:
        """Return the condition as it is: ``... = 1`` behind it would hide the index."""
        return self


class ConversationId(String):
    """The id of a conversation; ``==`` uses the index of both kinds of data bases."""

    class comparator_factory(String.Comparator):  # noqa: N801 - the name is SQLAlchemy's
        """Compares the number, too."""

        def __eq__(self, other: object) -> Any:
            """Return the condition that the column names this conversation."""
            return _IsConversation(self.expr, other)


@compiles(Bucket, "sqlite")
def _bucket(element: Bucket, compiler: Any, **arguments: Any) -> str:
    (name,) = element.clauses
    letters = []
    for place in range(1, _LETTERS + 1):
        padded = f"'{'0' * _LETTERS}' || {compiler.process(name, **arguments)}"
        letters.append(f"unicode(substr({padded}, -{place})) * {pow(31, place, _BUCKETS)}")
    return f"(({' + '.join(letters)}) % {_BUCKETS})"


@compiles(_IsConversation, "sqlite")
def _by_bucket(element: _IsConversation, compiler: Any, **arguments: Any) -> str:
    column, name = element.clauses
    # The plus keeps SQLite from putting the name in the column's place everywhere, which would hide the index from it.
    same_name = f"+{compiler.process(column, **arguments)} = {compiler.process(name, **arguments)}"
    buckets = (compiler.process(Bucket(side), **arguments) for side in (column, name))
    return f"({same_name} AND {' = '.join(buckets)})"


@compiles(_IsConversation)
def _by_name(element: _IsConversation, compiler: Any, **arguments: Any) -> str:
    return " = ".join(compiler.process(side, **arguments) for side in element.clauses)
