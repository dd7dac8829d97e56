"""What kind of firm the owner has: legal form, liberal profession, association, farm, founding and age, group, no small firm.

Read is only what is told of the own firm ("wir sind ein Verein", "als Steuerberaterin", "GmbH, 8 Leute"), not what is told of
others ("unser Kunde ist eine GmbH") or asked in general ("muss eine GmbH das melden?"). What is denied is a fact as well:
"wir sind keine GmbH", "wir gehören zu keinem Konzern". The words stand in ``bot.language.facts.legal_form``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.language.facts import legal_form as words
from bot.language.facts.entity import Entity
from bot.language.facts.firm.age import read_ages
from bot.language.facts.firm.clause import DENIED, DENIED_AFTER, OTHERS, clause_before, with_denial
from bot.language.facts.money import speaks_of_funding
from bot.language.facts.sector import read_sectors
from bot.language.text.normalise import fold
from bot.language.text.sentence import Sentence
from bot.language.text.wordset import word_set

NO_PROFESSION = "nein"
"""Value of ``profession`` where the owner has denied to be of any liberal one ("kein freier Beruf")."""
NOT = "nicht-"
"""Begins the value of ``legal_form`` where one is denied: "nicht-gmbh"; alone that of ``profession`` where a single one is."""
FIRM_KINDS = ("legal_form", "non_profit", "profession", "stage", "age_months", "small", "group_member", "farm")
"""The names of the facts read here."""

_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("apotheken", re.compile(r"apothek")),
    ("heilberufe", re.compile(r"arzt|aerzt|heilprakt|therap|hebamme|logopaed|medizin")),
    ("rechts-und-steuerberufe", re.compile(r"anwalt|anwael|kanzlei|notar|steuerberat|wirtschaftspruef")),
    ("planungsberufe", re.compile(r"architekt|ingenieur|sachverst|planungsbuero|vermessung|statik|tragwerk")),
)
_SAYING = re.compile(r"^\s(?:sagt\w*|mein\w+|raet|fragt|schreibt|macht|hat|will|prueft|empfiehlt)\b")
"""Behind a profession: it is somebody else's ("unsere Steuerkanzlei sagt")."""
_SMALL_WORDS = (
    r"(?:(?:wir|ich|ja|nur|auch|noch|doch|jetzt|mittlerweile|inzwischen|eigentlich|hier|ein|eine|einen|einer|eines|reine|reiner"
    r"|klein\w*|gross\w*|jung\w*|gemeinnuetzig\w*|eingetragen\w*|inhabergefuehrt\w*|niedergelassen\w*|selbst\w*|nicht|kein\w*)\s)*"
)
_OWN = re.compile(
    rf"\b(?:sind|bin|als|unser\w*|meine?[rn]?|fuehre|fuehren|betreibe|betreiben|leite|leiten|gruende|gruenden|werden|haben|habe"
    r"|(?:unser|mein)[a-z]*\s[a-z]+\s(?:ist|sind))\s"
    rf"{_SMALL_WORDS}$"
)
_FOR = re.compile(rf"\bfuer\s{_SMALL_WORDS}$")
_GENERAL = word_set("""
    muss muessen darf duerfen kann koennen soll sollen hat ist wann wie was wer warum wieso ob bei von mit an zu gegen der die das
    den dem des im zwischen braucht brauchen gilt gelten oder gibt statt ohne ueber welche welcher fuer wir ich uns mich man sie
    beim vom zum zur unser unsere mein meine
    """)
"""Words that make a legal form in the same clause a general one."""
_AS_OTHERS = re.compile(r"^\s(?:[a-z]+\s)?(?:als|zum|zur)\s(?:kund|partner|auftrag|mitglied|lieferant)")
"""Behind a form: "einen Verein als Kunden"."""
_LONGEST_NAME = 5
_ALONE = re.compile(r"^\s*(?:$|[,.;!)(+&/-]|(?:mit|in|aus|und|bei|seit|hier|sucht|braucht|moechte|will|ca|etwa|\d+)\b)")
"""Behind a form or profession that stands alone, as in a list of facts; "Meier GmbH schuldet uns Geld" goes on otherwise."""
_GARDEN = re.compile(r"gaert|garten|galabau|landschaft|baumpfleg|baumschul|lohnunternehm|hofladen|reit|pferde|gestuet")
"""Trades of the sector "landwirtschaft" of which the name does not tell whether they live on their own harvest."""


def profession_class(profession: str | None) -> str | None:
    """Return the group of ``bot.knowledge.codes.GROUPS`` that a liberal profession is of; None for others and for none."""
    folded = fold(profession or "")
    return next((group for group, pattern in _CLASSES if pattern.search(folded)), None)


