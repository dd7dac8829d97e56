"""Help on one page; each page has its own short one besides, with a link to its part of this one."""

from __future__ import annotations

from starlette.responses import Response

from bot.desk.help import all_help
from bot.desk.roles import Role
from bot.desk.routes import Route, all_routes
from bot.desk.visit import Visit, page


def show(visit: Visit) -> Response:
    """Show it, with links to the pages that whoever asks may see."""
    linked = {
        route.path: visit.to(route.path)
        for route in all_routes()
        if route.method == "GET" and route.role and visit.may(route.role) and "{" not in route.path
    }
    return page(visit, "guide.html", roles=list(Role), topics=all_help(), linked=linked)


ROUTES = (Route("/hilfe", show, Role.READ, title="Hilfe"),)
