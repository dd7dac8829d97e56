"""The pages of the desk, in one list: who serves what, which role it needs, what stands in the navigation.

A module in ``bot/desk/pages`` gives its :data:`ROUTES`; adding it to :func:`all_routes` is all that a new page needs. There is
no way to leave the role out: ``role`` None says that no login is needed, and a test names the few that say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from bot.desk.roles import Role

if TYPE_CHECKING:
    from bot.desk.visit import Visit

Work = Callable[["Visit"], Response]


@dataclass(frozen=True)
class Route:
    """A page or a form.

    ``path``: below ``/redaktion``, with ``{name}`` for what it names; ``work``: answers, in a thread of its own; ``role``: who
    may, None for everybody; ``method``: GET shows, POST changes. ``title``: in the navigation, empty for what does not stand
    there.
    """

    path: str
    work: Work
    role: Role | None
    method: str = "GET"
    title: str = ""


def all_routes() -> tuple[Route, ...]:
    """Return every route, in the order of the navigation."""
    from bot.desk.pages import (
        account,
        administration,
        callbacks,
        contents,
        editing,
        embedding,
        entry,
        figures,
        freshness,
        guide,
        questions,
        talks,
        today,
        trying,
        writing,
    )

    modules = (
        today,
        questions,
        contents,
        editing,
        freshness,
        callbacks,
        talks,
        writing,
        trying,
        figures,
        embedding,
        administration,
        account,
        guide,
        entry,
    )
    return tuple(route for module in modules for route in module.ROUTES)


def navigation() -> tuple[Route, ...]:
    """Return what stands in the navigation."""
    return tuple(route for route in all_routes() if route.title)
