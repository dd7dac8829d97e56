"""Whether an answer is that the owner does not know or does not want to say: "weiß ich noch nicht", "keine Ahnung", "egal"."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_NOT_KNOWN = re.compile(
    r"\b(?:weiss|weis|woass|woas|wees|kenn|wuesste) (?:ich |i |ik |ick |mer |wir |man |das |es |noch |leider |auch |gerade "
    r"|grad |jetzt |so |aber )*"
    r"(?:net|ned|nit|nich|nicht|noch nicht|keiner)\b|\b(?:wissen|wuessten) wir\b[^,;.!?]*\bnicht\b|\bkein\w* (?:ahnung|plan"
    r"|schimmer|angaben?)\b"
    r"|\b(?:kann|koennen|moecht\w*|will|wollen|mag|darf) (?:ich |wir )?(?:das |es |dazu |ihnen |dir |so |noch |jetzt |genau "
    r"|lieber |aber )*"
    r"(?:nicht|nichts|nix|net|ned|nich)(?: so| genau| einfach)* (?:sagen|angeben|verraten|einschaetzen|beantworten)\b"
    r"|\b(?:noch|ganz|voellig|komplett) (?:unklar|unsicher|offen|unbekannt)\b|\bsteht (?:noch )?nicht fest\b"
    r"|\bist (?:noch )?offen\b"
    r"|^\W*(?:(?:das |mir |is |ist |ganz |doch |eigentlich )*egal|ueberspringen|weiter|skip|unbekannt|geheim|sag ich nicht"
    r"|spielt keine rolle"
    r"|\?+|nicht relevant|keine angabe|schwer zu sagen|unterschiedlich|mal so mal so)\W*$"
)
_MOST_WORDS = 9


def says_unknown(text: str) -> bool:
    """Return whether a short message says that what was asked is not known or not told; a longer one tells something else."""
    folded = fold(text).strip()
    return len(folded.split()) <= _MOST_WORDS and bool(_NOT_KNOWN.search(folded) or folded == "?")
