"""Head count of the firm.

Read: ``14 Leute``, ``8 MA``, ``ca. 20-25 Leute`` (25), ``wir sind zu dritt`` (3), ``Einmannbetrieb`` (0), ``ich und
mein Sohn`` (2), ``fünf Gesellen und zwei Azubis`` (7), ``12-Mann-Betrieb``, ``Mitarbeiterzahl: 8``, ``wir sind 14``.
"unter 10" means at most 9, "über 50" at least 51. Not read, because it is no head count of the owner's firm: thresholds
("für Firmen bis 50 Mitarbeiter"), wishes ("suche 3 neue Leute"), parts of the team ("zwei Mitarbeiter weigern sich").
"""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from bot.language.facts.entity import Entity
from bot.language.facts.number_words import word_value
from bot.language.facts.numbers import Number, read_numbers
from bot.language.facts.owner_people import COMMA, PLUS, Count, owner_and_others, we_and_others
from bot.language.facts.people import ADJECTIVES, ROLES, TOTALS
from bot.language.facts.selfcorrection import takes_back
from bot.language.facts.whose import is_of_another_time, is_of_others, is_of_today, is_told_in_past
from bot.language.text.sentence import Sentence
from bot.language.text.wordset import word_set

_CHEF = word_set("ich chef chefin inhaber inhaberin meister meisterin geschaeftsfuehrer geschaeftsfuehrerin")
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
_LIMITS = word_set("bis ab unter ueber mindestens maximal hoechstens max min")
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
         (?:\w+\s){0,4}?(?:alleine?|solo)(?!\sgelassen|\szustaendig|\sschuld)
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
_ALONE_BETWEEN_COMMAS = re.compile(r"(?<=[,;.]\s)(?:ganz\s)?(?:alleine?|solo)(?=\s?(?:[,;.]|$))")
_ONLY_ALONE = re.compile(
    r"(?:(?:ich\s)?(?:bin\s|arbeite\s)?(?:ganz\s)?(?:alleine?|solo)|nur\sich|niemand|keine[rn]?)[.!]?"
)
_SEARCHING = word_set("finde finden kriege kriegen bekomme bekommen suche suchen gibt")
_MANN_BETRIEB = re.compile(
    r"\b(?P<count>\d+|[a-z]+?)[\s-]?(?:mann|frauen|personen|koepfe)[\s-]?(?:betrieb|firma|unternehmen|team|bude|laden|buero|truppe)"
)
_HEADED = re.compile(r"\b(?P<count>\d+|[a-z]+?)[\s-]?(?:koepfige[nmrs]?|koepfig)\b")
_COUNT_AFTER = re.compile(
    r"\b(?:mitarbeiter(?:zahl|anzahl)?|ma|beschaeftigte(?:nzahl)?|belegschaft|personal|teamgroesse|leute|mitarbeitende)"
    r"\s?(?::|=|-|sind|ist|ca\.?|zirka|etwa|derzeit|aktuell|\s)*\s?$"
)
_TEAM_OF = re.compile(
    r"\b(?:team|truppe|mannschaft|belegschaft)\s(?:von|aus|mit|zu)\s(?:ca\.?\s|etwa\s|rund\s|knapp\s)?$"
)
_WE_ARE = re.compile(
    r"\b(?:wir\s(?:sind|waren|san|sin|seien)|sind\swir|(?:bei|mit)\suns\s(?:arbeiten|sind)|ich\sbeschaeftige|wir\sbeschaeftigen"
    r"|beschaeftigen\swir|beschaeftige\sich|wir\szaehlen)"
    r"(?:\s(?:ja|so|ca\.?|circa|zirka|etwa|rund|knapp|ungefaehr|jetzt|aktuell|derzeit|inzwischen|mittlerweile|insgesamt"
    r"|momentan|zurzeit|im\smoment|nur|gut|doch|aber|nicht\s\d+\ssondern|heute|alle|alles|zusammen|gerade|genau|mal|in\ssumme))*\s$"
)
_MAX_HEADS = 100_000


