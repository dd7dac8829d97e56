"""Programmes side by side: two in a table, or one field of each, by their records alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from bot.advice.funding import exclusions, in_region, reasons
from bot.advice.funding_replies import KIND_NAMES, money_text, newest_source, status_line
from bot.advice.profile import FirmProfile
from bot.advice.programmes.choosing import meant_for, preference
from bot.advice.programmes.own_share import share
from bot.advice.reply import Button, Reply, Table
from bot.advice.wording import LAND_NAMES, join_words, sentence, sentences
from bot.knowledge.records import Programme
from bot.knowledge.validity import validity

_UNKNOWN = "nicht bekannt"
_PAY_BACK = {"zuschuss": "Zuschuss, nicht zurückzuzahlen", "darlehen": "Darlehen, wird zurückgezahlt"}
_EFFORT = re.compile(
    r"Hausbank|Businessplan|Konzept|Skizze|Gutachten|ELSTER|Bescheinigung|Verwendungsnachweis|Pflicht|Losverfahren|Wettbewerb"
    r"|Registrier|[Pp]ortal|Nachweis|autorisiert|Check\b|Angebote (?:einholen|vorlegen|nötig)",
)
_TIME = re.compile(
    r"\b(?:Entscheid\w*|Bearbeitung\w*|dauer[tn]?|Bescheid|binnen|jederzeit|Stichtag\w*|Aufruf\w*|Losverfahren|Kontingent|Antragskontingent)\b"
)


def compare_reply(
    first: Programme, second: Programme, profile: FirmProfile, today: dt.date, weigh: bool = False
) -> Reply:
    """Put two programmes side by side: as a table, and in lines for channels that draw none.

    Who reads on a phone reads ten rows, not fifteen: where to apply and the like stand behind "Mehr zu …".

    Args:
        first: one programme.
        second: the other.
        profile: the firm; decides what fits, the sums, and which of the two speaks more for it.
        today: decides the status.
        weigh: whether the question was which of them is better: then the answer to that comes first.
    """
    columns = [_column(programme, profile, today) for programme in (first, second)]
    rows = [
        (label, columns[0][label], columns[1][label])
        for label in columns[0]
        if columns[0][label] != _UNKNOWN or columns[1][label] != _UNKNOWN
    ]
    names = (first.short_name, second.short_name)
    lead = f"**{names[0]}** und **{names[1]}** im Vergleich:"
    verdict = preference(first, second, profile, today)
    lines = [_line(label, names, (one, other)) for label, one, other in rows]
    lead = f"{verdict}\n\n{lead}" if weigh else lead
    tail = " ".join(filter(None, (_difference(first, second), "" if weigh else verdict)))
    return Reply(
        kind="programme_list",
        texts=tuple(filter(None, (lead, "\n".join(lines), tail))),
        ids=(first.id, second.id),
        sources=(newest_source(first), newest_source(second)),
        buttons=tuple(Button(f"Mehr zu {name}", f"Mehr zu {name}") for name in names),
        table=Table(("", *names), tuple(rows)),
        lead=lead,
        tail=tail or None,
    )


def _line(label: str, names: tuple[str, str], cells: tuple[str, str]) -> str:
    """Return one row for channels that draw no table; what is not known is left out."""
    if cells[0] == cells[1]:
        return f"{label}: bei beiden {cells[0]}"
    said = [f"- {name}: {cell}" for name, cell in zip(names, cells, strict=True) if cell != _UNKNOWN]
    return f"{label}:\n" + "\n".join(said)


def _column(programme: Programme, profile: FirmProfile, today: dt.date) -> dict[str, str]:
    found = share(programme, profile)
    money = money_text(programme)
    where = "ganz Deutschland" if "DE" in programme.regions else join_words([LAND_NAMES[r] for r in programme.regions])
    check = [reason.text for reason in reasons(programme, profile) if reason.fit == "check"]
    effort = [text for text in programme.conditions if _EFFORT.search(text)]
    return {
        "Art": _capital(_PAY_BACK.get(programme.kind, KIND_NAMES[programme.kind])),
        "Geld": _capital(money) if money else _UNKNOWN,
        "Für Ihre Summe": found.grant_text if found else _UNKNOWN,
        "Ihr Anteil": found.own_text if found else _UNKNOWN,
        "Status": _capital(status_line(programme, validity(programme, today))),
        "Gilt für": _UNKNOWN if profile.region and in_region(programme, profile.region) else where,
        "Für wen": sentences(programme.beneficiaries)[0],
        "Aufwand": " ".join(sentence(text) for text in effort[:2]) or _UNKNOWN,
        "Passt nicht": "; ".join(exclusions(programme, profile)) or _UNKNOWN,
        "Bitte prüfen": "; ".join(check) or _UNKNOWN,
        "Zu beachten": " ".join([*meant_for(programme)[:1], *sentences(programme.caution or "")[:1]]) or _UNKNOWN,
    }


def speed_reply(programmes: Sequence[Programme], today: dt.date) -> Reply:
    """Say what is on record of how long each programme takes, and which are surely open: the rest has to be asked first."""
    return _of_each(programmes, _TIME, "Wie schnell die Stellen entscheiden, weiß ich nur zum Teil:", today)


def effort_reply(programmes: Sequence[Programme], today: dt.date) -> Reply:
    """Say what is on record of the effort that each programme costs."""
    return _of_each(programmes, _EFFORT, "Zum Aufwand steht in meinen Unterlagen:", today)


def _of_each(programmes: Sequence[Programme], wanted: re.Pattern[str], lead: str, today: dt.date) -> Reply:
    lines = [lead]
    for programme in programmes:
        found = [sentence(text) for text in programme.conditions if wanted.search(text)]
        lines.append(f"- {programme.short_name}: {' '.join(found[:2]) or _UNKNOWN}")
    surely = [programme.short_name for programme in programmes if validity(programme, today).state == "open"]
    if surely and len(surely) < len(programmes):
        are = "ist" if len(surely) == 1 else "sind"
        lines.append(f"Sicher offen {are}: {join_words(surely)}. Bei den anderen müssen Sie erst fragen.")
    lines.append("Fragen Sie die Stelle vor dem Antrag, wie lange es gerade dauert und was sie sehen will.")
    return Reply(
        kind="programme_list",
        texts=("\n".join(lines),),
        ids=tuple(programme.id for programme in programmes),
        sources=tuple(newest_source(programme) for programme in programmes),
        buttons=tuple(Button(more, more) for more in (f"Mehr zu {one.short_name}" for one in programmes[:3])),
    )


def kinds_reply(programmes: Sequence[Programme]) -> Reply:
    """Say of each programme which kind of money it is, and whether it is paid back."""
    lines = [f"- {one.short_name}: {_PAY_BACK.get(one.kind, KIND_NAMES[one.kind])}" for one in programmes]
    return Reply(
        kind="programme_list",
        texts=("So ist es bei diesen Programmen:\n" + "\n".join(lines),),
        ids=tuple(one.id for one in programmes),
        sources=tuple(newest_source(one) for one in programmes),
        buttons=(Button("Nur Zuschüsse", "Nur Zuschüsse"), Button("Ohne Kredite", "Ohne Kredite")),
    )


def _difference(first: Programme, second: Programme) -> str:
    if {first.kind, second.kind} == {"zuschuss", "darlehen"}:
        grant_, loan = (first, second) if first.kind == "zuschuss" else (second, first)
        return (
            f"Der wichtigste Unterschied: Beim Zuschuss ({grant_.short_name}) behalten Sie das Geld. "
            f"Das Darlehen ({loan.short_name}) zahlen Sie zurück."
        )
    return ""


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
