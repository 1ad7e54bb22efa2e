"""What the report says of the sample ward is what `queries` answers anew; what nobody knows stays blank, and why."""

from pathlib import Path

import pytest

import queries
from dashboard import findings
from dashboard import format as fmt
from dashboard.briefing import Desk
from dashboard.briefing.report import CHAPTERS, Gap, Listing, Paragraph, Picture, Report, Section, Space, build_report
from dashboard.briefing.targets import read_bullets
from dashboard.documents import report as document
from dashboard.text import Text
from queries import OFFICIAL, Filters, Mode, Result, Table, UserError, Warehouse
from tests.desk import PERIODS, TODAY, list_names, open_sample, sit

EVERYWHERE = [(period, mode) for period in PERIODS for mode in Mode]
INDICATORS = {
    "T2": "children_right_level",
    "T3": "training_coverage",
    "T4": "information_device",
    "T6": "policy_served",
}


@pytest.fixture(scope="module")
def warehouse(ward_dir: Path) -> Warehouse:
    return open_sample(ward_dir)


@pytest.fixture(scope="module", params=EVERYWHERE, ids=lambda param: "-".join(param))
def desk(request: pytest.FixtureRequest, warehouse: Warehouse) -> Desk:
    return sit(warehouse, *request.param)


@pytest.fixture(scope="module")
def report(desk: Desk) -> Report:
    return build_report(desk)


def ask(desk: Desk, indicator_id: str) -> Result:
    filters = Filters(desk.filters.period, today=TODAY)
    return queries.value(indicator_id, filters, viewer=desk.viewer, warehouse=desk.warehouse)


def read(desk: Desk, table_id: str, *, by_area: bool = False) -> Table:
    filters = Filters(desk.filters.period, today=TODAY)
    return queries.table(table_id, filters, viewer=desk.viewer, warehouse=desk.warehouse, by_area=by_area)


def find(report: Report, start: str) -> Section:
    [found] = [section for section in (*report.sections, *report.annexes) if section.title.startswith(start)]
    return found


def say(section: Section) -> str:
    return "\n".join(block.words for block in section.blocks if isinstance(block, Paragraph))


def list_gaps(section: Section) -> list[Gap]:
    return [block for block in section.blocks if isinstance(block, Gap)]


def test_the_chapters_stand_in_the_order_of_the_plan(report: Report) -> None:
    chapters = [section.title for section in report.sections if section.level == 1]
    assert [title.split(".")[0] for title in chapters] == ["I", "II", "III", "IV", "V", "VI"]
    second = [section.title[0] for section in report.sections if section.level == 2]
    assert second == ["1", "2", "3", "4", "1", "2", "3"]
    assert report.failed == ()


def test_every_part_leaves_room_for_the_words_of_the_office(report: Report, desk: Desk) -> None:
    prompts = [block.prompt for section in report.sections for block in section.blocks if isinstance(block, Space)]
    assert len(prompts) == len(set(prompts))
    for target in desk.ward.targets:
        assert any(prompt.endswith(f"mục tiêu {target.label}") for prompt in prompts)
    for word in ("nguyên nhân", "ưu điểm", "tồn tại", "Khó khăn", "Kiến nghị", "kinh phí", "giải pháp"):
        assert any(word in prompt for prompt in prompts), word


def test_each_target_says_its_count_or_stays_blank_with_a_reason(report: Report, desk: Desk) -> None:
    for target, bullet in zip(desk.ward.targets, read_bullets(desk), strict=True):
        section = find(report, f"Mục tiêu {target.label}.")
        gaps = list_gaps(section)
        assert (f"Kết quả: {bullet.figure};" in say(section)) is not bool(gaps)
        assert all(gap.why for gap in gaps)
        assert bullet.sentence in say(section)
        assert bullet.lead in (gaps[0].what if gaps else say(section))


@pytest.mark.parametrize(("target_id", "indicator_id"), INDICATORS.items())
def test_a_share_is_that_of_the_warehouse(target_id: str, indicator_id: str, report: Report, desk: Desk) -> None:
    result = ask(desk, indicator_id)
    label = next(target.label for target in desk.ward.targets if target.target_id == target_id)
    section, row = find(report, f"Mục tiêu {label}."), result.total
    told = row is not None and not row.suppressed and findings.has_figures(row) and row.unknown != row.denominator
    if told:
        assert row is not None
        assert row.numerator is not None
        assert f"{row.numerator:.0f}/{row.denominator:.0f} " in say(section)
        assert not list_gaps(section)
    else:
        assert list_gaps(section)
        assert "Kết quả:" not in say(section)


