"""The weekly e-mail: the five checks of "Frische" that help most, with their sources. Off by default; it names no owner.

It goes out on Monday from seven o'clock on, or later in the week where nothing ran then, once a week however many processes
there are: whoever sends it has first put a row for this week among the figures, and takes it out again where the mail server
did not take the e-mail.
"""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from bot.clock import german_time
from bot.contact.mail import MailSettings, send
from bot.contact.validation import one_line
from bot.desk.desk import Desk
from bot.desk.freshness import Task, freshness
from bot.privacy.desk_tables import FIGURES
from bot.privacy.traces import writing

_HOUR = 7
"""From this hour on, in Germany."""
_MARK = "weekly mail"
"""The name of the row that says that this week's e-mail is sent, or being sent."""
_KINDS = {"programm": "Förderprogramm", "artikel": "Artikel", "kontakt": "Notfallnummer"}


def send_when_due(desk: Desk, settings: MailSettings, address: str, now: float) -> bool:
    """Send the e-mail of this week if that is not done yet; returns whether it went out now. Without checks none is sent.

    Args:
        desk: what there is to check.
        settings: the mail server, and who gets it.
        address: of the desk, where the links lead.
        now: seconds since 1970.

    Raises:
        smtplib.SMTPException, OSError: the mail server did not take it; it is tried again with the next call.
        sqlalchemy.exc.SQLAlchemyError, KnowledgeUnavailable: a data base cannot be read or written.
    """
    moment = german_time(now)
    if moment.weekday() == 0 and moment.hour < _HOUR:
        return False
    week = (moment.date() - dt.timedelta(days=moment.weekday())).isoformat()
    row = (FIGURES.c.day == week, FIGURES.c.name == _MARK)
    try:
        with writing(desk.engine) as connection:
            connection.execute(insert(FIGURES).values(day=week, name=_MARK, count=1))
    except IntegrityError:
        return False
    try:
        best = freshness(desk, moment.date()).best
        if best:
            send(message(best, settings, address, moment), settings)
    except BaseException:
        with writing(desk.engine) as connection:
            connection.execute(delete(FIGURES).where(*row))
        raise
    return bool(best)


def message(tasks: Sequence[Task], settings: MailSettings, address: str, moment: dt.datetime) -> EmailMessage:
    """Return the e-mail. Every header is ours; titles and addresses of the content stand in the body alone."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = f"Chat-Inhalte: {len(tasks)} Prüfungen, die diese Woche am meisten nützen"
    mail["From"] = settings.sender
    mail["To"] = ", ".join(settings.recipients)
    mail["Date"] = format_datetime(moment)
    year, week, _ = moment.isocalendar()
    mail["Message-ID"] = f"<frische-{year}-{week}@{settings.sender.rpartition('@')[2]}>"
    lines = ["Guten Tag,", "", "diese Angaben im Chat „Erste Hilfe 4.0“ sollte jemand prüfen, die wichtigste zuerst:"]
    for place, task in enumerate(tasks, start=1):
        until = f", Frist {task.until:%d.%m.%Y}" if task.until else ""
        lines += ["", f"{place}. {_KINDS.get(task.kind, 'Eintrag')}: {one_line(task.title)} ({task.why}{until})"]
        if task.url:
            lines.append(f"   Quelle: {one_line(task.url)}")
    lines += ["", "Stimmt noch alles? Dann genügt ein Klick auf „Heute geprüft“:", f"{address}/frische", "",
              "Diese E-Mail kommt einmal in der Woche. Abschalten: LOTSE_DESK_WEEKLY=false."]  # fmt: skip
    mail.set_content("\n".join(lines) + "\n", cte="base64")
    return mail


REFUSED = (smtplib.SMTPException, OSError)
"""What the mail server's refusal, or its absence, is raised as."""
