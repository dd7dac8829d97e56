"""What is said about a call-back that was asked for already: when, whether the number is right, changes, withdrawing."""

from __future__ import annotations

import re
from typing import Literal

from bot.contact.correcting import denies, puts_right
from bot.contact.fields import details_called, named_details
from bot.contact.reading import read_details
from bot.language.text.normalise import fold

About = Literal["when", "shows", "changes", "withdraws"]

_LONG = 10
"""Words from which a message is about more than the call-back."""
_WHEN = re.compile(
    r"\bwann\b.*\b(?:ruf\w*|meld\w*|anruf\w*|rueckruf\w*|hoer\w*|kontaktier\w*)\b|\b(?:ruft|meldet)\b.*\b(?:jemand"
    r"|wer|ihr|man|sich)\b"
    r"|\bwie (?:lange|schnell)\b.*\b(?:anruf\w*|rueckruf\w*|ruft|rufen|meld\w*)\b|\b(?:rufen|melden) sie (?:sich "
    r"|mich )?(?:noch |heute |morgen |wirklich )+"
    r"|\b(?:kam|gab es|hat)\b.*\b(?:rueckruf|anruf|angerufen|gemeldet|zurueckgerufen)\b"
)
_CALL = r"(?:den |die |das |meinen? |mein |einen )?(?:rueckruf\w*|anruf\w*|termin|bitte um (?:einen )?rueckruf|anfrage|bitte)?"
_WITHDRAWS = re.compile(
    rf"^(?:(?:bitte|doch|ich|will|moechte|wir|kann|koennen sie|wieder|ok|nein|lieber|jetzt|muss"
    rf"|wie kann ich) )*{_CALL}\s*(?:bitte |doch |wieder )*"
    r"(?:storn\w*|absag\w*|zurueckzieh\w*|zurueckzunehmen|zuruecknehmen|widerruf\w*|rueckgaengig(?: machen)?"
    r"|abblasen|canceln)(?: bitte)?$"
    r"|\bruf\w*(?: sie)?(?: mich| uns)?(?: bitte| doch| lieber)* nicht(?: mehr)?(?: zurueck| an)\b"
    r"|\bnicht (?:mehr )?(?:anrufen|zurueckrufen|melden)\b"
    r"|\b(?:brauch\w*|will|moechte|wollen) (?:ich |wir |den |doch |jetzt |nun )*(?:keinen (?:rueckruf|anruf)"
    r"|den (?:rueckruf|anruf) nicht)"
    r"|\b(?:rueckruf|anruf)\b.*\b(?:erledigt|nicht mehr (?:noetig|noetig|gebraucht)|nicht mehr)\b"
    rf"|\b(?:storniere\w*|streiche\w*|loesche\w*) (?:sie )?(?:bitte )?(?:den|die|meinen?|das) (?:rueckruf\w*|anruf\w*|kontakt\w*)"
)
_CHANGES = re.compile(
    r"\b(?:aender\w*|geaendert|falsch\w*|korrigier\w*|bericht\w*|stimmt (?:so )?nicht|pass\w* (?:mir |uns |doch "
    r"|aber |so )*nicht|neue\w*|andere\w*|vertippt|verschrieben|ergaenz\w*)\b"
)
_MINE = re.compile(r"\b(?:meine?[nrs]?|unsere?[nrs]?|von mir|fuer mich|ich)\b")
_ELSEWHERE = re.compile(
    r"\b(?:rechnung\w*|gmbh|webse?ite\w*|google|kunden\w*|kasse\w*|konto|steuer\w*|handelsregister|shop|onlineshop"
    r"|system|programm\w*|lieferant\w*|firmenname\w*)\b"
)
"""Whose number or name is meant when it is not the owner's own."""
_ASKS = re.compile(r"\b(?:hab|habt|haben|hat|stimmt|stimmen|ist|sind|welche\w*|was|kennt|richtig|korrekt|notiert)\b")
_OF_CALL = re.compile(r"\b(?:rueckruf\w*|anruf\w*|ruf\w* (?:sie |ihr )?(?:mich|uns)|erreich\w*)\b")


def about_stored(text: str, *, shown: bool = False) -> About | None:
    """Return what a message wants with a call-back that was asked for; None if it speaks of something else.

    Args:
        text: the message.
        shown: whether the details were on the screen just before: then a number alone puts the one there right.
    """
    folded = " ".join(re.findall(r"[a-z0-9-]+", fold(text)))
    if not folded or len(folded.split()) > _LONG:
        return None
    if _WITHDRAWS.search(folded):
        return "withdraws"
    if _WHEN.search(folded):
        return "when"
    if shown and (puts_right(text) or read_details(text).reach):
        return "changes"
    called = [] if _ELSEWHERE.search(folded) else details_called(text)
    if not called and not (_OF_CALL.search(folded) and read_details(text).reach):
        return None
    short = len(folded.split()) <= _LONG // 2
    if _CHANGES.search(folded) and (shown or short or denies(text) or _MINE.search(folded) or read_details(text).reach):
        return "changes"
    if named_details(text) and read_details(text).reach:
        return "changes"
    return "shows" if _MINE.search(folded) and _ASKS.search(folded) else None
