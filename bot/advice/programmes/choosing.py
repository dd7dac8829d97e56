"""Which of several programmes speaks more for this firm, with the reasons for each: recorded fields and the firm's facts only."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from bot.advice.for_whom import findings
from bot.advice.funding import ProgrammeHit, exclusions, match, ranked, reasons
from bot.advice.funding_rank import Stand, made_for, points, stand
from bot.advice.funding_replies import newest_source, status_line, status_text
from bot.advice.profile import FirmProfile
from bot.advice.programmes.own_share import share
from bot.advice.reply import Button, Reply
from bot.advice.wording import TOPIC_NAMES, euro, in_land, join_words, sentence
from bot.knowledge.records import KnowledgeBase, Programme
from bot.knowledge.validity import State, validity

_MEANT = re.compile(
    r"^Gedacht für|^Nur (?:für|wer|wenn)|\b(?:ist|sind|bleib\w*) ausgeschlossen|nicht gefördert|^Kein|^Nicht für"
)
_OVER: frozenset[State] = frozenset({"ended", "paused", "not_yet"})
_STATES: dict[State, str] = {"open": "sicher offen", "unconfirmed": "zuletzt offen", "unclear": "unklar"}
_MOST_PROS = 3
_AID = {"beratung": "Beratung", "kostenloses-angebot": "Hilfe ohne Geld", "steuer": "die Steuer"}
_FOR_PURCHASES = frozenset({"zuschuss", "darlehen", "buergschaft", "beteiligung"})


def preference(first: Programme, second: Programme, profile: FirmProfile, today: dt.date) -> str:
    """Return which of two programmes speaks more for the firm and why, and what speaks for the other one."""
    ruled_out = [(programme, why) for programme in (first, second) if (why := _against(programme, profile, today))]
    if len(ruled_out) == 2:
        both = "; ".join(f"{programme.short_name}: {why}" for programme, why in ruled_out)
        return f"Keines von beiden kommt heute für Sie infrage. {both}."
    if ruled_out:
        out, why = ruled_out[0]
        other = second if out is first else first
        return f"Für Sie kommt nur {other.short_name} infrage. {out.short_name}: {why}."
    better, worse = sorted((first, second), key=lambda programme: _rank(programme, profile, today))
    pros, against = pros_of(better, worse, profile, today), pros_of(worse, better, profile, today)
    kinds = {programme.kind in _FOR_PURCHASES: programme for programme in (better, worse)}
    if len(kinds) == 2:  # advice and money for the purchase are no alternatives
        return _two_matters(kinds[True], kinds[False], profile, today)
    if not pros:
        return _without_difference(better, worse)
    said = [f"Nach Ihren Angaben eher {better.short_name}: {join_words(pros)}."]
    said += [f"Für {worse.short_name} spricht: {join_words(against)}."] if against else []
    hurdles = [text for text in meant_for(better) if text not in meant_for(worse)]
    if hurdles:
        said.append(
            f"Aber zu {better.short_name} steht: {hurdles[0]} Passt das nicht zu Ihnen, dann {worse.short_name}."
        )
    return " ".join(said)


def _without_difference(first: Programme, second: Programme) -> str:
    """Say that money and status decide nothing; what one record demands beyond the other does, where there is such a thing."""
    for one, other in ((first, second), (second, first)):
        hurdles = [text for text in meant_for(one) if text not in meant_for(other)]
        if hurdles:
            return (
                f"Nach Ihren Angaben bringen beide gleich viel. Zu {one.short_name} steht: {hurdles[0]} "
                f"Passt das nicht zu Ihnen, dann eher {other.short_name}."
            )
    return (
        "Was für Sie besser ist, hängt vom Vorhaben ab. Klären Sie es vor dem Antrag mit der Stelle, die ihn annimmt."
    )


def _two_matters(purchase: Programme, advice: Programme, profile: FirmProfile, today: dt.date) -> str:
    """Say that one programme bears the purchase and the other does not, and which is surely open."""
    aid = _AID[advice.kind]
    said = (
        f"Die zwei sind für Verschiedenes da: {purchase.short_name} für die Anschaffung, {advice.short_name} für {aid}."
    )
    surely = [one.short_name for one in (purchase, advice) if validity(one, today).state == "open"]
    if profile.amount:
        said += f" Für Ihre {euro(profile.amount)} zählt {purchase.short_name}."
    return f"{said} Sicher offen ist {surely[0]}." if len(surely) == 1 else said


def meant_for(programme: Programme) -> list[str]:
    """Return the conditions of the record that say for what a programme is meant, and for what not."""
    return [sentence(text) for text in programme.conditions if _MEANT.search(text)]


def pros_of(programme: Programme, other: Programme, profile: FirmProfile, today: dt.date) -> list[str]:
    """Return what speaks for ``programme`` against ``other``, by their records and the firm's facts, the weightiest first."""
    state, its = validity(programme, today).state, validity(other, today).state
    found = []
    if state == "open" and its != "open":
        found.append("es ist sicher offen")
    elif state == "unconfirmed" and its == "unclear":
        found.append("es war zuletzt offen, beim anderen ist das unklar")
    topic = profile.topic
    mine, theirs = _stand(programme, profile), _stand(other, profile)
    if topic and topic in programme.topics and topic not in other.topics:
        found.append(f"es ist auch für „{TOPIC_NAMES[topic]}“ da")
    elif topic and made_for(programme, topic) and not made_for(other, topic):
        found.append(f"es ist für „{TOPIC_NAMES[topic]}“ gemacht")
    if theirs == Stand.AGAINST and mine != Stand.AGAINST:
        found.append("beim anderen spricht etwas gegen Ihren Betrieb")
    own, sums = share(programme, profile), share(other, profile)
    if own and sums and own.high > sums.high:
        found.append(f"es bringt bei {euro(own.spending)} mehr (höchstens {euro(own.high)} statt {euro(sums.high)})")
    elif own and other.kind == "darlehen":
        found.append(f"Sie zahlen nichts zurück (höchstens {euro(own.high)} Zuschuss)")
    elif programme.kind == "zuschuss" and other.kind == "darlehen":
        found.append("Sie zahlen nichts zurück")
    elif programme.kind in {"zuschuss", "darlehen"} and other.kind in {"beratung", "kostenloses-angebot"}:
        found.append("es hilft bei der Anschaffung selbst")
    if profile.region and profile.region in programme.regions and profile.region not in other.regions:
        found.append(f"es gilt eigens {in_land(profile.region)}")
    return found[:_MOST_PROS]


