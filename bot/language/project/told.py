"""The project in the owner's own words: "will die Steuerung unserer Waschstraße erneuern", "Türschlösser für 15.000 Euro".

A message is cut into clauses. What a clause tells of (the place, the trade, heads, sums, kinds of money) is taken away; what
is left
tells the project where the clause wants something, names what the money is for, or stands beside a sum. A clause that says what the
firm is or sells ("wir verkaufen Onlinekurse") tells none, nor does one that only asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.language.facts.legal_form import without_firm_kind
from bot.language.facts.money import names_any_money, without_money_kinds
from bot.language.project.purpose import can_be_purpose
from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

Span = tuple[int, int]

_CLAUSE = re.compile(
    r"(?<=[^\W\d]{2})(?<!\bca)(?<!\bnr)(?<!\bst)(?<!\bdr)(?<!inkl)(?<!evtl)(?<!bzw)(?<!zzgl)(?<!max)(?<!min)(?<!tsd)\.(?=\s|$)"
    r"|(?<=[\d€])\.(?=\s|$)|[;!?\n()]+|,(?=\s|$)|\s[–—-]\s|:\s|\bund (?=(?:wir|ich|mir|jemand|man|es) )|\b(?:weil|denn|aber) "
)
_WANTS = re.compile(
    r"\b(?:will|wollen|wolln?|wolle|wuell|wellet|moecht\w*|wuerde\w* gern\w*|haett\w* gern\w*|brauch\w*|benoetig\w*|plan(?:e"
    r"|en|t|s)"
    r"|geplant\w*|hab\w* vor|vorhaben|beabsichtig\w*|soll(?:n|en|t|te|ten)?|soi|schall|muss\w*|muess\w*|anschaff\w*|kaufen"
    r"|investier\w*"
    r"|erneuer\w*|einfuehr\w*|umstell\w*|umstieg\w*|umsteigen|modernisier\w*|ersetz\w*|nachruest\w*|aufruest\w*|automatisier\w*"
    r"|ausbau\w*|anbau\w*|umbau\w*|neubau\w*|programmieren|entwickeln|geht(?:s| es)? um|unterschr\w+|bestellt\w*|bstellt\w*)\b"
)
_FOR = re.compile(
    r"\bfia |\bwenn (?:ich|wir|mir|mer|man) |\b(?:fuer|fuers|zum?|zur|bei der|beim|wegen) (?!(?:uns|mich|sowas|so was|das"
    r"|die|den|ihn|sie)\b(?: \w+)?[\s?]*$)"
)
_AFTER_FOR = re.compile(
    r"(?:förder\w*|foerder\w*|zuschu\w*|zuschü\w*|geld|gelder|unterstützung|programm\w*|kriang|kriegen|bekommen|dazua?|was|wos|etwas)\b"
    r"[^,;]{0,40}?\b(?:für|fuer|fürs|fuers|fia|fir|wenn (?:ich|wir|mir|mer|man)) (?!(?:uns|mich|sowas|so was|das|den|ihn|sie)\b)"
)
"""Before what the money is for, in small letters: "gibts Geld wenn ich einen Gesellen einstelle"."""
_MONEY_NEAR = re.compile(
    r"\b(?:(?:was|etwas|wat|wos) v[ou]m|foerder\w*|zuschu\w*|geld|gelder|unterstuetzung|mittel|programm\w*|kohle|knete|zahlt"
    r"|beteilig\w*)\b"
)
_IS_OR_SELLS = re.compile(
    r"\b(?:wir|ich|mir|mia) (?:sind|bin|sin|san|betreib\w*|fuehr\w*|leit\w*|verkauf\w*|biet\w*|produzier\w*"
    r"|mach\w*(?! (?:\w+ )?(?:eine?n? )?(?:neu\w*|gerade|jetzt|demnaechst|bald))|stell\w*(?=[^.;,]* her\b)"
    r"|fertig\w*|vermiet\w*|handel\w*|lebe?n? von|liefer\w*|geb\w*|unterricht\w*|schul\w*|berat\w*)\b"
    r"|\b(?:hab|habe|haben|ham|han) (?:ich |wir |a |an |ne? |nen |eine?n? |seit |hier |kleine?n? )*\w+\s*(?:in|im|bei|mit|seit|$)"
    r"|\b(?:unsere?|meine?) (?:firma|betrieb|laden|geschaeft|kunden?|produkte?) (?:ist|sind|heisst|macht|verkauft)\b"
    r"|\b(?:inhaber|inhaberin|chef|chefin) (?:von|einer?|der|des)\b"
)
_ASKS = re.compile(
    r"^\s*(?:und |aber |also |da |nun |jetzt )*(?:gibts?|gibt|jibt|was|wat|wos|wer|wie|wo|welche\w*|kann|koenn\w*|darf"
    r"|duerf\w*|krieg\w*"
    r"|bekomm\w*|zahlt|hilft|geht|lohnt|ist|sind|stimmt|foerdert|fallen|zaehl\w*|muss|soll|haben|hat)\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:unsere?|meine?|die|der|ein) (?:\w+ )?(?:kunde|kunden|auftraggeber\w*|konkurrenz|nachbar\w*|steuerberater\w*|bank"
    r"|hausbank|sparkasse"
    r"|schwager|kollege\w*|bekannte\w*)\b"
)
_EARLIER = re.compile(
    r"\b(?:letztes jahr|damals|frueher|schon mal|bisher|20[012]\d|vor \w+ jahren?|war|waren|wurde\w*|hatten?)\b"
)
_FILLERS = word_set("""
    na naja ach och ok okay tja aeh aehm hm gut eben genau klar logisch wie gesagt erstmal erst mal doch danke sorry
    natuerlich halt schon oben stimmt richtig
    """)
"""Words around an answer that are none of it: "na für den Telefonassistenten"."""
_SAID_BEFORE = re.compile(
    r"^\W*(?:(?:das )?ha(?:b|be|tte) ?(?:ich)?(?: ihnen| euch| dir)?(?: doch| ja)?(?: schon| gerade| oben| eben| bereits)*"
    r" (?:geschrieben|gesagt|erwaehnt|erklaert|angegeben)|wie gesagt|wie (?:oben|eben) (?:schon )?(?:gesagt|geschrieben)"
    r"|steht (?:doch|ja)(?: schon)? oben)\b[\s,:.–-]*"
)
_NEW = re.compile(r"\b(?:neu\w*|digital\w*|elektronisch\w*|online\w*|automat\w*|vernetzt\w*|\w*gesteuert\w*|3d\w*)\b")
_EDGE = word_set("""
    gibt gibts gibs jibt staat vom was wat wos
    und oder ich wir mir mia mer man es das die der den dem des ein eine einen einer eines nen ne n a an en unser unsere
    unseren unserer
    unserem mein meine meinen meiner meinem will wollen wolln woll wolle moechte moechten moecht brauche brauchen brauch
    brauchts benoetige
    benoetigen plane planen plant geplant beabsichtigt beabsichtigen soll sollen solln sollte sollten jetzt nun endlich gern
    gerne auch
    noch mal dann da dafuer deshalb deswegen daher also nur einfach eigentlich wuerde wuerden haette haetten hab habe haben ham
    hat vor
    fuer fuers um in im zum zur zu mit ca circa etwa rund knapp ungefaehr so kostet kosten kost insgesamt zusammen gesamt dazu sich
    her kaufen anschaffen anzuschaffen holen kriegen machen lassen werden wird hinstellen bitte ja nein doch halt aber bei geht
    gehts
    muessen muss es ist sind is suche suchen suchst anschaffung angebot geld foerderung foerdermittel foerdern zuschuss euro eur
    liegt liegen bekommen netto brutto preis von ueber bis ab als wenn ob hier hallo moin servus uns aus am auf dass soi schall
    wellet jemand muesste muessten
    """)
_COSTS = re.compile(
    r"\b(?:angebot\w*|kostenvoranschlag|kost\w*|preis\w*|budget\w*|liegt|liegen|schaetz\w*|hersteller\w*|agentur\w*|anbieter\w*|insgesamt"
    r"|zusammen|gesamt\w*|netto|brutto|mwst|zzgl\w*|investition\w*|summe\w*|volumen|euro?|tsd|teur|mio|tausend|stueck|monat\w*|jahr\w*"
    r"|dafuer|sagt|verlangt|bank|hausbank|kredit\w*|frag\w*|hilfe|danke|gruesse?|hallo|moin|servus|tag|gruess gott|liebe\w*"
    r"|team|damen|herren"
    r"|foerder\w*|\w*zuschuss\w*|zuschuesse\w*|geld\w*|mittel|programme?\w*|unterstuetz\w*|staat\w*|land|bund|topf|beantrag\w*|antrag\w*"
    r"|mitarbeiter\w*|leute|mann|beschaeftigte\w*|angestellte\w*|familienbetrieb\w*|firma|betrieb\w*|unternehmen\w*|laden|werkstatt"
    r"|sachsen|anhalt|brandenburg|bayern|hessen|thueringen|niedersachsen|saarland|hamburg|bremen|berlin|mecklenburg|vorpommern|holstein"
    r"|dringend|schnell|erst\w*|gut|laut|einmalig\w*|wochen?|woche|tage?n?|jemand\w*|sicherheiten|tochter|sohn|mann|frau|bruder|schwester"
    r"|vater|mutter|neffe\w*|schwager|chefin|chef|opa|jeder|alle|nix|nichts|zurueckzahl\w*|rueckzahl\w*|starten|beginnen|rechnen|rechne"
    r"|waere?n?|maerz|januar|februar|april|mai|juni|juli|august|september|oktober|november|dezember|sommer|winter|herbst|fruehjahr"
    r"|uebernommen|selbst\w*|auftrag|unterschr\w+|bestellt|bstellt|provision|steuerberater\w*|drin|meint|meent|ahnung|weiss|idee\w*|wissen"
    r"|haelften?|drittel\w*|viertel\w*|fuenftel|zehntel|doppelte\w*|dreifache\w*|ausgeben|bruchteil\w*|anteil\w*|teil|rest|weniger|mehr"
    r"|\w*tausend|\w*hundert|zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|elf|zwoelf|zwanzig|dreissig|vierzig|fuenfzig"
    r"|firmen|betriebe\w*|generation|ungefaehr|circa|plus|minus|prozent|bezahl\w*|zahl\w*|bekomm\w*|krieg\w*|finanzier\w*|brauch\w*)\b"
)
"""What stands around sums and firms and never is what is wanted."""
_WORD = re.compile(r"[^\W_]+(?:[-/+][^\W_]+)*")
_LONGEST = 70
_LEAST_LETTERS = 4
_FEW_WORDS = 9
_SHORT_NAMES = frozenset(
    {
        "erp",
        "pv",
        "lkw",
        "pkw",
        "crm",
        "ki",
        "dms",
        "mes",
        "cnc",
        "pms",
        "wms",
        "vr",
        "sps",
        "app",
        "pdm",
        "tse",
        "cad",
        "bim",
        "plm",
        "edi",
    }
)
_SAYS_NOTHING = word_set("digitaler digitales moderner modernes")
"""What no project is alone: "wir müssten mal digitaler werden" leaves open what for."""
_NONE_OF_IT = re.compile(r"\b(?:nix|nichts|kein\w*|nicht)\b")
_WANTED, _NAMED, _BESIDE_SUM, _LOOKS_NEW, _NAMES_THEME, _IS_FIRM, _IS_QUESTION, _IS_OTHERS, _IS_PAST, _IS_DENIED = (
    *(3, 3, 2, 1, 2),
    *(-4, -3, -3, -2, -2),
)
_ENOUGH = 2


@dataclass(frozen=True)
class Told:
    """A project. ``words``: the owner's; ``start``, ``end``: of the clause; ``sure``: whether that says it is wanted."""

    words: str
    start: int
    end: int
    sure: bool


