"""Whose place it is: "die Kollegin in NRW" and "unser Auftraggeber aus Hessen" do not tell where the firm sits."""

from __future__ import annotations

import re

from bot.language.text.sentence import Sentence

_OTHERS = (
    r"(?:gross|haupt|stamm|neu|end)?kund(?:e|en|in|innen|schaft)|auftraggeber\w*|abnehmer\w*|konkurren[tz]\w*|wettbewerber\w*|mitbewerber\w*"
    r"|lieferant(?:en|in)?|zulieferer|hersteller|anbieter\w*|konzern|mutterkonzern|muttergesellschaft|holding|gruppe|investor\w*"
    r"|koller?g(?:e|en|in|innen)|bekannte[rn]?|freund(?:e|in|innen)?|kumpel|bruder|schwester|schwager|schwaegerin|cousin(?:e)?|onkel|tante"
    r"|nachbar(?:n|in|betrieb)?|steuerberater(?:in)?|berater(?:in)?|softwarehaus|systemhaus|agentur|dienstleister|firma|betrieb|unternehmen"
)
_OF_SOMEBODY = re.compile(
    rf"\b(?P<article>mein|unser|ons|euer|ihr|sein|d(?=(?:er|ie|as|en|em|e|r|s)?\s)|ein|kein|manch|ander|viel)[a-z]*\s(?:[a-z]+(?:e|en|er|es|ste|ster|sten)\s)?(?P<who>{_OTHERS})"
    r"\s(?:in|aus|bei|von|im|ausm)\s(?:de[rmn]\s)?(?:raum\s)?$"
)
_OWN = re.compile(
    r"firma|betrieb|unternehmen|agentur|systemhaus|softwarehaus|gruppe|berater\w*|steuerberater\w*|hersteller|anbieter\w*|dienstleister"
)
_MAY_BE_OURS = frozenset({"firma", "betrieb", "unternehmen", "agentur", "systemhaus", "softwarehaus"})
_WE_ARE = re.compile(r"\b(?:wir|ich|mir|als)\b[^.;!?,]*$")
_BESIDE_OWNER = re.compile(r"\b(?:mit|und|samt|fuer)\s$")
"""Before somebody who works beside the owner ("mit meiner Schwester in Stade") or for whom is asked ("für meinen Kunden in Ulm").
"""
_GENITIVE = re.compile(r"(?:mein|unser|ons)e[rs]\s")
_FROM = re.compile(r"\b(?:von|bei)\s$")
_OURS = re.compile(r"(?:mein|unser|ons)[a-z]*\s")


def is_of_somebody_else(sentence: Sentence, index: int) -> bool:
    """Return whether the place that begins with the word at ``index`` is a customer's, a colleague's or another firm's.

    "Ich bin ein Dienstleister aus Hessen" and "unser Betrieb in Stendal" are the firm itself.
    """
    if index >= len(sentence.words):
        return False
    before = sentence.folded[: sentence.words[index].start]
    found = _OF_SOMEBODY.search(before)
    if found is None:
        return False
    if _BESIDE_OWNER.search(before[: found.start()]) or (
        _GENITIVE.match(found.group()) and not _FROM.search(before[: found.start()])
    ):
        return False
    if _OWN.fullmatch(found["who"]):
        ours = _OURS.match(found.group()) is not None
        if found["who"] in _MAY_BE_OURS:
            return False
        return ours or (found["article"] == "d" and not _WE_ARE.search(before[: found.start()]))
    return not re.search(r"\b(?:ich bin|wir sind|als)\s(?:\w+\s)?$", before[: found.start()])
