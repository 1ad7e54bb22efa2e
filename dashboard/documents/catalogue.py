"""Every document that the ward can take away; a new kind is one line here."""

from dashboard.briefing import Desk
from dashboard.documents.deck import PPTX
from dashboard.documents.kind import Kind, Progress, Written
from dashboard.documents.lists import CERTIFICATES, POSTING, RECOGNITION
from dashboard.documents.period import PERIOD
from dashboard.documents.report import ADHOC, REPORT
from dashboard.documents.rollup import ROLLUP
from dashboard.documents.stage import HTML
from dashboard.documents.summary import SUMMARY
from dashboard.documents.unit_sheets import UNIT_SHEETS
from queries import UserError

KINDS: tuple[Kind, ...] = (
    PPTX,
    HTML,
    REPORT,
    ADHOC,
    SUMMARY,
    UNIT_SHEETS,
    PERIOD,
    ROLLUP,
    POSTING,
    RECOGNITION,
    CERTIFICATES,
)


def find_kind(name: str) -> Kind:
    """Raises UserError for an unknown kind."""
    for kind in KINDS:
        if kind.id == name:
            return kind
    known = ", ".join(kind.id for kind in KINDS)
    raise UserError(
        f"Không có loại tài liệu «{name}». Chọn một trong: {known}.",
        f"There is no kind of document «{name}». Choose one of: {known}.",
    )


def write_document(kind: Kind, desk: Desk, progress: Progress, suffix: str = "") -> Written:
    """Write one document for this desk. Raises UserError where it may not be made in that mode or under that suffix."""
    mode = desk.viewer.mode
    if mode not in kind.modes:
        allowed = ", ".join(kind.modes)
        raise UserError(
            f"Tài liệu «{kind.id}» có họ tên nên không làm ở chế độ «{mode}». Chỉ làm ở chế độ: {allowed}.",
            f"The document «{kind.id}» holds names and is not made in mode «{mode}». Made only in: {allowed}.",
        )
    wanted = suffix or kind.suffixes[0]
    if wanted not in kind.suffixes:
        known = ", ".join(kind.suffixes)
        raise UserError(
            f"Tài liệu «{kind.id}» không ghi thành tệp «{wanted}». Đuôi tệp ghi được: {known}.",
            f"The document «{kind.id}» is not written as «{wanted}». Its files end in: {known}.",
        )
    return kind.write(desk, progress, wanted)
