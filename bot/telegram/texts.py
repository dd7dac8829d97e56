"""What the bot says in Telegram only; everything else it says as on the website."""

from __future__ import annotations


def privacy(days: int) -> str:
    """Return what is said before the first answer in a chat (AI Act, Article 50). ``days``: how long talks are kept."""
    return (
        "Vorab: Hier antwortet ein Computerprogramm des Zentrums, kein Mensch. "
        "Telegram ist ein Dienst außerhalb der EU. Ihre Nachrichten laufen über dessen Server. "
        "Vertrauliches gehört nicht hierher. Auf der Website des Zentrums chatten Sie ohne fremden Dienst. "
        f"Bei uns wird das Gespräch gespeichert und {days} Tage nach Ihrer letzten Nachricht gelöscht. "
        "Mit /loeschen löschen Sie es sofort."
    )


COMMANDS = {
    "start": "Begrüßung",
    "hilfe": "Was Sie fragen können",
    "neu": "Gespräch neu beginnen",
    "loeschen": "Alles löschen, was hier gespeichert ist",
    "datenschutz": "Was gespeichert wird",
}
"""The menu: each command and what it says beside it."""

TYPED = {
    "start": "Guten Tag",
    "hilfe": "Was können Sie?",
    "help": "Was können Sie?",
    "neu": "Neu beginnen",
    "loeschen": "Löschen Sie alles",
    "datenschutz": "Was ist über mich gespeichert?",
}
"""What an owner could have typed instead of the command."""

TEXT_ONLY = "Das kann ich leider nicht lesen, nur Text. Schreiben Sie mir bitte kurz, worum es geht."
EDITED = "Ich lese nur neue Nachrichten. Schreiben Sie die Korrektur bitte noch einmal als neue Nachricht."
GROUP = (
    "Ich bin ein Computerprogramm und antworte nicht in Gruppen. So bleiben Ihre Fragen unter uns. "
    "Schreiben Sie mir bitte direkt."
)
GROUP_NUMBER = "Diese Gruppe hat die Nummer {}. Wer den Chat betreibt, trägt sie als LOTSE_TELEGRAM_STAFF ein."
"""Said in a group to who asks for its number."""
MORE = "Weiter"
"""The button under the first part of a long answer; typed, it does the same."""
SHARE = "Sie können mir auch einen Kontakt schicken: Büroklammer, dann „Kontakt“."
"""Stands under the question for a name or a number before a call-back."""
OLD_BUTTON = "Dieser Vorschlag gilt nicht mehr. Schreiben Sie mir einfach."
FAULT = (
    "Entschuldigung, dabei ist mir ein Fehler passiert. Bitte schreiben Sie es noch einmal, gern mit anderen Worten."
)
TOO_MANY = "Das waren viele Nachrichten in kurzer Zeit. Bitte warten Sie eine Minute, dann geht es weiter."
UNKNOWN_COMMAND = "\n".join(
    [
        "Diesen Befehl kenne ich nicht. Schreiben Sie Ihre Frage einfach in Worten.",
        "Diese Befehle gibt es:",
        *(f"/{name} – {text}" for name, text in COMMANDS.items()),
    ]
)
"""What a command that does not exist is answered; nothing else happens."""


def more_sources(number: int) -> str:
    """Return what the button says that shows the other sources of an answer."""
    return f"Weitere Quellen ({number})"


def call_back_to(name: str, phone: str) -> str:
    """Return what somebody could have typed who shares a contact."""
    return f"Rückruf bitte: {name}, {phone}" if name else f"Rückruf bitte: {phone}"


def asked_by_link(question: str) -> str:
    """Return what stands above the answer to the question of a link, which the owner has not typed."""
    return f"Ihre Frage: {question}"
