"""Trades in a message that are not the owner's: goods that bear a trade's name, and customers.

"Ich mache Seife und Kosmetik" tells what somebody makes, not that she runs a beauty salon. "Wir liefern an Hotels" and "Kassen für
Friseure" name customers.
"""

from __future__ import annotations

import re

from bot.language.text.wordset import word_set

_GOODS = word_set("kosmetik naturkosmetik wellness massage spa elektro")
"""Words that name a service or a shop, and goods alike. Who makes textiles is in textiles, whoever makes cosmetics is no salon."""
_MAKES = re.compile(
    r"\b(?:mach(?:e|en|t)?|herstell\w*|stell(?:e|en|t)\b.*\bher|produzier\w*|verkauf\w*|vertreib\w*|sied(?:e|en)|ruehr(?:e|en)"
    r"|handel(?:e|n) mit|liefer(?:e|n)|entwickel\w*|selbst ?gemacht\w*|handgemacht\w*|seifen?|kerzen?|cremes?|salben?|oele?)\b"
)
"""Verbs for what is done with goods, and goods beside which a word is one of them."""
_DEFINES = re.compile(r"\b(?:ist|sind|gilt|zaehlt|gelten)\b(?: \w+){0,3} $")
_LISTED = r"(?:(?:die|den|viele|kleine|mehrere|einige|lokale|regionale|andere|vor allem) |[\w-]+(?:,| und| oder) )*"
_WE = r"\b(?:(?:wir|ich) (?:\w+ ){0,2}?|und )"
_WORK_FOR = re.compile(
    _WE
    + r"(?:liefer|verkauf|vertreib|mach|bau|entwickel|arbeit|reinig|putz|fertig|produzier|programmier|stell|druck|naeh|koch)\w*"
    rf" (?:\w+ ){{0,4}}?(?:fuer|an) {_LISTED}$"
)
_SERVE = re.compile(
    _WE + rf"(?:beliefer|betreu|berat|renovier|reinig|putz|bau|saniere|plane|versorg)\w* (?:\w+ )?{_LISTED}$"
)
_PLURAL = re.compile(r"(?:e|en|er|s|n)$")


def names_goods(word: str, before: str, whole: str) -> bool:
    """Return whether a word that may be a trade names goods here.

    Args:
        word: folded.
        before: what stands before it, folded.
        whole: the whole sentence, folded.
    """
    return word in _GOODS and bool(_MAKES.search(whole) or _DEFINES.search(f"{before.rstrip()} "))


def names_customers(word: str, before: str) -> bool:
    """Return whether a trade in the plural is served by the writer: "wir liefern an Hotels", "wir bauen Kassen für Friseure".

    "Software für Tischler" asks on behalf of a joiner.
    """
    said = f"{before.rstrip()} "
    return bool(_PLURAL.search(word)) and bool(_WORK_FOR.search(said) or _SERVE.search(said))
