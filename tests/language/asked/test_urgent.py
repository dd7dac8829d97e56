"""Despair and an acute incident are recognised by plain words; the same words about others or an if are not."""

from __future__ import annotations

import pytest

from bot.language.asked.urgent import is_over, urgent_intent


@pytest.mark.parametrize(
    "text",
    [
        "ich will nicht mehr leben",
        "Ich mag einfach nimmer leben.",
        "dann bring ich mich um",
        "ich denk an selbstmord wegen der schulden",
        "mein mann redet davon sich was anzutun wegen der schulden",
        "er wollte sich etwas antun",
        "Ohne mich wäre die Familie besser dran",
        "alles verschlüsselt und ich will nicht mehr leben",
        "wenn die Bank jetzt auch noch kündigt, häng ich mich auf",
        "Manchmal überlege ich, mit dem Transporter gegen einen Baum zu fahren.",
        "dann spring ich von der Brücke",
        "am liebsten würde ich nicht mehr aufwachen",
        "ich leg mich vor den Zug, dann ist Ruhe",
    ],
)
def test_despair(text: str) -> None:
    assert urgent_intent(text) == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "alles verschlüsselt!",
        "unsere daten sind seit heute früh verschluesselt",
        "wir wurden gehackt",
        "ich werde gerade erpresst",
        "lösegeldforderung auf dem bildschirm",
    ],
)
def test_incident(text: str) -> None:
    assert urgent_intent(text) == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "was tun wenn unsere daten verschlüsselt sind",
        "Damals wurden wir gehackt. Wie schützen wir uns?",
        "wie verschlüssele ich einen usb stick",
        "ohne mich läuft der laden nicht",
        "kann man vom onlineshop leben",
        "das bringt mich nicht um, aber es nervt",
    ],
)
def test_neither(text: str) -> None:
    assert urgent_intent(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Wurden im März gehackt, alles verschlüsselt. Jetzt wollen wir die IT absichern lassen, die Kasse ist leer",
        "Wir wurden im November gehackt. Jetzt soll ein Fachmann alles absichern, mein Konto gibt das nicht her",
        "Vor drei Monaten wurden wir erpresst, deshalb brauchen wir eine Firewall. Gibt es Förderung?",
        "Nach dem Hackerangriff im Frühjahr muss jetzt IT-Sicherheit her. Zuschuss?",
        "Letztes Jahr wurden alle Rechner verschlüsselt. Nun planen wir besseren Schutz, wer zahlt da mit?",
        "Voriges Jahr wurden wir gehackt, daher soll jetzt ein Backup her. Geld vom Land?",
    ],
)
def test_an_attack_of_some_time_ago_and_protection_now_is_a_project(text: str) -> None:
    assert urgent_intent(text) is None
    assert is_over(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wir wurden gehackt, wer hilft?",
        "Seit heute früh ist alles verschlüsselt, wir müssen jetzt absichern was noch da ist",
        "Wir wurden im März gehackt und jetzt schon wieder!",
        "alles verschlüsselt, jetzt brauchen wir Schutz und Geld",
        "Vor zwei Stunden wurden wir erpresst, jetzt Firewall?",
        "Unsere Daten wurden im Netz veröffentlicht, jetzt sofort sichern",
    ],
)
def test_without_both_it_stays_urgent(text: str) -> None:
    assert not is_over(text)


@pytest.mark.parametrize(
    "text",
    [
        "Das Programm hängt sich immer auf",
        "Der Azubi ist mit dem Firmenwagen gegen einen Baum gefahren, wer zahlt?",
        "Wir haben das Projekt gegen die Wand gefahren",
        "Wo darf ich die Kamera aufhängen?",
        "ich häng mich auf an dem Preis",
        "Das WLAN springt vom Dach nicht bis in die Halle",
    ],
)
def test_words_of_despair_about_other_things_are_none(text: str) -> None:
    assert urgent_intent(text) is None
