"""The type of NumPy arrays in signatures."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

FloatArray = npt.NDArray[Any]
"""Rows of numbers; the shape stands in the docstrings."""
