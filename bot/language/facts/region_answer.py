"""The answer to "In welchem Bundesland?": there, any abbreviation of a Land is one, also "mv", "sh" and "th" in small letters.

In other talk these letters mean other things ("st", "he", "mv"), so this is asked only where the question stood. "sa" may be
Sachsen or Sachsen-Anhalt and stays unread.
"""

from __future__ import annotations

import re

from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

_SPELLINGS: dict[str, str] = {
    "BW": "bw bawue bawu",
    "BY": "by bay bayr",
    "BE": "be bln",
    "BB": "bb brb bbg brdbg",
    "HB": "hb",
    "HH": "hh",
    "HE": "he hes hess",
    "MV": "mv mvp meckpomm mecpom meckpom mckpom",
    "NI": "ni nds nieders",
    "NW": "nw nrw",
    "RP": "rp rlp rpf",
    "SL": "sl saar",
    "SN": "sn sachs",
    "ST": "st lsa sanh sanhalt sachsanh",
    "SH": "sh slh schlho schlesholst schlh",
    "TH": "th thue thu thuer thr thg",
}
_SHORT = {spelling: code for code, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_FILLERS = word_set("""
    in im aus bei land bundesland wir sind ich bin ist das hier komme kommen sitzen sitz ja na also halt eben und nein nee ne doch
    aeh aehm ok okay bitte unser unsere mein firma betrieb natuerlich eher meine meinte genau
    """)
_MOST_WORDS = 7


def answered_region(text: str) -> str | None:
    """Return the ISO 3166-2 code of the one Land that ``text``, the answer to the question for it, abbreviates; else None."""
    words = re.findall(r"[a-z]+(?:[.-]+[a-z]+)*", fold(text))
    if not words or len(words) > _MOST_WORDS or re.search(r"\d", text):
        return None
    rest = [re.sub(r"[.-]", "", word) for word in words if word not in _FILLERS]
    found = _SHORT.get("".join(rest)) or (_SHORT.get(rest[0]) if len(rest) == 1 else None)
    return "DE-" + found if found else None


def region_in_capitals(text: str) -> str | None:
    """Return the Land that is written as an abbreviation in capitals ("welche Behörde ist für MV zuständig?"); None without one.

    For questions that surely are about a Land: elsewhere these letters mean other things.
    """
    words = re.findall(r"\b[A-ZÄÖÜ]{2,4}\b", text)
    found = (_SHORT.get(fold(word)) for word in words if any(letter.islower() for letter in text))
    code = next((code for code in found if code), None)
    return "DE-" + code if code else None
