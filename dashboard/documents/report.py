"""The periodic report: its words are the briefing's, its bytes the exporter's, its blanks are told to the page."""

from dashboard import format as fmt
from dashboard.briefing import Desk
from dashboard.briefing.report import Gap, Listing, Paragraph, Picture, Report, Section, Space, build_report
from dashboard.documents.kind import Blank, Progress, Written
from dashboard.export import report as export
from dashboard.export.report import Letter

# Reading takes longer than writing.
READING = 0.7


def write(desk: Desk, progress: Progress, suffix: str) -> Written:
    """Return the report with its blanks; a part that could not be read is named and the rest is whole."""
    text = desk.text
    report = build_report(desk, lambda words, share: progress(words, share * READING))
    data = export.write(
        report,
        make_letter(desk, report.subject),
        text,
        lambda share: progress(text("periodic.title"), READING + share * (1 - READING)),
    )
    return Written(data, list_blanks(report), tuple(Blank(where, why) for where, why in report.failed))


def make_letter(desk: Desk, subject: str) -> Letter:
    text, ward = desk.text, desk.ward
    foot = text("periodic.foot", mode=text(f"periodic.mode_{desk.viewer.mode}"), moment=fmt.stamp(ward.stamp, text))
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


def preview(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """Return what the report will say, a heading and its sentences each."""
    report = build_report(desk)
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
