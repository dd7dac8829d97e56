"""The process that serves the desk, beside the servers of the chat: nothing that happens here ends those.

The base is Starlette: small, living, and served by the uvicorn and the strict reading of requests that the chat has
(``bot.rasa.http``). Rasa's Sanic is of 2021 and goes with Rasa one day; an admin framework would show tables and not work.
"""

from __future__ import annotations

import logging
import socket
import threading
import time

from sqlalchemy.exc import SQLAlchemyError

from bot.contact.mail import MailSettings
from bot.core.table import DESK_GIT, DESK_PORT, DESK_TWO_EYES, DESK_WEEKLY, HOSTS, OFFICE_HOURS
from bot.desk.application import application
from bot.desk.desk import Desk
from bot.desk.gate import MAX_BODY
from bot.desk.learning import LaterLearning
from bot.desk.live import RunningChat
from bot.desk.meaning import Meaning
from bot.desk.visit import ROOT
from bot.desk.weekly import REFUSED, send_when_due
from bot.knowledge.checking import BrokenContent
from bot.knowledge.files import UnreadableFile
from bot.knowledge.store import KnowledgeStore, KnowledgeUnavailable
from bot.knowledge.writing.changing import ContentFiles
from bot.knowledge.writing.whole import WRITING
from bot.privacy.conversations import retention_days
from bot.privacy.tables import open_database
from bot.rasa.http import serving as http_server
from bot.rasa.http.keeper import Alone
from bot.settings import KNOWLEDGE_DIR, database_url, outer_proxies, tracker_url
from bot.telegram.persons import deliverer
from bot.web.hosts import allowed_hosts
from bot.web.origins import allowed_origins

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 30.0
_MAIL_SECONDS = 600.0
"""How often it is looked whether the e-mail of the week is due, or is tried again."""


def desk_of_environment(rasa: str, proxies: int) -> Desk:
    """Return the desk that the settings describe.

    Args:
        rasa: address of a server of the chat.
        proxies: how many proxies of ours stand before the desk, beside those of ``LOTSE_PROXIES``.

    Raises:
        ValueError, sqlalchemy.exc.SQLAlchemyError: a setting is wrong, or the data base cannot be opened.
    """
    knowledge = KnowledgeStore(database_url())
    return Desk(
        engine=open_database(tracker_url()),
        content=ContentFiles(KNOWLEDGE_DIR, database_url(), WRITING),
        knowledge=knowledge,
        meaning=Meaning(),
        chat=RunningChat(rasa, knowledge.version),
        learn=LaterLearning(),
        days=retention_days(),
        hosts=allowed_hosts(),
        proxies=proxies + outer_proxies(),
        sends_mail=MailSettings.from_environment() is not None,
        origins=allowed_origins(),
        chat_address=_chat_address(rasa),
        two_eyes=DESK_TWO_EYES.value(),
        git=DESK_GIT.value(),
        hours=OFFICE_HOURS.value(),
        deliver=deliverer(),
    )


def _chat_address(rasa: str) -> str:
    """Return where people find the chat: under the first of our names, else on this machine."""
    names = HOSTS.value()
    return f"https://{names[0]}/ui/" if names else f"{rasa}/ui/"


def desk_address() -> str:
    """Return where staff find the desk: under the first of our names, else on this machine."""
    names = HOSTS.value()
    return f"https://{names[0]}{ROOT}" if names else f"http://127.0.0.1:{DESK_PORT.value()}{ROOT}"


def serve(desk: Desk, listening: socket.socket) -> None:
    """Serve on a socket that listens already, until SIGTERM.

    Raises:
        ValueError: a setting of the e-mail is wrong.
    """
    threading.Thread(target=_warm, args=(desk,), name="reading the content", daemon=True).start()
    weekly = MailSettings.from_environment() if DESK_WEEKLY.value() else None
    due = (desk, weekly, desk_address())
    threading.Thread(target=_regularly, args=due, name="what is due", daemon=True).start()
    http_server.run(http_server.serve(application(desk), listening, MAX_BODY, Alone()))


def _warm(desk: Desk) -> None:
    """Read the content before somebody changes it, so that their first change is quick, too."""
    try:
        desk.content.warm()
    except (BrokenContent, OSError) as error:
        logger.warning("The content cannot be changed before it is mended: %s", type(error).__name__)


def _regularly(desk: Desk, weekly: MailSettings | None, address: str) -> None:
    """Give back the talks of those who have said nothing for long, as their owners wait; send the e-mail of the week."""
    said, mail_due = "", 0.0
    while True:
        time.sleep(_LOOK_SECONDS)
        try:
            desk.persons.end_silent(desk.clock())
            if weekly is not None and time.monotonic() >= mail_due:
                mail_due = time.monotonic() + _MAIL_SECONDS
                send_when_due(desk, weekly, address, desk.clock())
            said = ""
        except (SQLAlchemyError, KnowledgeUnavailable, UnreadableFile, *REFUSED) as error:
            if said != type(error).__name__:  # the same is said once
                said = type(error).__name__
                logger.error("What is due at the desk was not done: %s", said)
