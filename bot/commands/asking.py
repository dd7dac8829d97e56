"""``lotse ask`` and ``lotse chat``: the bot on the console, without servers."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.advice.wording import date_text
from bot.quiet import silence_deprecations

_WIRE_FIELDS = ("text", "buttons", "image", "custom")


def add_parser(commands: Any) -> None:
    """Add both commands to the parser."""
    asking = commands.add_parser("ask", help="eine Antwort auf der Konsole")
    asking.add_argument("question", nargs="?", metavar="FRAGE", help="die Frage")
    asking.add_argument("--json", action="store_true", help="als ein JSON-Objekt")
    asking.add_argument("--batch", type=Path, metavar="DATEI", help="eine Frage je Zeile oder JSONL mit text und id")
    asking.set_defaults(run=_ask)
    chatting = commands.add_parser("chat", help="ein Gespräch auf der Konsole")
    chatting.set_defaults(run=_chat)


def _ask(parsed: argparse.Namespace) -> int:
    if parsed.batch is None and parsed.question is None:
        print('Es fehlt die Frage: lotse ask "Was kostet ein Onlineshop?"', file=sys.stderr)
        return 2
    questions: Iterable[dict[str, Any]] = [{"id": "1", "text": parsed.question}]
    if parsed.batch is not None:
        if not parsed.batch.is_file():
            print(f"Die Datei {parsed.batch} gibt es nicht.", file=sys.stderr)
            return 2
        questions = read_batch(parsed.batch)
    bot = load_bot()
    return 2 if bot is None else asyncio.run(_answer_all(bot, questions, parsed.json or parsed.batch is not None))


async def _answer_all(bot: Any, questions: Iterable[dict[str, Any]], as_json: bool) -> int:
    failed = False
    for number, question in enumerate(questions, start=1):
        if question.get("error"):
            print(f"Zeile {number}: {question['error']}", file=sys.stderr)
            failed = True
            continue
        messages, understood = await bot.answer(question["text"], f"ask-{number}")
        if as_json:
            print(json.dumps(as_record(question, messages, understood), ensure_ascii=False), flush=True)
        else:
            print_messages(messages)
    return 1 if failed else 0


def as_record(question: dict[str, Any], messages: list[dict[str, Any]], understood: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON object of one answer (DESIGN 4)."""
    custom: dict[str, Any] = next((message["custom"] for message in reversed(messages) if message.get("custom")), {})
    intent = understood.get("intent") or {}
    return {
        "id": question.get("id"),
        "text": question["text"],
        "intent": intent.get("name"),
        "confidence": round(float(intent.get("confidence") or 0.0), 4),
        "entities": [{"entity": item["entity"], "value": item["value"]} for item in understood.get("entities") or ()],
        "kind": custom.get("kind"),
        "ids": custom.get("ids", []),
        "topic": custom.get("topic"),
        "facet": custom.get("facet"),
        "alternatives": custom.get("alternatives", []),
        "messages": [{key: message[key] for key in _WIRE_FIELDS if key in message} for message in messages],
    }


def read_batch(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the questions of a file: plain lines, or JSON objects with ``text`` and perhaps ``id``; empty lines are skipped."""
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        if not line.strip():
            continue
        question: dict[str, Any] = {"id": str(number), "text": line.strip()}
        if line.lstrip().startswith("{"):
            try:
                given = json.loads(line)
                question = {"id": given.get("id", str(number)), "text": str(given["text"])}
            except (ValueError, KeyError):
                question = {"id": str(number), "error": 'Erwartet wird JSON mit dem Feld "text".'}
        yield question


def _chat(parsed: argparse.Namespace) -> int:
    bot = load_bot()
    if bot is None:
        return 2
    print('Erste Hilfe 4.0. Hier antwortet ein Computerprogramm. Ende mit Strg+D oder "tschüss".\n')
    return asyncio.run(_converse(bot))


async def _converse(bot: Any) -> int:
    conversation = f"chat-{uuid4().hex}"  # what is stored beside the talk must never meet an earlier one
    while True:
        try:
            text = await asyncio.to_thread(input, "Sie:  ")
        except EOFError:
            print()
            return 0
        messages, understood = await bot.answer(text, conversation)
        print_messages(messages)
        await _save_files(bot, messages, conversation)
        if (understood.get("intent") or {}).get("name") == "goodbye":
            return 0


async def _save_files(bot: Any, messages: list[dict[str, Any]], conversation: str) -> None:
    """Save what the website would offer to download into the current folder."""
    for message in messages:
        offered = (message.get("custom") or {}).get("download")
        if offered:
            name = offered["file"]
            content = await bot.file(name, conversation)
            if content is not None:
                Path(name).write_bytes(content)
                print(f"   Gespeichert: {Path(name).resolve()}\n")


def print_messages(messages: list[dict[str, Any]]) -> None:
    """Print bubbles, sources and buttons for people."""
    for message in messages:
        if message.get("text"):
            print(message["text"].replace("**", ""))
    for source in next((m["custom"].get("sources", []) for m in reversed(messages) if m.get("custom")), [])[:3]:
        date = f" ({date_text(source['date'])})" if source.get("date") else ""
        print(f"   Quelle: {source['title']}{date} {source['url'] or ''}")
    for message in messages:
        for button in message.get("buttons") or ():
            print(
                f"   [{button['title']}]" + (f"  ({button['payload']})" if button["payload"] != button["title"] else "")
            )
    print()


def load_bot() -> Any | None:
    """Return the bot in this process; None, with a message, where content or model are missing or broken."""
    from bot.learning.model_files import MODEL
    from bot.learning.preparing import prepare

    if not prepare():
        return None
    silence_deprecations()
    from bot.rasa.in_process import Bot
    from bot.rasa.logs import keep_quiet

    keep_quiet()
    return Bot(MODEL)
