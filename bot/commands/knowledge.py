"""``lotse knowledge check | load | status``: for the people who keep the content true. The others: ``bot.commands.exchange``."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.advice import readiness
from bot.clock import german_time, today
from bot.commands import exchange, worklist_text
from bot.commands.databases import NoDatabaseError, open_existing, say_which
from bot.commands.texts import hard_texts, knowledge_texts
from bot.core.databases import reason, sqlite_file
from bot.feedback.store import FeedbackStore
from bot.knowledge.checking import BrokenContent, read_knowledge
from bot.knowledge.loader import LoadResult, record_counts
from bot.knowledge.loader import load as load_knowledge
from bot.knowledge.overview import SOON_DAYS, Overview, overview
from bot.knowledge.records import KnowledgeBase, Programme
from bot.knowledge.store import KnowledgeStore, KnowledgeUnavailable
from bot.knowledge.unsaid import unsaid
from bot.knowledge.worklist import work_list
from bot.settings import KNOWLEDGE_DIR, ROOT, database_url, tracker_url

_STATES = {
    "open": "offen und bestätigt",
    "unconfirmed": "offen, aber nicht bestätigt",
    "unclear": "unklar",
    "paused": "pausiert",
    "not_yet": "beginnt erst später",
    "ended": "beendet",
}
_NAME_WIDTH = 40


def add_parser(subparsers: Any) -> None:
    """Add ``knowledge`` with its commands; each sets ``run`` to a function from namespace to exit code."""
    parser = subparsers.add_parser(
        "knowledge", help="Inhalte prüfen, laden, ihren Stand zeigen, ausgeben und übernehmen"
    )
    commands = parser.add_subparsers(
        dest="knowledge_command", required=True, metavar="{check,load,status,export,import}"
    )
    _add_command(commands, "check", check, "Dateien prüfen, ohne etwas zu ändern", "folder")
    _add_command(
        commands, "load", load, "Dateien prüfen, in die Datenbank laden und lernen", "folder", "db", "learning"
    )
    _add_command(
        commands,
        "status",
        status,
        "zeigen, was als Nächstes zu prüfen ist, das Nützlichste zuerst",
        "folder",
        "db",
        "form",
    )
    exchange.add_parsers(commands)


def _add_command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], purpose: str, *options: str
) -> None:
    parser = commands.add_parser(name, help=purpose, description=purpose)
    if "folder" in options:
        parser.add_argument(
            "--folder", type=Path, default=KNOWLEDGE_DIR, metavar="ORDNER", help="Ordner mit den Inhalten"
        )
    if "db" in options:
        parser.add_argument(
            "--db", default=None, metavar="ADRESSE", help="Adresse der Datenbank, sonst gilt LOTSE_DB_URL"
        )
    if "learning" in options:
        parser.add_argument("--no-learning", action="store_true", help="nur laden; gelernt wird später (lotse train)")
    if "form" in options:
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--all", action="store_true", help="alle Listen in voller Länge")
        form.add_argument("--json", action="store_true", help="alles als JSON")
    parser.set_defaults(run=run)


def check(arguments: argparse.Namespace) -> int:
    """Check all files; print every defect. Exit code 1 if there are any."""
    try:
        knowledge = read_knowledge(arguments.folder)
    except BrokenContent as broken:
        return _report_defects(broken)
    defects = _defects_of_check(arguments.folder, knowledge)
    if defects:
        print("\n".join(defects), file=sys.stderr)
        return 1
    print("Alle Dateien sind in Ordnung.")
    _print_counts(record_counts(knowledge))
    _print_hints(knowledge)
    return 0


def _print_hints(knowledge: KnowledgeBase) -> None:
    """Print what sentences say on whom a programme is for and its fields do not: without the field, nobody is ruled out."""
    hints = [
        f"Hinweis: {programme.id}: Der Text nennt „{word}“, es fehlt {field}."
        for programme in knowledge.programmes.values()
        for word, field in unsaid(programme)
    ]
    if hints:
        print("\n".join(hints))


def _defects_of_check(folder: Path, knowledge: KnowledgeBase) -> list[str]:
    """Return what is too hard to read, and what is wrong with the questions of the readiness check, if the folder has some."""
    hard = hard_texts(knowledge, knowledge_texts(knowledge))
    if not (folder / readiness.FILE).exists():
        return hard
    try:
        return hard + readiness.faults_of(readiness.read_questions(folder / readiness.FILE), knowledge)
    except readiness.BrokenCheckError as error:
        return hard + str(error).splitlines()


def load(arguments: argparse.Namespace) -> int:
    """Load all files in one step, and learn them. Exit code 1 if nothing could be loaded; the old content then stays.

    A running bot knows new content at once. What is learnt is how to find it in other words than those that are written down.
    """
    url = arguments.db or database_url()
    try:
        say_which(url)
        result: LoadResult = load_knowledge(arguments.folder, url)
    except BrokenContent as broken:
        return _report_defects(broken, "Es wurde nichts geladen, der alte Stand bleibt.")
    except (SQLAlchemyError, OSError, ValueError) as error:
        print(f"Die Datenbank ist nicht erreichbar, es wurde nichts geladen: {reason(error)}", file=sys.stderr)
        return 1
    unchanged = "Die Inhalte waren schon geladen, nichts hat sich geändert."
    print("Die Inhalte sind geladen." if result.changed else unchanged)
    _print_counts(result.counts)
    return 0 if arguments.no_learning or arguments.db else _learn()


def _learn() -> int:
    """Learn what is new, in a process of its own, which shows how far it is."""
    print(
        "Läuft der Bot, gelten sie ab der nächsten Frage. Jetzt lernt er, sie auch in anderen Worten zu finden.",
        flush=True,
    )
    learning = subprocess.run([sys.executable, "-m", "bot.cli", "train"], cwd=ROOT, check=False)
    if learning.returncode:
        print(
            "Das ist nicht gelungen. Die Inhalte gelten trotzdem; „lotse train“ versucht es noch einmal.",
            file=sys.stderr,
        )
        return 1
    print("Bereit: Die Inhalte sind geladen und gelernt.")
    return 0


def status(arguments: argparse.Namespace) -> int:
    """Print what to check next: one screen, ``--all`` every list in full, ``--json`` as data. Exit code 1 without content."""
    url = arguments.db or database_url()
    try:
        say_which(url)
        path = sqlite_file(url)
        if path is not None and not path.exists():
            raise KnowledgeUnavailable(f"Die Datenbank {path} gibt es noch nicht.")
        store = KnowledgeStore(url)
        knowledge, loaded_at = store.snapshot(), store.loaded_at()
    except (KnowledgeUnavailable, ArgumentError) as error:
        print(f"Die Inhalte lassen sich nicht lesen: {error}", file=sys.stderr)
        print("„lotse knowledge load“ lädt sie in die Datenbank.", file=sys.stderr)
        return 1
    loaded = german_time(loaded_at.timestamp())
    learnt = None if arguments.db else _learnt()
    difference = _difference(arguments.folder, knowledge)
    if arguments.json:
        state = {"date": today().isoformat(), "loaded": loaded.isoformat(), "learning": learnt, "warning": difference}
        work = worklist_text.data(work_list(knowledge, today(), _asked()))
        print(json.dumps({**state, "records": record_counts(knowledge), **work}, ensure_ascii=False, indent=2))
        return 0
    print(f"Stand der Inhalte am {_day(today())}, geladen am {_day(loaded)}")
    print("\n".join(line for line in (learnt, difference) if line))
    if arguments.all:
        _print_counts(record_counts(knowledge))
        _print_overview(overview(knowledge, today()))
    else:
        print("\n".join(worklist_text.lines(work_list(knowledge, today(), _asked()))))
        print("Alle Listen: „lotse knowledge status --all“, als Daten mit --json.")
    return 0


def _asked() -> dict[str, int]:
    """Return how often owners rated an answer with each record: the only count of what was shown. Empty if none is kept."""
    url = tracker_url()
    path = sqlite_file(url)
    if path is not None and not path.exists():
        return {}
    try:
        ratings = FeedbackStore(open_existing(url)).ratings()
    except (NoDatabaseError, SQLAlchemyError, OSError):
        return {}
    asked: Counter[str] = Counter()
    for rating in ratings:
        asked[rating.id] += rating.helpful + rating.unhelpful
    return asked


def _learnt() -> str:
    """Return what of the loaded content the bot has learnt."""
    from bot.commands import training
    from bot.learning import progress

    state = progress.read(training.LEARNING)
    if state is not None:
        return f"Gerade wird gelernt: {state.text}, {state.percent} %. Bis dahin antwortet der letzte gute Stand."
    if training.is_current():
        return "Suche und Modell haben diesen Stand gelernt."
    return "Dieser Stand ist noch nicht gelernt; es antwortet der letzte gute. „lotse train“ lernt ihn."


def _report_defects(broken: BrokenContent, consequence: str = "") -> int:
    number = len(broken.defects)
    heading = "Ein Fehler gefunden." if number == 1 else f"{number} Fehler gefunden."
    print(f"{heading} {consequence}".rstrip(), file=sys.stderr)
    for defect in broken.defects:
        print(f"  {defect}", file=sys.stderr)
    return 1


def _difference(folder: Path, knowledge: KnowledgeBase) -> str | None:
    """Return a warning if the files are not what is loaded."""
    try:
        same = read_knowledge(folder).version == knowledge.version
    except BrokenContent as broken:
        return f"Achtung: Die Dateien haben Fehler ({len(broken.defects)}), siehe „lotse knowledge check“."
    return None if same else "Achtung: Die Dateien sind anders als das Geladene. „lotse knowledge load“ lädt sie."


def _print_counts(counts: dict[str, int]) -> None:
    _print_table(("Art", "Anzahl"), [(kind, str(number)) for kind, number in counts.items()])


def _print_overview(found: Overview) -> None:
    rows = [(name, str(found.states[state])) for state, name in _STATES.items() if found.states.get(state)]
    _print_section("Programme nach Stand", ("Stand", "Anzahl"), rows)
    ended = [(*_name(row), _day(row.valid_until), row.successor_id or "") for row in found.ended]
    _print_section("Abgelaufen oder beendet", ("Kennung", "Name", "bis", "Nachfolge"), ended)
    soon = [(*_name(row), _day(row.valid_until), row.successor_id or "") for row in found.ending_soon]
    _print_section(f"Läuft in den nächsten {SOON_DAYS} Tagen aus", ("Kennung", "Name", "bis", "Nachfolge"), soon)
    old = [(*_name(row), row.status, _day(row.status_as_of)) for row in found.unconfirmed]
    _print_section("Seit über zwölf Monaten nicht bestätigt", ("Kennung", "Name", "Status", "letzte Quelle"), old)
    unclear = [(*_name(row), _day(row.status_as_of)) for row in found.unclear]
    _print_section("Status unklar, bitte klären", ("Kennung", "Name", "letzte Quelle"), unclear)


def _print_section(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    print(f"\n{title}: {len(rows)}" if head[-1] != "Anzahl" else f"\n{title}")
    if rows:
        _print_table(head, rows)


def _print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines: Iterable[Sequence[str]] = (head, ["-" * width for width in widths], *rows)
    for line in lines:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _name(programme: Programme) -> tuple[str, str]:
    name = programme.short_name
    return programme.id, name if len(name) <= _NAME_WIDTH else name[: _NAME_WIDTH - 1] + "…"


def _day(date: dt.date | None) -> str:
    return date.strftime("%d.%m.%Y") if date else "unbekannt"
