"""What a message reports as done: "Passwort hab ich geändert" leaves the other steps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.text.normalise import fold

_DONE = re.compile(
    r"\b(?:hab\w*|wurde\w*|sind|ist|is|war|schon|bereits|erledigt|gemacht|fertig|laeuft|raus|weg|getan)\b|\bge\w{3,}(?:t|en)\b"
)
_NOUN = re.compile(r"\b[A-ZÄÖÜ][\w-]{3,}")
_WORD = re.compile(r"[a-z]{4,}")
_CLAUSES = re.compile(r"[.,;!?\n]|\baber\b")
_OVER = re.compile(
    r"\b(?:fehlalarm|entwarnung|kein notfall|falscher alarm)\b"
    r"|^(?:(?:ok|okay|gut|danke|so|und|dann|jetzt|damit|das|es|alles|die|der|sache|fall|ist|hat|sich|haben|wir) ){0,7}"
    r"(?:erledigt|geklaert|geloest|behoben|ueberstanden)$"
    r"|\b(?:laeuft|laufen|geht|gehen|funktioniert|klappt|haben|hab|habs)\b.*\bwieder\b|\b(?:ich|wir)\b.*\bwieder drin\b"
    r"|\b(?:alles|ist|sind) wieder (?:da|gut|ok|okay|normal|in ordnung)\b"
    r"|\bwieder(?:gefunden| gefunden| aufgetaucht)\b|\b(?:laptop|handy|tablet|stick|notebook|geraet)\b.*"
    r"\b(?:gefunden|aufgetaucht)$|\b(?:war|is|ist) (?:doch )?(?:nichts|nix|harmlos)\b"
)
_NOT_OVER = re.compile(
    r"\b(?:nicht|ned|net|nich|noch|aber|schon wieder|muss|wann|wie|ob|kaputt|weg|darknet|virus|trojaner|hacker|taeter|betrueger"
    r"|erpresser|meldung|gesperrt|verschluesselt|ausgefallen)\b"
)
_WORDS_OF_AN_END = 8
_NOT_YET = re.compile(r"\b(?:nicht|kein\w*|nie|noch nicht)\b|\b(?:muss|soll|kann|darf|wie|wo|was)\b")


def steps_left(steps: Sequence[str], said: str) -> list[str]:
    """Return the steps that a message does not report as done.

    A step is done where a clause that tells of something done names the thing the step is about.
    """
    clauses = [clause for clause in map(str.strip, _CLAUSES.split(fold(said))) if clause]
    done = [clause for clause in clauses if _DONE.search(clause) and not _NOT_YET.search(clause)]
    words = {word for clause in done for word in _WORD.findall(clause)}
    return [step for step in steps if not any(_same(noun, word) for noun in _nouns(step) for word in words)]


def tells_it_is_over(text: str, cancels: bool = False) -> bool:
    """Return whether a short message says that an emergency is over ("es läuft wieder", "war ein Fehlalarm").

    ``cancels``: whether it sounds like an end to what is going on anyway.
    """
    folded = " ".join(re.findall(r"[a-z0-9]+", fold(text)))
    if "?" in text or len(folded.split()) > _WORDS_OF_AN_END or _NOT_OVER.search(folded):
        return False
    return cancels or bool(_OVER.search(folded))


def _nouns(step: str) -> list[str]:
    """Return the nouns of a step; its first word may be a verb."""
    return [fold(noun) for noun in _NOUN.findall(step) if noun not in {"Sie", "Ihre", "Ihren", "Ihrem", "Ihnen"}]


def _same(noun: str, word: str) -> bool:
    """Whether a word of the message names the noun, or a part of a compound: "Passwort" and "Portalpasswort"."""
    return noun in word or (len(word) >= 6 and word in noun)
