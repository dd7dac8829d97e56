"""Head counts that need no digit: "zu dritt", "Einmannbetrieb", "keine Angestellten", "ich und mein Sohn"."""

from __future__ import annotations

import re

from bot.language.facts.heads.owners import Count, founding_together, owner_and_others
from bot.language.facts.number_words import word_value
from bot.language.facts.people import is_role, is_total
from bot.language.facts.whose import is_of_another_time, is_of_others
from bot.language.text.sentence import Sentence
from bot.language.text.wordset import word_set

_TOGETHER = re.compile(
    r"\bzu\s?(?P<ordinal>zweit|dritt|viert|fuenft|sechst|siebt|acht|neunt|zehnt|elft|zwoelft|dreizehnt|vierzehnt|fuenfzehnt)"
    r"(?:en|er|t)?(?![^\W_])"
)
_TOGETHER_VALUES = {
    name: value
    for value, name in enumerate(
        [
            "zweit",
            "dritt",
            "viert",
            "fuenft",
            "sechst",
            "siebt",
            "acht",
            "neunt",
            "zehnt",
            "elft",
            "zwoelft",
            "dreizehnt",
            "vierzehnt",
            "fuenfzehnt",
        ],
        2,
    )
}
_ALONE = re.compile(
    r"""\b(?:
      (?:ein|1|one)[\s-]?(?:mann|frau|man|personen?|woman)[\s-]?(?:betrieb|firma|unternehmen|show|laden|buero|business|gmbh
         |werkstatt|unternehmer|unternehmung|studio|praxis|salon|kanzlei|agentur)
    | einzelkaempfer(?:in)? | solo[\s-]?(?:selbst(?:st)?aend\w+|unternehm\w+) | solopreneur(?:in)?
    | (?:bin|arbeite|mache?|betreibe|fuehre|bins|schaffe|wurschtel|wursch?tle)\s
         (?:\w+\s){0,4}?(?:alleine?|solo)(?!\sgelassen|\szustaendig|\sschuld|\smit\s(?:dem|der|diesem|dieser|all)\b)
    | (?:ganz\s)?alleine?\s(?:selbst(?:st)?aendig|im\sbetrieb|in\sder\sfirma|im\sladen|taetig|unterwegs)
    | (?:nur|bloss)\s(?:ich(?:\sselbst|\sselber|\salleine?)?|mich)(?=\s*(?:$|[.,!?;)]|und\skeine))
    | (?:bin\s)?der\seinzige\s(?:mitarbeiter|im\sbetrieb|in\sder\sfirma)
    )(?![^\W_])""",
    re.VERBOSE,
)
_NOBODY = re.compile(
    r"\b(?:keine?n?|keinerlei|ohne|null|0)\s(?:weiteren?\s|festen?\s|eigenen?\s)?"
    r"(?:mitarbeiter(?:innen|in|n)?|mitarbeitenden?|angestellten?r?|beschaeftigten?|leute|personal|ma|team)"
    r"(?![^\W_])(?!,?\s(?:die|der|das|mit|fuer|dafuer|mehr|finde\w*|gefunden|zu|welche|im|fuers|will|wollen|hat|kann|kennt|weiss)\b)"
)
_VOLUNTEERS = re.compile(r"\b(?:nur|alles|alle|lauter)\s(?:\w+\s)?(?:ehrenamtlich\w*|freiwillige\w*)\b")
_ALONE_BETWEEN_COMMAS = re.compile(
    r"(?<=[,;.]\s)(?:(?:ganz|komplett|voellig|noch|bislang|bisher|momentan|immer\snoch|also)\s)*(?:alleine?|solo)(?=\s?(?:[,;.]|$))"
)
_ONLY_ALONE = re.compile(
    r"(?:(?:ich\s)?(?:bin\s|arbeite\s)?(?:ganz\s)?(?:alleine?|solo)|nur\sich|niemand|keine[rn]?)[.!]?"
)
_SEARCHING = word_set("finde finden kriege kriegen bekomme bekommen suche suchen gibt")
_MANN_BETRIEB = re.compile(
    r"\b(?P<count>\d+|[a-z]+?)[\s-]?(?:mann|frauen|personen|koepfe)[\s-]?(?:betrieb|firma|unternehmen|team|bude|laden|buero|truppe)"
)
_TEAM_OF = re.compile(
    r"\b(?P<count>einer|zweier|dreier|vierer|fuenfer|sechser|siebener|achter|neuner|zehner|elfer|zwoelfer)[\s-]?"
    r"(?:team|gespann|truppe|trupp|mannschaft|kollektiv|bande|bude|betrieb|buero|praxis|gemeinschaft)(?![^\W_])"
    r"|\b(?:wir\s(?:sind|waren)|sind\swir|als|im)\s(?:ein\s|nur\s|ja\s)*(?:[a-z]+es\s)?(?P<group>duo|trio|quartett|quintett)(?![^\W_])"
)
_GROUPS = {"duo": 2, "trio": 3, "quartett": 4, "quintett": 5}
_ONLY_ONE = re.compile(
    r"(?:\b(?:mit|und|hab|habe|haben|hamm?|beschaeftig\w+|gibt|arbeitet|sowie)|,)\s(?:wir\s|ich\s|es\s)?(?:nur|bloss|lediglich|genau|grad\smal)\s"
    r"(?:ein(?:e[nmr]?)?|1|ne[nr]?)\s(?:(?:feste|einzige|bezahlte|angestellte)[nrm]?\s)?(?P<who>[a-z]+)(?:-stelle)?"
    r"(?=\s*(?:[.,;!?)]|$|(?:in|im|am|auf)\s(?:der\s|dem\s)?[a-z]+\s*(?:[.,;!?)]|$)|fest\b|angestellt|und\s(?:viele|sonst|der|ehren|\d)))"
    r"|\bangestellt\s(?:ist|haben\swir|hab\sich)\s(?:nur|bloss|lediglich|einzig)\s(?P<named>frau|herr|ein(?:e[nr]?)?|unsere?|meine?)\s[a-z]+"
)
"""The only one who is employed: "mit nur einer Minijobberin in der Geschäftsstelle", "fest angestellt ist nur Frau Kubitz"."""
_HEADED = re.compile(r"\b(?P<count>\d+|[a-z]+?)[\s-]?(?:koepfige[nmrs]?|koepfig)\b")


