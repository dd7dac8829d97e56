"""The numbers to call in an emergency, as the first line: a phone calls them when they are touched.

Telegram makes a link of a number only where it carries the country's code; those of three to six digits it leaves alone.
"""

from __future__ import annotations

import re

import phonenumbers

MOST = 3
"""Numbers in the line; all of them stand in the answer."""
_NEAR = 120
"""Characters of an answer that are seen at once: a number that stands there needs no line."""
_LINE = re.compile(
    r"^• (?P<who>[^:\n]{3,80}): (?P<number>0[\d /()-]{5,24}\d|11[02]|116 ?\d{3})(?=$|[\s,.;(])", re.MULTILINE
)


def first_line(text: str) -> str:
    """Return a line with the numbers that an answer lists ("• Polizei für Firmen: 0391 …"); empty where it lists none.

    Args:
        text: of the whole answer.
    """
    found = list(_LINE.finditer(text))
    if not found or found[0].start("number") < _NEAR:
        return ""
    return "☎ " + " · ".join(f"{each['who']}: {_international(each['number'])}" for each in found[:MOST])


def _international(number: str) -> str:
    try:
        parsed = phonenumbers.parse(number, "DE")
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_valid_number(parsed):
        return number
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
