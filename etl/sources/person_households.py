"""Which rows of a list of persons are one household: by head's number or code, else filled down by STT hộ."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from etl.clean.text import fold_text
from etl.issue import Severity
from etl.row_reader import RowReader
from etl.sheet_report import Record, SheetReport

_HEADS = frozenset({"chu ho", "la chu ho", "chu ho gia dinh", "ch"})
_NUMBERS = frozenset({"household_number", "member_number", "running_number"})
# A word of movement is no status: «tái nghèo» is poor at the end, like «nghèo mới» and «nghèo cũ».
CLASS_TICKS = {
    "poor": "poor",
    "new_poor": "poor",
    "relapsed_poor": "poor",
    "old_poor": "poor",
    "near_poor": "near_poor",
    "new_near_poor": "near_poor",
    "relapsed_near_poor": "near_poor",
    "old_near_poor": "near_poor",
    "not_poor": "not_poor",
}


@dataclass(slots=True)
class HouseholdRows:
    """Rows of one household, in order; `is_known` false where nothing on them says which.

    `is_numbered`: they hang together by STT hộ alone, written on the first of them.
    """

    rows: list[RowReader]
    is_known: bool = True
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class ListKind:
    """What a sheet of persons says of households.

    `has_classes`: in columns, on the row of the head. `left_class`: the class its title says they all have left.
    """

    has_classes: bool
    left_class: str | None

    @property
    def describes_households(self) -> bool:
        return self.has_classes or self.left_class is not None


def list_households(stretches: list[list[RowReader]], kind: ListKind) -> list[HouseholdRows]:
    """Rows by household: by code or head's number where written, by STT hộ where the list is kept that way.

    A list is filled down by STT hộ when it carries classes or has neither code nor head's number; a number that counts
    persons fills nothing.
    """
    sample = next(row for stretch in stretches for row in stretch)
    names_households = sample.has("household_code") or sample.has("head_id_number")
    if (kind.describes_households or not names_households) and not _counts_persons(stretches):
        return [household for stretch in stretches for household in _group_by_number(stretch)]
    return _group_by_name(row for stretch in stretches for row in stretch)


def number_field(row: RowReader) -> str:
    return "household_number" if row.has("household_number") else "running_number"


def _number(row: RowReader) -> str:
    return row.text(number_field(row))


def _name_household(row: RowReader) -> str:
    return row.text("head_id_number") or row.text("household_code")


def is_head(row: RowReader) -> bool:
    return fold_text(row.text("relation")) in _HEADS


def _counts_persons(stretches: list[list[RowReader]]) -> bool:
    """Whether a plain STT runs over persons.

    It stands on every row, and those of members say no class; or it opens more «households» at a member than at a head.
    """
    rows = [row for stretch in stretches for row in stretch]
    starts = [part[0] for stretch in stretches for part in _split_by_number(stretch) if _number(part[0])]
    members = [row for row in starts if row.text("relation") and not is_head(row)]
    if not starts or starts[0].has("household_number"):
        return not starts
    is_on_every_row = len(starts) == len(rows) and any(map(is_head, rows)) and not any(map(_says_class, members))
    return 2 * len(members) > len(starts) or (bool(members) and is_on_every_row)


def _says_class(row: RowReader) -> bool:
    return any(row.text(field) for field in ("closing_class", *CLASS_TICKS))


def _split_by_number(stretch: list[RowReader]) -> list[list[RowReader]]:
    """A new part at each STT hộ, or at each change of it where the number is repeated on every member.

    A code or head's number that differs from the one above opens a part as well: STT hộ may have been forgotten.
    """
    pairs = pairwise(stretch)
    is_repeated = any(_number(row) and _number(row) == _number(above) and not is_head(row) for above, row in pairs)
    parts: list[list[RowReader]] = []
    current = name = ""
    for row in stretch:
        number, named = _number(row).rstrip("."), _name_household(row)
        is_within = bool(current) and number.startswith(f"{current}.")  # «2.1», «2.2»: members of household 2
        is_new = bool(number) and not is_within and not (is_repeated and number == current)
        if not parts or is_new or (named and name and named != name):
            parts.append([])
            name = ""
        parts[-1].append(row)
        current, name = current if is_within else number or current, named or name
    return parts


def _group_by_number(stretch: list[RowReader]) -> list[HouseholdRows]:
    households: list[HouseholdRows] = []
    for rows in _split_by_number(stretch):
        households += [HouseholdRows(rows, is_numbered=True)] if _number(rows[0]) else _group_by_name(rows)
    return households


def _group_by_name(rows: Iterable[RowReader]) -> list[HouseholdRows]:
    """By the head's number, else by code, wherever in the list; rows with neither stay together as unknown."""
    known: dict[str, HouseholdRows] = {}
    households: list[HouseholdRows] = []
    for row in rows:
        key = _name_household(row)
        if key and key in known:
            known[key].rows.append(row)
        elif not key and households and not households[-1].is_known:
            households[-1].rows.append(row)
        else:
            households.append(HouseholdRows([row], is_known=bool(key)))
            if key:
                known[key] = households[-1]
    return households


