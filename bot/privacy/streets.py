"""Addresses in a plain text: a street with the number of a house."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.text.wordset import word_set
from bot.privacy.spans import Span

ADDRESS = "[Adresse]"

_WORD = re.compile(r"[^\W\d_]+(?:[.'-]{1,2}[^\W\d_]+)*")
_SURE = ("straße", "strasse", "str", "allee", "gasse", "chaussee", "promenade", "twiete")
_ONLY_IN_NAMES = (
    "berg", "hof", "tor", "park", "hang", "höhe", "wiese", "plan", "breite", "aue", "feld", "garten", "brücke", "wall", "markt",
)  # fmt: skip
"""Endings of many other words as well; they count after an adjective, after "Am", or before a postal code."""
_LIKELY = (
    "weg", "platz", "ring", "damm", "ufer", "steig", "stieg", "graben", "winkel", "zeile", "kamp", "siedlung", "pfad",
    *_ONLY_IN_NAMES,
)  # fmt: skip
_ENDINGS = _SURE + _LIKELY
_NO_STREETS = word_set("""
    arbeitsplatz arbeitsplätze parkplatz stellplatz lagerplatz sitzplatz hallenplatz spielplatz campingplatz
    listenplatz tabellenplatz ausbildungsplatz studienplatz speicherplatz marktplatz ausweg umweg rechtsweg
    lebensweg arbeitsweg heimweg fahrtweg anfahrtsweg förderweg dienstweg postweg vertriebsweg lösungsweg mittelweg
    laufweg transportweg hinweg rückweg fertigungsstraße produktionsstraße lackierstraße waschstraße
    verpackungsstraße sortierstraße montagestraße baustraße autoring kostenring jahrring dichtring o-ring lehrgang
    beitrag
    """)
_LETTER_OF_HOUSE = r"(?:\s?[a-h](?![^\W_]))?"
_NUMBER = re.compile(
    r"[\s,]{0,2}(?:(?:nr|hausnr|hausnummer|nummer)\.?\s?)?"
    rf"(\d{{1,4}}{_LETTER_OF_HOUSE}(?:\s?[-/+]\s?\d{{1,4}}{_LETTER_OF_HOUSE})?)",
    re.IGNORECASE,
)
_NOT_A_HOUSE = re.compile(
    r"\s?(?:[€$%°:]|[.,]\d|\.\s?(?:januar|februar|m(?:ä|ae)rz|april|mai|juni|juli|august|september|oktober"
    r"|november|dezember|jahr|stelle|platz)"
    r"|(?:euro|eur|cent|prozent|uhr|stunde|std|minute|min\b|sekunde|tag|woche|monat|jahr|mal|leute|personen"
    r"|mann|mitarbeit|besch(?:ä|ae)ftigt"
    r"|azubi|kolleg|kund|maschin|anlage|gebäude|filial|standort|stück|stk|teile|kilometer|meter|km|qm|m²|m2"
    r"|m\b|kg|tonne|t\b|liter|gb|mb|tb|kwh?"
    r"|mio|mrd|tausend|transporter|fahrzeug|autos?\b|lkw|stellen|pl(?:ä|ae)tze|zimmer|betten|wohnung|prozess"
    r"|projekt|server|rechner|pcs?\b|bestell"
    r"|rechnung|angebot|auftr|millionen|von \d|bei google|im ranking|oder \d|bis \d|und \d))",
    re.IGNORECASE,
)
_BEFORE = word_set("""
    große großer großen grosse kleine kleiner kleinen alte alter alten neue neuer neuen lange langer langen breite
    breiter breiten obere oberer oberen untere unterer unteren hohe hoher hohen schmale krumme grüne rote weiße
    schwarze goldene stille erste zweite dritte
    """)
_NO_ADJECTIVES = word_set("""
    mein dein sein ihr unser euer der die das den dem des ein eine einer einen kein keine keinen auf vom zum am im
    per hier dieser diesen jeder unter über oder aber immer wieder weiter guter bester letzter großer kleiner
    seiner meiner unserer ihrer weniger mehr halber unserem unseren euren uns nur bei mit wir seit an von nicht
    noch gut ca circa etwa rund insgesamt leider
    """)
_PREPOSITION = re.compile(
    r"\b(?P<case>am|an der|an den|an dem|auf der|auf dem|im|in der|in den|zum|zur|unter den|unter der|vor dem"
    r"|vor der|hinter der"
    r"|hinter dem|bei der|beim"
    r"|zwischen den)\s+(?P<words>[^\W\d_]+(?:[-.][^\W\d_]+)*(?:\s[^\W\d_]+(?:-[^\W\d_]+)*)?)(?=\s{0,2}\d)",
    re.IGNORECASE,
)
_NO_PLACES = word_set("""
    artikel kapitel schritt punkt absatz paragraph paragraf abschnitt teil phase stufe version windows office
    quartal jahr jahre jahren monat woche tag montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    januar februar märz april mai juni juli august september oktober november dezember winter sommer frühjahr herbst
    platz standort team schnitt durchschnitt fall modul frage tabelle bild seite halle werk zimmer etage stock
    nummer level rang bereich thema sache zeitraum ende anfang betrieb markt netz programm betrag wert preis umsatz
    gesamt alter industrie anlage buchstabe satz ziffer regel ausgabe folge runde klasse gruppe kategorie position
    größe zeit laden kontext rahmen ergebnis mittel maximum minimum vergleich vorjahr kurs kasse maschine leitung
    theke rampe station linie notfall nenner keller büro lager laden
    """)
_OF = re.compile(
    r"\b(?:straße|strasse|platz|weg|allee|ring|ufer)\s(?:des|der|am|an der|zum|zur)\s"
    r"(?:[^\W\d_]+\s){0,2}?[^\W\d_]+(?=\s{0,2}\d)",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:(?:post|liefer|rechnungs|firmen|privat)?(?:adresse|anschrift)|wohne|wohnhaft|wohnen|sitzen|ans(?:ä"
    r"|ae)ssig|zu hause"
    r"|firmensitz)\b[:,]?\s*(?:(?:ist|lautet|in|im|in der|die|wir|am|an der)\s+){0,2}",
    re.IGNORECASE,
)
_CUED = re.compile(r"(?P<words>[^\W\d_]+(?:[.-]{1,2}[^\W\d_]+)*(?:\s[^\W\d_]+)?\.?)(?=\s{0,2}\d{1,3}(?!\d))")
_BEFORE_POSTCODE = re.compile(
    r"(?<![\w-])(?P<words>[A-ZÄÖÜ][^\W\d_]+(?:[ -][^\W\d_]+){0,2}\.?)"
    r"(?=\s\d{1,4}(?:\s?[a-h])?(?:[ 	]*,[ \t]*|[ \t]+)(?:D-)?\d{5}[ \t]+[A-ZÄÖÜ])"
)


def find_addresses(text: str) -> Iterator[Span]:
    """Yield streets with the number of a house."""
    for match in _OF.finditer(text):
        yield from _with_number(text, match.start(), match.end())
    for match in _PREPOSITION.finditer(text):
        yield from _at_a_place(text, match)
    for cue in _CUE.finditer(text):
        cued = _CUED.match(text, cue.end())
        if cued and not any(
            word.lower() in _NO_PLACES or word.lower() in _NO_ADJECTIVES for word in cued["words"].split()
        ):
            yield from _with_number(text, cued.start(), cued.end())
    for match in _BEFORE_POSTCODE.finditer(text):
        yield from _with_number(text, match.start(), match.end())
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words):
        start = _street_start(text, words, place)
        if start is not None:
            yield from _with_number(text, start, word.end() + (text[word.end() : word.end() + 1] == "."))


def _with_number(text: str, start: int, end: int) -> Iterator[Span]:
    number = _NUMBER.match(text, end)
    if number and not _NOT_A_HOUSE.match(text, number.end()) and not text[number.end() : number.end() + 1].isdigit():
        yield Span(start, number.end(), ADDRESS)


def _at_a_place(text: str, match: re.Match[str]) -> Iterator[Span]:
    """Read "Am Alten Markt 5": a place after a preposition that is written as in a name, with up to three figures."""
    words = match["words"].split()
    if any(word.lower() in _NO_PLACES for word in words[:-1]):
        return
    last = words[-1]
    written_as_name = match["case"][0].isupper() and all(word[0].isupper() for word in words)
    if last.lower() in _NO_PLACES and not (len(words) > 1 and words[0].lower() in _BEFORE):
        return
    number = _NUMBER.match(text, match.end())
    if number is None or len(re.match(r"\d*", number[1])[0]) > 3:  # type: ignore[index]
        return
    before_postcode = re.match(r"\s?,?\s\d{5}\s", text[number.end() : number.end() + 10])
    if written_as_name or before_postcode:
        yield from _with_number(text, match.start(), match.end())


def _street_start(text: str, words: list[re.Match[str]], place: int) -> int | None:
    """Return where the street begins whose last word stands at ``place``; None if that is no street."""
    word = words[place][0].lower()
    if not word.endswith(_ENDINGS) or word in _NO_STREETS:
        return None
    ending = next(end for end in _ENDINGS if word.endswith(end))
    alone = word == ending or word in {"str", "platz"}
    before = words[place - 1] if place and words[place].start() - words[place - 1].end() == 1 else None
    adjective = before is not None and _is_adjective(before[0])
    if alone and before is not None and ending in _SURE and before[0].lower().endswith(("sche", "schen", "scher")):
        return before.start()
    if alone or ending in _ONLY_IN_NAMES:
        return before.start() if adjective and before is not None and words[place][0][0].isupper() else None
    if ending in _LIKELY and len(word) - len(ending) < 3:
        return None
    return before.start() if adjective and before is not None else words[place].start()


def _is_adjective(word: str) -> bool:
    """Whether the word may be the first of a name like "Breiter Weg"."""
    low = word.lower()
    return low not in _NO_ADJECTIVES and (low in _BEFORE or (word[0].isupper() and low.endswith(("er", "e", "en"))))