def read_employees(sentence: Sentence, numbers: list[Number] | None = None) -> list[Entity]:
    """Return the head counts named in the sentence, mostly none or one. Never raises."""
    found = _counted(sentence, read_numbers(sentence) if numbers is None else numbers)
    if not found:
        found = _worded(sentence)
    return [sentence.entity("employees", count.value, count.start, count.end) for count in found]


def _worded(sentence: Sentence) -> list[Count]:
    """Head counts that need no number: "zu dritt", "Einmannbetrieb", "keine Angestellten", "ich und mein Sohn"."""
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
        value = _value_of(team["count"])
        if value is not None:
            return [Count(value if value > 1 else 0, team.start(), team.end(), True)]
    family = owner_and_others(sentence, [])
    if family:
        return [family]
    nobody = (
        (not sentence.key_set & _SEARCHING and _NOBODY.search(text))
        or _ALONE_BETWEEN_COMMAS.search(text)
        or _VOLUNTEERS.search(text)
        or _ONLY_ALONE.fullmatch(text)
    )
    return [Count(0, nobody.start(), nobody.end(), True)] if nobody else []


def _value_of(count: str) -> int | None:
    if count.isdigit():
        return int(count) if len(count) < 6 else None
    value = word_value(count)
    return int(value) if value is not None else None


def _counted(sentence: Sentence, numbers: list[Number]) -> list[Count]:
    text = sentence.folded
    named = [count for number in numbers if (count := _count_at(sentence, number)) is not None]
    ours = [count for count in named if not is_of_others(text, count.start, count.end)]
    counts = [count for count in ours if not is_of_another_time(text, count.start, count.end)]
    past = [count for count in ours if count not in counts or is_told_in_past(text, count.start, count.end)]
    if past:
        now = [count for count in counts if count not in past]
        counts = now or _counts_of_today(sentence, numbers, past) or counts
    counts = _add_up(sentence, counts, numbers)
    with_owner = owner_and_others(sentence, counts) or we_and_others(sentence, counts)
    if with_owner:
        return [with_owner]
    return [count for count in counts if count.value <= _MAX_HEADS]


