"""First aid in an emergency: what to do at once, in which order, and whom to call.

Steps and figures are content (``data/knowledge/emergencies``), telephone numbers are those of the day and the Land. A number whose
record is old, undated or doubted is shown as to be checked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.advice.articles import PERSON_BUTTON, article_reply, article_sources, with_question
from bot.advice.emergencies.whom_to_call import ALL_CALLS, contact_lines
from bot.advice.reply import Button, Reply
from bot.advice.wording import sentences
from bot.knowledge.emergencies.records import EmergencyKind
from bot.knowledge.records import Article, KnowledgeBase, Source

WHICH = "which incident"
"""In a reply: the question that stands open is what has happened."""
NO_INCIDENT = Button("Kein Notfall", "Kein Notfall")
IS_AN_INCIDENT = Button("Notfall", "Notfall")
"""Below an answer to what sounded like an emergency and was read as none."""
NOT_YOURS = "Gut, dann ist es kein Notfall."
NO_INCIDENT_REPLY = Reply("question", (f"{NOT_YOURS} Worum geht es?",))
_CALLS = "wen-anrufen"
_LEAD = "Ruhe bewahren. Das tun Sie jetzt, in dieser Reihenfolge:"
_AS_WELL = "Gut, dass Sie das sagen. Das kommt dazu und hat jetzt Vorrang:"
_NAMED_AT_ONCE = ("verschluesselt", "geld", "konto", "geraet", "ausfall")
"""Kinds offered where nobody has told anything but that there is an emergency."""
_IMPERATIVE = re.compile(r"^(?:Bei [^,.]+ )?(\w+(?:en|ern|eln)) Sie\b")
# Good advice, but not while it burns.
_CAN_WAIT = ("Loben", "Führen", "Besprechen", "Drucken")
_LEAST_STEPS = 3


def first_reply(
    kind: EmergencyKind,
    kb: KnowledgeBase,
    today: dt.date,
    region: str | None = None,
    said: str = "",
    known: Sequence[EmergencyKind] = (),
) -> Reply:
    """Answer what has happened with numbered first steps, whom to call in the Land ``region``, and who must be told.

    ``said``: the message; no step is left out for it, for in a fright "angerufen" says nothing of the bank. ``known``: the kinds
    that were told of before: nothing that their first steps have said is said again.
    """
    before = {step for other in known for step in other.first}
    steps = [step for step in kind.first if step not in before]
    told = f"{_AS_WELL if known else _LEAD}\n{numbered(steps)}"
    named = {role for other in known for role in other.calls}
    calls = [role for role in kind.calls if role not in named]
    lines = contact_lines(calls, region, kb, today, said) if calls else []
    texts = [told, *(["Wen Sie anrufen:\n" + "\n".join(lines)] if lines else []), kind.told]
    if kind.told in {other.told for other in known}:
        texts.pop()
    return Reply(
        "emergency",
        tuple(texts),
        ids=tuple(id_ for id_ in kind.articles if id_ in kb.articles),
        sources=_sources(kind.articles, kb, bool(lines)),
        buttons=likely_buttons(kind, kb),
    )


def which_reply(kinds: Sequence[EmergencyKind], kb: KnowledgeBase) -> Reply:
    """Ask once what has happened, between ``kinds``; without any, between those that happen most."""
    named = list(kinds) or [kb.emergencies.kinds[id_] for id_ in _NAMED_AT_ONCE if id_ in kb.emergencies.kinds]
    ask = "Was trifft eher zu?" if kinds else "Was ist passiert? Wählen Sie aus, oder schreiben Sie es in einem Satz."
    text = (
        f"Ruhe bewahren, ich möchte Ihnen nicht das Falsche raten. {ask} "
        "Bis dahin: Verdächtige Geräte vom Netz trennen, nichts löschen, nichts zahlen."
    )
    buttons = (*(Button(kind.button, kind.button) for kind in named), NO_INCIDENT)
    return Reply("question", (text,), buttons=buttons, asks=WHICH)


def incident_reply(
    article: Article,
    kb: KnowledgeBase,
    today: dt.date,
    region: str | None = None,
    kind: EmergencyKind | None = None,
) -> Reply:
    """Answer with the article on just this incident, and whom to call for its ``kind``."""
    written = article_reply(article, kb, today)
    steps = _imperatives(article)
    said = written.texts[0]
    if len(steps) >= _LEAST_STEPS:
        first, *others = sentences(article.answer)
        # What comes first may be for somebody else to do ("Die Bank …"), or answer yes or no.
        lead = "" if first in steps else f"{with_question(first, article)} "
        rest = " ".join(part for part in others if part not in steps)
        said = f"Ruhe bewahren. {lead}Das tun Sie jetzt, in dieser Reihenfolge:\n{numbered(steps)}" + (
            f"\n{rest}" if rest else ""
        )
    contacts = contact_lines(kind.calls if kind else ALL_CALLS, region, kb, today)
    calls = ("Wen Sie anrufen:\n" + "\n".join(contacts),) if contacts else ()
    return replace(
        written,
        kind="emergency",
        texts=(said, *calls, *written.texts[1:]),
        buttons=likely_buttons(kind, kb) if kind else (PERSON_BUTTON, *written.buttons[:2]),
    )


def likely_buttons(kind: EmergencyKind, kb: KnowledgeBase) -> tuple[Button, ...]:
    """Return a person, and what is mostly asked next."""
    asked = [kb.emergencies.questions[id_] for id_ in kind.likely if id_ in kb.emergencies.questions]
    return (PERSON_BUTTON, *(Button(question.button, question.button) for question in asked[:2]))


def numbered(steps: Sequence[str]) -> str:
    """Return steps as a numbered list."""
    return "\n".join(f"{index}. {step}" for index, step in enumerate(steps, start=1))


def _imperatives(article: Article) -> list[str]:
    """Return the sentences of the answer that tell what to do, those that can wait last."""
    found = [part for part in sentences(article.answer) if _IMPERATIVE.match(part)]
    return sorted(found, key=lambda part: part.startswith(_CAN_WAIT))


def _sources(ids: Sequence[str], kb: KnowledgeBase, numbers: bool) -> tuple[Source, ...]:
    """Return the sources of the facts, and the pages to check numbers on."""
    sources = list(article_sources([kb.articles[id_] for id_ in ids if id_ in kb.articles]))
    if numbers and _CALLS in kb.articles:
        sources.extend(Source(link.title, link.url) for link in kb.articles[_CALLS].links)
    return tuple({source.url: source for source in reversed(sources)}.values())[::-1]
