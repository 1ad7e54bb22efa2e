"""The known truth of the household and member lists, found again in their cells."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

YEARS = (2025, 2026)
NAMES = ("poor", "near_poor", "not_poor")
CODES = (
    "employment",
    "dependent_person",
    "nutrition",
    "health_insurance",
    "adult_education",
    "child_school_attendance",
    "housing_quality",
    "housing_area",
    "clean_water",
    "hygienic_toilet",
    "telecommunication",
    "information_access_assets",
)
Homes = dict[int, list[Any]]
Truth = dict[str, Any]
SheetReader = Callable[[Path, str], Iterator[tuple[str, Worksheet]]]

each_year = pytest.mark.parametrize("year", YEARS)


def count_classes(homes: Iterable[Any]) -> Truth:
    closing = Counter(home.closing for home in homes)
    return {
        "households_listed": closing.total(),
        "closing": {name: closing[name] for name in NAMES[:2]},
        "closing_not_poor": closing["not_poor"],
    }


def count_openings(homes: Iterable[Any], end: str = "opening") -> Truth:
    opening = Counter(getattr(home, end) for home in homes)
    return {"opening": {name: opening[name] for name in NAMES[:2]}}


def test_the_story_of_the_two_rounds(expected: Truth) -> None:
    """Written by hand from what the dashboard must be able to show."""
    first, second = expected["rounds"]["2025"], expected["rounds"]["2026"]
    assert first["opening"]["poor"] == 15
    assert first["closing"] == second["opening"] == {"poor": 12, "near_poor": 42}
    assert second["closing"] == {"poor": 11, "near_poor": 40}
    assert second["movement"] == {
        "poor": {"poor": 9, "near_poor": 1, "not_poor": 1, "absent": 1},
        "near_poor": {"poor": 1, "near_poor": 35, "not_poor": 2, "absent": 4},
        "not_poor": {"poor": 0, "near_poor": 3, "not_poor": 0, "absent": 0},
        "absent": {"poor": 1, "near_poor": 1, "not_poor": 0, "absent": 0},
    }
    poor_by_area = [area["closing"]["poor"] for area in second["by_area"].values()]
    assert (max(poor_by_area), poor_by_area.count(0)) == (3, 5)
    assert len(second["class_differences"]) == 1
    assert first["class_differences"] == []


def test_the_story_of_children_and_youths(expected: Truth) -> None:
    first, second = expected["rounds"]["2025"], expected["rounds"]["2026"]
    children = [f"children_3_15_poor{part}" for part in ("", "_attending", "_right_level", "_level_unknown", "_ahead")]
    assert [second[key] for key in children] == [11, 11, 10, 1, 1]
    assert [first[key] for key in children[:4]] == [12, 11, 11, 0]
    youths = ("poor_households_with_16_30", "poor_households_trained", "poor_households_youth_not_all_trained")
    assert [second[key] for key in youths] == [7, 6, 1]
    assert second["poor_households"]["with_information_device"] == 10
    assert (second["residents"]["resident_households"], second["residents"]["resident_persons"]) == (8021, 30343)


@each_year
def test_classes(homes_by_year: Homes, expected: Truth, year: int) -> None:
    """The round of 2026 opens with the list that closed 2025: its own misses who moved away, died or merged since."""
    homes, truth = homes_by_year[year], expected["rounds"][str(year)]
    opened, end = (homes, "opening") if year == 2025 else (homes_by_year[2025], "closing")
    assert (count_classes(homes) | count_openings(opened, end)).items() <= truth.items()
    for area, said in truth["by_area"].items():
        closed = count_classes(home for home in homes if home.area_id == area)
        assert closed | count_openings([home for home in opened if home.area_id == area], end) == said
    assert {home.area_id for home in homes} == set(truth["by_area"])


def test_transitions_of_the_lists_joined_by_true_identity(homes_by_year: Homes, expected: Truth) -> None:
    """Of the first round its own two columns; of the second the two lists, where off the first is off every class."""
    identity, rounds = expected["identity"], expected["rounds"]
    own = Counter((home.opening, home.closing) for home in homes_by_year[2025])
    assert own == tell_pairs(rounds["2025"]["movement"])
    before, after = ({identity[home.key]: home.closing for home in homes_by_year[year]} for year in YEARS)
    joined = Counter((before.get(home, "not_poor"), after.get(home, "absent")) for home in before.keys() | after.keys())
    told = tell_pairs(rounds["2026"]["movement"])
    for end in NAMES[:2]:
        told["not_poor", end] += told.pop(("absent", end), 0)
    assert joined - Counter({("not_poor", "absent"): joined["not_poor", "absent"]}) == told


def tell_pairs(movement: Truth) -> Counter[tuple[str, str]]:
    return +Counter({(begin, end): count for begin, ends in movement.items() for end, count in ends.items()})


@each_year
def test_scores_agree_with_ticks_and_with_all_classes_but_the_one_named(
    homes_by_year: Homes, expected: Truth, year: int
) -> None:
    homes, truth = homes_by_year[year], expected["rounds"][str(year)]
    assert [home.head for home in homes if home.b2 != 10 * sum(home.ticks)] == []
    different = [
        (home.area_id, home.closing, home.class_by_score, home.b1, home.b2)
        for home in homes
        if home.class_by_score != home.closing
    ]
    keys = ("area_id", "recognised_class", "computed_class", "b1_score", "b2_score")
    assert different == [tuple(row[key] for key in keys) for row in truth["class_differences"]]


def test_truth_of_single_files_adds_up_to_the_round(homes_by_year: Homes, expected: Truth) -> None:
    for name, file in expected["files"].items():
        homes = [home for homes in homes_by_year.values() for home in homes if home.key.startswith(f"{name}|")]
        if homes:
            assert file["totals"].items() <= (count_classes(homes) | count_openings(homes)).items(), name
            assert file["rows_accepted"] == len(homes), name
        if "thanh_vien" in name:
            assert file["totals"].items() <= expected["rounds"][name[:4]].items(), name


@each_year
def test_poor_and_near_poor_households(homes_by_year: Homes, expected: Truth, year: int) -> None:
    truth = expected["rounds"][str(year)]
    for name in NAMES[:2]:
        homes = [home for home in homes_by_year[year] if home.closing == name]
        counts = {code: sum(home.ticks[index] for home in homes) for index, code in enumerate(CODES)}
        assert counts == truth["deprivations"][name]
        assert sum(home.member_count for home in homes) == truth["persons"][name]
    poor = [home for home in homes_by_year[year] if home.closing == "poor"]
    assert truth["poor_households"] == {
        "headed_by_women": sum(home.woman for home in poor),
        "ethnic_minority": sum(home.ethnicity != "Kinh" for home in poor),
        "with_information_device": sum(not home.ticks[11] for home in poor),
    }


def test_marks_and_causes_of_every_khoi_but_the_one_with_the_short_list(homes_by_year: Homes, expected: Truth) -> None:
    for name in NAMES[:2]:
        homes = [home for home in homes_by_year[2026] if home.closing == name]
        told, truth = [home for home in homes if home.marks], expected["rounds"]["2026"]["circumstances"][name]
        assert {home.area_id for home in homes if not home.marks} == {"khoi_ky_lan"}
        assert [sum(column) for column in zip(*(home.marks for home in told), strict=True)] == [
            truth[mark] for mark in ("no_labour", "merit", "disabled")
        ]
        causes = Counter(cause for home in homes for cause in home.causes)
        assert causes == Counter(truth["causes"])
        assert truth["not_told"] == len(homes) - len(told)
        assert truth["without_cause"] == sum(not home.causes for home in homes)
        assert max(len(home.causes) for home in homes) > 2
    assert not [home for home in homes_by_year[2025] if home.marks or home.causes]


def test_who_cannot_work_is_of_no_working_age(homes_by_year: Homes) -> None:
    listed = [home for home in homes_by_year[2026] if home.marks and home.members]
    assert [home.marks[0] for home in listed] == [
        not any(18 <= member.age <= 60 for member in home.members) for home in listed
    ]
    named = [home for home in listed if home.causes]
    assert all(("Không có lao động" in home.causes) is home.marks[0] for home in named)


@each_year
def test_children_and_youths(homes_by_year: Homes, expected: Truth, year: int) -> None:
    poor = [home for home in homes_by_year[year] if home.closing == "poor"]
    children = [child for home in poor for child in home.children]
    verdicts = Counter(child.is_right_level for child in children)
    families = [[child.is_right_level for child in home.children] for home in poor if home.children]
    youths = [[youth.is_covered for youth in home.youths] for home in poor if home.youths]
    found = {
        "members": sum(len(home.members) for home in homes_by_year[year]),
        "children_3_15_poor": len(children),
        "children_3_15_poor_attending": sum(child.attends for child in children),
        "children_3_15_poor_right_level": verdicts[True],
        "children_3_15_poor_level_unknown": verdicts[None],
        "poor_households_with_children": len(families),
        "poor_households_children_right_level": sum(all(family) for family in families),
        "poor_households_children_unknown": sum(None in family and False not in family for family in families),
        "poor_households_with_16_30": len(youths),
        "poor_households_trained": sum(any(group) for group in youths),
        "poor_households_youth_not_all_trained": sum(any(group) and not all(group) for group in youths),
    }
    assert found.items() <= expected["rounds"][str(year)].items()


@each_year
def test_members_agree_with_the_household_list(homes_by_year: Homes, year: int) -> None:
    lost = [home for home in homes_by_year[year] if not home.members]
    assert [(home.head_id, len(home.birth_text)) for home in lost] == [(None, 4)] * (2 if year == 2026 else 0)
    for home in [home for home in homes_by_year[year] if home not in lost]:
        head, *others = home.members
        assert (head.name, head.relation, len(home.members)) == (home.head, "Chủ hộ", home.member_count)
        assert all(head.age - 18 > child.age for child in others if child.relation == "Con"), home.head
        assert home.ticks[4] == any(not youth.is_covered for youth in home.youths), home.head
        assert home.ticks[5] == any(child.is_right_level is False for child in home.children), home.head
    births = [member.birth_text for home in homes_by_year[year] for member in home.members]
    assert [text for text in births if len(text) == 4] == ["1956"]


def test_the_cases_that_decide_a_reading_are_there(homes_by_year: Homes) -> None:
    poor = [home for home in homes_by_year[2026] if home.closing == "poor"]
    schooling = {(child.age, child.level) for home in poor for child in home.children}
    assert {(11, "Tiểu học"), (6, "Tiểu học"), (15, "THPT"), (3, None)} <= schooling
    youths = {(youth.age, youth.trained, youth.level) for home in poor for youth in home.youths}
    assert {(17, False, "THPT"), (30, True, None)} <= youths


def test_the_round_opens_as_the_one_before_closed(homes_by_year: Homes, expected: Truth, ward: Any) -> None:
    """But for one household that the list of 2026 takes for new."""
    closed = {expected["identity"][home.key]: home.closing for home in homes_by_year[2025]}
    opened = {expected["identity"][home.key]: home.opening for home in homes_by_year[2026]}
    different = [home for home, opening in opened.items() if opening != closed.get(home, "not_poor")]
    assert different == [ward.by_name["mat_so_chua_ro"].number]


def test_subtotals_totals_and_summary_agree_with_the_rows(sample: Path, read_ward_sheets: SheetReader) -> None:
    """Section rows, TỔNG CỘNG and the summary sheet are checksums: columns I to N."""
    sections = totals = 0
    for place, sheet in read_ward_sheets(sample, "*/danh_sach_ho_*.xlsx"):
        if sheet.max_column not in (29, 33):
            continue
        whole, part, claimed = Counter[int](), Counter[int](), None
        for row in sheet.iter_rows(min_row=9, values_only=True):
            if isinstance(row[0], int):
                sums = {column: row[8] if column == 8 else int(row[column] == "x") for column in range(8, 14)}
                whole.update(sums)
                part.update(sums)
            elif row[1] == "TỔNG CỘNG" or (isinstance(row[1], str) and row[1].endswith(" hộ")):
                assert claimed is None or claimed == tuple(part[column] for column in range(8, 14)), place
                part = Counter[int]()
                claimed = row[8:14]
                sections += row[1] != "TỔNG CỘNG"
                totals += row[1] == "TỔNG CỘNG"
        assert claimed == tuple(whole[column] for column in range(8, 14)), place
    assert (sections, totals) == (20, 6)


def test_the_summary_sheet_agrees_with_the_sheets(
    sample: Path, homes_by_year: Homes, read_ward_sheets: SheetReader
) -> None:
    sheets = dict(read_ward_sheets(sample, "2026/danh_sach_ho_2026_bon_khoi.xlsx"))
    (summary,) = (sheet for sheet in sheets.values() if sheet.title == "Tổng hợp")
    claimed = {row[1]: row[2:] for row in summary.iter_rows(min_row=4, max_col=4, values_only=True)}
    counted: dict[str, list[int]] = {sheet.title: [0, 0] for sheet in sheets.values() if sheet is not summary}
    for home in homes_by_year[2026]:
        title = home.place.split("/")[1]
        if title in counted and home.closing in NAMES[:2]:
            counted[title][NAMES.index(home.closing)] += 1
    assert claimed == {title: tuple(counts) for title, counts in counted.items()}


@each_year
def test_residents(sample: Path, expected: Truth, read_ward_sheets: SheetReader, year: int) -> None:
    truth = expected["rounds"][str(year)]["residents"]
    ((_, sheet),) = read_ward_sheets(sample, f"{year}/dan_cu_*.xlsx")
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[2], int)]
    assert [list(row[2:4]) for row in rows[:-1]] == list(truth["by_area"].values())
    assert rows[-1][1:4] == ("TỔNG CỘNG", truth["resident_households"], truth["resident_persons"])
    assert [sum(column) for column in zip(*truth["by_area"].values(), strict=True)] == list(rows[-1][2:4])
