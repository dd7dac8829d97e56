"""What is asked while an emergency is open, answered for what has happened; nothing is said twice word for word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.advice.articles import PERSON_BUTTON, article_sources
from bot.advice.emergencies.case import Case
from bot.advice.emergencies.first import numbered
from bot.advice.emergencies.whom_to_call import CALLED, calls_reply, contact_lines
from bot.advice.reply import Button, Reply
from bot.advice.wording import join_words
from bot.knowledge.emergencies.records import CaseAnswer, CaseQuestion, EmergencyKind
from bot.knowledge.records import KnowledgeBase, Source
from bot.language.asked.done import steps_left

NEXT = "incident"
"""In a reply: the question that stands open is what comes next; the next steps were told."""
STEPS, CALLS = "weiter", "hilfe"
"""The questions whose answer is made from the kind."""
_MOST_ANSWERS = 2
_NO_MORE = "Mehr habe ich dazu nicht gesichert, und raten wäre jetzt gefährlich."
_ASK_THESE = "Mehr habe ich dazu nicht gesichert. Fragen Sie diese Menschen:"
_ABOVE = "Genaueres sagen die Menschen unter den Nummern oben."
_END = "Wenn alles geklärt ist, schreiben Sie „erledigt“."
_NOTED = "Schreiben Sie das mit Uhrzeit in Ihr Protokoll, das brauchen Polizei und Versicherung."


@dataclass(frozen=True)
class Circumstances:
    """In which an answer is given: the content, the day, the Land, and the message."""

    kb: KnowledgeBase
    today: dt.date
    region: str | None = None
    said: str = ""


def kinds_of(case: Case, kb: KnowledgeBase) -> list[EmergencyKind]:
    """Return what has happened, the latest first."""
    known = kb.emergencies.kinds
    return [known[id_] for id_ in reversed(case.kinds) if id_ in known]


def answer(question: CaseQuestion, case: Case, around: Circumstances) -> tuple[Reply, Case]:
    """Return the answer to a question for what has happened, and the case after it.

    The second time it is shorter and says what is new; the third time it says that there is no more, and whom to ask.
    """
    kinds = kinds_of(case, around.kb)
    if question.id == STEPS:
        return next_steps(case, around)
    if question.id == CALLS:
        return calls(case, around)
    found: dict[CaseAnswer, EmergencyKind] = {}
    for kind in kinds:
        one = question.answer_for(kind.id)
        if one is not None:
            found.setdefault(one, kind)
    texts: list[str] = []
    keys: list[str] = []
    for one, kind in list(found.items())[:_MOST_ANSWERS]:
        key = f"{question.id}-{question.answers.index(one)}"
        times = case.times(key)
        said = (one.text, one.again)[times] if times < _MOST_ANSWERS else None
        if said:
            texts.append(said if not texts else f"Und zu „{kind.button}“: {said}")
            keys.append(key)
    if not texts:
        return _only_numbers(question, case, around) or unknown(case, around)
    reply = Reply(
        "emergency",
        tuple(texts),
        ids=tuple(dict.fromkeys(id_ for one in found for id_ in one.articles if id_ in around.kb.articles)),
        sources=_sources_of(list(found), around.kb),
        buttons=_open_questions(case.having_told(*keys), kinds, around.kb, question.id),
        facet=question.id,
    )
    lines = _numbers_below(question, keys, case, around)
    if lines:
        reply = replace(reply, texts=(*texts, "\n".join(lines)), asks=CALLED)
    return reply, case.having_told(*keys, *((f"{CALLS}-{question.id}",) if lines else ()))


def answers(questions: Sequence[CaseQuestion], case: Case, around: Circumstances) -> tuple[Reply, Case]:
    """Return the answers to what one message asks, each with its name before it where there are several."""
    if len(questions) == 1:
        return answer(questions[0], case, around)
    replies = []
    for question in questions:
        reply, case = answer(question, case, around)
        replies.append(replace(reply, texts=(f"Zu „{question.name}“: {reply.texts[0]}", *reply.texts[1:])))
    first, last = replies[0], replies[-1]
    return replace(
        first,
        texts=tuple(text for reply in replies for text in reply.texts),
        ids=tuple(dict.fromkeys(id_ for reply in replies for id_ in reply.ids)),
        sources=tuple({source.url: source for reply in replies for source in reply.sources}.values()),
        buttons=last.buttons,
        asks=next((reply.asks for reply in replies if reply.asks), None),
    ), case


def _only_numbers(question: CaseQuestion, case: Case, around: Circumstances) -> tuple[Reply, Case] | None:
    """Return the numbers that belong to a question whose answers were all given; None where it has none."""
    lines = contact_lines(question.calls, around.region, around.kb, around.today, around.said)
    if not lines or case.times(f"numbers-{question.id}"):
        return None
    buttons = _open_questions(case, kinds_of(case, around.kb), around.kb, question.id)
    text = "Am besten fragen Sie dort direkt:\n" + "\n".join(lines)
    return Reply("emergency", (text,), buttons=buttons, asks=CALLED), case.having_told(f"numbers-{question.id}")


def is_exhausted(question: CaseQuestion, case: Case, kb: KnowledgeBase) -> bool:
    """Return whether all that is known to a question was said twice in this case."""
    found = {question.answer_for(kind.id) for kind in kinds_of(case, kb)} - {None}
    keys = [f"{question.id}-{question.answers.index(one)}" for one in found if one is not None]
    return bool(keys) and all(case.times(key) >= _MOST_ANSWERS for key in keys)


def next_steps(case: Case, around: Circumstances) -> tuple[Reply, Case]:
    """Return what comes next: the further steps, then what to say and what comes after, then what can still be asked."""
    kinds = kinds_of(case, around.kb)
    latest = kinds[0]
    key = f"{STEPS}-{latest.id}"
    times = case.times(key)
    buttons = _open_questions(case, kinds, around.kb, STEPS)
    texts: tuple[str, ...]
    if times == 0:
        steps = steps_left(latest.next, around.said) or list(latest.next)
        texts = (f"Gut. Das kommt als Nächstes:\n{numbered(steps)}", f"Was ist jetzt Ihre nächste Frage? {_END}")
    elif times == 1:
        texts = (f"Sind diese Schritte getan, dann sagen Sie am Telefon: „{latest.say}“", latest.after)
    else:
        titles = [f"„{button.title}“" for button in buttons if button != PERSON_BUTTON]
        ask = f" Fragen können Sie mich noch: {join_words(titles, 'oder')}" if titles else ""
        texts = (f"Weitere Schritte habe ich nicht. {_END}{ask}",)
    ids = tuple(id_ for id_ in latest.articles if id_ in around.kb.articles)
    sources = article_sources([around.kb.articles[id_] for id_ in ids])
    return Reply("emergency", texts, ids, sources, buttons, asks=NEXT, facet=STEPS), case.having_told(key)


def noted(case: Case, around: Circumstances) -> tuple[Reply, Case]:
    """Answer a remark that asks nothing: the next steps, and once they were told, that it belongs on paper."""
    kinds = kinds_of(case, around.kb)
    if not case.times(f"{STEPS}-{kinds[0].id}"):
        return next_steps(case, around)
    buttons = _open_questions(case, kinds, around.kb, STEPS)
    times = case.times("noted")
    text = (
        f"Gut. {_NOTED} Was ist Ihre nächste Frage?" if not times else "Notieren Sie auch das. Was möchten Sie wissen?"
    )
    text = text if times < _MOST_ANSWERS else f"Gut. {_END}"
    return Reply("emergency", (text,), buttons=buttons, asks=NEXT), case.having_told("noted")


def calls(case: Case, around: Circumstances, lead: str = "") -> tuple[Reply, Case]:
    """Return whom to call for what has happened, in the Land; ``lead``: what is said first."""
    roles = tuple(dict.fromkeys(role for kind in kinds_of(case, around.kb) for role in kind.calls))
    reply = calls_reply(around.region, around.kb, around.today, around.said, roles or ("it", "zac", "hotline"))
    texts = (lead, *reply.texts) if lead else reply.texts
    return replace(reply, texts=texts, facet=CALLS), case.having_told(CALLS)


def unknown(case: Case, around: Circumstances, step: str = "", called: bool = False) -> tuple[Reply, Case]:
    """Say honestly that nothing more is known, with the people to call; where they were just named, point to them.

    ``step``: a step of the case that is near the question, put first. ``called``: whether the numbers stand right above.
    """
    if called:
        text = f"{step}{_NO_MORE} {_ABOVE}" if not case.times("unknown") else f"{step}Auch dazu nicht. {_ABOVE}"
        buttons = _open_questions(case, kinds_of(case, around.kb), around.kb, "")
        return Reply("emergency", (text,), buttons=buttons, asks=CALLED), case.having_told("unknown")
    reply, case = calls(case, around, f"{step}{_ASK_THESE}")
    return reply, case.having_told("unknown")


def which_question(questions: Sequence[CaseQuestion], case: Case) -> tuple[Reply, Case]:
    """Ask which of two questions was meant."""
    text = "Damit ich nicht am Falschen vorbei antworte: Was meinen Sie?"
    if case.times("which"):
        text = "Meinen Sie eines davon? Sonst schreiben Sie es bitte mit anderen Worten."
    buttons = (*(Button(question.button, question.button) for question in questions), PERSON_BUTTON)
    return Reply("question", (text,), buttons=buttons), case.having_told("which")


def over(case: Case, kb: KnowledgeBase) -> Reply:
    """Say what comes after, when the owner says that it is over."""
    kinds = kinds_of(case, kb)
    after = kinds[0].after if kinds else "Soll ich Ihnen zeigen, wie Sie so etwas verhindern? Fragen Sie einfach."
    first = "Gut, dass es sich geklärt hat. Heben Sie Ihre Notizen auf, falls doch noch etwas kommt."
    return Reply("emergency", (first, after), buttons=(PERSON_BUTTON,))


def _numbers_below(question: CaseQuestion, keys: Sequence[str], case: Case, around: Circumstances) -> list[str]:
    """Return the numbers below an answer, the first time it is given."""
    if not question.calls or not keys or case.times(f"{CALLS}-{question.id}"):
        return []
    kinds = {role for kind in kinds_of(case, around.kb) for role in kind.calls}
    wanted = [role for role in question.calls if role in kinds or role == "datenschutzaufsicht"]
    return contact_lines(wanted, around.region, around.kb, around.today, around.said) if wanted else []


def _open_questions(case: Case, kinds: Sequence[EmergencyKind], kb: KnowledgeBase, asked: str) -> tuple[Button, ...]:
    """Return a person, and two questions that were not answered yet, the likeliest for the latest kind first."""
    told = {key.rpartition("-")[0] or key for key in case.told}
    order = dict.fromkeys((*(id_ for kind in kinds for id_ in kind.likely), *kb.emergencies.questions))
    left = [
        kb.emergencies.questions[id_]
        for id_ in order
        if id_ in kb.emergencies.questions and id_ not in told and id_ not in {asked, STEPS}
    ]
    buttons = tuple(Button(question.button, question.button) for question in left[:2])
    return (*buttons, PERSON_BUTTON) if kinds else (PERSON_BUTTON, *buttons)


def _sources_of(answers: Sequence[CaseAnswer], kb: KnowledgeBase) -> tuple[Source, ...]:
    articles = [kb.articles[id_] for one in answers for id_ in one.articles if id_ in kb.articles]
    sources = [*article_sources(articles), *(source for one in answers for source in one.sources)]
    return tuple({source.url: source for source in sources}.values())
