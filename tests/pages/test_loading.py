"""The loading page over the real loader: drop, see, publish, go back; AppTest for the page, real files for the rest."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import duckdb
import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import queries
from dashboard.ui import loader
from dashboard.ui.loading import drop, plain
from etl.build import build
from queries import Filters, Viewer, open_warehouse
from tests.etl.workbooks import household, write_households
from tests.pages.conftest import ROOT, TODAY

SAMPLE = ROOT / "data" / "sample" / "raw" / "2026"
BASE, REST = "danh_sach_ho_2026_khoi_1_8.xlsx", "danh_sach_ho_2026_bon_khoi.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A reading that two other test runs slow down is slow, not wrong.
PATIENCE_SECONDS = 90
OFFICER = Viewer()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small ward with one list published: that of eight of its twelve khối."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "raw").mkdir()
    for name in (BASE, "dan_cu_2026.xlsx"):
        shutil.copy(SAMPLE / name, folder / "raw")
    build(folder, today=TODAY, now=datetime(2026, 11, 20, 8, 12))
    return folder


@pytest.fixture
def desk_dir(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "ward"
    shutil.copytree(published, folder)
    monkeypatch.setenv("WARD_DATA", str(folder))
    return folder


@pytest.fixture
def visit(desk_dir: Path) -> Callable[..., "Visit"]:
    return lambda **query: Visit(**query)


class Visit:
    """One visit to the page; every step ends in a page without an error."""

    def __init__(self, **query: str) -> None:
        def show() -> None:
            from pages import loading

            loading.page()

        self.page = AppTest.from_function(show, default_timeout=60)
        for code, value in query.items():
            if code == "ban_nhap":
                self.page.query_params[code] = value
            else:
                self.page.session_state[f"filter_{code}"] = value
        self.run()

    def run(self) -> "Visit":
        self.page.run()
        assert not self.page.exception, self.page.exception[0].message
        return self

    @property
    def words(self) -> str:
        return "\n".join(block.proto.body for block in self.page.get("html"))

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.page.button]

    def name(self, who: str) -> "Visit":
        self.page.text_input(key=drop.WHO).set_value(who)
        return self.run()

    def drop(self, *files: tuple[str, bytes]) -> "Visit":
        """Drop the files and wait until they are read."""
        self.page.file_uploader[0].set_value([(name, content, XLSX) for name, content in files])
        self.run()
        return self.press("load_read")

    def press(self, key: str) -> "Visit":
        """Press a button and wait until what it started is over."""
        self.page.button(key=key).click()
        self.run()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while "load_job" in self.page.session_state:
            assert time.monotonic() < deadline, "the loader did not end"
            time.sleep(0.2)
            self.run()
        return self


def read(name: str) -> tuple[str, bytes]:
    return name, (SAMPLE / name).read_bytes()


def run_loader(folder: Path, *words: str) -> None:
    command = [sys.executable, "-m", "etl", *words, f"--data={folder}"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize("mode", ["trinh_chieu", "gui_ngoai"])
def test_outside_the_office_there_is_a_sentence_and_no_file_is_named(visit: Callable[..., Visit], mode: str) -> None:
    opened = visit(che_do=mode)
    assert "chỉ mở ở chế độ «Nội bộ»" in opened.words
    assert ".xlsx" not in opened.words
    assert not opened.page.file_uploader


def test_nothing_is_read_before_somebody_says_who_they_are(visit: Callable[..., Visit], desk_dir: Path) -> None:
    opened = visit().drop(read(REST))
    assert "Hãy ghi «Người nạp»" in opened.words
    assert not list(desk_dir.glob("inbox/*/draft.json"))


def test_from_the_file_to_the_published_number_and_back(visit: Callable[..., Visit], desk_dir: Path) -> None:
    before = open_warehouse(desk_dir).stamp
    opened = visit().name("Cán bộ A").drop(read(REST))
    assert "Đọc 01 tệp" in opened.words
    assert "trang «Khối Hoà Bình»" in opened.words
    assert "Nếu công bố:" in opened.words
    assert "hộ nghèo 7 (chưa đủ) → 11" in opened.words
    # Seen, not published.
    assert open_warehouse(desk_dir).stamp == before
    opened.page.text_input(key="load_note").set_value("Bốn khối còn lại")
    opened.press("load_publish")
    assert "Đã công bố lúc" in opened.words
    assert "Bốn khối còn lại" in opened.words
    after = open_warehouse(desk_dir).stamp
    assert after != before
    assert (desk_dir / "raw" / TODAY.isoformat() / REST).is_file()
    # What it changed is told again, later, from the two snapshots.
    opened.page.button(key=f"changed_{after}").click()
    assert "Bản này đã đổi:" in opened.run().words
    # Back: the first click asks, the second does it.
    opened.press(f"return_{before}")
    assert open_warehouse(desk_dir).stamp == after
    opened.press(f"return_{before}_sure")
    assert open_warehouse(desk_dir).stamp == before
    assert "Đã quay lại bản 20/11/2026 08:12" in opened.words


def test_a_bad_file_is_said_beside_a_good_one(visit: Callable[..., Visit]) -> None:
    opened = visit().name("A").drop(("hỏng <b>.xlsx", b"PK\x03\x04 no workbook"), read(REST))
    assert "1 tệp" not in opened.words.split("Đọc")[0]
    assert "(01 không nạp được)" in opened.words
    assert "Không nạp «hỏng _b_.xlsx»:" in opened.words
    assert "load_publish" in [button.key for button in opened.page.button]


def test_where_nothing_could_be_taken_there_is_nothing_to_publish(visit: Callable[..., Visit], desk_dir: Path) -> None:
    opened = visit().name("A").drop(("thư.docx", b"PK\x03\x04 no workbook"))
    assert "không tệp nào nạp được" in opened.words
    keys = [button.key for button in opened.page.button]
    assert "load_publish" not in keys
    opened.press("load_discard").press("load_discard_sure")
    assert "Đã bỏ bản nháp" in opened.words
    assert not list(desk_dir.glob("inbox/*/draft.json"))


def test_the_same_content_under_another_name_is_already_loaded(visit: Callable[..., Visit]) -> None:
    opened = visit().name("A").drop(("tên khác.xlsx", (SAMPLE / BASE).read_bytes()))
    assert "đã nạp ngày 20/11/2026" in opened.words


def test_a_draft_outlives_its_visit_and_is_listed_for_everybody(visit: Callable[..., Visit], desk_dir: Path) -> None:
    visit().name("Cán bộ A").drop(read(REST))
    (path,) = desk_dir.glob("inbox/*/draft.json")
    other = visit()
    assert "Bản nháp đang chờ: 1" in other.words
    assert any("Cán bộ A" in label and plain.escape(REST) in label for label in other.labels)
    assert "Nếu công bố" not in other.words
    other.press(f"open_{path.parent.name}")
    assert "Nếu công bố" in other.words
    # A reload names it in the address.
    assert "Nếu công bố" in visit(ban_nhap=path.parent.name).words


def test_who_was_overtaken_hears_by_whom_and_loses_nothing(visit: Callable[..., Visit], desk_dir: Path) -> None:
    opened = visit().name("Cán bộ A").drop(read(REST))
    other = desk_dir.parent / "khác.xlsx"
    shutil.copy(SAMPLE / "tien_do_du_an_2026-10-31.xlsx", other)
    run_loader(desk_dir, "draft", str(other), "--by=Cán bộ B")
    (theirs,) = (
        path.parent.name
        for path in desk_dir.glob("inbox/*/draft.json")
        if "Cán bộ B" in path.read_text(encoding="utf-8")
    )
    run_loader(desk_dir, "publish", theirs, "--by=Cán bộ B", "--note=Dự án tháng 10")
    opened.run()
    assert "Cán bộ B đã công bố lúc" in opened.words
    assert "Dự án tháng 10" in opened.words
    assert "load_publish" not in [button.key for button in opened.page.button]
    opened.press("load_recompute")
    assert "Nếu công bố:" in opened.words
    opened.press("load_publish")
    assert "Đã công bố lúc" in opened.words
    taken = {path.name for path in (desk_dir / "raw").rglob("*.xlsx")}
    assert {"khác.xlsx", REST, BASE} <= taken


def test_whose_publishing_came_too_late_keeps_the_draft(visit: Callable[..., Visit], desk_dir: Path) -> None:
    """Somebody publishes between the drawing of the page and the click."""
    opened = visit().name("Cán bộ A").drop(read(REST))
    run_loader(desk_dir, "draft", str(SAMPLE / "tien_do_du_an_2026-10-31.xlsx"), "--by=Cán bộ B")
    (theirs,) = (
        path.parent.name
        for path in desk_dir.glob("inbox/*/draft.json")
        if "Cán bộ B" in path.read_text(encoding="utf-8")
    )
    run_loader(desk_dir, "publish", theirs, "--by=Cán bộ B")
    opened.press("load_publish")
    assert "Cán bộ B đã công bố lúc" in opened.words
    assert len(list(desk_dir.glob("inbox/*/draft.json"))) == 1


def test_a_file_takes_the_place_of_an_older_one_only_when_somebody_says_so(
    visit: Callable[..., Visit], desk_dir: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(SAMPLE / BASE)
    book.worksheets[0]["A1"] = "UBND TỈNH LẠNG SƠN."
    path = tmp_path / "ban_sua.xlsx"
    book.save(path)
    opened = visit().name("A").drop((path.name, path.read_bytes()))
    assert f"«ban_sua.xlsx» lặp lại hơn một nửa số dòng của «{BASE}»" in opened.words
    opened.press("load_replace_ban_sua.xlsx")
    assert f"«ban_sua.xlsx» sẽ thay «{BASE}»" in opened.words
    opened.press("load_publish")
    assert "Đã công bố lúc" in opened.words
    # Set aside, not lost.
    assert (desk_dir / "raw" / BASE).is_file()
    taken = (
        open_warehouse(desk_dir).cursor().execute("SELECT file FROM meta.source_file WHERE form IS NOT NULL").fetchall()
    )
    assert (BASE,) not in taken


def test_the_first_publication_leaves_the_sample_ward_and_says_so(visit: Callable[..., Visit], desk_dir: Path) -> None:
    name = (desk_dir / "current").read_text(encoding="ascii").strip()
    with duckdb.connect(str(desk_dir / name)) as connection:
        connection.execute("UPDATE meta.snapshot SET is_sample = TRUE")
    opened = visit().name("A").drop(read(REST))
    assert "Công bố lần đầu sẽ bỏ dữ liệu mẫu" in opened.words
    assert "Nếu công bố, số liệu đầu tiên của phường:" in opened.words
    # The sample's five households are nobody's past.
    assert "hộ nghèo — → " in opened.words


def fill(opened: Visit, label: str, value: str) -> None:
    (box,) = (box for box in opened.page.text_input if box.label == label)
    box.set_value(value)


def choose(opened: Visit, label: str, number: int) -> str:
    """Choose an option by its place; returns its words."""
    (box,) = (box for box in opened.page.selectbox if box.label == label)
    box.select_index(number)
    return box.options[number]


def send(opened: Visit, what: str) -> Visit:
    """Press «Ghi nhận» of one form."""
    (button,) = (one for one in opened.page.button if one.label == "Ghi nhận" and what in (one.key or ""))
    return opened.press(button.key)


def test_a_decision_about_a_household_is_seen_published_and_gone_back_from(
    visit: Callable[..., Visit], desk_dir: Path
) -> None:
    before = open_warehouse(desk_dir).stamp
    opened = visit().name("Cán bộ A")
    opened.page.segmented_control(key="typed_what").set_value("household_decision")
    opened.run()
    named = choose(opened, "Hộ trong danh sách", find_poor(desk_dir))
    choose(opened, "Loại hộ theo quyết định", 3)
    opened.page.text_input(key="typed_number").set_value("12/QĐ-UBND")
    opened.page.text_input(key="typed_decision_date").set_value("15/11/2026")
    send(opened, "typed_decision")
    assert "Trong bản nháp: 01 ghi nhận và câu trả lời" in opened.words
    assert "hộ nghèo 7 (chưa đủ) → 6 (chưa đủ)" in opened.words
    assert named
    assert open_warehouse(desk_dir).stamp == before
    assert not (desk_dir / "decisions" / "answers.csv").exists()
    # A draft of decisions alone is listed for everybody.
    assert any("1 ghi nhận" in label for label in visit().labels)
    opened.press("load_publish")
    assert "Đã công bố lúc" in opened.words
    assert "12/QĐ-UBND" in (desk_dir / "decisions" / "answers.csv").read_text(encoding="utf-8")
    opened.press(f"return_{before}").press(f"return_{before}_sure")
    assert open_warehouse(desk_dir).stamp == before
    assert "Đã để riêng" in "\n".join(expander.label for expander in opened.page.expander)
    assert "Quyết định trong «answers.csv», dòng 2 đến 2" in opened.words


def find_poor(folder: Path) -> int:
    """The place among all listed households of one that is poor."""
    sql = "SELECT household_id FROM core.household_round WHERE recognised_class = 'poor' ORDER BY ALL LIMIT 1"
    ((poor,),) = open_warehouse(folder).cursor().execute(sql).fetchall()
    named = queries.table("household_names", Filters(), viewer=OFFICER)
    return [row["household_id"] for row in named.records()].index(poor)


def test_an_event_typed_in_can_be_left_out_of_its_draft_again(
    visit: Callable[..., Visit], desk_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands, run = [], subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda words, **more: (commands.append(words), run(words, **more))[1])
    opened = visit().name("Cán bộ A")
    choose(opened, "Hộ trong danh sách", 0)
    opened.page.text_input(key="typed_event_date").set_value("15/05/2026")
    fill(opened, "Số văn bản", "GCT 12")
    send(opened, "typed_event")
    assert "Danh sách biến động hộ: Cả hộ chết" in opened.words
    # What names a household is in no list of processes.
    (typed,) = (words for words in commands if "record" in words)
    assert "GCT 12" not in "".join(typed)
    assert "head_name" not in "".join(typed)
    (key,) = (button.key for button in opened.page.button if (button.key or "").startswith("leave_"))
    opened.press(key)
    assert "Trong bản nháp" not in opened.words
    assert "không có gì để công bố" in opened.words


def test_a_wish_typed_in_is_published_as_a_wish_of_the_household(visit: Callable[..., Visit], desk_dir: Path) -> None:
    opened = visit().name("Cán bộ A")
    opened.page.segmented_control(key="typed_what").set_value("consultation")
    opened.run()
    opened.page.text_input(key="typed_consulted_date").set_value("18/06/2026")
    fill(opened, "Nguyện vọng, bằng lời của hộ", "Sửa mái nhà")
    send(opened, "typed_wish")
    assert "Hãy chọn hộ." in opened.words
    named = choose(opened, "Hộ trong danh sách", 0)
    assert choose(opened, "Nhóm nguyện vọng", 4) == "nhà ở"
    assert choose(opened, "Đầu mối", 0)
    send(opened, "typed_wish")
    assert "Trong bản nháp: 01 ghi nhận và câu trả lời" in opened.words
    opened.press("load_publish")
    told = "SELECT wish, wish_kind, consulted_date, household_id FROM core.wish JOIN restricted.wish USING (wish_id)"
    ((wish, kind, day, household_id),) = open_warehouse(desk_dir).cursor(told).execute(told).fetchall()
    assert (wish, kind, day) == ("Sửa mái nhà", "housing", date(2026, 6, 18))
    assert household_id
    assert named


def test_what_the_form_cannot_read_is_said_and_makes_no_draft(visit: Callable[..., Visit], desk_dir: Path) -> None:
    opened = visit().name("Cán bộ A")
    choose(opened, "Hộ trong danh sách", 0)
    send(opened, "typed_event")
    assert "Chưa ghi được: thiếu event_date" in opened.words
    assert not list(desk_dir.glob("inbox/*"))


def test_a_project_figure_starts_from_the_last_report(visit: Callable[..., Visit], desk_dir: Path) -> None:
    run_loader(desk_dir, "draft", str(SAMPLE / "tien_do_du_an_2026-10-31.xlsx"), "--by=Cán bộ B")
    (path,) = desk_dir.glob("inbox/*/draft.json")
    run_loader(desk_dir, "publish", path.parent.name, "--by=Cán bộ B")
    opened = visit().name("Cán bộ A")
    opened.page.segmented_control(key="typed_what").set_value("project_progress")
    opened.run()
    (paid,) = (box for box in opened.page.text_input if box.label == "Đã giải ngân (đồng)")
    assert paid.value == "410.000.000"
    paid.set_value("440.000.000")
    opened.page.text_input(key="typed_report_date").set_value("15/11/2026")
    send(opened, "typed_figure")
    assert "Nếu công bố: " in opened.words
    (path,) = desk_dir.glob("inbox/*/warehouse-*.duckdb")
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(
            "SELECT DISTINCT assigned_vnd, disbursed_vnd, output_planned, output_done FROM core.project_progress "
            "WHERE report_date = DATE '2026-11-15'"
        ).fetchall()
    assert found == [(450_000_000, 440_000_000, 10, 8)]


def test_what_a_file_asks_is_answered_in_its_draft_and_asked_in_one_place(
    visit: Callable[..., Visit], desk_dir: Path, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["DANH SÁCH HỘ NGHÈO NĂM 2026"])
    book.active.append(["STT", "Tên của chủ hộ", "Số CCCD", "Khối phố", "Số khẩu", "Phân loại"])
    book.active.append([1, "Hộ mẫu", None, "Khối Hòa Bình", 2, "Hộ nghèo"])
    path = tmp_path / "lạ.xlsx"
    book.save(path)
    opened = visit().name("A").drop((path.name, path.read_bytes()))
    assert "Câu hỏi chờ trả lời: 01" in opened.words
    assert "Cần trả lời" not in opened.words
    (key,) = (
        button.key
        for button in opened.page.button
        if (button.key or "").startswith("answer_") and button.key.endswith("_0")
    )
    opened.press(key).press("load_apply")
    assert "Câu hỏi chờ trả lời" not in opened.words
    assert "Trong bản nháp: 01 ghi nhận và câu trả lời" in opened.words
    assert "hộ nghèo 7 (chưa đủ) → 8 (chưa đủ)" in opened.words
    assert not (desk_dir / "decisions" / "answers.csv").exists()


def test_two_rows_that_may_be_one_household_are_shown_side_by_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ward"
    (folder / "raw").mkdir(parents=True)
    for year, code in ((2025, "TT0001"), (2026, "TT0099")):
        household_row = household(1, id_number=None, marks={"Mã hộ": code})
        write_households(folder / "raw" / f"{year}.xlsx", household_row, title=f"DANH SÁCH HỘ NGHÈO NĂM {year}")
    build(folder, today=TODAY, now=datetime(2026, 11, 20, 8, 12))
    monkeypatch.setenv("WARD_DATA", str(folder))
    for language, answer, why in (
        ("vi", "Cùng một hộ", "Vì sao hỏi: cùng tên chủ hộ"),
        ("en", "One household", "Why this is asked: same head"),
    ):
        opened = Visit(lang=language)
        assert answer in opened.labels
        assert all(words in opened.words for words in ("TT0001", "TT0099", why))


def test_a_file_set_aside_is_used_again_by_a_draft_of_it(visit: Callable[..., Visit], desk_dir: Path) -> None:
    run_loader(desk_dir, "aside", BASE, "--by=Cán bộ B", "--reason=Bản cũ của khối")
    run_loader(desk_dir, "build")
    opened = visit().name("A")
    assert f"Tệp «{BASE}»" in opened.words
    assert "Bản cũ của khối" in opened.words
    opened.press("use_again_0")
    assert "Nếu công bố" in opened.words
    opened.press("load_publish")
    assert f"Tệp «{BASE}»" not in opened.words


def test_a_round_is_closed_with_its_decision(visit: Callable[..., Visit], desk_dir: Path) -> None:
    opened = visit().name("Cán bộ A")
    (number,) = (box for box in opened.page.text_input if box.label == "Số quyết định")
    number.set_value("12/QĐ-UBND")
    opened.page.date_input[-1].set_value(date(2026, 1, 15))
    opened.run().press("typed_close_round")
    assert "Chốt kỳ 2026 theo quyết định 12/QĐ-UBND?" in opened.words
    opened.press("typed_close_round_sure")
    closures = (desk_dir / "decisions" / "closures.csv").read_text(encoding="utf-8")
    assert "12/QĐ-UBND,2026-01-15" in closures
    assert "Đã chốt kỳ 2026" in opened.words


def test_nothing_dropped_stays_outside_the_draft(visit: Callable[..., Visit], desk_dir: Path) -> None:
    opened = visit().name("A").drop(("../../trộm.xlsx", (SAMPLE / REST).read_bytes()))
    assert "trộm.xlsx" in opened.words
    deadline = time.monotonic() + 10
    while list(desk_dir.glob("inbox/.dropped-*")) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not list(desk_dir.glob("inbox/.dropped-*"))
    assert not list(desk_dir.parent.glob("*trộm*"))


def test_two_files_of_one_name_are_two_files(visit: Callable[..., Visit]) -> None:
    first, second = (SAMPLE / REST).read_bytes(), (SAMPLE / "tien_do_du_an_2026-10-31.xlsx").read_bytes()
    opened = visit().name("A").drop(("a.xlsx", first), ("a.xlsx", second))
    assert "Đọc 02 tệp" in opened.words
    assert "a (2).xlsx" in opened.words


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("C:\\Users\\x\\a.xlsx", "a.xlsx"),
        ("../../a.xlsx", "a.xlsx"),
        ("", "tep"),
        ("..", "tep"),
        ("n" * 300 + ".xlsx", "n" * 80 + ".xlsx"),
    ],
)
def test_a_name_is_one_file_in_one_folder(written: str, kept: str) -> None:
    assert drop.clean_name(written) == kept


def test_words_of_a_file_are_no_markup() -> None:
    assert plain.escape("**a** $x$ [b](c)") == r"\*\*a\*\* \$x\$ \[b\]\(c\)"


def test_a_crash_of_the_loader_is_no_story_for_the_officer(capsys: pytest.CaptureFixture[str]) -> None:
    assert loader.read_sentence("Traceback (most recent call last):\n  boom") == ""
    assert "boom" in capsys.readouterr().err
    assert loader.read_sentence("Không có bản nháp nào.\n") == "Không có bản nháp nào."


def test_the_programs_answer_is_its_json_or_its_sentence(desk_dir: Path) -> None:
    done = loader.ask("drafts")
    assert done.is_done
    assert done.told == []
    refused = loader.ask("discard", "20260101-000000-abcdef")
    assert refused.code == 1
    assert "Không có bản nháp" in refused.said
