"""The words for kinds of firms: legal form, association, liberal profession, founding, no small firm.

These are facts of the firm and conditions of programmes ("nur für Freie Berufe", "bis fünf Jahre nach der Gründung"); none of
them is what the money is for: "und als GmbH" answers no question for the project. ``bot.language.facts.firm.kind`` reads them.
"""

from __future__ import annotations

import re

LEGAL_FORMS: dict[str, str] = {
    "ggmbh": "gGmbH",
    "gmbh-co-kg": "GmbH & Co. KG",
    "gmbh": "GmbH",
    "ug": "UG (haftungsbeschränkt)",
    "ag": "AG",
    "kgaa": "KGaA",
    "se": "SE",
    "ek": "e. K.",
    "kg": "KG",
    "ohg": "OHG",
    "gbr": "GbR",
    "partg": "Partnerschaftsgesellschaft",
    "eg": "eingetragene Genossenschaft",
    "ev": "eingetragener Verein",
    "stiftung": "Stiftung",
    "einzelunternehmen": "Einzelunternehmen",
    "freiberuf": "Freiberuflich tätig",
}
"""German names of the codes of legal forms."""
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("ggmbh", r"\bg[ -]?gmbh\b|\bgemeinnuetzige\w*\s(?:gmbh|gesellschaft)\b"),
        ("gmbh-co-kg", r"\bgmbh\s?(?:&|und|u\.?|\+)?\s?co\.?\s?(?:kg|ohg)\b"),
        ("gmbh", r"\bgmbh\b|\bgesellschaft mit beschraenkter haftung\b"),
        ("ug", r"\bug\b(?:\s?\(?haftungsbeschraenkt\)?)?|\bunternehmergesellschaft\b|\bmini-?gmbh\b"),
        ("kgaa", r"\bkgaa\b"),
        ("ag", r"\b(?:eine?r?|als|unsere|die)\sag\b|\baktiengesellschaft\b"),
        ("se", r"\b(?:eine?r?|als)\sse\b"),
        ("ek", r"\be\.\s?k\.?(?:fm|fr)?\b\.?|\bek\b|\beingetragene[rn]? kauf(?:mann|frau)\b"),
        ("kg", r"\bkg\b(?<!\d kg)(?<!\dkg)|\bkommanditgesellschaft\b"),
        ("ohg", r"\bohg\b|\boffene handelsgesellschaft\b"),
        ("gbr", r"\bgbr\b|\bgesellschaft buergerlichen rechts\b"),
        ("partg", r"\bpartg(?:\s?mbb)?\b|\bpartnerschaftsgesellschaft\w*|\bpartnerschaft mbb\b"),
        (
            "eg",
            r"\be\.\s?g\.?(?=\s|$|[,;)])|\b(?:eingetragene |agrar|bau|wohnungs(?:bau)?|energie)?genossenschaft\b|\b(?:als"
            r"|eine)\seg\b",
        ),
        (
            "ev",
            r"\be\.\s?v\.?(?=\s|$|[,;)])|\bev\b|\b(?:eingetragene[rn]? )?[a-z]*verein(?:e[ns]?|s)?\b",
        ),
        ("stiftung", r"\b[a-z]*stiftung\b"),
        (
            "einzelunternehmen",
            r"\beinzel(?:unternehm\w*|firma|kaufmann|kauffrau)\b|\bkleingewerbe\w*|\bkleinunternehmer(?:in)?\b"
            r"|\bsolo-?\s?selbst\w+",
        ),
        ("freiberuf", r"\bfreiberuf\w*|\bfreie[rn]? beruf\w*|\bfreelancer(?:in)?\b"),
    )
)
NON_PROFIT = re.compile(r"\bgemeinnuetzig\w*|\bnon-?profit\w*|\behrenamt\w*|\bwohltaetig\w*|\bngo\b")
PROFESSIONS = re.compile(
    r"\b(?:zahn|tier|haus|fach|kinder|augen|frauen)?(?:arzt|aerzt)(?:in|innen|e|en)?(?:praxis)?\b|\barztpraxis\b"
    r"|\b(?:rechts|fach|patent)?(?:anwalt|anwaelt)(?:in|innen|e|en)?(?:s?kanzlei)?\b|\b(?:anwalts|steuer"
    r"|rechtsanwalts)kanzlei\b|\bnotar(?:in)?\b"
    r"|\bsteuerberat(?:er|erin|ung)\b|\bwirtschaftspruef(?:er|erin|ung)\b|\b(?:innen|landschafts)?architekt(?:in|en|innen|ur\w*)?\b"
    r"|\b(?:bau)?ingenieur(?:in|e|innen|buero)?\b|\bheilpraktiker(?:in)?\b|\b(?:physio|ergo|psycho)therapeut(?:in|en)?\b"
    r"|\bhebamme\b"
    r"|\bdolmetscher(?:in)?\b|\buebersetzer(?:in)?\b|\bjournalist(?:in)?\b|\bapotheker(?:in)?\b|\bsachverstaendige[rn]?\b"
    r"|\blogopaed(?:e|in)\b|\b(?:physio|ergo|psycho)therapie(?:praxis)?\b|\blogopaedie(?:praxis)?\b|\bzahnmedizin\w*\b"
    r"|\b(?:planungs|vermessungs|statik)buero\b|\btragwerksplan(?:er|ung)\w*\b|\bstatiker(?:in)?\b|\bapotheke\b|\bkanzlei\b"
)
PLANNED = re.compile(
    r"\b(?:will|wollen|moechte|moechten|plane|planen|vorhabe|werde|werden|habe vor)\b[^.;!?]*\b(?:gruenden|gruendung"
    r"|selbst(?:st)?aendig)"
    r"|\b(?:vor der|geplante|meine|bei der|zur) gruendung\b|\bgruendung (?:geplant|steht an)\b|\bexistenzgruend\w*"
    r"|\bgruender(?:in|innen)?\b|\bnebenbei gruenden\b"
)
FOUNDING = re.compile(
    r"\b(?:gruende|gruenden)\s(?:ich\s|wir\s)?(?:gerade|jetzt|aktuell|derzeit|eben|demnaechst|bald)\b"
    r"|\b(?:gerade|jetzt|aktuell|derzeit)\s(?:dabei|am|beim|in)\b[^.;!?]*\bgruend\w*|\bin gruendung\b|\bam gruenden\b"
    r"|\bi\.?\s?gr?\.(?=\s|$)"
    r"|\bmach\w* (?:mich|uns) (?:gerade )?selbst(?:st)?aendig\b|\b(?:bin|sind) (?:gerade |erst )?in der gruendung\w*"
)
YOUNG = re.compile(
    r"\bstart-?\s?up\b|\b(?:frisch|gerade(?: erst)?|neu|erst|eben|kuerzlich|vor kurzem) (?:gegruendet|selbst(?:st)?aendig"
    r"|eroeffnet|gestartet)\b|\bneugruendung\b"
    r"|\bjung(?:es|e)? (?:unternehmen|firma)\b"
)
_NUMBER = r"(?P<number>\d{1,3}|[a-z]+|anderthalb)"
AGE = re.compile(
    rf"\b(?:seit|vor|erst|schon|gut|knapp|rund|etwa|ca)\s(?:erst\s|ueber\s|gut\s|knapp\s|etwa\s"
    rf"|rund\s)?{_NUMBER}\s(?P<unit>woche|monat|jahr)\w*"
)
OF_THE_FIRM = re.compile(
    r"\b(?:gegruendet|gruend\w*|selbst(?:st)?aendig|am markt|gibts? (?:es )?uns|uns gibts?(?: es)?|besteh\w*|existier\w*|gewerbe\w*"
    r"|eroeffnet|gestartet|im geschaeft|uebernommen)\b"
)
NO_SME = re.compile(
    r"\b(?:kein|keine|nicht|mehr als ein)\s(?:mehr\s)?(?:kmu|mittelstaend\w*|kleines unternehmen)\b"
    r"|\b(?:ein )?(?:grossunternehmen|grosses unternehmen|grossbetrieb)\b"
)
SME = re.compile(r"\b(?:sind|bin|als|zaehlen als|gelten als)\s(?:ein\s|noch\s|auch\s)*kmu\b")


