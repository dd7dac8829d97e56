"""Vectors of the sentences that come with the repository (``python -m bot.learning.known_vectors [cases]`` writes them).

A fresh clone would spend minutes on reckoning what is the same on every machine: the vectors of 36,000 phrasings and examples.
They lie in two files in 8 bits, under hashes of the sentences: all that is learnt by training, and what is said in an emergency
(``cases``: only that one is written). Whatever has changed since is reckoned as before, and with other weights of the encoder the
files count for nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from bot.core.entry import begin


def main(arguments: list[str]) -> None:
    """Reckon what is missing, and write the files."""
    if faults := begin():
        sys.exit("\n".join(faults))
    import bot.rasa  # noqa: F401  decides what of Rasa is imported
    from bot.advice.emergencies.reading import sentences_learnt
    from bot.knowledge.checking import read_knowledge
    from bot.knowledge.search.candidates import candidates
    from bot.language.meaning.encoder import CASES, KNOWN
    from bot.rasa.nlu.knowledge_importer import KnowledgeImporter
    from bot.settings import KNOWLEDGE_DIR, ROOT

    knowledge = read_knowledge(KNOWLEDGE_DIR)
    _write(CASES, [(sentences_learnt(knowledge), False)])
    if arguments == ["cases"]:
        return
    importer = KnowledgeImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data" / "nlu")])
    found = candidates(knowledge)
    asked = {text for one in found for text in one.phrasings}
    asked |= {str(example.get("text")) for example in importer.get_nlu_data().intent_examples}
    _write(KNOWN, [(asked, False), ({one.passage for one in found}, True)])


def _write(path: Path, kinds: Iterable[tuple[Iterable[str], bool]]) -> None:
    """Write the vectors of texts, each kind with whether they are passages."""
    from bot.language.meaning.encoder import digest_of_weights, key_of, training_cache

    keys, rows = [], []
    for texts, passages in kinds:
        ordered = sorted(texts)
        keys += [bytes.fromhex(key_of(text, passages)) for text in ordered]
        rows.append(training_cache().encode_all(ordered, passages))
    vectors = np.vstack(rows)
    factors = np.abs(vectors).max(axis=1) / 127
    np.savez_compressed(
        path,
        keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), -1),
        factors=factors.astype(np.float16),
        vectors=np.round(vectors / factors[:, None]).astype(np.int8),
        weights=np.asarray(digest_of_weights()),
    )
    print(f"{path.name}: {len(keys)} Sätze, {path.stat().st_size / 2**20:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
