"""The version of this program: semantic versions, told in ``CHANGELOG.md``.

It stands here and in ``pyproject.toml`` (``make release`` sees to it that both say the same): what is installed may be a folder
whose metadata are of an older version.
"""

from __future__ import annotations

VERSION = "1.0.0"
