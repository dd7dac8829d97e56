"""``lotse backup`` and ``lotse restore``: everything that cannot be made again, in one file, and back."""

from __future__ import annotations

import argparse
import errno
import getpass
import json
import os
import pwd
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.core.databases import reason
from bot.core.table import BACKUP_PASSPHRASE
from bot.privacy.layout import LayoutError
from bot.settings import VAR_DIR


def add_parser(commands: Any) -> None:
    """Add both commands."""
    purpose = "sichert Gespräche, Rückrufbitten, Inhalte, Einstellungen und Schlüssel in eine Datei, auch im Betrieb"
    making = commands.add_parser("backup", help=purpose, description=purpose)
    making.add_argument(
        "file", type=Path, metavar="DATEI", help="die Datei, oder ein Ordner für Dateien mit Tag und Uhrzeit"
    )
    making.add_argument(
        "--learnt", action="store_true", help="auch Modell und Suche, damit nichts neu gelernt werden muss"
    )
    making.add_argument("--keep", type=int, metavar="ZAHL", help="so viele Sicherungen im selben Ordner behalten")
    making.set_defaults(run=_back_up)
    purpose = "spielt eine Sicherung ein, wenn die Server nicht laufen"
    restoring = commands.add_parser("restore", help=purpose, description=purpose)
    restoring.add_argument("file", type=Path, metavar="DATEI", help="die Sicherung")
    restoring.add_argument("--replace", action="store_true", help="ersetzt, was hier ist (es wird vorher gesichert)")
    restoring.add_argument("--check", action="store_true", help="prüft die Sicherung nur und sagt, was darin ist")
    restoring.set_defaults(run=_restore)
    for parser in (making, restoring):
        parser.add_argument(
            "--passphrase-file",
            type=Path,
            metavar="DATEI",
            help="Datei mit der Passphrase, statt LOTSE_BACKUP_PASSPHRASE",
        )
        parser.add_argument("--json", action="store_true", help="das Ergebnis als JSON")


def _back_up(parsed: argparse.Namespace) -> int:
    from bot.operations.backup import back_up, size_in_words

    if parsed.keep is not None and parsed.keep < 1:
        return _fail("Eine Sicherung bleibt mindestens: --keep 1 oder mehr.")

    def work() -> int:
        passphrase = _passphrase(parsed.passphrase_file)
        made = back_up(parsed.file, passphrase, parsed.learnt, parsed.keep)
        if parsed.json:
            facts = {
                "file": str(made.path),
                "bytes": made.bytes,
                "talks": made.counts.talks,
                "sealed": bool(passphrase),
            }
            print(json.dumps({**facts, "waiting": made.counts.waiting, "files": made.files}, ensure_ascii=False))
            return 0
        print(f"Gesichert und geprüft: {made.path} ({size_in_words(made.bytes)}).")
        print(
            f"Darin: {made.counts.talks} Gespräche, {made.counts.waiting} wartende Rückrufbitten, {made.files} Dateien der "
            "Inhalte, Einstellungen und Schlüssel."
        )
        if not passphrase:
            print("Ohne Passphrase: Wer die Datei hat, kann alles lesen (LOTSE_BACKUP_PASSPHRASE).", file=sys.stderr)
        return 0

    return _said(work, "Die Sicherung ist nicht gelungen")


def _restore(parsed: argparse.Namespace) -> int:
    from bot.operations import archive
    from bot.operations.restore import check, restore

    def work() -> int:
        passphrase = _passphrase(parsed.passphrase_file)
        if passphrase is None and sys.stdin.isatty() and archive.needs_passphrase(parsed.file):
            passphrase = getpass.getpass("Passphrase der Sicherung: ")
        if parsed.check:
            manifest = check(parsed.file, passphrase)
            facts = {name: manifest.get(name) for name in ("made", "version", "layout", "from", "talks", "waiting")}
            if parsed.json:
                print(json.dumps({**facts, "parts": len(manifest["parts"])}, ensure_ascii=False))
            else:
                print(f"Die Sicherung ist vollständig: vom {facts['made']}, Version {facts['version']}.")
                print(f"Darin: {facts['talks']} Gespräche und {facts['waiting']} wartende Rückrufbitten.")
            return 0
        done = restore(parsed.file, passphrase, parsed.replace)
        if parsed.json:
            print(json.dumps({"made": done.made, "talks": done.counts.talks, "said": done.said}, ensure_ascii=False))
            return 0
        print(f"Eingespielt: Sicherung vom {done.made}, Version {done.version}.")
        print("\n".join(f"  {sentence}" for sentence in done.said))
        print(
            f"  {done.counts.talks} Gespräche, {done.counts.waiting} wartende Rückrufbitten. Jetzt: die Server starten."
        )
        return 0

    return _said(work, "Die Sicherung ist nicht eingespielt, alles ist wie vorher")


def _passphrase(path: Path | None) -> str | None:
    """Return the passphrase of the file, else of the setting.

    Raises:
        ValueError: it is too short to be one.
        OSError: the file cannot be read.
    """
    if path is None:
        return BACKUP_PASSPHRASE.value()
    return BACKUP_PASSPHRASE.read(path.read_text(encoding="utf-8").strip())


def _said(work: Callable[[], int], failed: str) -> int:
    """Do the work, or say in German why it was not done."""
    try:
        _refuse_another_user()
        return work()
    except LayoutError as error:
        cause = str(error)
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = f"Die Datenbank der Gespräche ist nicht zu gebrauchen: {reason(error)}"
    except ValueError as error:
        cause = str(error)
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        cause = f"{reason(error) if error.errno is None else _in_german(error)}{place}"
    return _fail(f"{failed}. {cause}")


def _refuse_another_user() -> None:
    """What root writes into the folder of the service, the service cannot use any more.

    Raises:
        ValueError: root runs the command, and ``var/`` belongs to somebody else.
    """
    owner = VAR_DIR.stat().st_uid if VAR_DIR.exists() else 0
    if os.geteuid() == 0 and owner != 0:
        try:
            name = pwd.getpwuid(owner).pw_name
        except KeyError:
            name = f"#{owner}"
        raise ValueError(f"Bitte als der Benutzer des Dienstes: runuser -u {name} -- lotse {' '.join(sys.argv[1:])}")


def _in_german(error: OSError) -> str:
    known = {
        errno.ENOENT: "Die Datei oder den Ordner gibt es nicht",
        errno.EACCES: "Dieser Benutzer darf das nicht",
        errno.EPERM: "Dieser Benutzer darf das nicht",
        errno.ENOSPC: "Der Datenträger ist voll",
        errno.EDQUOT: "Der Datenträger ist voll",
        errno.EROFS: "Dort lässt sich nichts schreiben",
        errno.EISDIR: "Das ist ein Ordner",
    }
    return known.get(error.errno or 0, error.strerror or type(error).__name__)


def _fail(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
