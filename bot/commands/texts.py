"""``python -m bot.commands.texts``: can everything the bot says be read easily? Part of ``make lint``.

Checked are the texts of the knowledge base, the texts in ``domain/``, and every German sentence in the code that answers.
Limits and where they come from: README, "Plain language, measured".
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.knowledge.applications.records import TEXTS as APPLICATION_TEXTS
from bot.knowledge.checking import read_knowledge
from bot.knowledge.records import KnowledgeBase
from bot.language.readable.limits import faults
from bot.language.text.normalise import fold
from bot.settings import KNOWLEDGE_DIR, ROOT

_CODE = (
    "actions",
    "bot/advice",
    "bot/rasa/channels/safe_input.py",
    "bot/rasa/conversations/asking.py",
    "bot/rasa/channels/rate_limit.py",
    "bot/rasa/channels/requests.py",
    "bot/rasa/channels/web_channel.py",
    "bot/rasa/channels/open_data.py",
    "bot/exchange/public.py",
    "bot/telegram/texts.py",
)
_OTHER_LANGUAGES = ROOT / "bot" / "advice" / "foreign.py"
"""Not German, so no German formula fits."""
_LEAST_WORDS = 4
_SENTENCE_END = re.compile(r"[.?!:](?:[“\s]|$)")


@dataclass(frozen=True)
class Text:
    """One text the bot can say, and where it stands."""

    where: str
    text: str


def all_texts(knowledge: KnowledgeBase) -> Iterator[Text]:
    """Yield everything the bot can say."""
    yield from knowledge_texts(knowledge)
    for file in sorted((ROOT / "domain").glob("*.yml")):
        yield from response_texts(file)
    for place in _CODE:
        path = ROOT / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if file != _OTHER_LANGUAGES:
                yield from code_texts(file)


def knowledge_texts(knowledge: KnowledgeBase) -> Iterator[Text]:
    """Yield the texts of the records that are shown as sentences. Names, titles of sources and links are not."""
    for article in knowledge.articles.values():
        yield Text(f"{article.id}.answer", article.answer)
        if article.caution:
            yield Text(f"{article.id}.caution", article.caution)
        yield from (Text(f"{article.id}.next_steps", step) for step in article.next_steps)
    for case in knowledge.case_studies.values():
        for field in ("problem", "solution", "result", "lesson", "caution"):
            if getattr(case, field):
                yield Text(f"{case.id}.{field}", getattr(case, field))
    for programme in knowledge.programmes.values():
        yield Text(f"{programme.id}.beneficiaries", programme.beneficiaries)
        yield from (Text(f"{programme.id}.conditions", condition) for condition in programme.conditions)
        for field in ("caution", "excluded"):
            if getattr(programme, field):
                yield Text(f"{programme.id}.{field}", getattr(programme, field))
    for topic in knowledge.topics.values():
        yield Text(f"{topic.id}.summary", topic.summary)
    for rule in knowledge.verdicts.values():
        for case_of in rule.cases:
            yield Text(f"{rule.id}.changes", case_of.changes)
    for application in knowledge.applications.values():
        yield from (Text(f"{application.programme}.steps", step.text) for step in application.steps)
        for field in APPLICATION_TEXTS:
            if getattr(application, field):
                yield Text(f"{application.programme}.{field}", getattr(application, field))
    for kind in knowledge.emergencies.kinds.values():
        for step in (*kind.first, *kind.next, *kind.never, kind.told, kind.say, kind.after):
            yield Text(f"emergencies, {kind.id}", step)
    for question in knowledge.emergencies.questions.values():
        for one in question.answers:
            yield Text(f"emergencies, {question.id}", one.text)
            yield Text(f"emergencies, {question.id}, again", one.again)
    for term in knowledge.terms.values():
        yield Text(term.id, term.plain)


def response_texts(file: Path) -> Iterator[Text]:
    """Yield the responses of a domain file."""
    responses = yaml.safe_load(file.read_text(encoding="utf-8"))["responses"]
    for name, variants in responses.items():
        yield from (Text(f"{file.name}, {name}", variant["text"]) for variant in variants if variant.get("text"))


def code_texts(file: Path) -> Iterator[Text]:
    """Yield the German sentences among the string literals of a module; what is filled in counts as one word."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    skipped = _docstrings(tree) | {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
    }
    for node in ast.walk(tree):
        text = _literal(node) if id(node) not in skipped else None
        if text and _is_sentence(text):
            yield Text(f"{file.relative_to(ROOT)}:{node.lineno}", text)  # type: ignore[attr-defined]


def _literal(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "Angabe" for part in node.values)
        return "".join(str(part) for part in parts)
    return None


def _docstrings(tree: ast.AST) -> set[int]:
    """Return the literals that stand alone: docstrings, also those below an assignment."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _is_sentence(text: str) -> bool:
    """Whether a literal is something to read: some words with a sentence's end, no pattern and no list of words."""
    words = text.split()
    ends = _SENTENCE_END.search(text) is not None
    return len(words) >= _LEAST_WORDS and ends and "\\" not in text and "(?:" not in text


def hard_texts(knowledge: KnowledgeBase, texts: Iterable[Text]) -> list[str]:
    """Return for each text that is too hard where it stands and why, in German. ``knowledge``: whose glossary explains words."""
    glossary = {fold(name) for term in knowledge.terms.values() for name in (term.term, *term.synonyms)}
    found = ((text, faults(text.text, glossary)) for text in texts)
    return [f"{text.where}: {'; '.join(problems)}\n    {text.text[:160]!r}" for text, problems in found if problems]


def main() -> int:
    """Print a line for each text that is too hard; exit code 1 if there is one."""
    knowledge = read_knowledge(KNOWLEDGE_DIR)
    texts = list(all_texts(knowledge))
    hard = hard_texts(knowledge, texts)
    if hard:
        print("\n".join(hard), file=sys.stderr)
        print(f"{len(hard)} von {len(texts)} Texten sind zu schwer.", file=sys.stderr)
        return 1
    print(f"{len(texts)} Texte sind verständlich genug.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
