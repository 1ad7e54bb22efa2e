"""The desk on the command line: draft, drafts, discard, publish, snapshots, rollback, release, aside, close,
mend, retain."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer
from filelock import FileLock

from etl.clock import read_today
from etl.desk.aside import ASIDE, RELEASED, AsideLine
from etl.desk.closing import close_round
from etl.desk.deciding import answer_in
from etl.desk.draft import find_draft, list_drafts, remove_draft
from etl.desk.history import list_snapshots
from etl.desk.journal import LOCK, settle
from etl.desk.preview import draft_again, draft_files
from etl.desk.publication import publish_draft
from etl.desk.rollback import roll_back
from etl.desk.setting_aside import decide_aside
from etl.desk.shown import show_draft, write_draft_out
from etl.desk.words import describe_aside, describe_draft, describe_entry, describe_return, describe_stale
from etl.errors import InputError
from etl.folder import DataFolder
from etl.noting import require_trail, write_down
from etl.options import DataOption, JsonOption, find_root
from etl.progress_bar import show_bar
from etl.retention import list_due, remove

ByOption = Annotated[str, typer.Option("--by", help="Người làm (tên hoặc chức danh).")]
ReasonOption = Annotated[str, typer.Option(help="Vì sao; không ghi tên hay số định danh của dân.")]


def add_desk(app: typer.Typer) -> None:
    for name, command in _COMMANDS.items():
        app.command(name)(command)


def _draft(
    files: Annotated[list[Path] | None, typer.Argument(help="Các tệp cần nạp.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Người nạp (tên hoặc chức danh).")] = None,
    replace: Annotated[
        list[str] | None, typer.Option(help="Tệp đang dùng mà tệp mới thay; có thể ghi nhiều lần.")
    ] = None,
    again: Annotated[str | None, typer.Option(help="Tính lại bản nháp này trên số liệu đang công bố.")] = None,
    answer: Annotated[
        list[str] | None, typer.Option(help="Trả lời một câu hỏi trong bản nháp: MÃ=LỰA_CHỌN; có thể ghi nhiều lần.")
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option(help="Với --again: bỏ một ghi nhận hoặc câu trả lời khỏi bản nháp, theo mã.")
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Nạp thử: chép tệp vào bản nháp, dựng kho số liệu như sẽ công bố; số liệu đang hiện không đổi."""
    root, asked, answers = find_root(data), files or [], answer or []
    if bool(asked or (answers and not again)) == bool(again) or (drop and not again):
        raise typer.BadParameter("Ghi các tệp cần nạp hoặc câu trả lời, hoặc --again với mã bản nháp.")
    missing = [str(path) for path in asked if not path.is_file()]
    if missing:
        raise InputError(f"Không thấy tệp: {', '.join(missing)}. Hãy kiểm tra đường dẫn.")
    today, now, replaces = read_today(), datetime.now(), replace or []
    require_trail(root)
    settle(root)
    folder = DataFolder(root)
    before = find_draft(folder.inbox, again) if again else None
    decided = [answer_in(folder, before, said, by=by or "", reason="", today=today) for said in answers]
    with show_bar() as on_progress:
        told = partial(
            draft_files if again is None else draft_again,
            root=root,
            replaces=replaces,
            decided=decided,
            today=today,
            now=now,
            on_progress=on_progress,
        )
        draft = told(again, dropped=drop or []) if again else told(asked, by=by)
    write_down(root, "load", draft.draft, len(draft.files))
    if as_json:
        print(write_draft_out(root, draft))
    else:
        print("\n".join(describe_draft(draft)))


