"""The result of the readiness check as an answer: picture, words, and three next steps with what helps on each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.advice.cases import more_payload, short_name
from bot.advice.funding_replies import badge, newest_source
from bot.advice.profile import FirmProfile
from bot.advice.readiness import Result, result_words, score
from bot.advice.readiness_steps import NextStep, next_steps
from bot.advice.reply import Button, Reply
from bot.knowledge.records import KnowledgeBase
from bot.pictures.names import readiness_picture

_AGAIN = Button("Check wiederholen", "Check nochmal von vorn")


def result_reply(answers: Mapping[str, int], profile: FirmProfile, knowledge: KnowledgeBase, today: dt.date) -> Reply:
    """Return what the answers (question id to level) say about the firm, and where to begin."""
    result = score(answers)
    if result.percent is None:
        text = (
            "Zu keiner Frage gab es eine Antwort, deshalb gibt es kein Ergebnis. Machen Sie den Check gern noch einmal."
        )
        return Reply("check", (text,), buttons=(_AGAIN,))
    steps = next_steps(answers, profile, knowledge, today)
    texts = [result_words(result)]
    if steps:
        texts.append(
            "Damit können Sie anfangen:\n" + "\n\n".join(_step_text(n, step) for n, step in enumerate(steps, 1))
        )
    texts.append(
        "Der Check ist eine Selbsteinschätzung, keine Prüfung. Machen Sie ihn gern auch mit jemandem aus dem Team."
    )
    return Reply(
        kind="check",
        texts=tuple(texts),
        ids=tuple(id_ for step in steps for id_ in _ids(step)),
        sources=tuple(newest_source(step.programme.programme) for step in steps if step.programme),
        buttons=(*_buttons(steps), Button("Merkzettel", "Merkzettel"), _AGAIN),
        image=readiness_picture(result),
        image_words=picture_words(result),
    )


def picture_words(result: Result) -> str:
    """Return the chart in words, for those who do not see it."""
    from bot.pictures.readiness_chart import readiness_words

    return readiness_words(result)


def _step_text(number: int, step: NextStep) -> str:
    lines = [f"**{number}. {step.text}**", f"- Lesen: {step.article.question}"]
    if step.programme:
        programme = step.programme
        lines.append(
            f"- Fördergeld: {programme.programme.short_name} ({badge(programme.programme, programme.validity)})"
        )
    if step.case:
        lines.append(f"- Beispiel: {short_name(step.case.case)}: {step.case.case.title}")
    return "\n".join(lines)


def _ids(step: NextStep) -> list[str]:
    found = [step.article.id]
    if step.programme:
        found.append(step.programme.programme.id)
    if step.case:
        found.append(step.case.case.id)
    return found


def _buttons(steps: tuple[NextStep, ...]) -> list[Button]:
    buttons = [Button(step.article.question, step.article.question) for step in steps[:2]]
    named = next((step.programme.programme.short_name for step in steps if step.programme), None)
    if named:
        buttons.append(Button(f"Mehr zu {named}", f"Mehr zu {named}"))
    case = next((step.case.case for step in steps if step.case), None)
    if case:
        buttons.append(Button(f"Mehr zu {short_name(case)}", more_payload(case)))
    return buttons
