"""What of Rasa is imported: the rules and the conversation, not TensorFlow, other channels and data bases, or command lines.

Rasa imports its classifiers for neural networks, the channels and data bases that it knows, and the client libraries of all of
them, whether they are used or not: 2.5 GB to install, six seconds and 350 MB in each process. Nothing here is trained by
TensorFlow and all channels are ours, so these packages are not installed (``pyproject.toml``, ``override-dependencies``), and
this module stands in for what Rasa's modules take from them when they are imported. Nobody calls any of it.

Importing :mod:`bot.rasa` calls :func:`leave_out_unused`, before anything of Rasa is imported. Stock Rasa, with which ours is
compared, has an environment of its own (``bench/stock``) and none of this.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

_COMPONENTS = {
    "rasa.nlu.classifiers.fallback_classifier": "FallbackClassifier",
    "rasa.core.policies.rule_policy": "RulePolicy",
}
"""The components of Rasa that config.yml names."""

_CHANNEL_NAMES = ("InputChannel", "OutputChannel", "UserMessage", "CollectingOutputChannel")

_NAMES: dict[str, tuple[str, ...]] = {
    "aio_pika": (),
    "aio_pika.exceptions": ("AMQPConnectionError",),
    "aiormq": (),
    "aiormq.exceptions": ("ChannelNotFoundEntity",),
    "boto3": (),
    "boto3.dynamodb": (),
    "boto3.dynamodb.conditions": ("Key",),
    "botocore": (),
    "botocore.exceptions": ("BotoCoreError",),
    "pymongo": (),
    "pymongo.collection": ("Collection",),
    "pymongo.errors": ("ConnectionFailure", "OperationFailure"),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.extractors.crf_entity_extractor": ("CRFEntityExtractor", "CRFEntityExtractorOptions"),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.utils.plotting": (),
    "rasa.utils.tensorflow.model_data": ("ragged_array_to_ndarray",),
    "rasa.utils.tensorflow.model_data_utils": (),
    "rasa.utils.train_utils": (),
    "spacy.cli": (),
    "spacy.cli.info": ("info",),
    "structlog_sentry": ("SentryProcessor",),
}
"""Modules that are names only, and what is taken from each at import: exceptions that nobody raises, and classes of components
with which the validation of a configuration compares ours."""

_LATER = frozenset({"rasa.core.test"})
"""Modules that are read when something of them is used: training rules does, serving does not (0.3 s)."""

_NOT_THERE = frozenset({"rich", "h5py"})
"""Packages that their users do without where they are not installed: ``rich`` would cost 0.1 s to paint tracebacks."""


def leave_out_unused() -> None:
    """See to it that what is not used is not imported. Call before anything of Rasa is imported; again, it does nothing.

    Where TensorFlow is installed, this is the environment of stock Rasa, and nothing is left out.
    """
    if importlib.util.find_spec("tensorflow") is None and not any(
        isinstance(finder, _WithoutUnused) for finder in sys.meta_path
    ):
        sys.meta_path.insert(0, _WithoutUnused())


def _components(module: ModuleType) -> None:
    """Fill the list of all components of Rasa with those that are used; the others import TensorFlow."""
    vars(module)["DEFAULT_COMPONENTS"] = [
        getattr(importlib.import_module(path), name) for path, name in _COMPONENTS.items()
    ]


def _channels(module: ModuleType) -> None:
    """Fill the package of channels with what Rasa's own modules take from it; the others import their client libraries."""
    channel = importlib.import_module("rasa.core.channels.channel")
    for name in _CHANNEL_NAMES:
        setattr(module, name, getattr(channel, name))


_SHORTENED: dict[str, Callable[[ModuleType], None]] = {
    "rasa.core.channels": _channels,
    "rasa.engine.recipes.default_components": _components,
}


class _WithoutUnused(MetaPathFinder):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name in _SHORTENED:
            spec = PathFinder.find_spec(name, path)
            if spec is not None:
                spec.loader = _Filled(_SHORTENED[name])
            return spec
        if name in _NAMES:
            return ModuleSpec(name, _Filled(_names(_NAMES[name])), is_package=True)
        if name in _LATER:
            spec = PathFinder.find_spec(name, path)
            if spec is not None and spec.loader is not None:
                spec.loader = importlib.util.LazyLoader(spec.loader)
            return spec
        if name in _NOT_THERE:
            raise ModuleNotFoundError(f"{name} is left out on purpose", name=name)
        return None


def _names(names: tuple[str, ...]) -> Callable[[ModuleType], None]:
    return lambda module: vars(module).update({name: type(name, (Exception,), {}) for name in names})


class _Filled(Loader):
    """Fills a module with a function instead of running its file."""

    def __init__(self, fill: Callable[[ModuleType], None]) -> None:
        self._fill = fill

    def create_module(self, spec: ModuleSpec) -> Any:
        """Leave it to Python."""

    def exec_module(self, module: ModuleType) -> None:
        self._fill(module)
