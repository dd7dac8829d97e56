"""What the address of the chat shows until the chat itself can answer: how far it is.

A small server of its own on the port of the chat; it gives the port back when the chat takes over. Whoever asks for the page
sees it; everything else is told by its status, 503, to come again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from threading import Thread

from bot.learning.progress import State, read

_STARTING = State("Die Server starten", 95, 0)
_AGAIN_SECONDS = 2
_SECONDS = 10
"""How long a visitor may take to say what it wants."""

_PAGE = Template("""<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="$again">
<title>Erste Hilfe 4.0 startet</title>
<style>
:root { color-scheme: light dark; --text: #17262b; --back: #f4f7f7; --card: #fff; --bar: #0b5563; --rest: #d5e0e2; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8eff0; --back: #10191c; --card: #1a272b; --bar: #6fc3d1; --rest: #33464c; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--back); color: var(--text);
  font: 1.05rem/1.5 "Source Sans 3", system-ui, sans-serif; }
main { box-sizing: border-box; width: min(34rem, 100% - 2rem); padding: 2rem; background: var(--card); border-radius: 1rem; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
p { margin: .5rem 0; }
progress { width: 100%; height: .75rem; margin: 1rem 0 .25rem; appearance: none; border: 0; border-radius: 1rem;
  overflow: hidden; background: var(--rest); }
progress::-webkit-progress-bar { background: var(--rest); }
progress::-webkit-progress-value { background: var(--bar); }
progress::-moz-progress-bar { background: var(--bar); }
</style>
</head>
<body>
<main>
<h1>Der Chat wird vorbereitet</h1>
<p>Beim ersten Mal dauert das ein paar Minuten. Danach startet er in wenigen Sekunden.</p>
<progress max="100" value="$percent" aria-label="Fortschritt">$percent %</progress>
<p role="status">$text ($percent %)</p>
<p>Diese Seite lädt sich von selbst neu.</p>
</main>
</body>
</html>
""")


class WaitingPage:
    """The server; use it with ``with``."""

    def __init__(self, address: tuple[str, int], progress: Path) -> None:
        """``address``: where to listen; ``progress``: file in which the learning says how far it is."""
        self._address = address
        self._progress = progress
        self._server: ThreadingHTTPServer | None = None

    def __enter__(self) -> WaitingPage:
        """Listen."""
        progress = self._progress

        class Handler(_Handler):
            file = progress

        self._server = ThreadingHTTPServer(self._address, Handler)
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, args=(0.1,), name="waiting page", daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        """Give the port back."""
        self.close()

    def close(self) -> None:
        """Give the port back; again, it does nothing."""
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()


class _Handler(BaseHTTPRequestHandler):
    file: Path
    timeout = _SECONDS
    server_version, sys_version = "lotse", ""

    def do_GET(self) -> None:
        state = read(self.file) or _STARTING
        if self.path == "/health/live":
            self._answer('{"status": "live"}', "application/json", 200)
        elif self.path.rstrip("/") == "/ui":
            page = _PAGE.substitute(again=_AGAIN_SECONDS, percent=state.percent, text=escape(state.text))
            self._answer(page, "text/html")
        else:
            answer = {"status": "starting", "percent": state.percent, "text": state.text}
            self._answer(json.dumps(answer, ensure_ascii=False), "application/json")

    def do_POST(self) -> None:
        error = {
            "code": "starting",
            "text": "Der Chat wird noch vorbereitet. Bitte versuchen Sie es gleich noch einmal.",
        }
        self._answer(json.dumps({"error": error}, ensure_ascii=False), "application/json")

    def log_message(self, format: str, *arguments: object) -> None:
        """Log nothing: addresses of visitors are not written down."""

    def _answer(self, text: str, kind: str, status: int = 503) -> None:
        body = text.encode()
        self.close_connection = True
        with suppress(OSError):  # the visitor has gone
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Retry-After", str(_AGAIN_SECONDS))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Connection", "close")
            self.send_header(
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
            )
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Referrer-Policy", "no-referrer")
            self.end_headers()
            self.wfile.write(body)
