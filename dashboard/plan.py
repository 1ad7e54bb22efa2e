"""`docs/plan-coverage.md`: every sentence of the plan that asks for something, and where the dashboard answers it.

Written from `data/reference/` alone by `python -m dashboard`, so that it says what this version can show of any ward.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.text import Text
from queries import indicators, tables

ROOT = Path(__file__).resolve().parents[1]
PATH = ROOT / "docs" / "plan-coverage.md"
REFERENCE = ROOT / "data" / "reference"
# Where the story of a target is told.
STORIES = {
    "T1a": "poverty",
    "T1b": "poverty",
    "T2": "children",
    "T3": "training",
    "T4": "information",
    "T5": "tasks",
    "T6": "policies",
}
# Of each other kind of answer: the page that shows it, and the table that holds it.
PLACES = {
    "policy": ("policies", "policy_matrix"),
    "project": ("projects", "project_lines"),
    "measure": ("tasks", "measure_list"),
    "duty": ("tasks", "duty_list"),
    "fund": ("money", "money_sources"),
}
# A table that answers by itself, and the page that shows it.
TABLES = {
    "task_list": "tasks",
    "project_lines": "projects",
    **dict.fromkeys(("deprivation_matrix", "household_gaps", "remedies"), "deprivations"),
    **dict.fromkeys(("household_cards", "relapse_risk", "wish_counts", "wish_list"), "household"),
    "official_summary": "official",
}
# A document that the page of documents makes, and the table that most of it is read from.
DOCUMENTS = {"docx": "official_summary", "adhoc": "official_summary", "posting": "household_list"}
_FILES = {
    "target": ("targets", "target_id"),
    "policy": ("policies", "policy_id"),
    "project": ("projects", "project_id"),
    "measure": ("measures", "measure_id"),
    "duty": ("duties", "duty_id"),
    "fund": ("fund_sources", "fund_source_id"),
}
_STATUS_LINE = "task_list"
INTRODUCTION = """# Kế hoạch và bảng điều khiển: từng câu

Viết ra từ `data/reference/` bằng `python -m dashboard`; đừng sửa ở đây. Mỗi câu của mục I đến V có đòi hỏi một việc
được dẫn tới chỉ tiêu, chính sách, dự án, nhiệm vụ, nguồn kinh phí hay đầu mối trả lời câu ấy, rồi tới trang, chỉ số
hoặc bảng. Câu được chép nguyên văn, kể cả lỗi gõ.
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One row of plan_sentences.csv; `answers` are `kind:id`, `to_come` what of the sentence is not answered yet."""

    sentence_id: str
    place: str
    text: str
    answers: tuple[str, ...]
    to_come: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`name` in the words of the ward, `page` an entry of the menu, `source` an indicator or a table."""

    kind: str
    name: str
    page: str
    source: str


def read_sentences() -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            row["sentence_id"],
            row["place"],
            row["text_issued"],
            tuple(filter(None, row["answered_by"].split(";"))),
            row["next"],
        )
        for row in _read("plan_sentences")
    )


def find_answer(reference: str) -> Answer:
    """Where `kind:id` is shown. Raises KeyError for what the reference, the menu or the queries do not know."""
    kind, _, identifier = reference.partition(":")
    if kind == "table":
        return Answer(kind, _titles()[identifier], TABLES[identifier], identifier)
    if kind == "document":
        return Answer(kind, Text()(f"documents.kind_{identifier}"), "documents", DOCUMENTS[identifier])
    row = _read_by_id(kind)[identifier]
    match kind:
        case "target":
            source = row["indicator_id"] or _STATUS_LINE
            return Answer(kind, f"chỉ tiêu {row['label']}", STORIES[identifier], source)
        case "duty":
            unit = {unit["unit_id"]: unit["short_name"] for unit in _read("units")}[row["unit_id"]]
            return Answer(kind, f"đầu mối {unit}", *PLACES[kind])
        case "project":
            return Answer(kind, row["code_shown"], *PLACES[kind])
    return Answer(kind, row.get("short_name") or row["name"], *PLACES[kind])


def list_references() -> tuple[str, ...]:
    """Everything of the plan that a sentence can be answered by."""
    return tuple(f"{kind}:{identifier}" for kind in _FILES for identifier in _read_by_id(kind))


def write_document() -> str:
    """Return the whole page in Markdown."""
    heads = ("chỗ", "câu của Kế hoạch", "trả lời bằng", "trang", "chỉ số, bảng")
    lines = (_row(heads), _row("---" for _ in heads), *map(_describe, read_sentences()))
    return "\n".join((INTRODUCTION, *lines, ""))


def is_in_step() -> bool:
    return PATH.is_file() and PATH.read_text(encoding="utf-8") == write_document()


def _describe(sentence: Sentence) -> str:
    answers = tuple(map(find_answer, sentence.answers))
    titles, words = _titles(), Text()
    named = "; ".join(dict.fromkeys(answer.name for answer in answers))
    pages = ", ".join(dict.fromkeys(words(f"{answer.page}.title") for answer in answers))
    sources = ", ".join(f"{titles[source]} (`{source}`)" for source in dict.fromkeys(a.source for a in answers))
    return _row((sentence.place, sentence.text, named, pages, sources))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _titles() -> dict[str, str]:
    return {one.id: one.title.vi for one in indicators()} | {one.id: one.title.vi for one in tables()}


def _read_by_id(kind: str) -> dict[str, dict[str, str]]:
    stem, key = _FILES[kind]
    return {row[key]: row for row in _read(stem)}


def _read(stem: str) -> Iterator[dict[str, str]]:
    with (REFERENCE / f"{stem}.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
