"""Whether a firm belongs to one of the groups that programmes name: yes, no, or not told (``bot.knowledge.codes.GROUPS``)."""

from __future__ import annotations

from collections.abc import Callable

from bot.advice.profile import FirmProfile
from bot.language.facts.firm.kind import NO_PROFESSION, NOT, profession_class
from bot.language.text.normalise import fold

CORPORATIONS = frozenset({"gmbh", "ug", "ag", "kgaa", "se", "eg", "ggmbh", "gmbh-co-kg"})
"""Forms that are a trade by law, whatever the firm does; liberal professions may have them all the same."""
_TRADERS = frozenset({"ek", "kg", "ohg"})
_LEGAL_PERSONS = frozenset({"gmbh", "ug", "ag", "kgaa", "se", "eg", "ggmbh", "ev", "stiftung"})
_PERSONS = frozenset({"einzelunternehmen", "ek", "freiberuf"})
"""One human being; partnerships are neither a legal person nor that."""
CRAFTS = frozenset(
    {"handwerk", "bau", "holz", "metall", "elektro", "sanitaer", "kfz", "lebensmittel", "koerperpflege", "textil"}
)
TRADES = CRAFTS | {"maschinenbau", "gastgewerbe", "handel", "logistik", "industrie", "chemie", "energie"}
"""Sectors in which nobody is of a liberal profession, and hardly anybody an association."""
_MAY_BE_CHARITIES = frozenset({None, "bildung", "gesundheit", "sonstige"})
_FOUNDING, _TAKING_OVER = ("gruend", "selbststaendig"), ("nachfolge", "uebernahme", "uebernehm")
_EXISTS = frozenset({"young", "running"})
_OLD = 60
"""Months from which a firm is no longer in the making."""


def belongs(group: str, firm: FirmProfile) -> bool | None:
    """Return whether ``firm`` is one of ``group``; None where what the owner has told does not say."""
    return _TESTS[group](firm)


def suspected(group: str, firm: FirmProfile) -> bool:
    """Return whether ``firm`` may well be one of ``group``, going by its sector, though nothing says so."""
    if belongs(group, firm) is not None:
        return False
    if group in {"heilberufe", "apotheken", "kliniken", "pflegeheime"}:
        return firm.sector == "gesundheit"
    if group == "landwirtschaft":
        return firm.sector == "landwirtschaft"
    if group == "unternehmensberatung":
        return _is_of("rechts-und-steuerberufe")(firm) is True
    if group in {"gemeinnuetzige", "kirchliche"}:
        return firm.legal_form in {"ev", "stiftung"}
    return group == "uebliche-digitalisierung"


def stage_of(firm: FirmProfile) -> str | None:
    """Return the stage of the firm, as told or as the project says it ("ich will mich selbstständig machen")."""
    if firm.stage is not None:
        return firm.stage
    project = fold(firm.project or "")
    if any(word in project for word in _TAKING_OVER):
        return "takeover"
    return "planned" if any(word in project for word in _FOUNDING) else None


def is_taking_over(firm: FirmProfile) -> bool:
    """Return whether the owner is about to take over a firm."""
    return stage_of(firm) == "takeover"


def age_of(firm: FirmProfile) -> int | None:
    """Return the age of the firm in months; None where it is not told."""
    return firm.age_months


def _gewerbe(firm: FirmProfile) -> bool | None:
    if firm.legal_form in {"ev", "stiftung"}:
        return False
    if firm.non_profit:
        return None
    liberal = _liberal(firm)
    if liberal or (_has_profession(firm) and liberal is None):
        return None if liberal is None else False
    if firm.sector == "landwirtschaft" or firm.farm:
        return False if firm.farm and firm.legal_form not in CORPORATIONS else None
    return True if firm.sector in TRADES or firm.legal_form in CORPORATIONS | _TRADERS else None


def _has_profession(firm: FirmProfile) -> bool:
    return firm.profession not in (None, NO_PROFESSION) or firm.legal_form == "freiberuf"


def _liberal(firm: FirmProfile) -> bool | None:
    if firm.legal_form == "partg":  # only liberal professions may form one
        return True
    if _has_profession(firm):
        if firm.legal_form in CORPORATIONS or profession_class(firm.profession) == "apotheken":
            return None
        return True
    if firm.profession == NO_PROFESSION or firm.farm or firm.sector in TRADES or firm.sector == "landwirtschaft":
        return False
    return False if firm.legal_form in CORPORATIONS | _TRADERS | {"ev", "stiftung"} else None


def _is_of(kind: str) -> Callable[[FirmProfile], bool | None]:
    def test(firm: FirmProfile) -> bool | None:
        if firm.profession not in (None, NO_PROFESSION):
            known = profession_class(firm.profession)
            # a pharmacist is of a healing profession, too
            return known == kind or (kind == "heilberufe" and known == "apotheken")
        if firm.profession == NO_PROFESSION and kind != "apotheken":
            return False
        may = {"heilberufe": "gesundheit", "apotheken": "gesundheit", "planungsberufe": "bau"}.get(
            kind, "dienstleistung"
        )
        return None if firm.sector in (None, may, "sonstige") and firm.legal_form != "ev" and not firm.farm else False

    return test


