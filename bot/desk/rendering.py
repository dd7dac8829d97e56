"""From a template to HTML. Everything is escaped; what a template does not know is an error and no blank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.clock import german_time
from bot.desk.help import help_for

if TYPE_CHECKING:
    from bot.desk.visit import Visit

FOLDER = Path(__file__).parent


def html(template: str, visit: Visit, values: Mapping[str, object]) -> str:
    """Return a page.

    Args:
        template: name of the file.
        visit: who asks for it, and where from.
        values: what it shows.
    """
    from bot.desk.routes import navigation
    from bot.desk.visit import NOTICES, ROOT

    shared = {
        "visit": visit,
        "to": visit.to,
        "styles": visit.to(f"/static/{static_name('desk.css')}"),
        "icon": visit.to(f"/static/{static_name('icon.svg')}"),
        "csrf": visit.session.csrf if visit.session else "",
        "navigation": [
            (route.title, visit.to(route.path), _is_here(route.path, visit.here.removeprefix(ROOT)))
            for route in navigation()
            if visit.session and route.role and visit.may(route.role)
        ],
        "notice": NOTICES.get(visit.query.get("meldung", "")),
        "help_address": _help_address(visit, ROOT),
    }
    return _environment().get_template(template).render({**shared, **values})


def _help_address(visit: Visit, root: str) -> str:
    """Return where the help on this page stands; empty for those who are not in, who cannot read it."""
    found = help_for(visit.here.removeprefix(root)) if visit.session else None
    return f"{visit.to('/hilfe')}#{found.id}" if found else ""


def _is_here(path: str, here: str) -> bool:
    return here == path or (path != "/" and here.startswith(f"{path}/"))


@lru_cache(maxsize=1)
def static_files() -> dict[str, Path]:
    """Return the files that everybody may have, by names that change with them, so that browsers may keep them for ever."""
    return {
        f"{path.stem}-{sha256(path.read_bytes()).hexdigest()[:12]}{path.suffix}": path
        for path in sorted((FOLDER / "static").iterdir())
    }


def static_name(name: str) -> str:
    """Return under which name browsers get a file."""
    return next(known for known, path in static_files().items() if path.name == name)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=day, moment=moment, number=number, times=times, plain=plain, as_day=as_day)
    return environment


def day(value: float | dt.date | None) -> str:
    """Return a day as 28.11.2026; seconds since 1970 count in Germany."""
    if value is None:
        return "unbekannt"
    return f"{german_time(value) if isinstance(value, (int, float)) else value:%d.%m.%Y}"


def moment(value: float | None) -> str:
    """Return a moment as 28.11.2026, 14:05 Uhr."""
    return "" if value is None else f"{german_time(value):%d.%m.%Y, %H:%M} Uhr"


def as_day(text: str) -> str:
    """Return the date of a source, written by machine or by hand, as people write it."""
    from bot.desk.contents.forms import german_day

    return german_day(text)


def number(value: float) -> str:
    """Return a number as 12.345."""
    return f"{value:,.0f}".replace(",", ".")


def times(count: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 Frage", "3 Fragen"."""
    return f"{number(count)} {one if count == 1 else many}"


def plain(text: Any) -> str:
    """Return a text of the chat without its marks for bold letters."""
    return str(text).replace("**", "")
