"""To the end of a programme: how to apply, with what, how long, and the rest, after a pick, after a name, and out of the blue."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.advice.applications.replies import general_article
from bot.advice.applications.sides import side
from bot.knowledge.files import APPLICATIONS, read_file
from bot.knowledge.store import shared_store
from bot.language.asked.application import Asked
from bot.settings import KNOWLEDGE_DIR

ASKED: dict[Asked, tuple[str, ...]] = {
    "steps": ("wie beantrage ich das", "wie beantarge ich das", "wie komme ich an das geld", "wie läuft das ab"),
    "papers": ("welche unterlagen brauche ich", "welche unterlgen brauch ich", "was muss ich da einreichen"),
    "duration": ("wie lange dauert das", "wie lang dauert des", "wann bekomme ich bescheid"),
    "payout": ("wann kommt das geld", "wann wird ausgezahlt", "muss ich das vorstrecken"),
    "repayment": ("muss ich das zurückzahlen", "mus ich das zurück zahlen", "ist das geschenkt"),
    "ordered": ("ich habe schon bestellt", "hab schon bestelt", "der auftrag ist schon raus"),
    "may_order": ("darf ich schon bestellen", "wann darf ich loslegen", "kann ich schon anfangen"),
    "combination": (
        "kann ich das kombinieren",
        "darf ich noch eine andere förderung nehmen",
        "kann ich beides beantragen",
    ),
    "refused": ("wurde abgelehnt was nun", "mein antrag wurde abgelent", "wir haben eine absage bekommen"),
    "where": ("wo muss ich da hin", "an wen muss ich mich wenden", "wer ist da mein ansprechpartner"),
    "house_bank": ("muss das über die hausbank", "läuft das über meine bank", "geht das ohne hausbank?"),
    "de_minimis": ("zählt das zu de minimis", "ist das deminimis", "fällt das unter de-minimis"),
}
KINDS = list(ASKED)
ALONE: dict[Asked, tuple[str, ...]] = {
    "steps": ("wie beantrage ich eine förderung", "wie läuft ein förderantrag ab"),
    "papers": ("welche unterlagen brauche ich für einen förderantrag", "was für papiere brauche ich für den zuschuss"),
    "duration": ("wie lange dauert so ein förderantrag", "wie lange dauert der antrag"),
    "payout": ("wann kommt das fördergeld", "wann wird der zuschuss ausgezahlt"),
    "repayment": ("muss ich die förderung zurückzahlen", "muss man einen zuschuss wieder zurückzahlen"),
    "ordered": ("ich habe schon bestellt, kann ich trotzdem noch förderung beantragen",),
    "may_order": ("darf ich schon vor dem bescheid anfangen", "darf ich vor dem förderbescheid bestellen"),
    "combination": ("darf ich zwei förderungen kombinieren", "kann ich zuschuss und kredit kombinieren"),
    "refused": ("mein förderantrag wurde abgelehnt", "zuschuss abgelehnt was nun"),
    "house_bank": ("meine hausbank will den kfw-kredit nicht beantragen",),
}


def _talk(bot: Any, name: str, *texts: str) -> tuple[list[dict[str, Any]], str]:
    """Return the machine-readable part and the text of the answer to the last message."""

    async def last() -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = []
        for text in texts:
            messages, _ = await bot.answer(text, name)
        return messages

    messages = asyncio.run(last())
    return [message["custom"] for message in messages if message.get("custom")], "\n".join(
        m.get("text") or "" for m in messages
    )


@pytest.mark.parametrize("id_", sorted(entry["programme"] for entry in read_file(KNOWLEDGE_DIR, APPLICATIONS).data))
def test_every_question_about_every_programme(in_process_bot: Any, id_: str) -> None:
    """One talk for each programme: it is named once, then everything is asked in words that name nothing."""
    kb = shared_store().snapshot()
    programme = kb.programmes[id_]
    strayed = []
    first, _ = _talk(in_process_bot, f"apply-{id_}", f"Mehr zu {programme.short_name}")
    assert first[-1]["ids"] == [id_]
    for number, kind in enumerate(KINDS):
        wording = ASKED[kind][(number + len(id_)) % len(ASKED[kind])]
        facts, text = _talk(in_process_bot, f"apply-{id_}", wording)
        known = side(programme, kb.applications[id_], kind)
        said = known.text in text if known.text else "sagt keine meiner Quellen" in text
        if not facts or facts[-1]["ids"] != [id_] or not said:
            strayed.append((kind, wording, facts and facts[-1]["ids"], text[:120]))
    assert not strayed


@pytest.mark.parametrize("kind", KINDS)
def test_every_wording_after_a_pick_from_a_list(in_process_bot: Any, kind: Asked) -> None:
    name = f"pick-{kind}"
    listed, _ = _talk(in_process_bot, name, "Tischlerei in Stendal, 8 Leute, ERP für 30.000 €, Förderung?")
    _talk(in_process_bot, name, "das zweite")
    for wording in ASKED[kind]:
        facts, text = _talk(in_process_bot, name, wording)
        assert facts[-1]["kind"] == "programme", (wording, text)
        assert facts[-1]["ids"] == listed[-1]["ids"][1:2], (wording, text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_wording_with_the_programme_in_it(in_process_bot: Any, kind: Asked) -> None:
    for wording in ASKED[kind]:
        facts, text = _talk(
            in_process_bot, f"named-{kind}-{wording}", f"{wording.rstrip('?')} beim Digitalbonus Bayern?"
        )
        assert facts[-1]["ids"][:1] == ["by-digitalbonus-standard"], (wording, text)
        assert "Digitalbonus Standard" in text, (wording, text)
        assert "Für wen:" not in text, (wording, text)


@pytest.mark.parametrize(("kind", "wording"), [(kind, wording) for kind, said in ALONE.items() for wording in said])
def test_without_a_programme_what_holds_in_general(in_process_bot: Any, kind: Asked, wording: str) -> None:
    facts, text = _talk(in_process_bot, f"alone-{wording}", wording)
    article = general_article(kind, shared_store().snapshot(), None)
    assert article and article.id in facts[-1]["ids"], (facts[-1]["ids"], text)


def test_of_a_list_the_short_questions_are_answered_for_each(in_process_bot: Any) -> None:
    name = "list-of-three"
    shown, _ = _talk(in_process_bot, name, "Tischlerei in Stendal, 8 Leute, ERP für 30.000 €, Förderung?")
    facts, text = _talk(in_process_bot, name, "muss ich das zurückzahlen")
    assert facts[-1]["ids"] == shown[-1]["ids"] and text.count("**") == 2 * len(shown[-1]["ids"])
    facts, text = _talk(in_process_bot, name, "wie beantrage ich das")
    assert facts[-1]["ids"] == shown[-1]["ids"][:1] and "das erste Programm der Liste" in text
    facts, _ = _talk(in_process_bot, name, "und wie beantrage ich das dritte")
    assert facts[-1]["ids"] == shown[-1]["ids"][2:3]


def test_the_wish_for_a_kind_of_money_stays_one(in_process_bot: Any) -> None:
    name = "wishes"
    _talk(in_process_bot, name, "Tischlerei in Stendal, 8 Leute, ERP für 30.000 €, Förderung?")
    for wish in ("ohne bank", "nur zuschüsse", "keine kredite"):
        facts, text = _talk(in_process_bot, name, wish)
        assert facts[-1]["kind"] == "programme_list" and "Status:" in text, (wish, text)


def test_small_aid_is_counted_and_is_no_budget(in_process_bot: Any) -> None:
    name = "small-aid"
    _, asked = _talk(
        in_process_bot, name, "Mehr zu Digitalbonus Standard", "was ist de minimis, wie viel darf ich noch"
    )
    assert "kleine Hilfen" in asked and "Nennen Sie mir die Summe" in asked
    _, told = _talk(in_process_bot, name, "80.000")
    assert "Noch 220.000 €" in told and "7.500 €" in told
    _, known = _talk(in_process_bot, name, "was wissen sie über mich")
    assert "80.000" not in known
    facts, _ = _talk(in_process_bot, name, "wie lange dauert das")
    assert facts[-1]["ids"] == ["by-digitalbonus-standard"]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("wir haben schon 120.000 euro de-minimis bekommen, wie viel darf ich noch",), "Noch 180.000 €"),
        (("wie viel de minimis darf ich noch", "20.000 und 15.000 Euro"), "Noch 265.000 €"),
        (("wieviel deminimis darf ich noch", "noch nichts"), "Die vollen 300.000 €"),
        (("was ist de-minimis", "wieviel darf ich noch", "350000"), "Nichts mehr"),
        (
            ("wir sind ein bauernhof und haben 30.000 euro de-minimis bekommen, wie viel darf ich noch",),
            "Noch 20.000 €",
        ),
    ],
)
def test_how_much_is_left(in_process_bot: Any, texts: tuple[str, ...], said: str) -> None:
    assert said in _talk(in_process_bot, f"left-{texts[0]}", *texts)[1]


@pytest.mark.parametrize(
    "text", ["wie lange dauert die einführung von ERP", "was kostet das", "bis wann läuft das", "gilt das auch für uns"]
)
def test_another_question_is_left_to_others(in_process_bot: Any, text: str) -> None:
    _, said = _talk(in_process_bot, f"other-{text}", "Mehr zu ZIM", text)
    assert "sagt keine meiner Quellen" not in said and "\n1. " not in said
