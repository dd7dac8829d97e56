"""What a programme pays for, where that is one thing only: courses, research, or saving energy. Software is bought with none of it.

Its rate is a share of the costs of that thing. So no sum is reckoned with it for anything else, and it is not among the first that
are named to who only wants to buy (``bot.advice.funding_rank``).
"""

from __future__ import annotations

import re
from typing import Literal

from bot.advice.profile import FirmProfile
from bot.knowledge.records import Programme
from bot.language.project.purpose import is_development, saves_energy

Purpose = Literal["training", "research", "energy"]

PAYS_FOR: dict[Purpose, str] = {
    "training": "Kurse und Weiterbildung",
    "research": "Forschung und Entwicklung",
    "energy": "das Sparen von Energie",
}
"""The purposes in words: "Das Geld ist für …"."""
_OF_TRAINING = frozenset({"qualifizierung", "akzeptanz"})
_OF_RESEARCH = frozenset({"innovation", "geschaeftsmodelle", "vernetzung"})
"""Topics of projects that such a programme can be for; whoever builds a new business may well develop something."""
_GRANTS = frozenset({"zuschuss", "steuer"})
_ENERGY = re.compile(r"\bEnergie(?!trag)|\bEnergieeffizienz|\bRessourcen")
"""In the name of a programme for saving energy; other offices help with that (``foerderung-energie-kurz``)."""
_INVESTMENTS = re.compile(r"\bInvestition")
"""In the conditions of a programme that is led by innovation and pays for purchases all the same."""


def only_purpose(programme: Programme) -> Purpose | None:
    """Return what alone the programme pays for by its record, whose topics name the most important first; None for all others."""
    first = programme.topics[0] if programme.topics else None
    if programme.kind not in _GRANTS:
        return None
    if _ENERGY.search(programme.name):
        return "energy"
    if first == "qualifizierung":
        return "training"
    invests = any(_INVESTMENTS.search(text) for text in programme.conditions)
    return "research" if first == "innovation" and not invests else None


def pays_for_other(programme: Programme, profile: FirmProfile) -> Purpose | None:
    """Return the purpose of the programme where the firm's own is another one; None where it may be the same.

    Without a topic it is another one where the owner has named a project; who has told neither may mean anything.
    """
    purpose = only_purpose(programme)
    if purpose is None or (profile.topic is None and not profile.project):
        return None
    if purpose == "training":
        return None if profile.topic in _OF_TRAINING else purpose
    if purpose == "energy":
        return None if profile.project is not None and saves_energy(profile.project) else purpose
    develops = profile.topic in _OF_RESEARCH or (profile.project is not None and is_development(profile.project))
    return None if develops else purpose
