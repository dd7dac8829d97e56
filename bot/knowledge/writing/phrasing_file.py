"""Changing a file of phrasings: only lines of the article in question are added or taken out, all else stays as it was written.

The place is asked of the YAML parser, and the result is read again: it has to hold exactly what was wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from bot.knowledge.files import Loader

FOLDER = "redaktion"
"""The hand that phrasings from open questions are kept under, in ``phrasings/``."""
HEADING = "# Weitere Fragen je Antwort: Fragen ohne Antwort, von der Redaktion zugeordnet.\n"
_WIDTH = 120


class CannotAdd(Exception):  # noqa: N818
    """The file is not written as article and list below it, line by line; ``article`` is the id in question."""

    def __init__(self, article: str) -> None:
        super().__init__(article)
        self.article = article


def with_phrasings(text: str, article: str, added: Sequence[str]) -> str:
    """Return the text of a file with more phrasings of an article, at the end of its list or of the file; none stands twice.

    Raises:
        CannotAdd: the file is written in a way that cannot be changed line by line.
    """
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    node = _node(text, article)
    before = _data(text)
    added = [phrasing for phrasing in added if phrasing not in (before.get(article) or ())]
    if not added:
        return text
    if node is None:
        new = [f"{_scalar(article)}:", *_items(added, 2)]
        changed = [*lines, *new]
    else:
        if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
            raise CannotAdd(article)
        column = node.start_mark.column
        place = _end(lines, node.value[-1].start_mark.line, column, node)
        changed = [*lines[:place], *_items(added, column), *lines[place:]]
    result = "\n".join(changed) + "\n"
    _verify(result, {**before, article: [*before.get(article, ()), *added]}, article)
    return result


def without_phrasings(text: str, article: str, taken: Sequence[str]) -> str:
    """Return the text of a file without some phrasings of an article; one that is not there any more is no fault.

    Raises:
        CannotAdd: the file is written in a way that cannot be changed line by line.
    """
    node = _node(text, article)
    if node is None:
        return text
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        raise CannotAdd(article)
    lines = text.rstrip("\n").split("\n")
    wanted, before = set(taken), _data(text)
    kept = [phrasing for phrasing in before[article] if phrasing not in wanted]
    starts = [item.start_mark.line for item in node.value]
    ends = [*starts[1:], _end(lines, starts[-1], node.start_mark.column, node)] if starts else []
    gone: set[int] = set()
    for item, start, end in zip(node.value, starts, ends, strict=True):
        if item.value in wanted:
            gone.update(number for number in range(start, end) if not lines[number].lstrip().startswith("#"))
    if not kept:
        gone.add(_key_line(text, article))
    result = "\n".join(line for number, line in enumerate(lines) if number not in gone) + "\n"
    expected = {name: kept if name == article else texts for name, texts in before.items()}
    if not kept:
        del expected[article]
    _verify(result, expected, article)
    return result


def _root(text: str) -> Any:
    return yaml.compose(text, Loader=Loader) if text.strip() else None


def _node(text: str, article: str) -> Any | None:
    """Return the list below an article; None where the file has none of it.

    Raises:
        CannotAdd: the file is something else.
    """
    root = _root(text)
    if root is None:
        return None
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise CannotAdd(article)
    return next((value for key, value in root.value if key.value == article), None)


def _key_line(text: str, article: str) -> int:
    return next(int(key.start_mark.line) for key, _ in _root(text).value if key.value == article)


def _end(lines: Sequence[str], start: int, column: int, node: Any) -> int:
    """Return the line behind the last item of a list, which begins at ``start`` and may go on over several lines."""
    last = node.value[-1].end_mark
    # Plain and folded texts end where the next thing begins; what is blank or a comment before that is not theirs.
    end = max(min(len(lines), int(last.line) + (1 if last.column > 0 else 0)), start + 1)
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _items(texts: Sequence[str], column: int) -> list[str]:
    dumped = yaml.safe_dump(list(texts), allow_unicode=True, width=_WIDTH - column, default_flow_style=False)
    return [" " * column + line for line in dumped.rstrip("\n").split("\n")]


def _scalar(text: str) -> str:
    return str(yaml.safe_dump(text, allow_unicode=True, width=1_000)).removesuffix("...\n").strip()


def _data(text: str) -> dict[str, list[str]]:
    return dict(yaml.load(text, Loader=Loader) or {})


def _verify(result: str, wanted: dict[str, list[str]], article: str) -> None:
    """Read the new text again.

    Raises:
        CannotAdd: it does not hold what is wanted.
    """
    try:
        found = yaml.load(result, Loader=Loader) or {}
    except yaml.YAMLError as error:
        raise CannotAdd(article) from error
    if found != wanted:
        raise CannotAdd(article)
