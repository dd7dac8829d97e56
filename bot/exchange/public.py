"""What is public under ``/ui/daten/``: four files and a page about them, made once for each content and day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from bot.advice.wording import date_text, number
from bot.clock import today
from bot.core.table import DATA_LICENCE
from bot.exchange.edition import Edition, edition_of
from bot.exchange.linked import cases_feed, document, programmes_feed
from bot.exchange.table import cases_csv, programmes_csv
from bot.knowledge.records import KnowledgeBase

FOLDER = "/ui/daten/"
JSON_LD, CSV, HTML = "application/ld+json", "text/csv; charset=utf-8; header=present", "text/html; charset=utf-8"
PAGE = ""
"""The name of the page: the folder itself."""

_PAGE = """<!doctype html>
<html lang="de">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Offene Daten – Erste Hilfe 4.0</title>
  <link rel="icon" href="/ui/static/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/ui/static/page.css">
</head>
<body>
  <header class="top"><p class="brand"><span>Erste Hilfe <b>4.0</b></span></p></header>
  <main class="bottom">
    <h1>Offene Daten</h1>
    <p>{about}</p>
    <h2>Dateien</h2>
    <ul>
{links}
    </ul>
    <h2>Stand</h2>
    <p>{dates}</p>
    <h2>Lizenz</h2>
    <p>{licence}</p>
  </main>
</body>
</html>
"""
_ABOUT = (
    "Hier liegen alle Förderprogramme und Beispiele, die der Chat kennt. Jeder Eintrag nennt seine Quellen. "
    "Verbindlich ist immer die Seite des Anbieters."
)


@dataclass(frozen=True)
class PublicFile:
    """One file. ``tag``: changes with every byte of it (an HTTP entity tag)."""

    content_type: str
    body: bytes

    @property
    def tag(self) -> str:
        """Return the entity tag."""
        return f'"{sha256(self.body).hexdigest()[:32]}"'


class PublicFiles:
    """The files of today's content. One for each process; not for several threads at once."""

    def __init__(self, knowledge: Callable[[], KnowledgeBase]) -> None:
        """``knowledge`` gives the content that is loaded at the moment."""
        self._knowledge = knowledge
        self._made_for: tuple[str, object, str] | None = None
        self._files: dict[str, PublicFile] = {}

    def get(self, name: str) -> PublicFile | None:
        """Return the file of that name, :data:`PAGE` for the page; None if there is none.

        Raises:
            KnowledgeUnavailable: the content cannot be read.
        """
        knowledge, day, licence = self._knowledge(), today(), DATA_LICENCE.value()
        wanted = (knowledge.version, day, licence)
        if wanted != self._made_for:
            self._files = public_files(knowledge, edition_of(knowledge, day))
            self._made_for = wanted
        return self._files.get(name)


def public_files(knowledge: KnowledgeBase, edition: Edition) -> dict[str, PublicFile]:
    """Return all files of one edition by their names."""
    files = {
        "programme.jsonld": PublicFile(JSON_LD, document(programmes_feed(knowledge, edition)).encode()),
        "programme.csv": PublicFile(CSV, programmes_csv(knowledge, edition).encode()),
        "beispiele.jsonld": PublicFile(JSON_LD, document(cases_feed(knowledge, edition)).encode()),
        "beispiele.csv": PublicFile(CSV, cases_csv(knowledge, edition).encode()),
    }
    return files | {PAGE: PublicFile(HTML, _page(knowledge, edition, files).encode())}


def _page(knowledge: KnowledgeBase, edition: Edition, files: dict[str, PublicFile]) -> str:
    counts = {
        "programme": f"{number(len(knowledge.programmes))} Förderprogramme",
        "beispiele": f"{number(len(knowledge.case_studies))} Beispiele aus Betrieben",
    }
    formats = {"jsonld": "JSON-LD, für andere Software", "csv": "CSV, für Tabellen"}
    links = []
    for name, file in files.items():
        stem, _, kind = name.partition(".")
        size = f"{number(max(1, round(len(file.body) / 1000)))} KB"
        links.append(f'      <li><a href="{FOLDER}{name}">{counts[stem]}: {name}</a> ({formats[kind]}, {size})</li>')
    return _PAGE.format(about=_ABOUT, links="\n".join(links), dates=_dates(edition), licence=_licence(edition))


def _dates(edition: Edition) -> str:
    newest = f"Die neueste Quelle ist vom {date_text(edition.content_as_of)}. " if edition.content_as_of else ""
    return f"{newest}Ob ein Programm offen ist, gilt für den {date_text(edition.day)}."


def _licence(edition: Edition) -> str:
    text, address = escape(edition.licence), edition.licence_address
    if address is None:
        return text
    shown = escape(address)
    return text.replace(shown, f'<a href="{shown}" rel="license">{shown}</a>', 1)
