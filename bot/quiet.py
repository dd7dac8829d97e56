"""What the libraries below should not tell the person at the console."""

from __future__ import annotations

import importlib
import os
import warnings

VARIABLES = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}
"""For this process and those that it starts. Telemetry stays off because nothing may leave the house unasked."""


# Their deprecations are UserWarnings too, which Rasa shows again later: so they are imported while it is quiet.
_NOISY_IMPORTS = ("packaging.requirements",)


def set_variables() -> None:
    """Set the variables; what the caller has set already stays."""
    for name, value in VARIABLES.items():
        os.environ.setdefault(name, value)


def silence_deprecations(with_rasa: bool = True) -> None:
    """Call before Rasa is imported. Rasa 3.6 is pinned: what is deprecated in its libraries cannot be mended here.

    ``with_rasa``: False in a process that imports rasa_sdk only.
    """
    import sanic  # noqa: F401  switches these warnings on when it is imported, so it comes first

    warnings.filterwarnings("ignore", category=DeprecationWarning)
    for name in _NOISY_IMPORTS if with_rasa else ():
        importlib.import_module(name)
