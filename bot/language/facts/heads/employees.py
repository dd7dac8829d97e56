"""Head count of the firm.

Read: ``14 Leute``, ``8 MA``, ``ca. 20-25 Leute`` (25), ``wir sind zu dritt`` (3), ``Einmannbetrieb`` (0), ``ich und
mein Sohn`` (2), ``fünf Gesellen und zwei Azubis`` (7), ``12-Mann-Betrieb``, ``Mitarbeiterzahl: 8``, ``wir sind 14``.
"unter 10" means at most 9, "über 50" at least 51. Not read, because it is no head count of the owner's firm: thresholds
("für Firmen bis 50 Mitarbeiter"), wishes ("suche 3 neue Leute"), parts of the team ("zwei Mitarbeiter weigern sich").
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.language.facts.entity import Entity
from bot.language.facts.heads.context import beside_a_family, clause_words, is_note, limit_before, of_those_served
from bot.language.facts.heads.helping_hands import plus_helpers, without_helpers
from bot.language.facts.heads.in_words import heads_in_words, number_of
from bot.language.facts.heads.owners import COMMA, PLUS, Count, alone_with, owner_and_others, we_and_others
from bot.language.facts.numbers import Number, read_numbers
from bot.language.facts.people import ADJECTIVES, NOUNS_OF_ADJECTIVES, SHORTENED, is_abbreviation, is_role, is_total
from bot.language.facts.selfcorrection import takes_back
from bot.language.facts.whose import (
    changes_with_the_season,
    counts_of_all_year,
    end_of_before,
    is_of_another_time,
    is_of_others,
    is_of_today,
    is_seasonal,
    is_told_in_past,
)
from bot.language.text.sentence import Sentence
from bot.language.text.wordset import word_set

_NOT_OURS = word_set("""
    suche suchen sucht gesucht einstellen einzustellen eingestellt fehlen fehlt entlassen gekuendigt kuendigen
    weigern weigert skeptisch skeptische skeptischen aeltere aelteren unwillige unwilligen streiken freigeben
    freistellen rente teilnehmen angemeldet anmelden bewerben bewerber
    """)
_ADDED = word_set("neue neuen neuer weitere weiteren zusaetzliche zusaetzlichen")
"""Before the people they mean more of them ("zwei neue Leute"); elsewhere, anything ("12 Leute und eine neue Software")."""
_FIRST_PERSON = word_set("wir ich mir unser unsere unserem unserer unseren mein meine meiner bei uns ham hamm")
_LAW = word_set(
    """
    nis bfsg regel grenze gesetz dsb datenschutzbeauftragter datenschutzbeauftragten kritis schwelle schwellenwert
    pflicht
    kleinunternehmen kleinstunternehmen kmu definition gilt gelten
    """
)
_COUNT_AFTER = re.compile(
    r"\b(?:mitarbeiter(?:zahl|anzahl)?|ma|beschaeftigte(?:nzahl)?|angestellte|belegschaft|personal|teamgroesse|leute|mitarbeitende)"
    r"\s?(?::|=|-|sind|ist|ca\.?|zirka|etwa|derzeit|aktuell|\s)*\s?$"
)
_TEAM_OF = re.compile(
    r"\b(?:team|truppe|mannschaft|belegschaft)\s(?:von|aus|mit|zu)\s(?:ca\.?\s|etwa\s|rund\s|knapp\s)?$"
)
_WE_ARE = re.compile(
    r"\b(?:wir\s(?:sind|waren|san|sin|seien)|sind\swir|(?:bei|mit)\suns\s(?:arbeiten|sind)|ich\sbeschaeftige|wir\sbeschaeftigen"
    r"|beschaeftigen\swir|beschaeftige\sich|wir\szaehlen)"
    r"(?:\s(?:ja|so|ca\.?|circa|zirka|etwa|rund|knapp|ungefaehr|jetzt|aktuell|derzeit|inzwischen|mittlerweile|insgesamt"
    r"|momentan|zurzeit|im\smoment|nur|gut|doch|aber|nicht\s\d+\ssondern|heute|alle|alles|zusammen|gerade|genau|mal|in\ssumme|(?:mit|inkl|inklusive|samt)\s(?:mir|chef|chefin|inhaber|mich)))*\s$"
)
_HERE = re.compile(
    r"\b(?:(?:bei\suns|hier)(?:\s(?:in|im|am)\s[a-z-]+)?(?:\s(?:vor\sort|selbst|selber|direkt))*\s(?:sinds|sind|arbeiten|waerens|warens)"
    r"|davon\s(?:bei\suns|hier)|(?:davon|hier|fest|uns)\s(?:arbeiten|arbeitet)|hauptamtlich(?:\ssind|\snur)*)"
    r"(?:\s(?:es|wir|nur|so|ca|etwa|rund|knapp|derzeit|aktuell|noch|davon|gut|fest))*\s$"
)
"""Before the number of people at the owner's place: "400 in der Gruppe, bei uns in Paderborn sinds 95"."""
_AT_WORK = re.compile(
    r"\s(?:im|in\sder|am|auf\sder|auf\sdem|auf|beim|an\sder)\s(?:buero|lager|verkauf|laden|innendienst|aussendienst|werkstatt|kueche|service"
    r"|verwaltung|produktion|fertigung|baustellen?|bau|montage|vertrieb|versand|planung|theke|empfang|backstube|einkauf|fahrdienst"
    r"|halle|kasse|zentrale|disposition|leitstelle|rezeption|technik|buchhaltung|entwicklung|werk|anmeldung)\b"
    r"|\s(?:anmeldung|empfang|rezeption|innendienst|aussendienst)(?=\s*(?:[.,;!?)]|$|und\b))"
)
"""Behind people who are named by where they work, counted only beside others: "65 Techniker und 10 im Büro"."""
_HOURS = re.compile(r"\s(?:in|auf)\s(?:teilzeit|vollzeit|minijob-?basis|450-euro-basis)(?=\s(?:und|plus)\s|\s\+)")
"""Behind people how long they work, before more of them: "3 Frauen in Teilzeit und ich"."""
_PERMANENT = re.compile(
    r"\s?(?:leute\s|sind\s)?(?:fest|ganzjaehrig|dauerhaft|unbefristet)(?:\s(?:angestellt|beschaeftigt|eingestellt|dabei|da))?"
    r"(?=\s*(?:[.,;!?)+&/]|$|-\s|\b(?:und|un|plus|dazu|in|im|bei|sowie|sonst|zur|zum)\b))"
)
"""Behind the number of those who are there all year: "16 fest und im Frühjahr nochmal 20", "7 fest, dazu 30 freie"."""
_BESIDE_ME = re.compile(r"\b(?:ausser|neben)\smir\s(?:noch\s|sind\s|arbeiten\s|noch\s)*$")
_EACH = re.compile(r"\b(?:je|jeweils)\s(?:rund\s|etwa\s|ca\.?\s)?$")
_SITES = re.compile(
    r"\b(?P<count>\d{1,2}|[a-z]+)\s(?:[a-z]+e\s)?(?:filialen|standorten?|laeden|geschaeften?|betrieben?|haeusern?|werken?|praxen|salons|werkstaetten)\b[^.;!?]*$"
)
"""Sites that people are counted for each: "zwei Filialen mit je 6 Leuten"."""
_MOST_AT_WORK = 1_000
_MAX_HEADS = 100_000


