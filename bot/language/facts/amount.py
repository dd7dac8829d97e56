"""Money the owner means to spend, in euro.

Read: ``30.000 €``, ``30k``, ``30 tausend``, ``ca. 20-25 Tsd. Euro`` (upper end, where that is the whole answer),
``zwanzigtausend Euro``, ``2 Mio``, ``Budget 30000``. Not read, because it is no planned spending: turnover, ransom, wages by
the hour, prices by the piece, money of less than one euro, scaled numbers that count something else ("20k Follower"), ranges
in a message that tells more. Which of several sums is the project's, and prices for one times how many, is decided in ``sums``;
what stands without a currency in ``bare_prices``.
"""

from __future__ import annotations

import re

from bot.language.facts.bare_prices import is_announced_price, is_bare_price, is_small_verb
from bot.language.facts.entity import Entity
from bot.language.facts.numbers import Number, read_numbers
from bot.language.facts.sums import (
    Sum,
    goes_on,
    how_often,
    in_capital_thousands,
    is_price_of_one,
    is_wide_range,
    of_the_project,
)
from bot.language.text.sentence import Sentence
from bot.language.text.wordset import word_set

_CURRENCY = re.compile(
    r"(?:[.,]-)?[\s,-]*(?:€|euros?\b|eur\b|euronen\b|teuro\b|netto\b|brutto\b"
    r"|(?:\+|zzgl|zuzueglich|plus|ohne|inkl|inklusive|incl|exkl|excl|mit)\.?\s(?:der\s|die\s)?(?:gesetzl\w*\.?\s)?(?:mwst|ust|mehrwertsteuer|umsatzsteuer|steuer)"
    r"\b)(?!\w)"
)
_CURRENCY_BEFORE = re.compile(r"(?:€|\beuro|\beur)\s?$")
_LONGEST_CURRENCY = len("-euro ")
"""Characters before a number that tell whether it is money; all that stands before it would be read once a number."""
_BARE_MINUS = re.compile(r"(?:,-+|\.-)")
_PER_UNIT = re.compile(
    r"\s*(?:netto|brutto)?\s*(?:pro|je|per|die|in der|im|em|am|an einem|a|der|das|jeden|jede|/)\s?"
    r"(?:stunde|std|h\b|monat|mtl|tag\b|woche|stueck|kopf|nase|person|mann\b|mitarbeiter|nutzer|user|lizenz|quadratmeter|qm|m2|liter|platz|arbeitsplatz"
    r"|standort|filiale|raum|fahrzeug|maschine|geraet|teilnehmer|zimmer|bett|wohnung)"
    r"|\s*(?:monatlich|stundenlohn|mtl|strafe|schaden|verlust|bussgeld)"
)
_OTHER_MONEY_AFTER = re.compile(
    r"\s*(?:an |im |pro |jaehrlich(?:en|er)? |jahr )*"
    r"(?:[a-z]*umsatz|[a-z]*umsaetze|gewinn|bilanzsumme|verlust|gehalt|loesegeld)"
)
_OTHER_MONEY_BEFORE = re.compile(
    r"(?:umsatz|jahresumsatz|bilanzsumme|gewinn|loesegeld|schaden|strafe|bussgeld|gehalt|fordern|erpress\w*|ueberwiesen|vorschuss|selbstbeteiligung|miete|rate"
    r"|stundensatz|stundenlohn|tagessatz|mindestlohn|(?:gewerbe|grund|lohn|einkommens?|kfz-|erbschafts?|koerperschafts?)steuer\w*"
    r"|steuer(?:nachzahlung|schuld|bescheid|rueckzahlung)\w*)"
    r"(?:\s(?:kostet|uns|mich|von|in hoehe von|ueber|liegt|bei|ist|betraegt|ca|etwa|rund|so|haben|war|wir|circa)\b\.?|:)*\s?$"
)
_FIRM_MONEY_AFTER = re.compile(
    r"\s*(?:netto|brutto)?\s*(?:an |im |pro |jahres|jaehrlich(?:en|er)? |jahr )*(?:[a-z]*umsatz|[a-z]*umsaetze|bilanzsumme)"
)
_FIRM_MONEY_BEFORE = re.compile(
    r"(?:umsatz|jahresumsatz|umsaetze|bilanzsumme)"
    r"(?:\s(?:von|in hoehe von|ueber|unter|liegt|lag|bei|ist|is|betraegt|ca|etwa|rund|so|haben|war|wir|uns|circa|knapp"
    r"|gut|im|letztes|jahr|ungefaehr|dieses|letzten|vorjahr|20\d\d)\b\.?|:)*\s?$"
)
_MOST_TURNOVER = 100_000_000_000
_COUNTED = re.compile(
    r"\s?-?(?:kunden|kundinnen|besucher|follower|abonnenten|artikel|stueck|teile|qm|quadratmeter|km|kilometer|kwh|kw\b|mb\b"
    r"|gb\b|euro-grenze|leute|mitarbeiter|einwohner|mal\b|jahre|stunden|buchungen|bestellungen|rechnungen|datensaetze"
    r"|adressen|mails|emails|fans|zeichen|dank|prozent|%|km/h|kg\b|gramm|watt|liter|tonnen|meter|m2|aufrufe|klicks|menschen|personen"
    r"|firmen|betriebe|unternehmen|nutzer|user|haushalte|paar|produkte|dokumente|ordner|seiten|mann\b|ma\b|uhr\b)"
)
_MONEY_WORDS = word_set("""
    budget investition investitionen investieren invest investiere kostet kosten ausgeben ausgebe einplanen
    eingeplant kredit darlehen stecken investitionssumme investitionsvolumen projektvolumen volumen projektkosten
    gesamtkosten summe betrag angebot kostenvoranschlag finanzieren finanzierung geld anschaffung ausgaben
    kostenpunkt teuer kost koscht koschd kosch koschten kostn veranschlagt schaetze
    """)
