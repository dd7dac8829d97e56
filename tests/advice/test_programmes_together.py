"""Two programmes together or against each other, and the order: what the records say, else the rule and that nothing is known."""

from __future__ import annotations

import datetime as dt

import pytest
from advice_checks import unexplained
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advice.funding import exclusions
from bot.advice.profile import FirmProfile
from bot.advice.programmes.choosing import preference, recommend_reply
from bot.advice.programmes.combining import combining_reply, on_combining
from bot.advice.programmes.ordering import on_beginning, ordering_reply
from bot.advice.programmes.own_share import share
from bot.advice.programmes.picked import asked_of_reply, passages
from bot.advice.programmes.side_by_side import compare_reply, kinds_reply
from bot.knowledge.records import Programme
from bot.knowledge.validity import validity
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
JOINER = FirmProfile(region="DE-ST", sector="holz", employees=8, topic="prozesse", amount=64_000)
BAVARIAN = FirmProfile(region="DE-BY", sector="lebensmittel", employees=12, topic="prozesse", amount=30_000)
programmes = st.sampled_from(sorted(KB.programmes.values(), key=lambda programme: programme.id))
profiles = st.sampled_from([JOINER, BAVARIAN, FirmProfile()])


def of(*ids: str) -> list[Programme]:
    return [KB.programmes[id_] for id_ in ids]


def test_what_the_records_say_on_other_help_is_said() -> None:
    saxon = next(one for one in KB.programmes.values() if any("Kombination mit" in text for text in one.conditions))
    said = combining_reply([saxon], FirmProfile(region="DE-SN"), KB).texts[0]
    assert "Kombination mit dem Digitalisierungsdarlehen ist zulässig, wenn es ergänzt." in said
    assert "Allgemein gilt" in said
    assert "Dazu steht nichts" not in said


def test_a_record_that_is_silent_is_said_to_be_and_whom_to_ask() -> None:
    reply = combining_reply(of("st-ib-digitalisierungsdarlehen", "bafa-unternehmensberatung"), JOINER, KB)
    said = reply.texts[0]
    assert "streckt keine Zuschüsse vor" in said
    assert "BAFA-Beratungsförderung: Dazu steht nichts in meinen Unterlagen" in said
    assert "Fragen Sie vor dem Antrag schriftlich nach" in said
    assert "0800 56 007 57" in said


def test_what_does_not_fit_the_firm_comes_first() -> None:
    said = combining_reply(of("by-digitalbonus-plus"), JOINER, KB).texts[0]
    assert "passt nicht zu Ihren Angaben (gilt nur in Bayern)" in said
    assert "Bezirksregierung" not in said, "nobody is sent to an office that cannot help"


def test_without_a_land_the_name_says_which() -> None:
    assert "Digitalbonus Plus (Bayern)" in combining_reply(of("by-digitalbonus-plus"), FirmProfile(), KB).texts[0]


@settings(deadline=None, max_examples=30)
@given(first=programmes, second=programmes, profile=profiles)
def test_no_sentence_on_combining_is_our_own(first: Programme, second: Programme, profile: FirmProfile) -> None:
    reply = combining_reply((first, second), profile, KB)
    for programme in (first, second):
        texts = " ".join(filter(None, (*programme.conditions, programme.excluded, programme.caution)))
        assert all(text.rstrip(".")[1:] in texts for text in on_combining(programme))
    assert reply.sources


@pytest.mark.parametrize("ordered", [True, False])
@settings(deadline=None, max_examples=30)
@given(programme=programmes)
def test_the_order_for_every_programme(ordered: bool, programme: Programme) -> None:
    reply = ordering_reply(programme, KB, TODAY, JOINER, ordered)
    said = reply.texts[0]
    money = programme.kind in {"zuschuss", "darlehen", "buergschaft", "beteiligung", "beratung"}
    if money and not ordered:
        assert "noch nichts bestellen" in said
    if ordered:
        assert "Ihr Anteil" not in said, "no grant is reckoned for what is ordered"
    for text in on_beginning(programme):
        assert text in said
    if not validity(programme, TODAY).may_be_offered and not ordered:
        assert "Antrag stellen." not in said, "nobody is told to apply where that is not possible"


