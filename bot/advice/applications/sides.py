"""What is on record about one side of an application: from its own record, else from that of the programme, else nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.advice.wording import euro, sentence, sentences
from bot.knowledge.applications.records import Application, Proof, Start, Step
from bot.knowledge.records import Programme, Source
from bot.language.asked.application import Asked
from bot.language.text.normalise import fold

SIDE_OF: dict[Asked, str] = {
    "steps": "steps", "papers": "papers", "duration": "duration", "payout": "payout", "repayment": "repayment", "ordered": "start",
    "may_order": "start", "combination": "combination", "refused": "refused", "where": "steps", "house_bank": "house_bank",
    "de_minimis": "de_minimis",
}  # fmt: skip
"""Which side of the record answers which question; its sources are named."""

_ORDERED: dict[Start, str] = {
    "zusage": "Dann ist das Geld in Gefahr: Hier darf erst nach der Zusage bestellt werden.",
    "eingang": "Das kommt auf den Tag an: Bestellt werden darf hier erst, wenn der Antrag eingegangen ist.",
    "antrag": "Dann ist das Geld in Gefahr, wenn der Antrag noch nicht gestellt war: Er muss vor dem Beginn da sein.",
    "jederzeit": "Das schadet hier nicht: Sie dürfen auch nachträglich beantragen.",
    "ohne": "Das spielt hier keine Rolle.",
}
_MAY_ORDER: dict[Start, str] = {
    "zusage": "Nein, hier dürfen Sie erst nach der Zusage bestellen.",
    "eingang": "Nur wenn Ihr Antrag schon eingegangen ist.",
    "antrag": "Nein, nicht vor dem Antrag. Ob Sie danach auf die Zusage warten müssen, sagt Ihnen die zuständige Stelle.",
    "jederzeit": "Ja, das schadet hier nicht: Sie dürfen auch nachträglich beantragen.",
    "ohne": "Ja, das spielt hier keine Rolle.",
}
_TELL_THEM = "Sagen Sie der zuständigen Stelle offen, was schon bestellt ist, und fragen Sie, bevor Sie weitermachen."
_HARMLESS = frozenset({"jederzeit", "ohne"})
_BY_KIND = {
    "darlehen": "Ja, ein Darlehen zahlen Sie mit Zinsen zurück.",
    "buergschaft": "Ja, den Kredit selbst schulden Sie Ihrer Bank weiter.",
    "zuschuss": "In der Regel nicht, denn es ist ein Zuschuss.",
    "kostenloses-angebot": "Nein, denn es fließt kein Geld.",
}
"""Whether money is paid back where no record of its own says it: what the kind of money means."""
_CONDITIONS: dict[Asked, tuple[str, ...]] = {
    "papers": ("nachweis", "businessplan", "unterlagen", "konto", "jahresabschl", "stellungnahme"),
    "ordered": ("beginn", "begonnen", "bestell", "vertraege", "bewilligung", "freigabe"),
    "may_order": ("beginn", "begonnen", "bestell", "vertraege", "bewilligung", "freigabe"),
    "duration": ("entscheidung nach", "bewilligung dauert", "bearbeitung", "zusage in der regel", "zusage binnen"),
    "payout": ("auszahl", "erstattet"),
    "repayment": ("zurueck", "tilgung", "bindung"),
    "combination": ("kombin", "kumul", "neben der", "zusammen mit §"),
    "de_minimis": ("minimis",),
}
"""Pieces of words by which a condition of a programme is known to be about a question."""


@dataclass(frozen=True)
class Side:
    """What is known. ``text``: None where nothing is; ``own``: whether it stands in the record of the application."""

    text: str | None
    own: bool
    proofs: tuple[Proof, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The pages that it was read on, the newest first."""
        return tuple(Source(proof.title, proof.url, proof.date) for proof in self.proofs)


def side(programme: Programme, application: Application | None, asked: Asked) -> Side:
    """Return what is on record about a question on a programme. ``application``: its record, if there is one."""
    if application is not None:
        text = _TOLD[asked](application)
        if text is not None:
            return Side(text, True, application.proofs(SIDE_OF[asked]))
    return Side(_of_programme(programme, asked), False)


def whom_to_ask(programme: Programme) -> str:
    """Return who knows what no source says, as a sentence."""
    if programme.apply_via:
        return f"Fragen Sie dort nach: {programme.apply_via}."
    return f"Fragen Sie bei der Stelle nach, die das Programm anbietet: {programme.provider}."


def where(programme: Programme) -> str:
    """Return where to apply, as far as the programme's record says it."""
    via = (
        f"Zuständig: {programme.apply_via}."
        if programme.apply_via
        else "Welche Stelle den Antrag annimmt, weiß ich nicht."
    )
    return f"{via} Link: {programme.apply_url}" if programme.apply_url else via


def _steps(application: Application) -> str:
    lines = [_step(number, step) for number, step in enumerate(application.steps, start=1)]
    return "\n".join(lines)


def _step(number: int, step: Step) -> str:
    said = f"{number}. {step.text}"
    if step.who:
        said += f" ({step.who})"
    return f"{said} Zeit: {sentence(step.takes)}" if step.takes else said


def _papers(application: Application) -> str | None:
    if not application.papers:
        return application.papers_note
    listed = "\n".join(f"- {paper}" for paper in application.papers)
    return "\n".join(filter(None, ("Das wird gebraucht:", listed, application.papers_note)))


def _ordered(application: Application) -> str | None:
    if application.start is None:
        return None
    last = None if application.start in _HARMLESS else _TELL_THEM
    return " ".join(filter(None, (_ORDERED[application.start], application.start_note, last)))


def _may_order(application: Application) -> str | None:
    if application.start is None:
        return None
    return " ".join(filter(None, (_MAY_ORDER[application.start], application.start_note)))


def _first_step(application: Application) -> str:
    return f"Der erste Schritt: {application.steps[0].text}"


_TOLD: dict[Asked, Callable[[Application], str | None]] = {
    "steps": _steps,
    "papers": _papers,
    "ordered": _ordered,
    "may_order": _may_order,
    "where": _first_step,
    "duration": lambda application: application.duration,
    "payout": lambda application: application.payout,
    "repayment": lambda application: application.repayment,
    "combination": lambda application: application.combination,
    "refused": lambda application: application.refused,
    "house_bank": lambda application: application.house_bank,
    "de_minimis": lambda application: application.de_minimis,
}


def _of_programme(programme: Programme, asked: Asked) -> str | None:
    """Return what the programme's own record says on a question; None if it says nothing."""
    if asked == "house_bank" and programme.apply_via:
        if "bank" in fold(programme.apply_via) and "hausbank" in fold(programme.apply_via):
            return f"Ja, nach meinen Unterlagen läuft der Antrag so: {programme.apply_via}."
        return f"Nein, nach meinen Unterlagen ist zuständig: {programme.apply_via}."
    if asked == "repayment" and programme.kind in _BY_KIND:
        return _BY_KIND[programme.kind]
    marks = _CONDITIONS.get(asked, ())
    found = [condition for condition in programme.conditions if any(mark in fold(condition) for mark in marks)]
    return f"In den Bedingungen steht: {' '.join(found)}" if found else None


def most_money(programme: Programme) -> str | None:
    """Return the most that a grant may bring, in euro; None where no limit is recorded or it has to be paid back."""
    known = programme.kind in {"zuschuss", "beratung"} and programme.amount_max_eur
    return euro(programme.amount_max_eur) if known and programme.amount_max_eur else None


def short(text: str) -> str:
    """Return the beginning of what is known, for a line among several."""
    return " ".join(sentences(text)[:2])
