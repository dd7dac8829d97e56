"""Call-backs: who takes care, what was agreed to, notes that nobody overwrites, deletion in time, e-mail that is tried again."""

from __future__ import annotations

import html

import pytest
from sqlalchemy import select, update

from bot.contact.handling import LONGEST_NOTE
from bot.contact.requests import ContactRequest, ContactStore
from bot.desk.desk import Desk
from bot.desk.roles import Role
from bot.privacy.keeping import export, purge
from bot.privacy.tables import CONTACTS
from tests.desk.conftest import NOW, Browser, signed_in

DAY = 86_400.0
REQUEST = ContactRequest(
    conversation="web-1",
    name="Eva Muster",
    phone="0391 1234567",
    email="eva@muster.example",
    best_time="vormittags",
    matter="Kasse fürs Café",
    summary="Café in Halle, 6 Leute",
    consent="Ja, das Zentrum darf mich anrufen.",
)


@pytest.fixture
def waiting(desk: Desk) -> int:
    return ContactStore(desk.engine).add(REQUEST, NOW - 3_600)


def text(answer: object) -> str:
    return html.unescape(str(answer.text))  # type: ignore[attr-defined]


def test_the_list_shows_who_waits_without_who_it_is(desk: Desk, editor: Browser, waiting: int) -> None:
    page = text(editor.get("/rueckrufe"))
    assert f"Rückrufbitte Nr. {waiting}" in page
    assert "Muster" not in page and "0391" not in page


def test_the_page_shows_what_the_owner_agreed_to_and_the_trail_says_who_looked(
    desk: Desk, editor: Browser, waiting: int
) -> None:
    page = text(editor.get(f"/rueckrufe/{waiting}"))
    for shown in (REQUEST.name, REQUEST.phone, REQUEST.email, REQUEST.matter, REQUEST.summary, REQUEST.consent):
        assert str(shown) in page
    [entry] = desk.audit.latest(1)
    assert (entry.account, entry.what, entry.target) == ("anna.bearbeiten", "call-back seen", str(waiting))


def test_a_summary_that_was_struck_is_not_there(desk: Desk, editor: Browser) -> None:
    number = ContactStore(desk.engine).add(ContactRequest(**{**vars(REQUEST), "summary": None}), NOW)
    assert "gestrichen" in text(editor.get(f"/rueckrufe/{number}"))


def test_the_way_to_the_talk_is_there_only_where_it_may_be_read(desk: Desk, editor: Browser, waiting: int) -> None:
    assert "nicht erlaubt, dass jemand es liest" in text(editor.get(f"/rueckrufe/{waiting}"))
    desk.talks.give(REQUEST.conversation, "Darf jemand lesen?", NOW)
    number = desk.talks.of(REQUEST.conversation, NOW).number  # type: ignore[union-attr]
    assert f"/redaktion/gespraeche/{number}" in text(editor.get(f"/rueckrufe/{waiting}"))


def test_one_takes_care_and_the_other_hears_it(desk: Desk, editor: Browser, waiting: int) -> None:
    other = signed_in(desk, Role.EDIT, "bert")
    assert editor.post(f"/rueckrufe/{waiting}/uebernehmen").headers["location"].endswith("uebernommen")
    assert other.post(f"/rueckrufe/{waiting}/uebernehmen").headers["location"].endswith("vergeben")
    assert "anna.bearbeiten kümmert sich" in text(other.get("/rueckrufe"))
    assert other.post(f"/rueckrufe/{waiting}/abgeben").status_code == 303
    assert "noch frei" in text(other.get("/rueckrufe"))


def test_done_and_back_again(desk: Desk, editor: Browser, waiting: int) -> None:
    editor.post(f"/rueckrufe/{waiting}/erledigt")
    assert desk.callbacks.waiting() == 0
    assert "wird am" in text(editor.get(f"/rueckrufe/{waiting}"))
    editor.post(f"/rueckrufe/{waiting}/oeffnen")
    assert desk.callbacks.waiting() == 1


