"""The search over a tiny knowledge base, with an encoder that needs no network."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.knowledge.codes import FACETS
from bot.knowledge.records import Article, KnowledgeBase, Term, Topic
from bot.knowledge.search import fusion, index
from bot.knowledge.search.candidates import candidates
from bot.knowledge.search.fusion import AS_WELL, SURENESS, Fusion, evidence_of, learnt_fusion, read
from bot.knowledge.search.index import (
    KEPT,
    Findings,
    Hit,
    SearchIndex,
    home_of,
    latest_home,
    learnt_of,
    open_index,
    sample_of,
)
from bot.knowledge.search.naming import Names, share_named
from bot.knowledge.search.outcome import AS_WELL as AS_WELL_LIMIT
from bot.knowledge.search.outcome import (
    OFFERED,
    OR_ELSE,
    POSSIBLE,
    SURE,
    SURE_OF_FACET,
    SURE_OF_TOPIC,
    Decision,
    decide,
)
from bot.knowledge.search.postings import Postings
from bot.knowledge.search.signals import NAMES, Found, Signals, Talk
from bot.language.meaning.features import Sample
from bot.language.text.correction import Correction
from bot.language.text.ngrams import pieces_of_words, words_and_pairs
from bot.language.text.normalise import fold
from bot.language.text.phonetics import pieces_of_sounds
from bot.language.text.pipeline import GermanPipeline

PIPELINE = GermanPipeline()
WIDTH = 64
THINGS = {
    "datensicherung": ("Datensicherung", ("Backup", "Sicherungskopie")),
    "e-rechnung": ("E-Rechnung", ("elektronische Rechnung", "XRechnung")),
    "kasse": ("Registrierkasse", ("Kassensystem",)),
    "bsi": ("Bundesamt für Sicherheit in der Informationstechnik", ("Hacker",)),
}
FORMS = {
    "kosten": ("Was kostet {}?", "wie teuer ist {}", "Preis für {}", "{} kosten", "was muss ich für {} zahlen"),
    "pflicht": ("Muss ich {} haben?", "ist {} pflicht", "Gilt {} für uns?", "{} vorgeschrieben", "brauchen wir {}"),
    "schritte": ("Wie fange ich mit {} an?", "{} einrichten", "anleitung {}", "{} schritt für schritt", "{} einführen"),
}


def article(topic: str, facet: str) -> Article:
    name, aliases = THINGS[topic]
    question, *first = (form.format(name) for form in FORMS[facet])
    more = (form.format(alias) for alias in aliases for form in FORMS[facet])
    answer = f"{name}: dazu sagen wir etwas über {facet}."
    theme = "recht" if topic == "e-rechnung" else "prozesse"
    return Article(f"{topic}-{facet}", theme, question, answer, "high", (*first, *more), topic=topic, facet=facet)


ARTICLES = [article(topic, facet) for topic in THINGS for facet in FORMS if (topic, facet) != ("kasse", "pflicht")]
KB = KnowledgeBase(
    "tiny",
    articles={one.id: one for one in ARTICLES},
    topics={id_: Topic(id_, "prozesse", name, f"{name} ist wichtig.", names) for id_, (name, names) in THINGS.items()},
    terms={"ERP": Term("ERP", "Ein Programm für den ganzen Betrieb.", "prozesse", ("Warenwirtschaft",))},
)


class FakeEncoder:
    """Gives a text the sum of its words' directions; counts how often it is asked for many."""

    def __init__(self) -> None:
        self.calls = 0

    def encode(self, text: str) -> np.ndarray:
        rows = [np.random.default_rng(crc32(word.encode())).standard_normal(WIDTH) for word in fold(text).split()]
        vector = np.sum(rows, axis=0) if rows else np.ones(WIDTH)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)

    def encode_all(self, texts: Sequence[str], passages: bool = False) -> np.ndarray:
        self.calls += 1
        return np.asarray([self.encode(f"passage {text}" if passages else text) for text in texts])


