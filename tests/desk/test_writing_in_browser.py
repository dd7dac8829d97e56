"""Taking over a talk with real servers: the owner in one page, a person of the centre in another, the bot silent meanwhile."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from bot.desk.roles import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import RULES
from tests.desk.test_in_browser import Running, chromium, come_in, running, until

__all__ = ["chromium", "running"]
pytestmark = [pytest.mark.servers, pytest.mark.browser]


def begin_talk(chromium: Chromium, running: Running) -> Page:
    page = chromium.new_page(viewport=PHONE)
    page.goto(f"{running.servers.rasa_url}/ui/")
    page.get_by_role("button", name="Frage stellen").click()
    page.get_by_role("button", name="Einverstanden").click()
    expect(page.get_by_label("Ihre Frage")).to_be_visible()
    return page


def say(page: Page, text: str) -> None:
    page.get_by_label("Ihre Frage").fill(text)
    page.get_by_role("button", name="Senden").click()


def taken(chromium: Chromium, running: Running, name: str = "M. Beispiel") -> Page:
    """Take over the talk with the latest consent."""
    desk = chromium.new_page(viewport=DESKTOP)
    come_in(desk, running, Role.EDIT)
    desk.goto(f"{running.address}/gespraeche")
    desk.get_by_role("link", name="Gespräch Nr.").first.click()
    desk.get_by_label("So heißen Sie im Chat").fill(name)
    desk.get_by_role("button", name="Übernehmen").click()
    return desk


def bubbles(page: Page) -> int:
    return page.locator(".turn.bot:not(.typing)").count()


@pytest.mark.usefixtures("running")
def test_from_consent_to_a_person_s_words_and_back_to_the_bot(chromium: Chromium, running: Running) -> None:
    owner = begin_talk(chromium, running)
    say(owner, "Gespräch lesen lassen")
    owner.get_by_role("button", name="Ja, mitlesen erlauben").click()
    expect(owner.get_by_text("darf jetzt dieses Gespräch lesen und Ihnen hier schreiben")).to_be_visible()
    desk = taken(chromium, running)
    expect(owner.get_by_text("M. Beispiel vom Zentrum schreibt Ihnen jetzt hier")).to_be_visible(timeout=15_000)
    expect(owner.get_by_text("Gerade schreibt M. Beispiel vom Zentrum.")).to_be_visible(timeout=15_000)

    before = bubbles(owner)
    say(owner, "Guten Tag, ich bin Erika Mustermann, können Sie mir helfen?")
    frame = desk.frame_locator("iframe")
    expect(frame.get_by_text("können Sie mir helfen?")).to_be_visible(timeout=15_000)
    expect(frame.get_by_text("Mustermann")).to_have_count(0)
    desk.get_by_label("Ihre Nachricht").fill("Gern. Worum geht es?")
    desk.get_by_role("button", name="Senden").click()
    expect(owner.get_by_text("Gern. Worum geht es?")).to_be_visible(timeout=15_000)
    expect(owner.get_by_text("M. Beispiel, Zentrum")).to_be_visible()
    assert bubbles(owner) == before + 1, "the bot has said nothing"
    for page in (owner, desk):
        result = Axe().run(page, options={"runOnly": RULES})
        assert result.violations_count == 0, result.generate_report()
    for scheme in ("light", "dark"):
        # Without motion: colours that fade into those of the other scheme are none that anybody reads in.
        desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        result = Axe().run(desk, options={"runOnly": RULES})
        assert result.violations_count == 0, f"{scheme}: {result.generate_report()}"

    owner.reload()  # the sheet is open again, as it was
    expect(owner.get_by_text("Gern. Worum geht es?")).to_have_count(1)
    desk.get_by_role("button", name="Zurückgeben").click()
    expect(desk.get_by_text("Der Chat antwortet wieder")).to_be_visible()
    expect(owner.get_by_text("M. Beispiel hat das Gespräch verlassen")).to_be_visible(timeout=15_000)
    expect(owner.get_by_text("Hier antwortet ein Computerprogramm.")).to_be_visible()
    before = bubbles(owner)
    say(owner, "Was ist ERP?")
    until(lambda: bubbles(owner) > before)
    owner.close()
    desk.close()


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("Löschen Sie alles", "löschen"),
        ("Hilfe, wir wurden gehackt, alle Dateien sind verschlüsselt", "Netz"),
        ("nicht mehr mitlesen", "Ab sofort kann niemand"),
    ],
)
def test_what_must_not_wait_reaches_the_bot(chromium: Chromium, running: Running, said: str, answered: str) -> None:
    owner = begin_talk(chromium, running)
    say(owner, "Gespräch lesen lassen")
    owner.get_by_role("button", name="Ja, mitlesen erlauben").click()
    expect(owner.get_by_text("darf jetzt dieses Gespräch lesen")).to_be_visible()
    desk = taken(chromium, running)
    expect(owner.get_by_text("schreibt Ihnen jetzt hier")).to_be_visible(timeout=15_000)
    say(owner, said)
    expect(owner.locator(".turn.bot:not(.person) .bubble", has_text=answered).last).to_be_visible(timeout=15_000)
    if "mitlesen" in said:
        expect(desk.frame_locator("iframe").get_by_text("Sie schreiben dort nicht mehr")).to_be_visible(timeout=15_000)
    elif "alles" in said:
        owner.get_by_role("button", name="Ja, alles löschen").click()
        expect(owner.get_by_text("gelöscht").last).to_be_visible()
        expect(desk.frame_locator("iframe").get_by_text("Sie schreiben dort nicht mehr")).to_be_visible(timeout=15_000)
    owner.close()
    desk.close()


def test_a_killed_server_loses_neither_the_person_nor_a_word(chromium: Chromium, running: Running) -> None:
    """The server of the chat is killed and comes back: the person is still there, and what the owner wrote stands once."""
    owner = begin_talk(chromium, running)
    say(owner, "Gespräch lesen lassen")
    owner.get_by_role("button", name="Ja, mitlesen erlauben").click()
    desk = taken(chromium, running)
    say(owner, "Erste Nachricht an den Menschen")
    frame = desk.frame_locator("iframe")
    expect(frame.get_by_text("Erste Nachricht an den Menschen")).to_be_visible(timeout=15_000)
    os.kill(running.servers.pid(running.servers.ports.rasa), signal.SIGKILL)
    say(owner, "Zweite Nachricht an den Menschen")
    again: Callable[[], int] = owner.get_by_role("button", name="Noch einmal versuchen").count
    until(lambda: stored(running, "Zweite Nachricht an den Menschen") or bool(again()))
    while again():
        owner.get_by_role("button", name="Noch einmal versuchen").first.click()
        owner.wait_for_timeout(500)
    expect(frame.get_by_text("Zweite Nachricht an den Menschen")).to_have_count(1, timeout=30_000)
    desk.get_by_label("Ihre Nachricht").fill("Ich bin noch da.")
    desk.get_by_role("button", name="Senden").click()
    expect(owner.get_by_text("Ich bin noch da.")).to_have_count(1, timeout=30_000)
    owner.close()
    desk.close()


def stored(running: Running, text: str) -> bool:
    with sqlite3.connect(running.home / "conversations.db") as connection:
        found = connection.execute(
            "SELECT count(*) FROM events WHERE type_name = 'user' AND data LIKE ?", (f"%{text}%",)
        )
        return bool(found.fetchone()[0])
