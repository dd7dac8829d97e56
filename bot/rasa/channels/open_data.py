"""The open data over HTTP: ``GET`` and ``HEAD`` of ``/ui/daten/`` and its four files (``bot.exchange.public``)."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.exchange.public import PAGE, PublicFiles
from bot.knowledge.store import KnowledgeUnavailable, shared_store
from bot.rasa.channels.requests import Refused
from bot.rasa.conversations.asking import OUT_OF_ORDER

logger = logging.getLogger(__name__)

_NOT_FOUND = "Diese Datei gibt es hier nicht. Alle Dateien stehen unter /ui/daten/."


def add_open_data(routes: Blueprint, headers: Mapping[str, str]) -> None:
    """Add the routes to those of the website's channel. ``headers``: what every answer of the channel carries."""
    files = PublicFiles(lambda: shared_store().snapshot())

    @routes.route("/daten/", methods=["GET", "HEAD"])
    async def data_page(request: Request) -> HTTPResponse:
        return _answer(request, files, PAGE, headers)

    @routes.route("/daten/<name:str>", methods=["GET", "HEAD"])
    async def data_file(request: Request, name: str) -> HTTPResponse:
        return _answer(request, files, name, headers)


def _answer(request: Request, files: PublicFiles, name: str, headers: Mapping[str, str]) -> HTTPResponse:
    """Return a file, or that the browser's copy is still good.

    The channel's ``Cache-Control: no-cache`` is what the files need: a copy may be kept, but whoever shows it asks first. A
    programme that ended yesterday must not be shown as open from a cache.

    Raises:
        Refused: 404 for a name that is none, 503 where the content cannot be read.
    """
    try:
        file = files.get(name)
    except KnowledgeUnavailable as error:
        logger.error("The open data cannot be read: %s", error)
        raise Refused(503, "out_of_order", OUT_OF_ORDER) from error
    if file is None:
        raise Refused(404, "not_found", _NOT_FOUND)
    tagged = {**headers, "ETag": file.tag}
    if _has(request.headers.get("if-none-match", ""), file.tag):
        return response.empty(304, tagged)
    return response.raw(file.body, content_type=file.content_type, headers=tagged)


def _has(given: str, tag: str) -> bool:
    """Whether ``tag`` is among those a browser has; a proxy that packs answers may have marked it as weak."""
    return tag in {part.strip().removeprefix("W/") for part in given.split(",")} or given.strip() == "*"
