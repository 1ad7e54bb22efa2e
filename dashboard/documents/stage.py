"""The scenes of a meeting as one HTML file, for a projector without server or network."""

from dashboard.briefing import Desk, read_heading
from dashboard.documents.kind import Kind, Progress, Written
from dashboard.documents.scenes import list_blanks, list_failed, preview, read_scenes
from dashboard.export import stage


def write(desk: Desk, progress: Progress, suffix: str) -> Written:
    scenes = read_scenes(desk, progress)
    data = stage.write(scenes, read_heading(desk), desk.text)
    return Written(data, list_blanks(scenes, desk.text), list_failed(scenes, desk.text))


HTML = Kind("html", "TC-GN", (".html",), write, preview=preview)