def read_employees(sentence: Sentence, numbers: list[Number] | None = None) -> list[Entity]:
    """Return the head counts named in the sentence, mostly none or one. Never raises."""
    alone = without_helpers(sentence.folded) or plus_helpers(sentence.folded)
    if alone is not None:
        return [sentence.entity("employees", alone.value, alone.start, alone.end)]
    if changes_with_the_season(sentence.folded):
        return []
    found = _counted(sentence, read_numbers(sentence) if numbers is None else numbers)
    if not found:
        found = heads_in_words(sentence)
    return [sentence.entity("employees", count.value, count.start, count.end) for count in found]


def _counted(sentence: Sentence, numbers: list[Number]) -> list[Count]:
    text = sentence.folded
    named = [count for number in numbers if (count := _count_at(sentence, number)) is not None]
    ours = [count for count in named if not is_of_others(text, count.start, count.end)]
    counts = [count for count in ours if not is_of_another_time(text, count.start, count.end)]
    seasonal = [count for count in counts if is_seasonal(text, count.start, count.end)]
    if seasonal:
        lasting = [count for count in counts if count not in seasonal] or _bare(sentence, numbers, counts_of_all_year)
        counts = lasting or heads_in_words(sentence) or counts
    past = [
        count
        for count in ours
        if (count not in counts and count not in seasonal) or is_told_in_past(text, count.start, count.end)
    ]
    if past:
        now = [count for count in counts if count not in past]
        counts = now or _counts_of_today(sentence, numbers, past) or counts
    elif not counts and (
        before := end_of_before(text)
    ):  # "letztes Jahr waren wir noch 58, jetzt sind es 47": no noun at either
        counts = [count for count in _bare(sentence, numbers, is_of_today) if count.start >= before]
    counts = _add_up(sentence, counts, numbers)
    with_owner = alone_with(sentence.folded) or owner_and_others(sentence, counts) or we_and_others(sentence, counts)
    if with_owner:
        return [with_owner]
    return [
        count for count in counts if count.value <= _MAX_HEADS and not beside_a_family(sentence.folded, count.start)
    ]


