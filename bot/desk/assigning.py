""" "Gehört zu …": open questions become phrasings of an article, in its file and in the running chat, and can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot.core.databases import reason
from bot.desk.desk import Desk
from bot.knowledge import files
from bot.knowledge.checking import BrokenContent
from bot.knowledge.plausible import damaged, is_talk
from bot.knowledge.records import Article, KnowledgeBase
from bot.knowledge.writing.changing import ChangedMeanwhile, Edit
from bot.knowledge.writing.phrasing_file import FOLDER, HEADING, CannotAdd, with_phrasings, without_phrasings
from bot.knowledge.writing.whole import SomebodyWrites
from bot.language.text.normalise import fold

SHORTEST, LONGEST = 3, 300
"""Characters of a phrasing."""
MOST = 30
"""Phrasings that one change adds."""
_GAP = re.compile(r"\[[^\[\]]{1,30}\]")


class CannotAssign(Exception):  # noqa: N818
    """A phrasing cannot be taken, or the content not written; the German message says what to do. ``text``: which phrasing."""

    def __init__(self, problem: str, text: str = "") -> None:
        super().__init__(problem)
        self.text = text


def has_gap(text: str) -> bool:
    """Whether something was masked in a question: such a text is no good phrasing."""
    return _GAP.search(text) is not None


def wanted_phrasings(texts: Sequence[str], article: Article, knowledge: KnowledgeBase) -> list[str]:
    """Return what is new among ``texts``, tidied.

    Raises:
        CannotAssign: one of them cannot be taken.
    """
    found: dict[str, str] = {}
    for text in texts:
        tidy = " ".join(text.split())
        if not tidy:
            continue
        if fault := _fault(tidy, article, knowledge):
            raise CannotAssign(fault, tidy)
        if fold(tidy) not in knowledge.questions:
            found.setdefault(fold(tidy), tidy)
    if len(found) > MOST:
        raise CannotAssign(f"Auf einmal gehen höchstens {MOST} Formulierungen. Wählen Sie die besten aus.")
    return list(found.values())


def _fault(text: str, article: Article, knowledge: KnowledgeBase) -> str | None:
    if has_gap(text):
        return "Hier wurde etwas Persönliches ausgeblendet. Schreiben Sie die Frage ohne eckige Klammern, oder lassen Sie sie weg."
    if not SHORTEST <= len(text) <= LONGEST:
        return f"Eine Formulierung hat {SHORTEST} bis {LONGEST} Zeichen. Diese hat {len(text)}."
    if not text.isprintable():
        return "Hier stehen Zeichen, die man nicht sieht. Tippen Sie die Frage bitte neu."
    if problem := damaged(text):
        return f"Hier stimmt etwas nicht: {problem}."
    if is_talk(text):
        return "Das sagt man in jedem Gespräch, es führt zu keinem bestimmten Artikel. Bitte weglassen."
    owner = knowledge.questions.get(fold(text))
    if owner is not None and owner != article.id:
        other = knowledge.articles[owner].question
        return f"Diese Frage gehört schon zum Artikel „{other}“. Lassen Sie sie hier weg, oder ordnen Sie alle dort zu."
    return None


def assign(
    desk: Desk, who: str, article_id: str, texts: Sequence[str], question: str, ids: Sequence[int], now: float
) -> int:
    """Add phrasings to an article, settle the questions they come from, and return the number of the change.

    Args:
        desk: what all works with.
        who: name of the account.
        article_id: whose phrasings they become.
        texts: the phrasings; what the article has already is left out.
        question: what is tried out before and after.
        ids: of the open questions.
        now: seconds since 1970.

    Raises:
        CannotAssign: a phrasing or the content stands in the way; nothing was changed.
    """
    knowledge = desk.snapshot()
    article = knowledge.articles.get(article_id)
    if article is None:
        raise CannotAssign("Diesen Artikel gibt es nicht mehr. Bitte wählen Sie einen anderen.")
    new = wanted_phrasings(texts, article, knowledge)
    if not new and not any(fold(" ".join(text.split())) in knowledge.questions for text in texts if text.strip()):
        raise CannotAssign("Wählen Sie mindestens eine Formulierung aus, oder schreiben Sie eine eigene.")
    before = desk.chat.ask(question)
    if new:
        _write(desk, lambda read: _added(read, article, new))
    change = desk.changes.add(who, article_id, new, question, ids, now)
    desk.questions.settle(ids, "answered", now)
    desk.audit.note(who, "questions assigned", article_id, now)
    desk.changes.set_answers(change, before, desk.chat.ask(question))
    desk.learn()
    return change


def undo(desk: Desk, who: str, change_id: int, now: float) -> bool:
    """Take the phrasings of a change out again and let its questions be open; False where that was done before.

    Raises:
        CannotAssign: the content cannot be written; nothing was changed.
    """
    change = desk.changes.get(change_id)
    if change is None or change.undone is not None:
        return False
    article = desk.snapshot().articles.get(change.article)
    if article is not None and change.texts:
        _write(desk, lambda read: _taken(read, article, change.texts))
    if not desk.changes.set_undone(change_id, now):
        return False
    desk.questions.reopen(change.question_ids)
    desk.audit.note(who, "assignment undone", change.article, now)
    desk.learn()
    return True


def _added(read: Callable[[str], str], article: Article, new: Sequence[str]) -> Mapping[str, str]:
    name = f"{files.PHRASINGS}/{FOLDER}/{article.theme}.yaml"
    return {name: with_phrasings(read(name) or HEADING, article.id, new)}


def _taken(read: Callable[[str], str], article: Article, texts: Sequence[str]) -> Mapping[str, str]:
    name = f"{files.PHRASINGS}/{FOLDER}/{article.theme}.yaml"
    text = read(name)
    return {name: without_phrasings(text, article.id, texts)} if text else {}


def _write(desk: Desk, edit: Edit) -> None:
    try:
        desk.content.change(edit)
    except BrokenContent as broken:
        defects = broken.defects
        more = f" (und {len(defects) - 1} weitere)" if len(defects) > 1 else ""
        raise CannotAssign(
            f"Die Inhalte hätten dann einen Fehler, deshalb bleibt alles, wie es war: {defects[0]}{more}"
        ) from broken
    except SomebodyWrites as error:
        raise CannotAssign(
            "Gerade ändert jemand anderes die Inhalte. Bitte versuchen Sie es in einer Minute noch einmal."
        ) from error
    except ChangedMeanwhile as error:
        raise CannotAssign(
            "Gerade hat jemand die Datei von Hand geändert. Bitte versuchen Sie es noch einmal."
        ) from error
    except CannotAdd as error:
        text = f"Die Datei mit den Fragen zu „{error.article}“ ist anders geschrieben als üblich. Bitte dort von Hand ergänzen."
        raise CannotAssign(text) from error
    except SQLAlchemyError as error:
        raise CannotAssign(f"Die Datei ist geändert, aber noch nicht geladen: {reason(error)}") from error
    except OSError as error:
        raise CannotAssign(f"Die Datei lässt sich nicht schreiben: {error.strerror or type(error).__name__}") from error
