"""Rasa's own command line, without the warnings of pinned libraries that nobody here can mend."""

from __future__ import annotations

import sanic  # noqa: F401  switches warnings about deprecations on when it is imported, so it comes first

from bot.quiet import keep_quiet


def main() -> None:
    """Run ``rasa`` with the arguments of this process."""
    keep_quiet()
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
