"""Writing in a talk in place of the bot: taking it over, what is said there while it goes on, a word, giving it back.

What goes on stands in a frame of its own that fetches itself anew, so that a word which is being typed is never lost and no
script is needed.
"""

from __future__ import annotations

from starlette.responses import Response

from bot.clock import german_time
from bot.core.office_hours import is_open, said
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.talks import MOST_LINES, lines_of
from bot.desk.visit import Visit, go, page, refused
from bot.privacy.taking_over import LONGEST_NAME

LONGEST_WORD = 1_000
"""Characters of one message to an owner, as many as they may write."""
_RENEWED_SECONDS = 4
_OWN_FRAME = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "frame-src 'self'"
)
_IN_OWN_FRAME = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'self'"
_OVER = "Sie schreiben dort nicht mehr: Das Gespräch ist zurückgegeben, oder die Person hat ihre Erlaubnis beendet."


def take(visit: Visit) -> Response:
    """Take a talk over, under a name that the owner is told; only in office hours where some are set."""
    number, name = _number(visit), " ".join(visit.form.get("name", "").split())
    if not is_open(visit.desk.hours, german_time(visit.now)):
        return refused(visit, 409, "Jetzt nicht", f"Im Chat antworten Sie zu den Bürozeiten: {said(visit.desk.hours)}.")
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        text = f"Schreiben Sie, wie Sie im Chat heißen: höchstens {LONGEST_NAME} Zeichen, zum Beispiel „M. Beispiel“."
        return refused(visit, 400, "Der Name fehlt", text)
    taken = visit.desk.persons.take(number, visit.account.name, name, visit.now)
    if taken == "other":
        return go(visit, f"/gespraeche/{number}", meldung="gespraech-vergeben")
    if taken == "gone":
        return _gone(visit)
    visit.note("talk taken", str(number))
    return go(visit, f"/gespraeche/{number}/schreiben")


def show(visit: Visit) -> Response:
    """Show the talk in a frame, and the field below it."""
    found = visit.desk.talks.follow(_number(visit), visit.account.name, visit.now)
    return _shown(visit, found[0].taken_name or "") if found else _over(visit)


def say(visit: Visit) -> Response:
    """Say something to the owner."""
    number, text = _number(visit), visit.form.get("text", "").replace("\r\n", "\n").strip()
    found = visit.desk.talks.follow(number, visit.account.name, visit.now)
    name = (found[0].taken_name if found else "") or ""
    if not text:
        return _shown(visit, name, text, "Schreiben Sie, was die Person lesen soll.")
    if len(text) > LONGEST_WORD:
        fault = f"Eine Nachricht hat höchstens {LONGEST_WORD} Zeichen. Diese hat {len(text)}. Bitte kürzen."
        return _shown(visit, name, text, fault)
    if not all(char.isprintable() or char == "\n" for char in text):
        return _shown(
            visit, name, text, "Hier stehen Zeichen, die man nicht sieht. Tippen Sie die Nachricht bitte neu."
        )
    if not visit.desk.persons.say(number, visit.account.name, text, visit.now):
        return _shown(visit, name, text, f"{_OVER} Ihre Nachricht wurde nicht verschickt.", is_there=False)
    return go(visit, f"/gespraeche/{number}/schreiben")


def leave(visit: Visit) -> Response:
    """Give the talk back to the bot."""
    number = _number(visit)
    if visit.desk.persons.leave(number, visit.account.name, visit.now):
        visit.note("talk given back", str(number))
    return go(visit, "/gespraeche", meldung="zurueckgegeben")


def frame(visit: Visit) -> Response:
    """Show what was said until now; fetched anew every few seconds as long as the account writes there."""
    visit.desk.persons.end_silent(visit.now)
    found = visit.desk.talks.follow(_number(visit), visit.account.name, visit.now)
    lines = lines_of(found[1])[-MOST_LINES:] if found else ()
    answer = page(visit, "following.html", is_there=found is not None, lines=lines, over=_OVER)
    answer.headers["Content-Security-Policy"] = _IN_OWN_FRAME
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    if found:
        answer.headers["Refresh"] = str(_RENEWED_SECONDS)
    return answer


def _shown(visit: Visit, name: str, text: str = "", fault: str = "", is_there: bool = True) -> Response:
    answer = page(visit, "writing.html", 400 if fault else 200, number=_number(visit), name=name, text=text, fault=fault,
                  is_there=is_there, longest=LONGEST_WORD)  # fmt: skip
    answer.headers["Content-Security-Policy"] = _OWN_FRAME
    return answer


def _number(visit: Visit) -> int:
    number = visit.path["id"]
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _over(visit: Visit) -> Response:
    return refused(visit, 404, "Hier schreiben Sie nicht", _OVER)


def _gone(visit: Visit) -> Response:
    text = "Die Person hat dem nicht zugestimmt, die Erlaubnis zurückgenommen, oder ihr Chat kann keine Nachrichten empfangen."
    return refused(visit, 404, "In diesem Gespräch darf niemand schreiben", text)


ROUTES = (
    Route("/gespraeche/{id}/uebernehmen", take, Role.EDIT, "POST"),
    Route("/gespraeche/{id}/schreiben", show, Role.EDIT),
    Route("/gespraeche/{id}/schreiben", say, Role.EDIT, "POST"),
    Route("/gespraeche/{id}/verlauf", frame, Role.EDIT),
    Route("/gespraeche/{id}/zurueckgeben", leave, Role.EDIT, "POST"),
)
