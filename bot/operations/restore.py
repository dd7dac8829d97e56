"""The way back: a back-up in the place of what is here, all of it or nothing.

Everything is unpacked, checked and brought into today's layout before anything here is changed. What is replaced goes into a
back-up of its own first, and where one part cannot be put in place, those before it are taken back.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import german_time
from bot.core import file as settings_file
from bot.core.databases import described
from bot.core.table import HOME, SECRET
from bot.learning.model_files import MODEL
from bot.operations import archive
from bot.operations.backup import (
    CONTENT,
    DATABASE,
    ENDING,
    ENVIRONMENT,
    LEARNT,
    SETTINGS_PART,
    back_up,
    working_folder,
)
from bot.operations.backup import SECRET as SECRET_PART
from bot.operations.private_copy import Counts, counts, prepare, put_in_place
from bot.operations.replaced import BEFORE
from bot.privacy.conversations import retention_days
from bot.settings import KNOWLEDGE_DIR, MODELS_DIR, VAR_DIR, tracker_url

RESTORED_ENVIRONMENT = VAR_DIR / "restored-environment.json"
_ASIDE = ".knowledge.before-restore"
_SECONDS = 2.0


class RestoreError(ValueError):
    """Nothing was changed; the message is German and says what to do."""


@dataclass
class Restored:
    """What was done. ``made``: when the back-up was made, as it says; ``said``: further German sentences for the operator."""

    made: str
    version: str
    counts: Counts
    said: list[str] = field(default_factory=list)


def check(source: Path, passphrase: str | None) -> dict[str, Any]:
    """Read a back-up to its end and return its list. Nothing is changed.

    Raises:
        bot.operations.archive.ArchiveError, OSError: it cannot be used.
    """
    with working_folder("check") as folder:
        return archive.read(source, passphrase, folder)


def restore(source: Path, passphrase: str | None, replace: bool = False) -> Restored:
    """Put a back-up in place.

    Args:
        source: the file.
        passphrase: for a file under one.
        replace: whether talks and call-backs that are here may be replaced; they go into a back-up of their own first.

    Raises:
        RestoreError, bot.operations.archive.ArchiveError: says why in German; everything is as it was.
        bot.privacy.layout.LayoutError, sqlalchemy.exc.SQLAlchemyError, OSError: something cannot be read or written; the same.
    """
    if servers_run(VAR_DIR / "run"):
        raise RestoreError(
            "Die Server laufen noch. Bitte zuerst beenden (systemctl stop lotse oder Strg+C), dann noch einmal versuchen."
        )
    with working_folder("restore") as folder, ExitStack() as back:
        manifest = archive.read(source, passphrase, folder)
        said: list[str] = []
        _restore_settings(folder, back, said)
        if not replace:
            _refuse_to_replace()
        found = prepare(folder / DATABASE, tracker_url(), retention_days(), time.time())
        _keep_what_is_here(passphrase, said)
        _restore_content(folder / CONTENT, back, said)
        _restore_secret(folder / SECRET_PART, back, said)
        _restore_learnt(folder / LEARNT, said)
        put_in_place(folder / DATABASE, tracker_url())
        back.pop_all()  # all is in place: nothing is taken back
        shutil.rmtree(KNOWLEDGE_DIR.with_name(_ASIDE), ignore_errors=True)  # it lies in the back-up of what was here
        said.append(f"Datenbank der Gespräche: {described(tracker_url())}.")
        lost = int(manifest.get("talks") or 0) - found.talks
        if lost > 0:
            said.append(f"{lost} Gespräche der Sicherung sind inzwischen zu alt oder gelöscht und nicht mehr dabei.")
        return Restored(str(manifest.get("made")), str(manifest.get("version")), found, said)


def servers_run(folder: Path) -> bool:
    """Return whether the servers of this home run: one of them answers at its socket in ``folder``."""
    for path in folder.glob("*.sock"):
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(_SECONDS)
            try:
                probe.connect(str(path))
            except OSError:
                continue
            return True
    return False


def _refuse_to_replace() -> None:
    try:
        here = counts(tracker_url())
    except SQLAlchemyError:
        here = Counts(0, 0)  # what cannot be read is no reason to keep it: restoring is the way out
    if here.talks or here.waiting:
        raise RestoreError(
            f"Hier gibt es schon {here.talks} Gespräche und {here.waiting} wartende Rückrufbitten ({described(tracker_url())}). "
            "Mit --replace werden sie ersetzt; vorher kommen sie in eine eigene Sicherung."
        )


def _keep_what_is_here(passphrase: str | None, said: list[str]) -> None:
    """Back up what is going to be replaced, if there is anything."""
    try:
        here = counts(tracker_url())
        if not (here.talks or here.waiting or KNOWLEDGE_DIR.is_dir()):
            return
        BEFORE.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = back_up(BEFORE / f"lotse-{german_time(time.time()):%Y-%m-%d-%H%M%S}{ENDING}", passphrase)
        said.append(f"Was bisher hier war, liegt in {made.path}.")
    except (SQLAlchemyError, ValueError) as error:
        said.append(f"Was bisher hier war, ließ sich nicht sichern ({type(error).__name__}).")


def _restore_settings(folder: Path, back: ExitStack, said: list[str]) -> None:
    """Put the settings file where there is none, and use it; another one that is here stays."""
    given = folder / SETTINGS_PART
    if given.is_file():
        here = settings_file.find()
        if here is None or not here.exists():
            path = here or Path(HOME.text() or settings_file.CODE) / settings_file.NAME
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(given, path)
            path.chmod(0o600)
            back.callback(path.unlink, missing_ok=True)
            read = settings_file.read(path)
            if read.faults:
                raise RestoreError(f"Die Einstellungen der Sicherung passen nicht hierher: {read.faults[0]}")
            settings_file.apply(read)
            said.append(f"Einstellungen: {path}.")
        elif here.is_file() and here.read_bytes() != given.read_bytes():
            said.append(f"Die Einstellungen in {here} bleiben, wie sie sind; die der Sicherung sind andere.")
    given_there = json.loads((folder / ENVIRONMENT).read_text(encoding="utf-8"))
    environment = {name: value for name, value in given_there.items() if os.environ.get(name) != value}
    if environment:
        RESTORED_ENVIRONMENT.write_text(json.dumps(environment, ensure_ascii=False, indent=1), encoding="utf-8")
        RESTORED_ENVIRONMENT.chmod(0o600)
        said.append(
            f"Diese Einstellungen kamen aus der Umgebung: {', '.join(sorted(environment))}. "
            f"Ihre Werte stehen in {RESTORED_ENVIRONMENT}; bitte übernehmen, was hier noch fehlt, und die Datei löschen."
        )


def _restore_content(given: Path, back: ExitStack, said: list[str]) -> None:
    if not given.is_dir():
        return
    aside = KNOWLEDGE_DIR.with_name(_ASIDE)
    shutil.rmtree(aside, ignore_errors=True)
    new = KNOWLEDGE_DIR.with_name(f".{KNOWLEDGE_DIR.name}.restoring")
    shutil.rmtree(new, ignore_errors=True)
    KNOWLEDGE_DIR.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(given, new)
    for path in new.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    new.chmod(0o755)
    _exchange(new, KNOWLEDGE_DIR, aside, back)
    said.append(f"Inhalte: {sum(path.is_file() for path in KNOWLEDGE_DIR.rglob('*'))} Dateien in {KNOWLEDGE_DIR}.")


def _exchange(new: Path, place: Path, aside: Path, back: ExitStack) -> None:
    """Put ``new`` in its place; what lay there goes aside, and comes back where something fails later."""
    had = place.exists()
    if had:
        place.rename(aside)
    back.callback(_bring_back, place, aside, had)
    new.rename(place)


def _bring_back(place: Path, aside: Path, had: bool) -> None:
    shutil.rmtree(place, ignore_errors=True)
    if had:
        aside.rename(place)


def _restore_secret(given: Path, back: ExitStack, said: list[str]) -> None:
    path = VAR_DIR / "secret"
    if not given.is_file():
        return
    if SECRET.text():
        said.append("LOTSE_SECRET ist hier gesetzt und gilt; der Schlüssel der Sicherung liegt daneben in var/secret.")
    before = path.read_bytes() if path.is_file() else None
    back.callback(_write_secret, path, before)
    _write_secret(path, given.read_bytes())


def _write_secret(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    part = path.with_name("secret.restoring")
    part.write_bytes(content)
    part.chmod(0o600)
    part.replace(path)


def _restore_learnt(given: Path, said: list[str]) -> None:
    """Put model and search beside those that are here: the servers take what fits the content, whichever lies there."""
    if not given.is_dir():
        said.append("Modell und Suche werden beim nächsten Start gelernt, wenn sie hier noch fehlen.")
        return
    for path in sorted((given / "models").glob("*")):
        MODELS_DIR.mkdir(parents=True, exist_ok=True)
        part = MODEL.with_name(f"{path.name}.restoring")
        shutil.copyfile(path, part)
        part.replace(MODELS_DIR / path.name)
    for path in sorted((given / "index").glob("*")):
        target = VAR_DIR / "index" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, target, dirs_exist_ok=True)
        else:
            shutil.copyfile(path, target)
    said.append("Modell und Suche sind dabei.")
