"""The words of questions about applying: those that are mended where they are misspelt, and those that name nothing else."""

from __future__ import annotations

from spacy.lang.de.stop_words import STOP_WORDS

from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

FORMS = word_set("""
    beantrage beantragen beantragt beantragung beantragst antrag antrags antraege antragstellung unterlagen unterlage
    papiere dokumente formulare formular nachweise nachweis brauche brauchen benoetige benoetigt benoetigen dauert dauern
    dauer warten wartezeit bearbeitungszeit bearbeitungsdauer auszahlung ausgezahlt auszahlen ausbezahlt ueberwiesen
    vorstrecken vorleistung vorkasse zurueckzahlen zurueckgezahlt zurueckzuzahlen rueckzahlung rueckzahlen tilgen tilgung
    bestellt bestellen gekauft kaufen unterschrieben unterschreiben angefangen anfangen begonnen beginnen beauftragt
    beauftragen angezahlt losgelegt loslegen kombinieren kombiniert kombinierbar kombination kumulieren gleichzeitig
    zusammen abgelehnt ablehnung absage widerspruch bewilligt bewilligung bewilligen bescheid genehmigt zusage hausbank
    sparkasse zustaendig ansprechpartner einreichen mitbringen vorlegen minimis deminimis zuschuss foerderung foerdergeld
    foerdern programm kredit darlehen schritte schritt ablauf laeuft bekomme bekommen kriege geschenkt schnell lange wann
    welche schon bereits muessen
    """)
"""Words that a question is read by, folded; a typo in one of them is put right."""

ABOUT = frozenset(fold(word) for word in STOP_WORDS) | word_set("""
    antrag antrags antraege antragstellung antragsverfahren beantragung beantragen foerderung foerderungen foerdergeld
    foerdergelder foerdermittel foerderbank foerderantrag foerderkredit foerderprogramm fordermittel zuschuss zuschuesse
    programm programme programms kredit kredits kredite darlehen praemie zulage buergschaft coaching beratung geld gelder
    kohle mittel betrag summe euro bescheid bescheids bewilligung zusage genehmigung entscheidung antwort rueckmeldung
    pruefung bearbeitung auszahlung verfahren bearbeitungszeit bearbeitungsdauer dauer wartezeit amt behoerde stelle stellen
    bank hausbank sparkasse volksbank bankberater investitionsbank ib kfw bafa land bund eu kammer ihk hwk finanzamt portal
    kundenportal seite link adresse internet online formular formulare unterlage unterlagen papiere papier papierkram
    dokumente nachweise nachweis belege checkliste liste vorlagen schritt schritte ablauf ansprechpartner ansprechperson
    ansprechpartnerin zustaendig zustaendige hilfe hilfen widerspruch ablehnung absage ungefaehr circa ca etwa normalerweise
    ueblich ueblicherweise meist meistens durchschnitt schnitt wochen monate tage zeit jahr konkret genau genauer eigentlich
    ueberhaupt bitte danke hallo okay ok hey hi na naja ach achso hm also jo moin servus sorry frage lang lange schnell bald
    sofort gleich gern gerne wohl alles insgesamt komplett genaue genauen noetig notwendig erforderlich pflicht brauch
    brauche brauchen braucht braucht's benoetige benoetigen benoetigt gebraucht dauert dauerts dauern warten wart warte
    zieht laeuft laueft funktioniert geht gehts komm komme kommt kommen krieg kriege kriegen kriegt bekomm bekomme bekommen
    bekommt stell stellt einreichen reiche reichen abgeben vorlegen mitbringen vorbereiten hochladen schicken beilegen
    anfangen anfange fange fang starte starten beginne beginnen vorgehen gehe geh gehen hin wohin melden melde wenden
    anrufen hingehen mitnehmen zahlen zahle zahlt zahlung zurueckzahlen zurueckzuzahlen rueckzahlen rueckzahlung zurueck
    tilgen tilgung geschenkt behalten ausgezahlt auszahlen ausbezahlt ueberwiesen vorstrecken vorleistung vorkasse
    vorfinanzieren auslegen abgelehnt ablehnen bewilligt genehmigt entschieden abgewiesen durchgefallen nochmal neu erneut
    nun jetzt nix net ned dat wat wos des dit mer i ma is isses ist's hab habs habe haben wurde wurden worden wird werden
    wirds direkt ueber wieder weiter los ab fuer dafuer dazu davon darueber damit erst vorher hinterher nachher danach vorab
    erstmal zuerst naechstes naechste naechsten erstes machen mache mach tun tue erledigen will moechte wuerde kann darf
    soll muss muessen muesste sollte koennte haette sagen sag mal wissen firma betrieb unternehmen leider amts sie man mus
    muß komt gelt dauerd fliesst fliessen laufen lauft finde find finden termin irgendwann einlegen einlege gibt gibts
    kombinieren kombiniert kombinierbar kombinierbare kombination kumulieren kumuliert gleichzeitig parallel stapeln doppelt
    loslegen loszulegen bestellen bestelle bestellt kaufen gekauft unterschreiben unterschrieben beauftragen beauftragt
    anzahlen angezahlt erlaubt verboten moeglich trotzdem toepfe toepfen zusammen foerderbescheid zuwendungsbescheid
    """)
"""Words that name nothing but the application itself."""
