"""Known vulnerabilities of installed packages, with the reason why each is no way in: ``docs/procurement/vulnerabilities.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.specifiers import SpecifierSet


@dataclass(frozen=True)
class Vulnerability:
    """One entry, or several of one package with the same reason.

    ``ids``: CVE numbers and the like; ``affected``: versions, as pip writes them; ``what`` and ``why_not``: German; ``held_by``:
    the test that holds the reason; ``source``: where it is described.
    """

    package: str
    ids: tuple[str, ...]
    affected: str
    what: str
    why_not: str
    held_by: str
    source: str

    def concerns(self, version: str) -> bool:
        """Return whether a version of the package has it."""
        return SpecifierSet(self.affected).contains(version, prereleases=True)


@dataclass(frozen=True)
class Known:
    """All of them, and the day on which they were collected."""

    as_of: str
    entries: tuple[Vulnerability, ...]

    def stale(self, versions: Mapping[str, str]) -> list[Vulnerability]:
        """Return those that the installed ``versions`` (by package) do not have any more, so that they have to go."""
        return [one for one in self.entries if one.package not in versions or not one.concerns(versions[one.package])]


def read(path: Path) -> Known:
    """Read the file.

    Raises:
        KeyError, TypeError: an entry is incomplete.
    """
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries = tuple(Vulnerability(**{**one, "ids": tuple(one["ids"])}) for one in content["vulnerabilities"])
    return Known(str(content["as_of"]), entries)