_MINIMUM_BARE = 500
_MINIMUM_GROUPED = 1_000
_MAXIMUM = 1_000_000_000


def read_amounts(sentence: Sentence, numbers: list[Number] | None = None) -> list[Entity]:
    """Return the amounts of money in the sentence in order, as whole euros. Never raises."""
    found: list[Sum] = []
    all_numbers = read_numbers(sentence) if numbers is None else numbers
    for number in all_numbers:
        number = in_capital_thousands(sentence, number)
        end = _end_of_amount(sentence, number)
        if end is None and found and goes_on(sentence.folded, found[-1].end, number):
            end = number.end  # "pro Korb 110 Euro + einmal 5000 fürs System"
        if end is None or not 1 <= number.value <= _MAXIMUM:
            continue
        if is_wide_range(sentence, number):
            continue
        times = how_often(sentence, all_numbers, number, end)
        if times is None and (
            _is_other_money(sentence.folded, number, end) or is_price_of_one(sentence.folded, number, end)
        ):
            continue
        found.append(Sum(number.value * (times or 1), number.start, end))
    return [
        sentence.entity("amount", int(one.value + 0.5), one.start, one.end) for one in of_the_project(sentence, found)
    ]


def read_firm_money(sentence: Sentence, numbers: list[Number] | None = None) -> list[Entity]:
    """Return turnover and balance sheet total as they are told ("1,2 Mio Umsatz", "Bilanzsumme 4 Millionen"), as whole euros."""
    found = []
    text = sentence.folded
    for number in read_numbers(sentence) if numbers is None else numbers:
        if number.article or not _MINIMUM_BARE <= number.value <= _MOST_TURNOVER or _is_year(number):
            continue
        currency = _CURRENCY.match(text, number.end)
        end = currency.end() if currency else number.end
        named = _FIRM_MONEY_AFTER.match(text, end) or _FIRM_MONEY_BEFORE.search(
            text[max(0, number.start - 60) : number.start]
        )
        if named:
            name = "balance" if "bilanz" in named[0] else "turnover"
            found.append(sentence.entity(name, int(number.value + 0.5), number.start, end))
    return found


def _end_of_amount(sentence: Sentence, number: Number) -> int | None:
    """Return where the amount ends, or None if the number is no money."""
    text = sentence.folded
    currency = _CURRENCY.match(text, number.end)
    if currency:
        return None if number.article else currency.end()
    if number.article:
        return None
    if _CURRENCY_BEFORE.search(text[max(0, number.start - _LONGEST_CURRENCY) : number.start]):
        return number.end
    minus = _BARE_MINUS.match(text, number.end)
    if minus and number.value >= 10:
        return minus.end()
    if _COUNTED.match(text, number.end):
        return None
    if number.scaled and number.value >= 1000:
        return None if _is_lone_thousand(sentence, number) else number.end
    if number.grouped and number.value >= _MINIMUM_GROUPED and is_bare_price(sentence, number):
        return number.end
    if number.value >= _MINIMUM_BARE and not _is_year(number) and is_announced_price(sentence, number):
        return number.end
    if number.value >= _MINIMUM_BARE and not _is_year(number) and sentence.key_set & _MONEY_WORDS:
        return None if _followed_by_noun(sentence, number.end) else number.end
    return None


def _is_lone_thousand(sentence: Sentence, number: Number) -> bool:
    """Whether it is a mere "tausend" as in "tausend Dank", not a figure."""
    return sentence.folded[number.start : number.end] == "tausend"


def _is_year(number: Number) -> bool:
    return number.plain_digits and 1900 <= number.value <= 2100


_SMALL_WORDS = word_set("""
    fuer in im ins ist sind und oder aber als auf aus zur zum bei mit wollen will haben moechte moechten koennen
    waere investieren ausgeben stecken kosten kostet einplanen bereit davon dafuer maximal max hoechstens circa ca
    etwa ungefaehr finanzieren eingeplant geplant netto brutto anschaffung gibt gibts reicht reichen da so soll
    sollen nicht wird werden
    """)


def _followed_by_noun(sentence: Sentence, offset: int) -> bool:
    """Whether a word follows that the number may count; a small verb beside capitals is none ("11.000 eirichta")."""
    text = sentence.folded
    if not re.match(r"\s[a-z]{3,}", text[offset:]) or _followed_by_small_word(text, offset):
        return False
    return not is_small_verb(sentence, offset)


def _followed_by_small_word(text: str, offset: int) -> bool:
    match = re.compile(r"\s([a-z]+)").match(text, offset)
    return match is not None and match[1] in _SMALL_WORDS


def _is_other_money(text: str, number: Number, end: int) -> bool:
    return bool(
        _PER_UNIT.match(text, end)
        or _OTHER_MONEY_AFTER.match(text, end)
        or _OTHER_MONEY_BEFORE.search(text[max(0, number.start - 60) : number.start])
    )