def _counts_of_today(sentence: Sentence, numbers: list[Number], past: list[Count]) -> list[Count]:
    """Return "heute nur noch 14" after a number of another year, whose noun it shares."""
    return [
        count
        for count in _bare(sentence, numbers, is_of_today)
        if all(count.start >= earlier.end for earlier in past[:1])
    ]


def _bare(sentence: Sentence, numbers: list[Number], announced: Callable[[str, int], bool]) -> list[Count]:
    """Return the numbers without a noun that the words before them announce as people of today or of the whole year."""
    return [
        Count(number.whole, number.start, number.end, True)
        for number in numbers
        if number.whole is not None
        and not number.article
        and announced(sentence.folded, number.start)
        and _stands_alone(sentence, number)
        and not _is_year_like(number)
    ]


def _count_at(sentence: Sentence, number: Number) -> Count | None:
    """Return the head count that ``number`` begins, or None."""
    value = number.whole
    if value is None or (number.scaled and value > _MAX_HEADS):
        return None
    text = sentence.folded
    noun = _noun_after(sentence, number)
    if noun is not None:
        return _with_noun(sentence, number, value, noun)
    before = text[max(0, number.start - 60) : number.start]
    permanent = None if number.article else _PERMANENT.match(text, number.end)
    if permanent and value < _MOST_AT_WORK and not before.endswith("davon "):
        return Count(value, number.start, permanent.end(), True)
    at_work = _AT_WORK.match(text, number.end)
    if at_work and value < _MOST_AT_WORK:
        return Count(value, number.start, at_work.end(), False)
    if number.article or number.scaled:
        return None
    if _COUNT_AFTER.search(before) and _stands_alone(sentence, number) and not _is_year_like(number):
        return Count(value, number.start, number.end, True)
    if (
        (_WE_ARE.search(before) or _TEAM_OF.search(before) or _HERE.search(before))
        and _stands_alone(sentence, number)
        and not _is_year_like(number)
    ):
        return Count(value, number.start, number.end, True)
    return None


def _needs_others(text: str, number: Number) -> bool:
    """Whether the number counts only beside others: "einen Azubi", "10 im Büro" (but "wir sind 19 im Büro" stands by itself)."""
    at_work = _AT_WORK.match(text, number.end) and not _WE_ARE.search(text[max(0, number.start - 60) : number.start])
    return number.article or bool(at_work)


def _is_year_like(number: Number) -> bool:
    return number.plain_digits and 1900 <= number.value <= 2100


def _with_noun(sentence: Sentence, number: Number, value: int, noun: int) -> Count | None:
    key, end = sentence.keys[noun], sentence.words[noun].end
    end += key in SHORTENED and sentence.folded[end : end + 1] == "."
    hours = _HOURS.match(sentence.folded, end)
    end = hours.end() if hours else end
    first = sentence.word_from(number.start)
    total = is_total(key) or is_abbreviation(sentence.words[noun].surface)
    if value == 1 and noun > first + 1 and sentence.key(noun - 1) in {"mann", "frau", "personen"}:
        return Count(0, number.start, end, True)
    if number.article:
        # "ein Mitarbeiter" alone tells nothing of the firm; the sum below may still need "ein Azubi".
        return Count(1, number.start, end, False) if total or is_role(key) else None
    if key == "personen" and sentence.key(first - 1) in {"fuer", "pro", "ab", "bis"}:
        return None
    if key == "mann" and sentence.key(first - 1) in {"pro", "ab"}:
        return None
    if any(sentence.key(place) in _ADDED for place in range(first - 1, noun)):
        return None
    if _BESIDE_ME.search(sentence.folded[: number.start]):
        return Count(value + 1, number.start, end, total)
    if not total and of_those_served(sentence.folded, number.start):
        return None
    if clause_words(sentence.folded, number.start, end) & _NOT_OURS or sentence.key(first - 1) in {
        "von",
        "fehlenden",
        "noch",
    }:
        return None
    if (
        sentence.key_set & _LAW
        and not sentence.key_set & _FIRST_PERSON
        and not is_note(sentence.folded, number.start, end)
    ):
        return None
    if _EACH.search(sentence.folded[: number.start]):
        sites = _SITES.search(sentence.folded[: number.start])
        each = number_of(sites["count"]) if sites else None
        return Count(value * each, number.start, end, total) if each else None
    limit = limit_before(sentence, first)
    if limit:
        if not sentence.key_set & _FIRST_PERSON:
            return None
        value += -1 if limit == "below" else 1 if limit == "above" else 0
    return Count(value, number.start, end, total)


