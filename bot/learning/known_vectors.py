"""Vectors of the sentences that come with the repository (``python -m bot.learning.known_vectors`` writes them).

A fresh clone would spend minutes on reckoning what is the same on every machine: the vectors of 36,000 phrasings and examples.
They lie in the file in 8 bits, under hashes of the sentences. Whatever has changed since is reckoned as before, and with other
weights of the encoder the file counts for nothing.
"""

from __future__ import annotations

import sys

import numpy as np

from bot.core.entry import begin


def main() -> None:
    """Reckon what is missing, and write the file."""
    if faults := begin():
        sys.exit("\n".join(faults))
    import bot.rasa  # noqa: F401  decides what of Rasa is imported
    from bot.knowledge.checking import read_knowledge
    from bot.knowledge.search.candidates import candidates
    from bot.language.meaning.encoder import KNOWN, digest_of_weights, key_of, training_cache
    from bot.rasa.nlu.knowledge_importer import KnowledgeImporter
    from bot.settings import KNOWLEDGE_DIR, ROOT

    importer = KnowledgeImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data" / "nlu")])
    found = candidates(read_knowledge(KNOWLEDGE_DIR))
    asked = {text for one in found for text in one.phrasings}
    asked |= {str(example.get("text")) for example in importer.get_nlu_data().intent_examples}
    keys, rows = [], []
    for texts, passages in ((sorted(asked), False), (sorted({one.passage for one in found}), True)):
        keys += [bytes.fromhex(key_of(text, passages)) for text in texts]
        rows.append(training_cache().encode_all(texts, passages))
    vectors = np.vstack(rows)
    factors = np.abs(vectors).max(axis=1) / 127
    np.savez_compressed(
        KNOWN,
        keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), -1),
        factors=factors.astype(np.float16),
        vectors=np.round(vectors / factors[:, None]).astype(np.int8),
        weights=np.asarray(digest_of_weights()),
    )
    print(f"{len(keys)} Sätze, {KNOWN.stat().st_size / 2**20:.1f} MB")


if __name__ == "__main__":
    main()
