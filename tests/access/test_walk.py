"""Every page as every role in a real browser, and every file that is offered there, held against the written pages.

All that the server sends is kept, words and pictures alike, and searched: for what the matrix of docs/access.md says
that the role does not read, and for names, identity numbers and birth dates.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile, is_zipfile

import openpyxl
import pytest
from playwright.sync_api import Page, TimeoutError, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.documents.catalogue import KINDS as DOCUMENTS
from pages.access import CLOSED, FILES, OFFERED
from pages.access import PATH as PAGES_MATRIX
from pages.menu import PAGES
from queries import ROLES, Filters, Viewer, open_warehouse, table, tables
from queries.access import NOTHING
from queries.access import PATH as TABLES_MATRIX
from queries.selection import OF_ONE_HOUSEHOLD
from tests.access.conftest import BY_ROLE, Proxy
from tests.conftest import PATIENCE_MS
from tests.named import open_named

pytestmark = pytest.mark.browser

UNIT, AREA, OTHER_AREA = "vhxh", "khoi_1", "khoi_7"
VIEWERS = {"unit": Viewer("unit", units=(UNIT,)), "area": Viewer("area", areas=(AREA,))}
# What a page shows only at a place of its own; of the pages that a role is not offered the address alone is asked.
PLACES = {
    "poverty": ("muc=doi_chieu", "muc=cac_nam", "muc=trong_nam", "muc=hai_chuan", "muc=chua_ro", "muc=boi_canh"),
    "quality": ("phan=doi_chieu", "phan=tep", "phan=cach_tinh", "phan=dong_nguon"),
    "official": ("bieu=r5", "bieu=r9"),
    "household": (f"khoi={AREA}", "ho={household}"),
    "tasks": (f"don_vi={UNIT}",),
    "documents": (*(f"tai_lieu={kind.id}" for kind in DOCUMENTS), "tai_lieu=docx&cho_ai=gui_ngoai"),
}
# The kind of a file by the name of its button.
KINDS = {
    "xlsx_official": "forms",
    "docx_": "letters",
    "take_": "documents",
    "typed_take": "templates",
    "xlsx_": "blocks",
    "csv_": "blocks",
}
# The modes in which nobody is named, whoever looks; `make attack` walks them, and every other way to look at a page.
UNNAMED = ("che_do=trinh_chieu", "che_do=gui_ngoai")
LOOKS = (
    *UNNAMED,
    *("ky=2026-H1", "ky=2025", "chuan=2026", "chuan=so_sanh", "nhom=dtts", "nhom=nu", "lang=en"),
    *(f"khoi={AREA}", f"khoi={OTHER_AREA}", f"khoi={OTHER_AREA}&nhom=dtts", f"don_vi={UNIT}", "don_vi=mttq"),
)
UNFOLDING_MS = 800
QUIET_SECONDS = 0.4
# Bytes of the message that a run is over.
LONGEST_END = 300
CLOSED_PAGE = "Trang này không dành cho vai của bạn"
BUTTONS = "[data-testid=stDownloadButton]"
# What an officer fills in begins with who is on the list, numbers and all.
OF_THE_OFFICER_ALONE = "templates"


@dataclass(frozen=True, slots=True)
class Seen:
    """What one role was sent: per page the kinds of its files and the titles of its lists; every frame, every file."""

    kinds: dict[str, set[str]] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    frames: set[bytes] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
    ended: list[bytes] = field(default_factory=list)
    last: list[float] = field(default_factory=lambda: [0.0])

    @property
    def is_quiet(self) -> bool:
        """Tell whether a run ended and nothing came since: an address may be put right in a second one."""
        return bool(self.ended) and time.monotonic() - self.last[0] > QUIET_SECONDS

    def listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.take(frame if isinstance(frame, bytes) else frame.encode()))

    def take(self, frame: bytes) -> None:
        self.frames.add(frame)
        self.last[0] = time.monotonic()
        if len(frame) < LONGEST_END and ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished":
            self.ended.append(frame)

    def find(self, wanted: set[str], *, but: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        """Return which of these words were sent, and where; `but`: kinds of files that may hold them."""
        sent = {"the page": b"\n".join(self.frames)}
        sent |= {name: unpack(body) for name, body in self.files.items() if name.split("/")[1] not in but}
        return [(word, place) for place, body in sent.items() for word in wanted if word.encode() in body]


def unpack(body: bytes) -> bytes:
    """Return the words of a workbook or letter: what stands in its parts."""
    if not is_zipfile(BytesIO(body)):
        return body
    with ZipFile(BytesIO(body)) as parts:
        return b"\n".join(parts.read(name) for name in parts.namelist())


@dataclass(frozen=True, slots=True)
class Secrets:
    """What stands in `restricted` of the sample ward."""

    names: set[str]
    numbers: set[str]
    births: set[str]
    files: set[str]


@pytest.fixture(scope="module")
def secrets(ward: Path) -> Secrets:
    with open_named(ward / (ward / "current").read_text(encoding="ascii").strip()) as connection:

        def ask(sql: str) -> set[str]:
            return {str(word) for (word,) in connection.execute(sql).fetchall() if word}

        names = ask(
            "SELECT head_name FROM restricted.household UNION SELECT name FROM restricted.person "
            "UNION SELECT head_name FROM restricted.household_event UNION SELECT name FROM restricted.entitlement"
        )
        numbers = ask("SELECT id_number FROM restricted.person UNION SELECT head_id_number FROM restricted.household")
        births = ask(
            "SELECT birth_text FROM restricted.person UNION SELECT head_birth_text FROM restricted.household "
            "UNION SELECT birth_text FROM restricted.entitlement"
        )
        files = {Path(file).name for file in ask("SELECT file FROM meta.source_file")}
    # A year is no whole date, and a day of these years may be that of a report.
    days = {found for found in births if re.fullmatch(r"\d{1,2}/\d{1,2}/(19\d\d|200\d|201\d)", found)}
    assert min(len(names), len(numbers), len(days), len(files)) > 20
    return Secrets(names, numbers, days, files)


def read_matrix(path: Path) -> dict[str, dict[str, str]]:
    """Return what a page of docs/ says by the word in its backquotes: role -> cell, and what stands behind them."""
    lines = [line.strip("| ").split(" | ") for line in path.read_text(encoding="utf-8").splitlines() if "` | " in line]
    heads = (*ROLES, "files")
    return {cells[0].split("`")[1]: dict(zip(heads, cells[1:], strict=False)) for cells in lines if len(cells) > 5}


def find_own_names(role: str, ward: Path) -> set[str]:
    """Return whom this role reads: its own khối's, or whoever waits for its own policies."""
    if role not in VIEWERS:
        return set()
    warehouse, found = open_warehouse(ward), set()
    cards = table("household_cards", Filters(), viewer=VIEWERS[role], warehouse=warehouse)
    households = [Filters(household_id=str(code)) for code in cards.column("household_id")] if cards.rows else []
    for definition in (one for one in tables() if one.access == "restricted"):
        for asked in households if definition.id in OF_ONE_HOUSEHOLD else [Filters()]:
            own = table(definition.id, asked, viewer=VIEWERS[role], warehouse=warehouse)
            found |= {cell for row in own.rows for cell in row if isinstance(cell, str)}
    return found