def test_the_rule_of_its_own_record() -> None:
    said = ordering_reply(
        KB.programmes["st-ib-digitalisierungsdarlehen"], KB, TODAY, JOINER, False, "Notiert: 64.000 €."
    )
    assert said.texts[0].startswith("Notiert: 64.000 €. **IB-Digitalisierungsdarlehen**: Bitte noch nichts bestellen")
    assert "- Antrag vor Beginn der Maßnahme stellen." in said.texts[0]
    bavarian = ordering_reply(KB.programmes["by-digitalbonus-plus"], KB, TODAY, BAVARIAN, False).texts[0]
    assert "auf eigenes Risiko" in bavarian, "an exception on record is told, too"


@settings(deadline=None, max_examples=100)
@given(first=programmes, second=programmes, profile=profiles, weigh=st.booleans())
def test_a_comparison_holds_only_recorded_figures(
    first: Programme, second: Programme, profile: FirmProfile, weigh: bool
) -> None:
    reply = compare_reply(first, second, profile, TODAY, weigh)
    assert reply.table is not None
    assert reply.table.head == ("", first.short_name, second.short_name)
    sums = [found for programme in (first, second) if (found := share(programme, profile))]
    own = {found.spending - part for found in sums for part in (found.low, found.high) if part is not None}
    allowed = {str(value) for found in sums for value in (found.low, found.high, found.spending)} | set(map(str, own))
    assert not unexplained(reply, first, second, allowed={*allowed, str(profile.amount), str(profile.employees)})
    for label, *cells in reply.table.rows:
        assert label
        assert all(cells)


def test_the_difference_between_a_grant_and_a_loan_is_said() -> None:
    loan, gift = of("st-ib-digitalisierungsdarlehen", "st-digital-innovation")
    for pair in ((loan, gift), (gift, loan)):
        assert "zahlen Sie zurück" in compare_reply(*pair, JOINER, TODAY).texts[-1]


def test_where_the_money_is_the_same_the_hurdle_decides() -> None:
    plus, standard = of("by-digitalbonus-plus", "by-digitalbonus-standard")
    said = preference(plus, standard, BAVARIAN.with_facts(amount=8_000), TODAY)
    assert "bringen beide gleich viel" in said
    assert said.endswith("Passt das nicht zu Ihnen, dann eher Digitalbonus Standard.")


def test_better_is_what_fits_is_open_and_brings_more() -> None:
    plus, standard = of("by-digitalbonus-plus", "by-digitalbonus-standard")
    said = preference(plus, standard, BAVARIAN, TODAY)
    assert said.startswith("Nach Ihren Angaben eher Digitalbonus Plus: es bringt bei 30.000 € mehr")
    assert "besonderem Innovationsgehalt" in said, "the hurdle of the better one is told"
    assert preference(standard, plus, BAVARIAN, TODAY) == said, "whichever comes first"
    elsewhere = preference(plus, KB.programmes["st-digital-innovation"], JOINER, TODAY)
    assert elsewhere.startswith("Für Sie kommt nur DIGITAL INNOVATION infrage.")
    assert "gilt nur in Bayern" in elsewhere
    advice = preference(
        KB.programmes["bafa-unternehmensberatung"], KB.programmes["st-digital-innovation"], JOINER, TODAY
    )
    assert "für Verschiedenes da" in advice
    over = preference(KB.programmes["digital-jetzt"], plus, BAVARIAN, TODAY)
    assert "nur Digitalbonus Plus" in over
    assert "beendet" in over


