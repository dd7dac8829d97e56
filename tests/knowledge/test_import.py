"""A table goes back into the files: what staff see, and that nothing else in the files changes."""

from __future__ import annotations

import csv
import difflib
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from knowledge_samples import Content
from test_commands import run

from bot.exchange.columns import CASES, KINDS, PROGRAMMES
from bot.exchange.reading import BrokenTable, letter, read_table
from bot.knowledge.checking import read_knowledge
from bot.knowledge.for_whom import ForWhom
from bot.knowledge.writing.record_file import CannotEdit, with_changes, with_record
from bot.settings import KNOWLEDGE_DIR


class Desk:
    """A member of staff with a spreadsheet."""

    def __init__(self, folder: Path, table: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.table, self._capsys = folder, table, capsys

    def export(self, kind: str = "programme") -> dict[str, dict[str, str]]:
        assert (
            run("export", "--format", "csv", "--kind", kind, "--out", str(self.table), "--folder", str(self.folder))
            == 0
        )
        self._capsys.readouterr()
        with self.table.open(encoding="utf-8", newline="") as file:
            return {row["id"]: row for row in csv.DictReader(file)}

    def save(self, rows: dict[str, dict[str, str]], delimiter: str = ",", encoding: str = "utf-8") -> None:
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(next(iter(rows.values()))), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows.values())
        self.table.write_bytes(text.getvalue().encode(encoding))

    def take_in(self, *options: str, kind: str = "programme") -> tuple[int, str]:
        code = run("import", str(self.table), "--kind", kind, "--folder", str(self.folder), *options)
        said = self._capsys.readouterr()
        return code, said.out + said.err

    def files(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.folder)): path.read_bytes() for path in self.folder.rglob("*") if path.is_file()
        }


@pytest.fixture
def desk(content: Content, tmp_path: Path, capsys: pytest.CaptureFixture[str], at: Callable[[str], None]) -> Desk:
    at("2026-11-23")
    return Desk(content.folder, tmp_path / "tabelle.csv", capsys)


@pytest.fixture
def real_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    """The real content, as a copy."""
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE_DIR, folder)
    yield Desk(folder, tmp_path / "tabelle.csv", capsys)