ENCODER = FakeEncoder()
WORTH = {"nearest": 8.0, "letters": 4.0, "words": 2.0, "named": 5.0, "facet": 2.0, "before": 2.0}
FUSION = read(
    {
        "signals": {name: WORTH.get(name, 0.0) for name in NAMES},
        "signals in talk": {name: (WORTH | {"told last": -4.0}).get(name, 0.0) for name in NAMES},
        "sureness": {name: float(name == "margin") for name in (*SURENESS, "base")},
        "sureness in talk": {name: 2 * float(name == "margin") for name in (*SURENESS, "base")},
        "as well": {name: float(name == "added") for name in (*AS_WELL, "base")},
    }
)


def ask(text: str) -> Sample:
    return sample_of(text, PIPELINE)


@pytest.fixture(scope="module")
def signals() -> Signals:
    found = candidates(KB)
    lemmas = {text: ask(text).lemmas for one in found for text in one.phrasings}
    return Signals.learn(found, ENCODER.encode_all, lambda texts: ENCODER.encode_all(texts, True), lemmas)


@pytest.fixture(scope="module")
def search(signals: Signals) -> SearchIndex:
    return SearchIndex(signals, ENCODER, KB.questions, Correction({}), FUSION)  # type: ignore[arg-type]


# Candidates


def test_candidates_are_all_articles_and_terms_in_order() -> None:
    found = candidates(KB)
    assert [one.id for one in found] == sorted([*KB.articles, "term:ERP"])
    (term,) = (one for one in found if one.id == "term:ERP")
    assert (term.topic, term.facet, term.names) == ("term:ERP", "kurz", ("ERP", "Warenwirtschaft"))
    assert {"ERP", "Was ist Warenwirtschaft?"} <= set(term.phrasings)
    costs = next(one for one in found if one.id == "kasse-kosten")
    assert (costs.topic, costs.facet, costs.names) == ("kasse", "kosten", ("Registrierkasse", "Kassensystem"))
    assert costs.phrasings[0] == KB.articles["kasse-kosten"].question
    assert len(set(costs.phrasings)) == len(costs.phrasings)
    assert KB.articles["kasse-kosten"].answer in costs.passage


def test_an_article_without_a_topic_is_a_topic_of_its_own() -> None:
    alone = Article("allein", "ki", "Was nun?", "Nichts.", "high")
    (found,) = candidates(KnowledgeBase("v", articles={"allein": alone}))
    assert (found.topic, found.facet, found.names, found.phrasings) == ("allein", "kurz", (), ("Was nun?",))


# Postings


POSTED = [fold(text) for one in candidates(KB) for text in one.phrasings]
KINDS = {"letters": pieces_of_words, "words": words_and_pairs, "sounds": pieces_of_sounds}
asked = st.one_of(st.sampled_from(POSTED), st.text("abdeiknrst -", max_size=30), st.text(max_size=20))


def plain_cosines(kind: str, text: str, least: int, most: float) -> np.ndarray:
    """Return the cosines of TF-IDF rows, those of n-grams that are too frequent taken out of the sum."""
    vectoriser = TfidfVectorizer(analyzer=KINDS[kind], sublinear_tf=True, min_df=least)
    rows = vectoriser.fit_transform(POSTED).toarray()
    rows[:, (rows > 0).sum(axis=0) > most * len(POSTED)] = 0
    return np.asarray(rows @ vectoriser.transform([text]).toarray()[0])


@pytest.mark.parametrize(("kind", "least", "most"), [("letters", 3, 0.1), ("words", 2, 0.5), ("sounds", 3, 1.0)])
@settings(max_examples=15, deadline=None)
@given(text=asked)
def test_postings_give_the_plain_cosines(kind: str, least: int, most: float, text: str) -> None:
    postings = Postings.learn(KINDS[kind], POSTED, least=least, most=most)
    found = postings.cosines(text)
    assert found.shape == (len(POSTED),)
    assert np.allclose(found, plain_cosines(kind, text, least, most), atol=3e-3)


def test_a_text_is_all_alike_to_itself_and_nothing_to_nothing() -> None:
    postings = Postings.learn(pieces_of_words, POSTED, least=1, most=1.0)
    for place in range(0, len(POSTED), 7):
        assert postings.cosines(POSTED[place])[place] == pytest.approx(1, abs=3e-3)
    assert not postings.cosines("").any()
    assert not Postings.learn(words_and_pairs, POSTED, least=1, most=1.0).cosines("§§§ xyz").any()


