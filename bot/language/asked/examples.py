"""What a message wants of the examples of other firms: "kleiner", "wo ging es schief?", "das aus Wiesbaden", "mit wem reden?".

Whether examples are talked about at all is known to the talk alone; here are only the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.text.normalise import fold
from bot.language.text.words import plain
from bot.language.text.wordset import word_set

_FAILED = re.compile(
    r"\b(?:schief ?(?:ge(?:gangen|laufen)|ging\w*|lief\w*)|danebenge\w*|daneben gegangen|in die hose|auf die nase|vor die wand"
    r"|gescheitert\w*|scheiterte\w*|baden gegangen|fehlgeschlagen|misslungen|nach hinten los\w*|flops?|gefloppt|pleite\w*|bereut"
    r"|insolven\w*|reinfall|negativ\w* beispiel\w*)\b"
    r"|\b(?:nicht|nich|net|nie) (?:so |richtig |gut |ganz )*"
    r"(?:(?:ge)?(?:klappt|funktioniert)\w*|gelungen|gut ?gegangen|hingehauen)\b"
    r"|\bging(?:s|en)? (?:\w+ ){0,3}(?:schief|daneben|nicht gut)\b"
)
_OWN_SIZE = re.compile(
    r"\b(?:mein\w*|unser\w*|unsre\w*|aehnliche\w*|gleiche\w*|vergleichbare\w*|derselben|selben) (?:betriebs|firmen)?groesse\w*"
    r"|\b(?:so|genauso|aehnlich|gleich|etwa so|ungefaehr so) (?:gross\w*|klein\w*)(?: wie\b| betrieb| firm| unternehm|\W*$)"
    r"|\b(?:so|aehnlich|genauso|gleich) (?:viel\w*|wenig\w*) (?:leut|mitarbeit|beschaeftigt|angestellt)\w*"
)
_SMALLER = re.compile(
    r"\b(?:kleiner(?:e[nrsm]?|s)?|(?:viel )?zu gross|winzig\w*|mini\w*betrieb\w*|ganz kleine\w*"
    r"|groesser als (?:ich|wir|uns\w*|mein\w*))\b"
)
_LARGER = re.compile(r"\b(?:groesser(?:e[nrsm]?|s)?|zu klein)\b")
_NEAR = re.compile(
    r"\b(?:mein\w*|unser\w*|unsre\w*) (?:naehe|gegend|region|ecke|umgebung|umkreis|bundesland|land|stadt)\b"
    r"|\b(?:aus|in|hier in) der (?:naehe|gegend|region|umgebung|ecke)\b|\bum die ecke\b|\bvon hier\b"
    r"|\bbei (?:uns|mir) (?:hier|in|im)\b|\bhier (?:bei uns|aus)\b"
    r"|\bnaeher (?:an|bei|dran)\b|\bnicht so weit weg\b"
)
_AROUND_ANOTHER = (
    r"(?:hm+|naja|na|nee?|nein|ok|okay|gut|und|also|bitte|mal|gibts?|gibt es|haben sie|habt ihr|hast du|kennen sie|zeig\w*|sie"
    r"|mir|uns|lieber|da|dann|auch|jetzt|ja|doch|vielleicht|dazu|davon|denn|fuer mich)"
)
_ANOTHER = re.compile(
    rf"(?:{_AROUND_ANOTHER} )*"
    r"(?:noch (?:ein(?:s|es|en)?|was|etwas|welche|andere[sn]?|mehr|weitere)|(?:noch )?(?:was|etwas) anderes"
    r"|ein anderes|ein(?:en)? anderen"
    r"|andere[sn]?|ein weiteres|weitere|(?:das |den )?naechste[sn]?|anders)"
    rf"(?: (?:beispiel\w*|betrieb\w*|firm\w*|fall|faelle|vorschlag))?(?: {_AROUND_ANOTHER})*"
)
_TALK_TO = r"(?:reden|sprechen|telefonieren|unterhalten)"
_MEET = re.compile(
    rf"\bmit wem (?:kann|koennte|koennt|darf|duerfte|soll|muss|muesste)\w* (?:ich|man|wir)\b.*\b{_TALK_TO}\b"
    r"|\bansprech(?:partner|person)\w*|\bkontakt(?:person|daten)?\b"
    r"|\b(?:besuch\w*|hospitier\w*|besichtig\w*|vorbeikommen|vorbeifahren|hinfahren)\b"
    r"|\b(?:mal |selbst |vor ort |live |dort |da |das |mir )(?:an(?:schauen|sehen|gucken)|anrufen)\b"
    rf"|\bmit (?:denen|dem|der|dem chef|dem inhaber) (?:mal |selbst |direkt )?{_TALK_TO}\b"
    r"|\b(?:die|den|dort|da) (?:mal |direkt )?(?:anrufen|anschreiben)\b"
)
_FIRMS = r"(?:betrieb|firma|firmen|laden|unternehmen|werkstatt|praxis|geschaeft|jemand\w*|wen|einen|eine)\w*"
_LIKE_US = re.compile(
    rf"\b{_FIRMS} (?:so )?wie (?:unser\w*|mein\w*|uns|wir|mich|ich)\b"
    r"|\b(?:vergleichbar\w*|aehnlich\w*) (?:betrieb|firm|unternehm|laden|haus|haeus)\w*"
    r"|\bso ?(?:einen|eine|was) wie (?:uns|wir|unser\w*|mich|mein\w*)\b"
)
_COST = re.compile(
    r"\b(?:kost\w*|gekostet|teuer|preis\w*|(?:viel|geld|was) (?:\w+ ){0,3}(?:bezahlt|gezahlt|ausgegeben|investiert|hingelegt))\b"
)
_OUTCOME = re.compile(
    r"\b(?:gebracht|rausgekommen|herausgekommen|gelohnt|gespart|eingespart|bewirkt|ergebnis\w*|ausgegangen|wie ging es|erreicht"
    r"|rauskam|bringt es|hilft es)\b"
)
_WHERE = re.compile(
    r"\b(?:wo|woher) (?:sitz\w*|ist|sind|liegt|liegen|kommt|kommen|war|waren) (?:denn )?(?:die|der|das|dieser?)\b(?! \w+ \w+)"
)
_HAS_ANYBODY = re.compile(
    r"\b(?:hat|haben|hats|hatte) (?:denn |eigentlich |das |es |sowas |so was |schon ?mal |schon |mal |irgend )*"
    r"(?:jemand|irgendwer|irgendjemand|irgendein\w* (?:betrieb|firma|laden|kollege)|wer|einer)\b"
    r"(?=.*\b(?:ge\w{3,}(?:t|en)|probiert|verdient|verkauft|erlebt|hinbekommen|erreicht|eingefuehrt|umgestellt|versucht|bereut)\b)"
)
_MUST_SAY = re.compile(r"\b(?:schon|schonmal|das|sowas|so was|mal|irgend\w*)\b")
_OWN = re.compile(r"\b(?:wir|ich|uns|unser\w*|mein\w*|bin)\b")
_CLAUSE = re.compile(r"[.,;!?\n]")
_POINTER = r"(?:das|die|der|den|dem|diese\w*|jene\w*|zum|zur|beim|vom)"
_THING = r"(?:beispiel|betrieb|firma|fall|bericht|geschichte|unternehmen|laden|artikel|eine|andere|kleine|grosse|erste|letzte)\w*"
_POINTS_AT_PLACE = re.compile(rf"\b{_POINTER}(?: {_THING})*(?: da| dort)? (?:aus|in|von|bei|im)(?: der| dem)?\s*$")
_POINTS_AT_TRADE = re.compile(
    rf"(?<!fuer )(?<!als )(?<!wie )(?<!sind )(?<!bin )\b{_POINTER}(?: (?:kleine|grosse|andere|alte|eine|erste|letzte)\w*)?\s*$"
)
_POINTS_AT_SIZE = re.compile(rf"\b{_POINTER}(?: {_THING})* mit(?: den)?\s*$")
_TELLS_OF_THEM = re.compile(
    r"^\W*(?:(?:und|aber|ja|also|hm|na|ok)\W+)*(?:die|der|das|dort|da|bei denen|bei dem)\s+(?:\w+\s+){0,2}?"
    r"(?:haben|hat|hatten|hatte|sind|ist|war|waren|sitz\w*)\b"
)
_SHORT = 7
"""Words up to which a word for size, place or "anderes" says what is wanted, and nothing else."""


@dataclass(frozen=True)
class ExampleWish:
    """What a message wants.

    ``meet``: to talk to the firm or see it; ``where``: to know where it is; ``another``: nothing but another one.
    """

    failed: bool = False
    own_size: bool = False
    smaller: bool = False
    larger: bool = False
    near: bool = False
    like_us: bool = False
    another: bool = False
    meet: bool = False
    where: bool = False
    cost: bool = False
    outcome: bool = False

    @property
    def wants_others(self) -> bool:
        """Whether the words are about the examples themselves, so that they name no topic."""
        return self.narrows or self.another or self.like_us

    @property
    def narrows(self) -> bool:
        """Whether other examples are wanted than those shown."""
        return self.failed or self.own_size or self.smaller or self.larger or self.near


def read_example_wish(text: str) -> ExampleWish:
    """Return what a message wants of the examples, by its words alone."""
    words = plain(text)
    # "die haben ja sieben Häuser, gibts auch kleinere?" says it in its last part
    short = " , ".join(part for part in map(plain, _CLAUSE.split(text)) if len(part.split()) <= _SHORT)
    return ExampleWish(
        failed=bool(_FAILED.search(words)),
        own_size=bool(_OWN_SIZE.search(words)),
        smaller=bool(_SMALLER.search(short)),
        larger=bool(_LARGER.search(short)) and not _SMALLER.search(short),
        near=bool(_NEAR.search(words)),
        like_us=bool(_LIKE_US.search(words)),
        another=bool(_ANOTHER.fullmatch(words)),
        meet=bool(_MEET.search(words)),
        where=bool(_WHERE.search(words)),
        cost=bool(_COST.search(words)),
        outcome=bool(_OUTCOME.search(words)),
    )


def asks_who_did(text: str) -> bool:
    """Return whether a message asks if somebody has done it before, whatever it is: "hat schon mal jemand damit verdient?"."""
    words = plain(text)
    found = _HAS_ANYBODY.search(words)
    return bool(found and _MUST_SAY.search(found.group())) or bool(_LIKE_US.search(words) and "kenn" in words)


def points_at_them(text: str, start: int, end: int, kind: str) -> bool:
    """Return whether the detail at ``text[start:end]`` tells which of the firms shown is meant, or tells of one of them.

    "Das aus Dessau", "die Bäckerei", "die mit 372 Leuten", "die haben ja 30 Leute": nothing of that is the writer's own firm.

    Args:
        text: the message.
        start: where the detail begins.
        end: where it ends.
        kind: of the detail: "place", "region", "sector" or "employees".
    """
    before, behind = fold(_CLAUSE.split(text[:start])[-1]), fold(_CLAUSE.split(text[end:])[0])
    if _OWN.search(f"{before} {behind}"):
        return False
    if _TELLS_OF_THEM.search(before + " "):
        return True
    pointer = {"place": _POINTS_AT_PLACE, "region": _POINTS_AT_PLACE, "sector": _POINTS_AT_TRADE}.get(
        kind, _POINTS_AT_SIZE
    )
    return bool(pointer.search(before.rstrip()))


_EXAMPLE = re.compile(
    r"\b(?:(?:das|dem|zum|diesem|dieses|vom|beim|ihr|im) beispiel|beispiels"
    r"|(?:der|den|dem|dieser|diesem|diesen|jener) betrieb|(?:die|der|dieser|diese) firma)\b"
)
_POINTS_AT_MATTER = re.compile(rf"\b{_POINTER}(?: {_THING})* mit (?P<matter>.+)")
_MATTER_STEM = 6
"""Letters in which a word of the message and one of the story have to agree: "Drohnen" and "Drohne"."""
_COMMON = word_set(
    "betrieb betriebe beispiel leuten mitarbeitern beschaeftigten digital digitalen unternehmen handwerk"
)
"""Words of many stories, which tell none from the others."""


def names_example(text: str) -> bool:
    """Return whether a message speaks of the example or the firm as such: "mehr zum Beispiel", "was macht die Firma?"."""
    return bool(_EXAMPLE.search(plain(text)))


def points_at_town(text: str, place: str) -> bool:
    """Return whether a message points at a firm by its town, known to the gazetteer or not: "das aus Rhens"."""
    folded = fold(text)
    if _OWN.search(folded):
        return False
    for word in re.findall(r"[a-z]{4,}", fold(place)):
        found = re.search(rf"\b{word}\b", folded)
        if found and _POINTS_AT_PLACE.search(_CLAUSE.split(folded[: found.start()])[-1].rstrip()):
            return True
    return False


def matter_pointed_at(text: str) -> frozenset[str]:
    """Return the beginnings of the words by which a message points at a story: "das mit der Drohne"; empty if it does not."""
    for clause in _CLAUSE.split(fold(text)):
        found = None if _OWN.search(clause) else _POINTS_AT_MATTER.search(clause)
        if found:
            return frozenset(re.findall(r"[a-z]{6,}", found["matter"])) - _COMMON
    return frozenset()


def tells_of(matter: frozenset[str], story: str) -> bool:
    """Return whether a story names one of the words, however inflected."""
    told = fold(story)
    return any(word[:_MATTER_STEM] in told for word in matter)
