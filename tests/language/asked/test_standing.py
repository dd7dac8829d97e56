"""Which messages that name a Land ask how digital it is."""

from __future__ import annotations

import pytest

from bot.language.asked.standing import asks_how_digital


@pytest.mark.parametrize(
    "text",
    [
        "Wo steht unser Land im Vergleich?",
        "wie digital ist hessen",
        "sind wir hier wirklich schlusslicht",
        "an welcher stelle liegt nrw",
        "hat niedersachsen uns überholt",
        "hinken wir im osten hinterher oder is das quatsch",
        "Welchen Platz belegt Sachsen-Anhalt im Länderindex?",
        "breitband und digitale wirtschaft im burgenlandkreis, wie ist da der stand",
        "steht das Saarland besser da als wir",
    ],
)
def test_asks_for_the_index(text: str) -> None:
    assert asks_how_digital(text)


@pytest.mark.parametrize(
    "text",
    [
        "unser Internet is mies hier in der Südpfalz, 16 mbit wenns gut läuft. geht das dann überhaupt?",
        "Welche Behörde ist denn für MV zuständig?",
        "glasfaser altmark wann",
        "Wir in Hessen haben kein WLAN in der Halle, was tun?",
        "wer hilft uns in Rostock vor Ort",
    ],
)
def test_a_land_in_another_question_is_where_the_firm_sits(text: str) -> None:
    assert not asks_how_digital(text)
