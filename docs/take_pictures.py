"""Takes the pictures of docs/pages.md anew: every page in three sizes, every section, every state. `make pictures`.

The sample ward on a fixed day, in a real server and a real Chromium; each state is made as it comes about.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from filelock import FileLock
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "data" / "sample")]

import generate  # noqa: E402

import queries  # noqa: E402
from tests.access import test_oidc  # noqa: E402
from tests.browser.test_loading import (  # noqa: E402
    REST,
    copy_two_years,
    drop,
    open_desk,
    publish,
    take_mended,
    type_in_death,
    write_bad,
)
from tests.conftest import (  # noqa: E402
    BROWSER_ARGUMENTS,
    BROWSERS,
    PATIENCE_MS,
    Server,
    require_program,
    start_server,
)

TODAY = "2026-11-20"
PICTURES = ROOT / "docs" / "pictures"
SIZES = {"dien-thoai": (390, 844), "may-tinh": (1366, 768), "may-chieu": (1920, 1080)}
PAGES = {
    "tong-quan": "/",
    "bien-dong": "/bien-dong",
    "tre-em": "/tre-em",
    "dao-tao-nghe": "/dao-tao-nghe",
    "phuong-tien": "/phuong-tien-thong-tin",
    "khoi-pho": "/khoi-pho",
    "ho": "/ho",
    "du-an": "/du-an",
    "kinh-phi": "/kinh-phi",
    "nhiem-vu": "/nhiem-vu",
    "chinh-sach": "/chinh-sach",
    "thieu-hut": "/thieu-hut",
    "bieu-tong-hop": "/bieu-tong-hop?bieu=r3",
    "nhat-ky": "/nhat-ky",
    "chat-luong": "/chat-luong",
    "nap-so-lieu": "/nap-so-lieu",
}
# Higher than the screen, so that a whole section or block is seen.
TALL = (1366, 1500)
VIEWS = {
    "tai-lieu": "/bao-cao?tai_lieu=docx",
    "bien-dong-o": "/bien-dong?o=near_poor-poor",
    "bien-dong-doi-chieu": "/bien-dong?muc=doi_chieu",
    "bien-dong-cac-nam": "/bien-dong?muc=cac_nam",
    "bien-dong-trong-nam": "/bien-dong?muc=trong_nam",
    "bien-dong-hai-chuan": "/bien-dong?muc=hai_chuan",
    "bien-dong-chua-ro": "/bien-dong?muc=chua_ro",
    "bien-dong-boi-canh": "/bien-dong?muc=boi_canh",
    "tre-em-toan-trang": "/tre-em",
    "khoi-pho-toan-trang": "/khoi-pho",
    "khoi-pho-mot-khoi": "/khoi-pho?khoi=khoi_7",
    "chinh-sach-toan-trang": "/chinh-sach",
    "chinh-sach-mot-khoi": "/chinh-sach?khoi=khoi_5",
    "chinh-sach-gui-ngoai": "/chinh-sach?che_do=gui_ngoai",
    "thieu-hut-toan-trang": "/thieu-hut",
    "du-an-toan-trang": "/du-an",
    "nhiem-vu-toan-trang": "/nhiem-vu",
    "nhiem-vu-phieu": "/nhiem-vu?don_vi=mttq",
    "du-an-mot-dong": "/du-an?don_vi=vhxh&dong=vhxh.DA4-T3",
    "kinh-phi-toan-trang": "/kinh-phi",
    "kinh-phi-chua-ro-nguon": "/kinh-phi?ky=2025",
    "kinh-phi-mot-nguon": "/kinh-phi?ky=2026-06&nguon=carry_over_2021_2025",
    "bieu-tong-hop-r1": "/bieu-tong-hop",
    "chat-luong-quy-tac": "/chat-luong?phan=quy_tac",
    "chat-luong-mot-quy-tac": "/chat-luong?phan=quy_tac&quy_tac=members_missing",
    "chat-luong-doi-chieu": "/chat-luong?phan=doi_chieu",
    "chat-luong-tep": "/chat-luong?phan=tep",
    "chat-luong-dong-nguon": "/chat-luong?phan=dong_nguon&so=poor_households",
    "trinh-chieu": "/tre-em?che_do=trinh_chieu",
    "gui-ngoai": "/tre-em?che_do=gui_ngoai",
    "english": "/?lang=en",
}
# Where only a link leads, since the address names a household.
FOLLOWED = {"bien-dong-mot-ho": (VIEWS["bien-dong-o"], "table.official a[href*='ho=']")}
# What the sample ward shows by itself.
STATES = {
    "trang-thai-loc-rong": "/tre-em?khoi=khoi_3",
    "trang-thai-khong-ap-dung": "/dao-tao-nghe?khoi=khoi_3",
    "trang-thai-so-it": "/dao-tao-nghe?khoi=khoi_1",
    "trang-thai-dia-chi-sai": "/bien-dong?khoi=khoi_999&ky=2025&ky=2026",
    "trang-thai-khong-co-trang": "/trang-khong-co",
}
# Scenes on the projector: how they are opened, and on what; the second must be read in grey.
SCENES = {
    "trinh-chieu-muc-tieu": ("/trinh-chieu", "may-chieu", "RGB", None),
    "trinh-chieu-bien-dong": ("/trinh-chieu?canh=2", "may-chieu", "L", None),
    "trinh-chieu-kinh-phi": ("/trinh-chieu?canh=6", "may-chieu", "RGB", ".fact summary"),
    "trinh-chieu-quyet-dinh": ("/trinh-chieu?canh=8", "may-tinh", "RGB", None),
}
# Slides by their place in the deck, as LibreOffice shows them.
SLIDES = {"slide-bien-dong": 3, "slide-kinh-phi": 7}
# Every status must be told apart in this one.
GREY = ("thang-xam", "/")
COLOURS = 96


def main() -> None:
    # The steps that are borrowed from the tests wait as long as they do there.
    expect.set_options(timeout=PATIENCE_MS)
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        program = require_program(*BROWSERS, install="apt-get install chromium")
        browser = driver.chromium.launch(executable_path=program, args=list(BROWSER_ARGUMENTS))
        work = Path(folder)
        ward = write_ward(work / "ward")
        with serve(ward) as url:
            for name, address in PAGES.items():
                for size, shape in SIZES.items():
                    take(browser, url + address, f"{name}-{size}", shape)
            for name, address in VIEWS.items():
                take(browser, url + address, name, TALL)
            for name, (address, link) in FOLLOWED.items():
                take(browser, url + address, name, TALL, link=link)
            for name, (address, size, mode, link) in SCENES.items():
                take(browser, url + address, name, SIZES[size], mode, link)
            take(browser, url + GREY[1], GREY[0], TALL, mode="L")
            for name, address in STATES.items():
                take(browser, url + address, name, SIZES["may-tinh"])
        for name, (make, address, today) in MADE.items():
            take_made(browser, work / name, name, make, address, today)
        take_slides(ward, work)
        film_loading(browser, work)
        film_typing(browser, work)
        film_scenario(browser, work)
        film_sign_in(browser, work)
        browser.close()


def take_slides(ward: Path, work: Path) -> None:
    """Write the deck of the meeting and take some of its slides, by way of PDF."""
    office = require_program("soffice", "libreoffice", install="apt-get install libreoffice-impress")
    painter = require_program("pdftoppm", install="apt-get install poppler-utils")
    deck, written = work / "deck.pptx", ["-m", "dashboard", "export", "--kind", "pptx", "--mode", "meeting"]
    asked = [sys.executable, *written, "--data", str(ward), "-o", str(deck)]
    subprocess.run(asked, check=True, cwd=ROOT, env={**os.environ, "WARD_TODAY": TODAY})
    profile = f"-env:UserInstallation=file://{work / 'office'}"
    subprocess.run([office, profile, "--headless", "--convert-to", "pdf", "--outdir", work, deck], check=True)
    for name, place in SLIDES.items():
        page = ["-f", str(place), "-l", str(place), "-r", "96", "-png", "-singlefile"]
        subprocess.run([painter, *page, deck.with_suffix(".pdf"), work / name], check=True)
        save((work / name).with_suffix(".png").read_bytes(), name, "RGB")


def take_made(
    browser: Browser, folder: Path, name: str, make: Callable[[Path], object], address: str, today: str
) -> None:
    """Take the picture of a state that a ward has to be brought into."""
    made = make(folder)
    with serve(folder, today) as url:
        if callable(made):
            made()
        take(browser, url + address, name, SIZES["may-tinh"])


def take(
    browser: Browser, address: str, name: str, shape: tuple[int, int], mode: str = "RGB", link: str | None = None
) -> None:
    width, height = shape
    visitor = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
    page = visitor.new_page()
    page.goto(address)
    await_calm(page)
    if link:
        page.locator(link).first.click()
        await_calm(page)
    save(page.screenshot(), name, mode)
    visitor.close()
    print(name)


def await_calm(page: Page) -> None:
    """Wait until the page is whole: its sentence, the end of the run, every picture."""
    expect(page.locator("h1, .warning").first).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=60_000)
    page.wait_for_timeout(500)
    if page.get_by_test_id("stPlotlyChart").count():
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(1500)
    # What a click still changes is drawn pale until its run has ended.
    running = page.locator("[data-test-script-state]:not([data-test-script-state=notRunning])")
    expect(running).to_have_count(0, timeout=120_000)


def film_sign_in(browser: Browser, work: Path) -> None:
    """The way in, who is signed in and as what, and an account that nobody gave a role."""
    ward, folder = write_ward(work / "office" / "data"), work / "identity"
    folder.mkdir()
    (ward / "access.toml").write_text(test_oidc.ACCESS, encoding="utf-8")
    processes = []

    def start(data_dir: Path, **settings: str) -> Server:
        server, process = start_server(data_dir, folder / "log.txt", **settings)
        processes.append(process)
        return server

    with test_oidc.open_office(start, ward, folder) as office:
        take(browser, f"{office.url}/bien-dong", "dang-nhap", SIZES["may-tinh"])
        for account, name in {"khoi.1": "dang-nhap-xong", "nguoi.la": "dang-nhap-tu-choi"}.items():
            width, height = SIZES["may-tinh"]
            visitor = browser.new_context(viewport={"width": width, "height": height}, base_url=office.url)
            page = visitor.new_page()
            test_oidc.sign_in(page, account, "/khoi-pho")
            expect(page.locator(".person").or_(page.get_by_text("chưa được cấp quyền"))).to_be_visible(timeout=60_000)
            await_calm(page)
            save(page.screenshot(), name, "RGB")
            visitor.close()
    for process in processes:
        process.terminate()
        process.wait(timeout=20)


def film_loading(browser: Browser, work: Path) -> None:
    """An officer loads a bad workbook, mends it, sees what it would change, publishes, and goes back."""
    ward = work / "desk"
    generate.write_ward(ward)
    good = work / "danh_sach_4_khoi.xlsx"
    (ward / "raw" / "2026" / REST).rename(good)
    build(ward)
    with serve(ward) as url:
        visitor = browser.new_context(viewport={"width": TALL[0], "height": TALL[1]}, locale="vi-VN", base_url=url)
        page = visitor.new_page()
        open_desk(page, "Cán bộ giảm nghèo")
        bad = write_bad(good, work)
        page.locator("input[type=file]").set_input_files([bad])
        shoot(page, "nap-1-tha-tep")
        drop(page, bad)
        shoot(page, "nap-2-tep-sai", at="Đọc 01 tệp")
        shoot(page, "nap-3-truoc-sau", at="Nếu công bố:")
        take_on_phone(page, "nap-3-truoc-sau-dien-thoai", at="Nếu công bố:")
        mended = take_mended(page, work)
        publish(page, "Danh sách của bốn khối còn lại, một dòng chờ sửa")
        drop(page, mended)
        shoot(page, "nap-4-dong-da-sua", at="Đọc 01 tệp")
        publish(page, "Dòng đã sửa")
        shoot(page, "nap-5-da-cong-bo", at="Lịch sử công bố")
        page.get_by_role("button", name="Quay lại bản này").first.click()
        shoot(page, "nap-6-hoi-lai", at="Lịch sử công bố")
        press(page, "Quay lại", until="Đã quay lại bản")
        shoot(page, "nap-7-da-quay-lai", at="Thả tệp vào")
        visitor.close()


def film_typing(browser: Browser, work: Path) -> None:
    """One household is gone: typed in, and what that changes."""
    ward = work / "typed"
    copy_two_years(ward / "raw")
    build(ward)
    with serve(ward) as url:
        visitor = browser.new_context(viewport={"width": TALL[0], "height": TALL[1]}, locale="vi-VN", base_url=url)
        page = visitor.new_page()
        open_desk(page, "Cán bộ giảm nghèo")
        type_in_death(page)
        shoot(page, "nap-8-ghi-nhan", at="Câu hỏi chờ trả lời")
        press(page, "Ghi nhận", until="Nếu công bố:")
        shoot(page, "nap-9-ghi-nhan-truoc-sau", at="Trong bản nháp:")
        visitor.close()


def film_scenario(browser: Browser, work: Path) -> None:
    """The two nearest to the line helped with the fewest, the neediest with all it lacks, kept under a name."""
    ward = write_ward(work / "scenario")
    scenario_id = keep_scenario(ward)
    with serve(ward) as url:
        visitor = browser.new_context(viewport={"width": TALL[0], "height": 3050}, locale="vi-VN", base_url=url)
        page = visitor.new_page()
        page.goto(f"/thieu-hut?kich_ban={scenario_id}")
        shoot(page, "thieu-hut-kich-ban", at="Kịch bản «")
        visitor.close()


def keep_scenario(ward: Path) -> str:
    """Keep one as the page does it; returns its id."""
    warehouse = queries.open_warehouse(ward)
    gaps, remedies = (
        queries.table(name, queries.Filters(), viewer=queries.Viewer(), warehouse=warehouse)
        for name in ("household_gaps", "remedies")
    )
    codes = {row["indicator"].vi: row["indicator_code"] for row in remedies.records()}
    nearest, (neediest, *_) = queries.rank_easiest(gaps, 2), queries.rank_neediest(gaps)
    gives = [(row, lacks(row, codes)[: row["fewest"]]) for row in nearest]
    gives.append((neediest, [*lacks(neediest, codes), "income"]))
    told = subprocess.run(
        [
            *(sys.executable, "-m", "etl", "scenario", f"--data={ward}", "--json"),
            *("--by=Cán bộ giảm nghèo", "--period=2026", "--cost=income=20000000"),
            *(f"--give={row['household_id']}={','.join(removed)}" for row, removed in gives),
            *("--", "save", "Hai hộ gần ngưỡng và hộ khó khăn nhất"),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return str(json.loads(told.stdout)["scenario_id"])


def lacks(row: dict[str, Any], codes: dict[str, str]) -> list[str]:
    return [codes[name] for name in row["deprived_of"].vi.split("; ")]


def press(page: Page, *labels: str, until: str) -> None:
    for label in labels:
        page.get_by_role("button", name=label, exact=True).first.click()
    expect(page.get_by_text(until).first).to_be_visible(timeout=120_000)


def shoot(page: Page, name: str, at: str = "") -> None:
    """Take what the visit shows now, from the heading that begins with `at` on."""
    await_calm(page)
    if at:
        page.locator("h1, h2").filter(has_text=at).first.evaluate("heading => heading.scrollIntoView()")
        page.wait_for_timeout(300)
    save(page.screenshot(), name, "RGB")
    print(name)


def take_on_phone(page: Page, name: str, at: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    shoot(page, name, at)
    page.set_viewport_size({"width": TALL[0], "height": TALL[1]})


def save(picture: bytes, name: str, mode: str) -> None:
    """Few colours are enough for a page, and a fifth of the size."""
    image = Image.open(BytesIO(picture)).convert(mode).quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(PICTURES / f"{name}.png", optimize=True)


@contextmanager
def serve(ward: Path, today: str = TODAY) -> Iterator[str]:
    server, process = start_server(ward, ward.with_suffix(".log"), WARD_TODAY=today)
    try:
        yield server.url
    finally:
        process.terminate()
        process.wait(timeout=20)


def write_ward(folder: Path, unreported: frozenset[str] = frozenset()) -> Path:
    """Write the sample ward, build it and mark it as what it is."""
    generate.write_ward(folder, unreported=unreported)
    build(folder)
    mark(folder, "is_sample = TRUE")
    return folder


def build(folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "etl", "build", "--data", str(folder)], cwd=ROOT, check=True, capture_output=True
    )


def mark(folder: Path, change: str) -> None:
    name = (folder / "current").read_text(encoding="ascii").strip()
    with duckdb.connect(str(folder / name)) as connection:
        connection.execute(f"UPDATE meta.snapshot SET {change}")


def write_nothing(folder: Path) -> None:
    folder.mkdir()


def write_refused_alone(folder: Path) -> None:
    """One file, and nothing of it can be read."""
    (folder / "raw").mkdir(parents=True)
    (folder / "raw" / "ra_soat_2026.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    build(folder)


def write_silent_khoi(folder: Path) -> None:
    write_ward(folder, unreported=frozenset({"khoi_7"}))


def write_refused(folder: Path) -> None:
    """A workbook that is none, and a list with two closing ticks in one row."""
    generate.write_ward(folder)
    (folder / "raw" / "2026" / "ra_soat_khoi_3.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    shutil.copy(ROOT / "tests" / "data" / "practice" / "36_xuat_phan_mem_hai_dau_bang.xlsx", folder / "raw" / "2026")
    build(folder)
    mark(folder, "is_sample = TRUE")


def write_old(folder: Path) -> Callable[[], None]:
    """The file turns old under a server that runs: at its start the app would build it anew."""
    write_ward(folder)
    return lambda: mark_old(folder)


def mark_old(folder: Path) -> None:
    name = (folder / "current").read_text(encoding="ascii").strip()
    old = folder / "warehouse-20260101-080000.duckdb"
    shutil.copy(folder / name, old)
    (folder / "current").write_text(f"{old.name}\n", encoding="ascii")
    mark(folder, "schema_version = 0")
    (folder / name).unlink()


def write_running(folder: Path) -> Callable[[], None]:
    """A build that has read seven files and holds its lock."""
    write_ward(folder)

    def start() -> None:
        lock = FileLock(folder / ".build.lock")
        lock.acquire()
        LOCKS.append(lock)
        (folder / ".build.progress").write_text("7 24", encoding="ascii")

    return start


LOCKS: list[FileLock] = []
# State -> how the ward comes into it, the address, the day.
MADE: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "trang-thai-chua-nap": (write_nothing, "/bien-dong", TODAY),
    "trang-thai-thieu-khoi": (write_silent_khoi, "/bien-dong", TODAY),
    "trang-thai-bao-cao-cu": (write_ward, "/du-an", "2026-12-30"),
    "trang-thai-tep-bi-tu-choi": (write_refused, "/", TODAY),
    "trang-thai-chua-kiem-tra": (write_nothing, "/chat-luong?phan=quy_tac", TODAY),
    "trang-thai-chi-tep-hong": (write_refused_alone, "/chat-luong?phan=tep", TODAY),
    "trang-thai-kho-cu": (write_old, "/", TODAY),
    "trang-thai-dang-dung": (write_running, "/", TODAY),
}

if __name__ == "__main__":
    main()
