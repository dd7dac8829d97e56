"""What owners type about examples of other firms, and what is read in it."""

from __future__ import annotations

import pytest

from bot.language.asked.examples import (
    asks_who_did,
    matter_pointed_at,
    names_example,
    points_at_them,
    points_at_town,
    read_example_wish,
    tells_of,
)


def wishes(text: str) -> set[str]:
    return {name for name, value in vars(read_example_wish(text)).items() if value}


@pytest.mark.parametrize(
    ("wish", "texts"),
    [
        (
            "failed",
            (
                "ist das mal schiefgegangen",
                "wo hat es nicht geklappt",
                "bei wem ging sowas daneben",
                "und wer hat sich damit auf die Nase gelegt",
                "gibts auch negative Beispiele?",
            ),
        ),
        (
            "own_size",
            (
                "hat das jemand in meiner Größe gemacht",
                "kennt ihr eine Firma so groß wie wir?",
                "jemand mit ähnlich vielen Leuten?",
                "was in unserer Betriebsgröße",
            ),
        ),
        (
            "smaller",
            (
                "kleiner",
                "etwas kleiner bitte",
                "die sind mir alle zu groß",
                "die haben sieben Häuser, gibts auch kleinere?",
            ),
        ),
        ("larger", ("größere bitte", "haben Sie was größeres")),
        (
            "near",
            ("aus meiner Nähe", "gibts welche hier in der Gegend", "bei uns um die Ecke vielleicht?", "von hier?"),
        ),
        (
            "another",
            (
                "noch eins",
                "was anderes",
                "haben sie noch was anderes",
                "zeig mir ein anderes",
                "nee, lieber ein anderes",
            ),
        ),
        (
            "meet",
            (
                "mit wem könnte ich reden",
                "gibt es einen Ansprechpartner",
                "kann man die mal besuchen?",
                "könnten wir uns das vor Ort anschauen",
                "mit dem mal telefonieren, geht das?",
            ),
        ),
        ("where", ("wo sitzen die?", "woher kommt der denn", "wo ist das")),
        (
            "like_us",
            (
                "kennen Sie einen Betrieb wie unseren",
                "Kennen Sie einen Laden wie meinen?",
                "ein vergleichbares Unternehmen bitte",
            ),
        ),
        ("cost", ("was hat es gekostet", "wie teuer war der Spaß", "was haben die dafür bezahlt")),
        ("outcome", ("was hat es gebracht", "was ist dabei rausgekommen", "hat sich das gelohnt?")),
    ],
)
def test_a_wish_is_read_in_many_words(wish: str, texts: tuple[str, ...]) -> None:
    assert not [text for text in texts if wish not in wishes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Was kann bei der Einführung schiefgehen?",  # a question about a topic
        "Brauchen wir eine größere Halle für die neuen Maschinen und mehr Leute?",
        "Wie führen wir digitale Zeiterfassung ein?",
        "Müssen kleinere Betriebe auch E-Rechnungen schreiben können?",
    ],
)
def test_a_question_about_a_topic_is_no_wish_for_other_examples(text: str) -> None:
    assert not wishes(text) & {"failed", "own_size", "smaller", "larger", "near", "another", "like_us"}


@pytest.mark.parametrize(
    ("text", "detail", "kind", "theirs"),
    [
        ("das aus Dessau", "Dessau", "place", True),
        ("mehr zu der in wiesbaden, was hats gekostet?", "wiesbaden", "place", True),
        ("und das Beispiel von der Firma in Overath?", "Overath", "place", True),
        ("Beispiele aus der Altmark", "Altmark", "place", False),
        ("wir sind die aus Dessau", "Dessau", "place", False),
        ("die Bäckerei", "Bäckerei", "sector", True),
        ("was hat die kleine Tischlerei gemacht", "Tischlerei", "sector", True),
        ("Bäckerei", "Bäckerei", "sector", False),
        ("welche Förderung gibt es für die Bäckerei", "Bäckerei", "sector", False),
        ("wir sind die Bäckerei am Markt", "Bäckerei", "sector", False),
        ("die mit 372 Leuten", "372 Leuten", "employees", True),
        ("die haben ja 30 Leute, wir nur 4", "30 Leute", "employees", True),
        ("die haben ja 30 Leute, wir nur 4", "4", "employees", False),
    ],
)
def test_what_tells_of_a_firm_shown_is_not_the_owners_own(text: str, detail: str, kind: str, theirs: bool) -> None:
    start = text.index(detail)
    assert points_at_them(text, start, start + len(detail), kind) is theirs


def test_a_town_that_no_gazetteer_knows_is_pointed_at() -> None:
    assert points_at_town("das aus Rhens bitte", "Rhens")
    assert not points_at_town("wir kommen aus Rhens", "Rhens")
    assert not points_at_town("das aus Rhens bitte", "Rehna")


def test_a_story_is_pointed_at_by_what_it_is_about() -> None:
    story = "Dachdecker mit 15 Leuten kauft eine Drohne auf Rat seiner Lehrlinge"
    assert tells_of(matter_pointed_at("das mit den Drohnen, wie lief das?"), story)
    assert not tells_of(matter_pointed_at("das mit dem Automaten"), story)
    assert not matter_pointed_at("was kostet eine Drohne?")
    assert not matter_pointed_at("das mit der Drohne machen wir auch")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("hat schon mal jemand mit ner Website für Sträuße Geld verdient?", True),
        ("Hat das irgendwer schon ausprobiert oder umgestellt?", True),
        ("Kennen Sie einen Laden wie meinen?", True),
        ("Hat jemand unsere Daten gestohlen?", False),
        ("Wie viel Geld bekommt jemand, der das schon gemacht hat?", False),
    ],
)
def test_who_has_done_it_is_asked_whatever_it_is(text: str, asks: bool) -> None:
    assert asks_who_did(text) is asks


def test_the_example_as_such_is_named() -> None:
    assert names_example("mehr zum Beispiel")
    assert names_example("erzählen Sie mehr von dem Betrieb")
    assert not names_example("Gibts auch ein Beispiel mit KI?")
    assert not names_example("Beispiele dazu")
