"""``lotse questions``: what was asked and not answered, and which answers did not help."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from dataclasses import asdict
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import german_time
from bot.commands.databases import NoDatabaseError, fail, open_existing
from bot.feedback.grouping import Group, group
from bot.feedback.store import FeedbackStore, Rating, StoredQuestion
from bot.language.text.normalise import fold
from bot.settings import tracker_url

_DAY = 86_400.0
_EXAMPLES = 3


def add_parser(subparsers: Any) -> None:
    """Add ``questions``."""
    parser = subparsers.add_parser("questions", help="zeigt, was gefragt und nicht beantwortet wurde")
    parser.add_argument("--days", type=int, default=30, metavar="TAGE", help="nur die letzten Tage (30)")
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.add_argument("--ratings", action="store_true", help="statt dessen: welche Antworten nicht geholfen haben")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    try:
        store = FeedbackStore(open_existing(tracker_url()))
        if arguments.ratings:
            return _print_ratings(store, arguments.json)
        questions = store.questions(time.time() - arguments.days * _DAY)
    except (SQLAlchemyError, NoDatabaseError) as error:
        return fail("Die Fragen", error)
    if not questions and not arguments.json:
        print(f"In den letzten {arguments.days} Tagen blieb keine Frage ohne Antwort.")
        return 0
    groups = _groups(questions)
    if arguments.json:
        print(json.dumps([asdict(found) for found in groups], ensure_ascii=False, indent=2))
        return 0
    for found in groups:
        print(f"{found.count:>4} ×  {found.label}   (zuletzt {_newest(found, questions):%d.%m.%Y})")
        others = [text for text in found.texts if text != found.label]
        for text in others[:_EXAMPLES]:
            print(f"        {text}")
    return 0


def _groups(questions: list[StoredQuestion]) -> list[Group]:
    if not questions:
        return []
    from bot.language.meaning.encoder import shared_encoder

    return group([question.text for question in questions], shared_encoder().encode_all)


def _newest(found: Group, questions: list[StoredQuestion]) -> dt.date:
    keys = {fold(text) for text in found.texts}
    return german_time(max(question.created for question in questions if fold(question.text) in keys)).date()


def _why(rating: Rating) -> str:
    said = ", ".join(f"{_REASONS[reason]} {count}" for reason, count in rating.reasons.items() if reason in _REASONS)
    return f"  ({said})" if said else ""


_REASONS = {"wrong": "falsch", "no_use": "hilft nicht weiter", "too_long": "zu lang"}


def _print_ratings(store: FeedbackStore, as_json: bool) -> int:
    ratings = store.ratings()
    if as_json:
        print(json.dumps([asdict(rating) for rating in ratings], ensure_ascii=False, indent=2))
    elif not ratings:
        print("Noch hat niemand eine Antwort bewertet.")
    for rating in () if as_json else ratings:
        print(
            f"{rating.unhelpful:>4} mal nicht geholfen, {rating.helpful:>4} mal geholfen  {rating.kind} {rating.id}{_why(rating)}"
        )
    return 0
