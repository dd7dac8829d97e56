"""Who is responsible for this chat: what a message asks of the chat itself, told from the same question about the owner's firm.

"Wer ist euer Datenschutzbeauftragter?" is about the chat, "Brauchen wir einen Datenschutzbeauftragten?" about the firm.
"""

from __future__ import annotations

import re

from bot.core.responsible import Matter
from bot.language.text.normalise import fold

_MATTERS: tuple[tuple[Matter, re.Pattern[str]], ...] = (
    ("officer", re.compile(r"\bdatenschutz ?beauftragt")),
    ("authority", re.compile(r"\b(?:aufsichts|datenschutz)behoerde|\bdatenschutz ?aufsicht|\bbeschwer")),
    ("imprint", re.compile(r"\bimpressum")),
    ("privacy", re.compile(r"\bdatenschutz ?(?:erklaerung|hinweis|seite)")),
    ("accessibility", re.compile(r"\bbarrierefrei")),
    ("controller", re.compile(r"\bverantwortlich|\bbetreib(?:t|er|erin)\b|\bsteckt\b.{0,20}\b(?:hinter|dahinter)\b")),
)
# "Das Programm" is one of funding, "die Seite" the firm's own.
_CHAT = re.compile(
    r"\b(?:dies\w*|der|den|das|dem|des|ihr\w*|euer|eure\w*) (?:\w+ )?(?:chats?|chatbots?|bots?|computerprogramms?)\b"
)
_HERE = re.compile(
    r"\bdies\w* (?:seite|webseite|website|homepage|angebots?|auskunft)\b|\bhier\b"
    r"|\b(?:ihr|ihre[nmrs]?|euer|eure[nmrs]?) (?:datenschutz|impressum|aufsicht|betreiber|seite|webseite|website)"
    r"|\b(?:habt ihr|haben sie|hat das zentrum|vom zentrum|des zentrums)\b"
)
_OURS = r"wir|uns|unser\w*"
_OWN_FIRM = re.compile(
    rf"\b(?:{_OURS}|mein\w*|betrieb|firma|(?:brauche|muss|darf|soll) ich|ich (?:brauche|muss|darf|soll))\b"
)


def asked_of_chat(text: str) -> Matter | None:
    """Return what a message asks about those responsible for this chat; None where it asks something else."""
    folded = fold(text)
    names_chat = _CHAT.search(folded) and not re.search(rf"\b(?:{_OURS})\b", folded)
    if not names_chat and (not _HERE.search(folded) or _OWN_FIRM.search(folded)):
        return None
    return next((matter for matter, words in _MATTERS if words.search(folded)), None)
