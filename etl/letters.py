"""Workbooks typed in the fonts of before Unicode, put right cell by cell before anything else is understood.

One sheet may hold both: headers in Unicode over names in .VnTime. A cell that can be read either way goes with its
column, where that tells, else with its row.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from etl.clean.charset import CHARSETS, count_lost_letters, count_strange, is_surely_lost, restore_horn
from etl.errors import FileRefused
from etl.header import MOST_TIERS
from etl.issue import Issue, Severity
from etl.workbook.address import name_cell
from etl.workbook.model import Cells, Sheet, Workbook

# What Vietnamese in Unicode never holds and legacy text can hardly do without; most sheets are done after this search.
_SUSPICIOUS = re.compile("[¡-¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþÿ]|[ae][ãâàáêèéú]|o[âã]", re.IGNORECASE)
# Most Vietnamese letters of Unicode lie beyond what the old fonts use.
_UNICODE_ALONE = re.compile("[Ā-ſƠơƯưẠ-ỹ]")
# One «?» between two words can be a slip of the hand.
_MOST_SLIPS = 1
_MOST_NAMED = 5
_AROUND_MARK = " ().\u00a0"

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a sheet reads under one charset: the cells that only it explains, and those that either explains."""

    charset: str
    certain: dict[Place, str]
    possible: dict[Place, str]
    # Cells that only Unicode explains.
    against: set[Place]

    def choose(self) -> dict[Place, str]:
        """Return what to put in which cell."""
        rows, columns = (Counter(place[axis] for place in self.certain) for axis in (0, 1))
        other_rows, other_columns = (Counter(place[axis] for place in self.against) for axis in (0, 1))

        def goes_along(row: int, column: int) -> bool:
            if columns[column] or other_columns[column] > MOST_TIERS:
                return columns[column] > other_columns[column]
            return rows[row] > other_rows[row]

        return self.certain | {place: text for place, text in self.possible.items() if goes_along(*place)}


def restore_letters(workbook: Workbook, file: str) -> tuple[Workbook, list[Issue]]:
    """Return the workbook in Unicode and what was changed. Raises FileRefused where letters turned into «?»."""
    wholes = list(map(_join_texts, workbook.sheets))
    _refuse_lost(workbook, wholes)
    restored = [_restore_sheet(sheet, texts, file) for sheet, texts in zip(workbook.sheets, wholes, strict=True)]
    changed = replace(workbook, sheets=tuple(sheet for sheet, _ in restored))
    return changed, [issue for _, issues in restored for issue in issues]


def _join_texts(sheet: Sheet) -> list[str]:
    """Of each column all its texts."""
    return ["\n".join([value for value in cells.values if isinstance(value, str)]) for cells in sheet.columns]


def _refuse_lost(workbook: Workbook, wholes: list[list[str]]) -> None:
    found = [
        (f"ô {name_cell(*place)} trang «{sheet.name}»", text)
        for sheet, texts in zip(workbook.sheets, wholes, strict=True)
        for place, text in _list_texts(sheet, texts, _may_have_lost)
        for _ in range(count_lost_letters(text))
    ]
    lost = [place for place, _ in found]
    if len(lost) > _MOST_SLIPS or any(is_surely_lost(text) for _, text in found):
        lost = list(dict.fromkeys(lost))
        raise FileRefused(
            "letters_lost",
            f"Chữ có dấu trong tệp đã thành dấu hỏi ({_name_some(lost)}), không khôi phục được nữa. Hãy xin lại tệp "
            "gốc, hoặc mở tệp gốc bằng Excel rồi lưu dạng .xlsx, đừng qua dạng .csv hay .txt.",
        )


def _restore_sheet(sheet: Sheet, texts: list[str], file: str) -> tuple[Sheet, list[Issue]]:
    if next(_list_texts(sheet, texts, _is_suspicious), None) is None:
        return sheet, []
    reading = max(
        (_read(sheet, texts, name, decode) for name, decode in CHARSETS.items()), key=lambda read: len(read.certain)
    )
    if not reading.certain:
        return sheet, []
    changed = reading.choose()
    whole = {place: restore_horn(text) for place, text in changed.items()} if _lost_horn(reading) else changed
    if reading.charset == "TCVN3":
        whole = _show_capitals(sheet, whole)
    issues = [_say_changed(sheet, file, reading.charset, changed)]
    horned = [place for place, text in changed.items() if text.lower() != whole[place].lower()]
    if horned:
        issues.append(_say_horn(sheet, file, horned))
    return replace(sheet, columns=_put(sheet.columns, whole)), issues


