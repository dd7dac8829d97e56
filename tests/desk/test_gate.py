"""One gate for every page: login, role, form token, our own name and website, headers (OWASP ASVS 5: V3, V4, V8)."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from bot.desk.application import HEADERS
from bot.desk.desk import Desk
from bot.desk.gate import COOKIE, safe_return
from bot.desk.roles import Role
from bot.desk.routes import Route, all_routes
from bot.desk.visit import Visit
from tests.desk.conftest import ADDRESS, NOW, PASSWORD, Browser, asked, new_browser, signed_in

ROUTES = all_routes()
OPEN = {("GET", "/anmelden"), ("POST", "/anmelden")}
CLOSED = [route for route in ROUTES if (route.method, route.path) not in OPEN]


def name_of(route: Route) -> str:
    return f"{route.method} {route.path}"


def call(browser: Browser, route: Route, **more: str) -> int:
    path = route.path.replace("{id}", "1").replace("{name}", "gespraeche")
    answer = browser.get(path) if route.method == "GET" else browser.post(path, dict(more))
    return int(answer.status_code)


def test_only_the_login_is_open() -> None:
    assert {(route.method, route.path) for route in ROUTES if route.role is None} == OPEN


@pytest.mark.parametrize("route", CLOSED, ids=name_of)
def test_nothing_is_reached_without_login(browser: Browser, route: Route) -> None:
    path = route.path.replace("{id}", "1").replace("{name}", "gespraeche")
    answer = browser.get(path) if route.method == "GET" else browser.post(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/redaktion/anmelden")
    assert answer.text == ""


def test_what_there_is_not_looks_to_strangers_like_what_there_is(browser: Browser, reader: Browser) -> None:
    assert browser.get("/gibt-es-nicht").headers["location"].startswith("/redaktion/anmelden")
    assert reader.get("/gibt-es-nicht").status_code == 404
    assert reader.client.delete("/redaktion/fragen").status_code in {404, 405}


@pytest.mark.parametrize("route", CLOSED, ids=name_of)
def test_the_role_decides_on_every_route(desk: Desk, route: Route) -> None:
    asked(desk, "brauchen wir eine drohne")
    assert route.role is not None
    for role in Role:
        status = call(signed_in(desk, role), route)
        if role.may(route.role):
            assert status != 403, f"{role.value} may not"
        else:
            assert status == 403, f"{role.value} may"


def test_who_tries_what_the_role_forbids_is_in_the_trail(desk: Desk, reader: Browser) -> None:
    reader.get("/rueckrufe")
    assert [(e.account, e.what, e.target) for e in desk.audit.latest(1)] == [("anna.lesen", "refused", "/rueckrufe")]


FORMS = [route for route in CLOSED if route.method == "POST"]


@pytest.mark.parametrize("route", FORMS, ids=name_of)
def test_a_form_without_its_token_changes_nothing(manager: Browser, route: Route) -> None:
    path = route.path.replace("{id}", "1")
    for fields in ({"csrf": ""}, {"csrf": "0" * 64}, {"other": "x"}, {"csrf": [manager.csrf, "x"]}):
        answer = manager.client.post(
            f"/redaktion{path}", data=fields, headers={"Origin": ADDRESS}, follow_redirects=False
        )
        assert answer.status_code == 403


def test_the_token_of_somebody_else_is_no_good(desk: Desk, reader: Browser, editor: Browser) -> None:
    assert reader.post("/abmelden", {"csrf": editor.csrf}).status_code == 403


FOREIGN = ["https://evil.example", "http://127.0.0.1:5005", "null", "http://localhost:5075", ""]


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize("path", ["/anmelden", "/abmelden"])
def test_a_form_from_elsewhere_is_refused(reader: Browser, origin: str, path: str) -> None:
    """The login's, too: nobody is logged in as somebody else without noticing."""
    headers = {"Origin": origin} if origin else {}
    data = {"csrf": reader.csrf, "name": "anna.lesen", "password": PASSWORD}
    answer = reader.client.post(f"/redaktion{path}", data=data, headers=headers, follow_redirects=False)
    assert answer.status_code == 403


def test_a_browser_that_says_cross_site_is_believed(reader: Browser) -> None:
    assert reader.post("/abmelden", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "a b"])
def test_a_foreign_name_is_refused(browser: Browser, host: str) -> None:
    """DNS rebinding: a website whose name points to this machine."""
    assert browser.get("/anmelden", headers={"Host": host}).status_code == 421


def test_from_outside_only_over_https(desk: Desk, browser: Browser) -> None:
    name = {"Host": "chat.beispiel.de"}
    assert browser.get("/anmelden", headers=name).status_code == 403
    assert browser.get("/anmelden", headers={**name, "X-Forwarded-Proto": "https"}).status_code == 403, (
        "no proxy is set"
    )
    desk.proxies = 1
    told = {**name, "X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"}
    assert browser.get("/anmelden", headers=told).status_code == 200


def test_behind_a_proxy_with_a_path_of_its_own(desk: Desk) -> None:
    desk.proxies = 1
    desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
    browser = new_browser(desk)
    told = {
        "Host": "chat.beispiel.de",
        "Origin": "https://chat.beispiel.de",
        "X-Forwarded-For": "192.0.2.1",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/erste-hilfe",
    }
    answer = browser.log_in("anna", headers=told)
    assert answer.headers["location"] == "/erste-hilfe/redaktion/"
    assert "path=/erste-hilfe/redaktion/" in answer.headers["set-cookie"].lower()
    page = browser.get("/", headers=told).text
    links = re.findall(r'(?:href|action)="([^"]+)"', page)
    assert links
    assert all(link.startswith(("/erste-hilfe/redaktion/", "#", "data:")) for link in links)


