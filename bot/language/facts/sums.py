"""What the project costs, of all sums that a message names: a price for one times how many, none that is spent or somebody else's.

"Jede 42.000" for five machines is 210,000; without the number of machines it is no sum of the project. A sum that went into the
prototype, a grant that was paid long ago, a caller's fee or what is ordered already are not what the money is wanted for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.language.facts.money import has_begun, speaks_of_funding
from bot.language.facts.numbers import Number
from bot.language.facts.people import is_role, is_total
from bot.language.facts.sector import trade_of
from bot.language.text.sentence import Sentence
from bot.language.text.wordset import word_set


@dataclass(frozen=True)
class Sum:
    """A sum of euros at ``folded[start:end]``."""

    value: float
    start: int
    end: int


_ABOUT = r"(?:ca\.?\s|circa\s|etwa\s|rund\s|knapp\s|gut\s|so\s|um\sdie\s|nur\s|fuer\s)*"
_EACH_BEFORE = re.compile(
    rf"\b(?:jede[rsn]?|je|pro|das\sstueck|stueckpreis)\s(?P<what>[a-z]+\s)??{_ABOUT}(?:kostet\s|fuer\s|zu\s)?$"
)
_EACH_AFTER = re.compile(
    r"\s*(?:netto|brutto)?\s*(?:pro|je(?!\snach)|das|die)\s(?P<what>[a-z]+)\b|\s*(?:das|pro|je)?\s?(?P<piece>stueck|jeweils)\b"
)
_PEOPLE = word_set("person kopf nase mitarbeiter mann teilnehmer nutzer user mitarbeiterin beschaeftigten")
_EVERYBODY = re.compile(
    r"\b(?:alle|allen|jeder|jeden|komplette\w*|ganze\w*\s(?:team|mannschaft|belegschaft|truppe)|saemtliche\w*)\b"
)
_TIME = re.compile(r"(?:monat|jahr|woche|tag|stunde|std|quartal|liter|quadratmeter|qm|m2|kwh|km)")
_NO_UNIT = word_set("software loesung maschine sache geschichte summe foerderung agentur anlage")
_LEAST_PRICE = 50
"""Euros from which a price for one is reckoned up; smaller ones are what the firm sells."""
_MOST = 500
_LEAST_WORDS = 5
"""Words from which a message tells more than a number: "12.000" alone may answer anything."""


def how_often(sentence: Sentence, numbers: Sequence[Number], number: Number, end: int) -> int | None:
    """Return how many are bought at the price ``number``, or None where it is no price for one or nobody says how many.

    "Für 5 Maschinen, jede 42.000" gives 5, "pro Korb 110 Euro" with "420 Körbe" 420, "1.150 Euro pro Person, alle 33" 33. Prices by
    the month or the hour are never reckoned up.
    """
    if number.value < _LEAST_PRICE:
        return None
    before = _EACH_BEFORE.search(sentence.folded[: number.start])
    after = _EACH_AFTER.match(sentence.folded, end)
    if before is None and after is None:
        return None
    named = (before["what"] if before else None) or (after["what"] if after else None) or ""
    what = named.strip()
    if _TIME.match(what):
        return None
    if what in _PEOPLE:
        return _heads(sentence, numbers) if _EVERYBODY.search(sentence.folded) else None
    if what and what in _NO_UNIT and after is not None and before is None:
        return None
    counted = [
        (other.whole, noun)
        for other in numbers
        if other is not number
        and other.whole
        and other.whole <= _MOST
        and not other.article
        and (noun := _noun(sentence, other))
    ]
    if what:
        counted = [(count, noun) for count, noun in counted if _same(noun, what)]
    else:
        counted = [
            (count, noun)
            for count, noun in counted
            if not is_total(noun) and not is_role(noun) and not _TIME.match(noun)
        ]
    return int(counted[-1][0] or 0) or None if len({count for count, _ in counted}) == 1 else None


def is_price_of_one(text: str, number: Number, end: int) -> bool:
    """Return whether the price is one for each of something ("pro Korb 110 Euro", "650 Euro das Stück")."""
    after = _EACH_AFTER.match(text, end)
    if _EACH_BEFORE.search(text[: number.start]):
        return True
    return after is not None and (bool(after["piece"]) or after.group().strip().startswith(("pro", "je")))


def _heads(sentence: Sentence, numbers: Sequence[Number]) -> int | None:
    heads = [other.whole for other in numbers if is_total(_noun(sentence, other)) and other.whole and not other.article]
    return heads[0] if len(heads) == 1 else None


def _noun(sentence: Sentence, number: Number) -> str:
    index = sentence.word_from(number.end)
    if index >= len(sentence.words) or any(mark in sentence.words[index].gap for mark in ",;:.!?()"):
        return ""
    return sentence.key(index)


def _same(one: str, other: str) -> bool:
    """Whether two forms are of one noun: "Korb" and "Körbe", "Maschine" and "Maschinen"."""
    first, second = (
        re.sub(r"[aou]e", lambda m: m[0][0], word)[: max(3, min(len(one), len(other)) - 2)] for word in (one, other)
    )
    return first == second


_STOPS = re.compile(
    r"\s*(?:$|[.,;:!?)](?!\d)|\+|€|-|–)|\s(?:und|plus|netto|brutto|zzgl|inkl|fuer|im|in|als|bis|oder|insgesamt|gesamt|zusammen|haben|hab|kosten"
    r"|kostet|will|wollen|steht|waeren|waere|ist|sind|sagt|meint|gekostet|fehlen|laut|ca|da|wird|werden|soll|sollen|auf|ueber|so)\b"
)
_COUNTS_BEFORE = re.compile(
    r"\b(?:auflage|stueckzahl\w*|einwohner\w*|follower\w*|abonnenten|kunden|kundenstamm|artikel\w*|datensaetze|teile|besucher\w*|seit|nummer|nr"
    r"|postleitzahl|plz|anzahl|menge|kilometer\w*|umsatz\w*|mitglieder\w*|adressen|mails|belege|rechnungen|bilanzsumme|firmen|betriebe"
    r"|mitarbeiter\w*|beschaeftigte\w*|leute|teilnehmer\w*|produzieren|verkaufen|liefern|din|iso|en)\b[\s:]*(?:von\s|mit\s|bei\s|ueber\s|ca\.?\s|rund\s|etwa\s)*$"
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
    if _PAST_OR_YEARLY.match(text, number.end) or _PAID_AFTER.match(text[number.end :]):
        return False
    if _COUNTS_BEFORE.search(text[max(0, number.start - 60) : number.start]):
        return False
    return (
        speaks_of_funding(text)
        or has_begun(text)
        or bool(_PAYING.search(text))
        or any(trade_of(key) for key in sentence.keys)
    )


_PAYING = re.compile(
    r"\b(?:zahl(?:t|en|e)|bezahl\w*|beteilig\w*|geld\w*|foerder\w*|zuschuss\w*|staat|kost\w*|koscht|budget|invest\w*|angebot|finanzier\w*"
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
_GRANTED = re.compile(
    r"\b(?:bescheid\w*|bewillig\w*|zusage|zugesagt)\b[^.;!?]{0,30}$"
    r"|\b(?:foerder(?!darlehen)\w*|zuschu\w*|[a-z]*bonus|[a-z]*gutschein)\b[^.;!?]{0,40}\b(?:bekommen|erhalten|gekriegt)\b[^.;!?]{0,12}$"
)
_IN_ADVANCE = re.compile(
    r"^\s?(?:€|euro\w*|eur)?\s?(?:vorab|im\svoraus|vorkasse|gebuehr)\b|^\s?(?:€|euro\w*|eur)?\s?(?:erhalten|bekommen|gekriegt)\b"
)
_PAID_AFTER = re.compile(
    r"^\s?(?:€|euro\w*|eur)?\s?(?:netto\s|brutto\s)?(?:rein\s?gesteckt|reingesteckt|gekostet|ausgegeben|investiert|verbraten|verbrannt|gezahlt"
    r"|bezahlt|als\sanzahlung|angezahlt|anzahlung)\b"
)
_ORDERED = re.compile(r"\b(?:bestellt|angezahlt|unterschrieben|beauftragt|gekauft|bezahlt)\b[^.;!?,]{0,12}$")
_OR_ELSE = re.compile(r"\b(?:der\sandere|ein\sanderer|andere\ssag\w*|gebraucht|alternativ|oder\saber|mal\s)\b")
_OWN_AND_MISSING = re.compile(
    r"\s?(?:€|euro|eur)?\s?(?:hab(?:e|en)?|sind\sda|liegen)\s?(?:ich|wir)?(?:\sselbst|\sselber|\sschon|\sda)*\s?(?:,|und|,\sdie\sanderen)\s(?:nochmal\s|weitere\s|die\s)*"
)


_MISSING = re.compile(r"\s?(?:€|euro|eur)?\s?fehl")
_LEAST_ADDED = 100
_TWO = 2
_PLUS = re.compile(r"\s?(?:\+|plus)\s(?:noch\s|nochmal\s|einmal\s|einmalig\s)*")


def of_the_project(sentence: Sentence, sums: Sequence[Sum]) -> list[Sum]:
    """Return the sums that can be the project's: no grant of before, no fee in advance, nothing spent where something else is open.

    Of two prices from which one will be chosen neither is taken; of money at hand and money that is missing, the sum of both.
    """
    text = sentence.folded
    left = [one for one in sums if not _is_public_or_advance(text, one)]
    wanted = [one for one in left if not _is_spent(text, one)] or left
    if len(wanted) == _TWO:
        between = text[wanted[0].end : wanted[1].start]
        if _OR_ELSE.search(between):
            return []
        if _OWN_AND_MISSING.fullmatch(between) and _MISSING.match(text, wanted[1].end):
            return [Sum(wanted[0].value + wanted[1].value, wanted[0].start, wanted[1].end)]
        if _PLUS.fullmatch(between):
            return [Sum(wanted[0].value + wanted[1].value, wanted[0].start, wanted[1].end)]
    return wanted


def goes_on(text: str, end: int, number: Number) -> bool:
    """Return whether ``number`` is added to the sum that ends at ``end`` ("110 Euro + einmal 5000")."""
    if number.value < _LEAST_ADDED or number.article:
        return False
    missing = _OWN_AND_MISSING.fullmatch(text, end, number.start) and _MISSING.match(text, number.end)
    return bool(missing or _PLUS.fullmatch(text, end, number.start))


def in_capital_thousands(sentence: Sentence, number: Number) -> Number:
    """Return ``number`` in thousands where a capital T stands by it in talk of funding ("Säge 160 T, VR 40 T")."""
    index = sentence.word_from(number.end)
    if number.scaled or number.article or not number.plain_digits or index >= len(sentence.words) or sentence.shouts:
        return number
    word = sentence.words[index]
    if word.surface != "T" or word.gap != " " or not re.match(r"\s*(?:[.,;!?)]|$)", sentence.folded[word.end :]):
        return number
    if not speaks_of_funding(sentence.folded):
        return number
    return replace(number, value=number.value * 1_000, end=word.end, scaled=True, plain_digits=False)


def _is_public_or_advance(text: str, one: Sum) -> bool:
    """Whether a sum is a grant of before or a fee in advance."""
    return bool(_GRANTED.search(text[: one.start]) or _IN_ADVANCE.match(text[one.end :]))


def _is_spent(text: str, one: Sum) -> bool:
    """Whether a sum is ordered or spent; where it is the only one, the question is still about it."""
    return bool(_ORDERED.search(text[: one.start]) or _PAID_AFTER.match(text[one.end :]))
