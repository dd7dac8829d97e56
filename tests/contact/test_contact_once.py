"""A call-back that is asked for is stored once, however often the action that stores it is repeated."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.contact import FinishContact
from actions.services import private_database
from bot.contact.requests import ContactRequest, ContactStore
from bot.knowledge.loader import load
from bot.privacy.tables import open_database
from bot.settings import KNOWLEDGE_DIR, database_url

NOW = 1_795_500_000.0
SAID = "f7a0c9"
REQUEST = ContactRequest("web-1", "Eva Muster", "+49 391 7654321", None, "egal", "ERP", None, "Ja")
OLD_TABLE = """
CREATE TABLE contacts (
    id INTEGER PRIMARY KEY, conversation VARCHAR(255) NOT NULL, created FLOAT NOT NULL, name TEXT NOT NULL, phone TEXT,
    email TEXT, best_time TEXT, matter TEXT NOT NULL, summary TEXT, consent TEXT NOT NULL, sent FLOAT,
    attempts INTEGER NOT NULL, next_attempt FLOAT NOT NULL, last_error TEXT
)
"""
OLD_ROW = """
INSERT INTO contacts (id, conversation, created, name, matter, consent, attempts, next_attempt)
VALUES (:id, 'web-1', 1.0, 'Alte Bitte', 'ERP', 'Ja', 0, 1.0)
"""


def test_the_same_request_is_stored_once(url: str) -> None:
    """S2: the action is asked for again because its answer was lost; the message is the same."""
    store = ContactStore(open_database(url))
    first = store.add(REQUEST, NOW, message_id=SAID)
    assert store.add(REQUEST, NOW + 7, message_id=SAID) == first
    assert len(store.all()) == 1
    assert store.add(REQUEST, NOW, message_id="another") != first
    assert store.add(ContactRequest(**{**vars(REQUEST), "conversation": "web-2"}), NOW, message_id=SAID) != first
    assert len({store.add(REQUEST, NOW), store.add(REQUEST, NOW)}) == 2, "without a message nothing is the same"
    assert len(store.all()) == 5


def test_at_once_from_several_threads(url: str) -> None:
    stores = [ContactStore(open_database(url)) for _ in range(6)]
    together = Barrier(len(stores))

    def add(store: ContactStore) -> int:
        together.wait()
        return store.add(REQUEST, NOW, message_id=SAID)

    with ThreadPoolExecutor(len(stores)) as threads:
        assert len(set(threads.map(add, stores))) == 1
    assert len(stores[0].all()) == 1


def test_an_older_data_base_is_migrated_when_opened(url: str) -> None:
    """S2: what waits in it is still there, and the new column keeps its promise. Several may open it at once."""
    engine = sa.create_engine(url, **({"connect_args": {"timeout": 30}} if url.startswith("sqlite") else {}))
    if url.startswith("sqlite"):
        Path(str(engine.url.database)).parent.mkdir(parents=True, exist_ok=True)
    with engine.begin() as connection:
        connection.execute(sa.text(OLD_TABLE))
        for id_ in (101, 102):
            connection.execute(sa.text(OLD_ROW), {"id": id_})
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("CREATE SEQUENCE s START 200"))
            connection.execute(sa.text("ALTER TABLE contacts ALTER COLUMN id SET DEFAULT nextval('s')"))
    together = Barrier(6)

    def open_it(_: int) -> ContactStore:
        together.wait()
        return ContactStore(open_database(url))

    with ThreadPoolExecutor(6) as threads:
        stores = list(threads.map(open_it, range(6)))
    assert [stored.request.name for stored in stores[0].all()] == ["Alte Bitte"] * 2
    numbers = {store.add(REQUEST, NOW, message_id=SAID) for store in stores}
    assert len(numbers) == 1
    assert stores[1].due(NOW) == [101, 102, *numbers]


def test_nothing_of_a_request_stands_in_an_error(sqlite_url: str) -> None:
    """S2: errors of the data base end in logs."""
    store = ContactStore(open_database(sqlite_url))
    with pytest.raises(sa.exc.SQLAlchemyError) as caught:
        store.add(ContactRequest(**{**vars(REQUEST), "matter": None}), NOW)
    assert "Eva Muster" not in str(caught.value)
    assert "7654321" not in str(caught.value)


def test_texts_are_kept_without_control_characters(url: str) -> None:
    """S2: neither a NUL (PostgreSQL) nor half a character (both) makes the action fail."""
    store = ContactStore(open_database(url))
    number = store.add(ContactRequest(**{**vars(REQUEST), "matter": "a\x00b\r\nc \ud83d\u2028d"}), NOW)
    stored = store.get(number)
    assert stored is not None
    assert stored.request.matter == "a b c d"


def test_an_action_that_is_repeated_stores_it_once(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """S2: the action server was asked twice for the same turn; another turn is another request."""
    monkeypatch.setenv("LOTSE_TRACKER_URL", sqlite_url)
    private_database.cache_clear()
    load(KNOWLEDGE_DIR, database_url())
    state = {"consent": "Ja", "send": "yes", "summary": False}
    details = {"name": "Eva Muster", "phone": "+49 391 7654321", "email": None, "time": "egal", "matter": "ERP"}
    for message_id in (SAID, SAID, "another"):
        said = {"text": "Abschicken", "message_id": message_id}
        tracker = Tracker("web-1", {"contact_form_state": {**state, **details}}, said, [], False, None, {}, None)
        dispatcher = CollectingDispatcher()
        FinishContact().run(dispatcher, tracker, {})
        assert "gespeichert" in dispatcher.messages[0]["text"]
    private_database.cache_clear()
    assert len(ContactStore(open_database(sqlite_url)).all()) == 2