def heads_in_words(sentence: Sentence) -> list[Count]:
    """Return the head count that a message gives in words, in a list of one, or an empty list. Never raises."""
    text = sentence.folded
    for together in _TOGETHER.finditer(text):
        if text[together.end() :].startswith((" nehmen", " geben")):
            continue
        if is_of_others(text, *together.span()) or is_of_another_time(text, *together.span()):
            continue
        return [Count(_TOGETHER_VALUES[together["ordinal"]], together.start(), together.end(), True)]
    alone = _ALONE.search(text)
    if alone:
        return [Count(0, alone.start(), alone.end(), True)]
    team = _MANN_BETRIEB.search(text) or _HEADED.search(text)
    if team:
        value = number_of(team["count"])
        if value is not None:
            return [Count(value if value > 1 else 0, team.start(), team.end(), True)]
    group = _TEAM_OF.search(text)
    if group and not is_of_others(text, *group.span()) and not is_of_another_time(text, *group.span()):
        value = _GROUPS[group["group"]] if group["group"] else number_of(group["count"].removesuffix("er"))
        if value is not None:
            return [Count(value if value > 1 else 0, *group.span(), True)]
    only = _ONLY_ONE.search(text)
    if only and (only["named"] or is_total(only["who"]) or is_role(only["who"]) or only["who"].endswith("kraft")):
        return [Count(1, *only.span(), True)]
    family = owner_and_others(sentence, []) or founding_together(sentence.folded)
    if family:
        return [family]
    nobody = (
        (not sentence.key_set & _SEARCHING and _NOBODY.search(text))
        or _ALONE_BETWEEN_COMMAS.search(text)
        or _VOLUNTEERS.search(text)
        or _ONLY_ALONE.fullmatch(text)
    )
    return [Count(0, nobody.start(), nobody.end(), True)] if nobody else []


def number_of(count: str) -> int | None:
    """Return the number that digits or a German number word stand for, or None."""
    if count.isdigit():
        return int(count) if len(count) < 6 else None
    value = word_value(count)
    return int(value) if value is not None else None
