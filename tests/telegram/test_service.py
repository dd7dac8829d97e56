"""The channel between doubles of Telegram and Rasa: what one update does, and that it does it to no other."""

from __future__ import annotations

import gc
import json
import logging
import random
import socket
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from telegram.constants import UpdateType

from bot.privacy.tables import open_database
from bot.settings import VAR_DIR
from bot.telegram import chats, texts
from bot.telegram.limit import PER_MINUTE
from bot.telegram.reading import CONTENT
from bot.web.secret import derived_key
from tests.conftest import free_port
from tests.postgres_server import PostgresServer
from tests.telegram.api_double import TOKEN, Double, Failure, message_in
from tests.telegram.running import RasaDouble, channel, until
from tests.telegram.shapes import update_of

POLL = {"id": "1", "question": "?", "options": [{"text": "a", "voter_count": 0}], "total_voter_count": 0}
SECRET = "s" * 32
PHOTO = [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]


def all_sent(double: Double, chat: int) -> list[str]:
    return [sent.text for sent in double.to(chat)]


def nothing_open(url: str) -> bool:
    with open_database(url).connect() as connection:
        counts = [
            connection.execute(sa.text(f"SELECT count(*) FROM {what}")).scalar()
            for what in ("telegram_updates WHERE body IS NOT NULL", "telegram_calls")
        ]
    return counts == [0, 0]


POISON: list[dict[str, Any]] = [
    {"message": message_in(2, "/")},
    {"message": message_in(2, "/ ")},
    {"message": message_in(2, "\ud800\x00")},
    {"message": message_in(2, poll=POLL)},
    {"message": "x"},
    {"message": None},
    {"message": {"chat": None, "text": "x"}},
    {"message": {"chat": {"id": 2**70, "type": "private"}, "text": "x"}},
    {"message": message_in(2, text="x", entities="quatsch", reply_to_message=[])},
    {"edited_message": None},
    {"callback_query": []},
    {"callback_query": None},
    {"callback_query": {"id": "1", "message": message_in(2), "data": "\x00\ud800"}},
    {"callback_query": {"id": "1", "message": message_in(2), "data": 5}},
    {"my_chat_member": 5},
    {"quatsch": {"a": []}},
    {},
]


@pytest.mark.parametrize("poison", POISON, ids=range(len(POISON)))
def test_one_update_harms_no_other_and_no_restart(
    double: Double, rasa: RasaDouble, sqlite_url: str, poison: dict[str, Any]
) -> None:
    """T1, T3: asked for, in the middle of others; and at the next starts."""
    double.say("davor", 1)
    double.deliver(poison)
    double.say("danach", 1)
    with channel(double, rasa, sqlite_url):
        double.wait(2, 1)
        until(lambda: nothing_open(sqlite_url))
    with channel(double, rasa, sqlite_url):
        double.say("nach dem Neustart", 1)
        double.wait(3, 1)
    assert all_sent(double, 1) == ["Antwort: davor", "Antwort: danach", "Antwort: nach dem Neustart"]


@pytest.mark.parametrize("number", [2**70, -5, True, 1.5, "x", None])
def test_an_update_without_a_usable_number_is_skipped(
    double: Double, rasa: RasaDouble, sqlite_url: str, number: Any
) -> None:
    """T2: by polling; the others keep coming, and Telegram is not asked without a pause."""
    double.strange.append({"update_id": number, "message": message_in(2, "x")})
    with channel(double, rasa, sqlite_url):
        for text in ("eins", "zwei"):
            double.say(text, 1)
            until(lambda text=text: f"Antwort: {text}" in all_sent(double, 1))
        asked = len(double.called("getUpdates"))
        time.sleep(0.5)
        assert len(double.called("getUpdates")) < asked + 5
    assert not double.to(2)