def read_firm_kinds(sentence: Sentence, sectors: Iterable[Entity] = ()) -> list[Entity]:
    """Return what a sentence tells of the kind of the own firm, each fact once.

    Args:
        sentence: what the owner has written.
        sectors: the trades read in it, of which farms are some.
    """
    found: dict[str, Entity] = {}
    for entity in (
        *_forms(sentence),
        *_professions(sentence),
        *_ways(sentence),
        *read_ages(sentence),
        *_farms(sentence, sectors),
    ):
        found.setdefault(entity.name, entity)
    return list(found.values())


def read_firm_kind(text: str) -> dict[str, str | int]:
    """Return what a message tells of the kind of the firm, by the name of the fact; empty where it says nothing. Never raises."""
    sentence = Sentence.of(text)
    return {entity.name: entity.value for entity in read_firm_kinds(sentence, read_sectors(sentence))}


def _forms(sentence: Sentence) -> Iterator[Entity]:
    text = sentence.folded
    for code, pattern in words.FORMS:
        for match in pattern.finditer(text):
            if not _is_own_form(text, match):
                continue
            start, denied = with_denial(text, match)
            if not (denied and code == "freiberuf"):  # that is no legal form; ``_professions`` reads it
                yield sentence.entity("legal_form", NOT + code if denied else code, start, match.end())
            break
    match_ = words.NON_PROFIT.search(text)
    if match_ and not OTHERS.search(clause_before(text, match_.start())):
        start, denied = with_denial(text, match_)
        yield sentence.entity("non_profit", not denied, start, match_.end())


def _is_own_form(text: str, match: re.Match[str]) -> bool:
    before = clause_before(text, match.start())
    behind = text[match.end() :]
    if OTHERS.search(before) or _SAYING.search(behind) or _AS_OTHERS.search(behind):
        return False
    if _OWN.search(before) or (_FOR.search(before) and speaks_of_funding(text)):
        return True
    if DENIED_AFTER.search(text[match.end() :]):  # "eine GmbH sind wir nicht"
        return True
    rest = before.split()
    if rest[:1] in (["ein"], ["eine"], ["und"], ["ja"], ["nein"], ["keine"], ["kein"], ["nicht"]):
        rest = rest[1:]
    return len(rest) <= _LONGEST_NAME and not _GENERAL & set(rest) and bool(_ALONE.search(text[match.end() :]))


def _professions(sentence: Sentence) -> Iterator[Entity]:
    text = sentence.folded
    free = re.search(r"\b(?:kein\w*|nicht)\s(?:freie[rn]? berufe?|freiberuf\w*)", text)
    if free:
        yield sentence.entity("profession", NO_PROFESSION, free.start(), free.end())
    for match in words.PROFESSIONS.finditer(text):
        before = clause_before(text, match.start())
        if OTHERS.search(before) or _SAYING.search(text[match.end() :]):
            continue
        own = _OWN.search(before)
        if own and own[0].startswith(("unser", "mein", "haben", "habe")) and not _is_office(match[0]):
            continue  # "mein Steuerberater" is somebody else
        rest = before.split()
        bare = len(rest) <= 1 and not _GENERAL & set(rest) and bool(_ALONE.search(text[match.end() :]))
        if not own and not bare and not (_is_office(match[0]) and not _GENERAL & set(rest)):
            continue
        start, denied = with_denial(text, match)
        word = sentence.aligned.surface(match.start(), match.end())
        yield sentence.entity("profession", NOT if denied else word[0].upper() + word[1:], start, match.end())


def _is_office(word: str) -> bool:
    return word.endswith(("praxis", "kanzlei", "buero", "therapie", "apotheke"))


def _ways(sentence: Sentence) -> Iterator[Entity]:
    """Yield size and group: whether the firm calls itself small, and whether it belongs to others."""
    text = sentence.folded
    large, small = words.NO_SME.search(text), words.SME.search(text)
    if (match := large or small) and not OTHERS.search(clause_before(text, match.start())):
        yield sentence.entity("small", large is None, match.start(), match.end())
    alone, grouped = words.ON_ITS_OWN.search(text), words.IN_A_GROUP.search(text)
    if (match := alone or grouped) and not OTHERS.search(clause_before(text, match.start())):
        yield sentence.entity("group_member", alone is None, match.start(), match.end())


def _farms(sentence: Sentence, sectors: Iterable[Entity]) -> Iterator[Entity]:
    text = sentence.folded
    for entity in sectors:
        if entity.name != "sector" or entity.value != "landwirtschaft":
            continue
        word = fold(sentence.aligned.original[entity.start : entity.end])
        if _GARDEN.search(word):
            continue
        place = text.find(word)
        denied = place >= 0 and bool(DENIED.search(text[:place]))
        yield Entity("farm", not denied, entity.start, entity.end)
