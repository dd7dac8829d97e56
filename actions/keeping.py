"""The memory sheet ("Merkzettel"): keeping hits, taking them off, and the sheet as a file."""

from __future__ import annotations

from actions.answer import Answer
from actions.base import LotseAction
from actions.targets import targets
from actions.turn import Turn
from bot.advice.reply import Button, Download, Reply
from bot.advice.wording import join_words
from bot.language.asked.choosing import empties
from bot.web.download_link import SHEET

SHEET_BUTTON = Button("Merkzettel", "Merkzettel")
_SHOWN_AS_LIST = 2


def kept_ids(turn: Turn) -> tuple[str, ...]:
    """Return the records kept so far that still exist."""
    return tuple(id_ for id_ in turn.slots.get("kept") or () if turn.name_of(id_))


class Keep(LotseAction):
    """Puts records on the sheet."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_keep"

    def answer(self, turn: Turn) -> Answer:
        """Keep what is meant; ask where several stand on the screen."""
        meant = [id_ for id_ in targets(turn) if turn.name_of(id_)]
        if not meant and len(turn.shown.ids) >= _SHOWN_AS_LIST:
            names = [turn.name_of(id_) or "" for id_ in turn.shown.ids]
            text = "Welchen Treffer soll ich merken? Nennen Sie eine Zahl oder „alle merken“."
            buttons = [Button(f"{n}. {name}", f"Merken Sie Nummer {n}") for n, name in enumerate(names, 1)]
            return Answer(Reply("question", (text,), buttons=(*buttons[:4], Button("Alle merken", "Alle merken"))))
        if not meant:
            text = "Gerade ist nichts da, was ich merken kann. Suchen Sie zuerst etwas, dann schreiben Sie „merken“."
            return Answer(
                Reply("question", (text,), buttons=(Button("Fördergeld finden", "Welche Förderung passt zu uns?"),))
            )
        before = kept_ids(turn)
        kept = tuple(dict.fromkeys((*before, *meant)))
        new = [id_ for id_ in meant if id_ not in before]
        names = [f"„{turn.name_of(id_)}“" for id_ in new]
        stand = "steht" if len(names) == 1 else "stehen"
        text = (
            f"{join_words(names)} {stand} auf Ihrem Merkzettel." if names else "Das steht schon auf Ihrem Merkzettel."
        )
        return Answer(Reply("smalltalk", (text,), ids=kept, buttons=(SHEET_BUTTON,)), {"kept": list(kept)})


class Unkeep(LotseAction):
    """Takes records off the sheet."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_unkeep"

    def answer(self, turn: Turn) -> Answer:
        """Take off what is meant, or everything."""
        kept = kept_ids(turn)
        if not kept:
            return Answer(Reply("smalltalk", ("Ihr Merkzettel ist leer.",)))
        if empties(turn.text):
            return Answer(Reply("smalltalk", ("Ihr Merkzettel ist jetzt leer.",)), {"kept": []})
        positions = [int(value) for value in (*turn.values("ordinal"), *turn.values("number"))]
        named = {*turn.values("programme"), *turn.values("company")}
        gone = [id_ for place, id_ in enumerate(kept, 1) if id_ in named or place in positions]
        if not gone and turn.shown.focus in kept:
            gone = [turn.shown.focus]
        if not gone:
            listed = "\n".join(f"{place}. {turn.name_of(id_)}" for place, id_ in enumerate(kept, 1))
            text = f"Was soll ich streichen?\n{listed}\nNennen Sie den Namen, oder leeren Sie den Zettel ganz."
            return Answer(Reply("question", (text,), buttons=(Button("Merkzettel leeren", "Merkzettel leeren"),)))
        text = f"Gestrichen: {join_words([str(turn.name_of(id_)) for id_ in gone])}."
        return Answer(
            Reply("smalltalk", (text,), buttons=(SHEET_BUTTON,)), {"kept": [i for i in kept if i not in gone]}
        )


class ShowSheet(LotseAction):
    """Lists what is kept and offers the sheet as a PDF."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_show_sheet"

    def answer(self, turn: Turn) -> Answer:
        """Say what is on the sheet, and how to get it."""
        kept = kept_ids(turn)
        if not kept:
            text = (
                "Ihr Merkzettel ist noch leer. Schreiben Sie „merken“, wenn Ihnen ein Treffer gefällt. "
                "Am Ende bekommen Sie alles als Blatt zum Ausdrucken."
            )
            return Answer(
                Reply("smalltalk", (text,), buttons=(Button("Fördergeld finden", "Welche Förderung passt zu uns?"),))
            )
        listed = "\n".join(f"{place}. {turn.name_of(id_)}" for place, id_ in enumerate(kept, 1))
        reply = Reply(
            "smalltalk",
            (
                f"Auf Ihrem Merkzettel:\n{listed}",
                "Als PDF stehen auch Bedingungen, Links und nächste Schritte dabei.",
            ),
            ids=kept,
            buttons=(Button("Merkzettel leeren", "Merkzettel leeren"),),
            download=Download("Merkzettel als PDF", SHEET),
        )
        return Answer(reply)