def _drafts(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Các bản nháp chưa công bố, mới nhất trước."""
    root = find_root(data)
    settle(root)
    drafts = list_drafts(DataFolder(root).inbox)
    if as_json:
        _print([show_draft(root, draft) for draft in drafts])
    else:
        print("\n".join(line for draft in drafts for line in describe_draft(draft)) or "Không có bản nháp nào.")


def _discard(draft: str, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Bỏ một bản nháp cùng các tệp trong đó."""
    root = find_root(data)
    require_trail(root)
    settle(root)
    with FileLock(root / LOCK):
        inbox = DataFolder(root).inbox
        find_draft(inbox, draft)
        remove_draft(inbox, draft)
    write_down(root, "discard", draft)
    _say(as_json, {"status": "discarded", "draft": draft}, f"Đã bỏ bản nháp {draft}.")


def _publish(
    draft: str,
    by: ByOption,
    note: Annotated[str, typer.Option(help="Ghi chú của lần công bố; không ghi tên hay số định danh của dân.")] = "",
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Công bố một bản nháp, nếu từ lúc tính chưa ai công bố gì khác."""
    root = find_root(data)
    require_trail(root)
    with show_bar() as on_progress:
        told = publish_draft(
            draft, root=root, by=by, note=note, today=read_today(), now=datetime.now(), on_progress=on_progress
        )
    shown = asdict(told) | {"status": "published" if told.stamp else "stale"}
    if told.stamp:
        write_down(root, "publish", f"{draft} -> {told.stamp}")
        _say(as_json, shown, f"Đã công bố bản {told.stamp}.")
        return
    _say(as_json, shown, describe_stale(told, draft))
    raise typer.Exit(1)


def _snapshots(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Các bản đã công bố, mới nhất trước."""
    entries = list_snapshots(find_root(data))
    if as_json:
        _print([asdict(entry) for entry in entries])
    else:
        print("\n".join(map(describe_entry, entries)) or "Chưa công bố bản nào.")


def _rollback(
    stamp: str, by: ByOption, reason: ReasonOption = "", data: DataOption = None, as_json: JsonOption = False
) -> None:
    """Hiện lại một bản đã công bố; tệp và quyết định có sau bản ấy được để ngoài các lần dựng sau."""
    root = find_root(data)
    require_trail(root)
    done = roll_back(stamp, root=root, by=by, reason=reason, now=datetime.now())
    write_down(root, "rollback", stamp)
    _say(as_json, {"status": "rolled_back", **asdict(done)}, "\n".join(describe_return(done)))


def _release(
    name: str, by: ByOption, reason: ReasonOption = "", data: DataOption = None, as_json: JsonOption = False
) -> None:
    """Dùng lại một tệp đã để ngoài; có hiệu lực từ lần dựng sau."""
    line = _note_aside(RELEASED, name, find_root(data), by, reason)
    _say(as_json, _show_aside(line), f"Lần dựng sau dùng lại «{name}». Chạy: python -m etl build")


def _aside(
    name: Annotated[str | None, typer.Argument(help="Tệp trong raw/.")] = None,
    by: Annotated[str, typer.Option("--by", help="Người làm (tên hoặc chức danh).")] = "",
    reason: ReasonOption = "",
    listing: Annotated[bool, typer.Option("--list", help="In những gì đang để ngoài.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Để một tệp ngoài các lần dựng sau; tệp vẫn nằm trong raw/."""
    if listing:
        lines = DataFolder(find_root(data)).aside.list_standing()
        words = "\n".join(map(describe_aside, lines)) or "Không để ngoài tệp hay quyết định nào."
        _say(as_json, [asdict(line) for line in lines], words)
        return
    if name is None:
        raise typer.BadParameter("Ghi tên tệp, hoặc --list để xem những gì đang để ngoài.")
    line = _note_aside(ASIDE, name, find_root(data), by, reason)
    _say(as_json, _show_aside(line), f"Lần dựng sau không dùng «{name}». Chạy: python -m etl build")


def _note_aside(state: str, name: str, root: Path, by: str, reason: str) -> AsideLine:
    """Decide and write down. A file's name may hold a family's: the trail has the digest of it."""
    require_trail(root)
    line = decide_aside(state, name, root=root, by=by, reason=reason, now=datetime.now())
    write_down(root, "release" if state == RELEASED else "aside", sha256(name.encode()).hexdigest()[:12])
    return line


def _tell_content(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]


def _close(
    period: str,
    decision: Annotated[str, typer.Option(help="Số quyết định, ví dụ 12/QĐ-UBND.")],
    date: Annotated[str, typer.Option(help="Ngày quyết định.")],
    by: ByOption,
    standard: Annotated[str | None, typer.Option(help="Chuẩn nghèo; mặc định chuẩn đang áp dụng trong kỳ.")] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Chốt một kỳ rà soát theo quyết định; bản đang hiện được giữ mãi."""
    root = find_root(data)
    require_trail(root)
    closure = close_round(period, root=root, number=decision, day=date, by=by, standard=standard, now=datetime.now())
    write_down(root, "close", f"{closure.period} {closure.standard_id}")
    of = f"kỳ {closure.period} ({closure.standard_id})"
    said = f"Đã ghi {of} chốt theo {closure.decision_number}, số liệu bản {closure.stamp}."
    _say(as_json, {"status": "closed", **asdict(closure)}, f"{said} Chạy: python -m etl build")


def _mend(
    what: Annotated[str, typer.Argument(help="Mã bản nháp, đường dẫn tệp hoặc tên tệp đã nạp.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Tệp .xlsx sẽ ghi.")],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ghi các dòng chờ sửa thành một tệp cùng biểu, lý do nằm ở ghi chú của ô; sửa xong nạp như mọi tệp."""
    from etl.desk.mend import mend  # what writes workbooks: no other command waits for it

    root = find_root(data)
    inbox = DataFolder(root).inbox
    paths = [path for path in (Path(what).absolute(), root.absolute() / "raw" / what) if path.is_file()][:1]
    if not paths:
        files = [file.file for file in find_draft(inbox, what).files if file.is_taken]
        paths = [inbox / what / "files" / name for name in files]
    require_trail(root)
    rows = mend(paths, out, root=root, today=read_today())
    write_down(root, "mend", what if len(paths) > 1 else _tell_content(paths[0]), rows)
    _say(as_json, {"status": "written", "file": str(out), "rows": rows}, f"Đã ghi {rows} dòng chờ sửa vào {out}.")


def _retain(
    apply: Annotated[bool, typer.Option("--apply", help="Xóa thật; không ghi thì chỉ liệt kê.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Những gì đã giữ đủ hạn theo settings.csv (retain_…): bản cũ, bản nháp, tệp nguồn, dòng nhật ký."""
    root, now = find_root(data), datetime.now()
    require_trail(root)
    settle(root)
    with FileLock(root / LOCK):
        due = list_due(root, now)
        if apply:
            remove(root, due, now)
            write_down(root, "retain", "data", len(due))
    lines = [f"{_RETAINED[one.kind]} {one.what} (từ {_write_day(one.since)})" for one in due]
    head = ("Đã xóa:" if apply else "Đã đủ hạn giữ, xóa với --apply:") if due else "Chưa có gì đủ hạn giữ."
    shown = {"status": "removed" if apply else "due", "due": [asdict(one) for one in due]}
    _say(as_json, shown, "\n".join([head, *lines]))


def _write_day(iso: str) -> str:
    return datetime.fromisoformat(iso).strftime("%d/%m/%Y")


_RETAINED = {"snapshot": "bản số liệu", "draft": "bản nháp", "source": "tệp nguồn", "trail": "dòng nhật ký:"}
_COMMANDS: dict[str, Callable[..., None]] = {
    "draft": _draft,
    "drafts": _drafts,
    "discard": _discard,
    "publish": _publish,
    "snapshots": _snapshots,
    "rollback": _rollback,
    "release": _release,
    "aside": _aside,
    "close": _close,
    "mend": _mend,
    "retain": _retain,
}


def _show_aside(line: AsideLine) -> dict[str, object]:
    return {"status": line.verdict, "name": line.name, "sha256": line.sha256}


def _say(as_json: bool, shown: object, words: str) -> None:
    if as_json:
        _print(shown)
    else:
        print(words)


def _print(shown: object) -> None:
    print(json.dumps(shown, ensure_ascii=False))
