"""The trained models on disk: the current one, the one before, and what each was made of.

A model is put in its place whole, with a record beside it. One that was cut, exchanged or emptied does not fit its record; then
the one before serves.
"""

from __future__ import annotations

import json
import os
import tarfile
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from bot.settings import MODELS_DIR

MODEL = MODELS_DIR / "erste-hilfe.tar.gz"
BEFORE = MODELS_DIR / "erste-hilfe.before.tar.gz"


@dataclass(frozen=True)
class Made:
    """Hashes over what a model was made of.

    ``code``: our code that learns, and the libraries it uses; ``shape``: domain, rules and configuration, which have to fit the
    running actions; ``data``: examples, texts and questions of articles, without which an older model serves as well.
    """

    code: str
    shape: str
    data: str


def made_of(model: Path) -> Made | None:
    """Return what ``model`` was made of; None where there is no model, no record, or they do not belong together."""
    try:
        stored = dict(json.loads(_record(model).read_text(encoding="utf-8")))
        if stored.pop("model") != sha256(model.read_bytes()).hexdigest():
            return None
        return Made(**stored)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def put_in_place(new: Path, made: Made) -> None:
    """Make ``new`` the current model. The one that was current, if it is sound, becomes the one before."""
    if made_of(MODEL) is not None:
        for path, kept in ((MODEL, BEFORE), (_record(MODEL), _record(BEFORE))):
            kept.unlink(missing_ok=True)
            os.link(path, kept)
    record = {**asdict(made), "model": sha256(new.read_bytes()).hexdigest()}
    part = _record(MODEL).with_suffix(".part")
    part.write_text(json.dumps(record, indent=2), encoding="utf-8")
    new.replace(MODEL)
    part.replace(_record(MODEL))


def bring_back() -> None:
    """Make the model before the current one again, because the current one cannot be used."""
    record = _record(BEFORE).read_bytes()
    part = MODEL.with_suffix(".part")
    part.unlink(missing_ok=True)
    os.link(BEFORE, part)
    part.replace(MODEL)
    _record(MODEL).write_bytes(record)


def store_uncompressed(archive: Path) -> None:
    """Write a ``.tar.gz`` anew with its files as they are.

    Nearly all of a model is numbers that cannot be packed any further, and unpacking them costs every start half a second.
    """
    part = archive.with_suffix(".part")
    with tarfile.open(archive) as packed, tarfile.open(part, "w:gz", compresslevel=0) as stored:
        for member in packed:
            stored.addfile(member, packed.extractfile(member) if member.isfile() else None)
    part.replace(archive)


def _record(model: Path) -> Path:
    return model.with_name(model.name.replace(".tar.gz", ".json"))
