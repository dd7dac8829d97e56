"""Public money: whether a message speaks of it, and which kinds it wants and refuses. The kind is never what the money is for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.text.normalise import fold

_MONEY = re.compile(
    r"foerder(?!schule|band|technik|kreis|verein)\w*|zuschu\w*|\bbafa\b|\bkfw\b|\bforschungszulage\w*|subvention\w*|beihilfe\w*"
    r"|\bkredit(?!kart|institut|or|lini)\w*|\bdarlehen\w*|de.?minimis|buergschaft\w*"
)


def speaks_of_funding(text: str) -> bool:
    """Return whether a word for a grant, a loan or a programme's office stands in ``text``."""
    return bool(_MONEY.search(fold(text)))


_PAYS = r"(?:hilft|beteiligt sich|zahlt|bezahlt|gibt|legt|schiesst|uebernimmt|springt ein|steuert)"
_WHO_PAYS = re.compile(
    rf"\b(?:wer|jemand|einer) {_PAYS}\b|\b(?:wer|jemand)\b[^.;!?]{{0,30}}\b(?:dazu|mitzahl\w*|dazuzahl\w*|dazugeb\w*|beteilig\w*)\b"
    r"|\bob (?:wir|ich|i|ma|man|mer|mir) (?:da |do |dafuer )?(?:was|wos|wat|etwas|ebbes) (?:kriang|kriegen|bekommen|holen|kriag\w*)"
    r"|\b(?:krieg\w*|bekomm\w*|kriang|kriag\w*|hol\w*) (?:i |ich |ick |wir |mer |man |ma )?(?:da |do |dafuer |dazu "
    r"|denn )*(?:was|wat|wos|ebbes|jet|etwas)\b"
    r"|\b(?:was|wos|wat) (?:(?:kriang|krieg\w*|bekomm\w*|kriag\w*) (?:wir|ich|man|mer|ma|i|ihr)\b|(?:wir|ich"
    r"|man|mer|ma|i) (?:da |dafuer )?(?:kriang|kriegen|bekommen|kriegt|bekommt)\b|kann man (?:da|dafuer) (?:holen|beantragen)"
    r"|koenn\w* (?:wir|mer|ma|man) (?:da|dafuer)"
    r" (?:holen|beantragen))|\b(?:was|wat) gibt(?:'?s| es)(?: da| denn| dafuer| ueberhaupt| noch| so"
    r"| aktuell)*(?: in \w+)?\s*(?:$|[?!.])"
    r"|\bob (?:\w+ ){1,7}(?:was|wos|wat|etwas|ebbes) (?:gibt|dazu ?gibt|dazu ?zahlt|zahlt|beisteuert|zuschiesst"
    r"|uebernimmt|dazu ?tut)\b|\bwoher (?:nehm\w*|krieg\w*|bekomm\w*|soll\w*) (?:wir"
    r"|ich)\b[^.;!?]*\b(?:rest|geld)\b"
    r"|\bfehl(?:en|t) (?:mir|uns)\b[^.;!?]*(?:\d|euro|geld)|\d ?(?:euro|€|t€)? fehl(?:en|t) (?:mir|uns)"
    r"|\bnicht (?:einfach )?(?:so )?(?:rum|herum)liegen"
    r"|\b(?:nicht|schwer|kaum) (?:alleine? )?(?:stemmen|aufbringen|schultern|leisten)\b|\b(?:kein|nicht genug"
    r"|kaum) geld (?:uebrig|dafuer|da)\b"
    r"|\bungern (?:ganz )?(?:alleine?|selber|selbst)\b|\b(?:alleine?|selber|selbst) (?:be)?zahlen\b|\bwelche programme\b"
    rf"|\b{_PAYS} (?:(?:uns|mir|das|des|sowas|so was|da|dafuer|dazu|einem|denn|es|was|etwas) ){{0,3}}(?:irgendwer"
    r"|irgendjemand|irgendeiner|jemand|wer|einer)\b"
    r"|\b(?:auf (?:den|allen|diesen) kosten|da ?drauf|drauf) (?:wie immer |wieder |alleine? )?sitzen ?(?:bleib\w*)?\b"
    r"|\bbleib\w* (?:\w+ ){0,5}drauf sitzen\b"
    r"|\b(?:krieg|bekomm|hol)\w* (?:ich|wir|i|mer|ma|man) (?:da |do |dafuer )*(?:einen |nen |en |an )?"
    r"teil (?:wieder|zurueck|erstattet)\b"
    r"|\bzu ?viel (?:geld )?(?:auf (?:einen|ein|oan|oin) schlag|auf einmal)\b"
    r"|\b(?:konto|kasse|budget|geldbeutel|ruecklagen?)\b[^.;!?]{0,20}\b(?:gib\w*|geb\w*) (?:\w+ ){0,3}(?:nicht|ned|net|nit) her\b"
    r"|\b(?:kasse|konto|geldbeutel) (?:ist |is |war )?(?:\w+ )?leer\b"
    r"|\b(?:topf|toepfe\w*)\b[^.;!?]{0,30}\b(?:leer|voll|gefuellt|aufgefuellt)\b"
    r"|\b(?:ist|sind|is) (?:\w+ ){0,2}(?:topf|toepfe) (?:\w+ ){0,3}(?:leer|voll)\b"
    r"|\b(?:antrae?ge?n?|formular\w*|toepfen?|topf|papierkram|buerokratie)\b.*\blohnt\b"
    r"|\blohnt\b[^.;!?]*\b(?:antrag\w*|formular\w*|toepfe|topf)\b"
    r"|\b(?:wer|wen|jemand\w*|einer),? (?:der |die )?(?:\w+ ){0,3}buerg(?:t|en)\b"
)


