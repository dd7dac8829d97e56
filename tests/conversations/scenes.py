"""Every point at which a talk can stand, reached as owners reach it: what was shown before, and the question that is open."""

from __future__ import annotations

from dataclasses import dataclass

from tests.conversations.stage import Outcome, Said, Stage

SHOWN: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "greeting": ("Hallo",),
    "article": ("Wie sichern wir unsere Daten richtig?",),
    "ask back": ("wie fange ich mit ki an und wie rechnet sich das für meinen laden",),
    "glossary": ("Was ist ein ERP?",),
    "programme list": ("Tischlerei, 8 Leute, Stendal, wollen ERP für 30.000 €, gibt's da was?",),
    "programme": ("Was ist ZIM?",),
    "examples": ("Zeigen Sie mir Beispiele aus anderen Betrieben",),
    "example": ("Zeigen Sie mir Beispiele aus anderen Betrieben", "das erste"),
    "emergency": ("Wir sind gehackt worden, alles ist verschlüsselt",),
    "region": ("Wo steht Sachsen-Anhalt?",),
    "centre": ("Wer steckt hinter dem Zentrum?",),
    "facts noted": ("Tischlerei in Stendal mit 8 Leuten",),
    "sheet": ("Was ist ZIM?", "Merken", "Merkzettel"),
    "rated": ("Was ist ein ERP?", "Das hat nicht geholfen"),
    "fallback": ("asdf qwertz", "hjkl vbnm"),
    "out of scope": ("Wie wird morgen das Wetter?",),
    "crisis": ("Ich will nicht mehr leben",),
    "deletion asked": ("Löschen Sie alles",),
    "stored facts": ("Was wissen Sie über mich?",),
    "number": ("14",),
    "why": ("Tischlerei, 8 Leute, Stendal, wollen ERP für 30.000 €, gibt's da was?", "Warum passt das erste?"),
}
"""Messages that bring each kind of answer on the screen."""

EVERY_STEP_AFTER = ("nothing", "programme list", "example")
"""After these answers every question of each dialogue is looked at, after the others the first one."""

_FUNDING = ("Welche Förderung passt zu uns?", "Bayern", "Software", "Weiß ich nicht")
"""In Bavaria the size is asked for, too: its programmes end at 50 heads."""
_CHECK = ("Check starten", *["Weiß ich nicht"] * 12)
_CALCULATION = ("Mit unseren Zahlen rechnen", "40 mal im Monat", "20 Minuten", "30 Euro", "5000 Euro", "50 Euro")
_CONTACT = (
    "Ich möchte mit einem Menschen sprechen",
    "Ja, einverstanden",
    "Erika Beispiel",
    "erika@example.org",
    "Vormittags",
    "Wir suchen Rat zu einem Onlineshop",
    "Abschicken",
)
DIALOGUES: dict[str, tuple[str, ...]] = {
    "funding_form": _FUNDING,
    "check_form": _CHECK,
    "calculation_form": _CALCULATION,
    "contact_form": _CONTACT,
}
"""What opens each dialogue, and an answer to each of its questions. After the last one it is done."""

BETWEEN = (Said("Danke", "thank"), Said("Was ist ein ERP?", "ask_glossary"))
"""What is said in between: once, so that the question was put again, and twice, so that it was not."""


@dataclass(frozen=True)
class Scene:
    """A point of a talk. ``name`` says how it was reached; ``talk`` is the stored conversation."""

    name: str
    talk: str


def scenes(stage: Stage) -> list[Scene]:
    """Return all points: each answer shown, with no question open and with questions of each dialogue open after it.

    Each open question stands there three times: just asked, asked again after something else was answered, and not asked
    any more after something else was answered twice.
    """
    found = []
    for shown, texts in SHOWN.items():
        talk = ""
        for text in texts:
            talk = stage.say(text, talk).talk
        found.append(Scene(shown, talk))
        for form, steps in DIALOGUES.items():
            looked_at = steps if shown in EVERY_STEP_AFTER else steps[:1]
            found += _steps(stage, f"{shown}, {form}", form, looked_at, talk)
    return [Scene(scene.name, stage.shortened(scene.talk)) for scene in found]


def _steps(stage: Stage, name: str, form: str, steps: tuple[str, ...], talk: str) -> list[Scene]:
    found = []
    for number, text in enumerate(steps):
        talk = stage.say(text, talk).talk
        asked = _open_question(Outcome([], talk))
        if form not in asked:
            found.append(Scene(f"{name} done", talk))
            break
        name_here = f"{name} {number + 1}"
        found.append(Scene(name_here, talk))
        between = talk
        for times, said in enumerate(BETWEEN, 1):
            between = stage.say(said, between).talk
            found.append(Scene(f"{name_here}, {times} in between", between))
    return found


def _open_question(outcome: Outcome) -> str:
    loops = [event.get("name") or "" for event in outcome.events if event["event"] == "active_loop"]
    return loops[-1] if loops else ""
