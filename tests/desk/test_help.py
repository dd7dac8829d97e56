"""Help: every page has its two minutes, reached from the page itself."""

from __future__ import annotations

from html import unescape

import pytest

from bot.desk.help import PageHelp, all_help, help_for
from bot.desk.routes import all_routes
from tests.desk.conftest import Browser

WORDS_OF_TWO_MINUTES = 300
PATHS = sorted({route.path for route in all_routes() if route.role is not None})


def filled(path: str) -> str:
    """A route's path as a browser sees it."""
    return "/".join("7" if part.startswith("{") else part for part in path.split("/"))


@pytest.mark.parametrize("path", PATHS)
def test_every_page_and_form_has_its_help(path: str) -> None:
    if path != "/abmelden":  # leads to the login
        assert help_for(filled(path)) is not None


def test_no_help_is_about_a_page_that_is_gone() -> None:
    there = {filled(path) for path in PATHS}
    assert not [page for entry in all_help() for page in entry.pages if page.replace("{}", "7") not in there]


@pytest.mark.parametrize("entry", all_help(), ids=lambda entry: entry.id)
def test_each_is_read_in_two_minutes(entry: PageHelp) -> None:
    words = " ".join((entry.in_short, *entry.steps, *entry.good_to_know)).split()
    assert 10 < len(words) < WORDS_OF_TWO_MINUTES


def test_ids_are_told_apart() -> None:
    ids = [entry.id for entry in all_help()]
    assert len(set(ids)) == len(ids)


def test_a_path_that_is_written_out_comes_before_one_with_a_number() -> None:
    assert help_for("/fragen/12").id == "frage-zuordnen"  # type: ignore[union-attr]
    assert help_for("/fragen/ablegen").id == "fragen"  # type: ignore[union-attr]
    assert help_for("/gibt-es/nicht") is None


@pytest.mark.parametrize(("path", "id_"), [("/", "heute"), ("/fragen", "fragen"), ("/rueckrufe", "rueckrufe")])
def test_a_page_leads_to_its_part_of_the_help(editor: Browser, path: str, id_: str) -> None:
    assert f'href="/redaktion/hilfe#{id_}"' in editor.get(path).text
    assert f'id="{id_}"' in editor.get("/hilfe").text


def test_who_is_not_in_gets_no_link_to_it(browser: Browser) -> None:
    assert "/hilfe" not in browser.get("/anmelden").text


def test_nobody_is_led_to_a_page_their_role_does_not_allow(reader: Browser, manager: Browser) -> None:
    assert 'href="/redaktion/rueckrufe"' not in unescape(reader.get("/hilfe").text)
    assert 'href="/redaktion/rueckrufe"' in unescape(manager.get("/hilfe").text)
