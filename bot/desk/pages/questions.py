"""Open questions: grouped by meaning, with the article that is likely meant, and one click to make it the answer."""

from __future__ import annotations

from starlette.responses import Response

from bot.desk import assigning
from bot.desk.assigning import CannotAssign, has_gap
from bot.desk.meaning import Likely, QuestionGroup, by_words
from bot.desk.pages.trying import names_of
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.visit import Visit, go, page, refused
from bot.feedback.settling import NumberedQuestion, Outcome

DAYS = 30
"""Questions of so many days are shown."""
_SHOWN = 25
_SURE, _WORTH = 50, 12
"""Percent from which an article is recommended, and from which it is offered at all: a wrong one is worse than none."""
_SETTLED: dict[str, Outcome] = {"zugeordnet": "answered", "nicht-unser-thema": "not_ours", "erledigt": "done"}
_MOST_IDS = 500


def listed(visit: Visit) -> Response:
    """Show the open questions, or those that were settled in one way."""
    shown = visit.query.get("zeigen", "offen")
    since = _since(visit)
    if shown in _SETTLED:
        questions = visit.desk.questions.settled(_SETTLED[shown], since)
        groups = visit.desk.meaning.groups(questions)
        return page(visit, "settled.html", groups=groups[:_SHOWN], more=max(0, len(groups) - _SHOWN), shown=shown,
                    changes=visit.desk.changes.latest(20), may_edit=visit.may(Role.EDIT))  # fmt: skip
    groups = visit.desk.meaning.groups(visit.desk.questions.open(since))
    knowledge = visit.desk.snapshot()
    rows = [
        (one, _worth_showing(visit.desk.meaning.likely(one.label, knowledge)), usable(one)) for one in groups[:_SHOWN]
    ]
    return page(visit, "questions.html", rows=rows, more=max(0, len(groups) - _SHOWN), count=sum(g.count for g in groups),
                shown="offen", days=DAYS, sure=_SURE, may_edit=visit.may(Role.EDIT))  # fmt: skip


def one(visit: Visit) -> Response:
    """Show a group with all its questions, how the chat answers it now, and the form to assign it."""
    group = _group_of(visit)
    if group is None:
        return _gone(visit)
    likely = visit.desk.meaning.likely(group.label, visit.desk.snapshot(), most=5)
    first = likely[0].id if likely else ""
    return _form(visit, group, "\n".join(usable(group)), first, likely)


def assign(visit: Visit) -> Response:
    """Add phrasings to an article, or look for another article first; whatever was typed stays."""
    group = _group_of(visit)
    if group is None:
        return _gone(visit)
    likely = visit.desk.meaning.likely(group.label, visit.desk.snapshot(), most=5)
    # One field with a line each, or a field each.
    texts, wanted = "\n".join(visit.forms.get("texte", ())), visit.form.get("artikel", "")
    if visit.form.get("tun") == "suchen":
        searched = visit.form.get("suche", "").strip()
        found = by_words(searched, visit.desk.snapshot()) if searched else []
        fault = "" if found else "Dazu gibt es keinen Artikel. Nehmen Sie ein einzelnes, anderes Wort."
        return _form(visit, group, texts, wanted, [*found, *likely], searched=searched, search_fault=fault)
    if not wanted:
        return _form(
            visit, group, texts, "", likely, article_fault="Wählen Sie den Artikel aus, der die Frage beantwortet."
        )
    question = visit.form.get("testfrage", "").strip()[:300] or group.label
    try:
        change = assigning.assign(
            visit.desk, visit.account.name, wanted, texts.splitlines(), question, group.ids, visit.now
        )
    except CannotAssign as error:
        known = visit.desk.snapshot().articles.get(wanted)
        chosen = [Likely(known.id, known.question, 0)] if known and known.id not in {o.id for o in likely} else []
        fault = f"„{error.text}“: {error}" if error.text else str(error)
        return _form(visit, group, texts, wanted, [*chosen, *likely], texts_fault=fault)
    return go(visit, f"/aenderung/{change}")


def settle(visit: Visit) -> Response:
    """Put questions away: not our subject, or done."""
    outcome = _SETTLED.get(visit.form.get("als", ""))
    if outcome not in ("not_ours", "done"):
        return refused(visit, 400, "Das fehlt noch", "Sagen Sie, ob die Fragen erledigt oder nicht unser Thema sind.")
    count = visit.desk.questions.settle(_ids(visit), outcome, visit.now)
    if count:
        visit.note("questions settled", f"{count} Fragen: {visit.form['als']}")
    return go(visit, "/fragen", meldung="abgelegt" if count else "schon-abgelegt")


