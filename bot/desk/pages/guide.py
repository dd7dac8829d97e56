"""Help on one page; each page has its own short one besides."""

from __future__ import annotations

from starlette.responses import Response

from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.visit import Visit, page


def show(visit: Visit) -> Response:
    """Show it."""
    return page(visit, "guide.html", roles=list(Role))


ROUTES = (Route("/hilfe", show, Role.READ, title="Hilfe"),)
