"""Finding what answers a question: the article of a topic and facet, or the term.

The index is built when content is loaded, kept in ``var/index`` under the content's version, and read by every process that
answers questions, so new articles work at once and need no training of the intents.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import numpy as np

from bot.encoder.arrays import FloatArray
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.search.candidates import Candidate, candidates
from bot.knowledge.search.follow_ups import follow_ups
from bot.knowledge.search.fusion import Fusion, evidence_beside, evidence_of, learnt_fusion
from bot.knowledge.search.signals import Found, Signals, Talk
from bot.language.asked.needed import asks_whether_needed
from bot.language.meaning.encoder import SentenceEncoder
from bot.language.meaning.features import Sample
from bot.language.text.correction import Correction
from bot.language.text.normalise import fold
from bot.language.text.pipeline import GermanPipeline

EncodeAll = Callable[..., FloatArray]
"""Gives the vectors of many texts; ``passages=True`` for answers instead of questions."""

logger = logging.getLogger(__name__)

LAYOUT = 9
"""Goes up when a stored index of before cannot be read any more."""
_FOR_ALL = frozenset({"pflicht", "kurz"})
"""Facets that say whether something is needed at all."""
_NEAR_ENOUGH = 0.25
"""Share of the best's probability that an answer for everybody needs to come before it."""
KEPT = 3
"""How many indexes stay on disk, the newest: servers that have not heard of new content yet may want the one of before."""


@dataclass(frozen=True)
class Hit:
    """A candidate found: an article or a term (``term:…``).

    ``probability``: share among all candidates (0 to 1); ``similarity``: to its nearest phrasing (-1 to 1); ``exact``: the
    question stands so among its phrasings; ``needed``: the probability that it is needed beside the first.
    """

    article_id: str
    probability: float
    similarity: float
    exact: bool = False
    topic: str = ""
    facet: str = ""
    needed: float = 0.0


@dataclass(frozen=True)
class Findings:
    """What a search found, best first.

    ``sure``: the probability that the first one is right, calibrated on questions of strangers; ``topic_share``: the share of all
    candidates of its topic; ``facet``: what facet the question asks for, and ``facet_odds`` how probably; ``words``: of the
    question; ``evidence``: what ``sure`` rests on, in the order of :data:`bot.knowledge.search.fusion.SURENESS`.
    """

    hits: tuple[Hit, ...]
    sure: float = 0.0
    topic_share: float = 0.0
    facet: str = ""
    facet_odds: float = 0.0
    words: int = 0
    evidence: tuple[float, ...] = ()


