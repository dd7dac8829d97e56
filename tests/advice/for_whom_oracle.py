"""Whom the fields of a record rule out, said once more and as plainly as possible, to hold ``bot.advice.for_whom`` against.

Written from the table of groups in ``data/knowledge/README.md`` alone: for each group the rows by which a firm surely is one of
it and by which it surely is not; everything else is open and rules nobody out. The first row that holds counts.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.advice.profile import FirmProfile
from bot.knowledge.for_whom import ForWhom
from bot.knowledge.records import Programme

COMPANIES = ["gmbh", "ug", "ag", "kgaa", "se", "eg", "ggmbh", "gmbh-co-kg"]
MERCHANTS = ["ek", "kg", "ohg"]
CRAFTS = ["handwerk", "bau", "holz", "metall", "elektro", "sanitaer", "kfz", "lebensmittel", "koerperpflege", "textil"]
TRADES = [*CRAFTS, *["maschinenbau", "gastgewerbe", "handel", "logistik", "industrie", "chemie", "energie"]]
SOFT = [None, "bildung", "gesundheit", "sonstige"]
LARGEST = {"kleinst": 9, "klein": 49, "kmu": 249}
DOCTORS = ["Arztpraxis", "Physiotherapie", "Hebamme"]
LAWYERS = ["Anwaltskanzlei", "Steuerberaterin"]
PLANNERS = ["Architekturbüro", "Ingenieurbüro"]
PHARMACY = "Apotheke"
Row = tuple[Callable[[FirmProfile], bool], bool | None]


def word(firm: FirmProfile) -> str | None:
    return None if firm.profession == "nein" else firm.profession


def liberal_by_name(firm: FirmProfile) -> bool:
    return word(firm) is not None or firm.legal_form == "freiberuf"


def beginning(firm: FirmProfile) -> str | None:
    project = (firm.project or "").lower()
    if firm.stage:
        return firm.stage
    return "takeover" if "übernahme" in project or "nachfolge" in project else "planned" if "gründ" in project else None


def denies(firm: FirmProfile, form: str) -> bool:
    return firm.legal_form == f"nicht-{form}"


def has_form(firm: FirmProfile) -> bool:
    return firm.legal_form is not None and not firm.legal_form.startswith("nicht-")


FREE: list[Row] = [
    (lambda f: f.legal_form == "partg", True),
    (lambda f: liberal_by_name(f) and (f.legal_form in COMPANIES or word(f) == PHARMACY), None),
    (liberal_by_name, True),
    (lambda f: f.profession == "nein" or f.farm is True, False),
    (lambda f: f.sector in (*TRADES, "landwirtschaft"), False),
    (lambda f: f.legal_form in (*COMPANIES, *MERCHANTS, "ev", "stiftung"), False),
]
FARM: list[Row] = [
    (lambda f: f.farm is True, True),
    (lambda f: f.farm is False or liberal_by_name(f), False),
    (lambda f: f.sector not in (None, "landwirtschaft", "sonstige"), False),
]
CLUB: list[Row] = [
    (lambda f: f.legal_form == "ev", True),
    (lambda f: denies(f, "ev"), False),
    (lambda f: has_form(f) or liberal_by_name(f) or f.farm is True, False),
    (lambda f: f.sector not in SOFT, False),
]
CHARITY: list[Row] = [
    (lambda f: f.non_profit is True, True),
    (lambda f: f.non_profit is False, False),
    (lambda f: f.legal_form == "ggmbh", True),
    (lambda f: f.legal_form in ("ev", "stiftung"), None),
    (lambda f: denies(f, "ev"), False),
    (lambda f: has_form(f) or liberal_by_name(f) or f.farm is True, False),
    (lambda f: f.sector not in SOFT, False),
]
TRADE: list[Row] = [
    (lambda f: f.legal_form in ("ev", "stiftung"), False),
    (lambda f: f.non_profit is True, None),
    (lambda f: f.legal_form == "partg", False),
    (lambda f: liberal_by_name(f) and (f.legal_form in COMPANIES or word(f) == PHARMACY), None),
    (liberal_by_name, False),
    (lambda f: f.farm is True and f.legal_form not in COMPANIES, False),
    (lambda f: f.farm is True or f.sector == "landwirtschaft", None),
    (lambda f: f.sector in TRADES or f.legal_form in (*COMPANIES, *MERCHANTS), True),
]


def of_words(own: list[str], sector: str) -> list[Row]:
    """Professions that are known by their word; where none is told only some sectors leave it open."""
    return [
        (lambda f: word(f) in own, True),
        (lambda f: word(f) is not None, False),
        (lambda f: f.profession == "nein" and PHARMACY not in own[:1], False),
        (lambda f: f.sector not in (None, "sonstige", sector) or f.legal_form == "ev" or f.farm is True, False),
    ]


HOUSES: list[Row] = [
    (lambda f: liberal_by_name(f) and word(f) not in DOCTORS, False),
    (lambda f: f.sector not in (None, "gesundheit", "sonstige"), False),
]
PERSON: list[Row] = [
    (lambda f: f.legal_form in (*COMPANIES, "ev", "stiftung"), False),
    (lambda f: beginning(f) in ("young", "running"), False),
    (lambda f: beginning(f) != "planned" and f.age_months is not None, False),
]
ROWS: dict[str, list[Row]] = {
    "gewerbe": TRADE,
    "freie-berufe": FREE,
    "heilberufe": of_words([*DOCTORS, PHARMACY], "gesundheit"),
    "apotheken": of_words([PHARMACY], "gesundheit"),
    "rechts-und-steuerberufe": of_words(LAWYERS, "dienstleistung"),
    "planungsberufe": of_words(PLANNERS, "bau"),
    "kliniken": HOUSES,
    "pflegeheime": HOUSES,
    "unternehmensberatung": [
        (lambda f: word(f) in LAWYERS, None),
        (lambda f: word(f) in (*DOCTORS, *PLANNERS, PHARMACY), False),
        (lambda f: f.sector not in (None, "dienstleistung", "sonstige") or f.legal_form == "ev", False),
    ],
    "landwirtschaft": FARM,
    "kreativwirtschaft": [(lambda f: f.sector == "medien", True)],
    "vereine": CLUB,
    "gemeinnuetzige": CHARITY,
    "kirchliche": [
        (lambda f: f.non_profit is True, None),
        (lambda f: f.non_profit is False, False),
        (lambda f: f.legal_form in ("ev", "stiftung", "ggmbh"), None),
        *CHARITY[4:],
    ],
    "oeffentliche": [(lambda f: has_form(f) or liberal_by_name(f) or f.sector not in SOFT, False)],
    "juristische-personen": [
        (lambda f: f.legal_form in ("gmbh", "ug", "ag", "kgaa", "se", "eg", "ggmbh", "ev", "stiftung"), True),
        (lambda f: f.legal_form in ("einzelunternehmen", "ek", "freiberuf"), False),
    ],
    "selbststaendige": [
        (lambda f: f.legal_form in (*COMPANIES, "ev", "stiftung"), False),
        (lambda f: f.employees == 0 or liberal_by_name(f), True),
    ],
    "gruendungen": [
        (lambda f: beginning(f) in ("planned", "founding"), True),
        (lambda f: beginning(f) in ("takeover", "running") or (f.age_months or 0) > 60, False),
    ],
    "nachfolge": [
        (lambda f: beginning(f) == "takeover", True),
        (lambda f: beginning(f) in ("planned", "founding") or (f.age_months or 0) > 60, False),
    ],
    "vor-gruendung": [
        (lambda f: beginning(f) == "planned", True),
        (lambda f: beginning(f) != "founding", False),
    ],
    "bestehende": [
        (lambda f: beginning(f) == "planned", False),
        (lambda f: beginning(f) in ("young", "running") or f.age_months is not None, True),
    ],
    "uebliche-digitalisierung": [],
    "hochschulen": [(lambda f: has_form(f) or liberal_by_name(f) or f.employees == 0 or f.sector not in SOFT, False)],
    "studierende": PERSON,
    "beschaeftigte": PERSON,
    "arbeitslose": PERSON,
    "investoren": PERSON,
}


def is_one_of(group: str, firm: FirmProfile) -> bool | None:
    return next((value for test, value in ROWS[group] if test(firm)), None)


def ruled_out(programme: Programme, firm: FirmProfile) -> bool:
    """Return whether a field of ``for_whom`` rules ``firm`` out."""
    said: ForWhom = programme.for_whom
    if any(is_one_of(group, firm) is True for group in said.excluding):
        return True
    if said.only and all(is_one_of(group, firm) is False for group in said.only):
        return True
    if said.legal_forms and has_form(firm) and firm.legal_form not in said.legal_forms:
        return True
    if said.size in LARGEST:
        most = programme.max_employees if programme.max_employees is not None else LARGEST[said.size]
        if firm.small is False or (firm.employees is not None and firm.employees > most):
            return True
    if said.places and said.area is None and firm.place and firm.place not in said.places:
        return True
    return too_young(said, firm) or too_old(said, firm) or in_no_chamber(said, firm)


def too_young(said: ForWhom, firm: FirmProfile) -> bool:
    if said.min_age_months is None:
        return False
    if firm.age_months is not None:
        return firm.age_months < said.min_age_months
    return beginning(firm) in ("planned", "founding")


def too_old(said: ForWhom, firm: FirmProfile) -> bool:
    if said.max_age_months is None or firm.age_months is None or beginning(firm) in ("planned", "founding"):
        return False
    if beginning(firm) == "takeover" and "nachfolge" in said.including:
        return False
    return firm.age_months > said.max_age_months


def in_no_chamber(said: ForWhom, firm: FirmProfile) -> bool:
    """Liberal professions, associations and farms that are no company are in none; the HWK is for crafts alone."""
    if not said.chambers:
        return False
    none_at_all = (
        is_one_of("freie-berufe", firm) is True
        or firm.legal_form == "ev"
        or (firm.farm is True and firm.legal_form not in COMPANIES)
    )
    if none_at_all:
        return True
    no_craft = firm.sector in TRADES and firm.sector not in CRAFTS
    return said.chambers == ("hwk",) and no_craft
