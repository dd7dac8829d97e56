"""A real SMTP server on loopback, and what it has taken."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from bot.contact.mail import MailSettings
from tests.conftest import free_port


class Mailbox:
    """What a mail server does with a message.

    ``replies``: answers to the next messages, then all are taken; ``unknown``: recipients that are refused; ``raw``: the
    bytes of what was taken.
    """

    def __init__(self, *replies: str) -> None:
        self.replies = list(replies)
        self.unknown: set[str] = set()
        self.taken: list[EmailMessage] = []
        self.raw: list[bytes] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.unknown:
            return f"550 {address} is not known here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        reply = self.replies.pop(0) if self.replies else "250 OK"
        if reply.startswith("250"):
            self.raw.append(envelope.content)
            self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))  # type: ignore[arg-type]
        return reply


class Server:
    """A real SMTP server on loopback that can be stopped and started again on the same port."""

    def __init__(self, mailbox: Mailbox, **options: Any) -> None:
        self.mailbox, self.port, self.options = mailbox, free_port(), options
        self.controller: Controller | None = None

    def start(self) -> None:
        self.controller = Controller(self.mailbox, hostname="127.0.0.1", port=self.port, **self.options)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None

    @property
    def settings(self) -> MailSettings:
        return MailSettings("127.0.0.1", self.port, None, None, "none", "chat@zentrum.de", ("team@zentrum.de",))
