"""Words for people in a firm, folded, and the endings that make one: data for ``bot.language.facts.heads.employees``."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.language.text.wordset import word_set

# Everybody in the firm: "14 Leute".
TOTALS = word_set(
    """
    leute leuten leutn leut leit leitn leud leudn mitarbeiter mitarbeitern mitarbeiterin mitarbeiterinnen mitarbeitende
    mitarbeitenden ma beschaeftigte beschaeftigten angestellte angestellten arbeitnehmer arbeitnehmern
    arbeitnehmerinnen kollegen kolleginnen mann maenner maennern koepfe koepfen personen person
    festangestellte festangestellten belegschaft mitarbeiterzahl beschaeftigtenzahl mitarbeiteranzahl
    teammitglieder teammitgliedern vzae vzk fte ftes vollzeitaequivalente vollzeitaequivalenten
    vollzeitstelle vollzeitstellen planstellen hansel hanseln maennekes lueue lueued luet leute
    leutchen leutche leutle leutla leutli leid leidn leide leude leudla laid leuteken ppl people nasen mitarb angest beschaeft
    arbeitskraefte arbeitskraeften mannen pers
    """
)
# One kind of people in the firm, added up: "fünf Gesellen und zwei Azubis".
ROLES = word_set(
    """
    brueder bruedern soehne soehnen geselle gesellen gesellin gesellinnen azubi azubis auszubildende
    auszubildenden auszubildender lehrling lehrlinge lehrlingen lehrbub lehrbuben stift stifte stiften meister
    meistern meisterin monteur monteure monteuren helfer helfern helferin helferinnen fahrer fahrern fahrerin
    fahrerinnen verkaeufer verkaeuferin verkaeuferinnen kraft kraefte kraeften fachkraft fachkraefte
    fachkraeften fachangestellte hilfskraft hilfskraefte aushilfe aushilfen minijobber minijobbern
    minijobberin minijobberinnen teilzeitkraft teilzeitkraefte teilzeitkraeften vollzeitkraft vollzeitkraefte
    vollzeitkraeften saisonkraft saisonkraefte buerokraft buerokraefte werkstudent werkstudenten praktikant
    praktikanten praktikantin facharbeiter facharbeitern arbeiter arbeitern arbeiterin arbeiterinnen techniker
    technikern friseurin friseurinnen koch koeche koechen kellner kellnern kellnerin kellnerinnen baecker
    baeckern tischler tischlern schreiner schreinern maler malern maurer maurern elektriker elektrikern
    dachdecker dachdeckern entwickler entwicklern programmierer programmierern arzthelferin arzthelferinnen
    schweisser dreher freiberufler teilzeit vollzeit fraesern schlosser schlossern frauen sekretaerin
    sekretaerinnen springer geringfuegige festen fester 450-euro-kraefte maedels maedel maedls madln jungs buam damen azubine
    azubinen mfa mfas zfa zfas tfa tfas zmp zmf pta ptas pka pkas mta mtas refa refas rae tae berufstraeger berufstraegern
    saisonkraeften schneider weber stricker naeher gaertner gaertnern friseure friseuren optiker floristen kaufleute
    disponenten redakteure designer architekten ingenieure ingenieuren therapeuten steuerfachangestellte fahrlehrer
    fahrlehrern tanzlehrer skilehrer
    minijobs minijob chefs chefinnen gruender gruendern gruenderinnen notare notaren renos reno geschaeftsfuehrern
    inhaber inhabern gesellschafter gesellschaftern bueroleute buerohilfe buerohilfen putzhilfe
    geschaeftsfuehrer geschaeftsfuehrerinnen
    hauptamtliche hauptamtlichen hauptamtler hauptamtlern hauptberufliche hauptberuflichen behandler behandlern
    gsell gselln gsella gsellen lehrbuba lehrbuam lehrmaedle lehrmadl azubienen hiwi hiwis
    """
)
SHORTENED = word_set("mitarb angest beschaeft pers")
"""Of them, what is written with a dot behind it, which ends no sentence: "14 Angest. und 2 Azubis"."""
# Who may follow "ich und mein ...".
FAMILY = word_set(
    """
    frau mann sohn tochter bruder vater mutter schwester schwager schwiegersohn schwiegertochter kollege
    kollegin partner partnerin papa mama ehefrau ehemann lebensgefaehrtin lebensgefaehrte cousin neffe onkel
    geschaeftspartner kompagnon buerokraft geselle azubi lehrling mitarbeiter mitarbeiterin aushilfe
    angestellter angestellte bua bub fraa fru froo eltern schwiegereltern voda vadda vadder mudder cousine
    freund freundin bekannte bekannter azubine
    auszubildende auszubildender minijobber minijobberin gesellin helferin helfer nichte tante schwaegerin
    zwillingsbruder zwillingsschwester kumpel studienfreund studienfreundin mann
        """
)
# What may stand between the number and the people: "3 feste Mitarbeiter".
ADJECTIVES = word_set(
    """
    feste festen fest fester festangestellte festangestellten gute guten tolle tollen fleissige fleissigen
    eigene eigenen weibliche maennliche gewerbliche gewerblichen kaufmaennische aktive aktiven bis eigentlich
    x so medizinische medizinischen zahnmedizinische tiermedizinische ausgebildete examinierte liebe lieben treue
    vollzeit teilzeit sozialversicherungspflichtige sozialversicherungspflichtigen ganzjaehrig ganzjaehrige
    ganzjaehrigen dauerhaft unbefristet
    """
)
# Adjectives that are people where no noun follows: "ich, mein Vater und zwei feste".
NOUNS_OF_ADJECTIVES = word_set(
    "feste festen gewerbliche gewerblichen kaufmaennische kaufmaennischen angelernte ungelernte geringfuegige"
)
_NO_EMPLOYEES = word_set("""
    eheleute eheleuten brautleute brautleuten landsleute landsleuten nachbarsleute fremdarbeiter kundenberater
    lehrkraefte lehrkraeften honorarkraefte honorarkraeften streitkraefte einsatzkraefte nachwuchskraefte naturkraefte marktkraefte
    """)
_ROLE_ENDINGS = re.compile(
    r".*(?:kraefte|kraeften|gesellen|monteuren?|lehrlingen?|azubis|fahrern?|technikern?|mechanikern?|elektronikern?|mechatronikern?"
    r"|ingenieuren?|therapeuten|assistenten|aerzten?|anwaelten?|koechen?|pflegern?|schwestern|helfern?|verkaeufern?|planern?"
    r"|zeichnern?|entwicklern?|designern?|disponenten|kaufleuten?|fahrlehrern?|aushilfen|buerohilfen|arbeitern?"
    r"|gaertnern?|floristen|optikern?|akustikern?|bauleitern?|buchhaltern?|sachbearbeitern?|naeherinnen|frauen|zustellern?"
    r"|[a-z]{3,}leuten?|psychologen|logopaeden|podologen|hebammen|erziehern?|paedagogen|hausmeistern?|kurieren|piloten|kapitaenen?"
    r"|matrosen|schweissern?|lackierern?|installateuren?|klempnern?|winzern?|brauern?|metzgern?|fleischern?|konditoren|sattlern?"
    r"|restauratoren|instrumentenbauern?|programmierern?|administratoren|laboranten|masseuren?|rezeptionisten|steuerberatern?|statikern?"
    r"|(?:anmelde|empfangs|buero|schreib|verwaltungs|reinigungs|putz|spuel|pflege|betreuungs|service|kuechen|verkaufs|lager|produktions"
    r"|assistenz|aushilfs|halbtags|theken|laden)kraft)"
)
_WOMEN_OF_OTHERS = re.compile(
    r"(?:kund|patient|schueler|teilnehmer|nutzer|besucher|mieter|bewohner|mandant|klient|leser|abonnent|follower|spieler|saenger|student"
    r"|buerger|freund|konkurrent|wettbewerber|lieferant|gaest|partner|expert|ehrenamtler|bewerber|investor|influencer|kandidat|autor"
    r"|kuenstler|musiker|taenzer|lehrer|dozent|trainer|anwender|anbieter|unternehmer|eigentuemer|einwohner|haendler|kaeufer|zuschauer"
    r"|hoerer|gegner|teiln|mitglied|sportler|reiter)"
    r"innen"
)


def is_total(key: str) -> bool:
    """Return whether ``key`` is everybody in a firm ("mitarbeiter"), also a little misspelt."""
    if key in TOTALS:
        return True
    if len(key) < 9:
        return False
    return any(
        OSA.distance(key, noun, score_cutoff=2) <= 2
        for noun in ("mitarbeiter", "mitarbeitern", "beschaeftigte", "angestellte", "angestellten", "mitarbeiterinnen")
    )


@lru_cache(maxsize=4096)
def is_role(key: str) -> bool:
    """Return whether ``key`` is one kind of people in a firm ("gesellen", "naeherinnen", "kranfahrer"), no customers."""
    if key in ROLES:
        return True
    if key in _NO_EMPLOYEES or len(key) < 6:
        return False
    if key.endswith("innen"):
        return not re.fullmatch(r"(?:.*)" + _WOMEN_OF_OTHERS.pattern, key)
    return bool(_ROLE_ENDINGS.fullmatch(key))


_CAPITALS = frozenset({"AN", "AK"})
"""Abbreviations of "Arbeitnehmer" and "Arbeitskräfte" that are words of another kind where they are written small."""


def is_abbreviation(surface: str) -> bool:
    """Return whether a word as written stands for everybody in a firm in capitals only ("67 AN", "2 AK")."""
    return surface in _CAPITALS
