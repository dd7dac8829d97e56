"""Comparison, check, map and memory sheet as owners see them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.test_chat_page import ask


def no_sideways_scrolling(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


def test_a_comparison_is_a_table(page: Page) -> None:
    ask(page, "Was ist der Unterschied zwischen ZIM und dem IB-Digitalisierungsdarlehen?")
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader", name="ZIM")).to_be_visible()
    expect(table.get_by_role("rowheader", name="Art")).to_be_visible()
    expect(table.get_by_role("row", name="Art Zuschuss")).to_contain_text("Darlehen, wird zurückgezahlt")
    no_sideways_scrolling(page)


def test_the_check_shows_progress_and_its_result_as_a_picture_with_words(page: Page) -> None:
    ask(page, "Check starten")
    log = page.get_by_role("log")
    for number in range(1, 13):
        expect(log).to_contain_text(f"Frage {number} von 12")
        page.get_by_role("group", name="Vorschläge").last.get_by_role("button").nth(number % 4).click()
    expect(log.get_by_role("progressbar").first).to_be_visible()
    picture = log.get_by_role("img")
    expect(picture).to_be_visible()
    assert "Datensicherheit:" in str(picture.get_attribute("alt"))
    assert picture.evaluate("image => image.complete && image.naturalWidth > 100"), "the picture did not load"
    expect(log).to_contain_text("Damit können Sie anfangen")
    no_sideways_scrolling(page)


def test_the_map_is_shown_and_said(page: Page) -> None:
    ask(page, "Wo steht Sachsen-Anhalt?")
    picture = page.get_by_role("log").get_by_role("img")
    expect(picture).to_be_visible()
    assert "Platz 15 von 16" in str(picture.get_attribute("alt"))
    picture.evaluate("image => image.decode()")
    assert picture.evaluate("image => image.naturalWidth > 100"), "the picture did not load"


def test_kept_with_a_button_and_opened_as_pdf(page: Page) -> None:
    ask(page, "Tischlerei, 8 Leute, Stendal, wollen ERP für 30.000 €, gibt's da was?")
    card = page.get_by_role("article", name="IB-Digitalisierungsdarlehen")
    card.locator("summary").click()  # among several a card is a row that opens
    card.get_by_role("button", name="IB-Digitalisierungsdarlehen merken").click()
    log = page.get_by_role("log")
    expect(log).to_contain_text("steht auf Ihrem Merkzettel")
    ask(page, "Merkzettel")
    link = log.get_by_role("link", name="Merkzettel als PDF")
    expect(link).to_be_visible()
    response = page.request.get(str(link.get_attribute("href")))
    assert response.headers["content-type"] == "application/pdf"
    assert response.body().startswith(b"%PDF")


def test_an_answer_can_be_rated(page: Page) -> None:
    ask(page, "Wie sichern wir unsere Daten richtig?")
    log = page.get_by_role("log")
    page.get_by_role("button", name="Das hat geholfen").click()
    expect(log).to_contain_text("Danke für die Rückmeldung")
    page.get_by_role("button", name="Das hat nicht geholfen").first.click()
    expect(log).to_contain_text("anderen Worten")


def test_an_interrupted_dialogue_shows_its_question_below_the_cards(page: Page) -> None:
    ask(page, "Check starten")
    ask(page, "Zeigen Sie mir Beispiele aus dem Handwerk")
    turn = page.locator(".bot.case_study_list")
    expect(turn.get_by_role("article").first).to_be_visible()
    expect(turn).to_contain_text("Zurück zum Check")
    expect(turn.get_by_role("button", name="Die Leitung nebenbei")).to_be_visible()
