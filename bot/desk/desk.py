"""What the pages of the desk work with: stores over one data base, the content, the understanding, the running chat."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy.engine import Engine

from bot.contact.handling import Handling
from bot.core.office_hours import Span
from bot.desk.accounts import Accounts
from bot.desk.attempts import Attempts
from bot.desk.audit import Audit
from bot.desk.changes import Changes
from bot.desk.contents.history import Edits
from bot.desk.live import Chat
from bot.desk.meaning import Meaning
from bot.desk.sessions import Sessions
from bot.feedback.settling import Settling
from bot.feedback.store import FeedbackStore
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.store import KnowledgeStore
from bot.knowledge.writing.changing import ContentFiles
from bot.privacy.reading_consent import ReadingConsents
from bot.privacy.taking_over import Deliver, TakingOver
from bot.telegram.state import TelegramState, telegram_state
from bot.web.hosts import Host


@dataclass
class Desk:
    """Everything a page may need.

    ``engine``: of the private tables; ``content``: the files; ``knowledge``: what the chat reads; ``meaning``: which questions
    ask the same, and which article is likely; ``chat``: the running one; ``learn``: called when content has changed;
    ``days``: how long what people told us is kept; ``hosts``: our own names; ``proxies``: how many stand before us;
    ``sends_mail``: whether call-backs go out by e-mail; ``origins``: websites that may embed the chat; ``chat_address``: where
    the chat's page is, with a slash at the end; ``telegram``: says how it stands there, told whether to ask over the network;
    ``two_eyes``: whether a second person has to agree to a change of the content; ``git``: whether each change of it becomes a
    commit; ``hours``: when staff answer in the chat; ``deliver``: hands their words to channels that do not ask for them;
    ``clock``: seconds since 1970.
    """

    engine: Engine
    content: ContentFiles
    knowledge: KnowledgeStore
    meaning: Meaning
    chat: Chat
    learn: Callable[[], None]
    days: int
    hosts: frozenset[Host] = frozenset()
    proxies: int = 0
    sends_mail: bool = False
    origins: tuple[str, ...] = ()
    chat_address: str = "http://127.0.0.1:5005/ui/"
    telegram: Callable[[bool], TelegramState] = telegram_state
    two_eyes: bool = False
    git: bool = False
    hours: tuple[Span, ...] = ()
    deliver: Deliver | None = None
    clock: Callable[[], float] = field(default=time.time)

    @cached_property
    def accounts(self) -> Accounts:
        """Who may come in."""
        return Accounts(self.engine)

    @cached_property
    def sessions(self) -> Sessions:
        """Who is in."""
        return Sessions(self.engine)

    @cached_property
    def attempts(self) -> Attempts:
        """Logins that failed."""
        return Attempts(self.engine)

    @cached_property
    def audit(self) -> Audit:
        """Who did what."""
        return Audit(self.engine)

    @cached_property
    def questions(self) -> Settling:
        """What was asked and not answered."""
        return Settling(self.engine)

    @cached_property
    def feedback(self) -> FeedbackStore:
        """Which answers helped."""
        return FeedbackStore(self.engine)

    @cached_property
    def callbacks(self) -> Handling:
        """Who waits for a call."""
        return Handling(self.engine, self.days)

    @cached_property
    def changes(self) -> Changes:
        """What was added to the content from here."""
        return Changes(self.engine)

    @cached_property
    def talks(self) -> ReadingConsents:
        """Talks that may be read, because their owners have agreed."""
        return ReadingConsents(self.engine, self.days)

    @cached_property
    def persons(self) -> TakingOver:
        """Who of the staff writes in which talk."""
        return TakingOver(self.engine, self.days, self.deliver)

    @cached_property
    def edits(self) -> Edits:
        """What was changed in records from here."""
        return Edits(self.engine)

    def snapshot(self) -> KnowledgeBase:
        """Return the content as the chat reads it now.

        Raises:
            KnowledgeUnavailable: nothing is loaded.
        """
        return self.knowledge.snapshot()
