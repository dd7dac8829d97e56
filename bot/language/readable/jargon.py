"""Terms that an owner may not know, and whether a text explains them.

A term counts as explained where the glossary has it, because the bot explains every glossary term when asked, or where the
text itself says what it is: in brackets, or after "das heißt", "also", "das ist".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from bot.language.text.normalise import fold

JARGON = (
    "Agile", "agil", "Anwendungsfall", "API", "Asset", "Awareness", "Backend", "Benchmark", "Best Practice", "Big Data",
    "Blockchain", "Business Case", "Change Management", "Compliance", "Content", "Customer Journey", "Cloud", "Dashboard",
    "Data Lake", "Deep Learning", "Digital Twin", "Digitaler Zwilling", "Disruption", "disruptiv", "E-Learning",
    "Enabler", "Feedback", "Framework", "Frontend", "Governance", "Hardware", "Implementierung", "implementieren",
    "Incident", "Interface", "Interoperabilität", "IoT", "Keynote", "KPI", "Lessons Learned", "Machine Learning",
    "Mindset", "Monitoring", "MVP", "Onboarding", "Open Innovation", "Patch", "Performance", "Phishing", "Plattform",
    "Predictive Maintenance", "Proof of Concept", "Prototyp", "Ransomware", "Release", "Roadmap", "ROI", "SaaS",
    "Schnittstelle", "Scrum", "Server", "Skalierung", "skalieren", "Social Engineering", "Stakeholder", "Startup",
    "Support", "Supply Chain", "Synergie", "Touchpoint", "Transformation", "Trojaner", "Usability", "Use Case", "VPN",
    "Workflow", "Workshop", "Zero Trust", "ERP", "CRM", "DMS", "CAD", "CNC", "PDF", "DSGVO", "De-minimis", "KMU",
)  # fmt: skip
"""Words of consultants and technicians that stand in texts for owners only with an explanation."""

EVERYDAY = frozenset({"pdf", "server", "workshop", "cnc", "cad", "hardware", "plattform", "startup", "prototyp"})
"""Of these, what owners say themselves."""

_EXPLAINS = r"\s*(?:\([^)]{3,}\)|[,:–-]\s*(?:das heißt|also|das ist|das sind|ein|eine|kurz)\b)"


def unexplained_jargon(text: str, glossary: Collection[str]) -> list[str]:
    """Return the terms in ``text`` that neither the text nor the glossary explains, in order, each once.

    ``glossary``: the folded names of the terms that can be asked for.
    """
    found = []
    for match in _pattern().finditer(text):
        word = match[0]
        key = fold(word)
        if key in EVERYDAY or key in glossary or re.match(_EXPLAINS, text[match.end() :]) or _in_brackets(text, match):
            continue
        found.append(word)
    return list(dict.fromkeys(found))


def _in_brackets(text: str, match: re.Match[str]) -> bool:
    """Whether the term itself only stands in brackets, behind plain words for it: "Programm für alle Abläufe (ERP)"."""
    return text[: match.start()].endswith("(") and text[match.end() :].startswith(")")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = sorted(JARGON, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")
