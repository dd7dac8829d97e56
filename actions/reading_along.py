"""Letting a person of the centre read the talk: asked once, answered with yes or no, ended with one sentence."""

from __future__ import annotations

import time

from actions.answer import Answer
from actions.office import closed_line
from actions.services import private_database
from actions.turn import Turn
from bot.advice.reply import Button, Reply
from bot.advice.wording import date_text
from bot.clock import german_time
from bot.language.asked.reading_along import agrees_plainly, wish_for_reader
from bot.privacy.conversations import retention_days
from bot.privacy.reading_consent import Consent, ReadingConsents

READER = "reader"
"""What the question is about (``Reply.asks``)."""
_ASK = Button("Gespräch lesen lassen", "Gespräch lesen lassen")
_ALLOW = Button("Ja, mitlesen erlauben", "Ja, mitlesen erlauben")
_REFUSE = Button("Nein, nicht mitlesen", "Nein, niemand soll mitlesen")
END_BUTTON = Button("Nicht mehr mitlesen", "Nicht mehr mitlesen")
_CALL = Button("Bitte zurückrufen", "Ich möchte mit einem Menschen sprechen")
_LATER = (
    "Gern, aber eins nach dem anderen. Wenn wir hier fertig sind, schreiben Sie „Gespräch lesen lassen“. "
    "Bis dahin liest niemand mit."
)
_NOT_PLAIN = (
    "Ich brauche ein einfaches Ja, sonst liest niemand mit. Lesen würde jemand aus dem Team des Zentrums, und zwar das ganze "
    "Gespräch. Wer genau, steht vorher nicht fest."
)
_REFUSED = "In Ordnung, niemand liest mit."
_NOBODY = "Niemand liest dieses Gespräch mit. Das Zentrum sieht es nur, wenn Sie es erlauben."
_ENDED = "Erledigt. Ab sofort kann niemand aus dem Zentrum dieses Gespräch lesen."


def question() -> str:
    """Return what the owner is asked, which is also the text they agree to."""
    return (
        "Darf jemand vom Zentrum dieses Gespräch lesen und Ihnen hier auch selbst schreiben? Lesen heißt: was Sie geschrieben "
        "haben und hier noch schreiben, und meine Antworten. Namen, Nummern und Adressen bleiben dabei verdeckt. "
        "Haben Sie um einen Rückruf gebeten, sieht die Person, dass es Ihr Gespräch ist. Wann jemand liest, wird festgehalten. "
        f"Die Erlaubnis endet nach {consents().days} Tagen. Solange Sie dieses Gespräch offen haben, beenden Sie sie sofort "
        "mit „nicht mehr mitlesen“."
    )


def consents() -> ReadingConsents:
    """Return the consents of this installation."""
    return ReadingConsents(private_database(), retention_days())


def on_reader(turn: Turn) -> Answer | None:
    """Answer what is said about a person reading the talk; None if the message says nothing of that.

    Only a plain yes to the question itself is a consent: whatever else is said leaves things as they are.
    """
    wish = wish_for_reader(turn.text)
    if turn.asked == READER:
        if agrees_plainly(turn.text):
            return _allow(turn)
        if turn.intent == "affirm":
            return Answer(Reply("privacy", (_NOT_PLAIN,), buttons=(_ALLOW, _REFUSE), asks=READER))
        if wish == "refuse" or (wish is None and turn.intent == "deny"):
            return _end(turn, _REFUSED)
    if wish in ("refuse", "end"):
        return _end(turn, _NOBODY)
    if wish is None:
        return None
    held = consents().of(turn.conversation, time.time())
    if held is not None:
        return Answer(Reply("privacy", (told(held),), buttons=(END_BUTTON,)))
    if turn.loop:
        return Answer(Reply("privacy", (_LATER,)))
    return Answer(Reply("privacy", (question(),), buttons=(_ALLOW, _REFUSE), asks=READER))


def ask_buttons(turn: Turn) -> tuple[Button, ...]:
    """Return the button that leads to the question; none where the talk may be read already."""
    return () if consents().of(turn.conversation, time.time()) else (_ASK,)


def end_reading(turn: Turn) -> bool:
    """Let nobody read the talk any more; returns whether somebody was allowed to."""
    return consents().take_back(turn.conversation)


def told(held: Consent) -> str:
    """Say since when the talk may be read, and how often it was."""
    times = "einmal" if held.times_read == 1 else f"{held.times_read}-mal"
    read = (
        f"Gelesen wurde es {times}, zuletzt am {date_text(german_time(held.last_read).date())}."
        if held.last_read
        else "Gelesen hat es noch niemand."
    )
    since = date_text(german_time(held.given).date())
    return f"Seit {since} darf jemand vom Zentrum dieses Gespräch lesen. {read} Beenden können Sie das mit „nicht mehr mitlesen“."


def stored_line(turn: Turn) -> str | None:
    """Return what stands about it in the list of all that is stored; None where nobody may read the talk."""
    held = consents().of(turn.conversation, time.time())
    return told(held) if held is not None else None


def _allow(turn: Turn) -> Answer:
    consents().give(turn.conversation, question(), time.time(), may_write=True)
    text = "Danke. Jemand vom Zentrum darf jetzt dieses Gespräch lesen und Ihnen hier schreiben."
    closed = closed_line()
    if closed:
        offer = f"{closed} Wenn Sie nicht warten möchten, ruft Sie jemand zurück."
        return Answer(Reply("privacy", (text, offer), buttons=(_CALL, END_BUTTON)))
    return Answer(Reply("privacy", (f"{text} Wann das geschieht, kann ich nicht sagen.",), buttons=(END_BUTTON,)))


def _end(turn: Turn, without: str) -> Answer:
    """Forget the consent; ``without``: what is said where there was none."""
    return Answer(Reply("privacy", (_ENDED if end_reading(turn) else without,)))
