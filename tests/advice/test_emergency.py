from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from advice_checks import FOR_STAFF, unexplained, words
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advice.emergency import emergency_reply, incident_of, incident_reply
from bot.advice.emergencies.whom_to_call import HOME
from bot.advice.wording import has_aged, sentences
from bot.knowledge.checking import read_knowledge
from bot.knowledge.codes import LANDS
from bot.knowledge.records import Article, EmergencyContact, KnowledgeBase, Source
from bot.settings import KNOWLEDGE_DIR

KB = read_knowledge(KNOWLEDGE_DIR)
TODAY = dt.date(2026, 11, 24)
ALL_LANDS = tuple(f"DE-{land}" for land in LANDS)
CONTACT = EmergencyContact(
    "DE-ST", "zac", "Landeskriminalamt", "0391 1", Source("Amt", "https://example.org", "2026-10-01"), "high"
)
PHONE = re.compile(r"\b0\d{2,4}[ /-]?\d[\d -]{3,}\d")


@pytest.mark.parametrize(
    ("text", "incident"),
    [
        ("alles verschlüsselt!", "ransomware"),
        ("wir wurden gehackt was jetzt", "ransomware"),
        ("hilfe", "ransomware"),
        ("lösegeld überwiesen und nix passiert", "ransomware"),
        ("trojaner hat die kundendaten kopiert", "ransomware"),
        ("habs leider angeklickt", "phishing"),
        ("Azubi hat auf der falschen Bankseite die PIN eingetippt", "phishing"),
        ("haben an falsches konto überwiesen weil mail vom großhändler gefälscht war", "money"),
        ("geld schon weg an betrüger falscher lieferant", "money"),
        ("whatsapp vom boss ich soll gutscheinkarten kaufen", "money"),
        ("laptop mit kundendaten geklaut", "breach"),
        ("usb stick mit patientendaten verloren", "breach"),
        ("Mitarbeiterin hat die Lohnabrechnung an den falschen Kollegen gemailt", "breach"),
    ],
)
def test_what_happened(text: str, incident: str) -> None:
    assert incident_of(text) == incident


@pytest.mark.parametrize(
    "text", ["alles verschlüsselt", "link geklickt", "geld überwiesen an betrüger", "laptop geklaut"]
)
def test_steps_first_then_numbers(text: str) -> None:
    reply = emergency_reply(text, KB, TODAY)
    assert reply.kind == "emergency"
    steps = reply.texts[0].splitlines()[1:]
    assert len(steps) >= 3
    assert [step.split(".")[0] for step in steps] == [str(index) for index in range(1, len(steps) + 1)]
    assert all(" Sie " in step for step in steps)
    assert all(words(step) <= 20 for line in steps for step in line.split(". "))
    assert reply.texts[1].startswith("Wen Sie anrufen:")
    assert reply.ids[0] in KB.articles
    assert reply.sources
    assert reply.buttons[0].title == "Mit einem Menschen sprechen"


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(max_size=60) | st.sampled_from([p for a in KB.articles.values() for p in a.phrasings[:2]]),
    region=st.none() | st.sampled_from(ALL_LANDS),
)
def test_no_figure_and_no_number_that_is_not_recorded(text: str, region: str | None) -> None:
    reply = emergency_reply(text, KB, TODAY, region)
    used = [KB.articles[id_] for id_ in reply.ids]
    assert not unexplained(reply, used, KB.contacts, allowed={"110"})
    recorded = {contact.phone for contact in KB.contacts if contact.region in {"DE", region or HOME}}
    for line in "\n".join(reply.texts).splitlines():
        for phone in PHONE.findall(line):
            assert phone in recorded


def shown(text: str, region: str | None, kb: KnowledgeBase = KB) -> list[str]:
    """Return the lines on whom to call."""
    return emergency_reply(text, kb, TODAY, region).texts[1].splitlines()[1:]


