"""The list of parts in CycloneDX 1.6, as BSI TR-03183-2 asks for one: names, versions, licences, hashes, what needs what."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from bot.procurement.components import OURS, Component

SPEC = "1.6"
OTHER_PARTS = (
    ("data", "Source Sans 3", "OFL-1.1", "https://github.com/adobe-fonts/source-sans", "bot/assets/fonts"),
    ("data", "Map of Germany (svg-maps)", "CC-BY-4.0", "https://github.com/VictorCazanave/svg-maps", "bot/assets/map"),
    (
        "data",
        "Namen von Orten (GeoNames)",
        "CC-BY-4.0",
        "https://www.geonames.org/",
        "bot/language/facts/places/towns.txt",
    ),
    (
        "machine-learning-model",
        "multilingual-e5-small, sieben Schichten, angepasst",
        "MIT",
        "https://arxiv.org/abs/2402.05672",
        "bot/encoder/tuned.npz",
    ),
)
"""What lies in the repository and comes from others: kind, name, licence, source, place."""


def sbom(version: str, licence: str, parts: Sequence[Component], now: dt.datetime) -> dict[str, Any]:
    """Return the list as an object for JSON.

    Args:
        version: of the program.
        licence: SPDX expression of the program.
        parts: the packages it needs.
        now: when the list is made; with a time zone.
    """
    root = f"pkg:generic/{OURS}@{version}"
    others = [_other(*part) for part in OTHER_PARTS]
    direct = sorted({part.address for part in parts})
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{root}#{now.isoformat()}')}",
        "version": 1,
        "metadata": {
            "timestamp": now.isoformat(timespec="seconds"),
            "lifecycles": [{"phase": "build"}],
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "Erste Hilfe 4.0",
                "version": version,
                "licenses": [{"expression": licence}],
                "purl": root,
            },
        },
        "components": [*(_package(part) for part in parts), *others],
        "dependencies": [
            {"ref": root, "dependsOn": [*direct, *(other["bom-ref"] for other in others)]},
            *(_dependency(part, parts) for part in parts),
        ],
    }


def _package(part: Component) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": part.address,
        "name": part.name,
        "version": part.version,
        "licenses": [{"expression": part.licence}],
        "purl": part.address,
        # One of these files was installed; the lock file allows no other. Each stands with its hash (TR-03183-2, 5.2.2).
        "externalReferences": [
            {"type": "website", "url": part.homepage},
            *(
                {
                    "type": "distribution",
                    "url": f"https://pypi.org/project/{part.name}/{part.version}/#files",
                    "hashes": [_sha(text)],
                }
                for text in part.hashes
            ),
        ],
    }


def _sha(text: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": text}


def _other(kind: str, name: str, licence: str, source: str, place: str) -> dict[str, Any]:
    return {
        "type": kind,
        "bom-ref": f"file:{place}",
        "name": name,
        "licenses": [{"expression": licence}],
        "externalReferences": [{"type": "website", "url": source}],
        "properties": [{"name": "erste-hilfe:path", "value": place}],
    }


def _dependency(part: Component, parts: Sequence[Component]) -> dict[str, Any]:
    by_name = {other.name: other.address for other in parts}
    return {"ref": part.address, "dependsOn": sorted(by_name[name] for name in part.needs if name in by_name)}
