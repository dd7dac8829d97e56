"""What staff can write down without noticing: sources nobody can open, dates to come, damaged and cut texts, files unread."""

from __future__ import annotations

import datetime as dt
import re
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
    "https://landeswelle.zwetschkeserver4.de/seite",
    "https://foerderung.vercel.app/seite",
    "https://beta.example.org/seite",
    "https://amt.example/seite",
    "http://[::1]/seite",
)
NO_PAGES = (
    "https://example.org/en/wp-json/wp/v2/posts/97713",
    "https://example.org/api/v1/foerderung",
    "https://example.org/artikel;jsessionid=00A1B2C3",
    "https://example.org/seite?PHPSESSID=abc",
    "https://example.org/rechtstipps/suche.php?suchbegriff=DSGVO",
    "https://example.org/?s=foerderung",
    "https://example.org/suche?q=backup&seite=2",
    "https://example.org/suche?text=backup",
    "https://example.org/Suche_Formular.html?templateQueryString=backup",
    "https://example.org/?rest_route=/wp/v2/posts/97713",
    "https://example.org/seite?JSESSIONID=00A1B2C3",
    "https://example.org/daten.json",
)
GOOD_SOURCES = (
    "https://www.gesetze-im-internet.de/dsgvo/art_33.html",
    "https://www.test.de/Virenscanner-im-Test-4993310-0/",
    "https://gdprhub.eu/index.php?title=LDI",
    "https://www.ihk.de/suche-nach-fachkraeften",
    "https://www.kontestierbar.de/developer?id=5",
    "https://example.org/seite?qualitaet=hoch&sektor=bau",
    "https://example.org/Suche/index.php?object=tx,2752.1225.1",
    "https://example.org/?p=4711",
    "https://www.server-magazin.de/seite",
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


@pytest.mark.parametrize("date", ["2026-11", "2026-11-24", "2026", dt.date(2026, 11, 24), "2019-07", None])
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


CUT = [
    ("articles/einstieg.yaml", "  answer: Größe bis 50 # nur KMU."),
    ("articles/einstieg.yaml", "  next_steps:\n  - Liste schreiben # mit allen"),
    ("case_studies.yaml", "  lesson: Klein anfangen # und bald."),
    ("glossary.yaml", "  plain: Ein Programm # für alle."),
    ("programmes/sachsen-anhalt.yaml", "  short_name: Zuschuss # 1"),
]


@pytest.mark.parametrize(("file", "written"), CUT)
def test_a_text_cut_at_a_hash_is_reported_at_its_line(content: Content, file: str, written: str) -> None:  # O24
    path = content.folder / file
    (row,) = yaml.safe_load(path.read_text(encoding="utf-8"))
    del row[written.split(":")[0].strip()]
    text = yaml.safe_dump([row], allow_unicode=True) + written + "\n"
    path.write_text(text, encoding="utf-8")
    defect = the_defect(content)
    line = len(text.splitlines())
    assert defect.file == f"{file}, Zeile {line}"
    assert "in Anführungszeichen" in defect.problem


def test_a_remark_of_its_own_and_a_quoted_hash_are_sound(content: Content) -> None:  # O24
    path = content.folder / "phrasings" / "einstieg.yaml"
    path.write_text(
        "# Bemerkung\nwo-anfangen: # noch eine\n- 'Platz # 1'  # geprüft\n- womit # losgehen?\n".replace(
            "- womit # ", "- womit#"
        )
    )
    assert "Platz # 1" in read_knowledge(content.folder).articles["wo-anfangen"].phrasings


SENTENCES = [
    ("programmes/sachsen-anhalt.yaml", "beneficiaries"),
    ("programmes/sachsen-anhalt.yaml", "excluded"),
    ("case_studies.yaml", "result"),
    ("glossary.yaml", "plain"),
    ("topics/alle.yaml", "summary"),
]


@pytest.mark.parametrize(("file", "field"), SENTENCES)
def test_half_a_sentence_is_reported_wherever_owners_read_it(content: Content, file: str, field: str) -> None:  # O24
    content.files[file][0][field] = "Größe bis"
    content.write()
    assert "einen ganzen Satz" in the_defect(content).problem


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


def test_a_home_page_is_no_source_but_a_place_to_apply(content: Content) -> None:  # A24
    content.programme["apply_url"] = "https://example.org/"
    content.programme["sources"][0]["url"] = "https://example.org/"
    content.files["verdicts.yaml"][0]["cases"][0]["source_url"] = "https://example.org"
    content.write()
    assert {(defect.record, defect.field) for defect in defects(content)} == {
        ("st-digi", "sources.0.url"),
        ("meldepflicht", "cases.0.source_url"),
    }


@pytest.mark.parametrize(
    "name", ["programmes/neu.txt", "programmes/neu", "articles/neu.docx", "neu.json", "topics/neu.csv"]
)
def test_a_file_in_another_form_is_reported(content: Content, name: str) -> None:  # O22
    (content.folder / name).write_text("- id: neu\n")
    assert (the_defect(content).file, "diese liest niemand" in the_defect(content).problem) == (name, True)


@pytest.mark.parametrize("date", ["20.11.2026", "20.11.2062", "Juli 2019", "2026-13", "2026-02-30", "gestern"])
def test_a_source_has_a_date_that_can_be_compared(content: Content, date: str) -> None:  # O23
    content.programme["sources"][0]["date"] = date
    content.files["articles/einstieg.yaml"][0]["facts"][0]["source_date"] = date
    content.files["verdicts.yaml"][0]["cases"][0]["source_date"] = date
    content.write()
    found = defects(content)
    assert {defect.record for defect in found} == {"st-digi", "wo-anfangen", "meldepflicht"}
    assert all("JJJJ-MM-TT" in defect.problem for defect in found)


def test_an_unknown_date_is_written_as_unknown(content: Content) -> None:  # O23
    del content.programme["sources"][0]["date"]
    del content.programme["status_as_of"]
    del content.files["articles/einstieg.yaml"][0]["valid_as_of"]
    content.write()
    assert {(defect.field, defect.problem) for defect in defects(content)} == {
        (field, "dieses Feld erwartet, es fehlt") for field in ("sources.0.date", "status_as_of", "valid_as_of")
    }


def test_open_without_a_date_needs_a_reason(content: Content) -> None:  # O23
    content.programme.update(status="offen", status_as_of=None)
    content.write()
    assert read_knowledge(content.folder)
    content.programme["note"] = None
    content.write()
    assert (the_defect(content).field, "unter note" in the_defect(content).problem) == ("status_as_of", True)


def test_years_that_cannot_be_meant(content: Content, at: Callable[[str], None]) -> None:  # O23
    at("2026-11-24")
    content.programme.update(valid_until=dt.date(2207, 1, 1), status_as_of=dt.date(1026, 1, 1))
    content.files["case_studies.yaml"][0]["year"] = 2027
    content.files["articles/einstieg.yaml"][0]["valid_as_of"] = dt.date(2026, 11, 25)
    content.write()
    assert {defect.field for defect in defects(content)} == {"valid_until", "status_as_of", "year", "valid_as_of"}


@pytest.mark.parametrize(("field", "longest"), [("name", 120), ("short_name", 40)])
def test_a_name_that_is_a_text(content: Content, field: str, longest: int) -> None:  # O25
    content.programme[field] = "Z" * longest
    content.write()
    assert read_knowledge(content.folder)
    content.programme[field] += "Z"
    content.write()
    assert f"höchstens {longest} Zeichen" in the_defect(content).problem


@pytest.mark.parametrize("text", ["Hallo", "ja!", "Guten Tag", "nein danke", "?", "Tschüss", "OK"])
def test_what_is_said_in_any_talk_leads_to_no_article(content: Content, text: str) -> None:  # O26
    content.files["phrasings/einstieg.yaml"]["wo-anfangen"].append(text)
    content.write()
    assert "sagt man in jedem Gespräch" in the_defect(content).problem


def test_where_a_file_cannot_be_read(content: Content) -> None:  # O27
    path = content.folder / "programmes" / "sachsen-anhalt.yaml"
    sound = path.read_text(encoding="utf-8")
    line = sound[: sound.index("  provider: ")].count("\n") + 1
    slips = {
        '  provider: "Bank\n': "Anführungszeichen ist nicht geschlossen",
        "  provider:Bank\n": "das Leerzeichen nach dem Doppelpunkt",
        "   provider: Bank\n": "weiter rechts als das Feld davor",
        "<<<<<<< HEAD\n  provider: Bank\n": "einen Stand der Datei",
        "  provider: 'Bank\n  excluded: 'x'\n": f"Anführungszeichen in Zeile {line} nicht geschlossen",
    }
    for slip, problem in slips.items():
        path.write_text(sound.replace("  provider: Investitionsbank\n", slip), encoding="utf-8")
        found = the_defect(content)
        assert problem in found.problem, str(found)
        assert re.search(rf"Zeile ({line}|{line + 1})\b", found.file), str(found)
    path.write_bytes(sound.encode("utf-8").replace("„".encode(), b"\x84"))
    found = the_defect(content)
    line = sound[: sound.index("„")].count("\n") + 1
    assert (found.file.endswith(f"Zeile {line}"), "Speichern unter" in found.problem) == (True, True)


def test_a_copy_gets_the_blame_and_not_its_original(content: Content) -> None:  # O27
    rows = [
        {
            **content.programme,
            "id": f"st-{name}",
            "name": name,
            "short_name": name,
            "aliases": [],
            "former_ids": [],
            "related_ids": [],
        }
        for name in "abc"
    ]
    content.files["programmes/sachsen-anhalt.yaml"] += rows
    content.files["programmes/sachsen-anhalt - Kopie.yaml"] = rows
    content.write()
    defect = the_defect(content)
    assert defect.file == "programmes/sachsen-anhalt - Kopie.yaml"
    assert "eine Kopie von programmes/sachsen-anhalt.yaml" in defect.problem
