"""Reading all facts out of a sentence, without contradictions between the readers."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.language.asked.followup import read_ordinals
from bot.language.facts.amount import read_amounts, read_firm_money
from bot.language.facts.entity import Entity
from bot.language.facts.firm.kind import read_firm_kinds
from bot.language.facts.gazetteer import Gazetteer
from bot.language.facts.heads.employees import read_employees
from bot.language.facts.names import NameHit, Names
from bot.language.facts.numbers import Number, read_numbers
from bot.language.facts.region import RegionReader
from bot.language.facts.sector import read_sectors
from bot.language.facts.selfcorrection import takes_back
from bot.language.facts.topic import read_topics
from bot.language.text.normalise import fold
from bot.language.text.sentence import Sentence, overlaps
from bot.language.text.wordset import word_set


class Reader:
    """Finds the entities of ``bot.language.facts.entity`` in a text. Stateless after construction, safe to share."""

    def __init__(self, gazetteer: Gazetteer, names: Names | None = None) -> None:
        """Index the places and names once; reading a sentence then takes about a millisecond."""
        self._regions = RegionReader(gazetteer)
        self._names = names or Names()

    def read(self, text: str) -> list[Entity]:
        """Return all entities in order of appearance. Never raises; an empty list if nothing is found.

        Where readings compete the closer one wins: a place, trade or theme inside the name of a programme or firm is
        part of that name; an amount is no head count; five digits that were read as money are no postal code. A town is
        both ``region`` and ``place``; a glossary term may also be a topic.
        """
        sentence = Sentence.of(text)
        if not sentence.words:
            return []
        numbers = read_numbers(sentence)
        places = self._regions.read(sentence)
        names = [name for name in self._names_of(sentence, places) if not _is_of_a_place(name, places)]
        firm_names = [entity for entity in names if entity.name != "term"]
        ordinals = read_ordinals(sentence)
        money = _free(read_firm_money(sentence, numbers), firm_names)
        amounts = _free(read_amounts(sentence, numbers), [*firm_names, *ordinals, *money])
        employees = _free(read_employees(sentence, numbers), [*firm_names, *ordinals, *amounts, *money])
        facts = [*places, *_free([*read_sectors(sentence), *read_topics(sentence)], places)]
        facts = _free(facts, [*firm_names, *amounts, *money, *employees])
        found = [*names, *ordinals, *amounts, *money, *employees, *facts]
        # a law firm is a trade and a profession: these facts stand beside what else is read in the same words
        kinds = _free(read_firm_kinds(sentence, facts), firm_names)
        found += _free(_bare_numbers(sentence, numbers), [*found, *kinds])
        found += kinds
        return _without_taken_back(text, sorted(found, key=lambda entity: (entity.start, entity.end, entity.name)))

    def alternatives(self, text: str) -> list[tuple[str, ...]]:
        """Return, for each name in the text that several records share, all their ids, the one ``read`` gives first."""
        sentence = Sentence.of(text)
        hits = self._hits(sentence, self._regions.read(sentence))
        return [hit.ids for hit in hits if len(hit.ids) > 1]

    def _names_of(self, sentence: Sentence, places: list[Entity]) -> list[Entity]:
        entities = []
        for hit in self._hits(sentence, places):
            start, end = sentence.words[hit.first].start, sentence.words[hit.last].end
            entities.append(sentence.entity(hit.kind, hit.id, start, end))
        return entities

    def _hits(self, sentence: Sentence, places: list[Entity]) -> list[NameHit]:
        region = next((str(entity.value) for entity in places if entity.name == "region"), None)
        return self._names.find(sentence, region)


def _is_of_a_place(name: Entity, places: list[Entity]) -> bool:
    """Whether a firm's name is no more than a place where it sits ("Kreis Bernkastel-Wittlich")."""
    return name.name == "company" and any(place.start <= name.start and name.end <= place.end for place in places)


def _without_taken_back(text: str, found: list[Entity]) -> list[Entity]:
    """Let the number behind "nein, warte" replace the one before it: "8 Leute, nein warte, 9" tells of nine."""
    kept: list[Entity] = []
    for entity in found:
        last = kept[-1] if kept else None
        if (
            last
            and last.name in {"employees", "amount"}
            and entity.name in {last.name, "number"}
            and takes_back(fold(text[last.end : entity.start]))
        ):
            kept[-1] = replace(entity, name=last.name)
        else:
            kept.append(entity)
    return kept


def _free(entities: list[Entity], taken: list[Entity]) -> list[Entity]:
    return [entity for entity in entities if not any(overlaps(entity, other) for other in taken)]


_FOLLOWERS = word_set("""
    nicht und oder circa ca bitte in aus im bei mit insgesamt sondern statt etwa ungefaehr so glaube denke also
    jetzt inzwischen mittlerweile wuerde wuerden reicht reichen maximal stimmt waeren sind ist derzeit aktuell
    zurzeit ja nein
    """)
_NOT_BEFORE = word_set("""
    nicht statt keine kein nr nummer seit ab um version kapitel seite punkt paragraf artikel jahr jahre anno
    jahrgang teil schritt gruppe tag woche ende anfang davon darunter bin
    """)
_MAX_BARE = 10_000_000


def _bare_numbers(sentence: Sentence, numbers: list[Number]) -> list[Entity]:
    """Numbers that count nothing by themselves ("14", "nein, 14 nicht 40")."""
    found = []
    for number in numbers:
        value = number.whole
        if value is None or number.article or not 0 <= value <= _MAX_BARE or number.digits.startswith("00"):
            continue
        before = sentence.key(sentence.word_before(number.start))
        year = number.plain_digits and 1900 <= value <= 2100
        if year and before and before not in _FOLLOWERS:
            continue
        if before == "noch" and value == 1:
            continue  # "noch eins" asks for more
        if before in _NOT_BEFORE or (number.digits.startswith("0") and value) or not _counts_nothing(sentence, number):
            continue
        found.append(sentence.entity("number", value, number.start, number.end))
    return found


def _counts_nothing(sentence: Sentence, number: Number) -> bool:
    rest = sentence.folded[number.end :]
    if re.match(r"\s?[%°§$&/*x²+-]|[.,:]\d|\s?(?:prozent|uhr)\b|[^\W_]", rest):
        return False
    if not rest or re.match(r"\s*[.,;!?)]", rest):
        return True
    follower = re.match(r"\s([a-z]+)", rest)
    return follower is not None and follower[1] in _FOLLOWERS
