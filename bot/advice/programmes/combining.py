"""Whether two kinds of help go together: what their records say, else the general rule and whom to ask.

The general rule is the article ``foerderung-kombinieren-kurz``. Whether two programmes may be combined is decided by the
guideline of each; where a record is silent that is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.advice.articles import article_sources
from bot.advice.funding import exclusions
from bot.advice.funding_replies import newest_source
from bot.advice.profile import FirmProfile
from bot.advice.reply import Button, Reply
from bot.advice.wording import LAND_NAMES, join_words, sentence, sentences
from bot.knowledge.records import KnowledgeBase, Programme, Source

_COMBINING = re.compile(
    r"kombin|kumul|de-minimis|doppel(?:te |t ge)?förder|neben (?:der|dem|anderen|weiteren|einem)|andere\w* (?:öffentlich\w* )?"
    r"(?:Förder|Zusch|Hilfe|Mittel|Beihilfe)|weitere\w* (?:Förder|Zusch)|Vorfinanzierung von Zuschüssen|nicht gleichzeitig"
    r"|einmal je\b|nur einmal",
    re.IGNORECASE,
)
_RULE = "foerderung-kombinieren-kurz"
_GENERAL = 2
"""Sentences of the general rule that are said; the rest are examples of other Länder."""


def on_combining(programme: Programme) -> tuple[str, ...]:
    """Return what the record says on other help beside it, in its own words."""
    said = [*programme.conditions]
    said += [part for text in (programme.excluded, programme.caution) if text for part in sentences(text)]
    return tuple(sentence(text) for text in said if _COMBINING.search(text))


def combining_reply(
    programmes: Sequence[Programme], profile: FirmProfile, kb: KnowledgeBase, unknown: str | None = None
) -> Reply:
    """Return whether the programmes go together, as far as it is on record.

    Args:
        programmes: one or two; with one, whether other help may stand beside it.
        profile: a programme that does not fit the firm is said not to, before anything else.
        kb: the general rule.
        unknown: a part of a programme that was named and is in no record ("Modul 3").
    """
    names = [_with_land(programme, profile) for programme in programmes]
    lines = [f"**{join_words(names)}** zusammen:" if len(names) > 1 else f"**{names[0]}** und anderes Geld zusammen:"]
    if unknown:
        lines.append(f"„{unknown}“ kenne ich nicht. Ich nehme das, was ich unter dem Namen kenne.")
    for programme, name in zip(programmes, names, strict=True):
        against = exclusions(programme, profile)
        if against:
            lines.append(f"- {name}: passt nicht zu Ihren Angaben ({join_words(list(against))}).")
        elif (application := kb.applications.get(programme.id)) and application.combination:
            lines.append(f"- {name}: {application.combination}")
        elif found := on_combining(programme):
            lines.append(f"- {name}: {' '.join(found)}")
        else:
            lines.append(f"- {name}: Dazu steht nichts in meinen Unterlagen.")
    rule = kb.articles.get(_RULE)
    if rule:
        lines.append("Allgemein gilt: " + " ".join([*sentences(rule.answer)[:_GENERAL], sentences(rule.answer)[-1]]))
    fitting = [programme for programme in programmes if not exclusions(programme, profile)]
    offices = [f"{programme.short_name}: {programme.apply_via}" for programme in fitting if programme.apply_via]
    if offices:
        lines.append("Fragen Sie vor dem Antrag schriftlich nach:\n" + "\n".join(f"- {office}" for office in offices))
    sources: list[Source] = [newest_source(programme) for programme in programmes]
    if rule:
        sources += article_sources((rule,))
    return Reply(
        kind="programme" if len(programmes) == 1 else "programme_list",
        texts=("\n".join(lines),),
        ids=tuple(programme.id for programme in programmes),
        sources=tuple(dict.fromkeys(sources)),
        buttons=tuple(Button(more, more) for more in (f"Mehr zu {programme.short_name}" for programme in programmes)),
    )


def _with_land(programme: Programme, profile: FirmProfile) -> str:
    """Return the name, with its Land where the firm's own is not known: several Länder have a "Digitalbonus"."""
    if profile.region is not None or "DE" in programme.regions:
        return programme.short_name
    return f"{programme.short_name} ({join_words([LAND_NAMES[code] for code in programme.regions])})"
