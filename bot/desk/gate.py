"""The one way into every page: our own name, our own website, a session, the role, the form's own token, in this order.

Nothing is decided in the pages themselves. An address that there is not looks to strangers like one that there is.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, quote, unquote

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk import forwarding
from bot.desk.desk import Desk
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.visit import ROOT, Visit, refused
from bot.knowledge.store import KnowledgeUnavailable
from bot.web.hosts import LOOPBACK, Host, is_ours, is_same_site, read_host

COOKIE = "__Secure-redaktion"
LOGIN = "/anmelden"
MAX_BODY = 64 * 1024
"""Bytes of a form that are read."""
_MOST_FIELDS = 600
_FORM = "application/x-www-form-urlencoded"

logger = logging.getLogger(__name__)


class Refusal(Exception):  # noqa: N818
    """A request that goes no further; ``heading`` and ``text`` are German."""

    def __init__(self, status: int, heading: str, text: str) -> None:
        """``status``: of HTTP."""
        super().__init__(heading)
        self.status, self.heading, self.text = status, heading, text


async def let_in(request: Request, desk: Desk, route: Route | None) -> Response:
    """Answer a request with what ``route`` makes of it, or say why not; None: there is no such page."""
    origin = forwarding.read(request, desk.proxies)
    visit = Visit(
        desk,
        here=request.url.path,
        query={name: value for name, value in request.query_params.items() if "\0" not in value},
        path=dict(request.path_params),
        prefix=origin.prefix,
        address=origin.address,
        now=desk.clock(),
    )
    try:
        host = _own_name(request, desk, origin.is_https)
        if request.method == "POST":
            _own_website(request, host)
        token = request.cookies.get(COOKIE, "")
        session = await run_in_threadpool(desk.sessions.find, token, visit.now) if token else None
        visit = _replaced(visit, session=session)
        if session is None and (route is None or route.role is not None):
            return _to_login(request, visit, bool(token))
        if route is None:
            raise Refusal(
                404, "Diese Seite gibt es nicht", "Vielleicht ist sie umgezogen. Oben finden Sie alle Seiten."
            )
        if route.role is not None:
            await _check_role(visit, route, route.role)
        if request.method == "POST":
            names = _read_form(request, await request.body())
            if session is not None and not _is_own_form(names, session.csrf):
                raise Refusal(
                    403,
                    "Bitte noch einmal",
                    "Das Formular war zu alt. Laden Sie die Seite neu und senden Sie es noch einmal ab.",
                )
            form = {name: values[0] for name, values in names.items()}
            visit = _replaced(visit, forms=names, form=form)
        return await run_in_threadpool(route.work, visit)
    except Refusal as refusal:
        return refused(visit, refusal.status, refusal.heading, refusal.text)
    except KnowledgeUnavailable as error:
        logger.error("The content cannot be read: %s", error)
        return refused(
            visit, 503, "Die Inhalte sind gerade nicht da", "Sie werden noch geladen, oder die Datenbank fehlt."
        )
    except SQLAlchemyError as error:
        # Errors of ours name the statement and never what somebody has told us; the kind is enough.
        logger.error("The data base cannot be used: %s", type(error).__name__)
        text = "Was Sie gerade abgeschickt haben, ist nicht gespeichert. Bitte in einer Minute noch einmal."
        return refused(visit, 503, "Die Datenbank antwortet nicht", text)


def _own_name(request: Request, desk: Desk, is_https: bool) -> Host:
    """Return the name we are asked under.

    Raises:
        Refusal: it is not ours, or passwords would go over the network as they are.
    """
    given = request.headers.getlist("host")
    host = read_host(given[0]) if len(given) == 1 else None
    if host is None or not is_ours(host, desk.hosts):
        raise Refusal(
            421, "Unter diesem Namen geht es nicht", "Der Name dieser Website fehlt in der Einstellung LOTSE_HOSTS."
        )
    if host.name not in LOOPBACK and not is_https:
        text = "Der Proxy davor muss https sprechen und X-Forwarded-Proto setzen, und LOTSE_PROXIES muss ihn zählen."
        raise Refusal(403, "Nur über https", text)
    return host


def _own_website(request: Request, host: Host) -> None:
    """See that a form was sent from a page of ours. Browsers always say where a form comes from.

    Raises:
        Refusal: it was not.
    """
    origins = request.headers.getlist("origin")
    fetch_site = request.headers.get("sec-fetch-site", "same-origin")
    if len(origins) != 1 or not is_same_site(origins[0], host) or fetch_site not in {"same-origin", "none"}:
        raise Refusal(403, "Von dort nicht", "Formulare gelten nur, wenn sie auf dieser Website ausgefüllt werden.")


async def _check_role(visit: Visit, route: Route, role: Role) -> None:
    if not visit.may(role):
        await run_in_threadpool(visit.note, "refused", route.path)
        text = f"Dafür brauchen Sie die Rolle „{role.value}“. Wer Zugänge verwaltet, kann sie Ihnen geben."
        raise Refusal(403, "Das erlaubt Ihre Rolle nicht", text)


def _is_own_form(names: Mapping[str, Sequence[str]], csrf: str) -> bool:
    given = names.get("csrf", [""])
    return len(given) == 1 and hmac.compare_digest(given[0].encode(errors="replace"), csrf.encode())


def _read_form(request: Request, body: bytes) -> dict[str, list[str]]:
    """Return the fields of a form.

    Raises:
        Refusal: it is none, or holds what no data base takes.
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if media != _FORM or len(body) > MAX_BODY:
            raise ValueError
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=False,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
        if any("\0" in text for pair in pairs for text in pair):
            raise ValueError
    except ValueError as error:
        raise Refusal(
            400,
            "Das lässt sich nicht lesen",
            "Bitte laden Sie die Seite neu und füllen Sie das Formular noch einmal aus.",
        ) from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _to_login(request: Request, visit: Visit, had_session: bool) -> Response:
    """Send somebody to the login, from where they come back to what they wanted to see."""
    query = {"meldung": "abgelaufen"} if had_session else {}
    wanted = request.url.path.removeprefix(ROOT)
    if request.method in {"GET", "HEAD"} and wanted not in {"", "/"}:
        query["weiter"] = wanted + (f"?{request.url.query}" if request.url.query else "")
    address = visit.to(LOGIN) + (
        "?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items()) if query else ""
    )
    return RedirectResponse(address, 303)


def safe_return(wanted: str) -> str:
    """Return where to go after the login, a path of the desk itself; the first page for anything else."""
    is_path = (
        wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and ":" not in unquote(wanted)
    )
    return wanted if is_path and wanted.isprintable() and ".." not in wanted and len(wanted) < 500 else "/"


def _replaced(visit: Visit, **values: object) -> Visit:
    from dataclasses import replace

    return replace(visit, **values)  # type: ignore[arg-type]