@settings(deadline=None, max_examples=40)
@given(first=programmes, second=programmes, profile=profiles)
def test_never_is_something_preferred_that_is_ruled_out(
    first: Programme, second: Programme, profile: FirmProfile
) -> None:
    said = preference(first, second, profile, TODAY)
    for programme in (first, second):
        out = bool(exclusions(programme, profile)) or not validity(programme, TODAY).may_be_offered
        if out and first.short_name != second.short_name:
            assert f"eher {programme.short_name}:" not in said
            assert f"nur {programme.short_name} infrage" not in said


def test_a_recommendation_has_its_reason_and_its_doubt() -> None:
    among = of("bafa-unternehmensberatung", "st-ib-digitalisierungsdarlehen", "st-digital-innovation")
    reply = recommend_reply(among, JOINER, KB, TODAY)
    said = reply.texts[0]
    assert said.startswith("An Ihrer Stelle würde ich mit **")
    assert "bafa-unternehmensberatung" not in reply.ids, "advice bears no machine for 64.000 €"
    assert "Vorher klären" in said or "sicher offen" in said
    plus = recommend_reply(of("by-digitalbonus-plus", "by-digitalbonus-standard"), BAVARIAN, KB, TODAY)
    assert "Zu bedenken" in plus.texts[0]
    unknown = recommend_reply(among, FirmProfile(region="DE-ST"), KB, TODAY).texts[0]
    assert "wenn Sie mir die Zahl der Beschäftigten, Ihr Vorhaben und die Summe nennen" in unknown
    nothing = recommend_reply(of("digital-jetzt", "by-digitalbonus-plus"), JOINER, KB, TODAY).texts[0]
    assert nothing.startswith("Von diesen würde ich heute keines nehmen")


def test_the_kind_of_money_of_each() -> None:
    said = kinds_reply(
        of("st-ib-digitalisierungsdarlehen", "st-digital-innovation", "bafa-unternehmensberatung")
    ).texts[0]
    assert "- IB-Digitalisierungsdarlehen: Darlehen, wird zurückgezahlt" in said
    assert "- DIGITAL INNOVATION: Zuschuss, nicht zurückzuzahlen" in said
    assert "- BAFA-Beratungsförderung: geförderte Beratung" in said


def test_a_question_on_the_record_is_answered_from_it() -> None:
    plus = KB.programmes["by-digitalbonus-plus"]
    assert passages(plus, "zahlen die auch Leasing?")[0] == "Leasing und Mietkauf sind ausgeschlossen."
    assert any("Mietsoftware" in text for text in passages(plus, "gilt das auch für gemietete Mietsoftware"))
    assert passages(plus, "gilt das auch für Kaninchen") == ()
    said = asked_of_reply(plus, "gilt das auch für Kaninchen", None, KB, TODAY).texts[0]
    assert "Genau dazu steht nichts in meinen Unterlagen" in said
    assert "Bezirksregierung" in said


@settings(deadline=None, max_examples=30)
@given(first=programmes, second=programmes, profile=profiles)
def test_every_figure_stands_in_a_record(first: Programme, second: Programme, profile: FirmProfile) -> None:
    """Promise 2. Sums are the owner's own with the recorded rate and cap: ``tests/advice/test_own_share.py``."""
    plain = profile.with_facts(amount=None)
    rules = [
        KB.articles[id_]
        for id_ in ("foerderung-kombinieren-kurz", "foerderung-schon-bestellt", "foerderung-beginn-ausnahmen")
    ]
    for reply, of_records in (
        (combining_reply((first, second), plain, KB), (first, second)),
        (ordering_reply(first, KB, TODAY, plain, False), (first,)),
        (ordering_reply(first, KB, TODAY, plain, True), (first,)),
        (recommend_reply((first, second), plain, KB, TODAY), (first, second)),
    ):
        assert not unexplained(reply, *of_records, *rules, allowed=PLACES_IN_LISTS)


PLACES_IN_LISTS = ("1", "2", "3")
