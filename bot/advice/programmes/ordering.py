"""Whether something may be ordered yet: what the record of a programme says on the beginning, else the general rule.

Who orders before applying gets nothing from most programmes, the dearest mistake of all (article ``foerderung-schon-bestellt``).
"""

from __future__ import annotations

import datetime as dt
import re

from bot.advice.funding_replies import newest_source, status_line
from bot.advice.profile import FirmProfile
from bot.advice.programmes.own_share import FACET, share
from bot.advice.reply import Button, Reply
from bot.advice.wording import euro, sentence, sentences
from bot.knowledge.records import KnowledgeBase, Programme
from bot.knowledge.validity import validity

_BEGINNING = re.compile(
    r"\bvor (?:dem |der |Ihrem )?(?:Beginn|Projektbeginn|Vorhabenbeginn|Antrag\w*|Bewilligung|Bescheid|Maßnahme\w*|Investition)"
    r"|\bvor \w+beginn|nach dem Bescheid|eigenes Risiko|verbindliche\w* Vertr|nachträglich|im Nachhinein|Freigabe abwarten"
    r"|vorzeitig|nicht begonnen",
    re.IGNORECASE,
)
_RULE, _ALLOWED = "foerderung-schon-bestellt", "foerderung-beginn-ausnahmen"
_PAYS_FOR_PURCHASES = frozenset({"zuschuss", "darlehen", "buergschaft", "beteiligung", "beratung"})


def on_beginning(programme: Programme) -> tuple[str, ...]:
    """Return what the record says on when a project may begin, in its own words."""
    said = [*programme.conditions, *(sentences(programme.excluded) if programme.excluded else ())]
    return tuple(sentence(text) for text in said if _BEGINNING.search(text))


def ordering_reply(
    programme: Programme, kb: KnowledgeBase, today: dt.date, profile: FirmProfile, ordered: bool, noted: str = ""
) -> Reply:
    """Return whether one may order before the application, and the way from here.

    Args:
        programme: the one that was picked.
        kb: the general rules, where the record is silent.
        today: decides the status.
        profile: its planned sum gives the rough grant.
        ordered: whether the owner has ordered already.
        noted: what was noted of the message, as a sentence to put first.
    """
    recorded = on_beginning(programme)
    rule, allowed = kb.articles.get(_RULE), kb.articles.get(_ALLOWED)
    general = sentences(rule.answer) if rule else []
    name = programme.short_name
    if programme.kind not in _PAYS_FOR_PURCHASES:
        first = [f"**{name}**: {_other_kind(programme)}"]
    elif ordered:
        first = [f"**{name}**: Für schon Bestelltes gibt es meist kein Geld mehr.", *general[1:3]]
    elif recorded:
        first = [f"**{name}**: Bitte noch nichts bestellen und nichts unterschreiben."]
    else:
        first = [
            f"**{name}**: Bitte noch nichts bestellen. Ob Sie vorher bestellen dürfen, steht hier nicht in meinen Unterlagen.",
            *general[:2],
        ]
    texts = [" ".join(filter(None, (noted, *first)))]
    if recorded:
        texts.append("Das Programm sagt dazu:\n" + "\n".join(f"- {text}" for text in recorded))
    texts.append(_way(programme, today, ordered, sentences(allowed.answer)[0] if allowed else ""))
    if ordered:
        texts.append("Ist etwas noch nicht bestellt? Nennen Sie mir die Summe, dann rechne ich damit.")
    buttons = (Button(f"Mehr zu {name}", f"Mehr zu {name}"),)
    sums = share(programme, profile)
    if sums and not ordered:
        texts.append(
            f"Bei {euro(sums.spending)}: Zuschuss {sums.grant_text}, Ihr Anteil {sums.own_text}. "
            "Das ist grob gerechnet und keine Zusage."
        )
    return Reply(
        kind="programme",
        texts=("\n".join(texts),),
        ids=(programme.id,),
        facet=FACET if ordered else None,
        sources=tuple(dict.fromkeys((newest_source(programme), *programme.sources))),
        buttons=buttons
        if ordered
        else (*buttons, Button("Was zahle ich selbst?", f"Was muss ich bei {name} selbst zahlen?")),
    )


def _other_kind(programme: Programme) -> str:
    if programme.kind == "steuer":
        return "Das ist ein Steuervorteil und kein Zuschuss. Die Regeln stehen unten; fragen Sie vor dem Kauf Ihr Steuerbüro."
    return "Die Hilfe ist kostenlos und zahlt nichts an Ihrer Anschaffung. Ob Sie bestellen, ist dafür gleich."


def _way(programme: Programme, today: dt.date, ordered: bool, allowed: str) -> str:
    """Return the way from here in steps; the first asks for the status where nobody has confirmed it."""
    state = validity(programme, today)
    office = f" bei: {programme.apply_via}" if programme.apply_via else " bei der Stelle, die den Antrag annimmt"
    steps = []
    if ordered:
        steps.append(f"Fragen Sie{office}, ob noch etwas möglich ist.")
        steps.append("Bestellen Sie nichts weiter, bis das klar ist.")
    elif not state.may_be_offered:
        steps.append(f"Status: {status_line(programme, state)}.")
    else:
        if state.state != "open":
            steps.append(f"Nachfragen{office}. Status: {status_line(programme, state)}.")
            steps.append("Antrag stellen.")
        else:
            steps.append(f"Antrag stellen{office}.")
        if programme.kind in _PAYS_FOR_PURCHASES:
            steps.append("Erst danach bestellen, und erst, wenn die Stelle es erlaubt.")
    listed = "\n".join(f"{place}. {step}" for place, step in enumerate(steps, start=1))
    hint = f"\n{allowed}" if allowed and not ordered and programme.kind in _PAYS_FOR_PURCHASES else ""
    return f"So geht es weiter:\n{listed}{hint}"
