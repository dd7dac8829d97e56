"""The chat in Telegram as owners see it: real servers, the real process, and Telegram's API as a double on loopback."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil
import pytest

from bot.settings import ROOT, VAR_DIR
from bot.telegram import texts
from bot.web.secret import derived_key, server_secret
from tests.conftest import Servers, free_port
from tests.telegram.api_double import TOKEN, Double, Failure, message_in
from tests.telegram.running import until

pytestmark = pytest.mark.servers


@contextmanager
def telegram(servers: Servers, double: Double, log: Path, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``lotse telegram`` beside the servers."""
    environment = {
        **os.environ,
        "LOTSE_TRACKER_URL": f"sqlite:///{servers.logs / 'conversations.db'}",
        "LOTSE_TELEGRAM_TOKEN": TOKEN,
        "LOTSE_TELEGRAM_API": double.url,
        **settings,
    }
    command = [sys.executable, "-m", "bot.cli", "telegram", "--rasa", servers.rasa_url]
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)
        assert process.returncode in {0, -signal.SIGKILL}
        written = log.read_text(errors="replace")
        assert TOKEN not in written
        assert "Traceback" not in written, written


def nothing_waits(servers: Servers) -> None:
    """Wait until the queue is empty."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with sqlite3.connect(servers.logs / "conversations.db") as connection:
            if not connection.execute("SELECT count(*) FROM telegram_calls").fetchone()[0]:
                return
        time.sleep(0.05)


def test_start_question_button_and_deletion(servers: Servers, double: Double, tmp_path: Path, chat: int) -> None:
    with telegram(servers, double, tmp_path / "log"):
        double.say("/start", chat)
        greeting = double.wait(1, chat)[0]
        assert [sent.text for sent in double.all_to(chat)] == [texts.privacy(30), greeting.text]
        assert "Computerprogramm" in greeting.text
        assert [command["command"] for command in json.loads(double.called("setMyCommands")[0]["commands"])] == list(
            texts.COMMANDS
        )

        double.press(greeting, 1)
        example = double.wait(2, chat)[1]
        assert double.called("answerCallbackQuery")
        shown = json.loads(double.called("editMessageReplyMarkup")[0]["reply_markup"])["inline_keyboard"]
        assert shown == [[{"text": f"✓ {greeting.keyboard[1]['text']}", "callback_data": "-"}]]
        assert example.text

        double.say("Wie sichern wir unsere Daten richtig?", chat)
        answer = double.wait(3, chat)[2]
        assert "3-2-1" in answer.text
        assert "Quelle" in answer.text
        assert double.called("sendChatAction")

        double.say("/loeschen", chat)
        question = double.wait(4, chat)[3]
        double.press(question, 0)
        double.wait(5, chat)
        nothing_waits(servers)  # the note that Telegram has taken it comes after the message
    with sqlite3.connect(servers.logs / "conversations.db") as connection:
        for table, column in (
            ("events", "sender_id"),
            ("telegram_choices", "conversation"),
            ("telegram_calls", "conversation"),
        ):
            rows = connection.execute(
                f"SELECT count(*) FROM {table} WHERE {column} = ?", (f"telegram-{chat}",)
            ).fetchone()
            assert rows[0] <= (2 if table == "telegram_choices" else 0), table
        assert not connection.execute("SELECT count(*) FROM telegram_updates WHERE body IS NOT NULL").fetchone()[0]


def test_what_is_no_text_gets_a_sensible_answer(servers: Servers, double: Double, tmp_path: Path, chat: int) -> None:
    with telegram(servers, double, tmp_path / "log"):
        double.say(
            "",
            chat,
            sticker={
                "file_id": "x",
                "file_unique_id": "x",
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            },
        )
        assert double.wait(1, chat)[0].text == texts.TEXT_ONLY
        double.deliver({"edited_message": message_in(chat, "x", edit_date=2)})
        assert double.wait(2, chat)[1].text == texts.EDITED
        double.deliver({"message": message_in(-5, "hallo")})
        double.deliver({"message": message_in(-5, "@erste_hilfe_bot hallo")})
        assert [sent.text for sent in double.wait(1, -5)] == [texts.GROUP]


def test_the_memory_sheet_comes_as_a_file(servers: Servers, double: Double, tmp_path: Path, chat: int) -> None:
    with telegram(servers, double, tmp_path / "log"):
        double.say("Was ist ZIM?", chat)
        double.wait(1, chat)
        double.say("merken", chat)
        double.wait(2, chat)
        double.say("Merkzettel", chat)
        document = next(sent for sent in double.wait(4, chat) if sent.method == "sendDocument")
        assert document.file.startswith(b"%PDF")


def test_a_picture_comes_as_a_picture_with_words(servers: Servers, double: Double, tmp_path: Path, chat: int) -> None:
    with telegram(servers, double, tmp_path / "log"):
        double.say("Wo steht Sachsen-Anhalt?", chat)
        photo = next(sent for sent in double.wait(2, chat) if sent.method == "sendPhoto")
        assert "Platz 15 von 16" in photo.text


def test_repeated_and_reordered_updates_are_answered_once(
    servers: Servers, double: Double, tmp_path: Path, chat: int
) -> None:
    with telegram(servers, double, tmp_path / "log"):
        number = double.say("Was ist ein ERP?", chat)
        double.wait(1, chat)
        double.updates.append(
            {
                "update_id": number,
                "message": {
                    "message_id": 1,
                    "date": 1,
                    "chat": {"id": chat, "type": "private"},
                    "text": "Was ist ein ERP?",
                },
            }
        )
        double.say("Was ist Phishing?", chat)
        assert "Phishing" in double.wait(2, chat)[1].text
    with telegram(servers, double, tmp_path / "log"):
        double.updates.append(
            {
                "update_id": number,
                "message": {
                    "message_id": 1,
                    "date": 1,
                    "chat": {"id": chat, "type": "private"},
                    "text": "Was ist ein ERP?",
                },
            }
        )
        double.say("Was ist eine Cloud?", chat)
        double.wait(3, chat)
    assert sum("ERP" in sent.text[:20] for sent in double.to(chat)) == 1
    assert len(double.to(chat)) == 3


def test_failures_of_telegram_lose_nothing_and_keep_the_order(
    servers: Servers, double: Double, tmp_path: Path, chat: int
) -> None:
    double.failures += [
        Failure("getMe", 502),
        Failure("sendMessage", 429, retry_after=2),
        Failure("sendMessage", 500, times=2),
    ]
    with telegram(servers, double, tmp_path / "log"):
        double.say("Was ist ein ERP?", chat)
        double.say("Was ist Phishing?", chat)
        first, second = double.wait(2, chat)
        assert "ERP" in first.text
        assert "Phishing" in second.text
        tries = [name for name, _ in double.calls if name == "sendMessage"]
        assert len(tries) == 6  # with the notice


def test_a_silent_telegram_is_asked_again(servers: Servers, double: Double, tmp_path: Path, chat: int) -> None:
    double.failures.append(Failure("sendMessage", 500, hangs=12))
    with telegram(servers, double, tmp_path / "log"):
        double.say("Was ist ein ERP?", chat)
        double.say("Was ist Phishing?", chat)
        assert ["ERP" in sent.text for sent in double.wait(2, chat, seconds=60)] == [True, False]
    assert len(double.to(chat)) == 2


@pytest.mark.parametrize(
    "refusal",
    [
        Failure("sendMessage", 403, description="Forbidden: bot was blocked by the user"),
        Failure("sendMessage", 400, description="Bad Request: chat not found"),
        Failure("sendMessage", 400, description="Bad Request: group chat was upgraded", migrate_to=-1001),
    ],
    ids=["blocked", "gone", "moved"],
)
def test_what_would_be_refused_again_holds_nothing_up(
    servers: Servers, double: Double, tmp_path: Path, chat: int, refusal: Failure
) -> None:
    double.failures.append(dataclasses.replace(refusal, times=2))  # the notice and the first answer
    with telegram(servers, double, tmp_path / "log"):
        double.say("Was ist ein ERP?", chat)
        double.say("Was ist Phishing?", chat)
        assert "Phishing" in double.wait(1, chat)[0].text
    assert len(double.to(chat)) == 1


def test_forty_chats_at_once_stay_within_the_limits(
    servers: Servers, double: Double, tmp_path: Path, chat: int
) -> None:
    """A few may be too quick where this machine has stood still for a moment; they are sent again."""
    with telegram(servers, double, tmp_path / "log"):
        for number in range(40):
            double.say("Danke", chat + number)
        for number in range(40):
            double.wait(1, chat + number, seconds=60)
    assert double.floods <= 5


def test_a_killed_process_goes_on_where_it_was(servers: Servers, double: Double, tmp_path: Path, chat: int) -> None:
    double.failures.append(Failure("sendMessage", 500, times=1000))
    with telegram(servers, double, tmp_path / "log") as process:
        for question in ("Was ist ein ERP?", "Was ist Phishing?", "Was ist eine Cloud?"):
            double.say(question, chat)
        while not double.called("sendMessage"):
            assert process.poll() is None
        process.kill()
    double.failures.clear()
    with telegram(servers, double, tmp_path / "log"):
        found = double.wait(3, chat)
    for sent, word in zip(found, ("ERP", "Phishing", "Cloud"), strict=True):
        assert word in sent.text


def test_the_webhook_takes_only_what_carries_the_secret(
    servers: Servers, double: Double, tmp_path: Path, chat: int
) -> None:
    secret, port = "s" * 32, free_port()
    settings = {
        "LOTSE_TELEGRAM_WEBHOOK": "https://bot.example/telegram",
        "LOTSE_TELEGRAM_SECRET": secret,
        "LOTSE_TELEGRAM_PORT": str(port),
    }
    update = {
        "update_id": chat,
        "message": message_in(chat, "Was ist ein ERP?"),
    }

    def post(given: str, body: bytes = json.dumps(update).encode()) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": given, "Content-Type": "application/json"}
        request = urllib.request.Request(f"http://127.0.0.1:{port}/telegram", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=5) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code

    with telegram(servers, double, tmp_path / "log", **settings) as process:
        while True:
            try:
                assert post("wrong") == 403
                break
            except urllib.error.URLError:
                assert process.poll() is None
        assert double.webhook["secret_token"] == secret
        assert [post(secret), post(secret)] == [200, 200]
        assert "ERP" in double.wait(1, chat)[0].text
        assert [post(secret, body) for body in (b"{", b"[]", b'{"update_id": "x"}', b"\xff")] == [400] * 4
        assert post(secret, b" " * 1_100_000) == 413
        # An update that has been overtaken by the next one is answered all the same, and once.
        for number in (chat + 2, chat + 1, chat + 2):
            later = {"update_id": number, "message": message_in(chat, "Danke")}
            assert post(secret, json.dumps(later).encode()) == 200
        double.wait(3, chat)
    assert len(double.to(chat)) == 3


class Garbled(BaseHTTPRequestHandler):
    """Answers what no channel can show."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        body = b'{"messages": [{"text": "x", "buttons": [{}]}]}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


