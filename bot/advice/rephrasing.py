"""The same answer once more: shorter, simpler, or what one would do in the owner's place."""

from __future__ import annotations

from bot.advice.articles import article_sources, further
from bot.advice.glossary import terms_in
from bot.advice.reply import Button, Kind, Reply
from bot.advice.wording import sentence, sentences
from bot.knowledge.records import Article, KnowledgeBase

_MOST_TERMS = 2
_MAX_BUTTONS = 2


def shorter(article: Article, kb: KnowledgeBase) -> Reply:
    """Return the first sentence of the answer and the next step."""
    text = sentences(article.answer)[0]
    if article.next_steps:
        text += f" Nächster Schritt: {sentence(article.next_steps[0])}"
    return _reply(article, (text,), kb)


def simpler(article: Article, kb: KnowledgeBase) -> Reply:
    """Return the summary of the topic, and plain words for the terms of the answer."""
    topic = kb.topics.get(article.topic or "")
    said = topic.summary if topic else " ".join(sentences(article.answer)[:2])
    terms = terms_in(article.answer, kb)[:_MOST_TERMS]
    explained = [f"{term.term} heißt: {term.plain}" for term in terms]
    step = f"Machen Sie als Erstes das: {sentence(article.next_steps[0])}" if article.next_steps else ""
    return _reply(article, tuple(text for text in (f"Einfach gesagt: {said}", *explained, step) if text), kb)


def recommended(article: Article, kb: KnowledgeBase) -> Reply:
    """Return what the centre would do, as far as the article says so, and that nobody here sells a product."""
    steps = [f"{number}. {sentence(step)}" for number, step in enumerate(article.next_steps, start=1)]
    first = "Ein bestimmtes Produkt empfehle ich nicht, das wäre nicht neutral. An Ihrer Stelle würde ich so vorgehen:"
    texts = (f"{first}\n" + "\n".join(steps),) if steps else (f"{first} {sentences(article.answer)[-1]}",)
    return _reply(article, texts, kb)


def _reply(article: Article, texts: tuple[str, ...], kb: KnowledgeBase) -> Reply:
    kind: Kind = "centre" if article.theme == "zentrum" else "article"
    buttons = tuple(Button(other.question, other.question) for other in further(article, kb)[:_MAX_BUTTONS])
    return Reply(
        kind,
        texts,
        ids=(article.id,),
        sources=article_sources((article,)),
        buttons=buttons,
        topic=article.topic,
        facet=article.facet,
    )
