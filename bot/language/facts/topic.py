"""What the project is about: topic codes and the owner's own words for it.

Topics: geschaeftsmodelle, datensicherheit, akzeptanz, prozesse, vertrieb-online, ki, qualifizierung, innovation,
finanzierung, vernetzung (with partners; networked machines are ``prozesse``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.language.facts.entity import Entity
from bot.language.text.sentence import Sentence
from bot.language.text.spelling import Speller
from bot.language.text.wordset import word_set

TOPIC_NAMES: dict[str, str] = {
    "geschaeftsmodelle": "Digitale Geschäftsmodelle",
    "datensicherheit": "Datensicherheit",
    "akzeptanz": "Akzeptanz im Team",
    "prozesse": "Abläufe digitalisieren",
    "vertrieb-online": "Online-Vertrieb und Sichtbarkeit",
    "ki": "Künstliche Intelligenz",
    "qualifizierung": "Schulung und Weiterbildung",
    "innovation": "Innovation und Entwicklung",
    "finanzierung": "Finanzierung",
    "vernetzung": "Austausch und Kooperation",
}
"""German display names of the topic codes."""

# Phrases in folded spelling, separated by commas; "*" stands for any ending of the last word.
_PHRASES: dict[str, str] = {
    "prozesse": """
        erp, erp system*, warenwirtschaft*, wawi, crm, crm system*, kundenverwaltung*, kundendatenbank*, dms,
        dokumentenmanagement*, dokumentenverwaltung*, digitales archiv*, digitale ablage*, archivierung*,
        papierlos*, kasse, kassensystem*, registrierkasse*, kassensoftware*, tse, zeiterfassung*,
        arbeitszeiterfassung*, stempeluhr*, stundenzettel*, arbeitszeit*, maschinenvernetzung*, vernetzte maschine*,
        vernetzung der maschine*, maschinen vernetz*, maschinendaten*, maschinenanbindung*, betriebsdatenerfassung*,
        bde, mde, mes, app, apps, cloud*, e rechnung*, erechnung*, elektronische rechnung*, xrechnung*, x rechnung*,
        zugferd, digitalisierung*, digitalisier*, digitalisierungsvorhaben, digitalisierungsprojekt*, digitale
        transformation, prozess*, ablauf, ablaeufe, ablaeufen, arbeitsablauf, arbeitsablaeufe*, workflow*,
        automatisierung*, automatisier*, software*, branchensoftware*, handwerkersoftware*, buchhaltungssoftware*,
        buchhaltung*, lagerverwaltung*, lagersystem*, lagerhaltungssystem*, hotelsoftware*, buchungssystem*,
        reservierungssystem*, terminbuchung*, online terminbuchung*, terminplanung*, terminkalender*, dienstplan*,
        dienstplanung*, schichtplan*, schichtplanung*, tourenplanung*, routenplanung*, einsatzplanung*,
        projektmanagement*, planungssoftware*, bautagebuch*, bim, cad, cam, cnc*, tablet, tablets, mobile
        datenerfassung*, sensor, sensoren, sensorik, iot, internet der dinge, retrofit*, rfid, qr code*, barcode*,
        telematik*, predictive maintenance, vorausschauende wartung*, fernwartung*, condition monitoring, digitaler
        zwilling*, roboter*, cobot*, robotik, 3d druck*, 3d drucker*, server*, hardware, schnittstelle*, api, edi,
        excel*, angebotserstellung*, angebotssoftware*, kalkulation*, rechnungsprogramm*, rechnungsstellung*,
        fakturierung*, digitale akte*, patientenakte*, lieferschein*, digitale unterschrift*, elektronische
        signatur*, e signatur*, glasfaser*, breitband*, homeoffice, videokonferenz*, wlan, telefonanlage*,
        produktionsplanung*, pps, fertigungssteuerung*, qualitaetskontrolle*, fotodoku*, baustellendoku*,
        dokumentation*, zettelwirtschaft*, personaleinsatz*, lohnabrechnung*, energiemonitoring*, industrie 4 0,
        smart home, datenbrille*, augmented reality, virtual reality, bestellsystem*, kuechenmonitor*
    """,
    "vertrieb-online": """
        onlineshop*, online shop*, webshop*, e commerce, ecommerce, internetshop*, onlinehandel, onlineverkauf*,
        online verkauf*, online verkaufen, shopsystem*, shopify, woocommerce, amazon, ebay, website*, webseite*,
        homepage*, internetseite*, internetauftritt*, webauftritt*, onlineauftritt*, landingpage*, seo,
        suchmaschinenoptimierung*, google*, google ads, social media, instagram, facebook, tiktok, linkedin,
        youtube, onlinemarketing, online marketing, marketing, werbung, newsletter*, sichtbarkeit*, online
        sichtbar*, bewertungen, rezensionen, onlinebuchung*, online buchung*, buchungsportal*, booking, lieferando,
        kundengewinnung*, neukunden*, neue kunden, online praesenz*, onlinepraesenz*, vertrieb online, online
        vertrieb*, onlinevertrieb*, digitaler vertrieb, digitales marketing, suchmaschine*
    """,
    "datensicherheit": """
        firewall*, backup*, datensicherung*, sicherungskopie*, datensicherheit*, it sicherheit*, itsicherheit*,
        cybersicherheit*, cyber sicherheit*, informationssicherheit*, cybersecurity, cyber security, it security,
        security, virenschutz*, virenscanner*, antivirus*, virus, viren, trojaner*, ransomware*,
        verschluesselungstrojaner*, phishing*, hacker*, hackerangriff*, gehackt, cyberangriff*, cyberattacke*,
        passwort*, passwoerter*, passwortmanager*, passkey*, 2fa, mfa, zwei faktor*, vpn, verschluesselung*,
        verschluesselt*, notfallplan*, it notfall*, datenschutz*, dsgvo, penetrationstest*, pentest*, iso 27001,
        nis2, nis 2, cyberversicherung*, datenverlust*, datenleck*, datenpanne*, schadsoftware, malware,
        berechtigungskonzept*, cyberrisiko*, cyber risiko*, spam, netzwerksicherheit*, updates, patch*
    """,
    "ki": """
        ki, k i, kuenstliche intelligenz*, kuenstlicher intelligenz, kuenstlichen intelligenz, chatgpt*, chat gpt*,
        gpt, copilot*, gemini, claude, sprachmodell*, llm, machine learning, maschinelles lernen, maschinellem
        lernen, maschinelle lernverfahren, chatbot*, ki tool*, generative ki, bilderkennung*, deep learning,
        neuronale netze, ai act, openai, ki verordnung*, sprachassistent*
    """,
    "qualifizierung": """
        schulung*, schulen, mitarbeiterschulung*, weiterbildung*, weiterbilden, fortbildung*, qualifizierung*,
        qualifizier*, e learning, elearning, lernplattform*, onlinekurs*, online kurs*, seminar*, workshop*, kurs,
        kurse, lehrgang*, digitalkompetenz*, digitale kompetenz*, medienkompetenz*, umschulung*, ausbildung*,
        training*, einarbeitung*, lernvideo*, unterweisung*, anlernen, webinar*
    """,
    "akzeptanz": """
        akzeptanz*, mitarbeiter mitnehmen, mitarbeiter ueberzeugen, mitarbeiter einbinden, belegschaft mitnehmen,
        leute mitnehmen, team mitnehmen, team ueberzeugen, leute ueberzeugen, kollegen ueberzeugen, widerstand*,
        widerstaende*, skepsis, skeptisch*, ablehnung*, change management, changemanagement,
        veraenderungsmanagement, betriebsrat*, mitbestimmung*, angst vor technik, angst vor der technik, angst um
        den job, angst um arbeitsplatz*, weigern sich, weigert sich, sperren sich, straeuben sich, ziehen nicht mit,
        macht nicht mit, machen nicht mit, ins boot holen, boot holen, mitziehen, motivieren, motivation*,
        bedienbarkeit*, usability, nutzerfreundlich*, benutzerfreundlich*, fuehrungskultur*, team einbinden
    """,
    "geschaeftsmodelle": """
        geschaeftsmodell*, digitale geschaeftsmodell*, business model*, business model canvas, geschaeftsidee*,
        plattform*, abo, abos, abomodell*, abo modell*, abonnement*, pay per use, pay per part, servitisierung*,
        digitale dienstleistung*, digitaler service, digitale services, digitale produkte, digitales produkt*, neue
        erloesquelle*, erloesmodell*, marktplatz*, mietmodell*, freemium, konfigurator*, datenbasierte dienst*,
        daten verkaufen, neue angebote, zusatzgeschaeft*, neues standbein, zweites standbein, mietsystem*, as a
        service, sharing*
    """,
    "innovation": """
        innovation*, innovativ*, prototyp*, forschung*, forschungsprojekt*, f e, fue, f und e, produktentwicklung*,
        neuentwicklung*, patent, patente, patentierung*, pilotprojekt*, entwicklungsprojekt*, neues produkt
        entwickeln, neue produkte entwickeln, neues verfahren, erfindung*, technologietransfer*
    """,
    "finanzierung": """
        finanzierung*, finanzieren, kredit*, darlehen*, buergschaft*, leasing, foerderkredit*, eigenkapital*,
        hausbank*, beteiligungskapital*, risikokapital*, crowdfunding*, zinsen, abschreibung*, abschreiben,
        liquiditaet*
    """,
    "vernetzung": """
        netzwerk finden, netzwerktreffen*, netzwerken, kooperation*, kooperieren, kooperationspartner*,
        erfahrungsaustausch*, austausch mit anderen, austauschen, stammtisch*, partner finden, zusammenarbeit*,
        unternehmensnetzwerk*, hochschulkooperation*, vernetzen mit
    """,
}
_MIN_TYPO_LENGTH = 8
# "Kasse" is a till, but not in "Krankenkasse zahlt" or "zur Kasse gebeten"; "Plattform" may be a lifting platform.
_NOT_AFTER: dict[str, frozenset[str]] = {
    "kasse": word_set("zur gut knapper knapp voller leerer gesetzliche gesetzlichen aok"),
    "app": word_set("whats"),
    "kurs": word_set("zum im auf dollar falscher"),
    "schulen": word_set("die an in der alle grund berufsbildende"),
    "google": word_set("bei laut habe"),
}


@dataclass(frozen=True)
class TopicHit:
    """A theme at words ``first`` to ``last``; ``words`` as the owner wrote them."""

    code: str
    words: str
    first: int
    last: int


def _keys_of(phrase: str) -> tuple[str, ...]:
    """Cut a phrase as a sentence is cut ("3d druck*" into "3", "d", "druck*")."""
    keys = Sentence.of(phrase).keys
    return (*keys[:-1], keys[-1] + "*") if phrase.endswith("*") else keys


def _index() -> tuple[dict[str, list[tuple[tuple[str, ...], str]]], list[tuple[str, str]]]:
    exact: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    prefixes: list[tuple[str, str]] = []
    for code, text in _PHRASES.items():
        for phrase in (part.strip() for part in text.replace("\n", " ").split(",")):
            keys = _keys_of(phrase)
            if not keys:
                continue
            if len(keys) == 1 and keys[0].endswith("*"):
                prefixes.append((keys[0][:-1], code))
            else:
                exact.setdefault(keys[0], []).append((keys, code))
    for phrases in exact.values():
        phrases.sort(key=lambda row: -len(row[0]))
    prefixes.sort(key=lambda row: -len(row[0]))
    return exact, prefixes


_EXACT, _PREFIXES = _index()
_PREFIX_CODES = dict(_PREFIXES)
_ALL_PREFIXES = tuple(_PREFIX_CODES)
_SPELLER = Speller((prefix for prefix, _ in _PREFIXES if len(prefix) >= _MIN_TYPO_LENGTH), _MIN_TYPO_LENGTH)


def read_topics(sentence: Sentence) -> list[Entity]:
    """Return the topics named, each once, in order; mere "Digitalisierung" only if nothing closer is said."""
    entities: list[Entity] = []
    seen: set[str] = set()
    hits = find_topics(sentence)
    closer = [hit for hit in hits if not hit.words.lower().startswith("digitalis")]
    for hit in closer or hits:
        if hit.code not in seen:
            seen.add(hit.code)
            start, end = sentence.words[hit.first].start, sentence.words[hit.last].end
            entities.append(sentence.entity("topic", hit.code, start, end))
    return entities


def project_words(text: str) -> str | None:
    """Return the owner's own words for the project ("ERP", "Onlineshop und Kassensystem"), or None."""
    hits = [
        hit for hit in find_topics(Sentence.of(text)) if hit.words.lower() not in {"digitalisierung", "digitalisieren"}
    ]
    words = list(dict.fromkeys(hit.words for hit in hits or find_topics(Sentence.of(text))))
    if not words:
        return None
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " und " + words[-1]


