"""The periodic report: its words are the briefing's, its bytes the exporter's, its blanks are told to the page."""

from functools import partial
from pathlib import Path

from dashboard import format as fmt
from dashboard.briefing import Desk
from dashboard.briefing.report import Gap, Listing, Paragraph, Picture, Report, Section, Space, build_report
from dashboard.documents.kind import Blank, Kind, Progress, Written
from dashboard.export import report as export
from dashboard.export.report import Letter, Template
from queries import UserError

# Reading takes longer than writing.
READING = 0.7
# In the data folder of the ward.
TEMPLATE = Path("reference") / "templates" / "bao_cao.docx"


def write(desk: Desk, progress: Progress, suffix: str, *, is_adhoc: bool = False) -> Written:
    """Return the report with its blanks; a part that could not be read is named and the rest is whole."""
    text = desk.text
    report = build_report(desk, lambda words, share: progress(words, share * READING), is_adhoc=is_adhoc)
    letter, template = make_letter(desk, report.subject), read_template(desk)
    step = partial(_step, progress, text("periodic.title"))
    data = (
        export.write_into(template, report, letter, text, step)
        if template
        else export.write(report, letter, text, step)
    )
    return Written(data, list_blanks(report), tuple(Blank(where, why) for where, why in report.failed))


def _step(progress: Progress, words: str, share: float) -> None:
    progress(words, READING + share * (1 - READING))


def read_template(desk: Desk) -> Template | None:
    """Return the ward's own template, None where it has none. Raises UserError where it cannot be read."""
    path = desk.warehouse.path.parent / TEMPLATE
    try:
        return Template(path.name, path.read_bytes()) if path.exists() else None
    except OSError as error:
        raise UserError(
            f"Không đọc được mẫu «{path.name}»: {error.strerror}. Đóng tệp ấy nếu đang mở, rồi làm lại.",
            f"The template «{path.name}» cannot be read: {error.strerror}. Close it where it is open and try again.",
        ) from error


def make_letter(desk: Desk, subject: str, copy: str = "") -> Letter:
    """Return what stands around the content; `copy` where the mode does not say what this copy is for."""
    text, ward = desk.text, desk.ward
    foot = text(
        "periodic.foot", mode=text(f"periodic.mode_{copy or desk.viewer.mode}"), moment=fmt.stamp(ward.stamp, text)
    )
    return Letter(
        ward=ward.ward.name,
        place=name_place(ward.ward.name),
        subject=subject,
        foot=" · ".join(filter(None, (foot, text("sample") if ward.is_sample else ""))),
        moment=fmt.read_stamp(ward.stamp),
    )


def name_place(ward: str) -> str:
    """Return «Tam Thanh» of «Phường Tam Thanh»: the place of the signature is named without its kind."""
    return ward.partition(" ")[2] or ward


def list_blanks(report: Report) -> tuple[Blank, ...]:
    return tuple(Blank(f"{title}: {gap.what}", gap.why) for title, gap in report.gaps)


def preview(desk: Desk, *, is_adhoc: bool = False) -> tuple[tuple[str, ...], ...]:
    """Return what the report will say, a heading and its sentences each."""
    report = build_report(desk, is_adhoc=is_adhoc)
    first = (report.subject, *(paragraph.words for paragraph in report.opening))
    return (first, *(_read(section, desk) for section in (*report.sections, *report.annexes)))


def _read(section: Section, desk: Desk) -> tuple[str, ...]:
    text, said = desk.text, [section.title]
    for block in section.blocks:
        match block:
            case Paragraph():
                said.append(block.words)
            case Space():
                said.append(text("periodic.space", prompt=block.prompt))
            case Gap():
                said.append(text("periodic.blank", what=block.what, why=block.why.rstrip(".")))
            case Picture():
                said.append(block.caption)
            case Listing():
                said.append(block.grid.title)
    return tuple(said)


REPORT = Kind("docx", "BC-GN", (".docx",), write, preview=preview)
ADHOC = Kind("adhoc", "BC-DX-GN", (".docx",), partial(write, is_adhoc=True), preview=partial(preview, is_adhoc=True))