def recommend_reply(among: Sequence[Programme], profile: FirmProfile, kb: KnowledgeBase, today: dt.date) -> Reply:
    """Name the programme of a list to begin with and why, what speaks for the next one, and what could change it.

    Args:
        among: the programmes on the list, two at least.
        profile: what is known of the firm.
        kb: all programmes, to rank those of the list.
        today: decides the status.
    """
    order = {hit.programme.id: place for place, hit in enumerate(match(profile, kb, today))}
    ordered = sorted(
        among, key=lambda programme: (order.get(programme.id, len(order)), _rank(programme, profile, today))
    )
    surely = ordered[0]
    if profile.amount and surely.kind not in _FOR_PURCHASES:  # who wants to buy is not helped by advice alone
        ordered.sort(
            key=lambda programme: programme.kind not in _FOR_PURCHASES or bool(_against(programme, profile, today))
        )
    best, rest = ordered[0], ordered[1:]
    state = validity(best, today)
    against = _against(best, profile, today)
    if against:
        lead = f"Von diesen würde ich heute keines nehmen. {best.short_name}: {against}."
    else:
        # what speaks for it against the next one; against the others only where that says nothing
        because = next((join_words(pros) for other in rest if (pros := pros_of(best, other, profile, today))), "")
        because = because or "es steht nach Ihren Angaben am weitesten oben"
        lead = f"An Ihrer Stelle würde ich mit **{best.short_name}** anfangen: {because}."
    texts = [lead]
    if best is not surely and not against:
        texts.append(
            f"{surely.short_name} ist {_STATES[validity(surely, today).state]}, hilft aber nur mit {_AID[surely.kind]}."
        )
    elif not against and rest:
        other = rest[0]
        said = pros_of(other, best, profile, today)
        if said and not _against(other, profile, today):
            texts.append(f"Für {other.short_name} spricht: {join_words(said)}.")
    if not against and state.state != "open":
        texts.append(f"Vorher klären: {status_text(best, state)}.")
    check = [reason.text for reason in reasons(best, profile) if reason.fit == "check"]
    if check and not against:
        texts.append(f"Bitte prüfen: {'; '.join(check[:2])}.")
    if not against and meant_for(best):
        texts.append(f"Zu bedenken: {' '.join(meant_for(best)[:2])}")
    missing = [name for name, value in _wanted(profile) if value is None]
    if missing:
        texts.append(f"Genauer weiß ich es, wenn Sie mir {join_words(missing)} nennen.")
    buttons = [Button(f"Mehr zu {best.short_name}", f"Mehr zu {best.short_name}")]
    buttons.append(Button("Was zahle ich selbst?", f"Was muss ich bei {best.short_name} selbst zahlen?"))
    return Reply(
        kind="programme",
        texts=("\n".join(texts),),
        ids=(best.id,),
        sources=(newest_source(best),),
        buttons=tuple(buttons),
    )


def _wanted(profile: FirmProfile) -> tuple[tuple[str, object], ...]:
    return (
        ("Ihr Bundesland", profile.region),
        ("die Zahl der Beschäftigten", profile.employees),
        ("Ihr Vorhaben", profile.topic),
        ("die Summe", profile.amount),
    )


def _against(programme: Programme, profile: FirmProfile, today: dt.date) -> str:
    """Return why a programme is nothing for the firm today; empty where it may be."""
    state = validity(programme, today)
    if state.state in _OVER:
        return status_line(programme, state)
    return join_words(list(exclusions(programme, profile)))


def _rank(programme: Programme, profile: FirmProfile, today: dt.date) -> tuple[int, float, str]:
    state = validity(programme, today)
    hit = ProgrammeHit(programme, state, _stand(programme, profile), points(programme, profile, state), profile)
    return ranked(hit)


def _stand(programme: Programme, profile: FirmProfile) -> Stand:
    return stand(programme, profile, findings(programme, profile))
