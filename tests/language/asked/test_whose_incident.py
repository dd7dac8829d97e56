"""An incident of others, of long ago, or an imagined one is none of the firm's; whoever is hit now is never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.language.asked.whose_incident import (
    asked_besides,
    denies_incident,
    rest_of_no_incident,
    speaks_of_none_of_ours,
)
from tests.content import own_content

HERE = Path(__file__).parents[2] / "advice" / "emergencies"
CONVERSATIONS = Path(__file__).parents[2] / "conversations" / "emergency.yml"


@pytest.mark.parametrize(
    "text",
    [
        "Und wer garantiert mir das mir keiner die Cloud hackt? bei nem Kollegen in Landau war alles verschlüsselt",
        "Beim Nachbarn wurde alles verschlüsselt, wie schütze ich mich da",
        "Unser Lieferant wurde gehackt. Was heißt das für uns?",
        "mein Schwager ist Opfer von so nem Trojaner geworden",
        "Bei einem Bekannten haben sie die ganze Firma gehackt",
        "In der Zeitung stand, dass ein Autohaus gehackt wurde. Wie sicher ist die Cloud?",
        "Ich habe gelesen, dass immer mehr Firmen erpresst werden",
        "bei uns im Ort wurde ein anderer Betrieb gehackt",
        "einem Kunden ist das passiert, bei dem Kunden war alles verschlüsselt",
        "die Firma nebenan wurde gehackt, was kann man vorher tun?",
        "Letztes Jahr wurden wir gehackt. Wie schützen wir uns?",
        "Vor zwei Jahren war bei uns alles verschlüsselt",
        "2021 wurden wir mal gehackt",
        "Was wenn uns einer hackt?",
        "Was ist, wenn plötzlich keiner mehr rein kann, falls wir gehackt werden?",
        "Falls wir gehackt werden, wen ruft man da an?",
        "Angenommen bei uns ist alles verschlüsselt, was zahlt die Versicherung?",
        "was passiert wenn wir erpresst werden",
        "Können wir auch gehackt werden?",
    ],
)
def test_none_of_ours(text: str) -> None:
    assert rest_of_no_incident(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Bei einem Kollegen am Rechner ist alles verschlüsselt",
        "beim kollegen geht plötzlich nix mehr, alles verschlüsselt",
        "Ein Kollege hat auf einen Link geklickt",
        "Beim Nachbarn war alles verschlüsselt. Jetzt sind unsere Rechner auch verschlüsselt, was tun?",
        "Unser Lieferant wurde gehackt und wir haben 8000 Euro überwiesen",
        "beim Kunden wurde unser Laptop gehackt",
        "alles verschlüsselt, letztes backup vor 3 monaten",
        "Alles verschlüsselt. Die letzte Sicherung war vor drei Monaten",
        "Wir wurden letztes Jahr gehackt und jetzt schon wieder",
        "Was wenn ich auf so einen Phishing-Link geklickt habe?",
        "was soll ich tun wenn mein Instagram gehackt wurde",
        "wir wurden gehackt",
        "seit heute früh ist bei uns alles verschlüsselt, beim Nachbarn auch",
    ],
)
def test_ours(text: str) -> None:
    assert rest_of_no_incident(text) is None
    assert not denies_incident(text)


@pytest.mark.parametrize(
    "text",
    [
        "was passiert wenn ich nis2 ignoriere",
        "Was passiert, wenn ich einfach gar nix mache?",
        "Shopware-Shop zeigt 503, Strato sagt Überlast. Angriff oder nur Werbung im Fernsehen?",
        "Was gehört in die erste Nachricht an den Auftraggeber nach einem Hackerangriff?",
        "neue kontonummer lieferant",
    ],
)
def test_neither_an_incident_nor_an_imagined_one(text: str) -> None:
    assert not speaks_of_none_of_ours(text)


def told() -> list[str]:
    """Return all ways of telling of an emergency that were written for learning and measuring."""
    ways = [text for kind in own_content().emergencies.kinds.values() for text in kind.tells]
    for hand in ("second_hand.yaml", "third_hand.yaml"):
        written = yaml.safe_load((HERE / hand).read_text(encoding="utf-8"))
        ways += [str(text) for texts in written["tells"].values() for text in texts]
    talks = yaml.safe_load(CONVERSATIONS.read_text(encoding="utf-8"))
    return [*ways, *(turns[0]["owner"] for turns in talks.values() if turns[0].get("kind") == "emergency")]


def test_no_emergency_that_is_known_is_passed_over() -> None:
    assert len(told()) > 300
    assert not [text for text in told() if rest_of_no_incident(text) is not None or denies_incident(text)]


def test_nothing_asked_in_an_emergency_denies_it() -> None:
    asked = [text for question in own_content().emergencies.questions.values() for text in question.asks]
    assert not [text for text in asked if denies_incident(text)]


@pytest.mark.parametrize(
    ("text", "besides"),
    [
        ("Nee nicht bei mir, beim Kollegen!", ""),
        ("bei mir is nix passiert!", ""),
        ("Bei mir gab es KEINEN Angriff. Wie sichern wir unsere Daten?", "Wie sichern wir unsere Daten?"),
        (
            "Welche Täter?? bei mir is nix passiert! reicht die USB-Platte am Freitag",
            "reicht die USB-Platte am Freitag",
        ),
        ("Nein, das war nicht bei uns", ""),
        ("uns ist gar nichts passiert, was kostet eine Firewall?", "was kostet eine Firewall?"),
        ("Wir wurden doch gar nicht gehackt!", ""),
        ("wir haben keinen Notfall, ich frag nur nach der Cloud", "ich frag nur nach der Cloud"),
        ("Das ist kein Angriff", ""),
        ("das war beim Nachbarn", ""),
        ("mich hat keiner gehackt", ""),
        ("das betrifft uns nicht", ""),
        ("ich meinte das nur theoretisch", ""),
        ("Quatsch, nicht bei uns!", ""),
        ("bei uns läuft alles", ""),
        ("das ist schon ein Jahr her", ""),
        ("es gab bei uns keinen Vorfall", ""),
    ],
)
def test_denied(text: str, besides: str) -> None:
    assert denies_incident(text)
    assert asked_besides(text) == besides


@pytest.mark.parametrize(
    "text",
    [
        "bei uns ist noch nichts passiert",
        "ich hab geklickt, aber bei mir ist nix passiert und jetzt hab ich mein passwort eingegeben",
        "die polizei hat sich nicht bei uns gemeldet",
        "wir haben keine Sicherung",
        "wir haben keinen IT-Dienstleister",
        "ist das etwa kein Notfall?",
        "die Bank geht nicht ans Telefon",
        "beim Kollegen am Rechner steht es auch",
        "neue kontonummer lieferant",
        "Keiner hat uns gesagt, dass Schulung extra kostet",
        "Der Kunde schreibt, das sei zu lange her",
        "bewerbungen, kunden, lieferanten, alles weg",
        "die versicherung zahlt nicht bei uns im betrieb?",
    ],
)
def test_not_denied(text: str) -> None:
    assert not denies_incident(text)
