"""Several details in one line, corrections by name, and what is a refusal and what is not."""

from __future__ import annotations

import pytest

from bot.contact.correcting import corrected_phone
from bot.contact.fields import named_details, step_of
from bot.contact.reading import read_details, without_said_before
from bot.contact.steering import is_refusal


@pytest.mark.parametrize(
    ("text", "phone", "time", "rest"),
    [
        ("Thomas Krüger, 03471 555120", "+49 3471 555120", None, "Thomas Krüger"),
        ("0391 1234567, am besten vormittags", "+49 391 1234567", "vormittags", ""),
        ("lassen Sie das mit der Mail, rufen Sie lieber an: 0391 1234567", "+49 391 1234567", None, None),
        ("gerade nicht, morgen ab 7 Uhr", None, "morgen ab 7 Uhr", None),
        ("Eva Muster, nur di ab 14 uhr", None, "nur di ab 14 uhr", "Eva Muster"),
        ("montags bis mittwochs nach 16 uhr, 0391 1234567", "+49 391 1234567", "montags bis mittwochs nach 16 uhr", ""),
        ("Eva Muster", None, None, "Eva Muster"),
    ],
)
def test_details_of_a_line(text: str, phone: str | None, time: str | None, rest: str | None) -> None:
    details = read_details(text)
    assert (details.reach.phone if details.reach else None) == phone
    assert details.time == time
    assert rest is None or details.rest == rest


@pytest.mark.parametrize(
    ("text", "name", "matter"),
    [
        ("ja meinetwegen, rufen Sie mich an. Petra Heil, 0661 4482190", "Petra Heil", None),
        (
            "Mia Lorenz, mia@lorenz.example, lieber mail statt anruf, Förderung für den Laden im Netz",
            "Mia Lorenz",
            "Förderung für den Laden im Netz",
        ),
        ("ich heiße petra heil, nach 16 uhr wegen e-rechnung", "petra heil", "wegen e-rechnung"),
        ("Mein Name ist Dr. von Berg", "Dr. von Berg", None),
        ("Ja gern, 0391 1234567", None, None),
        ("vormittags", None, None),
    ],
)
def test_name_and_matter_in_a_line(text: str, name: str | None, matter: str | None) -> None:
    details = read_details(text)
    assert (details.name, details.matter) == (name, matter)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("hinten 91 statt 90", "+49 661 4482191"),
        ("vormittag. halt, die nummer ist falsch, ich mein 4482191", "+49 661 4482191"),
        ("am Ende 5", "+49 661 4482195"),
        ("4482190", None),
        ("ich bin 64 Jahre alt", None),
        ("seit 1987 im Geschäft", None),
    ],
)
def test_a_number_put_right_by_its_end(text: str, phone: str | None) -> None:
    assert corrected_phone("+49 661 4482190", text) == phone


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Zeit: vormittags", {"time": "vormittags"}),
        ("nein, die Zeit ist nachmittags", {"time": "nachmittags"}),
        ("der Name ist falsch", {"name": ""}),
        ("Name ändern", {"name": ""}),
        ("Telefon ist 0391 5556721", {"reach": "0391 5556721"}),
        ("Anliegen: Rechnungssoftware", {"matter": "Rechnungssoftware"}),
        ("Zeit: 12:30 bis 14 Uhr, außer dienstags", {"time": "12:30 bis 14 Uhr, außer dienstags"}),
        ("das Anliegen haben Sie überschrieben. Anliegen: Terminsoftware", {"matter": "Terminsoftware"}),
        ("hinten 71 statt 70. Und die Zeit: nicht dienstags!", {"time": "nicht dienstags"}),
        ("Name: Eva Muster, Zeit: egal", {"name": "Eva Muster", "time": "egal"}),
        ("Eva Muster", {}),
        ("vormittags", {}),
    ],
)
def test_a_correction_names_its_field(text: str, named: dict[str, str]) -> None:
    assert {step_of(detail): value for detail, value in named_details(text).items()} == named


@pytest.mark.parametrize("text", ["nein", "Nein danke!", "lieber nicht", "abbrechen"])
def test_refusals(text: str) -> None:
    assert is_refusal(text)


@pytest.mark.parametrize(
    "text", ["nein halt 0375 291189", "gerade nicht, morgen ab 7 Uhr früh", "nicht die Mail, rufen Sie an", "Herr Nein"]
)
def test_corrections_are_no_refusals(text: str) -> None:
    """A request for a call was thrown away when somebody corrected the last digit of the number."""
    assert not is_refusal(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("steht doch oben, Heino Bramlage", "Heino Bramlage"),
        ("hab ich doch grad gesagt, vormittags", "vormittags"),
        ("dienstags ab 14 uhr, hatte ich geschrieben", "dienstags ab 14 uhr"),
        ("Steht doch oben!", ""),
        ("Eva Muster", "Eva Muster"),
    ],
)
def test_what_was_said_before_is_no_name(text: str, left: str) -> None:
    """ "Steht doch oben" became the name, and could not be changed any more."""
    assert without_said_before(text) == left