def changed_lines(before: bytes, after: bytes) -> list[str]:
    found = difflib.unified_diff(before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm="")
    return [line for line in found if line[0] in "+-" and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize("kind", list(KINDS))
def test_export_and_import_of_all_we_have_changes_nothing(real_desk: Desk, kind: str) -> None:
    before = real_desk.files()
    real_desk.export(kind)
    code, said = real_desk.take_in("--write", kind=kind)
    assert (code, said.partition(":")[0]) == (0, "nichts geändert")
    assert real_desk.files() == before


def test_a_spreadsheet_with_german_habits_changes_nothing_by_saving(desk: Desk) -> None:
    """Semicolons, a byte order mark, German dates, decimal commas and lost blanks are its doing, not the owner's."""
    rows = desk.export()
    for row in rows.values():
        row.update(
            valid_until="31.12.2027", valid_from="1.1.2024", rate_percent_max="50,0", topics="prozesse|akzeptanz "
        )
        row["source_dates"] = row["source_dates"].strip()
    desk.save(rows, delimiter=";", encoding="utf-8-sig")
    assert desk.take_in("--write")[1].startswith("nichts geändert")


def test_without_write_it_only_says_what_would_change(desk: Desk) -> None:
    rows, before = desk.export(), desk.files()
    rows["st-digi"]["status"] = "beendet"
    desk.save(rows)
    code, said = desk.take_in()
    assert code == 0
    assert "st-digi (Zeile 3), geändert in programmes/sachsen-anhalt.yaml" in said
    assert "status: offen → beendet" in said
    assert "Noch ist nichts geschrieben" in said
    assert desk.files() == before


def test_one_field_of_the_real_content_is_one_line(real_desk: Desk) -> None:
    """Comments, order and line breaks of everything else stay as people wrote them."""
    rows, before = real_desk.export(), real_desk.files()
    rows["go-digital"]["short_name"] = "Go-Digital neu"
    real_desk.save(rows)
    assert real_desk.take_in("--write")[0] == 0
    after = real_desk.files()
    assert [name for name in after if after[name] != before[name]] == ["programmes/bund.yaml"]
    lines = changed_lines(before["programmes/bund.yaml"], after["programmes/bund.yaml"])
    assert lines == ["-  short_name: go-digital", "+  short_name: Go-Digital neu"]


def test_whom_a_programme_is_for_comes_back_from_the_table(desk: Desk) -> None:
    rows = desk.export()
    rows["st-digi"].update(for_whom_excluding="vereine", for_whom_partly="heilberufe: gar nicht", for_whom_area="")
    rows["bund-digi"]["for_whom_max_age_months"] = "60"
    desk.save(rows)
    assert desk.take_in("--write")[0] == 0
    programmes = read_knowledge(desk.folder).programmes
    said = programmes["st-digi"].for_whom
    assert (said.excluding, said.partly, said.area) == (("vereine",), (("heilberufe", "gar nicht"),), None)
    assert (said.only, said.min_age_months) == (("gewerbe", "freie-berufe"), 12), "the other columns stay"
    assert programmes["bund-digi"].for_whom == ForWhom(max_age_months=60)


def test_notes_and_comments_survive(desk: Desk) -> None:
    path = desk.folder / "programmes" / "bund.yaml"
    path.write_bytes(
        path.read_bytes()
        .replace(b"- id:", b"# Kopf der Datei\n- id:", 1)
        .replace(b"  status: offen\n", b"  # von Frau M.\n  status: offen\n")
        .replace(b"\n", b"\r\n")
    )
    rows = desk.export()
    rows["bund-digi"].update(status="unklar", aliases="Digibund | Bundesdigi", conditions="")
    desk.save(rows)
    assert desk.take_in("--write")[0] == 0
    text = path.read_bytes().decode()
    assert "# Kopf der Datei\r\n- id:" in text
    assert "  # von Frau M.\r\n  status: unklar\r\n" in text
    assert "\n" not in text.replace("\r\n", "")
    found = read_knowledge(desk.folder).programmes["bund-digi"]
    assert (found.aliases, found.conditions, found.note) == (("Digibund", "Bundesdigi"), (), "Fußnote – „geprüft“")


def test_a_new_programme_goes_into_the_file_of_its_land(desk: Desk) -> None:
    rows = desk.export()
    rows["neu"] = rows["st-digi"] | {
        "id": "sn-neu", "former_ids": "", "name": "Neu: Sachsen", "short_name": "Neu", "aliases": "", "regions": "DE-SN",
    }  # fmt: skip
    desk.save(rows)
    code, said = desk.take_in("--write")
    assert (code, "0 geändert, 1 neu" in said) == (0, True)
    path = desk.folder / "programmes" / "sachsen.yaml"
    assert path.read_text(encoding="utf-8").startswith("# Förderprogramme und Angebote: sachsen.")
    record = read_knowledge(desk.folder).programmes["sn-neu"]
    assert (record.name, record.regions, record.amount_max_eur, record.note) == (
        "Neu: Sachsen",
        ("DE-SN",),
        70_000,
        None,
    )
    assert desk.take_in()[1].startswith("nichts geändert")


def test_a_new_example_and_a_changed_one(desk: Desk) -> None:
    rows = desk.export("case")
    rows["tischlerei-muster"]["employees"] = ""
    rows["neu"] = rows["tischlerei-muster"] | {
        "id": "baeckerei",
        "company": "Bäckerei",
        "aliases": "",
        "course": "klein-angefangen",
    }
    desk.save(rows)
    assert desk.take_in("--write", kind="case")[0] == 0
    found = read_knowledge(desk.folder).case_studies
    assert list(found) == ["tischlerei-muster", "baeckerei"]
    assert found["tischlerei-muster"].employees is None
    assert found["baeckerei"].course == "klein-angefangen"


def test_a_table_with_few_columns_leaves_the_others_alone(desk: Desk) -> None:
    before = read_knowledge(desk.folder).programmes["st-digi"]
    desk.table.write_text("id,status,status_as_of\nst-digi,beendet,2026-11-01\n", encoding="utf-8")
    assert desk.take_in("--write")[0] == 0
    after = read_knowledge(desk.folder).programmes["st-digi"]
    assert (after.status, after.sources, after.note) == ("beendet", before.sources, before.note)
    assert list(read_knowledge(desk.folder).programmes) == ["bund-digi", "st-digi"]


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("status", "laufend", "Spalte AI (status), Eintrag st-digi: einer dieser Werte erwartet: offen, beendet"),
        (
            "rate_percent_max",
            "150",
            "(rate_percent_max), Eintrag st-digi: eine Zahl von 0 bis 100 erwartet; dort steht: 150",
        ),
        ("amount_max_eur", "70.000 €", "Schreiben Sie nur Ziffern, zum Beispiel 50000"),
        ("valid_until", "31.02.2027", "Schreiben Sie den Tag als 2027-12-31 oder 31.12.2027"),
        ("valid_until", "2020-01-01", "nicht unter valid_from"),
        ("regions", "DE-ST | Sachsen", "ein Land erwartet"),
        ("source_urls", "https://example.org/x", "2 Titel, 1 Adressen und 2 Daten"),
        ("source_urls", "https://example.org/x | example", "eine Webadresse erwartet"),
        ("name", "", "ein Wert erwartet"),
        ("successor_id", "gibt-es-nicht", "(successor_id), Eintrag st-digi: die Kennung eines Programms erwartet"),
        ("short_name", "Digi-Zuschuss des Bundes", "einen Namen erwartet, der nicht schon „bund-digi“ meint"),
        ("id", "", "(id): eine Kennung erwartet, die Zelle ist leer"),
        ("id", "bund-digi", "sie steht schon in Zeile 2"),
    ],
)
def test_a_fault_has_a_line_a_column_and_what_to_do(desk: Desk, column: str, cell: str, said: str) -> None:
    rows, before = desk.export(), desk.files()
    rows["st-digi"][column] = cell
    desk.save(rows)
    code, printed = desk.take_in("--write")
    assert code == 1
    assert "Ein Fehler in der Tabelle. Es wurde nichts geändert." in printed
    assert "Zeile 3, Spalte " in printed
    assert said in printed
    assert printed.rstrip().endswith(".")
    assert desk.files() == before


