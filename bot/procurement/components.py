"""What an installation consists of: every package that serving needs, with version, licence, hashes and what it needs itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import tomli
from packaging.requirements import Requirement

from bot.procurement.licences import licence_of

OURS = "erste-hilfe-4-0"


@dataclass(frozen=True)
class Component:
    """One package. ``hashes``: SHA-256 of the files that the lock file allows; ``needs``: names of other packages here."""

    name: str
    version: str
    licence: str
    homepage: str
    hashes: tuple[str, ...]
    needs: tuple[str, ...]

    @property
    def address(self) -> str:
        """Return its package URL (purl)."""
        return f"pkg:pypi/{self.name}@{self.version}"


def components(lock: Path) -> list[Component]:
    """Return what the program needs at run time, sorted by name; packages of the tests are not among them.

    Args:
        lock: ``uv.lock``, which holds the hashes.

    Raises:
        UnknownLicenceError: of one of them nobody knows the licence.
        PackageNotFoundError: the program itself is not installed.
    """
    hashes = _hashes(lock)
    needs = _needs(OURS)
    found = []
    for name in sorted(set(needs) - {OURS}):
        package = distribution(name)
        found.append(
            Component(
                name,
                package.version,
                licence_of(name, package.metadata),
                _homepage(package),
                hashes.get((name, package.version), ()),
                tuple(sorted(needs[name])),
            )
        )
    return found


def normalised(name: str) -> str:
    """Return the name of a package as the index writes it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needs(root: str) -> dict[str, set[str]]:
    """Return for each package that ``root`` needs, directly or not, what it needs itself of those that are installed."""
    found: dict[str, set[str]] = {}
    extras: dict[str, frozenset[str]] = {}
    waiting = [(root, frozenset[str]())]
    while waiting:
        name, wanted = waiting.pop()
        if name in found and wanted <= extras[name]:
            continue
        package = _installed(name)
        if package is None:  # left out of every environment: see pyproject.toml, override-dependencies
            continue
        extras[name] = extras.get(name, frozenset()) | wanted
        requirements = list(_wanted(package, extras[name]))
        found[name] = {normalised(one.name) for one in requirements if _installed(normalised(one.name)) is not None}
        waiting += [(normalised(one.name), frozenset(one.extras)) for one in requirements]
    return found


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _wanted(package: Distribution, extras: frozenset[str]) -> Iterable[Requirement]:
    for line in package.requires or []:
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in extras | {""}):
            yield requirement


def _homepage(package: Distribution) -> str:
    given = "".join(package.metadata.get_all("Home-page", [])[:1])
    named = dict(line.split(", ", 1) for line in package.metadata.get_all("Project-URL", []) if ", " in line)
    lower = {key.lower(): value for key, value in named.items()}
    found = given or next(
        (lower[key] for key in ("homepage", "home", "source", "repository", "source code") if key in lower), ""
    )
    return found if found.startswith("http") else f"https://pypi.org/project/{normalised(package.metadata['Name'])}/"


def _hashes(lock: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    packages: list[dict[str, Any]] = tomli.loads(lock.read_text(encoding="utf-8"))["package"]
    return {
        (package["name"], package["version"]): tuple(
            file["hash"].removeprefix("sha256:")
            for file in [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
            if "hash" in file
        )
        for package in packages
        if "version" in package
    }
