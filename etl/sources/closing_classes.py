"""The class of each household after a review: by its words, its ticks, its section, or a person's answer."""

from functools import partial
from operator import eq

from etl.clean.class_words import LEFT_NEAR_POVERTY, LEFT_POVERTY, Result
from etl.column import Column, combine, repeat
from etl.decisions.answers import AS_LISTED, CLASSES, ask_class
from etl.issue import Severity
from etl.table_reader import TableReader

# What a tick of the end says. A movement is no class: «tái nghèo» is poor at the end, like «nghèo mới».
_CLOSING = {
    "closing_poor": Result("poor"),
    "closing_near_poor": Result("near_poor"),
    "closing_not_poor": Result("not_poor"),
    "new_poor": Result("poor"),
    "new_near_poor": Result("near_poor"),
    "relapsed_poor": Result("poor"),
    "relapsed_near_poor": Result("near_poor"),
    "left_poverty": LEFT_POVERTY,
    "left_near_poverty": LEFT_NEAR_POVERTY,
}
_MISSING = "chưa ghi kết quả rà soát cuối kỳ"
_UNTICKED = "chưa đánh dấu kết quả rà soát cuối năm"
_TWO = "đánh dấu cùng lúc nhiều kết quả cuối năm"
_NOTHING_CHANGED = "ghi loại hộ không đổi nhưng không rõ trước đó là loại nào"
_NO_SECTION = "không có cột phân loại và không nằm dưới mục nào cho biết loại hộ"


def read_closing(table: TableReader, listed_ids: Column[object], opening: Column[object]) -> Column[Result | None]:
    """The class of each row, `unknown` for a doubtful mark; None where it says none or two and nobody answered.

    What the row says wins over its section, and a difference is said.
    """
    words, is_unread = _read_words(table)
    fields = tuple(field for field in _CLOSING if table.has(field))
    judge = partial(_judge, fields, table.has("closing_class"))
    judged = combine(judge, words, is_unread, table.results, opening, *map(table.ticks, fields))
    doubts = judged.find(lambda found: isinstance(found, str))
    told = judged.map(lambda found: found if isinstance(found, Result) else None)
    closing = told.put({place: _find_answer(table, place, listed_ids, str(judged[place])) for place in doubts})
    _say_differing(table, closing)
    _say_left(table, closing)
    return closing


def _read_words(table: TableReader) -> tuple[Column[Result | None], Column[bool]]:
    """What the column of results says, and which of its cells say something that tells no class."""
    if not table.has("closing_class"):
        return repeat(None, len(table)), repeat(False, len(table))
    results = table.read_results("closing_class")
    is_filled = table.map_texts("closing_class", lambda text: bool(text.strip("-–— ")))
    return results, combine(lambda filled, found: filled and not found, is_filled, results)


def _judge(
    fields: tuple[str, ...],
    has_words: bool,
    word: Result | None,
    is_unread: bool,
    section: Result | None,
    opening: str,
    *marks: bool | None,
) -> Result | str:
    """The class, or why there is none. `marks` stand beside `fields`; `has_words`: there is a column of results."""
    if is_unread:
        return _MISSING
    ticked = [_CLOSING[field] for field, mark in zip(fields, marks, strict=True) if mark]
    said = [_keep(result, section, opening) for result in ([word] if word else []) + ticked]
    closings = {result.closing for result in said}
    if None in closings:
        return _NOTHING_CHANGED
    if closings == {"near_poor", "not_poor"} and LEFT_POVERTY in said:
        return Result("near_poor", "poor")
    if len(closings) > 1:
        return _TWO
    if None in marks and not word:
        return Result("unknown")
    if said:
        return Result(said[0].closing, next((result.opening for result in said if result.opening), None))
    return section or (_MISSING if has_words else _UNTICKED if fields else _NO_SECTION)


def _keep(result: Result, section: Result | None, opening: str) -> Result:
    """«Giữ nguyên» as the class that the opening, else the section tells."""
    if result.closing is not None:
        return result
    before = opening if opening != "unknown" else section.closing if section else None
    return Result(before, before)


def _find_answer(table: TableReader, place: int, listed_ids: Column[object], why: str) -> Result | None:
    """What a person said of a household whose own row does not say; else the row is quarantined and asked about."""
    report, row = table.report, int(table.rows[place]) + 1
    text = f"Trang «{report.sheet}», dòng {row}: {why}. Hộ này thuộc loại nào?"
    asked = ask_class(str(report.period), str(report.standard_id), str(listed_ids[place]), text)
    said = table.context.answers.find(asked.kind, asked.subject)
    if said in (None, AS_LISTED):
        field = "closing_poor" if table.has("closing_poor") and not table.has("closing_class") else "closing_class"
        table.quarantine_row(place, "closing_class", field, why, asked=asked)
        return None
    return Result(said)


def _say_differing(table: TableReader, closing: Column[Result | None]) -> None:
    """Households whose own cells say something else than the section they stand in, once for each class."""
    if not any(table.results.values):
        return
    sections = combine(_name_other_section, closing, table.results)
    for name in dict.fromkeys(filter(None, sections.values)):
        places = sections.find(partial(eq, name))
        row = int(table.rows[places[0]]) + 1
        table.report.add_issue(
            Severity.WARNING,
            "section_class_differs",
            f"Trang «{table.report.sheet}»: {len(places)} hộ (từ dòng {row}) nằm trong mục «{CLASSES[name]}» nhưng cột "
            "kết quả ghi loại khác; tính theo cột. Hãy sửa cột hoặc chuyển hộ sang đúng mục rồi nạp lại.",
            row=row,
        )


def _name_other_section(found: Result | None, section: Result | None) -> str | None:
    """The class of the section, where that is another. Who left poverty stands among those who were poor."""
    if found is None or section is None or found.closing == "unknown":
        return None
    return section.closing if section.closing not in (found.closing, found.opening) else None


def _say_left(table: TableReader, closing: Column[Result | None]) -> None:
    """Who left poverty counts as not poor, unless the same list has them among the near-poor."""
    rows: list[int] = (table.rows[closing.find(partial(eq, LEFT_POVERTY))] + 1).tolist()
    if not rows:
        return
    table.report.left_rows.update(rows)
    table.report.add_issue(
        Severity.INFO,
        "left_poverty",
        f"Trang «{table.report.sheet}»: {len(rows)} hộ thoát nghèo (từ dòng {rows[0]}) được tính là hộ không nghèo. "
        "Hộ nào nay là cận nghèo, hãy ghi «Hộ cận nghèo» rồi nạp lại.",
        row=rows[0],
        used="not_poor",
    )
