"""The action server, on loopback only: rasa_sdk's own listens on every interface."""

from __future__ import annotations

import logging

from rasa_sdk.endpoint import create_app

from actions.services import article_search
from bot.knowledge.store import KnowledgeUnavailable, shared_store

HOST = "127.0.0.1"
KEEP_ALIVE_SECONDS = 75
"""How long an idle connection stays open: longer than Rasa (``bot.rasa.remote_actions``) uses it again."""

logger = logging.getLogger(__name__)


def serve(port: int) -> None:
    """Load the actions, open the search so that the first question is fast, and serve until stopped.

    Args:
        port: where to listen, on loopback.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for name in ("rasa_sdk", "sanic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    warm_up()
    app = create_app("actions", cors_origins=[])
    app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE_SECONDS
    app.run(HOST, port, access_log=False)


def warm_up() -> None:
    """Open the knowledge base and the search index; a missing data base is said and does not stop the server."""
    try:
        article_search().find("Wo fangen wir an?", shared_store().snapshot())
    except KnowledgeUnavailable as error:
        logger.error("The knowledge base is not available yet: %s", error)
