"""Under which licence an installed package is, as an SPDX expression.

Packages say it in three places of their metadata, in words of their own. What none of them says clearly was read in the file of
the licence that the package brings along, and stands here with that file's name.
"""

from __future__ import annotations

from importlib.metadata import PackageMetadata

READ_BY_HAND = {
    "resvg-py": "MIT",  # resvg_py-0.5.0.dist-info/licenses/LICENSE; resvg itself: Apache-2.0 OR MIT
    "dnspython": "ISC",  # LICENSE
    "psycopg2-binary": "LGPL-3.0-or-later WITH openvpn-openssl-exception",  # LICENSE: LGPL with exceptions for OpenSSL
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",  # LICENSE
    "packaging": "BSD-2-Clause OR Apache-2.0",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "scipy": "BSD-3-Clause",
    "uvloop": "MIT OR Apache-2.0",
    "structlog": "MIT OR Apache-2.0",
    "defusedxml": "PSF-2.0",
    "ujson": "BSD-3-Clause AND TCL",
}
"""By the name of the package; the comment says where it was read."""

_WORDS = {
    "Apache 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License v2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "new BSD": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "MPL-2.0 AND MIT": "MPL-2.0 AND MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
_IDENTIFIERS = frozenset(
    {
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
        "TCL",
        "Unlicense",
    }
)
_JOINTS = frozenset({"AND", "OR", "WITH"})


class UnknownLicenceError(ValueError):
    """Nobody knows under which licence a package is; the message names it."""


def licence_of(name: str, metadata: PackageMetadata) -> str:
    """Return the SPDX expression of a package.

    Args:
        name: its name as in the package index, in small letters.
        metadata: as the installed package holds it.

    Raises:
        UnknownLicenceError: it says none that is known here.
    """
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    classified = [
        line.rpartition(":: ")[2] for line in metadata.get_all("Classifier", []) if line.startswith("License")
    ]
    said = [*metadata.get_all("License-Expression", []), *metadata.get_all("License", []), *classified]
    for text in said:
        found = _spdx(text)
        if found:
            return found
    raise UnknownLicenceError(f"{name} {metadata['Version']}: Die Lizenz ist nicht bekannt ({said}).")


def _spdx(text: str) -> str | None:
    words = text.replace("(", " ").replace(")", " ").split()
    if words and all(word in _IDENTIFIERS or word in _JOINTS for word in words):
        return text
    return _WORDS.get(text.strip())
