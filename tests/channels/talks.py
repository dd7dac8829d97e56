"""Forty talks as owners hold them, in which every channel has to say the same."""

from __future__ import annotations

TALKS: tuple[tuple[str, ...], ...] = (
    ("Guten Tag", "Was können Sie?"),
    ("Wie sichern wir unsere Daten richtig?", "Woher weiß ich, ob unsere Datensicherung im Ernstfall funktioniert?"),
    ("Tischlerei, 8 Leute, Stendal, wollen ERP für 30.000 €, gibt's da was?", "mehr"),
    ("Welche Förderung passt zu uns?", "Sachsen-Anhalt", "abbrechen"),
    ("Was ist ZIM?", "Bis wann kann man das beantragen?"),
    ("Gibt es Digital Jetzt noch?",),
    ("Zeigen Sie mir Beispiele aus dem Handwerk", "das zweite", "Was hat es gebracht?"),
    ("alles verschlüsselt!",),
    ("Was ist ein ERP-System?", "Was ist Phishing?"),
    ("Wo steht Sachsen-Anhalt?",),
    ("Check starten", "2", "zurück"),
    ("Was ist der Unterschied zwischen ZIM und dem IB-Digitalisierungsdarlehen?",),
    ("Wie nehmen wir unsere Leute mit?", "Das hat geholfen"),
    ("Ich möchte mit einem Menschen sprechen", "nein"),
    ("Wie wird das Wetter morgen?", "asdf qwer"),
    ("Wir sind eine Bäckerei in Halle mit 12 Leuten", "Was wissen Sie über mich?"),
    ("Woran erkenne ich eine gefälschte Mail?", "danke"),
    ("Lohnt sich ein Onlineshop für uns?", "das ist mir zu teuer"),
    ("Was kostet die Beratung bei Ihnen?", "Wo sind Sie?"),
    ("löschen sie alles", "nein"),
    # Emergencies
    ("Unser Instagram-Konto ist gehackt", "Was sage ich den Kunden?", "danke, alles wieder gut"),
    ("Wir haben 12.000 € an eine gefälschte IBAN überwiesen", "und die Versicherung?"),
    ("Mein Laptop mit Kundendaten wurde gestohlen", "muss ich das melden?"),
    ("Die drohen, unsere Daten zu veröffentlichen", "soll ich zahlen?", "wir sitzen in Bayern"),
    ("Der Server geht nicht mehr", "nein, nur kaputt"),
    # Funding
    ("Zuschuss für IT-Sicherheit in Bayern, 20 Leute, 15.000 Euro", "nur Zuschüsse", "mehr zum ersten"),
    ("Gibt es ein Darlehen für neue Software?", "Sachsen-Anhalt", "10 bis 49", "weiter"),
    ("Wie beantrage ich ZIM?", "wie lange dauert das?", "darf ich schon bestellen?"),
    ("Wir wollen eine Schulung bezahlt bekommen", "Thüringen", "weiß nicht"),
    (
        "Welche Förderung passt zu uns?",
        "Bäckerei in Halle mit 12 Leuten, Onlineshop für 8.000 Euro",
        "alle zurücksetzen",
    ),
    # Corrections
    ("Wir sind 12 Leute in Stendal", "nein, 21 Leute", "Was wissen Sie über mich?"),
    ("Was kostet ein ERP?", "ich meinte einen Onlineshop", "und wie lange dauert das?"),
    ("Tischlerei in Halle", "nicht Halle, Magdeburg", "Was wissen Sie über mich?"),
    # Call-back
    (
        "Bitte rufen Sie mich zurück",
        "Ja, einverstanden",
        "Eva Muster",
        "0391 5678901",
        "vormittags",
        "es geht um eine neue Kasse",
        "die Nummer ist 0391 5678902",
        "Ja, abschicken",
    ),
    ("Ich möchte mit einem Menschen sprechen", "ja", "Max Beispiel, max@beispiel.de", "doch nicht"),
    ("Rückruf bitte: Eva Muster, +493915678901", "Ja, einverstanden", "Eva Muster, +49 391 5678901", "egal wann"),
    ("Ist da ein Mensch?", "Wer liest hier mit?"),
    # Other talk
    ("Betrifft uns NIS2?", "60 Leute, Maschinenbau", "warum?"),
    ("Was ist eine Cloud?", "Das hat nicht geholfen", "einfacher bitte"),
    ("Tschüss", "Hallo", "Ich will nicht mehr leben"),
)