def test_an_update_that_nobody_can_parse_blocks_no_batch(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    """T3: 100 updates, one of them 50,000 brackets deep."""
    for number in range(99):
        double.say(f"Frage {number}", 1000 + number)
        if number == 50:
            bad = double.deliver({"message": None})
            double.raw[bad] = f'{{"update_id":{bad},"message":{"[" * 50_000}{"]" * 50_000}}}'
    with channel(double, rasa, sqlite_url):
        for number in range(99):
            double.wait(1, 1000 + number, seconds=120)


def test_a_row_that_cannot_be_read_stands_in_nobodys_way(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    """T1: at the start after a restart."""
    bodies = ["{", "[]", "null", '{"kind": "quatsch", "chat": 2}', '{"kind": "command", "chat": 2, "text": "x"}', "7"]
    bodies.append(json.dumps({"update_id": 1, "message": message_in(2, "/")}))
    with open_database(sqlite_url).begin() as connection:
        for number, body in enumerate(bodies):
            connection.execute(
                sa.text("INSERT INTO telegram_updates (bot, update_id, received, body) VALUES (:bot, :id, 1.0, :body)"),
                {"bot": int(TOKEN.split(":")[0]), "id": number, "body": body},
            )
    with channel(double, rasa, sqlite_url):
        double.say("Hallo", 1)
        double.wait(1, 1)
        until(lambda: nothing_open(sqlite_url))
    assert all_sent(double, 2) == [texts.FAULT, texts.UNKNOWN_COMMAND]


@pytest.mark.postgres
def test_a_data_base_that_is_gone_for_a_while_ends_nothing(
    double: Double, rasa: RasaDouble, postgres_server: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Stopped while it runs, and still stopped when it starts: what was said meanwhile is answered, once."""
    url = postgres_server.new_database()
    with channel(double, rasa, url):
        double.say("davor", 1)
        double.wait(1, 1)
        postgres_server.pause()
        try:
            double.say("währenddessen", 1)
            double.say("währenddessen", 2)
            until(lambda: "No updates from Telegram" in caplog.text)
        finally:
            postgres_server.resume()
        double.wait(2, 1)
        double.wait(1, 2)
    assert all_sent(double, 1) == ["Antwort: davor", "Antwort: währenddessen"]


def test_a_locked_data_base_ends_nothing(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    path = Path(open_database(sqlite_url).url.database or "")
    with channel(double, rasa, sqlite_url):
        double.say("davor", 1)
        double.wait(1, 1)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        asked = len(double.called("getUpdates"))
        double.say("währenddessen", 1)
        until(lambda: len(double.called("getUpdates")) > asked + 1)  # that it could not be kept, it has noticed
        other.execute("ROLLBACK")
        double.wait(2, 1)
    assert len(rasa.asked) == len(double.to(1)) == 2


def test_an_answer_that_cannot_be_kept_yet_is_asked_for_again(
    double: Double, rasa: RasaDouble, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = Path(open_database(sqlite_url).url.database or "")
    rasa.held.set()
    with channel(double, rasa, sqlite_url):
        number = double.say("Frage", 1)
        until(lambda: rasa.asked)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        rasa.held.clear()
        until(lambda: f"Update {number} is not answered yet" in caplog.text)
        other.execute("ROLLBACK")
        double.wait(1, 1)
        until(lambda: nothing_open(sqlite_url))
    assert all_sent(double, 1) == ["Antwort: Frage"]
    assert {message_id for _, _, message_id in rasa.asked} == {f"telegram-123456789-{number}"}


def test_another_bot_on_the_same_data_base_loses_nothing(
    double: Double, rasa: RasaDouble, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """T4: numbers that the other bot has had. What is dropped because it came before is said."""
    other = "987654321:" + TOKEN.split(":")[1]
    double.tokens.add(other)
    for token in (TOKEN, other):
        with channel(double, rasa, url, token):
            double.deliver({"update_id": 1000, "message": message_in(1, f"Hallo {token[:3]}")})
            until(lambda token=token: f"Antwort: Hallo {token[:3]}" in all_sent(double, 1))
    assert [message_id for _, _, message_id in rasa.asked] == ["telegram-123456789-1000", "telegram-987654321-1000"]
    with channel(double, rasa, url, other):
        double.deliver({"update_id": 1000, "message": message_in(1, "Hallo")})
        until(lambda: "Update 1000 has been delivered before and is dropped." in caplog.text)
    assert len(double.to(1)) == 2


def album(double: Double, captions: list[str], name: str = "77", chat: int = 1) -> None:
    for caption in captions:
        other = {"caption": caption} if caption else {}
        double.say("", chat, media_group_id=name, photo=PHOTO, **other)


@pytest.mark.parametrize(
    ("captions", "answer"),
    [
        ([""] * 5, texts.TEXT_ONLY),
        (["Was ist das?", "", "", ""], "Antwort: Was ist das?"),
        (["", "", "Was ist das?"], "Antwort: Was ist das?"),
        (["Was ist das?", "Und das?"], "Antwort: Was ist das?\nUnd das?"),
    ],
)
def test_an_album_gets_one_answer(
    double: Double, rasa: RasaDouble, sqlite_url: str, captions: list[str], answer: str
) -> None:
    """T5, T6: and the message after it comes after it."""
    album(double, captions)
    double.say("danach", 1)
    with channel(double, rasa, sqlite_url):
        double.wait(2, 1)
        until(lambda: nothing_open(sqlite_url))
    assert all_sent(double, 1) == [answer, "Antwort: danach"]


def test_the_caption_of_an_album_may_come_later(
    double: Double, rasa: RasaDouble, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T6: Telegram does not bring all parts at once."""
    monkeypatch.setattr(chats, "ALBUM_SECONDS", 10.0)  # also on a machine that is slow
    with channel(double, rasa, sqlite_url) as running:
        album(double, [""])
        until(lambda: running.queue.open_updates())
        album(double, ["", "Was ist das?"])
        double.wait(1, 1)
        until(lambda: nothing_open(sqlite_url))
    assert all_sent(double, 1) == ["Antwort: Was ist das?"]


def test_an_album_gets_one_answer_across_restarts(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    """T5: a part comes before the restart, a part between, a part after the answer."""
    with channel(double, rasa, sqlite_url) as running:
        album(double, ["", ""])
        until(lambda: running.queue.open_updates())
    assert not double.to(1)
    album(double, [""])
    with channel(double, rasa, sqlite_url):
        double.wait(1, 1)
    album(double, [""])
    with channel(double, rasa, sqlite_url):
        double.say("danach", 1)
        double.wait(2, 1)
    assert all_sent(double, 1) == [texts.TEXT_ONLY, "Antwort: danach"]


def test_what_nobody_said_is_not_answered(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    """T7 (a place that moves), T8 (something pinned, a timer), T11 (a reaction)."""
    place = {"latitude": 52.1, "longitude": 11.6, "live_period": 900}
    with channel(double, rasa, sqlite_url):
        double.say("", 1, location=place)
        double.wait(1, 1)
        for number in range(5):
            moved = {**place, "latitude": 52.2 + number}
            double.deliver({"edited_message": message_in(1, location=moved, edit_date=2 + number)})
        double.say("", 1, pinned_message=message_in(1, "x"))
        double.say("", 1, message_auto_delete_timer_changed={"message_auto_delete_time": 60})
        double.deliver({"message_reaction": {"chat": {"id": 1, "type": "private"}, "message_id": 1, "date": 1}})
        number = double.say("Was ist ein ERP?", 1)
        mine = next(update for update in double.updates if update["update_id"] == number)["message"]
        double.deliver({"edited_message": {**mine, "edit_date": 9, "reply_markup": {"inline_keyboard": []}}})
        double.deliver({"edited_message": {**mine, "edit_date": 9, "text": "Was ist ein CRM?"}})
        double.say("Schluss", 1)
        double.wait(4, 1)
    assert all_sent(double, 1) == [
        texts.TEXT_ONLY,
        "Antwort: Was ist ein ERP?",
        texts.EDITED,
        "Antwort: Schluss",
    ]
    assert rasa.texts(1) == ["Was ist ein ERP?", "Schluss"]


def test_a_command_that_does_not_exist_changes_nothing(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    """T9."""
    with channel(double, rasa, sqlite_url):
        for text in ("/settings", "/"):
            double.say(text, 1)
        double.wait(2, 1)
    assert all_sent(double, 1) == [texts.UNKNOWN_COMMAND] * 2
    assert not rasa.asked


def test_a_chat_that_sends_too_much_is_told_once(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    """T10: 200 messages in a row, and somebody else in between."""
    rasa.say = lambda text: []  # what is sent is paced to one a second, and here only the last matters
    for number in range(200):
        double.say(f"Frage {number}", 1)
    double.say("Und ich?", 2)
    with channel(double, rasa, sqlite_url):
        double.wait(1, 1)
        until(lambda: nothing_open(sqlite_url) and rasa.texts(2))
    assert len(rasa.texts(1)) == PER_MINUTE
    assert all_sent(double, 1) == [texts.TOO_MANY]


def test_pictures_are_fetched_with_our_key(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    """T10: so that all Telegram users together are not one visitor. S6: and it is not the server's secret."""
    rasa.say = lambda text: [{"text": "Bild", "image": "/ui/bilder/x.png"}]
    with channel(double, rasa, sqlite_url):
        double.say("Bild", 1)
        double.wait(2, 1)
    assert rasa.files == [("/ui/bilder/x.png", f"Bearer {derived_key(VAR_DIR, 'telegram')}")]


def test_a_block_stops_what_waits(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    """T11."""
    double.failures.append(Failure("sendMessage", 500, times=10_000))
    status = {"chat": {"id": 1, "type": "private"}, "date": 1, "new_chat_member": {"status": "kicked"}}
    with channel(double, rasa, sqlite_url):
        double.say("Frage", 1)
        until(lambda: double.called("sendMessage"))
        double.deliver({"my_chat_member": status})
        until(lambda: nothing_open(sqlite_url))
    assert json.loads(double.called("getUpdates")[0]["allowed_updates"])[-1] == "my_chat_member"


@pytest.mark.parametrize("status", [400, 413])
def test_what_rasa_does_not_take_holds_up_nobody(
    double: Double, rasa: RasaDouble, sqlite_url: str, status: int
) -> None:
    rasa.failing.append(status)
    with channel(double, rasa, sqlite_url):
        double.say("zu viel", 1)
        double.say("danach", 1)
        double.wait(2, 1)
    assert all_sent(double, 1) == [texts.FAULT, "Antwort: danach"]


def test_the_longest_message_is_a_small_request(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    """16 KB is all that the servers take."""
    with channel(double, rasa, sqlite_url):
        for number, text in enumerate(("ä" * 4096, "\x01" * 4095 + "x", "€" * 4096, "\ud800" * 4096, '"' * 4096)):
            double.say(text, 100 + number)
        until(lambda: len(rasa.asked) == 5)
    assert rasa.largest < 16_000


def test_what_is_being_answered_is_answered_before_the_end(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    """As after SIGTERM: the answer is in the queue, what was not begun is still open, and the next start goes on."""
    rasa.held.set()
    with channel(double, rasa, sqlite_url) as running:
        double.say("eins", 1)
        double.say("zwei", 1)
        until(lambda: rasa.asked and len(running.queue.open_updates()) == 2)
        running.stop()
        rasa.held.clear()
        running.thread.join()
        assert [update.text for update in running.queue.open_updates()] == ["zwei"]
    with channel(double, rasa, sqlite_url):
        double.wait(2, 1)
    assert all_sent(double, 1) == ["Antwort: eins", "Antwort: zwei"]
    assert [text for _, text, _ in rasa.asked] == ["eins", "zwei"]


def test_a_message_is_asked_again_under_the_same_id(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    rasa.failing += [500, 503]
    with channel(double, rasa, sqlite_url):
        number = double.say("Frage", 1)
        double.wait(1, 1)
    assert rasa.asked == [(1, "Frage", f"telegram-123456789-{number}")]


class Webhook:
    """Telegram's side of the webhook."""

    def __init__(self) -> None:
        self.port = free_port()
        self.settings = {"webhook": "https://bot.example/telegram", "secret": SECRET, "port": self.port}

    def post(self, body: bytes, secret: bytes = SECRET.encode(), headers: str = "") -> int:
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            head = (
                f"POST /telegram HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n{headers}"
            )
            key = b"X-Telegram-Bot-Api-Secret-Token: " + secret + b"\r\n\r\n"
            connection.sendall(head.encode() + key + body)
            return int(connection.makefile("rb").readline().split()[1])

    def ready(self) -> bool:
        try:
            return bool(self.post(b"{}"))
        except (OSError, urllib.error.URLError):
            return False


@pytest.fixture
def uncollected() -> Iterator[None]:
    """What other tests have left must not be collected in the depth of deep JSON: its finalisers would find no stack."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
def test_the_webhook_answers_whatever_comes(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    """T2, S13: never 500; what has a number is taken, and a repeat of "/" is not needed to get it answered."""
    webhook = Webhook()
    bad = [b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b"[" * 50_000, b'{"a":' * 50_000, b"9" * 5_000]
    bad += [json.dumps({"update_id": number}).encode() for number in (2**70, True, 1.5, "x", None, -1, [])]
    with channel(double, rasa, sqlite_url, **webhook.settings):
        until(webhook.ready)
        assert [webhook.post(body) for body in bad] == [400] * len(bad)
        for secret in (b"", b"wrong", SECRET[:-1].encode(), b"\xff\xfe", "ü".encode() * 20, SECRET.encode() + b"x"):
            assert webhook.post(b"{}", secret) == 403
        for headers in ("Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n", "Content-Type: a; charset=x\r\n"):
            assert webhook.post(b"{}", headers=headers) == 400
        for number, update in enumerate(POISON):
            assert webhook.post(json.dumps({"update_id": 10 + number, **update}).encode()) == 200
        slash = json.dumps({"update_id": 500, "message": message_in(1, "/")}).encode()
        assert [webhook.post(slash), webhook.post(slash)] == [200, 200]
        double.wait(1, 1)
        until(lambda: nothing_open(sqlite_url))
    assert all_sent(double, 1) == [texts.UNKNOWN_COMMAND]


def expected(update: dict[str, Any]) -> bool:
    """Whether a message has to be sent for an update: written anew here, from what owners would say."""
    (called,) = set(update) - {"update_id"}
    message = update[called]
    if called == "callback_query" or called not in {"message", "edited_message"}:
        return False
    if message["chat"]["type"] != "private" or (message.get("from") or {}).get("is_bot"):
        return False
    text = message.get("text") or message.get("caption")
    return bool(text or (called == "message" and CONTENT & message.keys()))


def test_a_thousand_updates_of_all_kinds(
    double: Double, rasa: RasaDouble, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """T1 to T11: nothing ends, nothing is answered twice, nothing that nobody said is answered, and no text is in the log."""
    chance = random.Random(20_261_127)
    kinds = list(UpdateType) + [UpdateType.MESSAGE] * 10 + [UpdateType.EDITED_MESSAGE, UpdateType.CALLBACK_QUERY] * 3
    numbers_of_chats = range(10_000, 11_000)
    made = {chat: update_of(chance.choice(kinds), chat, chance) for chat in numbers_of_chats}
    caplog.set_level(logging.WARNING)
    with channel(double, rasa, sqlite_url):
        numbers = {chat: double.deliver(update) for chat, update in made.items()}
        double.say("Schluss", 1)
        until(lambda: double.to(1) and nothing_open(sqlite_url), seconds=600)
    with channel(double, rasa, sqlite_url):  # and once more
        for chat, update in made.items():
            double.deliver({"update_id": numbers[chat], **update})
        double.say("Schluss", 1)
        until(lambda: len(double.to(1)) == 2 and nothing_open(sqlite_url))
    answers = {chat: len(double.to(chat)) + len(double.to(-chat)) for chat in numbers_of_chats}
    should = {chat: int(expected(update)) for chat, update in made.items()}
    assert {chat: (answers[chat], should[chat]) for chat in numbers_of_chats if answers[chat] != should[chat]} == {}
    assert sum(should.values()) > 150
    private = {chat: update for chat, update in made.items() if should[chat]}
    assert [chat for chat in private if double.all_to(chat)[0] not in double.notices(chat)] == []
    assert [chat for chat in numbers_of_chats if len(double.notices(chat)) > 1] == []
    ids = [message_id for _, _, message_id in rasa.asked]
    assert len(ids) == len(set(ids))
    assert "Wie fangen wir an" not in caplog.text
