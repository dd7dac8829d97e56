"""Does a duty concern this firm? Every threshold and every day, questions, what nobody knows, and the wording."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.checking import BrokenContent
from bot.knowledge.verdicts.conditions import all_tests, values_to_tell_apart
from bot.knowledge.verdicts.engine import judge
from bot.knowledge.verdicts.facts import DONT_KNOW, FACTS, FactValue, plausible
from bot.knowledge.verdicts.files import read_rules, rules_of_topic
from bot.knowledge.verdicts.records import Judgement, Verdict, VerdictRule
from bot.knowledge.verdicts.wording import WHEN_KNOWN, euro, fill
from bot.settings import KNOWLEDGE_DIR

TODAY = dt.date(2026, 11, 27)
DAY = dt.timedelta(days=1)
RULES = read_rules(KNOWLEDGE_DIR)
LONGEST = 20
SMALL, MIDDLE = 2_000_000, 10_000_000
JA, NEIN, EHER_JA, EHER_NEIN, OFFEN = "ja", "nein", "wahrscheinlich_ja", "wahrscheinlich_nein", "kommt_darauf_an"
Facts = Mapping[str, FactValue]


def verdict(rule: str, facts: Facts, today: dt.date = TODAY) -> Verdict:
    found = judge(RULES[rule], facts, today)
    assert found.verdict is not None and found.question is None, found
    return found.verdict


def asked(rule: str, facts: Facts, today: dt.date = TODAY) -> str:
    found = judge(RULES[rule], facts, today)
    assert found.verdict is None and found.question is not None, found
    assert found.question.text == FACTS[found.question.fact].question
    return found.question.fact


# One row for every number in the file: rule, the other facts, the fact, the threshold as written, and the results one
# below, at, and one above it.
THRESHOLDS: list[tuple[str, dict[str, FactValue], str, int, tuple[str, str, str]]] = [
    ("nis2", {"sector": "maschinenbau", "turnover_eur": MIDDLE, "network_service": False}, "employees", 50,
     (EHER_NEIN, EHER_JA, EHER_JA)),
    ("nis2", {"sector": "industrie", "turnover_eur": MIDDLE, "nis2_activity": True}, "employees", 50,
     (EHER_NEIN, EHER_JA, EHER_JA)),
    ("nis2", {"sector": "maschinenbau", "employees": 49, "balance_eur": MIDDLE + 1}, "turnover_eur", MIDDLE,
     (EHER_NEIN, EHER_NEIN, EHER_JA)),
    ("nis2", {"sector": "maschinenbau", "employees": 49, "turnover_eur": MIDDLE + 1}, "balance_eur", MIDDLE,
     (EHER_NEIN, EHER_NEIN, EHER_JA)),
    ("bfsg", {"turnover_eur": SMALL, "private_customers": True, "sells_online": True}, "employees", 10,
     (NEIN, JA, JA)),
    ("bfsg", {"employees": 9, "balance_eur": SMALL + 1, "private_customers": True, "sells_online": True},
     "turnover_eur", SMALL, (NEIN, NEIN, JA)),
    ("bfsg", {"employees": 9, "turnover_eur": SMALL + 1, "private_customers": True, "sells_online": True},
     "balance_eur", SMALL, (NEIN, NEIN, JA)),
    ("datenschutzbeauftragter", {"special_data": False, "data_people": 20}, "employees", 20, (NEIN, JA, JA)),
    ("datenschutzbeauftragter", {"special_data": False, "employees": 40}, "data_people", 20, (NEIN, JA, JA)),
    ("data-act-hersteller", {"connected_products": True, "group_member": False, "turnover_eur": MIDDLE},
     "employees", 50, (EHER_NEIN, JA, JA)),
    ("data-act-hersteller",
     {"connected_products": True, "group_member": False, "employees": 49, "balance_eur": MIDDLE + 1},
     "turnover_eur", MIDDLE, (EHER_NEIN, EHER_NEIN, JA)),
    ("data-act-hersteller",
     {"connected_products": True, "group_member": False, "employees": 49, "turnover_eur": MIDDLE + 1},
     "balance_eur", MIDDLE, (EHER_NEIN, EHER_NEIN, JA)),
    ("hinweisgeber", {}, "employees", 50, (NEIN, JA, JA)),
    ("hinweisgeber", {}, "employees", 250, (JA, JA, JA)),
    ("zeiterfassung", {}, "employees", 1, (NEIN, JA, JA)),
    ("zeiterfassung-mindestlohn", {"sector": "bau"}, "employees", 1, (NEIN, JA, JA)),
    ("kleinunternehmer", {"turnover_now_eur": 50_000}, "turnover_eur", 25_000, (JA, JA, NEIN)),
    ("kleinunternehmer", {"turnover_eur": 25_000}, "turnover_now_eur", 100_000, (JA, JA, NEIN)),
    ("kmu", {"turnover_eur": 1_000_000, "group_member": False}, "employees", 250, (JA, NEIN, NEIN)),
    ("kmu", {"turnover_eur": SMALL, "group_member": False}, "employees", 10, (JA, JA, JA)),
    ("kmu", {"turnover_eur": MIDDLE, "group_member": False}, "employees", 50, (JA, JA, JA)),
    ("kmu", {"employees": 249, "balance_eur": 43_000_001, "group_member": False}, "turnover_eur", 50_000_000,
     (JA, JA, NEIN)),
    ("kmu", {"employees": 249, "turnover_eur": 50_000_001, "group_member": False}, "balance_eur", 43_000_000,
     (JA, JA, NEIN)),
    ("kmu", {"employees": 9, "balance_eur": SMALL + 1, "group_member": False}, "turnover_eur", SMALL, (JA, JA, JA)),
    ("kmu", {"employees": 9, "turnover_eur": SMALL + 1, "group_member": False}, "balance_eur", SMALL, (JA, JA, JA)),
    ("kmu", {"employees": 49, "balance_eur": MIDDLE + 1, "group_member": False}, "turnover_eur", MIDDLE,
     (JA, JA, JA)),
    ("kmu", {"employees": 49, "turnover_eur": MIDDLE + 1, "group_member": False}, "balance_eur", MIDDLE,
     (JA, JA, JA)),
]  # fmt: skip
IN_2027 = dt.date(2027, 6, 1)
LATER_THRESHOLDS: list[tuple[str, dict[str, FactValue], str, int, tuple[str, str, str]]] = [
    ("e-rechnung-senden", {"small_business_vat": False, "business_customers": True}, "turnover_eur", 800_000,
     (NEIN, NEIN, JA)),
    ("e-rechnung-senden", {"small_business_vat": False, "business_customers": True}, "turnover_eur", 25_000,
     (NEIN, NEIN, NEIN)),
    ("kassenpflicht", {}, "turnover_eur", 100_000, (EHER_NEIN, OFFEN, OFFEN)),
]  # fmt: skip
ALL_THRESHOLDS = [(TODAY, row) for row in THRESHOLDS] + [(IN_2027, row) for row in LATER_THRESHOLDS]


@pytest.mark.parametrize(("today", "row"), ALL_THRESHOLDS)
def test_threshold_one_below_at_and_one_above(
    today: dt.date, row: tuple[str, Facts, str, int, tuple[str, ...]]
) -> None:
    rule, facts, fact, threshold, results = row
    values = (threshold - 1, threshold, threshold + 1)
    assert tuple(verdict(rule, {**facts, fact: value}, today).result for value in values) == results


def test_no_threshold_of_the_file_is_without_such_a_test() -> None:
    written = {
        (rule.id, test.fact, test.operand)
        for rule in RULES.values()
        for case in rule.cases
        for test in all_tests(case.when)
        if isinstance(test.operand, int)
    }
    assert written == {(rule, fact, threshold) for _, (rule, _, fact, threshold, _) in ALL_THRESHOLDS}


@pytest.mark.parametrize(
    ("employees", "turnover", "balance", "word"),
    [
        (9, SMALL, 10**9, "Kleinstunternehmen"),
        (9, SMALL + 1, SMALL, "Kleinstunternehmen"),
        (9, SMALL + 1, SMALL + 1, "kleines"),
        (10, SMALL, SMALL, "kleines"),
        (49, MIDDLE, 10**9, "kleines"),
        (49, MIDDLE + 1, MIDDLE + 1, "mittleres"),
        (50, 1, 1, "mittleres"),
        (249, 50_000_000, 10**9, "mittleres"),
        (249, 10**9, 43_000_000, "mittleres"),
    ],
)
def test_size_of_a_firm(employees: int, turnover: int, balance: int, word: str) -> None:
    facts = {"employees": employees, "turnover_eur": turnover, "balance_eur": balance, "group_member": False}
    found = verdict("kmu", facts)
    assert found.result == JA and word in found.sentence


MAKER: dict[str, FactValue] = {"connected_products": True, "employees": 60, "turnover_eur": MIDDLE}
SENDER: dict[str, FactValue] = {"small_business_vat": False, "business_customers": True, "turnover_eur": 900_000}
# One row for every change of the law in the file: rule, facts, the first day of the new state, and the results on the
# day before, the day itself and the day after.
DAYS: list[tuple[str, dict[str, FactValue], str, tuple[str, str, str]]] = [
    ("nis2", {"sector": "maschinenbau", "employees": 85}, "2025-12-06", (NEIN, EHER_JA, EHER_JA)),
    ("bfsg", {"employees": 12, "private_customers": True, "sells_online": True}, "2025-06-28", (NEIN, JA, JA)),
    ("bfsg-produkte", {"consumer_devices": True}, "2025-06-28", (NEIN, EHER_JA, EHER_JA)),
    ("e-rechnung-senden", SENDER, "2027-01-01", (NEIN, JA, JA)),
    ("e-rechnung-senden", {**SENDER, "turnover_eur": 800_000}, "2027-01-01", (NEIN, NEIN, NEIN)),
    ("e-rechnung-senden", {**SENDER, "turnover_eur": 800_000}, "2028-01-01", (NEIN, JA, JA)),
    ("e-rechnung-empfangen", {}, "2025-01-01", (NEIN, JA, JA)),
    ("ki-verordnung", {"uses_ai": True}, "2025-02-02", (NEIN, JA, JA)),
    ("ki-kompetenz", {"uses_ai": True}, "2025-02-02", (NEIN, JA, JA)),
    ("ki-kennzeichnung", {"ai_meets_people": True}, "2026-08-02", (NEIN, JA, JA)),
    ("ki-hochrisiko", {"ai_judges_people": True}, "2027-12-02", (NEIN, EHER_JA, EHER_JA)),
    ("data-act-nutzer", {"connected_machines": True}, "2025-09-12", (NEIN, JA, JA)),
    ("data-act-hersteller", MAKER, "2025-09-12", (NEIN, JA, JA)),
    ("data-act-hersteller", MAKER, "2026-09-12", (JA, JA, JA)),
    ("cra", {"connected_products": True}, "2026-09-11", (NEIN, JA, JA)),
    ("cra", {"connected_products": True}, "2027-12-11", (JA, JA, JA)),
    ("cra", {"connected_products": False, "resells_devices": True}, "2027-12-11", (NEIN, JA, JA)),
    ("hinweisgeber", {"employees": 250}, "2023-07-02", (NEIN, JA, JA)),
    ("hinweisgeber", {"employees": 249}, "2023-12-17", (NEIN, JA, JA)),
    ("kasse-tse", {"till": True}, "2020-01-01", (NEIN, JA, JA)),
    ("kasse-melden", {"till": True}, "2025-01-01", (NEIN, JA, JA)),
    ("kasse-melden", {"till": True}, "2025-08-01", (JA, JA, JA)),
    ("kassenpflicht", {"turnover_eur": 99_999}, "2027-01-01", (NEIN, EHER_NEIN, EHER_NEIN)),
    ("kassenpflicht", {"turnover_eur": 100_000}, "2027-01-01", (NEIN, OFFEN, OFFEN)),
    ("zeiterfassung", {"employees": 3}, "2022-09-13", (OFFEN, JA, JA)),
    ("zeiterfassung-mindestlohn", {"employees": 3, "sector": "koerperpflege", "minijobs": False}, "2026-01-01",
     (EHER_NEIN, JA, JA)),
    ("aufbewahrung", {}, "2025-01-01", (JA, JA, JA)),
    ("kleinunternehmer", {"turnover_eur": 25_000, "turnover_now_eur": 25_000}, "2025-01-01", (OFFEN, JA, JA)),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts", "first_day", "results"), DAYS)
def test_the_day_before_the_day_and_the_day_after(
    rule: str, facts: Facts, first_day: str, results: tuple[str, ...]
) -> None:
    day = dt.date.fromisoformat(first_day)
    found = [verdict(rule, facts, each) for each in (day - DAY, day, day + DAY)]
    assert tuple(each.result for each in found) == results
    assert found[1].sentence == found[2].sentence
    assert found[0].sentence != found[1].sentence or found[0].changes != found[1].changes


def edges(rule: VerdictRule) -> set[dt.date]:
    """The days on which something begins."""
    starts = {case.first_day for case in rule.cases if case.first_day}
    return starts | {case.last_day + DAY for case in rule.cases if case.last_day}


def test_no_day_of_the_file_is_without_such_a_test() -> None:
    written = {(rule.id, day.isoformat()) for rule in RULES.values() for day in edges(rule)}
    assert written == {(rule, day) for rule, _, day, _ in DAYS}


YES_NO: list[tuple[str, dict[str, FactValue], str]] = [
    ("nis2", {"sector": "koerperpflege", "employees": 500}, EHER_NEIN),
    ("nis2", {"sector": "it", "employees": 3, "network_service": True}, JA),
    ("nis2", {"sector": "it", "employees": 3, "turnover_eur": 200_000, "network_service": False}, EHER_NEIN),
    ("nis2", {"sector": "handel", "employees": 80, "nis2_activity": False}, EHER_NEIN),
    ("bfsg", {"employees": 30, "private_customers": False}, NEIN),
    ("bfsg", {"employees": 30, "private_customers": True, "sells_online": False}, EHER_NEIN),
    ("bfsg-produkte", {"consumer_devices": False}, NEIN),
    ("e-rechnung-senden", {"small_business_vat": True}, NEIN),
    ("e-rechnung-senden", {"business_customers": False}, NEIN),
    ("datenschutzbeauftragter", {"employees": 2, "special_data": True}, EHER_JA),
    ("ki-verordnung", {"uses_ai": False, "offers_ai": True}, JA),
    ("ki-verordnung", {"uses_ai": False, "offers_ai": False}, NEIN),
    ("ki-kompetenz", {"uses_ai": False, "offers_ai": False}, NEIN),
    ("ki-kompetenz", {"offers_ai": True}, JA),
    ("ki-anbieter", {"offers_ai": True}, JA),
    ("ki-anbieter", {"offers_ai": False, "uses_ai": True}, NEIN),
    ("ki-anbieter", {"offers_ai": False, "uses_ai": False}, NEIN),
    ("ki-kennzeichnung", {"ai_meets_people": False}, NEIN),
    ("ki-hochrisiko", {"ai_judges_people": False}, EHER_NEIN),
    ("data-act-nutzer", {"connected_machines": False}, NEIN),
    ("data-act-hersteller", {"connected_products": False}, NEIN),
    ("data-act-hersteller", {**MAKER, "employees": 20, "group_member": True}, OFFEN),
    ("cra", {"connected_products": False, "resells_devices": False}, NEIN),
    ("kasse-tse", {"till": False}, NEIN),
    ("kasse-melden", {"till": False}, NEIN),
    ("zeiterfassung-mindestlohn", {"employees": 3, "sector": "handel", "minijobs": True}, JA),
    ("zeiterfassung-mindestlohn", {"employees": 3, "sector": "handel", "minijobs": False}, EHER_NEIN),
    ("zeiterfassung-mindestlohn",
     {"employees": 3, "sector": "dienstleistung", "sector_detail": "Gebäudereinigungsfirma"}, JA),
    ("zeiterfassung-mindestlohn",
     {"employees": 3, "sector": "dienstleistung", "sector_detail": "Steuerberater", "minijobs": False}, EHER_NEIN),
    ("gobd", {}, JA),
    ("verpackung", {"ships_packaged_goods": True, "private_customers": True}, JA),
    ("verpackung", {"ships_packaged_goods": False, "service_packaging": True}, JA),
    ("verpackung", {"ships_packaged_goods": True, "private_customers": False, "service_packaging": False}, EHER_JA),
    ("verpackung", {"ships_packaged_goods": False, "service_packaging": False}, NEIN),
    ("cookies", {"tracks_visitors": True}, JA),
    ("cookies", {"tracks_visitors": False}, NEIN),
    ("impressum", {"online_presence": True}, JA),
    ("impressum", {"online_presence": False}, NEIN),
    ("kmu", {"employees": 249, "turnover_eur": 50_000_000, "group_member": True}, OFFEN),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts", "result"), YES_NO)
def test_yes_and_no(rule: str, facts: Facts, result: str) -> None:
    assert verdict(rule, facts).result == result


@pytest.mark.parametrize(
    ("rule", "facts", "start"),
    [
        (
            "nis2",
            {"sector": "maschinenbau", "employees": 85, "turnover_eur": 14_000_000},
            "Wahrscheinlich ja, im Maschinenbau mit 85 Leuten und 14 Millionen Euro Umsatz:",
        ),
        (
            "bfsg",
            {"employees": 7, "turnover_eur": 1_200_000},
            "Nein, bei 7 Leuten und 1,2 Millionen Euro Umsatz nicht:",
        ),
        (
            "e-rechnung-senden",
            {"turnover_eur": 600_000},
            "Nein, noch nicht: Für Rechnungen an Firmen haben Sie bei 600.000 Euro Umsatz voraussichtlich bis Ende 2027",
        ),
        ("hinweisgeber", {"employees": 60}, "Ja, bei 60 Leuten:"),
        ("zeiterfassung", {"employees": 1}, "Ja, auch bei einer Person:"),
    ],
)
def test_the_verdict_begins_with_the_facts_of_the_firm(rule: str, facts: Facts, start: str) -> None:
    assert verdict(rule, facts).sentence.startswith(start)


@pytest.mark.parametrize(
    ("rule", "facts", "fact"),
    [
        ("nis2", {}, "sector"),
        ("nis2", {"sector": "maschinenbau"}, "employees"),
        ("nis2", {"sector": "maschinenbau", "employees": 35}, "turnover_eur"),
        ("nis2", {"sector": "maschinenbau", "employees": 35, "turnover_eur": 11_000_000}, "balance_eur"),
        ("nis2", {"sector": "logistik", "employees": 85}, "nis2_activity"),
        ("nis2", {"sector": "it", "employees": 8, "turnover_eur": 500_000}, "network_service"),
        ("bfsg", {}, "employees"),
        ("bfsg", {"employees": 12}, "private_customers"),
        ("bfsg", {"employees": 9, "turnover_eur": 3_000_000}, "balance_eur"),
        ("bfsg", {"employees": 12, "private_customers": True}, "sells_online"),
        ("e-rechnung-senden", {}, "turnover_eur"),
        ("e-rechnung-senden", {"turnover_eur": 900_000}, "business_customers"),
        ("datenschutzbeauftragter", {"employees": 15}, "special_data"),
        ("datenschutzbeauftragter", {"employees": 30}, "data_people"),
        ("kmu", {"employees": 8}, "turnover_eur"),
        ("kmu", {"employees": 8, "turnover_eur": 1_000_000}, "group_member"),
        ("verpackung", {"ships_packaged_goods": False}, "service_packaging"),
        ("cra", {"connected_products": False}, "resells_devices"),
        ("zeiterfassung-mindestlohn", {"employees": 3, "sector": "dienstleistung"}, "sector_detail"),
        ("zeiterfassung-mindestlohn", {"employees": 3, "sector": "handel"}, "minijobs"),
    ],
)
def test_the_next_question(rule: str, facts: Facts, fact: str) -> None:
    assert asked(rule, facts) == fact


def test_who_cannot_be_a_small_business_is_not_asked_whether_he_is() -> None:
    in_2027 = judge(RULES["e-rechnung-senden"], {"turnover_eur": 900_000}, IN_2027)
    assert in_2027.question is not None and in_2027.question.fact == "business_customers"
    assert in_2027.unknown == ("business_customers",)


def test_facts_that_contradict_each_other_still_get_an_answer() -> None:
    facts = {"small_business_vat": True, "turnover_eur": 900_000, "business_customers": True}
    assert verdict("e-rechnung-senden", facts, IN_2027).result == NEIN


def test_beside_a_question_about_something_rare_stands_a_provisional_verdict() -> None:
    found = judge(RULES["datenschutzbeauftragter"], {"employees": 15}, TODAY)
    assert found.question is not None and found.question.fact == "special_data"
    assert found.provisional is not None and found.provisional.sentence.startswith("Nein, bei 15 Leuten nicht:")
    assert judge(RULES["datenschutzbeauftragter"], {}, TODAY).provisional is None


def test_what_a_verdict_rests_on() -> None:
    facts = {"employees": 9, "turnover_eur": SMALL, "balance_eur": 10**9, "private_customers": True, "till": True}
    found = judge(RULES["bfsg"], facts, TODAY)
    assert found.rests_on == ("employees", "turnover_eur") and found.unknown == ()


def test_what_is_over_determined_rests_on_the_facts_of_its_case() -> None:
    facts = {"employees": 9, "turnover_eur": 1, "balance_eur": 1}
    assert judge(RULES["bfsg"], facts, TODAY).rests_on == ("employees",)
    both = judge(RULES["ki-kompetenz"], {"uses_ai": True, "offers_ai": True}, TODAY)
    assert both.rests_on == ("uses_ai", "offers_ai")


@pytest.mark.parametrize("value", [True, -1, "viele", 1.5])
def test_a_value_of_the_wrong_kind_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="employees"):
        judge(RULES["hinweisgeber"], {"employees": value}, TODAY)
    with pytest.raises(ValueError, match="till"):
        judge(RULES["kasse-tse"], {"till": 1}, TODAY)
    with pytest.raises(ValueError, match="sector"):
        judge(RULES["nis2"], {"sector": "Maschinenbauer"}, TODAY)


def interview(rule: VerdictRule, facts: Facts, answer: Callable[[str], FactValue], today: dt.date) -> list[Judgement]:
    """Answer every question until there is a verdict."""
    told = dict(facts)
    course = [judge(rule, told, today)]
    while course[-1].question is not None:
        fact = course[-1].question.fact
        assert told.get(fact) is None, f"{fact} asked again"
        assert fact in course[-1].unknown and fact in rule.asks
        told[fact] = answer(fact)
        course.append(judge(rule, told, today))
    assert course[-1].verdict is not None
    return course


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_who_knows_nothing_gets_a_verdict_all_the_same(rule: VerdictRule) -> None:
    for today in (TODAY, *edges(rule)):
        last = interview(rule, {}, lambda fact: DONT_KNOW, today)[-1]
        assert last.verdict is not None and last.rests_on == ()
        assert_plain(last.verdict)
        if last.verdict.result == OFFEN and last.unknown:
            assert FACTS[last.unknown[0]].depends in last.verdict.sentence


def test_after_a_shrug_the_engine_goes_on_and_says_what_it_depends_on() -> None:
    facts = {"employees": DONT_KNOW, "private_customers": True}
    assert asked("bfsg", facts) == "turnover_eur"
    found = interview(RULES["bfsg"], facts, lambda fact: DONT_KNOW, TODAY)[-1]
    assert found.verdict is not None
    assert found.verdict.sentence == (
        "Das kommt darauf an. Entscheidend ist, wie viele Leute bei Ihnen arbeiten und wie hoch Ihr Umsatz im Vorjahr war."
    )


def test_a_shrug_that_changes_nothing_is_no_harm() -> None:
    assert verdict("e-rechnung-senden", {"turnover_eur": 600_000, "business_customers": DONT_KNOW}).result == NEIN
    found = verdict("data-act-hersteller", {"connected_products": False, "employees": DONT_KNOW})
    assert found.sentence.startswith("Nein, die Pflicht trifft Hersteller")


BEGINNINGS = {
    JA: "Ja",
    NEIN: "Nein",
    EHER_JA: "Wahrscheinlich ja",
    EHER_NEIN: "Wahrscheinlich nein",
    OFFEN: "Das kommt darauf an",
}
FAMILIAR = {"du", "dich", "dir", "dein", "deine", "deinen", "deinem", "deiner", "ihr", "euch", "euer", "eure"}


def assert_plain(found: Verdict) -> None:
    rest = found.sentence.removeprefix("Das kommt darauf an. ")
    for sentence in (rest, found.changes):
        assert len(sentence.split()) <= LONGEST, sentence
        assert sentence.endswith(".") and sentence[0].isupper(), sentence
        assert not set("[]{}|") & set(sentence), sentence
        assert "  " not in sentence and " ." not in sentence and " :" not in sentence and " ," not in sentence, sentence
        words = {word.strip(".,:;„“") for word in sentence.split()}
        assert not words & FAMILIAR, sentence
    assert found.sentence.startswith(BEGINNINGS[found.result]), found
    assert found.source.url.startswith("https://")


def completions(rule: VerdictRule) -> Iterator[dict[str, FactValue]]:
    """All facts known and every single fact left out."""
    names = rule.asks
    for way in product(*(values_to_tell_apart(rule, name) for name in names)):
        facts = dict(zip(names, way, strict=True))
        yield facts
        for left_out in names:
            yield {name: value for name, value in facts.items() if name != left_out}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_all_sentences_are_short_polite_and_complete(rule: VerdictRule) -> None:
    said = set()
    for today in {TODAY, *edges(rule), *(day - DAY for day in edges(rule))}:
        for facts in completions(rule):
            found = judge(rule, facts, today)
            if found.verdict and found.verdict.sentence not in said:
                assert_plain(found.verdict)
                said.add(found.verdict.sentence)
    beginnings = [{part.partition("[")[0] for part in (case.sentence,)} for case in rule.cases]
    for (beginning,) in beginnings:
        assert any(sentence.startswith(beginning) for sentence in said), f"never said: {beginning}"


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS.keys())
def test_questions_are_short_and_polite(fact: Any) -> None:
    for text in (fact.question, fact.depends):
        assert len(text.split()) <= LONGEST
        assert not {word.strip(".,:;?") for word in text.split()} & FAMILIAR
    assert fact.question.endswith("?")
    assert len(fact.depends.split()) <= 9 and fact.depends[0].islower()


def test_topics_exist() -> None:
    if not (KNOWLEDGE_DIR / "topics").is_dir():
        pytest.skip("the topics are not in this tree yet")
    known = {
        topic["id"]
        for file in (KNOWLEDGE_DIR / "topics").glob("*.yaml")
        for topic in yaml.safe_load(file.read_text(encoding="utf-8"))
    }
    assert {rule.topic for rule in RULES.values()} <= known


def test_the_first_rule_of_a_topic_is_its_main_question() -> None:
    assert [rule.id for rule in rules_of_topic(RULES, "bfsg")] == ["bfsg", "bfsg-produkte"]
    assert rules_of_topic(RULES, "gibt-es-nicht") == ()


NUMBERS = st.one_of(
    st.sampled_from([0, 1, 9, 10, 19, 20, 49, 50, 249, 250]),
    st.sampled_from([25_000, 25_001, 99_999, 100_000, 800_000, 800_001, SMALL, SMALL + 1, MIDDLE, MIDDLE + 1, 10**9]),
    st.integers(0, 10**8),
)
DAYS_TO_DRAW = st.one_of(
    st.sampled_from(sorted(day + step for rule in RULES.values() for day in edges(rule) for step in (-DAY, 0 * DAY))),
    st.dates(dt.date(2019, 1, 1), dt.date(2031, 1, 1)),
)


def values_of(name: str) -> st.SearchStrategy[FactValue]:
    fact = FACTS[name]
    if fact.kind == "yes_no":
        return st.booleans()
    if fact.kind in ("number", "amount"):
        return NUMBERS
    if fact.choices:
        return st.sampled_from(fact.choices)
    return st.sampled_from(["Gebäudereinigung", "Putzfirma und Hausmeister", "Steuerberatung", ""])


@st.composite
def firms(draw: st.DrawFn) -> tuple[VerdictRule, dict[str, FactValue]]:
    """A rule, and all facts of a firm that go together."""
    rule = draw(st.sampled_from(list(RULES.values())))
    facts = {name: draw(values_of(name)) for name in rule.asks}
    if not plausible(facts):
        facts["small_business_vat"] = False
    return rule, facts


def agree(one: str, other: str) -> bool:
    """Whether two results do not contradict each other: "wahrscheinlich ja" may become "ja", never "nein"."""
    return OFFEN in (one, other) or one.removeprefix("wahrscheinlich_") == other.removeprefix("wahrscheinlich_")


@settings(max_examples=400, deadline=None)
@given(firms(), DAYS_TO_DRAW, st.data())
def test_partial_facts_never_contradict_the_whole(
    firm: tuple[VerdictRule, dict[str, FactValue]], today: dt.date, data: st.DataObject
) -> None:
    rule, facts = firm
    whole = judge(rule, facts, today)
    assert whole.verdict is not None and whole.possible == (whole.verdict.result,)
    told = data.draw(st.sets(st.sampled_from(rule.asks))) if rule.asks else set()
    partial = judge(rule, {name: facts[name] for name in told}, today)
    assert whole.verdict.result in partial.possible
    if partial.verdict is not None:
        assert partial.verdict.result == whole.verdict.result
        assert partial.verdict.changes != WHEN_KNOWN, "a verdict without its reason"
    else:
        assert partial.question is not None and partial.question.fact not in told
    assert set(partial.rests_on) <= told and not set(partial.unknown) & told


@settings(max_examples=400, deadline=None)
@given(firms(), DAYS_TO_DRAW, st.data())
def test_every_interview_ends_and_every_answer_shrinks_what_is_unknown(
    firm: tuple[VerdictRule, dict[str, FactValue]], today: dt.date, data: st.DataObject
) -> None:
    rule, facts = firm
    shrugs = data.draw(st.sets(st.sampled_from(rule.asks))) if rule.asks else set()
    course = interview(rule, {}, lambda fact: DONT_KNOW if fact in shrugs else facts[fact], today)
    assert len(course) <= len(rule.asks) + 1
    for before, after in pairwise(course):
        assert before.question is not None
        assert set(after.possible) <= set(before.possible)
        if before.question.fact not in shrugs:
            assert before.question.fact not in after.unknown
    last = course[-1].verdict
    whole = judge(rule, facts, today).verdict
    assert last is not None and whole is not None
    assert_plain(last)
    assert agree(last.result, whole.result)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0 Euro"),
        (800_000, "800.000 Euro"),
        (999_999, "999.999 Euro"),
        (1_000_000, "1 Million Euro"),
        (1_200_000, "1,2 Millionen Euro"),
        (1_250_000, "1,25 Millionen Euro"),
        (1_050_000, "1,05 Millionen Euro"),
        (1_234_567, "1.234.567 Euro"),
        (14_000_000, "14 Millionen Euro"),
        (1_500_000_000, "1.500 Millionen Euro"),
    ],
)
def test_amounts_in_german(amount: int, text: str) -> None:
    assert euro(amount) == text


def test_brackets_show_the_first_way_of_saying_it_that_is_known() -> None:
    template = "Nein[, bei {employees} und {turnover} Umsatz|, bei {employees}]: Schluss."
    assert fill(template, {"employees": 3, "turnover_eur": 5_000}) == (
        "Nein, bei 3 Leuten und 5.000 Euro Umsatz: Schluss."
    )
    assert fill(template, {"employees": 1}) == "Nein, bei einer Person: Schluss."
    assert fill(template, {"turnover_eur": 5_000}) == "Nein: Schluss."


CASE: dict[str, Any] = {
    "result": "ja",
    "sentence": "Ja, immer.",
    "changes": "Nichts.",
    "source_url": "https://example.org/seite",
    "source_date": None,
    "confidence": "low",
}
RULE: dict[str, Any] = {"id": "regel", "topic": "nis2", "title": "Muss ich?", "asks": ["till"]}


def rule_with(**fields: Any) -> dict[str, Any]:
    first = {**CASE, "when": {"till": {"is": "nein"}}, **fields.pop("first", {})}
    return {**RULE, "cases": [first, CASE], **fields}


def when(**tests: Any) -> dict[str, Any]:
    return {"first": {"when": tests}}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"asks": ["kasse"]}, "eine Angabe erwartet, möglich sind: employees"),
        ({"asks": []}, "unter asks alle Angaben der Bedingungen erwartet, es fehlt: till"),
        ({"asks": ["till", "employees"]}, "zu viel ist: employees"),
        ({"asks": ["till", "till"]}, "jeden Wert nur einmal erwartet"),
        ({"assumes": {"employees": "ja"}}, "falsch ist: employees"),
        ({"exact": "vielleicht"}, "einer dieser Werte erwartet: ja, nein"),
        ({"cases": []}, "als letzten Fall einen ohne Bedingung"),
        ({"cases": [{**CASE, "when": {"till": {"is": "ja"}}}]}, "als letzten Fall einen ohne Bedingung"),
        ({"cases": [{**CASE, "until": "2025-01-01"}]}, "als letzten Fall einen ohne Bedingung"),
        ({"frage": "Muss ich?"}, "kein Feld dieses Namens vorgesehen"),
        (when(till="ja"), "unter till eine Bedingung erwartet, möglich sind: is"),
        (when(till={"is": "vielleicht"}), "unter till ja oder nein erwartet"),
        (when(till={"is": True}), "unter till ja oder nein erwartet"),
        (when(till={"at_least": 3}), "unter till erwartet, möglich sind: is"),
        (when(kasse={"is": "ja"}), "eine Angabe erwartet, möglich sind: employees"),
        (when(employees={"at_least": "50"}), "unter employees eine ganze Zahl ab 0 erwartet"),
        (when(sector={"one_of": ["Bau"]}), "unter sector erwartet, möglich sind: handwerk"),
        (when(sector_detail={"mentions": "Putz"}), "unter sector_detail eine Liste von Wörtern erwartet"),
        (when(any=[{"till": {"is": "ja"}}]), "unter any mindestens zwei Bedingungen erwartet"),
        ({"first": {"result": "klar"}}, "einer dieser Werte erwartet: ja, nein, wahrscheinlich_ja"),
        ({"first": {"from": "2026-01-02", "until": "2026-01-01"}}, "ein Wert erwartet, der nicht unter"),
        ({"first": {"until": 2026}}, "ein Datum der Form JJJJ-MM-TT erwartet"),
        ({"first": {"sentence": "Ja, bei {employees}."}}, "nur in eckigen Klammern erwartet"),
        ({"first": {"sentence": "Ja[ bei {employees}."}}, "eckige Klammern paarweise erwartet"),
        ({"first": {"sentence": "Ja[ bei {leute}]."}}, "in geschweiften Klammern eine Angabe erwartet"),
        ({"first": {"sentence": "Ja[ bei {employees}]."}}, "in den Sätzen nur Angaben aus asks erwartet"),
        ({"first": {"changes": "Ab {employees}."}}, "ein Text ohne Klammern erwartet"),
        ({"first": {"source_url": "example.org"}}, "eine Webadresse erwartet"),
    ],
)
def test_defects_are_named_for_staff(tmp_path: Path, fields: dict[str, Any], problem: str) -> None:
    text = yaml.safe_dump([rule_with(**fields)], allow_unicode=True)
    (tmp_path / "verdicts.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenContent) as raised:
        read_rules(tmp_path)
    assert problem in str(raised.value) and "regel" in str(raised.value)


def test_a_sound_rule_is_read(tmp_path: Path) -> None:
    (tmp_path / "verdicts.yaml").write_text(yaml.safe_dump([rule_with()], allow_unicode=True), encoding="utf-8")
    assert list(read_rules(tmp_path)) == ["regel"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenContent, match=r"verdicts\.yaml"):
        read_rules(tmp_path)
