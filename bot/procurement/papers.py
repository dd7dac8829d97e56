"""Builds the folder: fills the papers with facts, and adds the lists that are made of the packages."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.procurement.components import Component, components
from bot.procurement.facts import facts
from bot.procurement.sbom import OTHER_PARTS, sbom
from bot.procurement.vulnerabilities import Known, read
from bot.settings import ROOT
from bot.version import VERSION

SOURCE = ROOT / "docs" / "procurement"
PAPERS = (
    "verarbeitungstaetigkeiten.md",
    "massnahmen.md",
    "loeschkonzept.md",
    "auftragsverarbeitung.md",
    "folgenabschaetzung.md",
    "barrierefreiheit.md",
    "ki-transparenz.md",
    "asvs.md",
    "ausstieg.md",
)
COPIED = ("LICENSE", "NOTICE", "SECURITY.md", "docs/desk-asvs.md")
LICENCE = "Apache-2.0"
OPEN = "[vom Zentrum auszufüllen"
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_SECURITY_DAYS = 365
"""RFC 9116: a security.txt should not be good for more than a year."""


def build(folder: Path, now: dt.datetime) -> list[Path]:
    """Write all papers into ``folder``, which is emptied first. Returns the files.

    Args:
        folder: where they go.
        now: the time that they name; with a time zone.

    Raises:
        UnknownLicenceError: of a package nobody knows the licence.
        KeyError: a paper asks for a fact that there is not.
    """
    parts = components(ROOT / "uv.lock")
    known = read(SOURCE / "vulnerabilities.yaml")
    given = facts(parts, now.date())
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    texts = {name: fill((SOURCE / name).read_text(encoding="utf-8"), given) for name in PAPERS}
    texts |= {Path(name).name: (ROOT / name).read_text(encoding="utf-8") for name in COPIED}
    texts["lizenzen.md"] = licences(parts)
    texts["schwachstellen.md"] = vulnerabilities(known, parts)
    texts["security.txt"] = security_txt(now)
    texts["sbom.cdx.json"] = json.dumps(sbom(VERSION, LICENCE, parts, now), indent=1, ensure_ascii=False) + "\n"
    texts["offen.md"] = still_open(texts)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder / name for name in texts)


def fill(text: str, given: Mapping[str, str]) -> str:
    """Return the text with each ``{{name}}`` replaced.

    Raises:
        KeyError: a name is not known.
    """
    return _SLOT.sub(lambda found: given[found[1]], text)


def licences(parts: Sequence[Component]) -> str:
    """Return the table of the licences of all packages and other parts."""
    lines = [
        "# Lizenzen",
        "",
        f"Das Programm steht unter {LICENCE} (LICENSE). Es lädt diese Pakete unverändert von deren Herausgebern.",
        "Pakete unter LGPL und MPL werden als Ganzes benutzt und können ausgetauscht werden.",
        "",
        "| Paket | Version | Lizenz | Quelle |",
        "| --- | --- | --- | --- |",
        *(f"| {part.name} | {part.version} | {part.licence} | {part.homepage} |" for part in parts),
        "",
        "| Teil in diesem Repository | Lizenz | Ort | Quelle |",
        "| --- | --- | --- | --- |",
        *(f"| {name} | {licence} | {place} | {source} |" for _, name, licence, source, place in OTHER_PARTS),
    ]
    return "\n".join(lines) + "\n"


def vulnerabilities(known: Known, parts: Sequence[Component]) -> str:
    """Return the table of known vulnerabilities, those only that the installed versions have."""
    versions = {part.name: part.version for part in parts}
    concerned = [one for one in known.entries if one.package in versions and one.concerns(versions[one.package])]
    lines = [
        "# Bekannte Schwachstellen der Pakete",
        "",
        f"Stand {known.as_of}, von Hand aus öffentlichen Meldungen gesammelt. Ein Verzeichnis wurde dabei nicht abgefragt.",
        f"Geprüft wurden {len(parts)} Pakete; die anderen haben hier keinen Eintrag.",
        "",
        "| Paket | Meldung | betroffen | was | warum hier nicht erreichbar | gehalten von |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {one.package} {versions[one.package]} | [{', '.join(one.ids)}]({one.source}) | {one.affected} | {one.what} | "
            f"{one.why_not} | `{one.held_by}` |"
            for one in concerned
        ),
        "",
        f"- Abfrage eines Verzeichnisses vor der Freigabe (docs/procurement/README.md): {OPEN}: Datum und Ergebnis]",
    ]
    return "\n".join(lines) + "\n"


def security_txt(now: dt.datetime) -> str:
    """Return the file of RFC 9116, good for a year; the address is the centre's to fill in. ``now``: in UTC."""
    expires = now + dt.timedelta(days=_SECURITY_DAYS)
    return (
        f"# {OPEN}: Adresse und Namen des Chats]\n"
        "Contact: mailto:sicherheit@zentrum.example\n"
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}\n"
        "Preferred-Languages: de, en\n"
        "Canonical: https://chat.zentrum.example/.well-known/security.txt\n"
    )


def still_open(texts: Mapping[str, str]) -> str:
    """Return a list of what the centre has to fill in, by paper."""
    lines = ["# Was das Zentrum noch ausfüllt", ""]
    for name, text in sorted(texts.items()):
        lines += [f"- {name}: {line.strip(' |-')}" for line in text.splitlines() if OPEN in line]
    return "\n".join(lines) + "\n"
