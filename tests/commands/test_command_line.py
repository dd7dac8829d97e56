"""O13: help and errors in German, a version, and an end without complaint when the reader goes away."""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands import (
    asking,
    backup,
    channels,
    contacts,
    desk,
    doctor,
    german_parser,
    knowledge,
    privacy,
    questions,
    serving,
    settings,
    telegram,
    training,
)
from bot.commands.german_parser import GermanParser
from bot.settings import ROOT
from bot.version import VERSION

_FOR_PROGRAMMERS = (
    "__call__", "is an invalid argument", "must be optional", "subcommands", "is not callable", "cannot merge",
    "invalid option string", "dest= is required", "conflict", "cannot have multiple", 'argument "-"',
)  # fmt: skip
"""What argparse says of mistakes in the code that uses it."""


def parsers() -> Iterator[GermanParser]:
    """Yield the parser of every command and of every command within it."""
    top = GermanParser(prog="lotse", description="Erste Hilfe 4.0")
    commands = top.add_subparsers()
    for module in (
        asking, knowledge, questions, contacts, privacy, channels, settings, training, serving, telegram, desk, backup, doctor,
    ):  # fmt: skip
        module.add_parser(commands)
    waiting = [top]
    while waiting:
        parser = waiting.pop()
        yield parser
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                waiting += action.choices.values()


def test_nothing_of_argparse_stays_english() -> None:
    """O13: read from argparse itself, so that another Python version cannot add to it unnoticed."""
    asked = (
        node
        for node in ast.walk(ast.parse(inspect.getsource(argparse)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}
    )
    texts = {part.value for call in asked for part in call.args if isinstance(part, ast.Constant)}
    people = {text for text in texts if not any(words in text for words in _FOR_PROGRAMMERS)}
    assert people == set(german_parser._WORDS)


def test_every_command_explains_itself_in_german() -> None:
    """O13."""
    for parser in parsers():
        said = parser.format_help()
        assert parser.description, parser.prog
        assert not re.search(r"\b(usage|positional|optional|options|arguments|show|exit|the|and)\b", said), said
        for action in parser._actions:
            assert action.help or isinstance(action, argparse._SubParsersAction), (parser.prog, action.dest)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "es fehlt: BEFEHL"),
        (["fragen"], "'fragen' gibt es nicht; möglich sind"),
        (["questions", "--days", "viele"], "Angabe --days: 'viele' passt hier nicht"),
        (["questions", "--tage"], "unbekannte Angaben: --tage"),
        (["contacts"], "es fehlt: {list,send}"),
        (["privacy", "export"], "es fehlt: KENNUNG"),
        (["knowledge", "check", "--folder"], "Angabe --folder: hier fehlt ein Wert"),
    ],
)
def test_errors_are_german(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """O13."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert says in said
    assert "Aufruf: lotse" in said


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """O12, O13."""
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert VERSION in capsys.readouterr().out


@pytest.mark.parametrize("words", ["settings", "--help", "settings --example", "knowledge check"])
@pytest.mark.parametrize("reader", ["true", "head -n 1"])
def test_a_reader_that_goes_away(words: str, reader: str) -> None:
    """O13: ``lotse … | head`` was a stack trace. Unbuffered, so that each line meets the closed end."""
    for unbuffered in ("", "-u"):
        command = f"{shlex.quote(sys.executable)} {unbuffered} -m bot.cli {words} | {reader}"
        done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0
        assert "BrokenPipe" not in done.stderr
        assert "Traceback" not in done.stderr


def test_another_broken_connection_is_no_reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """O13: only the reader of our output ends a command quietly."""

    def broken(parsed: argparse.Namespace) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(settings, "_run", broken)
    with (tmp_path / "out").open("w") as out, pytest.raises(BrokenPipeError):
        monkeypatch.setattr(sys, "stdout", out)
        main(["settings"])
    assert (tmp_path / "out").read_text() == ""
