"""Answers to what files asked: decisions/answers.csv, append-only, where the last line about a subject holds."""

from collections.abc import Callable, Collection
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

from etl.decisions.log import Line, NewLine, append_line, read_log, require_day, require_filled
from etl.issue import Asked, Issue, Kind, Severity
from etl.layout import read_layouts

ANSWERS_FILE = "answers.csv"
_TEST_HOUSEHOLD = (("real", "Hộ thật, tính vào số liệu"), ("test", "Hộ thử, không tính"))
# A column that is none of the form's.
NO_FIELD = "none"
# The lists decide again: what takes an answer back.
AS_LISTED = "as_listed"
CLASSES = {
    "poor": "Hộ nghèo",
    "near_poor": "Hộ cận nghèo",
    "average_living": "Hộ có mức sống trung bình",
    "not_poor": "Hộ không nghèo",
    "unknown": "Để chưa rõ",
}
_VALUES: dict[str, Collection[str]] = {
    Kind.CLASS: (*CLASSES, AS_LISTED),
    Kind.TICK: ("yes", "no"),
    Kind.TEST_HOUSEHOLD: [value for value, _ in _TEST_HOUSEHOLD],
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One line. The subject names no person; `reason` should name none either."""

    decided_at: str
    decided_by: str
    kind: str
    subject: str
    answer: str
    reason: str = ""


_FIELDS = tuple(field.name for field in fields(Answer))


@dataclass(frozen=True, slots=True)
class Answers:
    """Those in force, by kind and subject, each with its line; `issues` name the lines that say nothing we know.

    `columns`: of each form the field, or NO_FIELD, by the folded words above a column, upper tier first.
    """

    in_force: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    columns: dict[str, dict[str, str]] = field(default_factory=dict)

    def find(self, kind: Kind, subject: str) -> str | None:
        found = self.in_force.get((kind, subject))
        return found[1] if found else None

    def list_of(self, kind: Kind) -> dict[str, str]:
        """Answer by subject."""
        return {subject: answer for (of, subject), (_, answer) in self.in_force.items() if of == kind}


NO_ANSWERS = Answers()


def key_column(form: str, words: str) -> str:
    """The subject of a column: the form and the folded words above it, upper tier first."""
    return f"{form}|{words}"


def ask_class(period: str, standard_id: str, listed_id: str, text: str) -> Asked:
    """Which class a household of one round has."""
    return Asked(Kind.CLASS, "|".join((period, standard_id, listed_id)), text, tuple(CLASSES.items()))


def ask_test_household(listed_id: str, text: str) -> Asked:
    return Asked(Kind.TEST_HOUSEHOLD, listed_id, text, _TEST_HOUSEHOLD)


def read_answers(decisions: Path, areas: Collection[str], find_area: Callable[[str], str | None]) -> Answers:
    """Answers in force; `areas` are the ids that a khối may be, `find_area` gives the khối of a name of the reference.

    Raises InputError naming file and line where one cannot be read; an answer of an unknown kind, subject or value is
    an issue and not used.
    """
    found: dict[tuple[str, str], tuple[int, str]] = {}
    issues = []
    for line in read_log(decisions, ANSWERS_FILE, _FIELDS):
        answer = _read_line(line)
        if why := _find_fault(answer, areas):
            issues.append(say_of_line(line.number, "answer_unknown", f"{why}; câu trả lời này chưa dùng được"))
        else:
            found[answer.kind, answer.subject] = (line.number, answer.answer)
    for (kind, subject), (number, said) in found.items():
        if kind == Kind.AREA and find_area(subject) not in (None, said):
            what = f"tên «{subject}» nay là tên của khối khác trong areas.csv; đang theo areas.csv"
            issues.append(say_of_line(number, "answer_contradicted", what))
    columns: dict[str, dict[str, str]] = {}
    for (kind, subject), (_, said) in found.items():
        form, _, words = subject.partition("|")
        if kind == Kind.COLUMN:
            columns.setdefault(form, {})[words] = said
    return Answers(found, tuple(issues), columns)


def _read_line(line: Line) -> Answer:
    answer = Answer(*line.cells)
    require_filled(line, _FIELDS, may_be_empty=("reason",))
    require_day(line, "decided_at", answer.decided_at)
    return answer


def _find_fault(answer: Answer, areas: Collection[str]) -> str | None:
    """What is wrong with an answer that can be read, in words; None for a good one."""
    match answer.kind:
        case Kind.COLUMN:
            form = answer.subject.partition("|")[0]
            layout = next((layout for layout in read_layouts() if layout.form == form), None)
            allowed = (*layout.columns, NO_FIELD) if layout else ()
        case Kind.AREA:
            allowed = tuple(areas)
        case Kind.CLASS | Kind.TICK | Kind.TEST_HOUSEHOLD:
            allowed = tuple(_VALUES[answer.kind])
        case _:
            return f"không có loại câu hỏi «{answer.kind}»"
    return None if answer.answer in allowed else f"câu trả lời «{answer.answer}» không phải một lựa chọn"


def say_of_line(number: int, rule: str, what: str, *, severity: Severity = Severity.WARNING) -> Issue:
    """A finding about one line of the file."""
    file = f"decisions/{ANSWERS_FILE}"
    advice = "Hãy xem lại bằng lệnh «python -m etl questions» và trả lời lại nếu cần"
    return Issue(severity, rule, f"Dòng {number} của {file}: {what}. {advice}.", file, row=number)


def write_answer(answer: Answer) -> NewLine:
    return NewLine(ANSWERS_FILE, _FIELDS, astuple(answer))


def append_answer(decisions: Path, answer: Answer) -> None:
    append_line(decisions, write_answer(answer))
