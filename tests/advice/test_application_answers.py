"""What is said about applying for a programme: from its record, else honestly; never a yes or no to another question (F24)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import get_args

import pytest

from bot.advice.applications.de_minimis import ASKS, ceiling, left, question
from bot.advice.applications.replies import general_article, in_general, of_programme, of_several
from bot.advice.applications.sides import SIDE_OF, side
from bot.knowledge.plausible import gives_verdict
from bot.knowledge.records import KnowledgeBase
from bot.language.asked.application import Asked

KINDS: tuple[Asked, ...] = get_args(Asked)
YES_OR_NO: dict[Asked, str] = {
    "repayment": "Muss ich das zurückzahlen?",
    "combination": "Kann ich das kombinieren?",
    "house_bank": "Muss das über die Hausbank?",
    "may_order": "Darf ich schon bestellen?",
    "de_minimis": "Ist das De-minimis?",
}
HONEST = (
    "sagt keine meiner Quellen",
    "habe ich nicht gesichert",
    "In den Bedingungen steht",
    "nach meinen Unterlagen",
    "In der Regel nicht",
)


def words(text: str) -> str:
    """Return what is said below the name of the programme."""
    return text.partition("\n")[2]


def test_every_pair_of_programme_and_question(kb: KnowledgeBase, today: dt.date) -> None:
    """Twenty programmes, twelve questions: the answer says what the record says, or that no source says it."""
    for id_, application in kb.applications.items():
        programme = kb.programmes[id_]
        for kind in KINDS:
            reply = of_programme(programme, (kind,), kb, today)
            text = "\n".join(reply.texts)
            assert reply.ids == (id_,) and reply.sources, (id_, kind)
            assert text.startswith(f"**{programme.short_name}**\n"), (id_, kind)
            known = side(programme, application, kind)
            if known.own:
                assert known.text and known.text in text
                assert all(source in reply.sources for source in known.sources)
                assert known.sources or kind == "where", (id_, kind)
            elif known.text is None:
                assert "sagt keine meiner Quellen" in text, (id_, kind, text)
                assert "Fragen Sie dort nach" in text, (id_, kind)


def test_yes_or_no_is_said_only_to_its_own_question(kb: KnowledgeBase, today: dt.date) -> None:
    for id_ in kb.applications:
        programme = kb.programmes[id_]
        for kind in KINDS:
            first = next(text for text in of_programme(programme, (kind,), kb, today).texts if "Achtung" not in text)
            said = words(first) or first
            if kind in YES_OR_NO and not said.startswith(("Ob „", "Womit", "Ab wann", "In den Bedingungen")):
                assert gives_verdict(YES_OR_NO[kind], said), (id_, kind, said)
            if kind not in YES_OR_NO:
                assert not said.startswith(("Ja,", "Ja.", "Nein,", "Nein.")), (id_, kind, said)


def test_every_other_programme_is_answered_honestly(kb: KnowledgeBase, today: dt.date) -> None:
    for programme in kb.programmes.values():
        if programme.id in kb.applications:
            continue
        for kind in KINDS:
            text = "\n".join(of_programme(programme, (kind,), kb, today).texts)
            over = "Anträge sind nicht mehr möglich" in text
            known = side(programme, None, kind).text
            over = over or text.partition("\n")[2] in {article.answer for article in kb.articles.values()}
            assert over or kind == "where" or (known and known in text) or any(said in text for said in HONEST), (
                programme.id,
                kind,
                text,
            )


def test_an_end_comes_before_everything_else(kb: KnowledgeBase, today: dt.date) -> None:
    reply = of_programme(kb.programmes["st-investiert"], ("steps",), kb, today)
    assert words(reply.texts[0]).startswith("Achtung: zurzeit keine Anträge")
    over = of_programme(kb.programmes["digital-jetzt"], ("steps",), kb, today)
    assert "nicht mehr möglich" in over.texts[0] and "Stattdessen" in over.texts[1]


@pytest.mark.parametrize(
    ("id_", "kind", "begins"),
    [
        ("bafa-unternehmensberatung", "ordered", "Dann ist das Geld in Gefahr"),
        ("by-digitalbonus-standard", "ordered", "Das kommt auf den Tag an"),
        ("forschungszulage", "ordered", "Das schadet hier nicht"),
        ("forschungszulage", "may_order", "Ja, das schadet hier nicht"),
        ("bafa-unternehmensberatung", "may_order", "Nein, hier dürfen Sie erst nach der Zusage"),
        ("erp-gruenderkredit-startgeld", "repayment", "Ja, es ist ein Kredit"),
        ("erp-foerderkredit-digitalisierung", "house_bank", "Ja, der Antrag läuft über Ihre Bank"),
        ("zim", "house_bank", "Nein, der Antrag geht an den Projektträger"),
    ],
)
def test_the_first_sentence_answers(kb: KnowledgeBase, today: dt.date, id_: str, kind: Asked, begins: str) -> None:
    assert words(of_programme(kb.programmes[id_], (kind,), kb, today).texts[0]).startswith(begins)


def test_what_no_record_says_is_said_to_be_unknown(kb: KnowledgeBase, today: dt.date) -> None:
    """Without its record the same programme has no steps: nothing is made up for it."""
    bare = replace(kb, applications={})
    text = "\n".join(of_programme(kb.programmes["zim"], ("steps", "papers"), bare, today).texts)
    assert "nicht gesichert" in text and "sagt keine meiner Quellen" in text and "1." not in text


def test_an_article_on_just_this_programme_stands_in_for_a_record(kb: KnowledgeBase, today: dt.date) -> None:
    reply = of_programme(kb.programmes["gruendungszuschuss"], ("combination",), kb, today)
    assert kb.articles["gruendungszuschuss-kombinieren"].answer in "\n".join(reply.texts)


def test_grants_are_not_what_holds_for_loans(kb: KnowledgeBase, today: dt.date) -> None:
    text = "\n".join(of_programme(kb.programmes["st-ib-digitalisierungsdarlehen"], ("duration",), kb, today).texts)
    assert "bei Zuschüssen" not in text


def test_a_list_is_answered_in_one_line_each(kb: KnowledgeBase, today: dt.date) -> None:
    three = [kb.programmes[id_] for id_ in ("bafa-unternehmensberatung", "st-ib-digitalisierungsdarlehen", "zim")]
    reply = of_several(three, "repayment", kb, today)
    assert [line.split("**")[1] for line in reply.texts[1:]] == [each.short_name for each in three]
    assert "Nein" in reply.texts[1] and "Ja, es ist ein Darlehen" in reply.texts[2]


def test_in_general_there_is_an_article_for_each_question(kb: KnowledgeBase, today: dt.date) -> None:
    for kind in KINDS:
        for region in (None, "DE-ST", "DE-BY"):
            assert general_article(kind, kb, region), kind
        reply = in_general(kind, kb, today, None)
        assert reply and "Nennen Sie ein Programm" in reply.texts[-1]
    assert set(SIDE_OF) == set(KINDS)


def test_the_ceiling_is_the_recorded_one(kb: KnowledgeBase) -> None:
    assert (ceiling(kb), ceiling(kb, farming=True)) == (300_000, 50_000)
    article = replace(kb.articles["de-minimis-schritte"], facts=())
    assert ceiling(replace(kb, articles={**kb.articles, article.id: article})) is None


def test_what_is_left_is_computed_from_what_the_owner_names(kb: KnowledgeBase) -> None:
    some, none, over = left(kb, 80_000), left(kb, 0), left(kb, 350_000)
    assert some and none and over
    assert some.texts[0].startswith("Noch 220.000 €")
    assert none.texts[0].startswith("Die vollen 300.000 €")
    assert over.texts[0].startswith("Nichts mehr")
    farm = left(kb, 30_000, farming=True)
    assert farm and farm.texts[0].startswith("Noch 20.000 €")
    fits = left(kb, 295_000, programme=kb.programmes["by-digitalbonus-standard"])
    assert fits and "nicht mehr ganz darunter" in fits.texts[1]


def test_without_a_figure_it_is_asked_for(kb: KnowledgeBase) -> None:
    asking = question(kb, explain=True)
    assert asking and asking.asks == ASKS and "De-minimis heißt" in asking.texts[0]
