"""The command ``lotse``: everything a person or a script does with the bot."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Heavy modules are imported only by the command that needs them."""
    from bot import quiet

    quiet.set_variables()  # before SQLAlchemy is imported, which looks at its variable only once
    from bot.commands import asking, channels, contacts, knowledge, privacy, questions, serving, telegram, training

    parser = argparse.ArgumentParser(prog="lotse", description="Erste Hilfe 4.0: Chat-Beratung für den Mittelstand")
    commands = parser.add_subparsers(dest="command", required=True, metavar="BEFEHL")
    for module in (asking, knowledge, questions, contacts, privacy, channels, training, serving, telegram):
        module.add_parser(commands)
    parsed = parser.parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except KeyboardInterrupt:
        print("\nBeendet.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
