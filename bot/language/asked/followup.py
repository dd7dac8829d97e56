"""Which of the hits just shown is meant: "das zweite", "Nr. 3", "den letzten bitte".

Not read: dates ("am 3. Mai"), "zum ersten Mal", "erste Schritte", "letztes Jahr", "Erste Hilfe".
"""

from __future__ import annotations

import re

from bot.language.facts.entity import Entity
from bot.language.text.sentence import Sentence

_VALUES = {
    "erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fuenft": 5, "sechst": 6, "siebt": 7, "siebent": 7, "acht": 8,
    "neunt": 9, "zehnt": 10, "letzt": -1, "zuletzt": -1, "oberst": 1, "unterst": -1, "zwot": 2, "zwoat": 2, "zweet": 2,
    "erscht": 1, "mittler": 2,
}  # fmt: skip
_CARDINALS = {
    "eins": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fuenf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
}
_ITEM = (
    "optionen|option|programm|programme|beispiel|punkt|vorschlag|treffer|angebot|eintrag|variante|ergebnis|firma|betrieb|link"
    "|foerderung|foerderprogramm|antwort|frage|moeglichkeit|artikel|karte|zuschuss|kredit|darlehen|unternehmen|fall"
)
_STEM = "|".join(sorted(_VALUES, key=len, reverse=True))
_ARTICLE = r"(?:das|dass|den|die|der|dem|zum|beim|vom|zur|n|s|dit|det|dis|des|dat|de)"
_AFTER = (
    r"(?=\s*$|\s*[.,;!?:)]|\s(?:"
    + _ITEM
    + r"|bitte|davon|genauer|mehr|mal|klingt|ist|waere|passt|interessiert|hoert|nehme"
    r"|nehmen|will|moechte|zeigen|zeig|erklaeren|und|oder|finde|gefaellt|da|dort|aus|von|auf|in|noch|koennen|anzeigen"
    r"|oeffnen|ansehen|anschauen|sieht|reicht|genuegt|naeher|in der liste|der liste|details|dann|sagt|hier|nochmal|bin"
    r"|hat|merken|merk|streichen|aufheben|speichern|behalten|vormerken|vom|wieder|vergleichen|im vergleich|mit|gegen"
    r"|genannte?n?|gezeigte?n?|wuerde|war|schauen|lesen|nicht)\b)"
)
_WORDED = re.compile(
    rf"(?:\b{_ARTICLE}\s(?:aller)?(?P<stem>{_STEM})(?:e|en|er|es|em|ere|eren)?|(?:^|[,;.]\s?)(?:aller)?(?P<bare>{_STEM})(?:e|en|er|es|em|ens)){_AFTER}"
)
_DIGIT = re.compile(
    rf"(?<!\bum )(?<!\ban )\b{_ARTICLE}\s(?P<digit>\d{{1,2}})(?:\.|te|ten|ter|tes|\.te)?{_AFTER}|^(?P<bare>\d{{1,2}})(?:\.|te"
    rf"|tes|ter|ten)$"
)
_NUMBERED = re.compile(
    rf"(?:\b(?:nr|nummer|no|num|numero)\b\.?|\b(?:option|punkt|treffer|vorschlag|beispiel|variante|ergebnis|eintrag|programm)\b|#)"
    rf"\s?(?P<number>\d{{1,2}}|{'|'.join(_CARDINALS)})(?![\d.,]\d|\w)"
)
_OPENED = re.compile(
    rf"\b(?:mach\w*|zeig\w*|nimm|nehm\w*|oeffne\w*|klick\w*)(?:\s(?:mal|bitte|doch|ich|wir|mir|uns|auf))*\s(?:die|das|auf)\s"
    rf"(?P<number>{'|'.join(_CARDINALS)})(?=\s*$|\s(?:auf|bitte|an|mal)\b)"
)
_HIGHEST = 20


def read_ordinals(sentence: Sentence) -> list[Entity]:
    """Return the places in a list that the sentence picks: 1 for the first, -1 for the last. Never raises."""
    text = sentence.folded
    found: list[Entity] = []
    for pattern in (_WORDED, _DIGIT, _NUMBERED, _OPENED):
        for match in pattern.finditer(text):
            value = _value(match)
            if value is None or not (value == -1 or 1 <= value <= _HIGHEST):
                continue
            start, end = match.start() + _lead(match), match.end()
            if _is_time(text, start, end) or (value == -1 and _ANNOUNCES.match(text, end)):
                continue
            entity = sentence.entity("ordinal", value, start, end)
            if not any(entity.start < other.end and other.start < entity.end for other in found):
                found.append(entity)
    return sorted(found, key=lambda entity: entity.start)


def _value(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    word = groups.get("stem") or groups.get("bare") or groups.get("digit") or groups.get("number") or ""
    if word.isdigit():
        return int(word)
    return _VALUES.get(word) if match.re is _WORDED else _CARDINALS.get(word)


def _lead(match: re.Match[str]) -> int:
    return len(match.group()) - len(match.group().lstrip(" ,;."))


_TIME_AFTER = re.compile(
    r"\.?\s?(?:mal\b|jahr|monat|woche|tag|januar|februar|maerz|april|mai\b|juni|juli|august|september|oktober|november"
    r"|dezember|linie|quartal|haelfte|\d|stock|schritt|hilfe|hand|blick|zeit)"
)


_ANNOUNCES = re.compile(r"\s?(?:frage|sache|punkt)\b(?! bitte| nochmal| noch mal)\W")
"""Behind "letzte": "Letzte Frage: …" picks nothing."""


def _is_time(text: str, start: int, end: int) -> bool:
    if _TIME_AFTER.match(text, end) and not re.match(
        r"\smal\s(?:genauer|bitte|zeigen|ansehen|anschauen|erklaeren)", text[end:]
    ):
        return True
    return bool(re.match(r"(?:zum|beim)\s", text[start:end]) and re.match(r"\s(?:mal)\b", text[end:]))
