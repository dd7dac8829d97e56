"""Whose number it is, and of what time: the customer's head count is not the firm's, last year's is not today's.

"Unser größter Kunde hat 500 Mitarbeiter", "wir beliefern einen Konzern mit 3000 Leuten", "die Firma meines Bruders hat 60": who is
named last before the number owns it. "Letztes Jahr waren wir 20", "nächstes Jahr sind wir 30": no number of today. "4 Mann und im
Sommer 6 Aushilfen" are four, "in der Saison 90, ganzjährig 54" fifty-four.
"""

from __future__ import annotations

import re

_ALWAYS_OTHERS = (
    r"(?:gross|haupt|stamm|neu|end|industrie)?kund(?:e|en|in|innen|schaft)|auftraggeber\w*|abnehmer\w*|konkurren[tz]\w*|wettbewerber\w*"
    r"|mitbewerber\w*|lieferant(?:en|in)?|mutter(?:gesellschaft|konzern|firma|haus|unternehmen)\w*|tochter(?:gesellschaft|firma|unternehmen)\w*"
    r"|schwester(?:gesellschaft|firma|unternehmen)\w*|(?:gross)?konzern\w*|unternehmensgruppe|firmengruppe|holding|franchisegeber\w*"
    r"|nachbar(?:betrieb|firma|n|s|in)?\w*|insolvenzverwalter|vorgaenger\w*|investor(?:en)?"
)
_OTHERS_WITH_ARTICLE = (
    r"zulieferer\w*|dienstleister\w*|hersteller\w*|steuerberater\w*|anwalt|anwaelte|hausbank|bank|sparkasse|verband|innung|gruppe|partner(?:firma|betrieb)?"
    r"|geschaeftspartner\w*|systemhaus|agentur|softwarefirma|itfirma|haendler|grosshaendler|berater\w*|vermieter\w*|hochschule|universitaet|uni"
    r"|gemeinde|stadt|behoerde|freund(?:in)?|bekannter?|kumpel|bruder|schwester|schwager|onkel|cousin|vater|kollege|mutter|tochter"
)
_FIRM_OF = (
    r"(?:firma|betrieb|unternehmen|laden|geschaeft|kanzlei|praxis)\s"
    r"(?:meine[sr]|unsere[sr]|eine[sr]|des|von\s(?:mein|unser|ein)e[mr]|nebenan|gegenueber|nebendran)"
)
_OTHER = re.compile(
    rf"\b(?:(?P<bare>{_ALWAYS_OTHERS})"
    rf"|(?P<article>mein|unser|dein|ihr|der|die|das|den|dem|ein)(?:e|en|em|er|es)?\s(?:[a-z]+(?:e|en|er|es|ste|ster)\s)?(?:{_OTHERS_WITH_ARTICLE})"
    rf"|(?P<firm>{_FIRM_OF})"
    r"|(?:teil|tochter)\s(?:von|ein(?:es|er))|gehoer(?:en|t|e)\szu[rm]?)\b"
)
_OURSELVES = re.compile(
    r"\b(?:wir|ich|bei uns|selbst|selber"
    r"|(?:unser|mein)(?:e|en|em|er)?\s(?:[a-z]+\s)?(?:betrieb|firma|unternehmen|team|laden|handwerksbetrieb|belegschaft))\b"
)
_WE_ARE_ONE = re.compile(
    r"\b(?:wir|ich)\s(?:sind|bin)\s(?:(?:als|ja|auch|nur|hier|selbst|selber|ein|eine|einer|der|die|kleiner?|mittlerer?|grosser?|regionaler?)\s)*$"
    r"|\bals\s(?:ein(?:e|er)?\s)?(?:[a-z]+er\s)?$"
)
_BESIDE = re.compile(r"\s?(?:,|und|un|ond|plus|\+|sowie)(?:\snoch|\sdazu)?\s")
"""Between a member of the family and people who work with them: "mein Vater und zwei feste"."""
_OBJECT = re.compile(r"(?:\d|\b(?:viele|einige|mehrere|fuer|an|wenige))\s$")
"""Before customers that are counted or served: "200 Kunden und 12 Mitarbeiter" are both the firm's."""
_SINGULAR = re.compile(
    r"^\s*(?:und\s)?(?:der|die|das|dieser?|er|sie|dort|da)\s(?:[a-z]+\s){0,2}?(?:hat|haben|hatte|beschaeftig\w+|arbeiten|mit)\b"
    r"|^\s*(?:der|die|das)\s.*\bhat\s*$"
)
_OTHER_AFTER = re.compile(
    rf"^\s(?:[a-z]+\s){{0,1}}?(?:hat|haben|beschaeftigt|beim|bei|vom|von|des)\s(?:[a-z]+\s){{0,2}}?(?:{_ALWAYS_OTHERS}|{_OTHERS_WITH_ARTICLE})\b"
)
_SPANS = "jahr|sommer|winter|herbst|fruehjahr|monat|quartal"
_PAST = re.compile(
    rf"(?<!seit )\b(?:letzte[sn]|vorletzte[sn]|vorige[sn]|vergangene[sn]|letztem)\s(?:{_SPANS})\b"
    r"|\b(?:vorjahr|frueher|damals|ehemals)\b"
    r"|\bseinerzeit\b|\bvor\s(?:corona|der\spandemie|der\skrise|(?:ein|zwei|drei|vier|fuenf|zehn|einigen|wenigen|paar|\d+)\w*\s(?:jahr|monat)\w*)"
    r"|\banfangs\b|\burspruenglich\b|\beinst\b|\b(?:waren|war|hatten|hatte)\s(?:wir\s|ich\s)?(?:mal|einmal|noch|zuletzt)\b"
    r"|\b(?:wir|ich)\s(?:waren|war|hatten|hatte)\s(?:mal|einmal|zuletzt|vorher)\b"
    r"|\b(?:19|20)\d\d\s(?:waren|hatten|war|hatte)\b|\b(?:waren|hatten|hatte)\s(?:wir|ich)\s(?:im\sjahr\s|in\s)?(?:19|20)\d\d\b"
    r"|\bzu\s(?:hoch|spitzen|besten)\w*"
)
_FUTURE = re.compile(
    rf"\b(?:naechste[sn]|kommende[sn]|uebernaechste[sn]|neue[sn])\s(?:{_SPANS})\b"
    r"|\b(?:bald|demnaechst|kuenftig|zukuenftig|in\szukunft|spaeter)\b|\bende\s(?:des|naechsten)\sjahres\b"
    r"|\bin\s(?:ein|zwei|drei|fuenf|\d+)\w*\s(?:jahr|monat)\w*|\bbis\s(?:ende\s|anfang\s)?20\d\d\b"
    r"|\bab\s(?:januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember|20\d\d)\b"
)
_WISH = re.compile(r"\b(?:wollen|will|moechten|moechte|werden|planen|sollen|soll)\b")
_WISHED = re.compile(r"^\s(?:[a-z]+\s)?(?:sein|werden|wachsen|aufstocken|vergroessern|erweitern|haben)\b")
_TELLS_COUNT = re.compile(
    r"\b(?:sind|sein|bin|haben|habe|werden|wird|beschaeftig\w+|hatten?|waren?|gab|arbeite\w*|zaehl\w*|wachsen|gehabt|gewesen)\b"
)
_KNOWN_TEAM = re.compile(r"\b(?:unser|mein)(?:e|en|em|er)\s(?:[a-z]+\s)?$")
_WHOLE_GROUP = re.compile(
    r"\b(?:in\sder\s(?:unternehmens|firmen)?gruppe|im\skonzern|konzernweit|gruppenweit|weltweit|deutschlandweit|europaweit)\b"
)
_WHOLE_GROUP_AFTER = re.compile(
    r"^\s(?:(?:in\sder|im)\s(?:ganzen\s|gesamten\s|kompletten\s)?(?:unternehmens|firmen)?(?:gruppe|konzern|verbund|holding)"
    r"|konzernweit|gruppenweit|weltweit|deutschlandweit|europaweit)\b"
)
_PRESENT = re.compile(
    r"\b(?:heute|jetzt|inzwischen|mittlerweile|aktuell|derzeit|momentan|zurzeit|gerade|nun|im\smoment|zur\szeit|dieses\sjahr)\b"
)
_TODAY = re.compile(
    r"\b(?:heute?|heit|hait|jetzt|jetz|iatz\w*|nu|inzwischen|mittlerweile|aktuell|derzeit|momentan|zurzeit|nun|im\smoment|noch)"
    r"(?:\s(?:nur|noch|nu|no|bloss|sind|sinds|sans|san|sin|hamma|mir|mer|mia|ma|es|wir|ist|ich|etwa|ca|circa|rund|knapp|bei|auf|haben|habe|nurmehr|schon|wieder))*\s$"
)
_CLAUSE_END = re.compile(
    r"[,;!?\n()]|[.:](?=\s|$)(?<!ca\.)"
    r"|\s(?:und|aber|sondern|doch)\s(?=(?:wir|ich|bei uns|heute|jetzt|inzwischen|mittlerweile|aktuell|derzeit|momentan)\b)"
)


