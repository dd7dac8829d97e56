"""The papers claim nothing: each line names a test that there is, a fact of the code, or the centre's own part."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
import subprocess
from functools import cache
from importlib.metadata import PackageMetadata, distribution
from pathlib import Path

import pytest

from bot.core.table import RETENTION_DAYS
from bot.privacy.declaration import PRIVATE
from bot.procurement.components import Component, components
from bot.procurement.facts import facts
from bot.procurement.licences import UnknownLicenceError, licence_of
from bot.procurement.papers import LICENCE, OPEN, PAPERS, SOURCE, build
from bot.procurement.sbom import OTHER_PARTS
from bot.procurement.vulnerabilities import read
from bot.settings import ROOT

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.timezone.utc)
OUTSIDE = sorted(path for path in (ROOT / "bot").rglob("*.py") if not path.is_relative_to(ROOT / "bot" / "rasa"))


@pytest.fixture(scope="module")
def parts() -> list[Component]:
    return components(ROOT / "uv.lock")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers, built."""
    place = tmp_path_factory.mktemp("papers") / "out"
    build(place, NOW)
    return place


@cache
def names_of_tests() -> frozenset[str]:
    """All tests by name, and the files of tests."""
    files = list((ROOT / "tests").rglob("test_*.py"))
    found = {name for path in files for name in re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8"))}
    return frozenset(found | {path.stem for path in files})


def statements(text: str) -> list[str]:
    """Return the points of lists and the rows of tables, without the heads of tables."""
    lines = text.splitlines()
    heads = {number - 1 for number, line in enumerate(lines) if re.fullmatch(r"[| -]+", line) and "---" in line}
    heads |= {number + 1 for number in heads}
    return [line for number, line in enumerate(lines) if line.startswith(("- ", "| ")) and number not in heads]


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_merely_claimed(name: str) -> None:
    for line in statements((SOURCE / name).read_text(encoding="utf-8")):
        assert "`test_" in line or "{{" in line or OPEN in line, f"{name}: {line}"


def test_the_tests_that_the_papers_name_exist(folder: Path) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.md"))
    named = set(re.findall(r"`(test_\w+)[\[`]", text))
    assert len(named) > 80
    assert named <= names_of_tests(), named - names_of_tests()


def test_every_slot_is_filled_and_what_is_left_to_the_centre_is_listed(folder: Path) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert not [name for name, text in texts.items() if "{{" in text]
    listed = texts.pop("offen.md")
    for name, text in texts.items():
        if OPEN in text:
            assert f"- {name}: " in listed


def test_the_record_of_processing_has_every_table_and_no_other(folder: Path) -> None:
    text = (folder / "verarbeitungstaetigkeiten.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.M)) == set(PRIVATE.tables)


def test_periods_are_those_in_force(parts: list[Component], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RETENTION_DAYS.name, "7")
    given = facts(parts, NOW.date())
    assert "| Ereignisse | `events` | 7 Tage | `timestamp` |" in given["deletion"]
    assert "30 Tage" not in given["deletion"]
    assert given["backup_days"] == "14"


def test_every_part_has_licence_and_hashes(parts: list[Component]) -> None:
    assert len(parts) > 100
    assert not [part.name for part in parts if not part.licence or not part.hashes]
    assert {"pytest", "playwright", "ruff"}.isdisjoint(part.name for part in parts)


def test_all_licences_go_with_ours(parts: list[Component]) -> None:
    """Nothing that would make the whole program GPL: where a choice is offered, another one is taken."""
    for part in parts:
        choices = part.licence.replace("(", "").replace(")", "").split(" OR ")
        assert any(not re.search(r"(?<!L)GPL", choice) for choice in choices), f"{part.name}: {part.licence}"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text and LICENCE == "Apache-2.0"
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for _, _, _, _, place in OTHER_PARTS:
        assert (ROOT / place).exists() and place in notice


def test_an_unknown_licence_stops_everything() -> None:
    unknown: PackageMetadata = distribution("pytest").metadata
    with pytest.raises(UnknownLicenceError, match="nobody"):
        licence_of("nobody", _without_licence(unknown))


def _without_licence(metadata: PackageMetadata) -> PackageMetadata:
    from email.message import Message

    bare = Message()
    bare["Version"] = metadata["Version"]
    return bare  # type: ignore[return-value]


def test_the_list_of_parts_is_complete_and_well_formed(folder: Path, parts: list[Component]) -> None:
    """CycloneDX 1.6: what the standard and BSI TR-03183-2 want, and no reference that leads nowhere."""
    listed = json.loads((folder / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (listed["bomFormat"], listed["specVersion"], listed["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", listed["serialNumber"])
    assert dt.datetime.fromisoformat(listed["metadata"]["timestamp"]).tzinfo
    root = listed["metadata"]["component"]["bom-ref"]
    references = [root, *(part["bom-ref"] for part in listed["components"])]
    assert len(references) == len(set(references)) == len(parts) + len(OTHER_PARTS) + 1
    for component in listed["components"]:
        assert component["name"] and component["licenses"][0]["expression"]
    depends = {entry["ref"]: entry["dependsOn"] for entry in listed["dependencies"]}
    assert set(depends) <= set(references) and {one for all_ in depends.values() for one in all_} <= set(references)
    assert set(depends[root]) == set(references) - {root}
    assert "pkg:pypi/rasa-sdk@3.6.2" in depends["pkg:pypi/rasa@3.6.21"]


def test_security_txt_is_as_rfc_9116_wants(folder: Path) -> None:
    lines = (folder / "security.txt").read_text(encoding="utf-8").splitlines()
    fields = dict(line.split(": ", 1) for line in lines if not line.startswith("#"))
    assert fields["Contact"].startswith("mailto:")
    until = dt.datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.timezone.utc)
    assert dt.timedelta(0) < until - NOW <= dt.timedelta(days=366)


def test_each_known_vulnerability_is_still_there_and_held(parts: list[Component]) -> None:
    known = read(SOURCE / "vulnerabilities.yaml")
    assert known.stale({part.name: part.version for part in parts}) == []
    for one in known.entries:
        assert one.held_by in names_of_tests() and one.source.startswith("https://") and one.why_not


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


def test_no_foreign_model_is_read() -> None:
    """onnx and protobuf see our own network and nothing else: one folder uses them, and none of the functions that are at fault."""
    for path in [*OUTSIDE, *(ROOT / "bot" / "rasa").rglob("*.py"), *(ROOT / "actions").rglob("*.py")]:
        used = {name.split(".")[0] for name in imports(path)} & {"onnx", "onnxruntime", "google"}
        assert not used or path.is_relative_to(ROOT / "bot" / "encoder"), path
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"external_data|onnx\.hub|json_format", text), path


def test_nothing_that_people_wrote_is_learnt() -> None:
    """What learns cannot even see the tables with talks, questions and call-backs."""
    learning = [*(ROOT / "bot" / "learning").glob("*.py"), *(ROOT / "bot" / "encoder").glob("*.py")]
    learning += [ROOT / "bot" / "commands" / "training.py", *(ROOT / "bot" / "rasa" / "nlu").glob("*.py")]
    for path in learning:
        private = [
            name for name in imports(path) if name.startswith(("bot.privacy.tables", "bot.feedback", "bot.contact"))
        ]
        assert not private, f"{path}: {private}"


def test_only_two_folders_know_rasa() -> None:
    """The way out: what is outside does not use Rasa, but for commands that start it."""
    knowing = {
        path.relative_to(ROOT).parts[1]
        for path in OUTSIDE
        if any(name.split(".")[0] in ("rasa", "rasa_sdk") for name in imports(path))
    }
    assert knowing <= {"commands", "learning", "processes", "quiet.py", "procurement"}, knowing


def test_telemetry_is_off_and_no_service_is_named() -> None:
    """No address of a foreign service stands in code that runs, but Telegram's and those that are shown as links."""
    from bot.quiet import VARIABLES

    assert VARIABLES["RASA_TELEMETRY_ENABLED"] == "false"
    for path in OUTSIDE:
        calls = {"urllib.request", "requests", "httpx", "aiohttp"} & imports(path)
        if calls:
            hosts = set(re.findall(r"https?://([a-z0-9.-]+\.[a-z]{2,})", path.read_text(encoding="utf-8")))
            assert not hosts - {"api.telegram.org"}, f"{path}: {hosts}"


def newer_pythons() -> list[Path]:
    """Return the newest Python of each later version that is on this machine."""
    places = [Path.home() / ".pyenv" / "versions", Path("/usr/bin"), Path("/usr/local/bin")]
    found = {}
    for version in ("3.11", "3.12", "3.13", "3.14"):
        candidates = [
            *places[0].glob(f"{version}.*/bin/python3"),
            *(place / f"python{version}" for place in places[1:]),
        ]
        there = [path for path in candidates if path.exists()]
        if there:
            found[version] = there[-1]
    return list(found.values())


def test_everything_outside_rasa_compiles_on_newer_pythons() -> None:
    """Syntax and warnings of the compiler; whole tests run with scripts/newer-python.sh, which needs packages for that Python."""
    if not newer_pythons():
        pytest.skip("no Python later than 3.10 on this machine")
    check = "import sys, pathlib; [compile(pathlib.Path(p).read_bytes(), p, 'exec') for p in sys.stdin.read().split('\\n') if p]"
    for python in newer_pythons():
        done = subprocess.run(
            [python, "-W", "error", "-c", check],
            input="\n".join(map(str, OUTSIDE)),
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, f"{python}: {done.stderr[-500:]}"
