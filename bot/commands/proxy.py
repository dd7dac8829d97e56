"""nginx before several Rasa processes on one machine."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from string import Template

from bot.settings import ROOT

TEMPLATE = ROOT / "deploy" / "nginx.conf"


def find_nginx() -> str | None:
    """Return the path of nginx, which Debian puts where only administrators look."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def command(nginx: str, listen: str, ports: Sequence[int], folder: Path) -> list[str]:
    """Write the configuration into ``folder`` and return the command that starts nginx with it.

    Args:
        nginx: path of the program.
        listen: address and port of the proxy.
        ports: where the Rasa processes listen, on loopback.
        folder: for the configuration and temporary files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    servers = "\n".join(f"        server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in ports)
    template = Template(TEMPLATE.read_text(encoding="utf-8"))
    configuration = folder / "nginx.conf"
    configuration.write_text(template.substitute(folder=folder, servers=servers, listen=listen), encoding="utf-8")
    return [nginx, "-p", str(folder), "-c", str(configuration), "-e", "stderr"]
