"""How a programme is applied for: what the check of the file finds, and what holds for the real records."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from typing import Any

import pytest
from knowledge_samples import Content, defects

from bot.commands.texts import hard_texts, knowledge_texts
from bot.exchange.edition import edition_of
from bot.exchange.linked import programmes_feed
from bot.knowledge.applications.records import SIDES
from bot.knowledge.checking import read_knowledge
from bot.knowledge.loader import load
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.store import KnowledgeStore
from bot.knowledge.validity import validity
from tests.content import own_content

DAY = dt.date(2026, 11, 28)


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return own_content()


def row(content: Content) -> dict[str, Any]:
    return content.files["applications.yaml"][0]


def test_what_was_written_comes_back_from_the_data_base(content: Content, tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path}/var/test.db"
    load(content.folder, url)
    assert KnowledgeStore(url).snapshot().applications == read_knowledge(content.folder).applications


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("programme", "gibt-es-nicht", "die Kennung eines Programms"),
        ("repayment", "Das Geld gehört Ihnen.", "als Anfang die Antwort"),
        ("house_bank", "Zuständig ist die Bank.", "als Anfang die Antwort"),
        ("payout", "Das Geld kommt am", "einen ganzen Satz"),
        ("steps", [], "mindestens einen Schritt"),
        ("start", "bald", "einer dieser Werte"),
        ("checked", "2062-01-01", "nicht in der Zukunft"),
        ("duration", "Zwei Wochen sind üblich.", "zu duration eine Quelle"),
        ("payout", None, "eine Angabe unter payout"),
    ],
)
def test_a_slip_is_named(content: Content, field: str, value: Any, problem: str) -> None:
    row(content)[field] = value
    content.write()
    found = defects(content)
    assert [defect for defect in found if problem in str(defect)], found


def test_a_paper_without_a_source_and_a_source_of_nothing(content: Content) -> None:
    row(content)["sources"][0]["of"] = ["steps", "start", "payout", "repayment"]
    content.write()
    assert "zu papers eine Quelle" in str(defects(content))
    row(content)["sources"][0]["of"] = ["steps", "papers", "start", "payout", "repayment", "alles"]
    content.write()
    assert "wofür die Quelle steht" in str(defects(content))


def test_two_records_for_one_programme(content: Content) -> None:
    content.files["applications.yaml"].append(deepcopy(row(content)))
    content.write()
    assert "die nur einmal vorkommt" in str(defects(content))


def test_the_way_to_the_money_is_in_the_open_data_and_no_note(content: Content) -> None:
    content.write()
    knowledge = read_knowledge(content.folder)
    feed = programmes_feed(knowledge, edition_of(knowledge, DAY))
    element = next(each for each in feed["dataFeedElement"] if each["identifier"] == "st-digi")
    how = next(each for each in element["subjectOf"] if each["@type"] == "HowTo")
    assert [step["text"] for step in how["step"]] == ["Rufen Sie an.", "Stellen Sie den Antrag."]
    assert how["supply"] == [{"@type": "HowToSupply", "name": "Angebot"}]
    assert how["isBasedOn"][0]["url"] == "https://example.org/merkblatt"
    assert "Nur für uns" not in str(how)


def test_twenty_programmes_are_known_to_the_end(kb: KnowledgeBase) -> None:
    assert len(kb.applications) >= 20
    for id_, application in kb.applications.items():
        assert len(application.steps) >= 2, id_
        assert application.house_bank is not None, id_
        assert {side for proof in application.sources for side in proof.of} <= set(SIDES)


def test_who_cannot_be_applied_for_has_no_record(kb: KnowledgeBase) -> None:
    today = max(application.checked for application in kb.applications.values())
    assert not [id_ for id_ in kb.applications if validity(kb.programmes[id_], today).state == "ended"]


def test_every_sentence_can_be_read(kb: KnowledgeBase) -> None:
    texts = [text for text in knowledge_texts(kb) if text.where.partition(".")[0] in kb.applications]
    assert len(texts) > 100
    assert not hard_texts(kb, texts)


def test_notes_of_the_staff_are_said_nowhere(kb: KnowledgeBase) -> None:
    said = {text.text for text in knowledge_texts(kb)}
    assert not [id_ for id_, application in kb.applications.items() if application.note in said]
