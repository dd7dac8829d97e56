"""What the project costs, of all sums that a message names: a price for one times how many, none that is spent or somebody else's.

"Jede 42.000" for five machines is 210,000; without the number of machines it is no sum of the project. A sum that went into the
prototype, a grant that was paid long ago, a caller's fee or what is ordered already are not what the money is wanted for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.language.facts.bare_prices import PAID_AFTER
from bot.language.facts.money import speaks_of_funding
from bot.language.facts.number_words import word_value
from bot.language.facts.numbers import Number
from bot.language.facts.people import is_role, is_total
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
    rf"\b(?:jede[rsn]?|je|pro|(?:das|zum|a)\sstueck|stueckpreis|(?<!\d\s)stueck)\s(?P<what>[a-z]+\s)??{_ABOUT}(?:kostet\s|fuer\s|zu\s)?$"
    r"|\b(?:pro|je)\s(?P<one>[a-z]+)\s(?:will|wollen|kostet|kosten|verlang\w*|nimmt|nehmen|zahl\w*|sind|sinds|macht|waeren|fallen|rechne\w*|ruft)"
    rf"(?:\s[a-z]+){{0,3}}?\s{_ABOUT}$"
    rf"|\b(?P<times>\d{{1,3}})\s?(?:(?P<many>[a-z]+)\s)?(?:a|x|mal|zu\sje|fuer\sje|je)\s{_ABOUT}$"
    rf"|\b(?P<spelt>[a-z]+)\s(?:stueck|mal)\s(?:a|x|zu|zu\sje|fuer\sje|fuer|je)?\s?{_ABOUT}$"
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


def how_often(sentence: Sentence, numbers: Sequence[Number], number: Number, end: int) -> int | None:
    """Return how many are bought at the price ``number``, or None where it is no price for one or nobody says how many.

    "Für 5 Maschinen, jede 42.000" gives 5, "pro Korb 110 Euro" with "420 Körbe" 420, "1.150 Euro pro Person, alle 33" 33. Prices by
    the month or the hour are never reckoned up.
    """
    if number.value < _LEAST_PRICE:
        return None
    before = _each_before(sentence.folded[: number.start])
    after = _EACH_AFTER.match(sentence.folded, end)
    if before is None and after is None:
        return None
    if before and (before["times"] or before["spelt"]):  # "100 Stück à 189", "zehn Stück zu 390"
        times = int(before["times"]) if before["times"] else int(word_value(before["spelt"]) or 0)
        return times if 1 < times <= _MOST and not _TIME.match(before["many"] or "") else None
    named = ((before["what"] or before["one"]) if before else None) or (after["what"] if after else None) or ""
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
    if not what and (needed_count := _needed(sentence.folded, end)):
        return needed_count
    if not counted:
        return _needed(sentence.folded, end)
    return int(counted[-1][0] or 0) or None if len({count for count, _ in counted}) == 1 else None


def _needed(text: str, end: int) -> int | None:
    """Return how many are said to be needed, where the price for one ends at ``end``."""
    found = _NEEDED.search(text, end) or _NEEDED.search(text)
    if found is None:
        return None
    value = int(found["count"]) if found["count"].isdigit() else int(word_value(found["count"]) or 0)
    return value or None


_NEEDED = re.compile(
    r"\b(?:braeuchten?|brauche?n?|benoetigen?|nehmen?|nehm|sollen|waeren|bestell\w*|davon|erstmal|insgesamt|und\szwar)\s(?:(?:ich|wir|es|davon|so|ca|etwa|rund|insgesamt|erstmal)\.?\s)*"
    r"(?P<count>\d{1,3}|[a-z]+)(?:\s(?:stueck|davon|solche|solcher|insgesamt))?(?=\s*(?:[.,;!?)]|$|(?:und|also)\b))"
)
"""How many of what is told at a price for one: "Stück 390 Euro, ich bräuchte zehn"."""


_SAME_SUM = 0.95
_TOLD_MORE = 8
"""Words from which a message tells more than a sum."""


def is_wide_range(sentence: Sentence, number: Number) -> bool:
    """Return whether a message that tells more gives two ends ("5 bis 6 Mille"): none of them is the sum of the project.

    Who answers the question for the sum with a range means that it may come to the upper end.
    """
    if number.lower is None or number.lower >= _SAME_SUM * number.value:
        return False
    return len(sentence.words) >= _TOLD_MORE


def _each_before(before: str) -> re.Match[str] | None:
    found = _EACH_BEFORE.search(before)
    if found and found["spelt"] and not word_value(found["spelt"]):
        return None  # "noch mal 90.000"
    return found


def is_price_of_one(text: str, number: Number, end: int) -> bool:
    """Return whether the price is one for each of something ("pro Korb 110 Euro", "650 Euro das Stück")."""
    after = _EACH_AFTER.match(text, end)
    if _each_before(text[: number.start]):
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


_GRANTED = re.compile(
    r"\b(?:bescheid\w*|bewillig\w*|zusage|zugesagt)\b(?:(?!\bfehl)[^.;!?]){0,30}$"
    r"|\b(?:foerder(?!darlehen)\w*|zuschu\w*|[a-z]*bonus|[a-z]*gutschein)\b[^.;!?]{0,40}\b(?:bekommen|erhalten|gekriegt)\b[^.;!?]{0,12}$"
)
_IN_ADVANCE = re.compile(
    r"^\s?(?:€|euro\w*|eur)?\s?(?:vorab|im\svoraus|vorkasse|gebuehr|(?:vorab\s|vorher\s)?ueberweisen)\b|^\s?(?:€|euro\w*|eur)?\s?(?:erhalten|bekommen|gekriegt)\b"
)
_ADVANCE_BEFORE = re.compile(r"\b(?:vorab|vorkasse|im\svoraus|vorher\s(?:nur\s)?)\s?(?:nur\s|erst\s|noch\s)*$")
_PAPERWORK_FOR = re.compile(
    r"\b(?:antraege?|formulare?|papierkram|aufwand|buerokratie)\s(?:fuer|wegen)\s(?:lumpige\s|laeppische\s|vielleicht\s)?$"
)
_ORDERED = re.compile(r"\b(?:bestellt|angezahlt|unterschrieben|beauftragt|gekauft|bezahlt)\b[^.;!?,]{0,12}$")
_OR_ELSE = re.compile(
    r"\b(?:(?:ein(?:e|er)?|der|die|das|andere)\s(?:[a-z]+\s){0,2}?(?:meint|sagt|will|bietet|verlangt|schaetzt|nennt|macht\ses)|angebot\s(?:2|zwei|b)|gebraucht\w*"
    r"|(?:kriegen|bekommen|krieg|bekomme)\s(?:sie|ihn|es|die|den|das|wir|ich)\b[^.;!?]{0,25}\bfuer)\b"
    r"|\b(?:der\sandere|ein\sanderer|andere\ssag\w*|gebraucht|alternativ|oder\saber|mal\s)\b"
)
_CHEAPER = re.compile(
    r"[^.;!?]{0,12}\bgebraucht\s(?:vielleicht|ca|etwa|fuer|so|nur|wohl)\b"
    r"|\s?(?:€|euro)?,?\s(?:[a-z]+\s){0,2}?(?:kriegen|bekommen|kriegt|krieg|bekomme|kriege)\b[^.;!?]{0,25}\b(?:fuer|um)\s(?:ca\.?\s|die\s)?\d"
)
"""Behind a price that another one follows, for the same thing: "Listenpreis 198.000, wir kriegen sie vielleicht für 175"."""
_OFFERS = re.compile(
    r"\b(?:zwei|2|drei|3|mehrere|verschiedene)\s(?:[a-z]+e\s)?(?:angebote|kostenvoranschlaege|preise|varianten)\b"
)
_BOTH = re.compile(r"\s?(?:euro|eur|€)?\s?(?:und|oder|bzw\.?|,)\s?(?:einmal\s|der\s|das\s|die\s)?(?:andere\s)?")
_OWN_BEFORE = re.compile(
    r"\b(?:eigenkapital|eigenmittel|eigenanteil|erspart\w*|gespart\w*|ruecklagen?|auf\sder\s(?:hohen\skante|seite))(?:\s(?:hab|habe|haben|ich|wir|sind|waeren|von|ca|etwa|rund|da|liegt|bei|so)\.?)*\s$"
)
_OWN_AFTER = re.compile(
    r"\s?(?:€|euro|eur)?\s(?:(?:an|als)\s)?(?:eigenkapital|eigenmittel|eigenanteil|erspart\w*|gespart|auf\sder\s(?:hohen\skante|seite)|habe?\sich\s(?:selbst|selber|gespart))\b"
)
_BOUND_OF_A_BANK = re.compile(
    r"\b(?:winkt|macht|gibt|vergibt|finanziert|lehnt|bewilligt|faengt|beginnt|nimmt)\b[^.;!?]{0,30}\b(?:erst\sab|ab|unter|nicht\sunter|mindestens)\s$"
)
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
    left = [one for one in left if not _CHEAPER.match(text, one.end)]
    left = [one for one in left if not _is_own_money(text, one)] or left
    wanted = [one for one in left if not _is_spent(text, one)] or left
    if len(wanted) == _TWO:
        between = text[wanted[0].end : wanted[1].start]
        if _OR_ELSE.search(between) or (_OFFERS.search(text) and _BOTH.fullmatch(between)):
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
    """Whether a sum is a grant, a fee in advance or the least that a bank lends."""
    before = text[: one.start]
    if _BOUND_OF_A_BANK.search(before) or _PAPERWORK_FOR.search(before) or _ADVANCE_BEFORE.search(before):
        return True
    return bool(_GRANTED.search(before) or _IN_ADVANCE.match(text[one.end :]))


def _is_own_money(text: str, one: Sum) -> bool:
    """Whether a sum is what the owner has saved; where it is the only one, it may still tell how large the project is."""
    before = text[: one.start]
    if before.endswith("davon "):
        return False
    return bool(_OWN_BEFORE.search(before) or _OWN_AFTER.match(text, one.end))


def _is_spent(text: str, one: Sum) -> bool:
    """Whether a sum is ordered or spent; where it is the only one, the question is still about it."""
    return bool(_ORDERED.search(text[: one.start]) or PAID_AFTER.match(text[one.end :]))
