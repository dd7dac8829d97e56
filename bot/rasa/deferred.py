"""Keeps out of a server what its libraries import and it never uses: TensorFlow, other channels and data bases, command lines.

Rasa imports its helpers for training neural networks, and TensorFlow with them, as soon as an agent is imported, although
nothing here is trained by it: that is six seconds and 350 MB of every process. Python's own lazy loader
(``importlib.util.LazyLoader``) puts the import off until something in that module is used, which never happens.

The package of channels imports every channel that Rasa knows, with the client libraries of Slack, Telegram, Webex and so
on; the tracker stores import those of DynamoDB and MongoDB: another second. Ours are named in credentials.yml and
endpoints.yml by their classes, so the package holds its base classes alone and the two libraries are names only. So are
Rasa's tools for training and testing dialogues, which import scikit-learn and Matplotlib (0.3 s), and spaCy's command line
(0.1 s). ``rich``, with which structlog would paint tracebacks for a console (0.1 s), and ``h5py`` are not there.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

_ONLY_FOR_TRAINING = "rasa.utils.train_utils"
_CHANNELS = "rasa.core.channels"
_NAMES_ONLY: dict[str, tuple[str, ...]] = {
    "boto3": (),
    "boto3.dynamodb": (),
    "boto3.dynamodb.conditions": ("Key",),
    "botocore": (),
    "botocore.exceptions": ("BotoCoreError",),
    "pymongo": (),
    "pymongo.collection": ("Collection",),
    "pymongo.errors": ("ConnectionFailure", "OperationFailure"),
    "rasa.core.test": (),
    "rasa.utils.tensorflow.model_data": ("ragged_array_to_ndarray",),
    "rasa.utils.tensorflow.model_data_utils": (),
    "spacy.cli": (),
    "spacy.cli.info": ("info",),
}
"""Modules for other data bases, for training and testing, for a command line, and what is taken from them at import."""

_NOT_THERE = frozenset({"rich", "h5py"})
"""Packages that their users do without where they are not installed."""


def defer_training_imports() -> None:
    """Put off what only training needs. Call before anything of Rasa is imported; training works as before, only later."""
    _install(_TrainingLater)


def import_serving_only() -> None:
    """Put off training for good and leave out other channels and data bases: for a process that only serves."""
    defer_training_imports()
    _install(_WithoutOthers)


def _install(finder: type[MetaPathFinder]) -> None:
    if not any(isinstance(known, finder) for known in sys.meta_path):
        sys.meta_path.insert(0, finder())


class _TrainingLater(MetaPathFinder):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != _ONLY_FOR_TRAINING:
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            spec.loader = importlib.util.LazyLoader(spec.loader)
        return spec


class _WithoutOthers(MetaPathFinder):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name == _CHANNELS:
            spec = PathFinder.find_spec(name, path)
            if spec is not None:
                spec.loader = _BaseChannels()
            return spec
        if name in _NAMES_ONLY:
            return ModuleSpec(name, _Names(_NAMES_ONLY[name]), is_package=True)
        if name in _NOT_THERE:
            raise ModuleNotFoundError(f"{name} is left out of servers", name=name)
        return None


class _BaseChannels(Loader):
    """Fills the package of channels with what Rasa's own modules take from it."""

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to Python."""

    def exec_module(self, module: ModuleType) -> None:
        channel = importlib.import_module(f"{_CHANNELS}.channel")
        for name in ("InputChannel", "OutputChannel", "UserMessage", "CollectingOutputChannel"):
            setattr(module, name, getattr(channel, name))


class _Names(Loader):
    """Makes a module that holds nothing but exceptions of these names, of which nobody makes one."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to Python."""

    def exec_module(self, module: ModuleType) -> None:
        for name in self._names:
            setattr(module, name, type(name, (Exception,), {}))
