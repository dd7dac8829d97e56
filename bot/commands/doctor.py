"""``lotse doctor``: everything that may be wrong with this machine, in German, with what to do."""

from __future__ import annotations

import argparse
import json
import smtplib
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.operations.doctor.finding import LOOKS, TITLES, Finding

_SIGNS = {"ok": "✓", "hint": "!", "fault": "✗"}


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    purpose = (
        "prüft Einstellungen, Datenträger, Uhr, Datenbanken, Inhalte, Chat, Zertifikat, E-Mail, Telegram und Sicherung"
    )
    parser = commands.add_parser("doctor", help="prüft alles auf einmal", description=purpose)
    parser.add_argument("only", nargs="*", metavar="WAS", choices=[[], *LOOKS], help=f"nur das: {', '.join(LOOKS)}")
    parser.add_argument("--json", action="store_true", help="das Ergebnis als JSON")
    parser.add_argument("--quiet", action="store_true", help="nur, was nicht in Ordnung ist")
    parser.add_argument(
        "--mail", action="store_true", help="meldet Neues als E-Mail (LOTSE_ALARM_TO), für einen Zeitplan"
    )
    parser.add_argument(
        "--certificate", type=Path, metavar="DATEI", help="das Zertifikat der Website, statt sie aufzurufen"
    )
    parser.set_defaults(run=_run)


def _run(parsed: argparse.Namespace) -> int:
    """Print what was found; exit code 1 where something has to be mended, or where an alarm could not be sent."""
    from bot.operations.doctor.examination import examine

    found = examine(parsed.certificate, parsed.only)
    faulty = any(each.level == "fault" for each in found)
    if parsed.json:
        rows = [{"area": each.area, "level": each.level, "text": each.text} for each in found]
        print(json.dumps({"ok": not faulty, "findings": rows}, ensure_ascii=False, indent=2))
    else:
        for each in found:
            if each.level != "ok" or not parsed.quiet:
                print(f"{_SIGNS[each.level]} {TITLES[each.area]}: {each.text}")
    if parsed.mail and not _alarmed(found, parsed.only):
        return 1
    return 1 if faulty else 0


def _alarmed(found: Sequence[Finding], only: Sequence[str]) -> bool:
    from bot.operations.doctor.alarm import alarm

    try:
        subject = alarm(found, time.time(), only)
    except ValueError as error:
        print(error, file=sys.stderr)
        return False
    except (smtplib.SMTPException, OSError) as error:
        print(f"Der Alarm ließ sich nicht verschicken: {type(error).__name__}.", file=sys.stderr)
        return False
    if subject:
        print(f"E-Mail verschickt: {subject}", file=sys.stderr)
    return True
