"""Quick rules and the runner decide what Rasa's own decide, in any conversation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.agent import ServingStorage
from bot.rasa.patches.quick_rules import QuickRulePolicy
from bot.rasa.patches.runner import InOrderRunner
from bot.settings import ROOT

DOMAIN = Domain.load([str(ROOT / "domain.yml"), str(ROOT / "domain")])
LISTEN = ActionExecuted("action_listen")
FORMS = list(DOMAIN.form_names)


@pytest.fixture(scope="module")
def stock(model: Path, tmp_path_factory: pytest.TempPathFactory) -> GraphRunner:
    folder = tmp_path_factory.mktemp("stock")
    return load_predict_graph_runner(folder, model, LocalModelStorage, DaskGraphRunner)[1]


@pytest.fixture(scope="module")
def quick(model: Path, tmp_path_factory: pytest.TempPathFactory) -> GraphRunner:
    folder = tmp_path_factory.mktemp("quick")
    return load_predict_graph_runner(folder, model, ServingStorage, InOrderRunner)[1]


def policy(runner: Any) -> Any:
    return next(
        node._component
        for node in runner._instantiated_nodes.values()
        if isinstance(getattr(node, "_component", None), RulePolicy)
    )


@pytest.fixture(scope="module")
def policies(stock: GraphRunner, quick: GraphRunner) -> tuple[RulePolicy, QuickRulePolicy]:
    assert type(policy(stock)) is RulePolicy
    assert type(policy(quick)) is QuickRulePolicy
    return policy(stock), policy(quick)


def message(intent: str) -> UserUttered:
    return UserUttered("etwas", {"name": intent, "confidence": 0.9}, [])


actions = st.sampled_from([name for name in DOMAIN.action_names_or_texts if name != "action_listen"])
happenings = st.one_of(
    actions.map(ActionExecuted),
    st.sampled_from([*FORMS, None]).map(ActiveLoop),
    st.sampled_from(FORMS).map(ActionExecuted),
    st.sampled_from(FORMS).map(ActionExecutionRejected),
    st.builds(SlotSet, st.sampled_from(["requested_slot", "region"]), st.sampled_from([None, "region", "DE-ST"])),
)
turns = st.lists(
    st.tuples(st.sampled_from(sorted(DOMAIN.intents)).map(message), st.lists(happenings, max_size=4), st.booleans()),
    max_size=6,
)


def events_of(talk: list[tuple[Event, list[Event], bool]]) -> list[Event]:
    events: list[Event] = [LISTEN]
    for said, happened, listens in talk:
        events += [said, *happened, *([LISTEN] if listens else [])]
    return events


@settings(max_examples=400, deadline=None)
@given(talk=turns)
def test_the_same_action_is_next(talk: Any, policies: tuple[RulePolicy, QuickRulePolicy]) -> None:
    theirs, ours = policies
    tracker = DialogueStateTracker.from_events("x", events_of(talk), DOMAIN.slots)
    expected = theirs.predict_action_probabilities(tracker, DOMAIN)
    for _ in range(2):  # looked up, and remembered
        found = ours.predict_action_probabilities(tracker, DOMAIN)
        assert found.probabilities == expected.probabilities
        assert found.events == expected.events
        assert found.is_end_to_end_prediction == expected.is_end_to_end_prediction
        assert found.is_no_user_prediction == expected.is_no_user_prediction


def test_whole_turns_run_the_same(policies: tuple[RulePolicy, QuickRulePolicy]) -> None:
    """Each intent, said in each form that cannot use it and outside of forms: what follows until the bot listens again."""
    theirs, ours = policies
    returned = 0
    for form in [*FORMS, None]:
        opened: list[Event] = [ActionExecuted(form), ActiveLoop(form), LISTEN] if form else []
        rejected: list[Event] = [ActionExecutionRejected(form)] if form else []
        for intent in DOMAIN.intents:
            begun = [LISTEN, message("greet"), *opened, message(intent), *rejected]
            tracker = DialogueStateTracker.from_events("x", begun, DOMAIN.slots)
            for _ in range(4):
                expected = theirs.predict_action_probabilities(tracker, DOMAIN)
                found = ours.predict_action_probabilities(tracker, DOMAIN)
                assert (found.probabilities, found.events) == (expected.probabilities, expected.events)
                action = DOMAIN.action_names_or_texts[expected.max_confidence_index]
                returned += action == form
                tracker.update(ActionExecuted(action))
                if action == "action_listen":
                    break
    assert 20 < returned < len(FORMS) * len(DOMAIN.intents)  # a form goes on after a question, and not after a farewell


def test_what_holds_in_a_form_is_looked_up_by_itself(policies: tuple[RulePolicy, QuickRulePolicy]) -> None:
    theirs, ours = policies
    for key in theirs.lookup[RULES_FOR_LOOP_UNHAPPY_PATH]:
        for name in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH):
            expected = theirs._get_possible_keys(theirs.lookup[name], json.loads(key))
            assert ours._get_possible_keys(ours.lookup[name], json.loads(key)) == expected


def test_what_is_remembered_is_bounded(policies: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _, ours = policies
    monkeypatch.setattr("bot.rasa.patches.quick_rules.REMEMBERED", 5)
    ours._applicable.clear()
    for intent in DOMAIN.intents:
        tracker = DialogueStateTracker.from_events("x", [LISTEN, message(intent)], DOMAIN.slots)
        ours.predict_action_probabilities(tracker, DOMAIN)
        assert len(ours._applicable) <= 5


@pytest.mark.parametrize("text", ["Was ist ZIM?", "tischlerei mit 12 leuten in stendal", "👍", "", "asdf qwertz"])
def test_both_runners_understand_the_same(text: str, stock: GraphRunner, quick: GraphRunner) -> None:
    understood = [_parsed(runner, text) for runner in (stock, quick)]
    assert understood[0] == understood[1]
    assert understood[0]["intent"]["name"]


def _parsed(runner: GraphRunner, text: str) -> dict[str, Any]:
    from rasa.core.channels.channel import UserMessage
    from rasa.engine.constants import PLACEHOLDER_MESSAGE

    target = "run_FallbackClassifier4"
    outputs = runner.run({PLACEHOLDER_MESSAGE: [UserMessage(text)]}, [target])
    return dict(outputs[target][0].as_dict(only_output_properties=True))


def test_a_component_without_its_input_is_an_error(quick: GraphRunner) -> None:
    with pytest.raises(GraphRunError, match="Missing input"):
        quick.run({}, ["run_FallbackClassifier4"])