@pytest.mark.parametrize("region", ALL_LANDS)
def test_every_land_has_its_police_and_no_other(region: str) -> None:
    lines = [line for line in shown("alles verschlüsselt", region) if "Polizei für Firmen" in line]
    police = [contact for contact in KB.contacts if (contact.region, contact.kind) == (region, "zac")]
    assert len(lines) == len(police) >= 1
    for line, contact in zip(lines, police, strict=True):
        assert f"({KB.regions[region].name})" in line
        if contact.phone is None:
            assert "Eine Nummer habe ich nicht" in line and "110" in line
            assert contact.web is None or contact.web in line
            assert not PHONE.search(line)
        else:
            assert contact.phone in line
            date = contact.source.date if contact.source else None
            sure = contact.confidence != "low" and not (date and has_aged(date, TODAY))
            assert ("nicht bestätigt" in line) != sure
            assert contact.hours is None or contact.hours in line
    assert "110" in shown("alles verschlüsselt", region)[-1]


@pytest.mark.parametrize("region", ALL_LANDS)
def test_every_land_has_its_authority_for_data_protection(region: str) -> None:
    lines = shown("laptop mit kundendaten geklaut", region)
    authorities = [c for c in KB.contacts if (c.region, c.kind) == (region, "datenschutzaufsicht")]
    assert len(lines) == len(authorities) >= 1
    for line, contact in zip(lines, authorities, strict=True):
        assert f"Aufsicht für Datenschutz ({KB.regions[region].name})" in line
        assert (contact.phone or contact.web or "") in line
        assert "110" not in line.replace(contact.phone or "", "").replace(contact.web or "", "")


def test_some_lands_have_no_number() -> None:
    for kind in ("zac", "datenschutzaufsicht"):
        assert [c for c in KB.contacts if c.kind == kind and c.phone is None and c.region != "DE"]


def test_without_a_land_it_is_ours_and_another_is_asked_for() -> None:
    lines = shown("alles verschlüsselt", None)
    assert lines[:-1] == shown("alles verschlüsselt", HOME)
    assert lines[-1].startswith("Sitzt Ihr Betrieb in einem anderen Land?")


def test_the_bank_has_a_number_where_money_is_at_stake() -> None:
    assert any("116 116" in line for line in shown("geld an betrüger überwiesen", HOME))
    assert any("116 116" in line for line in shown("link angeklickt", HOME))
    assert not any("116 116" in line for line in shown("alles verschlüsselt", HOME))
    assert "IT-Dienstleister" not in shown("geld an betrüger überwiesen", HOME)[0]


def test_notes_of_contacts_stay_inside() -> None:
    noted = tuple(dataclasses.replace(contact, note=FOR_STAFF) for contact in KB.contacts)
    kb = dataclasses.replace(KB, version="noted", contacts=noted)
    for text in ("alles verschlüsselt", "link geklickt", "geld überwiesen an betrüger", "laptop geklaut"):
        for region in (None, *ALL_LANDS):
            assert FOR_STAFF not in str(emergency_reply(text, kb, TODAY, region))


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        (CONTACT, "• Polizei für Firmen (Sachsen-Anhalt): 0391 1 (Stand 01.10.2026)"),
        (
            dataclasses.replace(CONTACT, hours="rund um die Uhr"),
            "• Polizei für Firmen (Sachsen-Anhalt): 0391 1 (rund um die Uhr, Stand 01.10.2026)",
        ),
        (
            dataclasses.replace(CONTACT, confidence="low"),
            "• Polizei für Firmen (Sachsen-Anhalt): 0391 1 (Stand 01.10.2026, nicht bestätigt)",
        ),
        (
            dataclasses.replace(CONTACT, source=Source("Amt", "https://example.org", "2021")),
            "• Polizei für Firmen (Sachsen-Anhalt): 0391 1 (Stand 2021, nicht bestätigt)",
        ),
        (
            dataclasses.replace(CONTACT, source=Source("Amt", "https://example.org")),
            "• Polizei für Firmen (Sachsen-Anhalt): 0391 1",
        ),
        (
            dataclasses.replace(CONTACT, phone=None, web="https://example.org/zac"),
            "• Polizei für Firmen (Sachsen-Anhalt): Eine Nummer habe ich nicht, https://example.org/zac. "
            "Rufen Sie sonst die 110 an.",
        ),
        (
            dataclasses.replace(CONTACT, phone=None),
            "• Polizei für Firmen (Sachsen-Anhalt): Eine Nummer habe ich nicht. Rufen Sie sonst die 110 an.",
        ),
    ],
)
def test_a_number_says_how_sure_it_is(contact: EmergencyContact, line: str) -> None:
    kb = dataclasses.replace(KB, version="one", contacts=(contact,))
    assert shown("alles verschlüsselt", "DE-ST", kb)[1] == line