def told_project(
    text: str, facts: Iterable[Span] = (), sums: Iterable[Span] = (), themes: Sequence[Span] = ()
) -> Told | None:
    """Return the project that a message tells, however it is put; None where it tells none.

    Args:
        text: the message.
        facts: where it tells place, trade, heads and the like.
        sums: where it tells amounts.
        themes: where it names themes of projects.
    """
    taken, amounts = [*facts], [*sums]
    clauses = [clause for clause in _clauses(text) if text[clause[0] : clause[1]].strip()]
    best: tuple[int, int, Told] | None = None
    for place, (start, end) in enumerate(clauses):
        words = _rest(text, start, end, [*taken, *amounts])
        if words is None:
            continue
        following = clauses[place + 1] if place + 1 < len(clauses) else (end, end)
        near = _holds(amounts, start, end) or (
            _holds(amounts, *following) and _rest(text, *following, [*taken, *amounts]) is None
        )
        value = _value(fold(text[start:end]), near, words) + _NAMES_THEME * _holds(themes, start, end)
        if value >= _ENOUGH and (best is None or value > best[0]):
            best = (value, place, Told(words, start, end, value >= _WANTED))
    return best[2] if best else None


def own_words(text: str) -> str | None:
    """Return the words to keep of an answer to "Wofür?", less "hab ich doch geschrieben"; None if it tells nothing."""
    said = _SAID_BEFORE.match(fold(text))
    rest = text[said.end() :] if said else text
    if not can_be_purpose(rest):
        return None
    found = told_project(rest)
    return found.words if found and found.sure else _shortened(_answer_in(rest)) or None