def test_saved_and_loaded_postings_say_the_same(tmp_path: Path) -> None:
    postings = Postings.learn(words_and_pairs, POSTED, least=2, most=0.5, features=50)
    postings.save(tmp_path, "words")
    again = Postings.load(tmp_path, "words", words_and_pairs)
    for text in (*POSTED[::9], "", "was kostet"):
        assert np.array_equal(again.cosines(text), postings.cosines(text))


# Names


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Was kostet eine Datensicherung?", {"datensicherung"}),
        ("DATENSICHERUNGEN", {"datensicherung"}),
        ("backups und e-rechnungen", {"datensicherung", "e-rechnung"}),
        ("müssen wir elektronischen Rechnungen annehmen", {"e-rechnung"}),
        ("mit unseren Registrierkassen", {"kasse"}),
        ("Schutz vor Hackern", {"bsi"}),
        ("das Bundesamt für Sicherheit in der Informationstechnik sagt", {"bsi"}),
        ("Was ist Warenwirtschaft", {"term:ERP"}),
        ("Rechnung", set()),
        ("", set()),
        ("🙂 ???", set()),
    ],
)
def test_topics_are_named_inflected_or_not(text: str, topics: set[str]) -> None:
    assert set(Names(candidates(KB)).named(text)) == topics


def test_the_longest_name_counts() -> None:
    names = Names(candidates(KB))
    short, long = names.named("backup"), names.named("backup, also die datensicherung")
    assert long["datensicherung"] > short["datensicherung"]
    shares = share_named(long, ["datensicherung", "kasse"])
    assert 0.4 < shares[0] <= 1.0
    assert shares[1] == 0.0
    assert share_named({"x": 1000}, ["x"]) == [1.0]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("keine Registrierkasse, die Datensicherung", {"kasse"}),
        ("registrierkasse ist quatsch, ich meine das backup", {"kasse"}),
        ("Datensicherung ohne Registrierkasse, und die Registrierkasse dann", set()),
        ("Was kostet eine Datensicherung?", set()),
    ],
)
def test_topics_are_named_to_deny_them(text: str, topics: set[str]) -> None:
    assert Names(candidates(KB)).denied(text) & {"kasse", "datensicherung"} == topics


@given(st.text(max_size=60))
def test_any_text_may_name_topics(text: str) -> None:
    assert set(Names(candidates(KB)).named(text)) <= {one.topic for one in candidates(KB)}


# Signals


def test_every_candidate_on_the_list_has_all_signals(signals: Signals) -> None:
    found = signals.of(ask("Was kostet ein Backup?"), ENCODER.encode("Was kostet ein Backup?"))
    assert found.signals.shape == (len(found.places), len(NAMES))
    assert np.isfinite(found.signals).all()
    assert sum(found.facets.values()) == pytest.approx(1, abs=1e-5)
    assert set(found.facets) == set(FACETS)


def test_the_nearest_phrasing_is_the_nearest(signals: Signals) -> None:
    for one in (KB.articles["kasse-kosten"], KB.articles["e-rechnung-pflicht"]):
        for text in one.phrasings[:4]:
            found = signals.of(ask(text), ENCODER.encode(text))
            column = found.signals[:, NAMES.index("nearest")]
            place = [signals.candidates[place].id for place in found.places].index(one.id)
            assert column[place] == pytest.approx(1, abs=2e-3)
            assert (column <= 1 + 2e-3).all()
            assert (found.signals[:, NAMES.index("near three")] <= column + 1e-5).all()


def test_the_facet_that_is_asked_for_is_seen(signals: Signals) -> None:
    for facet, forms in FORMS.items():
        text = forms[0].format("Aktenvernichter")
        odds = signals.of(ask(text), ENCODER.encode(text)).facets
        assert max(odds, key=lambda name: odds[name]) == facet


