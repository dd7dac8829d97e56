"""The components of config.yml, one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.knowledge.loader import load
from bot.language.text.pipeline import GermanPipeline
from bot.rasa.nlu.entity_extractor import GermanEntityExtractor
from bot.rasa.nlu.german_nlp import GermanTokenizer
from bot.rasa.nlu.intent_rules import IntentRules
from bot.rasa.nlu.knowledge_importer import KnowledgeImporter
from bot.settings import KNOWLEDGE_DIR, ROOT, database_url

CONTEXT = ExecutionContext(GraphSchema({}))


@pytest.fixture(scope="module", autouse=True)
def content() -> None:
    load(KNOWLEDGE_DIR, database_url())


def judged(text: str, guessed: str) -> str:
    """Return the intent of ``text`` after the rules, when the classifier has ``guessed`` one."""
    message = Message({TEXT: text, INTENT: {"name": guessed, "confidence": 0.5}})
    storage: Any = None
    GermanEntityExtractor.create({}, storage, Resource("e"), CONTEXT).process([message])
    IntentRules.create({}, storage, Resource("r"), CONTEXT).process([message])
    return str(message.get(INTENT)["name"])


@pytest.mark.parametrize(
    ("text", "guessed", "intent"),
    [
        ("Tischlerei mit 8 Leuten in Stendal", "find_funding", "inform"),
        ("nein, wir sind 14", "deny", "correct"),
        ("14", "ask_amount", "inform"),
        ("👍", "nlu_fallback", "affirm"),
        ("Notfall", "smalltalk", "emergency"),
        ("Was ist ZIM?", "ask_knowledge", "ask_programme"),
        ("was ist eigentlich ein ERP", "ask_knowledge", "ask_glossary"),
        ("Was ist Qualifizierungsgeld (§ 82a SGB III)?", "ask_knowledge", "ask_programme"),
        ("Mehr zu ZIM", "more", "ask_programme"),
        ("läuft ZIM noch?", "ask_deadline", "ask_programme"),
        ("Was ist ein ERP und was kostet das?", "ask_knowledge", "ask_knowledge"),
        ("Wie sichern wir unsere Daten richtig?", "out_of_scope", "ask_knowledge"),
        ("gibt es Geld für eine Tischlerei in Stendal?", "find_funding", "find_funding"),
        ("Ich will die zuständige Datenschutzaufsicht für Hessen wissen", "talk_to_person", "ask_knowledge"),
        ("Datenschutzbehörde!", "go_back", "ask_knowledge"),
        ("Die Datenschutzbehörde hat geschrieben, rufen Sie mich an", "talk_to_person", "talk_to_person"),
        ("Welche Förderung gibt es dafür?", "ask_knowledge", "find_funding"),
        ("krieg ich das Geld wieder", "ask_knowledge", "ask_knowledge"),
        ("Und das GRW, zählt Fulda da dazu?", "find_funding", "ask_programme"),
        ("Wir sind aber in Hessen nicht Sachsen-Anhalt! wen frag ich da wegen GRW?", "correct", "ask_programme"),
    ],
)
def test_rules_override_the_guess_only_where_the_meaning_is_sure(text: str, guessed: str, intent: str) -> None:
    assert judged(text, guessed) == intent


@pytest.mark.parametrize("guessed", ["crisis", "emergency"])
def test_no_rule_overrides_despair_or_an_incident(guessed: str) -> None:
    assert judged("14 Leute in Stendal", guessed) == guessed


def test_phrasings_of_the_knowledge_base_are_training_examples() -> None:
    importer = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data/nlu"), str(ROOT / "data/stories")]
    )
    examples = {
        example.get(TEXT): (example.get(INTENT), bool((example.get("metadata") or {}).get("from_knowledge")))
        for example in importer.get_nlu_data().intent_examples
    }
    assert examples["Wie sichern wir unsere Daten richtig?"] == ("ask_knowledge", True)
    assert {intent for intent, from_knowledge in examples.values() if from_knowledge} == {
        "ask_knowledge",
        "ask_centre",
        "ask_region_status",
        "emergency",
        "help",
    }
    assert issubclass(KnowledgeImporter, TrainingDataImporter)


def test_the_tokenizer_cleans_what_it_splits(tmp_path: Path) -> None:
    tokenizer = GermanTokenizer.create(
        GermanTokenizer.get_default_config(), LocalModelStorage(tmp_path), Resource("tokenizer"), CONTEXT
    )
    message = Message({TEXT: "/Die  Rechnungen\x00 kamen"})
    tokenizer.process([message])
    assert message.get(TEXT) == "Die Rechnungen kamen"
    assert [token.text for token in message.get("text_tokens")] == ["Die", "Rechnungen", "kamen"]
    expected = GermanPipeline().tokens("Die Rechnungen kamen")
    assert [token.lemma for token in message.get("text_tokens")] == [token.lemma for token in expected]
    assert "rechnung" in [token.lemma for token in expected]


def test_the_tokenizer_learns_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    storage, resource = LocalModelStorage(tmp_path), Resource("tokenizer")
    tokenizer = GermanTokenizer.load(GermanTokenizer.get_default_config(), storage, resource, CONTEXT)
    message = Message({TEXT: "Guten Tag"})
    tokenizer.process([message])
    assert [token.text for token in message.get("text_tokens")] == ["Guten", "Tag"]
    assert list(tmp_path.rglob("*.*")) == []


def test_entities_are_rasa_entities() -> None:
    message = Message({TEXT: "Tischlerei, 8 Leute, Stendal"})
    GermanEntityExtractor.create({}, None, Resource("e"), CONTEXT).process([message])  # type: ignore[arg-type]
    found = {(item["entity"], item["value"]) for item in message.get(ENTITIES)}
    assert {("sector", "holz"), ("employees", 8), ("region", "DE-ST"), ("place", "Stendal")} <= found
