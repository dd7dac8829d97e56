"""The action server, on loopback only: rasa_sdk's own listens on every interface."""

from __future__ import annotations

import logging
import os

from bot.quiet import silence_deprecations

logger = logging.getLogger(__name__)


def main() -> None:
    """Load the actions, open the search so that the first question is fast, and serve until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for name in ("rasa_sdk", "sanic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    silence_deprecations(with_rasa=False)
    from rasa_sdk.endpoint import create_app

    warm_up()
    app = create_app("actions")
    app.run("127.0.0.1", int(os.environ.get("LOTSE_ACTIONS_PORT", "5055")), access_log=False)


def warm_up() -> None:
    """Open the knowledge base and the search index; a missing data base is said and does not stop the server."""
    from actions.services import article_search
    from bot.knowledge.store import KnowledgeUnavailable, shared_store

    try:
        article_search().find("Wo fangen wir an?", shared_store().snapshot())
    except KnowledgeUnavailable as error:
        logger.error("The knowledge base is not available yet: %s", error)


if __name__ == "__main__":
    main()
