"""What is said after an answer is understood from it: the second question, what is turned down, what is near, and goodbye."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest

from actions.services import ArticleSearch


@dataclass(frozen=True)
class Said:
    """An answer as the owner sees it, with the ids of what it is about."""

    kind: str
    ids: list[str]
    text: str
    buttons: list[str]


def talk(bot: Any, *messages: str) -> list[Said]:
    async def hold() -> list[Said]:
        said = []
        for message in messages:
            answer, _ = await bot.answer(message, "in context " + " / ".join(messages))
            facts = next(part["custom"] for part in reversed(answer) if part.get("custom"))
            text = "\n".join(str(part.get("text") or "") for part in answer)
            buttons = [button["title"] for part in answer for button in part.get("buttons") or ()]
            said.append(Said(facts["kind"], facts["ids"], text, buttons))
        return said

    return asyncio.run(hold())


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("was kostet ein onlineshop? und was muss da rechtlich rein?", ("Impressum", "Mietshop|gemieteter Shop")),
        ("brauchen wir eine TSE, und wie lange muss ich die Kassenbelege aufheben?", ("TSE", "acht Jahre|Jahre")),
        ("Gibt es Förderung für Kassensysteme? und brauchen wir eine TSE?", ("Schutzmodul", "Bundesland")),
    ],
)
def test_both_questions_of_a_message_are_answered(in_process_bot: Any, text: str, both: tuple[str, ...]) -> None:
    (answer,) = talk(in_process_bot, text)
    for words in both:
        assert any(word in answer.text for word in words.split("|")), words


def test_a_second_question_that_only_points_back_is_not_looked_up_alone(in_process_bot: Any) -> None:
    text = "Ich will Fördergeld für ein Kassensystem in Bayern. gibts das noch oder nicht?"
    assert "Zu „gibts das noch" not in talk(in_process_bot, text)[0].text


@pytest.mark.parametrize(
    "rejection",
    [
        "das war nicht die frage. wie lange muss ich die rechnungen aufheben?",
        "nein, ich meine wie lange ich die rechnungen aufheben muss",
        "danach hab ich nicht gefragt. wie lange muss man rechnungen aufbewahren",
        "nicht wie ich sie schreibe, sondern wie lange ich rechnungen aufheben muss",
    ],
)
def test_what_is_turned_down_never_comes_again(in_process_bot: Any, rejection: str) -> None:
    first, second = talk(in_process_bot, "müssen wir e-rechnungen schreiben?", rejection)
    assert first.ids
    assert not set(first.ids) & set(second.ids)
    assert "Jahre" in second.text
    assert "falsch verstanden" in second.text


def test_an_answer_turned_down_without_more_is_regretted(in_process_bot: Any) -> None:
    _, second = talk(in_process_bot, "müssen wir e-rechnungen schreiben?", "das hab ich doch gar nicht gefragt")
    assert "tut mir leid" in second.text


def test_a_fact_put_right_is_no_rejection(in_process_bot: Any) -> None:
    _, second = talk(
        in_process_bot, "müssen wir e-rechnungen schreiben?", "wir sind nicht in Sachsen sondern in Thüringen"
    )
    assert "falsch verstanden" not in second.text


def test_no_money_but_something_else_ends_the_search_for_money(in_process_bot: Any) -> None:
    wish = "nein ich will kein geld sondern rechtliche hilfe bei einer abmahnung"
    _, second, third = talk(in_process_bot, "wer fördert neue software", wish, "wie lange ist die frist?")
    assert "Anwalt" in second.text
    assert "Fördersuche" not in second.text + third.text


def test_what_is_near_is_offered_with_its_first_sentences_and_picked_by_number(in_process_bot: Any) -> None:
    menu, picked = talk(in_process_bot, "was kostet ein onlineshop", "und die instagram fotos?", "1")[1:]
    assert menu.kind == "question"
    assert 1 < len(menu.ids) <= 3
    assert all(f"{number}. **" in menu.text for number in range(1, len(menu.ids) + 1))
    assert picked.ids[:1] == menu.ids[:1]


@pytest.mark.parametrize(
    "text",
    [
        "Letzte Frage: wie lange muss ich rechnungen aufheben?",
        "Die zweite Frage haben Sie übersehen: wie lange muss ich rechnungen aufheben?",
        "ok danke. Was anderes: wie lange muss ich rechnungen aufheben?",
    ],
)
def test_words_that_announce_a_question_pick_nothing(in_process_bot: Any, text: str) -> None:
    first, second = talk(in_process_bot, "was kostet ein onlineshop", text)
    assert not set(first.ids) & set(second.ids)
    assert "acht Jahre" in second.text


@pytest.mark.parametrize("text", ["welche Datenschutzbehörde ist für uns zuständig?", "und die Datenschutzbehörde?"])
def test_the_authority_is_no_question_about_this_chat(in_process_bot: Any, text: str) -> None:
    answer = talk(in_process_bot, "was tun nach einer datenpanne, muss ich das melden?", text)[-1]
    assert answer.kind != "privacy"


def test_data_protection_alone_is_that_of_the_topic(in_process_bot: Any) -> None:
    topic, chat = talk(
        in_process_bot, "Lohnt sich ein KI-Assistent am Telefon?", "Datenschutz?", "wo werden meine Daten gespeichert?"
    )[1:]
    assert topic.kind != "privacy"
    assert chat.kind == "privacy"


@pytest.mark.parametrize(
    "text", ["danke, dann ruf ich die IHK an", "Sie wiederholen sich. Ich red lieber mit jemandem von der IHK. Tschüss"]
)
def test_a_goodbye_with_a_remark_is_no_call_back(in_process_bot: Any, text: str) -> None:
    answer = talk(in_process_bot, "was kostet ein onlineshop", text)[-1]
    assert answer.kind == "smalltalk"
    assert "klären Sie es dort" in answer.text


def test_another_matter_ends_an_emergency(in_process_bot: Any) -> None:
    case = "unser mailkonto wurde gehackt"
    left = talk(
        in_process_bot, case, "erledigt. andere sache noch: was kostet ein onlineshop?", "und was muss da rein?"
    )
    assert [answer.kind for answer in left[:2]] == ["emergency", "article"]
    assert left[2].kind in {"article", "question"}


def test_a_call_back_is_stopped_by_its_last_word(in_process_bot: Any) -> None:
    said = talk(
        in_process_bot, "rufen Sie mich bitte an", "ja, einverstanden", "Jana Muster, 0221 5550100, vormittags",
        "hab ich doch geschrieben. ach lassen sie, ich ruf selber bei der ihk an. abbrechen",
    )  # fmt: skip
    assert "nichts gespeichert" in said[-1].text


@pytest.mark.parametrize("text", ["Was kostet ein Onlineshop?", "Wir sind in Hessen. Brauchen wir eine TSE?"])
def test_the_same_is_looked_for_once_a_turn(in_process_bot: Any, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    asked: list[tuple[Any, ...]] = []
    find = ArticleSearch.find

    def counted(search: ArticleSearch, text: str, knowledge: Any, *given: Any) -> Any:
        asked.append((text, *given))
        return find(search, text, knowledge, *given)

    monkeypatch.setattr(ArticleSearch, "find", counted)
    talk(in_process_bot, "Was ist ein Backup?", text)
    assert asked and len(asked) == len(set(asked))
