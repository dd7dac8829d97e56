"""How much waits and how much of the content has aged, as gauges that are looked up when somebody asks for them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from threading import Lock

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from actions.services import private_database
from bot.clock import today
from bot.contact.requests import WAITS
from bot.knowledge.store import KnowledgeUnavailable, shared_store
from bot.knowledge.worklist import work_list
from bot.privacy.tables import CONTACTS, QUESTIONS, TELEGRAM_CALLS, TELEGRAM_UPDATES
from bot.settings import VAR_DIR

KEPT_SECONDS = 15.0
"""How long what was looked up is given again: two who ask at once cost one look."""

Values = dict[str, dict[str, float]]

_TEXTS = {
    "lotse_waiting": ("What waits to be done.", "what"),
    "lotse_content_to_check": ("Records of the content that have run out, aged or need a look.", "kind"),
    "lotse_content_loaded_timestamp_seconds": ("When the content was loaded.", ""),
    "lotse_disk_free_bytes": ("Free space where the data lie.", ""),
}


class Levels(Collector):
    """Looks them up. What cannot be looked up at the moment is left out, as Prometheus expects it."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._lock = Lock()
        self._values: Values = {}
        self._looked = -KEPT_SECONDS

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges."""
        with self._lock:
            if time.monotonic() - self._looked >= KEPT_SECONDS:
                self._values, self._looked = {**_waiting(), **_content(), **_disk()}, time.monotonic()
            values = self._values
        for name, levels in values.items():
            text, label = _TEXTS[name]
            family = GaugeMetricFamily(name, text, labels=[label] if label else None)
            for what, value in levels.items():
                family.add_metric([what] if label else [], value)
            yield family


def _waiting() -> Values:
    of = {
        "callbacks": (CONTACTS, WAITS),
        "questions": (QUESTIONS, QUESTIONS.c.outcome.is_(None)),
        "telegram_updates": (TELEGRAM_UPDATES, TELEGRAM_UPDATES.c.body.is_not(None)),
        "telegram_messages": (TELEGRAM_CALLS, TELEGRAM_CALLS.c.id.is_not(None)),
    }
    try:
        with private_database().connect() as connection:
            return {
                "lotse_waiting": {
                    what: float(connection.execute(select(func.count()).select_from(table).where(open_)).scalar() or 0)
                    for what, (table, open_) in of.items()
                }
            }
    except SQLAlchemyError:
        return {}


def _content() -> Values:
    try:
        work = work_list(shared_store().snapshot(), today(), {})
        loaded = shared_store().loaded_at()
    except KnowledgeUnavailable:
        return {}
    old = work.ageing
    kinds = {"programmes": work.checks, "articles": old.articles, "cases": old.cases, "contacts": old.contacts}
    return {
        "lotse_content_to_check": {kind: float(len(records)) for kind, records in kinds.items()},
        "lotse_content_loaded_timestamp_seconds": {"": loaded.timestamp()},
    }


def _disk() -> Values:
    try:
        return {"lotse_disk_free_bytes": {"": float(shutil.disk_usage(VAR_DIR).free)}}
    except OSError:
        return {}


LEVELS = CollectorRegistry()
"""Apart from what a server counts itself (``bot.rasa.measuring``): looking these up takes a data base."""
LEVELS.register(Levels())
