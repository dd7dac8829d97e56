from __future__ import annotations

import pytest

from bot.language.facts.topic import TOPIC_NAMES, project_words, read_topics
from bot.language.text.sentence import Sentence

PHRASES: list[tuple[str, str]] = [
    ("ERP", "prozesse"),
    ("ein erp system", "prozesse"),
    ("ERP-System", "prozesse"),
    ("CRM", "prozesse"),
    ("Warenwirtschaft", "prozesse"),
    ("Kassensystem", "prozesse"),
    ("neue kasse", "prozesse"),
    ("Zeiterfassung", "prozesse"),
    ("zeiterfasung", "prozesse"),
    ("Maschinenvernetzung", "prozesse"),
    ("wir wollen unsere Maschinen vernetzen", "prozesse"),
    ("App", "prozesse"),
    ("Cloud", "prozesse"),
    ("E-Rechnung", "prozesse"),
    ("erechnung", "prozesse"),
    ("Digitalisierung", "prozesse"),
    ("digitalisirung", "prozesse"),
    ("wir wollen digitaler werden, Abläufe digitalisieren", "prozesse"),
    ("Buchhaltungssoftware", "prozesse"),
    ("Hotelsoftware", "prozesse"),
    ("papierloses Büro", "prozesse"),
    ("Lagerverwaltung", "prozesse"),
    ("Tablets für die Baustelle", "prozesse"),
    ("3D-Druck", "prozesse"),
    ("Onlineshop", "vertrieb-online"),
    ("online shop", "vertrieb-online"),
    ("Online-Shop", "vertrieb-online"),
    ("onlinshop", "vertrieb-online"),
    ("Website", "vertrieb-online"),
    ("neue homepage", "vertrieb-online"),
    ("Webseite", "vertrieb-online"),
    ("Social Media", "vertrieb-online"),
    ("bei Google gefunden werden, SEO", "vertrieb-online"),
    ("Onlinebuchung", "vertrieb-online"),
    ("Firewall", "datensicherheit"),
    ("Backup", "datensicherheit"),
    ("Datensicherung", "datensicherheit"),
    ("IT-Sicherheit", "datensicherheit"),
    ("it sicherheit", "datensicherheit"),
    ("Cybersicherheit", "datensicherheit"),
    ("Schutz vor Hackern", "datensicherheit"),
    ("Phishing", "datensicherheit"),
    ("DSGVO", "datensicherheit"),
    ("KI", "ki"),
    ("ki", "ki"),
    ("Künstliche Intelligenz", "ki"),
    ("kuenstliche intelligenz", "ki"),
    ("ChatGPT", "ki"),
    ("chat gpt", "ki"),
    ("KI-Chatbot", "ki"),
    ("Schulung", "qualifizierung"),
    ("Mitarbeiterschulung", "qualifizierung"),
    ("Softwareschulung", "prozesse"),
    ("Weiterbildung", "qualifizierung"),
    ("weiterbildun", "qualifizierung"),
    ("E-Learning", "qualifizierung"),
    ("Akzeptanz", "akzeptanz"),
    ("wie kann ich die Mitarbeiter mitnehmen", "akzeptanz"),
    ("meine leute machen nicht mit", "akzeptanz"),
    ("Betriebsrat", "akzeptanz"),
    ("neues Geschäftsmodell", "geschaeftsmodelle"),
    ("geschäftsmodel", "geschaeftsmodelle"),
    ("Wartung als Abo", "geschaeftsmodelle"),
    ("Pay-per-Use", "geschaeftsmodelle"),
    ("Prototyp", "innovation"),
    ("Forschung und Entwicklung", "innovation"),
    ("Innovation", "innovation"),
    ("Kredit", "finanzierung"),
    ("Finanzierung", "finanzierung"),
    ("Kooperation", "vernetzung"),
    ("Stammtisch", "vernetzung"),
    ("Onlineshop und Kassensystem", "vertrieb-online prozesse"),
    ("Digitalisierung und Datensicherheit", "datensicherheit"),
]

NO_TOPIC = [
    "14 Leute",
    "Stendal",
    "Tischlerei",
    "das klappt",
    "happy",
    "Skizze",
    "Kiel",
    "Kino",
    "Kies",
    "WhatsApp",
    "zur kasse gebeten",
    "wie geht es Ihnen",
    "guten Tag",
    "ja",
    "30.000 €",
    "die Kinder schulden mir was",
    "die Schulen sind zu",
    "welche Bedingungen",
    "bis wann",
    "Krankenkasse",
    "Sparkasse",
    "im Kern",
    "abbrechen",
    "Clown",
    "",
]


@pytest.mark.parametrize(("text", "topics"), PHRASES, ids=[row[0] for row in PHRASES])
def test_reads_topic(text: str, topics: str) -> None:
    assert [entity.value for entity in read_topics(Sentence.of(text))] == topics.split()


@pytest.mark.parametrize("text", NO_TOPIC)
def test_is_no_topic(text: str) -> None:
    assert read_topics(Sentence.of(text)) == []


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("wir wollen ein ERP einführen", "ERP"),
        ("brauche einen Onlineshop und ein neues Kassensystem", "Onlineshop und Kassensystem"),
        ("Digitalisierung mit neuer Website", "Website"),
        ("Digitalisierung", "Digitalisierung"),
        ("14 Leute in Stendal", None),
    ],
)
def test_project_in_the_owners_words(text: str, project: str | None) -> None:
    assert project_words(text) == project


def test_only_known_topic_codes() -> None:
    found = {entity.value for text, _ in PHRASES for entity in read_topics(Sentence.of(text))}
    assert found == set(TOPIC_NAMES)
