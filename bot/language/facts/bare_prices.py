"""Prices without a currency: "Melkroboter ca. 290.000", "Kasse ca. 5000", "koschdet 40000"."""

from __future__ import annotations

import re

from bot.language.facts.money import has_begun, speaks_of_funding
from bot.language.facts.numbers import Number
from bot.language.facts.sector import trade_of
from bot.language.text.sentence import Sentence

_LEAST_WORDS = 5
"""Words from which a message tells more than a number: "12.000" alone may answer anything."""
PAID_AFTER = re.compile(
    r"^\s?(?:€|euro\w*|eur)?\s?(?:netto\s|brutto\s)?(?:rein\s?gesteckt|reingesteckt|gekostet|ausgegeben|investiert|verbraten|verbrannt|gezahlt"
    r"|bezahlt|als\sanzahlung|angezahlt|anzahlung)\b"
)
_STOPS = re.compile(
    r"\s*(?:$|[.,;:!?)](?!\d)|\+|€|-|–)|\s(?:und|plus|netto|brutto|zzgl|inkl|fuer|im|in|als|bis|oder|ond|un|onn|insgesamt|gesamt|zusammen|haben|hab|gedacht"
    r"|geplant|eingeplant|veranschlagt|zuschu\w*|foerder\w*|darlehen|kredit"
    r"|kost\w*|kosch\w*|will|wollen|steht|waeren|waere|ist|sind|sagt|meint|gekostet|fehlen|laut|ca|da|wird|werden|soll|sollen|auf|ueber|so)\b"
)
_COUNTS_BEFORE = re.compile(
    r"\b(?:gaeste\w*|patienten|schueler\w*|haushalte|voelker|kuehe|tiere|schafe|zimmer|betten|auflage|stueckzahl\w*|einwohner\w*|follower\w*|abonnenten|kunden|kundenstamm|artikel\w*|datensaetze|teile|besucher\w*|seit|nummer|nr"
    r"|postleitzahl|plz|anzahl|menge|kilometer\w*|umsatz\w*|mitglieder\w*|adressen|mails|belege|rechnungen|bilanzsumme|firmen|betriebe"
    r"|mitarbeiter\w*|beschaeftigte\w*|leute|teilnehmer\w*|produzieren|verkaufen|liefern|din|iso|en)\b[\s:,]*(?:von\s|mit\s|bei\s|ueber\s|ca\.?\s|rund\s|etwa\s)*$"
)


_PAST_OR_YEARLY = re.compile(
    r"\s(?:euro\s)?(?:im\sjahr|pro\sjahr|jaehrlich|am\stag|im\smonat|gekauft|verloren|verlust|verdient|minus)\b"
)


def is_bare_price(sentence: Sentence, number: Number) -> bool:
    """Return whether a number with its thousands marked is the price of the project although no currency stands by it.

    So it is where nothing follows that it could count, nothing before says that it counts, and the message speaks of funding, of
    ordering or of a trade's purchase: "Melkroboter 2 Boxen ca. 290.000. Zuschuss?".
    """
    text = sentence.folded
    if len(sentence.words) < _LEAST_WORDS or not (
        _STOPS.match(text, number.end) or is_small_verb(sentence, number.end)
    ):
        return False
    if _PAST_OR_YEARLY.match(text, number.end) or PAID_AFTER.match(text[number.end :]):
        return False
    if _COUNTS_BEFORE.search(text[max(0, number.start - 60) : number.start]):
        return False
    return _speaks_of_a_purchase(sentence)


_ANNOUNCED = re.compile(
    r"\b(?:kost\w*|kosch\w*|kosd\w*|kaeme|kaem|kaemen|kommt\sauf|kommen\sauf|liegt\sbei|liegen\sbei|will|wollen|moechte|verlangt|nimmt|preis"
    r"|listenpreis|fehlen|dachte\san|denke\san|hab\san|gedacht\san|rechne\smit|rechnen\smit|sagt|meint)"
    r"\s(?:(?:uns|mir|noch|da|dafuer|wohl|ja|glaub|ich|die|mich|so|um|ca|circa|zirka|rund|etwa|ungefaehr|knapp|gut|vielleicht|vlt|vll|insgesamt)\.?\s)*$"
)
_ROUGHLY = re.compile(
    r"\b(?:ca|circa|zirka|rund|etwa|ungefaehr|knapp|so\sum\sdie|um\sdie|so\sum|vlt|vll|vielleicht|selbst|selber)\.?\s$"
)
_LEAST_ROUGHLY = 1_000


def is_announced_price(sentence: Sentence, number: Number) -> bool:
    """Return whether a number without dots and currency is a price by the words before it.

    "Kasse ca. 5000. Lohnt das?", "koschdet 40000", "der Anbieter will 28000 haben". Nothing may follow that it could count, and the
    message speaks of funding, of paying or of a trade.
    """
    text = sentence.folded
    before = text[max(0, number.start - 60) : number.start]
    if len(sentence.words) < _LEAST_WORDS or not _STOPS.match(text, number.end):
        return False
    if _PAST_OR_YEARLY.match(text, number.end) or PAID_AFTER.match(text[number.end :]) or _COUNTS_BEFORE.search(before):
        return False
    told = _ANNOUNCED.search(before) or (number.value >= _LEAST_ROUGHLY and _ROUGHLY.search(before))
    return bool(told) and _speaks_of_a_purchase(sentence)


def _speaks_of_a_purchase(sentence: Sentence) -> bool:
    """Whether a message speaks of funding, of ordering, of paying or of a trade."""
    text = sentence.folded
    return (
        speaks_of_funding(text)
        or has_begun(text)
        or bool(_PAYING.search(text))
        or any(trade_of(key) for key in sentence.keys)
    )


_PAYING = re.compile(
    r"\b(?:fehl(?:en|t)|teilhaber|(?:was|wat|wos)\sgibts?|gibts?\s(?:da|do|dafuer)|zahl(?:t|en|e)|bezahl\w*|beteilig\w*|geld\w*|foerder\w*|zuschuss\w*|staat|kost\w*|kosch\w*|kosd\w*|budget|invest\w*|angebot|finanzier\w*"
    r"|anschaff\w*|kauf(?:en|e)|absetz\w*|abschreib\w*|programme?|topf|toepfe|steuerlich)\b"
)


def is_small_verb(sentence: Sentence, offset: int) -> bool:
    """Return whether the word behind ``offset`` begins small in a text that gives its nouns capitals."""
    index = sentence.word_from(offset)
    if index >= len(sentence.words) or sentence.words[index].is_capitalised:
        return False
    following = sentence.words[index + 1] if index + 1 < len(sentence.words) else None
    adjective = following is not None and following.is_capitalised and following.gap == " "
    return not adjective and sum(word.is_capitalised for word in sentence.words) >= _LEAST_CAPITALS


_LEAST_CAPITALS = 3
