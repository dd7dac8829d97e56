"""What a message wants of programmes that were shown: two of them together or side by side, the money, the day, the order.

Each of these is read only where programmes were talked about; the words alone ("zusammen", "durchrechnen") mean many things.
"""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_ORDINALS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fuenft": 5, "sechst": 6, "siebt": 7, "acht": 8, "neunt": 9}
_CARDINALS = {"eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fuenf": 5, "sechs": 6}
_LAST = -1
_TIMES = (
    r"mal|jahr|monat|woche|tag|januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember|quartal"
    r"|schritt|haelfte|hilfe|stock"
)
_WORDED = re.compile(
    rf"\b(?:das|des|die|de[rnm]|dat|dit|beim|vom|zum|zur|mit|am|n|s)\s(?P<stem>{'|'.join(_ORDINALS)}|letzt|dritt)(?:e|en"
    rf"|er|es|em)?"
    rf"\b(?!\.?\s?(?:{_TIMES}))|^(?P<bare>{'|'.join(_ORDINALS)}|letzt)(?:e|en|er|es)\b(?!\s(?:{_TIMES}))"
)
_BEHIND = (
    r"und|oder|mit|gegen|zusammen|gleichzeitig|klingt|klaenge|ist|waere?|waers|gefaellt|gefiele|nehm\w*|passt|besser|beide|bitte"
    r"|vergleichen|im vergleich|kombinieren|davon|sind|geht|hoert|interessiert|oder|aber|noch|doch|nicht|darf|kann|zu|fuer"
)
_DIGIT = re.compile(
    rf"(?:\b(?P<named>nr|nummer|no|num|programm|option|punkt|treffer|vorschlag|variante)\b\.?\s?(?P<number>\d{{1,2}})(?![\w%€]|[.,]\d))"
    rf"|(?<![\w.,])(?<!\bam )(?<!\bim )(?<!\bum )(?<!\bseit )(?P<digit>\d{{1,2}})(?:\.|te[rsn]?)?"
    rf"(?=\s*$|\s*[,;:?!)]|\s(?:{_BEHIND})\b)"
)
"""A bare number is a place only where it stands for itself: "3 Sorten" and "am 2. bestellt" count something else."""
_CARDINAL = re.compile(
    rf"\b(?:nr|nummer|programm|option|punkt)\b\.?\s?(?P<one>{'|'.join(_CARDINALS)})\b"
    rf"|\b(?P<left>{'|'.join(_CARDINALS)})\s(?:und|oder|mit|gegen|versus|vs)\s(?:nr|nummer)?\s?"
    rf"(?P<right>{'|'.join(_CARDINALS)})\b"
)
_OF_THINGS = re.compile(
    r"\b(?:erst|zweit|dritt|viert|fünft|sechst|letzt)(?:e[nrsm]?)\s+(?!(?:Programm|Förder|Zusch|Kredit|Darlehen|Vorschl|Treffer|Option"
    r"|Variante|Punkt|Möglichkeit|Eintrag|Angebot|Beides?|Bitte|Sie|Ihnen|Ist|Und|Oder|Wäre|Klingt|Passt|Geht|Für)\w*)[A-ZÄÖÜ]\w+"
)
"""A place of something that is in no list: "vor dem letzten Arbeitstag", "die zweite Filiale"."""
_MODEL = re.compile(r"\bmodul\s?\d+|\bstufe\s?\d+")
"""Numbers that belong to a name: "BAFA Modul 3"."""


def places(text: str, most: int) -> tuple[int, ...]:
    """Return the places in a list that a message names, in its order: "1 und 3", "das dritte", "Nummer zwei"; -1 for the last.

    Args:
        text: a message.
        most: how many places there are; a larger number is none.
    """
    folded = _MODEL.sub(" ", fold(_OF_THINGS.sub(" ", text)))
    found: list[tuple[int, int]] = []
    for match in _WORDED.finditer(folded):
        found.append((match.start(), _ORDINALS.get(match["stem"] or match["bare"], _LAST)))
    for match in _DIGIT.finditer(folded):
        found.append((match.start(), int(match["number"] or match["digit"])))
    for match in _CARDINAL.finditer(folded):
        found += [(match.start(name), _CARDINALS[match[name]]) for name in ("one", "left", "right") if match[name]]
    said = [place for _, place in sorted(found) if place == _LAST or 1 <= place <= most]
    return tuple(dict.fromkeys(said))