def is_of_others(text: str, start: int, end: int) -> bool:
    """Return whether the number at ``text[start:end]`` (folded) counts the people of somebody else."""
    first, last = _clause(text, start, end)
    before, after = text[first:start], text[end:last]
    if _EXPLAINED.search(text[max(0, start - _LOOKED_BACK) : start]):
        return True
    if _OTHER_AFTER.match(after) or _WHOLE_GROUP.search(before) or _WHOLE_GROUP_AFTER.match(after):
        return True
    decided = _owner_of(before)
    if decided is not None:
        return decided
    if not _SINGULAR.search(before) and not re.match(r"\s(?:hat|beschaeftigt)\b", after):
        return False
    # "Unser Kunde, der 500 Mitarbeiter hat" and "Unser Kunde ist riesig. Der hat 500 Leute": the one named before.
    return bool(_owner_of(text[max(0, first - _LOOKED_BACK) : first], named_only=True))


_EXPLAINED = re.compile(
    rf"\b(?:{_ALWAYS_OTHERS})(?:\s[a-z]+){{0,2}}(?:,\s|\s\(|\s[-–]\s)(?:ein|eine|der|die|das)\s(?!team|betrieb|belegschaft)[^,;.!?()]*$"
)
"""Before the people of a customer who is explained: "unser größter Kunde, ein Autohaus mit 90 Mitarbeitern"."""