@pytest.mark.parametrize("prefix", ["//evil.example", "/a\r\nSet-Cookie: x", "javascript:", "/../x?y", "a"])
def test_a_strange_prefix_is_ignored(desk: Desk, prefix: str) -> None:
    from starlette.requests import Request

    from bot.desk.forwarding import read

    headers = [(b"x-forwarded-prefix", prefix.encode()), (b"x-forwarded-for", b"192.0.2.1")]
    scope = {"type": "http", "headers": headers, "client": ("127.0.0.1", 1), "path": "/", "query_string": b""}
    found = read(Request(scope), 1).prefix
    assert found in {"", "/../x"} and "?" not in found and ":" not in found


@pytest.mark.parametrize("path", ["/anmelden", "/", "/gibt-es-nicht", "/static/desk.css"])
def test_every_answer_carries_the_headers(reader: Browser, path: str) -> None:
    headers = reader.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy and "script-src" not in policy


@pytest.mark.parametrize("route", [r for r in CLOSED if r.method == "GET"], ids=name_of)
def test_no_page_has_code_or_styles_in_it(desk: Desk, manager: Browser, route: Route) -> None:
    asked(desk, "brauchen wir eine drohne")
    page = manager.get(route.path.replace("{id}", "1").replace("{name}", "gespraeche")).text
    assert not re.search(r"<script|\son[a-z]+=|\sstyle=|<style|javascript:", page)
    # Links may lead out; nothing is fetched from elsewhere or sent there.
    assert not re.search(r"<(?!a\b)\w+\b[^>]*\s(?:src|href|action|formaction|data|poster)=\"(?:https?:)?//", page)


def test_what_an_owner_wrote_is_text_and_nothing_else(desk: Desk, editor: Browser) -> None:
    numbers = asked(desk, '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{ 7*7 }} drohne')
    for path in ("/fragen", f"/fragen/{numbers[0]}"):
        page = editor.get(path).text
        assert "<script" not in page and "<img" not in page and "49" not in re.sub(r"[0-9a-f]{12,}", "", page)
        assert "&lt;script&gt;" in page


RETURNS = {
    "/fragen": "/fragen",
    "/fragen?zeigen=erledigt": "/fragen?zeigen=erledigt",
    "//evil.example": "/",
    "https://evil.example": "/",
    "/\\evil.example": "/",
    "/%68ttp:x": "/",
    "/../ui/": "/",
    "": "/",
    "/a\r\nSet-Cookie: x": "/",
}


@pytest.mark.parametrize("wanted", RETURNS)
def test_after_the_login_one_stays_on_the_desk(wanted: str) -> None:
    assert safe_return(wanted) == RETURNS[wanted]


def test_an_error_tells_nothing(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    from bot.desk.application import application

    def fails(visit: Visit) -> None:
        raise RuntimeError("what Frau Muster wrote")

    desk.accounts.add("anna", Role.READ, PASSWORD, NOW)
    app = application(desk, (*ROUTES, Route("/kaputt", fails, Role.READ)))  # type: ignore[arg-type]
    browser = Browser(TestClient(app, base_url=ADDRESS, raise_server_exceptions=False), desk)
    browser.log_in("anna")
    answer = browser.get("/kaputt")
    assert answer.status_code == 500
    assert "schiefgegangen" in answer.text
    assert "Muster" not in answer.text + caplog.text
    assert "test_gate.py" in caplog.text


def test_without_content_or_data_base_the_page_says_so(
    desk: Desk, editor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = asked(desk, "brauchen wir eine drohne")[0]
    (desk.content.folder.parent / "lotse.db").unlink()
    answer = editor.get(f"/fragen/{number}")
    assert (answer.status_code, "Inhalte sind gerade nicht da" in answer.text) == (503, True)

    def gone(*given: object) -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(desk.sessions, "find", gone)
    answer = editor.get("/")
    assert (answer.status_code, "antwortet nicht" in answer.text) == (503, True)


BODIES = {
    "json": (b'{"csrf": "x"}', "application/json"),
    "a file": (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
    "no text": (b"csrf=%ff%fe", "application/x-www-form-urlencoded"),
    "NUL": (b"csrf=a%00b", "application/x-www-form-urlencoded"),
    "many fields": (b"&".join(b"a%d=1" % n for n in range(700)), "application/x-www-form-urlencoded"),
}


@pytest.mark.parametrize("body", BODIES)
def test_what_is_no_form_is_refused(reader: Browser, body: str) -> None:
    content, kind = BODIES[body]
    headers = {"Origin": ADDRESS, "Content-Type": kind}
    answer = reader.client.post("/redaktion/ausprobieren", content=content, headers=headers, follow_redirects=False)
    assert answer.status_code == 400


def test_a_made_up_cookie_is_nobody(browser: Browser) -> None:
    for token in ("", "x", "ü" * 30, "' OR 1=1 --", "a" * 4_000):
        sent = [(b"cookie", f"{COOKIE}={token}".encode("latin-1"))]
        assert browser.client.get("/redaktion/", headers=sent, follow_redirects=False).status_code == 303
