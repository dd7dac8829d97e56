"""A programme that somebody chose, had reckoned or asked the order for stands on the memory sheet, and that is said."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer
from actions.turn import Turn
from bot.advice.reply import Button

_SAID = "Das Programm steht jetzt auf Ihrem Merkzettel."
_SHEET = Button("Merkzettel", "Merkzettel")


def on_the_sheet(turn: Turn, answer: Answer, programme: str) -> Answer:
    """Return the answer with the programme put on the sheet; nothing is said where it stands there already."""
    kept = [id_ for id_ in turn.slots.get("kept") or () if turn.name_of(id_)]
    if programme in kept:
        return answer
    reply = answer.reply
    texts = (*reply.texts[:-1], f"{reply.texts[-1]}\n{_SAID}")
    tail = f"{reply.tail}\n{_SAID}" if reply.tail else (_SAID if reply.cards or reply.table else None)
    said = replace(reply, texts=texts, tail=tail, buttons=(*reply.buttons, _SHEET))
    return replace(answer, reply=said, slots={**answer.slots, "kept": [*kept, programme]})
