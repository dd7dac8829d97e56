"""Which sector the owner's firm belongs to.

Trade names are found with their usual endings, inside compounds ("Landmetzgerei"), split ("Kfz Werkstatt") and mistyped
("Tischlerrei"). Not read: material and matters that merely contain a trade ("Tischlerplatte", "Bau einer Website"),
other people's trades ("mein Steuerberater"), an online shop that is only planned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.language.facts.entity import Entity
from bot.language.facts.trade.not_own import names_customers, names_goods
from bot.language.facts.trades import ENDINGS, ROWS
from bot.language.text.normalise import without_umlauts
from bot.language.text.sentence import Sentence
from bot.language.text.spelling import Speller
from bot.language.text.wordset import word_set

SECTOR_NAMES: dict[str, str] = {
    "handwerk": "Handwerk",
    "bau": "Bau und Ausbau",
    "holz": "Holz und Möbel",
    "metall": "Metallverarbeitung",
    "maschinenbau": "Maschinen- und Anlagenbau",
    "elektro": "Elektrohandwerk",
    "sanitaer": "Sanitär, Heizung, Klima",
    "kfz": "Kfz und Autohaus",
    "lebensmittel": "Lebensmittel",
    "gastgewerbe": "Gastgewerbe und Tourismus",
    "handel": "Handel",
    "logistik": "Transport und Logistik",
    "gesundheit": "Gesundheit und Pflege",
    "koerperpflege": "Friseur und Kosmetik",
    "dienstleistung": "Dienstleistung",
    "it": "IT und Software",
    "medien": "Medien und Gestaltung",
    "industrie": "Industrie",
    "chemie": "Chemie und Kunststoff",
    "landwirtschaft": "Land- und Forstwirtschaft, Gartenbau",
    "bildung": "Bildung",
    "textil": "Textil und Bekleidung",
    "energie": "Energie",
    "sonstige": "Sonstige",
}
"""German display names of the sector codes."""

_GENERIC = frozenset({"handwerk", "industrie", "dienstleistung", "sonstige"})
_MIN_HEAD = 6
_NO_FORMS = word_set("malerei brauern bauern handele handeln verlagern drucken glasern schmieden isolieren")
_NO_PREFIX = word_set(
    "vor nieder ver be ge er ent zer un in ab auf aus an um ueber unter sus dis ex kon bundes arbeits einst aller"
)


@dataclass(frozen=True)
class Trade:
    """A kind of business: ``sector`` is a code of ``SECTOR_NAMES``; ``craft`` whether it counts as Handwerk."""

    sector: str
    craft: bool


@dataclass(frozen=True)
class _Found:
    trade: Trade
    first: int
    last: int


def _forms() -> tuple[dict[str, Trade], frozenset[str], frozenset[str]]:
    """Return all exact forms, those that may close a compound, and the bare words that typos are corrected to."""
    forms: dict[str, Trade] = {}
    heads: set[str] = set()
    bases: list[tuple[str, Trade]] = []
    for sector, craft, words in ROWS:
        trade = Trade(sector, craft)
        for word in words.split():
            if "+" in word:
                # Written with its context ("malerei+lackierer"): only the joined spelling is a trade.
                forms.setdefault(word.lstrip("=").replace("+", ""), trade)
            elif word.startswith("="):
                forms.setdefault(word[1:].replace("-", ""), trade)
            else:
                forms.setdefault(word, trade)
                bases.append((word, trade))
    for base, trade in bases:
        for form in (base, *(base + ending for ending in ENDINGS)):
            if form not in _NO_FORMS:
                forms.setdefault(form, trade)
                if len(base) >= _MIN_HEAD - 1:
                    heads.add(form)
    for form in list(forms):
        plain = without_umlauts(form)
        if len(form) >= 7 and plain != form:
            forms.setdefault(plain, forms[form])
            if form in heads:
                heads.add(plain)
    return forms, frozenset(heads - _NO_FORMS), frozenset(base for base, _ in bases)


_FORMS, _HEADS, _BASES = _forms()
_SPELLER = Speller((base for base in _BASES if len(base) >= 7), 7)


def trade_of(word: str) -> Trade | None:
    """Return the trade that one folded word names ("baeckerei", "bautischlerei"), or None. Typos are not corrected."""
    return _trade_of(word) if len(word) >= 3 else None


_UMLAUT_PLURALS = (("laeden", "laden"), ("haeuser", "haus"), ("haeusern", "haus"), ("hoefe", "hof"))


@lru_cache(maxsize=4096)
def _trade_of(key: str) -> Trade | None:
    for plural, singular in _UMLAUT_PLURALS:
        if key.endswith(plural):
            key = key.removesuffix(plural) + singular
    found = _FORMS.get(key)
    if found:
        return found
    for start in range(2, len(key) - _MIN_HEAD + 2):
        if key[start:] in _HEADS and key[:start] not in _NO_PREFIX:
            return _FORMS[key[start:]]
    return None


def read_sectors(sentence: Sentence) -> list[Entity]:
    """Return the sectors named, each once, in order; "handwerk" and the like only if nothing closer is said."""
    entities: list[Entity] = []
    seen: set[str] = set()
    for found in _specific(find_trades(sentence)):
        if found.trade.sector not in seen:
            seen.add(found.trade.sector)
            start, end = sentence.words[found.first].start, sentence.words[found.last].end
            entities.append(sentence.entity("sector", found.trade.sector, start, end))
    return entities


def is_craft(text: str) -> bool:
    """Return whether the text names a craft (Handwerk), so that programmes for crafts fit."""
    return any(found.trade.craft for found in find_trades(Sentence.of(text)))


def sectors_named(text: str) -> frozenset[str]:
    """Return the codes of all sectors whose trades a text names; those that say little ("Betrieb") only where there is no other."""
    return frozenset(found.trade.sector for found in _specific(find_trades(Sentence.of(text))))


def find_trades(sentence: Sentence) -> list[_Found]:
    """Return all trades of the sentence with the words that name them."""
    found: list[_Found] = []
    index = 0
    while index < len(sentence.words):
        hit = _at(sentence, index)
        if hit and not _is_not_the_firm(sentence, hit):
            found.append(hit)
        index = hit.last + 1 if hit else index + 1
    return found


def _specific(found: list[_Found]) -> Iterable[_Found]:
    if any(hit.trade.sector not in _GENERIC for hit in found):
        return [hit for hit in found if hit.trade.sector not in _GENERIC]
    return found


def _at(sentence: Sentence, index: int) -> _Found | None:
    for size in (3, 2):
        last = index + size - 1
        if (
            last < len(sentence.words)
            and sentence.near(index, last)
            and len(sentence.keys[last]) >= 2 <= len(sentence.keys[index])
        ):
            trade = _FORMS.get(sentence.joined(index, last))
            if trade and not _is_phrase_of_small_words(sentence, index, last):
                return _Found(trade, index, last)
    special = _special(sentence, index)
    if special:
        return special
    key = sentence.keys[index]
    trade = trade_of(key)
    if trade is None and len(key) >= 7:
        match = _SPELLER.closest(key)
        trade = _FORMS[match] if match else None
    return _Found(trade, index, index) if trade else None


_SMALL = word_set("im in der die das ein eine mein bei an am zu zur zum und oder mit von fuer")


def _is_phrase_of_small_words(sentence: Sentence, first: int, last: int) -> bool:
    return bool(_SMALL & set(sentence.keys[first : last + 1]) - {"und"})


_OWNING = word_set("mein meine meinen meinem meiner unser unsere unseren unserem unserer eigene eigenen eigener")


def _special(sentence: Sentence, index: int) -> _Found | None:
    """Words that name a sector only in a certain place: Bau, IT, Praxis, Onlineshop, Shop, Hof, Salon, Werkstatt."""
    key, before, after = sentence.keys[index], sentence.key(index - 1), sentence.key(index + 1)
    alone = len(sentence.words) == 1
    if (
        key == "bau"
        and (alone or _closes(sentence, index))
        and before in {"", "im", "am", "dem", "vom", "branche", "den"}
    ):
        return _Found(Trade("bau", True), index, index)
    if key in {"it", "edv"} and (
        alone or before == "branche" or (after in {"branche", "bereich"} and before in {"der", "im"})
    ):
        return _Found(Trade("it", False), index, index)
    if key == "praxis" and before in _OWNING:
        return _Found(Trade("gesundheit", False), index, index)
    if key in {"onlineshop", "webshop"} or (key == "online" and after == "shop"):
        last = index + 1 if key == "online" else index
        return _Found(Trade("handel", False), index, last) if _runs_a_shop(sentence, index) else None
    if key == "hof" and before in _OWNING:
        return _Found(Trade("landwirtschaft", False), index, index)
    if key == "salon" and before in _OWNING:
        return _Found(Trade("koerperpflege", True), index, index)
    if key in {"bauer", "baeuerin"} and (alone or {"bin", "als"} & sentence.key_set):
        return _Found(Trade("landwirtschaft", False), index, index)
    return None


_PLANS = word_set("""
    will wollen moechte moechten brauche brauchen plane planen aufbauen bauen erstellen eroeffnen einrichten starten
    foerderung zuschuss neuer neuen einfuehren anschaffen kostet kosten wie fuer gibt gibts lohnt geld gefoerdert
    foerdern machen lassen
    """)
_RUNS = word_set("habe haben hab betreibe betreiben fuehre fuehren inhaber inhaberin besitze bin sind mein unser")


def _runs_a_shop(sentence: Sentence, index: int) -> bool:
    if sentence.key_set & _PLANS:
        return False
    return sentence.key(index - 1) in _OWNING or bool(sentence.key_set & _RUNS)


def _closes(sentence: Sentence, index: int) -> bool:
    """Whether no genitive or object follows that would make it "Bau einer Website" or "Handel mit Daten"."""
    if index + 1 >= len(sentence.words) or re.search(r"[,;.!?]", sentence.words[index + 1].gap):
        return True
    return sentence.key(index + 1) in _AFTER_BRANCH


_AFTER_BRANCH = word_set("""
    in im aus bei und oder taetig unterwegs mit sind bin ist haben habe aktiv als zu hier seit arbeiten wir ich gibt
    gibts machen sucht suche suchen
    """) - {"mit"}
_COMMON_WORDS = word_set("""
    handel bar pflege beratung berater agentur versicherung immobilien labor elektro industrie laden kurier taxi
    reinigung hersteller dienstleister dienstleistung dienstleistungen vermietung verleih coach coaching trainerin
    designer verein verband stiftung genossenschaft museum behoerde kommune massage wellness medizin textil
    textilien transporte logistik handwerk tourismus kosmetik redaktion theater kino redaktion werk versand chemie
    pharma medizintechnik messtechnik recycling entsorgung gastro gastronomie administrator programmierer
    haustechnik sicherheitstechnik lagerhaltung produzent fabrik facility hausmeister weiterbildungsanbieter
    fertiger zulieferer klinik krankenhaus stadtverwaltung fleischwaren extrusion steuerberatung sanitaer
    immobilienverwaltung wirtschaftspruefung bergbau biogas windkraft versandhandel einzelhandel agrar
    landwirtschaft lokal reha haendler consulting lieferdienst softwareentwicklung webentwicklung webdesign
    grafikdesign fotografie spa wirt galerie atelier rechenzentrum
    """)
_ADVISERS = word_set("""
    steuerberater steuerberaterin steuerbuero anwalt rechtsanwalt anwaeltin notar itdienstleister dienstleister
    itler webdesigner programmierer agentur werbeagentur webagentur berater unternehmensberater versicherung
    versicherungsmakler elektriker administrator systemhaus itsystemhaus handwerker arzt makler hersteller haendler
    grosshaendler lieferdienst informatiker hausmeister datenschutzbeauftragter finanzberater softwarehersteller
    softwarefirma steuerkanzlei itfirma spediteur spedition rechenzentrum webentwickler internetagentur
    digitalagentur marketingagentur fotograf coach behoerde kommune verband kurier vermieter klinik krankenhaus
    softwarehaus zulieferer hotel trainerin
    """)
_TO_OTHERS = word_set("""
    mein meine meinem meinen meiner unser unsere unserem unseren unserer vom beim zum zur dem den des externer
    externen externe guter guten gute passenden passender welcher welchen welche ihr sein anderer anderen einzelne
    """)
_MATTER_AFTER = word_set("mit von eines einer der des")
_KNOWN_OTHERS = word_set("kunde kunden lieferant lieferanten auftraggeber kundin gast gaeste abnehmer")
_CHAMBERS = word_set("kammer 4 0 messe ordnung kammern rolle")


def _is_not_the_firm(sentence: Sentence, hit: _Found) -> bool:
    key = sentence.joined(hit.first, hit.last)
    before, after = sentence.key(hit.first - 1), sentence.key(hit.last + 1)
    own = sentence.key_set & {"bin", "sind", "als", "betreibe", "fuehre"}
    if key in _ADVISERS and before in _TO_OTHERS and not own:
        return True
    if key in _ADVISERS and sentence.key_set & {"finde", "finden", "suche", "empfehlen", "brauche", "wechseln"}:
        return True
    if _KNOWN_OTHERS & set(sentence.keys[max(0, hit.first - 3) : hit.first]):
        return True
    if _is_cut_compound(sentence, hit):
        return True
    said_before = sentence.folded[: sentence.words[hit.first].start]
    if names_goods(key, said_before, sentence.folded) or names_customers(key, said_before):
        return True
    if after in _CHAMBERS and hit.last + 1 < len(sentence.words):
        return True
    if key in {"handel", "handwerk", "industrie"} and before in {"kompetenzzentrum", "zentrum"}:
        return True
    if key in _COMMON_WORDS | _OF_OTHERS:
        if after in _MATTER_AFTER and not (key in {"handwerk", "industrie"} and after == "mit"):
            return not (after == "mit" and re.match(r"\s\d", sentence.folded[sentence.words[hit.last].end + 4 :]))
        if key == "laden":
            return not (len(sentence.words) == 1 or before in _OWNING | _LADEN_BEFORE or _listed(sentence, hit))
        if key in _OF_OTHERS or key in {
            "versicherung",
            "bar",
            "pflege",
            "beratung",
            "coaching",
            "wirt",
            "fabrik",
            "lokal",
            "immobilien",
        }:
            return not (len(sentence.words) == 1 or own or before in _OWNING or _listed(sentence, hit))
    return False


_LADEN_BEFORE = word_set("im einen kleiner kleinen kleines ein dem")


_OF_OTHERS = word_set(
    """
    hersteller dienstleister zulieferer webhoster lohnbuero haendler uebersetzer fabrik wasserwerk
    berater produzent designer administrator
    agentur behoerde kommune verband verein klinik krankenhaus labor werk lieferdienst rechenzentrum
    dienstleistung dienstleistungen reinigung vermietung medizin textilien
    """
)


def _is_cut_compound(sentence: Sentence, hit: _Found) -> bool:
    """Whether it is only the first half of "Handwerker- oder Verkaufsplattformen"."""
    if hit.last + 1 >= len(sentence.words) or not sentence.words[hit.last + 1].gap.startswith("- "):
        return False
    other = sentence.key(hit.last + 2)
    return not (trade_of(other) or other.endswith(("betrieb", "meister", "firma")))


def _listed(sentence: Sentence, hit: _Found) -> bool:
    """Whether the word stands between commas, as facts do: "stendal, pflege, 30 leute"."""
    opens = hit.first == 0 or "," in sentence.words[hit.first].gap
    closes = hit.last + 1 >= len(sentence.words) or "," in sentence.words[hit.last + 1].gap
    return opens and closes
