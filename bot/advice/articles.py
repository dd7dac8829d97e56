"""Answers from articles, and what the bot says when it has none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from bot.advice.reply import Button, Reply
from bot.advice.wording import date_text, has_aged, sentence, sentences
from bot.knowledge.records import Article, KnowledgeBase, Source, Topic

PERSON_BUTTON = Button("Mit einem Menschen sprechen", "Ich möchte mit einem Menschen sprechen")
FUNDING_BUTTON = Button("Förderung finden", "Welche Förderung passt zu mir?")
EXAMPLES_BUTTON = Button("Beispiele ansehen", "Zeigen Sie mir Beispiele aus anderen Betrieben")

OWN_KNOWLEDGE = "Praxiswissen des Zentrums"
"""Title of the source of articles that rest on the centre's own experience."""

_MAX_BUTTONS = 3
_GIST_OF_FIRST, _GIST = 16, 7
"""Words that are told at least of an answer that is offered."""
_TOLD_AGAIN = 2
"""Sentences of an answer that was given longer ago."""
_FAILURES_BEFORE_PERSON = 2

_MISSING = {
    "kurz": "Zu „{topic}“ habe ich keine eigene Erklärung. Das weiß ich:",
    "nutzen": "Ob sich „{topic}“ für Sie lohnt, kann ich nicht sicher sagen. Das weiß ich:",
    "pflicht": "Ob „{topic}“ für Sie Pflicht ist, habe ich nicht gesichert. Das weiß ich:",
    "frist": "Zu Fristen und Dauer bei „{topic}“ habe ich keine gesicherte Angabe. Das weiß ich:",
    "ausnahmen": "Zu Ausnahmen bei „{topic}“ habe ich keine gesicherte Angabe. Das weiß ich:",
    "kosten": "Zu den Kosten von „{topic}“ habe ich keine gesicherte Zahl. Lassen Sie sich zwei Angebote geben. Das weiß ich:",
    "schritte": "Eine Anleitung zu „{topic}“ habe ich noch nicht. Das weiß ich:",
    "auswahl": "Ein bestimmtes Produkt für „{topic}“ kann ich nicht empfehlen. Das weiß ich:",
    "fehler": "Zu typischen Fehlern bei „{topic}“ habe ich nichts Gesichertes. Das weiß ich:",
    "folgen": "Zu Folgen und Haftung bei „{topic}“ habe ich nichts Gesichertes. Das weiß ich:",
    "sicherheit": "Zum Schutz der Daten bei „{topic}“ habe ich nichts Gesichertes. Das weiß ich:",
    "team": "Wie das Team „{topic}“ annimmt, habe ich noch nicht aufgeschrieben. Das weiß ich:",
    "notfall": "Für einen Vorfall bei „{topic}“ habe ich keine eigene Anleitung. Das weiß ich:",
    "nachweis": "Was Sie bei „{topic}“ nachweisen müssen, habe ich nicht gesichert. Das weiß ich:",
    "zahlen": "Zahlen zu „{topic}“ habe ich keine gesicherten. Das weiß ich:",
    "vorlage": "Eine Vorlage zu „{topic}“ habe ich nicht. Das weiß ich:",
    "branche": "Für Ihre Branche habe ich zu „{topic}“ nichts Eigenes. Das weiß ich:",
}
"""What is said first where a topic has no answer to the facet that was asked for."""
_KNOWN, _OFFERED = "Das weiß ich:", "Das kann ich dazu beantworten:"
_YES_OR_NO = re.compile(
    r"(?:(?:Grundsätzlich|In der Regel|Meist|Oft|Fast immer|Manchmal|Selten) )?(?:[Jj]a|[Nn]ein|[Nn]icht)\b"
    r"|(?:Meist|Oft|Manchmal|Selten)\b"
)
"""How an answer begins that says yes or no."""
_NO_ADVICE = "Das ist keine Rechtsberatung."


def article_reply(article: Article, kb: KnowledgeBase, today: dt.date, near: Sequence[Article] = ()) -> Reply:
    """Answer with an article: the answer, the next step, and what the owner must not overlook.

    Args:
        article: what is told.
        kb: the content.
        today: what ages against it.
        near: articles that may have been meant instead; they stand on the first buttons.
    """
    offered = dict.fromkeys(other.question for other in (*near, *further(article, kb)) if other.id != article.id)
    texts = [article.answer]
    steps = _next_steps(article)
    if steps:
        texts.append(steps)
    caution = _caution(article, today)
    if caution:
        texts.append(caution)
    return Reply(
        kind="centre" if article.theme == "zentrum" else "article",
        texts=tuple(texts),
        ids=(article.id,),
        sources=article_sources([article]),
        buttons=tuple(Button(question, question) for question in tuple(offered)[:_MAX_BUTTONS]),
        topic=article.topic,
        facet=article.facet,
    )


