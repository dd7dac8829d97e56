"""The command ``lotse``: everything a person or a script does with the bot."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Sequence

_EXPLAIN_SETTINGS = ("settings", "channels", "doctor")
"""Commands that say themselves what is wrong with the settings."""
_NEED_NONE = frozenset({"-h", "--help", "--version"})
_BROKEN_PIPE = 141
"""What a shell reports for a program whose reader has gone away."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Heavy modules are imported only by the command that needs them."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        try:
            return _run(words)
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        print("\nBeendet.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        if not _reader_is_gone():
            raise  # some other connection
        # Python would try once more at its end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE


def _run(words: Sequence[str]) -> int:
    from bot import quiet

    quiet.set_variables()  # before SQLAlchemy is imported, which looks at its variable only once
    from bot.core.entry import begin

    faults = begin()  # before the modules below, which look at the settings when they are imported
    if faults and not _NEED_NONE.intersection(words) and (not words or words[0] not in _EXPLAIN_SETTINGS):
        print("\n".join(faults), file=sys.stderr)
        return 1
    from bot.commands import (
        asking,
        backup,
        channels,
        contacts,
        desk,
        doctor,
        knowledge,
        privacy,
        questions,
        serving,
        settings,
        telegram,
        training,
    )
    from bot.commands.german_parser import GermanParser
    from bot.version import VERSION

    parser = GermanParser(
        prog="lotse",
        description="Erste Hilfe 4.0: Chat-Beratung für den Mittelstand.",
        epilog="„lotse BEFEHL --help“ erklärt einen Befehl, „lotse settings“ alle Einstellungen.",
    )
    named = f"Erste Hilfe 4.0, Version {VERSION}"
    parser.add_argument("--version", action="version", version=named, help="zeigt die Version")
    commands = parser.add_subparsers(dest="command", required=True, metavar="BEFEHL", title="Befehle")
    for module in (
        asking,
        knowledge,
        questions,
        contacts,
        privacy,
        channels,
        settings,
        training,
        serving,
        telegram,
        desk,
        backup,
        doctor,
    ):
        module.add_parser(commands)
    parsed = parser.parse_args(words)
    return int(parsed.run(parsed))


def _reader_is_gone() -> bool:
    """Return whether whoever read our output (``lotse … | head``) has closed it."""
    try:
        poll = select.poll()
        poll.register(sys.stdout.fileno(), 0)
        return any(event & select.POLLERR for _, event in poll.poll(0))
    except (OSError, ValueError):
        return False


if __name__ == "__main__":
    sys.exit(main())
