"""Reading the rules that staff maintain in ``data/knowledge/verdicts.yaml``."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.checking import BrokenContent, ContentCheck
from bot.knowledge.files import VERDICTS
from bot.knowledge.verdicts.records import VerdictRule
from bot.knowledge.verdicts.schema import VerdictRuleModel


class _RuleCheck(ContentCheck):
    """Checks only the rules."""

    def rules(self) -> dict[str, VerdictRule]:
        kind = self._kind(VERDICTS, VerdictRuleModel)
        if self._defects:
            raise BrokenContent(self._defects)
        return {id_: model.record() for id_, model in kind.models.items()}


def read_rules(folder: Path) -> dict[str, VerdictRule]:
    """Return the rules by id, in the order of the file.

    Raises:
        BrokenContent: the file is missing or has defects, with messages for staff.
    """
    return _RuleCheck(folder).rules()


def rules_of_topic(rules: dict[str, VerdictRule], topic: str) -> tuple[VerdictRule, ...]:
    """Return the rules of a topic; the first one is its main question."""
    return tuple(rule for rule in rules.values() if rule.topic == topic)
