"""What owners do with a list of programmes, in many words: each kind was seen to fail in talks with strangers (issue 14).

The bot runs in this process. A talk is a list of messages; looked at is the answer to the last one.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest

JOINER = "Tischlerei in Stendal, 8 Leute, CNC Anlage für 64.000, gibts da Geld?"
"""Its list: 1. IB-Digitalisierungsdarlehen, 2. DIGITAL INNOVATION, 3. BAFA-Beratungsförderung."""
BAKER = "Bäckerei in Nürnberg, 12 Leute, wollen Kassensystem und Warenwirtschaft für 30.000 Euro, gibts da Zuschuss"
"""Its list: 1. Digitalbonus Plus, 2. Digitalbonus Standard, 3. ERP-Förderzuschuss."""
JOINER_TH = "Tischlerei in Meiningen, 8 Leute, Zeiterfassung Software, gibts da Geld?"
LOAN, INNOVATION, ADVICE = "st-ib-digitalisierungsdarlehen", "st-digital-innovation", "bafa-unternehmensberatung"
PLUS, STANDARD = "by-digitalbonus-plus", "by-digitalbonus-standard"


@dataclass(frozen=True)
class Case:
    """What is said before; the wordings of the last message; what its answer shows."""

    before: tuple[str, ...]
    said: tuple[str, ...]
    ids: tuple[str, ...] | None = None
    kind: str | None = None
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    download: str | None = None


CASES: dict[str, Case] = {
    "picked, and whether one may order": Case(
        (JOINER,),
        (
            "nummer 1 gefällt mir, darf ich den Auftrag schon unterschreiben?",
            "beim ersten: ab wann darf ich kaufen",
        ),
        ids=(LOAN,),
        contains=("nicht vor dem Antrag",),
    ),
    "picked with an offer, and whether one may order": Case(
        (JOINER,),
        (
            "das erste klingt gut. wie läuft das und kann ich die anlage jetz schon bestellen? hab ein Angebot über 64.000 da",
        ),
        ids=(LOAN,),
        contains=("noch nichts bestellen", "Antrag vor Beginn der Maßnahme stellen", "So geht es weiter"),
    ),
    "the sum of an offer is noted": Case(
        ("Tischlerei in Stendal, 8 Leute, CNC Anlage, gibts da Geld?", "weitere Programme"),
        (
            "DIGITAL INNOVATION klingt gut, kann ich schon bestellen? Angebot liegt bei 64.000 Euro",
            "darf ich bei DIGITAL INNOVATION schon kaufen? hab ein Angebot über 64.000 €",
        ),
        ids=(INNOVATION,),
        contains=("Notiert: 64.000 €", "Ihr Anteil mindestens 32.000 €", "keine Zusage"),
    ),
    "a place of the list after another answer": Case(
        (JOINER, "was ist Ransomware?"),
        ("Mehr zu 1", "mehr zum ersten", "zeig mir nochmal Nummer 1"),
        ids=(LOAN,),
        kind="programme",
    ),
    "a place of the list after a page of it": Case(
        (JOINER, "weitere Programme"), ("Mehr zu 2", "das zweite"), ids=(INNOVATION,)
    ),
    "two together by name": Case(
        (BAKER,),
        (
            "darf man beides kombinieren, Digitalbonus Plus und ERP-Förderzuschuss?",
            "geht 1 und 3 gleichzeitig?",
            "kann ich das erste und das dritte zusammen nehmen",
            "Digitalbonus Plus und ERP-Förderzuschuss doppelt gefördert, ist das erlaubt?",
        ),
        ids=(PLUS, "erp-foerderzuschuss"),
        contains=("zusammen", "Allgemein gilt", "Fragen Sie vor dem Antrag"),
        lacks=("Das sollten Sie wissen",),
    ),
    "the one on the screen together with a named one": Case(
        (JOINER, "Mehr zu 2"),
        (
            "kann ich das mit dem IB-Digitalisierungsdarlehen zusammen nehmen?",
            "und darf ich das erste noch dazu nehmen?",
        ),
        ids=(INNOVATION, LOAN),
        contains=("De-minimis", "streckt keine Zuschüsse vor"),
    ),
    "together with what is in no record": Case(
        (JOINER,),
        ("kann ich das mit einem KfW Kredit zusammen nehmen", "lässt sich das mit Geld vom Landkreis kombinieren?"),
        ids=("foerderung-kombinieren-kurz",),
    ),
    "which is better": Case(
        (BAKER, "Mehr zu Digitalbonus Plus"),
        (
            "ist der Standard nicht passender für uns?",
            "wäre das zweite nicht besser?",
            "passt Nummer 2 nicht eher zu uns",
        ),
        ids=(STANDARD, PLUS),
        contains=("Nach Ihren Angaben eher Digitalbonus Plus", "im Vergleich"),
    ),
    "one or the other": Case(
        (BAKER,),
        (
            "1 oder 2?",
            "lieber das erste oder das zweite?",
            "Vergleichen Sie 1 und 2",
            "was ist der Unterschied zwischen dem ersten und dem zweiten",
            "was ist besser, 1 oder 2",
            "nur die ersten beiden",
        ),
        ids=(PLUS, STANDARD),
        contains=("im Vergleich", "Ihr Anteil"),
    ),
    "a recommendation": Case(
        (BAKER,),
        ("welches würden Sie nehmen", "was raten Sie mir?", "welches ist das beste", "was empfehlen Sie"),
        ids=(PLUS,),
        contains=("An Ihrer Stelle würde ich mit", "mehr", "Vorher klären", "Zu bedenken"),
    ),
    "the own share of the one on the screen": Case(
        (BAKER, "Mehr zu Digitalbonus Plus"),
        (
            "rechnen Sie mir das mal durch",
            "was muss ich selber zahlen",
            "wie viel bekomme ich raus",
            "was bleibt an mir hängen",
            "muss ich das vorstrecken?",
            "wie hoch ist mein Eigenanteil",
            "was kostet mich das dann unterm Strich",
        ),
        ids=(PLUS,),
        contains=(
            "Zuschuss: höchstens 15.000 €",
            "Ihr Anteil: mindestens 15.000 €",
            "Zuerst zu zahlen: 30.000 €",
            "keine Zusage",
        ),
    ),
    "the own share of a list": Case(
        (BAKER,),
        ("rechnen Sie mir das mal durch", "was muss ich da selber zahlen", "günstiger"),
        ids=(PLUS, STANDARD, "erp-foerderzuschuss"),
        contains=("mindestens 15.000 €", "mindestens 22.500 €"),
    ),
    "another sum after the sums": Case(
        (BAKER, "Mehr zu Digitalbonus Plus", "was muss ich selber zahlen"),
        ("und bei 40.000?", "rechnen Sie mal mit 40000", "und wenn es 40.000 Euro werden?"),
        ids=(PLUS,),
        contains=("Ihre Ausgaben: 40.000 €", "Ihr Anteil: mindestens 20.000 €"),
    ),
    "a loan lowers nothing": Case(
        (JOINER, "das erste"),
        ("was muss ich selber zahlen", "rechnen Sie mir das mal durch"),
        ids=(LOAN,),
        contains=("Sie zahlen es zurück",),
        lacks=("Ihr Anteil",),
    ),
    "nothing is reckoned for what is ordered": Case(
        (BAKER, "Mehr zu Digitalbonus Plus"),
        ("wir haben die Kasse jetzt schon bestellt", "hab ich schon unterschrieben", "die Anlage ist schon bezahlt"),
        ids=(PLUS,),
        contains=("rechne ich keinen Zuschuss", "meist kein Geld mehr"),
        lacks=("15.000 €",),
    ),
    "nor afterwards": Case(
        (BAKER, "Mehr zu Digitalbonus Plus", "wir haben die Kasse jetzt schon bestellt"),
        ("was bekomme ich raus", "rechnen Sie mir das mal durch"),
        kind="question",
        contains=("noch nicht bestellt",),
        lacks=("15.000 €",),
    ),
    "but for what is still to be bought": Case(
        (BAKER, "Mehr zu Digitalbonus Plus", "wir haben die Kasse jetzt schon bestellt", "was bekomme ich raus"),
        ("noch 12000 für die Waage", "12.000 Euro", "12000"),
        ids=(PLUS,),
        contains=("Ihre Ausgaben: 12.000 €", "höchstens 6.000 €"),
    ),
    "the rest of the list after another answer": Case(
        (JOINER, "was ist Ransomware?"),
        (
            "weitere Programme",
            "die anderen Programme",
            "zeigen Sie mir die übrigen Programme",
            "mehr davon",
            "andere Förderungen",
        ),
        kind="programme_list",
        contains=("**4.",),
    ),
    "the list after one of it": Case(
        (JOINER, "Mehr zu 1"),
        ("die anderen", "weitere Programme", "gibts noch mehr?"),
        kind="programme_list",
        contains=("**4.",),
    ),
    "the list again": Case(
        (JOINER, "Wie sichern wir unsere Daten richtig?"),
        ("zeigen Sie die Liste nochmal", "zurück zur Liste", "nochmal die Programme bitte"),
        ids=(LOAN, INNOVATION, ADVICE),
        kind="programme_list",
        lacks=("Andere Programme habe ich",),
    ),
    "the last day in the calendar": Case(
        (JOINER, "Mehr zu 3"),
        (
            "Frist in den Kalender",
            "kann ich mir die Frist in den Kalender eintragen",
            "erinnern Sie mich an die Frist",
            "Frist von BAFA-Beratungsförderung in den Kalender",
        ),
        ids=(ADVICE,),
        contains=("läuft bis 31.12.2026", "zwei Wochen vorher"),
        download=f"frist-{ADVICE}.ics",
    ),
    "no day on record": Case(
        (JOINER, "Mehr zu 1"),
        ("Frist in den Kalender", "haben Sie das als ics für den Kalender?"),
        ids=(LOAN,),
        contains=("Ein Enddatum steht nicht in meinen Unterlagen",),
    ),
    "a choice with a question of its own": Case(
        (BAKER,),
        ("das zweite klingt gut, zahlen die auch Leasing?", "Nummer 2 nehm ich, geht das auch mit Leasing?"),
        ids=(STANDARD,),
        contains=("Leasing und Mietkauf sind ausgeschlossen",),
    ),
    "on the sheet": Case(
        (BAKER, "Mehr zu Digitalbonus Plus", "was muss ich selber zahlen"),
        ("Merkzettel", "was steht auf meinem Merkzettel"),
        ids=(PLUS,),
        download="merkzettel.pdf",
    ),
    "which kind of money": Case(
        (JOINER,),
        (
            "ist das ein Kredit?",
            "was davon ist ein Zuschuss",
            "sind das Darlehen oder Zuschüsse",
        ),
        ids=(LOAN, INNOVATION, ADVICE),
        contains=("IB-Digitalisierungsdarlehen: Darlehen, wird zurückgezahlt", "DIGITAL INNOVATION: Zuschuss"),
    ),
    "the quickest": Case(
        (JOINER,),
        ("Welches geht am schnellsten?", "was ist das schnellste"),
        ids=(LOAN, INNOVATION, ADVICE),
        contains=("Wie schnell die Stellen entscheiden", "Sicher offen ist: BAFA-Beratungsförderung"),
    ),
    "the easiest": Case(
        (JOINER,),
        ("welches macht am wenigsten Aufwand", "was ist am einfachsten"),
        ids=(LOAN, INNOVATION, ADVICE),
        contains=("Ein tragfähiges Konzept mit Businessplan ist nötig",),
    ),
    "whether a place of the list is one for the firm": Case(
        (JOINER,),
        ("Ist das zweite was für uns?", "passt Nummer 2 zu uns?", "kommt das zweite für uns infrage"),
        ids=(INNOVATION,),
        contains=("Das kommt infrage", "Passt:"),
    ),
    "against another place after a comparison": Case(
        (BAKER, "Vergleichen Sie 1 und 2"),
        ("und gegen das dritte?", "und im Vergleich zum dritten?"),
        ids=("erp-foerderzuschuss", PLUS),
        contains=("im Vergleich",),
    ),
    "a side of another place than the one on the screen": Case(
        (JOINER, "Mehr zu 3"), ("was muss ich beim ersten beachten", "welche Bedingungen hat das erste"), ids=(LOAN,)
    ),
    "the rest after one that is not on the list": Case(
        (JOINER, "ist ZIM nicht besser für uns?"),
        ("noch andere?", "weitere Programme"),
        kind="programme_list",
        contains=("**4.",),
    ),
    "narrowed after a term in between": Case(
        (JOINER, "was ist ein Förderkredit?"),
        (
            "nee kredite will ich nicht",
            "Kredite interessieren mich nicht",
            "ohne dass ich zur Bank muss",
            "nix mit der Bank",
        ),
        kind="programme_list",
        contains=("eggelassen",),
        lacks=("IB-Digitalisierungsdarlehen",),
    ),
    "a number far from all that was told is no correction": Case(
        ("Hotel in Rostock mit 30 Leuten, neues Buchungssystem, gibts Zuschuss?",),
        ("30000",),
        kind="question",
        contains=("Was bedeutet die 30.000",),
    ),
    # what only sounds like it
    "an answer in between keeps its own follow-ups": Case(
        (JOINER, "Was kostet ein Onlineshop?"),
        ("wie lange dauert das", "und wer macht das"),
        lacks=("IB-Digitalisierungsdarlehen",),
    ),
    "when a purchase pays is another sum": Case(
        (BAKER, "Mehr zu Digitalbonus Plus"),
        ("Mit unseren Zahlen rechnen",),
        kind="question",
        contains=("fünf Fragen",),
    ),
    "an emergency stays one": Case(
        (JOINER, "Mehr zu 1"), ("Hilfe, bei uns ist alles verschlüsselt",), kind="emergency"
    ),
    "the sum that was asked for is that of the advice, with the rate of the Land": Case(
        (JOINER_TH, "was bringt mir diese BAFA Beratung, was zahl ich da selber"),
        ("sag mal 3000 für die beratung", "3000", "so um die 3.000 Euro", "die Beraterin will 3000 haben"),
        ids=(ADVICE,),
        contains=(
            "Honorar der Beratung: 3.000 €",
            "2.400 € (80 %)",
            "Ihr Anteil: 600 €",
            "An der Anschaffung zahlt es nichts",
        ),
    ),
    "before it is asked for, the rate of the Land is said": Case(
        (JOINER_TH,),
        (
            "was bringt mir diese BAFA Beratung, was zahl ich da selber",
            "was muss ich bei der BAFA-Beratung selbst zahlen",
        ),
        ids=(ADVICE,),
        contains=("in Thüringen 80 % vom Honorar, höchstens 2.800 €", "Was soll die Beratung kosten"),
    ),
    "programme and sum in one message": Case(
        (JOINER_TH,),
        (
            "3000 Euro Beratung, wieviel zahlt bafa in Thüringen",
            "Wie viel zahlt die BAFA-Beratungsförderung von 3.000 Euro?",
            "was wären das bei BAFA von 3000 Euro für mich",
        ),
        ids=(ADVICE,),
        contains=("2.400 € (80 %)",),
    ),
    "what is not ordered yet is reckoned": Case(
        (JOINER_TH, "mehr zum Digitalbonus TH", "was zahl ich da selber"),
        (
            "der laser war 1800, den kann ich ja rauslassen. die software und tablets 14000 sind noch nicht bestellt",
            "den Laser für 1.800 Euro hab ich bestellt. die Software für 14.000 Euro noch nicht",
        ),
        ids=("th-digitalbonus",),
        contains=("Ihre Ausgaben: 14.000 €", "Zuschuss: höchstens 7.000 €"),
    ),
    "a sum by the month counts for the first year": Case(
        (JOINER_TH, "mehr zum Digitalbonus TH", "was zahl ich da selber"),
        ("so 250 Euro im Monat plus 3000 Einrichtung", "einmalig 3.000 €, dann 250 € monatlich"),
        ids=("th-digitalbonus",),
        contains=("6.000 € im ersten Jahr", "Ihre Ausgaben: 6.000 €"),
    ),
    "money for research is not reckoned for a purchase": Case(
        (JOINER,),
        ("was zahlt ZIM von 64.000 Euro", "wie viel bekomme ich bei ZIM für 64.000 Euro?"),
        ids=("zim",),
        contains=("Forschung und Entwicklung", "An einer Anschaffung zahlt es nichts"),
        lacks=("Ihr Anteil",),
    ),
}


@pytest.mark.parametrize(
    ("name", "text"),
    [(name, text) for name, case in CASES.items() for text in case.said],
    ids=lambda value: str(value)[:60],
)
def test_in_any_words(in_process_bot: Any, name: str, text: str) -> None:
    case = CASES[name]
    messages = asyncio.run(_last(in_process_bot, f"lists-{name}-{text}", (*case.before, text)))
    said = "\n".join(str(message["text"]) for message in messages if message.get("text"))
    facts: dict[str, Any] = next((message["custom"] for message in messages if message.get("custom")), {})
    if case.ids is not None:
        assert tuple(facts["ids"][: len(case.ids)]) == case.ids, said
    if case.kind is not None:
        assert facts["kind"] == case.kind, said
    assert not [words for words in case.contains if words not in said], said
    assert not [words for words in case.lacks if words in said], said
    if case.download is not None:
        assert facts["download"]["file"] == case.download


async def _last(bot: Any, conversation: str, texts: tuple[str, ...]) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    for text in texts:
        messages, _ = await bot.answer(text, conversation)
    return messages


def test_the_calendar_file_is_made_when_it_is_asked_for(in_process_bot: Any) -> None:
    talk = "lists-file"
    asyncio.run(_last(in_process_bot, talk, (JOINER, "Mehr zu 3", "Frist in den Kalender")))
    content = asyncio.run(in_process_bot.file(f"frist-{ADVICE}.ics", talk))
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"DTSTART;VALUE=DATE:20261231" in content
    assert asyncio.run(in_process_bot.file(f"frist-{LOAN}.ics", talk)) is None, "no end on record"
    assert asyncio.run(in_process_bot.file("frist-gibt-es-nicht.ics", talk)) is None
    assert asyncio.run(in_process_bot.file(f"frist-{ADVICE}.ics", "no such talk")) is None
