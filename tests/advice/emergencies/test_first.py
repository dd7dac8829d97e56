"""The first steps in an emergency: in order, for what has happened, with the numbers of the Land and no figure of their own."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from advice_checks import FOR_STAFF, unexplained, words

from bot.advice.emergencies.first import first_reply, incident_reply, which_reply
from bot.advice.emergencies.whom_to_call import HOME
from bot.advice.wording import has_aged, sentences
from bot.knowledge.codes import LANDS
from bot.knowledge.records import EmergencyContact, KnowledgeBase, Source
from tests.content import own_content

KB = own_content()
KINDS = KB.emergencies.kinds
TODAY = dt.date(2026, 11, 24)
ALL_LANDS = tuple(f"DE-{land}" for land in LANDS)
CONTACT = EmergencyContact(
    "DE-ST", "zac", "Landeskriminalamt", "0391 1", Source("Amt", "https://example.org", "2026-10-01"), "high"
)
PHONE = re.compile(r"\b0\d{2,4}[ /-]?\d[\d -]{3,}\d")
NEVER_AGE = {"110", "112"}


@pytest.mark.parametrize("id_", KINDS)
def test_steps_first_then_numbers(id_: str) -> None:
    reply = first_reply(KINDS[id_], KB, TODAY)
    assert reply.kind == "emergency"
    steps = reply.texts[0].splitlines()[1:]
    assert len(steps) >= 3
    assert [step.split(".")[0] for step in steps] == [str(index) for index in range(1, len(steps) + 1)]
    assert all(words(part) <= 20 for line in steps for part in line.split(". "))
    assert reply.texts[1].startswith("Wen Sie anrufen:")
    assert reply.ids[0] in KB.articles
    assert reply.sources
    assert reply.buttons[0].title == "Mit einem Menschen sprechen"


@pytest.mark.parametrize("id_", KINDS)
@pytest.mark.parametrize("region", [None, "DE-TH"])
def test_no_figure_and_no_number_that_is_not_recorded(id_: str, region: str | None) -> None:
    reply = first_reply(KINDS[id_], KB, TODAY, region)
    used = [KB.articles[article] for article in reply.ids]
    assert not unexplained(reply, used, KB.contacts, allowed=NEVER_AGE)
    recorded = {contact.phone for contact in KB.contacts if contact.region in {"DE", region or HOME}}
    for line in "\n".join(reply.texts).splitlines():
        for phone in PHONE.findall(line):
            assert phone in recorded


def shown(id_: str, region: str | None, kb: KnowledgeBase = KB) -> list[str]:
    """Return the lines on whom to call."""
    return first_reply(KINDS[id_], kb, TODAY, region).texts[1].splitlines()[1:]


@pytest.mark.parametrize("region", ALL_LANDS)
def test_every_land_has_its_police_and_no_other(region: str) -> None:
    lines = [line for line in shown("verschluesselt", region) if "Polizei für Firmen" in line]
    police = [contact for contact in KB.contacts if (contact.region, contact.kind) == (region, "zac")]
    assert len(lines) == len(police) >= 1
    for line, contact in zip(lines, police, strict=True):
        assert f"({KB.regions[region].name})" in line
        if contact.phone is None:
            assert "Eine Nummer habe ich nicht" in line and "110" in line
            assert contact.web is None or contact.web in line
            assert not PHONE.search(line)
        else:
            assert contact.phone in line
            date = contact.source.date if contact.source else None
            sure = contact.confidence != "low" and not (date and has_aged(date, TODAY))
            assert ("nicht bestätigt" in line) != sure
            assert contact.hours is None or contact.hours in line
    assert "110" in shown("verschluesselt", region)[-1]


@pytest.mark.parametrize("region", ALL_LANDS)
def test_every_land_has_its_authority_for_data_protection(region: str) -> None:
    lines = [line for line in shown("fehlversand", region) if "Aufsicht" in line]
    authorities = [c for c in KB.contacts if (c.region, c.kind) == (region, "datenschutzaufsicht")]
    assert len(lines) == len(authorities) >= 1
    for line, contact in zip(lines, authorities, strict=True):
        assert f"Aufsicht für Datenschutz ({KB.regions[region].name})" in line
        assert (contact.phone or contact.web or "") in line


def test_some_lands_have_no_number() -> None:
    for kind in ("zac", "datenschutzaufsicht"):
        assert [c for c in KB.contacts if c.kind == kind and c.phone is None and c.region != "DE"]


def test_without_a_land_it_is_ours_and_another_is_asked_for() -> None:
    lines = shown("verschluesselt", None)
    assert lines[:-1] == shown("verschluesselt", HOME)
    assert lines[-1].startswith("Sitzt Ihr Betrieb in einem anderen Land?")


def test_each_kind_has_its_own_people() -> None:
    """E2: one card for all was wrong. Money: the bank first; a mere outage: no police at all."""
    assert shown("geld", HOME)[0] == "• Zuerst Ihre Bank"
    assert any("116 116" in line for line in shown("geld", HOME))
    assert not any("116 116" in line for line in shown("verschluesselt", HOME))
    assert not any("Polizei" in line for line in shown("ausfall", HOME))
    assert any("Anwalt" in line for line in shown("ehemalige", HOME))


def test_the_first_step_is_the_one_that_cannot_wait() -> None:
    first = {id_: first_reply(kind, KB, TODAY).texts[0].splitlines()[1] for id_, kind in KINDS.items()}
    assert "Netzwerkkabel" in first["verschluesselt"]
    assert "Bank" in first["geld"]
    assert "Trennen Sie das Gerät" in first["angeklickt"]
    assert "Sperren Sie das Gerät" in first["geraet"]
    assert "vom Netz" in first["webseite"]
    assert "Kabel" in first["fernwartung"]


def test_fire_is_for_the_fire_brigade() -> None:
    """E4: "feuer im serverraum" got no 112."""
    assert "112" in "\n".join(first_reply(KINDS["ausfall"], KB, TODAY).texts)


def test_what_the_first_steps_have_said_is_not_said_again_with_another_kind() -> None:
    before, added = KINDS["fernwartung"], KINDS["geld"]
    reply = first_reply(added, KB, TODAY, HOME, known=[before])
    assert "kommt dazu" in reply.texts[0]
    assert not any(step in reply.texts[0] for step in before.first)
    assert "Zuerst Ihre Bank" not in "\n".join(reply.texts)


def test_which_has_a_way_out() -> None:
    titles = [button.title for button in which_reply([KINDS["verschluesselt"], KINDS["ausfall"]], KB).buttons]
    assert titles == [KINDS["verschluesselt"].button, KINDS["ausfall"].button, "Kein Notfall"]
    assert len(which_reply([], KB).buttons) > 3


def test_notes_of_contacts_stay_inside() -> None:
    noted = tuple(dataclasses.replace(contact, note=FOR_STAFF) for contact in KB.contacts)
    kb = dataclasses.replace(KB, version="noted", contacts=noted)
    for kind in KINDS.values():
        for region in (None, *ALL_LANDS):
            assert FOR_STAFF not in str(first_reply(kind, kb, TODAY, region))


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        (CONTACT, "• Polizei für Firmen (Sachsen-Anhalt): 0391 1 (Stand 01.10.2026)"),
        (
            dataclasses.replace(CONTACT, hours="rund um die Uhr"),
            "• Polizei für Firmen (Sachsen-Anhalt): 0391 1 (rund um die Uhr, Stand 01.10.2026)",
        ),
        (
            dataclasses.replace(CONTACT, confidence="low"),
            "• Polizei für Firmen (Sachsen-Anhalt): 0391 1 (Stand 01.10.2026, nicht bestätigt)",
        ),
        (
            dataclasses.replace(CONTACT, source=Source("Amt", "https://example.org", "2021")),
            "• Polizei für Firmen (Sachsen-Anhalt): 0391 1 (Stand 2021, nicht bestätigt)",
        ),
        (
            dataclasses.replace(CONTACT, source=Source("Amt", "https://example.org")),
            "• Polizei für Firmen (Sachsen-Anhalt): 0391 1",
        ),
        (
            dataclasses.replace(CONTACT, phone=None, web="https://example.org/zac"),
            "• Polizei für Firmen (Sachsen-Anhalt): Eine Nummer habe ich nicht, https://example.org/zac. "
            "Rufen Sie sonst die 110 an.",
        ),
        (
            dataclasses.replace(CONTACT, phone=None),
            "• Polizei für Firmen (Sachsen-Anhalt): Eine Nummer habe ich nicht. Rufen Sie sonst die 110 an.",
        ),
    ],
)
def test_a_number_says_how_sure_it_is(contact: EmergencyContact, line: str) -> None:
    kb = dataclasses.replace(KB, version="one", contacts=(contact,))
    assert shown("verschluesselt", "DE-ST", kb)[1] == line


INCIDENTS = sorted(article.id for article in KB.articles.values() if article.facet == "notfall")


@pytest.mark.parametrize("id_", INCIDENTS)
def test_an_incident_on_record_is_answered_with_its_article_and_the_numbers(id_: str) -> None:
    article = dataclasses.replace(KB.articles[id_], note=FOR_STAFF)
    kind = next((kind for kind in KINDS.values() if id_ in (*kind.articles, *kind.special)), None)
    reply = incident_reply(article, KB, TODAY, "DE-TH", kind)
    assert reply.kind == "emergency"
    assert reply.ids == (id_,)
    assert all(part in reply.texts[0] for part in sentences(article.answer))
    assert reply.texts[1].startswith("Wen Sie anrufen:\n")
    if kind is not None:
        assert reply.texts[1].splitlines()[1:] == shown(kind.id, "DE-TH")
    assert article.caution is None or article.caution in reply.texts[-1]
    assert FOR_STAFF not in str(reply)
    assert reply.buttons[0].title == "Mit einem Menschen sprechen"
    assert len(reply.buttons) <= 3
    assert not unexplained(reply, article, KB.contacts, allowed=NEVER_AGE)


@pytest.mark.parametrize("id_", KINDS)
def test_without_articles_and_numbers_it_still_helps(id_: str) -> None:
    reply = first_reply(KINDS[id_], KnowledgeBase(version="empty"), TODAY)
    assert "1. " in reply.texts[0]
    assert reply.ids == ()