INCIDENTS = sorted(article.id for article in KB.articles.values() if article.facet == "notfall")


@pytest.mark.parametrize("id_", INCIDENTS)
def test_an_incident_on_record_is_answered_with_its_article_and_the_numbers(id_: str) -> None:
    article = dataclasses.replace(KB.articles[id_], note=FOR_STAFF)
    reply = incident_reply(article, KB, TODAY, "DE-TH")
    assert reply.kind == "emergency"
    assert reply.ids == (id_,)
    assert all(part in reply.texts[0] for part in sentences(article.answer))
    assert reply.texts[1] == "\n".join(["Wen Sie anrufen:", *shown("alles verschlüsselt", "DE-TH")])
    assert article.caution is None or article.caution in reply.texts[-1]
    assert FOR_STAFF not in str(reply)
    assert reply.buttons[0].title == "Mit einem Menschen sprechen"
    assert len(reply.buttons) <= 3
    assert not unexplained(reply, article, KB.contacts, allowed={"110"})


def test_devices_come_off_the_net_before_anything_else() -> None:
    assert emergency_reply("alles verschlüsselt", KB, TODAY).texts[0].splitlines()[1].startswith("1. Ziehen Sie sofort")
    assert "Trennen Sie das Gerät" in emergency_reply("link angeklickt", KB, TODAY).texts[0].splitlines()[1]


def test_the_bank_comes_first_when_bank_data_is_gone() -> None:
    reply = emergency_reply("auf link geklickt und pin der bank eingegeben", KB, TODAY)
    assert "Bank" in reply.texts[0].splitlines()[1]
    assert "Loben" in reply.texts[0].splitlines()[-1]
    assert "Bank" in emergency_reply("geld an betrüger überwiesen", KB, TODAY).texts[0].splitlines()[1]


def test_a_data_breach_has_the_deadline_and_is_no_legal_advice() -> None:
    text = "\n".join(emergency_reply("datenpanne", KB, TODAY).texts)
    assert "72 Stunden" in text
    assert text.count("Das ist keine Rechtsberatung.") == 1


def test_changed_content_changes_the_answer() -> None:
    article = KB.articles["datenpanne-72h"]
    facts = tuple(dataclasses.replace(f, value="96 Stunden") if f.claim == "Meldefrist" else f for f in article.facts)
    changed = _with(KB, dataclasses.replace(article, facts=facts))
    text = "\n".join(emergency_reply("laptop geklaut", changed, TODAY).texts)
    assert "96 Stunden" in text
    assert "72 Stunden" not in text


@pytest.mark.parametrize("text", ["gehackt", "link geklickt", "geld überwiesen", "laptop geklaut"])
def test_without_articles_it_still_helps(text: str) -> None:
    reply = emergency_reply(text, KnowledgeBase(version="empty"), TODAY)
    assert reply.kind == "emergency"
    assert "1. " in reply.texts[0]
    assert reply.ids == ()


def _with(kb: KnowledgeBase, article: Article) -> KnowledgeBase:
    return dataclasses.replace(kb, version=f"{kb.version}+", articles={**kb.articles, article.id: article})
