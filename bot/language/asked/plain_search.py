"""Whether a question only asks for money ("Gibts da Geld vom Staat?"): that is the search, no question about its rules."""

from __future__ import annotations

import re

from bot.language.facts.money import without_money_kinds
from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

_OF_A_SEARCH = word_set("""
    gibt gibts gibs jibt gifft geiht kriegt krieg kriege kriegen kriagt bekomm bekomme bekommt bekommen holen geht komme kommen
    kommt kaeme
    kaemen waere waeren koennte koennten koennen kann kannst man mer mr ma einer jemand wer zahlt zahlen bezahlt bezahlen gibt
    legt hilft
    helfen hilfe foerdert foerdern foerderung foerderungen foerdergeld foerdergelder foerdermittel foerderprogramm foerderprogramme
    programm programme topf toepfe geld gelder kohle knete mittel unterstuetzung zuschuss zuschuesse zuschuessen finanzielle
    finanziell
    staat staatliche staatlich land bund eu kommune stadt arbeitsagentur amt vom von was wat wos welche welches welcher welchen
    wo wie viel
    woher wisst da dat do dor dafuer dabei dazu dazua drin drzua davon hierfuer sowas so etwas eppes ebbes jet irgendwas
    irgendwelche noch
    denn nun aktuell heute auch mal en nen ne ein eine einen einem der die das den dem des es is ist sind bei in im fuer uns
    mich mir ich
    wir i mi ihr sie ihnen euch dir hier und oder nur wieder teil frage betracht infrage moeglichkeit moeglichkeiten sehen
    haben hat hab
    bitte schon ueberhaupt eigentlich mit gerade grad dann wohl passt passende passen unternehmen firma firmen betrieb betriebe
    groesse
    an drin drinnen gschenkt geschenkt prozent dort ick ons ond uns s na nu nur rein raus rum beim dazugibt oder sh hh nrw mv bw
    sachsen anhalt thueringen brandenburg bayern hessen niedersachsen saarland hamburg bremen berlin mecklenburg vorpommern
    schleswig
    holstein nordrhein westfalen rheinland pfalz baden wuerttemberg deutschland
    neue neuen neues neuer nach keine keinen kein ohne ost unser unsere unserer unserem unserm mein meine meinen meiner
    """)
_WORD = re.compile(r"[a-z]+")
_WHAT_THERE_IS = re.compile(r"\b(?:gibt|gibts|gibs|jibt|jibts|welche[nrs]?|krieg\w*|bekomm\w*)\b")
_NOT_ASKED_FOR = re.compile(r"\b(?:kein\w*|ohne|nicht|wer|wieder|rein|raus|mein\w*|prozent)\b")


def is_plain_search(text: str) -> bool:
    """Return whether nothing in a question is more than the wish for money; False for a text without words."""
    words = _WORD.findall(without_money_kinds(fold(text).replace("'", "")))
    return bool(_WORD.search(fold(text))) and all(word in _OF_A_SEARCH for word in words)


def asks_for_any_money(text: str) -> bool:
    """Return whether a question asks which money there is at all ("Welche Förderung gibt es dafür?"), and nothing else.

    "Wer bekommt Förderung?" and "gibt es 100 Prozent Förderung?" ask for a rule, "krieg ich das Geld wieder" asks who was
    cheated, and "keine Förderung bekommen" tells something.
    """
    folded = fold(text)
    return bool(_WHAT_THERE_IS.search(folded)) and not _NOT_ASKED_FOR.search(folded) and is_plain_search(text)
