"""The day until which a programme is recorded to run, where it is worth keeping: still to come, and not over for other reasons."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.advice.funding_replies import newest_source, status_line
from bot.advice.reply import Button, Download, Reply
from bot.advice.wording import date_text
from bot.knowledge.records import Programme
from bot.knowledge.validity import validity
from bot.web.download_link import deadline_file

_TITLE = "Frist in den Kalender"
_OPEN_ENDED = "Ein Enddatum steht nicht in meinen Unterlagen, deshalb gibt es keinen Termin für den Kalender."


def day_to_keep(programme: Programme, today: dt.date) -> dt.date | None:
    """Return the recorded end of a programme that may be offered on ``today``; None where there is none."""
    day = programme.valid_until
    return day if day is not None and validity(programme, today).may_be_offered else None


def with_deadline(reply: Reply, programme: Programme, today: dt.date) -> Reply:
    """Return an answer that shows one programme with a button that puts its last day into the calendar."""
    if day_to_keep(programme, today) is None:
        return reply
    button = Button(_TITLE, f"Frist von {programme.short_name} in den Kalender")
    return replace(reply, buttons=(button, *reply.buttons))


def deadline_reply(programme: Programme, today: dt.date) -> Reply:
    """Return the last day of a programme with the calendar file, or that none is recorded."""
    day, name = day_to_keep(programme, today), programme.short_name
    state = validity(programme, today)
    more = (Button(f"Mehr zu {name}", f"Mehr zu {name}"),)
    if day is None:
        office = f" Fragen Sie nach: {programme.apply_via}." if programme.apply_via else ""
        text = f"**{name}**: {_OPEN_ENDED} Status: {status_line(programme, state)}.{office}"
        return Reply("programme", (text,), ids=(programme.id,), sources=(newest_source(programme),), buttons=more)
    text = (
        f"**{name}** läuft bis {date_text(day)}. Status: {status_line(programme, state)}. "
        "Die Datei trägt den Tag in Ihren Kalender ein und erinnert Sie zwei Wochen vorher. "
        "Das Geld kann früher zu Ende sein. Warten Sie mit dem Antrag nicht bis zuletzt."
    )
    return Reply(
        "programme",
        (text,),
        ids=(programme.id,),
        sources=(newest_source(programme),),
        buttons=more,
        download=Download(_TITLE, deadline_file(programme.id)),
    )
