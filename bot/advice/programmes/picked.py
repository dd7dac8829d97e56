"""A question about one programme that no field answers: the sentence of its record that comes nearest, else an honest no."""

from __future__ import annotations

import datetime as dt
import re

from spacy.lang.de.stop_words import STOP_WORDS

from bot.advice.funding_replies import newest_source, status_line
from bot.advice.reply import Button, Reply
from bot.advice.wording import sentence, sentences
from bot.knowledge.records import Article, KnowledgeBase, Programme
from bot.knowledge.validity import validity
from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

_WORD = re.compile(r"[a-z0-9]{4,}")
_STEM = 6
"""Letters of a word that have to agree: "gebrauchte" and "Gebrauchtes"."""
_RULE_SENTENCES = 2


def asked_of_reply(
    programme: Programme, asked: str, article: Article | None, kb: KnowledgeBase, today: dt.date
) -> Reply:
    """Answer ``asked`` for ``programme``.

    Args:
        programme: the one that was picked.
        asked: the asking part of the message.
        article: the general rule that the search is sure of, or None.
        kb: not needed for the record itself; kept for the general rule's question.
        today: decides the status.
    """
    name = programme.short_name
    found = passages(programme, asked)
    lines = []
    if found:
        lines.append(f"**{name}**: In meinen Unterlagen steht dazu:\n" + "\n".join(f"- {text}" for text in found))
    else:
        office = f" Fragen Sie dort nach: {programme.apply_via}." if programme.apply_via else ""
        lines.append(f"**{name}**: Genau dazu steht nichts in meinen Unterlagen.{office}")
    if article is not None and article.id in kb.articles:
        lines.append(f"Allgemein gilt: {' '.join(sentences(article.answer)[:_RULE_SENTENCES])}")
    lines.append(f"Status: {status_line(programme, validity(programme, today))}.")
    return Reply(
        kind="programme",
        texts=("\n".join(lines),),
        ids=(programme.id, *((article.id,) if article else ())),
        sources=(newest_source(programme),),
        buttons=(Button(f"Mehr zu {name}", f"Mehr zu {name}"),),
    )


def passages(programme: Programme, asked: str) -> tuple[str, ...]:
    """Return the sentences of the record that share a telling word with the question, at most two."""
    own = _stems(programme.name)
    wanted = _stems(asked) - own
    said = [*programme.conditions, programme.beneficiaries]
    said += [part for text in (programme.excluded, programme.caution) if text for part in sentences(text)]
    alike = [(len(wanted & _stems(text)), sentence(text)) for text in said]
    best = sorted((pair for pair in alike if pair[0]), key=lambda pair: -pair[0])
    return tuple(dict.fromkeys(text for _, text in best))[:2]


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(fold(text)) if word not in STOP_WORDS} - _EVERYWHERE


_EVERYWHERE = frozenset(
    word[:_STEM]
    for word in word_set(
        "foerderung programm antrag gefoerdert klingt zweite dritte erste gilt gelten geht zaehlt nehm nehme waere nummer kann muss"
        " auch dann hoert steht sich dabei fuer unser unsere"
    )
)
"""Words that stand in questions and records alike and tell nothing."""
