"""Keeping questions that found no answer for the staff, without personal data."""

from __future__ import annotations

import logging
import time

from rasa_sdk import Tracker
from sqlalchemy.exc import SQLAlchemyError

from actions.services import private_database
from actions.turn import Turn
from bot.feedback.store import FeedbackStore

logger = logging.getLogger(__name__)

_CONSOLE = "cmdline"


def note_unanswered(tracker: Tracker, turn: Turn) -> None:
    """Keep the masked question; what is asked on the console is no owner's. A data base in trouble costs no answer."""
    if tracker.get_latest_input_channel() == _CONSOLE:
        return
    try:
        FeedbackStore(private_database()).unanswered(turn.conversation, turn.text, time.time())
    except SQLAlchemyError as error:
        logger.error("A question without an answer could not be kept: %s", type(error).__name__)
