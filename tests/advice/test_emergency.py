from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from advice_checks import unexplained, words
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advice.emergency import emergency_reply, incident_of
from bot.knowledge.checking import read_knowledge
from bot.knowledge.records import Article, KnowledgeBase
from bot.settings import KNOWLEDGE_DIR

KB = read_knowledge(KNOWLEDGE_DIR)
TODAY = dt.date(2026, 11, 24)
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
@given(st.text(max_size=60) | st.sampled_from([p for a in KB.articles.values() for p in a.phrasings]))
def test_no_figure_and_no_number_that_is_not_recorded(text: str) -> None:
    reply = emergency_reply(text, KB, TODAY)
    used = [KB.articles[id_] for id_ in reply.ids]
    assert not unexplained(reply, used)
    recorded = {value for article in used for fact in article.facts for value in PHONE.findall(fact.value)}
    for line in "\n".join(reply.texts).splitlines():
        for phone in PHONE.findall(line):
            assert phone in recorded
            assert "Stand " in line or "ohne Datum" in line
            if "ohne Datum" in line:
                assert "bitte vorher prüfen" in line


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


def test_a_fresh_undoubted_number_needs_no_check() -> None:
    article = KB.articles["wen-anrufen"]
    fresh = tuple(dataclasses.replace(fact, source_date="2026-10-01") for fact in article.facts)
    checked = _with(KB, dataclasses.replace(article, facts=fresh, note=None))
    assert "bitte vorher prüfen" not in emergency_reply("alles verschlüsselt", checked, TODAY).texts[1]
    doubted = _with(KB, dataclasses.replace(article, facts=fresh))
    assert (
        "0391 250-2244 (Stand 01.10.2026, bitte vorher prüfen)" in emergency_reply("gehackt", doubted, TODAY).texts[1]
    )


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
