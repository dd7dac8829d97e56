"""Reading a table that people have edited: rows with their line, and every fault with line, column and what to do about it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from bot.exchange.columns import COMPUTED, SOURCES, STAFF_ONLY, Kind

_DELIMITERS = (",", ";")
"""The second is what spreadsheets with German settings write on saving."""
_ADVICE = {
    "text": "Ändern Sie den Text in dieser Zelle.",
    "whole": "Schreiben Sie nur Ziffern, zum Beispiel 50000. Unbekanntes bleibt leer.",
    "number": "Schreiben Sie eine Zahl ohne Prozentzeichen, zum Beispiel 40 oder 12,5. Unbekanntes bleibt leer.",
    "date": "Schreiben Sie den Tag als 2027-12-31 oder 31.12.2027. Unbekanntes bleibt leer.",
    "list": "Schreiben Sie mehrere Werte in diese Zelle mit | dazwischen.",
    "sources": "Titel, Adressen und Daten der Quellen stehen in drei Spalten in derselben Reihenfolge, mit | dazwischen.",
}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a table. ``line``: 1 is the row of headings; ``column``: its heading, "" for the whole line."""

    line: int
    problem: str
    advice: str
    column: str = ""
    letter: str = ""
    record: str = ""

    def __str__(self) -> str:
        """Return one line for staff."""
        where = f"Zeile {self.line}"
        if self.column:
            where += f", Spalte {self.letter} ({self.column})" if self.letter else f", Spalte {self.column}"
        where += f", Eintrag {self.record}" if self.record else ""
        return f"{where}: {self.problem.rstrip('.')}. {self.advice}".rstrip()


class BrokenTable(Exception):  # noqa: N818
    """The table has faults; nothing was changed."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


@dataclass(frozen=True)
class Row:
    """One row. ``line``: 1 is the row of headings; ``cells``: by the names of the columns, only those that the table has."""

    line: int
    id: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table as it was given. ``headings``: in their order, computed ones included."""

    kind: Kind
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def fault(self, row: Row, column: str, problem: str) -> Fault:
        """Return a fault in one cell, with what to do about it."""
        if column in self.headings:
            held = next(known for known in self.kind.columns if known.name == column)
            return Fault(row.line, problem, _ADVICE[held.kind], column, letter(self.headings.index(column)), row.id)
        advice = f"Ergänzen Sie die Spalte {column}." if column else "Prüfen Sie die ganze Zeile."
        return Fault(row.line, problem, advice, column, "", row.id)


def letter(index: int) -> str:
    """Return what spreadsheets call a column: 0 is A, 25 is Z, 26 is AA."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def read_table(content: bytes, kind: Kind) -> Table:
    """Read a CSV file with records of one kind.

    Commas between the cells are expected, semicolons understood. Empty lines are skipped.

    Raises:
        BrokenTable: it cannot be read, has columns that nobody knows, or rows that do not fit; with all faults found.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = "eine Datei in UTF-8 erwartet, sie ist anders gespeichert"
        raise BrokenTable([Fault(line, problem, "Speichern Sie die Tabelle als „CSV UTF-8“.")]) from None
    lines = list(_lines(text))
    if not lines:
        advice = "„lotse knowledge export --format csv“ schreibt eine Datei als Muster."
        raise BrokenTable([Fault(1, "eine Tabelle erwartet, die Datei ist leer", advice)])
    first, headings = lines[0][0], tuple(heading.strip() for heading in lines[0][1])
    faults = _faults_of_headings(first, headings, kind)
    if faults:
        raise BrokenTable(faults)
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for line, cells in lines[1:]:
        if len(cells) != len(headings):
            problem = f"{len(headings)} Felder erwartet, es sind {len(cells)}"
            advice = "Vielleicht fehlt ein Anführungszeichen um einen Text mit Komma."
            faults.append(Fault(line, problem, advice))
            continue
        given = dict(zip(headings, cells, strict=True))
        row = Row(line, given["id"].strip(), {name: text for name, text in given.items() if name not in COMPUTED})
        if not row.id:
            faults.append(
                Fault(line, "eine Kennung erwartet, die Zelle ist leer", _ID, "id", letter(headings.index("id")))
            )
        elif row.id in seen:
            problem = f"eine Kennung erwartet, die nur einmal vorkommt; sie steht schon in Zeile {seen[row.id]}"
            faults.append(
                Fault(line, problem, "Löschen Sie eine der Zeilen.", "id", letter(headings.index("id")), row.id)
            )
        else:
            seen[row.id] = line
            rows.append(row)
    if faults:
        raise BrokenTable(faults)
    return Table(kind, headings, tuple(rows))


_ID = "Vergeben Sie eine aus Kleinbuchstaben, Ziffern und Bindestrichen, zum Beispiel st-digitalbonus."


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something, with their numbers.

    Raises:
        BrokenTable: a quote is not closed.
    """
    heading = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 0
    try:
        for cells in reader:
            line += 1
            if any(cell.strip() for cell in cells):
                yield line, cells
    except csv.Error:
        problem = "eine Zeile mit Feldern erwartet, ab hier ist sie nicht lesbar"
        advice = "Ein Anführungszeichen ist nicht geschlossen oder steht mitten im Text; dort gehört es doppelt hin."
        raise BrokenTable([Fault(line + 1, problem, advice)]) from None


def _faults_of_headings(line: int, headings: tuple[str, ...], kind: Kind) -> list[Fault]:
    known = [column.name for column in kind.columns]
    faults = []
    for index, heading in enumerate(headings):
        place = (heading or "ohne Namen", letter(index))
        if heading == STAFF_ONLY:
            problem = "keine Spalte mit internen Notizen vorgesehen"
            faults.append(
                Fault(line, problem, "Löschen Sie die Spalte; Notizen stehen nur in der Inhaltsdatei.", *place)
            )
        elif heading not in known and heading not in COMPUTED:
            near = get_close_matches(heading, known, n=1)
            advice = f"Meinten Sie {near[0]}?" if near else "Löschen Sie die Spalte oder benennen Sie sie um."
            faults.append(Fault(line, "keine Spalte dieses Namens vorgesehen", advice, *place))
        elif heading in headings[:index]:
            faults.append(Fault(line, "diese Spalte nur einmal erwartet", "Löschen Sie eine der beiden.", *place))
    if "id" not in headings:
        faults.append(Fault(line, "eine Spalte id mit den Kennungen erwartet", "Ergänzen Sie die Spalte.", "id"))
    given = [name for name in SOURCES if name in headings]
    if given and len(given) < len(SOURCES):
        missing = ", ".join(name for name in SOURCES if name not in headings)
        faults.append(Fault(line, f"alle drei Spalten der Quellen erwartet, es fehlt {missing}", "Ergänzen Sie sie."))
    return faults