def with_question(said: str, article: Article, form: str = "{} ") -> str:
    """Put its question before what an article says where that begins with yes or no: another question may want the opposite.

    Args:
        said: the answer, or its beginning.
        article: whose answer it is.
        form: how the question is written.
    """
    return form.format(article.question) + said if _YES_OR_NO.match(said) else said


def nearest_reply(articles: Sequence[Article], kb: KnowledgeBase, today: dt.date) -> Reply:
    """Answer with what comes nearest, say so, and offer what else may be meant. ``articles``: the most probable first."""
    written = article_reply(articles[0], kb, today)
    answer = with_question(written.texts[0], articles[0], "**{}**\n")
    others = tuple(Button(other.question, other.question) for other in articles[1:_MAX_BUTTONS])
    return replace(
        written,
        texts=(
            "Ob ich Sie richtig verstehe, weiß ich nicht sicher. Am nächsten kommt das:",
            answer,
            *written.texts[1:],
        ),
        buttons=(*others, PERSON_BUTTON),
        alternatives=tuple(other.id for other in articles[1:]),
    )


def topic_reply(topic: Topic, asked: str, kb: KnowledgeBase, is_known: bool = False) -> Reply:
    """Say what is known of a topic where the facet that was asked for has no answer, and offer the facets that have one.

    Args:
        topic: what is talked about.
        asked: the facet, one of :data:`bot.knowledge.codes.FACETS`.
        kb: the content.
        is_known: whether the topic was just talked about; then only the facets are offered.
    """
    articles = articles_of(topic, kb)
    lead = _MISSING[asked].format(topic=topic.name)
    return Reply(
        kind="article",
        texts=(lead.replace(_KNOWN, _OFFERED),) if is_known else (lead, topic.summary),
        ids=tuple(article.id for article in articles[:1]),
        sources=article_sources(articles[:1]),
        buttons=tuple(Button(article.question, article.question) for article in articles[:_MAX_BUTTONS]),
        topic=topic.id,
        facet=asked,
    )


def told_reply(article: Article, passage: str | None, others: Sequence[Article], is_above: bool = True) -> Reply:
    """Answer a question whose article was told already: with the sentence it is about, or by offering what comes near.

    Args:
        article: what answers it.
        passage: its sentence that the question is about, if there is one.
        others: what comes near.
        is_above: whether it was the last answer; what was told longer ago is told again in two sentences.
    """
    if passage:
        text = passage
    elif not is_above:
        text = f"Wie vorhin gesagt: {with_question(' '.join(sentences(article.answer)[:_TOLD_AGAIN]), article)}"
    elif others:
        text = (
            "Genau das steht nicht in meinen Unterlagen, und raten möchte ich nicht. "
            "Vielleicht hilft eine dieser Fragen, sonst ein Mensch."
        )
    else:
        text = (
            "Genau das steht nicht in meinen Unterlagen, und raten möchte ich nicht. Was fehlt Ihnen noch? "
            "Schreiben Sie es in anderen Worten, oder sprechen Sie mit einem Menschen."
        )
    questions = dict.fromkeys(other.question for other in others)
    offered = tuple(Button(question, question) for question in tuple(questions)[: _MAX_BUTTONS - 1])
    return Reply(
        kind="article",
        texts=(text,),
        ids=(article.id,),
        sources=article_sources([article]) if passage or not is_above else (),
        buttons=(*offered, PERSON_BUTTON),
        topic=article.topic,
        facet=article.facet,
    )


def did_you_mean_reply(articles: Sequence[Article]) -> Reply:
    """Offer up to three articles when none of them is certain to be meant, each with the first sentence of its answer."""
    if not articles:
        return not_found_reply(1)
    offered = articles[:_MAX_BUTTONS]
    buttons = tuple(Button(article.question, article.question) for article in offered)
    if len(offered) == 1:
        text = "Sicher bin ich nicht. Das kommt Ihrer Frage am nächsten. Passt es nicht, fragen Sie mit anderen Worten."
        listed = [f"**{offered[0].question}** {gist(offered[0], _GIST_OF_FIRST)}"]
        buttons = (*buttons, PERSON_BUTTON)
    else:
        text = "Das kommt Ihrer Frage am nächsten. Für mehr genügt die Nummer. Passt nichts davon, fragen Sie mit anderen Worten."
        listed = [
            f"{index}. **{article.question}** {gist(article, _GIST_OF_FIRST if index == 1 else _GIST)}"
            for index, article in enumerate(offered, start=1)
        ]
    return Reply(
        kind="question",
        texts=(text, "\n\n".join(listed)),
        ids=tuple(article.id for article in offered),
        sources=article_sources(offered),
        buttons=buttons,
    )