def test_all_faults_are_said_at_once(desk: Desk) -> None:
    rows = desk.export()
    rows["st-digi"]["status"] = "laufend"
    rows["bund-digi"].update(kind="geschenk", apply_url="example")
    desk.save(rows)
    assert "3 Fehler in der Tabelle" in desk.take_in()[1]


@pytest.mark.parametrize(
    ("content_of_file", "said"),
    [
        (b"", "die Datei ist leer"),
        (b"id,stauts\nx,y\n", "Spalte B (stauts): keine Spalte dieses Namens vorgesehen. Meinten Sie status?"),
        (b"id,note\nx,y\n", "internen Notizen"),
        (b"id,name,name\nx,y,z\n", "Spalte C (name): diese Spalte nur einmal erwartet"),
        (b"name\nx\n", "eine Spalte id"),
        (b"id,source_urls\nx,y\n", "es fehlt source_titles, source_dates"),
        (b"id,name\nx,y,z\n", "Zeile 2: 2 Felder erwartet, es sind 3"),
        (b'id,name\n\nx,"y\n', "Zeile 3: "),
        ("id,name\nx,Förderung\n".encode("cp1252"), "Zeile 2: eine Datei in UTF-8 erwartet"),
    ],
)
def test_a_table_that_cannot_be_one(content_of_file: bytes, said: str) -> None:
    with pytest.raises(BrokenTable) as raised:
        read_table(content_of_file, PROGRAMMES)
    assert said in str(raised.value)


def test_a_file_that_is_not_there_and_content_that_is_broken(desk: Desk, content: Content) -> None:
    code, said = desk.take_in()
    assert (code, "lässt sich nicht lesen" in said) == (1, True)
    desk.export()
    rows = {"bund-digi": desk.export()["bund-digi"] | {"status": "unklar"}}
    desk.save(rows)
    content.programme["status"] = "laufend"
    content.write()
    code, said = desk.take_in("--write")
    assert code == 1
    assert "programmes/sachsen-anhalt.yaml › st-digi › status" in said


FIELDS = CASES.fields


@pytest.mark.parametrize(
    "text",
    [
        "- {id: a, title: x}\n",
        "- &a\n  id: a\n  title: x\n- *a\n",
        "- title: &t x\n  id: a\n- id: b\n  title: *t\n",
    ],
)
def test_what_cannot_be_changed_line_by_line_is_left_alone(text: str) -> None:
    with pytest.raises(CannotEdit):
        with_changes(text, "a", {"title": "y"}, FIELDS)


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        ("- id: a\n  title: x\n", {"title": "y: z"}, "- id: a\n  title: 'y: z'\n"),
        ("- title: x\n  id: a", {"title": "y"}, "- title: y\n  id: a"),
        ("- id: a\n  title: >\n    x\n    # x\n\n# b\n- id: b\n", {"title": "y"}, None),
        (
            "- id: a\n  title: x\n\n# b\n- id: b\n",
            {"year": 2024},
            "- id: a\n  title: x\n  year: 2024\n\n# b\n- id: b\n",
        ),
        ("-   id: a\n    title: x\n", {"topics": ["ki"]}, "-   id: a\n    topics:\n      - ki\n    title: x\n"),
        ("- id: a\n  aliases:\n  - x\n  title: y\n", {"aliases": [], "title": "ja"}, None),
    ],
)
def test_the_lines_of_a_field(before: str, values: dict[str, object], after: str | None) -> None:
    changed = with_changes(before, "a", values, FIELDS)
    assert after is None or changed == after
    assert {**yaml.safe_load(before)[0], **values} == yaml.safe_load(changed)[0]
    assert yaml.safe_load(changed)[1:] == yaml.safe_load(before)[1:]


def test_a_record_more() -> None:
    assert with_record("# Kopf\n", {"id": "a"}) == "# Kopf\n- id: a\n"
    assert with_record("- id: a\n\n\n", {"id": "b"}) == "- id: a\n\n- id: b\n"
    with pytest.raises(CannotEdit):
        with_record("a: b\n", {"id": "b"})


def test_letters_are_those_of_a_spreadsheet() -> None:
    assert [letter(index) for index in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
