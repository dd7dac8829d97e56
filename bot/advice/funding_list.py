"""One page of programmes as an owner can use it: three lines each, what was left out, and which one to begin with."""

from __future__ import annotations

from collections.abc import Sequence

from bot.advice.articles import PERSON_BUTTON
from bot.advice.funding import ProgrammeHit
from bot.advice.funding_rank import Stand, made_for
from bot.advice.funding_replies import (
    KIND_NAMES,
    PAGE,
    doubt,
    money_text,
    newest_source,
    profile_text,
    programme_card,
    rough_sum,
    status_line,
)
from bot.advice.narrowing import KIND_PLURALS, NarrowedList, Narrowing
from bot.advice.profile import FirmProfile
from bot.advice.reply import Button, Reason, Reply
from bot.advice.wording import TOPIC_NAMES, in_land, join_words, sentence

_EVERYTHING = Button("Wieder alles zeigen", "Wieder alles zeigen")
_BEFORE_ORDERING = "Antrag vor Beginn"
"""How the reason begins that every list says once for all, in its last line."""
_TURNOVER, _FAR_BELOW = "Umsatz höchstens", 100
"""How the reason on turnover begins, and heads below which a firm need not think of a limit of 50 million euro."""
_REASONS_SHOWN = 2
_APPLY_FIRST = "Wichtig: Noch nichts bestellen. Erst den Antrag stellen, dann bestellen."
_ASK_FIRST = "Fragen Sie vorher bei der Stelle nach, die den Antrag annimmt."
_MONEY_KINDS = frozenset({"zuschuss", "darlehen", "buergschaft", "beteiligung"})


def programme_list(
    found: NarrowedList | Sequence[ProgrammeHit],
    profile: FirmProfile,
    offset: int = 0,
    narrowing: Narrowing = Narrowing(),  # noqa: B008, frozen
) -> Reply:
    """Return one page of hits.

    Args:
        found: all hits, best first, with what was left out.
        offset: how many were shown before.
        narrowing: what the list is limited to.
    """
    if not isinstance(found, NarrowedList):
        found = NarrowedList(tuple(found))
    if not found.hits:
        return _nothing_left(found, narrowing) if found.count else _no_programme(profile)
    page = found.hits[offset : offset + PAGE]
    back = (_EVERYTHING,) if found.count else ()
    if not page:
        texts = ["Das waren alle Programme, die zu Ihren Angaben passen."]
        texts += [found.said] if found.said else []
        return Reply("programme_list", (" ".join(texts),), buttons=(*back, PERSON_BUTTON))
    lead = _lead(profile, narrowing, offset)
    tail = _tail(page, found, profile, offset)
    buttons = [Button(f"Mehr zu {hit.programme.short_name}", f"Mehr zu {hit.programme.short_name}") for hit in page]
    if len(found.hits) > offset + len(page):
        buttons.append(Button("Weitere Programme", "Weitere Programme zeigen"))
    return Reply(
        kind="programme_list",
        texts=(lead, *(_hit_text(offset + number, hit) for number, hit in enumerate(page, start=1)), tail),
        ids=tuple(hit.programme.id for hit in page),
        sources=tuple(newest_source(hit.programme) for hit in page),
        buttons=(*buttons, *back),
        cards=tuple(programme_card(hit.programme, hit.validity, hit.reasons, profile) for hit in page),
        lead=lead,
        tail=tail,
    )


def _lead(profile: FirmProfile, narrowing: Narrowing, offset: int) -> str:
    if offset:
        return "Außerdem kommt das infrage:"
    facts = profile_text(profile)
    also = join_words([f"„{TOPIC_NAMES[topic]}“" for topic in narrowing.also])
    lead = f"Für Ihren Betrieb ({facts}) kommt das infrage" if facts else "Das kommt infrage"
    return f"{lead}, auch zu {also}:" if also else f"{lead}:"


def _hit_text(number: int, hit: ProgrammeHit) -> str:
    """Return three lines: name and money; status; why it fits and what to check. The rest stands behind "Mehr zu …"."""
    programme = hit.programme
    rough = rough_sum(programme, hit.profile)
    money = rough.text if rough else money_text(programme)
    first = f"**{number}. {programme.short_name}** – {KIND_NAMES[programme.kind]}" + (f", {money}" if money else "")
    status = f"Status: {status_line(programme, hit.validity)}"
    return "\n".join([first, status, *_why(hit)])


def _why(hit: ProgrammeHit) -> list[str]:
    """Return the third line: at most two reasons for it, and what to check, the graver first."""
    fits = [reason.text for reason in sorted(hit.reasons, key=_weight) if reason.fit == "yes"]
    check = [reason.text.removesuffix(", bitte nachfragen").removesuffix(", bitte prüfen") for reason in unsure(hit)]
    doubts = doubt(hit.programme)
    parts = [f"Passt: {', '.join(fits[:_REASONS_SHOWN])}."] if fits else []
    if check:
        parts.append(f"Bitte prüfen: {'; '.join(check[:_REASONS_SHOWN])}.")
    parts += [f"Noch offen: {sentence(text)}" for text in doubts]
    return [" ".join(parts)] if parts else []


