"""Whose data a question on privacy is about: those this chat keeps of the owner, or those the firm keeps of others.

"Wo werden meine Daten gespeichert?" is asked of this chat; "welche Datenschutzbehörde ist zuständig?" is a duty of the firm.
"""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_OF_CHAT = re.compile(
    r"\b(?:chat\w*|bot|computer ?programm|gespraech\w*|unterhaltung|verlauf|mitlesen|mitliest|liest|mithoer\w*|anonym|hier drin"
    r"|eingeb\w*|eintipp\w*|reinschreib\w*|schreibe|tippe|meine (?:angaben|daten|nachricht\w*|eingaben)|ueber mich"
    r"|(?:ihr|euch|eure\w*|du|dir|dein\w*) \w+"
    r"|(?:speicher\w*|lest|lesen|nutz\w*|verwend\w*|gebt|geben|macht|wiss\w*) (?:sie|ihr|du)"
    r"|(?:sie|ihr|du) (?:speicher\w*|lest|lesen|nutz\w*|verwend\w*|weiter)|dieser seite|diese seite|telegram)\b"
)
_OF_FIRM = re.compile(
    r"\b(?:datenschutz(?:behoerde\w*|aufsicht\w*|amt\w*|beauftragt\w*|erklaerung\w*|verstoss\w*|verletzung\w*|panne\w*|vertrag\w*"
    r"|konzept\w*|folgen\w*|grundverordnung|recht\w*|pflicht\w*|hinweis\w*|schulung\w*)|aufsichtsbehoerde\w*|landesbeauftragt\w*"
    r"|dsgvo|bfdi|datenpanne\w*|auftragsverarbeit\w*|av-?vertrag\w*"
    r"|(?:kunden|patienten|mitarbeiter|mandanten|bewerber|personal|gesundheits|personen|beschaeftigten)daten"
    r"|(?:daten|fotos|bilder|nummern|adressen) (?:von |der |meiner |unserer |unsrer |eines )+(?:kund\w*|mitarbeit\w*"
    r"|beschaeftigt\w*"
    r"|patient\w*|mandant\w*|bewerb\w*|gaest\w*|leut\w*|kollegen|azubi\w*)"
    r"|(?:bei uns|in unserer|in unserem|im betrieb|in der firma|in der praxis|im laden|im buero))\b"
)


def speaks_of_chat(text: str) -> bool:
    """Return whether a message speaks of this chat, its owner or what it keeps."""
    return bool(_OF_CHAT.search(fold(text)))


def of_firms_data(text: str) -> bool:
    """Return whether a question on privacy is surely about the firm's own duties and data, not about this chat."""
    folded = fold(text)
    return bool(_OF_FIRM.search(folded)) and not _OF_CHAT.search(folded)
