"""In which order programmes are named to a firm.

First comes how a programme stands to the purpose, whatever else speaks for it (:class:`Stand`): what is recorded for the
purpose, then what may cover it, then what pays for courses or research alone, then what the record itself speaks against, and
last what holds only elsewhere. So nothing comes first only because it is open.
Within each of these the points below are added up. They stand in order of importance;
a whole step of one outweighs all below it taken by itself, but several together can outweigh it: a grant of the firm's own
Land whose end is recorded stands before advice that is open everywhere.

===============  ======  ============================================================================================
what             points  why
===============  ======  ============================================================================================
status           0 to 5  open and confirmed, unconfirmed, unclear; the quality of the record adds or takes a little
Land             2.4     a programme of the firm's Land, half where it brings no money; less where not all places of the Land count
purpose          2.2     made for it or for digital work as a whole, not only beside finance or research; more for its main aim
kind of money    0 to 2  for a purchase money that is kept before money that is paid back; for skills advice and free help, too;
                         who asks for finance is told of loans first
size of the help 0 to 1.2  the share of the firm's own sum that others bear, where it can be reckoned; a trifle counts against
effort           0 to .2  a bank or a European competition costs weeks; below 10,000 € whatever a bank gives stands last
===============  ======  ============================================================================================

The table in ``tests/advice/expected_lists.yaml`` holds what comes out of it for 89 firms.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from bot.advice.amounts import grant, share_of
from bot.advice.for_whom import Finding
from bot.advice.profile import FirmProfile
from bot.advice.purposes import pays_for_other
from bot.knowledge.records import Programme
from bot.knowledge.validity import State, Validity

HOME = "DE-ST"
"""The Land of the centre, and of most who ask without saying where they are."""

_STATUS: dict[State, float] = {"open": 4.8, "unconfirmed": 2.4, "unclear": 0.0}
_END_TO_COME = 0.5
"""More for an unconfirmed programme whose record names an end that has not come: it was not planned to be over."""
_RECORD = {"high": 0.2, "medium": 0.0, "low": -0.2}
_OWN_LAND = 2.4
_NOT_ALL_PLACES = -1.0
_MADE_FOR_IT, _MAIN_AIM, _OTHER_AIM = 2.2, 0.5, -0.5
_SECTOR_NAMED, _SECTOR_UNKNOWN = 0.3, -0.4
_SIZE = 1.2
_PAID_BACK = 0.5
"""What a loan counts against a grant over the same sum."""
_HARDLY_ANYTHING = 10.0
"""Percent: help below this share does not decide whether a project is begun."""
_TRIFLE = -1.0
_SMALL, _FAR_TOO_LARGE = 10_000, 10.0
"""Euro below which money of a bank stands last: no bank lends 1,900 € through a development bank."""
_EFFORT = 0.2

_FEW = 4
"""Topics up to which the first one is a programme's main aim; the records name the most important first."""
_DIGITAL = frozenset({"prozesse", "vertrieb-online", "datensicherheit", "ki", "geschaeftsmodelle"})
GENERAL_TOPICS = frozenset({"finanzierung", "innovation"})
"""Topics of programmes that may cover any purpose."""
_BANK = frozenset({"darlehen", "buergschaft", "beteiligung"})

_FOR_A_PURCHASE = {
    "zuschuss": 1.0,
    "darlehen": 0.5,
    "beratung": 0.4,
    "kostenloses-angebot": 0.2,
    "steuer": 0.1,
    "buergschaft": 0.2,
    "beteiligung": 0.1,
}
_FOR_SKILLS = {**_FOR_A_PURCHASE, "beratung": 0.8, "kostenloses-angebot": 0.7, "darlehen": 0.2}
_FOR_FINANCE = {
    **_FOR_A_PURCHASE,
    "darlehen": 2.0,
    "buergschaft": 1.2,
    "beteiligung": 0.8,
    "zuschuss": 0.5,
    "steuer": -1.0,
    "beratung": -0.5,
    "kostenloses-angebot": -1.0,
}
_FOR_RESEARCH = {**_FOR_A_PURCHASE, "steuer": 0.8}
_KIND = {
    "finanzierung": _FOR_FINANCE,
    "innovation": _FOR_RESEARCH,
    **dict.fromkeys(("akzeptanz", "ki", "datensicherheit", "vernetzung"), _FOR_SKILLS),
}


class Stand(IntEnum):
    """How a programme stands to the firm's purpose; the higher one always comes first."""

    ELSEWHERE = 0
    """Of some Land, where the firm's own is not known and it is not the centre's."""
    AGAINST = 1
    """The record speaks against it: meant for founders or public bodies, the trade perhaps left out, the sum too small."""
    OTHER_PURPOSE = 2
    """It pays for courses or research alone, and the firm wants to buy something (``bot.advice.purposes``)."""
    PERHAPS = 3
    """General aid for which the purpose is not recorded, or ordinary firms are named where this is an association or the like."""
    FITS = 4
    """The purpose is recorded, or the owner has told none."""