_TWO_OF_THEM = re.compile(r"\bbeide[nsr]?\b|\b(?:die|diese|den|der|alle|ersten) (?:ersten )?(?:zwei|2)\b(?!\.)")


def means_two(text: str) -> bool:
    """Return whether a message means two of a list without saying which: "beide", "die zwei"; not "Nummer 2"."""
    folded = fold(text)
    return len(folded.split()) <= 2 * _FEW and bool(_TWO_OF_THEM.search(folded))


_ALLOWED = re.compile(
    r"\b(?:darf|duerf\w*|kann|koennen|koennte\w*|geht|gehen|ginge|lass\w*|moeglich|erlaubt|zulaessig|verboten|muss|will"
    r"|wollen)\b|\?"
)
_TOGETHER = re.compile(
    r"\b(?:dazu|zusaetzlich|obendrauf) ?(?:nehm|beantrag|mitnehm)\w*|"
    r"\bkombi\w*|\bkumul\w*|\b(?:ver)?koppel\w*|\bverknuepf\w*|\bmiteinander\b"
    r"|\bzusammen\w* ?(?:nehm|nutz|beantrag|bekomm|krieg|geh|mach|legen|laufen)\w*"
    r"|\bdoppelt\w* (?:ge)?(?:foerder|bezuschuss)\w*"
    r"|\bdoppelfoerder\w*|\bmehrfach ?foerder\w*|\bbeides? (?:\w+ ){0,3}(?:nehm|nutz|beantrag|bekomm|krieg|geh|mach"
    r"|moegl|zusammen)\w*"
    r"|\bstapel\w*|\b(?:schliess|schliesst)\w* sich\b|\bvertr(?:aegt|agen) sich\b|\bbeisst sich\b|\bnebeneinander\b"
)
_BESIDE = re.compile(r"\b(?:gleichzeitig|parallel|zusaetzlich|obendrauf|obendrein|zusammen|dazu ?nehm\w*|dazu)\b")
_POINTS = re.compile(r"\b(?:das|des|dat|dies\w*|es|beide\w*|die zwei|damit|dazu|davon|miteinander|sich (?:die|das))\b")
"""What a message points with that names no programme: without it, it is about something else."""
_BOTH = re.compile(r"\bbeide[sn]?\b|\b(?:die|alle) zwei\b|\b(?:zuschuss|kredit|darlehen|foerder\w*|programm\w*)\b")


def asks_to_combine(text: str, named: int) -> bool:
    """Return whether a message asks if two kinds of help go together.

    Args:
        text: a message.
        named: how many programmes it names or counts to; what lies "dazu" or "parallel" says little where it names none.
    """
    folded = fold(text)
    if not _ALLOWED.search(folded) or not (named or _POINTS.search(folded)):
        return False
    return bool(_TOGETHER.search(folded) or (_BESIDE.search(folded) and (named > 1 or _BOTH.search(folded))))


_BETTER = re.compile(
    r"\b(?:besser\w*|passender\w*|sinnvoller\w*|geeigneter\w*|guenstiger\w*|lohnender|klueger|schlauer|interessanter)\b"
    r"|^(?=.*\b(?:uns|mich|mir)\b).*\b(?:passt|passen|waer\w*|ist|kaeme|lohnt)\b.*\b(?:eher|mehr)\b"
    r"|\blieber (?:das|die|den|nr|nummer)\b"
)
_CHOICE = re.compile(
    r"\b(?:vergleich\w*|unterschied\w*|unterscheid\w*|gegenueberstell\w*|versus|vs)\b|\boder\b|\bgegen\b"
)


def asks_which_is_better(text: str) -> bool:
    """Return whether a message weighs one programme against another: "ist der Standard nicht passender für uns?"."""
    return bool(_BETTER.search(fold(text)))


def asks_to_compare(text: str) -> bool:
    """Return whether a message that names two things puts them side by side: "1 oder 3?", "was unterscheidet die"."""
    return bool(_CHOICE.search(fold(text)))


_AGAINST = re.compile(r"\b(?:gegen|vergleich\w*|verglichen|unterschied\w*|gegenueber|versus|vs)\b")


