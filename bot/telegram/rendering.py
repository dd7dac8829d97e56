"""The bot's answer as calls of Telegram's Bot API, within its limits, and no longer than people read on a phone.

Texts go out plain, without Telegram's markup: then nothing that an owner or a source wrote can break a message. What comes
next of a long answer waits behind a button and is kept as what the button stands for (``bot.telegram.queue``), so that it
outlives a restart and ends with the conversation. Nobody can type it: it begins with a sign that no message keeps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.telegram.texts import MORE, SHARE, more_sources
from bot.telegram.urgent import first_line

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
"""Telegram counts UTF-16 units: a character outside the basic plane counts twice."""
LONGEST_CODE = 64
"""Bytes of ``callback_data``."""
_BOLD = re.compile(r"\*\*(.+?)\*\*")
"""How our texts mark headings, which the website draws bold."""
READABLE = 2000
"""Units of a text that are shown at once: about two screens of a phone."""
LEAST_REST = 300
"""A rest that is shorter is sent at once."""
MOST_SOURCES = 3
"""Sources under an answer; one more is shown as well, because a button takes as much room."""
_REST = "\x1e"
_ASKS_WHO = {"contact-name", "contact-reach"}
"""Questions that a shared contact answers."""
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
    hidden: list[str] = []
    is_urgent = any((message.get("custom") or {}).get("kind") == "emergency" for message in messages)
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
        if facts.get("sources") and not facts.get("cards"):
            lines = _sources(facts["sources"], texts)
            shown, others = (
                (lines, []) if len(lines) <= MOST_SOURCES + 1 else (lines[:MOST_SOURCES], lines[MOST_SOURCES:])
            )
            if shown:
                texts.append(("Quelle: " if len(shown) == 1 else "Quellen:\n") + "\n".join(shown))
            hidden += others
        if facts.get("asks") in _ASKS_WHO:
            texts.append(SHARE)
        if facts.get("download"):
            found += _texts(texts)
            texts = []
            download = facts["download"]
            found.append(Call("document", str(download["title"]), str(download["url"]), str(download["file"])))
    choices = tuple(
        Choice(_short(str(button["title"])), str(button["payload"]))
        for message in messages
        for button in message.get("buttons") or []
    )
    if hidden:
        choices += (_rest(more_sources(len(hidden)), "Weitere Quellen:\n" + "\n".join(hidden), choices),)
    text = "\n\n".join(texts)
    if is_urgent and not found:
        text = f"{line}\n\n{text}" if (line := first_line(text)) else text
    if text or not found:
        return [*found, *_in_parts(text, choices, whole=is_urgent)]
    last = found[-1]
    return [*found[:-1], replace(last, choices=choices)]


def following(payload: str) -> list[Call] | None:
    """Return what a button brings that holds the rest of an answer; None where it stands for words that the bot is asked.

    Args:
        payload: of the button.
    """
    if not payload.startswith(_REST):
        return None
    kept = json.loads(payload[len(_REST) :])
    return _in_parts(str(kept["text"]), tuple(Choice(*choice) for choice in kept["choices"]), whole=False)


def rest_of(calls: Sequence[Call]) -> str | None:
    """Return what the word "weiter" would bring after these calls; None where they have said all."""
    offered = (choice for call in calls for choice in call.choices)
    return next((each.payload for each in offered if each.title == MORE and each.payload.startswith(_REST)), None)


def split(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """Return ``text`` in parts of at most ``longest`` UTF-16 units, cut at paragraphs, lines or words where possible."""
    parts: list[str] = []
    rest = text.strip()
    while units(rest) > longest:
        head = _first(rest, longest)
        places = [place for mark in ("\n\n", "\n", ". ", " ") if (place := head.rfind(mark)) > 0]
        cut = next((place for place in places if place > len(head) // 3), places[0] if places else 0)
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


def _in_parts(text: str, choices: tuple[Choice, ...], whole: bool) -> list[Call]:
    """Return a text with its buttons: as one, or its first part with a button for the rest, unless all has to be seen at once."""
    parts = split(text) if whole else split(text, READABLE)
    if not whole and len(parts) > 1 and units(rest := text.strip()[len(parts[0]) :].strip()) >= LEAST_REST:
        return [Call("text", parts[0], choices=(_rest(MORE, rest, choices), *choices))]
    calls = [Call("text", part) for part in split(text)]
    return [*calls[:-1], replace(calls[-1], choices=choices)] if calls else []


def _rest(title: str, text: str, choices: Sequence[Choice]) -> Choice:
    """Return a button that brings ``text``, with ``choices`` under it."""
    kept = {"text": text, "choices": [[choice.title, choice.payload] for choice in choices]}
    return Choice(title, _REST + json.dumps(kept, ensure_ascii=False))


def _photo(path: str, words: str) -> Call:
    return Call("photo", split(words, LONGEST_CAPTION)[0] if words else "", path.rsplit(".", 1)[0] + ".png")


def _sources(sources: list[dict[str, Any]], texts: list[str]) -> list[str]:
    """Return a line for each source, without those whose address the text has already."""
    said = "\n".join(texts)
    return [
        f"{source['title']}{f', {_date(source)}' if source.get('date') else ''}: {source['url']}"
        for source in sources
        if source.get("url") and source["url"] not in said
    ]


def _date(source: dict[str, Any]) -> str:
    year, *rest = str(source["date"]).split("-")
    return f"Stand {'.'.join([*reversed(rest), year])}"


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_LABEL else title[: LONGEST_LABEL - 1].rstrip() + "…"
