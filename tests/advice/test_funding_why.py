"""Reasons are true of the record, and sums follow the rule."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import pytest
from for_whom_oracle import in_no_chamber, is_one_of, ruled_out
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advice.amounts import grant
from bot.advice.funding import CRAFT_SECTORS, INDUSTRY_SECTORS, exclusions, match, reasons
from bot.advice.funding_why import why_list_reply, why_reply
from bot.advice.profile import FirmProfile
from bot.advice.wording import GROUP_NAMES, SIZE_NAMES, euro, join_words, number, percent
from bot.advice.worry import lowering, with_next_steps
from bot.knowledge.codes import GROUPS, REGIONS, SECTORS, TOPICS
from bot.knowledge.records import Programme
from bot.knowledge.validity import validity
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
JOINER = FirmProfile(region="DE-ST", sector="holz", employees=8, topic="prozesse", amount=30_000)
programmes = st.sampled_from(sorted(KB.programmes.values(), key=lambda programme: programme.id))
days = st.dates(dt.date(2018, 1, 1), dt.date(2036, 1, 1))
profiles = st.builds(
    FirmProfile,
    region=st.none() | st.sampled_from([code for code in REGIONS if code != "DE"]),
    sector=st.none() | st.sampled_from(SECTORS),
    employees=st.none() | st.integers(0, 3000),
    amount=st.none() | st.integers(100, 5_000_000),
    topic=st.none() | st.sampled_from(TOPICS),
    legal_form=st.none() | st.sampled_from(["gmbh", "ev", "gbr", "nicht-ev"]),
    profession=st.none() | st.sampled_from(["Anwaltskanzlei", "Arztpraxis", "Architekturbüro", "nein"]),
    stage=st.none() | st.sampled_from(["planned", "young", "takeover"]),
    group_member=st.none() | st.booleans(),
    small=st.none() | st.just(False),
    farm=st.none() | st.just(True),
)


WEST = {"DE-BW", "DE-BY", "DE-BE", "DE-HB", "DE-HH", "DE-HE", "DE-NI", "DE-NW", "DE-RP", "DE-SL", "DE-SH"}


def of_for_whom(text: str, programme: Programme, profile: FirmProfile) -> str | None:
    """Return how a reason from ``for_whom`` should count by its field alone; None where the text is none of these."""
    said = programme.for_whom
    names = {GROUP_NAMES[group]: group for group in GROUPS}
    if text.startswith(("nicht für ", "ausdrücklich auch für ")):
        first = text.split("für ", 1)[1]
        group = next(group for name, group in names.items() if first.startswith(name))
        recorded = said.excluding if text.startswith("nicht") else (*said.including, *said.only)
        found = is_one_of(group, profile)
        return (
            None if group not in recorded else ("yes" if recorded is not said.excluding else "no") if found else "check"
        )
    if said.only and text == f"nur für {listed(said.only)}":
        return "no" if all(is_one_of(group, profile) is False for group in said.only) else "check"
    if said.size and text == f"nur für {SIZE_NAMES[said.size]}":
        return "no" if ruled_out(programme, profile) else "check"
    if text == "auch für größere Betriebe":
        return "yes" if said.size == "alle" else None
    if text in {"Firmen Ihrer Gruppe zählen bei der Größe mit", "ob Firmen Ihrer Gruppe bei der Größe mitzählen"}:
        return "check" if profile.group_member and said.linked_firms != "zaehlen-nicht-mit" else None
    if text.endswith("nach der Gründung"):
        limit = said.min_age_months if text.startswith("erst") else said.max_age_months
        return (
            None if limit is None else "no" if limit == said.min_age_months and profile.stage == "planned" else "check"
        )
    if text.startswith("ob es auch für "):
        return "check" if not said.groups & {names[text[15:].removesuffix(" gilt")]} else None
    if said.area and text == f"gilt nur {said.area}":
        return "check"
    if text.startswith("nur als "):
        told = profile.legal_form is not None and not profile.legal_form.startswith("nicht-")
        return "no" if told and profile.legal_form not in said.legal_forms else "check"
    if text.startswith("nur für Mitglieder"):
        return "no" if in_no_chamber(said, profile) else "check"
    conditions = [f"{GROUP_NAMES[group]}: {condition}" for group, condition in said.partly]
    return "check" if text in conditions else None


def listed(groups: Sequence[str]) -> str:
    return join_words([GROUP_NAMES[group] for group in groups])


def holds(fit: str, text: str, programme: Programme, profile: FirmProfile) -> bool:
    """Whether one reason is true of the record, by its fields alone."""
    if (value := of_for_whom(text, programme, profile)) is not None:
        return value == fit
    if text == "gilt in ganz Deutschland":
        return fit == "yes" and "DE" in programme.regions and "Fördergebiete" not in (programme.excluded or "")
    if text == "gilt in ganz Ostdeutschland":
        return fit == "yes" and "Fördergebiete" in (programme.excluded or "") and profile.region not in WEST
    if text.startswith("Fördergebiet"):
        return fit == "check" and "Fördergebiete" in (programme.excluded or "")
    if text.startswith("gilt nur") and text not in (f"gilt nur {programme.for_whom.area}",):
        outside = profile.region is not None and profile.region not in programme.regions
        return "DE" not in programme.regions and fit == ("no" if outside else "check")
    if text.startswith(("gilt in ", "gilt im ")):
        return fit == "yes" and profile.region in programme.regions
    if text.startswith("Thema "):
        return fit == "yes" and profile.topic in programme.topics
    if text.startswith("ob "):
        return fit == "check" and profile.topic not in programme.topics
    if "Beschäftigte" in text:
        low, high = programme.min_employees or 0, programme.max_employees or 10**9
        figures = {int(figure.replace(".", "")) for figure in re.findall(r"[\d.]+", text)}
        if figures != {value for value in (programme.min_employees, programme.max_employees) if value is not None}:
            return False
        if profile.employees is None:
            return fit == "check"
        return fit == ("yes" if low <= profile.employees <= high else "no")
    if text == "Ihre Branche ist ausdrücklich genannt":
        named = set(programme.sectors)
        craft = "handwerk" in named and profile.sector in CRAFT_SECTORS
        industry = "industrie" in named and profile.sector in INDUSTRY_SECTORS
        return fit == "yes" and (profile.sector in named or craft or industry or "dienstleistung" in named)
    if text.startswith("nur für"):
        return (
            bool(programme.sectors)
            and fit == ("no" if profile.sector else "check")
            and profile.sector not in programme.sectors
        )
    if text.startswith("beginnt erst bei"):
        return euro(programme.amount_min_eur or 0) in text and (profile.amount or 0) < (programme.amount_min_eur or 0)
    if text.startswith("Umsatz höchstens"):
        return euro(programme.max_revenue_eur or 0) in text
    if text.startswith("Antrag vor Beginn"):
        return any(re.search(r"vor \w*[Bb]eginn|Bescheid", condition) for condition in programme.conditions)
    return False


@given(programmes, profiles)
@settings(max_examples=600, deadline=None)
def test_every_reason_is_true_of_the_record(programme: Programme, profile: FirmProfile) -> None:
    found = reasons(programme, profile)
    for reason in found:
        assert holds(reason.fit, reason.text, programme, profile), f"{programme.id}: {reason}"
    assert bool(exclusions(programme, profile)) == any(reason.fit == "no" for reason in found)


@given(profiles, days)
@settings(max_examples=150, deadline=None)
def test_no_hit_has_a_reason_against_it(profile: FirmProfile, day: dt.date) -> None:
    for hit in match(profile, KB, day):
        assert all(reason.fit != "no" for reason in hit.reasons)


@given(programmes, st.integers(1, 10_000_000))
@settings(max_examples=400, deadline=None)
def test_the_sum_follows_the_recorded_rate_and_cap(programme: Programme, spending: int) -> None:
    rough = grant(programme, spending)
    rate = programme.rate_percent_max
    if programme.kind not in {"zuschuss", "beratung"} or rate is None:
        assert rough is None
        return
    assert rough is not None
    share, cap = round(spending * rate / 100), programme.amount_max_eur
    assert f"{percent(rate)} von {euro(spending)} " in rough.text
    assert euro(share) in rough.text
    if cap is not None and share > cap:
        assert f"mehr als {euro(cap)} gibt es nicht" in rough.text
        assert euro(cap) in rough.text.split(" (")[0], "what comes out stands first"
        assert euro(share) not in rough.text.split(" (")[0], "and never more than the cap"
    else:
        assert ("höchstens" in rough.text) == (cap is not None)
    if programme.rate_percent_min is None:
        assert rough.text.startswith("bis zu ")


def test_where_the_cap_bites_what_comes_out_is_said_first_and_why() -> None:
    security = KB.programmes["nw-mid-digitale-sicherheit"]
    expected = "15.000 € (50 % von 60.000 € wären 30.000 €, mehr als 15.000 € gibt es nicht)"
    assert grant(security, 60_000).text == expected  # type: ignore[union-attr]
    loan_grant = KB.programmes["erp-foerderzuschuss"]
    said = grant(loan_grant, 5_000_000).text  # type: ignore[union-attr]
    assert said == "150.000 € bis 200.000 € (5 % von 5.000.000 € wären 250.000 €, mehr als 200.000 € gibt es nicht)"


def test_the_sum_of_the_design() -> None:
    st_digital = KB.programmes["st-digital-innovation"]
    assert grant(st_digital, 30_000).text == "bis zu 50 % von 30.000 € = bis zu 15.000 €"  # type: ignore[union-attr]
    assert grant(st_digital, None) is None
    assert grant(KB.programmes["st-ib-digitalisierungsdarlehen"], 30_000) is None, "a loan is paid back"


@given(programmes, profiles, days)
@settings(max_examples=200, deadline=None)
def test_why_says_all_reasons_the_status_and_only_open_alternatives(
    programme: Programme, profile: FirmProfile, day: dt.date
) -> None:
    reply = why_reply(programme, profile, KB, day)
    (text,) = reply.texts
    state = validity(programme, day)
    for reason in reasons(programme, profile):
        assert reason.text[1:] in text
    assert "Status: " in text
    if not state.may_be_offered:
        assert "heute keinen Antrag" in text
    elif exclusions(programme, profile):
        assert "nicht infrage" in text
    offered = [button.title.removeprefix("Mehr zu ") for button in reply.buttons]
    for name in offered:
        others = [other for other in KB.programmes.values() if other.short_name == name]
        assert name == programme.short_name or any(validity(other, day).may_be_offered for other in others)


def test_why_not_digitalbonus_bayern() -> None:
    (text,) = why_reply(KB.programmes["by-digitalbonus-standard"], JOINER, KB, TODAY).texts
    assert "nicht infrage" in text
    assert "Gilt nur in Bayern." in text
    assert "Stattdessen kommt infrage" in text


@pytest.mark.parametrize("profile", [FirmProfile(), JOINER])
def test_the_rules_of_the_list_name_what_was_used(profile: FirmProfile) -> None:
    text = why_list_reply(profile, 12).texts[0]
    assert f"die {number(12)} Programme" in text
    assert ("Sachsen-Anhalt" in text) == (profile.region is not None)


@given(profiles, days)
@settings(max_examples=100, deadline=None)
def test_a_worry_meets_only_open_programmes_that_fit(profile: FirmProfile, day: dt.date) -> None:
    for hit in lowering(profile, KB, day):
        assert validity(hit.programme, day).may_be_offered
        assert not exclusions(hit.programme, profile)


def test_a_worry_gets_an_example_a_sum_and_a_person() -> None:
    from bot.advice.articles import article_reply

    reply = with_next_steps(article_reply(KB.articles["angst-fehlinvestition"], KB, TODAY), FirmProfile(), KB, TODAY)
    assert any("schiefging" in text for text in reply.texts)
    titles = [button.title for button in reply.buttons]
    assert titles[0] == "Mit unseren Zahlen rechnen"
    assert titles[-1] == "Mit einem Menschen sprechen"
    assert len(titles) <= 6


@pytest.mark.parametrize(("region", "fit"), [("DE-ST", "yes"), ("DE-SN", "yes"), ("DE-BW", "check"), (None, "check")])
def test_regional_aid_is_not_said_to_hold_everywhere(region: str | None, fit: str) -> None:
    """A sawmill in the Black Forest was told that GRW "gilt in ganz Deutschland", and 81,000 € of it."""
    said = next(iter(reasons(KB.programmes["grw"], FirmProfile(region=region))))
    assert said.fit == fit
    assert "ganz Deutschland" not in said.text
