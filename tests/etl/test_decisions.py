"""Questions that files raise, asked once; answers and corrections, replayed at every build."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.build import build
from etl.decisions.answers import Answer, append_answer
from etl.decisions.review import answer, list_questions, show_question
from etl.errors import InputError
from etl.folder import PROJECT_DATA, DataFolder
from etl.parse import hash_file
from tests.etl.conftest import NOW, TODAY, Query
from tests.etl.test_build import LATER, read_content
from tests.etl.workbooks import HOUSEHOLD_TITLE, household, write_households, write_rows

Build = Callable[[], Query]
STANDARD = "MDP_2022_2025"
OPEN = "SELECT kind, text, options FROM meta.question ORDER BY kind, text"


def ask(query: Query, kind: str) -> list[dict[str, Any]]:
    columns = ("question_id", "subject", "text", "options", "household_id", "sheet", "cell")
    rows = query(f"SELECT {', '.join(columns)} FROM meta.question WHERE kind = '{kind}' ORDER BY subject")
    return [dict(zip(columns, row, strict=True)) for row in rows]


def say(raw: Path, question: dict[str, Any], value: str, *, reason: str = "") -> None:
    folder, day = DataFolder(raw.parent), TODAY.isoformat()
    answer(folder, str(question["question_id"]), value, by="Cán bộ", reason=reason, today=day)


def note(raw: Path, kind: str, subject: str, value: str) -> None:
    append_answer(raw.parent / "decisions", Answer("2026-11-20", "Cán bộ", kind, subject, value))


def find_rules(query: Query) -> set[object]:
    return {rule for (rule,) in query("SELECT rule FROM meta.issue")}


# ---------------------------------------------------------------- columns


def write_codes(path: Path, *names: str) -> Path:
    rows = [[1, "TT0001", "X0001", "Hộ mẫu 1", "Khối 1", 2, "Hộ nghèo"]]
    return write_rows(
        path, [HOUSEHOLD_TITLE], ["STT", *names, "Họ và tên chủ hộ", "Khối phố", "Số khẩu", "Phân loại"], *rows
    )


def test_a_header_that_is_nearly_a_field_is_asked_about_once_and_then_read(raw: Path, build_raw: Build) -> None:
    write_codes(raw / "a.xlsx", "Mã số", "Mã cũ")
    write_codes(raw / "b.xlsx", "Mã số", "Phiếu")
    query = build_raw()
    [question] = ask(query, "column")
    assert question["subject"] == "household_review|ma so"
    assert [option["value"] for option in json.loads(question["options"])] == ["household_code", "none"]
    assert query("SELECT DISTINCT household_code FROM restricted.household") == [(None,)]
    say(raw, question, "household_code")
    query = build_raw()
    assert query("SELECT DISTINCT household_code FROM restricted.household") == [("TT0001",)]
    assert ask(query, "column") == []


def test_a_label_with_a_slash_is_recognised_again(raw: Path, build_raw: Build) -> None:
    write_codes(raw / "a.xlsx", "Mã / hộ gia đìnhh", "Mã cũ")
    [question] = ask(build_raw(), "column")
    assert question["subject"] == "household_review|ma ho gia dinhh"
    say(raw, question, "household_code")
    query = build_raw()
    assert ask(query, "column") == []
    assert query("SELECT household_code FROM restricted.household") == [("TT0001",)]


def test_a_column_said_to_be_none_is_not_asked_about_again(raw: Path, build_raw: Build) -> None:
    write_codes(raw / "a.xlsx", "Mã số", "Mã cũ")
    [question] = ask(build_raw(), "column")
    say(raw, question, "none")
    query = build_raw()
    assert ask(query, "column") == []
    assert query("SELECT household_code FROM restricted.household") == [(None,)]


def test_a_file_refused_for_a_missing_column_is_read_once_somebody_names_it(raw: Path, build_raw: Build) -> None:
    headers = ["STT", "Tên của chủ hộ", "Số CCCD", "Khối phố", "Số khẩu", "Phân loại"]
    write_rows(raw / "a.xlsx", ["DANH SÁCH"], headers, [1, "Hộ mẫu", None, "Khối 1", 2, "Hộ nghèo"])
    query = build_raw()
    assert query("SELECT refused_rule FROM meta.source_file") == [("missing_column",)]
    [question] = ask(query, "column")
    say(raw, question, "head_name")
    assert build_raw()("SELECT head_name FROM restricted.household") == [("Hộ mẫu",)]


@pytest.mark.parametrize(("chosen", "code"), [("household_code", "TT0001"), ("none", "X0001")])
def test_of_two_columns_for_one_required_field_a_person_chooses(
    raw: Path, build_raw: Build, chosen: str, code: str
) -> None:
    headers = ["STT", "Mã hộ", "Mã số hộ", "Loại biến động", "Ngày", "Khối phố"]
    path = raw / "a.xlsx"
    write_rows(path, ["BIẾN ĐỘNG HỘ NĂM 2026"], headers, [1, "TT0001", "X0001", "Chuyển đi", "05/05/2026", "Khối 1"])
    query = build_raw()
    assert query("SELECT refused_rule FROM meta.source_file") == [("column_ambiguous",)]
    [question] = ask(query, "column")
    say(raw, question, chosen)
    assert build_raw()("SELECT household_code FROM restricted.household_event") == [(code,)]


# ---------------------------------------------------------------- khối


def test_a_khoi_nobody_knows_is_answered_once_for_rows_and_sections(raw: Path, build_raw: Build) -> None:
    section: list[object] = ["II", "", "Khối phố Hai: 1 hộ"]
    write_households(
        raw / "a.xlsx", household(1, area="KP Hai"), household(2, area="kp hai"), section, household(3, area=None)
    )
    query = build_raw()
    rows, titles = ask(query, "area")[1], ask(query, "area")[0]
    assert (titles["subject"], rows["subject"]) == ("khoi pho hai", "kp hai")
    assert json.loads(rows["options"])[-1]["value"] == "chua_xac_dinh"
    say(raw, rows, "khoi_2")
    say(raw, titles, "khoi_2")
    query = build_raw()
    assert query("SELECT area_id, count(*) FROM core.household_round GROUP BY 1") == [("khoi_2", 3)]
    assert ask(query, "area") == []


def test_the_nearest_khoi_is_offered_first(raw: Path, build_raw: Build) -> None:
    write_households(raw / "a.xlsx", household(1, area="Khoois 3"))
    [question] = ask(build_raw(), "area")
    assert json.loads(question["options"])[0] == {"value": "khoi_3", "label": "Khối 3"}


def test_a_later_line_about_one_khoi_wins(raw: Path, build_raw: Build) -> None:
    write_households(raw / "a.xlsx", household(1, area="Xóm Mới"))
    note(raw, "area", "xom moi", "khoi_1")
    note(raw, "area", "xom moi", "khoi_4")
    assert build_raw()("SELECT area_id FROM core.household_round") == [("khoi_4",)]


def test_an_answer_against_a_name_of_the_reference_is_told(raw: Path, build_raw: Build) -> None:
    write_households(raw / "a.xlsx", household(1, area="Khối 1"))
    note(raw, "area", "khoi 1", "khoi_4")
    query = build_raw()
    assert query("SELECT area_id FROM core.household_round") == [("khoi_1",)]
    assert "answer_contradicted" in find_rules(query)


# ---------------------------------------------------------------- marks


def test_a_doubtful_mark_is_asked_once_for_all_cells_that_say_the_same(raw: Path, build_raw: Build) -> None:
    doubtful = {"Việc làm": "ok"}
    write_households(raw / "a.xlsx", household(1, marks=doubtful), household(2, marks=doubtful))
    [question] = ask(build_raw(), "tick")
    say(raw, question, "yes")
    query = build_raw()
    assert query("SELECT employment FROM core.household_round") == [(True,), (True,)]
    assert "doubtful_tick" not in find_rules(query)


def test_a_mark_with_a_question_mark_is_asked_about_row_by_row(raw: Path, build_raw: Build) -> None:
    doubtful = {"Việc làm": "x?"}
    write_households(raw / "a.xlsx", household(1, marks=doubtful), household(2, marks=doubtful))
    first, second = ask(build_raw(), "tick")
    say(raw, first, "yes")
    say(raw, second, "no")
    found = build_raw()(
        "SELECT count(*) FILTER (employment), count(*) FILTER (NOT employment) FROM core.household_round"
    )
    assert found == [(1, 1)]


# ---------------------------------------------------------------- the class of a household


def read_classes(query: Query) -> list[tuple[object, ...]]:
    return query(
        "SELECT head_name, recognised_class FROM core.household_round "
        "JOIN restricted.household USING (period, household_id) ORDER BY 1"
    )


@pytest.fixture
def conflict(raw: Path, build_raw: Build) -> Query:
    """Published with household 1 poor; then another list calls it near-poor."""
    write_households(raw / "a.xlsx", household(1), household(2))
    build_raw()
    write_households(raw / "b.xlsx", household(1, closing="near_poor", deprived=2), household(3))
    return build_raw()


def test_a_household_of_two_classes_keeps_the_one_that_was_published(conflict: Query) -> None:
    assert read_classes(conflict) == [("Hộ mẫu 1", "poor"), ("Hộ mẫu 2", "poor"), ("Hộ mẫu 3", "poor")]
    [question] = ask(conflict, "class")
    assert conflict(
        "SELECT household_id FROM core.household_link WHERE listed_id = '"
        + str(question["subject"]).split("|")[2]
        + "'"
    ) == [(question["household_id"],)]


def test_what_is_kept_is_an_input_of_every_later_build(conflict: Query, raw: Path) -> None:
    root = raw.parent
    shown = build(root, today=TODAY, now=LATER)
    assert not shown.is_new
    kept = read_content(shown.path)
    for path in (*root.glob("warehouse-*"), root / "current"):
        path.unlink()
    again = build(root, today=TODAY, now=LATER)
    assert again.is_new
    assert read_content(again.path) == kept


def test_two_lists_of_one_load_leave_the_class_unknown(raw: Path, build_raw: Build) -> None:
    write_households(raw / "a.xlsx", household(1))
    write_households(raw / "b.xlsx", household(1, closing="near_poor", deprived=2))
    query = build_raw()
    assert read_classes(query) == [("Hộ mẫu 1", "unknown")]
    assert len(ask(query, "class")) == 1
    assert not (raw.parent / "decisions" / "held.csv").exists()


def test_the_answer_about_a_class_stands_until_a_later_one(conflict: Query, raw: Path, build_raw: Build) -> None:
    [question] = ask(conflict, "class")
    say(raw, question, "near_poor", reason="QĐ 12/QĐ-UBND")
    query = build_raw()
    assert read_classes(query)[0] == ("Hộ mẫu 1", "near_poor")
    assert ask(query, "class") == []
    note(raw, "class", question["subject"], "as_listed")
    query = build_raw()
    # What was answered in between is what was published last.
    assert read_classes(query)[0] == ("Hộ mẫu 1", "near_poor")
    assert len(ask(query, "class")) == 1


def test_an_answer_against_what_all_lists_say_now_is_told(conflict: Query, raw: Path, build_raw: Build) -> None:
    [question] = ask(conflict, "class")
    say(raw, question, "near_poor")
    (raw / "b.xlsx").unlink()
    query = build_raw()
    assert read_classes(query)[0] == ("Hộ mẫu 1", "near_poor")
    assert query("SELECT file, source_row FROM meta.issue WHERE rule = 'answer_contradicted'") == [
        ("decisions/answers.csv", 2)
    ]


def test_a_household_with_two_marks_keeps_the_class_published_and_waits(raw: Path, build_raw: Build) -> None:
    write_households(raw / "a.xlsx", household(1), household(2))
    build_raw()
    write_households(raw / "a.xlsx", household(1, marks={"Hộ cận nghèo": "x"}), household(2, closing="near_poor"))
    query = build_raw()
    assert read_classes(query) == [("Hộ mẫu 1", "poor"), ("Hộ mẫu 2", "near_poor")]
    assert query("SELECT rows_accepted, rows_quarantined FROM meta.source_sheet") == [(1, 1)]
    [question] = ask(query, "class")
    say(raw, question, "not_poor")
    query = build_raw()
    assert read_classes(query) == [("Hộ mẫu 1", "not_poor"), ("Hộ mẫu 2", "near_poor")]
    assert query("SELECT rows_accepted, rows_quarantined FROM meta.source_sheet") == [(2, 0)]


def test_a_household_with_two_marks_that_was_never_published_is_left_out(raw: Path, build_raw: Build) -> None:
    write_households(raw / "a.xlsx", household(1, marks={"Hộ cận nghèo": "x"}), household(2))
    assert read_classes(build_raw()) == [("Hộ mẫu 2", "poor")]


# ---------------------------------------------------------------- test households, links


@pytest.mark.parametrize(("value", "households"), [("real", 2), ("test", 1)])
def test_a_test_household_is_held_back_until_somebody_answers(
    raw: Path, build_raw: Build, value: str, households: int
) -> None:
    write_households(raw / "a.xlsx", household(1, name="Nguyễn VĂN A"), household(2))
    query = build_raw()
    assert query("SELECT count(*) FROM core.household_round") == [(1,)]
    [question] = ask(query, "test_household")
    say(raw, question, value)
    query = build_raw()
    assert query("SELECT count(*) FROM core.household_round") == [(households,)]
    assert ask(query, "test_household") == []


def test_a_suggested_link_is_a_question_answered_among_the_links(raw: Path, build_raw: Build) -> None:
    write_households(raw / "a.xlsx", household(1, id_number=None), title="DANH SÁCH HỘ NGHÈO NĂM 2025")
    write_households(raw / "b.xlsx", household(1, id_number=None, marks={"Mã hộ": "TT0099"}))
    query = build_raw()
    [question] = ask(query, "link")
    [told] = map(show_question, list_questions(DataFolder(raw.parent)))
    known = [
        (told["suggestion"][row]["period"], told["suggestion"][row]["household_code"]) for row in ("earlier", "later")
    ]
    assert known == [("2025", "TT0001"), ("2026", "TT0099")]
    assert told["suggestion"]["earlier"]["head_name"] not in str({**told, "suggestion": None})
    say(raw, question, "same")
    query = build_raw()
    assert query("SELECT count(DISTINCT household_id) FROM core.household_round") == [(1,)]
    assert ask(query, "link") == []
    assert (raw.parent / "decisions" / "links.csv").exists()


# ---------------------------------------------------------------- the file


def test_answers_that_say_nothing_we_know_are_told_and_do_no_harm(raw: Path, build_raw: Build) -> None:
    write_households(raw / "a.xlsx", household(1))
    plain = read_content(build(raw.parent, today=TODAY, now=NOW).path)
    note(raw, "area", "khoi la", "khoi_999")
    note(raw, "colour", "x", "y")
    note(raw, "column", "household_review|ma so", "no_such_field")
    query = build_raw()
    told = query("SELECT file, source_row, rule FROM meta.issue ORDER BY source_row")
    assert told == [("decisions/answers.csv", line, "answer_unknown") for line in (2, 3, 4)]
    assert query("SELECT count(*) FROM core.household_round") == [(1,)]
    assert plain


def test_an_answer_that_nobody_asks_for_any_more_changes_nothing(raw: Path) -> None:
    write_households(raw / "a.xlsx", household(1))
    plain = read_content(build(raw.parent, today=TODAY, now=NOW).path)
    note(raw, "area", "xom moi", "khoi_1")
    note(raw, "class", f"2026|{STANDARD}|H-GONE", "poor")
    note(raw, "tick", "household_review|employment|ok", "yes")
    after = read_content(build(raw.parent, today=TODAY, now=LATER).path)
    # But for the lines in force, which going back asks for.
    assert after.pop("meta.decision_lines") == [("answers.csv", 2, 4)]
    assert plain.pop("meta.decision_lines") == []
    assert after == plain


def test_a_line_that_cannot_be_read_stops_the_build(raw: Path) -> None:
    write_households(raw / "a.xlsx", household(1))
    note(raw, "area", "xom moi", "khoi_1")
    path = raw.parent / "decisions" / "answers.csv"
    path.write_text(path.read_text(encoding="utf-8") + "2026-11-20,Cán bộ,area\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"answers.csv, dòng 3: có 3 ô"):
        build(raw.parent, today=TODAY, now=NOW)


def test_an_answer_needs_an_open_question_one_of_its_values_and_a_name(raw: Path, build_raw: Build) -> None:
    write_households(raw / "a.xlsx", household(1, area="Xóm Mới"))
    build_raw()
    folder = DataFolder(raw.parent)
    [question] = list_questions(folder)
    for question_id, value, by, why in (
        ("Q-NONE", "khoi_1", "Cán bộ", "đang chờ"),
        (question.question_id, "khoi_99", "Cán bộ", "không có lựa chọn"),
        (question.question_id, "khoi_1", " ", "Chưa ghi ai"),
    ):
        with pytest.raises(InputError, match=why):
            answer(folder, question_id, value, by=by, reason="", today="2026-11-20")


def test_the_two_commands(raw: Path, build_raw: Build) -> None:
    write_households(raw / "a.xlsx", household(1, area="Xóm Mới"))
    build_raw()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "etl", *arguments, "--data", str(raw.parent)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=PROJECT_DATA.parent, check=False)

    [question] = json.loads(run("questions", "--json").stdout)
    assert question["text"] == "Khối phố «Xóm Mới» là khối nào?"
    said = run("answer", question["question_id"], "khoi_1", "--by", "Cán bộ")
    assert (said.returncode, "answers.csv" in said.stdout) == (0, True)
    assert "không có lựa chọn" in run("answer", question["question_id"], "x", "--by", "Cán bộ").stderr


# ---------------------------------------------------------------- corrections


def write_corrections(raw: Path, path: Path, *lines: str) -> None:
    header = "decided_at,decided_by,sha256,sheet,source_row,column,wrong,right,reason\n"
    text = "".join(f"2026-11-20,Cán bộ,{hash_file(path)},{line},theo phiếu\n" for line in lines)
    file = raw.parent / "decisions" / "corrections.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text(header + text, encoding="utf-8")


@pytest.mark.parametrize("column", ["F", "Số nhân khẩu"])
def test_a_reviewed_correction_is_read_instead_of_the_cell(raw: Path, build_raw: Build, column: str) -> None:
    path = write_households(raw / "a.xlsx", household(1, members=2), household(2, members=3))
    write_corrections(raw, path, f"Sheet,6,{column},3,4")
    query = build_raw()
    assert query("SELECT sum(member_count) FROM core.household_round") == [(6,)]
    assert query("SELECT severity, cell, found, used FROM meta.issue WHERE rule = 'corrected'") == [
        ("repair", "F6", "3", "4")
    ]


def test_a_correction_of_a_cell_that_says_something_else_is_told_and_not_used(raw: Path, build_raw: Build) -> None:
    path = write_households(raw / "a.xlsx", household(1, members=2))
    write_corrections(raw, path, "Sheet,5,Số nhân khẩu,9,4", "Trang lạ,5,F,2,4")
    query = build_raw()
    assert query("SELECT member_count FROM core.household_round") == [(2,)]
    assert query("SELECT count(*) FROM meta.issue WHERE rule = 'correction_unused'") == [(2,)]


def test_a_corrected_name_is_masked_in_what_is_stored(raw: Path, build_raw: Build) -> None:
    path = write_households(raw / "a.xlsx", household(1, name="Lò Văn B"))
    write_corrections(raw, path, "Sheet,5,Họ và tên chủ hộ,Lò Văn B,Lò Văn C")
    query = build_raw()
    assert query("SELECT head_name FROM restricted.household") == [("Lò Văn C",)]
    [(found, message)] = query("SELECT found, message FROM meta.issue WHERE rule = 'corrected'")
    assert "Lò" not in f"{found}{message}"