def reopen(visit: Visit) -> Response:
    """Let questions be open again."""
    ids = _ids(visit)
    visit.desk.questions.reopen(ids)
    visit.note("questions reopened", f"{len(ids)} Fragen")
    return go(visit, "/fragen", meldung="wieder-offen")


def change(visit: Visit) -> Response:
    """Show what an assignment has done: the answer before and after."""
    found = visit.desk.changes.get(int(visit.path["id"])) if visit.path["id"].isdecimal() else None
    if found is None:
        return refused(visit, 404, "Diese Änderung gibt es nicht", "Änderungen werden ein Jahr lang aufgehoben.")
    article = visit.desk.snapshot().articles.get(found.article)
    ids = (*(found.before.ids if found.before else ()), *(found.after.ids if found.after else ()))
    return page(visit, "change.html", change=found, article=article, names=names_of(visit, ids),
                may_edit=visit.may(Role.EDIT))  # fmt: skip


def take_back(visit: Visit) -> Response:
    """Take an assignment back."""
    number = int(visit.path["id"]) if visit.path["id"].isdecimal() else 0
    try:
        done = assigning.undo(visit.desk, visit.account.name, number, visit.now)
    except CannotAssign as error:
        return refused(visit, 409, "Das geht gerade nicht", str(error))
    return go(visit, f"/aenderung/{number}", meldung="zurueckgenommen" if done else "schon-abgelegt")


def _form(visit: Visit, group: QuestionGroup, texts: str, wanted: str, choices: list[Likely], **more: str) -> Response:
    faults = {name: more.get(name, "") for name in ("texts_fault", "article_fault", "search_fault", "searched")}
    answer = visit.desk.chat.ask(group.label)
    unique = list({choice.id: choice for choice in choices}.values())
    has_fault = any(faults[name] for name in ("texts_fault", "article_fault", "search_fault"))
    return page(
        visit,
        "question.html",
        400 if has_fault else 200,
        group=group,
        texts=texts,
        wanted=wanted,
        choices=unique,
        hidden=[text for text in group.texts if has_gap(text)],
        answer=answer,
        names=names_of(visit, answer.ids if answer else ()),
        test_question=visit.form.get("testfrage", group.label),
        may_edit=visit.may(Role.EDIT),
        **faults,
    )


def _group_of(visit: Visit) -> QuestionGroup | None:
    """Return the group that a question is in; None where it was settled meanwhile, or is gone."""
    return group_with(visit, visit.path["id"])


def group_with(visit: Visit, number: str) -> QuestionGroup | None:
    """Return the group of the open question with a number; None where it is open no more."""
    if not number.isdecimal() or len(number) > 15:
        return None
    wanted = int(number)
    known: list[NumberedQuestion] = visit.desk.questions.open(_since(visit))
    if all(question.id != wanted for question in known):
        return None
    return next((group for group in visit.desk.meaning.groups(known) if wanted in group.ids), None)


def _gone(visit: Visit) -> Response:
    return refused(visit, 404, "Diese Fragen sind nicht mehr offen", "Jemand anderes hat sie abgelegt oder zugeordnet.")


def usable(group: QuestionGroup) -> list[str]:
    """Return the questions in which nothing personal was masked."""
    return [text for text in group.texts if not has_gap(text)][: assigning.MOST]


def _worth_showing(found: list[Likely]) -> list[Likely]:
    return [article for article in found if article.percent >= _WORTH]


def _ids(visit: Visit) -> list[int]:
    given = visit.form.get("fragen", "").split(",")
    return [int(number) for number in given if number.isdecimal() and len(number) < 16][:_MOST_IDS]


def _since(visit: Visit) -> float:
    return visit.now - DAYS * 86_400.0


ROUTES = (
    Route("/fragen", listed, Role.READ, title="Offene Fragen"),
    Route("/fragen/ablegen", settle, Role.EDIT, "POST"),
    Route("/fragen/oeffnen", reopen, Role.EDIT, "POST"),
    Route("/fragen/{id}", one, Role.READ),
    Route("/fragen/{id}", assign, Role.EDIT, "POST"),
    Route("/aenderung/{id}", change, Role.READ),
    Route("/aenderung/{id}/zuruecknehmen", take_back, Role.EDIT, "POST"),
)
