"""Checks the training data as Rasa does, with our importer (``rasa data validate`` has no way to name one file and a folder)."""

from __future__ import annotations

import logging
import os
import sys

import bot.rasa  # noqa: F401  decides what of Rasa is imported
from bot.settings import ROOT


def main() -> int:
    """Return 0 if domain, stories and examples fit together, 1 if not; the log says what is wrong."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.validator import Validator

    importer = TrainingDataImporter.load_from_config(
        config_path=str(ROOT / "config.yml"),
        domain_path=str(ROOT / "domain.yml"),
        training_data_paths=[str(ROOT / "data" / "nlu"), str(ROOT / "data" / "stories")],
    )
    validator = Validator.from_importer(importer)
    sound = (
        validator.verify_domain_validity()
        and validator.verify_intents()
        and validator.verify_example_repetition_in_intents(ignore_warnings=False)
        and validator.verify_utterances_in_stories(ignore_warnings=False)
        and validator.verify_actions_in_stories_rules()
        and validator.verify_form_slots()
        and validator.verify_slot_mappings()
        and validator.verify_story_structure(ignore_warnings=False)
    )
    print(
        "Trainingsdaten, Regeln und Domain passen zusammen."
        if sound
        else "Die Trainingsdaten haben Fehler, siehe oben."
    )
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
