from __future__ import annotations

import pytest
from advice_checks import unexplained, words
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advice.glossary import explains, find_term, glossary_reply
from bot.knowledge.records import KnowledgeBase
from tests.content import own_content

KB = own_content()


@pytest.mark.parametrize("name", sorted(KB.terms))
def test_every_term_is_found_and_explained(name: str) -> None:
    term = KB.terms[name]
    for question in (name, name.lower(), f"Was ist eigentlich {name}?", f"was bedeutet der Begriff {name.upper()}"):
        assert find_term(question, KB) == term
    for synonym in term.synonyms:
        assert find_term(f"Was heißt {synonym}", KB) is not None
    reply = glossary_reply(term, KB)
    assert reply.kind == "glossary"
    assert reply.ids == (f"term:{name}",)
    assert term.plain in reply.texts[0]
    assert not unexplained(reply, term)
    assert words(reply.texts[0]) <= 60
    questions = {article.question for article in KB.articles.values()}
    assert {button.payload for button in reply.buttons} <= questions


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("was ist eigentlich ein ERP", "ERP"),
        ("ransomwehre??", "Ransomware"),
        ("Was sind Backups", "Backup"),
        ("erklären sie mir den digitalen zwilling", "Digitaler Zwilling"),
        ("was ist nis 2", "NIS2"),
        ("wat is ne firewall", "Firewall"),
        ("ki agenten", "KI-Agent"),
        ("phising", "Phishing"),
        ("was ist predictive maintenence", "Predictive Maintenance"),
        ("E-rechnungen", "E-Rechnung"),
        ("was bedeutet förderquoten", "Förderquote"),
        ("was ist künstliche intelligenz", "KI"),
    ],
)
def test_inflected_and_mistyped(text: str, term: str) -> None:
    found = find_term(text, KB)
    assert found is not None
    assert found.term == term


@pytest.mark.parametrize("text", ["", "???", "Was ist das", "was ist ein kuchen", "was ist ein vertrag", "der die das"])
def test_no_term_is_invented(text: str) -> None:
    assert find_term(text, KB) is None


def test_an_abbreviation_is_spelled_out(kb: KnowledgeBase) -> None:
    assert glossary_reply(kb.terms["MVP"], kb).texts[0].startswith("MVP (Minimum Viable Product): ")
    assert glossary_reply(kb.terms["Backup"], kb).texts[0].startswith("Backup: ")


def test_the_button_leads_to_the_same_theme(kb: KnowledgeBase) -> None:
    buttons = glossary_reply(kb.terms["CyberRisikoCheck"], kb).buttons
    assert [button.payload for button in buttons] == [kb.articles["cyberrisikocheck"].question]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    term = find_term(text, KB)
    assert term is None or term in KB.terms.values()


@pytest.mark.parametrize(
    ("term", "article"),
    [
        ("TSE", "kasse-tse"),
        ("NIS2", "nis2-kurz"),
        ("EDI", "edi-kurz"),
        ("De-minimis", "de-minimis-kurz"),
    ],
)
def test_an_article_that_says_what_it_is_explains_the_term(kb: KnowledgeBase, term: str, article: str) -> None:
    assert explains(kb.articles[article], kb.terms[term])


@pytest.mark.parametrize(
    ("term", "article"),
    [
        ("E-Rechnung", "e-rechnung-format"),  # the difference between two of its kinds
        ("Domain", "zwei-firmen-webseite"),
        ("Quishing", "qr-sms-betrug-kurz"),
        ("Empfängerprüfung", "empfaengerpruefung"),  # "Was heißt das?" about a message of the bank
        ("Demonstrator", "experimentelle-fabrik"),
    ],
)
def test_an_article_beside_the_term_explains_it_not(kb: KnowledgeBase, term: str, article: str) -> None:
    assert not explains(kb.articles[article], kb.terms[term])
