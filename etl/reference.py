"""The plan and the ward as data: CSV files into tables, and look-ups over them for the readers of workbooks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from etl.clean.dates import EPOCH
from etl.clean.text import fold_text
from etl.decisions.answers import NO_ANSWERS, Answers
from etl.decisions.corrections import Correction
from etl.errors import InputError
from etl.issue import Kind
from etl.names import UNKNOWN_AREA, AreaIndex, NameIndex

TABLES = {
    "ward": "core.ward",
    "documents": "core.document",
    "areas": "core.area",
    "periods": "core.period",
    "standards": "core.standard",
    "standard_thresholds": "core.standard_threshold",
    "standard_indicators": "core.standard_indicator",
    "rounds": "core.round",
    "report_dues": "core.report_due",
    "units": "core.unit",
    "duties": "core.duty",
    "plan_sentences": "core.plan_sentence",
    "programmes": "core.programme",
    "projects": "core.project",
    "fund_sources": "core.fund_source",
    "policies": "core.policy",
    "policy_amounts": "core.policy_amount",
    "measures": "core.measure",
    "targets": "core.target",
    "school_levels": "core.school_level",
    "ethnicities": "core.ethnicity",
    "settings": "core.setting",
    "official_series": "core.official_series",
}
_OF_PROGRAMME = re.compile(
    r"\b(?:chuong trinh|ct ?mtqg|mtqg|muc tieu quoc gia|ke hoach|giam ngheo|nong thon moi|tieu chuan|nghi quyet)\b"
)
_STANDARD_OPENING = re.compile(r"^(?:chuan ngheo |chuan |giai doan |ap dung )")
# What may stand between «chuẩn» and its years: «chuẩn nghèo đa chiều quốc gia giai đoạn 2022-2025 và 2026-2030».
_STANDARD_WORDS = r"ngheo|can|da|chieu|ho|quoc|gia|giai|doan|nam|thoi|ky|ap|dung|tu|cho|va|theo|muc|song|moi|cu|\d{4}"


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


@dataclass(frozen=True, slots=True)
class StandardNames:
    """A poverty standard, a pattern of the folded words that mean it, and the days it is in force."""

    standard_id: str
    pattern: re.Pattern[str]
    years: re.Pattern[str]
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Context:
    """All a reader of workbooks may look up. `secret` keys the pseudonyms; `today` bounds the dates, `epoch` is day 0
    of the workbook's own count of days. `area_codes`: what an official code means, and until when.
    """

    areas: AreaIndex
    units: NameIndex
    unit_names: dict[str, str]
    policies: NameIndex
    policy_names: dict[str, str]
    measures: dict[str, str]
    project_codes: dict[str, str]
    fund_sources: NameIndex
    school_levels: NameIndex
    ethnicities: NameIndex
    minorities: frozenset[str]
    point_per_deprivation: int
    ward_id: str
    plan_year: int
    standards: tuple[StandardNames, ...]
    standard_names: dict[str, str]
    series: NameIndex
    series_names: dict[str, str]
    secret: bytes
    today: date
    area_codes: dict[str, str]
    answers: Answers = NO_ANSWERS
    corrections: Mapping[str, Sequence[Correction]] = field(default_factory=dict)
    epoch: date = EPOCH

    def is_minority(self, ethnicity: str) -> bool | None:
        """None for a word that is no ethnicity."""
        code = self.ethnicities.find(ethnicity)
        return None if code is None else code in self.minorities

    def list_standards(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The standards that these words name, in the order of their time."""
        folded = [fold_text(text) for text in texts]
        return tuple(s.standard_id for s in self.standards if any(map(s.pattern.search, folded)))

    def may_name_standard(self, titles: Iterable[str], *, besides: str) -> bool:
        """«… giai đoạn 2026-2030» without «chuẩn», of no programme or plan: perhaps a standard other than `besides`."""
        others = [standard.years for standard in self.standards if standard.standard_id != besides]
        folded = [title for title in map(fold_text, titles) if not _OF_PROGRAMME.search(title)]
        return any(years.search(title) for years in others for title in folded)

    def find_standard_in_force(self, day: date) -> str | None:
        """The standard that classes are given by on that day; None before the first and after the last."""
        in_force = (s for s in self.standards if s.first_day <= day and (s.last_day is None or day <= s.last_day))
        return next((standard.standard_id for standard in in_force), None)