def find_household(ward: Path, area_id: str) -> str:
    listed = table("household_cards", Filters(area_id=area_id), viewer=Viewer(), warehouse=open_warehouse(ward))
    return str(listed.column("household_id")[0])


def list_addresses(role: str, ward: Path) -> Iterator[tuple[str, str]]:
    """Return (page, address), the first address of each page without anything behind it."""
    household = find_household(ward, AREA)
    for entry in PAGES:
        yield entry.name, f"/{entry.slug}"
        for place in PLACES.get(entry.name, ()) if role in entry.roles else ():
            yield entry.name, f"/{entry.slug}?{place.format(household=household)}"


def open_whole(tab: Page, address: str, seen: Seen) -> None:
    """Open an address and wait for the end of its run: what stands before that may be a part."""
    seen.ended.clear()
    tab.goto(address)
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not seen.is_quiet:
        assert time.monotonic() < deadline, address
        tab.wait_for_timeout(50)
    expect(tab.locator("h1").or_(tab.get_by_text(CLOSED_PAGE)).first).to_be_visible()
    expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def take(tab: Page, key: str) -> bytes:
    """Click until the file comes: a click is lost where the button is made anew under the pointer."""
    for patience in (PATIENCE_MS / 2, PATIENCE_MS, 2 * PATIENCE_MS):
        try:
            with tab.expect_download(timeout=patience) as taken:
                tab.locator(f"[class~='st-key-{key}'] button").first.click()
        except TimeoutError:
            continue
        return Path(taken.value.path()).read_bytes()
    raise AssertionError(key)


