"""Tổng hợp số hộ, nhân khẩu dân cư: one row per khối, the denominator of every poverty rate."""

from etl.row_reader import RowReader
from etl.sheet_report import Record


def read_residents(row: RowReader) -> Record:
    """One khối. Raises RowQuarantined when the number of households is missing (rule `resident_households`)."""
    households = row.count("resident_households")
    if households is None:
        raise row.quarantine("resident_households", "resident_households", "thiếu tổng số hộ dân cư")
    return row.provenance() | {
        "period": row.report.period,
        "area_id": row.area_id(),
        "resident_households": households,
        "resident_persons": row.count("resident_persons"),
    }
