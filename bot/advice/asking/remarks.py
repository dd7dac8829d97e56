"""What is said beside a question of the funding search: who counts as staff, and whether something just told changes the list."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.records import Article

SIZE_ARTICLE = "kmu-pruefen"
"""Holds, with its source, how helpers and apprentices count."""
_COUNTED = "Teilzeit und Saison zählen anteilig, Auszubildende nicht"
"""The claim among the article's facts."""


def on_helpers(article: Article | None) -> str | None:
    """Say who counts, after heads were told with and without helpers; None where the record does not say it."""
    if article is None or not any(fact.claim == _COUNTED for fact in article.facts):
        return None
    return "Aushilfen und Teilzeit zählen bei den meisten Programmen anteilig, Auszubildende gar nicht."


def on_change(told: bool, before: Sequence[str], after: Sequence[str]) -> str:
    """Say whether what was just told changes the list.

    Args:
        told: whether a fact that the search knows was read in it.
        before: the programmes that came first without it.
        after: those that come first with it.
    """
    if not told:
        return (
            "An der Fördersuche ändert das nichts. Ich suche nach Land, Größe, Branche, Vorhaben und Summe. "
            "Gilt ein Programm nur für bestimmte Branchen, steht das dabei."
        )
    if list(before) == list(after):
        return "An den ersten Programmen ändert das nichts."
    return "Ja, das ändert, welche Programme zuerst kommen."
