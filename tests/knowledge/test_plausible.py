"""What staff can write down without noticing: sources nobody can open, dates to come, damaged and cut texts, files unread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from knowledge_samples import Content, defects, the_defect

from bot.knowledge.checking import read_knowledge
from bot.knowledge.plausible import cut_off, damaged, gives_verdict, unfit_source

# A24: the addresses that were found in answers.
TEST_SERVERS = (
    "https://polizei.lpsa-test.de/seite",
    "https://compliance-kit-ejs.pages.dev/",
    "https://staging.example.org/seite",
    "http://localhost:8000/seite",
    "http://192.168.2.1/seite",
    "https://firma.local/seite",
)
NO_PAGES = (
    "https://example.org/en/wp-json/wp/v2/posts/97713",
    "https://example.org/api/v1/foerderung",
    "https://example.org/artikel;jsessionid=00A1B2C3",
    "https://example.org/seite?PHPSESSID=abc",
    "https://example.org/rechtstipps/suche.php?suchbegriff=DSGVO",
    "https://example.org/?s=foerderung",
    "https://example.org/suche?q=backup&seite=2",
)
GOOD_SOURCES = (
    "https://www.gesetze-im-internet.de/dsgvo/art_33.html",
    "https://www.test.de/Virenscanner-im-Test-4993310-0/",
    "https://gdprhub.eu/index.php?title=LDI",
    "https://www.ihk.de/suche-nach-fachkraeften",
    "https://www.kontestierbar.de/developer?id=5",
    "https://example.org/seite?qualitaet=hoch&sektor=bau",
)


@pytest.mark.parametrize("url", TEST_SERVERS)
def test_a_test_server_is_no_source(url: str) -> None:  # A24
    assert "Testserver" in str(unfit_source(url))


@pytest.mark.parametrize("url", NO_PAGES)
def test_a_search_a_session_and_an_interface_are_no_source(url: str) -> None:  # A24
    assert "eine feste Seite erwartet" in str(unfit_source(url))


@pytest.mark.parametrize("url", GOOD_SOURCES)
def test_an_ordinary_page_is_a_source(url: str) -> None:  # A24
    assert unfit_source(url) is None


def with_source(content: Content, url: str) -> None:
    content.programme["sources"][0]["url"] = url


def with_application(content: Content, url: str) -> None:
    content.programme["apply_url"] = url


def with_fact(content: Content, url: str) -> None:
    content.files["articles/einstieg.yaml"][0]["facts"][0]["source_url"] = url


def with_link(content: Content, url: str) -> None:
    content.files["articles/einstieg.yaml"][0]["links"][0]["url"] = url


def with_contact(content: Content, url: str) -> None:
    content.files["emergency_contacts.yaml"][0]["source_url"] = url


def with_readiness(content: Content, url: str) -> None:
    content.files["regions.yaml"][0]["readiness"][0]["source_url"] = url


@pytest.mark.parametrize("put", [with_source, with_application, with_fact, with_link, with_contact, with_readiness])
def test_no_record_may_name_an_unfit_source(content: Content, put: Callable[[Content, str], None]) -> None:  # A24
    put(content, "https://polizei.lpsa-test.de/seite")
    content.write()
    assert "kein Testserver" in the_defect(content).problem


@pytest.mark.parametrize(
    "name", ["neu.yml", "neu.yaml", "neu.yaml.txt", "NEU.YAML", "artikel/neu.yaml", "programmes/neu.yml"]
)
def test_a_file_that_nobody_reads_is_reported(content: Content, name: str) -> None:  # O22
    path = content.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("[]\n")
    defect = the_defect(content)
    assert defect.file == name
    assert "diese liest niemand" in defect.problem


def test_other_files_beside_the_content_are_nobodys_business(content: Content) -> None:  # O22
    for name in ("README.md", "readiness.yaml", ".einstieg.yaml.swp", "articles/einstieg.yaml~"):
        (content.folder / name).write_text("[]\n")
    (content.folder / "articles" / "tief" / "er").mkdir(parents=True)
    (content.folder / "articles" / "tief" / "er" / "leer.yaml").write_text("[]\n")
    assert read_knowledge(content.folder)


@pytest.mark.parametrize("date", ["2026-12", "2026-11-25", "2027", dt.date(2026, 11, 25), "2027-01-01"])
def test_a_source_from_the_future_is_reported(content: Content, date: Any, at: Callable[[str], None]) -> None:  # O23
    at("2026-11-24")
    content.programme["sources"][0]["date"] = date
    content.write()
    defect = the_defect(content)
    assert (defect.record, defect.field) == ("st-digi", "sources.0.date")
    assert "nicht in der Zukunft" in defect.problem


@pytest.mark.parametrize("date", ["2026-11", "2026-11-24", "2026", dt.date(2026, 11, 24), "Juli 2019", None])
def test_a_source_of_today_or_before_is_sound(content: Content, date: Any, at: Callable[[str], None]) -> None:  # O23
    at("2026-11-24")
    content.programme["sources"][0]["date"] = date
    content.write()
    assert read_knowledge(content.folder)


def test_dates_of_facts_contacts_and_states_lie_in_the_past(content: Content, at: Callable[[str], None]) -> None:  # O23
    at("2026-11-24")
    content.programme["status_as_of"] = dt.date(2027, 11, 20)
    content.files["articles/einstieg.yaml"][0]["facts"][0]["source_date"] = "2027"
    content.files["emergency_contacts.yaml"][0]["source_date"] = "2026-12"
    content.write()
    found = {(defect.record, defect.field) for defect in defects(content)}
    assert found == {
        ("st-digi", "status_as_of"),
        ("wo-anfangen", "facts.0.source_date"),
        ("Eintrag 1", "source_date"),
    }


@pytest.mark.parametrize("field", ["rate_percent_min", "rate_percent_max"])
@pytest.mark.parametrize("value", [0.4, 0.999])
def test_a_share_instead_of_percent_is_reported(content: Content, field: str, value: float) -> None:  # O24
    content.programme.update(rate_percent_min=None, rate_percent_max=None)
    content.programme[field] = value
    content.write()
    assert "Prozent erwartet: 40 statt 0,4" in the_defect(content).problem


@pytest.mark.parametrize("value", [0, 1, 1.5, 100])
def test_small_rates_are_rates(content: Content, value: float) -> None:  # O24
    content.programme.update(rate_percent_min=value, rate_percent_max=value)
    content.write()
    assert read_knowledge(content.folder).programmes["st-digi"].rate_percent_min == value


@pytest.mark.parametrize("field", ["answer", "caution"])
def test_a_text_cut_at_a_hash_is_reported(content: Content, field: str) -> None:  # O24
    path = content.folder / "articles" / "einstieg.yaml"
    (row,) = yaml.safe_load(path.read_text(encoding="utf-8"))
    del row[field]
    text = yaml.safe_dump([row], allow_unicode=True) + f"  {field}: Größe bis 50 # nur KMU.\n"
    path.write_text(text, encoding="utf-8")
    defect = the_defect(content)
    assert (defect.record, defect.field, defect.found) == ("wo-anfangen", field, "Größe bis 50")
    assert "#" in defect.problem


@pytest.mark.parametrize("text", ["Das gilt für alle.", "Wirklich?", "Ja! ", "Er sagt: „Nein.“", "Siehe oben (2026)"])
def test_a_whole_sentence_is_not_cut_off(text: str) -> None:  # O24
    assert cut_off(text) is None


@pytest.mark.parametrize("text", ["Größe bis 50", "Das gilt für", "Erst kaufen,", "ab 1.000 €", ""])
def test_half_a_sentence_is_cut_off(text: str) -> None:  # O24
    assert cut_off(text) is not None


@pytest.mark.parametrize("text", ["GrÃ¶ÃŸe", "fÃ¼r", "â€žnurâ€œ", "Preis:Â\xa05 €", "kaputt \ufffd"])
def test_another_encoding_is_seen(text: str) -> None:  # O25
    assert "Umlaute" in str(damaged(text))


@pytest.mark.parametrize("text", ["<b>wichtig</b>", "ein<br/>zwei", "5&nbsp;€", "&#8222;", "<script>x</script>"])
def test_markup_of_web_pages_is_seen(text: str) -> None:  # O25
    assert "reinen Text" in str(damaged(text))


@pytest.mark.parametrize(
    "text", ["5 < 10 und 10 > 5", "Meyer & Söhne", "Größe: 5–10 €", "São Paulo", "Ärger, Öl, Übung"]
)
def test_ordinary_texts_are_sound(text: str) -> None:  # O25
    assert damaged(text) is None


@given(st.text("abcäöüßÄÖÜ ,.€–„“()0123456789&-", max_size=60))
def test_german_is_never_damaged(text: str) -> None:  # O25
    assert damaged(text) is None


def test_damaged_texts_are_reported_wherever_they_stand(content: Content) -> None:  # O25
    content.programme["name"] = "GrÃ¶ÃŸe"
    content.programme["conditions"] = ["Gut.", "<b>Erst</b> beantragen."]
    content.programme["sources"][1]["title"] = "Amt&nbsp;für Wirtschaft"
    content.files["articles/einstieg.yaml"][0]["answer"] = "fÃ¼r alle."
    content.files["case_studies.yaml"][0]["lesson"] = "Klein <i>anfangen</i>"
    content.files["glossary.yaml"][0]["plain"] = "Ein Programm fÃ¼r alle."
    content.files["topics/alle.yaml"][0]["aliases"] = ["SicherungÃ¼"]
    content.files["emergency_contacts.yaml"][0]["name"] = "Polizei <br> für Firmen"
    content.files["phrasings/einstieg.yaml"]["wo-anfangen"] = ["womit losgehen", "wo fÃ¤ngt man an"]
    content.write()
    assert {(defect.record, defect.field) for defect in defects(content)} == {
        ("st-digi", "name"),
        ("st-digi", "conditions"),
        ("st-digi", "sources.1.title"),
        ("wo-anfangen", "answer"),
        ("wo-anfangen", ""),
        ("tischlerei-muster", "lesson"),
        ("ERP", "plain"),
        ("datensicherung", "aliases"),
        ("Eintrag 1", "name"),
    }


@pytest.mark.parametrize(
    ("question", "answer", "holds"),
    [
        ("Muss ich das?", "Ja. Seit 2025 gilt es.", True),
        ("Darf ich das?", "Nur mit Vertrag.", True),
        ("Lohnt sich das?", "Das kommt auf die Menge an.", True),
        ("Ist das Pflicht?", "Für die meisten nicht.", True),
        ("Ich habe zwei Leute. Brauche ich das?", "Nein.", True),
        ("Muss ich das?", "Sie schreiben eine Liste.", False),
        ("Wir sind klein: gilt das für uns?", "Die Regel stammt aus Brüssel.", False),
        ("Darf ich das?", "Jahrelang war es erlaubt.", False),
        ("Wie fange ich an?", "Mit einer Liste.", True),
        ("Was muss ich tun?", "Eine Liste schreiben.", True),
    ],
)
def test_who_asks_for_a_verdict_gets_it_first(question: str, answer: str, holds: bool) -> None:
    assert gives_verdict(question, answer) is holds
