"""An emergency that is none opens no case; one that is denied or over lets go; a real one is never lost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.test_in_context import talk

ALARM = "1. Ziehen Sie sofort Netzwerkkabel"


@pytest.mark.parametrize(
    "text",
    [
        "Und wer garantiert mir das mir keiner die Cloud hackt? bei nem Kollegen in Landau war alles verschlüsselt",
        "Beim Nachbarn wurde alles verschlüsselt. Zahlt da die Versicherung?",
        "Unser Lieferant wurde gehackt. Worauf müssen wir achten?",
        "Letztes Jahr wurden wir gehackt. Wie schützen wir uns?",
        "Was wenn uns einer hackt?",
        "Falls wir mal erpresst werden, sollen wir dann zahlen?",
    ],
)
def test_an_incident_of_others_of_before_or_imagined_is_a_question(in_process_bot: Any, text: str) -> None:
    first, after = talk(in_process_bot, text, "Was kostet eine Firewall?")
    assert first.kind != "emergency"
    assert ALARM not in first.text
    assert "Notfall" in first.buttons
    assert after.kind == "article" and "firewall-kosten" in after.ids


@pytest.mark.parametrize(
    "text",
    [
        "alles verschlüsselt",
        "wir wurden gehackt, was jetzt",
        "Bei einem Kollegen am Rechner ist alles verschlüsselt, was tun?",
        "Beim Nachbarn war alles verschlüsselt. Jetzt sind unsere Rechner auch verschlüsselt",
        "seit heute früh ist bei uns alles verschlüsselt, beim Lieferanten auch",
        "Wir wurden letztes Jahr gehackt und jetzt schon wieder",
    ],
)
def test_a_real_one_is_found(in_process_bot: Any, text: str) -> None:
    assert talk(in_process_bot, text)[0].kind == "emergency"


@pytest.mark.parametrize(
    "denial",
    [
        "Nee nicht bei mir, beim Kollegen!",
        "bei mir is nix passiert!",
        "Bei uns gab es KEINEN Angriff.",
        "Wir wurden doch gar nicht gehackt",
        "das war beim Nachbarn",
        "uns ist nichts passiert, war nur theoretisch gefragt",
    ],
)
def test_a_denial_ends_the_case_for_good(in_process_bot: Any, denial: str) -> None:
    _, denied, after = talk(in_process_bot, "alles verschlüsselt", denial, "Reicht die USB-Platte als Sicherung?")
    assert "kein Notfall" in denied.text
    assert after.kind == "article" and after.ids[0].startswith("backup")


def test_what_is_asked_beside_a_denial_is_answered_and_asked_on(in_process_bot: Any) -> None:
    said = "Bei mir gab es KEINEN Angriff. Wie sichern wir unsere Daten richtig?"
    _, denied, cost = talk(in_process_bot, "alles verschlüsselt", said, "Und was kostet das?")
    assert denied.ids[0] == "backup-321"
    assert "backup-kosten" in cost.ids


def test_what_it_costs_is_asked_of_the_answer_of_another_topic_while_the_case_stays_open(in_process_bot: Any) -> None:
    answers = talk(
        in_process_bot,
        "alles verschlüsselt",
        "Wie sichern wir unsere Daten richtig?",
        "Und was kostet das?",
        "soll ich zahlen",
    )
    assert answers[2].ids[0] == "backup-kosten"
    assert answers[3].kind == "emergency"


def test_what_it_costs_is_asked_of_the_case_right_after_its_steps(in_process_bot: Any) -> None:
    assert talk(in_process_bot, "alles verschlüsselt", "was kostet das")[1].kind == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "ich hab geklickt aber noch nix passiert",
        "die Polizei hat sich nicht bei uns gemeldet",
        "was wenn sie alles veröffentlichen?",
    ],
)
def test_in_a_real_case_what_is_no_denial_stays_in_it(in_process_bot: Any, text: str) -> None:
    answers = talk(in_process_bot, "alles verschlüsselt", text, "was kostet das")
    assert "kein Notfall" not in answers[1].text
    assert answers[2].kind == "emergency"


def test_done_and_another_matter_ends_it(in_process_bot: Any) -> None:
    said = "erledigt, andere Sache: brauchen wir eine Cyberversicherung?"
    _, left, cost = talk(in_process_bot, "alles verschlüsselt", said, "was kostet das")
    assert left.kind == "article" and "cyberversicherung" in left.ids
    assert cost.kind != "emergency"
