"""A Land that is asked for or named in a talk: its authority at once, and the last answer again where it depends on the Land."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer
from actions.in_talk.beside import CASE
from actions.searching import find, of_elsewhere
from actions.showing import show_programme
from actions.turn import Turn
from bot.advice.emergencies.authority import authority_reply, kinds_of_article, kinds_told
from bot.advice.funding_replies import profile_text
from bot.advice.regions import region_reply
from bot.advice.wording import REGION_NAMES
from bot.knowledge.records import ContactKind
from bot.knowledge.search.outcome import SURE
from bot.language.asked.authorities import asked_authorities, only_names_place
from bot.language.facts.region_answer import region_in_capitals
from bot.language.text.normalise import fold

_PLACES = frozenset({"region", "place"})
_KINDS: dict[str, ContactKind] = {"datenschutz": "datenschutzaufsicht", "polizei": "zac"}
_EARLIER = 3
"""Answers before the last one in which "welche Behörde ist da zuständig?" may have its meaning."""


def on_authority(turn: Turn) -> Answer | None:
    """Return the record of the authority of a Land that a message asks for, whatever else it sounds like; None for any other."""
    if turn.picked is not None or fold(turn.text) in turn.knowledge.questions:
        return None
    asked = asked_authorities(turn.text, _places(turn))
    kinds = tuple(_KINDS[name] for name in asked if name in _KINDS) or (_of_talk(turn) if asked else ())
    reply = authority_reply(kinds, _land(turn), turn.knowledge, turn.today) if kinds else None
    if reply is None:
        return None
    return Answer(replace(reply, kind="emergency") if turn.slots.get(CASE) else reply)


def on_land(turn: Turn) -> Answer | None:
    """Return the last answer for the Land that a message names, where it depends on the Land: only what is different there.

    None where the message says more, or the last answer holds everywhere.
    """
    region = turn.value("region")
    if region is None or turn.loop is not None or turn.picked is not None or (turn.answered or {}).get("fact"):
        return None
    if not only_names_place(turn.text, _places(turn)):
        return None
    if (turn.answered or {}).get("kind") == "region":
        return Answer(region_reply(str(region), turn.knowledge))
    if turn.subject in of_elsewhere(turn) and (meant := _programme_in(turn, str(turn.subject))) is not None:
        return show_programme(turn, meant)
    kinds = _of_last(turn)
    known = profile_text(turn.profile)
    said = f"Notiert: {known}." if turn.told and known != REGION_NAMES.get(str(region)) else ""
    reply = authority_reply(kinds, str(region), turn.knowledge, turn.today, said) if kinds else None
    return Answer(reply) if reply else None


def on_other_land(turn: Turn) -> Answer | None:
    """Return the programme of all Germany that an article tells of for another Land only; None where no such article is meant.

    "Liegt unser Betrieb im Fördergebiet?" from Hessen: not what holds in Sachsen-Anhalt, but what is on record of the GRW.
    """
    elsewhere = of_elsewhere(turn)
    findings = find(turn, anywhere=True) if elsewhere else None
    if findings is None or not findings.hits or findings.hits[0].article_id not in elsewhere or findings.sure < SURE:
        return None
    meant = _programme_in(turn, findings.hits[0].article_id)
    return show_programme(turn, meant) if meant else None


def _programme_in(turn: Turn, article_id: str) -> str | None:
    """Return the programme of all Germany that an article names; None where it names none."""
    words = set(turn.knowledge.articles[article_id].answer.replace(".", " ").split())
    programmes = turn.knowledge.programmes.values()
    return next((one.id for one in programmes if one.short_name in words and "DE" in one.regions), None)


def _places(turn: Turn) -> list[tuple[int, int]]:
    return [(item["start"], item["end"]) for item in turn.entities if item["entity"] in _PLACES and "start" in item]


def _land(turn: Turn) -> str | None:
    """Return the Land that a message names last, else the firm's."""
    named = turn.values("region")
    return str(named[-1]) if named else region_in_capitals(turn.text) or turn.profile.region


def _of_last(turn: Turn) -> tuple[ContactKind, ...]:
    """Return the authorities that the last answer told of; empty where its text is the same in all Länder."""
    answered = turn.answered or {}
    told = kinds_told(answered.get("facet"))
    if told:
        return told
    return _of_articles(
        turn, [*(answered.get("ids") or ()), *([turn.subject] if answered.get("kind") == "article" else [])]
    )


def _of_talk(turn: Turn) -> tuple[ContactKind, ...]:
    """Return the authorities that were talked about last."""
    found = _of_last(turn)
    if found:
        return found
    for id_ in (turn.subject, *turn.earlier[:_EARLIER]):
        found = _of_articles(turn, [id_])
        if found:
            return found
    return ()


def _of_articles(turn: Turn, ids: list[str | None]) -> tuple[ContactKind, ...]:
    articles = [turn.knowledge.articles[id_] for id_ in ids if id_ in turn.knowledge.articles]
    return tuple(dict.fromkeys(kind for article in articles for kind in kinds_of_article(article)))
