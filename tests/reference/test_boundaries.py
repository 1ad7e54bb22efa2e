"""Areas over time: one place, one row at a time, and every khối of before is still there under the ward."""

from datetime import date

import duckdb
import pytest

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
# The rows in force on one day.
ON = "$day BETWEEN valid_from AND coalesce(valid_to, $day)"


def test_an_area_has_one_row_at_a_time(core: duckdb.DuckDBPyConnection) -> None:
    gaps = core.execute(
        """
        SELECT area_id, valid_from, previous
        FROM (SELECT *, lag(valid_to) OVER (PARTITION BY area_id ORDER BY valid_from) AS previous,
                     row_number() OVER (PARTITION BY area_id ORDER BY valid_from) AS place FROM core.area)
        WHERE valid_to < valid_from OR (place > 1 AND valid_from IS DISTINCT FROM previous + 1)
        """
    ).fetchall()
    assert gaps == []


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_a_code_and_a_name_mean_one_area_on_one_day(core: duckdb.DuckDBPyConnection, day: date) -> None:
    for column in ("code", "name"):
        rows = core.execute(
            f"SELECT {column} FROM core.area WHERE {column} IS NOT NULL AND {ON} GROUP BY ALL HAVING count(*) > 1",
            {"day": day},
        ).fetchall()
        assert rows == [], column


def test_an_area_lies_in_a_parent_that_is_there_as_long(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute(
        """
        SELECT area.area_id FROM core.area AS area
        WHERE parent_id IS NOT NULL AND area_id <> 'chua_xac_dinh' AND NOT EXISTS (
            SELECT 1 FROM core.area AS parent WHERE parent.area_id = area.parent_id
            AND area.valid_from >= parent.valid_from
            AND coalesce(area.valid_to, DATE '9999-12-31') <= coalesce(parent.valid_to, DATE '9999-12-31'))
        """
    ).fetchall()
    assert rows == []


def test_the_ward_was_formed_from_two_former_units_the_day_after_they_ended(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute(
        "SELECT former.area_id, former.valid_to, heir.area_id, heir.valid_from FROM core.area AS former"
        " JOIN core.area AS heir ON heir.area_id = former.successor_id ORDER BY former.sort_key"
    ).fetchall()
    assert rows == [
        ("tam_thanh_cu", BEFORE, "tam_thanh", AFTER),
        ("hoang_dong_cu", BEFORE, "tam_thanh", AFTER),
    ]


def test_every_neighbourhood_of_the_former_units_goes_on_in_the_ward(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute(
        """
        SELECT former.parent_id, former.area_type, heir.parent_id, heir.area_type, count(*)
        FROM core.area AS former
        LEFT JOIN core.area AS heir ON heir.area_id = former.area_id AND heir.valid_from = former.valid_to + 1
        WHERE former.level = 'neighbourhood' AND former.valid_to IS NOT NULL
        GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()
    assert rows == [
        ("hoang_dong_cu", "rural", "tam_thanh", "urban", 4),
        ("tam_thanh_cu", "urban", "tam_thanh", "urban", 8),
    ]


def test_a_village_became_a_neighbourhood_of_the_same_id(core: duckdb.DuckDBPyConnection) -> None:
    names = core.execute("SELECT name FROM core.area WHERE area_id = 'khoi_hoa_binh' ORDER BY valid_from").fetchall()
    assert names == [("Thôn Hòa Bình",), ("Khối Hòa Bình",)]
