"""Whether a word stands like a place: "in Halle" does, "in der Halle" does not."""

from __future__ import annotations

import re
from enum import Enum

from bot.language.facts.place_names import FOODS, NEEDS_BARE_PREPOSITION
from bot.language.facts.sector import trade_of
from bot.language.text.sentence import Sentence
from bot.language.text.wordset import word_set

Standing = Enum("Standing", ["WORD", "CAPITALS"])
"""Why a name needs a look at its surroundings: it is an ordinary WORD, or an abbreviation that needs CAPITALS."""

_PREPOSITIONS = word_set("in aus bei nach um nahe raum region stadt ort kreis landkreis standort sitz naehe von")
_PREPOSITIONS |= word_set("hansestadt lutherstadt gemeinde richtung nordlich suedlich umkreis grossraum niederlassung")
_ARTICLED = word_set("im am vom zum der dem des")
_FIRMS = word_set("firma betrieb unternehmen gmbh kg handwerksbetrieb geschaeft laden ihk hwk handwerkskammer")
_FILLERS = word_set("""
    und in doch nein ja ich meine meinte also aus komme kommen bin region land stadt sind wir sitz sitzen bei nicht
    sondern bitte nee na hier standort ort bundesland bundeland im am der dem raum kreis landkreis eher korrektur ne
    hallo aehm ist das die den ab dort von wohne leben arbeite kommt stimmt falsch gemeint natuerlich
    """)
_MONTHS = word_set(
    "januar februar maerz april mai juni juli august september oktober november dezember naechsten naechster"
)
_NOT_A_TOWN_IN_LOWER_CASE = word_set("langen singen waren norden altes siegen baden weiden giessen wetter leer essen")
_STREETS = ("strasse", "str", "chaussee", "ring", "allee", "platz", "tor", "weg", "damm", "ufer")
_BUSINESS = word_set("""
    betrieb betriebe betrieben firma firmen unternehmen unternehmer handwerk handwerker raum region umland kunden
    kollegen mittelstand wirtschaft gegend kreis kammer ihk hwk land gmbh innenstadt kmu industrie unternehmerin
    unternehmens foerderung foerdermittel foerderprogramm foerderprogramme programm programme start startup laendle
    """)
_DISHES_AND_MORE = word_set("berliner hamburger frankfurter wiener kasseler nuernberger thueringer harzer krakauer")
_NUMBERED = re.compile(
    r"(?:kunden|rechnungs|auftrags|haus|telefon|tele|artikel|bestell|steuer)?(?:nr|nummer|id|code|iso|spec)"
)
_COUNTED_AFTER_CODE = re.compile(
    r"[.,]\d|\s?(?:€|eur|k\b|tsd|tausend|mio|kunden|besucher|follower|artikel|stueck|teile|qm|km|stunden|datensaetze|%|prozent"
    r"|mitarbeiter|leute|mal\b|einwohner|adressen|rechnungen|ma\b)"
)


def standing(
    sentence: Sentence, first: int, last: int, how: Standing, landscape: bool = False, follows_place: bool = False
) -> bool:
    """Whether the words ``first`` to ``last`` are used as a place's name; a ``landscape`` may carry an article."""
    words, key = sentence.words, sentence.keys[first]
    before, after = sentence.key(first - 1), sentence.key(last + 1)
    upper = all(word.is_upper for word in words[first : last + 1]) and not sentence.shouts
    if how is Standing.CAPITALS:
        if last > first and sentence.words[last].gap != "-":
            return False
        placed = before in _PREPOSITIONS or _is_everything(sentence, first, last) or _is_fragment(sentence, first, last)
        return (upper or (first == last and before in {"in", "aus"})) and (placed or (upper and len(key) > 2))
    if key == "mitte":
        return "berlin" in sentence.key_set
    if _writes_capitals(sentence, first, last) and not words[first].is_capitalised:
        return False
    if after in _MONTHS or (key in {"halle", "hof"} and _is_numbered(sentence, first, last)):
        return False
    if key in _NOT_A_TOWN_IN_LOWER_CASE and not words[first].is_capitalised:
        return _is_everything(sentence, first, last) and key != "waren" and before in _PREPOSITIONS
    if follows_place or _is_everything(sentence, first, last):
        return True
    if len(before) == 5 and before.isdigit():
        return True
    if before in _PREPOSITIONS:
        return not (key in NEEDS_BARE_PREPOSITION and before == "von")
    if landscape and (before in _ARTICLED or before == "auf"):
        return True
    if _is_fragment(sentence, first, last):
        return key != "essen" or words[first].is_capitalised
    return bool(before in _FIRMS or (trade_of(before) and words[first].gap == " "))