def take_files(tab: Page, page: str, seen: Seen, *, but: str) -> None:
    """Take every file that the page offers, each once, but for those whose button begins with `but`."""
    for folded in tab.locator("[data-testid=stExpander] > details > summary").all():
        folded.click()
        # What is unfolded is made anew while it moves.
        tab.wait_for_timeout(UNFOLDING_MS)
    for button in tab.locator(BUTTONS).all():
        named = tab.evaluate("one => one.closest('[class*=st-key-]').className", button.element_handle())
        key = re.search(r"st-key-(\S+)", named)[1]  # type: ignore[index]
        kind = next((kind for start, kind in KINDS.items() if key.startswith(start)), key)
        seen.kinds.setdefault(page, set()).add(kind)
        place = f"{page}/{kind}/{key}"
        if place not in seen.files and not (but and key.startswith(but)):
            seen.files[place] = take(tab, key)


def order_document(tab: Page, seen: Seen) -> None:
    """Have the document of this address written: its file is offered only then."""
    for button in tab.locator("[class*=st-key-write_] button").all()[:1]:
        seen.ended.clear()
        button.click()
        tab.locator("[class*=st-key-take_]").wait_for(timeout=2 * PATIENCE_MS)


def walk(role: str, tab: Page, ward: Path, seen: Seen) -> None:
    for page, address in list_addresses(role, ward):
        open_whole(tab, address, seen)
        if tab.get_by_text(CLOSED_PAGE).count():
            seen.closed.add(page)
        titles = tab.locator("details.listing summary").all_inner_texts()
        seen.titles.setdefault(page, set()).update(titles)
        if page == "documents":
            order_document(tab, seen)
        # What the officer's walk has taken is a part of the workbook beside it.
        take_files(tab, page, seen, but="csv_" if role == "leader" else "")


def walk_looks(role: str, tab: Page, seen: Seen, looks: tuple[str, ...]) -> None:
    """Open every page of the role in every one of these ways, and take what is offered there."""
    for entry in PAGES:
        for look in looks if role in entry.roles else ():
            open_whole(tab, f"/{entry.slug}?{look}", seen)
            seen.titles.setdefault(entry.name, set()).update(tab.locator("details.listing summary").all_inner_texts())
            take_files(tab, f"{entry.name}?{look}", seen, but="csv_")


def list_titles(seen: Seen) -> set[str]:
    """Return the titles of all lists on pages and of all tables in workbooks but for the sheet of sources."""
    shown = {title for titles in seen.titles.values() for title in titles}
    for body in seen.files.values():
        if is_zipfile(BytesIO(body)) and "xl/workbook.xml" in ZipFile(BytesIO(body)).namelist():
            book = openpyxl.load_workbook(BytesIO(body), read_only=True)
            for sheet in book.worksheets[:-1]:
                shown |= {str(row[0]) for row in sheet.iter_rows(max_row=8, max_col=1, values_only=True)}
    return shown


