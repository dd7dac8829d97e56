"""Who is there all the time and who only helps: "so um die 14, mit Aushilfen 18" tells of a firm of 14.

Limits of programmes count whole years of work (EU recommendation 2003/361/EC, annex, article 5): who works part of the year or
of the
week counts in part, apprentices not at all. So where both numbers are told, the one without helpers is nearer.
"""

from __future__ import annotations

import re

from bot.language.facts.heads.owners import Count

_HELPERS = (
    r"(?:aushilf|minijob|mini-job|saison|ernteh|erntekr|azubi|lehrling|auszubildend|praktikant|teilzeit|ferienjob|werkstudent|student|450er"
    r"|leiharbeit|zeitarbeit|helfer|spring|ehrenamt|basis)[a-z]*"
)
_SMALL = (
    r"(?:(?:sind|sinds|es|wir|dann|so|etwa|ca|rund|zusammen|insgesamt|um|die|auch|noch|"
    r"bis|zu|eher|vielleicht|den|allen|unseren|im|sommer|alles)\.?\s)*"
)
_WITH_THEM = re.compile(
    rf"(?P<heads>\b\d{{1,4}}\b)(?![.,]\d|\s?(?:euro|€|eur|prozent|%))[^.;!?\d]{{0,40}}?\b(?:mit|samt|inkl\w*\.?|einschliesslich|plus)\s{_SMALL}{_HELPERS}[\s:,]+{_SMALL}"
    r"(?P<all>\d{1,4})\b(?!\s?(?:euro|€|eur|prozent|%|jahr|stueck|[a-z]+\w))"
)
_WITHOUT_THEM = re.compile(
    rf"\bohne\s{_SMALL}(?:{_HELPERS}|sie|die)[\s:,]*{_SMALL}(?P<heads>\d{{1,4}})\b(?!\s?(?:euro|€|eur|prozent|%))"
    rf"|\b\d{{1,4}}\smit\s{_SMALL}{_HELPERS}[\s,]+(?:und\s)?ohne\s(?:die\s|sie\s)?{_SMALL}(?P<less>\d{{1,4}})\b"
)
_MENTIONED = re.compile(rf"\b(?!ehrenamt|spring|basis){_HELPERS}")


_PLUS_THEM = re.compile(
    rf"^\W*(?:so |ca\.? |etwa |rund |um die |circa |wir sind |sind )*(?P<heads>\d{{1,4}})\s?(?:plus|und|\+"
    rf"|&)\s?(?P<more>\d{{1,3}})\s{_SMALL}(?!saison|ernte){_HELPERS}"
)


def plus_helpers(folded: str) -> Count | None:
    """Return the sum of a folded answer that gives a bare number and helpers beside it ("12 plus 4 Aushilfen"); else None."""
    found = _PLUS_THEM.search(folded)
    return Count(int(found["heads"]) + int(found["more"]), found.start("heads"), found.end(), True) if found else None


def without_helpers(folded: str) -> Count | None:
    """Return the heads of a folded message that tells them with and without helpers; None where it tells not both."""
    found = _WITH_THEM.search(folded)
    if found and int(found["all"]) > int(found["heads"]):
        return Count(int(found["heads"]), *found.span("heads"), True)
    left = _WITHOUT_THEM.search(folded)
    if left is None:
        return None
    name = "heads" if left["heads"] else "less"
    return Count(int(left[name]), *left.span(name), True)


def names_helpers(folded: str) -> bool:
    """Return whether a folded message speaks of people who work part of the time or still learn."""
    return bool(_MENTIONED.search(folded))
