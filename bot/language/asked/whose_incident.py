"""Whose incident a message tells of, and whether it has happened: a neighbour's, last year's or an imagined one is no emergency.

"Bei nem Kollegen in Landau war alles verschlüsselt", "letztes Jahr wurden wir gehackt", "was, wenn uns einer hackt?", "bei mir is
nix passiert". Missing an emergency is worse than any other mistake: in doubt it is the firm's own and of now. The owner and the
time of a number are read in the same way, :mod:`bot.language.facts.whose`.
"""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_HARM = (
    r"(?:ge|zer)?hack\w*|verschluesselt|erpress\w*|lahm ?gelegt|lahm|angegriffen|\w*angriffe?n?s?|cyber\w*|\w*trojaner|virus"
    r"|viren|ransomware"
    r"|opfer|loesegeld|infiziert|phishing\w*|reingefallen|abgezockt|betrogen|passiert|erwischt|getroffen|stillstand|ausgefallen"
    r"|alles (?:weg|platt)|daten (?:weg|futsch)"
)
_SAW_ATTACK = re.compile(
    r"\b(?:(?:ge)?hack(?:t|en|e|er\w*)?|verschluesselt|erpress\w*|angegriffen|\w*angriffe?n?s?|\w*trojaner|virus|ransomware"
    r"|lahm ?gelegt|phishing\w*)\b"
)
_SAW_HARM = re.compile(rf"\b(?:{_HARM})\b")
_OUTSIDE = (
    r"nachbar\w*|(?:zu)?lieferant\w*|zulieferer\w*|konkurren[tz]\w*|wettbewerber\w*|mitbewerber\w*|kumpels?|bekannte[nrm]?"
    r"|freund(?:in|e|en|es)?"
    r"|schwager\w*|schwieger\w+|auftraggeber\w*|geschaeftspartner\w*|innungskolleg\w+|berufskolleg\w+|stadtverwaltung"
    r"|landkreis\w*|rathaus|gemeinde"
    r"|krankenhaus|klinik\w*|andere[nrm]? (?:\w+ )?(?:firma|firmen|betrieb\w*|unternehmen|handwerker\w*|laden)"
    r"|(?:firma|betrieb|unternehmen|laden) (?:nebenan|gegenueber|im (?:ort|dorf)|in der (?:naehe|nachbarschaft|strasse)"
    r"|meine[sr]|von mein\w+)"
    r"|nachbarschaft|stammtisch"
)
_KNOWN = r"kolleg(?:e|en|in|innen)|bruder|schwester|vater|onkel|cousine?|sohn"
"""Who may work in the firm as well: their incident is the firm's, unless it is told as something of another place and time."""
_SOME = r"(?:(?:m|n|ei|mei|unser|de|di|a|ana|am|ihr|jed|so)\w*\s){0,2}(?:[a-z]+(?:e|en|er|em)\s)?"
_AT_OUTSIDE = re.compile(
    rf"\b(?:bei|beim|bei'm|vom|von|in|im)\s{_SOME}(?:{_OUTSIDE}|kunden?|kundin)\b(?:\s(?:in|aus|von)\s\w+)?"
)
_AT_KNOWN = re.compile(rf"\b(?:bei|beim|bei'm)\s{_SOME}(?:{_KNOWN})\b")
_OUTSIDE_DID = re.compile(
    rf"\b(?:{_OUTSIDE})\b[^.!?]{{0,40}}?\b(?:wurden?|war|waren|ist|is|sind|hat|hatte|hats)\b[^.!?]{{0,50}}?\b(?:{_HARM})\b"
    rf"|\b(?:{_OUTSIDE})\s(?:gehackt|verschluesselt|erpresst)\b"
)
_PAST_TENSE = re.compile(r"\b(?:war|wars|waren|wurden?|hatten?|hatts?|gab|worden|passiert is|passiert ist|kam|kamen)\b")
_DESK = re.compile(r"\b(?:rechner|pc|laptop|notebook|handy|bildschirm|schirm|postfach|konto|outlook|buero|bueros)\b")
_NEWS = re.compile(
    r"\b(?:zeitung|nachrichten|tagesschau|fernsehen|radio|presse|gelesen|gehoert|hoert man|liest man|man (?:hoert|liest)"
    r"|hoere?|lese|berichtet)\b"
)
_READ_IT = re.compile(
    r"\b(?:ich|wir|man)\s(?:lese?n?|hoere?n?)\b|\b(?:(?:ich|wir)\shab\w*|hab\w*\s(?:ich|wir))\b(?=[^.!?]*\b(?:gelesen|gehoert"
    r"|gesehen|mitbekommen|mitgekriegt)\b)"
    r"|\bhat (?:mir|uns)\b(?=[^.!?]*\b(?:erzaehlt|gesagt)\b)|\b(?:mir|uns) (?:erzaehlt|gesagt)\b"
    r"|\b(?:bei|von) uns (?:im|in (?:der|dem|unser\w*)) (?:ort|dorf|stadt|strasse|nachbarschaft|gegend|innung)\b"
)
_OWN = re.compile(r"\b(?:ich|wir|mir|mich|uns|mein\w*|unser\w*)\b")
_OWN_HARM = re.compile(
    r"\b(?:bei (?:uns|mir)|uns|mein\w*|unser\w*|wir|ich)\b[^.!?]{0,50}\b(?:ist|sind|bin|is|wurden?|haben|hab|habe|hat"
    r"|auch)\b[^.!?]{0,50}"
    r"\b(?:gehackt|verschluesselt|erpresst|geklickt|ueberwiesen|eingegeben|geoeffnet|abgebucht|geklaut|gestohlen|gesperrt"
    r"|betroffen|erwischt)\b"
    r"|\b(?:hab|habe|haben) (?:ich|wir)\b[^.!?]{0,50}\b(?:geklickt|ueberwiesen|eingegeben|geoeffnet|installiert)\b"
)
_ACUTE = re.compile(
    r"\b(?:gerade|grade?|eben|soeben|heute?|jetzt|jetz|ploetzlich|seit|momentan|aktuell|immer noch|noch immer|wieder|sofort"
    r"|hilfe|dringend"
    r"|komm\w* nicht|geht nicht|geht nix|nicht mehr)\b"
)
_NOW = re.compile(r"\b(?:gerade|grade?|eben|soeben|heute|jetzt|jetz|seit|sofort|hilfe|dringend)\b")
_ASKS = re.compile(
    r"^(?:und |aber )?(?:wie|was|wer|wen|wo|woher|ob|soll\w*|kann|koennte\w*|muss|muessen|darf|reicht|gibts|gibt|ist das"
    r"|sind wir)\b"
)
_LONG_AGO = re.compile(
    r"\b(?:(?:letzte[sn]|letztem|vorige[sn]|vorletzte[sn]|vergangene[sn]) jahr|vorjahr|damals|seinerzeit|frueher (?:mal|schon)"
    r"|vor (?:\w+ ){0,2}(?:jahr|jahren|monaten)|(?:im jahr|in|anno) 20\d\d|20\d\d (?:wurden?|war|waren|hatten?|gab)"
    r"|(?:jahr|jahre|monate|lang|lange|ewig|ewigkeit\w*) her)\b"
)
_DONE = re.compile(r"\bich\b.*\b(?:hab|habe)\b|\bhabe? ich\b|\bwir\b.*\bhaben\b")
_AGO = re.compile(
    r"^(?:(?:und|das|es|is|ist|war|alles|auch|schon|aber|ja|doch|liegt)\s)+"
    r"(?:(?:ein|zwei|drei|vier|fuenf|\d+|paar|einige|mehrere|halbes|bestimmt|knapp|gut|fast|ueber|n)\s){0,2}"
    r"(?:jahre?|monate|lang|lange|ewig) her\b"
)
_OF_DATE_ELSE = re.compile(
    r"\b(?:sicherung\w*|backups?|passwort\w*|gekauft|angeschafft|neu|update\w*|kopie|gekuendigt|gegangen)\b"
)
_IMAGINED = re.compile(
    r"\bwas (?:ist |waere |is |war |passiert |geschieht |kostet es |droht )?(?:\w+ ){0,2}?(?:wenn|falls)\b|\bfalls\b"
    r"|\b(?:mal )?angenommen\b"
    r"|\bgesetzt den fall\b|\bfuer den fall\b|\bwer garantiert\b|\bwie wahrscheinlich\b"
    r"|\b(?:wenn|sobald)\b[^.!?]{0,60}\b(?:gehackt|angegriffen|erpresst|verschluesselt|lahmgelegt) (?:werden|wird|wuerden?|werd)\b"
    r"|\b(?:koenn\w*|kann)\b[^.!?]{0,50}\b(?:gehackt|angegriffen|erpresst|verschluesselt) werden\b"
    r"|\bkann (?:mir|uns|das) (?:\w+ ){0,4}passieren\b|\b(?:damit|dass) (?:\w+ ){1,4}(?:nicht|nie|nix"
    r"|kein\w*)\b[^.!?]{0,40}\b(?:passiert|gehackt|hackt)\b"
)
_LEAD = (
    r"(?:(?:nee?|noe|na|nein|ne|nicht|halt|stopp?|quatsch|moment|aber|also|doch|das|es|war|wars|is|ist|ja|gar|betrifft|ging"
    r"|geht|um|sondern|nur|der|die|den)\s)*"
)
_NOT = r"(?:nix|nichts|nie|niemals|kein\w*|garnix|nicht|net|ned|nich|nit|niemand)"
_INCIDENT = (
    r"\w*(?:angriff|notfall|vorfall|ernstfall|attacke|einbruch|hack|hackerangriff|virus|trojaner|verschluesselung"
    r"|erpressung)"
)
_BAD = rf"(?:passiert|geschehen|los|gewesen|gehackt|verschluesselt|angegriffen|erpresst|betroffen|befallen|infiziert|{_INCIDENT})"
_DENIES = re.compile(
    r"^" + _LEAD + r"(?:nicht|net|ned|nich|nit|nix|nichts)\s(?:hier\s)?bei\s(?:mir|uns|mia)\b"
    rf"|\b(?:bei|mit|an) (?:mir|uns|mia)\b[^.!?]{{0,25}}?\b{_NOT}\b[^.!?]{{0,20}}?\b{_BAD}\b"
    rf"|\b{_NOT} (?:\w+ )?{_BAD} (?:\w+ )?(?:bei|mit) (?:mir|uns)\b|\b(?:mir|uns) (?:is|ist|war) (?:\w+ ){{0,2}}(?:nix"
    rf"|nichts) passiert\b"
    r"|\b(?:is|ist|war) (?:\w+ ){0,2}(?:mir|uns|hier) (?:\w+ ){0,2}(?:nix|nichts) passiert\b"
    rf"|\b(?:gab|gibts|gibt|hab|habe|haben|hatten?|ist|is|war|wars) (?:\w+ ){{0,3}}kein\w* (?:\w+ )?{_INCIDENT}\b"
    rf"|^{_LEAD}kein\w* (?:\w+ )?{_INCIDENT}\b"
    r"|\b(?:wir|ich) (?:wurden?|sind|bin|werden?) (?:\w+ ){0,3}(?:nicht|nie|net|ned|nich) (?:\w+ ){0,2}(?:gehackt|angegriffen"
    r"|erpresst|verschluesselt|betroffen)\b"
    r"|\b(?:niemand|keiner) hat (?:mich|uns) (?:\w+ )?(?:gehackt|angegriffen|erpresst)\b"
    r"|\b(?:mich|uns) hat (?:\w+ )?(?:niemand|keiner) (?:gehackt|angegriffen|erpresst)\b|\bbetrifft (?:mich"
    r"|uns) (?:\w+ ){0,2}nicht\b"
    r"|\b(?:hier|bei (?:mir|uns)) (?:laeuft|geht|funktioniert) (?:\w+ )?alles(?: (?:noch|super|normal|gut|bestens))?$"
    r"|\b(?:hier|bei (?:mir|uns)) (?:is|ist) (?:\w+ )?alles (?:noch )?(?:in ordnung|ok|okay|gut|normal|bestens)$"
    r"|\b(?:theoretisch|hypothetisch|allgemein|vorsorglich)\w* (?:gefragt|gemeint|frage)\b|\b(?:nur|rein) (?:theoretisch"
    r"|hypothetisch|vorsorglich)\w*\b"
)
_NOT_YET = re.compile(
    r"\b(?:noch|bisher|bis jetzt|bislang|sonst|zum glueck) (?:nichts|nix|nicht|kein\w*)\b|\b(?:gemeldet|angerufen|erreicht)\b"
)
_ONLY_OTHERS = re.compile(
    rf"^{_LEAD}(?:bei|beim|bei'm|vom|von)\s{_SOME}(?:{_OUTSIDE}|{_KNOWN}|kunden?)\b(?:\s\w+){{0,3}}$"
)
_OUTSIDE_ONLY = re.compile(
    rf"^{_LEAD}(?:bei|beim|bei'm)\s{_SOME}(?:{_OUTSIDE})\b(?:\s(?:war|wars|das|is|ist|es)){{0,2}}$"
    rf"|^{_LEAD}(?:betrifft|betraf|geht um|ging um)\s(?:nur\s)?{_SOME}(?:{_OUTSIDE})$"
)
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_CLAUSE = re.compile(r",\s+|\s[-–]\s|:\s|\s+(?=(?:aber|sondern)\s)")
_ENOUGH = 3


