"""Rasa's contract for tracker stores, held by ours as by Rasa's own, and what ours promises beyond it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.feedback.store import FeedbackStore
from bot.privacy.conversations import StoredConversations
from bot.privacy.redaction import CONTACT_SLOT
from bot.privacy.tables import open_database
from bot.rasa.conversations.event_log import ConversationVanished
from bot.rasa.conversations.tracker_store import ConversationStoreUnavailable, LiveTrackerStore
from bot.rasa.conversations.window import KEPT_TURNS, LONGEST
from bot.settings import ROOT

DOMAIN = Domain.load([str(ROOT / "domain.yml"), str(ROOT / "domain")])
LISTEN = "action_listen"

Open = Callable[[], TrackerStore]


def run(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


@pytest.fixture(params=["Rasa, memory", "Rasa, SQL", "ours"])
def store(request: pytest.FixtureRequest, sqlite_url: str, tmp_path: Path) -> TrackerStore:
    if request.param == "Rasa, memory":
        return InMemoryTrackerStore(DOMAIN)
    if request.param == "Rasa, SQL":
        (tmp_path / "var").mkdir()
        return SQLTrackerStore(DOMAIN, host=sqlite_url)
    return LiveTrackerStore(DOMAIN, host=sqlite_url)


def turn(text: str, *then: Event) -> list[Event]:
    return [UserUttered(text, {"name": "inform"}), *then, BotUttered("Gut."), ActionExecuted(LISTEN)]


async def say(store: TrackerStore, conversation: str, text: str, *then: Event) -> None:
    tracker = await store.get_or_create_tracker(conversation, append_action_listen=False)
    if not tracker.events:
        tracker.update_with_events([ActionExecuted("action_session_start"), SessionStarted()], DOMAIN)
        tracker.update(ActionExecuted(LISTEN))
    tracker.update_with_events(turn(text, *then), DOMAIN)
    await store.save(tracker)


def texts(tracker: DialogueStateTracker | None) -> list[str]:
    return [event.text for event in (tracker.events if tracker else ()) if isinstance(event, UserUttered)]


class TestContract:
    """What Rasa expects of any tracker store."""

    def test_nothing_is_known_of_a_new_conversation(self, store: TrackerStore) -> None:
        assert run(store.retrieve("neu")) is None
        assert not run(store.exists("neu"))
        assert list(run(store.keys())) == []

    def test_a_conversation_comes_back_as_it_was_saved(self, store: TrackerStore) -> None:
        async def talk() -> DialogueStateTracker | None:
            await say(store, "a", "14 Leute", SlotSet("employees", 14), ActiveLoop("funding_form"))
            await say(store, "b", "etwas anderes")
            await say(store, "a", "in Stendal", SlotSet("region", "DE-ST"))
            return await store.retrieve("a")

        tracker = run(talk())
        assert tracker is not None
        assert texts(tracker) == ["14 Leute", "in Stendal"]
        assert (tracker.get_slot("employees"), tracker.get_slot("region")) == (14, "DE-ST")
        assert tracker.active_loop_name == "funding_form"
        assert tracker.latest_action_name == LISTEN
        assert tracker.latest_message is not None and tracker.latest_message.text == "in Stendal"
        assert run(store.exists("a"))
        assert set(run(store.keys())) == {"a", "b"}

    def test_a_new_session_begins_and_the_earlier_one_stays_stored(self, store: TrackerStore) -> None:
        async def talk() -> tuple[DialogueStateTracker | None, DialogueStateTracker | None]:
            await say(store, "a", "früher", SlotSet("employees", 14))
            time.sleep(0.01)
            await say(
                store,
                "a",
                "heute",
                ActionExecuted("action_session_start"),
                SessionStarted(),
                SlotSet("region", "DE-ST"),
            )
            return await store.retrieve("a"), await store.retrieve_full_tracker("a")

        latest, full = run(talk())
        assert latest is not None and latest.get_slot("region") == "DE-ST"
        assert latest.get_slot("employees") is None
        assert texts(full) == ["früher", "heute"]

    def test_a_tracker_from_elsewhere_can_be_saved(self, store: TrackerStore) -> None:
        tracker = DialogueStateTracker.from_events("a", [ActionExecuted(LISTEN), *turn("hallo")], DOMAIN.slots)
        run(store.save(tracker))
        tracker.update_with_events(turn("noch einmal"), DOMAIN)
        run(store.save(tracker))
        assert texts(run(store.retrieve("a"))) == ["hallo", "noch einmal"]
        assert texts(run(store.retrieve_full_tracker("a"))) == ["hallo", "noch einmal"]

    def test_new_events_go_to_the_broker_once(self, store: TrackerStore) -> None:
        class Broker(EventBroker):
            def publish(self, event: dict[str, Any]) -> None:
                published.append(event)

        published: list[dict[str, Any]] = []
        store.event_broker = Broker()
        run(say(store, "a", "eins"))
        run(say(store, "a", "zwei"))
        heard = [event["text"] for event in published if event["event"] == "user"]
        assert heard == ["eins", "zwei"]
        assert {event["sender_id"] for event in published} == {"a"}


def test_long_conversations_keep_their_state_and_only_their_end_in_memory(url: str) -> None:
    async def talk() -> None:
        store = LiveTrackerStore(DOMAIN, host=url)
        for number in range(40):
            await say(
                store,
                "a",
                f"Nachricht {number}",
                SlotSet("employees", number) if number < 5 else SlotSet("reminders", number),
            )
            tracker = await store.retrieve("a")
            assert tracker is not None
            assert tracker.get_slot("employees") == min(number, 4)
            assert len(texts(tracker)) <= LONGEST
            await store.save(tracker)
        assert len(texts(await store.retrieve_full_tracker("a"))) == 40
        again = await LiveTrackerStore(DOMAIN, host=url).retrieve("a")
        assert again is not None and again.get_slot("employees") == 4
        assert KEPT_TURNS <= len(texts(again)) <= LONGEST

    run(talk())


several_turns = st.lists(
    st.lists(
        st.one_of(
            st.builds(SlotSet, st.sampled_from(["employees", "region"]), st.sampled_from([None, 1, 2])),
            st.sampled_from(["funding_form", None]).map(ActiveLoop),
            st.builds(AllSlotsReset),
            st.builds(Restarted),
            st.builds(UserUtteranceReverted),
        ),
        max_size=3,
    ),
    min_size=1,
    max_size=25,
)


@given(several_turns, st.sets(st.integers(0, 24)))
@example([*[[]] * 3, [ActiveLoop("funding_form")], [], [UserUtteranceReverted()] * 2, *[[]] * 5], set())
@settings(max_examples=60, deadline=None)
def test_a_restart_at_any_moment_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, talk: list[list[Event]], restarts: set[int]
) -> None:
    """Ours, restarted between messages, says the same as Rasa's own store that never was."""

    async def compare() -> None:
        folder = tmp_path_factory.mktemp("restart")
        url = f"sqlite:///{folder / 'ours.db'}"
        ours, rasas = LiveTrackerStore(DOMAIN, host=url), InMemoryTrackerStore(DOMAIN)
        for number, then in enumerate(talk):
            if number in restarts:
                ours = LiveTrackerStore(DOMAIN, host=url)
            await say(ours, "a", str(number), *then)
            await say(rasas, "a", str(number), *then)
            found, expected = await ours.retrieve("a"), await rasas.retrieve("a")
            assert found is not None and expected is not None
            assert found.current_slot_values() == expected.current_slot_values()
            assert found.active_loop_name == expected.active_loop_name
            await ours.save(found)

    run(compare())