def test_the_households_are_those_of_the_warehouse(report: Report, desk: Desk) -> None:
    stock, change = ask(desk, "poor_households").total, ask(desk, "net_change_poor").total
    said = say(find(report, "Mục tiêu 1a."))
    assert stock is not None
    assert f"có {fmt.counted(stock.numerator, 'household', Text())}" in said
    assert change is not None
    assert fmt.signed(change.numerator, Text()) in said
    rate = ask(desk, "poverty_rate").total
    if rate and rate.numerator is not None and rate.denominator:
        assert f"{rate.numerator:.0f}/{fmt.count(rate.denominator, Text())} hộ" in said


def test_each_project_line_says_its_work_and_money(report: Report, desk: Desk) -> None:
    table = read(desk, "project_lines")
    for row in table.records():
        section = find(report, row["unit_name"].vi)
        [told] = [line for line in say(section).split("\n") if line.startswith(f"{row['line_name'].vi} (")]
        if row["output_done"] is not None and row["output_planned"] is not None:
            done, planned = (fmt.number(row[name], Text(), 1) for name in ("output_done", "output_planned"))
            assert f"thực hiện {done}/{planned} {row['output_unit']}" in told
        if row["disbursed_vnd"] is not None and row["available_vnd"]:
            spent, money = (fmt.money(row[name], Text()) for name in ("disbursed_vnd", "available_vnd"))
            assert f"giải ngân {spent} trên {money}" in told
        elif row["available_vnd"]:
            assert any(row["line_name"].vi in gap.what for gap in list_gaps(section))


def test_each_policy_of_the_plan_is_told_or_blank_in_its_part(report: Report, desk: Desk) -> None:
    table = read(desk, "policy_matrix")
    if not table.rows:
        plan = read(desk, "plan_policies")
        for number, place in enumerate(dict.fromkeys(plan.column("place")), start=1):
            blanks = "\n".join(gap.what for gap in list_gaps(find(report, f"3.{number}.")))
            assert all(row["policy_name"].vi in blanks for row in plan.records() if row["place"] == place)
        return
    for number, place in enumerate(dict.fromkeys(table.column("place")), start=1):
        section = find(report, f"3.{number}.")
        for row in (row for row in table.records() if row["place"] == place):
            name, gaps = row["policy_name"].vi, list_gaps(section)
            if row["served"] is not None and row["eligible"]:
                assert f"{name}: {row['served']}/{row['eligible']} " in say(section)
            elif row["served"] is None:
                assert any(name in gap.what for gap in gaps), name


def test_the_three_sources_say_their_money(report: Report, desk: Desk) -> None:
    section = find(report, "4. ")
    for row in read(desk, "money_sources").records():
        name = row["fund_source"].vi
        if row["money_state"] == "no_figures":
            assert any(gap.what == name for gap in list_gaps(section))
            continue
        [told] = [line for line in say(section).split("\n") if line.startswith(f"{name}: ")]
        if row["disbursed_vnd"] is not None and row["available_vnd"]:
            assert f"{fmt.money(row['disbursed_vnd'], Text())} trên {fmt.money(row['available_vnd'], Text())}" in told


@pytest.mark.parametrize("number", range(1, 12))
def test_an_official_table_holds_the_totals_of_the_warehouse(number: int, report: Report, desk: Desk) -> None:
    table = read(desk, OFFICIAL[number - 1])
    section = find(report, f"Phụ lục {number + 1}.")
    if table.withheld or not table.rows:
        assert list_gaps(section)
        return
    [grid] = [block.grid for block in section.blocks if isinstance(block, Listing)]
    feet = (grid.foot, *grid.feet)
    ways = list(dict.fromkeys(cells.get("counted") for cells in table.records()))
    assert len(feet) == len(ways)
    for way, foot in zip(ways, feet, strict=True):
        expected = [
            cells["share"] if cells.get("over") is not None else cells["number"]
            for cells in table.records()
            if cells.get("counted") == way
        ]
        assert [cell.values[0] for cell in foot[-len(expected) :]] == expected


def test_words_of_units_stay_in_the_office(report: Report, desk: Desk) -> None:
    said = say(find(report, "IV."))
    obstacles = [row["obstacle"] for row in read(desk, "project_lines").records() if row["obstacle"]]
    if desk.is_inside:
        assert all(obstacle in said for obstacle in obstacles)
    else:
        assert not obstacles
        assert "chỉ có trong bản nội bộ" in said


