"""Putting an ONNX graph together, node by node."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from bot.encoder.arrays import FloatArray

RUNTIME = "com.microsoft"
"""Domain of the operators that ONNX Runtime has beside the standard ones."""

_OPSETS = (helper.make_opsetid("", 17), helper.make_opsetid(RUNTIME, 1))
_FORMAT = 8
"""ONNX's file format that goes with operator set 17."""


class Graph:
    """A graph in the making; every method returns the name of what it has added."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def add(self, operator: str, inputs: Sequence[str], out: str, domain: str = "", **settings: Any) -> str:
        """Add an operator with one output."""
        self._nodes.append(helper.make_node(operator, list(inputs), [out], domain=domain, **settings))
        return out

    def split(self, given: str, sizes: Sequence[int], axis: int) -> list[str]:
        """Cut along ``axis`` into parts of these sizes."""
        lengths = self.constant(f"{given}.sizes", np.asarray(sizes, dtype=np.int64))
        parts = [f"{given}.part{number}" for number in range(len(sizes))]
        self._nodes.append(helper.make_node("Split", [given, lengths], parts, axis=axis))
        return parts

    def constant(self, name: str, values: FloatArray) -> str:
        """Add an array."""
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def model(
        self, name: str, inputs: dict[str, Sequence[int | str]], outputs: dict[str, Sequence[int | str]]
    ) -> ModelProto:
        """Return the graph with the shapes of what goes in and comes out, floats all; a word stands for any length."""
        given, found = (
            [helper.make_tensor_value_info(key, TensorProto.FLOAT, list(shape)) for key, shape in values.items()]
            for values in (inputs, outputs)
        )
        graph = helper.make_graph(self._nodes, name, given, found, self._constants)
        return helper.make_model(graph, opset_imports=_OPSETS, ir_version=_FORMAT)
