"""Why a file of content cannot be read, or would lose text in silence, in the words of people who do not know YAML (O24, O27)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_SCANNER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# PyYAML's remarks; the first part that occurs in a remark decides.
_REMARKS = {
    "tab character": "Tabulator statt Leerzeichen",
    "cannot start any token": "ein Zeichen, das hier nicht stehen darf",
    "mapping values are not allowed": (
        "ein Doppelpunkt mitten im Text, dann gehört der Text in Anführungszeichen; "
        "oder das Feld steht weiter rechts als das Feld davor"
    ),
    "could not find expected ':'": "der Doppelpunkt nach dem Feldnamen fehlt oder das Leerzeichen nach dem Doppelpunkt",
    "while scanning a quoted scalar": "ein Anführungszeichen ist nicht geschlossen",
    "found unexpected end of stream": "ein Anführungszeichen oder eine Klammer ist nicht geschlossen",
    "did not find expected": "die Einrückung passt nicht zu den Zeilen davor",
    "expected <block end>": "die Einrückung passt nicht zu den Zeilen davor",
    "undefined alias": "ein Stern am Anfang, der Text braucht Anführungszeichen",
    "could not determine a constructor": "ein Ausrufezeichen am Anfang, der Text braucht Anführungszeichen",
    "control characters": "ein unsichtbares Steuerzeichen",
    "special characters": "ein unsichtbares Steuerzeichen",
}
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
_MAY_BE_CUT = re.compile(r"^[^#\n]*[^\s#][ \t]+#", re.MULTILINE)


@dataclass(frozen=True)
class Fault:
    """What is wrong at a place, counted from 1; ``line`` None where no line is known, ``column`` None where none matters."""

    problem: str
    line: int | None = None
    column: int | None = None

    @property
    def place(self) -> str:
        """Return the place as it follows the name of a file."""
        line = f", Zeile {self.line}" if self.line else ""
        return line + (f", Spalte {self.column}" if line and self.column else "")


def of_encoding(error: UnicodeDecodeError) -> Fault:
    """Return where a file is not UTF-8, and how to save it."""
    found = (
        "eine Datei in UTF-8 erwartet, sie ist anders gespeichert; im Editor mit „Speichern unter“ als UTF-8 speichern"
    )
    return Fault(found, error.object.count(b"\n", 0, error.start) + 1)


def of_conflict(text: str) -> Fault | None:
    """Return where two states of a file were put together and nobody has chosen between them."""
    match = _CONFLICT.search(text)
    if match is None:
        return None
    problem = "einen Stand der Datei erwartet, hier stehen zwei mit „<<<<<<<“ und „>>>>>>>“; bitte einen davon löschen"
    return Fault(problem, text.count("\n", 0, match.start()) + 1)


def of_cut_text(text: str) -> Fault | None:
    """Return where a "#" after a blank makes YAML drop the rest of an unquoted text. ``text`` is valid YAML."""
    if not _MAY_BE_CUT.search(text):
        return None
    lines = text.split("\n")
    for token in yaml.scan(text, Loader=_SCANNER):
        if isinstance(token, yaml.ScalarToken) and token.plain:
            end = token.end_mark
            if lines[end.line][end.column :].lstrip().startswith("#"):
                problem = (
                    "Text ohne # erwartet, was danach steht, liest niemand: "
                    "den Text in Anführungszeichen setzen, eine Bemerkung in eine eigene Zeile"
                )
                return Fault(problem, end.line + 1)
    return None


def of_yaml(error: yaml.YAMLError, text: str) -> Fault:
    """Return what PyYAML could not read, at the line where the slip most likely is."""
    remark = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "nicht lesbar")
    german = next((german for part, german in _REMARKS.items() if part in remark), remark)
    problem = f"gültiges YAML erwartet, aber: {german}"
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:
        return Fault(problem)
    # Both end far below the slip: the field without a blank, the text without its second quotation mark.
    if "could not find expected ':'" in remark and start is not None:
        return Fault(problem, start.line + 1)
    if "quoted scalar" in str(getattr(error, "context", "")) and start is not None:
        return Fault("gültiges YAML erwartet, aber: ein Anführungszeichen ist nicht geschlossen", start.line + 1)
    if (line := _open_quote(text, mark.line)) is not None:
        return Fault(
            f"{problem}; vielleicht ist das Anführungszeichen in Zeile {line} nicht geschlossen", mark.line + 1
        )
    return Fault(problem, mark.line + 1, mark.column + 1)


def _open_quote(text: str, line: int) -> int | None:
    """Return the line of a quotation that runs on to where reading failed: it has met the first mark of the next one."""
    found = None
    for token in _tokens(text):
        if token.start_mark.line > line:
            break
        if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
            runs_on = token.start_mark.line < token.end_mark.line and token.end_mark.line >= line - 1
            found = token.start_mark.line + 1 if runs_on else found
    return found


def _tokens(text: str) -> Iterator[Any]:
    try:
        yield from yaml.scan(text, Loader=_SCANNER)
    except yaml.YAMLError:
        return
