"""What the call-back says beside its questions."""

from __future__ import annotations

CENTRE = "https://digitalzentrum-magdeburg.de/"

WITHOUT_NAME = "(ohne Namen)"
WITHOUT_MATTER = "wird am Telefon gesagt"
ANY_TIME = "egal wann"
OPEN_TIME = "noch offen"
BY_MAIL = "per E-Mail"
"""When somebody is best reached who gives no number."""

CHANGED = "Geändert."
SAME = "Das steht schon so da."
NOTED = "Notiert."
WAITS = "Kein Problem, ich warte. Abgeschickt ist noch nichts."
SAY_AGAIN = "Vor Ihrer Zustimmung durfte ich davon nichts behalten. Bitte noch einmal:"
NO_NAME = "In Ordnung, es geht auch ohne Namen."
NO_TIME = "Kein Problem, die Zeit bleibt offen."
NO_MATTER = "In Ordnung, worum es geht, sagen Sie dann selbst."
PHONE_DOES = "Das macht nichts, eine Telefonnummer genügt."
MAIL_DOES = "Das macht nichts, eine E-Mail-Adresse genügt."
ONE_MUST_STAY = (
    "Eins von beidem brauche ich, sonst kann sich niemand melden. Nichts davon? Dann schreiben Sie „abbrechen“."
)
WHO_ARE_YOU = "Das habe ich als Anliegen notiert. Und der Name?"
HOW_TO_CHANGE = (
    "Soll ich das so abschicken? Ändern können Sie jede Zeile mit ihrer Nummer oder ihrem Namen, etwa „2: 0391 "
    "1234567“ oder „Zeit: "
    "vormittags“."
)
NO_SUCH_LINE = "Diese Zeile gibt es nicht. Nennen Sie bitte eine Nummer von 1 bis {last}."
REMARK = "Hinweis"
NOT_EVEN_ASKED = "Kein Problem, ich warte. Gespeichert ist noch nichts."
