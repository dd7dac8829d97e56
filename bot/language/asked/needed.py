"""Whether a question asks for nothing but whether something is needed: "Brauchen wir eine TSE?", "muss ich das jetzt haben"."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_OPENING = (
    r"(?:\W*\b(?:und|also|hallo|guten (?:tag|morgen|abend)|moin|servus|ok|okay|sag\w* (?:sie )?mal|eigentlich"
    r"|stimmt es,? dass)\b)*\W*"
)
_NEEDED = re.compile(
    rf"^{_OPENING}(?:(?:i|ich|wir|mir|man) )?(?:muss|muessen|mues\w*|brauch\w*|(?:bin|sind) (?:ich|wir) (?:\w+ )?verpflichtet)\b"
)
_MORE = re.compile(
    r"\b(?:wann|wie|wieviel\w*|was|wo|woher|wer|wen|warum|wieso|wozu|welche\w*|kost\w*|teuer|wenn|falls|auch|trotzdem|noch)\b"
)
"""Words of a question that asks for more, or for a case of its own."""


def asks_whether_needed(text: str) -> bool:
    """Return whether ``text`` asks only whether something is needed or a duty."""
    folded = fold(text)
    return bool(_NEEDED.match(folded)) and not _MORE.search(folded)
