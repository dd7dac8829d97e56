"""``lotse train``: builds the model, but only when something it depends on has changed."""

from __future__ import annotations

import json
import sys
import tarfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.quiet import silence_deprecations
from bot.settings import MODELS_DIR, ROOT

MODEL = MODELS_DIR / "erste-hilfe.tar.gz"
RECORD = MODELS_DIR / "erste-hilfe.json"
_SOURCES = ("config.yml", "domain.yml", "uv.lock")
_FOLDERS = (
    "domain",
    "data/nlu",
    "data/stories",
    "data/knowledge/articles",
    "data/knowledge/phrasings",
    "bot/language",
    "bot/rasa",
)


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("train", help="trainiert das Modell, wenn sich etwas geändert hat")
    parser.add_argument("--force", action="store_true", help="auch wenn sich nichts geändert hat")
    parser.set_defaults(run=lambda parsed: 0 if train(force=parsed.force) else 1)


def fingerprint() -> str:
    """Return a hash over everything the model is made of, the German pipeline included."""
    from bot.language.pipeline import installed_pipeline

    digest = sha256(installed_pipeline().encode())
    for path in _inputs():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _inputs() -> Iterator[Path]:
    yield from (ROOT / name for name in _SOURCES)
    for folder in _FOLDERS:
        yield from sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in {".yml", ".yaml", ".py"})


def is_current() -> bool:
    """Return whether the model was built here from exactly what lies here now, and has not been exchanged since."""
    try:
        record = json.loads(RECORD.read_text(encoding="utf-8"))
        return bool(record["inputs"] == fingerprint() and record["model"] == sha256(MODEL.read_bytes()).hexdigest())
    except (OSError, ValueError, KeyError):
        return False


def train(force: bool = False) -> bool:
    """Train if needed and return whether there is a current model. Progress goes to standard error."""
    if not force and is_current():
        return True
    print("Das Modell wird trainiert. Das dauert etwa zwei Minuten, beim nächsten Mal entfällt es.", file=sys.stderr)
    began = time.monotonic()
    silence_deprecations()
    from rasa.model_training import train as rasa_train

    from bot.rasa.logs import keep_quiet

    keep_quiet()
    result = rasa_train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(ROOT / "data" / "nlu"), str(ROOT / "data" / "stories")],
        output=str(MODELS_DIR),
        fixed_model_name=MODEL.name.removesuffix(".tar.gz"),
        force_training=force,
    )
    if result.code != 0 or not result.model:
        print("Das Training ist gescheitert. Die Meldung darüber sagt, woran es lag.", file=sys.stderr)
        return False
    store_uncompressed(MODEL)
    hashes = {"inputs": fingerprint(), "model": sha256(MODEL.read_bytes()).hexdigest()}
    RECORD.write_text(json.dumps(hashes, indent=2), encoding="utf-8")
    print(f"Das Modell ist fertig ({time.monotonic() - began:.0f} Sekunden).", file=sys.stderr)
    return True


def store_uncompressed(archive: Path) -> None:
    """Write a ``.tar.gz`` anew with its files as they are.

    Nearly all of a model is numbers that cannot be packed any further, and unpacking them costs every start half a second.
    """
    part = archive.with_suffix(".part")
    with tarfile.open(archive) as packed, tarfile.open(part, "w:gz", compresslevel=0) as stored:
        for member in packed:
            stored.addfile(member, packed.extractfile(member) if member.isfile() else None)
    part.replace(archive)
