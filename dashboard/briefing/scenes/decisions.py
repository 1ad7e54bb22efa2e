"""What is asked for today: the question of every scene before, with who would carry it out."""

from dashboard.briefing.desk import Desk
from dashboard.briefing.scene import Scene
from dashboard.briefing.scenes import changes, children, money, movement, projects, targets, training
from dashboard.briefing.targets import read_bullets
from dashboard.grids import Cell, Grid, headed

# The scene whose question it is, and the target whose lead it falls to: «» is the committee's own.
ASKED = {
    "movement": (movement.build, "1a"),
    "children": (children.build, "2"),
    "training": (training.build, "3"),
    "projects": (projects.build, ""),
    "money": (money.build, ""),
    "changes": (changes.build, ""),
}


def build(desk: Desk) -> Scene:
    text = desk.text
    leads = {bullet.label: bullet.lead for bullet in read_bullets(desk)}
    asked = [(build(desk), leads.get(label, "")) for build, label in ASKED.values()]
    heads = headed(*(text(f"scene.decisions_{name}") for name in ("number", "question", "lead")))
    lines = tuple(
        (
            Cell(str(place)),
            Cell(scene.question, kind="words"),
            Cell(lead or text("scene.decisions_committee"), kind="words"),
        )
        for place, (scene, lead) in enumerate(asked, start=1)
    )
    first = targets.build(desk)
    return Scene(
        id="decisions",
        finding=text("scene.decisions_finding", count=len(lines)),
        facts=first.facts,
        question=text("scene.decisions_ask"),
        grid=Grid(text("scene.decisions_caption"), heads, lines, look="scene"),
    )
