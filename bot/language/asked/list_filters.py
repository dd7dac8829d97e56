"""What a message wants a shown list of programmes narrowed to, or widened again: "nur Zuschüsse", "ohne Bank", "auch Kredite"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.language.facts.money import money_kinds
from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

GRANT, LOAN, GUARANTEE, STAKE, ADVICE, FREE, TAX = (
    "zuschuss",
    "darlehen",
    "buergschaft",
    "beteiligung",
    "beratung",
    "kostenloses-angebot",
    "steuer",
)
_KINDS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"(?:zuschuss|zuschuesse|praemie|praemien|geschenkt)\w*"), frozenset({GRANT})),
    (re.compile(r"(?:foerder)?(?:kredit|darlehen)s?(?:e|en)?"), frozenset({LOAN})),
    (re.compile(r"(?:haus|foerder)?bank(?:en)?"), frozenset({LOAN, GUARANTEE})),
    (re.compile(r"(?:ver)?schuld(?:en|et)|geliehen\w*"), frozenset({LOAN})),
    (re.compile(r"buergschaft(?:en)?"), frozenset({GUARANTEE})),
    (re.compile(r"beteiligung(?:en)?"), frozenset({STAKE})),
    (re.compile(r"beratung(?:en|sfoerderung(?:en)?)?|berater(?:in|n)?"), frozenset({ADVICE})),
    (re.compile(r"kostenlos\w*|gratis\w*|umsonst"), frozenset({FREE})),
    (re.compile(r"papierkram|papierkrieg|aufwaendig\w*|buerokrati\w*"), frozenset({LOAN, GUARANTEE, STAKE})),
    (re.compile(r"steuer(?:n|vorteile?n?|ersparnis|liche[sn]?)?|abschreibung(?:en)?"), frozenset({TAX})),
)
_LEVELS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:bundes)?land(?:es)?(?:programm\w*|foerder\w*|mittel)?"), "land"),
    (re.compile(r"bund(?:es)?(?:programm\w*|foerder\w*|mittel)?|bundesweit\w*|berlin"), "bund"),
    (re.compile(r"eu|europa|europaeisch\w*|bruessel"), "eu"),
    (re.compile(r"regional\w*|kommunal\w*|stadt|kreis"), "regional"),
)
"""Whose money it is, as in the records."""
_OF_MONEY = {"grant": GRANT, "loan": LOAN, "guarantee": GUARANTEE, "advice": ADVICE, "tax": TAX, "equity": STAKE}
"""What ``bot.language.facts.money`` calls the kinds, and what the records do."""
_ONLY = word_set("nur bloss ausschliesslich lediglich einzig sondern")
_WITHOUT = word_set(
    "kein keine keinen keinem keiner keinerlei koa koan koane keen ohne nicht nichts nix statt anstatt weg raus weglassen streichen"
)
_AGAIN = word_set("auch wieder doch trotzdem dazu zusaetzlich ebenfalls mit plus inklusive")
_AFTER = word_set("weg raus weglassen streichen nicht auch dazu wieder doch trotzdem")
"""Words that may stand behind what they are said of: "Kredite bitte weglassen", "für die Schulung auch"."""
_OPEN = re.compile(r"offen\w*|bestaetigt\w*|laufend\w*|beantragbar\w*")
_SURELY = word_set(
    "nur sicher sichere sicheren wirklich tatsaechlich gerade derzeit heute jetzt aktuell noch garantiert was welche davon"
)
_UNSURE = re.compile(r"unsicher\w*|unklar\w*|unbestaetigt\w*")
_LEAST = word_set("mindestens ab ueber wenigstens oberhalb groesser hoeher")
_MORE_THAN = re.compile(r"\bmehr als\b")
_NOT_BELOW = re.compile(
    r"\bunter\b.*\b(?:lohn\w*|bring\w*|reich\w*|brauch\w*|interessier\w*)\b.*\bnicht|\bnichts? (?:\w+ )?unter\b"
)
_LEAST_SUM = 500
_NOT_ONLY = re.compile(r"\bnicht nur\b")
_SMALLER = word_set("kleiner kleinere kleineren kleine weniger niedrigere geringere egal")
_ALL = word_set("alle alles saemtliche komplett komplette")
_NO_FILTER = word_set("filter einschraenkung einschraenkungen")
_FILLERS = word_set(
    "bitte zeig zeige zeigen zeigst mir uns sie ich wir will moechte wollen moechten haette haetten gern gerne die der das den dem"
    " es gibt gibts gebe ist sind war was welche welches welcher davon da dann noch mal nochmal programme programmen programm"
    " foerderung foerderungen foerderprogramme foerdermittel hilfe hilfen angebote angebot liste treffer und oder aber so jetzt"
    " lieber haben hat euro eur e wirklich sicher sichere sicheren gerade heute aktuell derzeit ja ok okay nein nee danke am"
    " liebsten etwas eine einen einem einer ein fuer von vom zum zur zu bei in der die als"
    " betrag betraege summe geld bekommen brauche brauchen suche suchen"
    " also denn eher ganz reine reinen echte echten tausend tsd k mille in an mehr kann koennen man antraege beantragen stellen"
    " muss muessen zurueckzahlen anzeigen lass lassen wenn geht moeglich doch her gebt geben gib"
    " sollte sollten soll sein waere waeren dabei dass mich interessieren interessiert brauch duerfen darf nimm nehm nehmen rein"
    " werden wird aufwaerts drunter darunter lohnen lohnt kleckerbetraege kleinkram kleinbetraege peanuts reicht schon lasst"
    " unter bringt bringen beantragt na ned dafuer hier raussuchen rausfiltern filtern sortieren sollen alle"
)
_NOT_TO_PAY_BACK = re.compile(
    r"\b(?:was|die|das|geld das|geld was) (?:ich|wir|man) nicht zurueckzahl\w* m(?:uss|uessen)\b"
)
_CAN_BE_APPLIED_FOR = re.compile(
    r"\b(?:jetzt|heute|gerade|aktuell|noch|sofort|derzeit|wirklich|ueberhaupt)\b(?: \w+){0,2} (?:zu )?beantrag(?:t|en|bar)\b"
)
_LESS = re.compile(r"\bweniger (?=papierkram|papierkrieg|buerokrati|aufwaendig)|\bnicht so (?=aufwaendig|buerokrati)")
_NONE_WITH = re.compile(r"\b(nichts?|nix|kein\w*) (?:was |die |das )?mit\b")
"""Phrases that stand for words of the reader: "was heute noch beantragt werden kann" is "sicher offen"."""
_QUESTION = re.compile(r"\b(?:was|wie|wer|wo|wann|warum|wieso|welche[rsn]?|gibt|gibts|ist|sind|kann)\b")
_TOKEN = re.compile(r"[a-z]+|\d[\d.,']*")
_LONGEST_BARE = 4
"""Words up to which a kind alone is a wish: "Zuschüsse bitte"."""


@dataclass(frozen=True)
class ListWish:
    """How a list is to change.

    ``only``, ``without``, ``again``: kinds of money, as in the records. ``surely_open``: True for what is confirmed as open, False
    to lift that. ``at_least``: euro that the help has to come to; 0 lifts it. ``also``: topics whose programmes are wanted beside.
    ``everything``: all that was left out is wanted back.
    ``first``: kinds that are asked for without refusing the others. ``levels``: whose money alone is wanted; ``no_levels``: whose
    is not ("nur vom Land", "ohne EU").
    """

    only: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()
    surely_open: bool | None = None
    at_least: int | None = None
    also: tuple[str, ...] = ()
    everything: bool = False
    first: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    no_levels: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is wanted at all."""
        return self != ListWish()


