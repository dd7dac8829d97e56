"""What a question can be about: every article and every term, with all that is known of how people ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge.records import Article, KnowledgeBase, Term

_TERM_FACET = "kurz"


@dataclass(frozen=True)
class Candidate:
    """An article or a term.

    ``phrasings``: ways of asking for it; ``passage``: what it says; ``names``: of its topic; ``topic``, ``facet``: what of
    what it answers. A term is the facet "kurz" of itself. ``written_for``: the text that names the trades it is written for;
    ``sectors``: of these, reckoned where they are learnt (:class:`bot.knowledge.search.signals.Signals`); empty for all.
    """

    id: str
    topic: str
    facet: str
    theme: str
    phrasings: tuple[str, ...]
    passage: str
    names: tuple[str, ...]
    written_for: str = ""
    sectors: frozenset[str] = frozenset()


def candidates(knowledge: KnowledgeBase) -> list[Candidate]:
    """Return all candidates, in the order of their ids. A term that an article explains is none."""
    articles = [_article(article, knowledge) for article in knowledge.articles.values()]
    explained = {article.topic for article in articles if article.facet == _TERM_FACET}
    terms = (_term(term, knowledge) for term in knowledge.terms.values())
    found = [*articles, *(term for term in terms if term.topic not in explained)]
    return sorted(found, key=lambda candidate: candidate.id)


def _article(article: Article, knowledge: KnowledgeBase) -> Candidate:
    topic = knowledge.topics.get(article.topic or "")
    return Candidate(
        id=article.id,
        topic=article.topic or article.id,
        facet=article.facet or _TERM_FACET,
        theme=article.theme,
        phrasings=tuple(dict.fromkeys((article.question, *article.phrasings))),
        passage=f"{article.question} {article.answer}",
        names=(topic.name, *topic.aliases) if topic else (),
        written_for=f"{article.question} {article.sector_detail or ''} {topic.name if topic else ''}",
    )


def _term(term: Term, knowledge: KnowledgeBase) -> Candidate:
    """Return a term, as a facet of the topic that goes by one of its names, else of itself."""
    names = (term.term, *term.synonyms)
    topic = knowledge.topic_of(term) or term.id
    asked = [form.format(name) for name in names for form in ("Was ist {}?", "{}", "was bedeutet {} eigentlich")]
    return Candidate(term.id, topic, _TERM_FACET, term.theme, tuple(asked), f"{term.term}: {term.plain}", names)