def sets_against(text: str) -> bool:
    """Return whether a message that names one thing puts it against the one before: "und gegen das dritte?"."""
    return bool(_AGAINST.search(fold(text)))


_QUICK = re.compile(
    r"\b(?:am |das |die |der )?(?:schnellst\w*|flottest\w*)\b|\bwie schnell\b.*\b(?:welche\w*|von)\b"
    r"|\bwelche\w*\b.*\bschneller\b"
)
_EASY = re.compile(
    r"\b(?:am |das |die |der )?(?:einfachst\w*|leichtest\w*|unkompliziertest\w*|unbuerokratischst\w*)\b"
    r"|\bwenigsten? (?:\w+ )?(?:aufwand|arbeit|papier\w*|buerokratie)\b|\bwelche\w*\b.*\b(?:weniger aufwand|einfacher|leichter)\b"
)


_WHICH = re.compile(r"\bwelche\w*\b|\bwas (?:ist|is|davon|waere?|geht|macht)\b|\bvon (?:den|denen|diesen)\b")


def asks_for_the_quickest(text: str) -> bool:
    """Return whether a message asks which of a list is the quickest."""
    folded = fold(text)
    return _is_short(folded) and bool(_QUICK.search(folded) and _WHICH.search(folded))


def asks_for_the_easiest(text: str) -> bool:
    """Return whether a message asks which of a list costs least effort."""
    folded = fold(text)
    return _is_short(folded) and bool(_EASY.search(folded) and _WHICH.search(folded))


_FITS = re.compile(
    r"\b(?:ist|is|waer\w*)\b.*\b(?:was|etwas|nix|ueberhaupt) fuer (?:uns|mich)\b|\bpasst?\b.*\bzu (?:uns|mir|meinem|unserem)\b"
    r"|\bkommt\b.*\b(?:infrage|in frage)\b|\bgilt\b.*\b(?:fuer uns|fuer mich|bei uns)\b|\bkriegen wir\b.*\bueberhaupt\b"
)


def asks_whether_it_fits(text: str) -> bool:
    """Return whether a message asks if a programme is one for the firm: "ist das zweite was für uns?"."""
    return bool(_FITS.search(fold(text)))


_ORDER = r"(?:b.?e?stell|kauf|unterschreib|unterzeichn|beauftrag|auftrag|anfang|anzufang|beginn|losleg|start|anzahl|vertrag|zusag)"
_WHEN = re.compile(
    rf"\b(?:d[ae]rf\w*|duerf\w*|kann\w*|koennen|koennte\w*|soll\w*|muss|muessen|ab wann|wann|schon|jetzt?|gleich|sofort|vorher"
    rf"|erst)\b[^.!]*\b\w*{_ORDER}"
    rf"|\b\w*{_ORDER}\w*\b[^.!]*\b(?:schon|jetzt?|gleich|sofort|vorher|duerf\w*|darf|kann|koennen)\b"
)


_OF_PROGRAMME = re.compile(
    r"\bwann (?:\w+ )?(?:start|beginn)\w*|\b(?:antrag|foerderung|programm)\w* (?:\w+ )?(?:start|beginn)\w*"
)
"""What begins there is the programme, not the project."""


_YET = re.compile(
    r"^(?=.*\b(?:schon|scho|jetzt?|gleich|sofort|vorher|trotzdem)\b)(?=.*\b(?:d[ae]rf\w*|duerf\w*|kann\w*|koennen|soll\w*)\b)"
    r".*\b(?:b.?e?stell\w*|(?:ge)?kauf(?:en|e|t|n)?|unterschreib\w*|unterzeichn\w*|beauftrag\w*|anfang\w*|loslegen|beginnen|starten|zusagen)\b"
)
_SHORT_QUESTION = 12


def asks_to_order(text: str, picks: bool = True) -> bool:
    """Return whether a message asks if something may be ordered, bought or signed yet.

    ``picks``: whether it names a programme. One that does not has to ask just that, in few words: much may be signed.
    """
    folded = _OF_PROGRAMME.sub(" ", fold(text))
    if picks:
        return bool(_WHEN.search(folded))
    return len(folded.split()) <= _SHORT_QUESTION and bool(_YET.search(folded))


