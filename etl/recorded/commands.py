"""python -m etl record | records | withdraw: single facts typed in, listed and taken back."""

import json
import sys
from datetime import datetime
from functools import partial
from typing import Annotated

import typer

from etl.desk.deciding import decide_in, type_in
from etl.desk.shown import write_draft_out
from etl.desk.words import describe_draft
from etl.errors import InputError
from etl.folder import DataFolder
from etl.layout import read_layouts
from etl.noting import require_trail, write_down
from etl.options import DataOption, JsonOption, find_root
from etl.recorded.record import check_fact, list_records, read_fact, record, withdraw

_TITLES = {layout.form: layout.title for layout in read_layouts()}
ByOption = Annotated[str, typer.Option("--by", help="Người ghi (tên hoặc chức danh).")]


def add_records(app: typer.Typer) -> None:
    app.command("record")(record_command)
    app.command("records")(records_command)
    app.command("withdraw")(withdraw_command)


def record_command(
    form: str,
    by: ByOption,
    fields: Annotated[list[str] | None, typer.Argument(help="Từng ô dạng CỘT=GIÁ TRỊ.")] = None,
    from_input: Annotated[
        bool, typer.Option("--from-input", help="Đọc các ô từ đầu vào chuẩn, một danh sách JSON các CỘT=GIÁ TRỊ.")
    ] = False,
    period: Annotated[str, typer.Option(help="Kỳ của biểu, ví dụ 2026 hoặc 2026-05; không ghi là năm kế hoạch.")] = "",
    draft: Annotated[
        str, typer.Option(help="Ghi vào bản nháp này («new»: bản nháp mới) để xem trước rồi mới công bố.")
    ] = "",
    check: Annotated[bool, typer.Option("--check", help="Chỉ đọc thử, không ghi.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ghi nhận một thay đổi, ví dụ: household_event kind="Chuyển đi" event_date=15/05/2026 document=… area=… …"""
    root, now = find_root(data), datetime.now()
    require_trail(root)
    written = [*(fields or ()), *(read_input() if from_input else ())]
    folder, fact = DataFolder(root), read_fact(form, written, period=period, now=now)
    if draft:
        type_one = partial(type_in, fact=fact, by=by, now=now)
        computed = decide_in(draft, type_one, root=root, by=by, now=now)
        write_down(root, "record", f"{form} {computed.draft}")
        print(write_draft_out(root, computed) if as_json else "\n".join(describe_draft(computed)))
        return
    issues = check_fact(folder, fact, by=by, now=now)
    record_id = None if check else record(folder, fact, by=by, now=now)
    if record_id:
        write_down(root, "record", f"{form} {record_id}")
    told = {"status": "checked" if check else "recorded", "record_id": record_id, "form": form}
    notes = [issue.message for issue in issues if issue.severity != "info"]
    if as_json:
        print(json.dumps(told | {"notes": notes}, ensure_ascii=False))
        return
    print("\n".join(f"▲ {note}" for note in notes), end="\n" if notes else "")
    if record_id:
        print(f"Đã ghi {record_id} vào decisions/. Chạy «python -m etl build» để tính vào số liệu.")
    else:
        print("Đọc được; chưa ghi gì.")


def read_input() -> list[str]:
    """Return the cells that the screen hands over: as words of a command every account could read them (`ps`)."""
    try:
        told = json.load(sys.stdin)
    except ValueError:
        told = None
    if not isinstance(told, list) or not all(isinstance(cell, str) for cell in told):
        raise InputError('Đầu vào không phải danh sách JSON các ô, ví dụ ["kind=Chuyển đi"]. Ghi lại đầu vào như vậy.')
    return told


def records_command(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Những gì đã ghi nhận; có họ tên, chỉ xem trên máy của mình."""
    root = find_root(data)
    records = list_records(DataFolder(root))
    write_down(root, "view", "records", len(records))
    if as_json:
        told = [
            {
                "record_id": line.record_id,
                "form": form,
                "recorded_at": line.recorded_at,
                "recorded_by": line.recorded_by,
                "period": line.period,
                "report_date": line.report_date,
                "cells": {field: value for field, value in line.cells.items() if value},
                "holds": holds,
            }
            for form, line, holds in records
        ]
        print(json.dumps(told, ensure_ascii=False))
        return
    for form, line, holds in records:
        cells = "; ".join(f"{field}: {value}" for field, value in line.cells.items() if value)
        state = "" if holds else " (đã rút lại)"
        print(f"{line.record_id}{state} · {_TITLES[form]} · {line.recorded_at} · {line.recorded_by}: {cells}")
    if not records:
        print("Chưa ghi nhận thay đổi nào.")


def withdraw_command(record_id: str, by: ByOption, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Rút lại một ghi nhận bằng một dòng ghi sau; dòng cũ vẫn còn trong tệp."""
    root = find_root(data)
    require_trail(root)
    form = withdraw(DataFolder(root), record_id, by=by, now=datetime.now())
    write_down(root, "record", f"{form} -{record_id}")
    if as_json:
        print(json.dumps({"status": "withdrawn", "record_id": record_id, "form": form}, ensure_ascii=False))
    else:
        print(f"Đã rút lại {record_id}. Chạy «python -m etl build» để tính lại số liệu.")