def test_a_fault_of_ours_is_said_and_holds_nobody_up(
    servers: Servers, double: Double, tmp_path: Path, chat: int
) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Garbled)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    garbled = dataclasses.replace(servers, rasa_url=f"http://127.0.0.1:{server.server_port}")
    with telegram(garbled, double, tmp_path / "log"):
        double.say("Was ist ein ERP?", chat)
        double.say("Was ist Phishing?", chat)
        assert [sent.text for sent in double.wait(2, chat)] == [texts.FAULT] * 2
    server.shutdown()
    assert "KeyError" in (tmp_path / "log").read_text()


def test_odd_updates_end_neither_the_process_nor_its_next_start(
    servers: Servers, double: Double, tmp_path: Path, chat: int
) -> None:
    """T1, T3: the text "/", and a poll that the client library of today does not take."""
    poll = {"id": "1", "question": "?", "options": [{"text": "a", "voter_count": 0}], "total_voter_count": 0}
    for _ in range(2):
        double.say("/", chat)
        double.say("", chat + 1, poll=poll)
        double.say("Danke", chat + 2)
    with telegram(servers, double, tmp_path / "log"):
        for other in range(3):
            double.wait(2, chat + other)
    with telegram(servers, double, tmp_path / "log"):
        double.say("Danke", chat + 2)
        double.wait(3, chat + 2)
    assert [len(double.to(chat + other)) for other in range(3)] == [2, 2, 3]


