"""A message is answered once, whatever dies or is asked again in between; the bot as the servers have it, in this process."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from actions import services
from bot.contact.requests import ContactStore
from bot.knowledge.loader import load
from bot.privacy.declaration import keeping_of
from bot.privacy.tables import ANSWERS, EVENTS, PRIVATE, open_database
from bot.rasa import agent as agent_module
from bot.rasa.agent import LotseAgent, TooSlow
from bot.rasa.conversations import event_log
from bot.rasa.conversations.asking import DELETED, ConversationErased, ask
from bot.rasa.conversations.locks import LocalLocks
from bot.rasa.conversations.once import NOT_SHOWN_AGAIN
from bot.rasa.conversations.tracker_store import LiveTrackerStore
from bot.rasa.in_process import InProcessActions
from bot.settings import KNOWLEDGE_DIR, database_url

Messages = list[dict[str, Any]]
Start = Callable[[], LotseAgent]


@pytest.fixture(scope="module")
def trained(model: Path) -> LotseAgent:
    """The agent whose model the agents of the tests share: loading it takes seconds."""
    load(KNOWLEDGE_DIR, database_url())
    loaded = LotseAgent(LiveTrackerStore(host="sqlite://"), LocalLocks(), InProcessActions())
    loaded.load_model(model)
    return loaded


@pytest.fixture
def start(trained: LotseAgent, url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts what a process of Rasa has: memory and locks of its own, the data base in common."""
    monkeypatch.setenv("LOTSE_TRACKER_URL", url)
    services.private_database.cache_clear()

    def started() -> LotseAgent:
        new = LotseAgent(LiveTrackerStore(host=url), LocalLocks(), InProcessActions())
        new.load_model(trained.processor.model_path)
        return new

    monkeypatch.setattr(
        agent_module.QuickProcessor,
        "_load_model",
        staticmethod(
            lambda path: (
                trained.processor.model_filename,
                trained.processor.model_metadata,
                trained.processor.graph_runner,
            )
        ),
    )
    yield started
    services.private_database.cache_clear()


async def say(
    agent: LotseAgent, text: str, message_id: str | None = None, conversation: str = "rest-a", is_final: bool = False
) -> Messages:
    return await ask(agent.handle_message, text, conversation, "rest", message_id, is_final)


