from __future__ import annotations

import dataclasses

import pytest
from advice_checks import FOR_STAFF, numbers_of, unexplained, words
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advice.case_match import compare, has_sector, has_topic, is_craft, is_related, region_is_guessed, sectors_of
from bot.advice.cases import case_list_reply, case_name, case_reply, is_anonymous, match, more_payload, year_text
from bot.advice.profile import FirmProfile
from bot.advice.understanding import reader_for
from bot.advice.wording import REGION_NAMES, TOPIC_NAMES, employees_text
from bot.knowledge.codes import REGIONS, SECTORS, TOPICS
from bot.knowledge.records import KnowledgeBase
from tests.content import own_content

KB = own_content()
CASE = next(iter(KB.case_studies.values()))

PROFILES = st.builds(
    FirmProfile,
    region=st.none() | st.sampled_from(REGIONS),
    sector=st.none() | st.sampled_from(SECTORS),
    topic=st.none() | st.sampled_from(TOPICS),
    employees=st.none() | st.integers(min_value=0, max_value=500),
)


@settings(max_examples=60, deadline=None)
@given(PROFILES)
def test_hits_are_ordered_complete_and_truly_explained(profile: FirmProfile) -> None:
    hits = match(profile, KB)
    assert hits == match(profile, KB)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    related = {case.id for case in KB.case_studies.values() if is_related(profile, case)}
    assert {hit.case.id for hit in hits} == (related or set(KB.case_studies))
    for hit in hits:
        for reason in hit.reasons:
            kind, _, value = reason.text.partition(": ")
            case = hit.case
            if kind == "gleiche Branche":
                assert reason.fit == "yes"
                assert profile.sector in sectors_of(case)
            elif kind == "auch Handwerk":
                assert reason.fit == "yes"
                assert is_craft(case)
            elif kind == "gleiches Thema":
                assert value == TOPIC_NAMES[profile.topic or ""]
                assert profile.topic in case.topics
            elif kind.startswith(("auch aus", "vermutlich auch aus")):
                assert case.region == profile.region
                assert REGION_NAMES[case.region or ""] in kind
                assert (reason.fit == "check") == region_is_guessed(case) == kind.startswith("vermutlich")
            elif kind in ("ähnliche Größe", "deutlich größer"):
                assert value == employees_text(case.employees or 0)
                assert (kind == "deutlich größer") == (reason.fit == "no")
            else:
                assert kind in ("andere Branche", "anderes Thema", "verwandte Branche")
                assert (reason.fit == "no") == (kind != "verwandte Branche")


@settings(max_examples=40, deadline=None)
@given(PROFILES, st.integers(min_value=0, max_value=40))
def test_a_page_says_the_same_in_bubbles_and_cards(profile: FirmProfile, offset: int) -> None:
    hits = match(profile, KB)
    reply = case_list_reply(hits, profile, offset)
    shown = [hit.case for hit in hits[offset : offset + 3]]
    assert reply.kind == "case_study_list"
    assert reply.ids == tuple(case.id for case in shown) == tuple(card.id for card in reply.cards)
    assert all(text.strip() for text in reply.texts)
    assert not unexplained(reply, shown, [REGION_NAMES, TOPIC_NAMES])
    if shown:
        assert reply.texts[0] == reply.lead
        assert reply.texts[-1] == reply.tail
        for case, text in zip(shown, reply.texts[1:-1], strict=True):
            assert case_name(case).removesuffix(")") in text
            assert case.title in text
        assert ("noch eins" in [button.payload for button in reply.buttons]) == (len(hits) > offset + 3)


def test_pages_show_every_hit_once() -> None:
    profile = FirmProfile(sector="holz")
    hits = match(profile, KB)
    seen = [id_ for offset in range(0, len(hits), 3) for id_ in case_list_reply(hits, profile, offset).ids]
    assert seen == [hit.case.id for hit in hits]


def test_the_joiner_gets_joiners_first() -> None:
    hits = match(FirmProfile(sector="holz", region="DE-ST", employees=8), KB)
    assert all(has_sector(FirmProfile(sector="holz"), hit.case) for hit in hits[:3])
    assert any("gleiche Branche: Tischlerei" in reason.text for reason in hits[0].reasons)


def test_sector_and_topic_together_come_first() -> None:
    profile = FirmProfile(sector="sanitaer", topic="datensicherheit", employees=10)
    best = match(profile, KB)[0]
    assert has_sector(profile, best.case)
    assert has_topic(profile, best.case)


def test_size_and_land_decide_between_equals() -> None:
    small = KB.case_studies["sanitaer-beu-solingen-trojaner"]
    nothing = compare(FirmProfile(sector="sanitaer"), small).score
    assert compare(FirmProfile(sector="sanitaer", employees=10), small).score > nothing
    assert compare(FirmProfile(sector="sanitaer", region="DE-NW"), small).score > nothing


