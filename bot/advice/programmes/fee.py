"""What a grant for advice bears of the adviser's bill: its rate is a share of that, never of what is bought.

So the sum that counts is the fee, which is asked for; the planned purchase stays what it is.
"""

from __future__ import annotations

from dataclasses import replace

from bot.advice.amounts import grant
from bot.advice.funding_replies import money_text, newest_source
from bot.advice.in_land import as_in, rate_in
from bot.advice.profile import FirmProfile
from bot.advice.programmes.shares import share_from
from bot.advice.reply import Button, Reply
from bot.advice.wording import euro, in_land, percent
from bot.knowledge.records import KnowledgeBase, Programme

FEE = "advice_fee"
"""What the question for the adviser's bill asks for (``Reply.asks``), and what the sums after it are of (``Reply.facet``)."""
_NOT_PROMISED = "Das ist grob gerechnet und keine Zusage."


def pays_for_advice(programme: Programme) -> bool:
    """Return whether it bears a recorded share of an adviser's bill."""
    return programme.kind == "beratung" and programme.rate_percent_max is not None


def ask_for_fee(programme: Programme, profile: FirmProfile, kb: KnowledgeBase) -> Reply:
    """Say what it is for and which share holds for the firm, and ask what the advice will cost."""
    said = f"**{programme.short_name}**: Das Geld ist für Beratung, an der Anschaffung zahlt es nichts."
    text = f"{said} {_rate_text(programme, profile, kb)} Was soll die Beratung kosten, in Euro?"
    return Reply("question", (text,), ids=(programme.id,), sources=(newest_source(programme),), asks=FEE)


def fee_reply(programme: Programme, fee: int, profile: FirmProfile, kb: KnowledgeBase) -> Reply:
    """Return what it bears of a bill of ``fee`` euro, and what is left to pay."""
    own = _for_firm(programme, profile, kb)
    rough = grant(own, fee)
    sums = share_from(rough) if rough else None
    if sums is None:
        return ask_for_fee(programme, profile, kb)
    rows = (
        ("Honorar der Beratung", euro(fee)),
        *sums.rows[1:3],
        ("Zuerst zu zahlen", f"{euro(fee)}, die ganze Rechnung"),
    )
    lines = [f"**{programme.short_name}**", *(f"- {label}: {value}" for label, value in rows)]
    notes = [_rate_text(programme, profile, kb), "An der Anschaffung zahlt es nichts.", _NOT_PROMISED]
    return Reply(
        "programme",
        ("\n".join(lines), " ".join(notes)),
        ids=(programme.id,),
        sources=(newest_source(programme),),
        buttons=(Button(f"Mehr zu {programme.short_name}", f"Mehr zu {programme.short_name}"),),
        facet=FEE,
    )


def _for_firm(programme: Programme, profile: FirmProfile, kb: KnowledgeBase) -> Programme:
    """Return the programme with what most of the firm's Land gets; where another share holds in a part, that is said beside it."""
    rate = rate_in(programme, profile.region, kb)
    own = as_in(programme, profile.region, kb)
    if rate is None or own is not programme:
        return own
    return replace(
        programme, rate_percent_min=rate.percent, rate_percent_max=rate.percent, amount_max_eur=rate.amount_max_eur
    )


def _rate_text(programme: Programme, profile: FirmProfile, kb: KnowledgeBase) -> str:
    """Return the share that holds for the firm as a sentence; where it hangs on a Land that is not known, that."""
    rate = rate_in(programme, profile.region, kb)
    if rate is None or profile.region is None:
        way = kb.applications.get(programme.id)
        depends = " Der Satz hängt vom Bundesland ab." if way and way.rates else ""
        return f"Es zahlt {money_text(programme)} vom Honorar.{depends}"
    most = f", höchstens {euro(rate.amount_max_eur)}" if rate.amount_max_eur else ""
    said = f"Es zahlt {in_land(profile.region)} {percent(rate.percent)} vom Honorar{most}."
    return f"{said} {rate.but}" if rate.but else said
