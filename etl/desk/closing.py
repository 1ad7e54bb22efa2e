"""A round is closed: the decision written down beside the snapshot whose figures it is about."""

import csv
import io
import re
from dataclasses import astuple
from datetime import date, datetime
from pathlib import Path

import duckdb
from filelock import FileLock

from etl.desk.closures import CLOSURES_FILE, FIELDS, Closure
from etl.desk.journal import LOCK, finish
from etl.errors import InputError
from etl.folder import DataFolder
from etl.published import find_published
from etl.whole_file import write_whole


def close_round(
    period: str, *, root: Path, number: str, day: str, by: str, standard: str | None, now: datetime
) -> Closure:
    """Raises InputError where the period is no round, the day no day, or nothing is published."""
    folder = DataFolder(root)
    if folder.is_sample:
        raise InputError("Đang xem dữ liệu mẫu: không chốt kỳ. Hãy nạp tệp của phường trước.")
    if not by.strip() or not number.strip():
        raise InputError("Chưa ghi đủ số quyết định (--decision) và người chốt (--by). Hãy ghi thêm.")
    with FileLock(root / LOCK):
        finish(root)
        current = find_published(root, folder.pointer)
        if current is None:
            raise InputError("Chưa công bố số liệu nào để chốt. Hãy chạy «python -m etl build» trước.")
        standard_id = _find_standard(current.path, period, standard)
        decided = _read_day(day, now.date())
        moment = now.isoformat(timespec="seconds")
        closure = Closure(moment, by, period, standard_id, number, decided.isoformat(), current.stamp)
        _append(folder.decisions / CLOSURES_FILE, closure)
    return closure


def _read_day(text: str, today: date) -> date:
    """2026-12-31 or 31/12/2026, not after today."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text.strip())
    try:
        day = date(*map(int, found.groups()[::-1])) if found else date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"Ngày quyết định ghi «{text}», phải dạng 31/12/2026 hoặc 2026-12-31. Hãy sửa lại.") from None
    if day > today:
        raise InputError(f"Ngày quyết định {day:%d/%m/%Y} sau hôm nay ({today:%d/%m/%Y}). Hãy xem lại ngày rồi chốt.")
    return day


def _find_standard(path: Path, period: str, standard: str | None) -> str:
    """The standard that is named, else the one in force on the day of the round."""
    with duckdb.connect(str(path), read_only=True) as connection:
        rounds = connection.execute(
            "SELECT round.standard_id, round.reference_date BETWEEN standard.valid_from "
            "AND coalesce(standard.valid_to, DATE '9999-12-31') AS is_in_force "
            "FROM core.round AS round JOIN core.standard AS standard USING (standard_id) "
            "WHERE round.period = $period ORDER BY is_in_force DESC, round.standard_id",
            {"period": period},
        ).fetchall()
    if not rounds:
        raise InputError(f"«{period}» không phải kỳ rà soát nào trong rounds.csv. Hãy ghi đúng kỳ, ví dụ 2026.")
    names = [name for name, _ in rounds]
    if standard is not None and standard not in names:
        raise InputError(f"Kỳ {period} không có chuẩn «{standard}». Hãy ghi một trong: {', '.join(names)}.")
    return standard or str(names[0])


def _append(path: Path, closure: Closure) -> None:
    """One more line; the file is replaced whole, so that a kill leaves no half of a line."""
    written = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([*([] if written else [FIELDS]), astuple(closure)])
    gap = "" if written.endswith("\n") or not written else "\n"
    write_whole(path, written + gap + text.getvalue())
