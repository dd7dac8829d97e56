"""The desk over a real SQLite and a small content of its own; only the encoder and the running chat are stood in for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from argon2 import PasswordHasher
from sqlalchemy import insert
from starlette.testclient import TestClient

from bot.desk import passwords
from bot.desk.application import application
from bot.desk.desk import Desk
from bot.desk.gate import COOKIE
from bot.desk.live import Shown
from bot.desk.meaning import Meaning
from bot.desk.roles import Role
from bot.knowledge.loader import load
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.store import KnowledgeStore
from bot.knowledge.writing.changing import ContentFiles
from bot.language.text.normalise import fold
from bot.privacy.tables import QUESTIONS, open_database
from bot.web.hosts import Host
from tests.desk.small_content import write_content

PASSWORD = "gurke-fahrrad-lampe-7"
NOW = 1_800_000_000.0
ADDRESS = "http://127.0.0.1:5075"


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 as cheap as it gets: what it costs in earnest is tested where that matters."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", cheap)
    monkeypatch.setattr(passwords, "_NOBODY", cheap.hash("nobody's password"))


class WordMind:
    """In place of the encoder: questions ask the same when they have the same one of some words."""

    WORDS = ("drohne", "kasse", "essen", "anfang")

    def encode(self, texts: list[str]) -> np.ndarray[Any, Any]:
        vectors = np.full((len(texts), len(self.WORDS) + 1), 1e-3)
        for row, text in enumerate(texts):
            place = next((n for n, word in enumerate(self.WORDS) if word in fold(text)), len(self.WORDS))
            vectors[row, place] = 1.0
        return vectors

    def find(self, text: str, knowledge: KnowledgeBase) -> Sequence[tuple[str, float]]:
        words = set(fold(text).split())
        scored = [(id_, len(words & set(fold(a.question).split()))) for id_, a in knowledge.articles.items()]
        return [(id_, 0.5 + score / 20) for id_, score in sorted(scored, key=lambda one: -one[1])]


@dataclass
class KnownByHeart:
    """In place of the running chat: it answers what stands among the phrasings of the content that is loaded."""

    knowledge: KnowledgeStore
    asked: list[str] = field(default_factory=list)
    is_gone: bool = False

    def ask(self, text: str) -> Shown | None:
        self.asked.append(text)
        if self.is_gone:
            return None
        snapshot = self.knowledge.snapshot()
        owner = snapshot.questions.get(fold(text))
        if owner is None:
            return Shown("fallback", (), ("Darauf habe ich keine gesicherte Antwort.",))
        return Shown("article", (owner,), (snapshot.articles[owner].answer,))


@dataclass
class Clock:
    now: float = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def loaded_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with content, the data base it is loaded into, and an empty one of conversations, made once."""
    folder = tmp_path_factory.mktemp("content")
    write_content(folder / "knowledge")
    load(folder / "knowledge", f"sqlite:///{folder / 'lotse.db'}")
    open_database(f"sqlite:///{folder / 'conversations.db'}").dispose()
    return folder


@pytest.fixture
def desk(tmp_path: Path, loaded_content: Path) -> Desk:
    shutil.copytree(loaded_content, tmp_path, dirs_exist_ok=True)
    url = f"sqlite:///{tmp_path / 'lotse.db'}"
    store = KnowledgeStore(url)
    learnt: list[int] = []
    made = Desk(
        engine=open_database(f"sqlite:///{tmp_path / 'conversations.db'}"),
        content=ContentFiles(tmp_path / "knowledge", url, tmp_path / "run" / "writing.lock"),
        knowledge=store,
        meaning=Meaning(WordMind()),
        chat=KnownByHeart(store),
        learn=lambda: learnt.append(1),
        days=30,
        hosts=frozenset({Host("chat.beispiel.de")}),
        clock=Clock(),
    )
    made.learnt = learnt  # type: ignore[attr-defined]
    return made


@dataclass
class Browser:
    """What a browser does: keeps the cookie, says where a form comes from, sends the form's token."""

    client: TestClient
    desk: Desk

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(f"/redaktion{path}", follow_redirects=False, **more)

    def post(self, path: str, fields: dict[str, Any] | None = None, **more: Any) -> Any:
        headers = {"Origin": ADDRESS, **more.pop("headers", {})}
        given = {"csrf": self.csrf, **(fields or {})}
        return self.client.post(f"/redaktion{path}", data=given, headers=headers, follow_redirects=False, **more)

    def log_in(self, name: str, password: str = PASSWORD, code: str = "", **more: Any) -> Any:
        answer = self.post("/anmelden", {"name": name, "password": password, "code": code}, **more)
        if answer.status_code == 303:
            self.token = answer.cookies[COOKIE]
        return answer

    @property
    def token(self) -> str:
        """The cookie; the client itself would not send one marked "Secure" to an address without https."""
        return self.client.headers.get("cookie", "").partition("=")[2]

    @token.setter
    def token(self, value: str) -> None:
        self.client.cookies.clear()
        self.client.headers["cookie"] = f"{COOKIE}={value}"

    @property
    def csrf(self) -> str:
        session = self.desk.sessions.find(self.token, self.desk.clock()) if self.token else None
        return session.csrf if session else ""


@pytest.fixture
def browser(desk: Desk) -> Iterator[Browser]:
    yield new_browser(desk)


def new_browser(desk: Desk) -> Browser:
    return Browser(TestClient(application(desk), base_url=ADDRESS, raise_server_exceptions=False), desk)


def signed_in(desk: Desk, role: Role, name: str = "") -> Browser:
    """Somebody of that role who is in."""
    name = name or f"anna.{role.value}"
    desk.accounts.add(name, role, PASSWORD, desk.clock())
    browser = new_browser(desk)
    browser.token = desk.sessions.begin(name, desk.clock())
    return browser


@pytest.fixture
def reader(desk: Desk) -> Browser:
    return signed_in(desk, Role.READ)


@pytest.fixture
def editor(desk: Desk) -> Browser:
    return signed_in(desk, Role.EDIT)


@pytest.fixture
def manager(desk: Desk) -> Browser:
    return signed_in(desk, Role.MANAGE)


def asked(desk: Desk, *texts: str) -> list[int]:
    """Keep open questions, a minute apart, and return their numbers."""
    numbers = []
    with desk.engine.begin() as connection:
        for place, text in enumerate(texts):
            row = {"conversation": f"web-{place}", "created": desk.clock() - 3_600 + 60 * place, "text": text}
            numbers.append(int(connection.execute(insert(QUESTIONS).values(row)).inserted_primary_key[0]))
    return numbers