def test_saved_and_loaded_signals_say_the_same(signals: Signals, tmp_path: Path) -> None:
    signals.save(tmp_path)
    again = Signals.load(tmp_path)
    assert [one.id for one in again.candidates] == [one.id for one in signals.candidates]
    for text in ("Was kostet ein Backup?", "e-rechnung pflicht", "registrirkasse", "", "🙂"):
        for talk in (None, Talk("kasse", "Was kostet eine Kasse?", frozenset({"kasse-kosten"}), "kasse-kosten")):
            said = ENCODER.encode(talk.with_said(text)) if talk else None
            one = signals.of(ask(text), ENCODER.encode(text), talk=talk, with_said=said)
            other = again.of(ask(text), ENCODER.encode(text), talk=talk, with_said=said)
            assert np.array_equal(one.places, other.places)
            assert np.allclose(one.signals, other.signals, atol=1e-6)
            assert one.facets == pytest.approx(other.facets)


# The index


def test_a_question_that_stands_so_is_exact(search: SearchIndex) -> None:
    for one in KB.articles.values():
        for text in (one.question, *one.phrasings):
            findings = search.find(ask(text.upper()))
            assert findings.hits == (Hit(one.id, 1.0, 1.0, True, one.topic or "", one.facet or ""),)
            assert (findings.sure, findings.topic_share, findings.facet) == (1.0, 1.0, one.facet)
            assert decide(findings).decision == "answer"


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("wie teuer wäre denn so ein Backup", "datensicherung-kosten"),
        ("ist eine elektronische Rechnung bei uns Pflicht?", "e-rechnung-pflicht"),
        ("wir wollen unsere Registrierkassen einrichten", "kasse-schritte"),
        ("was bedeutet denn ERP", "term:ERP"),
    ],
)
def test_other_words_find_the_same(search: SearchIndex, text: str, id_: str) -> None:
    findings = search.find(ask(text))
    assert findings.hits[0].article_id == id_
    assert not findings.hits[0].exact


def test_hits_fall_and_are_not_more_than_wanted(search: SearchIndex) -> None:
    findings = search.find(ask("Was kostet denn eine Kasse oder ein Backup"), limit=4)
    odds = [hit.probability for hit in findings.hits]
    assert len(odds) == 4
    assert odds == sorted(odds, reverse=True)
    assert 0 < sum(odds) <= 1 + 1e-6
    assert findings.hits[0].probability <= findings.topic_share <= 1 + 1e-6


def test_what_was_just_talked_about_is_lifted(search: SearchIndex) -> None:
    text = "und was kostet das so"
    for topic in THINGS:
        findings = search.find(ask(text), talk=Talk(topic))
        assert findings.hits[0].article_id == f"{topic}-kosten"
        assert findings.topic_share > search.find(ask(text)).topic_share
    named = search.find(ask("und was kostet eine E-Rechnung"), talk=Talk("kasse"))
    assert named.hits[0].article_id == "e-rechnung-kosten", "what is named counts more"


def test_what_was_told_last_gives_way(search: SearchIndex) -> None:
    """ "Das war nicht die Frage": the same answer again helps nobody."""
    text = ask("und was kostet das so")
    told = search.find(text, talk=Talk("kasse")).hits[0]
    again = search.find(
        text, talk=Talk("kasse", "Was kostet eine Kasse?", frozenset({told.article_id}), told.article_id)
    )
    assert again.hits[0].probability < told.probability or again.hits[0].article_id != told.article_id


def test_all_of_the_topic_before_is_on_the_list(signals: Signals) -> None:
    found = signals.of(ask("xyz"), ENCODER.encode("xyz"), talk=Talk("kasse"))
    listed = {signals.candidates[place].id for place in found.places}
    assert {"kasse-kosten", "kasse-schritte"} <= listed
    column = found.signals[:, NAMES.index("before")]
    assert {signals.candidates[p].topic for p, one in zip(found.places, column, strict=True) if one} == {"kasse"}


