"""The bot runs and learns without what Rasa brings along for others (O3)."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distributions

import pytest

from bot.settings import ROOT

UNWANTED = (
    "tensorflow",
    "keras",
    "jax",
    "jaxlib",
    "matplotlib",
    "twilio",
    "pymongo",
    "boto3",
    "sentry_sdk",
    "slack_sdk",
)


@pytest.mark.parametrize("what", ["bot.rasa.server", "bot.rasa.in_process", "rasa.model_training", "rasa.validator"])
def test_nothing_of_it_is_imported(what: str) -> None:
    code = f"import sys, bot.rasa, {what}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    modules = {name.split(".")[0] for name in loaded.stdout.split()}
    assert modules & set(UNWANTED) <= {"boto3", "pymongo"}  # these two are empty names


def test_nothing_of_it_is_installed() -> None:
    """In the environment for running as in that of the tests; stock Rasa has one of its own (``bench/stock``)."""
    installed = {(distribution.metadata["Name"] or "").lower().replace("-", "_") for distribution in distributions()}
    assert installed & set(UNWANTED) == set()


def test_servers_do_not_read_what_only_training_uses() -> None:
    code = "import sys, bot.rasa.server; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "sklearn" not in {name.split(".")[0] for name in loaded.stdout.split()}