def _weight(reason: Reason) -> int:
    """Order the reasons for it: the purpose and that such a firm is named say most, then what is named for few, then the place."""
    return (
        0 if reason.text.startswith(("Thema", "ausdrücklich")) else 2 if reason.text.startswith("gilt in ganz") else 1
    )


def unsure(hit: ProgrammeHit) -> list[Reason]:
    """Return what has to be checked for this firm; not what the last line of every list says, nor a limit it is far below."""
    heads = hit.profile.employees
    needless = (_BEFORE_ORDERING, _TURNOVER) if heads is not None and heads < _FAR_BELOW else (_BEFORE_ORDERING,)
    return [reason for reason in hit.reasons if reason.fit == "check" and not reason.text.startswith(needless)]


def _tail(page: Sequence[ProgrammeHit], found: NarrowedList, profile: FirmProfile, offset: int) -> str:
    parts = [found.said] if found.said else []
    if not offset:
        parts += filter(None, (recommendation(found.hits, profile), _without_grant(found.hits)))
    parts += [_APPLY_FIRST, _ASK_FIRST]
    if any(rough_sum(hit.programme, hit.profile) for hit in page):
        parts.append("Die Beträge sind grob gerechnet und keine Zusage.")
    return " ".join(parts)


def recommendation(hits: Sequence[ProgrammeHit], profile: FirmProfile) -> str:
    """Return which programme to begin with and why, where the facts say so; else which of the first are surely open, if any.

    Named is only the first of the list, and only if it is confirmed as open, made for the purpose, and nothing about it is
    left to check but that the application comes first. What is surely open is all that the page shows as open.
    """
    first = hits[0]
    if _is_best(first, profile):
        return f"Am ehesten: {first.programme.short_name}, weil {join_words(_because(first, profile))}."
    surely = [hit for hit in hits[:PAGE] if hit.validity.state == "open"]
    if not surely:
        return "Bei keinem davon ist sicher, dass gerade Anträge möglich sind."
    if first in surely:
        return ""
    names = join_words([hit.programme.short_name for hit in surely])
    return f"Sicher offen ist davon: {names}." if len(surely) == 1 else f"Sicher offen sind davon: {names}."


def _without_grant(hits: Sequence[ProgrammeHit]) -> str:
    """Return that no grant is surely open, where advice, loans or free help are all that is: it is what most look for.

    Where a grant is open, but not surely one for this firm or purpose, just that is said: each entry names its status.
    """
    surely = [hit for hit in hits if hit.validity.state == "open" and hit.stand == Stand.FITS]
    grants = [hit for hit in hits if hit.validity.state == "open" and hit.programme.kind == "zuschuss"]
    if not surely or any(hit in surely for hit in grants):
        return ""
    if grants:
        return "Ein Zuschuss, der offen ist und sicher zu Ihrem Vorhaben passt, ist nicht dabei."
    return "Ein Zuschuss, der sicher offen ist, ist nicht dabei."


def _is_best(hit: ProgrammeHit, profile: FirmProfile) -> bool:
    return (
        hit.validity.state == "open"
        and hit.stand == Stand.FITS
        and profile.topic is not None
        and hit.profile.topic == profile.topic
        and made_for(hit.programme, hit.profile.topic)
        and not unsure(hit)
        and hit.programme.kind in _MONEY_KINDS
    )


def _because(hit: ProgrammeHit, profile: FirmProfile) -> list[str]:
    because = ["es sicher offen ist", f"zu „{TOPIC_NAMES[profile.topic or '']}“ passt"]
    if profile.region and profile.region in hit.programme.regions:
        because.append(f"{in_land(profile.region)} gilt")
    return because


def _no_programme(profile: FirmProfile) -> Reply:
    facts = profile_text(profile)
    known = f" für Ihre Angaben ({facts})" if facts else ""
    text = (
        f"Ich habe{known} kein Programm gefunden, das heute infrage kommt. "
        "Das heißt nicht, dass es nichts gibt: Ihre Kammer berät kostenlos und kennt neue Programme oft zuerst."
    )
    return Reply(
        "programme_list", (text,), buttons=(PERSON_BUTTON, Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"))
    )


def _nothing_left(found: NarrowedList, narrowing: Narrowing) -> Reply:
    """Say that the wishes leave nothing, and what there is without them."""
    wanted = join_words([KIND_PLURALS[kind] for kind in narrowing.only])
    said = f"Unter „nur {wanted}“" if wanted else "So eng gesucht"
    text = f"{said} bleibt für Ihre Angaben nichts übrig. {found.said}"
    return Reply("programme_list", (text,), buttons=(_EVERYTHING, PERSON_BUTTON))
