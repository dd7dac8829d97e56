"""Words for people in a firm, in folded spelling: data for ``bot.language.facts.employees``."""

from __future__ import annotations

from bot.language.text.wordset import word_set

# Everybody in the firm: "14 Leute".
TOTALS = word_set(
    """
    leute leuten leutn leut leit leitn leud leudn mitarbeiter mitarbeitern mitarbeiterin mitarbeiterinnen mitarbeitende
    mitarbeitenden ma beschaeftigte beschaeftigten angestellte angestellten arbeitnehmer arbeitnehmern
    arbeitnehmerinnen kollegen kolleginnen mann maenner maennern koepfe koepfen personen person
    festangestellte festangestellten belegschaft mitarbeiterzahl beschaeftigtenzahl mitarbeiteranzahl
    teammitglieder teammitgliedern vzae vzk fte ftes vollzeitaequivalente vollzeitaequivalenten
    vollzeitstelle vollzeitstellen planstellen hansel hanseln maennekes
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
    sekretaerinnen springer geringfuegige festen fester 450-euro-kraefte
    """
)
# Who may follow "ich und mein ...".
FAMILY = word_set(
    """
    frau mann sohn tochter bruder vater mutter schwester schwager schwiegersohn schwiegertochter kollege
    kollegin partner partnerin papa mama ehefrau ehemann lebensgefaehrtin lebensgefaehrte cousin neffe onkel
    geschaeftspartner kompagnon buerokraft geselle azubi lehrling mitarbeiter mitarbeiterin aushilfe
    angestellter angestellte
    """
)
# What may stand between the number and the people: "3 feste Mitarbeiter".
ADJECTIVES = word_set(
    """
    feste festen fest fester festangestellte festangestellten gute guten tolle tollen fleissige fleissigen
    eigene eigenen weibliche maennliche gewerbliche gewerblichen kaufmaennische aktive aktiven bis eigentlich
    x so liebe lieben treue vollzeit teilzeit sozialversicherungspflichtige sozialversicherungspflichtigen
    """
)
