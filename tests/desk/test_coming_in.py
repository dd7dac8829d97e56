"""The way in: passwords, second factor, sessions that end, limits, one answer to whatever is wrong (OWASP ASVS 5: V6, V7)."""

from __future__ import annotations

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from bot.desk import passwords, second_factor
from bot.desk.attempts import OF_ACCOUNT, OF_ADDRESS, OF_BOTH
from bot.desk.attempts import SECONDS as WAIT
from bot.desk.desk import Desk
from bot.desk.gate import COOKIE
from bot.desk.pages import entry
from bot.desk.roles import Role
from bot.desk.sessions import IDLE_SECONDS, WHOLE_SECONDS
from bot.privacy.desk_tables import DESK_ACCOUNTS, DESK_ATTEMPTS, DESK_SESSIONS
from tests.desk.conftest import NOW, PASSWORD, Browser, new_browser, signed_in


def rows(desk: Desk, table: object) -> list[dict[str, object]]:
    with desk.engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def test_the_right_password_lets_in(desk: Desk, browser: Browser) -> None:
    desk.accounts.add("Anna", Role.READ, PASSWORD, NOW)
    answer = browser.log_in(" ANNA ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/redaktion/")
    assert browser.get("/").status_code == 200


def test_the_cookie_is_for_the_desk_alone_and_for_no_script(desk: Desk, browser: Browser) -> None:
    desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
    cookie = browser.log_in("anna").headers["set-cookie"]
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "secure", "samesite=strict", "path=/redaktion/"} <= parts
    assert cookie.startswith("__Secure-")


def test_what_is_stored_is_neither_the_password_nor_the_cookie(desk: Desk, browser: Browser) -> None:
    desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
    browser.log_in("anna")
    assert str(rows(desk, DESK_ACCOUNTS)[0]["password"]).startswith("$argon2id$")
    assert PASSWORD not in str(rows(desk, DESK_ACCOUNTS))
    assert browser.token not in str(rows(desk, DESK_SESSIONS))


WRONG = [("anna", "falsches-passwort-9"), ("niemand", PASSWORD), ("", ""), ("anna", ""), ("anna", "x" * 5_000)]


@pytest.mark.parametrize(("name", "password"), WRONG)
def test_whatever_is_wrong_the_answer_is_the_same(desk: Desk, browser: Browser, name: str, password: str) -> None:
    desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
    answer = browser.log_in(name, password)
    assert answer.status_code == 401
    assert entry.WRONG in answer.text
    assert "set-cookie" not in answer.headers