def test_only_what_is_allowed_is_found(search: SearchIndex) -> None:
    among = frozenset({"kasse-kosten", "kasse-schritte"})
    for text in ("Was kostet E-Rechnung?", "backup pflicht", "xyz"):
        assert {hit.article_id for hit in search.find(ask(text), among).hits} <= among
    assert search.find(ask("Was kostet Registrierkasse?"), among).hits[0].exact
    assert search.find(ask("Was kostet E-Rechnung?"), frozenset()) == Findings(())
    assert search.find(ask("Was kostet E-Rechnung?"), frozenset({"gibt-es-nicht"})) == Findings(())


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=50), before=st.none() | st.sampled_from([*THINGS, "fehlt"]))
def test_any_text_can_be_searched_for(search: SearchIndex, text: str, before: str | None) -> None:
    findings = search.find(ask(text), talk=Talk(before, text, frozenset(THINGS), before) if before else None)
    assert 0 <= findings.sure <= 1
    assert 0 <= findings.facet_odds <= 1
    assert len(findings.hits) <= 5
    assert decide(findings).decision in {"answer", "topic", "ask_back", "nothing"}


# Fusion


def test_probabilities_add_up_to_one(signals: Signals) -> None:
    found = signals.of(ask("Was kostet ein Backup?"), ENCODER.encode("Was kostet ein Backup?"))
    probabilities = FUSION.probabilities(found)
    assert probabilities.sum() == pytest.approx(1, abs=1e-5)
    assert (probabilities >= 0).all()
    nobody = Found(np.zeros(0, dtype=int), np.zeros((0, len(NAMES)), dtype=np.float32), {})
    assert FUSION.probabilities(nobody).shape == (0,)


def test_the_evidence_has_a_place_for_each_name() -> None:
    rows = np.zeros((3, len(NAMES)), dtype=np.float32)
    rows[1, NAMES.index("nearest")], rows[1, NAMES.index("named")] = 0.9, 0.6
    found = Found(np.asarray([4, 5, 6]), rows, {})
    evidence = evidence_of(found, np.asarray([0.1, 0.7, 0.2]), ["a", "b", "b"], 5, "b")
    named = dict(zip(SURENESS, evidence, strict=True))
    assert named["probability"] == pytest.approx(np.log(0.7))
    assert named["margin"] == pytest.approx(0.5)
    assert (named["nearest"], named["named"]) == (pytest.approx(0.9), pytest.approx(0.6))
    assert named["topic probability"] == pytest.approx(np.log(0.9))
    assert named["length"] == pytest.approx(np.log(5))
    assert named["before"] == 1.0
    (alone,) = (evidence_of(Found(np.asarray([4]), rows[:1], {}), np.asarray([1.0]), ["a"], 0, None),)
    assert dict(zip(SURENESS, alone, strict=True))["margin"] == 1.0


def test_more_evidence_is_surer() -> None:
    nothing = [0.0] * len(SURENESS)
    surer = [float(name == "margin") for name in SURENESS]
    assert 0 < FUSION.sure(nothing, False) < FUSION.sure(surer, False) < 1
    assert FUSION.sure(surer, False) < FUSION.sure(surer, True), "inside a talk the other numbers count"


def test_what_was_learnt_is_whole() -> None:
    learnt = learnt_fusion()
    assert learnt.weights.shape == (len(NAMES),)
    assert learnt.weights_in_talk.shape == learnt.weights.shape
    assert learnt.sureness.shape == learnt.sureness_in_talk.shape == (len(SURENESS) + 1,)
    assert learnt.as_well.shape == (len(AS_WELL) + 1,)
    assert all(np.isfinite(numbers).all() for numbers in (learnt.weights, learnt.sureness, learnt.as_well))
    assert fusion.FILE.exists()


def test_a_missing_number_is_an_error() -> None:
    with pytest.raises(KeyError):
        read({"signals": dict.fromkeys(NAMES[1:], 1.0), "sureness": {}})


# The ladder


def findings(
    sure: float, facet: str = "kosten", facet_odds: float = 0.0, topic_share: float = 0.0, *others: tuple[str, float]
) -> Findings:
    hits = [Hit("backup-kosten", 0.5, 0.5, topic="backup", facet="kosten")]
    hits += [Hit(id_, odds, 0.4, topic="kasse", facet="kosten") for id_, odds in others]
    return Findings(tuple(hits), sure, topic_share, facet, facet_odds)


