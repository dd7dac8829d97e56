"""A call-back through the running servers: what is said on the way is nowhere but where the owner agreed to."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request

import pypdfium2 as pdfium
import pytest

from bot.contact.requests import ContactStore
from bot.feedback.store import FeedbackStore
from bot.privacy.tables import open_database
from tests.conftest import Servers
from tests.conversations.talk import Talk
from tests.privacy.test_deletion import files_with

pytestmark = pytest.mark.servers

PHONE = "+49 391 7654321"


def contacts(servers: Servers, name: str) -> list[str]:
    stored = ContactStore(open_database(f"sqlite:///{servers.logs / 'conversations.db'}")).all()
    return [item.request.name for item in stored if item.request.name == name]


def talk_to(servers: Servers, name: str, *texts: str) -> Talk:
    talk = Talk(servers, name)
    for text in texts:
        talk.say(text)
    return talk


def ask_for_call(servers: Servers, name: str, person: str) -> Talk:
    return talk_to(
        servers,
        name,
        "Ich möchte mit einem Menschen sprechen",
        "Ja, einverstanden",
        f"Ich heiße {person}",
        "0391 7654321",
        "vormittags ab Zehnuhrsieben",
        "Es geht um die Kabelitzmaschine",
    )


def test_without_consent_nothing_is_asked_and_nothing_stored(servers: Servers) -> None:
    talk = talk_to(servers, "contact no", "Ich möchte mit einem Menschen sprechen", "Nein, lieber nicht")
    assert "nichts gespeichert" in talk.turns[-1].texts[0]
    assert not any("Wie heißen Sie" in text for turn in talk.turns for text in turn.texts)


def test_sent_details_are_in_the_contacts_alone(servers: Servers) -> None:
    talk = ask_for_call(servers, "contact yes", "Zacharias Testinger")
    assert "Zacharias Testinger" in talk.turns[-1].texts[0]
    talk.say("Abschicken")
    assert contacts(servers, "Zacharias Testinger") == ["Zacharias Testinger"]
    # The name stands in the table of contacts, and nowhere among the events of the conversation.
    from bot.privacy.keeping import export

    stored = export(open_database(f"sqlite:///{servers.logs / 'conversations.db'}"), "rest-talk contact yes")
    events = json.dumps(stored["events"], ensure_ascii=False)
    for detail in ("Testinger", "7654321", "Zehnuhrsieben", "Kabelitzmaschine"):
        assert detail not in events, detail
        assert detail in json.dumps(stored["contacts"], ensure_ascii=False)
    assert "[Kontaktangabe]" in events
    talk.say("Löschen Sie alles")
    talk.press("Ja, alles löschen")
    for detail in ("Testinger", "7654321", "Zehnuhrsieben", "Kabelitzmaschine", "contact yes"):
        assert files_with(servers, detail) == [], detail


@pytest.mark.parametrize("last", ["Nicht abschicken", "abbrechen"])
def test_discarded_details_leave_no_trace(servers: Servers, last: str) -> None:
    person = f"Verworfen {last.split()[0]}ling"
    talk = ask_for_call(servers, f"contact {last}", person)
    talk.say(last)
    assert "nichts" in talk.turns[-1].texts[0]
    assert contacts(servers, person) == []
    assert files_with(servers, person) == []
    talk.say("Löschen Sie alles")
    talk.press("Ja, alles löschen")


def test_a_number_written_unasked_is_not_kept(servers: Servers) -> None:
    """S12: telephone, e-mail, tax number, account and card alike."""
    talk_to(servers, "contact unasked", "rufen Sie mich an unter 0391 9988776 oder post@niegefragt.de")
    talk_to(
        servers,
        "contact unasked",
        "Die Rechnung geht an Steuernummer 102/815/08154, Konto 532019988, Karte 4111 1111 1111 1111",
    )
    for part in ("9988776", "niegefragt", "102/815/08154", "532019988", "4111 1111"):
        assert files_with(servers, part) == [], part


def test_a_question_without_an_answer_is_kept_masked(servers: Servers) -> None:
    talk_to(servers, "unanswered", "Herr Unverkennbar fragt wie das Wetter am Zebrastreifen in Bitterfeld wird")
    store = FeedbackStore(open_database(f"sqlite:///{servers.logs / 'conversations.db'}"))
    kept = [question.text for question in store.questions() if "Zebrastreifen" in question.text]
    assert kept == ["Herr [Name] fragt wie das Wetter am Zebrastreifen in Bitterfeld wird"]


def get(servers: Servers, path: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(servers.rasa_url + path, timeout=20) as response:
            return response.status, response.headers["Content-Type"], response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read()


def test_sheet_and_export_can_be_downloaded_until_they_are_deleted(servers: Servers) -> None:
    talk = talk_to(servers, "files", "Tischlerei in Stendal mit 8 Leuten", "Was ist mit ZIM?", "merken", "Merkzettel")
    sheet = talk.turns[-1].facts["download"]["url"]
    status, kind, content = get(servers, sheet)
    assert (status, kind) == (200, "application/pdf")
    text = pdfium.PdfDocument(content)[0].get_textpage().get_text_range()
    assert "Zentrales Innovationsprogramm Mittelstand" in text
    assert "8 Beschäftigte" in text
    export = talk.say("Exportieren Sie meine Daten").facts["download"]["url"]
    status, kind, content = get(servers, export)
    assert status == 200
    assert "Tischlerei in Stendal" in content.decode()
    assert get(servers, export.replace("gespeicherte-daten.json", "merkzettel.pdf"))[0] == 404, "a link is for one file"
    assert get(servers, re.sub(r"schluessel=[^.]+", "schluessel=eyJhbGciOiJub25lIn0", sheet))[0] == 404, "forged"
    talk.say("Löschen Sie alles")
    talk.press("Ja, alles löschen")
    assert get(servers, sheet)[0] == 404
    assert get(servers, export)[0] == 404


@pytest.mark.parametrize(
    ("name", "status", "kind"),
    [
        ("laenderkarte-DE-ST.svg", 200, "image/svg+xml; charset=utf-8"),
        ("laenderkarte.png", 200, "image/png"),
        ("reife-33-67-x-100.svg", 200, "image/svg+xml; charset=utf-8"),
        ("reife-33-67-x-100.png", 200, "image/png"),
        ("reife-33-67-x-100.gif", 404, None),
        ("laenderkarte-DE-XX.svg", 404, None),
        ("../../etc/passwd", 404, None),
    ],
)
def test_pictures_are_served(servers: Servers, name: str, status: int, kind: str | None) -> None:
    found, content_type, _ = get(servers, f"/ui/bilder/{name}")
    assert found == status
    assert kind is None or content_type == kind
