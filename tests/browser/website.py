"""A website of another origin that embeds the chat, with styles that would spoil it if they could."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.conftest import Servers

HOSTILE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Zentrum</title><style>
* { color: #f0f !important; font-size: 40px !important; text-transform: uppercase; }
button, p, textarea { display: none !important; }
h1 { color: #111 !important; }
</style></head><body><main><h1>Unser Zentrum</h1></main>
<script src="%s/ui/static/widget.js" async data-title="Lotse" data-greeting="Fragen Sie uns" data-colour="%s"></script>
</body></html>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        pass


class Website:
    """A website of another origin that embeds the chat."""

    def __init__(self, folder: Path, port: int) -> None:
        self.origin = f"http://localhost:{port}"
        self.folder = folder
        self._server = ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=str(folder)))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def page(self, servers: Servers, colour: str = "#7a1f3d") -> str:
        (self.folder / "index.html").write_text(HOSTILE % (servers.rasa_url, colour), encoding="utf-8")
        return self.origin

    def put(self, body: str, head: str = "", html: str = "", name: str = "seite.html") -> str:
        """Write a page and return its address. ``body``, ``head``: what stands in them; ``html``: attributes of the root."""
        text = (
            f'<!doctype html><html lang="de" {html}><head><meta charset="utf-8"><title>Seite</title>'
            f'<meta name="viewport" content="width=device-width, viewport-fit=cover">{head}</head>{body}</html>'
        )
        (self.folder / name).write_text(text, encoding="utf-8")
        return f"{self.origin}/{name}"

    def close(self) -> None:
        self._server.shutdown()
