"""Direct requests to every address as nobody, as somebody without rights, and as one account for what is another's."""

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from pages.menu import PAGES
from queries import Filters, Viewer, open_warehouse, table
from tests.access.conftest import ACCESS, ACCOUNTS, BY_ROLE, UNTRUSTED, Proxy, ask, show
from tests.conftest import Server

pytestmark = pytest.mark.browser

# Every address that the program answers at, and some that it must not.
ADDRESSES = (
    *(f"/{entry.slug}" for entry in PAGES),
    *("/ho?ho=H-1", "/nhiem-vu?don_vi=vhxh", "/thieu-hut?kich_ban=x", "/bien-dong?khoi=khoi_7", "/no-such-page"),
    *("/_stcore/host-config", "/_stcore/stream", "/_stcore/metrics", "/_stcore/upload_file/a/b", "/_stcore/agent/x"),
    *("/media/none.xlsx", "/component/x/y", "/app/static/x", "/static/none.js", "/static/../../app.py"),
    *("/media/..%2f..%2fdata%2fcurrent", "/media/../../data/access.toml", "/bien-dong/media/none.xlsx"),
    *("/formula/indicators/poverty_rate.sql", "/chrome/vi.js", "/chrome/style.css", "/chrome/..%2fdoor.py"),
    *("/oauth2callback", "/auth/login", "/auth/logout"),
)
KEPT = ("/media", "/component", "/app/", "/formula", "upload", "agent", "metrics")
OTHER_AREA = "khoi_7"


@pytest.fixture
def access_file(ward: Path) -> Iterator[Path]:
    yield ward / "access.toml"
    (ward / "access.toml").write_text(ACCESS, encoding="utf-8")


def read_trail(ward: Path) -> list[dict[str, object]]:
    path = ward.parent / f"{ward.name}.trail" / "trail.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def list_refused(ward: Path) -> list[tuple[object, ...]]:
    told = ("who", "role", "what", "filters")
    return [tuple(line[name] for name in told) for line in read_trail(ward) if line["act"] == "refuse"]


def take(tab: Page, address: str) -> str:
    """Take the first file of a page; return the address at which the browser fetched it."""
    tab.goto(address)
    with tab.expect_download() as taken:
        tab.get_by_role("button", name="Excel").first.click()
    return str(taken.value.url)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_round_the_proxy_no_address_says_anything(behind: Server, method: str) -> None:
    for address in ADDRESSES:
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(behind.url + address, method=method), timeout=20)
        assert (refused.value.code, len(refused.value.read()) < 300) == (403, True), address


@pytest.mark.parametrize("account", ["nguoi.la", None])
def test_nobody_and_who_has_no_rights_is_served_the_empty_page_alone(proxy: Proxy, account: str | None) -> None:
    headers = show(account) if account else {}
    for address in ADDRESSES:
        status = ask(proxy.url + address, **headers)
        if account is None:
            # nginx knows without asking that the way out of a folder leads nowhere.
            assert status in (400, 401), address
        elif any(
            part in address for part in ("/media", "/component", "/app/", "/formula", "upload", "agent", "metrics")
        ):
            assert status in (400, 401, 403), address
        elif status == 200:
            with urlopen(Request(proxy.url + address, headers=headers), timeout=20, context=UNTRUSTED) as answer:
                body = answer.read()
            assert b"<noscript>" in body or address.startswith(("/chrome", "/_stcore/host-config")), address
            assert b"import " not in body, address


def test_a_role_taken_away_closes_every_address_at_once(
    sign_in: Callable[[str], Page], proxy: Proxy, access_file: Path
) -> None:
    account = BY_ROLE["leader"]
    file = take(sign_in(account), "/bien-dong")
    assert ask(file, **show(account)) == 200
    access_file.write_text(ACCESS.replace(f'account = "{account}"', 'account = "da.nghi"'), encoding="utf-8")
    assert ask(file, **show(account)) == 401
    assert ask(f"{proxy.url}/formula/indicators/poverty_rate.sql", **show(account)) == 401
    said = b"".join(talk(proxy, account))
    assert "chưa được cấp quyền".encode() in said
    assert b"plotly" not in said


def test_a_file_is_for_the_account_that_took_it_and_for_no_other(
    sign_in: Callable[[str], Page], ward: Path, access_file: Path
) -> None:
    owner = BY_ROLE["leader"]
    file = take(sign_in(owner), "/tre-em")
    assert ask(file, **show(owner)) == 200
    # A part of it is asked for: the whole comes.
    assert ask(file, **show(owner), Range="bytes=0-9") == 200
    for account in set(BY_ROLE.values()) - {owner}:
        assert ask(file, **show(account)) == 403, account
        assert ask(file, **show(account), Range="bytes=0-9") == 403, account
        assert (account, "file") in [(who, what) for who, _, what, _ in list_refused(ward)]
    # The same account in another role is not who took it.
    lowered = ACCESS.replace('role = "leader"', 'role = "public"')
    access_file.write_text(lowered, encoding="utf-8")
    assert ask(file, **show(owner)) == 403


def talk(proxy: Proxy, account: str, session_id: str = "") -> list[bytes]:
    """Open the stream as a browser does, ask for a run, and return all that is sent until it ends."""
    with join(proxy, account, session_id) as stream:
        return list(listen(stream))


