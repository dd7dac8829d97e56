"""What steers the call-back and is no detail: stop, wait, send, "sag ich nicht"."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

_WORD = re.compile(r"[a-z]+")
_SENTENCES = re.compile(r"[.!;\n]+")
_REFUSALS = frozenset({
    "nein", "nee", "ne", "noe", "nein danke", "nee danke", "lieber nicht", "nein lieber nicht", "doch nicht",
    "doch lieber nicht", "lass mal",
    "lassen sie mal", "lassen sie es", "lassen wir das", "lass gut sein", "abbrechen", "abbruch", "stop", "stopp",
    "vergessen sie es", "vergiss es",
    "will ich nicht", "moechte ich nicht", "das will ich nicht", "das moechte ich nicht", "sag ich nicht",
    "geht sie nichts an", "schluss",
    "hat sich erledigt", "erledigt", "ich will nicht mehr", "ich moechte nicht mehr", "will nicht mehr",
    "ich hab es mir anders ueberlegt",
    "ich habe es mir anders ueberlegt", "habs mir anders ueberlegt", "verwerfen", "loeschen", "nicht mehr noetig",
})  # fmt: skip
_LEADS = word_set(
    "ja nein ne nee noe ach oh ok okay also bitte halt stop stopp moment sorry nun aber dann doch und gut na hm eben "
    "warten warte sie"
)
_CALL = r"(?:den |einen |keinen |meinen )?(?:rueckruf|anruf|call|rueckrufbitte|termin)"
_STOPS = re.compile(
    r"\bnicht(?:s|) (?:mehr )?(?:so )?(?:ab|los|weg|weiter)?(?:schicken|senden|abschicken|absenden|verschicken|weiterleiten)\b"
    r"|\bruf\w*(?: sie)?(?: mich| uns)?(?: bitte| doch| lieber)* nicht(?: mehr)?(?: zurueck| an)\b"
    r"|^(?:(?:ach|nein|nee|ne|ok|dann|aber|bitte|gut|na|doch) )*(?:lassen sie|lass|lassen wir|vergessen sie)(?: es"
    r"| das)?(?: mal| gut sein| doch| lieber)*(?: das)? ich\b"
    r"|\bich (?:ruf|rufe|meld|melde) (?:sie |euch |mich |dann |da |lieber )*(?:selber|selbst)\b"
    rf"|\b(?:{_CALL} (?:bitte |doch |lieber |wieder )*(?:absagen|abbrechen|stornieren|nicht mehr|vergessen|abblasen|zuruecknehmen)"
    r"|(?:brauch\w*|will|moechte|wollen|moechten) (?:ich |wir |doch |jetzt |nun )*keinen (?:rueckruf|anruf))"
    r"|\b(?:schicken|senden) sie (?:das |es |nichts )?(?:bitte |doch |lieber )*(?:nicht|nichts) ?(?:ab)?\b"
)
_NOT_YET = re.compile(r"\b(?:noch nicht|nicht gleich|nicht sofort)(?: ab)?(?:schicken|senden|abschicken|absenden)?\b")
_WAIT = (
    r"(?:halt|wart\w*|moment|momentchen|sekunde|augenblick|minute|noch nicht(?: ab(?:schicken|senden))?|bin gleich (?:wieder )?da"
    r"|(?:ich )?(?:muss|will|moechte)(?: noch| kurz| erst| mal| das| es| nochmal)*(?: (?:die|meine|den|das"
    r"|unsere) \w+)? (?:nachsehen|nachschauen|schauen|weg|ueberlegen|nachdenken|nachgucken|gucken)"
    r"|ich (?:ueberleg\w*|denk\w*|schau\w*|guck\w*)(?: mir| das| es| noch ?mal| nochmal| noch| drueber| kurz)*(?: nach)?)"
)
_WAITS = re.compile(
    rf"^(?:(?:ja|nein|bitte|ach|oh|noch|kurz|einen?|nen|kleinen?|stopp?|sie|doch|eben|gleich|ganz) )*"
    rf"{_WAIT}(?: (?:mal|noch|bitte|kurz|eben|doch|sie|da|damit|stopp?|kommt gleich|{_WAIT}))*$"
)
_SENDS = word_set("""
    ja jo jep jup jawohl joa jau passt so stimmt alles ok okay gut perfekt prima super richtig bitte danke abschicken
    absenden senden schicken sie es das ab raus weg damit dann los klar genau korrekt in ordnung mach machen schick
    sende rausschicken gerne gern einverstanden freigegeben fertig wunderbar schoen kann koennen nun jetzt einfach dem
    wie ist und bestaetigt sieht aus bestens top nix nichts zu aendern
    """)
_SENDS_AT_ALL = word_set("""
    ja jo jep jup jawohl joa jau passt stimmt ok okay perfekt prima super richtig abschicken absenden senden schicken
    raus ab los genau korrekt ordnung schick sende rausschicken einverstanden freigegeben gut bestaetigt
    """)
_BUT = re.compile(
    r"\b(?:aber|nicht|nie|kein\w*|nur|erst|doch|lieber|sondern|statt|falsch|ausser|noch|andere\w*|aendern|bevor|vorher)\b"
)
_FILLER = (
    r"(?:ich |wir |ihnen |euch |hier |jetzt |lieber |gar |auch |noch |den |das |die |meinen? |selbst |grad "
    r"|gerade |so |doch |aber |eigentlich )*"
)
_DECLINES = re.compile(
    rf"\b(?:sag|sage|nenn|nenne|geb|gebe|verrat|verrate|will|moechte|mag|schreib|schreibe|wollen"
    rf"|moechten) {_FILLER}(?:\w+ )?nicht(?: (?:so gern|gerne?|sagen|nennen"
    r"|angeben|raus|her|rausgeben|verraten|hergeben|schreiben|rausruecken))*\b"
    rf"|\bwei(?:ss|s) {_FILLER}nicht\b|\bkeine (?:ahnung|angaben?)\b|\blieber nicht\b|\bgeht (?:sie|euch"
    rf"|keinen) (?:gar )?ni(?:chts?|x) an\b|\banonym\b|\bist privat\b"
    r"|\bohne (?:meinen |den )?namen?\b|\bverrate ich nicht\b|\bueberspringen\b|\blieber ohne\b|^k ?a$|^(?:weiter"
    r"|nichts|nix|egal|muss nicht sein)$"
)
_HAS_NONE = re.compile(
    rf"\b(?:hab|habe|haben|gibt|besitze?n?) {_FILLER}(?:es )?(?:bei uns )?(?:nicht|nich|kein\w*)\b"
    rf"|\bkein\w* (?=(?:e-?)?mail|telefon|handy|nummer)"
)
_AT_THE_PHONE = re.compile(
    r"\b(?:am telefon|persoenlich|muendlich|beim anruf|im gespraech|beim telefonat|dann selbst)\b"
)
_SAYS_LATER = re.compile(
    r"\b(?:sag|sage|erklaer|erklaere|erzaehl|erzaehle|bespreche?n?|klaere?n?|will|moechte|mach|lieber|das|dann|erst)\b"
)
_LONG = 9
"""Words from which a line is more than a refusal."""


def is_refusal(text: str) -> bool:
    """Whether a message refuses the call-back and says nothing else: "nein halt 291189" corrects, "nein danke" refuses."""
    words = _words(text)
    return not any(char.isdigit() for char in text) and (
        " ".join(words) in _REFUSALS or " ".join(_bare(words)) in _REFUSALS
    )


def stops(text: str) -> bool:
    """Whether a message ends the call-back without sending ("nicht abschicken", "halt, doch nicht"); waiting is not ending."""
    if waits(text):
        return False
    last = next((part for part in reversed(_SENTENCES.split(text)) if _words(part)), "")
    if last != text and is_refusal(last):  # "hab ich doch geschrieben. Ich frag die IHK. Abbrechen"
        return True
    if len(_words(text)) > _LONG:
        return False
    folded = " ".join(_words(text))
    return is_refusal(text) or bool(_STOPS.search(folded) and not _NOT_YET.search(folded))


def waits(text: str) -> bool:
    """Whether somebody only wants a moment ("halt", "warte noch", "noch nicht abschicken")."""
    return not any(char.isdigit() for char in text) and bool(_WAITS.match(" ".join(_words(text))))


def sends(text: str, agrees: bool) -> bool:
    """Whether a message wants the request sent as it stands.

    Args:
        text: the message.
        agrees: whether it is understood as a yes.
    """
    words = _words(text)
    if any(char.isdigit() for char in text) or not words:
        return False
    plain = set(words) <= _SENDS and bool(_SENDS_AT_ALL & set(words))
    return plain or (agrees and not _BUT.search(" ".join(words)))


def declines(text: str, step: str) -> bool:
    """Whether somebody would rather not say what is asked for at a step ("sag ich nicht", "E-Mail hab ich nicht")."""
    words = _words(text)
    folded = " ".join(words)
    if any(char.isdigit() for char in text) or len(words) > _LONG or "@" in text:
        return False
    if step == "matter":
        later = bool(_AT_THE_PHONE.search(folded) and _SAYS_LATER.search(folded))
        return later or (bool(_DECLINES.search(folded)) and len(words) <= 5)
    return bool(_DECLINES.search(folded)) or (step in {"name", "reach"} and bool(_HAS_NONE.search(fold(text))))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _bare(words: list[str]) -> list[str]:
    """Return the words without those that only lead to what is said, unless nothing is left."""
    start = 0
    while start < len(words) - 1 and words[start] in _LEADS and " ".join(words[start:]) not in _REFUSALS:
        start += 1
    return words[start:]
