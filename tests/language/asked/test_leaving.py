"""Whether a message ends the talk, whatever stands beside the goodbye."""

from __future__ import annotations

import pytest

from bot.language.asked.leaving import takes_leave


@pytest.mark.parametrize(
    "text",
    [
        "danke, dann ruf ich die IHK an",
        "ok dann frag ich meinen steuerberater",
        "da frag ich lieber die Handwerkskammer",
        "gut, dann klär ich das mit der Versicherung. Auf Wiedersehen",
        "ja oder nein? 8 oder 10? egal, sagt mir das steuerbüro. danke, tschüss",
        "ok danke, ich ruf morgen bei der NBank an",
        "Sie wiederholen sich. Ich red lieber mit jemandem von der IHK. Tschüss",
    ],
)
def test_who_asks_somebody_else_now_takes_leave(text: str) -> None:
    assert takes_leave(text) == "elsewhere"


@pytest.mark.parametrize(
    ("text", "leave"),
    [
        ("Danke, das wars. Schönen Feierabend!", "plain"),
        ("alles klar, danke schön und einen schönen Tag noch", "plain"),
        ("Das reicht mir, vielen Dank und bis bald :)", "plain"),
        ("mach ich so, danke. tschüss", "plain"),
        ("bringt mir nix hier, ciao", "unhappy"),
        ("sie verstehen mich nicht, tschau", "unhappy"),
    ],
)
def test_a_goodbye_with_a_remark_is_one(text: str, leave: str) -> None:
    assert takes_leave(text) == leave


@pytest.mark.parametrize(
    "text",
    [
        "was kostet das? danke, tschüss",
        "Tschüss, und was kostet ein Onlineshop?",
        "na endlich, danke. kann uns jemand morgen früh anrufen?",
        "rufen Sie mich an, tschüss",
        "Mir reichts, kann mich da mal jemand anrufen?",
        "ich frag mal meinen Steuerberater, und wie lange gilt das?",
        "Soll ich meinen Steuerberater fragen?",
        "muss ich die IHK anrufen",
        "wir reden mit der Bank über einen Kredit, was brauchen wir dafür",
        "mein Steuerberater sagt was anderes",
        "ich habe bei der Bank angefragt, die wollen einen Plan",
        "servus, wir sind eine Bäckerei",
        "Servus",
        "danke, das hilft",
        "wann machen die Schluss",
        "",
    ],
)
def test_a_question_a_call_back_or_a_story_is_none(text: str) -> None:
    assert takes_leave(text) is None