def find_topics(sentence: Sentence) -> list[TopicHit]:
    """Return all themes of the sentence with their words, longest phrase first at each place."""
    hits: list[TopicHit] = []
    index = 0
    while index < len(sentence.words):
        found = _at(sentence, index)
        if found is None:
            index += 1
            continue
        code, last = found
        start, end = sentence.words[index].start, sentence.words[last].end
        hits.append(TopicHit(code, sentence.aligned.surface(start, end), index, last))
        index = last + 1
    return hits


def _at(sentence: Sentence, index: int) -> tuple[str, int] | None:
    key = sentence.keys[index]
    if sentence.key(index - 1) in _NOT_AFTER.get(key, ()):
        return None
    for keys, code in _EXACT.get(key, ()):
        last = index + len(keys) - 1
        if last < len(sentence.words) and _phrase_fits(sentence, index, keys):
            return code, last
    code_of_word = _code_of(key)
    return (code_of_word, index) if code_of_word else None


def _phrase_fits(sentence: Sentence, index: int, keys: tuple[str, ...]) -> bool:
    if not sentence.near(index, index + len(keys) - 1) and keys != ("industrie", "4", "0"):
        return False
    for offset, key in enumerate(keys):
        word = sentence.keys[index + offset]
        if not (word.startswith(key[:-1]) if key.endswith("*") else word == key):
            return False
    return True


@lru_cache(maxsize=4096)
def _code_of(key: str) -> str | None:
    """Return the topic of one word: by its beginning, by its last part ("Wartungsapp"), or with a typo."""
    if key.startswith(_ALL_PREFIXES):
        return next(code for prefix, code in _PREFIXES if key.startswith(prefix))
    if len(key) >= 7 and key.endswith(
        ("software", "schulung", "automatisierung", "digitalisierung", "onlineshop", "apps")
    ):
        return (
            "qualifizierung" if key.endswith("schulung") else "vertrieb-online" if key.endswith("shop") else "prozesse"
        )
    if len(key) >= _MIN_TYPO_LENGTH:
        match = _SPELLER.closest(key)
        return _PREFIX_CODES[match] if match else None
    return None
