"""What stands in the way of saving, in the German of people who know no YAML: beside the field, with what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from bot.desk.contents.fields import Field, fields_of
from bot.desk.contents.kinds import Kind, Row
from bot.desk.contents.labels import codes_of, label_of
from bot.knowledge.checking import Defect, defects_of

_SENTENCES = (
    (re.compile(r"dieses Feld erwartet, es fehlt|ein Wert erwartet$"), "Hier fehlt etwas. Füllen Sie das Feld aus."),
    (re.compile(r"ein Text erwartet, der nicht leer ist"), "Hier fehlt etwas. Füllen Sie das Feld aus."),
    (re.compile(r"höchstens (\d+) Zeichen erwartet"), r"Höchstens \1 Zeichen. Bitte kürzen."),
    (re.compile(r"eine ganze Zahl erwartet"), "Schreiben Sie nur Ziffern, zum Beispiel 50000. Unbekanntes bleibt leer."),
    (re.compile(r"eine Zahl erwartet$"), "Schreiben Sie eine Zahl, zum Beispiel 40 oder 12,5. Unbekanntes bleibt leer."),
    (re.compile(r"ein Datum der Form JJJJ, .*"), "Schreiben Sie das Datum als 2024, 07.2024 oder 15.07.2024."),
    (re.compile(r"ein Datum der Form JJJJ-MM-TT erwartet"), "Schreiben Sie den Tag als 31.12.2027. Diesen Tag muss es geben."),
    (re.compile(r"ein Datum erwartet, das nicht in der Zukunft liegt"),
        "Dieses Datum liegt in der Zukunft. Wann stand es so auf der Seite?"),
    (re.compile(r"den Tag der neuesten Quelle erwartet, der nicht in der Zukunft liegt"),
        "Dieser Tag liegt in der Zukunft. Wann wurde es geprüft?"),
    (re.compile(r"den Tag der neuesten Quelle erwartet, oder.*"),
        "Wann stand es so auf der Seite? Tragen Sie den Tag ein, oder schreiben Sie in die Notiz, warum es "
        "keinen gibt."),
    (re.compile(r"ein Jahr erwartet, das nicht in der Zukunft liegt"), "Dieses Jahr liegt in der Zukunft."),
    (re.compile(r"ein Jahr von (\d+) bis (\d+) erwartet"), r"Das Jahr muss von \1 bis \2 sein."),
    (re.compile(r"eine Webadresse erwartet.*"), "Eine Adresse beginnt mit https:// und hat keine Leerzeichen."),
    (re.compile(r"eine E-Mail-Adresse erwartet.*"), "Schreiben Sie eine E-Mail-Adresse, zum Beispiel team@beispiel.de."),
    (re.compile(r"die Seite erwartet, auf der es steht.*"),
        "Nehmen Sie die Adresse der Seite, auf der es steht, nicht nur die Startseite."),
    (re.compile(r"eine öffentliche Seite erwartet, (.*)"), r"Nehmen Sie eine öffentliche Seite, \1."),
    (re.compile(r"eine feste Seite erwartet, (.*)"), r"Nehmen Sie eine feste Seite, \1."),
    (re.compile(r"mindestens eine Quelle erwartet"), "Tragen Sie mindestens eine Quelle ein: Titel und Adresse."),
    (re.compile(r"einen ganzen Satz mit Punkt am Ende erwartet.*"), "Schreiben Sie ganze Sätze. Am Ende steht ein Punkt."),
    (re.compile(r"jeden Wert nur einmal erwartet, doppelt ist (.*)"), r"Das steht zweimal da: \1. Bitte einmal löschen."),
    (re.compile(r"richtige Umlaute erwartet.*"), "Die Umlaute sind beschädigt. Tippen Sie die Stelle neu."),
    (re.compile(r"reinen Text erwartet.*"), "Hier stehen Zeichen aus einer Webseite (<…> oder &…;). Bitte löschen."),
    (re.compile(r"eine Zahl von 0 bis 100 erwartet"), "Prozent gehen von 0 bis 100."),
    (re.compile(r"Prozent erwartet: 40 statt 0,4"), "Schreiben Sie Prozent: 40 statt 0,4."),
    (re.compile(r"eine Zahl ab (\S+) erwartet"), r"Die Zahl muss mindestens \1 sein."),
    (re.compile(r"eine Zahl bis (\S+) erwartet"), r"Die Zahl darf höchstens \1 sein."),
    (re.compile(r"eine Kennung erwartet, die nur einmal vorkommt.*"),
        "Diesen Eintrag gibt es schon. Ändern Sie den vorhandenen, oder nehmen Sie eine andere Kennung."),
    (re.compile(r"höchstens (\d+) Kleinbuchstaben.*"),
        r"Eine Kennung hat Kleinbuchstaben, Ziffern und Bindestriche, höchstens \1."),
    (re.compile(r"die Kennung eine[sr] (\S+?)e?s? .*erwartet|die Kennung eine[sr] (\S+) erwartet"),
        "Diese Kennung gibt es nicht. Suchen Sie den Eintrag unter „Inhalte“, dort steht sie."),
    (re.compile(r"eine Frage erwartet, die nicht schon zum Artikel „(.*)“ gehört"),
        r"Diese Frage gehört schon zum Artikel „\1“. Bitte hier löschen."),
    (re.compile(r"eine Frage erwartet; das hier sagt man in jedem Gespräch"),
        "Das sagt man in jedem Gespräch, es führt zu keinem Artikel. Bitte löschen."),
    (re.compile(r"keine Gruppe erwartet, die auch unter excluding steht: (.*)"), r"Diese Gruppe steht auch unter „Nicht für“: \1."),
    (re.compile(r"eine? (?:Land|Thema|Branche|Facette|Gruppe|Themenbereich|Rechtsform|Kammer) erwartet.*"),
        "Wählen Sie etwas aus der Liste."),
    (re.compile(r"einer dieser Werte erwartet.*"), "Wählen Sie etwas aus der Liste."),
)  # fmt: skip
"""Messages of the check (``bot.knowledge.checking``, ``bot.knowledge.fields``) as a form says them."""
_LOWER = re.compile(r"ein Wert erwartet, der nicht unter (\w+) \((.*)\) liegt")


def of_model(kind: Kind, row: Row) -> dict[str, str]:
    """Return what the schema has against a record by itself."""
    try:
        kind.model.parse_obj(row)
    except ValidationError as error:
        return of_defects(kind, defects_of("", "", dict(row), error))
    return {}


def of_defects(kind: Kind, defects: Iterable[Defect]) -> dict[str, str]:
    """Return the defects of one record by the inputs they belong to."""
    found: dict[str, str] = {}
    for defect in defects:
        name, said = _place(kind, defect), _said(kind, defect)
        found[name] = f"{found[name]} {said}" if name in found and said not in found[name] else said
    return found


def required(fields: tuple[Field, ...], row: Row, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the fields that say nothing and have to: the check of the files takes an empty list."""
    for field in fields:
        if field.is_needed and row.get(field.name) in (None, "", [], {}):
            chosen = field.widget in ("choice", "choices")
            said = "Wählen Sie etwas aus." if chosen else "Hier fehlt etwas. Füllen Sie das Feld aus."
            if field.widget == "records":
                said = "Tragen Sie mindestens eine Quelle ein: Titel und Adresse."
            yield prefix + field.name, said


