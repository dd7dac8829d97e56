"""Rasa's rules, looked up once for each situation.

For every action Rasa's ``RulePolicy`` (3.6.21) compares all rules with the conversation, and it does so twice: first for
rules whose messages are texts instead of intents, which there are none of here. Which rules apply depends on the last few
states alone, and those recur in every conversation.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker

REMEMBERED = 5_000
"""How many situations are remembered; after that they are looked up anew."""


class QuickRulePolicy(RulePolicy):
    """Predicts what Rasa's policy predicts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take over what Rasa's policy has learnt."""
        super().__init__(*args, **kwargs)
        rules = [json.loads(key) for name in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH) for key in self.lookup.get(name, {})]
        self._longest_rule = max(map(len, rules), default=1)
        self._reads_texts = any(_needs_no_intent(rule) for rule in rules)
        self._applicable: dict[str, set[str]] = {}

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        if use_text_for_last_user_input and not self._reads_texts:
            return None, None, False
        found: tuple[str | None, str | None, bool] = super()._find_action_from_rules(
            tracker, domain, use_text_for_last_user_input
        )
        return found

    def _prediction_states(self, *args: Any, **kwargs: Any) -> list[State]:
        return list(super()._prediction_states(*args, **kwargs)[-self._longest_rule :])

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        situation = f"{id(lookup)} {json.dumps(states, sort_keys=True)}"
        keys = self._applicable.get(situation)
        if keys is None:
            if len(self._applicable) >= REMEMBERED:
                self._applicable.clear()
            keys = self._applicable[situation] = super()._get_possible_keys(lookup, states)
        return keys


def _needs_no_intent(rule: list[dict[str, Any]]) -> bool:
    """Whether a rule could apply right after a message whose intent is not looked at."""
    latest = rule[-1]
    listened = latest.get("prev_action", {}).get("action_name") == "action_listen"
    return listened and "intent" not in latest.get("user", {})