_OWN = re.compile(r"\b(?:ich|wir|hab\w*|ham|mir|schon|bereits)\b")
_OF_OTHERS = re.compile(r"\b(?:kund\w*|interessent\w*|kaeufer\w*|mitarbeiter\w*|chef\w*|lieferant\w*)\b")


def tells_of_own(text: str) -> bool:
    """Return whether what was ordered or paid is the owner's own: not "Kunden, die 2019 gekauft haben"."""
    folded = fold(text)
    return bool(_OWN.search(folded)) and not _OF_OTHERS.search(folded)


_MONEY = re.compile(
    r"\bwie ?viel (?:\w+ ){0,2}(?:krieg|bekomm|bekaem)\w* (?:ich|wir|i|mer)\b"
    r"|\b(?:selbst|selber|selba) (?:\w+ ){0,3}\w*(?:zahl|bezahl|blech|trag|aufbring|hinleg|drauf|bei ?steuer|finanzier|stemm)\w*"
    r"|\b(?:zahl|bezahl|trag|leg|steuer|bring)\w* (?:\w+ ){0,4}(?:selbst|selber)\b"
    r"|\beigen(?:anteil|mittel|kapital|beitrag)\w*|\beigene[rn]? (?:tasche|geldbeutel|anteil)\b"
    r"|\ban (?:mir|uns) haeng\w*|\b(?:haeng|kleb)\w* (?:\w+ )?an (?:mir|uns)\b"
    r"|\b(?:was|wie ?viel|wos|wieviel)\b.*\b(?:komm|krieg|bekomm|spring|hol)\w*\b.*\b(?:raus|heraus|rum)\b"
    r"|\bunterm strich\b|\bvor ?streck\w*|\bvorzustrecken\b|\bvor ?finanzier\w*|\bvorleist\w*|\bvorleistung\b|\bauslegen\b"
    r"|\brechnen?\b (?:\w+ ){0,4}(?:durch|aus|vor|mal|mit|konkret|beispiel)\b|\b(?:durch|vor)(?:zu)?rechne\w*|\bbeispielrechnung\b"
    r"|\b(?:das|mir|uns) (?:\w+ ){0,2}aus(?:zu)?rechne\w*|\bwas bleibt\b|\bbleib\w* .*\b(?:uebrig|haengen)\b|\bin euro\b"
    r"|\bmein(?:e|en)? (?:anteil|kosten)\b|\bwas (?:be)?zahl\w* (?:ich|wir|i)\b.*\b(?:am ende|wirklich|dann|noch|tatsaechlich)\b"
    r"|\bwie ?viel (?:zuschuss|foerderung|geld) (?:\w+ )?(?:waere?n?|macht\w*|bekomm|bekaem|krieg)\w*"
)
_PAYBACK = re.compile(
    r"\brechne[nt]? sich\b|\blohn\w*|\bamorti\w*|\bunseren zahlen\b|\bzeit\w* spar\w*|\beingespart\w*|\bstunden\b"
)


def asks_for_share(text: str) -> bool:
    """Return whether a message asks what is left to pay, what comes out, or to have it reckoned."""
    return bool(_MONEY.search(fold(text)))


_CHEAPER = re.compile(
    r"^(?:und |gibt ?s |geht |was |etwas |noch |da |es |auch )*(?:was |etwas )?(?:guenstiger|billiger)\w*(?: bitte"
    r"| auch)?[ ?.!]*$"
)


def wants_cheaper(text: str) -> bool:
    """Return whether a message only asks for something cheaper: which of a list leaves least to pay."""
    return bool(_CHEAPER.match(fold(text)))


def asks_for_payback(text: str) -> bool:
    """Return whether a message asks when a purchase has paid for itself, which other numbers decide."""
    return bool(_PAYBACK.search(fold(text)))


_KIND = re.compile(
    r"\b(?:ist|sind|waer\w*|is|san)\b[^.!]{0,30}\b(?:kredite?|darlehen|zuschu(?:ss|esse)|geschenkt|buergschaft|beratung)\b"
    r"|\b(?:zurueck|wieder) ?(?:zu)?zahl\w*|\bwas fuer (?:eine? art|geld)\b"
    r"|\bwelche\w? (?:davon )?(?:ist|sind)\b.*\b(?:kredit|zuschu)"
)