LADDER: list[tuple[Findings, Decision, tuple[str, ...]]] = [
    (Findings(()), "nothing", ()),
    (findings(SURE), "answer", ("backup-kosten",)),
    (findings(1.0, "kosten", 1.0, 1.0), "answer", ("backup-kosten",)),
    (findings(SURE - 0.01, "kosten", 1.0, 1.0), "answer", ("backup-kosten",)),
    (findings(SURE, "frist", SURE_OF_FACET, SURE_OF_TOPIC), "topic", ("backup-kosten",)),
    (findings(0.0, "frist", 1.0, 1.0), "topic", ("backup-kosten",)),
    (findings(SURE, "frist", SURE_OF_FACET - 0.01, SURE_OF_TOPIC), "answer", ("backup-kosten",)),
    (findings(SURE, "frist", SURE_OF_FACET, SURE_OF_TOPIC - 0.01), "answer", ("backup-kosten",)),
    (findings(POSSIBLE, "frist", 0.0, 0.0, ("x", OFFERED)), "ask_back", ("backup-kosten", "x")),
    (findings(POSSIBLE, "frist", 0.0, 0.0, ("x", OFFERED - 0.001)), "answer", ("backup-kosten", "x")),
    (
        findings(POSSIBLE, "frist", 0.0, 0.0, ("x", 0.2), ("y", 0.15), ("z", 0.1)),
        "ask_back",
        ("backup-kosten", "x", "y"),
    ),
    (findings(POSSIBLE - 0.01), "nothing", ("backup-kosten",)),
]


@pytest.mark.parametrize(("found", "decision", "ids"), LADDER)
def test_each_rung_of_the_ladder(found: Findings, decision: Decision, ids: tuple[str, ...]) -> None:
    outcome = decide(found)
    assert (outcome.decision, outcome.article_ids) == (decision, ids)
    assert outcome.topic == ("backup" if found.hits else "")
    if decision == "answer":
        assert outcome.facet == "kosten"
    elif decision == "topic":
        assert outcome.facet == "frist"


def test_the_article_most_needed_beside_the_first_is_the_second() -> None:
    first = Hit("backup-kosten", 0.5, 0.5, topic="backup", facet="kosten")
    others = [
        Hit(id_, 0.2, 0.4, topic="backup", facet="kurz", needed=needed) for id_, needed in (("x", 0.4), ("y", 0.6))
    ]
    assert decide(Findings((first, *others), SURE, 0.0, "kosten", 0.0)).second == "y"
    assert (
        decide(Findings((first, replace(others[0], needed=AS_WELL_LIMIT - 0.01)), SURE, 0.0, "kosten", 0.0)).second
        == ""
    )
    assert decide(Findings((replace(first, exact=True), *others), SURE, 0.0, "kosten", 0.0)).second == ""


def test_neighbours_of_an_answer_are_close() -> None:
    """ "Darf ich im Laden filmen?": an answer for the yard comes first by one word, the other stands on a button."""
    hits = (
        Hit("hof", 0.5, 0.9),
        Hit("term:Kamera", 0.3, 0.9),
        Hit("laden", OR_ELSE, 0.9),
        Hit("gehweg", OR_ELSE - 0.01, 0.9),
    )
    assert decide(Findings(hits, SURE)).or_else == ("laden",)
    assert decide(Findings((replace(hits[0], exact=True), *hits[1:]), SURE)).or_else == ()


def test_a_question_that_stands_so_is_answered_whatever_the_facet() -> None:
    exact = Findings((Hit("a", 1.0, 1.0, True, "t", "kurz"),), 0.0, 1.0, "kosten", 1.0)
    assert decide(exact).decision == "answer"


def test_nothing_is_offered_that_is_improbable() -> None:
    hits = tuple(Hit(name, OFFERED / 2, 0.1, topic=name) for name in "abc")
    assert decide(Findings(hits, POSSIBLE)).decision == "nothing"


# On disk


def built(knowledge: KnowledgeBase, folder: Path, encoder: FakeEncoder) -> SearchIndex:
    return open_index(knowledge, folder, PIPELINE, encoder, encoder.encode_all)  # type: ignore[arg-type]


