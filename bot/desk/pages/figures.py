"""What stands behind the figures: tables by day, ratings by record, what has aged. Nothing of anybody."""

from __future__ import annotations

from starlette.responses import Response

from bot.desk import figures
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.visit import Visit, page, refused
from bot.feedback.figures import ANSWERED, ASKED_BACK, TALKS, UNANSWERED

_DAYS = 28
_MOST = 60
_TABLES = {
    "gespraeche": ("Gespräche", ((TALKS, "Gespräche"),), "Ein Gespräch zählt an dem Tag, an dem es beginnt."),
    "antworten": (
        "Antworten",
        ((ANSWERED, "gleich beantwortet"), (ASKED_BACK, "Rückfrage"), (UNANSWERED, "nicht beantwortet")),
        "Eine Rückfrage stellt der Chat, wenn mehrere Artikel infrage kommen oder ihm eine Angabe fehlt. Begrüßungen und "
        "die Schritte im Check zählen nicht mit.",
    ),
    "tempo": (
        "Tempo",
        ((figures.SPEED, "95 von 100 Antworten in höchstens (ms)"),),
        "Gemessen im Server, ohne den Weg durchs Netz. Bis etwa 400 ms wirkt eine Antwort sofort.",
    ),
}
_AGED = {"ends": "läuft ab oder ist abgelaufen", "unconfirmed": "lange nicht bestätigt", "unclear": "Stand unklar"}
"""Why a programme is to be checked (``bot.desk.figures.to_check``)."""
_RATED = {"wrong": "war falsch", "no_use": "hilft nicht weiter", "too_long": "zu lang"}
"""How the reasons of ``bot.feedback.store.Reason`` are shown."""


def by_day(visit: Visit) -> Response:
    """Show some figures of the last days."""
    found = _TABLES.get(visit.path["name"])
    if found is None:
        return refused(visit, 404, "Diese Zahl gibt es nicht", "Unter „Heute“ stehen alle Zahlen.")
    title, columns, explained = found
    days = figures.last_days(_DAYS)
    counted = figures.figures_by_day(visit.desk, days)
    rows = [(day, [counted[day].get(name) for name, _ in columns]) for day in reversed(days)]
    return page(
        visit, "by_day.html", title=title, columns=[said for _, said in columns], rows=rows, explained=explained
    )


def ratings(visit: Visit) -> Response:
    """Show which answers helped least."""
    knowledge = visit.desk.snapshot()
    names = {
        **{id_: article.question for id_, article in knowledge.articles.items()},
        **{id_: programme.short_name for id_, programme in knowledge.programmes.items()},
        **{id_: case.title for id_, case in knowledge.case_studies.items()},
    }
    found = [(names.get(rating.id, rating.id), rating) for rating in visit.desk.feedback.ratings()]
    return page(visit, "ratings.html", ratings=found[:_MOST], reasons=_RATED, more=max(0, len(found) - _MOST))


def aged(visit: Visit) -> Response:
    """Show what of the content has aged, the most useful check first."""
    work = figures.to_check(visit.desk)
    checks = [] if work is None else [(c.programme, _AGED[c.reason], c.asked) for c in work.checks]
    articles = [] if work is None else list(work.ageing.articles)
    others = (
        [] if work is None else [*(case.title for case in work.ageing.cases), *(c.name for c in work.ageing.contacts)]
    )
    return page(visit, "aged.html", checks=checks[:_MOST], checks_more=max(0, len(checks) - _MOST), articles=articles[:_MOST],
                articles_more=max(0, len(articles) - _MOST), others=others[:_MOST])  # fmt: skip


ROUTES = (
    Route("/zahlen/bewertungen", ratings, Role.READ),
    Route("/zahlen/alternd", aged, Role.READ),
    Route("/zahlen/{name}", by_day, Role.READ),
)