def _noun_after(sentence: Sentence, number: Number) -> int | None:
    """Return the index of the person noun counted by ``number``, skipping adjectives."""
    index = sentence.word_from(number.end)
    for step in range(3):
        position = index + step
        if position >= len(sentence.words):
            return None
        word = sentence.words[position]
        if any(mark in word.gap for mark in ",;:.!?"):
            return None
        if is_abbreviation(word.surface) and not sentence.shouts:
            return position
        if is_total(word.key) or (is_role(word.key) and word.key not in NOUNS_OF_ADJECTIVES):
            nxt = sentence.key(position + 1)
            if nxt and sentence.words[position + 1].gap == "-" and not is_total(word.key):
                return None  # "8 Bauleiter-Tablets"
            if word.key in {"mann", "personen"} and nxt in {
                "betrieb",
                "firma",
                "unternehmen",
                "team",
                "bude",
                "truppe",
            }:
                return position + 1
            if word.key in {"vollzeit", "teilzeit", "feste", "festen"} and (is_total(nxt) or is_role(nxt)):
                continue
            return position
        if word.key in NOUNS_OF_ADJECTIVES and _nothing_follows(sentence, position):
            return position
        if word.key not in ADJECTIVES:
            return None
    return None


def _nothing_follows(sentence: Sentence, position: int) -> bool:
    """Whether no noun follows the adjective at ``position`` ("140 gewerbliche + 22 Angestellte")."""
    if position + 1 >= len(sentence.words):
        return True
    following = sentence.words[position + 1]
    return any(mark in following.gap for mark in ",;:.!?+)&/") or following.key in {
        "und",
        "un",
        "plus",
        "sowie",
        "dazu",
    }


def _stands_alone(sentence: Sentence, number: Number) -> bool:
    """Whether no noun follows that the number could count instead ("wir sind 14 Jahre am Markt")."""
    rest = sentence.folded[number.end :]
    if not rest or (re.match(r"\s*[.,;!?)(]", rest) and not re.match(r"\s*[.,]\d", rest)):
        return True
    follower = re.match(r"\s([a-z]+)", rest)
    return follower is not None and follower[1] in _FOLLOWERS


_FOLLOWERS = word_set("""
    in im aus bei mit und oder nicht insgesamt inklusive inkl davon also plus derzeit aktuell alle zusammen hier
    jetzt inzwischen mittlerweile mich chef ohne einschliesslich mitsamt wollen suchen brauchen heute momentan circa
    ungefaehr statt sondern leider weil da denn seit die wobei nachdem
    """)


def _add_up(sentence: Sentence, counts: list[Count], numbers: list[Number]) -> list[Count]:
    """Add "fünf Gesellen und zwei Azubis"; leave "14 Leute, davon 3 Azubis" at 14; drop a mere "ein Azubi"."""
    text = sentence.folded
    weak = {number.start for number in numbers if _needs_others(text, number)}
    result: list[Count] = []
    summed: set[int] = set()
    end, parts = 0, False
    for count in counts:
        between, end = text[end : count.start], count.end
        last = result[-1] if result else None
        if last and count.total and _IN_ALL.search(between):
            result, parts = [count], False
            continue
        if last and takes_back(between):
            result[-1], parts = count, False
            continue
        plus = PLUS.fullmatch(between) or (COMMA.fullmatch(between) and last is not None and not last.total)
        if last and (_is_part_of(between) or (parts and plus)) and not (plus and not parts):
            parts = True
            continue
        parts = False
        side_by_side = between == " " and last is not None and not last.total and not count.total
        if last and (plus or side_by_side) and not (count.total and last.total):
            result[-1] = Count(last.value + count.value, last.start, count.end, last.total)
            summed.add(last.start)
            continue
        result.append(count)
    result = [count for count in result if count.start not in weak or (count.start in summed and count.value > 1)]
    # Beside everybody, one kind of people is a part of them: "22 Mitarbeiter. Drei Mechaniker sollen in einen Kurs".
    most = next((count for count in result if count.total), None)
    if most is None:
        return result
    return [c for c in result if c.total or c.start in summed or c.start < most.start or c.value > most.value]


_IN_ALL = re.compile(
    r"\b(?:insgesamt|zusammen|in\ssumme|alles\sin\sallem|macht|gesamt)(?:\s(?:sind|also|wir|es|rund|etwa|ca|dann|das|sinds))*\s$"
)


def _is_part_of(between: str) -> bool:
    return bool(re.search(r"davon|darunter|inklusive|inkl|einschliesslich|incl|,\s?$|\(", between))
