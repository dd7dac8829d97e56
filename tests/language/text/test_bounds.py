"""No message makes the understanding work many times as hard as a normal one (S9). Work is counted, not timed."""

from __future__ import annotations

import random
import string

import pytest
import rapidfuzz.distance

from bot.language.facts import names as names_module
from bot.language.facts.names import MOST_COMPARED, Names
from bot.language.meaning.encoder import shared_encoder
from bot.language.meaning.features import Sample
from bot.language.text import spelling
from bot.language.text.correction import MOST_SEARCHED, Correction
from bot.language.text.sentence import Sentence

LONGEST = 1_000


class CountingOSA:
    def __init__(self) -> None:
        self.calls = 0

    def distance(self, *args: object, **options: object) -> int:
        self.calls += 1
        return int(rapidfuzz.distance.OSA.distance(*args, **options))  # type: ignore[call-overload]


def words(count: int, length: int, seed: int = 1) -> list[str]:
    rng = random.Random(seed)
    return ["".join(rng.choices(string.ascii_lowercase, k=length)) for _ in range(count)]


def test_only_so_many_names_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """S9: 500 times "a-" joined to names cost 190 ms."""
    counting = CountingOSA()
    monkeypatch.setattr(names_module, "OSA", counting)
    index = Names(programmes={str(n): [f"a{word}"] for n, word in enumerate(words(3_000, 8))})
    index.find(Sentence.of(" ".join(f"a{word}" for word in words(110, 8, seed=2))))
    assert 0 < counting.calls <= MOST_COMPARED


def test_the_same_letters_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counting = CountingOSA()
    monkeypatch.setattr(names_module, "OSA", counting)
    index = Names(programmes={str(n): [f"aaaa{word}"] for n, word in enumerate(words(20, 4))})
    index.find(Sentence.of("a-" * (LONGEST // 2)))
    assert counting.calls < 16 * 20 * 5


def test_a_name_with_a_slip_is_still_found_at_the_end_of_a_long_message() -> None:
    index = Names(programmes={"zim": ["Zentrales Innovationsprogramm"], **{w: [w] for w in words(200, 9)}})
    text = "wir wollen etwas tun und fragen uns wie " * 20 + "zentrales inovationsprogramm"
    assert [hit.id for hit in index.find(Sentence.of(text))] == ["zim"]


def test_only_so_many_unknown_words_are_searched_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """S9: 1,000 characters of random words were each compared with thousands, four times."""
    searched: list[str] = []
    closest = spelling.Speller.closest
    monkeypatch.setattr(spelling.Speller, "closest", lambda self, key: (searched.append(key), closest(self, key))[1])
    correction = Correction.of([Sample("Foerderung", "foerderung")])
    text = " ".join(words(120, 8))
    sample = Sample(text, text)
    assert correction.mend(sample) == correction.mend(sample) == sample
    assert len(searched) == MOST_SEARCHED
    assert len(set(searched)) == MOST_SEARCHED


def test_a_slip_is_mended_in_text_and_lemmas() -> None:
    correction = Correction.of([Sample("Förderung beantragen", "förderung beantragen")])
    assert correction.mend(Sample("Fördreung beantragn", "fördreung beantragn")) == Sample(
        "förderung beantragen", "förderung beantragen"
    )


def test_only_so_many_pieces_are_encoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """S9: 400 signs that no word is made of were as many pieces, four times those of a German text of that length."""
    encoder = shared_encoder()
    seen: list[int] = []
    embeddings = encoder._e5._weights.embeddings
    monkeypatch.setattr(
        encoder._e5._weights, "embeddings", lambda tokens: (seen.append(len(tokens)), embeddings(tokens))[1]
    )
    for text in ("ⴰⴱⴳ" * 300, "\u0301" * 400, "a-" * 200, "Guten Tag"):
        encoder.encode_all([text])
    assert max(seen[:3]) <= 80
    assert seen[3] < 10