def _answer_in(text: str) -> str:
    """Return the clauses of an answer that name something, less fillers, reproach and what stands behind them.

    "Na für den Telefonassistenten, hab ich doch gesagt. So 250 Euro im Monat" names "Telefonassistenten".
    """
    first = last = None
    for start, end in _clauses(text):
        said = _SAID_BEFORE.match(fold(text[start:end]))
        words = _trimmed(text[start:end], _EDGE | _FILLERS)
        if said or not words or not _is_content(words):
            if first is not None:
                break
            continue
        begin = text.index(words, start)
        first = begin if first is None else first
        last = begin + len(words)
    return text[first:last] if first is not None else text.strip(" .,:;!?")


def named_beside_money(text: str) -> str | None:
    """Return what a few words name beside a kind of money ("Förderung Wärmepumpe"); None for a longer message."""
    words = [match[0] for match in _WORD.finditer(text)]
    if len(words) > _FEW_WORDS or not names_any_money(text):
        return None
    left = [
        word
        for word in words
        if fold(word) not in _EDGE and not _COSTS.search(without_money_kinds(fold(word)) or "geld")
    ]
    return " ".join(left) if any(_is_content(word) for word in left) else None


def purposes(text: str, themes: Sequence[Span]) -> list[int]:
    """Return which of the themes that a message names can be what the money is for, the likeliest first, as places in ``themes``.

    A theme in what the firm is or sells ("wir geben Computerkurse"), or in its name ("Software Müller GmbH"), is none, nor is
    a kind
    of money. What is wanted comes before what stands beside it. Where all are left out, the message tells no purpose.
    """
    clauses = _clauses(text)
    valued = []
    for place, (start, end) in enumerate(themes):
        first, last = next((clause for clause in clauses if clause[0] <= start < clause[1]), (start, end))
        clause, before = fold(text[first:last]), fold(text[first:end])
        sells = next(_IS_OR_SELLS.finditer(before), None)
        named = _MONEY_NEAR.search(clause) and _FOR.search(clause)
        sold = sells is not None and not _WANTS.search(before, sells.end())
        if (sold and not named) or _in_firm_name(text, end) or not can_be_purpose(text[start:end]):
            continue
        valued.append((not _WANTS.search(clause), bool(_EARLIER.search(clause)), place))
    return [place for *_, place in sorted(valued)]


