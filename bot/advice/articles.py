"""Answers from articles, and what the bot says when it has none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from bot.advice.reply import Button, Reply
from bot.advice.wording import date_text, has_aged, sentence, stand
from bot.knowledge.records import Article, Fact, KnowledgeBase, Source

PERSON_BUTTON = Button("Mit einem Menschen sprechen", "Ich möchte mit einem Menschen sprechen")
FUNDING_BUTTON = Button("Förderung finden", "Welche Förderung passt zu mir?")
EXAMPLES_BUTTON = Button("Beispiele ansehen", "Zeigen Sie mir Beispiele aus anderen Betrieben")

OWN_KNOWLEDGE = "Praxiswissen des Zentrums"
"""Title of the source of articles that rest on the centre's own experience."""

_MAX_BUTTONS = 3
_MAX_FACT_LENGTH = 70
_FAILURES_BEFORE_PERSON = 2

# Parts of a note that tell staff how the entry was made, not the owner what to do.
_FOR_STAFF = re.compile(
    r"praxisrat|praxiswissen|praxiserfahrung|keine zahl|ohne (?:prüfbare )?zahl|keine quelle nötig|begriffserklärung"
    r"|^methode\b|selbstbeschreibung|des assistenten|eigenes blatt|ai-act-einträge|hinweis auf programm"
    r"|offenlegung|^vor (?:auskunft|nutzung|veröffentlichung)|vor nutzung|geöffnet$|^stand der zahl|^wert für"
    r"|hdi-studie",
    re.IGNORECASE,
)
# What only changes the answer when the reader relies on it: law, running changes, figures nobody could confirm.
_REWORDED = (
    (re.compile(r"\s*(?:im|durch|in der)\s+Such(?:bestand|e)\b"), ""),
    (re.compile(r"\bfand die Suche keine Quelle\b"), "haben wir keine Quelle gefunden"),
    (re.compile(r"(?:,)?\s+und müssen vom Betreiber ergänzt werden"), ""),
    (re.compile(r", wurde nicht bestätigt$"), ", konnten wir nicht bestätigen"),
    (re.compile(r", wurde nicht gefunden$"), ", haben wir nicht gefunden"),
    (re.compile(r", wurde hier nicht gesehen$"), ", haben wir nicht gesehen"),
    (re.compile(r"\bließ sich nicht live prüfen"), "konnten wir nicht prüfen"),
    # "Höhe der Zuschüsse nicht bestätigt" stands after "nicht abschließend geklärt:" and needs no second "nicht".
    (re.compile(r"^((?:(?!,|wurde|konnte).)*) nicht (?:bestätigt|geprüft)$"), r"\1"),
)
_UNCERTAIN = re.compile(
    r"nicht (?:einzeln )?(?:bestätig|gefunden|geprüft|gesehen|belegt|prüfen)|keine (?:neuere|quelle)"
    r"|ohne (?:datum|quelle)|nur (?:in einer|aus|punktuell)|aus nur|verschieden|nennen andere|vorschlag|im gespräch"
    r"|auffassung|zusammenfassung",
    re.IGNORECASE,
)
_NO_ADVICE = "Das ist keine Rechtsberatung."
_DATE_LIKE = re.compile(
    r"§|\b(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b|\d\.\d+\.\d|^\d{4}$"
)
_NUMBER = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def article_reply(article: Article, kb: KnowledgeBase, today: dt.date) -> Reply:
    """Answer with an article: the answer, the next step, a figure that helps, and what is not certain."""
    texts = [article.answer]
    steps = _next_steps(article)
    if steps:
        texts.append(steps)
    figure = _figure(article)
    if figure:
        texts.append(figure)
    caution = _caution(article, today)
    if caution:
        texts.append(caution)
    return Reply(
        kind="centre" if article.theme == "zentrum" else "article",
        texts=tuple(texts),
        ids=(article.id,),
        sources=article_sources([article]),
        buttons=tuple(Button(other.question, other.question) for other in related_articles(article, kb)[:_MAX_BUTTONS]),
    )


