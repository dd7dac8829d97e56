"""The order of programmes: for real firms as an honest adviser would name them, and rule by rule as ``funding_rank`` promises."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.advice.funding import alternatives, exclusions, match
from bot.advice.profile import FirmProfile
from bot.knowledge.codes import REGIONS, TOPICS
from bot.knowledge.for_whom import ForWhom
from bot.knowledge.records import Programme
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
FIRMS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "expected_lists.yaml").read_text("utf-8"))
ORDINARY = next(place for place, row in enumerate(FIRMS) if row.get("never"))
FIRM = FirmProfile(region="DE-TH", sector="handel", employees=20, topic="prozesse", amount=20_000)
MODEL = Programme(
    id="model",
    name="Modell",
    short_name="Modell",
    provider="Amt",
    level="land",
    regions=("DE-TH",),
    kind="zuschuss",
    topics=("prozesse", "datensicherheit"),
    beneficiaries="Unternehmen jeder Größe in Thüringen.",
    status="offen",
    confidence="medium",
    rate_percent_max=50.0,
    status_as_of=TODAY - dt.timedelta(days=30),
)
PLAIN = {"region", "sector", "topic", "amount"}
"""What was known of a firm before its kind counted."""
LONG_AGO = TODAY - dt.timedelta(days=500)


def order(*programmes: Programme, firm: FirmProfile = FIRM) -> list[str]:
    return [
        hit.programme.id
        for hit in match(firm, dataclasses.replace(KB, programmes={p.id: p for p in programmes}), TODAY)
    ]


def made(id_: str, **fields: Any) -> Programme:
    return dataclasses.replace(MODEL, id=id_, **fields)


@pytest.mark.parametrize("row", FIRMS, ids=[row["name"] for row in FIRMS])
def test_an_honest_adviser_would_name_them_too(row: dict[str, Any]) -> None:
    shown = [hit.programme.id for hit in match(FirmProfile(**row["firm"]), KB, TODAY)[:3]]
    assert shown[0] in row["expected"]
    assert len(set(shown) & set(row["expected"])) >= 2


@pytest.mark.parametrize("row", [row for row in FIRMS if row.get("never")], ids=lambda row: row["name"])
def test_what_the_record_rules_out_is_not_in_the_list_at_all(row: dict[str, Any]) -> None:
    """F6, F7, and a law firm that was shown what is for trades only."""
    listed = {hit.programme.id for hit in match(FirmProfile(**row["firm"]), KB, TODAY)}
    assert listed.isdisjoint(row["never"])
    plain = {name: value for name, value in row["firm"].items() if name in PLAIN}
    assert any(exclusions(KB.programmes[id_], FirmProfile(**plain)) == () for id_ in row["never"]), "nothing changed"


def test_the_table_covers_all_lands_and_purposes_and_names_what_exists() -> None:
    assert len(FIRMS) >= 85
    assert {row["firm"].get("region") for row in FIRMS} >= set(REGIONS) - {"DE"}
    assert {row["firm"].get("topic") for row in FIRMS} >= set(TOPICS) - {"vernetzung"}
    assert all(id_ in KB.programmes for row in FIRMS for id_ in (*row["expected"], *row.get("never", ())))


def test_what_is_surely_open_stands_among_the_first_three_of_nearly_every_list() -> None:
    """Before the order was written down, an open one came first in 23 of the 69 lists of ordinary firms."""
    lists = [match(FirmProfile(**row["firm"]), KB, TODAY) for row in FIRMS[:ORDINARY]]
    assert sum(hits[0].validity.state == "open" for hits in lists) >= 45
    assert sum(any(hit.validity.state == "open" for hit in hits[:3]) for hits in lists) >= 67
    assert sum(hits[0].validity.state == "unclear" for hits in lists) <= 1


# Each row: what has to come first, and what after it. The ids are such that the alphabet would order them the other way.
PAIRS: dict[str, tuple[Programme, Programme]] = {
    "open before not confirmed for a year": (made("z"), made("a", status_as_of=LONG_AGO)),
    "confirmed on the last day that counts": (
        made("z", status_as_of=TODAY - dt.timedelta(days=365)),
        made("a", status_as_of=TODAY - dt.timedelta(days=366)),
    ),
    "not confirmed before unclear": (made("z", status_as_of=LONG_AGO), made("a", status="unklar")),
    "not confirmed, but its end is still to come": (
        made("z", status_as_of=LONG_AGO, valid_until=dt.date(2028, 12, 31)),
        made("a", status_as_of=LONG_AGO),
    ),
    "a better record": (made("z", confidence="high"), made("a", confidence="low")),
    "open everywhere before unclear at home, where both bear the same": (
        made("z", regions=("DE",), level="bund"),
        made("a", status="unklar"),
    ),
    "the firm's own Land": (made("z"), made("a", regions=("DE",), level="bund")),
    "unclear but for the purpose before open for another": (
        made("z", status="unklar", kind="darlehen", regions=("DE",), confidence="low"),
        made("a", topics=("innovation", "vernetzung")),
    ),
    "made for digital work before general aid": (made("z"), made("a", topics=("finanzierung", "prozesse"))),
    "made for it before research that takes it on": (made("z"), made("a", topics=("innovation", "prozesse", "ki"))),
    "its main aim before one of two": (made("z"), made("a", topics=("datensicherheit", "prozesse"))),
    "its main aim before courses": (made("z", topics=("prozesse",)), made("a", topics=("qualifizierung", "prozesse"))),
    "the trade is named": (made("z", sectors=("handel",)), made("a")),
    "a grant before a loan": (made("z"), made("a", kind="darlehen")),
    "a loan before advice": (made("z", kind="darlehen"), made("a", kind="beratung")),
    "advice before free help": (made("z", kind="beratung"), made("a", kind="kostenloses-angebot")),
    "a loan before less tax": (made("z", kind="darlehen"), made("a", kind="steuer")),
    "a larger share": (made("z", rate_percent_max=40.0), made("a", rate_percent_max=20.0)),
    "a higher cap": (made("z", amount_max_eur=9_000), made("a", amount_max_eur=2_000)),
    "a trifle last": (made("z", rate_percent_max=15.0), made("a", rate_percent_max=5.0)),
    "advice that bears next to nothing of the sum": (
        made("z", kind="beratung", amount_max_eur=5_000),
        made("a", kind="beratung", amount_max_eur=500),
    ),
    "no European competition": (made("z", regions=("DE",), level="bund"), made("a", regions=("DE",), level="eu")),
    "what is not meant for founders": (
        made("z", status="unklar", kind="darlehen", regions=("DE",), topics=("innovation",)),
        made("a", for_whom=ForWhom(only=("gruendungen",))),
    ),
    "what speaks of liberal professions before what does not, to a law firm": (
        made("z", status="unklar", kind="darlehen", for_whom=ForWhom(including=("freie-berufe",))),
        made("a"),
    ),
    "a sum that is large enough for it": (
        made("z", status="unklar", kind="darlehen", regions=("DE",), topics=("innovation",)),
        made("a", amount_min_eur=20_001),
    ),
}


LAW_FIRM = dataclasses.replace(FIRM, sector="dienstleistung", profession="Anwaltskanzlei")


@pytest.mark.parametrize("name", PAIRS)
def test_what_comes_first(name: str) -> None:
    first, second = PAIRS[name]
    firm = LAW_FIRM if name.endswith("to a law firm") else FIRM
    assert order(first, second, firm=firm) == [first.id, second.id]


@pytest.mark.parametrize(("region", "first"), [("DE-BW", "z"), ("DE-TH", "a")])
def test_regional_aid_comes_later_where_not_every_place_counts(region: str, first: str) -> None:
    aid = made("a", regions=("DE",), excluded="Standorte außerhalb der Fördergebiete.")
    firm = dataclasses.replace(FIRM, region=region)
    assert order(aid, made("z", regions=("DE",)), firm=firm)[0] == first


def test_exactly_the_least_sum_is_enough() -> None:
    enough = made("a", amount_min_eur=20_000, status="unklar")
    assert order(enough, made("z", topics=("innovation",))) == ["a", "z"]


def test_who_does_not_say_where_gets_germany_and_the_centres_land_first_and_the_others_last() -> None:
    everywhere, home = made("x", regions=("DE",)), made("y", regions=("DE-ST",))
    foreign = made("a")
    against = made("w", regions=("DE",), amount_min_eur=1_000_000)
    firm = dataclasses.replace(FIRM, region=None)
    assert order(foreign, everywhere, home, against, firm=firm) == ["y", "x", "w", "a"]


def test_free_help_of_the_own_land_does_not_outweigh_money() -> None:
    """A chamber's talk is near, but it pays nothing: half of what the Land counts."""
    talk = made("a", kind="beratung", rate_percent_max=None, status="offen")
    money = made("z", kind="beratung", regions=("DE",), amount_max_eur=5_000)
    assert order(talk, money) == ["z", "a"]