def test_it_ends_with_whoever_has_started_it(double: Double, tmp_path: Path) -> None:
    """T12: the launcher is killed, and nothing of it is left."""
    script = "import os, time; from bot.commands.serving import Ports, spawn, telegram_command; "
    script += "child = spawn(telegram_command(Ports()), dict(os.environ), None); "
    script += "print(child.pid, flush=True); time.sleep(100000)"
    environment = {
        **os.environ,
        "LOTSE_TELEGRAM_TOKEN": TOKEN,
        "LOTSE_TELEGRAM_API": double.url,
        "LOTSE_TRACKER_URL": f"sqlite:///{tmp_path / 'conversations.db'}",
    }
    launcher = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert launcher.stdout
    child = psutil.Process(int(launcher.stdout.readline()))
    until(lambda: double.called("getUpdates"))
    launcher.kill()
    launcher.wait()
    until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_without_a_launcher_the_end_of_input_is_no_end(servers: Servers, double: Double, tmp_path: Path) -> None:
    """T12: a service manager gives no input at all."""
    with telegram(servers, double, tmp_path / "log") as process:
        until(lambda: len(double.called("getUpdates")) > 0)
        assert process.poll() is None


@pytest.mark.parametrize(
    ("key", "body", "status"),
    [
        (b"", b"{}", 403),
        ("Bearer ü".encode(), b"{}", 400),
        (b"Bearer \xff\xfe", b"{}", 400),
        (f"Bearer {server_secret(VAR_DIR)}".encode(), b"{}", 403),
        *(
            (f"Bearer {derived_key(VAR_DIR, 'telegram')}".encode(), body, 400)
            for body in (
                b"",
                b"[]",
                b"7",
                b"\xff",
                b"[" * 5_000,
                b'{"chat": Infinity, "text": "x", "id": "1"}',
                b'{"chat": "7", "text": "x", "id": "1"}',
                b'{"chat": true, "text": "x", "id": "1"}',
                b'{"chat": 7, "text": "x", "id": 1}',
                b'{"chat": 7, "text": "x", "id": "\\ud800"}',
                b'{"chat": 1' + b"0" * 300 + b', "text": "x", "id": "1"}',
            )
        ),
    ],
)
def test_rasas_side_takes_only_what_it_can_read(servers: Servers, key: bytes, body: bytes, status: int) -> None:
    """S13, S6: never 500; and the server's own secret opens nothing."""
    port = servers.ports.rasa
    with socket.create_connection(("127.0.0.1", port)) as connection:
        head = b"POST /webhooks/telegram/message HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        head += b"Connection: close\r\nContent-Length: %d\r\nAuthorization: %s\r\n\r\n" % (len(body), key)
        connection.sendall(head + body)
        assert int(connection.makefile("rb").readline().split()[1]) == status


