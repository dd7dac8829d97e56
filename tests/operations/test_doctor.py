"""``lotse doctor`` names each fault: a full disk, an old certificate, data bases away, a wrong clock, mail, old content."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.contact.requests import ContactRequest, ContactStore
from bot.core.table import SETTINGS
from bot.operations.doctor import alarm, data, examination, machine, reach
from bot.operations.doctor.finding import LOOKS, TITLES, Finding, fault, good
from bot.privacy.tables import CLOCK, EVENTS, open_database
from tests.conftest import free_port
from tests.contact.mail_server import Mailbox, Server
from tests.postgres_server import PostgresServer
from tests.redis_server import RedisServer
from tests.settings.commands import lotse

DAY = 86_400.0
REQUEST = ContactRequest("a", "Eva Muster", "+49 391 7654321", None, "egal", "ERP", None, "Das Zentrum darf …")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in SETTINGS:
        if setting.name != "LOTSE_SETTINGS":
            monkeypatch.delenv(setting.name, raising=False)


def faults(*words: str, home: Path, **settings: str) -> list[str]:
    """Return what a run of the program calls a fault; its exit code says whether there is any."""
    said = lotse("doctor", "--json", *words, home=home, **settings)
    assert "Traceback" not in said.stderr
    found = json.loads(said.stdout)
    named = [f"{each['area']}: {each['text']}" for each in found["findings"] if each["level"] == "fault"]
    assert (said.returncode, found["ok"]) == ((1, False) if named else (0, True))
    return named


class TestAsAProgram:
    def test_wrong_settings_are_named_and_the_rest_is_looked_at(self, tmp_path: Path) -> None:
        [named] = faults("settings", "disk", "redis", home=tmp_path, LOTSE_REDIS_URL="quatsch")
        assert named.startswith("settings: LOTSE_REDIS_URL muss die Adresse")

    def test_nobody_answers(self, tmp_path: Path) -> None:
        [named] = faults("servers", home=tmp_path, LOTSE_PORT=str(free_port()))
        assert "antwortet niemand" in named

    def test_people_read_one_line_each(self, tmp_path: Path) -> None:
        said = lotse("doctor", "disk", "backup", home=tmp_path)
        assert said.returncode == 0
        first, second = said.stdout.splitlines()
        assert first.startswith("✓ Datenträger: ") and second.startswith("! Sicherung: Es gibt noch keine")
        assert lotse("doctor", "disk", "--quiet", home=tmp_path).stdout == ""

    @pytest.mark.skipif(os.geteuid() != 0, reason="needs root for a small disk")
    def test_a_full_disk(self, tmp_path: Path) -> None:
        """A disk of 4 MB: little room is named, and so is none at all."""
        home = tmp_path / "home"
        home.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(home)], check=False).returncode:
            pytest.skip("no file systems can be mounted here")
        try:
            [named] = faults("disk", home=home)
            assert "nur 3 MB frei" in named or "nur 4 MB frei" in named
            with (home / "var" / "big").open("wb") as file, pytest.raises(OSError, match="No space"):
                while True:
                    file.write(b"\0" * 65_536)
                    file.flush()
            [named] = faults("disk", home=home)
            assert "nur 0 MB frei" in named and "Platz schaffen" in named
        finally:
            subprocess.run(["umount", str(home)], check=True)

    @pytest.mark.postgres
    def test_postgresql_away(self, tmp_path: Path, postgres_server: PostgresServer) -> None:
        url = postgres_server.new_database()
        open_database(url).dispose()
        assert faults("conversations", home=tmp_path, LOTSE_TRACKER_URL=url) == []
        postgres_server.pause()
        try:
            [named] = faults("conversations", "clock", home=tmp_path, LOTSE_TRACKER_URL=url)
        finally:
            postgres_server.resume()
        assert "ist nicht erreichbar: Dort antwortet niemand. Läuft PostgreSQL?" in named

    def test_redis_away(self, tmp_path: Path, redis_server: RedisServer) -> None:
        assert faults("redis", home=tmp_path, LOTSE_REDIS_URL=redis_server.url) == []
        [named] = faults("redis", home=tmp_path, LOTSE_REDIS_URL=f"redis://127.0.0.1:{free_port()}/0")
        assert "Redis-Server" in named and "nicht erreichbar" in named

    def test_redis_that_stands_still(self, tmp_path: Path, redis_server: RedisServer) -> None:
        """The system still takes connections for it."""
        with redis_server.paused():
            [named] = faults("redis", home=tmp_path, LOTSE_REDIS_URL=redis_server.url)
        assert "lässt uns nicht arbeiten" in named


class TestDataBase:
    @pytest.fixture
    def url(self, url: str, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setenv("LOTSE_TRACKER_URL", url)
        open_database(url).dispose()
        return url

    def test_a_good_one(self, url: str) -> None:
        assert levels(data.conversations()) == ["ok"]
        assert levels(machine.clock())[:1] in (["ok"], ["hint"])

    def test_a_clock_that_was_set_back(self, url: str) -> None:
        """What was written before it was set back stands there with a later time."""
        add_event(url, time.time() + 3 * DAY)
        [named] = [each.text for each in machine.clock() if each.level == "fault"]
        assert "Die Uhr geht nach" in named and "timedatectl" in named

    def test_a_clock_that_has_leapt(self, url: str) -> None:
        with open_database(url).begin() as connection:
            connection.execute(
                sa.insert(CLOCK), {"id": 1, "seen": time.time(), "doubted": time.time() - 60, "jumps": 1}
            )
        [named] = [each.text for each in machine.clock() if each.level == "fault"]
        assert "gesprungen" in named and "--clock-is-right" in named

    def test_nothing_was_deleted_for_days(self, url: str) -> None:
        with open_database(url).begin() as connection:
            connection.execute(sa.insert(CLOCK), {"id": 1, "seen": time.time() - 9 * DAY, "jumps": 0})
        [named] = [each.text for each in machine.clock() if each.level == "fault"]
        assert "nichts mehr nach Frist gelöscht" in named

    def test_call_backs_that_nobody_has_sent(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        store = ContactStore(open_database(url))
        store.add(REQUEST, time.time() - 3600)
        assert levels(data.conversations()) == ["ok"]
        store.add(ContactRequest("b", *list(vars(REQUEST).values())[1:]), time.time() - 2 * DAY)
        assert levels(data.conversations()) == ["ok", "hint"]
        monkeypatch.setenv("LOTSE_SMTP_HOST", "mail.example")
        monkeypatch.setenv("LOTSE_MAIL_TO", "team@example.org")
        assert levels(data.conversations()) == ["ok", "fault"]


def test_a_clock_before_the_program_was_made(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> None:
    """A machine whose battery is empty begins in 1970 or 2020."""
    monkeypatch.setenv("LOTSE_TRACKER_URL", sqlite_url)
    monkeypatch.setattr(time, "time", lambda: 1_577_836_800.0)
    [named] = [each.text for each in machine.clock() if each.level == "fault"]
    assert "Sie zeigt den 01.01.2020" in named


def test_the_clock_of_the_data_base_server(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_TRACKER_URL", postgres_url)
    open_database(postgres_url).dispose()
    now = time.time() + 1200
    monkeypatch.setattr(time, "time", lambda: now)
    [named] = [each.text for each in machine.clock() if each.level == "fault"]
    assert "20 Minuten auseinander" in named


def test_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "conversations.db"
    url = f"sqlite:///{path}"
    monkeypatch.setenv("LOTSE_TRACKER_URL", url)
    engine = open_database(url)
    with engine.begin() as connection:
        row = {"sender_id": "a", "type_name": "user", "timestamp": 1.0, "data": "x" * 900}
        connection.execute(sa.insert(EVENTS), [row] * 500)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    content = bytearray(path.read_bytes())
    content[150_000:170_000] = b"\xff" * 20_000
    path.write_bytes(content)
    [found] = data.conversations()
    assert found.level == "fault" and "beschädigt" in found.text


class TestBackup:
    def test_an_old_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(machine, "LAST", tmp_path / "last.json")
        assert levels(machine.backup()) == ["hint"]
        for days, level in ((1, "ok"), (4, "fault")):
            (tmp_path / "last.json").write_text(json.dumps({"made": time.time() - days * DAY, "file": "/x"}))
            assert levels(machine.backup()) == [level]
        (tmp_path / "last.json").write_text("{")
        assert levels(machine.backup()) == ["hint"]


class TestCertificate:
    @pytest.mark.parametrize(
        ("days", "level", "said"),
        [
            (-1, "fault", "abgelaufen"),
            (3, "fault", "Bitte jetzt erneuern"),
            (15, "hint", "von selbst"),
            (60, "ok", "gilt bis"),
        ],
    )
    def test_its_age_in_a_file(self, days: int, level: str, said: str, tmp_path: Path) -> None:
        certificate, _ = made_certificate(tmp_path, days)
        [found] = reach.certificates(certificate)
        assert found.level == level and said in found.text

    @pytest.mark.parametrize(("days", "said"), [(-1, "abgelaufen"), (60, "trauen dem Zertifikat")])
    def test_over_a_real_connection(
        self, days: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An expired one is read, too; one that nobody has signed is named although it is young."""
        with website(*made_certificate(tmp_path, days)) as port:
            monkeypatch.setattr(reach, "LOOPBACK", frozenset())
            monkeypatch.setenv("LOTSE_HOSTS", f"localhost:{port}")
            [found] = reach.certificates(None)
        assert found.level == "fault" and said in found.text

    def test_nobody_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reach, "LOOPBACK", frozenset())
        monkeypatch.setenv("LOTSE_HOSTS", f"localhost:{free_port()}")
        assert levels(reach.certificates(None)) == ["hint"]

    def test_no_file(self, tmp_path: Path) -> None:
        assert levels(reach.certificates(tmp_path / "none.pem")) == ["fault"]


