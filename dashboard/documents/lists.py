"""The documents with names: posting list, annexes of the recognition decision, list for printing certificates.

Made in internal mode alone and for the officer alone; every one says why where it cannot be made.
"""

from dashboard import format as fmt
from dashboard.briefing import Desk
from dashboard.briefing.lists import (
    NameList,
    list_certificates,
    list_posting,
    list_recognition,
    list_unnamed,
    read_listed,
    refuse,
)
from dashboard.briefing.report.build import name_period
from dashboard.documents.kind import Blank, Kind, Progress, Written
from dashboard.documents.report import make_letter
from dashboard.export import lists as export
from dashboard.export import workbook
from dashboard.export.lists import Frame
from dashboard.export.paper import Paper
from dashboard.findings.provenance import badge_line
from dashboard.text import Text
from queries import Mode


def write_posting(desk: Desk, progress: Progress, suffix: str) -> Written:
    """Raises UserError where names do not belong or there are none to post."""
    refuse(desk)
    text = desk.text
    lists = list_posting(desk)
    frame = Frame(
        text("lists.posting_of", period=name_period(desk)),
        _say_sample(desk),
        (text("lists.posted_days"), text("lists.objections")),
        (text("lists.sign_area"), text("lists.sign_committee")),
    )
    unknown = tuple(Blank(one.place, one.nothing) for one in lists if not one.is_known)
    return _write(lists, frame, "posting", desk, progress, unknown)


def write_recognition(desk: Desk, progress: Progress, suffix: str) -> Written:
    """Raises UserError where names do not belong or there is nobody to recognise."""
    refuse(desk)
    text = desk.text
    frame = Frame(
        text("lists.recognition_of", period=name_period(desk)),
        (text("lists.decision"), *_say_sample(desk)),
        (),
        ("", text("lists.chairman")),
    )
    return _write(list_recognition(desk), frame, "recognition", desk, progress)


def write_certificates(desk: Desk, progress: Progress, suffix: str) -> Written:
    """Raises UserError where names do not belong or nobody gets a certificate."""
    refuse(desk)
    text, grid = desk.text, list_certificates(desk)
    title = text("lists.certificates_of", period=name_period(desk))
    if suffix == ".docx":
        one = NameList(text("lists.certificates"), "", grid, text("lists.nobody_annex"))
        frame = Frame(title, _say_sample(desk), (), (text("lists.sign_maker"), text("lists.sign_committee")))
        return _write((one,), frame, "certificates", desk, progress)
    progress(title, 0.5)
    stock = desk.value("poor_households")
    lines = (badge_line(desk.filters, text, desk.ward, stock), *_say_sample(desk))
    paper = Paper(title, lines, (grid,), (), fmt.read_stamp(desk.ward.stamp))
    return Written(workbook.write(paper, text("file.sources")), _list_blanks(desk, text), names=len(grid.rows))


def _write(
    lists: tuple[NameList, ...],
    frame: Frame,
    kind: str,
    desk: Desk,
    progress: Progress,
    unknown: tuple[Blank, ...] = (),
) -> Written:
    text = desk.text
    title = text(f"documents.kind_{kind}")
    progress(title, 0.5)
    # Names were taken from the office's own lists, but this sheet hangs on a wall.
    letter = make_letter(desk, title, "posting" if kind == "posting" else "")
    return Written(
        export.write(lists, frame, letter, text),
        (*unknown, *_list_blanks(desk, text)),
        names=sum(len(one.grid.rows) for one in lists),
    )


def _say_sample(desk: Desk) -> tuple[str, ...]:
    return (desk.text("sample"),) if desk.ward.is_sample else ()


def _list_blanks(desk: Desk, text: Text) -> tuple[Blank, ...]:
    return tuple(Blank(where, text("lists.no_name")) for where in list_unnamed(desk))


def preview(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """Say how many stand on the lists, never who: the page before a file shows no names."""
    text, listed = desk.text, read_listed(desk)
    if listed.withheld:
        return ((text.of(listed.withheld),),)
    return tuple((one.title, text("lists.count", count=len(one.grid.rows))) for one in list_recognition(desk))


INSIDE = (Mode.INTERNAL,)
POSTING = Kind("posting", "NIEM-YET", (".docx",), write_posting, INSIDE, has_names=True, preview=preview)
RECOGNITION = Kind(
    "recognition", "PL-CONG-NHAN", (".docx",), write_recognition, INSIDE, has_names=True, preview=preview
)
CERTIFICATES = Kind(
    "certificates", "IN-GCN", (".xlsx", ".docx"), write_certificates, INSIDE, has_names=True, preview=preview
)
