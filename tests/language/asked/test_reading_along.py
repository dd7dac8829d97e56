"""Who may read the talk: what owners write about it, and what sounds like it and is something else."""

from __future__ import annotations

import pytest

from bot.language.asked.reading_along import agrees_plainly, ends_reading, refuses_plainly, wish_for_reader

ASKED = (
    "Gespräch lesen lassen",
    "dieses Gespräch lesen lassen bitte",
    "Darf jemand vom Zentrum dieses Gespräch lesen?",
    "Kann jemand aus dem Zentrum unser Gespräch mitlesen?",
    "das Zentrum darf gern dieses Gespräch lesen",
    "jemand vom Zentrum darf ruhig mitlesen",
    "ein Mensch soll mein Gespräch hier lesen",
)
ENDED = (
    "Nicht mehr mitlesen",
    "bitte nicht mehr mitlesen!",
    "niemand soll mehr mitlesen",
    "ich möchte nicht, dass noch mehr mitgelesen wird",
    "Mitlesen beenden",
    "hören Sie auf mitzulesen",
    "ich widerrufe meine Erlaubnis zum Mitlesen",
    "Ab jetzt soll niemand aus dem Zentrum mehr irgendwas davon sehen oder dieses Gespräch lesen",
)
ELSEWHERE = (
    "Wie verhindere ich, dass der Nachbar im WLAN nicht mehr mitlesen kann?",
    "Wer liest hier mit?",
    "Darf ein Mitarbeiter den WhatsApp-Chat mit Kunden lesen?",
    "Darf mein Chef meine Mails lesen?",
    "Meine Leute wollen die Rundmails nicht mehr lesen",
    "Wir möchten keine Papierrechnungen mehr lesen",
    "Kann jemand das Angebot vom Berater gegenlesen?",
    "Ich möchte mit jemandem vom Zentrum sprechen",
    "nein",
    "ja gern",
    "Nein, wo kann ich das lesen?",
    "Das hab ich schon gelesen",
    "Kann die Konkurrenz mitlesen?",
    "Wie kann ich die Zählerstände automatisch lesen lassen?",
)


@pytest.mark.parametrize("text", ASKED)
def test_it_is_asked_for(text: str) -> None:
    assert wish_for_reader(text) == "ask"


@pytest.mark.parametrize("text", ENDED)
def test_it_ends_in_many_words(text: str) -> None:
    assert wish_for_reader(text) == "end"


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_only_sounds_like_it(text: str) -> None:
    assert wish_for_reader(text) is None


@pytest.mark.parametrize(
    "text", ["Ja, mitlesen erlauben", "ja", "Ja gern!", "ok, das Zentrum darf das lesen", "klar", "Jo mach"]
)
def test_a_plain_yes(text: str) -> None:
    assert agrees_plainly(text)


@pytest.mark.parametrize(
    "text",
    ["ja, aber nur die letzte Frage", "ja?", "ja und wer ist das", "ja kann dann jeder mitlesen", "vielleicht", "", "nein",
     "ja, nicht mitlesen", "darf jemand lesen"],
)  # fmt: skip
def test_anything_else_is_no_consent(text: str) -> None:
    assert not agrees_plainly(text)


@pytest.mark.parametrize(
    "text", ["Nein, niemand soll mitlesen", "nein", "lieber nicht", "Nein, ich möchte nicht, dass jemand mitliest"]
)
def test_a_plain_no(text: str) -> None:
    assert refuses_plainly(text)


def test_the_buttons_mean_what_they_say() -> None:
    assert wish_for_reader("Ja, mitlesen erlauben") == "allow"
    assert wish_for_reader("Nein, niemand soll mitlesen") == "refuse"
    assert wish_for_reader("Nicht mehr mitlesen") == "end"


def test_despair_is_never_taken_for_it() -> None:
    assert ends_reading("bitte nicht mehr mitlesen")
    assert not ends_reading("ich will nicht mehr leben, niemand soll mehr mitlesen")
    assert not ends_reading("ich kann nicht mehr")