def stand(programme: Programme, profile: FirmProfile, found: Sequence[Finding]) -> Stand:
    """Return how ``programme`` stands to the purpose of the firm, by its record alone.

    Args:
        found: what its fields say of the firm (``for_whom.findings``).
    """
    if profile.region is None and "DE" not in programme.regions and HOME not in programme.regions:
        return Stand.ELSEWHERE
    if below_minimum(programme, profile) or any(finding.fit == "no" or finding.doubtful for finding in found):
        return Stand.AGAINST
    if pays_for_other(programme, profile):
        return Stand.OTHER_PURPOSE
    unsure = any(finding.unsure for finding in found)
    return Stand.PERHAPS if unsure or (profile.topic and profile.topic not in programme.topics) else Stand.FITS


def below_minimum(programme: Programme, profile: FirmProfile) -> bool:
    """Return whether the firm wants to spend less than the programme begins with."""
    return bool(profile.amount and programme.amount_min_eur and profile.amount < programme.amount_min_eur)


def points(programme: Programme, profile: FirmProfile, state: Validity, everywhere: bool = True) -> float:
    """Return the points of ``programme`` among those that stand alike to the purpose (see the module).

    Args:
        state: of the programme on the day of the question.
        everywhere: whether it holds in all places of the Land; regional aid and what is for one half of a Land do not.
    """
    kind = _kind(programme)
    if programme.kind in _BANK and profile.amount is not None and profile.amount < _SMALL:
        return -_FAR_TOO_LARGE + _status(programme, state)
    return (
        _status(programme, state)
        + _land(programme, profile, everywhere, kind)
        + _purpose(programme, profile)
        + _KIND.get(profile.topic or "", _FOR_A_PURCHASE).get(kind, 0.0)
        + _size(programme, profile)
        + _effort(programme)
    )


def _kind(programme: Programme) -> str:
    """Return the kind of money; advice of which no rate is recorded, as that of a chamber, is free help."""
    paid = programme.rate_percent_max is not None or programme.amount_max_eur is not None
    return "kostenloses-angebot" if programme.kind == "beratung" and not paid else programme.kind


def _status(programme: Programme, state: Validity) -> float:
    later = _END_TO_COME if state.state == "unconfirmed" and programme.valid_until else 0.0
    return _STATUS.get(state.state, 0.0) + later + _RECORD[programme.confidence]


def _land(programme: Programme, profile: FirmProfile, everywhere: bool, kind: str) -> float:
    own = (_OWN_LAND / 2 if kind == "kostenloses-angebot" else _OWN_LAND) if _is_home(programme, profile) else 0.0
    return own if everywhere else own + _NOT_ALL_PLACES


def _is_home(programme: Programme, profile: FirmProfile) -> bool:
    return (profile.region or HOME) in programme.regions


def _purpose(programme: Programme, profile: FirmProfile) -> float:
    found = 0.0
    if made_for(programme, profile.topic):
        found += _MADE_FOR_IT
        if profile.topic and programme.topics[0] == profile.topic and len(programme.topics) <= _FEW:
            found += _MAIN_AIM
    elif profile.topic:
        found += _OTHER_AIM
    if programme.sectors:
        found += _SECTOR_NAMED if profile.sector else _SECTOR_UNKNOWN
    return found


def made_for(programme: Programme, topic: str | None) -> bool:
    """Return whether a programme is for ``topic`` itself, not for something else that may touch it.

    Made for it is what covers digital work as a whole, or has it as its main aim, or among many others. Finance, research
    (that also takes on, say, artificial intelligence) and courses are made for themselves. Without a topic: whether it is for
    digital work at all.
    """
    topics = programme.topics
    if topic is not None and topic not in topics:
        return False
    if topic in GENERAL_TOPICS:
        return True
    if topics and topics[0] == "innovation" and programme.kind not in {"beratung", "kostenloses-angebot"}:
        return False
    if sum(code in _DIGITAL for code in topics) > 1:
        return True
    alone = topic is not None and GENERAL_TOPICS.isdisjoint(topics)
    return alone and (topics[0] == topic or len(topics) > _FEW)


def _size(programme: Programme, profile: FirmProfile) -> float:
    """Return the points for the help as a share of what the firm wants to spend; what bears next to nothing of it loses some."""
    if programme.kind == "zuschuss" and (programme.rate_percent_max or 100.0) < _HARDLY_ANYTHING:
        return _TRIFLE
    if not profile.amount:
        return 0.0
    if programme.kind == "kostenloses-angebot":
        return _TRIFLE
    helped = _helped(programme, profile.amount)
    if programme.kind == "beratung":  # a share of the adviser's bill, not of what is bought
        return _TRIFLE if helped < share_of(profile.amount, _HARDLY_ANYTHING / 2) else 0.0
    if not made_for(programme, profile.topic) or pays_for_other(programme, profile):
        return 0.0  # what is made for something else is a share of other costs
    if programme.kind == "darlehen":
        return _SIZE * _PAID_BACK * min(1.0, (programme.amount_max_eur or profile.amount) / profile.amount)
    return _SIZE * min(1.0, 2 * helped / profile.amount)


def _helped(programme: Programme, spending: int) -> int:
    """Return the euro that need not be paid back, as far as the record tells them."""
    rough = grant(programme, spending)
    if rough is None:
        return 0
    share = share_of(spending, rough.rate_high)
    return share if rough.cap is None else min(share, rough.cap)


def _effort(programme: Programme) -> float:
    if programme.level == "eu" and programme.kind == "zuschuss":
        return 0.0
    return _EFFORT / 2 if programme.kind in _BANK else _EFFORT
