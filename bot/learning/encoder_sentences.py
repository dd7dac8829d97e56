"""The sentences that the encoder is tuned on, as JSON (``python -m bot.learning.encoder_sentences > FILE``).

A program of its own, because tuning (:mod:`bot.encoder.tune`) runs where neither Rasa nor this project's environment is.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict

from bot.core.entry import begin


def sentences() -> dict[str, object]:
    """Return the phrasings and the passage of each article, and the training sentences of each intent."""
    from rasa.shared.importers.rasa import RasaFileImporter
    from rasa.shared.nlu.constants import INTENT, TEXT

    from bot.knowledge.files import read_articles
    from bot.settings import KNOWLEDGE_DIR, ROOT

    articles = read_articles(KNOWLEDGE_DIR)
    intents: dict[str, list[str]] = defaultdict(list)
    for example in RasaFileImporter(training_data_paths=[str(ROOT / "data" / "nlu")]).get_nlu_data().intent_examples:
        intents[example.get(INTENT)].append(example.get(TEXT))
    return {
        "phrasings": {a.id: list(dict.fromkeys((a.question, *a.phrasings))) for a in articles},
        "passages": {a.id: f"{a.question} {a.answer}" for a in articles},
        "intents": intents,
    }


def main() -> None:
    """Write the sentences to standard output."""
    if faults := begin():
        sys.exit("\n".join(faults))
    import bot.rasa  # noqa: F401  decides what of Rasa is imported

    json.dump(sentences(), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
