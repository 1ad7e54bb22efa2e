"""Open suggestions for the officer who decides, and the decision written down.

Names go to the officer's own terminal and nowhere else.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from etl.decisions.log import NewLine, append_line
from etl.desk.journal import hold
from etl.errors import InputError
from etl.folder import DataFolder
from etl.linking.decisions import LINKS_FILE, LinkDecision, write_decision
from etl.published import find_published
from etl.sealed import open_named

_OPEN = (Path(__file__).parent / "open.sql").read_text(encoding="utf-8")
_WORDS = {
    "shared_member": "có người chung (theo số định danh)",
    "code": "cùng mã hộ",
    "name": "cùng tên chủ hộ",
    "similar_name": "tên chủ hộ gần giống",
    "birth": "cùng ngày sinh",
    "birth_year": "cùng năm sinh",
    "similar_number": "số định danh gần giống",
    "member_count": "cùng số nhân khẩu",
    "area": "cùng khối",
}


@dataclass(frozen=True, slots=True)
class ListedRow:
    period: str
    listed_id: str
    household_code: str | None
    head_name: str
    area: str | None
    members: int | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two rows that may be one household; `score` from 0 to 1, `evidence` codes joined by ","."""

    score: float
    evidence: str
    earlier: ListedRow
    later: ListedRow

    @property
    def subject(self) -> str:
        """As the subject of its question."""
        return "|".join((self.earlier.period, self.earlier.listed_id, self.later.period, self.later.listed_id))


def list_suggestions(folder: DataFolder) -> list[Suggestion]:
    """The suggestions of the published warehouse. Raises InputError when nothing is published, or names stay closed."""
    return read_suggestions(_find_published(folder))


def read_suggestions(warehouse: Path) -> list[Suggestion]:
    """The suggestions of one warehouse, the likeliest first. Raises InputError where its names cannot be opened."""
    with open_named(warehouse, _OPEN) as connection:
        rows = connection.execute(_OPEN).fetchall()
    return [Suggestion(row[0], row[1], ListedRow(*row[2:8]), ListedRow(*row[8:14])) for row in rows]


def show_suggestion(suggestion: Suggestion) -> dict[str, object]:
    """One object of `links --json`."""
    return asdict(suggestion) | {"evidence": suggestion.evidence.split(",")}


def describe_suggestions(suggestions: list[Suggestion]) -> Iterator[str]:
    for number, suggestion in enumerate(suggestions, start=1):
        why, *rows = describe_suggestion(suggestion)
        yield f"{number}) {why}"
        yield from (f"   {row}" for row in rows)
        ids = suggestion.subject.replace("|", " ")
        yield f'   python -m etl link {ids} --verdict same|different --by "người quyết định"'
    if suggestions:
        yield f"{len(suggestions)} gợi ý chờ quyết định. Cùng một hộ: same; hai hộ khác nhau: different."
    else:
        yield "Không có gợi ý ghép hộ nào chờ quyết định."


def describe_suggestion(suggestion: Suggestion) -> Iterator[str]:
    """Why it is made, then what an officer knows both rows by."""
    why = ", ".join(_WORDS[code] for code in suggestion.evidence.split(","))
    yield f"Có thể là một hộ, điểm {suggestion.score:.2f}".replace(".", ",") + f": {why}"
    yield from map(_describe_row, (suggestion.earlier, suggestion.later))


def _describe_row(row: ListedRow) -> str:
    parts = (
        row.head_name,
        f"mã {row.household_code}" if row.household_code else "không có mã",
        row.area or "chưa rõ khối",
        "chưa rõ số khẩu" if row.members is None else f"{row.members} khẩu",
    )
    return f"{row.period}  {row.listed_id}  {' · '.join(parts)}"


def decide(folder: DataFolder, decision: LinkDecision) -> Path:
    """Write the decision down; returns the file. Raises InputError for rows that are on no published list."""
    with hold(folder.root):
        append_line(folder.decisions, prepare_link(folder, decision))
    return folder.decisions / LINKS_FILE


def prepare_link(folder: DataFolder, decision: LinkDecision, shown: Path | None = None) -> NewLine:
    """The line to write down; `shown`: the warehouse whose lists the rows are on, where it is not the published one."""
    if folder.is_sample:
        raise InputError("Đang xem dữ liệu mẫu: không ghi quyết định. Hãy đặt tệp của phường vào data/raw rồi nạp lại.")
    if not decision.decided_by.strip():
        raise InputError("Chưa ghi ai quyết định. Hãy thêm --by với tên hoặc chức danh người quyết định.")
    earlier = (decision.earlier_period, decision.earlier_id)
    later = (decision.later_period, decision.later_id)
    with duckdb.connect(str(shown or _find_published(folder)), read_only=True) as connection:
        lists = {end: _find_lists(connection, *end) for end in (earlier, later)}
    for (period, listed_id), found in lists.items():
        if not found:
            raise InputError(
                f"Không thấy hộ {listed_id} trong danh sách kỳ {period} đã công bố. "
                "Hãy chép đúng kỳ và mã từ lệnh «python -m etl links»."
            )
    if decision.verdict == "same" and lists[earlier] & lists[later]:
        raise InputError(
            f"Hai dòng này cùng ở một danh sách kỳ {decision.later_period} nên không thể là một hộ. "
            "Nếu ghi trùng, hãy xóa một dòng trong tệp nguồn rồi nạp lại."
        )
    return write_decision(decision)


def _find_lists(connection: duckdb.DuckDBPyConnection, period: str, listed_id: str) -> frozenset[tuple[str, str]]:
    rows = connection.execute(
        "SELECT period, standard_id FROM core.household_link WHERE period = $period AND listed_id = $listed_id",
        {"period": period, "listed_id": listed_id},
    )
    return frozenset(rows.fetchall())


def _find_published(folder: DataFolder) -> Path:
    current = find_published(folder.root, folder.pointer)
    if current is None:
        raise InputError(
            f"Thư mục {folder.root} chưa công bố số liệu nào mà bản phần mềm này đọc được. "
            "Hãy chạy «python -m etl build» trước."
        )
    return current.path
