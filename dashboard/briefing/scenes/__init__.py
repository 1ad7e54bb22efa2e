"""The scenes of a meeting in their order; what each shows and asks stands in a module of its own."""

from collections.abc import Callable
from dataclasses import replace

from dashboard.briefing.desk import Desk
from dashboard.briefing.scene import Scene
from dashboard.briefing.scenes import changes, children, decisions, money, movement, projects, targets, training
from dashboard.text import Text
from queries import QueryError, UserError

SCENES: dict[str, Callable[[Desk], Scene]] = {
    "targets": targets.build,
    "movement": movement.build,
    "children": children.build,
    "training": training.build,
    "projects": projects.build,
    "money": money.build,
    "changes": changes.build,
    "decisions": decisions.build,
}


def build_scene(name: str, desk: Desk) -> Scene:
    """Return one scene of this desk. Raises KeyError for an unknown name and every QueryError."""
    scene = SCENES[name](desk)
    return scene if scene.plot or scene.grid else replace(scene, finding=_name_subject(scene, desk.text))


def tell_scene(name: str, desk: Desk) -> Scene:
    """Return one scene of this desk, or one that says why it cannot be told: a meeting goes on with the others."""
    try:
        return build_scene(name, desk)
    except QueryError as error:
        said = desk.text.of(error.words) if isinstance(error, UserError) else str(error)
        return Scene(name, desk.text("scene.failed"), (), "", (said,), failed=said)


def _name_subject(scene: Scene, text: Text) -> str:
    """Without picture or table nothing else says what it is that is not published, or not known."""
    return f"{text(f'scene.topic_{scene.id}')}: {scene.finding[:1].lower()}{scene.finding[1:]}"


def tell_scenes(desk: Desk) -> tuple[Scene, ...]:
    return tuple(tell_scene(name, desk) for name in SCENES)
