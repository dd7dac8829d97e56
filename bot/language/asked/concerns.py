"""The questions that one message holds: "Muss ich das melden? Und wem? Wir sitzen in Fulda" asks two things."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_ASKING = (
    r"was|wie|wo|wohin|woher|wer|wen|wem|wann|warum|wieso|weshalb|welche[rnsm]?|wieviel\w*|ob|ab wann|bis wann"
    r"|muss|muessen|muesste\w*|darf|duerfen|kann|koennen|soll|sollen|sollte\w*|reicht|brauch\w*|gibts?|hat|haben|lohnt|zahlt"
    r"|gilt|geht|zaehlt|ist|sind|krieg\w*|bekomm\w*"
)
_END = re.compile(r"(?<=[?!])\s*|(?<=[.;])\s+|\n+")
_AND = re.compile(rf"\s*,?\s+(?:und|oder)\s+(?=(?:{_ASKING})\b)", re.IGNORECASE)
_COMMA = re.compile(rf",\s+(?=(?:{_ASKING})\b)", re.IGNORECASE)
_KNOWS = re.compile(
    r"\b(?:wiss\w*|weiss|sag\w*|erklaer\w*|sehen|zeig\w*|klaer\w*|frag\w*|pruef\w*|schau\w*|damit|dass|wenn|falls)\b"
)
"""Words before a comma that what follows belongs to: "kann ich prüfen, ob …" asks one thing."""
_OPENS = re.compile(
    r"(?:(?:und|aber|also|ok\w*|na ja|naja|gut|dann|ausserdem|jetzt|letzte frage|frage)[ ,:-]+)*" + rf"(?:{_ASKING})\b"
)
_LEAD = re.compile(
    r"^\W*(?:(?:(?:so|ok\w*|gut|prima|danke|sehr gut|sehr schoen|sehr schön|erledigt|alles klar|nein|ja|hm+|vergessen wir\w*|egal)"
    r"[\s,.!]+)*(?:(?:eine |noch eine |meine |und )?(?:ganz )?(?:letzte|andere|weitere|neue|naechste|nächste|kurze|zweite)"
    r" (?:frage|sache)"
    r"(?: noch| haette ich noch| hätte ich noch)?|(?:noch |ganz )?was (?:ganz )?ander\w+(?: noch)?|noch (?:was|eine frage)"
    r"|die (?:zweite|andere|erste) frage (?:haben sie|hast du|hast|wurde) (?:\w+ )?"
    r"(?:uebersehen|übersehen|vergessen|ausgelassen|ignoriert))"
    r")\s*(?:[:,.!-]\s*)+",
    re.IGNORECASE,
)
"""Words that only announce a question: "Letzte Frage:", "Was anderes:", "Die zweite Frage haben Sie übersehen:"."""
_JOINS = re.compile(r"^(?:(?:und|oder|aber|also|ausserdem|außerdem|dann|ok\w*|gut)\b[ ,:-]*)+", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:ich (?:wollte|will|möchte|moechte|muss) (?:nur |doch |ja |bloß |bloss )?wissen|(?:meine|die) frage (?:ist|war)"
    r"|ich mein(?:te|e)(?: doch| ja| aber)?)[ ,:]+(?P<told>.+)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;.!?:]\s")
_ASKS_IN_PASSING = re.compile(
    r"\b(?:brauch|lohn|kann|koenn|soll|muss|muess|darf|duerf|was|wie|welche|warum|wann|ob)\w*\b"
)
_LEAST = 3
"""Words that a question has at least; "oder nicht?" is none."""


def without_announcement(text: str) -> str:
    """Return a message without the words that only announce what it asks; as it is where nothing would be left."""
    return (_LEAD.sub("", text).strip() or text) if _LEAD.match(text) else text


def questions_in(text: str) -> list[str]:
    """Return the parts of a message that ask something, in their order; empty where none looks like a question."""
    found = []
    for part in map(without_announcement, _END.split(text)):
        pieces = [piece for each in _AND.split(part) for piece in _at_commas(each)] if part else []
        # "Was kostet das und wie lange dauert es?": the mark at the end belongs to all of them.
        for piece in pieces:
            told = _TELLS.search(piece)
            asks = part.rstrip().endswith("?") or _OPENS.match(fold(piece).strip())
            if told:  # "das hab ich nicht gefragt, ich meinte den Knopf"
                found.append(told["told"].strip())
            elif asks and len(piece.split()) >= _LEAST:
                found.append(piece.strip())
    return found


def _at_commas(piece: str) -> list[str]:
    """Return the questions in a row of a piece, "was kostet das, wie lange dauert es"; the piece itself where it is one."""
    pieces = _COMMA.split(piece)
    for before in pieces[:-1]:
        folded = fold(before).strip()
        if len(before.split()) < _LEAST or not _OPENS.match(folded) or _KNOWS.search(folded):
            return [piece]
    return pieces


def marked_question(text: str) -> str | None:
    """Return the last sentence of a message if it ends with a question mark, however short ("auch melden?"); None otherwise."""
    sentences = [part.strip() for part in _END.split(text) if part and part.strip()]
    return sentences[-1] if sentences and sentences[-1].endswith("?") else None


def without_lead(question: str) -> str:
    """Return a question without the words that only join it to what came before: "und was kostet das" asks "was kostet das"."""
    return _JOINS.sub("", question)


def asking_clause(text: str) -> str | None:
    """Return the first clause that asks something, however it is put; None where none does.

    "Wir sind zwölf Leute, brauchen wir eine Website?" tells facts and asks.
    """
    return next((clause for clause in _CLAUSE.split(text) if _ASKS_IN_PASSING.search(fold(clause))), None)


_NEEDS = re.compile(r"\b(?:wir|ich|mir|mia|i) (?:\w+ )?brauch\w*|\bbrauch\w*\b(?! (?:wir|ich|man|es|mer|ma)\b)")


def says_need(clause: str) -> bool:
    """Return whether a clause says what is needed ("wir brauchen ein ERP") and does not ask it ("brauchen wir eins?")."""
    return bool(_NEEDS.search(fold(clause)))


def asking_part(text: str) -> str | None:
    """Return what a message asks, without what it says besides; None where it asks nothing."""
    return " ".join(questions_in(text)) or None