_ANY_MONEY = re.compile(
    r"geld|gelder|foerder|zuschu|zuschue|staat|bafa|\bkfw\b|kredit|darlehen|finanzier|subvention|beihilfe|buergschaft|praemie|topf|toepfe"
    r"|\bmittel\b|programm|unterstuetz|bonus|kohle|knete|zins|\b(?:zahl|bezahl|uebernehm|uebernimm|geschenk|gschenk|dazu|beteilig)\w*"
    r"|\b(?:was|wat|wos|etwas|ebbes) (?:vom|von der|vun) |steuer|forschungszulage|\bzim\b|\bgrw\b|investition|euro|€|sponsor"
    r"|stiftung"
)
_RULE_WORD = re.compile(
    r"\b(?:kombinier\w*|gleichzeitig|doppelt|nebeneinander|zurueck\w*|rueckzahl\w*|versteuer\w*|wie lange?|bis wann|ab wann"
    r"|wann|frist\w*"
    r"|vor dem (?:bescheid|antrag)|vorher|schon (?:bestellt|unterschrieben|angefangen|gekauft)|nochmals?|ein zweites mal"
    r"|zweimal|unterlagen"
    r"|nachweis\w*|pruef\w*|abgelehnt|ablehnung|anspruch|garantiert\w*|voraussetzung\w*|unterschied\w*|wo (?:beantrag\w*"
    r"|stell\w*|reich\w*|muss ich|gibt man)|was (?:heisst"
    r"|bedeutet|ist))\b"
)


def names_public_money(text: str) -> bool:
    """Return whether a message speaks of a grant, a loan or "das Geld" that somebody is to give."""
    return speaks_of_funding(text) or bool(re.search(r"\b(?:geld|gelder|fordergeld|antrag|foerder\w*)\b", fold(text)))


def names_any_money(text: str) -> bool:
    """Return whether anything in a message has to do with money or with who gives it."""
    return bool(_ANY_MONEY.search(fold(text)))


def has_rule_word(text: str) -> bool:
    """Return whether a message has a word that rules of funding are asked with: how long, before, twice, pay back."""
    return bool(_RULE_WORD.search(fold(text)))


_MONEY_GONE = re.compile(r"\b(?:betrug\w*|betrog\w*|ueberwiesen|abgebucht|gestohlen|geklaut|erpress\w*)\b")


def asks_who_pays(text: str) -> bool:
    """Return whether a message asks who pays with it, without a word for public money ("wer beteiligt sich an sowas?").

    Who has lost money asks for something else.
    """
    folded = fold(text)
    return bool(_WHO_PAYS.search(folded)) and not _MONEY_GONE.search(folded)


_PRIVATE = re.compile(
    r"privat\w*|eigenheim\w*|einfamilienhaus\w*|reihenhaus\w*|\w*wohnung(?!swirt|sbau)\w*|pflegegrad|treppenlift\w*|rollator\w*|\bmieter\w*|rentner\w*|pflegekasse\w*|krankenkasse\w*"
    r"|\b(?:mein|unser)\w* (?:haus|kind|kinder|mutter|vater|eltern|oma|opa|bad|garten|studium)\b|\b(?:bei"
    r"|fuer) uns zu ?hause\b|\bbafoeg\b"
)