def _counts_of_today(sentence: Sentence, numbers: list[Number], past: list[Count]) -> list[Count]:
    """Return "heute nur noch 14" after a number of another year, whose noun it shares."""
    return [
        Count(number.whole, number.start, number.end, True)
        for number in numbers
        if number.whole is not None
        and not number.article
        and all(number.start >= count.end for count in past[:1])
        and is_of_today(sentence.folded, number.start)
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
    if number.article:
        return None
    before = text[max(0, number.start - 60) : number.start]
    if _COUNT_AFTER.search(before) and _stands_alone(sentence, number) and not _is_year_like(number):
        return Count(value, number.start, number.end, True)
    if (
        (_WE_ARE.search(before) or _TEAM_OF.search(before))
        and _stands_alone(sentence, number)
        and not _is_year_like(number)
    ):
        return Count(value, number.start, number.end, True)
    return None


def _is_year_like(number: Number) -> bool:
    return number.plain_digits and 1900 <= number.value <= 2100


def _with_noun(sentence: Sentence, number: Number, value: int, noun: int) -> Count | None:
    key, end = sentence.keys[noun], sentence.words[noun].end
    first = sentence.word_from(number.start)
    total = _is_total(key)
    if value == 1 and noun > first + 1 and sentence.key(noun - 1) in {"mann", "frau", "personen"}:
        return Count(0, number.start, end, True)
    if number.article:
        # "ein Mitarbeiter" alone tells nothing of the firm; the sum below may still need "ein Azubi".
        return Count(1, number.start, end, False) if _is_role(key) or total else None
    if key == "personen" and sentence.key(first - 1) in {"fuer", "pro", "ab", "bis"}:
        return None
    if key == "mann" and sentence.key(first - 1) in {"pro", "ab"}:
        return None
    if any(sentence.key(place) in _ADDED for place in range(first - 1, noun)):
        return None
    if _clause_words(sentence.folded, number.start, end) & _NOT_OURS or sentence.key(first - 1) in {
        "von",
        "fehlenden",
        "noch",
    }:
        return None
    if sentence.key_set & _LAW and not sentence.key_set & _FIRST_PERSON:
        return None
    limit = _limit_before(sentence, first)
    if limit:
        if not sentence.key_set & _FIRST_PERSON:
            return None
        value += -1 if limit == "below" else 1 if limit == "above" else 0
    return Count(value, number.start, end, total)


def _clause_words(text: str, start: int, end: int) -> set[str]:
    """Return the words between the commas and full stops around ``text[start:end]``."""
    first = max(text.rfind(mark, 0, start) for mark in ",.;!?()")
    stops = [position for mark in ",.;!?()" if (position := text.find(mark, end)) >= 0]
    return set(re.findall(r"[a-z]+", text[first + 1 : min(stops, default=len(text))]))


def _limit_before(sentence: Sentence, first: int) -> str | None:
    before, two_before = sentence.key(first - 1), sentence.key(first - 2)
    if before in {"unter"} or (before == "als" and two_before == "weniger"):
        return "below"
    if before in {"ueber"} or (before == "als" and two_before == "mehr"):
        return "above"
    return "bound" if before in _LIMITS or (before == "zu" and two_before == "bis") else None


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
        if _is_total(word.key) or _is_role(word.key):
            nxt = sentence.key(position + 1)
            if word.key in {"mann", "personen"} and nxt in {
                "betrieb",
                "firma",
                "unternehmen",
                "team",
                "bude",
                "truppe",
            }:
                return position + 1
            if word.key in {"vollzeit", "teilzeit", "feste", "festen"} and (_is_total(nxt) or _is_role(nxt)):
                continue
            return position
        if word.key not in ADJECTIVES:
            return None
    return None


def _is_total(key: str) -> bool:
    if key in TOTALS:
        return True
    if len(key) < 9:
        return False
    return any(
        OSA.distance(key, noun, score_cutoff=2) <= 2
        for noun in ("mitarbeiter", "mitarbeitern", "beschaeftigte", "angestellte", "angestellten", "mitarbeiterinnen")
    )


def _is_role(key: str) -> bool:
    return key in ROLES or (
        len(key) > 8 and key.endswith(("kraefte", "kraeften", "gesellen", "monteure", "lehrlinge", "azubis"))
    )


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
    ungefaehr statt sondern leider
    """)


def _add_up(sentence: Sentence, counts: list[Count], numbers: list[Number]) -> list[Count]:
    """Add "fünf Gesellen und zwei Azubis"; leave "14 Leute, davon 3 Azubis" at 14; drop a mere "ein Azubi"."""
    text = sentence.folded
    articles = {number.start for number in numbers if number.article}
    result: list[Count] = []
    summed: set[int] = set()
    end, parts = 0, False
    for count in counts:
        between, end = text[end : count.start], count.end
        last = result[-1] if result else None
        if last and takes_back(between):
            result[-1], parts = count, False
            continue
        plus = PLUS.fullmatch(between) or (COMMA.fullmatch(between) and last is not None and not last.total)
        if last and (_is_part_of(between) or (parts and plus)) and not (plus and not parts):
            parts = True
            continue
        parts = False
        if last and plus and not (count.total and last.total):
            result[-1] = Count(last.value + count.value, last.start, count.end, last.total)
            summed.add(last.start)
            continue
        result.append(count)
    return [count for count in result if count.start not in articles or (count.start in summed and count.value > 1)]


def _is_part_of(between: str) -> bool:
    return bool(re.search(r"davon|darunter|inklusive|inkl|einschliesslich|incl|,\s?$|\(", between))
