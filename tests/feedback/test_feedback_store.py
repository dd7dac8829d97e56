"""Ratings and unanswered questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.feedback.store import FeedbackStore, Rating
from bot.privacy.keeping import erase, export, purge
from bot.privacy.tables import open_database

NOW = 1_795_500_000.0


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path / 'private.db'}")


@pytest.fixture
def store(engine: Engine) -> FeedbackStore:
    return FeedbackStore(engine)


def test_the_later_rating_of_an_answer_counts(store: FeedbackStore) -> None:
    store.rate("a", False, "article", ("backup-321",), NOW)
    store.rate("a", True, "article", ("backup-321",), NOW + 1)
    store.rate("b", False, "programme_list", ("zim", "go-digital"), NOW)
    assert store.ratings() == [
        Rating("programme_list", "go-digital", 0, 1),
        Rating("programme_list", "zim", 0, 1),
        Rating("article", "backup-321", 1, 0),
    ]


def test_a_rating_says_why(store: FeedbackStore) -> None:
    """The reason comes with a second press, and takes the place of the rating without one."""
    store.rate("a", False, "article", ("backup-321",), NOW)
    store.rate("a", False, "article", ("backup-321",), NOW + 1, "too_long")
    store.rate("b", False, "article", ("backup-321",), NOW, "too_long")
    store.rate("c", False, "article", ("backup-321",), NOW, "wrong")
    store.rate("d", True, "article", ("backup-321",), NOW)
    assert store.ratings() == [Rating("article", "backup-321", 1, 3, {"too_long": 2, "wrong": 1})]
    store.rate("e", False, "article", ("zeiten",), NOW)
    store.rate("e", False, "glossary", ("term:ERP",), NOW + 5)
    store.explain("e", "no_use")
    store.explain("nobody", "no_use")
    assert Rating("glossary", "term:ERP", 0, 1, {"no_use": 1}) in store.ratings()
    assert Rating("article", "zeiten", 0, 1) in store.ratings()


def test_questions_are_kept_masked_and_once(store: FeedbackStore) -> None:
    for _ in range(2):
        store.unanswered("a", "Ich heiße Meier, kann man Pferde digital satteln?", NOW)
    store.unanswered("a", "hm", NOW)
    store.unanswered("a", "x" * 5000 + " y", NOW + 5)
    texts = [question.text for question in store.questions()]
    assert texts[0] == "Ich heiße [Name], kann man Pferde digital satteln?"
    assert len(texts) == 2
    assert len(texts[1]) == 300
    assert [question.created for question in store.questions(NOW + 1)] == [NOW + 5]


def test_deletion_takes_ratings_and_questions_with_it(store: FeedbackStore, engine: Engine, tmp_path: Path) -> None:
    store.unanswered("geheim-1", "kann man Pferde digital satteln?", NOW)
    store.rate("geheim-1", True, "article", ("backup-321",), NOW)
    store.unanswered("b", "bleibt diese Frage stehen?", NOW)
    assert erase(engine, "geheim-1") == 2
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"satteln" not in content
    assert b"geheim-1" not in content
    assert [question.text for question in store.questions()] == ["bleibt diese Frage stehen?"]


def test_when_time_is_up_the_question_stays_and_who_asked_is_forgotten(
    store: FeedbackStore, engine: Engine, tmp_path: Path
) -> None:
    store.unanswered("geheim-1", "kann man Pferde digital satteln?", NOW)
    purge(engine, 30, NOW + 31 * 86_400, believe_clock=True)
    assert [question.text for question in store.questions()] == ["kann man Pferde digital satteln?"]
    assert export(engine, "geheim-1")["questions"] == []
