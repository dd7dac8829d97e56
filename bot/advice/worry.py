"""For those who fear a failed investment: a small trial, firms that began small or failed, and what lowers the risk."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.advice.cases import match as match_cases
from bot.advice.cases import more_payload
from bot.advice.funding import ProgrammeHit
from bot.advice.funding import match as match_programmes
from bot.advice.funding_replies import badge, newest_source
from bot.advice.profile import FirmProfile
from bot.advice.reply import Button, Reply
from bot.advice.wording import sentence
from bot.knowledge.records import CaseStudy, KnowledgeBase

WORRIES = frozenset({"angst-fehlinvestition", "kosten-nutzen", "was-kostet-digitalisierung"})
"""Articles that answer a worry about money; the rest of the conversation hangs on them."""

_MOST_OFTEN = "prozesse"
"""What an investment is about where nothing else was said."""
FAILED, SMALL = "schiefgegangen", "klein-angefangen"

_CALCULATE = Button("Mit unseren Zahlen rechnen", "Mit unseren Zahlen rechnen")
_PERSON = Button("Mit einem Menschen sprechen", "Ich möchte mit einem Menschen sprechen")
# What each kind takes off the owner's shoulders. No figure: those stand with the programme.
_LOWERS = {
    "zuschuss": "ein Teil der Kosten wird bezahlt",
    "buergschaft": "bürgt bei der Bank für Sie",
    "beratung": "ein Teil der Beratung wird bezahlt",
    "kostenloses-angebot": "kostet nichts",
}


def with_next_steps(reply: Reply, profile: FirmProfile, knowledge: KnowledgeBase, today: dt.date) -> Reply:
    """Return an answer to a worry with what comes next: an example, what lowers the risk, the sum, a person."""
    texts, buttons = list(reply.texts), [_CALCULATE]
    sources = list(reply.sources)
    case = example(profile, knowledge)
    if case is not None:
        lead = "Ein Beispiel, das schiefging" if case.course == FAILED else "Ein Beispiel, das klein anfing"
        texts.append(f"{lead}: {sentence(case.title)} {case.lesson}")
        buttons.append(Button("Mehr zum Beispiel", more_payload(case)))
        sources += case.sources[:1]
    hits = lowering(profile, knowledge, today)
    if hits:
        lines = [
            f"- {hit.programme.short_name}: {_LOWERS[hit.programme.kind]} ({badge(hit.programme, hit.validity)})"
            for hit in hits
        ]
        texts.append("Das kann Ihr Risiko senken:\n" + "\n".join(lines))
        first = hits[0].programme
        buttons.append(Button(f"Mehr zu {first.short_name}", f"Mehr zu {first.short_name}"))
        sources += [newest_source(hit.programme) for hit in hits]
    return replace(reply, texts=tuple(texts), buttons=(*buttons, _PERSON), sources=tuple(dict.fromkeys(sources)))


def example(profile: FirmProfile, knowledge: KnowledgeBase, course: str | None = None) -> CaseStudy | None:
    """Return the example closest to the firm that began small or failed; what failed teaches most, so it wins a tie."""
    cases = [hit.case for hit in match_cases(profile, knowledge)]
    rest = [case for case in knowledge.case_studies.values() if case not in cases]
    found = [case for case in (*cases, *rest) if case.course and course in (None, case.course)]
    if profile.sector is None and profile.topic is None:
        found.sort(key=lambda case: case.course != FAILED)
    return found[0] if found else None


def lowering(profile: FirmProfile, knowledge: KnowledgeBase, today: dt.date) -> list[ProgrammeHit]:
    """Return the best programme of each kind that lowers the risk, for this firm and day; at most three."""
    found: dict[str, ProgrammeHit] = {}
    for hit in match_programmes(replace(profile, topic=profile.topic or _MOST_OFTEN), knowledge, today):
        if hit.programme.kind in _LOWERS and hit.programme.kind not in found and _is_near(hit, profile):
            found[hit.programme.kind] = hit
    return [found[kind] for kind in _LOWERS if kind in found][:3]


def _is_near(hit: ProgrammeHit, profile: FirmProfile) -> bool:
    """Without a known Land only what holds everywhere or at home is named."""
    return "DE" in hit.programme.regions or (profile.region or "DE-ST") in hit.programme.regions
