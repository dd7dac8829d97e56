"""nginx before several Rasa processes on one machine."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from string import Template
from typing import IO

from bot.processes.parent import end_with_parent
from bot.rasa.http.answers import SECURITY_HEADERS, error_body
from bot.settings import ROOT

TEMPLATE = ROOT / "deploy" / "nginx.conf"
STOP_SIGNAL = signal.SIGQUIT
"""Ends nginx when what it has taken is answered; SIGTERM breaks that off."""

_OWN_ERRORS = {
    400: 400,
    404: 404,
    405: 405,
    408: 400,
    413: 413,
    414: 414,
    494: 431,
    500: 500,
    502: 503,
    503: 503,
    504: 503,
}
"""Errors that nginx itself finds, and what it answers then."""
_TELEGRAM_BODY = "1m"
_DESK_BODY = "64k"


def find_nginx() -> str | None:
    """Return the path of nginx, which Debian puts where only administrators look."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def command(
    nginx: str, listen: str, ports: Sequence[int], folder: Path, telegram: int | None = None, desk: int | None = None
) -> list[str]:
    """Write the configuration into ``folder`` and return the command that starts nginx with it.

    Args:
        nginx: path of the program.
        listen: address and port of the proxy.
        ports: where the Rasa processes listen, on loopback.
        folder: for the configuration and temporary files.
        telegram: port of loopback where the process for Telegram takes calls; None where there is none.
        desk: port of loopback where the staff's pages are; None where they are off.
    """
    folder.mkdir(parents=True, exist_ok=True)
    configuration = folder / "nginx.conf"
    filled = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        folder=folder,
        listen=listen,
        servers="\n".join(f"        server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in ports),
        telegram=_telegram(telegram) if telegram else "",
        desk=_desk(desk) if desk else "",
        errors=_errors(),
    )
    configuration.write_text(filled, encoding="utf-8")
    return [nginx, "-p", str(folder), "-c", str(configuration), "-e", "stderr"]


def start(command: Sequence[str], output: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    """Start nginx so that it ends with this process, however that ends. Call it in the main thread.

    Args:
        command: from :func:`command`.
        output: where nginx writes; None for where this process writes.
    """
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
        preexec_fn=partial(end_with_parent, os.getpid(), signal.SIGTERM),
    )


def end_rest(proxy: subprocess.Popen[bytes]) -> None:
    """End what is left of a proxy that was killed: its worker goes on otherwise, and holds the port."""
    try:
        os.killpg(proxy.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _telegram(port: int) -> str:
    return f"""
        location = /telegram {{
            proxy_pass http://127.0.0.1:{port};
            client_max_body_size {_TELEGRAM_BODY};
            client_body_buffer_size {_TELEGRAM_BODY};
{_headers()}
        }}
"""


def _desk(port: int) -> str:
    """Return the way to the staff's pages, which say themselves what browsers may do with them."""
    return f"""
        location /redaktion/ {{
            proxy_pass http://127.0.0.1:{port};
            proxy_read_timeout 90s;
            client_max_body_size {_DESK_BODY};
            client_body_buffer_size {_DESK_BODY};
        }}
"""


def _errors() -> str:
    """Return what nginx answers by itself: as our servers do, and with the same headers."""
    pages = [
        f"        error_page {found} ={answered} @error_{answered};" for found, answered in sorted(_OWN_ERRORS.items())
    ]
    places = [
        f"        location @error_{status} {{\n"
        f"            default_type 'application/json; charset=utf-8';\n{_headers()}\n"
        f"            return {status} '{error_body(status).decode()}';\n"
        "        }"
        for status in sorted(set(_OWN_ERRORS.values()))
    ]
    return "\n".join([*pages, *places])


def _headers() -> str:
    return "\n".join(f'            add_header {name} "{value}" always;' for name, value in SECURITY_HEADERS.items())
