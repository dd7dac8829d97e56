"""The chat on a website and in Telegram: the line to copy, a preview, links and QR codes."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import Response

from bot.desk.embedding import Look, origin_of, qr_code, read_look
from bot.desk.roles import Role
from bot.desk.routes import Route
from bot.desk.visit import Visit, page, refused

_FIELDS = ("titel", "gruss", "farbe", "seite", "adresse", "frage")


def show(visit: Visit) -> Response:
    """Show the form with what follows from it. Nothing is changed, so all of it stands in the address."""
    look, faults = read_look(visit.query, _usual_page(visit))
    good = look if not faults else Look(page=_usual_page(visit))
    asks = visit.query.get("telegram") == "ja"
    telegram = visit.desk.telegram(asks)
    bot = f"https://t.me/{telegram.username}" if telegram.username else ""
    own = origin_of(visit.desk.chat_address)
    return page(
        visit,
        "embedding.html",
        400 if faults else 200,
        look=look,
        good=good,
        faults=faults,
        line=good.script(visit.desk.chat_address),
        link=good.link(),
        code=Markup(qr_code(good.link(), "QR-Code zum Chat")),  # drawn by us; the address is not in it as text
        query=urlencode({name: visit.query[name] for name in _FIELDS if name in visit.query}),
        preview=_preview(visit, good),
        origins=visit.desk.origins,
        may_embed=origin_of(good.page) in {*visit.desk.origins, own},
        is_local=not visit.desk.hosts,
        telegram=telegram,
        telegram_asked=asks,
        telegram_link=bot,
        telegram_code=Markup(qr_code(bot, "QR-Code zum Chat in Telegram")) if bot else "",
        questions=sorted({article.question for article in visit.desk.snapshot().articles.values()}),
    )


def code(visit: Visit) -> Response:
    """Return the QR code as a file to print."""
    look, faults = read_look(visit.query, _usual_page(visit))
    if faults:
        return refused(visit, 400, "Der QR-Code fehlt noch", " ".join(faults.values()))
    headers = {"Content-Disposition": 'attachment; filename="qr-code.svg"'}
    return Response(qr_code(look.link(), "QR-Code zum Chat"), media_type="image/svg+xml", headers=headers)


def _usual_page(visit: Visit) -> str:
    """Return where links lead by default: the first website that may embed the chat, else the chat's own page."""
    return f"{visit.desk.origins[0]}/" if visit.desk.origins else visit.desk.chat_address


def _preview(visit: Visit, look: Look) -> str:
    """Return the address of a page of the chat that shows the real one with this look."""
    given = {
        "title": look.title,
        "greeting": look.greeting,
        "colour": look.colour,
        "position": "left" if look.is_left else "right",
    }
    return f"{visit.desk.chat_address}static/preview.html?{urlencode(given)}"


ROUTES = (
    Route("/einbetten", show, Role.READ, title="Einbetten"),
    Route("/einbetten/qr", code, Role.READ),
)
