"""The example under an answer: where it stands, where it does not, and how many answers get one."""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest

from bot.advice.articles import article_reply
from bot.advice.case_below import nearest_example, similarity, with_example
from bot.advice.case_match import is_same_line, works_alike
from bot.advice.profile import FirmProfile
from bot.advice.worry import WORRIES
from bot.clock import today
from bot.knowledge.codes import CENTRE_THEME, FUNDING_THEME
from bot.knowledge.records import Article, CaseStudy
from tests.content import own_content

KB = own_content()
FIRMS = (
    FirmProfile(sector="holz", trade="Tischlerei", employees=8, region="DE-ST"),
    FirmProfile(sector="lebensmittel", trade="Bäckerei", employees=25, region="DE-ST"),
    FirmProfile(sector="gastgewerbe", trade="Pension", employees=6, region="DE-ST"),
    FirmProfile(sector="dienstleistung", trade="Steuerbüro", employees=9, region="DE-SN"),
    FirmProfile(sector="maschinenbau", trade="Maschinenbauer", employees=60, region="DE-TH"),
    FirmProfile(sector="handwerk", trade="Bestatter", employees=4, region="DE-ST"),
    FirmProfile(sector="sanitaer", trade="Heizungsbauer", employees=12, region="DE-BB"),
    FirmProfile(sector="gesundheit", trade="Physiotherapie", employees=5, region="DE-NI"),
    FirmProfile(sector="handel", trade="Buchhandlung", employees=3, region="DE-ST"),
    FirmProfile(sector="logistik", trade="Spedition", employees=30, region="DE-BY"),
    FirmProfile(sector="koerperpflege", trade="Friseursalon", employees=5, region="DE-ST"),
    FirmProfile(),
)


@cache
def pairs() -> tuple[tuple[Article, FirmProfile, CaseStudy], ...]:
    return tuple(
        (article, firm, case)
        for firm in FIRMS
        for article in KB.articles.values()
        if (case := nearest_example(article, firm, KB)) is not None
    )


def test_some_answers_get_one_and_most_do_not() -> None:
    """Where many more get one, the rule has become loose, and somebody has to read sixty of them again."""
    assert 0.03 < len(pairs()) / (len(KB.articles) * len(FIRMS)) < 0.07


def test_each_was_written_down_by_somebody_who_read_both() -> None:
    assert not [pair for pair in pairs() if pair[0].id not in pair[2].articles]


def test_the_trade_is_the_owners_or_near_it_or_does_not_matter() -> None:
    strange = [
        (article.id, firm.trade, case.id)
        for article, firm, case in pairs()
        if firm.sector is not None
        and not is_same_line(firm, case)
        and not works_alike(firm, case)
        and article.theme != "datensicherheit"
    ]
    assert not strange


def test_none_stands_where_nobody_wants_a_story() -> None:
    for article, _, case in pairs():
        assert article.facet != "notfall"
        assert article.theme not in {FUNDING_THEME, CENTRE_THEME}
        assert article.id not in WORRIES  # these have an example of their own
        assert case.confidence != "low"


def test_a_firm_many_times_larger_is_no_example() -> None:
    for _, firm, case in pairs():
        if firm.employees and case.employees:
            assert case.employees < 5 * firm.employees


def test_what_was_named_gives_way_to_the_next_one_that_fits() -> None:
    article, firm = KB.articles["zeiterfassung-app"], FIRMS[0]
    first = nearest_example(article, firm, KB)
    assert first is not None
    second = nearest_example(article, firm, KB, [first.id])
    assert second is not None and second != first
    assert nearest_example(article, firm, KB, [case.id for case in KB.case_studies.values()]) is None


def test_the_own_trade_comes_first() -> None:
    case = nearest_example(KB.articles["zeiterfassung-app"], FIRMS[0], KB)
    assert case is not None and case.id == "tischlerei-beckmann-barcode-zeiten"


@pytest.mark.parametrize(
    ("firm", "case", "said"),
    [
        (FIRMS[0], "tischlerei-schaldach-blankenhain-kuechenplaner", "gleiche Branche, ähnliche Größe"),
        (FIRMS[1], "biobaeckerei-fischer-wettin-loebejuen", "gleiche Branche, auch aus Sachsen-Anhalt"),
        (FIRMS[9], "sanitaer-beu-solingen-trojaner", "gleiches Thema"),
        (FIRMS[9], "truck-norris-kabelsketal-warnsystem", "ähnliche Branche"),  # alarms for lorries are no haulier
        (FIRMS[11], "biobaeckerei-fischer-wettin-loebejuen", "gleiches Thema"),
    ],
)
def test_the_line_names_what_is_alike_and_no_more(firm: FirmProfile, case: str, said: str) -> None:
    assert similarity(firm, KB.case_studies[case]) == said


def test_the_line_stands_last_with_its_source_and_a_button() -> None:
    article, case = KB.articles["zeiterfassung-app"], KB.case_studies["tischlerei-beckmann-barcode-zeiten"]
    plain = article_reply(article, KB, today())
    reply = with_example(plain, case, FIRMS[0])
    assert reply.texts[:-1] == plain.texts
    assert reply.texts[-1].startswith("Ein Beispiel (gleiche Branche): Tischlerei Werner Beckmann")
    assert reply.ids == (article.id, case.id)
    assert set(case.sources[:1]) <= set(reply.sources)
    assert reply.buttons[-1].title == "Mehr zum Beispiel"
    failed = dataclasses.replace(case, course="schiefgegangen")
    assert with_example(plain, failed, FIRMS[0]).texts[-1].startswith("Ein Beispiel, das schiefging")