def say_kinds(kinds: set[str]) -> str:
    return "; ".join(words for kind, words in FILES.items() if kind in kinds) or CLOSED


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_shown_and_given_what_is_written(
    role: str, sign_in: Callable[[str], Page], ward: Path, secrets: Secrets, proxy: Proxy
) -> None:
    pages, known = read_matrix(PAGES_MATRIX), read_matrix(TABLES_MATRIX)
    assert list(pages) == [f"/{entry.slug}" for entry in PAGES]
    tab, seen = sign_in(BY_ROLE[role]), Seen()
    tab.on("websocket", lambda socket: seen.listen(socket))
    open_whole(tab, "/", seen)
    offered = {urlsplit(one.get_attribute("href") or "").path for one in tab.get_by_test_id("stSidebarNavLink").all()}
    walk(role, tab, ward, seen)

    # The pages.
    written = {entry.name: pages[f"/{entry.slug}"] for entry in PAGES}
    assert {name for name, cells in written.items() if cells[role] == CLOSED} == seen.closed
    assert {name for name, cells in written.items() if cells[role] == OFFERED}.isdisjoint(seen.closed)
    alone = {f"/{entry.slug}" for entry in PAGES if entry.is_alone}
    assert offered == {address for address, cells in pages.items() if cells[role] == OFFERED} - alone
    # The files.
    for name, kinds in seen.kinds.items():
        assert kinds <= {kind for kind, words in FILES.items() if words in written[name]["files"]}, name
    assert seen.closed.isdisjoint(seen.kinds)
    if role == "officer":
        assert {name: say_kinds(seen.kinds.get(name, set())) for name in written} == {
            name: cells["files"] for name, cells in written.items()
        }
    # The tables.
    closed = {one.title.vi for one in tables() if known[one.id][role] == NOTHING}
    shown = list_titles(seen)
    assert [title for title in closed if any(re.match(rf"{re.escape(title)}( \(|$)", one) for one in shown)] == []
    # The people.
    assert seen.find(secrets.numbers | secrets.births, but=(OF_THE_OFFICER_ALONE,)) == []
    if role in ("unit", "area", "public"):
        assert seen.find(secrets.names - find_own_names(role, ward)) == []
        assert len(seen.files) > 5
    else:
        assert len({name for name, _ in seen.find(secrets.names)}) > 40
        assert len(seen.files) > 40
    if role in ("unit", "public"):
        assert seen.find(secrets.files) == []
    # What server, proxy and trail have written of all this.
    trail = ward.parent / f"{ward.name}.trail" / "trail.jsonl"
    written = "\n".join((proxy.server.log, *(path.read_text(encoding="utf-8") for path in (proxy.access_log, trail))))
    assert BY_ROLE[role] in written
    assert [word for word in secrets.names | secrets.numbers | secrets.births if word in written] == []


@pytest.mark.attack
@pytest.mark.parametrize("role", ["officer", "leader"])
@pytest.mark.parametrize("mode", UNNAMED)
def test_no_name_is_sent_to_the_projector_or_out_whoever_looks(
    role: str, mode: str, sign_in: Callable[[str], Page], secrets: Secrets
) -> None:
    tab, seen = sign_in(BY_ROLE[role]), Seen()
    tab.on("websocket", lambda socket: seen.listen(socket))
    walk_looks(role, tab, seen, (mode, f"{mode}&khoi={AREA}", f"{mode}&ky=2025"))
    assert seen.find(secrets.names | secrets.numbers | secrets.births, but=(OF_THE_OFFICER_ALONE,)) == []
    assert len(seen.frames) > 100
    assert bool(seen.files) is (mode != UNNAMED[0])


@pytest.mark.attack
@pytest.mark.parametrize("role", ["unit", "area", "public"])
def test_no_way_to_look_at_a_page_tells_an_outsider_more(
    role: str, sign_in: Callable[[str], Page], ward: Path, secrets: Secrets
) -> None:
    known = read_matrix(TABLES_MATRIX)
    tab, seen = sign_in(BY_ROLE[role]), Seen()
    tab.on("websocket", lambda socket: seen.listen(socket))
    walk_looks(role, tab, seen, LOOKS)
    closed = {one.title.vi for one in tables() if known[one.id][role] == NOTHING}
    assert [
        title for title in closed if any(re.match(rf"{re.escape(title)}( \(|$)", one) for one in list_titles(seen))
    ] == []
    assert seen.find(secrets.numbers | secrets.births) == []
    assert seen.find(secrets.names - find_own_names(role, ward)) == []
    assert len(seen.files) > 20
