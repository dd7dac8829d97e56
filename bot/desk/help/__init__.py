"""Help for the staff, page by page: read from ``pages.yaml``, the one place where it is written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, Extra

_FILE = Path(__file__).with_name("pages.yaml")


class PageHelp(BaseModel):
    """What is said about one page; the fields are explained in ``pages.yaml``."""

    class Config:
        """No field that nobody shows, and none that changes."""

        extra = Extra.forbid
        frozen = True

    id: str
    title: str
    pages: tuple[str, ...]
    in_short: str
    steps: tuple[str, ...]
    good_to_know: tuple[str, ...]


@lru_cache(maxsize=1)
def all_help() -> tuple[PageHelp, ...]:
    """Return the help on all pages, in the order of the file.

    Raises:
        pydantic.ValidationError: the file does not say what it should.
    """
    return tuple(PageHelp.parse_obj(entry) for entry in yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def help_for(path: str, known: Iterable[PageHelp] | None = None) -> PageHelp | None:
    """Return the help on the page at ``path`` (below ``/redaktion``), or None where nothing is said about it.

    A path that is written out wins over one with a gap: "/fragen/ablegen" is not the question of that number.
    """
    entries = all_help() if known is None else known
    fitting = [(page.count("{}"), entry) for entry in entries for page in entry.pages if _fits(page, path)]
    return min(fitting, key=lambda one: one[0])[1] if fitting else None


def _fits(page: str, path: str) -> bool:
    wanted, given = page.split("/"), path.split("/")
    return len(wanted) == len(given) and all(part in ("{}", there) for part, there in zip(wanted, given, strict=True))