def test_two_processes_see_what_the_other_has_written(url: str) -> None:
    async def talk() -> None:
        one, two = LiveTrackerStore(DOMAIN, host=url), LiveTrackerStore(DOMAIN, host=url)
        for number in range(30):
            await say((one, two)[number % 2], "a", f"Nachricht {number}", SlotSet("employees", number))
            for store in (one, two):
                tracker = await store.retrieve("a")
                assert tracker is not None and tracker.get_slot("employees") == number
                await store.save(tracker)
        assert texts(await one.retrieve_full_tracker("a")) == [f"Nachricht {number}" for number in range(30)]

    run(talk())


def test_two_writers_at_once_lose_nothing(url: str) -> None:
    """Locks prevent it; should one have run out, both messages are kept and the next reads both."""

    async def talk() -> None:
        one, two = LiveTrackerStore(DOMAIN, host=url), LiveTrackerStore(DOMAIN, host=url)
        await say(one, "a", "erste")
        first, second = await one.retrieve("a"), await two.retrieve("a")
        assert first is not None and second is not None
        first.update_with_events(turn("von eins", SlotSet("employees", 1)), DOMAIN)
        second.update_with_events(turn("von zwei", SlotSet("region", "DE-ST")), DOMAIN)
        await one.save(first)
        await two.save(second)
        for store in (one, two):
            tracker = await store.retrieve("a")
            assert texts(tracker) == ["erste", "von eins", "von zwei"]
            assert tracker is not None and (tracker.get_slot("employees"), tracker.get_slot("region")) == (1, "DE-ST")
            await store.save(tracker)

    run(talk())


