"""Members: whose child, how old on the reference date, at which level, trained or not."""

from collections.abc import Callable
from pathlib import Path

from etl.inspection import InspectedFile, inspect
from tests.etl.conftest import TODAY, Query
from tests.etl.workbooks import household, member, write_households, write_members

Inspect = Callable[..., list[InspectedFile]]


def read_people(query: Query) -> dict[str, tuple[object, object, object]]:
    rows = query(
        "SELECT name, age_on_reference_date, school_status, training_status "
        "FROM core.person_round JOIN restricted.person USING (period, person_id)"
    )
    return {str(name): (age, school, training) for name, age, school, training in rows}


# birth, attends, level -> age on 31/12/2026, school status
SCHOOLING = {
    ("31/12/2010", None, None): (16, None),
    ("01/01/2011", "x", "THCS"): (15, "right_level"),
    ("02/09/2011", "x", "THPT"): (15, "ahead"),
    ("01/01/2024", "x", "Mầm non"): (2, None),
    ("31/12/2023", "x", "Mầm non"): (3, "right_level"),
    ("31/12/2023", "x", None): (3, "unknown"),
    ("2023", None, None): (3, "not_attending"),
    ("15/05/2020", "x", "Mầm non"): (6, "late"),
    ("15/05/2020", "x", "Tiểu học"): (6, "right_level"),
    ("15/05/2015", "x", "Tiểu học"): (11, "right_level"),
    ("15/05/2015", "x", "THCS"): (11, "ahead"),
    ("15/05/2014", "x", "Tiểu học"): (12, "late"),
    ("29/02/2012", None, None): (14, "not_attending"),
    ("29/02/2012", "x?", "THCS"): (14, "unknown"),
    ("29/02/2012", "x", "lớp chồi"): (14, "unknown"),
}
# birth, attends, level, trained -> training status
TRAINING = {
    ("01/01/2011", None, None, "x"): None,
    ("31/12/2010", None, None, "x"): "trained",
    ("31/12/1996", None, None, "x"): "trained",
    ("31/12/1995", None, None, "x"): None,
    ("15/05/2009", "x", "THPT", None): "in_school",
    ("15/05/2009", "x", "THCS", None): "in_school",
    ("15/05/2008", "x", "THCS", None): "none",
    ("15/05/2008", "x", "THPT", None): "in_school",
    ("15/05/2005", None, None, None): "none",
    ("15/05/2005", "x", None, None): "unknown",
    ("15/05/2005", None, None, "đang xét"): "unknown",
}


def test_school_age_and_level(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_households(raw / "a.xlsx", household(1))
    cases = {f"Em {number}": case for number, case in enumerate(SCHOOLING)}
    rows = [member(1, name, birth, attends=attends, level=level) for name, (birth, attends, level) in cases.items()]
    write_members(raw / "b.xlsx", *rows)
    people = read_people(build_raw())
    assert {case: people[name][:2] for name, case in cases.items()} == SCHOOLING


def test_training_of_those_aged_16_to_30(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_households(raw / "a.xlsx", household(1))
    cases = {f"Anh {number}": case for number, case in enumerate(TRAINING)}
    rows = [
        member(1, name, birth, attends=attends, level=level, trained=trained)
        for name, (birth, attends, level, trained) in cases.items()
    ]
    write_members(raw / "b.xlsx", *rows)
    people = read_people(build_raw())
    assert {case: people[name][2] for name, case in cases.items()} == TRAINING


def test_members_find_their_household_by_number_then_by_code(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_households(raw / "a.xlsx", household(1), household(2))
    write_members(raw / "b.xlsx", member(1, "A", "2000"), member(2, "B", "2000", head_id=None))
    rows = build_raw()(
        "SELECT person.name, household.head_name FROM core.person_round AS fact "
        "JOIN restricted.person AS person ON person.person_id = fact.person_id "
        "JOIN restricted.household AS household ON household.household_id = fact.household_id ORDER BY 1"
    )
    assert rows == [("A", "Hộ mẫu 1"), ("B", "Hộ mẫu 2")]


def test_a_member_of_no_household_waits(tmp_path: Path, inspect_files: Inspect) -> None:
    orphan = member(1, "Em", "2015", head_id=None)
    orphan[0] = None
    [inspected] = inspect_files(write_members(tmp_path / "b.xlsx", member(1, "Anh", "2000"), orphan))
    assert (inspected.report.sheets[0].rows_accepted, inspected.report.sheets[0].rows_quarantined) == (1, 1)
    assert "orphan_member" in {issue.rule for issue in inspected.issues}


def test_members_left_without_a_code_wait_in_one_sentence_for_each_household(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    """Not merged, the code written only on the first row: nothing is filled down beyond a merge."""
    rows = [member(household, f"Em {household}.{person}", "2015") for household in (1, 2) for person in range(3)]
    for place in (1, 2, 4, 5):
        rows[place][:3] = [None, None, None]
    [inspected] = inspect_files(write_members(tmp_path / "b.xlsx", *rows))
    sheet = inspected.report.sheets[0]
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (2, 4)
    orphans = [issue.message for issue in inspected.issues if issue.rule == "orphan_member"]
    assert [message[:2] for message in orphans] == ["Ô ", "Ô "]
    assert "2 thành viên từ dòng 5 đến dòng 6" in orphans[0]


def test_the_same_person_in_two_files_counts_once_and_namesakes_count_twice(
    raw: Path, build_raw: Callable[[], Query]
) -> None:
    write_households(raw / "a.xlsx", household(1))
    twins = [member(1, "Em", "15/05/2015", attends="x"), member(1, "Em", "15/05/2015", attends=None)]
    write_members(raw / "b.xlsx", *twins)
    write_members(
        raw / "c.xlsx", member(1, "Em", "15/05/2015", attends="x", level="THCS"), title="DANH SÁCH BỔ SUNG NĂM 2026"
    )
    assert build_raw()("SELECT count(*) FROM core.person_round") == [(2,)]


def test_a_poor_household_without_members_leaves_its_khoi_incomplete(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_households(
        raw / "a.xlsx",
        household(1),
        household(2, area="Khối 2"),
        household(3, area="Khối 3", closing="near_poor", deprived=0),
    )
    write_members(raw / "b.xlsx", member(1, "Em", "2015"))
    rows = build_raw()(
        "SELECT area_id FROM core.area_report WHERE form = 'member_list' AND is_reported ORDER BY area_id"
    )
    assert rows == [("khoi_1",), ("khoi_3",)]


def test_a_list_loaded_earlier_gives_the_class(raw: Path, build_raw: Callable[[], Query], tmp_path: Path) -> None:
    write_households(raw / "a.xlsx", household(1))
    build_raw()
    path = write_members(tmp_path / "b.xlsx", member(1, "Em", "15/05/2015", attends="x", level="THCS"))
    [inspected] = inspect([path], root=raw.parent, today=TODAY)
    assert inspected.totals[0]["children_3_15_poor_right_level"] == 1
