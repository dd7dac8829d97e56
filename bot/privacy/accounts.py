"""Numbers that stand for a person in a plain text: accounts, cards, tax, insurance, identity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.privacy.figures import Figures, Run
from bot.privacy.spans import Span, said_before

IBAN, CODE = "[IBAN]", "[Kennung]"

_COUNTRIES = {
    15: "NO",
    16: "BE",
    18: "DK FI NL",
    19: "MK SI",
    20: "AT BA EE LT LU XK",
    21: "CH HR LI LV",
    22: "BG DE GB IE ME RS",
    23: "AE IL",
    24: "AD CZ ES MD RO SE SK",
    25: "PT",
    26: "IS TR",
    27: "FR GR IT MC SM",
    28: "AL CY HU PL",
    29: "UA",
    31: "MT",
}
_IBAN_LENGTHS = {country: length for length, countries in _COUNTRIES.items() for country in countries.split()}
_IBAN_START = re.compile(r"(?<![a-z])(?:iban)?([a-z])[\W_]?([a-z])(?=[\W_]{0,3}[0-9o])", re.IGNORECASE)
_LOOKALIKES = str.maketrans("OIL", "011")
_LEAST_OF_IBAN = 16
"""Figures after "DE" from which a mistyped IBAN still counts as one."""

_CUE_ACCOUNT = re.compile(
    r"\b(?:konto(?:nummer|nr|verbindung)?|(?:giro|spar|gesch(?:ä|ae)fts|privat)konto|kto(?:nr)?"
    r"|bankverbindung|iban|blz|bankleitzahl)"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)
_CUE_NUMBER = re.compile(
    r"\b(?:steuer-?\s?(?:nummer|nr|id|identifikationsnummer)|st\.?\s?-?\s?nr|id-?nr|identifikationsnummer|tin"
    r"|ust\.?\s?-?\s?id(?:-?\s?nr)?"
    r"|umsatzsteuer-?(?:id|identifikationsnummer)|vat|kreditkarte|kreditkartennummer|visa|mastercard"
    r"|master card|amex|ec-?karte"
    r"|giro-?karte|kartennummer|karte|(?:sozial|renten)versicherungsnummer|rvnr|sv-?nummer|sv-?nr"
    r"|kundennummer|versichertennummer"
    r"|betriebsnummer)(?![^\W\d_])",
    re.IGNORECASE,
)
_CUE_DOCUMENT = re.compile(
    r"\b(?:personalausweis|ausweis|pass|reisepass|f(?:ü|ue)hrerschein|personalausweisnummer|ausweisnummer"
    r"|ausweisnr|passnummer"
    r"|f(?:ü|ue)hrerscheinnummer|krankenversichertennummer|krankenversicherungsnummer|versichertennummer"
    r"|krankenkasse|kvnr"
    r"|krankenkassennummer|aufenthaltstitel)(?![^\W\d_])",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"(?<!\w)(?=[A-Z]*\d)[A-Z0-9]{8,12}(?!\w)")
_VAT = re.compile(r"(?<![^\W_])DE[\s.-]?\d{3}[\s.-]?\d{3}[\s.-]?\d{3}(?![\s.-]?\d)", re.IGNORECASE)
_TAX = re.compile(r"(?<![\d/])\d{2,3}\s?/\s?\d{3,4}\s?/\s?\d{4,5}(?![\d/])")
_INSURANCE = re.compile(r"(?<!\w)\d{2}[\s-]?\d{6}[\s-]?[A-Z][\s-]?\d{3}(?!\w)", re.IGNORECASE)
_CARD_LENGTHS = (16, 15, 14, 19)
_LEAST_OF_ACCOUNT, _LEAST_OF_NUMBER, _LEAST_OF_CODE = 6, 8, 9
_BESIDE = 5
_JOINED_CODE = re.compile(r"[ /-]?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[. ']\d{3})+")
_PROGRAMMES = re.compile(r"\d{3}(?:/\d{3})+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_ibans(text: str) -> Iterator[Span]:
    """Yield IBANs, also with wrong checksums where they are German: a slip of the pen is still an account."""
    done = 0
    for match in _IBAN_START.finditer(text):
        if match.start() < done:
            continue
        end = _iban_end(text, match)
        if end is not None:
            yield Span(match.start(1), end, IBAN)
            done = end


def _iban_end(text: str, match: re.Match[str]) -> int | None:
    country = (match[1] + match[2]).upper()
    length = _IBAN_LENGTHS.get(country)
    if length is None:
        return None
    signs, ends = _signs(text, match.end(), length - 2, german=country == "DE")
    if country == "DE":
        figures = next((place for place, sign in enumerate(signs) if not sign.isdigit()), len(signs))
        return ends[figures - 1] if figures >= _LEAST_OF_IBAN else None
    if len(signs) < length - 2 or not signs[:2].isdigit():
        return None
    number = "".join(str(int(sign, 36)) for sign in signs[2:] + country + signs[:2])
    return ends[-1] if int(number) % 97 == 1 else None


def _signs(text: str, start: int, number: int, german: bool) -> tuple[str, list[int]]:
    """Return the next letters and figures, at most ``number``, and where each ends.

    Up to three other signs may lie between.
    """
    signs: list[str] = []
    ends: list[int] = []
    apart = 0
    for place in range(start, min(len(text), start + 4 * number)):
        char = text[place].upper()
        if char.isascii() and char.isalnum():
            signs.append(char.translate(_LOOKALIKES) if german else char)
            ends.append(place + 1)
            apart = 0
            if german and not signs[-1].isdigit():
                break
        else:
            apart += 1
        if apart > 3 or len(signs) == number:
            break
    return "".join(signs), ends


def find_numbers(text: str, runs: Sequence[Run]) -> Iterator[Span]:
    """Yield numbers of accounts, cards, tax, insurance and documents."""
    for pattern in (_VAT, _TAX, _INSURANCE):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), CODE)
    for match in _DOCUMENT.finditer(text):
        if said_before(text, match.start(), _CUE_DOCUMENT):
            yield Span(match.start(), match.end(), CODE)
    account_ends: int | None = None
    for run in runs:
        if run.has_unit:
            continue
        length = len(run.digits)
        if length >= _LEAST_OF_ACCOUNT and (
            (account_ends is not None and run.start - account_ends <= _BESIDE)
            or said_before(text, run.start, _CUE_ACCOUNT)
        ):
            yield Span(run.start, run.end, IBAN)
            account_ends = run.end
        elif length >= _LEAST_OF_NUMBER and said_before(text, run.start, _CUE_NUMBER):
            yield Span(run.start, run.end, CODE)
        else:
            for groups in _cards_and_tax_ids(run):
                yield Span(groups[0].start, groups[-1].end, CODE)


def _cards_and_tax_ids(run: Run) -> Iterator[Sequence[Figures]]:
    groups = run.groups
    first = 0
    while first < len(groups):
        number = _tax_id_groups(groups, first) or _card_groups(groups, first)
        if number:
            yield groups[first : first + number]
        first += number or 1


def _tax_id_groups(groups: Sequence[Figures], first: int) -> int:
    """Return how many groups from ``first`` are a tax ID: one, or four as it is printed."""
    if len(groups[first].digits) not in {2, 11}:
        return 0
    for number in (1, 4):
        written = [group.digits for group in groups[first : first + number]]
        if list(map(len, written)) in ([11], [2, 3, 3, 3]) and _is_tax_id("".join(written)):
            return number
    return 0


def _card_groups(groups: Sequence[Figures], first: int) -> int:
    """Return how many groups from ``first`` are the number of a card; figures one by one only at the beginning of a run."""
    if groups[first].digits[0] not in "3456" or (first and len(groups[first].digits) == 1):
        return 0
    digits = ""
    found = 0
    for number, group in enumerate(groups[first : first + max(_CARD_LENGTHS)], 1):
        digits += group.digits
        if len(digits) > max(_CARD_LENGTHS):
            break
        if _is_card(digits):
            found = number
    return found


def find_codes(text: str, runs: Sequence[Run]) -> Iterator[Span]:
    """Yield what is long enough to be the number of a customer, a contract, or an account: nine figures or more."""
    for run in runs:
        first = 0
        for place in range(1, len(run.groups) + 1):
            is_last = place == len(run.groups)
            joined = not is_last and _JOINED_CODE.fullmatch(text[run.groups[place - 1].end : run.groups[place].start])
            if joined:
                continue
            groups = run.groups[first:place]
            first = place
            if not (run.has_unit and is_last) and _is_code(text, groups):
                yield Span(groups[0].start, groups[-1].end, CODE)


def _is_code(text: str, groups: Sequence[Figures]) -> bool:
    digits = "".join(group.digits for group in groups)
    start, end = groups[0].start, groups[-1].end
    if len(digits) < _LEAST_OF_CODE or text[max(0, start - 1) : start] in {".", ","} or text[end : end + 1] == "%":
        return False
    if any(not text[group.start].isdigit() for group in groups):
        return False
    if len(groups) == 1:
        return True
    if _THOUSANDS.fullmatch(text, start, end) or _PROGRAMMES.fullmatch(text, start, end):
        return False
    return not all(_YEAR.fullmatch(group.digits) or int(group.digits) % 10 == 0 for group in groups)


def _is_card(digits: str) -> bool:
    if len(digits) not in _CARD_LENGTHS or digits[0] not in "3456" or len(set(digits)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_tax_id(digits: str) -> bool:
    """Return whether the eleven figures have the check digit of a tax ID (ISO 7064, MOD 11, 10)."""
    if len(digits) != 11 or digits[0] == "0":
        return False
    product = 10
    for digit in digits[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(digits[10])