def test_no_e_mail_goes_out_for_what_is_done(desk: Desk, editor: Browser, waiting: int) -> None:
    assert ContactStore(desk.engine).due(NOW) == [waiting]
    editor.post(f"/rueckrufe/{waiting}/erledigt")
    assert ContactStore(desk.engine).due(NOW) == []


def test_an_e_mail_that_hangs_is_tried_at_once(desk: Desk, editor: Browser, waiting: int) -> None:
    desk.sends_mail = True
    store = ContactStore(desk.engine)
    store.claim(waiting, NOW, NOW + 120)
    store.mark_failed(waiting, "SMTPConnectError 421", NOW + 3_600)
    assert "1 Versuch, zuletzt: SMTPConnectError 421" in text(editor.get(f"/rueckrufe/{waiting}"))
    editor.post(f"/rueckrufe/{waiting}/mail")
    assert store.due(NOW) == [waiting]


def test_two_who_write_a_note_do_not_overwrite_each_other(desk: Desk, editor: Browser, waiting: int) -> None:
    other = signed_in(desk, Role.EDIT, "bert")
    assert other.post(f"/rueckrufe/{waiting}/notiz", {"notiz": "ruft Montag an", "vorher": ""}).status_code == 303
    answer = editor.post(f"/rueckrufe/{waiting}/notiz", {"notiz": "mein Text", "vorher": ""})
    assert answer.status_code == 400
    assert "ruft Montag an" in text(answer) and ">mein Text</textarea>" in text(answer)
    assert desk.callbacks.get(waiting).note == "ruft Montag an"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("note", "said"),
    [("x" * (LONGEST_NOTE + 1), "höchstens 1000 Zeichen"), ("a\u0007b", "Zeichen, die man nicht sieht")],
)
def test_a_wrong_note_is_kept_in_the_form(desk: Desk, editor: Browser, waiting: int, note: str, said: str) -> None:
    answer = editor.post(f"/rueckrufe/{waiting}/notiz", {"notiz": note, "vorher": ""})
    assert answer.status_code == 400
    assert said in text(answer) and note in text(answer)
    assert desk.callbacks.get(waiting).note == ""  # type: ignore[union-attr]


@pytest.mark.parametrize("number", ["0", "99", "abc", "1e3", "9" * 30, "-1"])
def test_what_is_not_there_is_said_to_be_gone(editor: Browser, number: str) -> None:
    assert editor.get(f"/rueckrufe/{number}").status_code == 404
    assert editor.post(f"/rueckrufe/{number}/erledigt").status_code == 404


def test_it_is_deleted_in_time_with_its_note(desk: Desk, waiting: int) -> None:
    """Thirty days after the call was made, or after the e-mail, whichever was first; the page says the day."""
    desk.callbacks.note(waiting, "Notiz", "")
    desk.callbacks.finish(waiting, "anna", NOW)
    assert desk.callbacks.get(waiting).deleted == NOW + 30 * DAY  # type: ignore[union-attr]
    purge(desk.engine, 30, NOW + 29 * DAY, believe_clock=True)
    assert desk.callbacks.get(waiting) is not None
    purge(desk.engine, 30, NOW + 31 * DAY, believe_clock=True)
    with desk.engine.connect() as connection:
        assert connection.execute(select(CONTACTS)).all() == []


def test_the_person_gets_the_note_with_all_that_is_stored_of_them(desk: Desk, waiting: int) -> None:
    desk.callbacks.note(waiting, "Notiz", "")
    assert export(desk.engine, "web-1")["contacts"][0]["note"] == "Notiz"


def test_one_that_waits_longest_comes_first_and_done_last(desk: Desk) -> None:
    store = ContactStore(desk.engine)
    numbers = [store.add(ContactRequest(**{**vars(REQUEST), "conversation": f"web-{n}"}), NOW - n) for n in (1, 3, 2)]
    with desk.engine.begin() as connection:
        connection.execute(update(CONTACTS).where(CONTACTS.c.id == numbers[1]).values(done=NOW))
    assert [one.stored.id for one in desk.callbacks.all()] == [numbers[2], numbers[0], numbers[1]]
