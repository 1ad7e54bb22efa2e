"""What both documents of a meeting share: the scenes of a desk, told one after another, and what is missing."""

from dashboard.briefing import SCENES, Desk, Scene, tell_scene, tell_scenes
from dashboard.documents.kind import Blank, Progress
from dashboard.text import Text


def read_scenes(desk: Desk, progress: Progress) -> tuple[Scene, ...]:
    told = []
    for place, name in enumerate(SCENES):
        progress(_name(place, desk.text), place / (len(SCENES) + 1))
        told.append(tell_scene(name, desk))
    return tuple(told)


def list_failed(scenes: tuple[Scene, ...], text: Text) -> tuple[Blank, ...]:
    return tuple(Blank(_name(place, text), scene.failed) for place, scene in enumerate(scenes) if scene.failed)


def list_blanks(scenes: tuple[Scene, ...], text: Text) -> tuple[Blank, ...]:
    """Return the scenes without picture or table: what their finding says is why."""
    return tuple(
        Blank(_name(place, text), scene.finding)
        for place, scene in enumerate(scenes)
        if not (scene.failed or scene.plot or scene.grid)
    )


def preview(desk: Desk) -> tuple[tuple[str, ...], ...]:
    return tuple((scene.finding, *scene.lines, scene.question) for scene in tell_scenes(desk))


def _name(place: int, text: Text) -> str:
    return text("stage.place", place=place + 1, total=len(SCENES))
