"""Who is responsible: a question about this chat is told from the same question about the owner's own firm."""

from __future__ import annotations

import pytest

from bot.language.asked.this_chat import asked_of_chat

OF_CHAT = {
    "Wer ist für diesen Chat verantwortlich?": "controller",
    "Wer betreibt diesen Chatbot eigentlich?": "controller",
    "wer steckt hier dahinter": "controller",
    "wer ist euer datenschutzbeauftragter": "officer",
    "Habt ihr einen Datenschutzbeauftragten?": "officer",
    "Bei welcher Behörde kann ich mich über diesen Chat beschweren?": "authority",
    "Wo finde ich Ihr Impressum?": "imprint",
    "Wo ist das Impressum dieser Seite?": "imprint",
    "Wo steht Ihre Datenschutzerklärung?": "privacy",
    "Ist dieser Chat barrierefrei?": "accessibility",
}
OF_THE_FIRM = (
    "Brauchen wir einen Datenschutzbeauftragten?",
    "Muss unsere Website ein Impressum haben?",
    "Wer ist bei uns im Betrieb für den Datenschutz verantwortlich?",
    "Wer ist für das Programm verantwortlich?",
    "Muss unser Onlineshop barrierefrei sein?",
    "Wir haben hier im Betrieb keinen Datenschutzbeauftragten, ist das schlimm?",
    "Impressum",
    "Darf unser Chat auf der Website ohne Datenschutzerklärung laufen?",
    "Wie baue ich einen Chatbot?",
    "Muss der Chat auf unserer Website barrierefrei sein?",
    "Brauche ich hier eine Datenschutzerklärung?",
)


@pytest.mark.parametrize(("text", "matter"), OF_CHAT.items())
def test_about_this_chat(text: str, matter: str) -> None:
    assert asked_of_chat(text) == matter


@pytest.mark.parametrize("text", OF_THE_FIRM)
def test_about_the_firm(text: str) -> None:
    assert asked_of_chat(text) is None