def with_phrasing(text: str) -> KnowledgeBase:
    changed = dataclasses.replace(KB.articles["kasse-kosten"], phrasings=(text,))
    return dataclasses.replace(KB, version=text, articles={**KB.articles, changed.id: changed})


def test_an_index_is_learnt_once_and_says_the_same(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    first = built(KB, tmp_path, encoder)
    calls = encoder.calls
    again = built(KB, tmp_path, encoder)
    assert encoder.calls == calls > 0
    for text in ("Was kostet Backup?", "und was kostet das so", "regstrierkasse", ""):
        one, other = first.find(ask(text), talk=Talk("kasse")), again.find(ask(text), talk=Talk("kasse"))
        assert [hit.article_id for hit in one.hits] == [hit.article_id for hit in other.hits]
        assert one.sure == pytest.approx(other.sure, abs=1e-5)
        assert (one.facet, one.hits[0].exact) == (other.facet, other.hits[0].exact)


def test_a_damaged_index_is_learnt_anew(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    built(KB, tmp_path, encoder)
    home = home_of(tmp_path, learnt_of(KB), PIPELINE.name)
    for name in [path.name for path in home.iterdir()]:
        (home / name).write_bytes(b"nothing")
        assert built(KB, tmp_path, encoder).find(ask("was kostet denn ein backup")).hits
    shutil.rmtree(home)
    assert built(KB, tmp_path, encoder).find(ask("was kostet denn ein backup")).hits
    assert [path.name for path in tmp_path.iterdir()] == [home.name]


def test_only_the_newest_stay(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    for number in range(KEPT + 2):
        built(with_phrasing(f"Frage {number}"), tmp_path, encoder)
    assert len(list(tmp_path.iterdir())) == KEPT
    newest = home_of(tmp_path, learnt_of(with_phrasing(f"Frage {KEPT + 1}")), PIPELINE.name)
    assert latest_home(tmp_path, PIPELINE.name) == newest
    assert latest_home(tmp_path, "another") is None


def test_only_what_is_learnt_counts_as_learnt() -> None:
    noted = {
        id_: dataclasses.replace(one, note="x", caution="Y.", next_steps=("z",)) for id_, one in KB.articles.items()
    }
    assert learnt_of(dataclasses.replace(KB, version="later", articles=noted)) == learnt_of(KB)
    assert learnt_of(with_phrasing("anders")) != learnt_of(KB)
    moved = {**KB.articles, "kasse-kosten": dataclasses.replace(KB.articles["kasse-kosten"], facet="zahlen")}
    assert learnt_of(dataclasses.replace(KB, articles=moved)) != learnt_of(KB)


def test_an_older_layout_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(KB, tmp_path, FakeEncoder())
    monkeypatch.setattr(index, "LAYOUT", index.LAYOUT + 1)
    assert latest_home(tmp_path, PIPELINE.name) is None


def test_the_weights_may_be_any(signals: Signals) -> None:
    weights, sureness = np.zeros(len(NAMES), dtype=np.float32), np.zeros(len(SURENESS) + 1)
    nothing = Fusion(weights, sureness, np.zeros(len(AS_WELL) + 1), weights, sureness)
    found = SearchIndex(signals, ENCODER, {}, Correction({}), nothing).find(ask("Was kostet Backup?"))  # type: ignore[arg-type]
    assert found.sure == pytest.approx(0.5)
    assert not found.hits[0].exact


# Whether something is needed at all


@pytest.mark.parametrize(
    "text", ["Brauchen wir eine Datensicherung?", "muss ich backups haben", "und brauche ich ein Backup"]
)
def test_a_question_that_names_the_topic_alone_is_answered_for_everybody(search: SearchIndex, text: str) -> None:
    assert search.find(ask(text), by_heart=False).hits[0].article_id == "datensicherung-pflicht"


@pytest.mark.parametrize("text", ["Was kostet eine Datensicherung?", "wie fange ich mit backups an"])
def test_another_question_about_the_topic_is_not(search: SearchIndex, text: str) -> None:
    assert search.find(ask(text), by_heart=False).hits[0].article_id != "datensicherung-pflicht"