_LOOKED_BACK = 120
_FEW_WORDS = 4
"""Words before a number that make a note of it ("im Vorjahr noch 20 Leute"); with more, the clause tells of something else."""


def _owner_of(before: str, named_only: bool = False) -> bool | None:
    """Return whether the last one named in ``before`` is somebody else; None where nobody is named."""
    others = [
        match
        for match in _OTHER.finditer(before)
        if not (match["article"] and _BESIDE.fullmatch(before[match.end() :]))
        and not _WE_ARE_ONE.search(before[: match.start()])
        and not _OBJECT.search(before[: match.start()])
    ]
    other = others[-1].start() if others else -1
    ours = -1 if named_only else max((match.start() for match in _OURSELVES.finditer(before)), default=-1)
    if other < 0 and ours < 0:
        return None
    return other > ours


def is_of_another_time(text: str, start: int, end: int) -> bool:
    """Return whether the number at ``text[start:end]`` (folded) is last year's or next year's, not today's."""
    first, last = _clause(text, start, end)
    clause, before = text[first:last], text[first:start]
    after = text[end:last]
    if _PRESENT.search(before) or _KNOWN_TEAM.search(before):
        return False
    if _WISH.search(before) and _WISHED.match(after):
        return True
    if not _PAST.search(clause) and not _FUTURE.search(clause):
        return False
    return bool(_TELLS_COUNT.search(clause)) or len(before.split()) <= _FEW_WORDS


def is_of_today(text: str, start: int) -> bool:
    """Return whether the words right before ``text[start:]`` say that the number there is today's ("heute nur noch 14")."""
    return bool(_TODAY.search(text[:start]))


def is_told_in_past(text: str, start: int, end: int) -> bool:
    """Return whether the clause of the number tells what was ("waren wir 20"), which a number of today replaces."""
    first, last = _clause(text, start, end)
    return bool(re.search(r"\b(?:waren|war|hatten|hatte)\b", text[first:last])) and not _PRESENT.search(
        text[first:last]
    )


_OF_BEFORE = re.compile(
    r"\b(?:warens?|wars|war|hatten?)\s(?:(?:wir|es|ich|mir|mer|mia|noch|mal|zuletzt|hier|alle|insgesamt|etwa|ca|rund|bei|uns)\.?\s)*(?:\d{1,4}|[a-z]+(?:zehn|zig|elf|zwoelf)|zwei|drei"
    r"|vier|fuenf|sechs|sieben|acht|neun|zehn|elf|zwoelf)\b(?!\s?(?:euro|€|prozent|%|jahre|monate|wochen|tage|uhr))"
)


