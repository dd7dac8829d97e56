"""What speaks for each candidate, as numbers: names, letters, sounds, words, meaning, answer, facet, trade and conditions.

None of these signals is enough by itself, and none is best for all: with few phrasings the text of the answer tells most, with
many the nearest phrasing (``bench/README.md``). :mod:`bot.knowledge.search.fusion` has learnt what each is worth.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from bot.encoder.arrays import FloatArray, unit
from bot.knowledge.codes import FACETS
from bot.knowledge.search.candidates import Candidate
from bot.knowledge.search.coverage import Coverage
from bot.knowledge.search.naming import Names, share_named
from bot.knowledge.search.postings import Postings
from bot.knowledge.search.presupposed import Presupposed
from bot.language.facts.sector import sectors_named
from bot.language.meaning.features import Encode, Sample
from bot.language.text.ngrams import pieces_of_words, words_and_pairs
from bot.language.text.normalise import fold
from bot.language.text.phonetics import pieces_of_sounds

NAMES = (
    "nearest",
    "near three",
    "centre",
    "whitened",
    "passage",
    "letters",
    "letters of passage",
    "sounds",
    "words",
    "named",
    "facet",
    "topic nearest",
    "topic passage",
    "topic letters",
    "few",
    "few passage",
    "few nearest",
    "before",
    "before and short",
    "before and facet",
    "covered",
    "own trade",
    "other trade",
    "conditions said",
    "conditions unsaid",
    "trade unsaid",
    "nearest in talk",
    "centre in talk",
    "passage in talk",
    "related",
    "passage related",
    "told",
    "told last",
)
"""The signals in the order of the columns. The last ones are there inside a talk: how near the question is with what the owner said
before it, how near the subject talked about is, and whether a candidate was told already."""
_OF_TALK = 7

_SHORTLIST = 40
"""Candidates that each cheap signal may propose; the dear one, the nearest phrasing, is reckoned for these alone."""
_SHRINKAGE = 0.3
_FEW = 12.0
_WORTH_OF_TURN = 20.0
"""How many phrasings a question in context counts for when facets of such questions are learnt: measured by leaving out hands."""


@dataclass(frozen=True)
class Talk:
    """What a question follows.

    ``topic``: what was just talked about; ``said``: the owner's message before; ``told``: the candidates told in this talk;
    ``last``: the one told last.
    """

    topic: str
    said: str = ""
    told: frozenset[str] = frozenset()
    last: str = ""

    def with_said(self, text: str) -> str:
        """Return a question with what was said before it."""
        return f"{self.said} {text}"


@dataclass(frozen=True)
class Found:
    """The candidates on the short list: their places among all, their signals, shape (places, signals), and facet odds.

    ``in_talk``: whether something was talked about before.
    """

    places: FloatArray
    signals: FloatArray
    facets: dict[str, float]
    in_talk: bool = False


class Signals:
    """Knows all candidates and reckons what speaks for each of them."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        arrays: dict[str, FloatArray],
        letters: Postings,
        sounds: Postings,
        words: Postings,
        passages: Postings,
        coverage: Coverage,
        presupposed: Presupposed,
    ) -> None:
        """Use :meth:`learn` or :meth:`load`."""
        self.candidates = candidates
        self._arrays = arrays
        self._letters, self._sounds, self._words, self._passages = letters, sounds, words, passages
        self._coverage, self._presupposed = coverage, presupposed
        self._names = Names(candidates)
        self._starts = arrays["starts"]
        self._few = np.exp(-np.diff(self._starts) / _FEW).astype(np.float32)
        self._facet_of = np.asarray([FACETS.index(candidate.facet) for candidate in candidates])
        topics = sorted({candidate.topic for candidate in candidates})
        self._topics = [candidate.topic for candidate in candidates]
        self._topic_of = np.asarray([topics.index(topic) for topic in self._topics])
        self._topic_count = len(topics)

    @classmethod
    def learn(
        cls,
        candidates: Sequence[Candidate],
        encode_all: Encode,
        encode_passages: Encode,
        lemmas: dict[str, str],
        turns: Sequence[tuple[str, str]] = (),
    ) -> Signals:
        """Learn ``candidates``.

        Args:
            candidates: articles and terms.
            encode_all: gives the vectors of questions.
            encode_passages: gives the vectors of answers.
            lemmas: of each phrasing.
            turns: questions on the topic just talked about, each with its facet (``bot.knowledge.search.follow_ups``).
        """
        candidates = [replace(one, sectors=sectors_named(one.written_for)) for one in candidates]
        texts = [text for candidate in candidates for text in candidate.phrasings]
        counts = [len(candidate.phrasings) for candidate in candidates]
        owners = np.repeat(np.arange(len(candidates)), counts)
        starts = np.concatenate([[0], np.cumsum(counts)])
        rows = encode_all(texts)
        passages = encode_passages([candidate.passage for candidate in candidates])
        mean = rows.mean(axis=0)
        centred = unit(rows - mean)
        centres = np.asarray([centred[start:end].mean(axis=0) for start, end in pairwise(starts)])
        within = centred - centres[owners]
        spread = within.T @ within / len(within)
        spread += _SHRINKAGE * np.trace(spread) / len(spread) * np.eye(len(spread))
        whitened = np.linalg.solve(spread, centres.T).T
        facets = np.asarray([FACETS.index(candidates[owner].facet) for owner in owners])
        alone = _facets(centred, facets)
        after = alone
        if turns:
            asked = unit(encode_all([text for text, _ in turns]) - mean)
            of_turns = np.asarray([FACETS.index(facet) for _, facet in turns])
            worth = np.concatenate([np.ones(len(facets)), np.full(len(turns), _WORTH_OF_TURN)])
            after = _facets(np.vstack([centred, asked]), np.concatenate([facets, of_turns]), worth)
        arrays = {
            "starts": starts,
            "rows": centred.astype(np.float16),
            "mean": mean,
            "centres": unit(centres).astype(np.float32),
            "whitened": whitened.astype(np.float32),
            "offsets": (0.5 * np.einsum("ij,ij->i", whitened, centres)).astype(np.float32),
            "passages": unit(passages - passages.mean(axis=0)).astype(np.float32),
            "facets": alone,
            "facets after": after,
        }
        folded = [fold(text) for text in texts]
        return cls(
            candidates,
            arrays,
            Postings.learn(pieces_of_words, folded, least=3, most=0.1, features=40_000),
            Postings.learn(pieces_of_sounds, folded, least=3, most=0.1, features=30_000),
            Postings.learn(words_and_pairs, [fold(lemmas[text]) for text in texts], least=2, most=0.1),
            Postings.learn(
                pieces_of_words,
                [fold(" ".join((candidate.passage, *candidate.names))) for candidate in candidates],
                least=2,
                most=0.4,
                features=40_000,
            ),
            Coverage.learn([" ".join((one.passage, *one.phrasings, *one.names)) for one in candidates]),
            Presupposed.learn(candidates),
        )

    def of(
        self,
        sample: Sample,
        vector: FloatArray,
        among: FloatArray | None = None,
        talk: Talk | None = None,
        with_said: FloatArray | None = None,
    ) -> Found:
        """Return the short list for a question.

        Args:
            sample: the question and its lemmas.
            vector: its sentence vector.
            among: which candidates are considered, shape (candidates,) of bool; all if None.
            talk: what was talked about before; whatever belongs to its topic is on the list.
            with_said: the vector of :meth:`Talk.with_said`; None where the owner said nothing before.
        """
        arrays = self._arrays
        before = talk.topic if talk else None
        asked = self._centred(vector)
        folded = fold(sample.text)
        centre = arrays["centres"] @ asked
        whitened: FloatArray = arrays["whitened"] @ asked - arrays["offsets"]
        whitened = (whitened - whitened.mean()) / max(1e-6, float(whitened.std()))
        passage = arrays["passages"] @ asked
        letters = self._best(self._letters.cosines(folded))
        sounds = self._best(self._sounds.cosines(folded))
        words = self._best(self._words.cosines(fold(sample.lemmas)))
        of_passage = self._passages.cosines(folded)
        named = np.asarray(share_named(self._names.named(sample.text), self._topics), dtype=np.float32)
        facets = self._facet_odds(asked, "facets" if talk is None else "facets after")
        same = np.asarray([topic == before for topic in self._topics], dtype=np.float32)
        places = self._short_list((centre, whitened, passage, letters, words, of_passage, named, same), among)
        nearest, three = self._nearest(asked, places)
        few = self._few[places]
        topic_nearest = self._over_topic(places, nearest)
        facet = np.log(np.maximum(1e-3, facets[self._facet_of[places]])) / 4
        short = 1 / (1 + len(sample.text.split()) / 4)
        columns = (
            nearest,
            three,
            centre[places],
            whitened[places] / 4,
            passage[places],
            letters[places],
            of_passage[places],
            sounds[places],
            words[places],
            named[places],
            facet,
            topic_nearest,
            self._over_topic(places, passage[places]),
            self._over_topic(places, letters[places]),
            few,
            few * passage[places],
            few * nearest,
            same[places],
            same[places] * short,
            same[places] * facet,
            self._coverage.of(sample.text)[places],
            *self._trades(sample.text, places),
            *self._conditions(sample.text, places, talk),
            *self._in_talk(places, same, talk, with_said),
        )
        odds = {facet: float(share) for facet, share in zip(FACETS, facets, strict=True)}
        return Found(places, np.stack(columns, axis=1).astype(np.float32), odds, talk is not None)

    def _centred(self, vector: FloatArray) -> FloatArray:
        return np.asarray(unit((vector - self._arrays["mean"])[None])[0].astype(np.float32))

    def _in_talk(
        self, places: FloatArray, same: FloatArray, talk: Talk | None, with_said: FloatArray | None
    ) -> Sequence[FloatArray]:
        """Return the signals that a question has inside a talk; nothing elsewhere.

        Args:
            places: the short list.
            same: 1 for each of all candidates that belongs to what was talked about before.
            talk: what was talked about.
            with_said: the vector of the question with what was said before it.
        """
        none = np.zeros(len(places), dtype=np.float32)
        if talk is None:
            return [none] * _OF_TALK
        centres, passages = self._arrays["centres"], self._arrays["passages"][places]
        near: Sequence[FloatArray] = (none, none, none)
        if with_said is not None:
            asked = self._centred(with_said)
            near = (self._nearest(asked, places)[0], centres[places] @ asked, passages @ asked)
        related: Sequence[FloatArray] = (none, none)
        if same.any():
            subject = unit(centres[same > 0].mean(axis=0)[None])[0]
            related = (centres[places] @ subject, passages @ subject)
        ids = [self.candidates[place].id for place in places]
        told = np.asarray([id_ in talk.told for id_ in ids], dtype=np.float32)
        return (*near, *related, told, np.asarray([id_ == talk.last for id_ in ids], dtype=np.float32))

    def not_denied(self, text: str, before: str | None) -> FloatArray | None:
        """Return which candidates are of no topic that ``text`` denies, shape (candidates,) of bool.

        None where nothing is denied, or nothing else is named and the topic was not just talked about ("ohne Lehre" is a question).
        """
        denied = self._names.denied(text)
        if not denied or (before not in denied and set(self._names.named(text)) <= denied):
            return None
        return np.asarray([topic not in denied for topic in self._topics])

    def added(self, text: str, first: int, places: Sequence[int]) -> list[float]:
        """Return how much of what ``text`` says each of ``places`` covers that the candidate at ``first`` does not, 0 to 1."""
        covered = self._coverage.of(text, beside=first)
        return [float(covered[place]) for place in places]

    def general_topics(self, text: str) -> frozenset[str]:
        """Return the topics that ``text`` names and says nothing else that tells."""
        named = self._names.named(text)
        names = {candidate.topic: candidate.names for candidate in self.candidates if candidate.topic in named}
        return frozenset(topic for topic, own in names.items() if self._coverage.says_only(text, own))

    def _trades(self, text: str, places: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return whether each place is written for a trade that ``text`` names, and whether for others alone."""
        named = sectors_named(text)
        written_for = [self.candidates[place].sectors for place in places]
        own = [bool(named & sectors) for sectors in written_for]
        other = [bool(named and sectors and not named & sectors) for sectors in written_for]
        return np.asarray(own, dtype=np.float32), np.asarray(other, dtype=np.float32)

    def _conditions(self, text: str, places: FloatArray, talk: Talk | None) -> Sequence[FloatArray]:
        """Return how much of its conditions is said and unsaid for each place; the latter again for what is of a trade alone."""
        asked = talk.with_said(text) if talk else text
        said, unsaid = self._presupposed.of(asked, places, talk is not None)
        of_trade = self._facet_of[places] == FACETS.index("branche")
        likely = unsaid if talk is None else self._presupposed.of(asked, places)[1]
        return said, unsaid, (likely * of_trade).astype(np.float32)

    def _best(self, cosines: FloatArray) -> FloatArray:
        return np.asarray(np.maximum.reduceat(cosines, self._starts[:-1]))

    def _short_list(self, signals: Sequence[FloatArray], among: FloatArray | None) -> FloatArray:
        chosen = np.zeros(len(self.candidates), dtype=bool)
        for signal in signals:
            allowed = signal if among is None else np.where(among, signal, -np.inf)
            size = min(_SHORTLIST, len(allowed))
            best = np.argpartition(-allowed, size - 1)[:size]
            chosen[best[np.isfinite(allowed[best]) & (allowed[best] != 0)]] = True
        if among is not None:
            chosen &= among
        return np.flatnonzero(chosen)

    def _nearest(self, asked: FloatArray, places: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return, for each place, the similarity to the nearest phrasing and the mean over the three nearest."""
        if not len(places):
            return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32)
        sizes = self._starts[places + 1] - self._starts[places]
        ends = np.cumsum(sizes)
        begins = ends - sizes
        numbers = np.arange(ends[-1]) - np.repeat(begins - self._starts[places], sizes)
        alike = self._arrays["rows"][numbers].astype(np.float32) @ asked
        table = np.full((len(places), int(sizes.max())), -1.0, dtype=np.float32)
        table[np.repeat(np.arange(len(places)), sizes), np.arange(ends[-1]) - np.repeat(begins, sizes)] = alike
        table.sort(axis=1)
        best = table[:, ::-1][:, :3]
        counted = np.minimum(sizes, best.shape[1])
        known = np.arange(best.shape[1])[None] < counted[:, None]
        return best[:, 0], np.where(known, best, 0).sum(axis=1) / counted

    def _over_topic(self, places: FloatArray, values: FloatArray) -> FloatArray:
        best = np.full(self._topic_count, -1.0, dtype=np.float32)
        np.maximum.at(best, self._topic_of[places], values)
        return np.asarray(best[self._topic_of[places]])

    def _facet_odds(self, asked: FloatArray, learnt: str) -> FloatArray:
        scores = (self._arrays[learnt] @ np.append(asked, 1.0).astype(np.float32)) * 4
        odds = np.exp(scores - scores.max())
        return np.asarray(odds / odds.sum())

    def save(self, folder: Path) -> None:
        """Write what was learnt into ``folder``."""
        words, starts, owners = self._coverage.arrays()
        np.savez(folder / "signals.npz", **self._arrays)
        np.savez(folder / "coverage.npz", starts=starts, owners=owners)
        (folder / "coverage.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
        np.savez(folder / "presupposed.npz", **self._presupposed.arrays)
        (folder / "presupposed.json").write_text(
            json.dumps(self._presupposed.words, ensure_ascii=False), encoding="utf-8"
        )
        for name, postings in self._postings().items():
            postings.save(folder, name)
        known = [[one.id, one.topic, one.facet, one.theme, one.names, sorted(one.sectors)] for one in self.candidates]
        (folder / "candidates.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Signals:
        """Read what :meth:`save` has written; the candidates come without their texts, which nothing needs any more.

        Raises:
            OSError, ValueError, KeyError: the folder is incomplete or damaged.
        """
        known = json.loads((folder / "candidates.json").read_text(encoding="utf-8"))
        candidates = [
            Candidate(i, topic, facet, theme, (), "", tuple(names), sectors=frozenset(sectors))
            for i, topic, facet, theme, names, sectors in known
        ]
        with np.load(folder / "signals.npz", allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        analysers = {
            "letters": pieces_of_words,
            "sounds": pieces_of_sounds,
            "words": words_and_pairs,
            "passages": pieces_of_words,
        }
        words = json.loads((folder / "coverage.json").read_text(encoding="utf-8"))
        with np.load(folder / "coverage.npz", allow_pickle=False) as stored:
            coverage = Coverage.kept(words, stored["starts"], stored["owners"], len(candidates))
        conditions = json.loads((folder / "presupposed.json").read_text(encoding="utf-8"))
        with np.load(folder / "presupposed.npz", allow_pickle=False) as stored:
            presupposed = Presupposed(conditions, **{name: stored[name] for name in stored.files})
        postings = {name: Postings.load(folder, name, analyse) for name, analyse in analysers.items()}
        return cls(candidates, arrays, **postings, coverage=coverage, presupposed=presupposed)

    def _postings(self) -> dict[str, Postings]:
        return {"letters": self._letters, "sounds": self._sounds, "words": self._words, "passages": self._passages}


def _facets(rows: FloatArray, facets: FloatArray, worth: FloatArray | None = None) -> FloatArray:
    """Learn which facet a sentence asks for: ridge regression (Hoerl and Kennard 1970), frequent facets weighed down.

    Args:
        rows: vectors of sentences, shape (sentences, size).
        facets: places of their facets in :data:`FACETS`.
        worth: how often each sentence counts; once by default.
    """
    counts = np.bincount(facets, weights=worth, minlength=len(FACETS))
    weights = (1 if worth is None else worth) / np.sqrt(np.maximum(1, counts))[facets]
    weights /= weights.mean()
    given = np.hstack([rows, np.ones((len(rows), 1))])
    wanted = np.eye(len(FACETS))[facets] * 2 - 1
    gram = (given * weights[:, None]).T @ given + 2.0 * np.eye(given.shape[1])
    return np.asarray(np.linalg.solve(gram, (given * weights[:, None]).T @ wanted).T.astype(np.float32))