_GROUP = (
    r"(?:[a-z]*konzern|(?:unternehmens|firmen|hotel|handels|industrie)?gruppe|[a-z]*holding"
    r"|mutter(?:gesellschaft|firma|haus)|verbund)\w*"
)
IN_A_GROUP = re.compile(
    rf"\b(?:gehoer(?:en|e|t)|zaehl(?:en|e|t))\s(?:[a-z]+\s){{0,3}}?(?:zu|zum|zur)\s(?:[a-z]+\s){{0,3}}?{_GROUP}"
    rf"|\bteil\s(?:von\s)?(?:[a-z]+\s){{0,3}}?{_GROUP}"
    rf"|\b(?:haben|habe|hinter uns steht)\s(?:[a-z]+\s){{0,2}}?(?:mutter(?:gesellschaft|firma|konzern)|holding|konzern)\b"
    r"|\b(?:sind|bin|als)\s(?:[a-z]+\s){0,2}?(?:konzern(?:tochter|unternehmen|betrieb)|tochter(?:firma|gesellschaft|unternehmen))\b"
    r"|\b(?:2[5-9]|[3-9]\d|100)\s?(?:%|prozent)\s(?:[a-z]+\s){0,3}?(?:an uns|an unser\w*|unserer (?:anteile|firma)|von uns)\b"
)
"""The firm belongs to others, or others hold a quarter of it: their people and turnover count, too (EU 2003/361/EC)."""
ON_ITS_OWN = re.compile(
    r"\b(?:sind|bin|ist)\s(?:[a-z]+\s){0,3}?(?:konzernunabhaengig|eigenstaendig\w*|unabhaengig\w*(?!\svo[nm]\s)|inhabergefuehrt\w*)\b"
    rf"|\b(?:gehoer(?:en|e|t))\s(?:nicht|niemand\w*|keine[mrn]?)\b(?:\s[a-z]+){{0,3}}?(?:\s{_GROUP})?"
    rf"|\b(?:kein|keine|keinem|keiner)\s(?:teil\s(?:[a-z]+\s){{0,3}}?)?{_GROUP}"
    rf"|\bgehoer(?:en|e|t)\szu\skeine[mr]\s{_GROUP}"
    r"|\b(?:kein|keine)\s(?:tochter(?:firma|gesellschaft|unternehmen)|konzernunternehmen)\b"
)
_A_FIRM = r"(?:betrieb|firma|unternehmen|werkstatt|laden|geschaeft|hof|praxis|kanzlei|hotel|[a-z]{4,}ei)"
TAKING_OVER = re.compile(
    rf"\b(?:will|wollen|moechte|moechten|werde|werden|plane|planen)\b(?:(?!kosten|arbeit)[^.;!?])*\b{_A_FIRM}\b"
    r"(?:(?!kosten|arbeit)[^.;!?])*\b(?:uebernehmen|zu uebernehmen)\b"
    rf"|\buebernehmen?\s(?:(?:ich|wir|gerade|bald|demnaechst|jetzt|den|die|das|meine[nrms]?|seine[nrms]?)\s){{1,4}}(?:[a-z]+\s){{0,2}}?{_A_FIRM}\b"
    r"|\b(?:bin|werde) (?:der |die |sein[e]? |ihr[e]? )?(?:nachfolger|nachfolgerin)\b"
)
"""Somebody is about to take over a firm; who looks for a successor is not."""


def without_firm_kind(folded: str) -> str:
    """Return a folded text without all that ``read_firm_kind`` reads in it."""
    patterns = (
        *(pattern for _, pattern in FORMS),
        PROFESSIONS,
        NON_PROFIT,
        FOUNDING,
        PLANNED,
        YOUNG,
        AGE,
        OF_THE_FIRM,
        IN_A_GROUP,
        ON_ITS_OWN,
    )
    for pattern in (*patterns, NO_SME, SME):
        folded = pattern.sub(" ", folded)
    return folded
