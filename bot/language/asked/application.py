"""What a message asks about applying for a programme: how, with which papers, how long, when the money comes, and so on.

Read by words, whatever the spelling, because such questions name nothing ("wie lange dauert das"): whether they are about a
programme is for the talk to say. A message that names something else besides ("wie lange dauert die Einführung?") asks none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from bot.language.asked.application_words import ABOUT, FORMS
from bot.language.asked.concerns import asking_part
from bot.language.facts.money import has_begun, speaks_of_funding
from bot.language.text.spelling import Speller
from bot.language.text.words import plain

Asked = Literal[
    "steps", "papers", "duration", "payout", "repayment", "ordered", "may_order", "combination", "refused", "where",
    "house_bank", "de_minimis",
]  # fmt: skip
"""A kind of question. ``ordered``: something is bought already; ``may_order``: whether it may be."""

_I = r"(?:ich|wir|man|i|mer|mir|ma)"
_IT = (
    r"(?:das|des|dat|dit|es|den|die|der|dem|da|sowas|so was|so etwas|so ein\w*|so|n|nen|ein\w*|denn"
    r"|eigentlich|jetzt|dann|genau|mal)"
)
_MONEY = (
    r"(?:gelt|geld\w*|kohle|zuschu\w*|foerder(?!antra|bank|stelle|bescheid|programm)\w*|praemie|summe|betrag|mittel|zulage"
    r"|kredit|darlehen|euro|knete)"
)
_BUY = (
    r"(?:bestell\w*|kauf\w*|anfang\w*|angefang\w*|beginn\w*|unterschreib\w*|losleg\w*|loszulegen|beauftrag\w*|start\w*|anzahl\w*"
    r"|zusag\w*|ordern|buchen|loslaufen)"
)
_APPLY = r"(?:\w*beantrag\w*|\w*antrag(?:s|es)?|\w*antraege?n?|\w*antragstellung|\w*antragsverfahren|anmeld\w*)"
_PATTERNS: dict[Asked, re.Pattern[str]] = {
    "de_minimis": re.compile(r"\bde ?mini?mis\w*"),
    "house_bank": re.compile(
        r"\b(?:muss|muessen|geht|laeuft|kann|koennen|brauch\w*|ist|gehts|laufts|laeufts|soll|direkt)\b"
        r".*\b(?:hausbank|bank|sparkasse|volksbank|bankberater\w*)\b"
        r"|\bhausbank (?:noetig|erforderlich|pflicht)|\b(?:ueber|via) (?:die |meine |unsere |ne |eine )?(?:haus)?bank\b(?! lehnt)"
        r"|\b(?:haus)?bank\b.*\b(?:will|macht|moechte|mag|weigert|bietet)\b.*\bnicht\b|\bdirekt (?:bei|zu) (?:der"
        r"|dem|zur|zum) (?:kfw|ib|foerderbank|investitionsbank)\b"
    ),
    "payout": re.compile(
        rf"\bwann\b.*\b(?:{_MONEY}|ausgezahlt|gezahlt|ausbezahlt|bezahlt|ueberwiesen|auszahlung|ausgeschuettet)\b(?!.*\bbeantrag)"
        rf"|\bwie (?:lange|schnell)\b.*\b(?:{_MONEY}|ausgezahlt|auszahlung)\b|\b(?:auszahlung|auszahlen|ausgezahlt)\b"
        r"|\bvorstreck\w*|\bvorgestreckt|\bvorleistung|\bvorkasse|\bvorfinanzier\w*|\bvorausleg\w*|\bvorschiess\w*"
        r"|\bauslegen\b|\bkommt (?:das |die )?(?:geld|kohle) (?:erst|vorher|hinterher|nachher|sofort|gleich)"
    ),
    "duration": re.compile(
        r"\bwie lang\w*\b(?!.*\b(?:laeuft|gilt|gibt|gibts|offen|behalten|aufbewahr\w*|aufheben|noch (?:da|moeglich)|zurueck\w*"
        r"|rueckwirkend)\b)"
        r".*\b(?:dauer\w*|dauerts|brauch\w*|wart\w*|zieht|geht|sitzen|pruef\w*|bearbeit\w*|bis)\b"
        r"|\bwie (?:schnell|viel zeit|viele (?:wochen|monate))\b|\bbearbeitungs(?:zeit|dauer)\b|\bwartezeit\b"
        r"|\bwie lang\w* (?:das|es)?$"
        r"|\bdauert (?:das|es|sowas|der antrag) (?:\w+ )?lang\w*|\bdauer des antrags\b|\bwie lange? dauer\w*"
        r"|\bwann\b.*\b(?:bescheid|zusage|antwort|bewilligung|rueckmeldung|entscheidung|entschieden|bewilligt|genehmigt)\b"
    ),
    "repayment": re.compile(
        r"\bzurueck ?(?:zu ?)?(?:zahl\w*|bezahl\w*|geben|gezahlt)|\bzurueckzu?zahlen|\brueckzahl\w*"
        r"|\btilg(?:e|en|t|ung)\b|\bzurueckerstatt\w*"
        r"|\b(?:ist|sind) (?:das|des|dat|die|der zuschuss) (?:\w+ )?geschenk\w*|\bgeschenktes geld\b"
        r"|\bkann (?:ich|man) (?:das|das geld|es) behalten\b|\bwieder (?:ab)?zahlen\b|\bmuss .*\bzurueck\b"
    ),
    "may_order": re.compile(
        rf"\b(?:darf|duerfen|kann|koennen|soll|sollen|koennte\w*|duerft\w*) {_I}\b.*\b{_BUY}"
        rf"|\b(?:wann|ab wann) (?:darf|duerfen|kann|koennen) {_I}\b.*\b{_BUY}|\bvorzeitig\w* (?:massnahmen)?beginn"
        rf"|\bmuss {_I} .*\b(?:wart\w*|abwart\w*)\b|\bschon (?:vorher|jetzt) {_BUY}"
    ),
    "combination": re.compile(
        r"\bkombi\w*|\bkumul\w*|\bgleichzeitig\b|\bparallel\b|\bdoppel\w* (?:foerder\w*|gefoerdert|beantrag\w*)|\bdoppelfoerder\w*"
        r"|\bzusammen (?:mit|nutzen|nehmen|beantrag\w*|gehen|geht)|\b(?:geht|gehen|kann|darf|vertraegt|passt) .*\bzusammen\b"
        r"|\bbeides? (?:zusammen |zugleich )?(?:beantrag\w*|nutzen|nehmen|bekomm\w*|krieg\w*|haben|in anspruch)"
        r"|\b(?:noch|zusaetzlich|daneben|nebenher|dazu) (?:noch )?(?:ein\w* |n )?(?:ander\w*|weiter\w*|zweite\w*)"
        r" (?:foerder\w*|zuschu\w*|programm\w*|hilfe\w*|kredit\w*|geld\w*)"
        r"|\b(?:darf|duerfen|kann|koennen|geht|gehen|sind)\b.*\b(?:mehrere|zwei) (?:foerder\w*|zuschu\w*|programme|toepfe\w*)\b"
        r"|\bneben (?:ander\w*|ein\w* ander\w*|dem"
        r"|der|einem|einer)\b"
        r"|\bvertraegt sich\b|\bstapeln\b"
    ),
    "refused": re.compile(
        r"\babgelehnt\w*|\bablehn\w*|\babsage\b|\bnicht (?:bewilligt|genehmigt|durchgekommen)|\babgewiesen"
        r"|\bwiderspruch\w*|\bdurchgefallen"
        r"|\bnegativ\w* (?:bescheid|antwort)|\blehn\w*\b.*\bab\b|\bnein (?:gesagt|bekommen|vom amt)\b"
        r"|\bgeht (?:er|es|das) nicht durch\b"
    ),
    "papers": re.compile(
        rf"\b(?:welch\w*|was|wat|wos|welcher|alle|brauch\w*|benoetig\w*|noch|muss|muessen|gibt|gibts|wo|checkliste|liste)\b"
        r".*\b(?:unterlag\w*|papier\w*|dokument\w*|nachweis\w*|beleg\w*|formular\w*|schriftstueck\w*|bescheinigung\w*)\b"
        r"|^(?:und )?(?:was ist mit |wie ist es mit )?(?:die |den |der )?(?:unterlagen|papiere|dokumente|formulare|nachweise)\b"
        rf"|\b(?:was|wat|wos) (?:brauch\w*|benoetig\w*|wird gebraucht|wird benoetigt)\b(?: {_I})?"
        r"|\b(?:was|wat) (?:muss|muessen|soll|sollen) (?:ich|wir|man) (?:\w+ ){0,4}(?:mitbring\w*|einreich\w*"
        r"|vorleg\w*|vorbereit\w*"
        r"|abgeben|hochladen|schicken|beileg\w*)"
    ),
    "steps": re.compile(
        rf"\bwie\b(?! lang| viel| hoch| oft)(?: \w+){{0,4}} {_APPLY}|\bwie (?!geht?s? (?:es |s )?(?:ihnen|euch|dir"
        rf"|so)\b)(?:laeuft|funktioniert|geht|gehts|laueft) {_IT}\b"
        rf"(?:.*\b(?:ab|weiter|los|konkret|vor|{_APPLY}))?"
        r"|\bschritt fuer schritt\b|\b(?:was|welche\w*) (?:sind|waeren) (?:die |meine |jetzt |nun )*(?:naechste\w* )?schritte\b"
        r"|\bnaechste\w* schritt\w*|\bwie (?:gehe|geh|gehen|muss|soll) (?:ich|wir|man) (?:\w+ ){0,3}(?:vor|vorgehen)\b"
        rf"|\bwie (?:komm\w*|krieg\w*|bekomm\w*|kriegt|bekommt) {_I} (?:\w+ ){{0,3}}(?:{_MONEY}|das|den|die|ran|dran)\b"
        r"|\b(?:was|wat|wos) (?:muss|muessen|soll|mach\w*|tu\w*) (?:ich|wir|man)\b(?: \w+){0,4}?(?: (?:mach\w*|tun|erledig\w*"
        r"|zuerst|dafuer|jetzt|nun|alles|als erstes|als naechstes))+$"
        r"|\bwie (?:fang\w*|fange|starte\w*|beginn\w*) (?:ich|wir|man) (?:\w+ ){0,2}(?:an|damit)?$|\bablauf\b"
        rf"|\b(?:antrag|foerderung) stellen (?:aber )?wie\b|\bwie stell\w* {_I}\b|\b(?:will|moechte"
        rf"|wuerde) (?:ich |wir |gern |gerne )*(?:das |die |den )?"
        r"(?:jetzt )?(?:beantrag\w*|antrag stellen)"
    ),
    "where": re.compile(
        rf"\b(?:wo|wohin|wohi)\b(?!.*\b(?:steht|stehen|liegt|unterschied\w*|haken)\b).*\b(?:{_APPLY}|hin|gehen"
        rf"|melde\w*|wend\w*|einreich\w*"
        r"|abgeben|stell\w*|hingehen|anruf\w*|link|seite|bekomm\w*|krieg\w*|gibts|reich\w*|geht|muss|portal|hinschick\w*)\b"
        r"|^(?:und )?(?:wo|wohin)(?: denn| genau)?$|\b(?:an|bei|mit) wen?m?\b.*|\bwer (?:ist|waere"
        r"|is)\b.*\b(?:zustaendig\w*|ansprech\w*)"
        r"|\bansprechpartner\w*|\bansprechperson\w*|\bwelche (?:stelle|behoerde|bank ist|adresse)\b|\bwer nimmt\b|\bzustaendig\w*"
        r"|\bwo (?:is|ist|sind|finde|find) (?:das|der antrag|ich (?:das|den antrag|die seite))"
    ),
}
_ORDERED = re.compile(
    r"\b(?:schon|bereits|leider|letzte woche|gestern|vorgestern|neulich|schoh|scho)\b.*\b(?:bestellt|gekauft"
    r"|beauftragt|unterschrieben"
    r"|angezahlt|angefangen|begonnen|geordert|bezahlt|losgelegt|gestartet|zugesagt|da)\b|\bauftrag (?:ist "
    r"|schon |bereits |is )+raus\b"
    r"|\bbestellung (?:ist |schon |is )+(?:raus|weg|durch)\b"
)
_NOT_ORDERED = re.compile(
    r"\bnoch (?:nichts?|nix|nicht|kein\w*)\b|\b(?:antrag|bescheid|angebot\w*)\b.*\b(?:bekommen|gestellt|eingeholt|da)\b"
)
_WISHES: dict[Asked, re.Pattern[str]] = {
    "repayment": re.compile(r"\b(?:nichts?|nix|kein\w*|ohne|nur|lieber)\b"),
    "house_bank": re.compile(r"\b(?:kein\w*|ohne|nur|lieber)\b"),
}
"""What also is a wish of a list of programmes: "nichts, was ich zurückzahlen muss", "ohne Bank"."""
_QUESTION = re.compile(
    r"^(?:und |aber |ja |ok |okay |gut |also |dann |hm |ach |achso |na |nur |eine frage |frage |sag mal |sagen sie )*"
    r"(?:muss|muessen|muesste\w*|ist|is|sind|wird|kann|koennen|darf|duerfen|wann|wie|was|wo|ob|geht|laeuft"
    r"|soll|brauch\w*|wer|an|ueber|direkt)\b"
)
_WITH_THINGS = frozenset({"ordered", "may_order", "combination", "de_minimis"})
"""Kinds that a message may name other things with, what was ordered or what it goes with, if it speaks of money or of "already"."""
_ALREADY = re.compile(r"\b(?:schon|scho|bereits|vorher|vorab|letzte woche|gestern)\b")
_TELLER = re.compile(
    r"^(?:und |aber |ja |leider |wenn |auch )*(?:ich|wir|hab|habe|haben|ham|hamm|hatte|bin|sind|schon|der|die|auftrag|bestellung"
    r"|vertrag)\b"
)
_SOMEBODY = re.compile(r"\b(?:kunde\w*|kundin\w*|mitarbeiter\w*|lieferant\w*|er|sie haben|die (?:hab\w*|ham))\b")
_MOST_TOLD = 14
"""Words of a message that only tells what was ordered."""
_LONG = 16
"""Words from which only the part that asks is read."""


def asked_of_application(text: str, names: Iterable[str] = ()) -> tuple[Asked, ...]:
    """Return what a message asks about an application, in the order of its words; empty where it asks for something else.

    Args:
        text: a message.
        names: what programmes in it are called there; they count as no other subject.
    """
    whole = mended(plain(text))
    long = len(text.split()) > _LONG
    words = mended(plain(asking_part(text) or text)) if long else whole
    found = {kind: match.start() for kind, pattern in _PATTERNS.items() if (match := pattern.search(words))}
    if "may_order" not in found and _has_ordered(words):
        found["ordered"] = 0
    for kind, wish in _WISHES.items():
        if kind in found and wish.search(words) and not _asks(text, words):
            del found[kind]
    for weaker, stronger in _WEAKER:
        if stronger & set(found):
            found.pop(weaker, None)
    if _others(whole, names):
        with_things = speaks_of_applying(text) or (not long and bool(_ALREADY.search(words)))
        found = {kind: place for kind, place in found.items() if kind in _WITH_THINGS and with_things}
    return tuple(sorted(found, key=lambda kind: found[kind]))


def _has_ordered(words: str) -> bool:
    """Whether a message tells that the firm itself has ordered, signed or begun something."""
    told = has_begun(words) or _ORDERED.search(words)
    if not told or _NOT_ORDERED.search(words) or _SOMEBODY.search(words):
        return False
    return speaks_of_applying(words) or bool(_TELLER.match(words) and len(words.split()) <= _MOST_TOLD)


_WEAKER: tuple[tuple[Asked, frozenset[str]], ...] = (
    ("duration", frozenset({"payout"})),
    ("steps", frozenset({"refused", "ordered", "payout", "duration", "papers", "may_order", "de_minimis"})),
    ("where", frozenset({"steps", "house_bank", "papers"})),
    ("papers", frozenset({"house_bank", "repayment"})),
    ("payout", frozenset({"repayment"})),
    ("house_bank", frozenset({"refused", "repayment"})),
    ("combination", frozenset({"refused"})),
)
"""Kinds whose words others use, too: the first gives way where one of the second is asked."""


def asks_how_to_apply(text: str) -> bool:
    """Return whether a message asks how or where to apply, not only for it: "wie beantrage ich eine Förderung?"."""
    return bool(_HOW_TO.search(mended(plain(text))))


_HOW_TO = re.compile(rf"\b(?:wie|wo|wohin|bei wem)\b.*\b{_APPLY}")


def speaks_of_applying(text: str) -> bool:
    """Return whether a message names money, a programme or an application, so that it needs no programme in the talk."""
    words = mended(plain(text))
    return speaks_of_funding(words) or bool(_NAMES_IT.search(words))


_NAMES_IT = re.compile(
    rf"\b{_APPLY}\b|\bbewillig\w*|\bzuwendung\w*|\bbescheid\b|\bhausbank\b|\bfoerder\w*|\bzurueckzahl\w*|\brueckzahl\w*"
    r"|\bgeld vom (?:staat|amt|land)\b|\bprogramm\b"
)


def kind_of_money(text: str) -> str | None:
    """Return which kind of money a message calls the programme it speaks of: "loan" or "grant"; None if neither, or both."""
    said = plain(text)
    loan, grant = bool(_LOAN.search(said)), bool(_GRANT.search(said))
    return None if loan == grant else "loan" if loan else "grant"


_LOAN, _GRANT = re.compile(r"\b\w*(?:darlehen|kredit)s?\b"), re.compile(r"\b\w*zuschu\w*")


def _asks(text: str, words: str) -> bool:
    return text.rstrip().endswith("?") or bool(_QUESTION.match(words))


def names_other_things(text: str, names: Iterable[str] = ()) -> bool:
    """Return whether a message names anything but an application; ``names``: what programmes in it are called there."""
    return _others(mended(plain(text)), names)


def _others(words: str, names: Iterable[str]) -> bool:
    """Whether a message names anything but an application."""
    named = {part for name in names for part in plain(name).split()}
    return any(
        word not in ABOUT and word not in named and not word.isdecimal() and not _RELATED.match(word)
        for word in words.split()
    )


_RELATED = re.compile(
    rf"(?:{_APPLY}|\w*foerder\w*|\w*zuschu\w*|\w*kredit\w*|\w*darlehen\w*|zurueck\w*|\w*unterlag\w*|bearbeitung\w*)$"
)


@lru_cache(maxsize=1)
def _speller() -> Speller:
    return Speller(FORMS, folded=True)


@lru_cache(maxsize=256)
def mended(words: str) -> str:
    """Return the words of a message with typos in those that matter here put right."""
    return " ".join(_speller().closest(word) or word for word in words.split())
