"""The summary of one page for the vice-chairman."""

from dashboard.briefing import Desk
from dashboard.briefing.summary import Summary, build_summary
from dashboard.documents.kind import Blank, Kind, Progress, Written
from dashboard.documents.report import make_letter
from dashboard.export import summary as export


def write(desk: Desk, progress: Progress, suffix: str) -> Written:
    """Raises QueryError: a page with a part missing would be read as whole."""
    progress(desk.text("documents.kind_summary"), 0.0)
    summary = build_summary(desk)
    progress(desk.text("documents.kind_summary"), 0.8)
    return Written(export.write(summary, make_letter(desk, summary.title), desk.text), list_blanks(summary))


def list_blanks(summary: Summary) -> tuple[Blank, ...]:
    return tuple(Blank(f"{one.label}. {one.name}", one.gap) for one in summary.targets if one.gap)


def preview(desk: Desk) -> tuple[tuple[str, ...], ...]:
    text, summary = desk.text, build_summary(desk)
    return (
        (summary.title, summary.badge, *(f"{fact.shown} – {fact.label}" for fact in summary.facts)),
        (text("summary.targets"), *(f"{one.label}. {one.name}: {one.figure}; {one.state}" for one in summary.targets)),
        (text("summary.good"), *(summary.good or (text("summary.nothing"),))),
        (text("summary.bad"), *(summary.bad or (text("summary.nothing"),))),
        (text("summary.decisions"), *(f"{one.question} ({one.lead})" for one in summary.decisions)),
    )


SUMMARY = Kind("summary", "TT-GN", (".docx",), write, preview=preview)