def end_of_before(text: str) -> int | None:
    """Return where a folded message has told how many there were ("letztes Jahr waren wir noch 58"), or None."""
    found = _OF_BEFORE.search(text)
    return found.end() if found else None


_SEASON = (
    r"(?:im|waehrend\sdes|ueber\sden|fuer\sden)\s(?:hoch)?(?:sommer|winter|herbst|fruehjahr|fruehling|advent|weihnachtsgeschaeft)"
    r"|(?:in|waehrend|fuer)\s(?:der|die)\s(?:haupt|hoch|ernte|spargel|weihnachts|sommer|winter)?(?:saison|ernte|lese|weinlese|erntezeit)"
    r"|zur\s(?:[a-z]*ernte|[a-z]*saison|[a-z]*lese|spargelzeit|erntezeit|weihnachtszeit)"
    r"|in\s(?:der\sspitze|spitzenzeiten|stosszeiten)|zu\s(?:spitzenzeiten|stosszeiten)|an\s(?:spitzentagen|wochenenden)|saisonal"
)
_IN_SEASON = re.compile(
    rf"\b(?:{_SEASON}|(?:haupt|hoch)?saison:?)(?:\s(?:noch|nochmal|dann|sind|es|wir|bis|zu|zusaetzlich|dazu|ca|etwa|rund|so|gut|weitere|circa|haben|kommen))*\s$"
)
_SEASON_AFTER = re.compile(rf"^\s(?:mehr\s|zusaetzlich\s|nur\s)?(?:{_SEASON})\b")
_HELPERS = re.compile(r"\bsaison[a-z]+|\bernte(?:helfer|kraefte)[a-z]*")
_TWO_SEASONS = re.compile(
    r"\b(?:im|in\sder|waehrend\sder)\s(?:(?:haupt|hoch)?saison|(?:hoch)?sommer)\b(?=[^.;!?]*\d|[^.;!?]*\bzu\s)[^.;!?]{0,60}"
    r"\b(?:im\swinter|in\sder\snebensaison|ausserhalb(?:\sder\ssaison)?)\s[^.;!?]{0,25}?(?:\d|\bzu\s[a-z]+t\b|famil)"
    r"|\bim\swinter\b[^.;!?]{0,30}(?:\d|\bzu\s[a-z]+t\b)[^.;!?]{0,40}\b(?:im\ssommer|in\sder\s(?:haupt|hoch)?saison)\b[^.;!?]{0,25}\d"
    r"|\bje\snach\s(?:saison|jahreszeit|wetter)\b[^.;!?]{0,25}\d"
)


def changes_with_the_season(text: str) -> bool:
    """Return whether a folded message gives one number for each season and none for the whole year ("im Sommer 19, im Winter 8").

    Limits count the average of a year, which nobody can tell from two ends: the bot asks.
    """
    return bool(_TWO_SEASONS.search(text)) and not _ALL_YEAR.search(text) and not _FOR_THE_YEAR.search(text)


_FOR_THE_YEAR = re.compile(
    r"\b(?:ganzjaehrig|das\sganze\sjahr|im\sschnitt|durchschnitt\w*|im\sjahresmittel|fest(?:e|en|angestellt\w*)?)\b"
)
_ALL_YEAR = re.compile(
    r"\b(?:ganzjaehrig|das\sganze\sjahr(?:\sueber)?|uebers\sjahr|sonst|ausserhalb\sder\ssaison|in\sder\snebensaison|dauerhaft)"
    r"(?:\s(?:nur|sind|es|wir|noch|ca|etwa|rund|bloss|haben|dann|so|gut|beschaeftigt|angestellt))*:?\s$"
)


def is_seasonal(text: str, start: int, end: int) -> bool:
    """Return whether the people counted at ``text[start:end]`` (folded) are there in the season only."""
    return bool(_HELPERS.search(text[start:end]) or _IN_SEASON.search(text[:start]) or _SEASON_AFTER.match(text[end:]))


def counts_of_all_year(text: str, start: int) -> bool:
    """Return whether the words right before ``text[start:]`` say that the number there holds all year ("ganzjährig 54")."""
    return bool(_ALL_YEAR.search(text[:start]))


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause around ``text[start:end]`` begins and ends."""
    begins = [match.end() for match in _CLAUSE_END.finditer(text, 0, start)]
    stop = _CLAUSE_END.search(text, end)
    return (begins[-1] if begins else 0), (stop.start() if stop else len(text))
