"""Children by age and status, and the school year they are judged by."""

from collections.abc import Callable
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard import findings, theme
from dashboard.charts import strip
from dashboard.charts.ages import Counts, read_strip, tabulate
from dashboard.charts.dots import MARKERS
from dashboard.findings.children import BirthYears, Schooling
from dashboard.text import Text
from queries import SchoolLevel, Table

MakeTable = Callable[..., Table]
COLUMNS = (
    *(("school_status", "code"), ("outcome", "code"), ("age_on_reference_date", "count")),
    ("school_level", "code"),
)
LEVELS = (SchoolLevel("preschool", 0, 5), SchoolLevel("primary", 6, 11), SchoolLevel("lower_secondary", 12, 15))
MOST_BYTES = 150_000


def make_schooling(day: date) -> Schooling:
    return Schooling(day, 9, tuple(range(3, 16)), LEVELS)


YEAR_END = make_schooling(date(2026, 12, 31))


@pytest.fixture
def children(make_table: MakeTable) -> Table:
    rows = (
        ("not_attending", "failed", 3, None),
        ("right_level", "reached", 6, "primary"),
        ("right_level", "reached", 6, "primary"),
        ("right_level", "reached", 11, "primary"),
        ("late", "failed", 12, "primary"),
        ("ahead", "reached", 14, "upper_secondary"),
        # Of a household whose class nobody knows: the child counts only if it turns out poor.
        ("right_level", "unknown", 8, "primary"),
        ("exempt", "exempt", 9, None),
        ("unknown", "unknown", None, None),
    )
    return make_table("children", COLUMNS, *rows)


def marks(figure: go.Figure) -> list[tuple[str, str, list[float]]]:
    """Return symbol, colour and columns of every trace, without the mark of the key."""
    return [(trace.marker.symbol, trace.marker.color, list(trace.x[1:])) for trace in figure.data]


def labels(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def test_one_mark_a_child_above_its_age_shaped_as_in_the_dots(children: Table, vi: Text) -> None:
    figure = strip.draw(read_strip(children, YEAR_END, vi), vi)
    assert marks(figure) == [
        (MARKERS["right_level"], theme.BLUE, [6, 6, 11]),
        ("circle-open-dot", theme.QUIET, [8]),
        (MARKERS["ahead"], theme.BLUE, [14]),
        (MARKERS["late"], theme.ORANGE, [12]),
        (MARKERS["not_attending"], theme.ORANGE, [3]),
        (MARKERS["exempt"], theme.QUIET, [9]),
        # Right of the oldest, in a column of its own.
        (MARKERS["unknown"], theme.QUIET, [16.4]),
    ]
    lower, upper = figure.data[0].y[1:3]
    assert upper < lower, "two children of one age stand on one another"


def test_every_age_is_named_and_every_status_is_in_the_key(children: Table, vi: Text) -> None:
    words = labels(strip.draw(read_strip(children, YEAR_END, vi), vi))
    assert [word for word in words if word.isdigit()] == [str(age) for age in range(3, 16)]
    assert "chưa<br>rõ" in words
    assert {"Đúng bậc: 03 trẻ", "Đúng bậc, chưa rõ có được tính: 01 trẻ", "Không đi học: 01 trẻ"} <= set(words)
    assert "Được miễn (không tính vào chỉ tiêu): 01 trẻ" in words
    assert [word for word in words if word.startswith("<b>")].count("<b>2</b>") == 1


def test_levels_are_divided_where_the_reference_says(children: Table, vi: Text) -> None:
    figure = strip.draw(read_strip(children, YEAR_END, vi), vi)
    borders = figure.layout.shapes[1:]
    assert [(line.x0, line.line.dash) for line in borders] == [(5.5, "solid"), (11.5, "solid")]
    assert {"mầm non", "tiểu học", "THCS"} <= set(labels(figure))
    june = strip.draw(read_strip(children, make_schooling(date(2026, 6, 30)), vi), vi)
    assert {line.line.dash for line in june.layout.shapes[1:]} == {"dash"}


def test_the_table_beside_it_holds_the_same_children(children: Table, vi: Text) -> None:
    table = tabulate(read_strip(children, YEAR_END, vi), vi)
    assert table.columns == (*(str(age) for age in range(3, 16)), "chưa rõ")
    assert table.rows[0] == Counts("đúng bậc", (0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0), 3)
    assert table.total == Counts("Cộng", (1, 0, 0, 2, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1), 9)
    assert sum(row.total for row in table.rows) == len(children.rows)


def test_the_picture_in_words(children: Table, vi: Text) -> None:
    said = strip.describe(read_strip(children, YEAR_END, vi), vi).split("; ")
    assert said[0] == "Đúng bậc: 03 trẻ (6 tuổi: 2, 11 tuổi: 1)"
    assert said[-1] == "Chưa rõ bậc: 01 trẻ (chưa rõ: 1)"


def test_nothing_is_drawn_of_what_is_withheld_or_too_many_to_count(make_table: MakeTable, vi: Text) -> None:
    withheld = make_table("children", COLUMNS, withheld="Không hiển thị.")
    assert strip.is_empty(read_strip(withheld, YEAR_END, vi))
    many = make_table("children", COLUMNS, *[("right_level", "reached", 7, "primary")] * 41)
    assert strip.is_empty(read_strip(many, YEAR_END, vi))
    assert tabulate(read_strip(many, YEAR_END, vi), vi).total.total == 41


def test_many_children_are_still_a_light_picture(make_table: MakeTable, vi: Text) -> None:
    rows = [("right_level", "reached", age, "primary") for age in range(3, 16)] * 40
    parts = read_strip(make_table("children", COLUMNS, *rows), YEAR_END, vi)
    assert not strip.is_empty(parts)
    assert len(strip.draw(parts, vi).to_json()) < MOST_BYTES


@pytest.mark.parametrize(
    ("day", "start"), [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2026, 12, 31), 2026)]
)
def test_a_school_year_opens_in_its_first_month(day: date, start: int) -> None:
    assert make_schooling(day).start_year == start


