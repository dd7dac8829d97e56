"""What the libraries below should not tell the person at the console."""

from __future__ import annotations

import os
import warnings

VARIABLES = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}
"""For this process and those that it starts. Rasa 3.6 is pinned: what is deprecated in its libraries cannot be mended
here. Telemetry stays off because nothing may leave the house unasked."""


def keep_quiet() -> None:
    """Set the variables; what the caller has set already stays."""
    for name, value in VARIABLES.items():
        os.environ.setdefault(name, value)
    warnings.filterwarnings("ignore", category=DeprecationWarning)
