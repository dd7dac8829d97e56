"""Whether a message leaves the subject that was talked about: "zurück zu den Stunden", "ich meinte die Fotos", "andere Frage"."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_LEAVES = re.compile(
    r"\b(?:(?:zurueck|noch ?mal) (?:zu|zum|zur)|(?:eine )?(?:ganz )?(?:andere|neue) frage|was anderes|(?:anderes|neues) thema"
    r"|them(?:en|a)wechsel|ich mein(?:te|e)?\b|das hab(?:e)? ich (?:gar ?)?nicht gefragt|das (?:ist|is|war) (?:auch )?egal"
    r"|lassen wir das|hat (?:nix|nichts) mit|nicht meine frage)"
)


_CHANGES = re.compile(
    r"\b(?:(?:eine |noch eine )?(?:ganz )?(?:andere|neue) (?:frage|sache)|(?:noch |ganz )?was (?:ganz )?anderes"
    r"|(?:anderes|neues) thema|them(?:en|a)wechsel)\b"
)
_LEFT_OUT = re.compile(r"\b(?:hab\w*|hast|wurde\w*|ist|sind) (?:\w+ ){0,4}(?:vergessen|uebersehen|unterschlagen)\b")


def says_left_out(text: str) -> bool:
    """Return whether a message says that the answer has left something out ("den Minijobber haben Sie vergessen")."""
    return bool(_LEFT_OUT.search(fold(text)))


def changes_subject(text: str) -> bool:
    """Return whether a message says that it is about something else from here on ("andere Sache noch: …")."""
    return bool(_CHANGES.search(fold(text)))


def leaves_subject(text: str) -> bool:
    """Return whether what was talked about says nothing of what the message is about."""
    return bool(_LEAVES.search(fold(text)))
