"""No talk dies: whatever is said wherever a talk stands, the turn ends listening, with a few sensible messages (finding R1).

``LOTSE_EVERY_TURN=1`` looks at all combinations and walks many more random talks (``make bench``); else a sample of both.
"""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actions.services import private_database
from bot.rasa.logs import quiet_structlog
from tests.conversations.scenes import SHOWN, Scene, scenes
from tests.conversations.stage import FALLBACK, Said, Stage, training_sentences

EVERYTHING = bool(os.environ.get("LOTSE_EVERY_TURN"))
SAMPLED = 1 if EVERYTHING else 61
"""Which part of the combinations is looked at: one in so many. A prime, so that no intent and no scene is left out."""
TALKS = 400 if EVERYTHING else 20
TURNS = 30

SENTENCES = training_sentences()
INTENTS = [*SENTENCES, FALLBACK]


@pytest.fixture(scope="module")
def stage(in_process_bot: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    quiet_structlog(logging.ERROR)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTSE_TRACKER_URL", f"sqlite:///{tmp_path_factory.mktemp('talks') / 'conversations.db'}")
        private_database.cache_clear()
        yield Stage(in_process_bot._agent)
    private_database.cache_clear()


@pytest.fixture(scope="module")
def all_scenes(stage: Stage) -> list[Scene]:
    return scenes(stage)


@pytest.fixture(scope="module")
def said(stage: Stage) -> list[tuple[Said, Said]]:
    """Each intent, once with words that say nothing, once with a sentence that means it."""
    pairs = []
    for intent in INTENTS:
        sentence = SENTENCES.get(intent, ["asdf qwertz"])[0]
        entities = tuple(stage.understood(sentence)["entities"])
        pairs.append((Said("etwas", intent), Said(sentence, intent, entities)))
    return pairs


@pytest.fixture
def caught(caplog: pytest.LogCaptureFixture) -> Iterator[list[logging.LogRecord]]:
    """What the net had to catch: nothing, where no rule is missing."""
    with caplog.at_level(logging.ERROR, "bot.rasa.conversations.net"):
        yield caplog.records


def test_the_intents_are_all(in_process_bot: Any) -> None:
    assert set(INTENTS) - {FALLBACK} == set(in_process_bot._agent.domain.intents) & set(SENTENCES)
    own = Path("domain.yml").read_text(encoding="utf-8")
    assert all(f"- {intent}\n" in own for intent in SENTENCES)


def test_the_scenes_are_all(all_scenes: list[Scene], in_process_bot: Any) -> None:
    names = [scene.name for scene in all_scenes]
    assert len(names) == len(set(names))
    for shown in SHOWN:
        for form in in_process_bot._agent.domain.form_names:
            # With the facts of a list on the screen, the search for funding has nothing left to ask.
            assert {f"{shown}, {form} 1", f"{shown}, {form} done"} & set(names)
    for form, questions in {"funding_form": 3, "check_form": 12, "calculation_form": 5, "contact_form": 6}.items():
        assert f"nothing, {form} {questions}" in names
        assert f"nothing, {form} {questions + 1}" not in names


def test_each_intent_wherever_a_talk_stands(
    stage: Stage, all_scenes: list[Scene], said: list[tuple[Said, Said]], caught: list[logging.LogRecord]
) -> None:
    """Finding R1: all intents x all states. No rule is missing, so the net has nothing to catch."""
    found: list[str] = []
    number = 0
    for scene in all_scenes:
        for pair in said:
            number += 1
            if number % SAMPLED:
                continue
            message = pair[number // SAMPLED % 2]
            caught.clear()
            outcome = stage.say(message, scene.talk)
            faults = [*outcome.faults(), *(record.getMessage() for record in caught)]
            if outcome.talk:
                faults += [f"dead: {fault}" for fault in stage.say(Said("Hallo", "greet"), outcome.talk).faults()]
            found += [f"{scene.name}: {message.intent} „{message.text}“: {fault}" for fault in faults]
    assert number == len(all_scenes) * len(INTENTS) > 20_000
    assert not found, "\n".join(found[:40])


@pytest.mark.parametrize("seed", range(TALKS))
def test_random_talks_live(stage: Stage, seed: int, caught: list[logging.LogRecord]) -> None:
    """Finding R1: thirty turns of what people say, in any order, never end a talk."""
    chance = random.Random(seed)
    everything = [sentence for sentences in SENTENCES.values() for sentence in sentences]
    buttons: list[str] = []
    talk, lines = "", []
    for _ in range(TURNS):
        text = chance.choice(buttons) if buttons and chance.random() < 0.4 else chance.choice(everything)
        lines.append(text)
        outcome = stage.say(text, talk)
        faults = [*outcome.faults(), *(record.getMessage() for record in caught)]
        assert not faults, f"{faults} after {lines}"
        buttons = [button["payload"] for message in outcome.messages for button in message.get("buttons") or ()]
        talk = stage.shortened(outcome.talk)


def test_asking_for_funding_again_asks_again(stage: Stage) -> None:
    """Finding R1: the two messages that ended a talk. The second time the question is shorter, and can be pressed."""
    first = stage.say("Welche Förderung passt zu uns?")
    again = stage.say("Gibt es da Zuschüsse für uns?", first.talk)
    for outcome in (first, again, stage.say("Wir suchen Förderung", again.talk)):
        assert not outcome.faults()
        assert len(outcome.bubbles) == 1
        assert "In welchem Bundesland" in outcome.bubbles[0]["text"]
        assert outcome.bubbles[0]["buttons"]
    assert len(again.bubbles[0]["text"]) < len(first.bubbles[0]["text"])
    assert "Wofür brauchen" in stage.say("Stendal", again.talk).bubbles[-1]["text"]


def test_a_long_answer_is_not_followed_by_a_list(stage: Stage) -> None:
    """A question in between can tell what the search still needs: the list is offered instead of heaped upon the answer."""
    talk = ""
    for text in ("wir haben einen hofladen", "9 Beschäftigte", "zuschuß vom bund für IT-Sicherheit"):
        talk = stage.say(text, talk).talk
    outcome = stage.say("wie fortschrittlich sind die firmen in thüringen so im schnitt der länder", talk)
    assert not outcome.faults()
    assert "genug für Ihre Fördersuche" in outcome.bubbles[-1]["text"]
    shown = stage.say(outcome.bubbles[-1]["buttons"][0]["payload"], outcome.talk)
    assert "Thüringen" in shown.bubbles[0]["text"]
    assert not shown.faults()
