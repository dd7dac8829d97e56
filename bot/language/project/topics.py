"""The topic of a project in somebody's own words, by meaning: "Türschlösser mit Codes" has no word of the list, but is digital.

A project that is not digital has a kind of its own where other offices than those of our records help with it: energy, staff,
vehicles, buildings. Every other one ("neue Möbel") is a matter of finance: programmes that may cover any purpose.

What is digital is told from what is not by examples, compared with the sentence encoder: the topic is that of the nearest ones
(k nearest neighbours, Cover and Hart 1967). Words of the list (:mod:`bot.language.facts.topic`) are surer and are read before.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from bot.encoder.arrays import FloatArray
from bot.language.meaning.encoder import shared_encoder
from bot.language.text.normalise import fold

ENERGY, STAFF, VEHICLES, BUILDING, OTHER = "energie", "personal", "fahrzeuge", "bau", "sonstiges"
NOT_DIGITAL = frozenset({ENERGY, STAFF, VEHICLES, BUILDING})
"""Kinds of projects that our programmes are not for, and that other offices help with."""

_OTHERS = NOT_DIGITAL | {OTHER}
_EXAMPLES: dict[str, str] = {
    "prozesse": """
        neue Steuerung für unsere Anlage; Maschinensteuerung modernisieren; digitale Türschlösser; elektronische Schließanlage
        mit Codes;
        Zugangssystem für die Gäste; Selbstbedienungsautomat mit Kartenzahlung; Verkaufsautomat mit App; Bestellterminal im Laden;
        Ticketautomat; Ticketsystem; Drohne zum Vermessen; Laserscanner fürs Aufmaß; GPS-Sender für die Herde; Melkroboter;
        Schweißroboter mit Programmierung; Fräsmaschine mit digitaler Steuerung; Lasermaschine; 3D-Scanner; digitales Röntgengerät;
        Fahrsimulator; Kommissionierautomat in der Apotheke; Kühlung mit Fernüberwachung; Sensoren an der Anlage; Bewässerung
        per App;
        Sortieranlage mit Kamera; autonome Stapler; Lagerverwaltung; Kundendaten elektronisch erfassen; weg vom Papier;
        Karteikarten ablösen; Bauakte digital führen; Programm für die Planung; Umstieg auf SAP; neue Computer und Netzwerk im Büro;
        Auftragsannahme per Handy; Touren planen; Zeiten per Handy erfassen; Waage an die Kasse anbinden; Abrechnung elektronisch;
        Baggersteuerung mit GPS; digitale Messtechnik; Audioguide fürs Museum; Plattensäge vernetzen; automatische Prüfung am
        Band; Tablets für die Monteure
    """,
    "vertrieb-online": """
        im Internet verkaufen; Kunden sollen online bestellen; Bestellseite; Buchung übers Internet; Reservierung online mit
        Kalender;
        Auftritt im Netz; bei Google besser gefunden werden; mehr Kunden über das Internet; Fotos für den Netzauftritt;
        Abholung vorbestellen;
        Gedenkseite im Netz; Werbung auf Instagram
    """,
    "datensicherheit": """
        gegen Hacker absichern; Angriff auf unsere Rechner, jetzt besser schützen; Daten sichern; TISAX einführen; Prüfung der
        IT auf
        Lücken; sicheres Netzwerk; Schutz vor Erpressern; ISO-Zertifikat für Informationssicherheit
    """,
    "ki": """
        künstliche Intelligenz einsetzen; Chatbot für Kundenfragen; Texte automatisch schreiben lassen; Bilder automatisch
        auswerten;
        Telefonassistent, der selbst antwortet; Spracherkennung für die Dokumentation; Angebote automatisch aus Videos erstellen
    """,
    "qualifizierung": """
        Kurs für unsere Leute; Mitarbeiter fit machen; Lehrgang für die Beschäftigten; Unterricht für das Team am neuen Programm;
        Führerschein für die Drohne; Meisterkurs für einen Gesellen
    """,
    "innovation": """
        ein neues Produkt entwickeln; Muster bauen und testen; Verfahren, das es noch nicht gibt; Versuche mit der Hochschule;
        Produkt mit eingebautem Chip entwickeln; eigenes Gerät bis zur Serie entwickeln
    """,
    "geschaeftsmodelle": """
        unsere Leistung als Abo anbieten; Onlinekurse an Kunden verkaufen; Wartung aus der Ferne als neues Angebot; eigene App
        für Kunden
        verkaufen; Plattform für andere Betriebe aufbauen; Software als eigenes Produkt; Konfigurator für Kunden;
        Daten unserer Maschinen als Dienst verkaufen
    """,
    "akzeptanz": "die Belegschaft mitnehmen; Angst vor der neuen Technik nehmen; Leute für die Umstellung gewinnen",
    ENERGY: """
        Wärmepumpe; neue Heizung; Solaranlage aufs Dach; Photovoltaik; PV; PV-Anlage für die Halle; Batteriespeicher; Dämmung
        der Halle;
        energiesparende Maschine; Strom sparen; Fenster und Fassade dämmen; Wärmerückgewinnung; Balkonkraftwerk; Pelletkessel
    """,
    STAFF: """
        Fachkraft einstellen; einen neuen Gesellen einstellen; Lohn für einen neuen Mitarbeiter; Lohnkosten; Azubi einstellen;
        Ausbildungsplatz schaffen; Langzeitarbeitslosen einstellen; jemanden fürs Büro anstellen; Personal suchen
    """,
    VEHICLES: """
        neuer Transporter; Firmenwagen; Lastwagen; Lieferwagen; E-Auto und Ladesäule; Elektroauto; Lastenrad; Bus für die Fahrgäste;
        neuer Sprinter; Lkw kaufen; Wallbox; Traktor; Dienstwagen
    """,
    BUILDING: """
        Umbau der Werkstatt; Neubau einer Halle; neue Lagerhalle; Halle erweitern; Grundstück kaufen; Dach sanieren; neue
        Ladenräume ausbauen; Anbau ans Lager;
        Gebäude kaufen; Parkplatz pflastern; Sanierung der Gaststube; barrierefreier Eingang; Brandschutz im Gebäude
    """,
    OTHER: """
        neue Schaufenster; Ladeneinrichtung; Möbel; Bürostühle; Bagger; Gabelstapler; neuer Backofen; Kühlhaus; Gefriertruhe;
        Werkzeug;
        Drehbank; gebrauchte Maschine; Bohrmaschine; Kreissäge; eine neue Fräse; Holzspalter; Hebebühne; Waren einkaufen; Lager
        auffüllen; Miete; Schulden bezahlen;
        Betriebsmittel;
        Steuern nachzahlen; Umzug; Messestand; Flyer drucken; Firma übernehmen; Betrieb kaufen; Küche für die Gaststätte;
        Brunnen bohren
    """,
}
_NEIGHBOURS = 5
_MOST = 0.45
_LEAST, _SURE_OF_OTHER, _AGREED_OTHER = 0.4, 0.6, 0.5
"""Likeness from which a topic is believed, one that is not digital, and one of those that nearly all neighbours share."""
_DIGITAL = re.compile(
    r"digital|online|software|elektron|internet|vernetz|automat|computer|programm|daten|sensor|gesteuert|steuerung"
    r"|managementsystem|verwaltung|warenwirtschaft|portal|plattform|terminal|scanner|kamera|drohne|robot|rechner|chip|\bgps|3d|laser|handy"
    r"|bildschirm|tablet|server|kasse|\b(?:app|it|edv|web)\b"
)


def topic_by_meaning(words: str) -> str | None:
    """Return the topic of a project told in ``words``.

    Returns:
        A code of ``TOPIC_NAMES``; one of ``NOT_DIGITAL`` or ``OTHER``, where no word says that it is digital; None where nothing
        of the examples is near.
    """
    vectors, codes = _examples()
    near = vectors @ shared_encoder().encode(words)
    digital = _DIGITAL.search(fold(words))
    best = [place for place in np.argsort(-near) if not (digital and codes[place] in _OTHERS)][:_NEIGHBOURS]
    votes: dict[str, float] = {}
    for place in best:
        votes[codes[place]] = votes.get(codes[place], 0.0) + float(near[place]) ** 4
    first = max(votes, key=lambda code: votes[code])
    if first not in _OTHERS:
        return first if near[best[0]] >= _LEAST else None
    alike = sum(codes[place] == first for place in best)
    if first in NOT_DIGITAL and votes[first] < _MOST * sum(votes.values()):
        return None  # no search at all follows from these, so most of the likeness has to speak for it
    least = _AGREED_OTHER if alike >= _NEIGHBOURS - 1 else _SURE_OF_OTHER
    return first if near[best[0]] >= least else None


@lru_cache(maxsize=1)
def _examples() -> tuple[FloatArray, tuple[str, ...]]:
    """Return the vectors of the examples and their topics; encoded once in a process, in a quarter of a second."""
    rows = [
        (" ".join(part.split()), code) for code, text in _EXAMPLES.items() for part in text.split(";") if part.strip()
    ]
    return shared_encoder().encode_all([words for words, _ in rows]), tuple(code for _, code in rows)
