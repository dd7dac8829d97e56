"""The first page: eight figures, each a way to what stands behind it."""

from __future__ import annotations

from starlette.responses import Response

from bot.clock import today
from bot.desk import figures
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.visit import Visit, page


def show(visit: Visit) -> Response:
    """Show the figures."""
    return page(visit, "today.html", figures=figures.eight(visit.desk), today=today())


ROUTES = (Route("/", show, Role.READ, title="Heute"),)
