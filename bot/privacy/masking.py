"""Taking out of a sentence who wrote it: what staff read must not say who asked.

Rules and not a model: they can be tested on every kind of data. The text is read in plain writing (``bot.privacy.spans``);
only what is personal is replaced in the original. ``python -m bench.masking`` measures how much is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.privacy.accounts import find_codes, find_ibans, find_numbers
from bot.privacy.figures import Run, runs
from bot.privacy.persons import find_names
from bot.privacy.reach import find_emails, find_phones
from bot.privacy.spans import Span, plain
from bot.privacy.streets import find_addresses

LINK = "[Link]"
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)


def mask(text: str) -> str:
    """Return ``text`` with names, telephone numbers, addresses and account numbers replaced by what they are."""
    read = plain(text)
    return read.replaced(_of_somebody(read.text))


def mask_reach(text: str) -> str:
    """Return ``text`` without what reaches a person, an account or a file: e-mail, telephone, bank, card, tax, documents."""
    read = plain(text)
    return read.replaced(_reaching(read.text, list(runs(read.text))))


def _reaching(text: str, figures: Sequence[Run]) -> Iterator[Span]:
    yield from find_emails(text)
    yield from find_ibans(text)
    yield from find_numbers(text, figures)
    yield from find_phones(text, figures)


def _of_somebody(text: str) -> Iterator[Span]:
    figures = list(runs(text))
    for match in _LINK.finditer(text):
        yield Span(match.start(), match.end(), LINK)
    yield from _reaching(text, figures)
    yield from find_addresses(text)
    yield from find_codes(text, figures)
    yield from find_names(text)
