"""What a learning depends on, and what it leaves behind."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.commands import training
from bot.language.meaning import encoder as encoding
from bot.language.meaning.encoder import VectorCache, shared_encoder
from bot.learning.model_files import Made
from bot.learning.progress import Progress
from bot.settings import ROOT


@pytest.fixture
def tree(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of everything that a model is made of."""
    shutil.copytree(ROOT / "bot", tmp_path / "bot")
    for source in (*training._SHAPE, *training._DATA):
        copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
        (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / source, tmp_path / source)
    monkeypatch.setattr(training, "ROOT", tmp_path)
    return tmp_path


def changed_by(tree: Path, file: str, addition: str) -> set[str]:
    """Return which hashes change when something is added to a file."""
    before = asdict(training.fingerprints())
    (tree / file).write_text((tree / file).read_text(encoding="utf-8") + addition, encoding="utf-8")
    after = asdict(training.fingerprints())
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("bot/encoder/graph.py", "code"),
        ("domain.yml", "shape"),
        ("data/stories/funding.yml", "shape"),
        ("data/nlu/funding.yml", "data"),
        ("domain/conversation.yml", "data"),
    ],
)
def test_what_a_model_is_made_of_is_noticed(tree: Path, file: str, part: str) -> None:
    assert changed_by(tree, file, "\nNEW = 1\n" if file.endswith(".py") else "\n# new\n") == {part}


@pytest.mark.parametrize(
    "file",
    ["bot/rasa/channels/rest_channel.py", "bot/language/facts/place_names.py", "bot/language/meaning/nearest.py"],
)
def test_other_code_and_comments_cost_no_training(tree: Path, file: str) -> None:
    """M6: a comment anywhere, or a town in the list of places, has nothing to do with what is learnt."""
    assert changed_by(tree, file, "\n# new\n" if file.endswith("nearest.py") else "\nNEW = 1\n") == set()


def test_the_classifier_imports_only_what_is_hashed() -> None:
    imports = "bot.language.meaning.classifier, bot.language.text.pipeline"
    code = f"import sys, {imports}; print(*(m for m in sys.modules if m.startswith('bot.language.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    ours = {"/".join(name.split(".")[2:]) for name in loaded.split() if name.count(".") > 2}
    assert ours <= set(training._LANGUAGE)


def test_texts_and_examples_of_before_serve_and_rules_of_before_do_not(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """O4: after a change of a text the chat starts at once, with the model that is there."""
    now = training.fingerprints()
    for changed, serves in (({"data": "older"}, True), ({"shape": "older"}, False), ({"code": "older"}, False)):
        made = replace(now, **changed)
        monkeypatch.setattr(training, "made_of", lambda path, made=made: made if path == training.MODEL else None)
        assert training.usable() is serves


def test_rasa_keeps_nothing_that_other_code_has_learnt(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[bool] = []

    def rasa_train(**given: Any) -> Any:
        forced.append(given["force_training"])
        return SimpleNamespace(code=1, model=None)

    monkeypatch.setattr("rasa.model_training.train", rasa_train)
    known = training.fingerprints()
    for made in (replace(known, data="other"), replace(known, code="other")):
        monkeypatch.setattr(training, "made_of", lambda path, made=made: made)
        assert not training._learn_model(False, Progress(tmp_path / "learning.json", quiet=True))
    assert forced == [False, True]


def test_what_was_read_before_an_interruption_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R12: a first start that was interrupted used to begin at nothing each time."""
    monkeypatch.setattr(encoding, "_KEPT_AT_ONCE", 4)
    texts = [f"Was kostet Software Nummer {number}?" for number in range(10)]
    cache = VectorCache(tmp_path / "vectors.npz", shared_encoder())

    def interrupt(done: int, total: int) -> None:
        if done >= 8:
            raise KeyboardInterrupt

    cache.watch = interrupt
    with pytest.raises(KeyboardInterrupt):
        cache.encode_all(texts)
    read: list[tuple[int, int]] = []
    again = VectorCache(tmp_path / "vectors.npz", shared_encoder())
    again.watch = lambda done, total: read.append((done, total))
    again.encode_all(texts)
    assert read == [(2, 2)]


def test_a_second_learning_waits_and_then_has_nothing_to_do(model: Path) -> None:
    """R12: two processes that start together do not learn twice."""
    assert training.train(quiet=True)
    assert training.is_current()


def test_a_record_of_unknown_shape_is_no_model(tmp_path: Path) -> None:
    model = tmp_path / "m.tar.gz"
    model.write_bytes(b"x")
    (tmp_path / "m.json").write_text('{"code": "a", "data": "b", "model": "c"}')
    assert training.made_of(model) is None
    assert Made("a", "b", "c") == Made("a", "b", "c")