def rest_of_no_incident(text: str) -> str | None:
    """Return what a message says besides an incident of others, of long ago, or an imagined one; None where it tells of no such.

    The caller looks whether the rest tells of an emergency of its own ("beim Nachbarn war alles weg, unser Server spinnt auch").
    """
    sentences = _sentences(text)
    spared = [sentence for sentence in sentences if _is_none_of_ours(fold(sentence))]
    rest = [sentence for sentence in sentences if sentence not in spared]
    if not spared or any(
        _OWN_HARM.search(fold(sentence)) and not _IMAGINED.search(fold(sentence)) for sentence in rest
    ):
        return None
    return " ".join(rest)


def speaks_of_none_of_ours(text: str) -> bool:
    """Return whether a message tells of an incident that is none of the firm's now."""
    return rest_of_no_incident(text) is not None


def denies_incident(text: str) -> bool:
    """Return whether a message says that nothing has happened to the firm ("nicht bei mir, beim Kollegen", "KEIN Angriff")."""
    folded = fold(text)
    if _OWN_HARM.search(_without_denials(text)) or _NOT_YET.search(folded):
        return False
    return any(_is_denial(clause) for clause in _clauses(text)) or _is_over_long_ago(text)


def asked_besides(text: str) -> str:
    """Return what a message says that denies an incident, less the denial; empty where it says nothing else of worth."""
    kept = [clause for clause in _clauses(text) if not _is_denial(clause) and not _adds_nothing(fold(clause))]
    return " ".join(clause for clause in kept if len(clause.split()) >= _ENOUGH)


