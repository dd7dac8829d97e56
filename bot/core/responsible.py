"""Who is responsible for this chat: what the operator has set, as lines and as pages, and what is still missing.

Source of what has to be named: Articles 13 and 77 GDPR (controller, data protection officer, authority), section 5 DDG
(imprint), section 12b BGG and the state laws beside it (accessibility) for public bodies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.core.table import (
    ACCESSIBILITY_PAGE,
    AUTHORITY,
    CONTROLLER,
    HOSTS,
    IMPRINT_PAGE,
    ORIGINS,
    PRIVACY_OFFICER,
    PRIVACY_PAGE,
    Setting,
)

Matter = Literal["controller", "officer", "authority", "imprint", "privacy", "accessibility"]

LINES: Mapping[Matter, tuple[Setting[str | None], str]] = {
    "controller": (CONTROLLER, "Verantwortlich"),
    "officer": (PRIVACY_OFFICER, "Datenschutzbeauftragte Person"),
    "authority": (AUTHORITY, "Aufsicht über den Datenschutz"),
}
PAGES: Mapping[Matter, tuple[Setting[str | None], str]] = {
    "imprint": (IMPRINT_PAGE, "Impressum"),
    "privacy": (PRIVACY_PAGE, "Datenschutzerklärung"),
    "accessibility": (ACCESSIBILITY_PAGE, "Erklärung zur Barrierefreiheit"),
}


@dataclass(frozen=True)
class Named:
    """One thing that is set. ``value``: a line of text, or the address of a page."""

    title: str
    value: str


def named(matter: Matter) -> Named | None:
    """Return what is set for a matter; None where nothing is.

    Raises:
        ValueError: the setting cannot be right.
    """
    setting, title = {**LINES, **PAGES}[matter]
    value = setting.value()
    return Named(title, value) if value else None


def pages() -> list[Named]:
    """Return the pages that are set, in the order in which they are shown."""
    return [found for matter in PAGES if (found := named(matter)) is not None]


def missing() -> list[str]:
    """Return the settings that are not set, by their names."""
    return [setting.name for setting, _ in (*LINES.values(), *PAGES.values()) if setting.value() is None]


def reminder() -> str | None:
    """Return one German sentence on what is missing where the chat is reached from outside; None where all is well."""
    is_public = bool(HOSTS.value() or ORIGINS.value())
    lacking = missing()
    if not is_public or not lacking:
        return None
    return (
        f"Der Chat ist von außen erreichbar, sagt aber noch nicht alles über die Verantwortlichen. Es fehlt: "
        f"{', '.join(lacking)}. Was hineingehört, zeigt „lotse settings“."
    )
