"""Rasa's own command line, without the warnings of pinned libraries that nobody here can mend."""

from __future__ import annotations

from bot.quiet import silence_deprecations


def main() -> None:
    """Run ``rasa`` with the arguments of this process."""
    silence_deprecations()
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