def join(proxy: Proxy, account: str, session_id: str = "") -> ClientConnection:
    address = urlsplit(proxy.url)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return connect(
        f"wss://{address.netloc}/_stcore/stream",
        ssl=context,
        origin=proxy.url,  # type: ignore[arg-type]
        additional_headers=show(account),
        subprotocols=["streamlit", "none", *([session_id] if session_id else [])],  # type: ignore[list-item]
        max_size=None,
    )


def listen(stream: ClientConnection) -> Iterator[bytes]:
    from streamlit.proto.BackMsg_pb2 import BackMsg

    asked = BackMsg()
    asked.rerun_script.query_string = ""
    stream.send(asked.SerializeToString())
    while True:
        try:
            message = stream.recv(timeout=30)
        except (ConnectionClosed, TimeoutError):
            return
        assert isinstance(message, bytes)
        yield message
        if ForwardMsg.FromString(message).WhichOneof("type") == "script_finished":
            return


def find_session(messages: list[bytes]) -> str:
    told = [ForwardMsg.FromString(message) for message in messages]
    return next(one.new_session.initialize.session_id for one in told if one.WhichOneof("type") == "new_session")


def test_a_session_goes_on_for_the_account_that_began_it_alone(proxy: Proxy) -> None:
    begun = find_session(talk(proxy, BY_ROLE["officer"]))
    # What the next line relies on: who began it does go on with it.
    assert find_session(talk(proxy, BY_ROLE["officer"], begun)) == begun
    with join(proxy, BY_ROLE["officer"], begun) as open_still:
        for account in (BY_ROLE["public"], "nguoi.la"):
            assert find_session(talk(proxy, account, begun)) != begun, account
        assert find_session(list(listen(open_still))) == begun
    assert find_session(talk(proxy, BY_ROLE["public"], begun)) != begun


def test_a_stream_from_another_site_is_refused(proxy: Proxy) -> None:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with pytest.raises(InvalidStatus) as refused:
        connect(
            proxy.url.replace("https", "wss") + "/_stcore/stream",
            ssl=context,
            origin="https://evil.example",  # type: ignore[arg-type]
            additional_headers=show("can.bo"),
        )
    assert refused.value.response.status_code == 403


def test_what_stands_in_an_address_and_is_anothers_is_refused_written_down_and_not_shown(
    sign_in: Callable[[str], Page], ward: Path
) -> None:
    """A khối's household card, another khối and unit, a scenario, a page that is not for the role."""
    cards = table("household_cards", Filters(area_id=OTHER_AREA), viewer=Viewer(), warehouse=open_warehouse(ward))
    other, name = str(cards.column("household_id")[0]), str(cards.column("head_name")[0])
    asked = {
        ("area", f"/ho?ho={other}"): ("ho", {"ho": other}),
        ("area", f"/bien-dong?ho={other}"): ("ho", {"ho": other}),
        ("area", f"/tre-em?khoi={OTHER_AREA}"): ("khoi", {"khoi": OTHER_AREA}),
        ("area", "/thieu-hut?kich_ban=SC-1"): ("kich_ban", {"kich_ban": "SC-1"}),
        ("area", "/chat-luong?phan=dong_nguon&so=poor_households"): ("page", {"trang": "quality"}),
        ("unit", "/nhiem-vu?don_vi=mttq"): ("don_vi", {"don_vi": "mttq"}),
        ("unit", f"/ho?ho={other}"): ("page", {"trang": "household"}),
        ("public", f"/ho?ho={other}"): ("page", {"trang": "household"}),
        ("public", "/nhat-ky"): ("page", {"trang": "trail"}),
        ("leader", "/nap-so-lieu?ban_nhap=x"): ("page", {"trang": "loading"}),
    }
    tabs = {role: sign_in(BY_ROLE[role]) for role, _ in asked}
    for (role, address), (what, filters) in asked.items():
        tab = tabs[role]
        tab.goto(address)
        expect(tab.locator("h1").or_(tab.get_by_text("không dành cho vai")).first).to_be_visible()
        expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        assert name not in tab.content(), address
        assert (BY_ROLE[role], role, what, filters) in list_refused(ward), address
        if what == "khoi":
            expect(tab.get_by_text("Khối 7 ·")).to_have_count(0)


def test_what_the_door_refuses_stands_in_the_trail_without_what_was_typed(behind: Server, ward: Path) -> None:
    ask(behind.url, **{"X-Ward-User": "can.bo", "X-Ward-Secret": "guess"})
    ask(behind.url, **{"X-Ward-User": "can.bo", "X-Ward-Secret": "guess"})
    forged = [line for line in list_refused(ward) if line[2] == "proxy"]
    # However often it is tried, a minute has one line; the log has every one.
    assert 1 <= len(forged) < behind.log.count("refused: no secret")
    assert set(map(tuple, [line[:2] for line in forged])) == {("", "")}


def test_a_name_of_three_hundred_letters_stands_in_the_trail_as_that(proxy: Proxy, ward: Path) -> None:
    long = max(ACCOUNTS, key=len)
    assert ask(proxy.url, **show(long)) == 403
    assert ("", "", "account", {}) in list_refused(ward)
    assert "nnnnn" not in str(read_trail(ward))


def test_a_request_that_is_no_http_ends_there(behind: Server) -> None:
    address = urlsplit(behind.url)
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=20) as line:
        line.sendall(b"GET /media/../../data/access.toml HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        answer = line.recv(4096)
    assert answer.startswith(b"HTTP/1.1 403")
    assert b"account" not in answer