def _is_none_of_ours(sentence: str) -> bool:
    """Whether a folded sentence tells of an incident of others, of long ago, or of none that has happened."""
    return _of_others(sentence) or _of_long_ago(sentence) or _imagined(sentence)


def _of_others(sentence: str) -> bool:
    if not _SAW_HARM.search(sentence):
        return False
    told_part = ", ".join(clause for clause in _CLAUSE.split(sentence) if not _ASKS.match(clause))
    rest = _READ_IT.sub(" ", told_part)
    if _AT_KNOWN.search(rest):
        own = _OWN.search(_AT_KNOWN.sub(" ", rest))
        told = _PAST_TENSE.search(rest) and not _ACUTE.search(rest) and not _DESK.search(rest)
        return bool(told) and not own
    if _AT_OUTSIDE.search(rest):
        return not _OWN.search(_AT_OUTSIDE.sub(" ", rest))
    if _OUTSIDE_DID.search(rest):
        return not _OWN.search(re.sub(rf"\b(?:mein|unser)\w*\s(?:\w+\s)?(?={_OUTSIDE})", " ", rest))
    return bool(_NEWS.search(told_part)) and "?" not in sentence and not _OWN.search(rest)


def _of_long_ago(sentence: str) -> bool:
    return any(
        _LONG_AGO.search(clause)
        and _SAW_HARM.search(clause)
        and _PAST_TENSE.search(clause)
        and not _OF_DATE_ELSE.search(clause)
        for clause in _CLAUSE.split(sentence)
    ) and not _ACUTE.search(sentence)