def test_the_school_year_in_force_is_said(vi: Text) -> None:
    assert findings.school_year(YEAR_END, vi) == "Ngày chốt 31/12/2026: năm học 2026-2027."
    june = findings.school_year(make_schooling(date(2026, 6, 30)), vi)
    assert june.startswith("Ngày chốt 30/06/2026: năm học 2025-2026. Bậc học xét theo năm sinh")


def test_birth_years_of_each_level(vi: Text) -> None:
    """Domain 6.1: in 2026-2027 the 3 to 5 year olds of mẫu giáo are born 2021 to 2023, grade 1 in 2020."""
    assert findings.birth_years(YEAR_END, vi) == (
        BirthYears("mầm non", 2021, 2023, (3, 5)),
        BirthYears("tiểu học", 2015, 2020, (6, 11)),
        BirthYears("THCS", 2011, 2014, (12, 15)),
    )


def test_before_september_a_level_is_that_of_the_school_year_before(vi: Text) -> None:
    """At 30/6/2026 a child born in 2020 is rightly in kindergarten; some born in 2010 are still under 16."""
    found = findings.birth_years(make_schooling(date(2026, 6, 30)), vi)
    assert [(row.level, row.first, row.last) for row in found] == [
        ("mầm non", 2020, 2023),
        ("tiểu học", 2014, 2019),
        ("THCS", 2010, 2013),
    ]


def test_who_is_sixteen_by_the_school_year_is_still_of_the_last_level(vi: Text) -> None:
    assert findings.birth_years(make_schooling(date(2026, 10, 31)), vi)[-1] == BirthYears("THCS", 2010, 2014, (12, 16))


def test_the_other_readings_are_told_as_far_as_the_lists_go(children: Table, make_table: MakeTable, vi: Text) -> None:
    adopted, law, by_grade = findings.readings(children, YEAR_END, vi)
    assert "(M1" in adopted
    # The eleven-year-old and the twelve-year-old in primary school.
    assert "02 trẻ học sau bậc ấy" in law
    assert by_grade.endswith("chưa tính được.")
    ahead = make_table("children", COLUMNS, ("right_level", "reached", 10, "primary"))
    assert findings.readings(ahead, YEAR_END, vi)[1].endswith("kết quả như M1.")
    allowed = make_table("children", COLUMNS, ("late_allowed", "failed", 12, "primary"))
    assert findings.readings(allowed, YEAR_END, vi)[1].endswith("01 trẻ có ghi được phép chậm là đạt.")
    assert findings.readings(children, make_schooling(date(2026, 6, 30)), vi)[1].endswith("nên chưa tính.")


def test_no_reading_of_children_that_are_withheld(make_table: MakeTable, vi: Text) -> None:
    assert findings.readings(make_table("children", COLUMNS, withheld="Không hiển thị."), YEAR_END, vi) == ()
