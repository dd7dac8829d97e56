"""What content must not hold, whoever wrote it: sources that nobody can open, texts that were damaged on their way here."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

_UNFIT_HOSTS = re.compile(
    r"(?:^|[.-])(?!test\.de$)(?:localhost|test|testing|staging|stage|beta|dev|preview|sandbox)(?:[.-]|$)|-test\."
    r"|server\d+\.|\.(?:local|internal|invalid|example)$"
    r"|\.(?:pages\.dev|vercel\.app|netlify\.app|web\.app|firebaseapp\.com|herokuapp\.com|onrender\.com)$"
)
_UNFIT_PATHS = re.compile(
    r"/wp-json/|[?&]rest_route=|/api/v?\d|\.json(?:[?#]|$)|[?&]format=json"
    r"|[;?&](?:[a-z._]*sess(?:ion)?_?id|sid|cfid|cftoken)="
    r"|[?&](?:[qs]|[^=&]*(?:such|search|query|keyword|stichwort)[^=&]*)="
    r"|/(?:suche|search)(?:\.[a-z]+)?/?\?|/suche\.php",
    re.IGNORECASE,
)
_MOJIBAKE = re.compile(r"Ã[\x80-\xbf¤¶¼Ÿ„–œ]|â€|Â[\xa0-\xbf]|\ufffd")
_MARKUP = re.compile(r"</?[a-z][^<>]*>|&(?:[a-z]+|#\d+);", re.IGNORECASE)
_CUT = re.compile(r"(?:\b(?:und|oder|der|die|das|ein|eine|zu|für|von|mit|bis|ab|nur|wenn|dass)|[,;(–-])$")
_TALK = word_set(
    """hallo hi hey hello moin servus gruess gott guten gute tag morgen mittag abend nacht tschuess ciao wiedersehen auf bis
    bald ja jo jep yes nein nee no ne ok okay klar gern gerne genau stimmt richtig danke dank vielen schoen sehr bitte super
    prima gut alles weiter zurueck stopp hm hmm aha und"""
)
_ENDS = (".", "!", "?", "…", ")", "“", '"', ":")


def unfit_source(url: str) -> str | None:
    """Return why an address is no source that an owner can open (a clause for staff), or None."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.username is not None:
        return "eine öffentliche Seite erwartet, ohne Name und Passwort in der Adresse"
    if _UNFIT_HOSTS.search(host) or re.fullmatch(r"[\d.]+|.*:.*", host):
        return "eine öffentliche Seite erwartet, kein Testserver"
    if _UNFIT_PATHS.search(url):
        return "eine feste Seite erwartet, keine Suche, Sitzung oder Datenschnittstelle"
    return None


def is_home_page(url: str) -> bool:
    """Whether an address names a whole website: what stands on its first page changes, and no claim can be found there again."""
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query and not parts.fragment


def is_talk(text: str) -> bool:
    """Whether words are said in any talk ("Hallo", "ja bitte!", "?") and so cannot lead to one article."""
    return all(word in _TALK for word in re.findall(r"[^\W\d_]+|\d+", fold(text)))


def damaged(text: str) -> str | None:
    """Return what is wrong with how a text is written (a clause for staff), or None."""
    if _MOJIBAKE.search(text):
        return "richtige Umlaute erwartet; die Datei wurde in einer anderen Kodierung gespeichert"
    if _MARKUP.search(text):
        return "reinen Text erwartet, ohne Auszeichnung aus Webseiten"
    return None


def cut_off(text: str) -> str | None:
    """Return that a sentence has no end (a clause for staff), or None. A "#" after a blank makes YAML drop the rest of a line."""
    stripped = text.rstrip()
    if stripped.endswith(_ENDS) and not _CUT.search(stripped):
        return None
    return "einen ganzen Satz mit Punkt am Ende erwartet; steht im Text ein #, gehört er in Anführungszeichen"


# A question that wants a verdict begins with a verb, here in the forms that owners use.
_VERDICT_WANTED = re.compile(
    r"(?:muss|müssen|darf|dürfen|kann|können|soll|sollen|sollte|sollten|gilt|gelten|ist|sind|brauche|brauchen|braucht"
    r"|lohnt|lohnen|betrifft|reicht|reichen|haben|hat|bekommen|bekomme|wird|werden|hafte|haften|haftet)\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"(?:Ja|Nein|Jein|Meist|Oft|Selten|Nur|Nicht|Kaum|Häufig|Vermutlich|Wahrscheinlich|Vielleicht|Teils|Teilweise|Manchmal"
    r"|Grundsätzlich|Noch nicht|Fast (?:immer|nie)|In der Regel|Im Prinzip|Für die meisten|(?:Das|Es) (?:kommt|hängt)|Ob)\b"
)


def gives_verdict(question: str, answer: str) -> bool:
    """Whether an answer begins with its verdict ("Ja", "Nur wenn", "Das kommt darauf an") where the question asks for one."""
    asked = re.split(r"(?<=[.!?:]) ", question.strip())[-1]
    return not _VERDICT_WANTED.match(asked) or _VERDICT.match(answer) is not None
