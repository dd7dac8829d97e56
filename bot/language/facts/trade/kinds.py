"""Which trades are the same work in other words ("Schreinerei", "Bautischlerei"), closer than a sector.

A sector holds unlike firms: tax advisers and gyms are both "dienstleistung". Whether an example comes from the owner's own line of
work is judged by these kinds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.language.text.normalise import fold

_ROWS = """
tischlerei: tischler schreiner moebelbau moebelmanufaktur kuechenbau treppenbau ladenbau innenausbau moebel nach mass
zimmerei: zimmerei zimmerer zimmermann zimmermaenn holzbau dachstuhl
dachdeckerei: dachdeck bedachung spengler dachklempner dachhandwerk
malerei: maler stuckateur verputzer gipser
fliesen und boden: fliesen bodenleger parkettleger estrich
bau: bauunternehm baufirma baubetrieb hochbau tiefbau maurer rohbau betonbau schalungs strassenbau trockenbau
fenster und tueren: fensterbau tuerenbau haustuer tueren rollladen rolladen sonnenschutz torbau tore
glaserei: glaserei glaser flachglas
steinmetz: steinmetz bildhauer
elektro: elektro elektriker blitzschutz schaltschrank schaltanlagen photovoltaik solar antennen
sanitaer und heizung: sanitaer heizung shk klempner installateur klimatechnik baeder badsanierung kaelte
metallbau: metallbau schlosser schmied stahlbau schweiss
zerspanung: zerspan dreherei drehteil fraeserei feinwerk werkzeugbau formenbau stanz praezision
maschinenbau: maschinenbau maschinenfabrik anlagenbau sondermaschinen schuettgueter foerder-
kfz: kfz autohaus autohaeuser autowerkstatt karosserie fahrzeug werkstatt fuer autos
reifen: reifen
baeckerei: baeck konditor backwaren backhaus
fleischerei: fleischer metzger schlachter wurst
brauerei: brauer
gaststaette: restaurant gaststaett gasthof gasthaus gastwirt wirtshaus gastronom cafe imbiss kneipe bistro pizzeria catering
hotel: hotel pension ferienwohnung ferienhaus motel gaestehaus hostel
museum: museum museen ausflugsziel schloss burg
arztpraxis: arztprax hausarzt facharzt augenarzt zahnarzt kinderarzt zahnaerzt hausaerzt
physiotherapie: physio ergotherap logopaed heilpraktik osteopath
tierarzt: tierarzt tieraerzt tierprax
pflege: pflegedienst pflegeheim pflegeeinrichtung seniorenheim sozialstation altenheim
apotheke: apothek
friseur: friseur frisoer barber barbier haarsalon
kosmetik: kosmetik nagel fusspflege
steuerbuero: steuerberat steuerkanzlei steuerbuero wirtschaftspruef lohnbuero buchhaltungsbuero
anwaltskanzlei: rechtsanw anwalt notar
planungsbuero: architekt ingenieurbuero vermessung statiker planungsbuero
reinigung: gebaeudereinig reinigungsfirma reinigungsunternehmen reinigungsdienst putzfirma
waescherei: waescherei textilreinigung
spedition: spedition spediteur transportunternehmen transporte fuhrunternehm logistik kurier lagerhaus
taxi und bus: taxi omnibus busunternehm
ackerbau und vieh: landwirt bauernhof milchvieh ackerbau agrar rinder schweine
weinbau: winzer weingut weinbau
gartenbau: gaertner galabau landschaftsbau gartenbau baumschule
druckerei: druckerei druckhaus offset digitaldruck
verlag: verlag zeitung
agentur: werbeagentur marketingagentur designbuero gestaltungsbuero grafik webdesign mediengestalt medienagentur
fotograf: fotograf fotostudio fotogrosslabor
software: software softwareentwick itfirma systemhaus programmier itdienstleist
blumenladen: blumen florist
dorfladen: dorfladen dorflaeden
spielzeugladen: spielzeug spielwaren
buchhandlung: buchhand buchladen
farbenhandel: farbenhandel farben und zubehoer
fahrradladen: fahrrad zweirad
grosshandel: grosshand
modegeschaeft: boutique modegeschaeft modeladen bekleidungsgeschaeft
schneiderei: schneider naehatelier
textilindustrie: weberei strumpf textilhersteller textilfabrik veredlung von textil
kunststoff: kunststoff spritzguss
pharma: pharma arzneimittelherst
bestattung: bestatt
fahrschule: fahrschul
fitnessstudio: fitness yogastudio
verein: verein
hausverwaltung: hausverwalt immobilien
versicherung: versicherung
goldschmied: goldschmied juwelier uhrmacher
schuhmacher: schuhmacher schuster
schornsteinfeger: schornsteinfeg kaminkehr
raumausstatter: raumausstatt polster
toepferei: toepfer keramik
seifen und kerzen: seife kerze
imkerei: imker
"""
"""A name of the kind, and beginnings of folded words that belong to it; a group of words is looked for as it stands."""

_PHRASES = ("moebel nach mass", "farben und zubehoer", "veredlung von textil")


def _stems() -> tuple[tuple[str, str], ...]:
    found = []
    for row in _ROWS.strip().splitlines():
        kind, _, words = row.partition(": ")
        for phrase in _PHRASES:
            if phrase in words:
                found.append((phrase, kind))
                words = words.replace(phrase, "")
        found += [(word, kind) for word in words.split() if word not in {"fuer", "und", "autos", "werkstatt"}]
    return tuple(found)


_STEMS = _stems()
_ELECTRONICS = re.compile(r"elektronik(?!er)\w*")
_SHORT = 4
"""Letters up to which a stem has to begin a word: "tore" is no part of "Tutoren"."""


@lru_cache(maxsize=2048)
def kinds_of_trade(words: str) -> frozenset[str]:
    """Return the kinds of trade that ``words`` name, an owner's ("Bautischler") or a record's ("Tischlerei, Elektro").

    Empty where no kind is known: then nothing is said about how near two trades are.
    """
    # "Software für Steuerkanzleien" is no tax office, and who makes electronics wires no houses.
    folded = _ELECTRONICS.sub("", fold(words).partition(" fuer ")[0])
    return frozenset(kind for stem, kind in _STEMS if _stands_in(stem, folded))


def _stands_in(stem: str, folded: str) -> bool:
    opening = r"\b" if len(stem) <= _SHORT or " " in stem else ""
    return re.search(rf"{opening}{re.escape(stem)}", folded) is not None