def did_you_mean_reply(articles: Sequence[Article]) -> Reply:
    """Offer up to three articles when none of them is certain to be meant."""
    if not articles:
        return not_found_reply(1)
    offered = articles[:_MAX_BUTTONS]
    if len(offered) == 1:
        text = f"Meinten Sie: „{offered[0].question}“? Antworten Sie mit Ja oder fragen Sie anders."
    else:
        text = "Meinten Sie eine dieser Fragen? Wählen Sie aus oder schreiben Sie es mit anderen Worten."
    listed = [f"{index}. {article.question}" for index, article in enumerate(offered, start=1)]
    return Reply(
        kind="question",
        texts=(text,) if len(offered) == 1 else (text, "\n".join(listed)),
        ids=tuple(article.id for article in offered),
        buttons=tuple(Button(article.question, article.question) for article in offered),
    )


def not_found_reply(failures: int) -> Reply:
    """Say honestly that there is no answer. ``failures``: how often in a row, this time included."""
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


def related_articles(article: Article, kb: KnowledgeBase) -> list[Article]:
    """Return the related articles that exist."""
    return [kb.articles[id_] for id_ in article.related if id_ in kb.articles]


def open_points(note: str | None) -> list[str]:
    """Return the parts of a note that an owner has to know, each as a clause without its full stop."""
    points = []
    for part in re.split(r"(?<!\d)(?<!\b\w)\.\s+(?!\d)|;\s+", (note or "").strip().rstrip(".")):
        if part and not _FOR_STAFF.search(part):
            for pattern, replacement in _REWORDED:
                part = pattern.sub(replacement, part)
            points.append(part.strip())
    return points


def _next_steps(article: Article) -> str:
    steps = article.next_steps[:2]
    if not steps:
        return ""
    text = "Nächster Schritt: " + sentence(steps[0])
    return f"{text} Danach: {sentence(steps[1])}" if len(steps) > 1 else text


def _figure(article: Article) -> str:
    """Return one short figure that the answer does not already give, newest first."""
    said = set(_NUMBER.findall(article.answer))
    fitting = [fact for fact in article.facts if _is_helpful(fact, said)]
    if not fitting:
        return ""
    fact = max(fitting, key=lambda fact: fact.source_date or "")
    age = stand(Source("", "", fact.source_date))
    return f"Zahl dazu: {fact.claim}: {fact.value} ({age})."


def _is_helpful(fact: Fact, said: set[str]) -> bool:
    numbers = [number for number in _NUMBER.findall(fact.value) if not _YEAR.fullmatch(number)]
    return (
        bool(numbers)
        and len(fact.claim) + len(fact.value) <= _MAX_FACT_LENGTH
        and fact.source_url is not None
        and not _DATE_LIKE.search(fact.value)
        and not said.intersection(numbers)
    )


def _caution(article: Article, today: dt.date) -> str:
    """Return what the reader must not overlook: open points, age, and that nobody gives legal advice here."""
    parts = []
    points = [point for point in open_points(article.note) if "Rechtsberatung" not in point]
    if points:
        uncertain = article.confidence == "low" or _UNCERTAIN.search(article.note or "")
        opening = "Das ist nicht abschließend geklärt:" if uncertain else "Bitte beachten Sie:"
        parts.append(f"{opening} {' '.join(sentence(point) for point in points)}")
    elif article.confidence == "low":
        parts.append("Das ist nicht abschließend geklärt. Bitte fragen Sie vor einer Entscheidung nach.")
    if article.valid_as_of and has_aged(article.valid_as_of, today):
        parts.append(f"Diese Antwort ist vom {date_text(article.valid_as_of)}. Bitte prüfen Sie, ob sie noch stimmt.")
    if article.theme == "recht" and _NO_ADVICE not in article.answer:
        parts.append(_NO_ADVICE)
    return " ".join(parts)
