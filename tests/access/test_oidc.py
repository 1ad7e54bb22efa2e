"""Signing in at a real identity server, in a real browser: who is let in, to what, and until when."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pages.menu import PAGES
from tests.access import identity
from tests.access.conftest import PRIVATE, ask
from tests.conftest import ROOT, Server, find_free_port

pytestmark = pytest.mark.browser

ACCESS = """way = "oidc"
[[people]]
account = "chu.tich@phuong.example"
role = "leader"
[[people]]
account = "khoi.1@phuong.example"
role = "area"
areas = ["khoi_1"]
[[groups]]
group = "can-bo-phuong"
role = "officer"
"""
SECRETS = """[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "a cookie secret of the test, long enough to sign"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "http://127.0.0.1:{port}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid email profile groups" }}
"""
SIGN_IN = "Đăng nhập để xem số liệu"
# Seconds of a session that is about to end: enough to sign in on a busy machine.
LEFT = 20


@dataclass(frozen=True, slots=True)
class Office:
    """The program and the identity server beside it; the program is at another site than the server."""

    url: str
    server: Server
    ward: Path
    lie_file: Path

    def lie(self, **claims: object) -> None:
        self.lie_file.write_text(json.dumps(claims), encoding="utf-8")


@contextmanager
def open_office(start: Callable[..., Server], ward: Path, folder: Path) -> Iterator[Office]:
    """Start the program over `ward` and the identity server beside it; `folder` holds what both write."""
    port = find_free_port()
    secrets = SECRETS.format(client=identity.CLIENT, secret=identity.SECRET, port=port)
    (folder / "secrets.toml").write_text(secrets, encoding="utf-8")
    server = start(ward, STREAMLIT_SECRETS_FILES=str(folder / "secrets.toml"))
    url = server.url.replace("127.0.0.1", "localhost")
    command = [sys.executable, str(ROOT / "tests/access/identity.py"), str(port), f"{url}/oauth2callback"]
    with (folder / "identity.log").open("wb") as log:
        process = subprocess.Popen([*command, str(folder / "lie.json")], stdout=log, stderr=subprocess.STDOUT)
    wait_for(f"http://127.0.0.1:{port}/.well-known/openid-configuration")
    yield Office(url, server, ward, folder / "lie.json")
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="module")
def running(
    serve: Callable[..., Server], copy_ward: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    with open_office(serve, copy_ward(ACCESS), tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def office(running: Office) -> Iterator[Office]:
    yield running
    running.lie_file.unlink(missing_ok=True)
    (running.ward / "access.toml").write_text(ACCESS, encoding="utf-8")


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urlopen(url, timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("the identity server did not start")


@pytest.fixture
def visitor(browser: Browser, office: Office) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=office.url, locale="en-US", viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def tab(visitor: BrowserContext) -> Page:
    return visitor.new_page()


def sign_in(tab: Page, account: str, address: str = "/") -> None:
    tab.goto(address)
    tab.get_by_role("button", name="Đăng nhập").click()
    tab.locator("input[name=login]").fill(account)
    tab.locator("[type=submit]").first.click()
    tab.locator("input[name=password]").fill(identity.PASSWORD)
    tab.locator("[type=submit]").first.click()


def expect_nothing_told(tab: Page) -> None:
    expect(tab.get_by_test_id("stSidebarNav")).to_have_count(0)
    expect(tab.locator("table, .js-plotly-plot, .badges")).to_have_count(0)


def test_signed_out_every_address_is_the_way_in_and_no_figures(tab: Page) -> None:
    for address in (*(f"/{entry.slug}" for entry in PAGES), "/bien-dong?khoi=khoi_7", "/no-such-page"):
        tab.goto(address)
        expect(tab.get_by_role("heading", name=SIGN_IN)).to_be_visible()
        expect_nothing_told(tab)


def test_signed_out_in_english_the_way_in_is_english(tab: Page) -> None:
    tab.goto("/bien-dong?lang=en")
    expect(tab.get_by_role("heading", name="Sign in to see the figures")).to_be_visible()
    tab.get_by_role("link", name="Tiếng Việt").click()
    expect(tab.get_by_role("heading", name=SIGN_IN)).to_be_visible()
    assert tab.url.split("?")[0].endswith("/bien-dong")


def test_signed_out_no_address_serves_anything_of_ours(office: Office) -> None:
    assert [ask(office.url + path) for path in PRIVATE] == [401] * len(PRIVATE)
    forged = {"Cookie": "_streamlit_user=forged", "X-Ward-User": "chu.tich@phuong.example"}
    assert [ask(office.url + path, **forged) for path in PRIVATE] == [401] * len(PRIVATE)
    assert ask(f"{office.url}/_stcore/health") == 200


def test_a_link_opens_its_page_and_filter_after_signing_in(tab: Page) -> None:
    sign_in(tab, "chu.tich", "/bien-dong?khoi=khoi_7&muc=cac_nam")
    expect(tab.get_by_text("Khối 7 · Kỳ 2026")).to_be_visible()
    assert tab.url.endswith("/bien-dong?khoi=khoi_7&muc=cac_nam")
    expect(tab.locator(".person")).to_contain_text("Lãnh đạo")
    expect(tab.get_by_role("link", name="Nạp số liệu")).to_have_count(0)


def test_a_group_of_the_identity_server_is_a_role(tab: Page) -> None:
    sign_in(tab, "nhan.vien", "/nap-so-lieu")
    expect(tab.get_by_test_id("stFileUploader")).to_be_visible()
    expect(tab.locator(".person")).to_contain_text("Chuyên viên")
    # Who is signed in loads in their own name.
    expect(tab.get_by_label("Người nạp")).to_have_count(0)


def test_a_file_is_for_the_signed_in_alone(tab: Page, office: Office) -> None:
    sign_in(tab, "chu.tich", "/bien-dong")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url) if "/media/" in request.url else None)
    with tab.expect_download():
        tab.get_by_role("button", name="Excel").first.click()
    assert asked
    assert ask(asked[-1]) == 401
    assert tab.request.get(asked[-1]).status in (200, 404)


def test_an_account_without_rights_sees_a_sentence_and_nothing_else(tab: Page, office: Office) -> None:
    sign_in(tab, "nguoi.la", "/bien-dong?khoi=khoi_7")
    expect(tab.get_by_text("Tài khoản «nguoi.la@phuong.example» chưa được cấp quyền")).to_be_visible()
    expect_nothing_told(tab)
    assert [tab.request.get(path).status for path in PRIVATE] == [401] * len(PRIVATE)
    assert "nguoi.la" not in office.server.log


@pytest.mark.parametrize(
    ("logged", "lie"),
    [
        ("'azp'", {"aud": ["another"]}),
        ("nobody is signed in: audience", {"aud": []}),
        ("nobody is signed in: audience", {"aud": "another", "azp": identity.CLIENT}),
        ("'iss'", {"iss": "https://id.other.example"}),
        ("'nonce'", {"nonce": "of another sign-in"}),
        ("BadSignatureError", {"key": "strange"}),
        ("ExpiredTokenError", {"exp": 1_700_000_000}),
        ("nobody is signed in: unverified", {"email_verified": False}),
        ("nobody is signed in: account", {"email": f"{'n' * 300}@phuong.example"}),
        ("nobody is signed in: account", {"email": None}),
    ],
)
def test_a_token_at_fault_opens_nothing(tab: Page, office: Office, logged: str, lie: dict[str, object]) -> None:
    office.lie(**lie)
    before = len(office.server.log)
    sign_in(tab, "chu.tich", "/bien-dong")
    expect(tab.get_by_text("Máy chủ danh tính không xác nhận được tài khoản")).to_be_visible()
    expect_nothing_told(tab)
    assert [tab.request.get(path).status for path in PRIVATE] == [401] * len(PRIVATE)
    assert logged in office.server.log[before:]
    assert "chu.tich" not in office.server.log


def test_a_claim_that_nobody_asked_for_changes_nothing(tab: Page, office: Office) -> None:
    """What the tests above rely on: a token that is changed and signed anew is one that would be accepted."""
    office.lie(note="harmless")
    sign_in(tab, "chu.tich", "/bien-dong")
    expect(tab.locator(".person")).to_contain_text("Lãnh đạo")


def test_signing_out_ends_at_the_way_in(tab: Page) -> None:
    sign_in(tab, "chu.tich", "/bien-dong")
    tab.get_by_role("button", name="Đăng xuất").click()
    expect(tab.get_by_role("heading", name=SIGN_IN)).to_be_visible()
    tab.goto("/bien-dong")
    expect(tab.get_by_role("heading", name=SIGN_IN)).to_be_visible()
    assert [tab.request.get(path).status for path in PRIVATE] == [401] * len(PRIVATE)


def test_a_role_taken_away_ends_with_the_next_click(tab: Page, office: Office) -> None:
    sign_in(tab, "chu.tich", "/bien-dong")
    expect(tab.locator(".person")).to_contain_text("Lãnh đạo")
    (office.ward / "access.toml").write_text(ACCESS.replace("chu.tich", "da.nghi"), encoding="utf-8")
    taken: list[object] = []
    tab.on("download", lambda download: taken.append(download))
    tab.get_by_role("button", name="Excel").first.click()
    assert [tab.request.get(path).status for path in PRIVATE] == [401] * len(PRIVATE)
    tab.wait_for_timeout(2_000)
    assert taken == []
    assert "NotYours" in office.server.log
    tab.get_by_role("link", name="Trẻ em đi học").click()
    expect(tab.get_by_text("chưa được cấp quyền")).to_be_visible()
    expect_nothing_told(tab)


def test_a_session_of_yesterday_leads_back_to_the_way_in(tab: Page, office: Office) -> None:
    office.lie(iat=int(time.time()) - 11 * 3600)
    sign_in(tab, "chu.tich", "/bien-dong")
    expect(tab.get_by_text("Phiên làm việc đã hết hạn")).to_be_visible()
    expect_nothing_told(tab)
    assert [tab.request.get(path).status for path in PRIVATE] == [401] * len(PRIVATE)
    office.lie_file.unlink()
    tab.get_by_role("button", name="Đăng nhập").click()
    # The identity server still knows who this was, and asks.
    tab.get_by_role("link", name="Người mang tài khoản chu.tich").click()
    expect(tab.locator(".person")).to_contain_text("Lãnh đạo")


def test_a_session_that_grows_old_while_it_is_open_ends_with_the_next_click(tab: Page, office: Office) -> None:
    office.lie(iat=int(time.time()) - 10 * 3600 + LEFT)
    sign_in(tab, "chu.tich", "/bien-dong")
    expect(tab.locator(".person")).to_contain_text("Lãnh đạo")
    tab.wait_for_timeout(LEFT * 1000)
    tab.get_by_role("link", name="Trẻ em đi học").click()
    expect(tab.get_by_text("Phiên làm việc đã hết hạn")).to_be_visible()
    expect_nothing_told(tab)


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def follow(url: str, **headers: str) -> dict[str, list[str]]:
    """Return the headers of a redirect that is not followed."""
    with pytest.raises(HTTPError) as caught:
        build_opener(Stay).open(Request(url, headers=headers), timeout=20)
    with caught.value as answer:
        return {name: answer.headers.get_all(name) or [] for name in ("location", "set-cookie")}


@pytest.mark.parametrize(
    "page", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "x"]
)
def test_the_way_back_leads_nowhere_else(office: Office, page: str) -> None:
    cookie = f"ward_return={page.replace('/', '%2F').replace(':', '%3A')}"
    assert follow(f"{office.url}/oauth2callback?code=x&state=y", Cookie=cookie)["location"] == ["/"]


def test_only_a_page_of_ours_is_remembered(office: Office) -> None:
    for referer in ("https://evil.example/bien-dong", f"{office.url}@evil.example/"):
        answer = follow(f"{office.url}/auth/login", Referer=referer)
        assert not [cookie for cookie in answer["set-cookie"] if cookie.startswith("ward_return=%")]
    answer = follow(f"{office.url}/auth/login", Referer=f"{office.url}/bien-dong?khoi=khoi_7")
    kept = [cookie for cookie in answer["set-cookie"] if cookie.startswith("ward_return=")]
    assert kept == ["ward_return=%2Fbien-dong%3Fkhoi%3Dkhoi_7; Path=/; HttpOnly; SameSite=Lax; Max-Age=600"]
