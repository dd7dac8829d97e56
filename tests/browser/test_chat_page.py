"""The chat as owners see it: on a desktop and on a phone, with a mouse, with a keyboard, with a bad connection."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.conftest import Servers


def ask(page: Page, text: str) -> None:
    page.get_by_label("Ihre Frage", exact=True).fill(text)
    page.keyboard.press("Enter")


def test_funding_as_cards_with_status_reasons_and_source(page: Page) -> None:
    ask(page, "Tischlerei, 8 Leute, Stendal, wollen ERP für 30.000 €, gibt's da was?")
    card = page.get_by_role("article", name="IB-Digitalisierungsdarlehen")
    expect(card).to_contain_text("Darlehen")
    expect(card).to_contain_text("gilt in Sachsen-Anhalt")
    expect(card).to_contain_text("Stand 01.10.2025")
    card.locator("summary").click()
    card.get_by_role("button", name="Mehr dazu").click()
    expect(page.get_by_role("log")).to_contain_text("Investitionsbank Sachsen-Anhalt")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


def test_an_answer_has_source_next_step_and_questions_that_can_be_pressed(page: Page) -> None:
    ask(page, "Wie sichern wir unsere Daten richtig?")
    log = page.get_by_role("log")
    expect(log).to_contain_text("3-2-1")
    expect(log).to_contain_text(re.compile(r"Quelle:|Quellen"))
    suggestion = page.get_by_role("group", name="Vorschläge").last.get_by_role("button").first
    question = suggestion.inner_text()
    suggestion.click()
    expect(log.locator(".owner").last).to_have_text(question)
    expect(log.locator(".bot.article")).to_have_count(2)


def test_a_sample_question_of_the_page_is_asked(page: Page, size: Any) -> None:
    if size == PHONE:
        page.get_by_role("button", name="Chat schließen").click()
    page.get_by_role("button", name="Woran erkenne ich eine gefälschte Mail?").click()
    expect(page.get_by_role("log").locator(".owner")).to_have_text("Woran erkenne ich eine gefälschte Mail?")
    expect(page.get_by_role("log").locator(".bot.article")).to_be_visible()


def test_an_emergency_shows_steps_in_order_and_numbers_to_call(page: Page) -> None:
    ask(page, "alles verschlüsselt!")
    turn = page.locator(".bot.emergency")
    expect(turn.locator("ol li").first).to_contain_text("Netzwerkkabel")
    expect(turn.locator("a[href^='tel:']").first).to_be_visible()


def test_markup_stays_text(page: Page) -> None:
    ask(page, "<img src=x onerror=alert(1)><script>alert(2)</script>")
    log = page.get_by_role("log")
    expect(log.locator(".owner")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(log.locator(".bot")).to_have_count(2)
    assert log.locator("img").count() == 0


def test_keyboard_alone_is_enough(page: Page) -> None:
    page.get_by_label("Ihre Frage", exact=True).focus()
    page.keyboard.type("Was ist ein ERP?")
    page.keyboard.press("Enter")
    expect(page.locator(".bot.glossary")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.querySelector('lotse-chat').shadowRoot.activeElement.className") == "choice"
    page.keyboard.press("Enter")
    expect(page.locator(".owner")).to_have_count(2)


def test_a_cut_connection_loses_and_doubles_nothing(page: Page) -> None:
    answered = 0

    def cut_after_the_server_has_answered(route: Any) -> None:
        nonlocal answered
        route.fetch()
        answered += 1
        route.abort()

    page.route("**/ui/message", cut_after_the_server_has_answered, times=1)
    ask(page, "Wir sind eine Bäckerei in Halle mit 12 Leuten")
    retry = page.get_by_role("button", name="Noch einmal versuchen")
    retry.click()
    expect(page.get_by_role("log")).to_contain_text("12 Beschäftigte")
    expect(retry).to_have_count(0)
    expect(page.locator(".owner")).to_have_count(1)
    assert answered == 1
    page.problems.clear()  # type: ignore[attr-defined]


def test_what_was_said_without_a_connection_goes_out_by_itself_when_it_is_back(page: Page) -> None:
    page.context.set_offline(True)
    ask(page, "Was ist ein ERP?")
    ask(page, "Was ist Phishing?")
    expect(page.locator(".problem")).to_have_count(2)
    page.context.set_offline(False)
    expect(page.locator(".bot.glossary")).to_have_count(2)
    expect(page.locator(".problem")).to_have_count(0)
    turns = page.locator(".bot.glossary").all_inner_texts()
    assert "ERP" in turns[0]
    assert "Phishing" in turns[1]
    ask(page, "Was wissen Sie über mich?")
    expect(page.locator(".bot").last).to_contain_text("3 Nachrichten")
    page.problems.clear()  # type: ignore[attr-defined]


def test_a_message_that_failed_can_be_sent_again_after_another_was_answered(page: Page) -> None:
    page.route("**/ui/message", lambda route: route.abort(), times=1)
    ask(page, "Was ist ein ERP?")
    retry = page.get_by_role("button", name="Noch einmal versuchen")
    expect(retry).to_be_visible()
    ask(page, "Was ist Phishing?")
    expect(page.locator(".bot.glossary")).to_contain_text("Phishing")
    retry.click()
    expect(page.locator(".bot.glossary").last).to_contain_text("ERP")
    expect(page.locator(".owner")).to_have_count(2)
    page.problems.clear()  # type: ignore[attr-defined]


def test_a_button_pressed_twice_asks_once(page: Page) -> None:
    page.get_by_role("button", name="Fördergeld finden").dblclick()
    expect(page.locator(".bot")).to_have_count(2)
    expect(page.locator(".owner")).to_have_count(1)


def test_an_answer_is_visible_when_it_has_arrived(page: Page) -> None:
    """From the last byte to the painted frame, for the longest kind of answer."""
    page.evaluate(
        """() => {
            const log = document.querySelector("lotse-chat").shadowRoot.querySelector(".log");
            window.shown = new Promise((resolve) => {
                const painted = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
                const look = () => log.querySelector(".cards") && painted();
                new MutationObserver(look).observe(log, { childList: true, subtree: true });
            });
        }"""
    )
    ask(page, "Tischlerei, 8 Leute, Stendal, wollen ERP für 30.000 €, gibt's da was?")
    shown = page.evaluate("window.shown")
    requests = "performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('/ui/message'))"
    assert shown > page.evaluate(f"{requests}.at(-1).responseEnd")
    card = page.get_by_role("article").first
    assert card.evaluate("e => e.checkVisibility() && e.getBoundingClientRect().top < innerHeight")


EVIL = "<img src=x onerror=alert(1)>"


def test_whatever_the_server_sends_stays_text_and_only_web_addresses_become_links(page: Page) -> None:
    source = {"title": EVIL, "url": "javascript:alert(1)", "date": EVIL}
    card = {
        "type": "programme",
        "title": EVIL,
        "badge": EVIL,
        "tone": "open",
        "rows": [{"label": EVIL, "value": EVIL}],
        "reasons": [{"fit": "yes", "text": EVIL}],
        "payload": EVIL,
        "keep": EVIL,
        "url": "JAVASCRIPT:alert(1)",
        "source": source,
    }
    listed = {"kind": "programme_list", "ids": ["x"], "sources": [], "cards": [card], "lead": EVIL, "tail": EVIL}
    article = {"kind": "article", "ids": ["x"], "sources": [source, {**source, "url": "https://bmwk.example/x"}]}
    table = {"kind": "programme", "ids": [], "sources": [source], "table": {"head": ["", EVIL], "rows": [[EVIL, EVIL]]}}
    buttons = [{"title": EVIL, "payload": EVIL}]
    for custom in (listed, article, table):
        message = {"text": f"{EVIL} **{EVIL}** javascript:alert(1)", "custom": custom, "buttons": buttons}
        answer = {"messages": [message], "token": "t"}
        page.route("**/ui/message", lambda route, request, answer=answer: route.fulfill(json=answer), times=1)
        ask(page, "Hallo")
        expect(page.locator(f".bot.{custom['kind']}")).to_contain_text(EVIL)
    log = page.get_by_role("log")
    assert log.locator("img, script").count() == 0
    page.get_by_text("2 Quellen").click()
    links = log.get_by_role("link")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://bmwk.example/x")
    expect(links).to_have_attribute("rel", "noopener noreferrer")
    expect(links).to_have_attribute("target", "_blank")


def test_messages_sent_in_a_row_are_answered_in_order(page: Page) -> None:
    ask(page, "Was ist ein ERP?")
    ask(page, "Was ist Phishing?")
    expect(page.locator(".bot.glossary")).to_have_count(2)
    turns = page.locator(".bot.glossary").all_inner_texts()
    assert "ERP" in turns[0]
    assert "Phishing" in turns[1]


def test_begin_again_empties_the_view_and_forgets(page: Page) -> None:
    ask(page, "Wir sind eine Bäckerei in Halle mit 12 Leuten")
    expect(page.get_by_role("log")).to_contain_text("12 Beschäftigte")
    page.get_by_role("button", name="Neu beginnen").first.click()
    expect(page.locator(".owner")).to_have_count(0)
    ask(page, "Was wissen Sie über mich?")
    expect(page.locator(".bot").last).to_contain_text("weiß ich noch nichts")


def test_the_phone_sheet_opens_and_closes(chromium: Browser, servers: Servers) -> None:
    page = chromium.new_page(viewport=PHONE)
    page.goto(f"{servers.rasa_url}/ui/")
    chat = page.locator("lotse-chat")
    expect(chat).to_be_hidden()
    page.get_by_role("button", name="Frage stellen").click()
    expect(chat).to_be_visible()
    page.keyboard.press("Escape")
    expect(chat).to_be_hidden()
    page.close()


STORED = "[localStorage.length, sessionStorage.length, document.cookie.length]"


def test_nothing_is_sent_or_stored_before_consent(chromium: Browser, servers: Servers) -> None:
    page = chromium.new_page(viewport=PHONE)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(f"{servers.rasa_url}/ui/")
    page.get_by_role("button", name="Woran erkenne ich eine gefälschte Mail?").click()
    expect(page.get_by_role("log")).to_contain_text("30 Tage nach Ihrer letzten Nachricht")
    expect(page.get_by_label("Ihre Frage", exact=True)).to_be_hidden()
    assert page.evaluate(STORED) == [0, 0, 0]
    assert not sent
    page.get_by_role("button", name="Einverstanden").click()
    expect(page.locator(".bot.article")).to_be_visible()
    assert page.evaluate(STORED) == [0, 1, 0]
    page.close()


def test_the_conversation_goes_on_after_a_reload(page: Page) -> None:
    ask(page, "Wir sind eine Bäckerei in Halle mit 12 Leuten")
    expect(page.get_by_role("log")).to_contain_text("12 Beschäftigte")
    page.reload()  # on a phone the sheet is open again, as it was
    expect(page.get_by_role("log")).to_contain_text("Bäckerei in Halle mit 12 Leuten")
    ask(page, "Was wissen Sie über mich?")
    expect(page.locator(".bot").last).to_contain_text("12 Beschäftigte")


def test_a_message_without_an_answer_is_sent_again_after_a_reload(page: Page) -> None:
    page.route("**/ui/message", lambda route: (route.fetch(), route.abort()), times=1)
    ask(page, "Was ist ein ERP?")
    expect(page.get_by_role("button", name="Noch einmal versuchen")).to_be_visible()
    page.reload()
    expect(page.locator(".bot.glossary")).to_have_count(1)
    expect(page.locator(".owner")).to_have_count(1)
    ask(page, "Was wissen Sie über mich?")
    expect(page.locator(".bot").last).to_contain_text("2 Nachrichten")
    page.problems.clear()  # type: ignore[attr-defined]


def test_two_tabs_are_two_conversations(chromium: Browser, servers: Servers) -> None:
    context = chromium.new_context()
    one, two = context.new_page(), context.new_page()
    for page, firm in ((one, "Bäckerei in Halle mit 12 Leuten"), (two, "Tischlerei in Stendal mit 9 Leuten")):
        page.goto(f"{servers.rasa_url}/ui/")
        page.get_by_role("button", name="Einverstanden").click()
        ask(page, f"Wir sind eine {firm}")
    for page, known, other in ((one, "12 Beschäftigte", "Stendal"), (two, "9 Beschäftigte", "Halle")):
        ask(page, "Was wissen Sie über mich?")
        expect(page.locator(".bot").last).to_contain_text(known)
        expect(page.get_by_role("log")).not_to_contain_text(other)
    context.close()


def test_the_conversation_can_be_deleted(page: Page, servers: Servers) -> None:
    ask(page, "Wir sind eine Konditorei in Zeitz mit 17 Leuten")
    expect(page.get_by_role("log")).to_contain_text("17 Beschäftigte")
    page.get_by_role("button", name="Gespräch löschen").click()
    page.get_by_role("button", name="Ja, löschen").click()
    expect(page.get_by_role("log")).to_contain_text("Das Gespräch ist gelöscht.")
    assert page.evaluate(STORED) == [0, 0, 0]
    files = servers.logs.glob("conversations.db*")
    assert not any("Konditorei in Zeitz mit 17" in file.read_bytes().decode("utf-8", "ignore") for file in files)
    page.get_by_role("button", name="Einverstanden").click()
    ask(page, "Was wissen Sie über mich?")
    expect(page.locator(".bot").last).to_contain_text("weiß ich noch nichts")
