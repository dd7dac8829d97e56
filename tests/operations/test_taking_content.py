"""An upgrade brings new content and takes nothing of the centre's."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bot.settings import ROOT


@pytest.fixture(scope="module")
def taking() -> ModuleType:
    spec = importlib.util.spec_from_file_location("take_content", ROOT / "deploy" / "take_content.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["take_content"] = module
    spec.loader.exec_module(module)
    return module


class Centre:
    """A release's content and the centre's own."""

    def __init__(self, folder: Path, taking: ModuleType) -> None:
        self.shipped, self.kept = folder / "release", folder / "state" / "knowledge"
        self.shipped.mkdir(parents=True)
        self.kept.mkdir(parents=True)
        self._taking = taking

    def release(self, **files: str) -> None:
        """Make a release of these files; the names stand without their ending."""
        for path in self.shipped.iterdir():
            path.unlink()
        for name, text in files.items():
            (self.shipped / f"{name}.yaml").write_text(text, encoding="utf-8")

    def take(self) -> tuple[int, int, int, int]:
        done = self._taking.take(self.shipped, self.kept)
        return len(done.new), len(done.replaced), len(done.removed), len(done.to_compare)

    def text(self, name: str) -> str | None:
        path = self.kept / f"{name}.yaml"
        return path.read_text(encoding="utf-8") if path.exists() else None


@pytest.fixture
def centre(tmp_path: Path, taking: ModuleType) -> Centre:
    return Centre(tmp_path, taking)


def test_the_first_time_all_is_new_and_the_second_time_nothing(centre: Centre) -> None:
    centre.release(bund="1", land="1")
    assert centre.take() == (2, 0, 0, 0)
    assert centre.take() == (0, 0, 0, 0)


def test_what_the_centre_left_alone_is_replaced_and_what_it_changed_stays(centre: Centre) -> None:
    centre.release(bund="1", land="1")
    centre.take()
    (centre.kept / "land.yaml").write_text("vom Zentrum", encoding="utf-8")
    (centre.kept / "eigene.yaml").write_text("vom Zentrum", encoding="utf-8")
    centre.release(bund="2", land="2", neu="2")
    assert centre.take() == (1, 1, 0, 1)
    assert (centre.text("bund"), centre.text("land"), centre.text("eigene")) == ("2", "vom Zentrum", "vom Zentrum")
    assert (centre.kept.parent / "neu" / "land.yaml").read_text(encoding="utf-8") == "2"


def test_what_was_changed_before_and_not_by_the_release_is_not_asked_about(centre: Centre) -> None:
    centre.release(land="1")
    centre.take()
    (centre.kept / "land.yaml").write_text("vom Zentrum", encoding="utf-8")
    centre.release(land="1", neu="1")
    assert centre.take() == (1, 0, 0, 0)


def test_what_the_centre_has_deleted_does_not_come_back(centre: Centre) -> None:
    centre.release(bund="1", land="1")
    centre.take()
    (centre.kept / "land.yaml").unlink()
    centre.release(bund="1", land="2")
    assert centre.take() == (0, 0, 0, 0)
    assert centre.text("land") is None


def test_what_a_release_drops_goes_unless_the_centre_has_changed_it(centre: Centre) -> None:
    centre.release(bund="1", land="1", alt="1")
    centre.take()
    (centre.kept / "land.yaml").write_text("vom Zentrum", encoding="utf-8")
    centre.release(bund="1")
    assert centre.take() == (0, 0, 1, 0)
    assert (centre.text("alt"), centre.text("land")) == (None, "vom Zentrum")


def test_the_same_change_on_both_sides_is_none(centre: Centre) -> None:
    centre.release(bund="1")
    centre.take()
    (centre.kept / "bund.yaml").write_text("2", encoding="utf-8")
    centre.release(bund="2")
    assert centre.take() == (0, 0, 0, 0)
