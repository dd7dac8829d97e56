"""Help and errors of the command line in German: argparse speaks English only."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

_WORDS = {
    "usage: ": "Aufruf: ",
    "positional arguments": "Argumente",
    "options": "Optionen",
    "show this help message and exit": "zeigt diese Hilfe",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "unrecognized arguments: %s": "unbekannte Angaben: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s ist mehrdeutig, gemeint sein kann: %(matches)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r gibt es nicht; möglich sind %(choices)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r gibt es nicht; möglich sind %(choices)s",
    "can't open '%(filename)s': %(error)s": "„%(filename)s“ lässt sich nicht öffnen: %(error)s",
    "expected one argument": "hier fehlt ein Wert",
    "expected at most one argument": "höchstens ein Wert ist möglich",
    "expected at least one argument": "hier fehlt mindestens ein Wert",
    "expected %s argument": "%s Wert wird erwartet",
    "expected %s arguments": "%s Werte werden erwartet",
    "invalid %(type)s value: %(value)r": "%(value)r passt hier nicht",
    "the following arguments are required: %s": "es fehlt: %s",
    "one of the arguments %s is required": "eine dieser Angaben fehlt: %s",
    "not allowed with argument %s": "geht nicht zusammen mit %s",
    "ignored explicit argument %r": "hat keinen Wert, angegeben ist %r",
    "unexpected option string: %s": "unerwartet: %s",
}
"""What people see of argparse (3.10), in German. A test reads argparse itself and holds that nothing is missing."""


class GermanParser(argparse.ArgumentParser):
    """A parser whose help and errors are German, and whose commands describe themselves by their line in the list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what argparse takes."""
        super().__init__(*args, **kwargs)
        self.register("action", "parsers", _Commands)

    def error(self, message: str) -> NoReturn:
        """Say how the command is called and what is wrong, and end with exit code 2."""
        super().error(re.sub(r"^argument ", "Angabe ", message))  # argparse itself never translates this word


class _Commands(argparse._SubParsersAction):  # type: ignore[type-arg]
    def add_parser(self, name: str, **kwargs: Any) -> Any:
        purpose = kwargs.get("help")
        if purpose:
            kwargs.setdefault("description", f"{purpose[0].upper()}{purpose[1:].rstrip('.')}.")
        return super().add_parser(name, **kwargs)


def _german(text: str) -> str:
    return _WORDS.get(text, text)


def _german_number(one: str, many: str, number: int) -> str:
    return _german(one if number == 1 else many)


# argparse asks gettext, which knows no German for it. It looks both names up in its own module at each use.
argparse._ = _german  # type: ignore[attr-defined]
argparse.ngettext = _german_number  # type: ignore[attr-defined]
