"""Keeps TensorFlow out of a server that does not use it.

Rasa imports its helpers for training neural networks, and TensorFlow with them, as soon as an agent is imported, although
nothing here is trained by it: that is six seconds and 350 MB of every process. Python's own lazy loader
(``importlib.util.LazyLoader``) puts the import off until something in that module is used, which never happens.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

_ONLY_FOR_TRAINING = "rasa.utils.train_utils"


def defer_training_imports() -> None:
    """Call before anything else of Rasa is imported. Training itself works as before, only later."""
    if not any(isinstance(finder, _Deferring) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Deferring())


class _Deferring(MetaPathFinder):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != _ONLY_FOR_TRAINING:
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            spec.loader = importlib.util.LazyLoader(spec.loader)
        return spec
