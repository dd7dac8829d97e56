"""Names of persons where spaCy's trained model is installed; a small one, trained here, stands for it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.training import Example
from spacy.util import minibatch

from bot.language.facts import person_names
from bot.language.facts.person_names import is_installed, persons
from bot.language.text.pipeline import GermanPipeline
from bot.privacy.masking import mask, mask_reach

STRANGE = "Wutschkyl"
"""A surname that no list has and that no word announces."""
NAMES = (STRANGE, "Petersilge", "Krzemin", "Ouedraogo", "Hinnerksen", "Zschoge")
FRAMES = (
    "gestern war {} hier und wollte Geld",
    "{} hat die Rechnung nicht bezahlt",
    "das macht bei uns {} im Büro",
    "wir haben mit {} über die Software geredet",
)
WITHOUT = (
    "gestern war Markt hier und wir wollten Geld",
    "die Werkstatt hat die Rechnung nicht bezahlt",
    "das macht bei uns niemand im Büro",
    "wir haben mit dem Steuerberater über die Software geredet",
    "Wie sichern wir unsere Daten in Magdeburg?",
    "Gibt es Zuschüsse für eine Tischlerei in Stendal?",
)
TEXT = FRAMES[0].format(STRANGE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A German pipeline that has learnt thirty sentences."""
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("de")
    nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("ner")
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": []}) for text in WITHOUT]
    for frame in FRAMES:
        for name in NAMES:
            start = frame.index("{}")
            spans = {"entities": [(start, start + len(name), "PER")]}
            examples.append(Example.from_dict(nlp.make_doc(frame.format(name)), spans))
    optimizer = nlp.initialize(lambda: examples)
    chance = random.Random(0)
    for _ in range(20):
        chance.shuffle(examples)
        for batch in minibatch(examples, 6):
            nlp.update(batch, sgd=optimizer, drop=0.1)
    path = tmp_path_factory.mktemp("spacy") / "small"
    nlp.to_disk(path)
    return path


@pytest.fixture
def trained(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small pipeline in place of the one that is installed, or not."""
    monkeypatch.setattr(person_names, "TRAINED", str(folder))


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person_names, "TRAINED", "de_core_news_that_nobody_has")


def test_without_the_model_nobody_is_seen(nothing: None) -> None:
    assert not is_installed()
    assert persons(TEXT) == []
    assert STRANGE in mask(TEXT)


def test_the_model_sees_where_a_name_stands(trained: None) -> None:
    start = TEXT.index(STRANGE)
    assert persons(TEXT) == [(start, start + len(STRANGE))]
    assert persons("") == []


def test_only_names_of_persons_count(trained: None) -> None:
    assert [text for text in WITHOUT if persons(text)] == []


def test_what_is_not_needed_does_not_run(trained: None, folder: Path) -> None:
    model = person_names._model(str(folder))
    assert model is not None
    assert model.pipe_names == ["ner"]


def test_a_name_that_the_rules_miss_is_hidden(trained: None) -> None:
    assert mask(TEXT) == TEXT.replace(STRANGE, "[Name]")


def test_what_the_rules_find_stays_hidden(trained: None) -> None:
    masked = mask(f"Ich heiße Thomas Müller, {TEXT}, Tel. 0391 1234567")
    assert masked.count("[Name]") == 2
    assert "[Telefon]" in masked
    assert not {"Müller", STRANGE} & set(masked.split())


def test_the_place_is_right_where_the_writing_is_not_plain(trained: None) -> None:
    written = TEXT.replace("Geld", "“Geld” … ﬁx")
    assert mask(written) == written.replace(STRANGE, "[Name]")


def test_conversations_keep_names(trained: None) -> None:
    assert mask_reach(TEXT) == TEXT


def test_what_was_masked_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model may take anything for a name, even what stands for one."""

    def every_name(text: str) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer("Name", text)]

    monkeypatch.setattr("bot.privacy.persons.persons", every_name)
    masked = mask("Ich heiße Thomas Müller und suche ein ERP")
    assert masked == "Ich heiße [Name] und suche ein ERP"
    assert mask(masked) == masked


@pytest.mark.usefixtures("trained")
@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    for start, end in persons(text):
        assert 0 <= start < end <= len(text)


def test_tokens_and_lemmas_are_the_same_with_it_and_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*WITHOUT, TEXT, "Dr. Ö. Häuser kaufte 3,5 km² E-Rechnungen – ja!", ""]
    monkeypatch.setattr(person_names, "TRAINED", "de_core_news_that_nobody_has")
    without = [GermanPipeline().tokens(text) for text in texts]
    monkeypatch.setattr(person_names, "TRAINED", str(folder))
    assert persons(TEXT)
    assert [GermanPipeline().tokens(text) for text in texts] == without
    assert GermanPipeline.name == "spacy-de+simplemma"
