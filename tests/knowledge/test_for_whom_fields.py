"""Whom a programme is for, in fields: what staff may write, what they are told when it is wrong, and when a field is missing."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from knowledge_samples import Content
from pydantic import ValidationError

from bot.commands.knowledge import check
from bot.knowledge.checking import BrokenContent, read_knowledge
from bot.knowledge.for_whom import NOBODY_RULED_OUT, ForWhom, ForWhomModel
from bot.knowledge.records import Programme
from bot.knowledge.unsaid import unsaid
from tests.content import own_content

KB = own_content()
SOME = next(iter(KB.programmes.values()))


def with_texts(for_whom: ForWhom = NOBODY_RULED_OUT, **texts: Any) -> Programme:
    plain = {"beneficiaries": "Unternehmen im Land.", "excluded": None, "conditions": ()}
    return dataclasses.replace(SOME, for_whom=for_whom, **{**plain, **texts})


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"only": ["firmen"]}, "eine Gruppe erwartet, möglich sind: gewerbe"),
        ({"partly": {"aerzte": "nur halb"}}, "eine Gruppe erwartet"),
        ({"legal_forms": ["GmbH"]}, "eine Rechtsform erwartet, möglich sind: ggmbh"),
        ({"chambers": ["aerztekammer"]}, "eine Kammer erwartet"),
        ({"excluding": ["vereine", "vereine"]}, "jeden Wert nur einmal erwartet"),
        (
            {"excluding": ["vereine"], "only": ["vereine"]},
            "keine Gruppe erwartet, die auch unter excluding steht: „vereine“",
        ),
        ({"excluding": ["vereine"], "partly": {"vereine": "x"}}, "auch unter excluding steht"),
        ({"min_age_months": 60, "max_age_months": 12}, "nicht unter min_age_months (60)"),
    ],
)
def test_what_is_wrong_is_said_in_german(written: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ForWhomModel.parse_obj(written)
    assert said in " ".join(error["msg"] for error in caught.value.errors())


def test_a_fault_names_file_record_and_field(content: Content) -> None:
    content.files["programmes/sachsen-anhalt.yaml"][0]["for_whom"] = {"size": "riesig", "grupe": 1}
    content.write()
    with pytest.raises(BrokenContent) as caught:
        read_knowledge(content.folder)
    found = caught.value.defects
    assert {(defect.record, defect.field) for defect in found} == {
        ("st-digi", "for_whom.size"),
        ("st-digi", "for_whom.grupe"),
    }


def test_what_is_written_is_read_back() -> None:
    for programme in KB.programmes.values():
        assert ForWhom.read(programme.for_whom.written()) == programme.for_whom


@pytest.mark.parametrize(
    ("texts", "field", "enough"),
    [
        ({"excluded": "Freie Berufe und Vereine."}, "freie-berufe", ForWhom(excluding=("freie-berufe", "vereine"))),
        ({"excluded": "Landwirtschaft."}, "landwirtschaft", ForWhom(partly=(("landwirtschaft", "nur Hofläden"),))),
        ({"beneficiaries": "Kleine und mittlere Unternehmen."}, "size", ForWhom(size="kmu")),
        ({"beneficiaries": "Firmen, höchstens fünf Jahre alt."}, "max_age_months", ForWhom(max_age_months=60)),
        ({"beneficiaries": "Mitgliedsbetriebe im Land."}, "chambers", ForWhom(chambers=("ihk",))),
        ({"beneficiaries": "Gewerbliche Betriebe."}, "gewerbe", ForWhom(only=("gewerbe",))),
        ({"conditions": ("Verbundene Firmen zählen mit.",)}, "linked_firms", ForWhom(linked_firms="zaehlen-mit")),
        ({"beneficiaries": "Betriebe im Raum Halle."}, "area", ForWhom(area="im Raum Halle")),
    ],
)
def test_what_a_sentence_says_and_no_field_is_a_hint(texts: dict[str, Any], field: str, enough: ForWhom) -> None:
    assert any(field in missing for _, missing in unsaid(with_texts(**texts)))
    assert not list(unsaid(with_texts(enough, **texts)))


def test_ordinary_sentences_give_no_hint() -> None:
    plain = with_texts(
        beneficiaries="Alle Betriebe im Land.", excluded="Schon begonnene Vorhaben, Vereinbarungen mit Dritten."
    )
    assert not list(unsaid(plain))


@pytest.mark.parametrize("id_", sorted(KB.programmes))
def test_the_fields_of_the_real_records_say_what_their_sentences_say(id_: str) -> None:
    assert list(unsaid(KB.programmes[id_])) == []


def test_the_check_shows_hints_and_still_succeeds(content: Content, capsys: pytest.CaptureFixture[str]) -> None:
    content.files["programmes/sachsen-anhalt.yaml"][0].update(excluded="Freie Berufe.", for_whom=None)
    content.write()

    class Arguments:
        folder = content.folder

    code = check(Arguments())  # type: ignore[arg-type]
    printed = capsys.readouterr()
    assert code == 0, printed.err
    assert "Hinweis: st-digi: Der Text nennt „Freie“, es fehlt for_whom mit der Gruppe freie-berufe." in printed.out
