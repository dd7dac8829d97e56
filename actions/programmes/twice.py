"""What the answer before has said is not said again word for word: one sentence says that it stays, and offers what would help."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from actions.answer import Answer
from actions.turn import Turn
from bot.advice.articles import PERSON_BUTTON
from bot.advice.funding_replies import profile_text
from bot.advice.reply import Button, Reply
from bot.advice.wording import join_words
from bot.language.asked.list_filters import read_list_wish
from bot.language.asked.list_talk import wants_the_list

_WANTS_IT_AGAIN = frozenset({"again", "go_back", "select_item", "more", "simpler", "shorter"})
"""Intents of messages that want to see the same once more."""
_HELPS = "Was hilft Ihnen weiter: mehr zu einem davon, weitere Programme oder eine Suche für ein anderes Vorhaben?"


def not_twice(turn: Turn, answer: Answer, said: Collection[str]) -> Answer:
    """Return the answer, shortened to one sentence where its list or its text is that of the answer before.

    Args:
        turn: the message.
        answer: what was found for it.
        said: the texts of the bot's answer before the message.
    """
    reply = answer.reply
    if turn.intent in _WANTS_IT_AGAIN or wants_the_list(turn.text) or reply.asks:
        return answer
    if reply.kind == "programme_list" and reply.cards and not read_list_wish(turn.text):
        return _same_list(turn, answer, said)
    if reply.kind == "programme" and len(reply.ids) == 1 and reply.texts and set(reply.texts) <= set(said):
        return replace(answer, reply=_same_side(turn, reply))
    return answer


def _same_list(turn: Turn, answer: Answer, said: Collection[str]) -> Answer:
    reply = answer.reply
    start = next((place for place, text in enumerate(reply.texts) if text == reply.lead), None)
    if start is None:
        return answer
    hits = reply.texts[start + 1 : start + 1 + len(reply.cards)]
    if not set(hits) <= set(said):
        return answer
    names = join_words([turn.name_of(id_) or id_ for id_ in reply.ids])
    noted = f"Notiert: {profile_text(turn.profile)}. " if turn.told else ""
    text = f"{noted}Die ersten Programme bleiben dieselben wie eben: {names}. {_HELPS}"
    short = replace(reply, texts=(*reply.texts[:start], text), cards=(), lead=None, tail=None)
    return replace(answer, reply=short)


def _same_side(turn: Turn, reply: Reply) -> Reply:
    """Say that a question about a programme gets nothing beyond what stands above, and who knows more."""
    programme = turn.knowledge.programmes[reply.ids[0]]
    whom = f"Genaues weiß die Stelle, die den Antrag annimmt: {programme.apply_via}. " if programme.apply_via else ""
    text = (
        f"Zu {programme.short_name} steht in meinen Unterlagen dazu nicht mehr als eben. {whom}"
        "Was möchten Sie genau wissen? Schreiben Sie es gern mit anderen Worten."
    )
    more = Button(f"Alles zu {programme.short_name}", f"Mehr zu {programme.short_name}")
    return replace(reply, texts=(text,), cards=(), lead=None, tail=None, buttons=(more, PERSON_BUTTON))
