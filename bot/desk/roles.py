"""What staff may do: read, edit, administer; each role may all that the one before it may."""

from __future__ import annotations

from enum import Enum


class Role(str, Enum):
    """A role, by the name that staff use."""

    READ = "lesen"
    EDIT = "bearbeiten"
    MANAGE = "verwalten"

    def may(self, wanted: Role) -> bool:
        """Whether whoever has this role may do what ``wanted`` is needed for."""
        order = list(Role)
        return order.index(self) >= order.index(wanted)

    @property
    def means(self) -> str:
        """Return what it lets people do, in German."""
        return _MEANING[self]


_MEANING = {
    Role.READ: "sieht Zahlen und offene Fragen, ändert nichts und sieht keine Rückrufbitten",
    Role.EDIT: "ordnet Fragen zu, ändert Inhalte, ruft Menschen zurück und liest Gespräche, deren Betrieb das erlaubt hat",
    Role.MANAGE: "richtet auch Zugänge ein und sieht das Protokoll",
}
