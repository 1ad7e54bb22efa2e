"""What the desk did, as lines for the officer."""

from collections.abc import Iterator

from etl.desk.aside import FILE, AsideLine
from etl.desk.draft import Draft, DraftFile
from etl.desk.history import Entry
from etl.desk.publication import Publication
from etl.desk.rollback import Return

_ACTIONS = {"load": "nạp tệp", "decision": "ghi quyết định", "rollback": "quay về", "rebuild": "dựng lại"}


def describe_draft(draft: Draft) -> Iterator[str]:
    yield f"Bản nháp {draft.draft}" + (f", người nạp: {draft.by}" if draft.by else "")
    for file in draft.files:
        yield from _describe_file(file)
    for decision in draft.decided:
        yield f"  ✔ {decision.key} · {decision.by} · {decision.said}"
        yield from (f"    ▲ {note}" for note in decision.notes)
    if draft.warehouse:
        yield f'  Công bố: python -m etl publish {draft.draft} --by "người công bố" --note "ghi chú"'
    else:
        yield "  Không có tệp nào nạp được nên không có gì để công bố."


def _describe_file(file: DraftFile) -> Iterator[str]:
    if not file.is_taken:
        yield f"  ✖ Không nạp «{file.file}»: {file.told['refused']['message']}"
        return
    rows = sum(form["rows_accepted"] for form in file.told["forms"])
    waiting = sum(form["rows_quarantined"] for form in file.told["forms"])
    yield f"  ✔ «{file.file}»: nhận {rows} dòng" + (f", chờ sửa {waiting} dòng" if waiting else "")
    if file.replaces:
        yield f"    thay cho «{file.replaces}»"
    elif file.suggested_replaces:
        name = file.suggested_replaces
        yield f'    nói về cùng các hộ hoặc dòng với «{name}»; nếu thay tệp ấy, hãy tính lại với --replace "{name}"'


def describe_stale(told: Publication, draft: str) -> str:
    again = f"Hãy tính lại rồi xem thay đổi: python -m etl draft --again {draft}"
    if told.published_at is None:
        return f"Có người đã ghi quyết định khác sau khi bản nháp này được tính; chưa đổi gì. {again}"
    who = told.published_by or "Có người"
    return f"{who} đã công bố bản khác lúc {told.published_at} sau khi bản nháp này được tính; chưa đổi gì. {again}"


def describe_aside(line: AsideLine) -> str:
    name = line.name if line.what == FILE else f"{line.name}, dòng {line.first_line}-{line.last_line}"
    parts = (name, line.decided_by, line.decided_at.replace("T", " "), line.reason)
    return "  " + " · ".join(filter(None, parts))


def describe_entry(entry: Entry) -> str:
    if entry.built_at is None:
        return f"  {entry.stamp}  không đọc được"
    parts = [
        entry.built_at.replace("T", " "),
        _ACTIONS.get(entry.action or "", "dựng"),
        f"{entry.files} tệp",
        *([entry.published_by] if entry.published_by else []),
        *([entry.note] if entry.note else []),
        *(f"chốt kỳ {period}" for period in entry.closures),
        *([f"{entry.returned['by']} quay về lúc {entry.returned['at']}"] if entry.returned else []),
    ]
    return f"{'→' if entry.is_current else ' '} {entry.stamp}  {' · '.join(parts)}"


def describe_return(done: Return) -> Iterator[str]:
    yield f"Đang hiện lại bản {done.stamp}."
    if done.set_aside:
        yield f"Để ngoài các lần dựng sau: {', '.join(f'«{name}»' for name in done.set_aside)}."
    if done.released:
        yield f"Dùng lại: {', '.join(f'«{name}»' for name in done.released)}."
    if done.missing:
        yield (
            f"Tệp của bản này không còn trong raw/: {', '.join(f'«{name}»' for name in done.missing)}. "
            "Hãy chép lại, nếu không lần dựng sau sẽ thiếu số liệu của tệp."
        )
    if not done.is_reproduced:
        yield (
            "Lần dựng sau có thể cho số khác bản này: "
            "tệp tham chiếu, phần mềm hoặc tệp nguồn đã thay đổi từ khi công bố."
        )
