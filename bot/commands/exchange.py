"""``lotse knowledge export`` and ``import``: programmes and examples in open formats, and back from a table."""

from __future__ import annotations

import argparse
import sys
from itertools import takewhile
from pathlib import Path
from typing import Any

from bot.clock import today
from bot.exchange.changes import Change, Plan, plan, write
from bot.exchange.columns import KINDS
from bot.exchange.edition import edition_of
from bot.exchange.linked import cases_feed, document, programmes_feed
from bot.exchange.reading import BrokenTable, read_table
from bot.exchange.table import cases_csv, programmes_csv
from bot.knowledge.checking import BrokenContent, read_knowledge
from bot.knowledge.files import UnreadableFile
from bot.knowledge.writing.record_file import CannotEdit
from bot.settings import KNOWLEDGE_DIR

_FEEDS = {"programme": programmes_feed, "case": cases_feed}
_TABLES = {"programme": programmes_csv, "case": cases_csv}
_LONGEST_CELL = 60


def add_parsers(commands: Any) -> None:
    """Add both commands to those of ``lotse knowledge``; each sets ``run`` to a function from namespace to exit code."""
    purpose = "Programme und Beispiele als JSON-LD oder CSV ausgeben, ohne interne Notizen"
    parser = commands.add_parser("export", help=purpose, description=purpose)
    parser.add_argument("--format", choices=("jsonld", "csv"), default="jsonld", help="JSON-LD (üblich) oder CSV")
    parser.add_argument("--kind", choices=tuple(KINDS), help="nur Programme oder nur Beispiele; für CSV nötig")
    parser.add_argument("--out", type=Path, metavar="DATEI", help="in diese Datei statt auf den Bildschirm")
    _add_folder(parser)
    parser.set_defaults(run=export)
    purpose = "eine CSV-Tabelle prüfen und zeigen, was sie ändert; mit --write wird es in die Dateien geschrieben"
    parser = commands.add_parser("import", help=purpose, description=purpose)
    parser.add_argument("table", type=Path, metavar="DATEI", help="die Tabelle, am besten aus „lotse knowledge export“")
    parser.add_argument("--kind", choices=tuple(KINDS), required=True, help="Programme oder Beispiele")
    parser.add_argument("--write", action="store_true", help="die Änderungen in die Dateien schreiben")
    _add_folder(parser)
    parser.set_defaults(run=import_)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, default=KNOWLEDGE_DIR, metavar="ORDNER", help="Ordner mit den Inhalten")


def export(arguments: argparse.Namespace) -> int:
    """Print or write the content of the files. Exit code 1 if that is not possible, 2 if it is not clear what is wanted."""
    if arguments.format == "csv" and arguments.kind is None:
        print("Eine Tabelle hält nur eine Art. Bitte --kind programme oder --kind case angeben.", file=sys.stderr)
        return 2
    try:
        knowledge = read_knowledge(arguments.folder)
    except BrokenContent as broken:
        print(f"Die Inhalte haben Fehler, es wird nichts ausgegeben:\n{broken}", file=sys.stderr)
        return 1
    edition = edition_of(knowledge, today())
    if arguments.format == "csv":
        text = _TABLES[arguments.kind](knowledge, edition)
    else:
        kinds = [arguments.kind] if arguments.kind else list(KINDS)
        text = document(*(_FEEDS[kind](knowledge, edition) for kind in kinds))
    return _put(text, arguments.out)


def _put(text: str, out: Path | None) -> int:
    if out is None:
        # As bytes: the ends of lines of a CSV file and UTF-8 are part of the format, whatever the console likes.
        sys.stdout.flush()
        stream = getattr(sys.stdout, "buffer", None)
        if stream is None:
            sys.stdout.write(text)
        else:
            stream.write(text.encode())
            stream.flush()
        return 0
    try:
        beside = out.with_name(f".{out.name}.neu")
        beside.write_bytes(text.encode())
        beside.replace(out)
    except OSError as error:
        print(f"{out} lässt sich nicht schreiben: {error.strerror or error}", file=sys.stderr)
        return 1
    print(f"Geschrieben: {out}")
    return 0


def import_(arguments: argparse.Namespace) -> int:
    """Check a table and show what it changes; write it with ``--write``. Exit code 1 if there are faults: nothing is changed."""
    try:
        table = read_table(arguments.table.read_bytes(), KINDS[arguments.kind])
        made = plan(table, arguments.folder)
    except OSError as error:
        return _refused(f"{arguments.table} lässt sich nicht lesen: {error.strerror or error}")
    except BrokenTable as broken:
        number = len(broken.faults)
        heading = "Ein Fehler in der Tabelle." if number == 1 else f"{number} Fehler in der Tabelle."
        return _refused("\n  ".join((f"{heading} Es wurde nichts geändert.", *map(str, broken.faults))))
    except BrokenContent as content:
        heading = "Mit dieser Tabelle hätten die Dateien Fehler. Manche können schon vorher da sein („lotse knowledge check“)."
        return _refused("\n  ".join((f"{heading} Es wurde nichts geändert.", *map(str, content.defects))))
    except UnreadableFile as unreadable:
        return _refused(f"Es wurde nichts geändert. {unreadable}")
    except CannotEdit as cannot:
        return _refused(
            f"Der Eintrag {cannot.record} lässt sich nicht zeilenweise ändern. Ändern Sie ihn von Hand in seiner Datei. "
            "Es wurde nichts geändert."
        )
    if not made.changes:
        print(f"nichts geändert: Alle {len(table.rows)} Zeilen der Tabelle stehen schon so in den Dateien.")
        return 0
    for change in made.changes:
        _show(change)
    return _finish(made, arguments)


def _finish(made: Plan, arguments: argparse.Namespace) -> int:
    new = sum(change.is_new for change in made.changes)
    print(f"\n{len(made.changes) - new} geändert, {new} neu.")
    if not arguments.write:
        print("Noch ist nichts geschrieben. Mit --write kommen die Änderungen in die Dateien.")
        return 0
    try:
        write(made, arguments.folder)
    except OSError as error:
        return _refused(f"Die Dateien lassen sich nicht schreiben: {error.strerror or error}")
    print(f"Geschrieben: {', '.join(made.texts)}. „lotse knowledge load“ lädt sie.")
    return 0


def _show(change: Change) -> None:
    what = "neu in" if change.is_new else "geändert in"
    print(f"{change.row.id} (Zeile {change.row.line}), {what} {change.file}")
    if not change.is_new:
        for column, (before, after) in change.cells.items():
            alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
            print(f"    {column}: {_short(before, alike)} → {_short(after, alike)}")


def _short(text: str, alike: int) -> str:
    """Return a cell as it fits in a line; of a long one what lies around the first ``alike`` characters, which did not change."""
    if not text:
        return "leer"
    if len(text) > _LONGEST_CELL and alike > _LONGEST_CELL // 2:
        text = "…" + text[alike - _LONGEST_CELL // 3 :]
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _refused(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1