def test_deleted_elsewhere_is_deleted_here(url: str) -> None:
    async def talk() -> None:
        store = LiveTrackerStore(DOMAIN, host=url)
        await say(store, "a", "23 Leute", SlotSet("employees", 23))
        StoredConversations.at(url).erase("a")
        assert await store.retrieve("a") is None
        await say(store, "a", "Guten Tag")
        tracker = await store.retrieve("a")
        assert texts(tracker) == ["Guten Tag"]
        assert tracker is not None and tracker.get_slot("employees") is None

    run(talk())


def test_a_conversation_that_failed_half_way_is_not_served(url: str) -> None:
    async def talk() -> None:
        store = LiveTrackerStore(DOMAIN, host=url)
        await say(store, "a", "14 Leute", SlotSet("employees", 14))
        broken = await store.retrieve("a")
        assert broken is not None
        broken.update_with_events([UserUttered("nein, 40"), SlotSet("employees", 40)], DOMAIN)
        # The action failed, nothing was saved. The next message comes:
        tracker = await store.retrieve("a")
        assert tracker is not None and tracker.get_slot("employees") == 14

    run(talk())


def test_memory_is_bounded(sqlite_url: str) -> None:
    async def talk() -> None:
        store = LiveTrackerStore(DOMAIN, host=sqlite_url, live=3)
        for number in range(10):
            await say(store, f"talk {number}", "Guten Tag", SlotSet("employees", number))
        assert len(store._live) == 3
        first = await store.retrieve("talk 0")
        assert first is not None and first.get_slot("employees") == 0

    run(talk())


def test_contact_details_are_emptied_when_their_dialogue_ends(sqlite_url: str, tmp_path: Path) -> None:
    async def talk() -> DialogueStateTracker | None:
        store = LiveTrackerStore(DOMAIN, host=sqlite_url)
        await say(store, "a", "ja", SlotSet(CONTACT_SLOT, {"name": "Zacharias Testinger"}))
        assert "Testinger" in json.dumps(StoredConversations.at(sqlite_url).export("a"))
        await say(store, "a", "abschicken", SlotSet(CONTACT_SLOT, None))
        return await store.retrieve("a")

    tracker = run(talk())
    assert tracker is not None and tracker.get_slot(CONTACT_SLOT) is None
    assert "Testinger" not in str([event.as_dict() for event in tracker.events])
    for path in tmp_path.rglob("test.db*"):
        assert b"Testinger" not in path.read_bytes()


def test_errors_are_seen_through_rasas_wrapper(sqlite_url: str, tmp_path: Path) -> None:
    """Rasa's FailSafeTrackerStore would turn them into "a new person" and a note in memory."""

    async def talk() -> None:
        store = FailSafeTrackerStore(LiveTrackerStore(DOMAIN, host=sqlite_url))
        await say(store, "a", "Guten Tag")
        engine = sa.create_engine(sqlite_url)
        with engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE events RENAME TO gone"))
        with pytest.raises(ConversationStoreUnavailable, match="reading a conversation failed"):
            await store.retrieve("a")
        tracker = store._tracker_store.init_tracker("b")
        tracker.update_with_events(turn("hallo"), DOMAIN)
        with pytest.raises(ConversationStoreUnavailable, match="writing a conversation failed"):
            await store.save(tracker)

    run(talk())


