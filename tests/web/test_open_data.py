"""The open data over HTTP, with the real application in this process and no server."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.loader import load
from bot.knowledge.store import KnowledgeStore
from bot.rasa import server
from bot.rasa.channels import open_data
from bot.rasa.channels.web_channel import WebChannel
from bot.settings import KNOWLEDGE_DIR

HOST = (b"host", b"127.0.0.1:5005")


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


async def ask(app: Any, method: str, path: str, *headers: tuple[bytes, bytes]) -> Answer:
    """Send one request as an ASGI server does."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message | {"headers": list(message.get("headers", ()))})

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "method": method, "path": path,
        "raw_path": path.encode(), "root_path": "", "query_string": b"", "headers": [HOST, *headers],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 5005),
    }  # fmt: skip
    await app(scope, receive, send)
    found = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))


def test_pages_and_files_of_the_open_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'lotse.db'}"
    store = KnowledgeStore(url)
    monkeypatch.setattr(open_data, "shared_store", lambda: store)

    async def scene() -> None:
        app = server.application([WebChannel(demo=False)], 0)
        await server.start(app)
        missing = await ask(app, "GET", "/ui/daten/")
        assert (missing.status, "text" in json.loads(missing.body)["error"]) == (503, True)
        load(KNOWLEDGE_DIR, url)
        page = await ask(app, "GET", "/ui/daten/")
        assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "default-src 'none'" in page.headers["content-security-policy"]
        for name, kind in (("jsonld", "application/ld+json"), ("csv", "text/csv; charset=utf-8; header=present")):
            for stem in ("programme", "beispiele"):
                path = f"/ui/daten/{stem}.{name}"
                assert path in page.body.decode()
                file = await ask(app, "GET", path)
                assert (file.status, file.headers["content-type"], file.headers["cache-control"]) == (
                    200,
                    kind,
                    "no-cache",
                )
                tag = file.headers["etag"].encode()
                again = await ask(app, "GET", path, (b"if-none-match", b'"x", W/' + tag))
                assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag.decode())
                assert (await ask(app, "GET", path, (b"if-none-match", b'"x"'))).status == 200
                assert (await ask(app, "HEAD", path)).headers["etag"].encode() == tag
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            assert (await ask(app, method, "/ui/daten/programme.csv")).status == 405
        for name in ("notes.csv", "programme", "..%2f..%2fconfig.yml", "programme.csv/x"):
            assert (await ask(app, "GET", f"/ui/daten/{name}")).status == 404
        await server.stop(app)

    asyncio.run(scene())