@dataclass
class _Reading:
    """What has been read of a message so far; ``mode``: what the kinds that follow are wanted for."""

    mode: str = ""
    kinds: dict[str, set[str]] = field(
        default_factory=lambda: {"only": set(), "without": set(), "again": set(), "": set()}
    )
    topics: dict[str, set[str]] = field(default_factory=lambda: {"again": set(), "": set()})
    levels: dict[str, set[str]] = field(default_factory=lambda: {"without": set(), "": set()})
    open_at: bool = False
    unsure: bool = False
    unread: int = 0


def read_list_wish(text: str, sums: Collection[int] = (), topics: Collection[tuple[str, str]] = ()) -> ListWish | None:
    """Return what a message wants of a list on the screen; None where it says anything else beside.

    Args:
        text: the message.
        sums: numbers or amounts that were read in it.
        topics: words of the message that name a purpose, each with its topic.
    """
    folded = fold(text)
    folded = _NOT_TO_PAY_BACK.sub("nur zuschuesse", folded)
    folded = _NONE_WITH.sub(r"\1", _LESS.sub("ohne ", _CAN_BE_APPLIED_FOR.sub(" sicher offen ", folded)))
    words = _TOKEN.findall(folded)
    if not words:
        return None
    named = {word: code for phrase, code in topics for word in _TOKEN.findall(fold(phrase))}
    reading = _read(words, named)
    if reading.topics[""] and {"noch", "fuer"} <= set(words):  # "was gibt's noch für den Onlineshop?"
        _move(reading, "topics", "again")
        reading.unread -= 1
    at_least = _least(words, folded, sums)
    if reading.unread:
        return None
    if _NOT_ONLY.search(folded):
        return ListWish(surely_open=False) if reading.open_at else ListWish(everything=True)
    if (
        _ALL & set(words)
        and ("wieder" in words or len(words) <= _LONGEST_BARE)
        and not (reading.kinds["only"] or reading.open_at)
    ):
        return ListWish(everything=True)
    if _NO_FILTER & set(words) and reading.mode == "without":
        return ListWish(everything=True)
    bare = reading.kinds[""]
    only = reading.kinds["only"]
    if bare and (only or reading.kinds["without"] or _is_bare(words, folded)):
        only = only | bare
    surely = True if reading.open_at and (reading.unsure or _SURELY & set(words)) else None
    wish = ListWish(
        frozenset(only),
        frozenset(reading.kinds["without"]),
        frozenset(reading.kinds["again"]),
        surely if surely or not reading.unsure else False,
        at_least,
        tuple(sorted(reading.topics["again"])),
        levels=frozenset(reading.levels[""]) - frozenset(reading.levels["without"]),
        no_levels=frozenset(reading.levels["without"]),
    )
    return wish or None