def _read(sheet: Sheet, texts: list[str], charset: str, decode: Callable[[str], str]) -> _Reading:
    reading = _Reading(charset, {}, {}, set())
    for place, text in _list_texts(sheet, texts, _is_beyond_ascii):
        decoded = decode(text)
        # Only TCVN3 loses a letter; «không» read as VNI must stay the nonsense that it is.
        mended = restore_horn(decoded) if charset == "TCVN3" else decoded
        before, after = count_strange(text), count_strange(mended)
        if _UNICODE_ALONE.search(text) or after > before:
            reading.against.add(place)
        elif after < before:
            reading.certain[place] = decoded
        elif decoded != text:
            reading.possible[place] = decoded
    return reading


def _show_capitals(sheet: Sheet, changed: dict[Place, str]) -> dict[Place, str]:
    """«nguyÔn v¨n a» in .VnTimeH is «NGUYỄN VĂN A», also where no letter but the font says that it is TCVN3."""
    texts = {place: sheet.cell(*place) for place in sheet.capital_cells}
    capitals = {place: changed.get(place, text).upper() for place, text in texts.items() if isinstance(text, str)}
    return changed | capitals


def _lost_horn(reading: _Reading) -> bool:
    """A soft hyphen, which TCVN3 uses for «ư», is what other programs drop: a sheet has all of them or none."""
    return reading.charset == "TCVN3" and not any("ư" in text for text in reading.certain.values())


def _list_texts(sheet: Sheet, texts: list[str], is_meant: Callable[[str], bool]) -> Iterator[tuple[Place, str]]:
    """Return the cells with text of some kind, by 0-based row and column, in the order of reading.

    `texts`: of each column all in one; where that is not of the kind, no cell is.
    """
    places = [
        (row, column)
        for column, cells in enumerate(sheet.columns)
        if is_meant(texts[column])
        for row in cells.find(lambda value: isinstance(value, str) and is_meant(value))
    ]
    for place in sorted(places):
        yield place, str(sheet.cell(*place))


def _may_have_lost(text: str) -> bool:
    return "?" in text or "\ufffd" in text


def _is_beyond_ascii(text: str) -> bool:
    """One sign alone is a mark, no word: «×» is a tick, not the «ì» of TCVN3."""
    return not text.isascii() and len(text.strip(_AROUND_MARK)) > 1


def _is_suspicious(text: str) -> bool:
    return _is_beyond_ascii(text) and bool(_SUSPICIOUS.search(text))


def _put(columns: tuple[Cells, ...], changed: dict[Place, str]) -> tuple[Cells, ...]:
    return tuple(
        cells.put({row: text for (row, place), text in changed.items() if place == column})
        for column, cells in enumerate(columns)
    )


def _say_changed(sheet: Sheet, file: str, charset: str, changed: dict[Place, str]) -> Issue:
    first = min(changed)
    font = ".VnTime, .VnArial…" if charset == "TCVN3" else "VNI-Times…"
    return Issue(
        Severity.REPAIR,
        charset.lower(),
        f"Trang «{sheet.name}» gõ bằng phông {charset} ({font}): đã chuyển {len(changed)} ô sang Unicode, ô đầu là "
        f"{name_cell(*first)}. Hãy xem lại vài tên trước khi công bố; lần sau nên gõ bằng phông Times New Roman.",
        file,
        sheet.name,
        cell=name_cell(*first),
        row=first[0] + 1,
        found=str(sheet.cell(*first)),
        used=changed[first],
        is_personal=True,
    )


def _say_horn(sheet: Sheet, file: str, places: list[Place]) -> Issue:
    names = [name_cell(*place) for place in sorted(places)]
    return Issue(
        Severity.WARNING,
        "tcvn3_lost_horn",
        f"Trang «{sheet.name}» đã mất mọi chữ «ư» khi chép từ phông TCVN3. Đã điền lại ở {len(names)} ô nơi không thể "
        f"là chữ khác ({_name_some(names)}); chỗ khác không biết được (Hưng thành Hng, Lưu thành Lu). Hãy đối chiếu "
        "tên với bản giấy hoặc xin lại tệp gốc.",
        file,
        sheet.name,
        cell=names[0],
        row=min(places)[0] + 1,
    )


def _name_some(names: list[str]) -> str:
    more = f" và {len(names) - _MOST_NAMED} ô khác" if len(names) > _MOST_NAMED else ""
    return f"{', '.join(names[:_MOST_NAMED])}{more}"