def _writes_capitals(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the writer uses capitals, so that a small letter means "no name"."""
    return any(
        word.is_capitalised for index, word in enumerate(sentence.words) if index > 0 and not first <= index <= last
    )


def _is_everything(sentence: Sentence, first: int, last: int) -> bool:
    return all(key in _FILLERS for index, key in enumerate(sentence.keys) if not first <= index <= last) and (
        sentence.key(first - 1) not in {"der", "dem", "die", "das", "den"}
        or sentence.keys[first] in {"harz", "saar", "pfalz"}
    )


def _is_fragment(sentence: Sentence, first: int, last: int) -> bool:
    """Whether commas or the ends of the text stand on both sides: "tischlerei, burg, 5 leute"."""
    opens = first == 0 or any(mark in sentence.words[first].gap for mark in ",;:|\n.(")
    closes = last + 1 >= len(sentence.words) or any(mark in sentence.words[last + 1].gap for mark in ",;.:|)\n")
    return opens and closes and len(sentence.words) > 1


def _is_numbered(sentence: Sentence, first: int, last: int) -> bool:
    """Whether it is "Halle 3" or "Halle B", not "Halle, 14 Leute"."""
    after = sentence.key(last + 1)
    if not after or "," in sentence.words[last + 1].gap:
        return False
    return (after.isdigit() and sentence.key(last + 2) not in _COUNTED) or (len(after) == 1 and after in "abcdef")


_COUNTED = word_set(
    "leute mann ma mitarbeiter angestellte beschaeftigte personen k tsd tausend euro eur mio azubis gesellen"
)


def stands_like_adjective(sentence: Sentence, index: int) -> bool:
    """Whether "magdeburger", "sächsisch" and the like describe a business, not a dish or a street."""
    word, key, after = sentence.words[index], sentence.keys[index], sentence.key(index + 1)
    if not after or any(mark in sentence.words[index + 1].gap for mark in ",;.!?"):
        return sentence.key(index - 1) in {"bin", "als"} or (len(sentence.words) == 1 and "sch" in key[-4:])
    if after in FOODS or after.startswith(("wuerst", "brat")) or after.endswith(_STREETS) or after.isdigit():
        return False
    if after in _BUSINESS or trade_of(after) or after.endswith(("betrieb", "unternehmen", "firma")):
        return True
    if key in _DISHES_AND_MORE and not word.is_capitalised:
        return False
    if len(after) < 4:
        return False
    return not word.is_capitalised or sentence.words[index + 1].is_capitalised or index == 0


def stands_like_postal_code(sentence: Sentence, index: int) -> bool:
    """Whether five digits are a postal code and not a sum, a count or a number of something."""
    word, key = sentence.words[index], sentence.keys[index]
    rest = sentence.folded[word.end :]
    before, after = sentence.key(index - 1), sentence.key(index + 1)
    if _COUNTED_AFTER_CODE.match(rest) or (word.gap and word.gap[-1] in ".,:€$#/+" and index > 0):
        return False
    if before.isdigit():
        return False
    if before and (_NUMBERED.fullmatch(before) or (word.gap == "" and before != "d")):
        return False
    if after and index + 1 < len(sentence.words) and sentence.words[index + 1].gap == "":
        return False
    if key.startswith("0") or not key.endswith("00"):
        return True
    return (
        before in _PREPOSITIONS
        or before in {"plz", "postleitzahl"}
        or (
            index + 1 < len(sentence.words)
            and not after.isdigit()
            and sentence.words[index + 1].is_capitalised
            and after not in {"euro", "eur"}
        )
    )
