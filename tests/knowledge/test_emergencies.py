"""The files on emergencies: what staff get wrong is said with file, record and field; what is right arrives in the data base."""

from __future__ import annotations

from typing import Any

import pytest
from knowledge_samples import Content, the_defect

from bot.knowledge.checking import read_knowledge
from bot.knowledge.loader import load
from bot.knowledge.store import KnowledgeStore

KINDS, QUESTIONS, OTHER = (f"emergencies/{name}.yaml" for name in ("kinds", "questions", "other"))


@pytest.mark.parametrize(
    ("file", "field", "value", "place", "problem"),
    [
        (KINDS, "calls", ["it", "feuerwehr"], "calls", "eine Stelle erwartet"),
        (KINDS, "first", ["Nur einer."], "first", "mindestens 3 Schritte erwartet"),
        (KINDS, "tells", ["nur ein Satz"], "tells", "mindestens 20 Sätze erwartet"),
        (
            KINDS,
            "told",
            "Melden Sie binnen 71 Stunden.",
            "articles",
            "eine Zahl erwartet, die in einem der genannten Artikel",
        ),
        (KINDS, "special", ["gibt-es-nicht"], "special", "die Kennung eines vorhandenen Artikels"),
        (KINDS, "likely", ["gibt-es-nicht"], "likely", "die Kennung einer Frage"),
        (KINDS, "after", "Danach kommt", "after", ""),
        (QUESTIONS, "answers", [], "answers", "eine Antwort für jede Art erwartet"),
        (
            QUESTIONS,
            "answers",
            [{"text": "Ja, binnen 71 Stunden.", "again": "Ja.", "articles": ["wo-anfangen"]}],
            "answers.1",
            "eine Zahl erwartet",
        ),
        (
            QUESTIONS,
            "answers",
            [
                {"kinds": ["brand"], "text": "Ja.", "again": "Ja doch.", "articles": []},
                {"text": "A.", "again": "B.", "articles": []},
            ],
            "answers",
            "die Kennung einer Art aus kinds.yaml",
        ),
        (QUESTIONS, "learns_from", ["gibt-es-nicht"], "learns_from", "die Kennung eines vorhandenen Artikels"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    content: Content, file: str, field: str, value: Any, place: str, problem: str
) -> None:
    content.files[file][0][field] = value
    content.write()
    found = the_defect(content)
    assert (found.file, found.field) == (file, place)
    assert problem in found.problem


def test_a_sentence_belongs_to_one_kind_only(content: Content) -> None:
    kind = content.files[KINDS][0]
    content.files[KINDS].append(
        {**kind, "id": "anderes", "button": "Anderes", "tells": [kind["tells"][0], *map(str, range(30))]}
    )
    content.write()
    assert "einen Satz erwartet, der nicht schon bei „geraet“ steht" in the_defect(content).problem


def test_other_is_a_list_of_sentences(content: Content) -> None:
    content.files[OTHER] = {"kein": "Satz"}
    content.write()
    assert the_defect(content).file == OTHER


def test_what_is_loaded_is_what_was_written(content: Content) -> None:
    written = read_knowledge(content.write()).emergencies
    url = f"sqlite:///{content.folder.parent / 'content.db'}"
    load(content.folder, url)
    assert KnowledgeStore(url).snapshot().emergencies == written
    assert list(written.kinds) == ["geraet"]