def test_a_backup_put_in_place_is_noticed(sqlite_url: str, tmp_path: Path) -> None:
    async def talk() -> list[str]:
        store = LiveTrackerStore(DOMAIN, host=sqlite_url)
        await say(store, "a", "vorher")
        for path in tmp_path.rglob("test.db*"):
            path.rename(path.with_name(f"away-{path.name}"))
        LiveTrackerStore(DOMAIN, host=sqlite_url)
        await say(store, "a", "nachher")
        return texts(await LiveTrackerStore(DOMAIN, host=sqlite_url).retrieve_full_tracker("a"))

    assert run(talk()) == ["nachher"]


def test_a_data_base_deleted_under_way_is_begun_anew(
    sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """R7: the new file gets its tables, in this process and in others, and the log says once what happened."""

    async def talk() -> list[str]:
        store, actions = LiveTrackerStore(DOMAIN, host=sqlite_url), open_database(sqlite_url)
        await say(store, "a", "vorher")
        FeedbackStore(actions).rate("a", True, "article", ("backup-321",), 1.0)
        for path in tmp_path.rglob("test.db*"):
            path.unlink()
        assert await store.retrieve("a") is None
        await say(store, "a", "nachher")
        await say(store, "a", "und weiter")
        FeedbackStore(actions).rate("a", True, "article", ("backup-321",), 1.0)
        assert len(FeedbackStore(actions).ratings()) == 1
        return texts(await store.retrieve_full_tracker("a"))

    assert run(talk()) == ["nachher", "und weiter"]
    said = [record.getMessage() for record in caplog.records if "deleted" in record.getMessage()]
    assert len(said) == 2, "one line for each of the two engines"


def test_a_data_base_deleted_in_the_middle_of_a_message_is_begun_anew(sqlite_url: str, tmp_path: Path) -> None:
    """R7: that message is not written half; the next one is."""

    async def talk() -> list[str]:
        store = LiveTrackerStore(DOMAIN, host=sqlite_url)
        await say(store, "a", "vorher")
        tracker = await store.retrieve("a")
        assert tracker is not None
        tracker.update_with_events(turn("währenddessen"), DOMAIN)
        for path in tmp_path.rglob("test.db*"):
            path.unlink()
        with pytest.raises(ConversationVanished):
            await store.save(tracker)
        await say(store, "a", "nachher")
        return texts(await store.retrieve_full_tracker("a"))

    assert run(talk()) == ["nachher"]


WRITER = """
import asyncio, sys
import bot.rasa
from tests.rasa.test_tracker_store import DOMAIN, LiveTrackerStore, SlotSet, say

async def write():
    store = LiveTrackerStore(DOMAIN, host=sys.argv[1])
    number = int(sys.argv[2])
    while True:
        await say(store, "a", f"Nachricht {number}", SlotSet("employees", number))
        print(number, flush=True)
        number += 1

asyncio.run(write())
"""


@pytest.fixture
def written(sqlite_url: str) -> Iterator[list[int]]:
    """Messages that a process has acknowledged before ``kill -9``, over three lives of that process."""
    acknowledged: list[int] = []
    for milliseconds in (150, 230, 310):
        begin = acknowledged[-1] + 1 if acknowledged else 0
        command = [sys.executable, "-c", WRITER, sqlite_url, str(begin)]
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert process.stdout is not None
        acknowledged.append(int(process.stdout.readline()))
        time.sleep(milliseconds / 1000)
        process.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in process.stdout.read().split()]
        process.wait()
    yield acknowledged


def test_kill_9_loses_no_acknowledged_message(written: list[int], sqlite_url: str) -> None:
    async def read() -> tuple[DialogueStateTracker | None, DialogueStateTracker | None]:
        store = LiveTrackerStore(DOMAIN, host=sqlite_url)
        return await store.retrieve("a"), await store.retrieve_full_tracker("a")

    tracker, full = run(read())
    stored = texts(full)
    assert len(written) > 20
    assert set(stored) >= {f"Nachricht {number}" for number in written}
    # A message that was written but not yet acknowledged may be there, and then the next life writes it again.
    assert len(stored) <= len(written) + 3
    assert tracker is not None and tracker.get_slot("employees") >= written[-1]
    events = list(full.events) if full else []
    assert isinstance(events[-1], ActionExecuted) and events[-1].action_name == LISTEN, "half a turn was stored"