def source_missing(kind: Kind, before: Row, row: Row) -> dict[str, str]:
    """Return that an answer or a number has no source: what is new or says something else needs one."""
    if kind.code == "artikel":
        has_one = any(fact.get("source_url") for fact in row.get("facts") or ()) or any(row.get("links") or ())
        is_new = any(before.get(name) != row.get(name) for name in ("answer", "facts"))
        if is_new and not has_one:
            return {
                "facts": "Woher wissen wir das? Tragen Sie hier oder unter „Zum Weiterlesen“ mindestens eine Seite mit Adresse ein."
            }
    if kind.code == "kontakt" and not (row.get("source_url") and row.get("source_title")):
        is_new = any(
            before.get(name) != row.get(name) for name in ("phone", "email", "web", "source_url", "source_title")
        )
        if is_new:
            missing = "source_title" if row.get("source_url") else "source_url"
            return {missing: "Woher haben wir die Nummer? Tragen Sie Quelle und Adresse ein."}
    return {}  # fmt: skip


def _place(kind: Kind, defect: Defect) -> str:
    name = defect.field.split(".")[0]
    if not name and "Frage" in defect.problem:
        return "alt_questions"  # the check names the article and the sentence
    held = next((field for field in fields_of(kind.code) if field.name == name), None)
    if held is None:
        return ""
    deep = {"records": 3, "group": 2}.get(held.widget, 1)
    return ".".join(defect.field.split(".")[:deep])


def _said(kind: Kind, defect: Defect) -> str:
    problem = defect.problem
    if match := _LOWER.search(problem):
        return f"Das ist weniger als „{label_of(kind.code, match[1])}“ ({match[2]})."
    for pattern, german in _SENTENCES:
        if match := pattern.search(problem):
            said = match.expand(german) if "\\" in german else german
            return said + _found(kind, defect)
    return problem[:1].upper() + problem[1:] + "." + _found(kind, defect)


def _found(kind: Kind, defect: Defect) -> str:
    names_it = not defect.field or "." in defect.field or defect.field in ("aliases", "alt_questions")
    if defect.found in (None, "nichts") or not names_it or codes_of(kind.code, defect.field):
        return ""
    return f" Gemeint ist: „{defect.found}“."
