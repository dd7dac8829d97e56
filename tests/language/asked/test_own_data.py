"""Whose data a question on privacy is about."""

from __future__ import annotations

import pytest

from bot.language.asked.own_data import of_firms_data, speaks_of_chat


@pytest.mark.parametrize(
    "text",
    [
        "welche Datenschutzbehörde ist für uns zuständig",
        "die Datenschutzbehörde hat uns geschrieben, was jetzt",
        "und die Datenschutzbehörde?",
        "Datenschutzaufsicht",
        "was will die datenschutzaufsicht von mir wissen",
        "darf ich Daten meiner Mitarbeiter speichern",
        "wie ist das mit dem Datenschutz bei uns im Betrieb",
        "wir müssen unsere datenschutzerklärung ändern oder",
        "wer ist der Landesbeauftragte in Sachsen",
        "DSGVO, was muss ich da machen",
    ],
)
def test_authorities_and_the_data_of_others_are_the_firms_matter(text: str) -> None:
    assert of_firms_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "was passiert mit meinen Daten",
        "wo werden meine Daten gespeichert",
        "speichern sie was ich schreibe",
        "wer liest hier mit",
        "Haben Sie eine Datenschutzerklärung für diesen Chat",
        "gibt ihr meine Angaben an die Datenschutzbehörde",
        "Datenschutz",
    ],
)
def test_what_this_chat_keeps_is_not(text: str) -> None:
    assert not of_firms_data(text)


def test_a_word_on_the_chat_is_one() -> None:
    assert speaks_of_chat("Datenschutz im Chat")
    assert not speaks_of_chat("Datenschutz?")
