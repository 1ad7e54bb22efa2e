"""A name or alias, folded as the loader folds it, leads to one place, unit, source, level, people or standard alone."""

from datetime import date

import duckdb
import pytest

from etl.clean.text import fold_text

NAMED_TABLES = {
    "area": ("area_id", ["name"]),
    "unit": ("unit_id", ["name", "short_name", "text_issued"]),
    "fund_source": ("fund_source_id", ["name", "short_name"]),
    "school_level": ("level_id", ["name"]),
    "ethnicity": ("ethnicity_code", ["name"]),
    "standard": ("standard_id", ["name"]),
}


def ids_by_folded_name(core: duckdb.DuckDBPyConnection, table: str) -> dict[str, set[str]]:
    key, names = NAMED_TABLES[table]
    found: dict[str, set[str]] = {}
    for row_id, aliases, *written in core.execute(
        f"SELECT {key}, aliases, {', '.join(names)} FROM core.{table}"
    ).fetchall():
        for name in [*written, *(aliases or "").split(";")]:
            found.setdefault(fold_text(name), set()).add(row_id)
    return {name: ids for name, ids in found.items() if name}


@pytest.mark.parametrize("table", NAMED_TABLES)
def test_no_name_leads_to_two(core: duckdb.DuckDBPyConnection, table: str) -> None:
    assert {name: ids for name, ids in ids_by_folded_name(core, table).items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("table", "written", "expected"),
    [
        ("area", "Khối Hoà Bình", "khoi_hoa_binh"),
        ("area", "KHỐI THUỶ SƠN", "khoi_thuy_son"),
        ("area", "Đèo Giang", "khoi_deo_giang"),
        ("area", "K2", "khoi_2"),
        ("area", "Khối phố 8", "khoi_8"),
        ("area", "khối IV", "khoi_4"),
        ("area", "Tổ dân phố 5", "khoi_5"),
        ("unit", "phòng Kinh tế, Hạ tầng và Đô thị", "kthtdt"),
        ("unit", "P. KT-HT-ĐT", "kthtdt"),
        ("unit", "Phòng Văn hoá - Xã hội", "vhxh"),
        ("unit", "UBMTTQVN phường", "mttq"),
        ("fund_source", "Quỹ “Vì người nghèo”", "mobilised"),
        ("fund_source", "Vốn năm trước chuyển sang", "carry_over_2021_2025"),
        ("school_level", "THCS", "lower_secondary"),
        ("school_level", "Mẫu giáo", "preschool"),
        ("ethnicity", "H'Mông", "mong"),
        ("ethnicity", "Cao Lan", "san_chay"),
        ("area", "Thôn Hoà Bình", "khoi_hoa_binh"),
        ("area", "Xã Hoàng Đồng", "hoang_dong_cu"),
        ("standard", "giai đoạn 2021 - 2025", "MDP_2022_2025"),
        ("standard", "giai đoạn 2022-2025", "MDP_2022_2025"),
        ("standard", "Chuẩn mới", "MDP_2027_2030"),
        ("standard", "351/2025/NĐ-CP", "MDP_2027_2030"),
    ],
)
def test_a_spelling_that_wards_use_is_known(
    core: duckdb.DuckDBPyConnection, table: str, written: str, expected: str
) -> None:
    assert ids_by_folded_name(core, table).get(fold_text(written)) == {expected}


@pytest.mark.parametrize(("day", "expected"), [(date(2025, 6, 30), "hoang_dong_cu"), (date(2025, 7, 1), "tam_thanh")])
def test_code_05986_means_another_place_before_july_2025(
    core: duckdb.DuckDBPyConnection, day: date, expected: str
) -> None:
    rows = core.execute(
        "SELECT area_id FROM core.area WHERE code = '05986' AND $day BETWEEN valid_from AND coalesce(valid_to, $day)",
        {"day": day},
    ).fetchall()
    assert rows == [(expected,)]


def test_the_practice_neighbourhoods_are_marked_as_fictional(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute(
        "SELECT level, parent_id, area_type, code, count(*) FROM core.area WHERE is_fictional GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert rows == [
        ("neighbourhood", "hoang_dong_cu", "rural", None, 4),
        ("neighbourhood", "tam_thanh", "urban", None, 12),
        ("neighbourhood", "tam_thanh_cu", "urban", None, 8),
    ]


def test_neighbourhoods_stand_in_the_order_of_the_ward(core: duckdb.DuckDBPyConnection) -> None:
    names = [
        name
        for (name,) in core.execute(
            "SELECT name FROM core.area WHERE level = 'neighbourhood' AND valid_to IS NULL ORDER BY sort_key"
        ).fetchall()
    ]
    assert names == [
        *(f"Khối {number}" for number in range(1, 9)),
        "Khối Hòa Bình",
        "Khối Thủy Sơn",
        "Khối Kỳ Lân",
        "Khối Đèo Giang",
        "Chưa xác định",
    ]


@pytest.mark.parametrize(
    "column",
    ["standard.name_en", "standard_indicator.dimension_en", "project.code_en", "official_series.series_name_en"],
)
def test_what_a_page_names_has_an_english_name(core: duckdb.DuckDBPyConnection, column: str) -> None:
    table, name = column.split(".")
    assert core.execute(f"SELECT count(*) FROM core.{table} WHERE coalesce({name}, '') = ''").fetchone() == (0,)