_BEGINS_WITH_MONEY = re.compile(r"(?:foerder\w*|zuschu\w*|geld|unterstuetzung)(?: vom \w+)? fuer\b")


def begins_with_money(text: str) -> bool:
    """Return whether a message begins with the money that it wants for something ("Fördergeld für einen Automaten?")."""
    return bool(_BEGINS_WITH_MONEY.match(fold(text)))


def is_private(text: str) -> bool:
    """Return whether a message is about money for a household, not for a firm ("Wärmepumpe im Eigenheim")."""
    return bool(_PRIVATE.search(fold(text)))


_WANTS_NONE = re.compile(
    r"\b(?:such|brauch|will|wollte|wollen|moecht)\w* (?:ich |wir |gar |doch |ja |jetzt |ueberhaupt |aber |auch )*"
    r"kein\w* (?:foerder\w*|geld|gelder|zuschu\w*)\b|\bnicht (?:nach|um) (?:foerder\w*|geld|zuschu\w*)\b|^kein\w* foerder\w*$"
)


def wants_no_money(text: str) -> bool:
    """Return whether a message says that no public money is looked for ("ich such keine Förderung")."""
    return bool(_WANTS_NONE.search(fold(text).strip(" .!")))


_NOT = r"(?:ned|net|nit|nich|nicht)"
_ACT = (
    r"(?:unterschrie(?:ben|m|bn)|unterzeichnet|b'?(?:e?stellt|schtellt)|beauftragt|gekauft|angezahlt"
    r"|(?:schon|bereits|ist|hab\w*) bezahlt|angefangen|begonnen|zugesagt)"
)
_BEGUN = re.compile(rf"\b{_ACT}\b")
_NOT_BEGUN = re.compile(
    rf"\b(?:nichts?|nix|kein\w*|{_NOT})(?: \w+){{0,2}} {_ACT}\b|\b{_ACT} (?:\w+ ){{0,3}}(?:nichts?|nix|{_NOT})\b"
    rf"|\b(?:darf|kann|soll|muss|muessen|duerfen|bevor|vorher|erst)\b[^.,;!?]*\b{_ACT}\b"
)


def has_begun(text: str) -> bool:
    """Return whether a message tells of something signed, ordered or paid: whether that ends a grant is the question then."""
    return bool(_BEGUN.search(_NOT_BEGUN.sub(" ", fold(text))))


@dataclass(frozen=True)
class MoneyKinds:
    """Kinds of money that a message wants or refuses: grant, loan, guarantee, advice, tax, equity. Nothing said: both empty."""

    wanted: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.refused)


