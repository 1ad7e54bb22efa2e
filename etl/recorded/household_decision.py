"""The class of a listed household decided by a document: an answer about its class that nobody had to ask for."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from etl.clean.dates import parse_due_date
from etl.decisions.answers import AS_LISTED, CLASSES, Answer, Answers, write_answer
from etl.decisions.log import NewLine
from etl.decisions.questions import name_question
from etl.errors import CellError, InputError
from etl.folder import DataFolder
from etl.issue import Kind
from etl.published import find_published
from etl.sealed import open_named

FORM = "household_decision"
_NEEDED = ("household", "class", "decision_number", "decision_date")
_LISTED = """
SELECT DISTINCT link.period, link.standard_id, link.listed_id
FROM core.household_link AS link
JOIN core.period AS listed ON listed.period = link.period
JOIN core.standard AS standard
    ON standard.standard_id = link.standard_id
    AND listed.last_day BETWEEN standard.valid_from AND coalesce(standard.valid_to, DATE '9999-12-31')
JOIN restricted.household AS known ON known.period = link.period AND known.household_id = link.household_id
WHERE link.period = $period AND $household IN (known.household_code, link.household_id, link.listed_id)
"""


def decide_class(
    folder: DataFolder, said: Mapping[str, str], *, by: str, period: str, today: date, shown: Path | None = None
) -> Answer:
    """household (code or id, as `shown`, else as published), class, decision_number, decision_date.

    Raises InputError for what is missing or unknown, for a household that is on no list of the period, and where codes
    cannot be opened.
    """
    if missing := [name for name in _NEEDED if not said.get(name)]:
        raise InputError(f"Chưa ghi được: thiếu {', '.join(missing)}.")
    if unknown := [name for name in said if name not in _NEEDED]:
        raise InputError(f"Không có ô {', '.join(unknown)}. Các ô: {', '.join(_NEEDED)}.")
    if said["class"] not in CLASSES:
        raise InputError(f"«{said['class']}» không phải một loại hộ. Ghi một trong: {', '.join(CLASSES)}.")
    try:
        day = parse_due_date(said["decision_date"])
    except CellError as error:
        raise InputError(f"decision_date ghi «{error.found}»: {error.advice}.") from None
    subject = _find_subject(shown or find_shown(folder), said["household"], period)
    reason = f"QĐ {said['decision_number'].removeprefix('QĐ ')} ngày {day:%d/%m/%Y}"
    return Answer(today.isoformat(), by, Kind.CLASS, subject, said["class"], reason)


def find_shown(folder: DataFolder) -> Path:
    current = find_published(folder.root, folder.pointer)
    if current is None:
        raise InputError("Chưa công bố số liệu nào. Hãy chạy «python -m etl build» trước.")
    return current.path


def _find_subject(shown: Path, household: str, period: str) -> str:
    with open_named(shown, _LISTED) as connection:
        rows = connection.execute(_LISTED, {"period": period, "household": household}).fetchall()
    if len(rows) != 1:
        found = "có nhiều hộ" if rows else "không có hộ"
        raise InputError(
            f"Danh sách kỳ {period} {found} «{household}». Hãy ghi mã hộ ẩn danh (H-…); "
            "hộ chưa có trong danh sách thì ghi bằng «record household_review»."
        )
    return "|".join(rows[0])


def name_decision(answer: Answer) -> str:
    """The id under which it is taken back."""
    return name_question(answer.kind, answer.subject)


def take_back(answers: Answers, record_id: str, *, by: str, today: date) -> NewLine | None:
    """The line that lets the lists decide again; None where no class was decided under this id."""
    for subject, said in answers.list_of(Kind.CLASS).items():
        if said != AS_LISTED and name_question(Kind.CLASS, subject) == record_id:
            return write_answer(Answer(today.isoformat(), by, Kind.CLASS, subject, AS_LISTED, "Rút lại"))
    return None