class TestMail:
    @pytest.fixture
    def server(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
        server = Server(Mailbox())
        server.start()
        monkeypatch.setenv("LOTSE_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("LOTSE_SMTP_PORT", str(server.port))
        monkeypatch.setenv("LOTSE_SMTP_TLS", "none")
        monkeypatch.setenv("LOTSE_MAIL_TO", "team@zentrum.de")
        yield server
        server.stop()

    def test_a_look_sends_nothing(self, server: Server) -> None:
        assert levels(reach.mail()) == ["ok"]
        assert server.mailbox.taken == []

    def test_the_server_is_gone(self, server: Server) -> None:
        server.stop()
        [found] = reach.mail()
        assert found.level == "fault" and "nicht erreichbar" in found.text

    def test_it_offers_no_encryption(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LOTSE_SMTP_TLS", "starttls")
        assert levels(reach.mail()) == ["fault"]

    def test_alarms_come_once_then_daily_and_end_with_all_clear(
        self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(alarm, "SAID", tmp_path / "alarms.json")
        monkeypatch.setenv("LOTSE_ALARM_TO", "technik@zentrum.de")
        wrong = [fault("disk", "Kein Platz."), good("clock", "Gut.")]
        assert alarm.alarm([good("clock", "Gut.")], 0.0) is None
        subject = alarm.alarm(wrong, 1_000.0)
        assert subject is not None and subject.endswith(": eine Störung")
        assert alarm.alarm(wrong, 1_300.0) is None
        more = alarm.alarm([*wrong, fault("mail", "Weg.")], 1_600.0)
        assert more is not None and more.endswith("2 Störungen")
        assert alarm.alarm(wrong[:1], 1_700.0) is not None
        assert alarm.alarm(wrong[:1], 1_700.0 + DAY) is not None
        all_clear = alarm.alarm(wrong[1:], 1_800.0 + DAY)
        assert all_clear is not None and all_clear.endswith("alles wieder in Ordnung")
        assert alarm.alarm(wrong[1:], 9_000.0 + DAY) is None
        assert len(server.mailbox.taken) == 5
        first = server.mailbox.taken[0]
        assert first["To"] == "technik@zentrum.de"
        assert "Datenträger: Kein Platz." in first.get_content() and "Gut." not in first.get_content()

    def test_an_alarm_that_could_not_be_sent_comes_the_next_time(
        self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(alarm, "SAID", tmp_path / "alarms.json")
        server.stop()
        with pytest.raises(OSError):
            alarm.alarm([fault("disk", "Voll.")], 1.0)
        server.start()
        assert alarm.alarm([fault("disk", "Voll.")], 2.0)

    def test_as_a_program_off_by_default(self, server: Server, tmp_path: Path) -> None:
        given = {
            name: os.environ[name] for name in os.environ if name.startswith("LOTSE_") and name != "LOTSE_SETTINGS"
        }
        port = {"LOTSE_PORT": str(free_port())}
        assert lotse("doctor", "servers", home=tmp_path, **given, **port).returncode == 1
        assert server.mailbox.taken == []
        assert lotse("doctor", "servers", "--mail", home=tmp_path, **given, **port).returncode == 1
        assert "antwortet niemand" in server.mailbox.taken[0].get_content()

    def test_without_a_mail_server_it_says_so(self, tmp_path: Path) -> None:
        said = lotse("doctor", "disk", "--mail", home=tmp_path)
        assert said.returncode == 1
        assert "LOTSE_SMTP_HOST" in said.stderr


def test_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own content today, and in some years when nobody has looked at it."""
    monkeypatch.setenv("LOTSE_TODAY", "2026-11-28")
    found = {each.area: each.level for each in data.content()}
    assert found["content"] in ("ok", "hint") and found["stale"] in ("ok", "hint")
    monkeypatch.setenv("LOTSE_TODAY", "2029-01-31")
    stale = [each for each in data.content() if each.area == "stale"]
    assert [each.level for each in stale] == ["fault"] and "knowledge status" in stale[0].text


def test_broken_content_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(data.KNOWLEDGE_DIR, folder)
    (folder / "glossary.yaml").write_text("- id: [")
    monkeypatch.setattr(data, "KNOWLEDGE_DIR", folder)
    assert any(each.level == "fault" and "lotse knowledge check" in each.text for each in data.content())


def test_a_look_that_fails_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[Finding]:
        raise RuntimeError("geheim")

    looks = {"disk": broken, "clock": lambda: [good("clock", "Gut.")]}
    monkeypatch.setattr(examination, "looks", lambda certificate: looks)
    found = examination.examine()
    assert [(each.area, each.level) for each in found] == [("disk", "fault"), ("clock", "ok")]
    assert "RuntimeError" in found[0].text and "geheim" not in found[0].text


def test_each_look_has_a_title() -> None:
    assert tuple(examination.looks(None)) == LOOKS
    assert set(LOOKS) <= set(TITLES)


def levels(found: object) -> list[str]:
    return [each.level for each in found]  # type: ignore[attr-defined]


def add_event(url: str, moment: float) -> None:
    with open_database(url).begin() as connection:
        row = {"sender_id": "a", "type_name": "user", "timestamp": moment, "data": "{}"}
        connection.execute(sa.insert(EVENTS), row)


def made_certificate(folder: Path, days: int) -> tuple[Path, Path]:
    """Return a certificate for localhost that ends in so many days, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=90))
        .not_valid_after(now + dt.timedelta(days=days, hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path, private = folder / "certificate.pem", folder / "key.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return path, private


@contextmanager
def website(certificate: Path, key: Path) -> Iterator[int]:
    """A website with this certificate; yields its port."""
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
