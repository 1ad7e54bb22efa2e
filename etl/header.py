"""Finding the header of a table wherever it starts, in one to three merged tiers."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from etl.class_told import has_class_sections, name_list_class
from etl.clean.class_words import Result, parse_class_title
from etl.clean.numbers import split_unit
from etl.clean.text import fold_text, tidy_text
from etl.decisions.answers import NO_ANSWERS, NO_FIELD, Answers, key_column
from etl.errors import FileRefused
from etl.header_time import name_ends
from etl.issue import Asked, Kind
from etl.layout import Layout, list_forms, read_layouts
from etl.workbook.address import name_column
from etl.workbook.model import Sheet

_SEARCHED_ROWS = 60
MOST_TIERS = 3
_FEW_FIELDS = 3
_FEWEST_LABELS = 2
_LIKE = 70
TIER_MARK = " / "
_TITLES = ("danh sach", "bieu")


@dataclass(frozen=True, slots=True)
class Header:
    """`first_row` and `tiers` are 0-based row and count; `columns` maps field to 0-based column.

    `rivals`: further columns that could as well be a required field. `scales`: đồng per unit of the fields whose header
    names one. `ends`: columns that are of the opening or the closing by a date or year above them. `list_class`: of
    every household, where no column tells it and the sheet says that it is of one class alone.
    """

    layout: Layout
    first_row: int
    tiers: int
    columns: dict[str, int]
    labels: tuple[str, ...]
    rivals: tuple[tuple[str, int], ...] = ()
    scales: Mapping[str, int] = field(default_factory=dict)
    ends: Mapping[int, str] = field(default_factory=dict)
    list_class: Result | None = None

    @property
    def first_data_row(self) -> int:
        return self.first_row + self.tiers


def find_header(sheet: Sheet, answers: Answers = NO_ANSWERS, beside: Collection[str] = ()) -> Header | None:
    """The best header of any form of ours, or None for a sheet that holds none. A column that a person answered for is
    what they said. `beside`: names of the sheets of the workbook.

    Raises FileRefused (rule `missing_column`) when a form is clearly meant but a required column is not there.
    """
    candidates = _list_candidates(sheet, answers)
    found = max(candidates, key=_rank, default=None)
    if found is None:
        return None
    if _list_missing(found):
        meant = max(
            (header for header in candidates if len(header.columns) >= _FEW_FIELDS),
            key=lambda header: (_compare_title(header, sheet), -len(_list_missing(header)), *_rank(header)),
            default=None,
        )
        if meant is None:
            return None
        if told := _find_told(candidates, sheet, answers, beside):
            return told
        raise _refuse_missing(meant, _list_missing(meant), answers)
    whole = _reach_up(found, sheet, answers)
    if missing := _list_missing(whole):
        # «Hộ nghèo» alone was the result; with the tier above it is the opening.
        if told := _tell_class(whole, sheet, beside):
            return told
        raise _refuse_missing(whole, missing, answers)
    if whole.rivals:
        raise _refuse_rivals(whole)
    return whole


def _find_told(candidates: list[Header], sheet: Sheet, answers: Answers, beside: Collection[str]) -> Header | None:
    """The best header of a list that tells its classes without a column."""
    lists = [header for header in candidates if header.layout.told_elsewhere and len(header.columns) >= _FEW_FIELDS]
    lacking = [header for header in lists if set(_list_missing(header)) <= set(header.layout.told_elsewhere)]
    best = max(lacking, key=_rank, default=None)
    return _tell_class(_reach_up(best, sheet, answers), sheet, beside) if best else None


def _tell_class(header: Header, sheet: Sheet, beside: Collection[str]) -> Header | None:
    """The header of a list that lacks nothing but the class, where its sections or its title tell that."""
    if not set(_list_missing(header)) <= set(header.layout.told_elsewhere):
        return None
    if header.rivals:
        raise _refuse_rivals(header)
    if has_class_sections(sheet, header.first_data_row):
        return header
    if any(field in header.columns for entry in header.layout.told_elsewhere for field in entry.split("|")):
        # «Hộ nghèo» is ticked for some of them: who has no tick is of no class that the title could tell.
        return None
    named = name_list_class(list_titles(sheet, header), sheet.name, beside)
    return replace(header, list_class=named) if named else None


def list_titles(sheet: Sheet, header: Header) -> list[str]:
    """What stands above the table, cell by cell."""
    return [tidy_text(value) for row in range(header.first_row) for value in sheet.row(row) if value is not None]


def _reach_up(header: Header, sheet: Sheet, answers: Answers) -> Header:
    """The header from its first tier on: merged cells may begin above the row that was enough to know it."""
    top = min(
        (place.top for place in sheet.merged if place.top < header.first_row <= place.bottom), default=header.first_row
    )
    if top == header.first_row:
        return header
    tiers = header.tiers + header.first_row - top
    return _match(header.layout, top, tiers, _read_paths(_merge_labels(sheet)[top : top + tiers]), answers)


def _rank(header: Header) -> tuple[bool, int, int, int, int, int]:
    """Most columns first; then technical names, a tier of their own, with words below; then the fewest tiers."""
    is_whole = not header.layout.list_missing(set(header.columns))
    paths = [tuple(map(fold_text, header.labels[column].split(TIER_MARK))) for column in header.columns.values()]
    keyed = sum(map(header.layout.has_key, paths))
    worded = sum(not header.layout.has_key(path[-1:]) for path in paths)
    return (is_whole, len(header.columns), keyed, worded, -header.tiers, -header.first_row)


def _list_missing(header: Header) -> tuple[str, ...]:
    return header.layout.list_missing(set(header.columns))


def _compare_title(header: Header, sheet: Sheet) -> float:
    """How near what stands above the table comes to the title of the form, 0 to 100 in tens."""
    titles = list_titles(sheet, header)
    wanted = fold_text(header.layout.title)
    return round(max((fuzz.token_set_ratio(wanted, fold_text(title)) for title in titles), default=0), -1)


def _list_candidates(sheet: Sheet, answers: Answers) -> list[Header]:
    grid = _merge_labels(sheet)
    # Most rows name no column of any form, a cell of one row names one by chance: only the others are worth matching.
    named = [Counter(form for label in row if label for form in list_forms(_fold(label))) for row in grid]
    candidates = []
    for first_row in range(min(len(grid), _SEARCHED_ROWS)):
        if not any(grid[first_row]) or _is_title(grid[first_row]):
            continue
        for tiers in range(1, min(MOST_TIERS, len(grid) - first_row) + 1):
            if tiers > 1 and _opens_section(grid[first_row + tiers - 1]):
                break
            found = sum(named[first_row : first_row + tiers], Counter[str]())
            forms = {form for form, labels in found.items() if labels >= _FEWEST_LABELS}
            paths = _read_paths(grid[first_row : first_row + tiers]) if forms else []
            candidates += [
                _match(layout, first_row, tiers, paths, answers) for layout in read_layouts() if layout.form in forms
            ]
    return [candidate for candidate in candidates if candidate.columns]


def _is_title(tier: list[str]) -> bool:
    """One label over the whole table, or one that says that it is a list: no group of columns."""
    labels = set(filter(None, tier))
    return len(labels) == 1 and bool(tier[0] or fold_text(labels.pop()).startswith(_TITLES))


def _opens_section(tier: list[str]) -> bool:
    """«HỘ NGHÈO» alone in its row: no tier of a header, which would name the near-poor as well."""
    labels = set(filter(None, tier))
    return len(labels) == 1 and parse_class_title(labels.pop()) is not None


def _merge_labels(sheet: Sheet) -> list[list[str]]:
    """The top of the sheet as text, each merged range filled with its one label."""
    height, width = min(_SEARCHED_ROWS + MOST_TIERS, sheet.height), len(sheet.columns)
    grid = [[tidy_text(value) for value in sheet.row(row)] for row in range(height)]
    for place in sheet.merged:
        for row in range(place.top, min(place.bottom + 1, len(grid))):
            for column in range(place.left, min(place.right + 1, width)):
                grid[row][column] = grid[place.top][place.left]
    return grid


def _read_paths(tiers: list[list[str]]) -> list[tuple[str, ...]]:
    """The labels above each column, upper first; a parent that was not merged reaches right until the next one."""
    filled = [_fill_right(tier, below) for tier, below in zip(tiers, [*tiers[1:], None], strict=True)]
    return [tuple(dict.fromkeys(label for label in column if label)) for column in zip(*filled, strict=True)]


def _fill_right(tier: list[str], below: list[str] | None) -> list[str]:
    if below is None:
        return tier
    filled: list[str] = []
    for label, lower in zip(tier, below, strict=True):
        filled.append(label or (filled[-1] if filled and lower else ""))
    return filled


def _match(layout: Layout, first_row: int, tiers: int, paths: list[tuple[str, ...]], answers: Answers) -> Header:
    columns: dict[str, int] = {}
    said = answers.columns.get(layout.form, {})
    rivals: list[tuple[str, int]] = []
    folded, ends = [tuple(map(_fold, path)) for path in paths], dict[int, str]()
    words = [" ".join(path) for path in folded]
    if layout.tells_ends:
        folded, ends = name_ends(folded)
    if layout.is_foreign(folded):
        return Header(layout, first_row, tiers, {}, ())

    def is_sure(column: int) -> bool:
        return words[column] in said or layout.has_key(folded[column])

    for column, path in enumerate(folded):
        field = said.get(words[column]) or layout.find_field(path)
        if field == NO_FIELD:
            continue
        if field is not None and (field not in columns or (is_sure(column) and not is_sure(columns[field]))):
            columns[field] = column
        elif field is not None and is_sure(columns[field]):
            continue
        elif field is not None and layout.is_required(field) and _stands_apart(paths, columns[field], column):
            rivals.append((field, column))
    unanswered = [() if word in said else path for word, path in zip(words, folded, strict=True)]
    columns |= _find_alone(layout, unanswered, columns)
    labels = tuple(TIER_MARK.join(path) for path in paths)
    return Header(layout, first_row, tiers, columns, labels, tuple(rivals), _read_scales(layout, columns, paths), ends)


def fold_label(label: str) -> str:
    """The words above a column, upper tier first, as answers about it name them."""
    return " ".join(map(_fold, label.split(TIER_MARK)))


def _fold(label: str) -> str:
    """A label for comparing, without the money unit that it may end in."""
    return fold_text(split_unit(label)[0])


def _read_scales(layout: Layout, columns: dict[str, int], paths: list[tuple[str, ...]]) -> dict[str, int]:
    """The nearest unit above each column of money."""
    money = {name: paths[place] for name, place in columns.items() if layout.columns[name].read == "money"}
    found = {
        name: [scale for label in reversed(path) if (scale := split_unit(label)[1])] for name, path in money.items()
    }
    return {name: scales[0] for name, scales in found.items() if scales}


def _stands_apart(paths: list[tuple[str, ...]], first: int, second: int) -> bool:
    """Whether two columns are two: a label merged over neighbours heads one."""
    return any(path != paths[second] for path in paths[first:second])


def _find_alone(layout: Layout, folded: list[tuple[str, ...]], columns: dict[str, int]) -> dict[str, int]:
    """Columns that need no parent to tell them from another, since no other has their header."""
    leaves = [path[-1] if path else "" for path in folded]
    return {
        field: leaves.index(header)
        for header, field in layout.list_alone().items()
        if leaves.count(header) == 1 and field not in columns and leaves.index(header) not in columns.values()
    }


def _refuse_rivals(header: Header) -> FileRefused:
    field, second = header.rivals[0]
    first, row = header.columns[field], header.first_row + 1
    if header.labels[first] == header.labels[second]:
        return FileRefused(
            "two_tables",
            f"Có hai bảng đặt cạnh nhau: cột {name_column(first)} và cột {name_column(second)} cùng là "
            f"«{header.labels[first]}» (dòng tiêu đề {row}). Hãy để mỗi bảng ở một trang rồi nạp lại.",
        )
    return FileRefused(
        "column_ambiguous",
        f"Hai cột đều có thể là «{header.layout.columns[field].title}»: «{header.labels[first]}» và "
        f"«{header.labels[second]}» (dòng tiêu đề {row}). Hãy đổi tên cột không dùng rồi nạp lại.",
        _ask_rival(header, field, first, second),
    )


def _ask_rival(header: Header, field: str, first: int, second: int) -> Asked:
    form, title = header.layout, header.layout.columns[field].title
    return Asked(
        Kind.COLUMN,
        key_column(form.form, fold_label(header.labels[first])),
        f"Biểu «{form.title}» có hai cột đều có thể là «{title}»: "
        f"«{header.labels[first]}» và «{header.labels[second]}». Lấy cột nào?",
        ((field, f"Lấy «{header.labels[first]}»"), (NO_FIELD, f"Lấy «{header.labels[second]}»")),
    )


def ask_column(layout: Layout, label: str, fields: tuple[str, ...]) -> Asked:
    """Whether the column under `label` is one of these."""
    titles = tuple((field, f"Là cột «{layout.columns[field].title}»") for field in fields)
    return Asked(
        Kind.COLUMN,
        key_column(layout.form, fold_label(label)),
        f"Cột «{label}» của biểu «{layout.title}» có phải là «{layout.columns[fields[0]].title}» không?",
        (*titles, (NO_FIELD, "Không phải, bỏ qua cột này")),
    )


def _refuse_missing(header: Header, missing: tuple[str, ...], answers: Answers) -> FileRefused:
    """«Thiếu cột …» with what was seen and the nearest look-alike that nobody answered for."""
    names = ", ".join(dict.fromkeys(f"«{header.layout.name_field(entry)}»" for entry in missing))
    said = answers.columns.get(header.layout.form, {})
    free = [
        label
        for column, label in enumerate(header.labels)
        if label and column not in header.columns.values() and fold_label(label) not in said
    ]
    seen = ", ".join(f"«{label}»" for label in header.labels if label)
    nearest = [_find_nearest(header, entry, free) for entry in missing]
    found = [(entry, *near) for entry, near in zip(missing, nearest, strict=True) if near]
    hints = " ".join(dict.fromkeys(f"«{label}» có phải «{title}»?" for _, label, title in found))
    advice = "trả lời câu hỏi về cột này, hoặc sửa tên cột trong tệp" if found else "sửa tên cột trong tệp"
    message = (
        f"Thiếu cột {names} của biểu «{header.layout.title}» ở dòng tiêu đề {header.first_row + 1}. "
        f"Thấy: {seen}.{f' Gợi ý: {hints}' if hints else ''} "
        f"Hãy {advice} (hoặc thêm tên này vào bố cục của biểu) rồi nạp lại."
    )
    asked = ask_column(header.layout, found[0][1], tuple(found[0][0].split("|"))) if found else None
    return FileRefused("missing_column", message, asked)


def _find_nearest(header: Header, entry: str, free: list[str]) -> tuple[str, str] | None:
    """The free column whose words come nearest to any name of a missing one, and the title of that."""
    leaves = {fold_text(label.split(TIER_MARK)[-1]): label for label in free}
    found = [
        (near[1], leaves[near[0]], header.layout.columns[field].title)
        for field, name in header.layout.list_names(entry)
        if (near := process.extractOne(fold_text(name), list(leaves), scorer=fuzz.WRatio, score_cutoff=_LIKE))
    ]
    return max(found)[1:] if found else None