class SearchIndex:
    """The index over one version of the content."""

    def __init__(
        self,
        signals: Signals,
        encoder: SentenceEncoder,
        questions: Mapping[str, str],
        correction: Correction,
        fusion: Fusion | None = None,
    ) -> None:
        """Use :meth:`build` or :meth:`load`.

        Args:
            signals: what is known of the candidates.
            encoder: for questions.
            questions: see ``KnowledgeBase.questions``.
            correction: mends typos before all else.
            fusion: what each signal is worth; what was learnt by default.
        """
        self._signals = signals
        self._correction = correction
        self._encoder = encoder
        self._fusion = fusion or learnt_fusion()
        self._exact = questions
        self._by_id = {candidate.id: candidate for candidate in signals.candidates}
        self._ids = [candidate.id for candidate in signals.candidates]

    @classmethod
    def build(
        cls,
        knowledge: KnowledgeBase,
        pipeline: GermanPipeline,
        encoder: SentenceEncoder,
        encode_all: EncodeAll,
        turns: Sequence[tuple[str, str]] = (),
    ) -> SearchIndex:
        """Learn all articles and terms of ``knowledge``; ``turns``: see :meth:`Signals.learn`."""
        found = candidates(knowledge)
        lemmas = {text: sample_of(text, pipeline).lemmas for candidate in found for text in candidate.phrasings}
        passages = partial(encode_all, passages=True)
        correction = Correction.of(Sample(text, lemma) for text, lemma in lemmas.items())
        return cls(Signals.learn(found, encode_all, passages, lemmas, turns), encoder, knowledge.questions, correction)

    def find(
        self,
        sample: Sample,
        among: frozenset[str] | None = None,
        talk: Talk | None = None,
        limit: int = 5,
        by_heart: bool = True,
    ) -> Findings:
        """Return the best candidates for a question.

        Args:
            sample: the question.
            among: restricts the candidates.
            talk: what was talked about before.
            limit: how many at most.
            by_heart: whether a question that stands so among the phrasings of one is that one's; "was kostet das?" is not, where
                something was talked about before.
        """
        owner = self._exact.get(fold(sample.text)) if by_heart else None
        if owner is not None and owner in self._by_id and (among is None or owner in among):
            known = self._by_id[owner]
            return Findings((Hit(owner, 1.0, 1.0, True, known.topic, known.facet),), 1.0, 1.0, known.facet, 1.0)
        sample = self._correction.mend(sample)
        allowed = None if among is None else np.asarray([id_ in among for id_ in self._ids])
        before = talk.topic if talk else None
        wanted = self._signals.not_denied(sample.text, before)
        if wanted is not None:
            allowed = wanted if allowed is None else allowed & wanted
        with_said = self._encoder.encode(talk.with_said(sample.text)) if talk and talk.said else None
        found = self._signals.of(sample, self._encoder.encode(sample.text), allowed, talk, with_said)
        if not len(found.places):
            return Findings(())
        probabilities = self._fusion.probabilities(found)
        listed: list[Candidate] = [self._signals.candidates[place] for place in found.places]
        topics = [candidate.topic for candidate in listed]
        evidence = evidence_of(found, probabilities, topics, len(sample.text.split()), before)
        order = self._whole_first(sample.text, found, probabilities)[:limit]
        needed = [0.0, *self._needed(sample.text, found, probabilities, order)]
        hits = tuple(
            Hit(
                listed[place].id,
                float(probabilities[place]),
                float(found.signals[place, 0]),
                topic=listed[place].topic,
                facet=listed[place].facet,
                needed=beside,
            )
            for place, beside in zip(order, needed, strict=True)
        )
        share = float(sum(p for p, topic in zip(probabilities, topics, strict=True) if topic == hits[0].topic))
        facet = max(found.facets, key=lambda name: found.facets[name])
        sure = self._fusion.sure(evidence, found.in_talk)
        words = len(sample.text.split())
        return Findings(hits, sure, share, facet, found.facets[facet], words, tuple(evidence))

    def _whole_first(self, text: str, found: Found, probabilities: FloatArray) -> list[int]:
        """Put what answers for everybody before what is written for some, where a question names the topic and nothing else.

        "Müssen wir E-Rechnungen schreiben?" is near to what building firms have to know, and is not about them.
        """
        among = self._signals.candidates
        order: list[int] = np.argsort(-probabilities).tolist()
        if among[found.places[order[0]]].facet in _FOR_ALL or not asks_whether_needed(text):
            return order
        least = _NEAR_ENOUGH * float(probabilities[order[0]])
        general = self._signals.general_topics(text)
        whole = [
            place
            for place in order
            if among[found.places[place]].facet in _FOR_ALL
            and among[found.places[place]].topic in general
            and probabilities[place] >= least
        ]
        return [*whole[:1], *(place for place in order if place not in whole[:1])]

    def _needed(self, text: str, found: Found, probabilities: FloatArray, order: list[int]) -> list[float]:
        """Return, for each but the first on the short list in ``order``, the probability that it is needed beside the first."""
        best, *others = order
        among = self._signals.candidates
        first = among[found.places[best]]
        added = self._signals.added(text, int(found.places[best]), [int(found.places[other]) for other in others])
        needed = []
        for other, gain in zip(others, added, strict=True):
            one = among[found.places[other]]
            same = (one.topic == first.topic, one.facet == first.facet)
            evidence = evidence_beside(found, probabilities, best, other, same, gain, len(text.split()))
            needed.append(self._fusion.needed(evidence))
        return needed

    def save(self, folder: Path) -> None:
        """Write the index into ``folder`` (made if missing)."""
        folder.mkdir(parents=True, exist_ok=True)
        self._signals.save(folder)
        (folder / "spelling.json").write_text(json.dumps(self._correction.spelt, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, questions: Mapping[str, str], encoder: SentenceEncoder) -> SearchIndex:
        """Read what :meth:`save` has written. ``questions``: those that are answered as they are written.

        Raises:
            OSError, ValueError, KeyError: the folder is incomplete or damaged.
        """
        words = json.loads((folder / "spelling.json").read_text(encoding="utf-8"))
        return cls(Signals.load(folder), encoder, questions, Correction(words))


def sample_of(text: str, pipeline: GermanPipeline) -> Sample:
    """Return the sample of a text with its lemmas."""
    return Sample(text, " ".join(token.lemma for token in pipeline.tokens(text)))


def learnt_of(knowledge: KnowledgeBase) -> str:
    """Return a hash over what an index learns of ``knowledge``: a new deadline of a programme costs no learning."""
    learnt = [(found.id, found.topic, found.facet, found.phrasings, found.passage) for found in candidates(knowledge)]
    return sha256(repr(learnt).encode()).hexdigest()[:16]


def home_of(folder: Path, learnt: str, pipeline: str) -> Path:
    """Return the folder below ``folder`` for the index over :func:`learnt_of`, made with one pipeline."""
    return folder / f"{learnt}-{pipeline}-{LAYOUT}"


def latest_home(folder: Path, pipeline: str) -> Path | None:
    """Return where the index lies that was learnt last, over whatever content; None where there is none."""
    return next((home for home in _homes(folder, pipeline) if home.name.endswith(f"-{LAYOUT}")), None)


def open_index(
    knowledge: KnowledgeBase, folder: Path, pipeline: GermanPipeline, encoder: SentenceEncoder, encode_all: EncodeAll
) -> SearchIndex:
    """Return the index for ``knowledge``: read from ``folder`` if it is there, else built and kept; older ones are removed."""
    home = home_of(folder, learnt_of(knowledge), pipeline.name)
    if home.exists():
        try:
            return SearchIndex.load(home, knowledge.questions, encoder)
        except (OSError, ValueError, KeyError) as error:
            logger.warning("The search index %s is not readable (%s) and is built anew.", home, error)
    index = SearchIndex.build(knowledge, pipeline, encoder, encode_all, follow_ups())
    part = folder / f".{home.name}.{os.getpid()}.part"
    shutil.rmtree(part, ignore_errors=True)
    index.save(part)
    shutil.rmtree(home, ignore_errors=True)
    part.rename(home)
    for old in _homes(folder, pipeline.name)[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return index


def _homes(folder: Path, pipeline: str) -> list[Path]:
    """Return the folders of all indexes made with one pipeline, the newest first."""
    homes = [home for home in folder.glob(f"*-{pipeline}-*") if not home.name.startswith(".")]
    return sorted(homes, key=lambda home: home.stat().st_mtime, reverse=True)