def _imagined(sentence: str) -> bool:
    return (
        bool(_IMAGINED.search(sentence) and _SAW_ATTACK.search(sentence))
        and not _NOW.search(sentence)
        and not _did_it(sentence)
    )


def _did_it(sentence: str) -> bool:
    """Whether "was wenn ich da geklickt habe" tells what the owner has done."""
    return bool(_DONE.search(sentence))


def _is_over_long_ago(text: str) -> bool:
    sentences = [fold(clause) for clause in _clauses(text) if "?" not in clause]
    return any(_AGO.search(each) and not _ACUTE.search(each) for each in sentences)


def _is_denial(clause: str) -> bool:
    folded = re.sub(r"[^a-z0-9' ]+", " ", fold(clause)).strip()
    folded = " ".join(folded.split())
    if clause.rstrip().endswith("?"):
        return False
    return bool(_DENIES.search(folded) or _OUTSIDE_ONLY.match(folded))


def _adds_nothing(clause: str) -> bool:
    """Whether a clause says only whose it was or when, or is a cry ("welche Täter??")."""
    plain = " ".join(re.sub(r"[^a-z0-9' ]+", " ", clause).split())
    return bool(_ONLY_OTHERS.match(plain)) or bool(_LONG_AGO.search(plain)) or len(plain.split()) < _ENOUGH


def _without_denials(text: str) -> str:
    return fold(". ".join(clause for clause in _clauses(text) if not _is_denial(clause)))


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.findall(text) if part.strip(" .!?;\n")]


def _clauses(text: str) -> list[str]:
    return [part.strip() for sentence in _sentences(text) for part in _CLAUSE.split(sentence) if part.strip(" .!?;")]
