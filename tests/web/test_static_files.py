"""What goes over the wire: no comments, packed, and still the same program."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.web.static_files import static_file, without_comments

STATIC = ROOT / "bot" / "web" / "static"
SCRIPTS = sorted(path for path in STATIC.rglob("*") if path.suffix in (".js", ".css"))


def test_comments_and_indentation_stay_here() -> None:
    script = '// Was es ist.\nfunction a() {\n  /** Wozu.\n   * Noch mehr. */\n  return "https://x"; // bleibt\n}\n'
    assert without_comments(script, ".js") == 'function a() {\nreturn "https://x"; // bleibt\n}\n'
    assert without_comments("/* a\n b */\n  p { color: red; }\n", ".css") == "p { color: red; }\n"
    assert without_comments("<!-- a -->\n  <p>", ".html") == "<!-- a -->\n  <p>"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_line_of_a_program_is_lost(path: Path) -> None:
    """Every line that is no comment is there, in order."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?ms)^\s*/\*.*?\*/[ \t]*$", "", text)
    lines = [line.strip() for line in text.splitlines()]
    kept = [line for line in lines if line and not (path.suffix == ".js" and line.startswith("//"))]
    sent = static_file(path)
    assert [line for line in sent.content.decode().splitlines() if line] == kept
    assert sent.packed is not None
    assert gzip.decompress(sent.packed) == sent.content


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_text("eins();\n", encoding="utf-8")
    assert static_file(path).content == b"eins();\n"
    path.write_text("zwei();\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert static_file(path).content == b"zwei();\n"
