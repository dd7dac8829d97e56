"""What kind of firm a message tells of: legal form, association, liberal profession, founding, no small firm.

These are facts of the firm and conditions of programmes ("nur für Freie Berufe", "bis fünf Jahre nach der Gründung"); none of
them is what the money is for: "und als GmbH" answers no question for the project.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.language.facts.number_words import word_value
from bot.language.text.normalise import fold

Stage = Literal["planned", "founding", "young"]


@dataclass(frozen=True)
class FirmKind:
    """Facts of one message; ``None`` is "not said".

    ``legal_form``: one of ``LEGAL_FORMS``; ``non_profit``: Verein, gGmbH, "gemeinnützig"; ``profession``: the liberal profession,
    as a folded word; ``stage``: of a founder; ``months``: how old the firm is; ``small``: whether it says of itself to be a KMU.
    """

    legal_form: str | None = None
    non_profit: bool | None = None
    profession: str | None = None
    stage: Stage | None = None
    months: int | None = None
    small: bool | None = None

    def __bool__(self) -> bool:
        return self != FirmKind()


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
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
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
            r"\be\.\s?v\.?(?=\s|$|[,;)])|\bev\b|\b(?:eingetragene[rn]? |sport|foerder|musik|kultur|heimat"
            r"|schuetzen)?verein(?:e[ns]?|s)?\b",
        ),
        ("stiftung", r"\bstiftung\b"),
        (
            "einzelunternehmen",
            r"\beinzel(?:unternehm\w*|firma|kaufmann|kauffrau)\b|\bkleingewerbe\w*|\bkleinunternehmer(?:in)?\b"
            r"|\bsolo-?\s?selbst\w+",
        ),
        ("freiberuf", r"\bfreiberuf\w*|\bfreie[rn]? beruf\w*|\bfreelancer(?:in)?\b"),
    )
)
_NON_PROFIT = re.compile(r"\bgemeinnuetzig\w*|\bnon-?profit\w*|\behrenamt\w*|\bwohltaetig\w*|\bngo\b")
_PROFESSIONS = re.compile(
    r"\b(?:zahn|tier|haus|fach|kinder|augen|frauen)?(?:arzt|aerzt)(?:in|innen|e|en)?(?:praxis)?\b|\barztpraxis\b"
    r"|\b(?:rechts|fach|patent)?(?:anwalt|anwaelt)(?:in|innen|e|en)?(?:s?kanzlei)?\b|\b(?:anwalts|steuer"
    r"|rechtsanwalts)kanzlei\b|\bnotar(?:in)?\b"
    r"|\bsteuerberat(?:er|erin|ung)\b|\bwirtschaftspruef(?:er|erin|ung)\b|\b(?:innen|landschafts)?architekt(?:in|en|innen|ur\w*)?\b"
    r"|\b(?:bau)?ingenieur(?:in|e|innen|buero)?\b|\bheilpraktiker(?:in)?\b|\b(?:physio|ergo|psycho)therapeut(?:in|en)?\b"
    r"|\bhebamme\b"
    r"|\bdolmetscher(?:in)?\b|\buebersetzer(?:in)?\b|\bjournalist(?:in)?\b|\bapotheker(?:in)?\b|\bsachverstaendige[rn]?\b"
    r"|\blogopaed(?:e|in)\b"
)
_OWN = re.compile(
    r"\b(?:bin|sind|als|wir|ich|praxis|kanzlei|buero|meine[nrm]?|unsere[nrm]?|fuehre|betreibe|habe)\s(?:[a-z]+\s){0,2}$"
    r"|^\s*(?:ein\w*\s)?$|[,;.]\s$"
)
_OF_SOMEBODY_ELSE = re.compile(
    r"\b(?:meine?[nm]?|unsere?[nm]?|der|dem|den|beim|vom|zum|ein(?:en|em)|sagt|fragt)\s(?:[a-z]+\s)?$"
)
_PLANNED = re.compile(
    r"\b(?:will|wollen|moechte|moechten|plane|planen|vorhabe|werde|werden|habe vor)\b[^.;!?]*\b(?:gruenden|gruendung"
    r"|selbst(?:st)?aendig)"
    r"|\b(?:vor der|geplante|meine|bei der|zur) gruendung\b|\bgruendung (?:geplant|steht an)\b|\bexistenzgruend\w*"
    r"|\bgruender(?:in|innen)?\b|\bnebenbei gruenden\b"
)
_FOUNDING = re.compile(
    r"\b(?:gruende|gruenden)\s(?:ich\s|wir\s)?(?:gerade|jetzt|aktuell|derzeit|eben|demnaechst|bald)\b"
    r"|\b(?:gerade|jetzt|aktuell|derzeit)\s(?:dabei|am|beim|in)\b[^.;!?]*\bgruend\w*|\bin gruendung\b|\bam gruenden\b"
    r"|\bi\.?\s?gr?\.(?=\s|$)"
    r"|\bmach\w* (?:mich|uns) (?:gerade )?selbst(?:st)?aendig\b|\b(?:bin|sind) (?:gerade |erst )?in der gruendung\w*"
)
_YOUNG = re.compile(
    r"\bstart-?\s?up\b|\b(?:frisch|gerade(?: erst)?|neu|erst|eben|kuerzlich|vor kurzem) (?:gegruendet|selbst(?:st)?aendig"
    r"|eroeffnet|gestartet)\b|\bneugruendung\b"
    r"|\bjung(?:es|e)? (?:unternehmen|firma)\b"
)
_NUMBER = r"(?P<number>\d{1,3}|[a-z]+|anderthalb)"
_AGE = re.compile(
    rf"\b(?:seit|vor|erst|schon|gut|knapp|rund|etwa|ca)\s(?:erst\s|ueber\s|gut\s|knapp\s|etwa\s"
    rf"|rund\s)?{_NUMBER}\s(?P<unit>woche|monat|jahr)\w*"
)
_OF_THE_FIRM = re.compile(
    r"\b(?:gegruendet|gruend\w*|selbst(?:st)?aendig|am markt|gibt es uns|gibts uns|besteh\w*|existier\w*|gewerbe\w*"
    r"|eroeffnet|gestartet|im geschaeft|uebernommen)\b"
)
_NO_SME = re.compile(
    r"\b(?:kein|keine|nicht|mehr als ein)\s(?:mehr\s)?(?:kmu|mittelstaend\w*|kleines unternehmen)\b"
    r"|\b(?:ein )?(?:grossunternehmen|grosses unternehmen|grossbetrieb)\b"
)
_SME = re.compile(r"\b(?:sind|bin|als|zaehlen als|gelten als)\s(?:ein\s|noch\s|auch\s)*kmu\b")
_MONTHS = {"woche": 0.25, "monat": 1.0, "jahr": 12.0}
_YOUNG_MONTHS = 60


def read_firm_kind(text: str) -> FirmKind:
    """Return what a message says of the kind of the firm; an empty ``FirmKind`` where it says nothing. Never raises."""
    folded = fold(text)
    form = next((code for code, pattern in _FORMS if pattern.search(folded)), None)
    profession = next((match[0] for match in _PROFESSIONS.finditer(folded) if _is_own(folded, match)), None)
    months = _months(folded)
    stage: Stage | None = None
    if _FOUNDING.search(folded):
        stage = "founding"
    elif _PLANNED.search(folded) and months is None:
        stage = "planned"
    elif _YOUNG.search(folded) or (months is not None and months <= _YOUNG_MONTHS):
        stage = "young"
    non_profit = True if form in {"ev", "ggmbh"} or _NON_PROFIT.search(folded) else None
    small = False if _NO_SME.search(folded) else True if _SME.search(folded) else None
    return FirmKind(form, non_profit, profession, stage, months, small)


def without_firm_kind(folded: str) -> str:
    """Return a folded text without all that ``read_firm_kind`` reads in it."""
    patterns = (
        *(pattern for _, pattern in _FORMS),
        _PROFESSIONS,
        _NON_PROFIT,
        _FOUNDING,
        _PLANNED,
        _YOUNG,
        _AGE,
        _OF_THE_FIRM,
    )
    for pattern in (*patterns, _NO_SME, _SME):
        folded = pattern.sub(" ", folded)
    return folded


def _is_own(text: str, match: re.Match[str]) -> bool:
    """Whether a profession is the writer's, not "mein Steuerberater sagt"."""
    before = text[: match.start()]
    if _OF_SOMEBODY_ELSE.search(before) and not re.search(r"\b(?:bin|sind|als)\s(?:[a-z]+\s)?$", before):
        return match[0].endswith(("praxis", "kanzlei", "buero"))
    return bool(_OWN.search(before)) or match[0].endswith(("praxis", "kanzlei", "buero"))


def _months(text: str) -> int | None:
    """Return the age of the firm in months, where one is told of the firm and not of something it waits for."""
    age = _AGE.search(text)
    if age is None or not (_OF_THE_FIRM.search(text) or age.span() == (0, len(text.rstrip(" .!")))):
        return None
    raw = age["number"]
    value = (
        float(raw)
        if raw.isdigit()
        else 1.0
        if raw.startswith("ein")
        else 1.5
        if raw == "anderthalb"
        else word_value(raw)
    )
    return round(value * _MONTHS[age["unit"]]) if value is not None else None
