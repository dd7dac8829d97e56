"""Whom an owner may talk to about an example: the firm itself is not passed on, but who helped it and where it is reported."""

from __future__ import annotations

from collections.abc import Sequence

from bot.advice.articles import PERSON_BUTTON
from bot.advice.cases import case_name, is_anonymous
from bot.advice.reply import Button, Reply
from bot.advice.wording import sources_line
from bot.knowledge.records import CaseStudy

_VISITS = "Wo können wir einen digitalen Betrieb besuchen, und was fragen wir?"
"""Question of an article."""


def meeting_reply(cases: Sequence[CaseStudy]) -> Reply:
    """Say that the sources name nobody to call, and who may know somebody: those who helped the firm, and the centre."""
    lines = (
        [_whom(cases[0])] if len(cases) == 1 else ["Ansprechpartner in diesen Betrieben nennen meine Quellen nicht."]
    )
    helped = [(case, case.supported_by) for case in cases if case.supported_by]
    if len(cases) == 1:
        lines += [f"Begleitet hat das Vorhaben: {by}. Fragen Sie dort nach einem Kontakt." for _, by in helped]
        lines.append(f"{sources_line(cases[0].sources)}.")
    else:
        lines += [f"• {case_name(case)}: begleitet von {by}" for case, by in helped]
    lines.append("Auch das Zentrum können Sie fragen, ob es jemanden kennt, der davon erzählt.")
    return Reply(
        "case_study",
        ("\n".join(line for line in lines if line.strip(".")),),
        ids=tuple(case.id for case in cases),
        sources=tuple(dict.fromkeys(source for case in cases for source in case.sources[:1])),
        buttons=(PERSON_BUTTON, Button("Andere Betriebe besuchen", _VISITS)),
    )


def _whom(case: CaseStudy) -> str:
    if is_anonymous(case):
        return "Der Name dieses Betriebs ist nicht veröffentlicht. Einen Kontakt kann ich Ihnen deshalb nicht nennen."
    return f"Einen Ansprechpartner bei {case_name(case)} nennt meine Quelle nicht."
