"""Questions about the call itself, asked while it is prepared: who calls, what it costs, why a name, who reads it."""

from __future__ import annotations

import re

from bot.contact.wording import CENTRE
from bot.language.text.normalise import fold
from bot.privacy.conversations import retention_days

_LEAD = r"^(?:(?:und|aber|moment|halt|hm|erst|noch|eine|frage|vorher|ja|nein|sagen|sie|mal|ach)\b[\s:,]*)*"
_KINDS = {
    "who": rf"{_LEAD}(?:wer|welche\w* person)\b(?=.*\b(?:ruf\w*|meldet|anruf\w*|schreibt|kommt|dran|spricht|sitzt)\b)",
    "reads": rf"{_LEAD}(?:wer|wem|an wen|wohin)\b(?=.*\b(?:geht|gehen|hoert|liest|lesen|sieht|sehen|bekommt|kriegt"
    rf"|gebt|geben|weiter\w*)\b)",
    "stored": (
        r"\b(?:gespeichert|speicher\w*|weitergegeben|weitergebt|weitergeben|datenschutz|geloescht|werbung|newsletter"
        r"|meinen daten|verkauf\w*|meine nummer dann)\b"
        r"(?=.*\?|$)"
    ),
    "cost": (
        rf"{_LEAD}(?:was|wieviel|wie viel) (?:kostet|kostets|kosten|nehmen|verlangen)(?: (?:mich|uns|das|es|der|die"
        rf"|sie|so|ein|eine|denn|eigentlich|alles|dafuer|am ende"
        r"|anruf|rueckruf|beratung|gespraech|etwas|was))*\W*$"
        rf"|{_LEAD}(?:ist|waere|kostet|muss|sind) .{{0,40}}\b(?:kostenlos|kostenfrei|umsonst|gratis|was|etwas"
        rf"|bezahl\w*|kostenpflichtig)\b.{{0,12}}\W*$"
    ),
    "number": rf"{_LEAD}(?:von |mit |unter )?welche\w* (?:nummer|telefonnummer|vorwahl)\b",
    "when": (
        rf"{_LEAD}(?:wann|bis wann|wie schnell|wie lange)\b(?=.*\b(?:ruf\w*|meld\w*|anruf\w*|rueckruf\w*|hoer\w*"
        rf"|dauert|passt es (?:ihnen|euch|denn)|erreich\w*|gespraech"
        r"|zeit)\b)"
    ),
    "here": (
        r"\bhier\b(?=.*\b(?:antworten|beantworten|schreiben|sagen|erklaeren|klaeren|chatten|helfen)\b)"
        r"|\b(?:antworten|schreiben|helfen)\b.{0,12}\b(?:hier|im chat)\b"
    ),
    "why": (
        rf"{_LEAD}(?:wozu|weshalb|wieso|warum|wofuer)\b(?=.*\b(?:name\w*|nummer|telefon\w*|mail|e-mail|adresse|daten"
        rf"|das|zeit|wissen|brauch\w*)\b)|{_LEAD}(?:muss|brauch\w*) "
        rf"(?:das|ich|man|der|die|mein\w*|sie|ihr)\b(?=.*\b(?:sein|angeben|sagen|nennen|rausgeben|name\w*|nummer"
        rf"|mail|unbedingt)\b)|{_LEAD}was (?:machen|macht|wollen|wollt)"
        r" (?:sie|ihr) (?:mit|damit)|\bohne (?:meinen? |einen? |die )?(?:namen?|nummer|telefon\w*|mail\w*)\b.*\?"
    ),
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _KINDS.items()}
_OPENS = re.compile(
    rf"{_LEAD}(?:was|wie|warum|wieso|weshalb|wozu|wofuer|wer|wem|wo|wann|bis|welche\w*|von|mit|unter|kann|koennen"
    rf"|koennt|darf|muss|gibt|ist|sind|wird|werden|werdet|habt|haben|hat|brauch\w*"
    r"|speicher\w*|geben|gebt|kostet|waere)\b"
)
_WHY = {
    "name": "Damit die richtige Person ans Telefon geholt wird. Der Name ist freiwillig: „ohne Namen“ geht auch.",
    "reach": "Nur damit sich jemand bei Ihnen melden kann. Eins genügt: Telefonnummer oder E-Mail-Adresse.",
    "time": "Damit der Anruf Sie nicht bei der Arbeit stört. „egal wann“ geht auch.",
    "matter": "Damit gleich jemand anruft, der sich damit auskennt. „Sag ich am Telefon“ geht auch.",
}
_WHY_ALL = "Nur damit sich jemand bei Ihnen melden kann. Der Name ist freiwillig."


def answer_about_call(text: str, step: str) -> str | None:
    """Return the answer to a question about the call or about what is asked for; None if the message asks nothing of that kind.

    Args:
        text: the message.
        step: what was asked for; "wozu?" asks about that.
    """
    folded = fold(text).strip()
    if "?" not in text and not _OPENS.match(folded):
        return None
    kind = next((kind for kind, pattern in _PATTERNS.items() if pattern.search(folded)), None)
    if kind is None:
        return None
    if kind == "why":
        return _WHY.get(step, _WHY_ALL)
    return _answers()[kind]


def _answers() -> dict[str, str]:
    return {
        "who": "Ein Mensch aus dem Zentrum, kein Automat. Wer genau, steht vorher nicht fest.",
        "reads": "Das Zentrum liest es und ruft Sie an, sonst niemand. Bis Sie auf „Abschicken“ drücken, geht nichts hinaus.",
        "stored": (
            "Gespeichert wird nur, was Sie hier für den Rückruf angeben, und nur, damit sich das Zentrum meldet. "
            f"{retention_days()} Tage nach dem Versand wird es gelöscht. Vor dem Abschicken sehen Sie alles noch einmal."
        ),
        "cost": (
            "Die Bitte um einen Rückruf kostet Sie nichts. Was nach dem ersten Gespräch kommt, fragen Sie bitte dort "
            "gleich zu Beginn."
        ),
        "number": f"Von welcher Nummer der Anruf kommt, weiß ich nicht. Die Nummern des Zentrums stehen hier: {CENTRE}",
        "when": (
            "Einen festen Zeitpunkt kann ich nicht zusagen. Ihre Wunschzeit steht dabei, daran richtet sich das "
            "Zentrum. Wie lange das Gespräch dauert, hängt von "
            "Ihrem Anliegen ab."
        ),
        "here": "Ja, Fragen beantworte ich auch hier. Schreiben Sie „abbrechen“, dann lassen wir den Rückruf weg und "
        "Sie fragen einfach.",
    }