def asks_for_kind(text: str) -> bool:
    """Return whether a message asks what kind of money it is: "ist das ein Kredit?", "muss ich das zurückzahlen?"."""
    folded = fold(text)
    return _is_short(folded) and bool(_KIND.search(folded)) and "nur" not in folded.split()


_REMAINDER = re.compile(r"\b(?:den|der|das|vom|am) rest\b|\bnoch offen\w*|\buebrige\w* (?:teil|betrag|summe)\b")


def means_the_remainder(text: str) -> bool:
    """Return whether a message, after something was said to be ordered, is about what is not: "und für den Rest?"."""
    return bool(_REMAINDER.search(fold(text)))


_LIKES = re.compile(
    r"\b(?:klingt|klaenge|gefaell\w*|nehm\w*|naehm\w*|interessier\w*|hoert sich|waers|waere?|passt|reizt|spannend"
    r"|will ich|moecht\w*"
    r"|wuerd\w*|machen wir|mach ich|find\w* ich|dann (?:das|die)|gut)\b"
)


def likes(text: str) -> bool:
    """Return whether a message that names a programme chooses it: "das erste klingt gut", "das zweite nehm ich"."""
    return bool(_LIKES.search(fold(text)))


_LIST = (
    r"(?:liste|programm\w*|auswahl|treffer\w*|vorschlaeg\w*|foerderung(?:en)?|zuschuesse\w*|(?:foerder)?moeglichkeiten)"
)
_ONCE_MORE = r"(?:zurueck|nochmal|noch mal|noch einmal|wieder|erneut)"
_LIST_AGAIN = re.compile(
    rf"\b{_ONCE_MORE} (?:bitte |mal )?(?:zu |zur |zu den |an )?(?:die |alle |der |den |meine |ihre )?{_LIST}\b"
    rf"|\b(?:die|der|meine|ihre|diese) {_LIST} (?:\w+ ){{0,2}}(?:nochmal|noch mal|noch einmal|erneut|von (?:vorhin|oben|eben))\b"
    rf"|\bwas (?:war|stand|steht|gab|hatte\w*)\b.*\b{_LIST}\b"
)
_REST = re.compile(
    rf"\b(?:weitere\w*|andere\w*|uebrige\w*|restliche\w*|naechste\w*|mehr|sonstige\w*|noch)\b (?:\w+ ){{0,2}}{_LIST}\b"
    r"|\bmehr davon\b|\b(?:die|alle) (?:anderen?|uebrigen|restlichen|weiteren|naechsten)\b"
    r"|^(?:und )?(?:die )?(?:weitere|andere)n?\b[ ?.!]*$|\bden rest\b"
)
_FEW = 8
"""Words up to which a message may only want to see a list, or ask for the kind of money."""


def _is_short(folded: str) -> bool:
    return len(folded.split()) <= _FEW


def wants_the_list(text: str) -> bool:
    """Return whether a message wants to see a list of programmes again."""
    folded = fold(text)
    return _is_short(folded) and bool(_LIST_AGAIN.search(folded))


def wants_the_rest(text: str) -> bool:
    """Return whether a message wants what a list of programmes holds beyond what was shown: "die anderen", "weitere Programme"."""
    folded = fold(text)
    return _is_short(folded) and bool(_REST.search(folded))


_CALENDAR = re.compile(
    r"\b(?:in|im) (?:den |meinen |unseren |m?ein )?(?:\w+ )?kalender\b|\bkalender(?:eintrag|datei)\w*|\bics\b"
    r"|\btermin (?:\w+ ){0,2}(?:outlook|speicher\w*|eintrag\w*|anleg\w*)|(?<!ich )\berinner\w* (?:sie )?(?:mich|uns)\b"
)


def wants_calendar(text: str) -> bool:
    """Return whether a message wants a day in the calendar, or to be reminded of it."""
    folded = fold(text)
    return len(folded.split()) <= 2 * _FEW and bool(_CALENDAR.search(folded))


def names_unknown_part(text: str) -> str | None:
    """Return the numbered part of a programme that a message names ("Modul 3"), or None: few records tell parts apart."""
    found = _MODEL.search(fold(text))
    return text[found.start() : found.end()].strip() if found and len(fold(text)) == len(text) else None
