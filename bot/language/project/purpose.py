"""Whether words can be what the money is for: a legal form, a kind of money the age of the firm, a mood never is."""

from __future__ import annotations

import re

from bot.language.facts.firm.kind import read_firm_kind
from bot.language.facts.legal_form import without_firm_kind
from bot.language.facts.money import without_money_kinds
from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

_SAYS_NOTHING = word_set("""
    und als wir sind ich bin ist das die der den dem ein eine einen einer nur auch noch aber oder wenn in im aus bei mit fuer von zu
    ja nein nee doch also halt eben gerade jetzt schon erst hier bitte ok okay na gut danke kein keine keinen nicht haben habe hab
    weiss firma betrieb unternehmen geht gilt was wie denn dann es uns mir mich so sehr mal eigentlich natuerlich will wollen
    moechte moechten brauche brauchen suche suchen bekommen nehmen aufnehmen gerne gern lieber egal waere mehr neue neuen foerderung
    foerdermittel foerdergeld geld moeglich wichtig hauptsache sondern ohne statt weder bzw mein meine unser unsere euro
    eins zwei drei naechste naechster naechstes weiter weitere weiteres zeigen zeig zeigt anzeigen nochmal bitteschoen danke
    dankeschoen
    hallo hi hey moin servus tach tag super prima toll klar genau richtig stimmt falsch weiterhin warte moment gleich spaeter
    muss muessen bloss soll sollen kann koennen nix nichts nie etwas anderes am an um da wo er sie ob zum zur pro je ca
    """)
_MOODS = re.compile(r"\b(?:skeptisch\w*|skepsis|ablehnung\w*|misstrauisch\w*)\b")
"""What somebody feels about the project is not the project."""
_LEAST = 2
"""Letters from which a word can name a purpose ("KI", "ERP")."""

_DEVELOPS = re.compile(
    r"\b(?:ent|weiter)wickel\w*|\w*entwicklung\w*|\w*forsch\w*|\bprototyp\w*|\berfind\w*|\bpatent\w*|\bpilot\w*|\bfue\b"
)


def is_development(words: str) -> bool:
    """Return whether a project is to develop or research something ("Prototyp eines Sensors"), not to buy it."""
    return bool(_DEVELOPS.search(fold(words)))


_SAVES_ENERGY = re.compile(
    r"energie|strom|heiz|waerme|daemm|solar|photovoltaik|\bpv\b|speicher|druckluft|kaelte|abwaerme|gas\b"
)


def saves_energy(words: str) -> bool:
    """Return whether a project has to do with energy ("Abwärme der Öfen nutzen")."""
    return bool(_SAVES_ENERGY.search(fold(words)))


def says_only_kind_of_firm(text: str) -> bool:
    """Return whether a message tells a legal form, founding or the like and nothing else ("und als GmbH")."""
    return bool(read_firm_kind(text)) and not can_be_purpose(text)


def can_be_purpose(text: str) -> bool:
    """Return whether a message may tell what the money is for.

    It may not where it only gives facts of the firm ("und als GmbH", "gründe gerade"), kinds of money ("nur Zuschuss") or small
    words; "Kredit für eine Fräse" and "Software als GmbH" tell a purpose all the same.
    """
    rest = _MOODS.sub(" ", without_money_kinds(without_firm_kind(fold(text))))
    words = re.findall(r"[a-z]+(?:[-/][a-z0-9]+)*|[0-9]+[a-z]+", rest)
    return any(len(word) >= _LEAST and word not in _SAYS_NOTHING for word in words)
