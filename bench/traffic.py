"""Owners who write: the same messages for whichever bot is measured, over real HTTP."""

from __future__ import annotations

import asyncio
import itertools
import time
import uuid

import aiohttp

# No message opens the funding form: asked for it twice in one conversation, stock Rasa with these rules answers nothing any more.
TALK = (
    "Guten Tag",
    "Wie sichern wir unsere Daten richtig?",
    "Was ist ein ERP-System?",
    "noch mehr",
    "Was ist das Erste davon?",
    "Bis wann kann man das beantragen?",
    "Was ist Phishing?",
    "Gibt es ein Beispiel aus dem Handwerk?",
    "Was hat es gebracht?",
    "Wie nehme ich mein Team mit?",
    "Lohnt sich ein Onlineshop?",
    "Was kostet die Beratung bei Ihnen?",
    "Was ist Ransomware?",
    "Was wissen Sie über mich?",
    "Was ist ZIM?",
    "merken",
    "Wie fange ich an?",
    "Wie wird das Wetter morgen?",
    "Danke",
    "Was ist eine Cloud?",
)

_OPENINGS = (
    "",
    "Guten Tag. ",
    "Hallo, ",
    "Eine Frage: ",
    "Sagen Sie bitte: ",
    "Ich wüsste gern: ",
    "Kurz gefragt: ",
    "Und: ",
)
_CLOSINGS = ("", " Danke im Voraus.", " Bitte kurz.", " Ich kenne mich nicht aus.", " Das wüsste ich gern.", " Grüße")


def worded(text: str, talk: int) -> str:
    """Return a message as the owner of the ``talk``-th conversation puts it: hardly two people ask in the same words."""
    if not text.endswith("?"):
        return text
    return _OPENINGS[talk % len(_OPENINGS)] + text + _CLOSINGS[talk // len(_OPENINGS) % len(_CLOSINGS)]


async def say(session: aiohttp.ClientSession, address: str, sender: str, text: str) -> float:
    """Send one message and return the seconds until the answer was there, even an empty one: stock Rasa may have none.

    Raises:
        RuntimeError: the server refuses.
    """
    began = time.perf_counter()
    async with session.post(address, json={"sender": sender, "message": text}) as response:
        await response.read()
    if response.status != 200:
        raise RuntimeError(f"'{text}' was answered with status {response.status}")
    return time.perf_counter() - began


async def one_after_the_other(address: str, messages: int) -> list[float]:
    """Return the seconds of ``messages`` messages, in conversations of twenty, each in words of its own."""
    seconds: list[float] = []
    async with aiohttp.ClientSession() as session:
        for talk in range(-(-messages // len(TALK))):
            sender = uuid.uuid4().hex
            for text in TALK:
                seconds.append(await say(session, address, sender, worded(text, talk)))
    return seconds[:messages]


async def one_conversation(address: str, messages: int) -> list[float]:
    """Return the seconds of each message of one long conversation, always in the same words: only its length may tell."""
    sender = uuid.uuid4().hex
    async with aiohttp.ClientSession() as session:
        return [await say(session, address, sender, text) for text in itertools.islice(itertools.cycle(TALK), messages)]


async def at_once(address: str, conversations: int, duration: float) -> tuple[float, list[float]]:
    """Let ``conversations`` people write at once for ``duration`` seconds.

    Returns:
        Messages answered per second, and the seconds that each took.
    """
    seconds: list[float] = []
    until = time.monotonic() + duration

    async def owner(session: aiohttp.ClientSession, number: int) -> None:
        sender = uuid.uuid4().hex
        for position in itertools.count(number % len(TALK)):
            if time.monotonic() >= until:
                return
            text = worded(TALK[position % len(TALK)], number + position // len(TALK))
            seconds.append(await say(session, address, sender, text))

    began = time.monotonic()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await asyncio.gather(*(owner(session, number) for number in range(conversations)))
    return len(seconds) / (time.monotonic() - began), seconds
