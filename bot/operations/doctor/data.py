"""Data bases, content, what is learnt: whether the answers can come, and whether they are still right."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote

from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.clock import german_time, today
from bot.contact.mail import MailSettings
from bot.contact.requests import WAITS
from bot.core.databases import described, reason, sqlite_file
from bot.core.preflight import fault_of_conversations, fault_of_redis
from bot.knowledge.checking import BrokenContent, read_knowledge
from bot.knowledge.loader import is_loaded
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.store import KnowledgeStore, KnowledgeUnavailable
from bot.knowledge.worklist import work_list
from bot.operations.doctor.finding import Finding, fault, good, hint
from bot.privacy.layout import HEAD, layout_of
from bot.privacy.tables import CONTACTS
from bot.settings import KNOWLEDGE_DIR, database_url, redis_url, tracker_url
from bot.storage.engines import new_engine

_SECONDS = 5
_DAY = 86_400.0
_LEAST_SURE = 0.1
"""Share of the programmes recorded as open that has to be confirmed: below it nearly every answer on money carries a caveat."""


def conversations() -> Iterator[Finding]:
    """Look at the data base of conversations: can it be reached and written, is it sound, has it today's layout?"""
    url = tracker_url()
    problem = fault_of_conversations(url)
    if problem:
        yield fault("conversations", problem)
        return
    path = sqlite_file(url)
    if path is not None:
        if not path.exists():
            yield good(
                "conversations", f"Die Datenbank der Gespräche gibt es noch nicht; der erste Start legt sie an: {path}."
            )
            return
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=_SECONDS)) as connection:
            said = connection.execute("PRAGMA quick_check(1)").fetchone()
        if said != ("ok",):
            yield fault(
                "conversations", f"Die Datei {path} ist beschädigt. Bitte eine Sicherung einspielen (lotse restore)."
            )
            return
    engine = new_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            found = layout_of(connection)
            old = WAITS & (CONTACTS.c.created < time.time() - _DAY)
            late = 0
            if found is not None:
                late = int(connection.execute(select(func.count()).select_from(CONTACTS).where(old)).scalar() or 0)
    except SQLAlchemyError as error:
        yield fault(
            "conversations", f"Die Datenbank der Gespräche ({described(url)}) ist nicht zu lesen: {reason(error)}"
        )
        return
    finally:
        engine.dispose()
    if found not in (None, HEAD):
        yield hint(
            "conversations",
            f"Die Datenbank der Gespräche hat den Stand {found}, diese Version braucht {HEAD}. Der Start ändert das.",
        )
    else:
        yield good("conversations", f"Die Datenbank der Gespräche ist in Ordnung: {described(url)}.")
    if late and MailSettings.from_environment() is not None:
        yield fault(
            "callbacks", f"{late} Rückrufbitten warten seit mehr als einem Tag auf ihre E-Mail (lotse contacts list)."
        )
    elif late:
        yield hint("callbacks", f"{late} Rückrufbitten sind älter als ein Tag (lotse contacts list).")


def redis() -> Iterator[Finding]:
    """Look whether the Redis server lets us in."""
    url = redis_url()
    if url is None:
        return
    problem = fault_of_redis(url)
    if problem is None:
        try:
            with closing(Redis.from_url(url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS)) as client:
                client.ping()
        except RedisError as error:
            problem = f"Der Redis-Server (LOTSE_REDIS_URL) lässt uns nicht arbeiten: {type(error).__name__}."
    yield fault("redis", problem) if problem else good("redis", "Der Redis-Server antwortet.")


def content() -> Iterator[Finding]:
    """Look at the files of the content, at what is loaded of them, and at how old it is."""
    if not KNOWLEDGE_DIR.is_dir():
        yield fault("content", f"Den Ordner der Inhalte gibt es nicht: {KNOWLEDGE_DIR} (LOTSE_HOME).")
    else:
        try:
            read_knowledge(KNOWLEDGE_DIR)
        except BrokenContent as broken:
            number = len(broken.defects)
            what = "Ein Fehler" if number == 1 else f"{number} Fehler"
            yield fault("content", f"{what} in den Inhalten; der letzte gute Stand antwortet (lotse knowledge check).")
    path = sqlite_file(database_url())
    try:
        if path is not None and not path.exists():
            raise KnowledgeUnavailable("there is no file")
        store = KnowledgeStore(database_url())
        knowledge, loaded = store.snapshot(), store.loaded_at()
        store.disconnect()
        if not is_loaded(KNOWLEDGE_DIR, database_url()):
            yield hint("content", "Die Dateien der Inhalte sind neuer als das, was geladen ist (lotse knowledge load).")
    except (KnowledgeUnavailable, SQLAlchemyError, OSError):
        yield fault("content", "Es sind keine Inhalte geladen (lotse knowledge load).")
        return
    yield good(
        "content", f"Inhalte geladen am {german_time(loaded.timestamp()):%d.%m.%Y}: {len(knowledge.articles)} Artikel."
    )
    yield from _age(knowledge)


def _age(knowledge: KnowledgeBase) -> Iterator[Finding]:
    work = work_list(knowledge, today(), {})
    sure, unsure = work.states.get("open", 0), work.states.get("unconfirmed", 0)
    old = work.ageing
    aged = len(old.articles) + len(old.cases) + len(old.contacts)
    confirmed = f"Von {sure + unsure} offenen Förderprogrammen hat im letzten Jahr jemand {sure} bestätigt"
    if sure < _LEAST_SURE * (sure + unsure):
        yield fault(
            "stale",
            f"{confirmed}. Der Chat zeigt die anderen nur mit Vorbehalt. Was zu tun ist: lotse knowledge status.",
        )
    elif work.checks or aged:
        number = len(work.checks)
        yield hint(
            "stale", f"{confirmed}. Zu prüfen: {number} Programme, {aged} andere Einträge (lotse knowledge status)."
        )
    else:
        yield good("stale", "Alle Inhalte sind bestätigt.")


def learnt() -> Iterator[Finding]:
    """Look whether there is a model for this code, and whether it has learnt the content."""
    from bot.commands import training
    from bot.learning import progress
    from bot.learning.model_files import BEFORE, MODEL, made_of

    state = progress.read(training.LEARNING)
    if state is not None:
        yield good("model", f"Gerade wird gelernt: {state.text}, {state.percent} %.")
        return
    made = made_of(MODEL)
    if made is None and made_of(BEFORE) is None:
        what = "ist beschädigt" if MODEL.exists() else "fehlt"
        yield fault("model", f"Das Modell {what}: {MODEL}. „lotse train“ lernt es neu.")
        return
    if made is None:
        yield hint("model", "Das Modell ist beschädigt; das vorige antwortet. „lotse train“ lernt es neu.")
        return
    try:
        wanted = training.fingerprints()
        current = made == wanted and training.index_is_current()
    except (KnowledgeUnavailable, SQLAlchemyError, OSError):
        return  # without content nothing can be said; that is named already
    if (made.code, made.shape) != (wanted.code, wanted.shape):
        yield hint("model", "Das Modell ist von einer anderen Version; der nächste Start lernt es neu.")
    elif not current:
        yield hint("model", "Der Stand der Inhalte ist noch nicht gelernt; der letzte gute antwortet (lotse train).")
    else:
        yield good("model", "Modell und Suche haben den Stand der Inhalte gelernt.")
