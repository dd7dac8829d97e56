"""The network of the Universal Sentence Encoder as an ONNX graph.

Each piece of a sentence is seen with its neighbours in pairs, triples and fives; what is found is added up over the sentence
and bent to a vector.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from onnx import ModelProto

from bot.language.arrays import FloatArray
from bot.language.onnx_graph import Graph
from bot.language.use.weights import ORDERS, WIDTH

INPUT, ROOT, OUTPUT = "embeddings", "root", "meaning"
"""``root``: of the number of pieces."""

_INNER = 256
_BEFORE = {2: 0, 3: 1, 5: 2}
"""How many neighbours before a piece belong to its n-gram; the others follow it."""


def network(weights: Mapping[str, FloatArray]) -> ModelProto:
    """Return the graph from embeddings, shape (pieces, 512), to the vector before it is brought to length 1, shape (1, 512)."""
    graph = Graph()
    seen = _neighbours(graph, weights)
    epsilon = float(weights["eps"])
    summed = graph.add("Concat", [INPUT, seen], "features", axis=1)
    summed = _normalised(graph, summed, weights["ln_g"], weights["ln_b"], epsilon)
    # The sum over the pieces, divided by the root of their number, is the mean times that root.
    mean = graph.add("ReduceMean", [summed], "mean", axes=[0], keepdims=1)
    sentence = graph.add("Mul", [_linear(graph, mean, "sentence", weights["cnn_W"], weights["cnn_b"]), ROOT], "whole")
    first = graph.add("Relu", [_linear(graph, sentence, "d0", weights["d0"])], "first")
    second = graph.add("Relu", [_sum(graph, weights, {"p1": sentence, "d1": first})], "second")
    third = graph.add("Relu", [_linear(graph, second, "d2", weights["d2"])], "third")
    graph.add("Tanh", [_sum(graph, weights, {"p3": second, "d3": third})], OUTPUT)
    return graph.model("universal-sentence-encoder", {INPUT: ["pieces", WIDTH], ROOT: []}, {OUTPUT: [1, WIDTH]})


def _neighbours(graph: Graph, weights: Mapping[str, FloatArray]) -> str:
    """Add what is seen in n-grams, shape (pieces, 3 x 256)."""
    matrix, bias, scale, shift = (
        np.concatenate([weights[f"{name}{order}"] for order in ORDERS], axis=-1)
        for name in ("proj", "proj_b", "ln_g", "ln_b")
    )
    pieces = _normalised(graph, _linear(graph, INPUT, "pieces", matrix, bias), scale, shift, float(weights["eps"]))
    axis = graph.constant("batch", np.asarray([0], dtype=np.int64))
    upright = graph.add("Unsqueeze", [graph.add("Transpose", [pieces], "turned", perm=[1, 0]), axis], "upright")
    found = []
    for order, part in zip(ORDERS, graph.split(upright, [_INNER] * len(ORDERS), axis=1), strict=True):
        for step in (1, 2):
            part = _convolved(graph, part, order, step, weights)
        found.append(part)
    together = graph.add("Squeeze", [graph.add("Concat", found, "found", axis=1), axis], "together")
    return graph.add("Transpose", [together], "seen", perm=[1, 0])


def _convolved(graph: Graph, given: str, order: int, step: int, weights: Mapping[str, FloatArray]) -> str:
    """Add one look at the n-grams, on top of what was known: (1, 256, pieces) to the same shape."""
    name = f"order{order}.step{step}"
    kernel = weights[f"w{step}_{order}"].reshape(order, _INNER, _INNER).transpose(2, 1, 0)
    constants = [
        graph.constant(f"{name}.kernel", kernel),
        graph.constant(f"{name}.bias", weights[f"b{step}_{order}"]),
    ]
    around = [_BEFORE[order], order - 1 - _BEFORE[order]]
    seen = graph.add("Conv", [given, *constants], f"{name}.seen", kernel_shape=[order], pads=around)
    return graph.add("Add", [graph.add("Relu", [seen], f"{name}.bent"), given], name)


def _linear(graph: Graph, given: str, name: str, matrix: FloatArray, bias: FloatArray | None = None) -> str:
    product = graph.add("MatMul", [given, graph.constant(f"{name}.matrix", matrix)], f"{name}.product")
    return product if bias is None else graph.add("Add", [product, graph.constant(f"{name}.bias", bias)], name)


def _sum(graph: Graph, weights: Mapping[str, FloatArray], parts: Mapping[str, str]) -> str:
    """Add up what comes of several inputs, each multiplied with its matrix."""
    products = [_linear(graph, given, name, weights[name]) for name, given in parts.items()]
    return graph.add("Add", products, "+".join(parts))


def _normalised(graph: Graph, given: str, scale: FloatArray, shift: FloatArray, epsilon: float) -> str:
    constants = [graph.constant(f"{given}.scale", scale), graph.constant(f"{given}.shift", shift)]
    return graph.add("LayerNormalization", [given, *constants], f"{given}.normalised", epsilon=epsilon, axis=-1)
