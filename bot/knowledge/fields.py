"""What the models of all records share: checks of single values with messages in German."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Extra, ValidationError, conint, constr, validator
from pydantic.error_wrappers import ErrorWrapper

from bot.clock import today
from bot.knowledge.plausible import cut_off, damaged, is_home_page, unfit_source

MAX_ID_LENGTH = 80
# Bounds catch slips of the keyboard, texts in the wrong field, and keep every number within the columns of the data base.
if TYPE_CHECKING:
    Count = int
    Euro = int
    Year = int
    Name = str
    ShortName = str
else:
    Count = conint(strict=True, ge=0, le=1_000_000)
    Euro = conint(strict=True, ge=0, le=1_000_000_000_000)
    Year = conint(strict=True, ge=1900, le=2100)
    Name = constr(max_length=120)
    ShortName = constr(max_length=40)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_SOURCE_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def one_of(value: str, allowed: Iterable[str], what: str) -> str:
    """Return ``value`` if it is one of the ``allowed`` codes. ``what`` names it in the message."""
    if value not in allowed:
        raise ValueError(f"{what} erwartet, möglich sind: {', '.join(allowed)}")
    return value


def mail_address(value: str | None) -> str | None:
    """Return ``value`` if it is unknown or an e-mail address.

    Raises:
        ValueError: it is none.
    """
    if value is not None and not _MAIL.fullmatch(value):
        raise ValueError(f"eine E-Mail-Adresse erwartet; dort steht: {value}")
    return value


def web_address(value: str | None) -> str | None:
    """Return ``value`` if it is unknown or an address of the web."""
    if value is not None and not re.match(r"https?://\S+$", value):
        raise ValueError("eine Webadresse erwartet, die mit https:// oder http:// beginnt")
    if value is not None and (problem := unfit_source(value)):
        raise ValueError(problem)
    return value


def page(value: str | None) -> str | None:
    """Return ``value`` if it is unknown or the address of a page on which a claim can be found again."""
    if web_address(value) is not None and is_home_page(str(value)):
        raise ValueError("die Seite erwartet, auf der es steht, nicht nur die Startseite")
    return value


def day_of_source(value: Any) -> Any:
    """Return a date of a source ("2024", "2024-07", "2024-07-15" or a date), if it is unknown or not in the future, as text."""
    if value is None:
        return value
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    match = _SOURCE_DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise ValueError("ein Datum der Form JJJJ, JJJJ-MM oder JJJJ-MM-TT erwartet") from None
    if text > today().isoformat()[: len(text)]:
        raise ValueError("ein Datum erwartet, das nicht in der Zukunft liegt")
    return text


def read_before(value: dt.date | None) -> dt.date | None:
    """Return the day on which something was read, if it is unknown or not in the future."""
    if value is not None and value > today():
        raise ValueError("den Tag der neuesten Quelle erwartet, der nicht in der Zukunft liegt")
    return value


def whole_sentences(value: Any) -> Any:
    """Return a text for owners, or each of a list, if it ends as a sentence does."""
    for text in value if isinstance(value, list) else [value]:
        if text is not None and (problem := cut_off(text)):
            raise ValueError(problem)
    return value


def iso_date(value: Any) -> Any:
    """Return a date for a date or its ISO form, None for unknown."""
    # pydantic would read the number 2026 as seconds since 1970 and so turn a bare year into a wrong date.
    if value is None:
        return value
    try:
        plain = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
        day = value if plain else dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("ein Datum der Form JJJJ-MM-TT erwartet") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"ein Jahr von {_FIRST_YEAR} bis {_LAST_YEAR} erwartet")
    return day


def once(values: list[Any] | None) -> list[Any] | None:
    """Return ``values`` if none stands twice."""
    for position, value in enumerate(values or ()):
        if value in (values or ())[:position]:
            raise ValueError(f"jeden Wert nur einmal erwartet, doppelt ist „{getattr(value, 'url', value)}“")
    return values


def in_order(model: Any, values: dict[str, Any], pairs: Iterable[tuple[str, str]]) -> None:
    """Report every pair of fields of which the first is above the second."""
    errors = [
        ErrorWrapper(ValueError(f"ein Wert erwartet, der nicht unter {low} ({values[low]}) liegt"), loc=high)
        for low, high in pairs
        if values.get(low) is not None and values.get(high) is not None and values[low] > values[high]
    ]
    if errors:
        raise ValidationError(errors, model)


def raise_at(model: Any, field: str, problem: str) -> None:
    """Report a problem of several fields at one of them."""
    raise ValidationError([ErrorWrapper(ValueError(problem), loc=field)], model)


class Strict(BaseModel):
    """Base of all models: a field that nobody knows is an error, most often a typo."""

    @validator("*", pre=True)
    @classmethod
    def _not_damaged(cls, value: Any) -> Any:
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, str) and (problem := damaged(part)):
                raise ValueError(problem)
        return value

    @validator("*", pre=True)
    @classmethod
    def _no_switch(cls, value: Any) -> Any:
        # YAML reads an unquoted ja/no/yes/on as a switch; as text or number it would become "True" or 1.
        if any(isinstance(part, bool) for part in (value if isinstance(value, list) else [value])):
            raise ValueError(
                "ein Text oder eine Zahl erwartet; Wörter wie yes, no, on, off in Anführungszeichen setzen"
            )
        return value

    class Config:
        """Settings that pydantic reads."""

        extra = Extra.forbid
        anystr_strip_whitespace = True
        min_anystr_length = 1


class Identified(Strict):
    """A record with an identifier that answers and other records refer to."""

    id: str

    @validator("id")
    @classmethod
    def _plain_id(cls, value: str) -> str:
        if not _ID.fullmatch(value) or len(value) > MAX_ID_LENGTH:
            raise ValueError(
                f"höchstens {MAX_ID_LENGTH} Kleinbuchstaben, Ziffern und Bindestriche als Kennung erwartet"
            )
        return value
