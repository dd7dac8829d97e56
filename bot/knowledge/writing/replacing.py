"""Loading content that differs little from what is loaded: only what has changed is exchanged, in one transaction.

Loading everything anew takes ten seconds and is right, too; this takes a second, so that what staff have just written is
live at once. Articles are exchanged one by one. All the rest but the Länder is small and exchanged as a whole where any differs.
"""

from __future__ import annotations

from dataclasses import fields

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from bot.knowledge import models
from bot.knowledge.database import open_loader
from bot.knowledge.loader import (
    LoadResult,
    article_row,
    empty_others,
    insert_others,
    load_read,
    loaded_state,
    record_counts,
)
from bot.knowledge.records import KnowledgeBase


def load_changed(before: KnowledgeBase, after: KnowledgeBase, on_disk: str, url: str) -> LoadResult:
    """Load ``after`` where ``before`` is loaded.

    Args:
        before: what the data base holds, as far as the caller knows; if it holds something else, everything is loaded.
        after: the checked content.
        on_disk: hash over its files (``bot.knowledge.files.digest``).
        url: of the data base.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the data base is not reachable or locked; it is unchanged.
    """
    if before.regions != after.regions:
        return load_read(after, on_disk, url)
    engine = open_loader(url)
    try:
        with engine.begin() as connection:
            is_known = loaded_state(connection) == (before.version, models.LAYOUT)
            if is_known:
                _replace(connection, before, after, on_disk)
    finally:
        engine.dispose()
    if not is_known:
        return load_read(after, on_disk, url)
    return LoadResult(before.version != after.version, after.version, record_counts(after))


def _others_differ(before: KnowledgeBase, after: KnowledgeBase) -> bool:
    alone = {"version", "articles", "regions"}
    return any(
        getattr(before, field.name) != getattr(after, field.name)
        for field in fields(KnowledgeBase)
        if field.name not in alone
    )


def _replace(connection: Connection, before: KnowledgeBase, after: KnowledgeBase, on_disk: str) -> None:
    old, new = before.articles, after.articles
    positions = {id_: position for position, id_ in enumerate(new)}
    old_positions = {id_: position for position, id_ in enumerate(old)}
    changed = [article for id_, article in new.items() if article != old.get(id_)]
    gone = [id_ for id_ in old if id_ not in new]
    moved = [id_ for id_ in new if id_ in old and positions[id_] != old_positions[id_]]
    linked, article = models.article_related, models.Article.__table__
    if _others_differ(before, after):
        empty_others(connection)
    with Session(connection, future=True) as session:
        for id_ in gone:
            session.execute(sa.delete(linked).where((linked.c.article_id == id_) | (linked.c.related_id == id_)))
            session.delete(session.get(models.Article, id_))
        session.flush()
        if moved:
            place = sa.update(article).where(article.c.id == sa.bindparam("of")).values(position=sa.bindparam("place"))
            connection.execute(place, [{"of": id_, "place": positions[id_]} for id_ in moved])
        for one in changed:
            session.merge(article_row(one, positions[one.id]))
        session.flush()
        for one in changed:
            session.execute(sa.delete(linked).where(linked.c.article_id == one.id))
            pairs = [
                {"article_id": one.id, "related_id": target, "position": position}
                for position, target in enumerate(one.related)
            ]
            if pairs:
                session.execute(sa.insert(linked), pairs)
        if _others_differ(before, after):
            insert_others(session, after)
        session.execute(sa.update(models.Content).values(version=after.version, files=on_disk, loaded_at=models.now()))
        session.flush()