def test_nobody_else_may_write_in_the_name_of_a_chat(servers: Servers) -> None:
    body = json.dumps({"chat": 1, "text": "hallo", "id": "1"}).encode()
    request = urllib.request.Request(f"{servers.rasa_url}/webhooks/telegram/message", body)
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request)


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"LOTSE_TELEGRAM_TOKEN": ""}, "nicht gesetzt"),
        ({"LOTSE_TELEGRAM_TOKEN": "quatsch"}, "sieht nicht wie ein Token aus"),
        ({"LOTSE_TELEGRAM_WEBHOOK": "http://x"}, "https://"),
        ({"LOTSE_TELEGRAM_WEBHOOK": "https://x/telegram"}, "LOTSE_TELEGRAM_SECRET"),
        ({"LOTSE_TELEGRAM_TOKEN": TOKEN[:-1] + "x"}, "kennt den Token"),
    ],
)
def test_wrong_settings_are_said(double: Double, settings: dict[str, str], complaint: str) -> None:
    environment = {**os.environ, "LOTSE_TELEGRAM_TOKEN": TOKEN, "LOTSE_TELEGRAM_API": double.url, **settings}
    command = [sys.executable, "-m", "bot.cli", "telegram"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert complaint in done.stderr
    assert settings.get("LOTSE_TELEGRAM_TOKEN", TOKEN) not in done.stderr or not settings.get("LOTSE_TELEGRAM_TOKEN")
