"""The office network behind a real nginx: an account is a role, and nothing is served to whoever goes round it."""

from collections.abc import Callable
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.access.conftest import ACCESS, ACCOUNTS, LONG, PRIVATE, SECRET, UNTRUSTED, Proxy, ask, show
from tests.conftest import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("account", "said", "offered", "hidden"),
    [
        ("can.bo", "Chuyên viên", "Nạp số liệu", None),
        ("chu.tich", "Lãnh đạo", "Chất lượng và nguồn số liệu", "Nạp số liệu"),
        ("khoi.1", "Khối phố · Khối 1", "Trẻ em đi học", "Kinh phí"),
        ("công.khai", "Xem công khai", "Biểu tổng hợp", "Trẻ em đi học"),
    ],
)
def test_an_account_is_a_role(
    sign_in: Callable[[str], Page], account: str, said: str, offered: str, hidden: str | None
) -> None:
    tab = sign_in(account)
    tab.goto("/bien-dong")
    expect(tab.locator("h1").first).to_be_visible()
    expect(tab.locator(".person")).to_contain_text(said)
    menu = tab.get_by_test_id("stSidebarNav")
    expect(menu.get_by_role("link", name=offered)).to_be_visible()
    if hidden:
        expect(menu.get_by_role("link", name=hidden)).to_have_count(0)


def test_an_address_that_is_not_for_the_role_says_so(sign_in: Callable[[str], Page]) -> None:
    tab = sign_in("chu.tich")
    tab.goto("/nap-so-lieu")
    expect(tab.get_by_text("Trang này không dành cho vai của bạn")).to_be_visible()
    expect(tab.get_by_test_id("stFileUploader")).to_have_count(0)


def test_an_account_without_rights_sees_a_sentence_and_nothing_else(
    sign_in: Callable[[str], Page], proxy: Proxy
) -> None:
    tab = sign_in("nguoi.la")
    tab.goto("/bien-dong?khoi=khoi_7")
    expect(tab.get_by_text("Tài khoản «nguoi.la» chưa được cấp quyền")).to_be_visible()
    expect(tab.get_by_test_id("stSidebarNav")).to_have_count(0)
    expect(tab.locator("table, .js-plotly-plot")).to_have_count(0)
    assert [ask(f"{proxy.url}{path}", **show("nguoi.la")) for path in PRIVATE] == [401] * len(PRIVATE)


def test_without_an_account_the_proxy_lets_nobody_in(proxy: Proxy) -> None:
    assert ask(proxy.url) == 401
    assert ask(f"{proxy.url}/_stcore/stream") == 401


@pytest.mark.parametrize(
    "forged",
    [
        {},
        {"X-Ward-User": "can.bo"},
        {"X-Ward-User": "can.bo", "X-Ward-Secret": "guess"},
        {"X-Ward-User": "can.bo", "X-Ward-Secret": ""},
        {"X-Ward-User": "can.bo", "X-Ward-Secret": SECRET[:-1]},
        {"X-Ward-User": "can.bo", "X-Ward-Secret": f"{SECRET}, {SECRET}"},
        {"Remote-User": "can.bo", "X-Forwarded-User": "can.bo"},
        {"X-Ward-Secret": SECRET},
    ],
)
def test_a_forged_header_is_refused_everywhere_and_logged_without_a_name(
    behind: Server, forged: dict[str, str]
) -> None:
    before = behind.log.count("refused: ")
    paths = ("/", "/bien-dong", "/static/none.js", "/chrome/vi.js", "/_stcore/host-config", *PRIVATE)
    assert [ask(behind.url + path, **forged) for path in paths] == [403] * len(paths)
    with pytest.raises(InvalidStatus) as refused:
        connect(behind.url.replace("http", "ws") + "/_stcore/stream", additional_headers=forged)
    assert refused.value.response.status_code == 403
    assert behind.log.count("refused: ") == before + len(paths) + 1
    assert "can.bo" not in behind.log
    assert SECRET not in behind.log


def test_a_visitor_cannot_name_themselves_through_the_proxy(proxy: Proxy) -> None:
    forged = {"X-Ward-User": "can.bo", "X-Ward-Secret": SECRET}
    assert ask(f"{proxy.url}{PRIVATE[2]}", **show("nguoi.la"), **forged) == 401
    assert ask(f"{proxy.url}{PRIVATE[2]}", **show("chu.tich"), **forged) == 200


def test_a_name_of_three_hundred_letters_is_refused(proxy: Proxy, sign_in: Callable[[str], Page]) -> None:
    assert ask(proxy.url, **show(LONG)) == 403
    assert "unusable account" in proxy.server.log
    assert LONG not in proxy.server.log


def test_the_health_address_needs_no_account(behind: Server) -> None:
    assert ask(f"{behind.url}/_stcore/health") == 200


def test_cookies_behind_tls_are_for_tls_alone(proxy: Proxy) -> None:
    request = Request(f"{proxy.url}/_stcore/health", headers=show("can.bo"))
    with urlopen(request, timeout=20, context=UNTRUSTED) as answer:
        cookies = answer.headers.get_all("set-cookie")
    assert cookies
    assert all("; Secure" in cookie and "SameSite=Strict" in cookie for cookie in cookies)


def test_a_role_taken_away_ends_with_the_next_click(sign_in: Callable[[str], Page], ward: Path) -> None:
    tab = sign_in("công.khai")
    tab.goto("/bien-dong")
    expect(tab.locator(".person")).to_contain_text("Xem công khai")
    path = ward / "access.toml"
    path.write_text(ACCESS.replace('account = "công.khai"', 'account = "da.nghi"'), encoding="utf-8")
    tab.get_by_role("link", name="Tổng quan").click()
    expect(tab.get_by_text("Tài khoản «công.khai» chưa được cấp quyền")).to_be_visible()
    expect(tab.locator("table, .js-plotly-plot")).to_have_count(0)
    path.unlink()
    tab.reload()
    expect(tab.get_by_text("tạm thời không ai vào được")).to_be_visible()
    path.write_text(ACCESS, encoding="utf-8")
    tab.reload()
    expect(tab.locator(".person")).to_contain_text("Xem công khai")


def test_the_log_of_the_proxy_holds_no_filters(sign_in: Callable[[str], Page], proxy: Proxy) -> None:
    tab = sign_in("can.bo")
    tab.goto("/ho?ho=somebody")
    expect(tab.locator("h1").first).to_be_visible()
    written = proxy.access_log.read_text(encoding="utf-8")
    assert "GET /ho" in written
    assert "somebody" not in written


def test_caddy_under_the_written_file_does_what_nginx_does(caddy: str, browser: Browser) -> None:
    assert ask(caddy) == 401
    assert ask(f"{caddy}{PRIVATE[2]}", **show("công.khai")) == 200
    forged = {"X-Ward-User": "can.bo", "X-Ward-Secret": SECRET}
    assert ask(f"{caddy}{PRIVATE[2]}", **show("nguoi.la"), **forged) == 401
    visitor = browser.new_context(
        base_url=caddy,
        ignore_https_errors=True,
        http_credentials={"username": "công.khai", "password": ACCOUNTS["công.khai"]},
    )
    tab = visitor.new_page()
    answer = tab.goto("/bien-dong")
    expect(tab.locator(".person")).to_contain_text("Xem công khai")
    assert answer is not None
    assert "server" not in answer.headers
    assert answer.headers["content-security-policy"]
    with tab.expect_download():
        tab.get_by_role("button", name="Excel").first.click()
    visitor.close()
