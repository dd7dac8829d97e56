"""R13, O11: all settings are checked before anything starts; each fault is one German sentence, and no secret is in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from bot.core import entry
from bot.core.table import INTERNAL, SETTINGS
from bot.settings import ROOT
from tests.settings.commands import lotse

_MAIL = {"LOTSE_SMTP_HOST": "mail.zentrum.de", "LOTSE_MAIL_TO": "team@zentrum.de"}

WRONG: list[tuple[dict[str, str], str]] = [
    ({"LOTSE_SECRET": "kurzgeheim"}, "LOTSE_SECRET muss mindestens 32 Zeichen"),
    ({"LOTSE_PROXIES": "eins"}, "LOTSE_PROXIES muss eine ganze Zahl"),
    ({"LOTSE_PROXIES": "-1"}, "LOTSE_PROXIES"),
    ({"LOTSE_PROXIES": "²"}, "LOTSE_PROXIES"),
    ({"LOTSE_ORIGINS": "zentrum.example"}, "LOTSE_ORIGINS muss Adressen"),
    ({"LOTSE_ORIGINS": "https://a.example:99999"}, "LOTSE_ORIGINS"),
    ({"LOTSE_HOSTS": "https://chat.example"}, "LOTSE_HOSTS"),
    ({"LOTSE_REDIS_URL": "quatsch"}, "LOTSE_REDIS_URL muss die Adresse"),
    ({"LOTSE_REDIS_URL": "redis://localhost:6379/abc"}, "LOTSE_REDIS_URL"),
    ({"LOTSE_REDIS_URL": "redis://:geheim@localhost:x"}, "LOTSE_REDIS_URL"),
    ({"LOTSE_TRACKER_URL": "quatsch"}, "LOTSE_TRACKER_URL muss die Adresse einer Datenbank"),
    ({"LOTSE_TRACKER_URL": "sqlite:///gespraeche.db"}, "mit vier Schrägstrichen"),
    ({"LOTSE_TRACKER_URL": "sqlite://"}, "LOTSE_TRACKER_URL muss eine Datei nennen"),
    ({"LOTSE_TRACKER_URL": "postgres://lotse:geheim@db/x"}, "muss mit postgresql:// beginnen"),
    ({"LOTSE_TRACKER_URL": "postgresql://lotse:geheim@db:port/x"}, "LOTSE_TRACKER_URL"),
    ({"LOTSE_DB_URL": "oracle://db"}, "LOTSE_DB_URL"),
    ({"LOTSE_DB_URL": "unsinn+quatsch://x"}, "LOTSE_DB_URL"),
    ({"LOTSE_RETENTION_DAYS": "dreissig"}, "LOTSE_RETENTION_DAYS"),
    ({"LOTSE_RETENTION_DAYS": "0"}, "LOTSE_RETENTION_DAYS"),
    ({"LOTSE_TODAY": "2027-02-29"}, "LOTSE_TODAY muss ein Tag sein, den es gibt"),
    ({"LOTSE_TODAY": "31.12.2027"}, "LOTSE_TODAY"),
    ({"LOTSE_PROCESSES": "viele"}, "LOTSE_PROCESSES"),
    ({"LOTSE_PROCESSES": "2"}, "brauchen einen gemeinsamen Redis-Server"),
    ({"LOTSE_PORT": "0"}, "LOTSE_PORT"),
    ({"LOTSE_PORT": "70000"}, "LOTSE_PORT"),
    ({"LOTSE_PER_MINUTE": "0"}, "LOTSE_PER_MINUTE"),
    ({"LOTSE_REST": "ja"}, "LOTSE_REST muss true oder false sein"),
    ({"LOTSE_DESK": "ja"}, "LOTSE_DESK muss true oder false sein"),
    ({"LOTSE_DESK_PORT": "x"}, "LOTSE_DESK_PORT"),
    ({"LOTSE_DESK_TWO_EYES": "ja"}, "LOTSE_DESK_TWO_EYES muss true oder false sein"),
    ({"LOTSE_IMPRINT_PAGE": "www.zentrum.example/impressum"}, "LOTSE_IMPRINT_PAGE muss mit https://"),
    ({"LOTSE_PRIVACY_PAGE": "/datenschutz"}, "LOTSE_PRIVACY_PAGE muss mit https://"),
    ({"LOTSE_ACCESSIBILITY_PAGE": "javascript:1"}, "LOTSE_ACCESSIBILITY_PAGE muss mit https://"),
    ({"LOTSE_CONTROLLER": "x" * 301}, "LOTSE_CONTROLLER muss ein Text von höchstens 300 Zeichen"),
    ({"LOTSE_PRIVACY_OFFICER": "x" * 301}, "LOTSE_PRIVACY_OFFICER muss ein Text"),
    ({"LOTSE_AUTHORITY": "x" * 301}, "LOTSE_AUTHORITY muss ein Text"),
    ({"LOTSE_DESK_GIT": "ja"}, "LOTSE_DESK_GIT muss true oder false sein"),
    ({"LOTSE_DESK_WEEKLY": "ja"}, "LOTSE_DESK_WEEKLY muss true oder false sein"),
    ({"LOTSE_OFFICE_HOURS": "immer"}, "LOTSE_OFFICE_HOURS muss Tage und Stunden nennen wie „Mo-Do 9-17, Fr 9-14“"),
    ({"LOTSE_SPACY_WHEEL": "/tmp/modell.zip"}, "LOTSE_SPACY_WHEEL"),
    ({"LOTSE_HOME": "/gibt/es/nicht"}, "LOTSE_HOME muss ein Ordner sein"),
    ({"LOTSE_SMTP_HOST": "mail.zentrum.de"}, "fehlt noch LOTSE_MAIL_TO"),
    ({"LOTSE_MAIL_TO": "team@zentrum.de"}, "fehlt noch LOTSE_SMTP_HOST"),
    ({**_MAIL, "LOTSE_SMTP_HOST": "smtp://mail.zentrum.de"}, "LOTSE_SMTP_HOST"),
    ({**_MAIL, "LOTSE_SMTP_PORT": "abc"}, "LOTSE_SMTP_PORT"),
    ({**_MAIL, "LOTSE_SMTP_TLS": "ssl"}, "LOTSE_SMTP_TLS muss starttls, tls oder none sein"),
    ({**_MAIL, "LOTSE_SMTP_TLS": "none"}, "nur für einen Server auf diesem Rechner"),
    ({**_MAIL, "LOTSE_SMTP_USER": "chat"}, "gehören zusammen"),
    ({**_MAIL, "LOTSE_MAIL_TO": "team"}, "LOTSE_MAIL_TO muss eine E-Mail-Adresse"),
    ({**_MAIL, "LOTSE_MAIL_FROM": "chat"}, "LOTSE_MAIL_FROM"),
    ({"LOTSE_BACKUP_PASSPHRASE": "geheim"}, "LOTSE_BACKUP_PASSPHRASE muss mindestens 12 Zeichen"),
    ({"LOTSE_ALARM_TO": "technik"}, "LOTSE_ALARM_TO muss eine E-Mail-Adresse"),
    ({"LOTSE_TELEGRAM_TOKEN": "geheimer Token"}, "sieht nicht wie ein Token aus"),
    (
        {"LOTSE_TELEGRAM_WEBHOOK": "http://x", "LOTSE_TELEGRAM_SECRET": "s" * 32},
        "LOTSE_TELEGRAM_WEBHOOK muss mit https://",
    ),
    ({"LOTSE_TELEGRAM_WEBHOOK": "https://x/telegram"}, "gehört LOTSE_TELEGRAM_SECRET"),
    ({"LOTSE_TELEGRAM_SECRET": "zu geheim"}, "LOTSE_TELEGRAM_SECRET muss aus 16 bis 256"),
    ({"LOTSE_TELEGRAM_PORT": "x"}, "LOTSE_TELEGRAM_PORT"),
    ({"LOTSE_TELEGRAM_API": "api.telegram.org"}, "LOTSE_TELEGRAM_API"),
    ({"LOTSE_TELEGRAM_STAFF": "1001234567890"}, "LOTSE_TELEGRAM_STAFF muss die Nummer einer Gruppe sein"),
]


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)


@pytest.mark.parametrize(("given", "complaint"), WRONG)
def test_each_fault_is_one_sentence(
    given: dict[str, str], complaint: str, nothing_set: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R13."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    [fault] = entry.check()
    assert complaint in fault
    assert "geheim" not in fault
    assert "\n" not in fault


def test_every_setting_is_among_the_wrong_ones() -> None:
    """A setting that takes any text has nothing to check; the others are tried above."""
    free = {"LOTSE_SETTINGS", "LOTSE_CHROMIUM", "LOTSE_SMTP_PASSWORD", "LOTSE_DATA_LICENCE"}
    assert {setting.name for setting in SETTINGS} - free == {name for given, _ in WRONG for name in given}


def test_what_is_right_is_taken(nothing_set: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in {
        **_MAIL,
        "LOTSE_SMTP_TLS": "TLS",
        "LOTSE_MAIL_FROM": "chat@bäckerei.de",
        "LOTSE_HOME": str(tmp_path),
        "LOTSE_DB_URL": "postgresql+psycopg2://lotse@/x?host=/run/postgresql",
        "LOTSE_TRACKER_URL": f"sqlite:///{tmp_path}/x.db",
        "LOTSE_REDIS_URL": "unix:///run/redis.sock",
        "LOTSE_PROCESSES": "4",
        "LOTSE_ORIGINS": "https://a.example http://localhost:8000,",
        "LOTSE_HOSTS": "chat.example, bäckerei.de, 10.0.0.1:8443, [::1]:5005",
        "LOTSE_TODAY": "2028-02-29",
        "LOTSE_REST": "True",
    }.items():
        monkeypatch.setenv(name, value)
    assert entry.check() == []


def test_all_faults_at_once_and_no_trace(tmp_path: Path) -> None:
    """R13: every command, before anything else."""
    wrong = {"LOTSE_SECRET": "ganzgeheim", "LOTSE_PROXIES": "eins", "LOTSE_TODAY": "2027-02-29"}
    for words in (["serve"], ["ask", "Hallo"], ["knowledge", "status"], ["telegram"]):
        said = lotse(*words, home=tmp_path, **wrong)
        assert said.returncode == 1
        assert sorted(re.findall(r"^LOTSE_\w+", said.stderr, re.M)) == sorted(wrong)
        assert said.stderr.count("\n") == len(wrong)
        assert "ganzgeheim" not in said.stderr + said.stdout


def test_help_and_the_list_of_settings_work_nevertheless(tmp_path: Path) -> None:
    wrong = {"LOTSE_PORT": "x", "LOTSE_PROCESSES": "x"}
    assert lotse("serve", "--help", home=tmp_path, **wrong).returncode == 0
    listed = lotse("settings", home=tmp_path, **wrong)
    assert listed.returncode == 1
    assert listed.stderr.count("muss eine ganze Zahl") == 2
    checked = lotse("channels", "check", home=tmp_path, **wrong)
    assert "LOTSE_PORT" in checked.stderr
    assert "Traceback" not in checked.stderr


def test_the_list_shows_no_secret(tmp_path: Path) -> None:
    secrets = {
        "LOTSE_SECRET": "verschwiegen" * 4,
        "LOTSE_SMTP_HOST": "localhost",
        "LOTSE_MAIL_TO": "a@b.de",
        "LOTSE_SMTP_USER": "chat",
        "LOTSE_SMTP_PASSWORD": "verschwiegen",
        "LOTSE_TRACKER_URL": "postgresql://lotse:verschwiegen@db/x",
        "LOTSE_DB_URL": "postgresql://lotse@db/x?password=verschwiegen",
        "LOTSE_REDIS_URL": "redis://:verschwiegen@localhost/0",
        "LOTSE_TELEGRAM_TOKEN": f"123456789:{'verschwiegen' * 3}",
        "LOTSE_TELEGRAM_SECRET": "verschwiegen" * 2,
    }
    listed = lotse("settings", home=tmp_path, **secrets)
    assert listed.returncode == 0, listed.stderr
    assert "verschwiegen" not in listed.stdout + listed.stderr
    assert "LOTSE_SECRET = gesetzt" in listed.stdout
    assert "LOTSE_TRACKER_URL = postgresql://lotse:…@db/x" in listed.stdout


def test_a_variable_with_a_typo_is_noticed(tmp_path: Path) -> None:
    """O11: it would be without effect in silence."""
    said = lotse("settings", home=tmp_path, LOTSE_RETENTION_DAY="7")
    assert "Meinten Sie LOTSE_RETENTION_DAYS?" in said.stderr


def test_the_example_file_is_a_settings_file(
    nothing_set: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.commands.settings import example
    from bot.core import file

    lines = example().splitlines()
    path = tmp_path / "lotse.toml"
    path.touch(0o600)
    path.write_text("\n".join(re.sub(r"^# (?=\w+ = )", "", line) for line in lines))
    found = file.read(path)
    assert found.faults == []
    assert set(found.values) == {setting.name for setting in SETTINGS if setting.in_file}
    path.write_text(example())
    assert file.read(path).values == {}


def test_the_readme_names_each() -> None:
    """O13: ``_PORT`` and the like stand behind the first of their line."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set()
    for row in re.findall(r"^\| `LOTSE_.*", readme, re.M):
        names = re.findall(r"`(_?[A-Z][A-Z_]+)`", row.split("|")[1])
        stem = "_".join(names[0].split("_")[:2])
        named |= {name if name.startswith("LOTSE_") else stem + name for name in names}
    assert {setting.name for setting in SETTINGS} <= named


def test_the_code_knows_no_other() -> None:
    """The table is the one source: a variable that somewhere is read or spoken of stands in it."""
    known = {*INTERNAL, *(setting.name for setting in SETTINGS)}
    others = {
        (path.name, name)
        for folder in ("bot", "actions", "scripts", "deploy")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".sh", ".conf", ".service", ".toml", ".yml"}
        for name in re.findall(r"LOTSE_[A-Z_]*[A-Z]\b", path.read_text(encoding="utf-8"))
        if name not in known
    }
    assert not others


def test_nobody_shows_times_of_the_servers_zone() -> None:
    """R14: what turns a time into a date for people is in ``bot.clock``."""
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")]:
        if path == ROOT / "bot" / "clock.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"fromtimestamp", "astimezone", "localtime"}, f"{path}:{node.lineno}"
                assert ast.unparse(node) not in {"dt.date.today", "date.today", "datetime.date.today"}, path