def without_examples_for(profile: FirmProfile) -> KnowledgeBase:
    """Return the content without the examples of the profile's sector and topic."""
    others = {
        case.id: case
        for case in KB.case_studies.values()
        if not has_sector(profile, case) and not has_topic(profile, case)
    }
    return dataclasses.replace(KB, case_studies=others)


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (FirmProfile(sector="gesundheit"), "Aus der Branche Gesundheit und Pflege kenne ich noch kein Beispiel."),
        (FirmProfile(sector="koerperpflege"), "Andere Handwerksbetriebe kommen am nächsten"),
        (FirmProfile(topic="finanzierung"), "Zum Thema „Finanzierung“ kenne ich noch kein Beispiel."),
        (FirmProfile(sector="gesundheit", topic="finanzierung"), "zum Thema „Finanzierung“ kenne ich noch kein"),
    ],
)
def test_the_lead_says_what_there_is_not(profile: FirmProfile, said: str) -> None:
    assert said in (case_list_reply(match(profile, without_examples_for(profile)), profile).lead or "")


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (FirmProfile(sector="holz", topic="qualifizierung"), "Diese Beispiele passen am besten"),
        (FirmProfile(sector="maschinenbau", topic="ki"), "zu genau diesem Thema kenne ich nicht"),
    ],
)
def test_the_lead_is_honest(profile: FirmProfile, said: str) -> None:
    topic = profile.topic or ""
    both = {c.id: c for c in KB.case_studies.values() if has_sector(profile, c) and has_topic(profile, c)}
    kept = {id_: case for id_, case in KB.case_studies.items() if topic == "qualifizierung" or id_ not in both}
    assert both or topic == "ki"
    reply = case_list_reply(match(profile, dataclasses.replace(KB, case_studies=kept)), profile)
    assert said in (reply.lead or "")


def test_nothing_left() -> None:
    hits = match(FirmProfile(), KB)
    assert "kenne ich zurzeit nicht" in case_list_reply(hits, FirmProfile(), len(hits)).texts[0]
    assert "noch kein Beispiel" in case_list_reply([], FirmProfile()).texts[0]


@pytest.mark.parametrize("id_", sorted(KB.case_studies))
def test_every_example_can_be_told(id_: str) -> None:
    case = KB.case_studies[id_]
    reply = case_reply(case, match(FirmProfile(sector=case.sector), KB)[0].reasons)
    text = "\n".join(reply.texts)
    assert reply.kind == "case_study"
    assert reply.ids == (id_,)
    assert reply.sources == case.sources
    for part in (case.solution, case.result, case.lesson, case.problem):
        assert part in text
    # The reasons may come from a better example of the same sector; its figures are on record too.
    assert not unexplained(reply, case, allowed=numbers_of(tuple(KB.case_studies.values())))
    assert not unexplained(case_reply(case), case)
    assert all(words(bubble) <= 80 for bubble in reply.texts)
    if case.confidence == "low":
        assert "schwach belegt" in text
    if is_anonymous(case):
        assert "nicht veröffentlicht" in text
    assert "nicht genannt" not in case_name(case)
    if case.caution:
        assert case.caution in reply.texts[-1]
    assert FOR_STAFF not in str(case_reply(dataclasses.replace(case, note=FOR_STAFF)))


def test_a_caution_is_told_and_a_note_is_not() -> None:
    case = dataclasses.replace(CASE, caution="Das Programm gibt es nicht mehr.", note=FOR_STAFF)
    hit = compare(FirmProfile(sector=case.sector), case)
    replies = (case_reply(case, hit.reasons), case_list_reply([hit], FirmProfile(sector=case.sector)))
    assert "Das Programm gibt es nicht mehr." in replies[0].texts[-1]
    for reply in replies:
        assert FOR_STAFF not in str(reply)


@pytest.mark.parametrize(
    ("company", "name"),
    [
        ("Bäckerei (Name nicht veröffentlicht)", "Bäckerei"),
        ("Zehn Betriebe (Namen nicht genannt)", "Zehn Betriebe"),
        ("Weingüter im Tal (Betriebe nicht genannt)", "Weingüter im Tal"),
        ("Elektrobetrieb von Carsten (Firma nicht genannt)", "Elektrobetrieb von Carsten"),
        ("nicht genannt", "Ein Betrieb"),
    ],
)
def test_a_name_that_is_not_public_is_no_name(company: str, name: str) -> None:
    case = dataclasses.replace(CASE, company=company, sector_detail=None)
    assert is_anonymous(case)
    assert case_name(case) == name
    assert more_payload(case) == f"Mehr zum Beispiel {case.title}"


def test_guessed_years_are_marked() -> None:
    assert year_text(KB.case_studies["elektro-roeckel-karlsruhe-fotodoku"]) == "etwa 2018"
    assert year_text(KB.case_studies["truck-norris-kabelsketal-warnsystem"]) == "2020"
    assert year_text(KB.case_studies["lindow-schwielochsee-papierlos"]) == ""


def test_a_guessed_land_is_never_told_as_certain() -> None:
    case = KB.case_studies["himolla-polstermoebel-angriff"]
    hit = compare(FirmProfile(region="DE-BY"), case)
    assert [(reason.fit, reason.text) for reason in hit.reasons] == [("check", "vermutlich auch aus Bayern")]
    assert "Bayern" not in "\n".join(case_reply(case).texts)


def test_the_button_of_an_example_is_understood(kb: KnowledgeBase) -> None:
    reader = reader_for(kb)
    for case in kb.case_studies.values():
        found = reader.read(more_payload(case))
        assert case.id in [entity.value for entity in found if entity.name == "company"]


def test_an_unnamed_firm_goes_by_what_it_has_done() -> None:
    case = KB.case_studies["elektrobetrieb-ruhrgebiet-app-ohne-team"]
    hits = [hit for hit in match(FirmProfile(sector="elektro", topic="akzeptanz"), KB) if hit.case.id == case.id]
    assert case_list_reply(hits, FirmProfile()).buttons[0].payload == f"Mehr zum Beispiel {case.title}"


def test_questions_on_buttons_have_answers(kb: KnowledgeBase) -> None:
    questions = {article.question for article in kb.articles.values()}
    for case in kb.case_studies.values():
        assert {button.payload for button in case_reply(case).buttons} - {"noch eins"} <= questions