def read_context(
    connection: duckdb.DuckDBPyConnection,
    *,
    secret: bytes,
    today: date,
    answers: Answers = NO_ANSWERS,
    corrections: Mapping[str, Sequence[Correction]] | None = None,
) -> Context:
    fetch = _Fetch(connection)
    units = fetch(
        "SELECT unit_id, concat_ws(';', name, short_name, text_issued, aliases), name FROM core.unit ORDER BY sort_key"
    )
    ward_id, plan_year = fetch("SELECT area_id, plan_year FROM core.ward")[0]
    series_names = dict(fetch("SELECT DISTINCT series_id, series_name FROM core.official_series"))
    return Context(
        areas=_read_areas(fetch, answers.list_of(Kind.AREA)),
        units=NameIndex([(unit, names) for unit, names, _ in units]),
        unit_names={unit: name for unit, _, name in units},
        policies=NameIndex(fetch("SELECT policy_id, concat_ws(';', name, aliases) FROM core.policy ORDER BY sort_key")),
        policy_names=dict(fetch("SELECT policy_id, name FROM core.policy")),
        measures=_read_measures(fetch),
        project_codes=dict(fetch("SELECT project_id, code_shown FROM core.project ORDER BY sort_key")),
        fund_sources=NameIndex(
            fetch("SELECT fund_source_id, concat_ws(';', name, short_name, aliases) FROM core.fund_source")
        ),
        school_levels=NameIndex(fetch("SELECT level_id, concat_ws(';', name, aliases) FROM core.school_level")),
        ethnicities=NameIndex(fetch("SELECT ethnicity_code, concat_ws(';', name, aliases) FROM core.ethnicity")),
        minorities=frozenset(code for (code,) in fetch("SELECT ethnicity_code FROM core.ethnicity WHERE is_minority")),
        point_per_deprivation=_read_points(fetch, plan_year),
        ward_id=ward_id,
        plan_year=plan_year,
        standards=tuple(
            StandardNames(standard, _compile_names(aliases.split(";")), _compile_years(aliases), first, last)
            for standard, aliases, first, last in fetch(
                "SELECT standard_id, concat_ws(';', name, aliases), valid_from, valid_to "
                "FROM core.standard ORDER BY valid_from"
            )
        ),
        standard_names=dict(fetch("SELECT standard_id, name FROM core.standard")),
        series=NameIndex(list(series_names.items())),
        series_names=series_names,
        secret=secret,
        today=today,
        answers=answers,
        corrections=corrections or {},
        area_codes=_read_codes(fetch),
    )


def _compile_names(aliases: list[str]) -> re.Pattern[str]:
    """A decree by its number; years, «mới» and «cũ» only after «chuẩn», so never of «Chương trình … 2026-2030»."""
    names = []
    for alias in map(fold_text, aliases):
        tail = _STANDARD_OPENING.sub("", alias)
        if tail == alias:
            names.append(re.sub("^nd ", "(?:nd|nghi dinh)(?: so)? ", alias))
        else:
            names.append(rf"(?<!tieu )chuan(?: (?:{_STANDARD_WORDS}))* {tail}")
    return re.compile(rf"\b(?:{'|'.join(names)})\b")


def _compile_years(aliases: str) -> re.Pattern[str]:
    years = sorted(set(re.findall(r"\b\d{4} \d{4}\b", fold_text(aliases))))
    return re.compile(rf"\b(?:{'|'.join(years) or '(?!)'})\b")


class _Fetch:
    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def __call__(self, sql: str) -> list[tuple]:  # type: ignore[type-arg]
        return self._connection.execute(sql).fetchall()


def list_area_ids(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """What an answer may call a khối."""
    rows = connection.execute("SELECT DISTINCT area_id FROM core.area WHERE level = 'neighbourhood'").fetchall()
    return (*(area for (area,) in rows), UNKNOWN_AREA)


def read_area_names(connection: duckdb.DuckDBPyConnection) -> NameIndex:
    """Khối by the names of the reference alone."""
    sql = "SELECT area_id, concat_ws(';', name, aliases) FROM core.area WHERE level = 'neighbourhood' ORDER BY sort_key"
    return NameIndex(connection.execute(sql).fetchall())


def _read_areas(fetch: _Fetch, said: dict[str, str]) -> AreaIndex:
    rows = fetch(
        "SELECT area_id, concat_ws(';', name, aliases), name FROM core.area "
        "WHERE level = 'neighbourhood' ORDER BY sort_key, valid_from DESC"
    )
    wider = fetch("SELECT area_id, concat_ws(';', name, aliases) FROM core.area WHERE level <> 'neighbourhood'")
    display = {area: name for area, _, name in reversed(rows)}
    return AreaIndex([(area, names) for area, names, _ in rows], display, NameIndex(wider), said)


def _read_codes(fetch: _Fetch) -> dict[str, str]:
    """«05986» -> «Xã Hoàng Đồng (cũ) đến 30/06/2025, Phường Tam Thanh từ 01/07/2025»."""
    rows = fetch("SELECT code, name, valid_from, valid_to FROM core.area WHERE code IS NOT NULL ORDER BY valid_from")
    found: dict[str, list[str]] = {}
    for code, name, first, last in rows:
        found.setdefault(code, []).append(f"{name} {f'đến {last:%d/%m/%Y}' if last else f'từ {first:%d/%m/%Y}'}")
    return {code: ", ".join(names) for code, names in found.items()}


def _read_measures(fetch: _Fetch) -> dict[str, str]:
    """Folded name or other name of a measure -> the measure."""
    rows = fetch("SELECT measure_id, concat_ws(';', name, aliases) FROM core.measure")
    return {fold_text(name): measure for measure, names in rows for name in names.split(";")}


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
