"""Who is responsible for the chat: what is set is shown, and what is missing is named at the start."""

from __future__ import annotations

import pytest

from bot.core.responsible import LINES, PAGES, missing, named, pages, reminder
from bot.rasa.channels.web_channel import notice_text

EVERYTHING = {
    "LOTSE_CONTROLLER": "Zentrum Beispiel, Musterstraße 1, 39104 Magdeburg",
    "LOTSE_PRIVACY_OFFICER": "datenschutz@beispiel.de",
    "LOTSE_AUTHORITY": "Landesbeauftragte für den Datenschutz",
    "LOTSE_IMPRINT_PAGE": "https://www.beispiel.de/impressum",
    "LOTSE_PRIVACY_PAGE": "https://www.beispiel.de/datenschutz",
    "LOTSE_ACCESSIBILITY_PAGE": "https://www.beispiel.de/barrierefreiheit",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*EVERYTHING, "LOTSE_HOSTS", "LOTSE_ORIGINS"):
        monkeypatch.delenv(name, raising=False)


def test_on_ones_own_machine_nobody_is_reminded() -> None:
    assert reminder() is None
    assert missing() == list(EVERYTHING)


@pytest.mark.parametrize(
    ("name", "value"), [("LOTSE_HOSTS", "chat.beispiel.de"), ("LOTSE_ORIGINS", "https://www.beispiel.de")]
)
def test_a_chat_that_is_reached_from_outside_names_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("LOTSE_CONTROLLER", EVERYTHING["LOTSE_CONTROLLER"])
    said = reminder()
    assert said is not None
    assert "LOTSE_CONTROLLER" not in said
    for lacking in list(EVERYTHING)[1:]:
        assert lacking in said
    for other, text in EVERYTHING.items():
        monkeypatch.setenv(other, text)
    assert reminder() is None


def test_what_is_set_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [named(matter) for matter in (*LINES, *PAGES)] == [None] * 6
    assert "Verantwortlich" not in notice_text(30)
    for name, text in EVERYTHING.items():
        monkeypatch.setenv(name, text)
    assert [page.title for page in pages()] == ["Impressum", "Datenschutzerklärung", "Erklärung zur Barrierefreiheit"]
    assert f"• Verantwortlich: {EVERYTHING['LOTSE_CONTROLLER']}" in notice_text(30, named("controller"))
