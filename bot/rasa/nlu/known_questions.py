"""Questions that are known word for word, and what is wanted with each."""

from __future__ import annotations

from bot.knowledge.codes import CENTRE_THEME
from bot.knowledge.gently import gentle
from bot.knowledge.records import Article, KnowledgeBase
from bot.language.text.normalise import fold

_OTHER_INTENTS = frozenset({"reifegrad-check", "stand-sachsen-anhalt", "stand-deutschland"})
"""Articles whose phrasings other intents answer, too: the check, how digital a Land is."""
_LONG = 4
"""Words from which a phrasing of an article is known for certain."""
_KNOWN: dict[str, dict[str, str]] = {}
"""By the version of the content."""


def known_questions(knowledge: KnowledgeBase) -> dict[str, str]:
    """Return the intent of every canonical question and every long phrasing; short ones are left to the classifier.

    Remembered for the content that is asked and the one that follows it.
    """
    known = _KNOWN.get(knowledge.version)
    if known is None:
        known = _questions(knowledge)
        while len(_KNOWN) > 1:
            _KNOWN.pop(next(iter(_KNOWN)), None)
        _KNOWN[knowledge.version] = known
    return known


def _questions(knowledge: KnowledgeBase) -> dict[str, str]:
    found = {}
    for folded, id_ in gentle(knowledge.questions.items()):
        article = knowledge.articles[id_]
        if folded == fold(article.question) or _is_certain(article, folded):
            found[folded] = "ask_centre" if article.theme == CENTRE_THEME else "ask_knowledge"
    return found


def _is_certain(article: Article, text: str) -> bool:
    """Whether a phrasing can only mean this article."""
    other = article.theme == CENTRE_THEME or article.id in _OTHER_INTENTS
    return len(text.split()) >= _LONG and not other
