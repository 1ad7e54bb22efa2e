"""The scenes of a meeting as PowerPoint slides, on the ward's own template where it has one."""

from pathlib import Path

from dashboard.briefing import Desk, read_heading
from dashboard.documents.kind import Kind, Progress, Written
from dashboard.documents.scenes import list_blanks, list_failed, preview, read_scenes
from dashboard.export import deck
from dashboard.export.deck_template import BrokenTemplate
from dashboard.text import Text
from queries import UserError

TEMPLATE = Path("reference", "templates", "trinh_chieu.pptx")


def write(desk: Desk, progress: Progress, suffix: str) -> Written:
    """Raises UserError where the ward's template cannot be drawn on."""
    scenes = read_scenes(desk, progress)
    path = desk.warehouse.path.parent / TEMPLATE
    template = path.read_bytes() if path.is_file() else None
    try:
        data = deck.write(scenes, read_heading(desk), template, desk.text)
    except BrokenTemplate as error:
        said = {"file": TEMPLATE.as_posix(), "found": error}
        raise UserError(Text("vi")("deck.broken", **said), Text("en")("deck.broken", **said)) from error
    return Written(data, list_blanks(scenes, desk.text), list_failed(scenes, desk.text))


PPTX = Kind("pptx", "TC-GN", (".pptx",), write, preview=preview)