def gist(article: Article, words: int) -> str:
    """Return the beginning of an article's answer, whole sentences of at least so many words: the first answers the question."""
    said: list[str] = []
    for part in sentences(article.answer):
        said.append(part)
        if len(" ".join(said).split()) >= words:
            break
    return " ".join(said)


def not_found_reply(failures: int, near: Sequence[Article] = ()) -> Reply:
    """Say honestly that there is no answer, and offer what comes nearest.

    Args:
        failures: how often in a row, this time included.
        near: articles that may help.
    """
    if near and failures < _FAILURES_BEFORE_PERSON:
        offered = tuple(Button(article.question, article.question) for article in near[: _MAX_BUTTONS - 1])
        return Reply(
            kind="fallback",
            texts=(
                "Darauf habe ich keine gesicherte Antwort, und raten möchte ich nicht. Vielleicht hilft eine dieser Fragen. "
                "Sonst fragen Sie gern mit anderen Worten.",
            ),
            buttons=(*offered, PERSON_BUTTON),
            alternatives=tuple(article.id for article in near),
        )
    if failures >= _FAILURES_BEFORE_PERSON:
        return Reply(
            kind="fallback",
            texts=(
                "Auch darauf habe ich keine gesicherte Antwort. Am schnellsten hilft Ihnen jetzt ein Mensch. "
                "Soll ich Ihnen sagen, wie Sie jemanden erreichen?",
            ),
            buttons=(PERSON_BUTTON, FUNDING_BUTTON, EXAMPLES_BUTTON),
        )
    return Reply(
        kind="fallback",
        texts=(
            "Darauf habe ich keine gesicherte Antwort, und raten möchte ich nicht.",
            "Fragen Sie gern mit anderen Worten. Ich kann auch nach Förderung oder Beispielen suchen.",
        ),
        buttons=(FUNDING_BUTTON, EXAMPLES_BUTTON, PERSON_BUTTON),
    )


def article_sources(articles: Iterable[Article]) -> tuple[Source, ...]:
    """Return the sources behind the facts of the articles, each address once; own knowledge where there are none."""
    found: dict[str, Source] = {}
    for article in articles:
        titles = {link.url: link.title for link in article.links}
        for fact in article.facts:
            if fact.source_url and fact.source_url not in found:
                title = titles.get(fact.source_url) or host_name(fact.source_url)
                found[fact.source_url] = Source(title, fact.source_url, fact.source_date)
        if not any(fact.source_url for fact in article.facts) and "" not in found:
            date = article.valid_as_of.isoformat() if article.valid_as_of else None
            found[""] = Source(OWN_KNOWLEDGE, "", date)
    return tuple(found.values())


def host_name(url: str) -> str:
    """Return the site of an address as people know it: "ihk.de"; the address itself if it has no host."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def articles_of(topic: Topic, kb: KnowledgeBase) -> list[Article]:
    """Return the articles that answer a facet of ``topic``, its own first."""
    own = [article for article in kb.articles.values() if article.topic == topic.id]
    return own + [kb.articles[id_] for _, id_ in topic.covers if id_ in kb.articles and kb.articles[id_] not in own]


def further(article: Article, kb: KnowledgeBase) -> list[Article]:
    """Return what may be asked after an article: other facets of its topic, then what it names as related."""
    topic = kb.topics.get(article.topic or "")
    same = articles_of(topic, kb) if topic else []
    ordered = dict.fromkeys(other.id for other in (*same, *related_articles(article, kb)) if other.id != article.id)
    return [kb.articles[id_] for id_ in ordered]


def related_articles(article: Article, kb: KnowledgeBase) -> list[Article]:
    """Return the related articles that exist."""
    return [kb.articles[id_] for id_ in article.related if id_ in kb.articles]


def _next_steps(article: Article) -> str:
    steps = article.next_steps[:2]
    if not steps:
        return ""
    text = "Nächster Schritt: " + sentence(steps[0])
    return f"{text} Danach: {sentence(steps[1])}" if len(steps) > 1 else text


def _caution(article: Article, today: dt.date) -> str:
    """Return what the reader must not overlook: the record's caution, its age, and that nobody gives legal advice here."""
    parts = [f"Bitte beachten Sie: {article.caution}"] if article.caution else []
    if not parts and article.confidence == "low":
        parts.append("Das ist nicht abschließend geklärt. Bitte fragen Sie vor einer Entscheidung nach.")
    if article.valid_as_of and has_aged(article.valid_as_of, today):
        parts.append(f"Diese Antwort ist vom {date_text(article.valid_as_of)}. Bitte prüfen Sie, ob sie noch stimmt.")
    if (
        article.theme == "recht"
        and _NO_ADVICE not in article.answer
        and "Rechtsberatung" not in (article.caution or "")
    ):
        parts.append(_NO_ADVICE)
    return " ".join(parts)
