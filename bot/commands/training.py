"""``lotse train``: builds the model, but only when something it depends on has changed."""

from __future__ import annotations

import json
import sys
import tarfile
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.quiet import silence_deprecations
from bot.settings import MODELS_DIR, ROOT

MODEL = MODELS_DIR / "erste-hilfe.tar.gz"
RECORD = MODELS_DIR / "erste-hilfe.json"
_CODE = ("bot/language", "bot/rasa", "uv.lock")
_DATA = (
    "config.yml",
    "domain.yml",
    "domain",
    "data/nlu",
    "data/stories",
    "data/knowledge/articles",
    "data/knowledge/phrasings",
)


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("train", help="trainiert das Modell, wenn sich etwas geändert hat")
    parser.add_argument("--force", action="store_true", help="auch wenn sich nichts geändert hat")
    parser.set_defaults(run=lambda parsed: 0 if train(force=parsed.force) else 1)


def fingerprints() -> dict[str, str]:
    """Return hashes over everything the model is made of: our code, the German pipeline included, and the data."""
    from bot.language.pipeline import installed_pipeline

    return {"code": _hash(_CODE, installed_pipeline()), "data": _hash(_DATA)}


def _hash(sources: Iterable[str], seed: str = "") -> str:
    digest = sha256(seed.encode())
    for path in (path for source in sources for path in _files(ROOT / source)):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(source: Path) -> Iterable[Path]:
    if source.is_file():
        return [source]
    return sorted(path for path in source.rglob("*") if path.suffix in {".yml", ".yaml", ".py"})


def _recorded() -> dict[str, str]:
    try:
        return dict(json.loads(RECORD.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def is_current() -> bool:
    """Return whether the model was built here from exactly what lies here now, and has not been exchanged since."""
    if not MODEL.exists():
        return False
    return _recorded() == {**fingerprints(), "model": sha256(MODEL.read_bytes()).hexdigest()}


def train(force: bool = False) -> bool:
    """Train if needed and return whether there is a current model. Progress goes to standard error."""
    if not force and is_current():
        return True
    print("Das Modell wird trainiert. Das dauert etwa zwei Minuten, beim nächsten Mal entfällt es.", file=sys.stderr)
    began = time.monotonic()
    hashes = fingerprints()
    # Rasa keeps what a component has learnt as long as its class and its data are the same; it does not see what that calls.
    force = force or _recorded().get("code") != hashes["code"]
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
    hashes["model"] = sha256(MODEL.read_bytes()).hexdigest()
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
