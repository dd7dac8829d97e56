"""The bot's answer as calls of Telegram's Bot API, within its limits.

Texts go out plain, without Telegram's markup: then nothing that an owner or a source wrote can break a message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
"""Telegram counts UTF-16 units: a character outside the basic plane counts twice."""
LONGEST_CODE = 64
"""Bytes of ``callback_data``."""
_BOLD = re.compile(r"\*\*(.+?)\*\*")
"""How our texts mark headings, which the website draws bold."""
LONGEST_LABEL = 60
"""Characters of a button's label that a phone shows in one line or two; Telegram cuts what is longer."""


@dataclass(frozen=True)
class Choice:
    """A button. ``payload``: what the owner could as well have typed."""

    title: str
    payload: str


@dataclass(frozen=True)
class Call:
    """One call: ``kind`` is "text", "photo" or "document". ``path``: of the picture or file on the bot's own server."""

    kind: str
    text: str = ""
    path: str | None = None
    name: str | None = None
    choices: tuple[Choice, ...] = field(default=())


def calls(messages: Sequence[dict[str, Any]]) -> list[Call]:
    """Return the calls for one turn of the bot, in order; the buttons hang on the last one."""
    found: list[Call] = []
    texts: list[str] = []
    words = next(
        (message["custom"]["image_words"] for message in messages if "image_words" in (message.get("custom") or {})), ""
    )
    for message in messages:
        facts = message.get("custom") or {}
        if message.get("text"):
            texts.append(_BOLD.sub(r"\1", str(message["text"])))
        if message.get("image"):
            found += _texts(texts)
            texts = []
            found.append(_photo(str(message["image"]), words))
        if facts.get("sources") and not facts.get("cards") and (note := _sources(facts["sources"], texts)):
            texts.append(note)
        if facts.get("download"):
            found += _texts(texts)
            texts = []
            download = facts["download"]
            found.append(Call("document", str(download["title"]), str(download["url"]), str(download["file"])))
    found += _texts(texts)
    choices = tuple(
        Choice(_short(str(button["title"])), str(button["payload"]))
        for message in messages
        for button in message.get("buttons") or []
    )
    if found and choices:
        last = found[-1]
        found[-1] = Call(last.kind, last.text, last.path, last.name, choices)
    return found


def split(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """Return ``text`` in parts of at most ``longest`` UTF-16 units, cut at paragraphs, lines or words where possible."""
    parts: list[str] = []
    rest = text.strip()
    while units(rest) > longest:
        head = _first(rest, longest)
        cut = next((place for mark in ("\n\n", "\n", ". ", " ") if (place := head.rfind(mark)) > 0), 0)
        cut = cut + 1 if cut and head[cut] == "." else cut or len(head)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def units(text: str) -> int:
    """Return the length of ``text`` as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _first(text: str, longest: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: 2 * longest].decode("utf-16-le", "ignore")


def _texts(texts: list[str]) -> list[Call]:
    return [Call("text", part) for part in split("\n\n".join(texts))]


def _photo(path: str, words: str) -> Call:
    return Call("photo", split(words, LONGEST_CAPTION)[0] if words else "", path.rsplit(".", 1)[0] + ".png")


def _sources(sources: list[dict[str, Any]], texts: list[str]) -> str:
    """Return the line with the sources, without those whose address the text has already."""
    said = "\n".join(texts)
    lines = [
        f"{source['title']}{f', {_date(source)}' if source.get('date') else ''}: {source['url']}"
        for source in sources
        if source.get("url") and source["url"] not in said
    ]
    return ("Quelle: " if len(lines) == 1 else "Quellen:\n") + "\n".join(lines) if lines else ""


def _date(source: dict[str, Any]) -> str:
    year, *rest = str(source["date"]).split("-")
    return f"Stand {'.'.join([*reversed(rest), year])}"


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_LABEL else title[: LONGEST_LABEL - 1].rstrip() + "…"