def test_an_unknown_name_takes_as_long_as_a_known_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock: what is reckoned is counted."""
    desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
    reckoned: list[str] = []
    real = passwords._hasher

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            reckoned.append(stored.rpartition("$")[0].rpartition("$")[0])
            return real.verify(stored, password)

        check_needs_rehash = staticmethod(real.check_needs_rehash)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    for name in ("anna", "niemand"):
        assert desk.accounts.let_in(name, "falsches-passwort-9", "", NOW) is None
    assert len(reckoned) == 2
    assert reckoned[0] == reckoned[1], "the same settings of Argon2"


def test_argon2_is_as_dear_as_owasp_wants() -> None:
    """19 MB and two rounds at least (Password Storage Cheat Sheet)."""
    import importlib

    fresh = importlib.util.find_spec("bot.desk.passwords")
    assert fresh is not None and fresh.loader is not None
    module = importlib.util.module_from_spec(fresh)
    fresh.loader.exec_module(module)
    hasher: PasswordHasher = module._hasher
    assert hasher.memory_cost >= 19 * 1024
    assert hasher.time_cost >= 2
    assert "argon2id" in module._NOBODY


BAD_PASSWORDS = {
    "kurz": "mindestens 12",
    "elf-zeichen": "mindestens 12",
    "passwort1234": "leicht zu erraten",
    "aaaaaaaaaaaaaaaa": "leicht zu erraten",
    "123456123456": "leicht zu erraten",
    "annaannaanna": "leicht zu erraten",
    "Willkommen2026": "leicht zu erraten",
    "x" * 201: "höchstens 200",
}


@pytest.mark.parametrize("password", BAD_PASSWORDS)
def test_a_weak_password_is_refused_and_said_why(desk: Desk, password: str) -> None:
    with pytest.raises(ValueError, match=BAD_PASSWORDS[password]):
        desk.accounts.add("anna", Role.READ, password, NOW)


def test_a_made_password_is_good_and_never_the_same() -> None:
    made = {passwords.made() for _ in range(50)}
    assert len(made) == 50
    assert not any(passwords.fault_of(password, "anna") for password in made)


@pytest.mark.parametrize("name", ["", "a", "Anna Müller", "../x", "a" * 41, "<b>", "anna\n"])
def test_an_account_has_a_name_that_can_be_typed(desk: Desk, name: str) -> None:
    if name == "anna\n":  # blanks around it are no fault
        desk.accounts.add(name, Role.READ, PASSWORD, NOW)
        return
    with pytest.raises(ValueError, match="Der Name besteht aus"):
        desk.accounts.add(name, Role.READ, PASSWORD, NOW)


class TestSecondFactor:
    def switch_on(self, desk: Desk) -> pyotp.TOTP:
        desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
        codes = pyotp.TOTP(second_factor.secret_of(desk.accounts.begin_second_factor("anna")))
        assert desk.accounts.confirm_second_factor("anna", codes.at(NOW - 30), NOW)
        return codes

    def test_password_alone_is_not_enough(self, desk: Desk, browser: Browser) -> None:
        codes = self.switch_on(desk)
        assert browser.log_in("anna").status_code == 401
        assert browser.log_in("anna", code="000000").status_code == 401
        assert browser.log_in("anna", code=codes.at(NOW)).status_code == 303

    def test_a_code_is_good_once(self, desk: Desk, browser: Browser) -> None:
        codes = self.switch_on(desk)
        assert browser.log_in("anna", code=codes.at(NOW)).status_code == 303
        assert new_browser(desk).log_in("anna", code=codes.at(NOW)).status_code == 401

    def test_an_old_code_is_not_good(self, desk: Desk, browser: Browser) -> None:
        codes = self.switch_on(desk)
        assert browser.log_in("anna", code=codes.at(NOW - 120)).status_code == 401

    def test_the_data_base_alone_does_not_give_it_away(self, desk: Desk) -> None:
        codes = self.switch_on(desk)
        assert codes.secret not in str(rows(desk, DESK_ACCOUNTS))

    def test_it_is_switched_on_and_off_with_the_password(self, desk: Desk, reader: Browser) -> None:
        page = reader.get("/konto").text
        assert "<svg" in page
        name = "anna.lesen"
        codes = pyotp.TOTP(second_factor.secret_of(desk.accounts.begin_second_factor(name)))
        wrong = reader.post("/konto/faktor", {"passwort": "geraten-geraten-1", "code": codes.at(NOW)})
        assert "nicht Ihr jetziges Passwort" in wrong.text
        assert "Dieser Code stimmt nicht" in reader.post("/konto/faktor", {"passwort": PASSWORD, "code": "123"}).text
        assert reader.post("/konto/faktor", {"passwort": PASSWORD, "code": codes.at(NOW)}).status_code == 303
        assert "Eingeschaltet" in reader.get("/konto").text
        assert codes.secret[:4] not in reader.get("/konto").text
        assert reader.post("/konto/faktor-aus", {"passwort": PASSWORD}).status_code == 303


class TestSession:
    def test_it_ends_when_it_rests(self, desk: Desk, reader: Browser) -> None:
        desk.clock.now += IDLE_SECONDS + 1  # type: ignore[attr-defined]
        answer = reader.get("/fragen")
        assert answer.status_code == 303
        assert "/anmelden?meldung=abgelaufen&weiter=%2Ffragen" in answer.headers["location"]
        assert rows(desk, DESK_SESSIONS) == []

    def test_it_goes_on_while_it_is_used_and_ends_after_a_day_s_work(self, desk: Desk, reader: Browser) -> None:
        clicks = int(WHOLE_SECONDS // (IDLE_SECONDS - 60))
        for _ in range(clicks):
            desk.clock.now += IDLE_SECONDS - 60  # type: ignore[attr-defined]
            assert reader.get("/hilfe").status_code == 200
        desk.clock.now += IDLE_SECONDS - 60  # type: ignore[attr-defined]
        assert reader.get("/hilfe").status_code == 303

    def test_logging_out_ends_it_on_the_server(self, desk: Desk, reader: Browser) -> None:
        token = reader.token
        answer = reader.post("/abmelden")
        assert answer.status_code == 303
        reader.token = token
        assert reader.get("/").status_code == 303

    def test_a_cookie_that_was_there_before_is_never_taken_over(self, desk: Desk, browser: Browser) -> None:
        desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
        browser.token = "vorher-untergeschoben"
        browser.log_in("anna")
        assert browser.token != "vorher-untergeschoben"
        assert len(browser.token) >= 40

    def test_a_new_password_ends_all_others(self, desk: Desk, reader: Browser) -> None:
        other = new_browser(desk)
        other.log_in("anna.lesen")
        new = "teich-ampel-gabel-3"
        answer = reader.post("/konto/passwort", {"passwort": PASSWORD, "neu": new, "nochmal": new})
        assert answer.status_code == 303
        reader.token = answer.cookies[COOKIE]
        assert reader.get("/").status_code == 200
        assert other.get("/").status_code == 303
        assert new_browser(desk).log_in("anna.lesen").status_code == 401

    def test_who_is_locked_is_out_at_once(self, desk: Desk, reader: Browser, manager: Browser) -> None:
        assert manager.post("/zugaenge", {"name": "anna.lesen", "tun": "sperren"}).status_code == 303
        assert reader.get("/").status_code == 303
        assert new_browser(desk).log_in("anna.lesen").status_code == 401

    def test_who_is_removed_is_out_at_once(self, desk: Desk, reader: Browser) -> None:
        assert desk.accounts.remove("anna.lesen")
        assert reader.get("/").status_code == 303


class TestLimits:
    def test_after_five_failures_even_the_right_password_has_to_wait(self, desk: Desk, browser: Browser) -> None:
        desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
        for _ in range(OF_BOTH):
            assert browser.log_in("anna", "falsches-passwort-9").status_code == 401
        assert browser.log_in("anna").status_code == 429
        desk.clock.now += WAIT + 1  # type: ignore[attr-defined]
        assert browser.log_in("anna").status_code == 303

    def test_an_unknown_name_is_limited_in_the_same_way(self, desk: Desk, browser: Browser) -> None:
        statuses = [browser.log_in("niemand", "falsches-passwort-9").status_code for _ in range(OF_BOTH + 1)]
        assert statuses == [401] * OF_BOTH + [429]

    def test_an_address_that_tries_many_names_is_limited(self, desk: Desk, browser: Browser) -> None:
        desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
        for number in range(OF_ADDRESS):
            browser.log_in(f"name{number}", "falsches-passwort-9")
        assert browser.log_in("anna").status_code == 429

    def test_many_addresses_that_try_one_name_are_limited(self, desk: Desk, browser: Browser) -> None:
        desk.proxies = 1
        desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
        for number in range(OF_ACCOUNT):
            browser.log_in("anna", "falsches-passwort-9", headers={"X-Forwarded-For": f"192.0.2.{number}"})
        assert browser.log_in("anna", headers={"X-Forwarded-For": "198.51.100.7"}).status_code == 429

    def test_a_colleague_elsewhere_is_not_locked_out_by_a_handful(self, desk: Desk, browser: Browser) -> None:
        desk.proxies = 1
        desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
        for _ in range(OF_BOTH + 2):
            browser.log_in("anna", "falsches-passwort-9", headers={"X-Forwarded-For": "192.0.2.1"})
        assert browser.log_in("anna", headers={"X-Forwarded-For": "198.51.100.7"}).status_code == 303

    def test_what_a_visitor_writes_into_forwarded_for_counts_for_nothing(self, desk: Desk, browser: Browser) -> None:
        desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
        statuses = [
            browser.log_in("anna", "falsch-falsch-9", headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code
            for n in range(OF_BOTH + 1)
        ]
        assert statuses[-1] == 429

    def test_names_and_addresses_are_kept_as_keyed_hashes(self, desk: Desk, browser: Browser) -> None:
        browser.log_in("anna", "falsches-passwort-9")
        assert not {"anna", "testclient"} & {str(row["key"]) for row in rows(desk, DESK_ATTEMPTS)}


def test_what_was_typed_into_the_wrong_field_is_not_in_the_trail(desk: Desk, browser: Browser) -> None:
    browser.log_in(PASSWORD, "anna")
    assert PASSWORD not in str(desk.audit.latest(10))


def test_reading_a_page_costs_no_writing(desk: Desk, reader: Browser) -> None:
    before = rows(desk, DESK_SESSIONS)
    reader.get("/hilfe")
    assert rows(desk, DESK_SESSIONS) == before
    assert signed_in(desk, Role.READ, "zweite").token != reader.token