def merge_copies(report: SheetReport, households: list[HouseholdRows]) -> Iterator[HouseholdRows]:
    """Leave out a row written twice in one household and a household written twice: an exact copy counts once.

    Without a code, a number or a birth day two households may have a like member: only within one are rows compared.
    """
    seen: set[tuple[object, ...]] = set()
    for household in households:
        cells = tuple(map(_sign, household.rows))
        if household.is_numbered and cells in seen:
            report.rows_merged += len(household.rows)
            household.rows[0].note(
                Severity.INFO,
                "duplicate_row",
                "running_number",
                f"cả hộ ({len(household.rows)} dòng) trùng hệt một hộ ở trên nên chỉ tính một lần",
            )
            continue
        seen.add(cells)
        first: dict[object, RowReader] = {}
        for row, sign in zip(household.rows, cells, strict=True):
            if first.setdefault(sign, row) is not row:
                report.rows_merged += 1
                row.note(
                    Severity.INFO, "duplicate_row", "running_number", "trùng hệt một dòng ở trên nên chỉ tính một lần"
                )
        household.rows = list(first.values())
        yield household


def say_repeated(household: HouseholdRows, numbers: dict[tuple[str | None, str], int]) -> None:
    """`numbers` maps khối and STT hộ to the row where they stood first: STT may start again in every khối."""
    row = household.rows[0]
    first = numbers.setdefault((row.fallback_area_id, _number(row)), row.row.number)
    if first != row.row.number:
        row.note(
            Severity.WARNING,
            "household_number_repeated",
            number_field(row),
            f"STT hộ này đã dùng ở dòng {first}; hai nơi tính là hai hộ. Hãy đánh lại STT hộ",
        )


def _sign(row: RowReader) -> tuple[str, ...]:
    cells = (row.text(field) for field in sorted(row.header.columns) if field not in _NUMBERS)
    return (row.fallback_area_id or "", *cells)


def merge_copied_persons(sheets: list[SheetReport]) -> None:
    """A person whom two sheets of a workbook list alike counts once, with the sheet that comes first."""
    first: dict[tuple[object, ...], SheetReport] = {}
    for sheet in sheets if len(sheets) > 1 else ():
        kept: list[Record] = []
        holders: dict[str, list[Record]] = {}
        for record in sheet.records:
            holder = first.setdefault(_sign_person(record), sheet)
            (kept if holder is sheet else holders.setdefault(holder.sheet, [])).append(record)
        sheet.rows_accepted -= len(sheet.records) - len(kept)
        sheet.rows_merged += len(sheet.records) - len(kept)
        sheet.records = kept
        for name, copies in holders.items():
            row = int(str(copies[0]["source_row"]))
            said = f"{len(copies)} người (từ dòng {row}) đã có ở trang «{name}»; mỗi người chỉ tính một lần."
            sheet.add_issue(Severity.WARNING, "repeated_sheet", f"Trang «{sheet.sheet}»: {said}", row=row, used=name)


def _sign_person(record: Record) -> tuple[object, ...]:
    return tuple(value for name, value in record.items() if name not in ("source_sheet", "source_row"))
