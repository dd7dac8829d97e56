"""A small content with three articles, written as people write it: with comments, in their order."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from tests.knowledge.knowledge_samples import ARTICLE, Content

DRONE = deepcopy(ARTICLE) | {
    "id": "drohne",
    "question": "Lohnt sich eine Drohne für Dachdecker?",
    "alt_questions": ["drohne dach"],
    "answer": "Ja, beim Aufmaß spart sie einen halben Tag.",
    "related": [],
    "note": None,
}
PHRASINGS = """# Von Hand geschrieben; was hier steht, bleibt so.
wo-anfangen:   # der erste Schritt
  - womit losgehen
  # aus einem Gespräch am Telefon:
  - "Was kommt zuerst: Software oder Ordnung?"

drohne:
  - Ein langer Satz eines Betriebs, der über zwei Zeilen geht, weil jemand den Editor auf eine feste Breite
    gestellt hat
"""


def write_content(folder: Path) -> None:
    content = Content(folder)
    content.files["articles/einstieg.yaml"].append(DRONE)
    del content.files["phrasings/einstieg.yaml"]
    content.write()
    path = folder / "phrasings" / "redaktion" / "einstieg.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(PHRASINGS, encoding="utf-8")