def read_kinds(text: str) -> ListWish:
    """Return the kinds of money that any message wants alone or does not want ("ERP für 30.000 €, aber keinen Kredit").

    Whoever asks for a grant and says nothing of "nur" is shown the rest, too, but later.
    """
    words = _TOKEN.findall(_NOT_TO_PAY_BACK.sub("nur zuschuesse", fold(text)))
    kinds = money_kinds(text)
    refused = frozenset(_OF_MONEY[kind] for kind in kinds.refused)
    wanted = frozenset(_OF_MONEY[kind] for kind in kinds.wanted)
    return ListWish(frozenset(_read(words, {}, near=True).kinds["only"]) - refused, refused, first=wanted)


def _read(words: list[str], named: dict[str, str], near: bool = False) -> _Reading:
    """Walk through the words; a kind belongs to the last "nur", "kein" or "auch" before it, or to one right behind it.

    ``near``: the message may be about anything, so only a kind right behind such a word counts.
    """
    reading = _Reading()
    distance, last = 0, ""
    for place, word in enumerate(words):
        distance += 1
        kinds = next((found for pattern, found in _KINDS if pattern.fullmatch(word)), None)
        following = words[place + 1] if place + 1 < len(words) else ""
        level = None if near else next((code for pattern, code in _LEVELS if pattern.fullmatch(word)), None)
        if word in _AFTER and last in {"kinds", "topics"} and not _begins_another(following, named):
            _move(reading, last, "without" if word in _WITHOUT else "again")
            reading.mode, last = ("without" if word in _WITHOUT else "again"), ""
        elif word in _AFTER and last == "unsure" and word in _WITHOUT:
            reading.open_at, last = True, ""
        elif word in _ONLY:
            reading.mode, distance, last = "only", 0, ""
        elif word in _WITHOUT:
            reading.mode, distance, last = "without", 0, ""
        elif word in _AGAIN and not (near and word == "mit"):
            reading.mode, distance, last = "again", 0, ""
        elif kinds is not None:
            mode = reading.mode if not near or distance <= 2 else ""
            reading.kinds[mode] |= kinds
            last, distance = ("" if mode else "kinds"), 0
        elif word in named:
            reading.topics["again" if reading.mode == "again" else ""].add(named[word])
            last = "" if reading.mode else "topics"
        elif _UNSURE.fullmatch(word):
            reading.unsure, reading.open_at = True, reading.mode == "without"
            last = "unsure"
        elif _OPEN.fullmatch(word):  # "auch nicht bestätigte" is about what is unsure
            reading.unsure = reading.mode == "without"
            reading.open_at = not reading.unsure
            reading.mode = "again" if reading.unsure else reading.mode
        elif level is not None:
            reading.levels["without" if reading.mode == "without" else ""].add(level)
        elif not _known(word):
            reading.unread += 1
    reading.unread += bool(reading.topics[""])
    return reading


def _begins_another(word: str, named: dict[str, str]) -> bool:
    return word in named or any(pattern.fullmatch(word) for pattern, _ in _KINDS)


def _move(reading: _Reading, what: str, mode: str) -> None:
    """Let what was named last belong to the word behind it."""
    if what == "kinds":
        reading.kinds[mode] |= reading.kinds[""]
        reading.kinds[""] = set()
    elif mode == "again":
        reading.topics["again"] |= reading.topics[""]
        reading.topics[""] = set()


def _known(word: str) -> bool:
    return (
        word[0].isdigit()
        or word.endswith("tausend")
        or word in _FILLERS
        or word in _SURELY
        or word in _LEAST
        or word in _SMALLER
        or word in _ALL
        or word in _NO_FILTER
    )


def _least(words: list[str], folded: str, sums: Collection[int]) -> int | None:
    """Return the least sum that is asked for; 0 where smaller ones are welcome again; None where nothing is said of it."""
    sums = sums or [int(word) for word in words if word.isdigit() and int(word) >= _LEAST_SUM]
    if sums and (_LEAST & set(words) or _MORE_THAN.search(folded) or _NOT_BELOW.search(folded)):
        return max(sums)
    smaller = _SMALLER & set(words)
    return 0 if smaller and not sums and (_AGAIN & set(words) or "egal" in smaller) else None


def _is_bare(words: list[str], folded: str) -> bool:
    return len(words) <= _LONGEST_BARE and not _QUESTION.search(folded)
