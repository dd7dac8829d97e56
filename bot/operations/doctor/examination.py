"""All looks, one after the other; one that fails itself costs no other."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from bot.operations.doctor import data, machine, reach
from bot.operations.doctor.finding import Finding, Look, fault


def looks(certificate: Path | None) -> dict[str, Look]:
    """Return the looks by the code of what they look at, in their order. ``certificate``: a file with it, if there is one."""
    return {
        "settings": machine.settings,
        "disk": machine.disk,
        "clock": machine.clock,
        "conversations": data.conversations,
        "redis": data.redis,
        "content": data.content,
        "model": data.learnt,
        "servers": reach.servers,
        "certificate": partial(reach.certificates, certificate),
        "mail": reach.mail,
        "telegram": reach.telegram,
        "backup": machine.backup,
    }


def examine(certificate: Path | None = None, only: Iterable[str] = ()) -> list[Finding]:
    """Look at everything, or at some things only.

    Args:
        certificate: a file with the certificate of the website.
        only: codes of what to look at; all where none is named.
    """
    wanted = set(only)
    found: list[Finding] = []
    for area, look in looks(certificate).items():
        if wanted and area not in wanted:
            continue
        try:
            found += look()
        except Exception as error:  # a look must not hide what the others find
            if not (
                isinstance(error, ValueError)
                and any(each.area == "settings" and each.level == "fault" for each in found)
            ):
                cause = str(error) if isinstance(error, ValueError) else type(error).__name__
                found.append(
                    fault(area, f"Das ließ sich nicht prüfen: {cause.splitlines()[0] if cause else 'unbekannt'}.")
                )
    return found