@pytest.mark.parametrize(("project", "first"), [("Kredit", "loan"), (None, "loan")])
def test_who_asks_for_finance_is_told_of_loans_first(project: str | None, first: str) -> None:
    firm = dataclasses.replace(FIRM, topic="finanzierung", project=project)
    topics = ("finanzierung", "prozesse")
    shown = order(made("gift", topics=topics), made("loan", kind="darlehen", topics=topics), firm=firm)
    assert shown[0] == first


@pytest.mark.parametrize(("sector", "last"), [("landwirtschaft", True), ("gesundheit", True), ("handel", False)])
def test_what_may_leave_the_trade_out_comes_last_and_says_so(sector: str, last: bool) -> None:
    """A gardener may or may not be a farm, a firm of the health sector may or may not be a home: nothing is ruled out."""
    digital = made("a", for_whom=ForWhom(excluding=("pflegeheime", "landwirtschaft")))
    firm = dataclasses.replace(FIRM, sector=sector)
    assert (order(digital, made("z", status="unklar"), firm=firm)[-1] == "a") is last
    said = [reason.text for reason in match(firm, dataclasses.replace(KB, programmes={"a": digital}), TODAY)[0].reasons]
    assert any(text.startswith("nicht für ") for text in said) is last


def test_a_firm_in_a_group_gets_what_is_for_small_firms_last_and_is_told_why() -> None:
    """The other firms of the group count for the size; how large they are, nobody has said (EU 2003/361/EC)."""
    small = made("a", for_whom=ForWhom(size="kmu"))
    firm = dataclasses.replace(FIRM, group_member=True)
    assert order(small, made("z", status="unklar"), firm=firm) == ["z", "a"]
    assert order(small, made("z", status="unklar")) == ["a", "z"]
    alone = dataclasses.replace(small, for_whom=ForWhom(size="kmu", linked_firms="zaehlen-nicht-mit"))
    assert order(alone, made("z", status="unklar"), firm=firm) == ["a", "z"]


def test_a_founder_is_told_of_what_is_for_founders() -> None:
    founders = made("a", for_whom=ForWhom(only=("gruendungen",)))
    firm = dataclasses.replace(FIRM, topic=None, project="ich will mich selbstständig machen")
    assert order(founders, made("z", status="unklar"), firm=firm) == ["a", "z"]


def test_the_successor_is_named_first_instead_of_what_is_over() -> None:
    over = made("over", status="beendet", successor_id="next")
    heir = made("next", topics=("vernetzung",), status="unklar", kind="darlehen")
    kb = dataclasses.replace(KB, programmes={p.id: p for p in (made("a"), over, heir)})
    assert [hit.programme.id for hit in alternatives(over, kb, TODAY)] == ["next", "a"]