_FIRM_NAME = re.compile(r"^(?:[ -](?:&|\+|[A-ZÄÖÜ][\w-]*)){0,3} (?:GmbH|UG|KG|OHG|GbR|AG|e\. ?K\.?|eG)\b")


def _in_firm_name(text: str, end: int) -> bool:
    """Whether the word that ends at ``end`` belongs to the name of a firm."""
    return bool(_FIRM_NAME.match(text[end:]))


def _clauses(text: str) -> list[Span]:
    marks = [(0, 0), *(match.span() for match in _CLAUSE.finditer(fold_same_length(text))), (len(text), len(text))]
    return [(before[1], after[0]) for before, after in pairwise(marks) if after[0] > before[1]]


def fold_same_length(text: str) -> str:
    """Return ``text`` in small letters, each letter at its place."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _holds(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(start <= first < end for first, _ in spans)


def _rest(text: str, start: int, end: int, taken: Sequence[Span]) -> str | None:
    """Return the longest run of words of a clause between the facts in it, if it can be a project; else None."""
    announced = _AFTER_FOR.search(fold_same_length(text[start:end]))
    start += announced.end() if announced else 0
    blank = list(text[start:end])
    for first, last in taken:
        for place in range(max(first, start), min(last, end)):
            blank[place - start] = "|"
    runs = [_trimmed(run) for run in "".join(blank).split("|")]
    good = [run for run in runs if run and _is_content(run)]
    return max(good, key=len) if good else None


def _trimmed(run: str, edge: frozenset[str] = _EDGE) -> str:
    words = list(_WORD.finditer(run))
    while words and fold(words[0][0]) in edge:
        words.pop(0)
    while words and (fold(words[-1][0]) in edge or words[-1].end() - words[0].start() > _LONGEST):
        words.pop()
    return run[words[0].start() : words[-1].end()] if words else ""


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–-")


def _is_content(words: str) -> bool:
    rest = _COSTS.sub(" ", without_money_kinds(without_firm_kind(fold(words))))
    left = [word for word in re.findall(r"[a-z0-9]+", rest) if word not in _EDGE | _SAYS_NOTHING and not word.isdigit()]
    return can_be_purpose(rest) and any(len(word) >= _LEAST_LETTERS or word in _SHORT_NAMES for word in left)


def _value(clause: str, beside_sum: bool, words: str) -> int:
    """Return how much speaks for it that ``clause`` tells the project."""
    wants = _WANTS.search(clause)
    named = _MONEY_NEAR.search(clause) and (_FOR.search(clause[_MONEY_NEAR.search(clause).end() :]))  # type: ignore[union-attr]
    value = _WANTED if wants else _NAMED if named else 0
    value += _BESIDE_SUM if beside_sum else 0
    value += _LOOKS_NEW if _NEW.search(fold(words)) else 0
    if _ASKS.match(clause) and not named:
        value += _IS_QUESTION
    if _IS_OR_SELLS.search(clause) and not wants:
        value += _IS_FIRM
    if _OF_OTHERS.search(clause) and not re.search(r"\b(?:wir|ich|mir) ", clause):
        value += _IS_OTHERS
    if _EARLIER.search(clause) and not wants:
        value += _IS_PAST
    if _NONE_OF_IT.search(clause):
        value += _IS_DENIED
    return value
