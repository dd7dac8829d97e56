"""What an update says; and that whatever arrives is read (T1, T2, T3, T5 to T9, T11)."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
import telegram
from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import UpdateType
from telegram.ext import filters

from bot.telegram import texts
from bot.telegram.reading import CONTENT, LARGEST_NUMBER, WANTED, read
from bot.telegram.texts import COMMANDS, TYPED
from tests.telegram.shapes import fields_of, update_of

BOT = "erste_hilfe_bot"

_PARTICULARS = """
author_signature business_connection_id caption_entities chat date direct_messages_topic edit_date effect_id entities
external_reply forward_origin from guest_bot_caller_chat guest_bot_caller_user guest_query_id has_media_spoiler
has_protected_content is_automatic_forward is_from_offline is_paid_post is_topic_message link_preview_options
media_group_id message_id message_thread_id paid_star_count quote reply_markup reply_to_checklist_task_id
reply_to_message reply_to_poll_option_id reply_to_story sender_boost_count sender_business_bot sender_chat sender_tag
show_caption_above_media suggested_post_info via_bot
"""
PARTICULARS = set(_PARTICULARS.split())
"""Fields that describe a message."""

_EVENTS = """
boost_added channel_chat_created chat_background_set chat_owner_changed chat_owner_left chat_shared
checklist_tasks_added checklist_tasks_done connected_website delete_chat_photo direct_message_price_changed
forum_topic_closed forum_topic_created forum_topic_edited forum_topic_reopened general_forum_topic_hidden
general_forum_topic_unhidden gift gift_upgrade_sent giveaway_completed giveaway_created group_chat_created
left_chat_member managed_bot_created message_auto_delete_timer_changed migrate_from_chat_id migrate_to_chat_id
new_chat_members new_chat_photo new_chat_title paid_message_price_changed passport_data pinned_message
poll_option_added poll_option_deleted proximity_alert_triggered refunded_payment successful_payment
suggested_post_approval_failed suggested_post_approved suggested_post_declined suggested_post_paid
suggested_post_refunded supergroup_chat_created unique_gift users_shared video_chat_ended
video_chat_participants_invited video_chat_scheduled video_chat_started web_app_data write_access_allowed
"""
EVENTS = set(_EVENTS.split())
"""Fields that tell of something that happened in the chat; nobody has said it to us."""


def private(**message: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"chat": {"id": 7, "type": "private"}, **message}}


def edited(**message: Any) -> dict[str, Any]:
    return {"update_id": 1, "edited_message": {"chat": {"id": 7, "type": "private"}, "message_id": 3, **message}}


def group(text: str) -> dict[str, Any]:
    return {"update_id": 1, "message": {"chat": {"id": -7, "type": "group"}, "text": text}}


@pytest.mark.parametrize(
    ("update", "kind", "text"),
    [
        (private(text="Was ist ein ERP?"), "text", "Was ist ein ERP?"),
        (private(text="/start"), "command", "start"),
        (private(text="/start x"), "command", "start"),
        (private(text="/Neu@erste_hilfe_bot bitte"), "command", "neu"),
        (private(text="/löschen"), "command", "loeschen"),
        *((private(text=text), "unknown_command", name) for text, name in [("/settings", "settings"), ("/x@y z", "x")]),
        *((private(text=text), "unknown_command", text) for text in ["/", "/ ", "/\n", "//", "/?", "/\u3000"]),
        (private(text="/home ist voll: /home/daten"), "unknown_command", "home"),
        (private(text="/home/daten ist voll"), "text", "/home/daten ist voll"),
        (private(sticker={"file_id": "x"}), "other", ""),
        (private(voice={"file_id": "x"}), "other", ""),
        (private(photo=[], caption="Was ist das?"), "text", "Was ist das?"),
        (private(text="hallo", **{"from": {"is_bot": True}}), "nothing", ""),
        (private(contact={"phone_number": "493915678901"}), "contact", "Rückruf bitte: +493915678901"),
        (private(contact={"phone_number": "0391 567", "first_name": "Eva"}), "contact", "Rückruf bitte: Eva, 0391 567"),
        (private(contact={"phone_number": "ruf mich an"}), "other", ""),
        (private(text="/start frage-e-rechnung_2"), "question", "e-rechnung_2"),
        (private(text="/start@erste_hilfe_bot frage-nis2"), "question", "nis2"),
        (private(text="/start frage-a b"), "command", "start"),
        (private(text="/start frage-../x"), "command", "start"),
        (private(text="/neu frage-nis2"), "command", "neu"),
        (private(hologram={"file_id": "x"}), "nothing", ""),
        (edited(text="x"), "edited", "x"),
        (edited(caption="x", photo=[]), "edited", "x"),
        (edited(text="/Neu"), "edited", "neu"),
        (edited(location={"latitude": 1, "longitude": 1, "live_period": 900}), "nothing", ""),
        (group("hallo"), "nothing", ""),
        (group("@Erste_Hilfe_Bot hallo"), "group", ""),
        (group("/start@erste_hilfe_bot"), "group", ""),
        (group("@erste_hilfe_bot2 hallo"), "nothing", ""),
        ({"update_id": 1, "my_chat_member": {}}, "unreadable", ""),
        ({"update_id": 1, "message_reaction": {"chat": {"id": 7, "type": "private"}}}, "nothing", ""),
        ({"update_id": 1}, "unreadable", ""),
        ({"update_id": 1, "message": {"text": "ohne Chat"}}, "unreadable", ""),
        ({"update_id": 1, "message": {"chat": {}, "text": "ohne Nummer"}}, "unreadable", ""),
    ],
)
def test_what_an_update_says(update: dict[str, Any], kind: str, text: str) -> None:
    """T1 ("/"), T7 (places that move), T9 (commands that do not exist)."""
    incoming = read(update, BOT)
    assert (incoming.kind, incoming.text) == (kind, text)


@pytest.mark.parametrize(("status", "kind"), [("kicked", "blocked"), ("left", "blocked"), ("member", "nothing")])
def test_a_block_is_noticed(status: str, kind: str) -> None:
    """T11."""
    change = {"chat": {"id": 7, "type": "private"}, "new_chat_member": {"status": status}}
    assert read({"update_id": 1, "my_chat_member": change}).kind == kind


@pytest.mark.parametrize("number", [2**70, -1, True, 1.0, "1", None, float("nan"), [], LARGEST_NUMBER + 1])
def test_a_number_that_cannot_be_kept_is_none(number: Any) -> None:
    """T2."""
    assert read({**private(text="x"), "update_id": number}).number is None
    assert read(private(text="x") | {"message": {"chat": {"id": number, "type": "private"}}}).chat in {None, -1}


@pytest.mark.parametrize("called", WANTED)
@pytest.mark.parametrize("content", [None, [], "x", 5, True, {}, {"chat": None}, {"chat": []}, {"chat": {"id": "7"}}])
def test_an_update_of_a_wrong_shape_is_unreadable(called: str, content: Any) -> None:
    """T2: callback_query [] or null, edited_message null, message "x", chat null."""
    incoming = read({"update_id": 5, called: content})
    assert (incoming.kind, incoming.number, incoming.called) == ("unreadable", 5, called)


_NAMES = """update_id message edited_message callback_query my_chat_member chat id type text from caption data message_id
media_group_id new_chat_member status photo is_bot entities"""
names = st.sampled_from(_NAMES.split())
words = st.one_of(
    st.text(max_size=30), st.sampled_from(["private", "group", "/", "/ ", "\ud800", "\x00", "kicked", "@"])
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names | words, inner, max_size=6),
    max_leaves=25,
)


@given(values)
def test_whatever_was_parsed_is_read(update: Any) -> None:
    """T1, T2."""
    read(update, BOT)


@given(st.sampled_from(WANTED), st.dictionaries(names, values, max_size=8), st.integers(1, LARGEST_NUMBER))
def test_whatever_stands_in_an_update_is_read_and_can_be_kept(called: str, content: Any, number: int) -> None:
    """T1, T2."""
    incoming = read({"update_id": number, called: content}, BOT)
    assert incoming.number == number
    assert len(json.dumps(vars(incoming))) < 60_000


@given(st.text(st.characters(codec=None), max_size=200))
def test_every_text_is_read(text: str) -> None:
    """T1."""
    for said in (text, f"/{text}", f"@{BOT}{text}"):
        incoming = read(private(text=said), BOT)
        assert incoming.kind in {"text", "command", "unknown_command"} or not said.strip()
        assert incoming.kind != "command" or incoming.text in TYPED


def test_every_field_of_a_message_is_decided() -> None:
    """T8: content is answered, an event or a particular is not. A field that is new in the library is to be decided here."""
    known = set(fields_of(telegram.Message))
    said = {"text", "caption"}
    assert known - said - CONTENT - EVENTS - PARTICULARS == set()
    assert not CONTENT & (EVENTS | PARTICULARS) and not EVENTS & PARTICULARS
    assert known >= CONTENT
    of_library = {name.lower() for name in vars(filters.StatusUpdate) if name.isupper()} & known
    assert not of_library & CONTENT
    for field in known - said:
        value = {"file_id": "x"} if field != "from" else {"is_bot": False}
        message = private(**{"chat": {"id": 7, "type": "private"}, field: value})
        if field != "chat":
            assert read(message, BOT).kind == ("other" if field in CONTENT else "nothing"), field


@pytest.mark.parametrize("called", [kind for kind in UpdateType if kind.value not in WANTED])
def test_kinds_of_updates_that_we_do_not_ask_for_are_silent(called: UpdateType) -> None:
    """T11: reactions, polls, business chats and all others."""
    chance = random.Random(called.value)
    for _ in range(20):
        assert read({"update_id": 1, **update_of(called, 7, chance)}, BOT).kind == "nothing"


def test_every_command_of_the_menu_is_understood_and_named_in_the_help() -> None:
    assert set(COMMANDS) <= set(TYPED)
    assert all(f"/{name} " in texts.UNKNOWN_COMMAND for name in COMMANDS)
