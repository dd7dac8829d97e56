"""``python -m bench.masking``: recall by kind, false alarms, and the time of the worst texts, for both strengths.

``--missed`` prints what was missed or masked without need. The sentences are in two files: ``blind.yaml`` was written before
anybody looked at the patterns, ``known.yaml`` with sight of them. ``[[…]]`` marks what must not remain.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import yaml

from bot.privacy.masking import mask, mask_reach

FOLDER = Path(__file__).parent
FILES = ("blind", "known")
STAFF_ALONE = frozenset({"name", "address"})
"""Kinds that only staff must not see: a conversation may hold them, what staff read may not."""
_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_LENGTH = 1_000
_TRIES = 7
"""The quickest counts: what else runs on the machine makes the others slower."""
_NASTY = (
    "a-", "a.", "a@", "a ", "1 ", "0", "0 ", "1", "DE", "DE1", "null ", "ich bin A", "Am A ", "Herr A", "a@a.", "at ", "-", ". ",
    "(at)", "Straße ", "1/", "+", "０", "ä", "o0", "IBAN ", "Kto 1 ", "an der ", "www.", "A" * 7 + " ",
)  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true")
    missed = parser.parse_args().missed
    for name, masking in (("mask", mask), ("mask_reach", mask_reach)):
        for file in FILES:
            if (FOLDER / f"{file}.yaml").exists():
                print(f"\n{name}, {file}.yaml")
                _sentences(yaml.safe_load((FOLDER / f"{file}.yaml").read_text(encoding="utf-8")), masking, missed)
        print(f"{name}: worst of {len(_NASTY)} texts of {_LENGTH} characters: {_worst(masking)}")


def _sentences(content: dict[str, object], masking: Callable[[str], str], missed: bool) -> None:
    kinds: dict[str, list[str]] = content["personal"]  # type: ignore[assignment]
    innocent: list[str] = content["innocent"]  # type: ignore[assignment]
    total = hidden_total = 0
    for kind, sentences in kinds.items():
        if masking is mask_reach and kind in STAFF_ALONE:
            continue
        hidden = [is_hidden(sentence, masking) for sentence in sentences]
        exact = [is_exact(sentence, masking) for sentence in sentences]
        total, hidden_total = total + len(hidden), hidden_total + sum(hidden)
        print(f"  {kind:8} hidden {sum(hidden):3} of {len(hidden):3}   nothing else lost {sum(exact):3}")
        for sentence, is_there in zip(sentences, hidden, strict=True):
            if missed and not is_there:
                print(f"      missed: {sentence}  ->  {masking(plain(sentence))}")
    print(f"  together hidden {hidden_total} of {total} ({hidden_total / total:.1%})")
    changed = [sentence for sentence in innocent if masking(sentence) != sentence]
    print(f"  innocent changed {len(changed)} of {len(innocent)} ({len(changed) / len(innocent):.1%})")
    for sentence in changed if missed else ():
        print(f"      changed: {sentence}  ->  {masking(sentence)}")


def plain(sentence: str) -> str:
    """Return the sentence without the marks."""
    return _MARKED.sub(r"\1", sentence)


def is_hidden(sentence: str, masking: Callable[[str], str]) -> bool:
    """Return whether nothing of what is marked remains: no word of it, no four figures in a row."""
    masked = masking(plain(sentence))
    left, figures = set(_words(masked)), _figures(masked)
    around = set(_words(_MARKED.sub(" ", sentence)))
    for part in _MARKED.findall(sentence):
        own = _figures(part)
        if (set(_words(part)) - around) & left or any(own[i : i + 4] in figures for i in range(len(own) - 3)):
            return False
    return True


def is_exact(sentence: str, masking: Callable[[str], str]) -> bool:
    """Return whether all words around what is marked remain."""
    left = _words(masking(plain(sentence)))
    return all(word in left for word in _words(_MARKED.sub(" ", sentence)))


def _words(text: str) -> list[str]:
    found = re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFKC", text.casefold()))
    return [word for word in found if len(word) > 1]


def _figures(text: str) -> str:
    return "".join(str(unicodedata.decimal(char)) for char in text if unicodedata.decimal(char, None) is not None)


def _worst(masking: Callable[[str], str]) -> str:
    times = {}
    for piece in _NASTY:
        text = (piece * _LENGTH)[:_LENGTH]
        tries = []
        for _ in range(_TRIES):
            began = time.process_time()
            masking(text)
            tries.append(time.process_time() - began)
        times[piece] = min(tries)
    piece = max(times, key=lambda key: times[key])
    return f"{times[piece] * 1000:.1f} ms CPU ({piece!r})"


if __name__ == "__main__":
    main()
