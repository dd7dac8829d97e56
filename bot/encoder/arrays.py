"""The type of NumPy arrays in signatures, and what is done to rows of them in several places."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[Any]
"""Rows of numbers; the shape stands in the docstrings."""


def unit(rows: FloatArray) -> FloatArray:
    """Return ``rows``, each of length 1; a row of zeros stays as it is."""
    return np.asarray(rows / np.maximum(1e-9, np.linalg.norm(rows, axis=1, keepdims=True)))
