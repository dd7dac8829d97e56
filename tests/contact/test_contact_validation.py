"""Names, numbers and addresses as people write them in a chat."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contact.validation import ContactError, read_matter, read_name, read_reach, read_time


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Eva Muster", "Eva Muster"),
        ("Ich heiße Eva Muster", "Eva Muster"),
        ("mein Name ist Müller-Lüdenscheidt", "Müller-Lüdenscheidt"),
        ("ich bin der Jürgen Groß", "Jürgen Groß"),
        ("Name: Schulze", "Schulze"),
        ("hallo, ich bin Anna", "Anna"),
        ("Dr. Özdemir", "Dr. Özdemir"),
        ("  O'Neill.  ", "O'Neill"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize("text", ["", "?", "7", "...", "x", "a@b.de", "M" * 200])
def test_no_names(text: str) -> None:
    with pytest.raises(ContactError):
        read_name(text)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("0391 5677890", "+49 391 5677890"),
        ("0391/5677890", "+49 391 5677890"),
        ("+49 391 567 78 90", "+49 391 5677890"),
        ("0049 391 5677890", "+49 391 5677890"),
        ("+49 (0) 391 5677890", "+49 391 5677890"),
        ("am besten unter 0171 2345678 ab 14 Uhr", "+49 171 2345678"),
        ("0171-2345678", "+49 171 2345678"),
        ("meine handynummer ist 01712345678", "+49 171 2345678"),
    ],
)
def test_phone_numbers(text: str, phone: str) -> None:
    reach = read_reach(text)
    assert (reach.phone, reach.email) == (phone, None)


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("eva@muster.de", "eva@muster.de"),
        ("Eva.Muster@Tischlerei-Muster.de", "Eva.Muster@tischlerei-muster.de"),
        ("mail an info@muster.de, danke", "info@muster.de"),
        ("eva (at) muster.de", "eva@muster.de"),
        ("eva[at]muster[punkt]de", "eva@muster.de"),
        ("<eva@muster.de>", "eva@muster.de"),
    ],
)
def test_addresses(text: str, email: str) -> None:
    assert read_reach(text).email == email


def test_both_at_once() -> None:
    reach = read_reach("0391 5677890 oder info@muster.de")
    assert (reach.phone, reach.email) == ("+49 391 5677890", "info@muster.de")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Telefonnummer mit Vorwahl oder eine E-Mail"),
        ("ruf mich einfach an", "Telefonnummer mit Vorwahl oder eine E-Mail"),
        ("0391 123", "zu kurz"),
        ("12345", "zu kurz"),
        ("0000000000000", "gibt es so nicht"),
        ("eva@", "Nach dem @ fehlt"),
        ("eva@muster", "Nach dem @ fehlt"),
        ("@muster.de", "Vor dem @ fehlt"),
        ("eva@mus ter..de", "Nach dem @ fehlt"),
        ("eva..m@muster.de", "stimmt so nicht"),
    ],
)
def test_faults_say_what_to_do(text: str, says: str) -> None:
    with pytest.raises(ContactError) as error:
        read_reach(text)
    assert says in str(error.value)


def test_time_and_matter_in_own_words() -> None:
    assert read_time("  vormittags,\n außer Mittwoch ") == "vormittags, außer Mittwoch"
    assert read_matter("ERP\neinführen") == "ERP einführen"
    for text in ("", "…", "x" * 501):
        with pytest.raises(ContactError):
            read_matter(text)


@given(st.text(max_size=300))
def test_nothing_that_is_read_can_break_out_of_its_line(text: str) -> None:
    for read in (read_name, read_time, read_matter):
        try:
            value = read(text)
        except ContactError:
            continue
        assert not any(unicodedata.category(char)[0] == "C" for char in value)
        assert "\n" not in value
        assert "\r" not in value