_KINDS: dict[str, str] = {
    "grant": r"\w*zusch(?:u|ue)s+\w*"
    r"|subvention\w*|geschenkt\w*|geld geschenkt|foerderpraemie\w*",
    "loan": r"\w*kredit(?!kart|institut|or|lini|wuerdig|genossen|versich|berat|vermittl|vergleich|wesen|nehm)\w*"
    r"|\w*darlehe?n\w*|\bgeld (?:zu )?leihen|\bgeliehen\w*",
    "guarantee": r"\w*buergschaft(?!sbank)\w*|buergschaftsbank\w*|haftungsfreistellung\w*|\bbuerg(?:e|t|en)\b",
    "advice": r"\bjemand\w*,? (?:der|die) (?:\w+ ){0,5}(?:beraet|beraten)\b|\b(?:unternehmens|gruendungs|digitalisierungs|digital"
    r"|foerder|it-?|einstiegs|erst)?beratung"
    r"(?!sunternehmen|sfirma|sbuero|sbetrieb)\w*"
    r"|\bcoaching\w*",
    "tax": r"\bsteuer(?:vorteil|bonus|ermaessig|gutschrift|erleichter|lich|abzug|nachlass|spar)\w*|\bforschungszulage\w*"
    r"|\bsteuern? (?:zu )?sparen|von der steuer|sonderabschreibung\w*|\babsetz(?:en|bar)\w*",
    "equity": r"\bbeteiligungskapital\w*|\b(?:risiko|wagnis)kapital\w*|\bventure\w*|\binvestor(?:en|in|innen)?\b"
    r"|\bstille(?:n|r)? (?:beteiligung|teilhaber|gesellschafter)\w*"
    r"|\bbusiness angel\w*|\bkapitalgeber\w*|\bbeteiligungsgesellschaft\w*",
}
_MENTION = re.compile("|".join(rf"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
_NOT_PAID_BACK = re.compile(
    r"\b(?:nichts?|nix|nie|kein\w*|ohne)\b[^.;!?]{0,40}?\b(?:zurueck ?(?:zu)?zahl\w*"
    r"|rueck(?:zu)?zahl\w*|zurueckgeben|tilgen|tilgung)"
    r"|\bnicht[ -]?(?:mehr )?rueckzahlbar\w*|\bverlorene\w* zuschuss\w*"
)
_ASKS_RULE = re.compile(r"^\s*(?:muss|muessen|wann|wie lange|warum|wieso)\b")
_NO_DEBT = re.compile(
    r"\b(?:kein\w*|ohne|nicht|nie)\s(?:\w+\s){0,2}?(?:schulden|verschulden|verschuldung|zinsen|raten|bank|hausbank)\b"
    r"|\bschuld(?:en|a|n)\s(?:\w+\s){0,3}?(?:kein\w*|koin\w*|koa\w*|keen\w*)\b"
    r"|\bnicht\s(?:\w+\s){0,3}?bank\b|\bohne\b[^.;!?]{0,30}\bverschuld\w*"
)
_NO = (
    rf"(?:kein(?:e[nmrs]?)?|keen\w*|koa\w*|koin\w*|auf keinen fall|keinesfalls|ohne|weder|{_NOT}|niemals|nie|statt|anstatt|anstelle"
    r"|ausser|gegen|ungern)"
)
_SOFT = (
    r"(?:noch|oder|und|bitte|bloss|wieder|etwa|mehr|irgend\w*|ein\w*|auf|mit|ueber|als|die|das|der|den|von|auch|an|so|was|wie|ja"
    r"|doch)"
)
_NO_BEFORE = re.compile(
    rf"\b{_NO}(?:[\s,/]+{_SOFT})*[\s,/]+$|\bohne dass\b[^,;.!?]{{0,30}}$|\b(?:kein\w*|ohne)\s[a-z]+(?:e|en|es|er|em)\s$"
)
_NOT_ONLY = re.compile(r"\bnicht\s(?:nur|bloss|unbedingt|allein)\b[^,;.]*$")
_NO_AFTER = re.compile(
    r"^(?:(?!\b(?:sondern|aber|lieber|nur|und|oder|wenn|zuschu\w*)\b)[^.;!?,]){0,40}?"
    rf"\b(?:{_NOT}|verzichte\w*|raus|weglassen|ausgeschlossen|ungern|nein|nee|no[- ]?go"
    r"|kein(?:e[nsmr]?)?(?=\s*(?:$|[.,;!?]|mehr\b)))\b"
    r"|^\s*[,:?-]\s*(?:nein|nee|nicht|lieber nicht|bitte nicht)\b"
)
_DENIED_BY_BANK = re.compile(
    r"\b(?:bekomm\w*|krieg\w*|gibt mir|gibt uns|gewaehr\w*|abgelehnt|\w*bank (?:will|moechte|hat|gibt|lehnt))\b"
)
_HAS_ALREADY = re.compile(r"^\s(?:haben|hab|habe|laeuft|laufen)\s(?:wir|ich)?\s?(?:schon|bereits)\b")
_ASKS_FOR_NONE = re.compile(r"\bgibt(?:\ses|s)?\s(?:denn\s|da\s|hier\s|dafuer\s|wirklich\s)*kein\w*\s$")
_HAS_ONE = re.compile(r"\b(?:haben|hab|habe|laeuft)\s(?:wir\s|ich\s)?(?:schon|bereits)\s(?:\w+\s)?$")
_HAS_ENOUGH = re.compile(
    r"\s(?:haben|hab|habe|laeuft|laufen)\b[^.;!?]{0,25}\b(?:genug|danke|reicht)\b|[^.;!?]{0,25}\b(?:danke,? nein|nein,? danke)\b"
)
_YES_OR_NO = re.compile(r"\bja\s?(?:/|oder)\s?nein\b")
_LESS_LIKED = re.compile(r"\b(?:lieber|eher|besser)\b[^,;.?!]*\bals\s(?:ein\w*\s|de[nrm]\s|die\s)?$")
_OWN_TRADE = re.compile(r"\b(?:bin|sind|als|betreibe|fuehre|haben)\s(?:\w+\s){0,2}$")
_ONLY_IF = re.compile(r"\b(?:wenn|falls|sofern|solange)\b[^,;.?!]*$")
_LISTED = re.compile(r"\s?(?:,|und|oder|noch|/|bzw\.?|sowie)\s?(?:auch\s)?")
_ANY = re.compile(r"\b(?:egal ob|ganz egal|hauptsache|ob zuschuss oder)\b")
_WANTS_ADVICE = re.compile(
    r"\b(?:nur|lieber|eher|auch|such\w*|brauch\w*|braeucht\w*|will|wollen|moecht\w*"
    r"|foerder\w*|zuschu\w*|geld|gibts?|bezahlt\w*|fuer)\b[^,;.]*$"
)


def money_kinds(text: str) -> MoneyKinds:
    """Return which kinds of money a message wants and which it refuses; never what the money is for.

    "Keinen Kredit, nur Zuschuss" wants a grant and refuses a loan; "nichts, was ich zurückzahlen muss" and "ohne Bank" say the same
    in other words. Of two statements on one kind, the later counts. A question for a rule ("Muss ich das zurückzahlen?"), a loan
    that is running or that the bank has denied, and "egal ob Zuschuss oder Kredit" say neither.
    """
    folded = _YES_OR_NO.sub(" ", fold(text))
    said: dict[str, bool] = {}
    if not _ASKS_RULE.match(folded) and _NOT_PAID_BACK.search(folded):
        said.update(grant=True, loan=False)
    if _NO_DEBT.search(folded) and not re.search(r"\bohne zinsen\b", folded):
        said["loan"] = False
    last, stance, end = "", "", 0
    for mention in _MENTION.finditer(folded):
        listed = _LISTED.fullmatch(folded, end, mention.start())
        before, after = folded[: mention.start()], folded[mention.end() :]
        own = _stance(before, after, str(mention.lastgroup), folded)
        if listed and "refused" in {
            stance,
            own,
        }:  # "keine Kredite oder Bürgschaften", "Kredit oder Darlehen will ich nicht"
            said.update(dict.fromkeys({last} - {""}, False))
            own = "refused"
        last, stance, end = str(mention.lastgroup), own, mention.end()
        if stance and not (stance == "wanted" and _ASKS_RULE.match(folded)):
            said[last] = stance == "wanted"
    if _ANY.search(folded):
        said = {kind: wanted for kind, wanted in said.items() if not wanted}
    return MoneyKinds(
        frozenset(kind for kind, wanted in said.items() if wanted),
        frozenset(kind for kind, wanted in said.items() if not wanted),
    )


def _stance(before: str, after: str, kind: str, folded: str) -> str:
    """Return "wanted", "refused" or "" (said in passing) for one mention."""
    clause = re.split(r"[.;!?]", before)[-1]
    if _ASKS_FOR_NONE.search(before) and "?" in after:
        return "wanted"
    if _HAS_ENOUGH.match(after):
        return "refused"
    refused_first = _NO_BEFORE.search(before) and not _NOT_ONLY.search(
        clause
    )  # "will kein Darlehen hab schon 2 laufen"
    if (
        (_HAS_ALREADY.match(after) and not refused_first)
        or _HAS_ONE.search(before)
        or _LESS_LIKED.search(before)
        or _ONLY_IF.search(before)
    ):
        return ""
    if (_NO_BEFORE.search(before) and not _NOT_ONLY.search(clause)) or _NO_AFTER.match(after):
        return "" if _DENIED_BY_BANK.search(clause.rsplit(",", 1)[-1]) else "refused"
    if kind == "advice" and (
        _OWN_TRADE.search(before) or not (_WANTS_ADVICE.search(clause) or len(folded.split()) <= _FEW_WORDS)
    ):
        return ""
    return "wanted"


_FEW_WORDS = 3
"""Words up to which "Beratung" alone is a wish; in a longer message it may be the firm's own trade."""


def without_money_kinds(folded: str) -> str:
    """Return a folded text without its words for kinds of money and for not paying back."""
    for pattern in (_NOT_PAID_BACK, _NO_DEBT, _MENTION):
        folded = pattern.sub(" ", folded)
    return folded


def names_money(words: str) -> bool:
    """Return whether ``words`` ("Kredit", "Förderkredit") are a kind of money and so cannot be what the money is for."""
    mention = _MENTION.fullmatch(fold(words).strip())
    return mention is not None and mention.lastgroup != "advice"
