"""The version of this program, in the one place where it is written (semantic versions, ``CHANGELOG.md``)."""

from __future__ import annotations

VERSION = "1.0.0"
