"""The eight figures of a day's first look, from counters: how much is asked, how well it is answered, what waits."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bot.clock import german_time, today
from bot.desk.charts import Bar, bars
from bot.desk.desk import Desk
from bot.feedback.figures import AGEING, ANSWERED, ASKED_BACK, STEPS, TALKS, UNANSWERED, WAITING, note, read, speed
from bot.knowledge.store import KnowledgeUnavailable
from bot.knowledge.worklist import WorkList, work_list
from bot.privacy.tables import FEEDBACK

DAYS = 14
_HALF = DAYS // 2
HELPED, HELPED_NOT, SPEED = "helped", "helped_not", "speed"
_SHARE = 0.95

ByDay = Mapping[dt.date, Mapping[str, float]]


@dataclass(frozen=True)
class Figure:
    """One figure.

    ``name``: in addresses; ``value``: as it is shown; ``of``: what it counts; ``trend``: against the week before, in words;
    ``bars``: the last fourteen days; ``path``: of the page with what stands behind it.
    """

    name: str
    title: str
    value: str
    of: str
    trend: str
    bars: list[Bar]
    path: str


def last_days(count: int = DAYS) -> list[dt.date]:
    """Return the last days, today as the last one."""
    return [today() - dt.timedelta(days=back) for back in range(count - 1, -1, -1)]


def figures_by_day(desk: Desk, days: Sequence[dt.date]) -> dict[dt.date, dict[str, float]]:
    """Return all counters of some days: those of the servers, the ratings, and how quick nearly all answers were."""
    found: dict[dt.date, dict[str, float]] = {
        day: dict.fromkeys((TALKS, ANSWERED, ASKED_BACK, UNANSWERED, HELPED, HELPED_NOT), 0.0) for day in days
    }
    counted = read(desk.engine, days[0])
    for day, counts in counted.items():
        if day in found:
            found[day].update(counts)
            quick = slowest_of(counts)
            if quick is not None:
                found[day][SPEED] = quick
    begin = dt.datetime.combine(days[0], dt.time()).timestamp() - 86_400
    with desk.engine.connect() as connection:
        rows = connection.execute(select(FEEDBACK.c.created, FEEDBACK.c.helpful).where(FEEDBACK.c.created >= begin))
        for row in rows:
            day = german_time(row.created).date()
            if day in found:
                found[day][HELPED if row.helpful else HELPED_NOT] += 1
    return found


def slowest_of(counts: Mapping[str, int]) -> int | None:
    """Return the milliseconds within which 95 of 100 answers came, as exact as the counters are; None without any answer."""
    steps = Counter({step: counts.get(speed(step), 0) for step in STEPS})
    whole = sum(steps.values())
    if not whole:
        return None
    seen = 0
    for step in STEPS:
        seen += steps[step]
        if seen >= _SHARE * whole:
            return step
    return STEPS[-1]


def asked_for(desk: Desk) -> Counter[str]:
    """Return how often owners rated an answer with each record."""
    asked: Counter[str] = Counter()
    for rating in desk.feedback.ratings():
        asked[rating.id] += rating.helpful + rating.unhelpful
    return asked


def to_check(desk: Desk) -> WorkList | None:
    """Return what of the content has aged, what was asked for most first; None where no content is loaded."""
    try:
        return work_list(desk.snapshot(), today(), asked_for(desk))
    except KnowledgeUnavailable:
        return None


def ageing(work: WorkList | None) -> int:
    """Return how many records have aged."""
    if work is None:
        return 0
    old = work.ageing
    return len(work.checks) + len(old.articles) + len(old.cases) + len(old.contacts)


def note_levels(desk: Desk) -> dict[str, int]:
    """Note how many call-backs wait and how many records age, so that there is a trend tomorrow; returns both."""
    levels = {WAITING: desk.callbacks.waiting(), AGEING: ageing(to_check(desk))}
    note(desk.engine, today(), levels)
    return levels


def eight(desk: Desk) -> list[Figure]:
    """Return the figures of the first page."""
    levels = note_levels(desk)
    days = last_days()
    found = figures_by_day(desk, days)
    open_questions = len(desk.questions.open(desk.clock() - 30 * 86_400.0))

    def week(name: str) -> float:
        return sum(found[day].get(name, 0) for day in days[_HALF:])

    answers = week(ANSWERED) + week(ASKED_BACK) + week(UNANSWERED)
    rated = week(HELPED) + week(HELPED_NOT)
    quick = found[days[-1]].get(SPEED) or next(
        (found[day][SPEED] for day in reversed(days) if SPEED in found[day]), None
    )

    def figure(name: str, title: str, value: str, of: str, path: str, unit: str = "") -> Figure:
        values = [found[day].get(name) for day in days]
        return Figure(name, title, value, of, trend(name, found, days), bars(days, values, unit), path)

    of_answers = f"von {_number(answers)} Antworten in 7 Tagen"
    of_rated = f"von {_number(rated)} Bewertungen, {_number(week(HELPED_NOT))} mal nicht geholfen"
    tempo = "–" if quick is None else f"{_number(quick)} ms"
    unanswered = f"{_number(open_questions)} Fragen sind offen"
    return [
        figure(TALKS, "Gespräche", _number(week(TALKS)), "in den letzten 7 Tagen", "/zahlen/gespraeche"),
        figure(ANSWERED, "Gleich beantwortet", _share(week(ANSWERED), answers), of_answers, "/zahlen/antworten"),
        figure(ASKED_BACK, "Rückfrage gestellt", _share(week(ASKED_BACK), answers), of_answers, "/zahlen/antworten"),
        figure(UNANSWERED, "Nicht beantwortet", _share(week(UNANSWERED), answers), unanswered, "/fragen"),
        figure(HELPED, "Hat geholfen", _share(week(HELPED), rated), of_rated, "/zahlen/bewertungen"),
        figure(WAITING, "Rückrufe warten", _number(levels[WAITING]), "heute", "/rueckrufe"),
        figure(AGEING, "Inhalte altern", _number(levels[AGEING]), "abgelaufen oder nicht bestätigt", "/frische"),
        figure(SPEED, "Tempo", tempo, "in dieser Zeit kommen 95 von 100 Antworten", "/zahlen/tempo", " ms"),
    ]


def trend(name: str, found: ByDay, days: Sequence[dt.date]) -> str:
    """Return in words how the last seven days compare with the seven before."""
    if name in (WAITING, AGEING, SPEED):
        values = [found[day][name] for day in days if name in found[day]]
        before, now = (values[0], values[-1]) if values else (0.0, 0.0)
        if len(values) < 2:
            return "noch kein Vergleich"
    else:
        before = sum(found[day].get(name, 0) for day in days[:_HALF])
        now = sum(found[day].get(name, 0) for day in days[_HALF:])
        if not before:
            return "noch kein Vergleich"
    if now == before:
        return "wie zuvor"
    return f"{'mehr' if now > before else 'weniger'} als zuvor ({_number(before)} → {_number(now)})"


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".")


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"
