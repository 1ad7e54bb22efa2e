"""Step 2: what was recognised in each file, and what of it the officer has to do something about."""

from functools import lru_cache, partial
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from dashboard import findings
from dashboard import format as fmt
from dashboard.findings.issues import Issue, Todo, write_place
from dashboard.grids import Cell, Grid, Head
from dashboard.text import Text
from dashboard.ui import auth, cards, loader
from dashboard.ui.downloads import EXCEL
from dashboard.ui.loading import decided, desk, job, plain
from dashboard.ui.loading.decided import recompute
from dashboard.ui.loading.desk import Draft, DraftFile
from queries import words_of

# Sentences shown of one group; the rest is counted, and what must be mended stands in the workbook whole.
SHOWN = 200
# Columns of the table that are read, not added up.
WORDS = ("file", "form", "period")
OPEN = (Todo.FIX, Todo.ANSWER)


def show(draft: Draft, who: str, text: Text) -> None:
    """Say what was read; what a file asks stands among the questions and nowhere else."""
    decided.show(draft, who, text)
    if not draft.files:
        return
    asked = {question.question_id for question in desk.list_questions()} | {one.key for one in draft.decided}
    issues = tuple(issue for issue in read_issues(draft) if issue.question_id not in asked)
    cards.section(findings.recognised(_count_rows(draft), text), text("load.step_recognised"))
    if any(file.told.get("forms") for file in draft.files):
        st.html(_grid(draft, text).html)
    cards.warn(*(text("load.refused", file=file.file, why=file.refused) for file in draft.files if file.refused))
    for file in draft.files:
        _offer_replacing(draft, file, who, text)
    if issues:
        st.html("".join(_fold(todo, told, text) for todo, told in findings.group_issues(issues)))
    if draft.rows_waiting:
        _offer_mending(draft, text)


@lru_cache(maxsize=16)
def read_issues(draft: Draft) -> tuple[Issue, ...]:
    return tuple(
        Issue(
            severity=told["severity"],
            rule=told["rule"],
            file=file.file,
            sheet=told.get("sheet") or "",
            cell=told.get("cell") or "",
            message=told["message"],
            question_id=told.get("question_id"),
        )
        for file in draft.files
        for told in file.told.get("issues", ())
    )


def _count_rows(draft: Draft) -> dict[str, int]:
    forms = [form for file in draft.files for form in file.told.get("forms", ())]
    counts = {key: sum(form[f"rows_{key}"] for form in forms) for key in ("read", "accepted", "quarantined", "merged")}
    refused = sum(1 for file in draft.files if file.refused)
    return {**counts, "files": len(draft.files), "refused": refused, "skipped": sum(map(_skipped, forms))}


def _skipped(form: dict[str, Any]) -> int:
    return sum(form["rows_skipped"].values())


@lru_cache(maxsize=16)
def _grid(draft: Draft, text: Text) -> Grid:
    names = ("file", "form", "period", "rows_read", "accepted", "waiting_rows", "merged", "skipped")
    rows = [_line(file, form, text) for file in draft.files for form in file.told.get("forms", ())]
    heads = (tuple(Head(text(f"load.{name}"), "words" if name in WORDS else "number") for name in names),)
    return Grid(text("load.recognised_caption"), heads, tuple(rows), look="read")


def _line(file: DraftFile, form: dict[str, Any], text: Text) -> tuple[Cell, ...]:
    counts = (form["rows_read"], form["rows_accepted"], form["rows_quarantined"], form["rows_merged"], _skipped(form))
    named = text.of(words_of("form", form["form"]))
    kinds = ", ".join(f"{text(f'load.row_{kind}')} {count}" for kind, count in form["rows_skipped"].items())
    *cells, skipped = (Cell(fmt.count(count, text), (count,), "number") for count in counts)
    return (
        Cell(file.file, quiet=text("load.sheet", sheet=form["sheet"])),
        Cell(named[:1].upper() + named[1:], kind="words"),
        Cell(fmt.period(form.get("period"), text) or fmt.DASH, kind="words"),
        *cells[:2],
        Cell(cells[2].shown, cells[2].values, "number differs" if counts[2] else "number"),
        cells[3],
        Cell(skipped.shown, skipped.values, "number kinds", quiet=kinds),
    )


def _fold(todo: Todo, told: tuple[Issue, ...], text: Text) -> str:
    """Return one group: its count and what to do, and behind it each sentence with its file, sheet and cell."""
    items = "".join(_item(issue, text) for issue in told[:SHOWN])
    rest = len(told) - SHOWN
    more = f"<p>{escape(text('load.more', count=fmt.count(rest, text)))}</p>" if rest > 0 else ""
    title = text(f"load.todo_{todo}", count=fmt.padded(len(told), text))
    opened = " open" if todo in OPEN and len(told) <= 20 else ""
    return (
        f'<details class="listing issues todo-{todo}"{opened}><summary>{escape(title)}</summary><ul>{items}</ul>{more}'
        "</details>"
    )


def _item(issue: Issue, text: Text) -> str:
    place = write_place(issue.file, issue.sheet, issue.cell, text)
    return f'<li><span class="quiet">{escape(place)}</span> {escape(issue.message)}</li>'


def _offer_replacing(draft: Draft, file: DraftFile, who: str, text: Text) -> None:
    """Ask whether a file takes the place of an older one; nothing is replaced unless somebody says so."""
    older = file.replaces or file.suggested
    if not older:
        return
    key = "load.replaces" if file.replaces else "load.may_replace"
    others = tuple(name for name in draft.replaced if name != older)
    wanted = others if file.replaces else (*others, older)
    with st.container(border=True, key=f"replace_{file.file}"):
        st.html(f"<p>{escape(text(key, file=file.file, older=older))}</p>")
        label = text("load.keep_both" if file.replaces else "load.replace", older=plain.escape(older))
        if st.button(label, key=f"load_replace_{file.file}", disabled=job.is_busy()):
            recompute(draft, who, wanted)


def _offer_mending(draft: Draft, text: Text) -> None:
    cards.note(text("load.mend_how", count=fmt.count(draft.rows_waiting, text)))
    st.download_button(
        text("load.mend"),
        auth.keep(partial(_write_mending, draft.draft)),
        file_name=f"{text('load.mend_file')}-{draft.draft}.xlsx",
        mime=EXCEL,
        key="load_mend",
        on_click="ignore",
    )


def _write_mending(name: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mend.xlsx"
        answer = loader.ask("mend", name, f"-o{path}", as_json=False)
        if not answer.is_done:
            raise RuntimeError(answer.said)
        return path.read_bytes()