def _of_health(firm: FirmProfile) -> bool | None:
    if _has_profession(firm) and profession_class(firm.profession) != "heilberufe":
        return False
    return None if firm.sector in (None, "gesundheit", "sonstige") else False


def _consulting(firm: FirmProfile) -> bool | None:
    known = profession_class(firm.profession)
    if known is not None:  # whether a law firm counts as consulting, the records do not say
        return None if known == "rechts-und-steuerberufe" else False
    return None if firm.sector in (None, "dienstleistung", "sonstige") and firm.legal_form != "ev" else False


def _farm(firm: FirmProfile) -> bool | None:
    if firm.farm is not None:
        return firm.farm
    return None if firm.sector in (None, "landwirtschaft", "sonstige") and not _has_profession(firm) else False


def _association(firm: FirmProfile) -> bool | None:
    if firm.legal_form == "ev":
        return True
    if firm.legal_form == "nicht-ev" or _has_form(firm) or _has_profession(firm) or firm.farm:
        return False
    return None if firm.sector in _MAY_BE_CHARITIES else False


def _has_form(firm: FirmProfile) -> bool:
    """Whether the legal form is told; "wir sind keine GmbH" leaves it open."""
    return firm.legal_form is not None and not firm.legal_form.startswith(NOT)


def _charity(firm: FirmProfile) -> bool | None:
    if firm.non_profit is not None:
        return firm.non_profit
    if firm.legal_form == "ggmbh":
        return True
    return None if firm.legal_form in {"ev", "stiftung"} else _association(firm)


def _of_the_church(firm: FirmProfile) -> bool | None:
    return None if _charity(firm) is not False else False


def _of_the_state(firm: FirmProfile) -> bool | None:
    return None if not _has_form(firm) and not _has_profession(firm) and firm.sector in _MAY_BE_CHARITIES else False


def _legal_person(firm: FirmProfile) -> bool | None:
    return True if firm.legal_form in _LEGAL_PERSONS else False if firm.legal_form in _PERSONS else None


def _self_employed(firm: FirmProfile) -> bool | None:
    if firm.legal_form in CORPORATIONS | {"ev", "stiftung"}:
        return False
    return True if firm.employees == 0 or firm.legal_form == "freiberuf" or _has_profession(firm) else None


def _in_the_making(firm: FirmProfile) -> bool | None:
    stage, age = stage_of(firm), age_of(firm)
    if stage in {"planned", "founding"}:
        return True
    return False if stage in {"takeover", "running"} or (age is not None and age > _OLD) else None


def _successor(firm: FirmProfile) -> bool | None:
    if is_taking_over(firm):
        return True
    stage, age = stage_of(firm), age_of(firm)
    return False if stage in {"planned", "founding"} or (age is not None and age > _OLD) else None


def _before_founding(firm: FirmProfile) -> bool | None:
    """Who says nothing of founding has a firm; in the midst of founding it depends on the day."""
    stage = stage_of(firm)
    return True if stage == "planned" else None if stage == "founding" else False


def _running(firm: FirmProfile) -> bool | None:
    stage = stage_of(firm)
    return False if stage == "planned" else True if stage in _EXISTS or age_of(firm) is not None else None


def _person(firm: FirmProfile) -> bool | None:
    """Students, employees, investors: never the firm, but who is about to found one may be a student today."""
    return False if _running(firm) or firm.legal_form in CORPORATIONS | {"ev", "stiftung"} else None


def _university(firm: FirmProfile) -> bool | None:
    told = _has_form(firm) or _has_profession(firm) or firm.employees == 0
    return False if told or firm.sector not in _MAY_BE_CHARITIES else None


def _creative(firm: FirmProfile) -> bool | None:
    return True if firm.sector == "medien" else None


def _unknown(_: FirmProfile) -> bool | None:
    return None


_TESTS: dict[str, Callable[[FirmProfile], bool | None]] = {
    "gewerbe": _gewerbe,
    "freie-berufe": _liberal,
    "heilberufe": _is_of("heilberufe"),
    "rechts-und-steuerberufe": _is_of("rechts-und-steuerberufe"),
    "planungsberufe": _is_of("planungsberufe"),
    "apotheken": _is_of("apotheken"),
    "kliniken": _of_health,
    "pflegeheime": _of_health,
    "unternehmensberatung": _consulting,
    "landwirtschaft": _farm,
    "kreativwirtschaft": _creative,
    "vereine": _association,
    "gemeinnuetzige": _charity,
    "kirchliche": _of_the_church,
    "oeffentliche": _of_the_state,
    "juristische-personen": _legal_person,
    "selbststaendige": _self_employed,
    "gruendungen": _in_the_making,
    "nachfolge": _successor,
    "vor-gruendung": _before_founding,
    "bestehende": _running,
    "uebliche-digitalisierung": _unknown,
    "hochschulen": _university,
    "studierende": _person,
    "beschaeftigte": _person,
    "arbeitslose": _person,
    "investoren": _person,
}
