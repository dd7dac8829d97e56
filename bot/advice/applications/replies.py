"""Answers to questions about applying: for one programme, for the programmes of a list, or in general where none is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.advice.applications.sides import Side, side, where, whom_to_ask
from bot.advice.applications.sides import short as shortened
from bot.advice.articles import article_reply, article_sources
from bot.advice.funding import alternatives
from bot.advice.funding_replies import newest_source, status_text
from bot.advice.reply import Button, Reply
from bot.advice.wording import join_words
from bot.knowledge.records import Article, KnowledgeBase, Programme, Source
from bot.knowledge.validity import validity
from bot.language.asked.application import Asked
from bot.language.text.normalise import fold

HOME = "DE-ST"
_LEAST_NAME = 4
"""Letters of a name that is looked for in the questions of articles."""
_MOST_KINDS = 2
"""Questions of one message that are answered."""
_GENERAL: dict[Asked, str] = {
    "steps": "foerderbank-land",
    "where": "foerderbank-land",
    "papers": "foerderung-unterlagen",
    "duration": "foerderantrag-zahlen",
    "payout": "foerderung-geld-wann",
    "repayment": "rueckzahlung-folgen",
    "ordered": "foerderung-schon-bestellt",
    "may_order": "foerderung-beginn-ausnahmen",
    "combination": "foerderung-kombinieren-kurz",
    "refused": "foerderantrag-notfall",
    "house_bank": "zuschuss-oder-kredit-schritte",
    "de_minimis": "de-minimis-kurz",
}
"""The article that says it of any programme."""
_AT_HOME: dict[Asked, str] = {"steps": "foerderung-antrag-st", "where": "foerderung-antrag-st"}
_UNKNOWN: dict[Asked, str] = {
    "steps": "Die einzelnen Schritte für „{name}“ habe ich nicht gesichert.",
    "where": "Mehr zum Weg für „{name}“ habe ich nicht gesichert.",
    "papers": "Welche Unterlagen „{name}“ verlangt, sagt keine meiner Quellen.",
    "duration": "Wie lange es bei „{name}“ dauert, sagt keine meiner Quellen.",
    "payout": "Wann bei „{name}“ ausgezahlt wird, sagt keine meiner Quellen.",
    "repayment": "Ob bei „{name}“ etwas zurückgezahlt wird, sagt keine meiner Quellen.",
    "ordered": "Ob „{name}“ eine Bestellung vor dem Antrag erlaubt, sagt keine meiner Quellen. Vermutlich schadet sie.",
    "may_order": "Ab wann Sie bei „{name}“ bestellen dürfen, sagt keine meiner Quellen. Bestellen Sie deshalb noch nichts.",
    "combination": "Womit sich „{name}“ kombinieren lässt, sagt keine meiner Quellen.",
    "refused": "Was bei „{name}“ nach einer Absage möglich ist, sagt keine meiner Quellen.",
    "house_bank": "Ob „{name}“ über die Hausbank läuft, sagt keine meiner Quellen.",
    "de_minimis": "Ob „{name}“ zu den De-minimis-Hilfen zählt, sagt keine meiner Quellen. Im Bescheid steht es.",
}
"""What is said where no source says it."""
_IN_GENERAL = "Allgemein gilt:"
_WHICH_ONE = "Das gilt allgemein. Nennen Sie ein Programm, dann sage ich es genauer."
_SEARCH = Button("Passende Programme", "Welche Förderung passt zu uns?")
_FIRST: dict[Asked, str] = {"repayment": "Einen Zuschuss in der Regel nicht, einen Kredit immer."}
"""What is said before a general article that begins with another side of the matter."""
_ONE_MATTER: frozenset[Asked] = frozenset({"combination", "repayment", "de_minimis"})
"""Questions of which the general article belongs to a topic about nothing else."""
_OVER = "Anträge sind nicht mehr möglich."
_NEEDS_OPEN: frozenset[Asked] = frozenset({"steps", "where", "papers", "duration", "may_order", "house_bank"})
"""Questions without a point where a programme is over."""
_ANYWAY: frozenset[Asked] = frozenset({"refused", "repayment"})
"""Questions of which the general answer belongs to that of a programme, too."""
_OF_GIFTS: frozenset[Asked] = frozenset({"duration", "payout", "repayment"})
"""Questions of which the general answer speaks of grants alone."""
_NO_APPLICATION = frozenset({"kostenloses-angebot", "steuer"})
"""Kinds of programmes of which nothing holds that holds for applications in general."""
_GIFTS = frozenset({"zuschuss", "beratung"})
_NEXT: dict[Asked, tuple[Asked, ...]] = {
    "steps": ("papers", "duration"),
    "where": ("steps", "papers"),
    "papers": ("steps", "duration"),
    "duration": ("payout", "steps"),
    "payout": ("duration", "steps"),
    "refused": ("steps",),
}
_AFTER_MONEY: tuple[Asked, ...] = ("steps", "papers")
_BUTTONS: dict[Asked, tuple[str, str]] = {
    "steps": ("Schritte zum Antrag", "Wie beantrage ich {name}?"),
    "papers": ("Unterlagen", "Welche Unterlagen brauche ich für {name}?"),
    "duration": ("Dauer", "Wie lange dauert der Antrag für {name}?"),
    "payout": ("Auszahlung", "Wann kommt das Geld von {name}?"),
}
_CAREFUL: frozenset[Asked] = frozenset({"steps", "where", "papers", "ordered", "may_order"})
"""Answers to which the caution of the record belongs."""


def of_programme(programme: Programme, asked: Sequence[Asked], kb: KnowledgeBase, today: dt.date) -> Reply:
    """Answer questions about applying for one programme: from its record, else honestly, with what holds in general.

    The first sentence answers. Where the programme takes no applications, that is said before anything else.
    """
    application = kb.applications.get(programme.id)
    state = validity(programme, today)
    if state.state == "ended" and _NEEDS_OPEN & set(asked):
        return _is_over(programme, kb, today)
    texts: list[str] = []
    sources: list[Source] = []
    for kind in asked[:_MOST_KINDS]:
        known = side(programme, application, kind)
        article = None if known.own else _article_on(programme, kind, kb)
        texts += [article.answer] if article else _told(programme, kind, known, kb)
        sources += article_sources([article]) if article else known.sources
    shut = state.state in {"ended", "paused", "not_yet"}
    if shut:
        texts.insert(0, f"Achtung: {status_text(programme, state)}.")
    elif {"steps", "where"} & set(asked):
        texts.append(f"Status: {status_text(programme, state)}.")
    if application is not None and application.caution and _CAREFUL & set(asked):
        texts.append(f"Bitte beachten Sie: {application.caution}")
    texts[0] = f"**{programme.short_name}**\n{texts[0]}"
    return Reply(
        kind="programme",
        texts=tuple(texts),
        ids=(programme.id,),
        sources=tuple(dict.fromkeys(sources)) or (newest_source(programme),),
        buttons=_buttons(programme, asked),
    )


def of_several(programmes: Sequence[Programme], asked: Asked, kb: KnowledgeBase, today: dt.date) -> Reply:
    """Answer one question for each programme of a list, in one line each."""
    lines, sources = [], []
    for programme in programmes:
        known = side(programme, kb.applications.get(programme.id), asked)
        said = shortened(known.text) if known.text else shortened(_UNKNOWN[asked].format(name=programme.short_name))
        lines.append(f"**{programme.short_name}**: {said}")
        sources += [*known.sources[:1]] or [newest_source(programme)]
    buttons = tuple(
        Button(f"Antrag: {each.short_name}"[:40], f"Wie beantrage ich {each.short_name}?") for each in programmes[:3]
    )
    texts = ("Das ist je Programm verschieden:", *lines)
    return Reply("programme_list", texts, tuple(each.id for each in programmes), tuple(dict.fromkeys(sources)), buttons)


def in_general(asked: Asked, kb: KnowledgeBase, today: dt.date, region: str | None) -> Reply | None:
    """Return what holds for any programme, and that one can be named; None where there is no such article."""
    article = general_article(asked, kb, region)
    if article is None:
        return None
    reply = article_reply(article, kb, today)
    first = (_FIRST[asked],) if asked in _FIRST else ()
    buttons = (_SEARCH, *reply.buttons)[:3] if asked in {"steps", "where"} else reply.buttons
    return replace(reply, texts=(*first, *reply.texts, _WHICH_ONE), buttons=buttons)


def general_article(asked: Asked, kb: KnowledgeBase, region: str | None) -> Article | None:
    """Return the article on a question about applying for anything."""
    by_land = _AT_HOME.get(asked) if region == HOME else None
    return kb.articles.get(by_land or _GENERAL[asked])


def _article_on(programme: Programme, asked: Asked, kb: KnowledgeBase) -> Article | None:
    """Return an article that answers a question for just this programme ("neben dem Gründungszuschuss …"); None if none does.

    Its question names the programme, and it belongs to the topic of the general answer.
    """
    general = general_article(asked, kb, None) if asked in _ONE_MATTER else None
    names = [fold(name) for name in (programme.short_name, *programme.aliases) if len(name) >= _LEAST_NAME]
    if general is None:
        return None
    others = (each for each in kb.articles.values() if each.topic == general.topic and each.id != general.id)
    return next((each for each in others if any(name in fold(each.question) for name in names)), None)


def _told(programme: Programme, asked: Asked, known: Side, kb: KnowledgeBase) -> list[str]:
    """Return what is said to one question, the answer first."""
    if asked == "where":
        return [" ".join(filter(None, (where(programme), known.text)))]
    said = (
        [known.text]
        if known.text
        else [f"{_UNKNOWN[asked].format(name=programme.short_name)} {whom_to_ask(programme)}"]
    )
    if asked == "steps" and not known.own:
        said.append(where(programme))
        conditions = [condition for condition in programme.conditions if "ntrag" in condition]
        return [*said, *([f"Bekannt ist: {' '.join(conditions)}"] if conditions else [])]
    other_kind = programme.kind in _NO_APPLICATION or (asked in _OF_GIFTS and programme.kind not in _GIFTS)
    if other_kind or asked == "de_minimis" or (known.text and asked not in _ANYWAY):
        return said
    article = general_article(asked, kb, None)
    return [*said, f"{_IN_GENERAL} {article.answer}"] if article else said


def _is_over(programme: Programme, kb: KnowledgeBase, today: dt.date) -> Reply:
    """Say that a programme is over, and what there is instead."""
    names = [hit.programme.short_name for hit in alternatives(programme, kb, today)]
    texts = [f"**{programme.short_name}**\nAchtung: {status_text(programme, validity(programme, today))}. {_OVER}"]
    if names:
        texts.append(f"Stattdessen kommt infrage: {join_words(names)}.")
    buttons = tuple(Button(f"Mehr zu {name}"[:40], f"Mehr zu {name}") for name in names)
    return Reply("programme", tuple(texts), (programme.id,), (newest_source(programme),), buttons)


def _buttons(programme: Programme, asked: Sequence[Asked]) -> tuple[Button, ...]:
    following = [kind for kind in _NEXT.get(asked[0], _AFTER_MONEY) if kind not in asked]
    made = [Button(_BUTTONS[kind][0], _BUTTONS[kind][1].format(name=programme.short_name)) for kind in following]
    return (*made, Button(f"Alles zu {programme.short_name}"[:40], f"Mehr zu {programme.short_name}"))