def run(scene: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(scene)


def stored(url: str, conversation: str = "rest-a") -> list[str]:
    query = sa.select(EVENTS.c.data).where(EVENTS.c.sender_id == conversation, EVENTS.c.type_name == "user")
    with open_database(url).connect() as connection:
        return [json.loads(data)["text"] for data in connection.execute(query.order_by(EVENTS.c.id)).scalars()]


def rows_of(url: str, conversation: str) -> int:
    """Rows of a conversation in all tables, its events included."""
    owners = [(table, keeping_of(table).conversation) for table in PRIVATE.sorted_tables]
    with open_database(url).connect() as connection:
        return sum(
            len(connection.execute(sa.select(table).where(table.c[owner] == conversation)).all())
            for table, owner in owners
            if owner
        )


def test_a_process_that_died_after_writing_leaves_its_answer_to_the_next(start: Start, url: str) -> None:
    """R2: the answer never reached the browser; the same id goes to a new process."""

    async def scene() -> tuple[Messages, Messages, Messages]:
        await say(start(), "Löschen Sie alles", "1")
        first = await say(start(), "Nein, behalten", "2")
        again = await say(start(), "Nein, behalten", "2")
        return first, again, await say(start(), "Nein, behalten", "3")

    first, again, third = run(scene())
    assert again == first
    assert third != first, "another id is another message"
    assert stored(url) == ["Löschen Sie alles", "Nein, behalten", "Nein, behalten"]


def test_the_same_message_at_once_in_two_processes_is_one_turn(start: Start, url: str) -> None:
    """R4: the locks were lost, so both processes answer the message; the data base takes one of the answers."""

    async def scene() -> list[Messages]:
        one, two = start(), start()
        await say(one, "Tischlerei in Stendal", "1")
        return list(await asyncio.gather(*(say(agent, "wir sind 14 Leute", "2") for agent in (one, two, one, two))))

    answers = run(scene())
    assert all(answer == answers[0] for answer in answers)
    assert "ausgefallen" not in str(answers[0])
    assert stored(url) == ["Tischlerei in Stendal", "wir sind 14 Leute"]


def test_ids_belong_to_their_conversation(start: Start, url: str) -> None:
    async def scene() -> None:
        agent = start()
        await say(agent, "wir sind 14 Leute", "1", "rest-a")
        await say(agent, "wir sind 40 Leute", "1", "rest-b")
        await say(agent, "wir sind 15 Leute", None, "rest-b")
        await say(agent, "wir sind 15 Leute", None, "rest-b")

    run(scene())
    assert stored(url, "rest-b") == ["wir sind 40 Leute", "wir sind 15 Leute", "wir sind 15 Leute"]


def test_a_browser_that_hangs_up_gets_the_answer_later(start: Start, url: str) -> None:
    async def scene() -> Messages:
        agent = start()
        hanging = asyncio.ensure_future(say(agent, "wir sind 14 Leute", "1"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        hanging.cancel()
        return await say(agent, "wir sind 14 Leute", "1")

    assert "ausgefallen" not in str(run(scene()))
    assert stored(url) == ["wir sind 14 Leute"]


def test_what_takes_too_long_is_said_and_its_answer_is_there_later(
    start: Start, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R4: nobody waits longer than ten seconds, and what was begun is not done twice."""

    async def scene() -> tuple[Messages, Messages]:
        agent = start()
        monkeypatch.setattr(agent_module, "ANSWER_SECONDS", 0.0)
        apology = await say(agent, "wir sind 14 Leute", "1")
        monkeypatch.undo()
        monkeypatch.setattr(agent_module, "ANSWER_SECONDS", 600.0)
        return apology, await say(agent, "wir sind 14 Leute", "1")

    apology, answer = run(scene())
    assert "ausgefallen" in apology[0]["text"] and "nicht verloren" not in apology[0]["text"]
    assert "ausgefallen" not in str(answer)
    assert stored(url) == ["wir sind 14 Leute"]


def test_after_a_fault_nothing_of_the_message_is_stored_and_a_retry_is_answered(
    start: Start, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R2, R7: an apology is no answer. The knowledge base is gone for a while."""

    async def scene() -> tuple[Messages, Messages]:
        agent = start()
        await say(agent, "Tischlerei in Stendal", "1")
        with monkeypatch.context() as gone:
            gone.setattr("actions.turn.shared_store", _without_knowledge)
            for _ in range(3):  # sent again at once: each time nothing is there yet
                apology = await say(agent, "Wie sichern wir unsere Daten richtig?", "2")
        return apology, await say(agent, "Wie sichern wir unsere Daten richtig?", "2")

    apology, answer = run(scene())
    assert "nicht verloren" in apology[0]["text"]
    assert "fault" not in str(apology)
    assert "Unterlagen" not in str(answer)
    assert stored(url) == ["Tischlerei in Stendal", "Wie sichern wir unsere Daten richtig?"]


def _without_data_base(*_: Any) -> None:
    raise sa.exc.OperationalError("INSERT", {}, Exception("gone"))


def _without_knowledge() -> Any:
    from bot.knowledge.store import KnowledgeUnavailable

    raise KnowledgeUnavailable("there is none")


def test_details_of_a_call_back_are_not_kept_with_the_answer(start: Start, url: str) -> None:
    """R2 must not undo what ``bot.privacy.redaction`` promises; the repeated last look has its buttons, not the details."""
    talk = ["Ich möchte mit einem Menschen sprechen", "Ja, einverstanden", "Zacharias Testinger", "0391 7445566"]

    async def scene() -> tuple[Messages, Messages]:
        agent = start()
        for number, text in enumerate([*talk, "Vormittags"]):
            await say(agent, text, str(number))
        return await say(agent, "Unsere Kasse", "9"), await say(start(), "Unsere Kasse", "9")

    look, again = run(scene())
    assert "Testinger" in str(look)
    assert "Testinger" not in str(again) and "7445566" not in str(again)
    assert again[0]["text"] == NOT_SHOWN_AGAIN
    assert [message.get("buttons") for message in again] == [message.get("buttons") for message in look]
    with open_database(url).connect() as connection:
        assert "Testinger" not in str(connection.execute(sa.select(ANSWERS.c.body)).all())


def test_a_call_back_whose_turn_could_not_be_stored_is_stored_once(
    start: Start, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R2: the data base went away between the call-back and the turn that asked for it; the message is sent again."""
    talk = ["Ich möchte mit einem Menschen sprechen", "Ja, einverstanden", "Zacharias Testinger", "0391 7445566"]

    async def scene() -> tuple[Messages, Messages]:
        agent = start()
        for number, text in enumerate([*talk, "Vormittags", "Unsere Kasse"]):
            await say(agent, text, str(number))
        with monkeypatch.context() as gone:
            gone.setattr(event_log, "remember", _without_data_base)
            failed = await say(agent, "Ja, abschicken", "9")
        return failed, await say(agent, "Ja, abschicken", "9")

    failed, again = run(scene())
    assert "gespeichert und geht an das Zentrum" not in str(failed)
    assert "gespeichert und geht an das Zentrum" in str(again)
    assert len(ContactStore(open_database(url)).all()) == 1


def test_deleted_at_any_moment_of_a_message_is_deleted(start: Start, url: str) -> None:
    """S4: deletion waits for the message that is under way, and one that comes later is refused."""
    dice = random.Random(4)

    async def scene() -> list[int]:
        agent, left = start(), []
        for number in range(12):
            talk = f"web-{number}"
            await say(agent, "Wir sind eine Gerberei", "1", talk, is_final=True)
            messages = [
                asyncio.ensure_future(say(agent, f"Wir sind {n} Leute", f"2-{n}", talk, is_final=True))
                for n in range(1, 4)
            ]
            await asyncio.sleep(dice.uniform(0, 0.2))
            await agent.erase(talk)
            await asyncio.gather(*messages, return_exceptions=True)
            with pytest.raises(ConversationErased):
                await say(agent, "Gibt es Fördergeld?", "3", talk, is_final=True)
            with pytest.raises(ConversationErased):
                await say(start(), "Wir sind eine Gerberei", "1", talk, is_final=True)
            left.append(rows_of(url, talk))
        return left

    assert run(scene()) == [0] * 12


def test_deleted_by_another_process_that_asks_nobody_is_deleted(start: Start, url: str) -> None:
    """S4: the command line and the hourly purge know no locks; what is under way then writes nothing back."""

    async def scene() -> list[int]:
        agent, left = start(), []
        for number in range(6):
            talk = f"web-{number}"
            await say(agent, "Wir sind eine Gerberei", "1", talk, is_final=True)
            message = asyncio.ensure_future(say(agent, "Wir sind 8 Leute", "2", talk, is_final=True))
            await asyncio.sleep(0.02 * number)
            await LiveTrackerStore(host=url).erase(talk)
            await asyncio.gather(message, return_exceptions=True)
            left.append(rows_of(url, talk))
        return left

    assert run(scene()) == [0] * 6


def test_where_a_talk_may_begin_again_a_message_of_the_deleted_one_is_not_answered_anew(start: Start, url: str) -> None:
    """S4, R2: Telegram and REST keep their names; repeated messages of what was deleted do not come back to life."""

    async def scene() -> tuple[Messages, ...]:
        agent = start()
        await say(agent, "Wir sind eine Gerberei in Tangermünde", "1")
        await say(agent, "Löschen Sie alles", "2")
        deleted = await say(agent, "Ja, alles löschen", "3")
        repeated = [await say(start(), text, id_) for text, id_ in (("Wir sind", "1"), ("Ja, alles löschen", "3"))]
        return deleted, *repeated, await say(agent, "Was wissen Sie über mich?", "4")

    deleted, first, last, new = run(scene())
    assert "gelöscht" in deleted[0]["text"]
    assert first[0]["text"] == last[0]["text"] == DELETED
    assert "weiß ich noch nichts" in new[0]["text"]
    assert stored(url) == ["Was wissen Sie über mich?"]


def test_deleting_takes_its_turn_and_says_when_it_is_not_done_yet(
    start: Start, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        agent = start()
        await say(agent, "Wir sind eine Gerberei", "1")
        with monkeypatch.context() as hurry:
            hurry.setattr(agent_module, "ANSWER_SECONDS", 0.0)
            with pytest.raises(TooSlow):
                await agent.erase("rest-a")
        await agent.erase("rest-a")

    run(scene())
    assert rows_of(url, "rest-a") == 0
