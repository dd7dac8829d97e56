"""Trying a question out: what would an owner be answered at this moment?"""

from __future__ import annotations

from starlette.responses import Response

from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.visit import Visit, page

_LONGEST = 1_000


def show(visit: Visit) -> Response:
    """Show the empty form."""
    return page(visit, "trying.html", question="", answer=None, fault="", names={}, was_asked=False)


def try_out(visit: Visit) -> Response:
    """Ask the running chat. Sent as a form and not in the address, which proxies write down."""
    question = visit.form.get("frage", "").strip()
    fault = ""
    if not question:
        fault = "Schreiben Sie die Frage, die Sie ausprobieren möchten."
    elif len(question) > _LONGEST:
        fault = f"Eine Frage hat im Chat höchstens {_LONGEST} Zeichen. Diese hat {len(question)}."
    answer = None if fault else visit.desk.chat.ask(question)
    return page(
        visit,
        "trying.html",
        400 if fault else 200,
        question=question,
        answer=answer,
        fault=fault,
        names=names_of(visit, answer.ids if answer else ()),
        was_asked=not fault,
    )


def names_of(visit: Visit, ids: tuple[str, ...]) -> dict[str, str]:
    """Return what records are called for staff, by id."""
    knowledge = visit.desk.snapshot()
    found = {}
    for id_ in ids:
        if id_ in knowledge.articles:
            found[id_] = knowledge.articles[id_].question
        elif id_ in knowledge.programmes:
            found[id_] = knowledge.programmes[id_].short_name
        elif id_ in knowledge.case_studies:
            found[id_] = knowledge.case_studies[id_].title
    return found


ROUTES = (
    Route("/ausprobieren", show, Role.READ, title="Ausprobieren"),
    Route("/ausprobieren", try_out, Role.READ, "POST"),
)
