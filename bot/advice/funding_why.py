"""Why a programme fits this firm or does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.advice.funding import alternatives, exclusions, in_region, match, reasons
from bot.advice.funding_replies import kind_of_firm, newest_source, status_text
from bot.advice.profile import FirmProfile
from bot.advice.reply import Button, Reason, Reply
from bot.advice.wording import TOPIC_NAMES, in_land, join_words, sentence
from bot.knowledge.records import KnowledgeBase, Programme
from bot.knowledge.validity import State, validity

_SIGNS = {"yes": "Passt", "no": "Passt nicht", "check": "Bitte prüfen"}
_OVER: frozenset[State] = frozenset({"ended", "paused", "not_yet"})


def why_reply(programme: Programme, profile: FirmProfile, knowledge: KnowledgeBase, today: dt.date) -> Reply:
    """Say what fits, what does not and what is unknown, each as recorded; and what there is instead."""
    state = validity(programme, today)
    found = reasons(programme, profile)
    over = state.state in _OVER
    against = bool(exclusions(programme, profile))
    texts = [f"**{programme.name}**: {_verdict(over, exclusions(programme, profile), found)}"]
    if over:
        texts.append(f"Status: {status_text(programme, state)}.")
    for fit in ("no", "yes", "check"):
        listed = [f"- {sentence(reason.text)}" for reason in found if reason.fit == fit]
        if listed:
            texts.append(f"{_SIGNS[fit]}:\n" + "\n".join(listed))
    if not over:
        texts.append(f"Status: {status_text(programme, state)}.")
    missing = _missing(profile)
    if missing:
        texts.append(f"Genauer weiß ich es, wenn Sie mir {missing} nennen.")
    others = _instead(programme, profile, knowledge, today) if over or against else []
    if others:
        texts.append("Stattdessen kommt infrage: " + join_words([other.short_name for other in others]) + ".")
    buttons = [Button(f"Mehr zu {other.short_name}", f"Mehr zu {other.short_name}") for other in others]
    if not buttons:
        buttons.append(Button(f"Mehr zu {programme.short_name}", f"Mehr zu {programme.short_name}"))
    return Reply(
        kind="programme",
        texts=("\n\n".join(texts),),
        ids=(programme.id,),
        sources=(newest_source(programme),),
        buttons=tuple(buttons),
    )


def _verdict(over: bool, against: Sequence[str], found: Sequence[Reason]) -> str:
    if over:
        return "Dafür können Sie heute keinen Antrag stellen."
    if against:
        return f"Für Ihren Betrieb kommt das nicht infrage: {join_words(list(against))}."
    if any(reason.fit == "check" for reason in found):
        return "Das kommt infrage, aber nicht alles ist sicher."
    return "Das kommt für Sie infrage."


def _instead(programme: Programme, profile: FirmProfile, knowledge: KnowledgeBase, today: dt.date) -> list[Programme]:
    """Return up to three programmes for this firm; without a known Land those that are most like the one asked for."""
    if profile.region is None and in_region(programme, None):
        return [hit.programme for hit in alternatives(programme, knowledge, today)]
    hits = match(profile, knowledge, today)
    return [hit.programme for hit in hits if hit.programme.id != programme.id][:3]


def _missing(profile: FirmProfile) -> str:
    wanted = []
    if profile.region is None:
        wanted.append("Ihr Bundesland")
    if profile.employees is None:
        wanted.append("die Zahl der Beschäftigten")
    return join_words(wanted)


def why_list_reply(profile: FirmProfile, hits: int) -> Reply:
    """Say by what the list was made, where the question is about all of it."""
    rules = ["Ich lasse weg, was heute beendet ist oder noch nicht begonnen hat."]
    if profile.region:
        rules.append(f"Ich zeige nur, was {in_land(profile.region)} oder in ganz Deutschland gilt.")
    if profile.employees is not None:
        rules.append("Ich achte auf die Größe, die das Programm verlangt.")
    kind = kind_of_firm(profile)
    if kind:
        rules.append(f"Ich lasse weg, was Betriebe wie Ihren ausschließt ({', '.join(kind)}).")
    if profile.topic:
        rules.append(f"Was zu „{TOPIC_NAMES[profile.topic]}“ passt, steht oben.")
    rules.append("Sicher Offenes steht vor Unsicherem, Zuschüsse stehen vor Darlehen, Ihr Land vor dem Bund.")
    text = f"So habe ich die {hits} Programme ausgewählt:\n" + "\n".join(f"- {rule}" for rule in rules)
    if hits == 1:
        text = "So habe ich ausgewählt:\n" + "\n".join(f"- {rule}" for rule in rules)
    return Reply("question", (text, "Fragen Sie gern: „Warum nicht …?“ mit dem Namen eines Programms."))
