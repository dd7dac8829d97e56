"""Topics hold together with their articles, and contacts with the Länder."""

from __future__ import annotations

from typing import Any

import pytest
from knowledge_samples import OTHER_TOPIC, Content, defects, the_defect

from bot.knowledge.codes import FACETS, LANDS
from tests.content import own_content

TOPIC_DEFECTS: list[tuple[str, Any, str]] = [
    ("theme", "quatsch", "ein Themenbereich erwartet"),
    ("covers", {"preis": "backup"}, "eine Facette erwartet, möglich sind: kurz"),
    ("covers", {"kosten": "fehlt"}, "die Kennung eines Artikels erwartet"),
    ("covers", ["backup"], "ein Eintrag mit Feldern erwartet"),
    ("related", ["fehlt"], "die Kennung eines Themas erwartet"),
    ("related", ["datensicherung"], "einen anderen Eintrag als sich selbst erwartet"),
    ("aliases", ["einstieg"], "einen Namen erwartet, der nicht schon „einstieg“ meint"),
    ("aliases", ["Kopie", "Kopie"], "jeden Wert nur einmal erwartet"),
    ("summary", None, "ein Wert erwartet"),
    ("name", "EINSTIEG", "einen Namen erwartet, der nicht schon"),
    ("namen", ["x"], "kein Feld dieses Namens vorgesehen"),
]


@pytest.mark.parametrize(("field", "value", "message"), TOPIC_DEFECTS)
def test_a_broken_topic_is_named(content: Content, field: str, value: Any, message: str) -> None:
    content.files["topics/alle.yaml"][0][field] = value
    content.write()
    defect = the_defect(content)
    assert defect.file == "topics/alle.yaml"
    assert message in str(defect)


ARTICLE_DEFECTS: list[tuple[str, Any, str]] = [
    ("topic", "fehlt", "die Kennung eines Themas aus topics/ erwartet"),
    ("facet", "preis", "eine Facette erwartet, möglich sind: kurz"),
    ("topic", None, "ein Wert erwartet"),
    ("facet", None, "ein Wert erwartet"),
    ("caution", "Achtung", "einen ganzen Satz"),
]


@pytest.mark.parametrize(("field", "value", "message"), ARTICLE_DEFECTS)
def test_an_article_answers_a_known_facet_of_a_known_topic(
    content: Content, field: str, value: Any, message: str
) -> None:
    content.files["articles/einstieg.yaml"][0][field] = value
    content.write()
    defect = the_defect(content)
    assert (defect.record, defect.field) == ("wo-anfangen", field)
    assert message in defect.problem


def test_a_topic_twice_in_different_files(content: Content) -> None:
    content.files["topics/zweite.yaml"] = [OTHER_TOPIC]
    content.write()
    assert "sie steht schon in topics/alle.yaml" in the_defect(content).problem


def test_a_broken_topic_causes_no_second_defect_in_its_articles(content: Content) -> None:
    content.files["topics/alle.yaml"][0]["theme"] = "quatsch"
    content.write()
    assert the_defect(content).record == "datensicherung"


def test_without_topics_nothing_is_loaded(content: Content) -> None:
    (content.folder / "topics" / "alle.yaml").unlink()
    defect = the_defect(content)
    assert (defect.file, defect.problem) == ("topics", "mindestens eine Datei erwartet, der Ordner ist leer oder fehlt")


CONTACT_DEFECTS: list[tuple[str, Any, str]] = [
    ("region", "DE-XX", "ein Land erwartet"),
    ("kind", "polizei", "einer dieser Werte erwartet: zac"),
    ("source_url", "nirgends", "eine Webadresse erwartet"),
    ("web", "nirgends", "eine Webadresse erwartet"),
    ("name", "", "ein Text erwartet, der nicht leer ist"),
    ("fax", "1", "kein Feld dieses Namens vorgesehen"),
]


@pytest.mark.parametrize(("field", "value", "message"), CONTACT_DEFECTS)
def test_a_broken_contact_is_named(content: Content, field: str, value: Any, message: str) -> None:
    content.files["emergency_contacts.yaml"][1][field] = value
    content.write()
    defect = the_defect(content)
    assert (defect.file, defect.record, defect.field) == ("emergency_contacts.yaml", "Eintrag 2", field)
    assert message in defect.problem


def test_contacts_that_are_no_records(content: Content) -> None:
    content.files["emergency_contacts.yaml"].append("nur Text")
    content.write()
    assert the_defect(content).record == "Eintrag 3"
    content.files["emergency_contacts.yaml"] = {"DE-ST": "0391 1"}
    content.write()
    assert "eine Liste von Einträgen erwartet" in the_defect(content).problem


def test_the_file_of_contacts_must_be_there(content: Content) -> None:
    (content.folder / "emergency_contacts.yaml").unlink()
    assert "sie fehlt" in the_defect(content).problem


def test_all_defects_of_topics_and_contacts_come_at_once(content: Content) -> None:
    content.files["topics/alle.yaml"][0].update(theme="quatsch")
    content.files["topics/alle.yaml"][1].update(name="")
    content.files["emergency_contacts.yaml"][0].update(region="DE-XX", kind="polizei")
    content.write()
    assert len(defects(content)) == 4


def test_the_topics_and_contacts_of_the_project() -> None:
    knowledge = own_content()
    facets = {article.facet for article in knowledge.articles.values()}
    facets |= {facet for topic in knowledge.topics.values() for facet, _ in topic.covers}
    assert facets == set(FACETS)
    for kind in ("zac", "datenschutzaufsicht"):
        found = {contact.region for contact in knowledge.contacts if contact.kind == kind}
        assert {f"DE-{land}" for land in LANDS} <= found
