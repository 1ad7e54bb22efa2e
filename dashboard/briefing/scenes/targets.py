"""Are the targets of the plan met?"""

from dashboard import findings, theme
from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.briefing.scene import Fact, Scene
from dashboard.briefing.targets import list_results, name_target, read_bullets
from dashboard.charts.bullet import Bullet
from dashboard.grids import Cell, Grid, Mark, headed
from dashboard.text import Text
from queries import Status

REACHED = (Status.MET, Status.EXCEEDED)


def build(desk: Desk) -> Scene:
    text, bullets = desk.text, read_bullets(desk)
    states = tuple((bullet.status, bullet.status_words) for bullet in bullets)
    reached = sum(status in REACHED for status, _ in states)
    names = [name_target(target, desk) for target in desk.ward.targets]
    left = len(states) - reached
    return Scene(
        id="targets",
        finding=findings.overview(states, "", text),
        facts=(Fact(f"{reached}/{len(states)}", text("scene.targets_fact"), list_results(desk)),),
        question=text("scene.targets_ask" if left else "scene.targets_ask_met", count=fmt.padded(left, text)),
        grid=_list_targets(bullets, names, text),
    )


def _list_targets(bullets: tuple[Bullet, ...], names: list[str], text: Text) -> Grid:
    heads = headed(*(text(f"overview.{name}") for name in ("target", "actual", "status")))
    lines = tuple(
        (
            Cell(f"{bullet.label}. {name}", kind="words", quiet=bullet.lead),
            Cell(bullet.figure, kind="words", quiet=bullet.remaining),
            _state(bullet),
        )
        for bullet, name in zip(bullets, names, strict=True)
    )
    return Grid(text("overview.caption"), heads, lines, look="scene")


def _state(bullet: Bullet) -> Cell:
    sign = theme.STATUS_SIGNS[bullet.status] if bullet.status else bullet.sign or theme.NONE
    return Cell(bullet.status_words, kind="words", mark=Mark(sign.shape, sign.colour))
