"""Whether a message says that the last answer was about the wrong thing, and what is wanted instead.

"Nein, es geht um Texte", "nicht die Kasse, sondern die Waage", "das war nicht die Frage: muss ich die nehmen?".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.language.asked.concerns import questions_in
from bot.language.text.normalise import Aligned, align_folded

_FILL = r"(?:doch|ja|aber|eher|eigentlich|halt|nur|mehr|jetzt|gar|auch|schon|bloss|einfach|eben|vorhin|vielmehr)"
_MEANS = (
    rf"(?:(?:ich|wir) (?:{_FILL} )*(?:mein\w*|red\w*|sprech\w*|dachte\w*|frag\w*)"
    rf"|(?:mein\w*|frag\w*|wollt\w*|will|moecht\w*|red\w*) (?:ich|wir)"
    rf"|(?:ich|wir) (?:{_FILL} )*(?:wollt\w*|will|wollen|moecht\w*) (?:{_FILL} )*(?:wissen|fragen)"
    rf"|(?:ich|wir) (?:{_FILL} )*(?:hab\w*|hatt\w*) (?:{_FILL} )*gefragt"
    rf"|es (?:geht|ging) (?:{_FILL} |mir |uns |hier )*um|gemeint (?:ist|war|sind)|die frage (?:ist|war)(?! nicht\b)"
    r"|meine frage (?:ist|war)(?! nicht\b))"
)
_SAYS_MEANT = re.compile(rf"\b{_MEANS}\b(?: (?:{_FILL})\b)*(?! nicht\b| net\b| nich\b| kein)[ ,:]*(?P<wanted>.+)$")
_INSTEAD = re.compile(r"\b(?:sondern|stattdessen)\b[ ,:]*(?P<wanted>.+)$")
_WRONG = re.compile(
    r"\b(?:das (?:war|ist|is) (?:ja |doch |aber |auch |gar |jetzt )*(?:nicht|keine?|net|nich)(?: \w+){0,2} (?:frage|antwort)"
    r"|(?:danach|das|darum|davon) (?:hab\w*|hatt\w*) ich (?:ja |doch |auch |gar |ueberhaupt )*(?:nicht|net|nich|nie)"
    r" (?:gefragt|wissen wollen)"
    r"|(?:danach|darum) (?:ging|geht|fragt\w*) (?:es|ich) (?:mir |ja |doch |gar )*(?:nicht|net|nich)"
    r"|nicht meine frage|(?:meine|die) frage war (?:eine )?(?:andere|anders|nicht)"
    r"|(?:beantwort\w*|antwort\w*) (?:meine |die |auf meine )?(?:frage )?(?:ja |doch |gar |ueberhaupt )*(?:nicht|nix|nichts|net)"
    r"|(?:ging|geht|war) (?:voellig |total |komplett |an meiner frage |an der frage |ja )*(?:vorbei|daneben)"
    r"|falsch verstanden|missverstanden|falsche antwort|falsches thema|thema verfehlt|hat (?:damit |da )?(?:nix|nichts) mit)\b"
)
_NA = r"na+(?! (?:also|gut|ja|klar|bitte|dann|endlich|super|prima|schoen|siehst|sehen|geht)\b)"
"""Dialect for no, unless something friendly follows."""
_NO = re.compile(
    rf"^\W*(?:nein|nee+|ne|noe|{_NA}|quatsch|falsch|stopp?|moment|halt|hae+|haeh|wie bitte|doch nicht|eben nicht"
    r"|welche\w* \w+ denn)\b"
    r"|^\W*(?:(?:welche\w*|was fuer \w+|was ist \w+ jetzt) )?\w+ ?\?+\s"
)
_CUT = re.compile(r"[.!?;]\s+|\n+|,\s+(?=(?:nicht|net|nich|kein\w*)\b)|\s+und (?=nicht\b)")
_DENIED = re.compile(r"\b(?:nicht|net|nich|kein\w*|nix)\b")
_BEGINS_DENIED = re.compile(r"^\W*(?:nicht|net|nich|kein\w*|nix)\b")
_BEGINS_EMPTY = re.compile(r"^\W*(?:nein|nee+|ne|noe|hae+|also|noch ?mal)\b[\s,.:;!?-]*")
_THINKS = re.compile(
    r"^(?:dass|es|so|nur|ja|damit)\b|^das (?:ernst|reicht|ist|war|geht|passt|stimmt|so|wird|kann|muss|soll)\b(?!.*\?)"
)
"""How goes on what somebody thinks: "ich meine, das reicht so"."""
_PAST = re.compile(rf"(?:ich|wir) (?:{_FILL} )*(?:meint\w*|wollt\w*|hab\w*|hatt\w*)|mein(?:t|te)\w* ich|die frage war")
_MEANS_NOW = re.compile(rf"(?:ich|wir) (?:{_FILL} )*mein\w*|mein\w* ich")
_ONCE_MORE = re.compile(r"\bnoch ?mal\b[ ,:]+(?P<wanted>.+)$")
_ASKS_FOR = re.compile(r"\b(?:erklaer\w*|sag\w*|zeig\w*|nenn\w*|beschreib\w*|erzaehl\w*)\b")
_LEAST = 2


@dataclass(frozen=True)
class Rejection:
    """What a message says against the last answer.

    ``wanted``: what is asked instead; empty where it does not say. ``plain``: whether it cannot be an answer to a question of ours,
    as "nein, wir haben keine. Wie lange gilt das?" can.
    """

    wanted: str = ""
    plain: bool = field(default=True, compare=False)


def read_rejection(text: str) -> Rejection | None:
    """Return what is wanted instead of what was answered; None where a message turns nothing down.

    What is turned down ("nicht was sie kostet", "keine Diagnosen") is no part of what is wanted.
    """
    aligned = align_folded(text)
    folded = aligned.text
    wrong, meant, instead = (found.search(folded) for found in (_WRONG, _SAYS_MEANT, _INSTEAD))
    says_no = bool(_NO.match(folded))
    if instead is not None and (says_no or _DENIED.search(folded[: instead.start()])):
        return Rejection(_kept(aligned, instead.start("wanted")))
    if meant is not None and (wrong or says_no or _means(folded, meant)) and not _THINKS.match(meant["wanted"]):
        return Rejection(_kept(aligned, meant.start("wanted")))
    if wrong is not None:
        return Rejection(_beside(aligned, wrong))
    once_more = _ONCE_MORE.search(folded)
    if says_no and once_more is not None and questions_in(once_more["wanted"]):
        return Rejection(_kept(aligned, once_more.start("wanted")))
    return _after_no(aligned) if says_no else None


def _means(folded: str, meant: re.Match[str]) -> bool:
    """Whether "ich meine" says what is meant, not what somebody thinks: it was said before, begins the message or stands with
    what is turned down.
    """
    if _PAST.match(meant.group()) or _DENIED.search(folded):
        return True
    return bool(_MEANS_NOW.match(meant.group())) and len(folded[: meant.start()].split()) <= _LEAST


def _after_no(aligned: Aligned) -> Rejection | None:
    """Return what is asked behind a clause that denies something: "Nein, keine Diagnosen. Nur Termine am Telefon. Datenschutz?"."""
    first = _CUT.search(aligned.text)
    if first is None or not _DENIED.search(aligned.text[: first.start()]):
        return None
    rest = aligned.text[first.end() :]
    asks = bool(questions_in(rest)) or "?" in rest or bool(_ASKS_FOR.search(rest))
    return Rejection(_kept(aligned, first.end()), plain=False) if asks and len(rest.split()) >= _LEAST else None


def _beside(aligned: Aligned, wrong: re.Match[str]) -> str:
    """Return what stands beside the words that turn the answer down, with the story that a question may need."""
    parts = [_kept(aligned, 0, wrong.start()), _kept(aligned, wrong.end())]
    return " ".join(part for part in parts if len(part.split()) >= _LEAST)


def _kept(aligned: Aligned, start: int, end: int | None = None) -> str:
    """Return the owner's words of a part of a message without the clauses in it that turn something down or say nothing."""
    end = len(aligned.text) if end is None else end
    kept = []
    while start < end:
        cut = _CUT.search(aligned.text, start, end)
        stop = cut.start() if cut else end
        mark = aligned.text[stop : stop + 1].strip()
        empty = _BEGINS_EMPTY.match(aligned.text[start:stop])
        start += empty.end() if empty else 0
        if start < stop and not _BEGINS_DENIED.match(aligned.text[start:stop]):
            kept.append(aligned.surface(start, stop).strip(" ,:;-.!") + (mark if mark in ("?", ".", "!", ";") else ""))
        start = cut.end() if cut else end
    return " ".join(part for part in kept if part).strip(" .;!,")
