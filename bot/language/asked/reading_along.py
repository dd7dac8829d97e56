"""Whether a person may read the talk: what an owner writes to be asked about it, to allow it, to refuse it, to end it.

Careful on both sides: who asks how to keep a neighbour from reading along in the WLAN wants something else, and only a plain
yes is a consent.
"""

from __future__ import annotations

import re
from typing import Literal

from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

Wish = Literal["ask", "allow", "refuse", "end"]

_WORD = re.compile(r"[a-z]+")
_YES = word_set(
    "ja jo jap jawohl klar gern gerne ok okay einverstanden natuerlich sicher selbstverstaendlich meinetwegen"
)
_AROUND_YES = word_set("""
    bitte das ist in ordnung darf duerfen man sie zentrum jemand vom von mir aus gerne mach machen wir so geht passt erlaubt
    erlaube erlauben ich hier mitlesen lesen dieses gespraech es ruhig kann koennen soll sollen mit
    """)
_NO = word_set("nein nee ne noe niemand keiner lieber nicht")
_AROUND_NO = word_set("""
    bitte das soll darf mitlesen mitliest lesen liest hier mit dieses gespraech es jemand zentrum vom sie ich will moechte
    danke dass
    """)
_READING = word_set("lesen mitlesen mitgelesen mitliest liest mitzulesen")
_TALK = r"(?:dies\w*|unser\w*|mein\w*|das|den) (?:ganze\w* )?(?:chat|gespraech|unterhaltung|verlauf)(?: hier)?"
_PERSON = r"(?:jemand|(?:das |vom |dem )?zentrum|ein(?:e[nr]?)? (?:mensch\w*|person|berater\w*)|ihr team)"
_ALONG = r"(?:mit ?(?:zu ?)?lesen|mitgelesen|mitliest)"
_QUESTION = re.compile(r"\?|^(?:wie|was|wer|wo|warum|wieso|kann|koennen|darf|muss|gibt|ist)\b")
_MOST_WORDS = 9
_FEW_WORDS = 5
_SHORT_END = re.compile(
    rf"\b(?:nicht|niemand|keiner|nie)\b.{{0,20}}\bmehr\b.{{0,20}}\b{_ALONG}\b"
    rf"|\b{_ALONG} (?:bitte )?(?:beenden|stoppen|abschalten|ausschalten|verbieten)\b"
    rf"|\bhoer\w* (?:bitte |sie )*auf,? (?:hier )?{_ALONG}\b"
    r"|\b(?:widerrufe|ziehe) (?:meine |die )?(?:erlaubnis|einwilligung|zustimmung)(?: zum (?:mit)?lesen)?\b"
)
_LONG_END = re.compile(rf"\b(?:nicht|niemand|keiner)\b.{{0,20}}\bmehr\b.{{0,40}}\b{_TALK} (?:mit)?(?:lesen|liest)\b")
_ASKS = re.compile(
    r"^(?:(?:dieses|mein|das) )?gespraech (?:hier )?lesen lassen\b"
    rf"|\bdarf {_PERSON}(?: vom zentrum| aus dem zentrum)? {_TALK} (?:mit)?lesen\b"
    rf"|\b{_PERSON}(?: vom zentrum| aus dem zentrum)? (?:darf|kann|soll) (?:gern |ruhig |jetzt )*{_TALK} (?:mit)?lesen\b"
    rf"|\b(?:kann|koennte|soll) {_PERSON}(?: vom zentrum| aus dem zentrum)? {_TALK} (?:mit)?lesen\b"
    rf"|^(?:{_PERSON}(?: vom zentrum| aus dem zentrum)?) (?:darf|soll|kann) (?:hier |gern |ruhig |jetzt )*mitlesen\b"
)


def wish_for_reader(text: str) -> Wish | None:
    """Return what a message says about a person reading the talk; None if nothing.

    "ask": it may be asked for; "allow" and "refuse": as the buttons of the question say it; "end": nobody may any more.
    """
    folded = fold(text).strip()
    words = _WORD.findall(folded)
    names_it = bool(_READING & set(words))
    if names_it and refuses_plainly(text):
        return "refuse"
    is_short = len(words) <= _MOST_WORDS and not _QUESTION.search(folded)
    if (is_short and _SHORT_END.search(folded)) or _LONG_END.search(folded):
        return "end"
    if names_it and agrees_plainly(text):
        return "allow"
    return "ask" if _ASKS.search(folded) else None


def ends_reading(text: str) -> bool:
    """Whether a message says "nicht mehr mitlesen" and hardly a word besides: nothing that could be despair stands there."""
    return len(_WORD.findall(fold(text))) <= _FEW_WORDS and wish_for_reader(text) == "end"


def agrees_plainly(text: str) -> bool:
    """Whether a message is a yes and nothing else: "ja, aber nur die letzte Frage" is no consent to what was asked."""
    words = _WORD.findall(fold(text))
    return "?" not in text and bool(words) and words[0] in _YES and set(words) <= _YES | _AROUND_YES


def refuses_plainly(text: str) -> bool:
    """Whether a message is a no and nothing else."""
    words = _WORD.findall(fold(text))
    return (
        "?" not in text and bool(words) and words[0] in _NO and "mehr" not in words and set(words) <= _NO | _AROUND_NO
    )
