"""`docs/indicators.md`, written from the headers of the SQL files."""

from collections.abc import Iterable
from pathlib import Path

from queries.catalogue import indicators, tables
from queries.indicator import Indicator
from queries.listing import TableDefinition
from queries.words import Words

PATH = Path(__file__).resolve().parents[1] / "docs" / "indicators.md"
KINDS = {
    "ratio": "tỷ lệ",
    "stock": "số tại thời điểm, không cộng theo thời gian",
    "flow": "số trong kỳ, cộng được theo thời gian",
}
DIRECTIONS = {"up": "tăng là tốt", "down": "giảm là tốt"}
FREQUENCIES = {"round": "theo kỳ rà soát", "report": "theo báo cáo mới nhất tính đến hết kỳ"}
ACCESS = {
    "public": "công khai",
    "ward": "công khai; trình chiếu chỉ hiện toàn phường, không theo khối",
    "sensitive": "nhạy cảm: trình chiếu không theo khối, gửi ra ngoài che số nhỏ",
    "restricted": "có họ tên: chỉ cán bộ phụ trách và lãnh đạo, trong chế độ nội bộ",
}
INTRODUCTION = """# Chỉ tiêu và bảng

Viết ra từ phần đầu của các tệp SQL bằng `python -m queries docs`; đừng sửa ở đây. Công thức là thân của chính tệp đó.
Bộ máy chỉ cộng tử số, mẫu số và số chưa rõ rồi mới chia: mọi tỷ lệ là tỷ lệ của các tổng.
Trong «Biểu nguồn», `opening_list` là danh sách đầu kỳ, `earlier_lists` là các danh sách trước
đó được xét lại khi tìm tái nghèo.
"""


def write_document() -> str:
    """Return the whole page in Markdown."""
    parts = [INTRODUCTION, "## Chỉ tiêu\n", *(_describe_indicator(i) for i in indicators())]
    return "\n".join([*parts, "## Bảng\n", *(_describe_table(t) for t in tables())])


def is_in_step() -> bool:
    return PATH.is_file() and PATH.read_text(encoding="utf-8") == write_document()


def _describe_indicator(indicator: Indicator) -> str:
    unit = indicator.unit
    facts = (
        ("Loại", KINDS[indicator.kind]),
        ("Đơn vị", f"`{unit.id}`"),
        ("Hướng", DIRECTIONS[indicator.direction]),
        ("Nhịp", FREQUENCIES[indicator.frequency]),
        ("Chia theo", _join(("area_id", "period", *indicator.slices))),
        ("Biểu nguồn", _join(indicator.sources)),
        ("Dòng nguồn", _join(behind.table for behind in indicator.rows)),
        ("Căn cứ", str(indicator.basis) if indicator.basis else None),
        ("Chỉ tiêu kế hoạch", indicator.target),
        ("Truy cập", ACCESS[indicator.access]),
        ("Tệp", f"`queries/indicators/{indicator.id}.sql`"),
    )
    return _describe(indicator.id, indicator.title, indicator.definition, facts)


def _describe_table(table: TableDefinition) -> str:
    facts = (
        ("Cột", ", ".join(f"{column.title.vi} (`{column.name}`)" for column in table.columns)),
        ("Biểu nguồn", _join(table.sources)),
        ("Dòng nguồn", _join(behind.table for behind in table.rows)),
        ("Truy cập", ACCESS[table.access]),
        ("Tệp", f"`queries/tables/{table.id}.sql`"),
    )
    return _describe(table.id, table.title, table.definition, facts)


def _describe(name: str, title: Words, definition: Words, facts: Iterable[tuple[str, str | None]]) -> str:
    lines = "".join(f"- {label}: {fact}\n" for label, fact in facts if fact)
    return f"### {title.vi} · {title.en}\n\n`{name}`. {definition.vi}\n\n*{definition.en}*\n\n{lines}"


def _join(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