def test_nobody_is_named(report: Report, desk: Desk) -> None:
    blocks = (block for section in report.sections for block in section.blocks)
    said = "\n".join(block.words for block in blocks if isinstance(block, Paragraph))
    assert not [name for name in list_names(desk.warehouse) if name in said]


def test_a_chart_stands_under_the_sentence_it_shows(warehouse: Warehouse) -> None:
    told = build_report(sit(warehouse))
    pictures = [block for section in told.sections for block in section.blocks if isinstance(block, Picture)]
    assert [picture.plot.id for picture in pictures] == ["movement_poor", "children", "training", "money"]
    assert all(picture.caption.startswith(f"{picture.plot.title}. ") for picture in pictures)


def test_small_numbers_of_sensitive_matters_do_not_leave(warehouse: Warehouse) -> None:
    told = build_report(sit(warehouse, mode=Mode.OUTGOING))
    assert "Số quá nhỏ" in list_gaps(find(told, "Mục tiêu 2."))[0].why
    pictures = [block.plot.id for section in told.sections for block in section.blocks if isinstance(block, Picture)]
    assert pictures == ["movement_poor", "money"]


def test_a_part_that_fails_is_named_and_the_rest_comes(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(desk: Desk) -> tuple[Section, ...]:
        raise UserError("Không tính được chính sách.", "Policies cannot be computed.")

    whole = build_report(sit(warehouse))
    monkeypatch.setitem(CHAPTERS["results"], "policies", fail)
    told = build_report(sit(warehouse))
    assert told.failed == (("3. Kết quả thực hiện các chính sách", "Không tính được chính sách."),)
    assert list_gaps(find(told, "3. Kết quả"))[0].why == "Không tính được chính sách."
    kept = [section.title for section in whole.sections if not section.title.startswith(("3.", "3 "))]
    assert [section.title for section in told.sections if not section.title.startswith("3.")] == kept


def test_a_period_without_any_data_is_blank_throughout(warehouse: Warehouse) -> None:
    desk = sit(warehouse, "2021-Q1")
    told = build_report(desk)
    assert told.failed == ()
    for target in desk.ward.targets:
        assert list_gaps(find(told, f"Mục tiêu {target.label}."))
    assert len(told.gaps) > 20
    assert not [block for section in told.sections for block in section.blocks if isinstance(block, Picture)]


def test_a_blank_is_told_to_the_page_as_it_stands_in_the_document(report: Report) -> None:
    blanks = document.list_blanks(report)
    assert [(blank.why) for blank in blanks] == [gap.why for _, gap in report.gaps]


def test_the_report_speaks_english(warehouse: Warehouse) -> None:
    told = build_report(sit(warehouse, lang="en"))
    assert told.subject.startswith("Results of sustainable poverty reduction")
    assert [section.title for section in told.sections if section.level == 1][1] == "II. RESULTS"


def test_a_report_on_demand_says_until_when_and_leaves_room_for_who_asks(warehouse: Warehouse) -> None:
    desk = sit(warehouse)
    told, regular = build_report(desk, is_adhoc=True), build_report(desk)
    assert told.subject == (
        "Kết quả thực hiện công tác giảm nghèo bền vững đến ngày 20/11/2026 trên địa bàn phường Tam Thanh "
        "(báo cáo đột xuất)"
    )
    assert "văn bản số ………" in told.opening[0].words
    assert "đến ngày 20/11/2026 như sau:" in told.opening[0].words
    assert "kết quả thực hiện công tác giảm nghèo bền vững đến ngày 20/11/2026" in told.closing
    assert [section.title for section in told.sections] == [section.title for section in regular.sections]
    assert [say(section) for section in told.sections] == [say(section) for section in regular.sections]


def test_nothing_late_is_no_weakness(warehouse: Warehouse) -> None:
    half, now = (build_report(sit(warehouse, period)) for period in ("2026-H1", "2026"))
    assert "Không nhiệm vụ nào" in say(find(half, "1. Ưu điểm"))
    assert "Không nhiệm vụ nào" not in say(find(half, "2. Tồn tại"))
    assert "nhiệm vụ đã báo cáo quá hạn: " in say(find(now, "2. Tồn tại"))
    assert "quá hạn" not in say(find(now, "1. Ưu điểm"))
