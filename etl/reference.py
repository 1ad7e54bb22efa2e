"""The plan and the ward as data: CSV files into tables, and look-ups over them for the readers of workbooks."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl.clean.text import fold_text
from etl.errors import InputError

TABLES = {
    "ward": "core.ward",
    "documents": "core.document",
    "areas": "core.area",
    "periods": "core.period",
    "standards": "core.standard",
    "standard_thresholds": "core.standard_threshold",
    "standard_indicators": "core.standard_indicator",
    "rounds": "core.round",
    "units": "core.unit",
    "duties": "core.duty",
    "programmes": "core.programme",
    "projects": "core.project",
    "fund_sources": "core.fund_source",
    "policies": "core.policy",
    "measures": "core.measure",
    "targets": "core.target",
    "school_levels": "core.school_level",
    "ethnicities": "core.ethnicity",
    "settings": "core.setting",
}
UNKNOWN_AREA = "chua_xac_dinh"


def load_reference(connection: duckdb.DuckDBPyConnection, paths: dict[str, Path]) -> None:
    """Fill every reference table from its CSV; `paths` maps a file's stem to the file in force."""
    for stem, table in TABLES.items():
        try:
            connection.execute(
                f"INSERT INTO {table} BY NAME SELECT * FROM read_csv($path, header = true, all_varchar = true)",
                {"path": str(paths[stem])},
            )
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            raise InputError(
                f"Tệp tham chiếu {paths[stem].name} không đọc được: {reason}. Hãy sửa tệp rồi dựng lại."
            ) from error


class NameIndex:
    """Ids by folded name or alias."""

    def __init__(self, names: list[tuple[str, str | None]]) -> None:
        self._ids: dict[str, str] = {}
        for identifier, aliases in names:
            for alias in (aliases or "").split(";"):
                if folded := fold_text(alias):
                    self._ids.setdefault(folded, identifier)

    def find(self, text: str) -> str | None:
        return self._ids.get(fold_text(text))


class AreaIndex(NameIndex):
    """Khối phố by any name the ward writes."""

    def __init__(self, names: list[tuple[str, str | None]], display: dict[str, str], wider: NameIndex) -> None:
        super().__init__(names)
        self.display = display
        self._wider = wider

    def is_wider(self, text: str) -> bool:
        """Whether this names the ward, the province or a former commune: a sum over khối, not a khối."""
        bare = fold_text(text).removeprefix("ubnd ").removesuffix(" cu")
        return bare in ("phuong", "toan phuong") or self._wider.find(bare) is not None


@dataclass(frozen=True, slots=True)
class Context:
    """All a reader of workbooks may look up. `secret` keys the pseudonyms; `today` bounds the dates."""

    areas: AreaIndex
    units: NameIndex
    unit_names: dict[str, str]
    project_codes: dict[str, str]
    fund_sources: NameIndex
    school_levels: NameIndex
    ethnicities: NameIndex
    minorities: frozenset[str]
    point_per_deprivation: int
    plan_year: int
    default_fund_source: str
    secret: bytes
    today: date


def read_context(connection: duckdb.DuckDBPyConnection, *, secret: bytes, today: date) -> Context:
    fetch = _Fetch(connection)
    units = fetch(
        "SELECT unit_id, concat_ws(';', name, short_name, text_issued, aliases), name FROM core.unit ORDER BY sort_key"
    )
    plan_year = fetch("SELECT plan_year FROM core.ward")[0][0]
    return Context(
        areas=_read_areas(fetch),
        units=NameIndex([(unit, names) for unit, names, _ in units]),
        unit_names={unit: name for unit, _, name in units},
        project_codes=dict(fetch("SELECT project_id, code_shown FROM core.project ORDER BY sort_key")),
        fund_sources=NameIndex(
            fetch("SELECT fund_source_id, concat_ws(';', name, short_name, aliases) FROM core.fund_source")
        ),
        school_levels=NameIndex(fetch("SELECT level_id, concat_ws(';', name, aliases) FROM core.school_level")),
        ethnicities=NameIndex(fetch("SELECT ethnicity_code, concat_ws(';', name, aliases) FROM core.ethnicity")),
        minorities=frozenset(code for (code,) in fetch("SELECT ethnicity_code FROM core.ethnicity WHERE is_minority")),
        point_per_deprivation=_read_points(fetch, plan_year),
        plan_year=plan_year,
        default_fund_source=fetch("SELECT fund_source_id FROM core.fund_source ORDER BY sort_key LIMIT 1")[0][0],
        secret=secret,
        today=today,
    )


class _Fetch:
    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def __call__(self, sql: str) -> list[tuple]:  # type: ignore[type-arg]
        return self._connection.execute(sql).fetchall()


def _read_areas(fetch: _Fetch) -> AreaIndex:
    rows = fetch(
        "SELECT area_id, concat_ws(';', name, aliases), name FROM core.area "
        "WHERE level = 'neighbourhood' ORDER BY sort_key, valid_from DESC"
    )
    wider = fetch("SELECT area_id, concat_ws(';', name, aliases) FROM core.area WHERE level <> 'neighbourhood'")
    display = {area: name for area, _, name in reversed(rows)}
    return AreaIndex([(area, names) for area, names, _ in rows], display, NameIndex(wider))


def _read_points(fetch: _Fetch, plan_year: int) -> int:
    """B2 points of one deprivation under the standard in force at the plan's year end."""
    rows = fetch(
        "SELECT DISTINCT points FROM core.standard_indicator JOIN core.standard USING (standard_id) "
        f"WHERE points IS NOT NULL AND make_date({plan_year}, 12, 31) "
        "BETWEEN valid_from AND coalesce(valid_to, DATE '9999-12-31')"
    )
    if len(rows) != 1:
        raise InputError("Tệp standard_indicators: mỗi chỉ số của chuẩn đang áp dụng phải có cùng số điểm B2.")
    return int(rows[0][0])
